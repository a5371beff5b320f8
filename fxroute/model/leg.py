"""Legs: the shared currency of all parts of the house. Later parts read legs and never change them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from moneyed import Money

from fxroute.model.infrastructure import Finality
from fxroute.model.institution import Place
from fxroute.model.pair import CurrencyPair
from fxroute.model.tariff import ChargeFunction

__all__ = ["BornBy", "Charge", "DealtRate", "Leg", "LegKind", "RateStatus", "SettlementMethod", "Taken"]


class LegKind(StrEnum):
    """What moves on a leg; `docs/semantics.md` states each."""

    DEBIT = "debit"
    BRANCH = "branch"
    BOOK_DRAW = "book_draw"
    BOOK_CREDIT = "book_credit"
    CLEARING = "clearing"
    CONVERSION = "conversion"
    CREDIT = "credit"


class SettlementMethod(StrEnum):
    """ISO 20022 SttlmMtd: booked at the instructed agent, at the instructing agent, by cover, through a system."""

    INDA = "INDA"
    INGA = "INGA"
    COVE = "COVE"
    CLRG = "CLRG"


class BornBy(StrEnum):
    """Who bears a charge."""

    DEBTOR = "debtor"
    CREDITOR = "creditor"


class Taken(StrEnum):
    """How a charge is taken.

    `ON_TOP`: beside the amount, from the debtor's account. `DEDUCTED`: from the amount in passage. `PREPAID`: by the
    debtor agent's surcharge. `CLAIMED`: later, from the debtor.
    """

    ON_TOP = "on_top"
    DEDUCTED = "deducted"
    PREPAID = "prepaid"
    CLAIMED = "claimed"


class RateStatus(StrEnum):
    """`FIRM`: dealt by the debtor agent and held until it expires. `INDICATIVE`: dealt later, by somebody else."""

    FIRM = "firm"
    INDICATIVE = "indicative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What one agent takes on one leg, under which tariff; `low` and `high` bound an estimated amount."""

    agent: str
    function: ChargeFunction
    amount: Money
    low: Money
    high: Money
    borne_by: BornBy
    taken: Taken
    tariff: str

    @property
    def is_estimated(self) -> bool:
        """Tell whether the tariff is a prior band."""
        return bool(self.low != self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealtRate:
    """The rate of a conversion: quote units for one base unit of `pair`, beside the mid of the rate table.

    `spread_bp` is the loss against mid in basis points, positive when the customer loses. `path` names the quotes.
    """

    pair: CurrencyPair
    dealt: Decimal
    mid: Decimal
    spread_bp: Decimal
    status: RateStatus
    valid_until: datetime | None
    source: str
    quoted_at: datetime
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One movement of funds, from `from_id` to `to_id`.

    Conservation: without a rate, `debited` = `credited` + deducted charges; with one, the charges are zero and
    `credited` = floor(`debited` x dealt rate) in minor units (for a fixed receipt, `debited` is the least amount
    that gives `credited`). Instants are UTC. `records` are ids of everything the leg stands on, tariffs and hours
    included; `assumptions` those of them that fill a gap for want of a record of this institution.
    """

    n: int
    kind: LegKind
    from_id: str
    to_id: str
    from_bic: str
    to_bic: str
    via: str
    place: Place
    debited: Money
    credited: Money
    settlement_method: SettlementMethod | None
    rate: DealtRate | None
    charges: tuple[Charge, ...]
    starts_at: datetime
    ends_at: datetime
    cut_off: datetime | None
    value_date: date
    final_at: datetime
    finality: Finality
    from_zone: str
    to_zone: str
    records: tuple[str, ...]
    assumptions: tuple[str, ...]
