"""Openings: the smallest changes that open a way, as values that can be applied, and their English text.

A change concerns the question (an amount, an instant, a bound), the network (`fxroute.model.change`), or a fact that
only the reader can supply. `fxroute.plan` applies them.
"""

from dataclasses import dataclass
from datetime import datetime

from moneyed import Money

from fxroute.model.change import AccountOpened, DeskOpened, NetworkChange, RecordOut, ValidityExtended
from fxroute.model.provenance import Confidence

__all__ = [
    "AmountAtLeast",
    "AmountAtMost",
    "BoundRaised",
    "CheaperBy",
    "CreditedBy",
    "FactGiven",
    "FloorLowered",
    "Opening",
    "OpeningChange",
    "PassageFreed",
    "QuestionChange",
    "RecordAllowed",
    "StartedBy",
    "VehiclesFreed",
]


@dataclass(frozen=True, slots=True)
class AmountAtMost:
    """The instructed amount is `limit` or less."""

    limit: Money


@dataclass(frozen=True, slots=True)
class AmountAtLeast:
    """The instructed amount is `limit` or more."""

    limit: Money


@dataclass(frozen=True, slots=True)
class StartedBy:
    """The payment starts at `instant` (UTC) or before."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class CreditedBy:
    """The creditor is content with `instant` (UTC) or later."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class RecordAllowed:
    """A record is avoided no longer."""

    record: str


@dataclass(frozen=True, slots=True)
class PassageFreed:
    """An institution or a payment system need not be passed."""

    passage: str


@dataclass(frozen=True, slots=True)
class FloorLowered:
    """Records of confidence `floor` are enough."""

    floor: Confidence


@dataclass(frozen=True, slots=True)
class BoundRaised:
    """A bound that is a number is at least `to`."""

    bound: str
    to: int


@dataclass(frozen=True, slots=True)
class VehiclesFreed:
    """Any currency may be converted into on the way."""


@dataclass(frozen=True, slots=True)
class FactGiven:
    """A fact that the data lack is given: `kind` is `rate`, `hours`, `tariff` or `desk`, `subject` says of what."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class CheaperBy:
    """A way through `passage` brings the creditor, or saves the debtor, at least `amount` more."""

    passage: str
    amount: Money


QuestionChange = (
    AmountAtMost
    | AmountAtLeast
    | StartedBy
    | CreditedBy
    | RecordAllowed
    | PassageFreed
    | FloorLowered
    | BoundRaised
    | VehiclesFreed
)

OpeningChange = QuestionChange | NetworkChange | FactGiven | CheaperBy


@dataclass(frozen=True, slots=True)
class Opening:
    """Changes that open a way when all of them are made; no fewer of them do."""

    changes: tuple[OpeningChange, ...]

    def __str__(self) -> str:
        """Return the changes as an English clause."""
        return " and ".join(_text(change) for change in self.changes)


def _text(change: OpeningChange) -> str:  # noqa: C901, PLR0912  # one line for each member of a closed set
    match change:
        case AmountAtMost(limit):
            return f"the amount is at most {limit.amount} {limit.currency.code}"
        case AmountAtLeast(limit):
            return f"the amount is at least {limit.amount} {limit.currency.code}"
        case StartedBy(instant):
            return f"it starts by {instant:%Y-%m-%d %H:%M} UTC"
        case CreditedBy(instant):
            return f"it may be credited by {instant:%Y-%m-%d %H:%M} UTC"
        case RecordAllowed(record):
            return f"{record} is allowed"
        case PassageFreed(passage):
            return f"{passage} need not be passed"
        case FloorLowered(floor):
            return f"the floor is lowered to {floor.value}"
        case BoundRaised(bound, to):
            return f"{bound} is raised to {to}"
        case VehiclesFreed():
            return "any vehicle currency is allowed"
        case FactGiven("rate", subject):
            return f"a rate for {subject} is given"
        case FactGiven("desk", subject):
            return f"a desk for {subject} is given"
        case FactGiven("tariff", subject):
            return f"a tariff for {subject} is given"
        case FactGiven(kind, subject):
            return f"{kind} of {subject} are given"
        case CheaperBy(passage, amount):
            return f"the way through {passage} is better by {amount.amount} {amount.currency.code}"
        case AccountOpened(owner=owner, servicer=servicer, currency=currency):
            return f"{owner} opens an account in {currency} at {servicer}"
        case DeskOpened(institution=institution, pair=pair):
            return f"{institution} opens a desk for {pair}"
        case ValidityExtended(record):
            return f"{record} is valid on the day"
        case RecordOut(record):
            return f"{record} is out"
