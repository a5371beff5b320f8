"""Tariffs: the price lists from which charges are computed."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.account import Relation
from fxroute.model.provenance import Provenance

__all__ = ["ChargeFunction", "ChargeSlice", "CustomerType", "Price", "Relief", "Tariff"]


class ChargeFunction(StrEnum):
    """For what a charge is taken.

    `COMMISSION`: the debtor agent's for an outward payment. `SURCHARGE`: what it adds to bear the charges of all
    later agents (bearer DEBT). `TRANSIT`: an intermediary's, lifted from the amount. `INWARD`: the creditor agent's.
    """

    COMMISSION = "commission"
    SURCHARGE = "surcharge"
    TRANSIT = "transit"
    INWARD = "inward"


class CustomerType(StrEnum):
    """Whom a tariff is for."""

    CORPORATE = "corporate"
    INDIVIDUAL = "individual"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class ChargeSlice:
    """Part of a price from `from_minor` upwards: an addition and a share of the amount in millionths (ppm)."""

    from_minor: int
    fixed_minor: int
    rate_ppm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price in minor units of its tariff's currency: fixed part + ad valorem part kept within its limits.

    The ad valorem part is the sum over marginal `slices` of each slice's rate on the part of the amount inside it,
    rounded half up once, then raised to `minimum_minor` and lowered to `maximum_minor`. With `is_slab` the slice
    in which the whole amount falls prices all of it: its rate on the whole amount, kept within the limits, plus its
    fixed addition, which marginal slices do not have.
    """

    fixed_minor: int = 0
    slices: tuple[ChargeSlice, ...] = ()
    minimum_minor: int = 0
    maximum_minor: int | None = None
    is_slab: bool = False


@dataclass(frozen=True, slots=True)
class Relief:
    """Share of a charge, in per cent, that is waived between units of this relation."""

    relation: Relation
    waived_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """What an agent takes for one function.

    Scope, narrowest first: `institution`, `legal_entity` (with `country`), `country`, none. `for_currency` limits it
    to payments in that currency. `low` and `high` bound the price where `likely` is only a prior; equal ones mean
    an exact price. With `is_claimed` (function SURCHARGE) later agents' charges are claimed from the debtor one by
    one instead of being prepaid by a surcharge.
    """

    id: str
    function: ChargeFunction
    currency: str
    low: Price
    likely: Price
    high: Price
    provenance: Provenance
    customer: CustomerType = CustomerType.ANY
    institution: str = ""
    legal_entity: str = ""
    country: str = ""
    for_currency: str = ""
    reliefs: tuple[Relief, ...] = ()
    is_claimed: bool = False
