"""From an opening to the question with it: what was proposed is applied here, and nowhere else."""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import Enum

from fxroute.errors import UsageError
from fxroute.model import (
    AccountOpened,
    AmountAtLeast,
    AmountAtMost,
    BoundRaised,
    Bounds,
    CheaperBy,
    CreditedBy,
    DeskOpened,
    FactGiven,
    FloorLowered,
    Money,
    NetworkChange,
    Opening,
    OpeningChange,
    PassageFreed,
    Payment,
    QuestionChange,
    RecordAllowed,
    RecordOut,
    StartedBy,
    ValidityExtended,
    VehiclesFreed,
)

__all__ = ["change_name", "network_changes", "opening_json", "plain_fields", "with_changes"]

_Json = dict[str, object]


def with_changes(payment: Payment, bounds: Bounds, changes: Iterable[OpeningChange]) -> tuple[Payment, Bounds]:
    """Return the question with every change that concerns it; those of the network are left to `network_changes`.

    Raises:
        UsageError: a change that nobody but the reader can make: a fact to be given, a price to be lowered.
    """
    for change in changes:
        if isinstance(change, FactGiven | CheaperBy):
            raise UsageError(
                what=f"{change} is nothing that can be applied",
                where="opening",
                mend="put the fact or the price into a file of your own, and ask again",
            )
        if isinstance(change, AccountOpened | DeskOpened | RecordOut | ValidityExtended):
            continue
        payment, bounds = _with_change(payment, bounds, change)
    return payment, bounds


def network_changes(changes: Iterable[OpeningChange]) -> tuple[NetworkChange, ...]:
    """Return the changes that concern the network, in their order."""
    kinds = AccountOpened | DeskOpened | RecordOut | ValidityExtended
    return tuple(change for change in changes if isinstance(change, kinds))


def _with_change(payment: Payment, bounds: Bounds, change: QuestionChange) -> tuple[Payment, Bounds]:
    match change:
        case AmountAtMost(amount) | AmountAtLeast(amount):
            return replace(payment, instructed_amount=amount), bounds
        case StartedBy(instant):
            return replace(payment, at=instant), bounds
        case CreditedBy(instant):
            return replace(payment, arrive_by=instant), bounds
        case RecordAllowed(record):
            return payment, replace(bounds, avoid=bounds.avoid - {record})
        case PassageFreed(passage):
            return payment, replace(bounds, via=bounds.via - {passage})
        case FloorLowered(floor):
            return payment, replace(bounds, evidence_floor=floor)
        case BoundRaised(bound, to):
            return payment, replace(bounds, **{bound: to})  # type: ignore[arg-type]  # a bound that is a number
        case VehiclesFreed():
            return payment, replace(bounds, vehicles=None)


def opening_json(opening: Opening) -> list[_Json]:
    """Return the changes of an opening as plain values: `change` names the kind, the other keys are its fields."""
    return [{"change": change_name(change), **plain_fields(change)} for change in opening.changes]


def change_name(change: OpeningChange) -> str:
    """Return the name of a kind of change, in lower case with underscores."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(change).__name__).lower()


def plain_fields(change: OpeningChange) -> _Json:
    """Return the fields of a change as text, whole numbers, and amounts with their currency."""
    return {field.name: _plain(getattr(change, field.name)) for field in fields(change)}


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency.code}
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, int) else str(value)
