"""Time parts: the difference between two arrivals, or latest starts, leg by leg, and what lies behind each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fxroute.model import Calendar, Desk, Infrastructure, Leg, LegKind, Payment, Route, Service
from fxroute.network import Network

__all__ = ["TimeCause", "TimePart", "measured_minutes", "time_parts"]

_AT_THE_SERVICER = (LegKind.BOOK_DRAW, LegKind.BRANCH)
_Key = tuple[str, str, str, str, int]


class TimeCause(StrEnum):
    """What lies behind a part.

    `START`: the one starts later, or is credited later where the start is asked for. `CUT_OFF`: the leg has another
    cut-off, or missed the one that the other kept. `CLOSED`: days on which it is closed. `WAIT`: it waits for another
    opening. `PROCESSING`: it takes longer or shorter. `OTHER_WAY`: only one of the two routes has the leg.
    """

    START = "start"
    CUT_OFF = "cut_off"
    CLOSED = "closed"
    WAIT = "wait"
    PROCESSING = "processing"
    OTHER_WAY = "other_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePart:
    """One part, in minutes: positive when the second route takes so much longer there.

    `leg` is the kind of the leg, empty for the start; `subject` the system, the desk or the institutions.
    `cut_off` and `cut_off_after` are those that the two routes kept on the leg, `closed` the days on which the second
    waited, local to the leg.
    """

    cause: TimeCause
    minutes: int
    leg: str = ""
    subject: str = ""
    zone: str = "UTC"
    cut_off: datetime | None = None
    cut_off_after: datetime | None = None
    closed: tuple[date, ...] = ()


def measured_minutes(before: Route, after: Route, payment: Payment) -> int:
    """Return how much later the second is credited, or, for a deadline, may start."""
    if payment.at is not None:
        return _minutes(after.credited_at - before.credited_at)
    return _minutes(after.starts_at - before.starts_at)


def time_parts(
    before: Route, after: Route, payment: Payment, networks: tuple[Network | None, Network | None] = (None, None)
) -> tuple[TimePart, ...]:
    """Return what makes the difference in time; the sum of the parts is the difference of `measured_minutes`.

    For a deadline the signs turn round: a leg that takes longer lets the payment start earlier.
    """
    sign = 1 if payment.at is not None else -1
    first = (
        _minutes(after.starts_at - before.starts_at)
        if payment.at is not None
        else _minutes(after.credited_at - before.credited_at)
    )
    parts = [TimePart(cause=TimeCause.START, minutes=first)]
    one, two = _spans(before), _spans(after)
    parts += [_part(one.get(key), two.get(key), networks, sign) for key in dict.fromkeys([*one, *two])]
    return tuple(part for part in parts if part.minutes)


@dataclass(frozen=True, slots=True)
class _Span:
    """A leg with the instant from which it could begin."""

    leg: Leg
    ready_at: datetime

    @property
    def minutes(self) -> int:
        return _minutes(self.leg.ends_at - self.ready_at)

    @property
    def zone(self) -> str:
        return self.leg.to_zone if self.leg.kind in _AT_THE_SERVICER else self.leg.from_zone


def _spans(route: Route) -> dict[_Key, _Span]:
    found: dict[_Key, _Span] = {}
    ready = route.starts_at
    for leg in route.legs:
        key = (leg.kind.value, leg.from_id, leg.to_id, leg.credited.currency.code)
        found[(*key, sum(1 for known in found if known[:4] == key))] = _Span(leg, ready)
        ready = leg.ends_at
    return found


def _part(one: _Span | None, two: _Span | None, networks: tuple[Network | None, Network | None], sign: int) -> TimePart:
    shown = two or one
    assert shown is not None, "a leg is of one route at least"
    leg = shown.leg
    subject = leg.via or (leg.from_id if leg.from_id == leg.to_id else f"{leg.from_id} → {leg.to_id}")
    bare = TimePart(cause=TimeCause.OTHER_WAY, minutes=0, leg=leg.kind.value, subject=subject, zone=shown.zone)
    if one is None or two is None:
        minutes = (two.minutes if two else 0) - (one.minutes if one else 0)
        return replace(bare, minutes=sign * minutes)
    closed = _closed(one, two, networks)
    return replace(
        bare,
        cause=_cause(one, two, closed),
        minutes=sign * (two.minutes - one.minutes),
        cut_off=one.leg.cut_off,
        cut_off_after=two.leg.cut_off,
        closed=closed,
    )


def _cause(one: _Span, two: _Span, closed: Sequence[date]) -> TimeCause:
    waits = [_minutes(span.leg.starts_at - span.ready_at) for span in (one, two)]
    if waits[0] == waits[1]:
        return TimeCause.PROCESSING
    if closed and waits[1] > waits[0]:
        return TimeCause.CLOSED
    cut_offs = [span.leg.cut_off for span in (one, two)]
    if cut_offs[0] is None or cut_offs[1] is None:
        return TimeCause.WAIT
    is_missed = two.ready_at >= cut_offs[0] if waits[1] > waits[0] else one.ready_at >= cut_offs[1]
    is_other = _time_of(cut_offs[0], one.zone) != _time_of(cut_offs[1], two.zone)
    return TimeCause.CUT_OFF if is_missed or is_other else TimeCause.WAIT


def _time_of(instant: datetime, zone: str) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%H:%M}"


def _closed(one: _Span, two: _Span, networks: tuple[Network | None, Network | None]) -> tuple[date, ...]:
    """Return the days between ready and done on which the second leg is closed; only new ones, where some are."""
    before, after = (
        [] if network is None else _calendars(span.leg, network)
        for span, network in zip((one, two), networks, strict=True)
    )
    days = [day for day in _days(two) if not all(calendar.is_open(day) for calendar in after)]
    new = [day for day in days if all(calendar.is_open(day) for calendar in before)]
    return tuple(new or days)


def _days(span: _Span) -> list[date]:
    zone = ZoneInfo(span.zone)
    first, last = span.ready_at.astimezone(zone).date(), span.leg.ends_at.astimezone(zone).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _calendars(leg: Leg, network: Network) -> list[Calendar]:
    found: dict[str, Calendar] = {}
    for name in leg.records:
        record = network.records.get(name)
        if isinstance(record, Service | Desk | Infrastructure) and record.hours is not None:
            found |= {key: network.calendars[key] for key in record.hours.calendars}
    return list(found.values())


def _minutes(stretch: timedelta) -> int:
    return int(stretch / timedelta(minutes=1))
