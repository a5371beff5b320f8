"""Deadlines as dates: what is due after a payment, by whom, on the business days of which country.

A deadline of n business days after a day is the nth business day that follows it; one of days, months or years is
counted on the calendar alone and is not moved. Beyond the days that a calendar announces a date is provisional.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fxroute.compliance.item import Provider
from fxroute.compliance.place import countries_of
from fxroute.compliance.purpose import Title
from fxroute.compliance.rule import Deadline, DeadlineUnit, Rule, StartsAt
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.service_level import ServiceLevel
from fxroute.errors import MissingCalendar
from fxroute.model import Calendar, Confidence, Finding, JointCalendar, ServiceFunction, Verdict
from fxroute.network import Network

__all__ = ["DatedTask", "due_day", "office_calendar", "tasks_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTask:
    """Something to be done by a day.

    `rule` is the rule that asks for it, or the service level. `starts_on` is the day from which it was counted,
    `calendar` the id of the calendar, empty where days of the week play no part. `leg` is 0 for the whole.
    """

    rule: str
    title: Title
    provider: Provider
    starts_on: date
    due: date
    calendar: str
    is_provisional: bool
    citation: str
    confidence: Confidence
    leg: int = 0
    item: str = ""


def due_day(deadline: Deadline, start: date, calendar: Calendar | None) -> date:
    """Return the last day on which a deadline is met.

    Raises:
        MissingCalendar: business days are counted, and no calendar is given.
    """
    if deadline.unit is DeadlineUnit.BUSINESS_DAYS:
        return _business_days_after(start, deadline.count, calendar)
    if deadline.unit is DeadlineUnit.DAYS:
        return start + timedelta(days=deadline.count)
    months = deadline.count * (12 if deadline.unit is DeadlineUnit.YEARS else 1)
    return _months_after(start, months)


def office_calendar(network: Network, country: str) -> Calendar | None:
    """Return the calendar by which banks of a country serve customers, `None` where none is known."""
    for service in network.services:
        if service.country == country and ServiceFunction.DEBIT in service.functions and service.hours.calendars:
            return network.calendars[service.hours.calendars[0]]
    return next((one for one in network.calendars.values() if one.country == country), None)


def tasks_of(
    findings: Iterable[Finding],
    rules: RuleBase,
    network: Network,
    *,
    starts: Mapping[StartsAt, date],
    ends: tuple[str, str],
) -> tuple[DatedTask, ...]:
    """Return the duties after a payment, and the service levels whose event is known, by day.

    Args:
        findings: what the rules say of the payment.
        rules: the rule base they were made with; its service levels are dated too.
        network: for calendars.
        starts: the days from which deadlines are counted, as far as they are known.
        ends: countries of the debtor's agent and of the creditor's.
    """
    tasks = [
        task
        for finding in findings
        if finding.verdict is Verdict.REPORT_AFTER
        for task in _of_finding(finding, rules, network, starts, ends)
    ]
    tasks += [task for level in rules.service_levels for task in _of_level(level, network, starts, ends[0])]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.rule, task.item)))


def _of_finding(
    finding: Finding, rules: RuleBase, network: Network, starts: Mapping[StartsAt, date], ends: tuple[str, str]
) -> Iterable[DatedTask]:
    rule = rules.get_version(finding.rule, finding.version)
    deadline = rule.deadline
    start = None if deadline is None else starts.get(deadline.starts_at)
    if deadline is None or start is None:
        return
    calendar = office_calendar(network, deadline.country or _country(rule, ends))
    for item in rule.require:
        yield DatedTask(
            rule=rule.number,
            title=rules.items[item].title,
            provider=rules.items[item].provider,
            citation=str(rule.citation),
            confidence=rule.provenance.confidence,
            leg=finding.leg,
            item=item,
            starts_on=start,
            due=due_day(deadline, start, calendar),
            calendar=_named(deadline, calendar),
            is_provisional=_is_provisional(deadline, start, calendar),
        )


def _of_level(
    level: ServiceLevel, network: Network, starts: Mapping[StartsAt, date], country: str
) -> Iterable[DatedTask]:
    start = starts.get(level.deadline.starts_at)
    if start is not None:
        calendar = office_calendar(network, level.deadline.country or country)
        yield DatedTask(
            rule=level.id,
            title=level.title,
            provider=level.provider,
            citation=level.provenance.source,
            confidence=level.provenance.confidence,
            starts_on=start,
            due=due_day(level.deadline, start, calendar),
            calendar=_named(level.deadline, calendar),
            is_provisional=_is_provisional(level.deadline, start, calendar),
        )


def _country(rule: Rule, ends: tuple[str, str]) -> str:
    """The country whose business days count: that end of the payment which the rule's place holds."""
    countries = countries_of(rule.jurisdiction)
    if countries is None:
        return ends[1]
    return next((end for end in ends if end in countries), min(countries))


def _named(deadline: Deadline, calendar: Calendar | None) -> str:
    is_counted = deadline.unit is DeadlineUnit.BUSINESS_DAYS
    return calendar.id if is_counted and calendar is not None else ""


def _is_provisional(deadline: Deadline, start: date, calendar: Calendar | None) -> bool:
    is_counted = deadline.unit is DeadlineUnit.BUSINESS_DAYS
    return is_counted and calendar is not None and calendar.is_provisional(due_day(deadline, start, calendar))


def _business_days_after(start: date, count: int, calendar: Calendar | None) -> date:
    if calendar is None:
        raise MissingCalendar(
            what="business days are counted, and no calendar is known",
            where="deadline",
            mend="add a calendar of that country to a file of your own",
        )
    joint, day = JointCalendar((calendar,)), start
    for _ in range(count):
        day = joint.following(day + timedelta(days=1))
    return day


def _months_after(start: date, months: int) -> date:
    """The same day of a later month, or its last where that month is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))
