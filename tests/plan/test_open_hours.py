"""Opening hours of a route against an independent clock: minute by minute, from sessions and calendars alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fxroute import Bounds, Leg, Money, Payment, Planner
from fxroute.model import Calendar, Desk, Hours, Infrastructure, LegKind, Service
from fxroute.plan import OpenHours, OpenStretch, open_hours
from fxroute.sources import load_planner
from tests.search.oracle_time import are_open, is_held, local_minute, minute_of

AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


def hours_of(planner: Planner, at: str) -> list[tuple[Leg, OpenHours]]:
    payment = Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=at, **AGENTS)
    plan = planner.plan(payment, Bounds(conversions_max=2), with_alternatives=False)
    return [(route.legs[each.leg - 1], each) for route in plan.routes for each in planner.hours(route)]


def calendars_of(leg: Leg, told: OpenHours, planner: Planner) -> tuple[Hours, tuple[Calendar, ...]]:
    """The hours of the record that is named, and for a book move the settlement days of its currency too."""
    record = planner.network.records[told.record]
    assert isinstance(record, Service | Desk | Infrastructure)
    assert record.hours is not None
    calendars = [planner.network.calendars[name] for name in record.hours.calendars]
    if leg.kind in (LegKind.BOOK_DRAW, LegKind.BOOK_CREDIT):
        currency = leg.debited.currency.code
        assert currency != "CNY", "yuan needs its place as well"
        calendars += [each for each in [planner.network.settlement_calendar(currency, "any")] if each is not None]
    return record.hours, tuple(calendars)


def open_minutes(hours: Hours, calendars: tuple[Calendar, ...], first: int, last: int) -> set[int]:
    found: set[int] = set()
    day = datetime.fromtimestamp(first * 60, UTC).date() - timedelta(days=4)
    for _ in range((last - first) // 1440 + 9):
        if are_open(calendars, day):
            after_open = are_open(calendars, day - timedelta(days=1))
            for session in hours.sessions:
                if is_held(session, hours.sessions, day, after_open=after_open):
                    opens, closes = (local_minute(day, at, hours.time_zone) for at in (session.opens, session.closes))
                    found.update(range(max(opens, first), min(closes, last)))
        day += timedelta(days=1)
    return found


@pytest.mark.parametrize("at", ["2026-11-24T09:30+08:00", "2027-02-03T16:50+08:00", "2027-03-12T09:00+08:00"])
def test_closed_minutes_are_those_in_which_no_session_is_held(planner: Planner, at: str) -> None:
    seen = set()
    for leg, told in hours_of(planner, at):
        if told.record in seen:
            continue
        seen.add(told.record)
        hours, calendars = calendars_of(leg, told, planner)
        first, last = minute_of(told.first), minute_of(told.last)
        closed = {m for start, end in told.closed() for m in range(minute_of(start), minute_of(end))}
        assert closed == set(range(first, last)) - open_minutes(hours, calendars, first, last), told.record
    assert len(seen) > 5


def test_every_leg_starts_while_open_and_its_cut_off_is_one_of_those_told(planner: Planner) -> None:
    for leg, told in hours_of(planner, "2026-11-24T09:30+08:00"):
        used = [each for each in told.openings if each.cut_off == leg.cut_off]
        assert used
        assert any(each.opens <= leg.starts_at < each.cut_off for each in used)
        assert told.first < leg.starts_at <= leg.ends_at < told.last


def test_all_legs_of_a_route_are_told_over_one_stretch_of_full_hours(planner: Planner) -> None:
    payment = Payment.send(Money("2000000.00", "CNY"), receive="SAR", at="2026-11-24T09:30+08:00", **AGENTS)
    route = planner.plan(payment, Bounds(conversions_max=1)).routes[0]
    told = open_hours(route, planner.network)

    assert [each.leg for each in told] == [leg.n for leg in route.legs]
    assert {(each.first, each.last) for each in told} == {(told[0].first, told[0].last)}
    assert told[0].first.minute == told[0].last.minute == 0
    assert told[0].first <= route.starts_at - timedelta(hours=1)
    assert told == planner.hours(route)


def test_weekends_are_told_apart_from_other_closed_days(planner: Planner) -> None:
    """Thanksgiving is Thursday 26 November 2026; the weekend after it is the 28th and 29th."""
    told = next(each for _, each in hours_of(planner, "2026-11-24T09:30+08:00") if each.zone == "America/New_York")

    assert [(day.isoformat(), is_weekend) for day, is_weekend in told.closed_days] == [
        ("2026-11-26", False),
        ("2026-11-28", True),
        ("2026-11-29", True),
    ]


def test_stretches_between_openings_that_overlap_are_joined() -> None:
    at = [datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in range(24)]
    hours = OpenHours(
        leg=1,
        record="X",
        zone="UTC",
        first=at[0],
        last=at[20],
        openings=(OpenStretch(at[2], at[3], at[6]), OpenStretch(at[4], at[5], at[5]), OpenStretch(at[6], at[7], at[8])),
        closed_days=(),
    )

    assert hours.closed() == ((at[0], at[2]), (at[8], at[20]))


def test_a_leg_that_names_no_record_with_hours_is_told_without(planner: Planner) -> None:
    payment = Payment.send(Money("2000000.00", "CNY"), receive="SAR", at="2026-11-24T09:30+08:00", **AGENTS)
    route = planner.plan(payment, Bounds(conversions_max=1)).routes[0]
    bare = replace(route, legs=tuple(replace(leg, via="", records=(), assumptions=()) for leg in route.legs))

    assert open_hours(bare, planner.network) == ()
