"""Deadlines as dates: business days of the right country, months that end early, what nobody announced yet."""

from datetime import date

import pytest

from fxroute.compliance.due import due_day, office_calendar, tasks_of
from fxroute.compliance.rule import Deadline, DeadlineUnit, StartsAt
from fxroute.compliance.rule_base import RuleBase
from fxroute.errors import MissingCalendar
from fxroute.sources import load_network, load_rules

NETWORK = load_network()


def deadline(text: str) -> Deadline:
    count, unit = text.split()
    return Deadline(int(count), DeadlineUnit(unit), StartsAt.PAYMENT)


@pytest.mark.parametrize(
    ("country", "start", "told", "due"),
    [
        # Friday and five working days: the next Friday.
        ("CN", "2026-11-20", "5 business_days", "2026-11-27"),
        # National Day is 1 to 7 October 2026; Saturday 10 October is worked instead.
        ("CN", "2026-09-30", "3 business_days", "2026-10-10"),
        # A receipt on a Saturday: the fifth working day that follows it is a Friday.
        ("CN", "2026-11-21", "5 business_days", "2026-11-27"),
        # Friday and Saturday are no business days in Riyadh.
        ("SA", "2026-11-26", "2 business_days", "2026-11-30"),
        ("SA", "2026-11-26", "0 business_days", "2026-11-26"),
        ("CN", "2026-11-20", "20 days", "2026-12-10"),
        ("CN", "2026-01-31", "1 months", "2026-02-28"),
        ("CN", "2026-12-31", "2 months", "2027-02-28"),
        ("CN", "2024-02-29", "10 years", "2034-02-28"),
        ("CN", "2026-11-20", "10 years", "2036-11-20"),
    ],
)
def test_when_something_is_due(country: str, start: str, told: str, due: str) -> None:
    calendar = office_calendar(NETWORK, country)
    assert due_day(deadline(told), date.fromisoformat(start), calendar) == date.fromisoformat(due)


def test_banks_serve_customers_by_the_calendar_of_banks() -> None:
    calendar = office_calendar(NETWORK, "SA")
    assert calendar is not None
    assert calendar.id == "SA_BANK"


def test_business_days_need_a_calendar() -> None:
    with pytest.raises(MissingCalendar):
        due_day(deadline("1 business_days"), date(2026, 11, 20), None)


def test_service_levels_count_from_events_that_are_known() -> None:
    levels = RuleBase(service_levels=load_rules().service_levels)
    starts = {StartsAt.REQUEST: date(2026, 11, 20), StartsAt.APPROVAL: date(2026, 11, 20)}
    tasks = tasks_of((), levels, NETWORK, starts=starts, ends=("CN", "SA"))
    assert [(task.rule, task.due.isoformat(), task.calendar) for task in tasks] == [
        ("SL-OFFLINE-PAYOUT", "2026-11-25", "CN"),
        ("SL-FINANCING-ANSWER", "2026-12-20", ""),
    ]
    assert tasks_of((), levels, NETWORK, starts={}, ends=("CN", "SA")) == ()


def test_a_day_that_nobody_announced_is_provisional() -> None:
    levels = RuleBase(service_levels=load_rules().service_levels)
    tasks = tasks_of((), levels, NETWORK, starts={StartsAt.APPROVAL: date(2027, 10, 1)}, ends=("CN", "SA"))
    assert [task.is_provisional for task in tasks] == [True]
