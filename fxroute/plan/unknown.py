"""What is not known about a route: gaps filled with an assumption, as structure and as an English line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from fxroute.model import Account, ChargeFunction, DealtRate, Leg, LegKind, Service, Tariff
from fxroute.network import Network

__all__ = ["STALE_AFTER_MINUTES", "Unknown", "UnknownKind", "list_unknowns", "unknown_text"]

STALE_AFTER_MINUTES = 3 * 24 * 60


class UnknownKind(StrEnum):
    """What is not known: hours with processing time, a charge, a balance, or the rate of the day."""

    HOURS = "hours"
    CHARGE = "charge"
    BALANCE = "balance"
    STALE_RATE = "stale_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """One gap on leg `leg`: of which institution or pair, and what was assumed.

    `record` is the id of the general record that fills the gap. `servicer` is set for a balance, `days` for a rate.
    """

    kind: UnknownKind
    leg: int
    subject: str
    record: str = ""
    function: ChargeFunction | None = None
    servicer: str = ""
    days: int = 0


def list_unknowns(legs: Sequence[Leg], network: Network) -> tuple[Unknown, ...]:
    """Return the gaps of a route, leg by leg."""
    return tuple(dict.fromkeys(gap for leg in legs for gap in _of_leg(leg, network)))


def _of_leg(leg: Leg, network: Network) -> Iterator[Unknown]:
    for record in leg.assumptions:
        found = network.records[record]
        if isinstance(found, Service):
            servicer = leg.from_id if leg.kind is LegKind.BOOK_CREDIT else leg.to_id
            yield Unknown(kind=UnknownKind.HOURS, leg=leg.n, subject=servicer, record=record)
        elif isinstance(found, Tariff):
            agent = leg.charges[0].agent if leg.charges else leg.to_id
            yield Unknown(kind=UnknownKind.CHARGE, leg=leg.n, subject=agent, record=record, function=found.function)
    for record in leg.records:
        account = network.records.get(record)
        if isinstance(account, Account) and account.available_minor is None and leg.kind is LegKind.BOOK_DRAW:
            yield Unknown(
                kind=UnknownKind.BALANCE, leg=leg.n, subject=account.owner, record=record, servicer=account.servicer
            )
    if leg.rate is not None and (days := _stale_days(leg.rate, leg)):
        yield Unknown(kind=UnknownKind.STALE_RATE, leg=leg.n, subject=str(leg.rate.pair), days=days)


def _stale_days(rate: DealtRate, leg: Leg) -> int:
    age = leg.starts_at - rate.quoted_at
    is_peg = all("peg" in record.lower() for record in rate.path)
    return age.days if age > timedelta(minutes=STALE_AFTER_MINUTES) and not is_peg else 0


def unknown_text(unknown: Unknown) -> str:
    """Return the English line of a gap."""
    match unknown.kind:
        case UnknownKind.HOURS:
            return f"hours and processing time of {unknown.subject} on leg {unknown.leg}: assumed ({unknown.record})"
        case UnknownKind.CHARGE:
            return f"{unknown.function} charge of {unknown.subject} on leg {unknown.leg}: assumed ({unknown.record})"
        case UnknownKind.BALANCE:
            return f"balance of {unknown.subject} at {unknown.servicer} on leg {unknown.leg}: unknown, taken as enough"
        case UnknownKind.STALE_RATE:
            return f"rate {unknown.subject} on leg {unknown.leg}: stale, {unknown.days} days old when dealt"
