"""Routes: a whole chain of legs, what it costs, when it arrives, and how sure that is."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from moneyed import Money

from fxroute.model.finding import Finding, Verdict, worst_verdict
from fxroute.model.leg import Leg, RateStatus
from fxroute.model.provenance import Confidence

__all__ = ["Evidence", "Loss", "Route"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The weakest record a route stands on, and how many there are of each confidence."""

    weakest: Confidence
    counts: tuple[tuple[Confidence, int], ...]

    def count(self, confidence: Confidence) -> int:
        """Return the number of records of that confidence."""
        return dict(self.counts).get(confidence, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a route loses against mid, in the debtor's currency and in basis points of what leaves the debtor.

    `conversions` holds the part of each conversion leg (leg number, amount at mid); `charges` what all charges take.
    """

    amount: Money
    bp: Decimal
    charges: Money
    conversions: tuple[tuple[int, Money], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to make the payment.

    `total_debit` = what enters the first leg + charges on top. `delivered` is credited to the creditor.
    `delivered_range` and `credited_range` span the priors (low to high charges, short to long processing).
    `tied` says that the route is ahead of another of the answer only within such a band. `because` is the sentence that
    explains its place. `break_even_bp` is the further spread on the amount at which the next-best way of the answer,
    `break_even_against`, would be level with it; negative when that way is already ahead in amount. `without` says of
    a next-best way what it does not use: an institution, or a pair of currencies that it does not convert. `findings`
    are what the rules say of it, in the order of its legs.
    """

    id: str
    method: str
    instructed: Money
    total_debit: Money
    delivered: Money
    delivered_range: tuple[Money, Money]
    debit_range: tuple[Money, Money]
    delivered_status: RateStatus
    starts_at: datetime
    credited_at: datetime
    credited_range: tuple[datetime, datetime]
    value_date: date
    final_at: datetime
    conversions: int
    intermediaries: int
    claimed: Money
    loss: Loss
    evidence: Evidence
    provisional: bool
    tied: bool
    because: str
    break_even_bp: Decimal | None
    break_even_against: str
    unknowns: tuple[str, ...]
    legs: tuple[Leg, ...]
    without: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the findings; neutral ones do not count."""
        return worst_verdict(self.findings)
