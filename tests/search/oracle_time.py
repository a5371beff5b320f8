"""The oracle's clock: sections 2 and 7 of `docs/semantics.md`, with `datetime` and `zoneinfo` alone."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fxroute.model import Calendar, Hours, LocalTime, Session

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
HORIZON_DAYS = 75
SEARCH_DAYS = 400


class Unusable(Exception):
    """A move cannot be made by this payment: closed, without a rate or tariff, beyond a limit."""


class Window(NamedTuple):
    """One opening of some hours; the order of the fields is the order of windows (2.5)."""

    cut_off: int
    opens: int
    value_day: date


def minute_of(instant: datetime) -> int:
    """Minutes since 1970-01-01T00:00Z."""
    return (instant - EPOCH) // timedelta(minutes=1)


@cache
def local_minute(day: date, local: LocalTime, zone: str) -> int:
    """2.2: fold 0 is the offset before a skipped hour, and the first of two equal times."""
    wall = datetime.combine(day + timedelta(days=local.day), local.at, ZoneInfo(zone))
    return minute_of(wall.astimezone(UTC))


def is_open(calendar: Calendar, day: date) -> bool:
    """2.3."""
    if day in calendar.workdays:
        return True
    return day.isoweekday() not in calendar.weekend and day not in calendar.closed


def are_open(calendars: Iterable[Calendar], day: date) -> bool:
    for calendar in calendars:  # noqa: SIM110  # asked most of all: `all` of a generator takes twice as long
        if not is_open(calendar, day):
            return False
    return True


def speaks_of(session: Session, day: date) -> bool:
    starts, ends = session.valid_from or date.min, session.valid_to or date.max
    return starts <= day <= ends


def in_period(session: Session, day: date) -> bool:
    return any(first <= day <= last for first, last in session.periods)


def is_held(session: Session, sessions: tuple[Session, ...], day: date, *, after_open: bool) -> bool:
    """2.4: whether an open day has a window of this session."""
    if not speaks_of(session, day):
        return False
    if session.days.value != "every" and (session.days.value == "after_open") != after_open:
        return False
    if session.periods:
        return in_period(session, day)
    return not any(in_period(other, day) and speaks_of(other, day) for other in sessions if other.periods)


def next_open(calendars: tuple[Calendar, ...], day: date) -> date:
    return first_day(day + ONE_DAY, lambda later: are_open(calendars, later))


def windows_of(hours: Hours, calendars: tuple[Calendar, ...], question_day: date) -> tuple[Window, ...]:
    """All windows of the horizon, in order, one for each cut-off (2.4, 2.5, 2.7)."""
    days = [question_day + timedelta(days=offset) for offset in range(-HORIZON_DAYS - 1, HORIZON_DAYS + 1)]
    opened = [are_open(calendars, day) for day in days]
    windows: dict[int, Window] = {}
    for yesterday_open, today_open, day in zip(opened, opened[1:], days[1:], strict=False):
        for session in hours.sessions if today_open else ():
            if is_held(session, hours.sessions, day, after_open=yesterday_open):
                value_day = next_open(calendars, day) if session.value_next else day
                opens = local_minute(day, session.opens, hours.time_zone)
                cut_off = local_minute(day, session.customer_cut_off, hours.time_zone)
                window = Window(cut_off, opens, value_day)
                windows[window.cut_off] = min(window, windows.get(window.cut_off, window))
    return tuple(sorted(windows.values()))


class Sides(NamedTuple):
    """The settlement calendars of the two currencies of a conversion, that of the dollar apart."""

    dollar: tuple[Calendar, ...]
    others: tuple[Calendar, ...]

    def settle_on(self, day: date) -> bool:
        return are_open(self.dollar, day) and are_open(self.others, day)

    def count_on(self, day: date) -> bool:
        """Whether an intermediate day counts: holidays of the dollar do, its weekend does not."""
        is_weekend = any(day.isoweekday() in usd.weekend and day not in usd.workdays for usd in self.dollar)
        return are_open(self.others, day) and not is_weekend


def sides_of(calendars: Mapping[str, Calendar | None]) -> Sides:
    """The two currencies with their calendars; one without a calendar is open on every day."""
    known = [(currency, calendar) for currency, calendar in calendars.items() if calendar is not None]
    return Sides(
        dollar=tuple(calendar for currency, calendar in known if currency == "USD"),
        others=tuple(calendar for currency, calendar in known if currency != "USD"),
    )


def settlement_date(trade_day: date, lag: int, sides: Sides) -> date:
    """Section 7."""
    day = trade_day
    for _ in range(lag - 1):
        day = first_day(day + ONE_DAY, sides.count_on)
    return first_day(day + ONE_DAY if lag else day, sides.settle_on)


def first_day(start: date, holds: Callable[[date], bool]) -> date:
    for days in range(SEARCH_DAYS):
        day = start + timedelta(days=days)
        if holds(day):
            return day
    raise Unusable


@dataclass(frozen=True)
class Timetable:
    """Hours on their calendars, around the day of a question."""

    hours: Hours
    calendars: tuple[Calendar, ...]
    question_day: date

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        return windows_of(self.hours, self.calendars, self.question_day)

    @cached_property
    def cut_offs(self) -> tuple[int, ...]:
        return tuple(window.cut_off for window in self.windows)


@dataclass(frozen=True)
class Delivery:
    """The value date of a desk: so many business days after the deal, at a time of day."""

    timetable: Timetable
    delivers_at: LocalTime
    lag: int
    sides: Sides

    @cached_property
    def earliest(self) -> tuple[int, ...]:
        """6.3: the delivery of each window, never earlier than that of a window before it."""
        windows, zone = self.timetable.windows, self.timetable.hours.time_zone
        trade_days = {window.value_day for window in windows}
        delivered = {
            day: local_minute(settlement_date(day, self.lag, self.sides), self.delivers_at, zone) for day in trade_days
        }
        return tuple(accumulate((delivered[window.value_day] for window in windows), max))


@dataclass(frozen=True, slots=True)
class Clock:
    """When an instruction that is ready at some minute ends, and the other way round."""

    timetable: Timetable
    processing: int
    delivery: Delivery | None = None

    def end(self, ready: int) -> int:
        """2.6 and 6.3."""
        index = bisect_right(self.timetable.cut_offs, ready)
        if index == len(self.timetable.windows):
            raise Unusable
        end = max(ready, self.timetable.windows[index].opens) + self.processing
        return max(end, self.delivery.earliest[index]) if self.delivery else end

    def latest_ready(self, deadline: int) -> int:
        """The greatest minute whose end is not after the deadline (8.5)."""
        windows, cut_offs = self.timetable.windows, self.timetable.cut_offs
        for index in range(min(bisect_right(cut_offs, deadline), len(windows) - 1), -1, -1):
            if windows[index].opens + self.processing > deadline:
                continue
            if self.delivery and self.delivery.earliest[index] > deadline:
                continue
            ready = min(cut_offs[index] - 1, deadline - self.processing)
            if index == 0 or ready >= cut_offs[index - 1]:
                return ready
        raise Unusable
