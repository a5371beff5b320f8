"""Business days: weekends, closed days, make-up workdays, and how far they are announced."""

from dataclasses import dataclass
from datetime import date, timedelta

from fxroute.errors import InvalidValue, MissingCalendar
from fxroute.model.institution import Place
from fxroute.model.provenance import Provenance

__all__ = ["Calendar", "JointCalendar", "Settles"]

_SEARCH_DAYS_MAX = 400


@dataclass(frozen=True, slots=True)
class Settles:
    """A currency, at a place, whose settlement days a calendar states."""

    currency: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Business days of one place or system.

    A day is open when it is a make-up workday, or neither of the weekend nor closed. `weekend` holds ISO weekdays
    (Monday 1 to Sunday 7). The tables speak of the days from `known_from` to `known_to`; outside them only the
    weekend is known. Days after `announced_to` are provisional.
    """

    id: str
    name: str
    weekend: frozenset[int]
    closed: frozenset[date]
    workdays: frozenset[date]
    known_from: date
    known_to: date
    announced_to: date
    provenance: Provenance
    country: str = ""
    settles: tuple[Settles, ...] = ()

    def is_open(self, day: date) -> bool:
        """Tell whether `day` is a business day."""
        if day in self.workdays:
            return True
        return day.isoweekday() not in self.weekend and day not in self.closed

    def is_weekend(self, day: date) -> bool:
        """Tell whether `day` falls on the weekend and is no make-up workday."""
        return day.isoweekday() in self.weekend and day not in self.workdays

    def is_provisional(self, day: date) -> bool:
        """Tell whether `day` lies outside the announced table."""
        return day > self.announced_to or day < self.known_from


@dataclass(frozen=True, slots=True)
class JointCalendar:
    """Days on which every one of several calendars is open."""

    calendars: tuple[Calendar, ...]

    def __post_init__(self) -> None:
        """Refuse an empty joint."""
        if not self.calendars:
            raise MissingCalendar(
                what="no calendar was given", where="joint calendar", mend="name at least one calendar"
            )

    def is_open(self, day: date) -> bool:
        """Tell whether all calendars are open on `day`."""
        return all(calendar.is_open(day) for calendar in self.calendars)

    def is_provisional(self, day: date) -> bool:
        """Tell whether any calendar is provisional on `day`."""
        return any(calendar.is_provisional(day) for calendar in self.calendars)

    def following(self, day: date) -> date:
        """Return the first open day on or after `day`."""
        return self._walk(day, 1)

    def preceding(self, day: date) -> date:
        """Return the last open day on or before `day`."""
        return self._walk(day, -1)

    def modified_following(self, day: date) -> date:
        """Return the following open day, or the preceding one when that would leave the month."""
        later = self.following(day)
        return later if later.month == day.month else self.preceding(day)

    def nearest(self, day: date) -> date:
        """Return the open day closest to `day`; of two equally near ones the later.

        With a weekend of Saturday and Sunday, Saturday goes back to Friday and Sunday forward to Monday.
        """
        later, earlier = self.following(day), self.preceding(day)
        return earlier if (day - earlier) < (later - day) else later

    def add(self, day: date, business_days: int) -> date:
        """Return the open day `business_days` after `day`; zero gives the following open day.

        Raises:
            InvalidValue: a negative number of days.
        """
        if business_days < 0:
            raise InvalidValue(
                what=f"{business_days} business days lie before the day",
                where="JointCalendar.add",
                mend="give zero or more",
            )
        current = self.following(day)
        for _ in range(business_days):
            current = self.following(current + timedelta(days=1))
        return current

    def _walk(self, day: date, step: int) -> date:
        current = day
        for _ in range(_SEARCH_DAYS_MAX):
            if self.is_open(current):
                return current
            current += timedelta(days=step)
        names = ", ".join(calendar.id for calendar in self.calendars)
        raise MissingCalendar(
            what=f"no day open in {names} within {_SEARCH_DAYS_MAX} days of {day}",
            where="joint calendar",
            mend="check the weekends and closed days of these calendars",
        )
