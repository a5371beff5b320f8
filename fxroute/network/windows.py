"""Windows: the hours of a service as minutes in UTC, and the instants a move takes under them.

An instruction ready at t uses the first window whose cut-off lies after t (cut-offs are exclusive), starts at
max(t, opening), and ends after its processing minutes, or at the window's delivery if that is later. In the other
direction `latest_ready` gives the greatest t whose end is no later than a deadline. Both never decrease.
`docs/semantics.md`, section 2, is normative.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fxroute.model import Calendar, DayRule, Hours, JointCalendar, LocalTime, Session

__all__ = ["EPOCH_DAY", "HORIZON_DAYS", "NEVER", "WindowUsed", "Windows", "local_minute"]

EPOCH_DAY = date(1970, 1, 1).toordinal()
"""Ordinal of the day from which minutes are counted."""
HORIZON_DAYS = 75
NEVER = 1 << 60
_ZONE_MINUTES_MAX = 14 * 60
"""No local time is further from UTC."""


def local_minute(day: date, at: LocalTime, zone: ZoneInfo) -> int:
    """Return the minute since 1970 UTC of a local time near `day`.

    A skipped time is read with the offset before the change, a doubled one is its first occurrence.
    """
    calendar_day = day + timedelta(days=at.day)
    wall = datetime(calendar_day.year, calendar_day.month, calendar_day.day, at.at.hour, at.at.minute)  # noqa: DTZ001  # the zone is applied on the next line
    offset = zone.utcoffset(wall)
    shift = 0 if offset is None else int(offset.total_seconds()) // 60
    return (calendar_day.toordinal() - EPOCH_DAY) * 1440 + at.at.hour * 60 + at.at.minute - shift


class WindowUsed(NamedTuple):
    """One window: minutes since 1970 UTC, then the ordinals of its business day and value day."""

    opens: int
    cut_off: int
    closes: int
    day: int
    value_day: int


class Windows:
    """The windows of one kind of hours, ordered by cut-off, grown as questions need them.

    Attributes:
        opens, cut_offs, closes: minutes since 1970 UTC, one entry a window.
        days, value_days: ordinals of the business day and of the value day.
        deliveries: least end of a move that starts in the window; 0 where the window sets none.
    """

    __slots__ = ("_deliver", "_first", "_hours", "_is_customer", "_joint", "_last", "_sure_after", "_sure_before",
                 "closes", "cut_offs", "days", "deliveries", "firsts", "has_delivery", "opens", "value_days",
                 "zone")  # fmt: skip

    def __init__(
        self,
        hours: Hours,
        calendars: tuple[Calendar, ...],
        *,
        is_customer: bool,
        deliver: Callable[[date, ZoneInfo], tuple[date, int]] | None = None,
    ) -> None:
        """Keep the hours; `deliver` maps a trade day to its value date and the least minute of delivery."""
        self._hours = hours
        self._joint = JointCalendar(calendars)
        self._is_customer = is_customer
        self._deliver = deliver
        self._first = self._last = 0
        # No window of a day not looked at yet has its cut-off after the one, or before the other.
        self._sure_after, self._sure_before = NEVER, -NEVER
        self.zone = ZoneInfo(hours.time_zone)
        self.has_delivery = deliver is not None
        self.opens: list[int] = []
        self.cut_offs: list[int] = []
        self.closes: list[int] = []
        self.days: list[int] = []
        self.value_days: list[int] = []
        self.deliveries: list[int] = []
        self.firsts: list[int] = []

    @property
    def calendars(self) -> tuple[Calendar, ...]:
        """The calendars that must all be open."""
        return self._joint.calendars

    def cover(self, first: int, last: int) -> bool:
        """Hold all windows of business days from ordinal `first` to `last`; tell whether any day is new."""
        if self._first and self._first <= first and last <= self._last:
            return False
        self._first = min(first, self._first or first)
        self._last = max(last, self._last)
        cut_offs = [self._cut_off(session).minutes for session in self._hours.sessions]
        self._sure_after = (self._first - EPOCH_DAY - 1) * 1440 + max(cut_offs, default=0) + _ZONE_MINUTES_MAX
        self._sure_before = (self._last - EPOCH_DAY + 1) * 1440 + min(cut_offs, default=0) - _ZONE_MINUTES_MAX
        found = sorted(
            (window for day in range(self._first, self._last + 1) for window in self._of_day(date.fromordinal(day))),
            key=lambda window: (window[1], window[0]),
        )
        self._keep(found)
        return True

    def _keep(self, found: list[tuple[int, int, int, int, int, int]]) -> None:
        for column in (
            self.opens,
            self.cut_offs,
            self.closes,
            self.days,
            self.value_days,
            self.deliveries,
            self.firsts,
        ):
            column.clear()
        before = -NEVER
        delivery = 0
        for opens, cut_off, closes, day, value_day, least in found:
            if cut_off == before:
                continue
            delivery = max(delivery, least)
            self.opens.append(opens)
            self.cut_offs.append(cut_off)
            self.closes.append(closes)
            self.days.append(day)
            self.value_days.append(value_day)
            self.deliveries.append(delivery)
            self.firsts.append(max(opens, before))
            before = cut_off

    def _of_day(self, day: date) -> list[tuple[int, int, int, int, int, int]]:
        joint = self._joint
        if not joint.is_open(day):
            return []
        valid = [
            session
            for session in self._hours.sessions
            if (session.valid_from is None or session.valid_from <= day)
            and (session.valid_to is None or day <= session.valid_to)
        ]
        in_period = any(start <= day <= end for session in valid for start, end in session.periods)
        after_break: bool | None = None
        windows = []
        for session in valid:
            if session.periods:
                if not any(start <= day <= end for start, end in session.periods):
                    continue
            elif in_period:
                continue
            if session.days is not DayRule.EVERY:
                if after_break is None:
                    after_break = not joint.is_open(day - timedelta(days=1))
                if after_break != (session.days is DayRule.AFTER_BREAK):
                    continue
            windows.append(self._window(day, session))
        return windows

    def _window(self, day: date, session: Session) -> tuple[int, int, int, int, int, int]:
        value_day = self._joint.following(day + timedelta(days=1)) if session.value_next else day
        least = 0
        if self._deliver is not None:
            value_day, least = self._deliver(value_day, self.zone)
        return (
            local_minute(day, session.opens, self.zone),
            local_minute(day, self._cut_off(session), self.zone),
            local_minute(day, session.closes, self.zone),
            day.toordinal(),
            value_day.toordinal(),
            least,
        )

    def _cut_off(self, session: Session) -> LocalTime:
        return session.customer_cut_off if self._is_customer else session.cut_off

    def taking(self, ready: int, last_day: int) -> "WindowUsed | None":
        """Return the window that takes an instruction ready at `ready`, `None` when none up to `last_day` does."""
        at = self._at_ready(ready, last_day)
        if at == len(self.cut_offs):
            return None
        return WindowUsed(self.opens[at], self.cut_offs[at], self.closes[at], self.days[at], self.value_days[at])

    def end(self, ready: int, minutes: int, last_day: int) -> int:
        """Return when a move ready at `ready` ends, `NEVER` when no window up to ordinal `last_day` takes it."""
        at = bisect_right(self.cut_offs, ready)
        if at == len(self.cut_offs) or self.cut_offs[at] >= self._sure_before or self.days[at] > last_day:
            at = self._at_ready(ready, last_day)
            if at == len(self.cut_offs):
                return NEVER
        opens = self.opens[at]
        ended = (ready if ready > opens else opens) + minutes
        if self.has_delivery and self.deliveries[at] > ended:
            return self.deliveries[at]
        return ended

    def latest_ready(self, by: int, minutes: int, first_day: int) -> int:
        """Return the greatest instant from which a move ends by `by`, `-NEVER` when there is none."""
        at = self._at_end(by, minutes, first_day)
        return -NEVER if at < 0 else min(self.cut_offs[at] - 1, by - minutes)

    def reach(self, ready: int, last_day: int) -> None:
        """Hold every window that may take an instruction ready at `ready` or before, up to `last_day`."""
        self._at_ready(ready, last_day)

    def reach_back(self, by: int, minutes: int, first_day: int) -> None:
        """Hold every window in which a move may end by `by` or later, back to `first_day`."""
        self._at_end(by, minutes, first_day)

    def _at_ready(self, ready: int, last_day: int) -> int:
        """Return the index of the window that takes an instruction, that behind the last where none does."""
        at = bisect_right(self.cut_offs, ready)
        # A later day, opening the evening before, may have an earlier cut-off than the last days held.
        is_sure = at < len(self.cut_offs) and self.cut_offs[at] < self._sure_before
        if not is_sure and self._last < last_day and self.cover(self._first or last_day, last_day):
            at = bisect_right(self.cut_offs, ready)
        while at < len(self.cut_offs) and self.days[at] > last_day:
            at += 1
        return at

    def _at_end(self, by: int, minutes: int, first_day: int) -> int:
        """Return the index of the last window in which a move can end by `by`, -1 where there is none."""
        at = self._last_ending(by, minutes)
        is_sure = at > 0 and self.cut_offs[at - 1] > self._sure_after
        if not is_sure and first_day < self._first and self.cover(first_day, self._last):
            at = self._last_ending(by, minutes)
        while at >= 0 and self.days[at] < first_day:
            at -= 1
        return at

    def _last_ending(self, by: int, minutes: int) -> int:
        at = bisect_right(self.firsts, by - minutes) - 1
        return min(at, bisect_right(self.deliveries, by) - 1) if self.has_delivery else at
