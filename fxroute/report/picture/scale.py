"""Scales: where an instant or an amount stands in a picture, and the ticks beside it.

Places are floating-point numbers; what is shown of a tick is exact.
"""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["AmountScale", "TimeScale", "cut_to", "local_midnight", "text_width"]

_STEPS_MINUTES = (5, 10, 15, 30, 60, 120, 180, 360, 720)
_STEPS_DAYS = (1, 2, 3, 4, 7, 14, 28, 56, 112, 224, 448)
_TICKS_MAX = 6
_NARROW = frozenset("fijlrtI.,:;|!' ")


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Instants from `first` to `last` on the stretch from `left` to `right`."""

    first: datetime
    last: datetime
    left: float
    right: float

    def at(self, instant: datetime) -> float:
        """Return where an instant stands; one outside stands at the nearer end."""
        share = (instant - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def ticks(self, zone: str, most: int) -> tuple[int, list[datetime]]:
        """Return the step in minutes and at most so many full local times of a zone, each a multiple of the step."""
        span = (self.last - self.first) / timedelta(minutes=1)
        for step in (*_STEPS_MINUTES, *(days * 1440 for days in _STEPS_DAYS)):
            if span / step > most + 2:
                continue
            found = [instant for instant in self._local(zone, step) if self.first <= instant <= self.last]
            if len(found) <= most:
                return step, found
        return _STEPS_DAYS[-1] * 1440, []

    def days(self, zone: str) -> list[date]:
        """Return the local days of a zone that the scale touches."""
        local = ZoneInfo(zone)
        first, last = (instant.astimezone(local).date() for instant in (self.first, self.last))
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def _local(self, zone: str, step: int) -> list[datetime]:
        if step >= 1440:
            days = [day for day in self.days(zone) if day.toordinal() % (step // 1440) == 0]
            return [local_midnight(day, zone) for day in days]
        local = ZoneInfo(zone)
        clock = [time(minute // 60, minute % 60) for minute in range(0, 1440, step)]
        # A time that the clocks skip is the same instant as the next one.
        every = (datetime.combine(day, at, local).astimezone(UTC) for day in self.days(zone) for at in clock)
        return list(dict.fromkeys(every))


def local_midnight(day: date, zone: str) -> datetime:
    """Return when a local day begins, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class AmountScale:
    """Amounts from `least` to `most`, in minor units, on the stretch from `bottom` up to `top`."""

    least: int
    most: int
    bottom: float
    top: float

    @classmethod
    def over(cls, amounts: list[int], *, bottom: float, top: float) -> "AmountScale":
        """Return a scale that holds all amounts, with room around them."""
        low, high = min(amounts), max(amounts)
        room = max((high - low) * 12 // 100, 1) if high > low else max(high // 2000, 5)
        return cls(low - room, high + room, bottom, top)

    def at(self, amount: int) -> float:
        """Return where an amount stands."""
        return self.bottom + (self.top - self.bottom) * (amount - self.least) / (self.most - self.least)

    def ticks(self) -> list[int]:
        """Return at most six round amounts."""
        step = 1
        while (self.most - self.least) // step > _TICKS_MAX:
            wider = [step * factor for factor in (2, 5, 10)]
            step = next((wide for wide in wider if (self.most - self.least) // wide <= _TICKS_MAX), step * 10)
        first = -(-self.least // step) * step
        return list(range(max(first, 0), self.most + 1, step))


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in a font without serifs, Chinese characters twice as wide."""
    return sum(map(_width, text)) * size


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.38 if character in _NARROW else 0.72 if character.isupper() else 0.62


def cut_to(text: str, width: float, size: float) -> str:
    """Return a text no wider than `width`, an ellipsis at its end where it was cut."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
