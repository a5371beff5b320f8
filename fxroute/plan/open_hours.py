"""Opening hours of what a route uses: when the service of each leg is open, around the time the route takes.

`docs/semantics.md`, section 2, says which hours a leg is under; here they are only told, for those who draw them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fxroute.model import Calendar, Desk, Hours, Infrastructure, Leg, LegKind, Route, Service, home_place
from fxroute.network import Network
from fxroute.network.windows import Windows
from fxroute.plan.legs import instant_of

__all__ = ["OpenHours", "OpenStretch", "open_hours"]

_EDGE_MINUTES_MIN = 60
_EDGE_SHARE = 20
_REACH_DAYS = 3
"""A session may open on the evening before its business day and close on the day after, in any zone."""


@dataclass(frozen=True, slots=True)
class OpenStretch:
    """One session as instants in UTC: it takes customer payments from `opens` until before `cut_off`."""

    opens: datetime
    cut_off: datetime
    closes: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """The hours that leg `leg` is under, from `first` to `last` (UTC), as service, system or desk `record` has them.

    `openings` are those that touch the stretch, in order of their cut-offs. `closed_days` are the local days of
    `zone` in the stretch that are no business days, each with whether it falls on a weekend.
    """

    leg: int
    record: str
    zone: str
    first: datetime
    last: datetime
    openings: tuple[OpenStretch, ...]
    closed_days: tuple[tuple[date, bool], ...]

    def closed(self) -> tuple[tuple[datetime, datetime], ...]:
        """Return the stretches in which nothing is open, in order; they neither touch nor overlap."""
        stretches = []
        at = self.first
        for opening in sorted(self.openings, key=lambda each: (each.opens, each.closes)):
            if opening.opens > at:
                stretches.append((at, min(opening.opens, self.last)))
            at = max(at, opening.closes)
        if at < self.last:
            stretches.append((at, self.last))
        return tuple(stretches)


def open_hours(route: Route, network: Network) -> tuple[OpenHours, ...]:
    """Return the hours of each leg that is under any, over one stretch of time for all.

    The stretch begins before the route may start and ends after its last leg is final, both by a twentieth of the time
    between, at least an hour, on the full hour.
    """
    start, end = route.starts_at, max(route.final_at, route.credited_at)
    edge = max(timedelta(minutes=_EDGE_MINUTES_MIN), (end - start) / _EDGE_SHARE)
    first = (start - edge).replace(minute=0, second=0, microsecond=0)
    last = (end + edge + timedelta(minutes=59)).replace(minute=0, second=0, microsecond=0)
    found = (_of_leg(leg, network, first, last) for leg in route.legs)
    return tuple(hours for hours in found if hours is not None)


def _of_leg(leg: Leg, network: Network, first: datetime, last: datetime) -> OpenHours | None:
    record, hours = _timed_by(leg, network)
    if hours is None:
        return None
    windows = Windows(hours, _calendars(leg, hours, network), is_customer=True)
    reach = timedelta(days=_REACH_DAYS)
    windows.cover((first - reach).toordinal(), (last + reach).toordinal())
    rows = zip(windows.opens, windows.cut_offs, windows.closes, strict=True)
    openings = (OpenStretch(*map(instant_of, row)) for row in rows)
    return OpenHours(
        leg=leg.n,
        record=record,
        zone=hours.time_zone,
        first=first,
        last=last,
        openings=tuple(each for each in openings if each.opens < last and each.closes > first),
        closed_days=_closed_days(windows, first, last),
    )


def _timed_by(leg: Leg, network: Network) -> tuple[str, Hours | None]:
    """Return the record whose hours hold for a leg: its system or desk, else the service among its records."""
    for name in (leg.via, *leg.records, *leg.assumptions):
        record = network.records.get(name)
        if name == leg.via and isinstance(record, Infrastructure | Desk):
            return name, record.hours
        if not leg.via and isinstance(record, Service):
            return name, record.hours
    return "", None


def _calendars(leg: Leg, hours: Hours, network: Network) -> tuple[Calendar, ...]:
    """Return the calendars that must be open; for a book move also that of the currency where the servicer keeps it."""
    calendars = [network.calendars[name] for name in hours.calendars]
    if leg.kind in (LegKind.BOOK_DRAW, LegKind.BOOK_CREDIT):
        settles = network.settlement_calendar(leg.debited.currency.code, _servicer_place(leg, network))
        if settles is not None and settles not in calendars:
            calendars.append(settles)
    return tuple(calendars)


def _servicer_place(leg: Leg, network: Network) -> str:
    currency = leg.debited.currency.code
    sender, receiver = (home_place(network.institutions[unit].country, currency) for unit in (leg.from_id, leg.to_id))
    crosses = sender is not receiver
    return (sender if crosses and leg.kind is LegKind.BOOK_CREDIT else leg.place).value


def _closed_days(windows: Windows, first: datetime, last: datetime) -> tuple[tuple[date, bool], ...]:
    day, until = (instant.astimezone(windows.zone).date() for instant in (first, last))
    closed = []
    while day <= until:
        if not all(calendar.is_open(day) for calendar in windows.calendars):
            closed.append((day, any(calendar.is_weekend(day) for calendar in windows.calendars)))
        day += timedelta(days=1)
    return tuple(closed)
