"""Amendments: changes to what a record says, and to rates, as values; amounts are text, since they need a currency."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fxroute.model.pair import CurrencyPair
from fxroute.model.service import LocalTime

__all__ = [
    "Amendment",
    "CutOffMoved",
    "CutOffOf",
    "DayClosed",
    "DayOpened",
    "FundsChanged",
    "HoursMoved",
    "LagChanged",
    "LimitChanged",
    "MarkupChanged",
    "NO_LIMIT",
    "PriceChanged",
    "ProcessingChanged",
    "RateChange",
    "RateMoved",
    "RateSet",
    "RecordAmendment",
    "UNKNOWN_FUNDS",
]

NO_LIMIT = "none"
"""In place of a maximum: there is none."""

UNKNOWN_FUNDS = "unknown"
"""In place of an amount on an account: it is not known, and taken as enough."""


class CutOffOf(StrEnum):
    """Whose instructions a cut-off is for."""

    ALL = "all"
    CUSTOMER = "customer"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOffMoved:
    """The cut-off of a system, desk or service is at another local time; of one session, or of all without a name."""

    record: str
    at: LocalTime
    session: str = ""
    whose: CutOffOf = CutOffOf.ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursMoved:
    """Sessions of a system, desk or service open or close at another local time; `None` leaves an end where it is.

    A cut-off that would lie after the close moves to it.
    """

    record: str
    opens: LocalTime | None = None
    closes: LocalTime | None = None
    session: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChanged:
    """Limits on one payment over an account, at a desk or, in `currency`, through a system.

    `None` leaves a limit as it is; a maximum of `NO_LIMIT` takes it away. `currency` may be left out where the record
    has one only.
    """

    record: str
    minimum: str | None = None
    maximum: str | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChanged:
    """Parts of the price of a tariff, in its currency, in the whole of a band; `None` leaves a part as it is.

    `rate_ppm` takes the place of all slices.
    """

    tariff: str
    fixed: str | None = None
    rate_ppm: int | None = None
    minimum: str | None = None
    maximum: str | None = None


@dataclass(frozen=True, slots=True)
class MarkupChanged:
    """The markup of a desk: `ppm` for every amount, or so much more than now in every tier when `is_relative`."""

    desk: str
    ppm: int
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class LagChanged:
    """A desk delivers so many business days after the deal and no other day, for an additional markup."""

    desk: str
    business_days: int
    markup_ppm: int = 0


@dataclass(frozen=True, slots=True)
class FundsChanged:
    """So much is available on an account, and on its credit line; `None` leaves either, `UNKNOWN_FUNDS` forgets it."""

    account: str
    available: str | None = None
    credit_line: str | None = None


@dataclass(frozen=True, slots=True)
class ProcessingChanged:
    """A system, desk or service takes exactly so many minutes."""

    record: str
    minutes: int


@dataclass(frozen=True, slots=True)
class DayClosed:
    """A day is closed in a calendar, at a system, desk or service alone, or in every calendar of a country.

    `scope` is the id of a calendar or else of the record, or else a country; with `is_country` it is a country.
    """

    scope: str
    day: date
    is_country: bool = False


@dataclass(frozen=True, slots=True)
class DayOpened:
    """A day is open, where `DayClosed` would close it."""

    scope: str
    day: date
    is_country: bool = False


@dataclass(frozen=True, slots=True)
class RateSet:
    """The rate of a pair, at every instant: quote units for one base unit, `bid <= offer`."""

    pair: CurrencyPair
    bid: Decimal
    offer: Decimal


@dataclass(frozen=True, slots=True)
class RateMoved:
    """The rates of a pair, or of a currency in all its quotes, are so many basis points higher, at every instant.

    `what` is a pair such as `CNY/SAR`, or a currency: `CNY` up says that it buys more of every other.
    """

    what: str
    by_bp: Decimal


RecordAmendment = (
    CutOffMoved
    | HoursMoved
    | LimitChanged
    | PriceChanged
    | MarkupChanged
    | LagChanged
    | FundsChanged
    | ProcessingChanged
)
"""A change to what one record of a network says."""

Amendment = RecordAmendment | DayClosed | DayOpened
"""A change to what records of a network say."""

RateChange = RateSet | RateMoved
"""A change to a rate table."""
