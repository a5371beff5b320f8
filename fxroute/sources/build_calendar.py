"""Calendars, from their records: days that are known, closed or worked, and currencies settled on them."""

from fxroute.model import SEGMENTED_CURRENCIES, Calendar, Place, Settles
from fxroute.sources.builder import Builder
from fxroute.sources.schema import CalendarRecord, SettlesPart
from fxroute.sources.unread import unless_unread

__all__ = ["build_calendar"]

_WEEK_DAYS = 7


def build_calendar(record: CalendarRecord, builder: Builder) -> Calendar:
    """Return the calendar; a weekend of seven days would leave no business day."""
    builder.ordered(record.known_from, record.known_to, "known_to")
    _check_announced(record, builder)
    _check_weekend(record, builder)
    _check_closed(record, builder)
    settles = _settles(record, builder)
    return Calendar(
        id=record.id,
        name=record.name,
        weekend=frozenset(record.weekend),
        closed=frozenset(record.closed),
        workdays=frozenset(record.workdays),
        known_from=record.known_from,
        known_to=record.known_to,
        announced_to=record.announced_to,
        provenance=builder.share(record.provenance()),
        country=record.country,
        settles=settles,
    )


@unless_unread
def _check_announced(record: CalendarRecord, builder: Builder) -> None:
    if record.announced_to > record.known_to:
        what = f"announced_to {record.announced_to} lies after known_to {record.known_to}"
        builder.fault(("announced_to",), what, "a day cannot be announced and unknown: move one of the two")


@unless_unread
def _check_weekend(record: CalendarRecord, builder: Builder) -> None:
    if len(set(record.weekend)) == _WEEK_DAYS:
        builder.fault(("weekend",), "the weekend takes the whole week", "leave at least one business day")


@unless_unread
def _check_closed(record: CalendarRecord, builder: Builder) -> None:
    for day in record.closed:
        if day in record.workdays:
            what = f"{day} is closed and a workday at once"
            builder.fault(("workdays", day.isoformat()), what, "keep it in one of the two")


@unless_unread
def _settles(record: CalendarRecord, builder: Builder) -> tuple[Settles, ...]:
    return tuple(_settled(part, builder, index) for index, part in enumerate(record.settles))


@unless_unread
def _settled(part: SettlesPart, builder: Builder, index: int) -> Settles:
    if part.place is not None and part.currency not in SEGMENTED_CURRENCIES:
        what = f"{part.currency} has no place: no law divides it into onshore and offshore"
        builder.fault(("settles", index, "place"), what, "leave place out")
    return Settles(part.currency, part.place or Place.ANY)
