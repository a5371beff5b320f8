"""Desks: who converts which pair, when, at what markup, for which value date."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.institution import Place
from fxroute.model.pair import CurrencyPair
from fxroute.model.provenance import Provenance
from fxroute.model.service import Band, Hours, LocalTime

__all__ = ["Dealing", "Desk", "DeskTier", "ValueLag"]


class Dealing(StrEnum):
    """A customer deal with the institution's own desk, or an interbank deal settled by two payments."""

    OWN_DESK = "own_desk"
    COUNTERPARTY = "counterparty"


@dataclass(frozen=True, slots=True)
class DeskTier:
    """Markup for deals of at least `from_minor` minor units of the desk's tier currency; ppm beside bid or offer."""

    from_minor: int
    markup_ppm: int


@dataclass(frozen=True, slots=True)
class ValueLag:
    """Business days from deal to delivery, and what that value date adds to the markup (ppm)."""

    business_days: int
    markup_ppm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A place where one institution converts one pair, both ways.

    The dealt rate is the table's bid lowered, or its offer raised, by tier and lag markup. `tiers` start at zero,
    their thresholds rise and their markups fall; a deal may use any tier whose threshold its debited side reaches.
    Limits are minor units of `tier_currency`. Nothing is delivered before `delivers_at`, local time of the value date.
    """

    id: str
    institution: str
    pair: CurrencyPair
    place: Place
    dealing: Dealing
    tier_currency: str
    tiers: tuple[DeskTier, ...]
    value_lags: tuple[ValueLag, ...]
    hours: Hours
    delivers_at: LocalTime
    processing_minutes: Band
    quote_valid_minutes: int
    provenance: Provenance
    is_pvp: bool = False
    minimum_minor: int = 0
    maximum_minor: int | None = None
