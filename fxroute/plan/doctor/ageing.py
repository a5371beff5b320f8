"""Records that age: over, not begun, at the end of what is announced, or long not looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from fxroute.model import (
    Account,
    Calendar,
    Desk,
    Hours,
    Infrastructure,
    Institution,
    Participation,
    Provenance,
    ReportingLine,
    Service,
    Tariff,
)
from fxroute.network import Network
from fxroute.plan.doctor.symptom import QuestionKind, Severity, Symptom, SymptomKind, symptom_of
from fxroute.rates import RateTable
from fxroute.rates.cross import PEG, winners

__all__ = ["Ages", "CALENDAR_DAYS", "find_aged", "view_of"]

CALENDAR_DAYS = 60
"""A calendar should be announced for so many days ahead."""

_KINDS: dict[type, str] = {
    Institution: "institutions",
    ReportingLine: "reporting_lines",
    Account: "accounts",
    Infrastructure: "infrastructures",
    Participation: "participations",
    Desk: "desks",
    Service: "services",
    Calendar: "calendars",
    Tariff: "tariffs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """The day of an examination, and the days after which a record and a rate are old."""

    on: date
    stale_days: int
    rate_days: int


def view_of(rates: RateTable, on: date) -> RateTable:
    """Return the rates as they are known at the end of a day, UTC."""
    return rates.as_of(datetime.combine(on, time(23, 59), UTC))


def find_aged(network: Network, rates: RateTable, ages: Ages) -> tuple[Symptom, ...]:
    """Return one symptom for each way of ageing and kind of record, the oldest record first in each.

    Of quotes only those that answer on the day are old or fresh, and only the newest of two currencies is over: history
    is old by nature, and a peg has no age.
    """
    provenances = list(_provenances(network, rates))
    newest = {quote.id for quote in winners(rates.quotes).values()}
    over = [item for item in _expired(provenances, ages.on) if item[0] != "quotes" or item[2] in newest]
    return (
        *_by_kind(SymptomKind.EXPIRED, Severity.WARNING, over, QuestionKind.RENEWAL),
        *_by_kind(SymptomKind.HOURS_ENDED, Severity.WARNING, _ended(network, ages.on), QuestionKind.SYSTEM_HOURS),
        *_by_kind(SymptomKind.CALENDAR_ENDS, Severity.WARNING, _ending(network, ages.on), QuestionKind.CLOSED_DAYS),
        *_by_kind(SymptomKind.RATE_OLD, Severity.WARNING, _old_rates(rates, ages), QuestionKind.FRESH_RATE),
        *_by_kind(SymptomKind.NOT_YET_VALID, Severity.NOTICE, _not_yet(provenances, ages.on), None),
        *_by_kind(SymptomKind.RECORD_OLD, Severity.NOTICE, _old(provenances, ages), QuestionKind.RENEWAL),
    )


_Dated = Iterator[tuple[str, date, str]]
"""Kind of record, the day that tells its age, and its id."""


def _by_kind(
    kind: SymptomKind, severity: Severity, found: Iterable[tuple[str, date, str]], question: QuestionKind | None
) -> Iterator[Symptom]:
    of_kind: dict[str, list[tuple[date, str]]] = {}
    for record_kind, day, record in found:
        of_kind.setdefault(record_kind, []).append((day, record))
    for record_kind, aged in of_kind.items():
        aged.sort()
        days = {"records": record_kind, "oldest": aged[0][0].isoformat(), "newest": aged[-1][0].isoformat()}
        yield from symptom_of(kind, severity, [record for _, record in aged], question=question, **days)


def _provenances(network: Network, rates: RateTable) -> Iterator[tuple[str, str, Provenance]]:
    for record in network.records.values():
        yield _KINDS[type(record)], record.id, record.provenance
    yield from (("quotes", quote.id, quote.provenance) for quote in rates.quotes)
    yield from (("forward_points", points.id, points.provenance) for points in rates.forward_points)
    yield from (("conventions", convention.id, convention.provenance) for convention in rates.conventions)


def _expired(provenances: Iterable[tuple[str, str, Provenance]], on: date) -> _Dated:
    for kind, record, provenance in provenances:
        if provenance.valid_to is not None and provenance.valid_to < on:
            yield kind, provenance.valid_to, record


def _not_yet(provenances: Iterable[tuple[str, str, Provenance]], on: date) -> _Dated:
    for kind, record, provenance in provenances:
        if provenance.valid_from is not None and provenance.valid_from > on:
            yield kind, provenance.valid_from, record


def _old(provenances: Iterable[tuple[str, str, Provenance]], ages: Ages) -> _Dated:
    for kind, record, provenance in provenances:
        if kind != "quotes" and provenance.is_valid_on(ages.on) and (ages.on - provenance.as_of).days > ages.stale_days:
            yield kind, provenance.as_of, record


def _old_rates(rates: RateTable, ages: Ages) -> _Dated:
    view = view_of(rates, ages.on)
    for quote in view.quotes:
        if quote.kind != PEG and (ages.on - quote.quoted_at.date()).days > ages.rate_days:
            yield "quotes", quote.quoted_at.date(), quote.id
    for points in view.forward_points:
        if (ages.on - points.quoted_at.date()).days > ages.rate_days:
            yield "forward_points", points.quoted_at.date(), points.id


def _ending(network: Network, on: date) -> _Dated:
    for calendar in network.calendars.values():
        end = min(calendar.announced_to, calendar.known_to)
        if calendar.provenance.is_valid_on(on) and end < on + timedelta(days=CALENDAR_DAYS):
            yield "calendars", end, calendar.id


def _ended(network: Network, on: date) -> _Dated:
    timed: list[tuple[str, str, Hours | None]] = [
        *(("infrastructures", system.id, system.hours) for system in network.infrastructures.values()),
        *(("desks", desk.id, desk.hours) for desk in network.desks),
        *(("services", service.id, service.hours) for service in network.services),
    ]
    for kind, record, hours in timed:
        ends = [_end_of(session.valid_to, session.periods) for session in hours.sessions] if hours else []
        if ends and max(ends) < on:
            yield kind, max(ends), record


def _end_of(valid_to: date | None, periods: tuple[tuple[date, date], ...]) -> date:
    last = max((end for _, end in periods), default=date.max)
    return min(last, valid_to or date.max)
