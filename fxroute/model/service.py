"""Services: what is open when, to the minute, with cut-offs and processing times."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from fxroute.errors import InvalidValue
from fxroute.model.provenance import Provenance

__all__ = ["Band", "DayRule", "Hours", "LocalTime", "Service", "ServiceFunction", "Session"]


@dataclass(frozen=True, slots=True)
class Band:
    """A quantity known only within limits: `low <= likely <= high`, in the unit of its field."""

    low: int
    likely: int
    high: int

    def __post_init__(self) -> None:
        """Refuse a band out of order or below zero."""
        if not 0 <= self.low <= self.likely <= self.high:
            raise InvalidValue(
                what=f"band {self.low}, {self.likely}, {self.high} is not in order",
                where="band",
                mend="give 0 <= low <= likely <= high",
            )

    @property
    def is_exact(self) -> bool:
        """Tell whether the three are one."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A wall-clock time on a calendar day near a business day: `day` -1 is the evening before, +1 the day after."""

    at: time
    day: int = 0

    @property
    def minutes(self) -> int:
        """Minutes from local midnight of the business day; negative on the day before."""
        return self.day * 1440 + self.at.hour * 60 + self.at.minute


class DayRule(StrEnum):
    """On which business days a session is held.

    `EVERY`: all. `AFTER_BREAK`: those whose previous calendar day is closed. `AFTER_OPEN`: the others.
    """

    EVERY = "every"
    AFTER_BREAK = "after_break"
    AFTER_OPEN = "after_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One opening of a service, told in local time relative to a business day D of its calendar.

    `cut_off` is exclusive: an instruction at the cut-off is too late. `customer_cut_off` applies to customer
    payments and `cut_off` to those between institutions; they are equal where one is known. With `value_next` the
    session belongs to the business day after D (a night session). `periods`, when given, are the only dates D on
    which the session is held (both ends included), and a session without periods gives way on them.
    """

    name: str
    opens: LocalTime
    cut_off: LocalTime
    closes: LocalTime
    customer_cut_off: LocalTime
    days: DayRule = DayRule.EVERY
    value_next: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    periods: tuple[tuple[date, date], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a session that closes before it opens."""
        cut_offs = (self.cut_off.minutes, self.customer_cut_off.minutes)
        if not self.opens.minutes < min(cut_offs) <= max(cut_offs) <= self.closes.minutes:
            raise InvalidValue(
                what=f"session {self.name!r} does not open before its cut-off and close after it",
                where="session",
                mend="order opens < cut_off <= closes; a time after midnight belongs to day +1",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Calendars, zone and sessions of a service; the business day needs every calendar open."""

    calendars: tuple[str, ...]
    time_zone: str
    sessions: tuple[Session, ...]


class ServiceFunction(StrEnum):
    """What an institution does at a service."""

    DEBIT = "debit"
    BOOK = "book"
    BRANCH = "branch"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Hours and processing time of institutions for some functions.

    The narrowest scope wins: `institution`, then `country`, then neither; a `currency` narrows each of them.
    """

    id: str
    functions: frozenset[ServiceFunction]
    hours: Hours
    processing_minutes: Band
    provenance: Provenance
    institution: str = ""
    country: str = ""
    currency: str = ""
