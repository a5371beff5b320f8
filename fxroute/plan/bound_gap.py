"""Bounds that leave no route: each alone where one is enough, else the fewest that must give way together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fxroute.model import (
    BoundRaised,
    Bounds,
    Confidence,
    FloorLowered,
    Opening,
    PassageFreed,
    Payment,
    QuestionChange,
    Reason,
    RecordAllowed,
    RuledOut,
    VehiclesFreed,
)
from fxroute.plan.changes import with_changes
from fxroute.plan.listing import listed
from fxroute.search import Option, Searcher

__all__ = ["Lift", "find_bounds", "lifted", "lifts_of", "sized"]

_NAMES_MAX = 5
_ANY_NUMBER = 1_000_000
_NUMBERS = ("conversions_max", "intermediaries_max", "legs_max")


@dataclass(frozen=True, slots=True)
class Lift:
    """One bound that may give way: how it is named, its limit, and the change that lifts it."""

    reason: Reason
    name: str
    limit: str
    change: QuestionChange
    value: str = ""

    def ruled_out(self, openings: Sequence[Opening] = ()) -> RuledOut:
        """Return what the bound rules out; it opens alone where no `openings` are given."""
        return RuledOut(
            option="every way",
            reason=self.reason,
            where=self.name,
            limit=self.limit,
            value=self.value,
            openings=tuple(openings) or (Opening((self.change,)),),
        )


def find_bounds(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """Return the bounds without which a way is found; empty when none is without all of them."""
    tried: list[RuledOut] = []
    for lift in lifts_of(bounds):
        if any(out.where == lift.name for out in tried):
            continue
        options = searcher.search(payment, lifted(payment, bounds, [lift])).options
        if options:
            tried.append(sized(lift, bounds, options, searcher, payment).ruled_out())
    return tried or _together(searcher, payment, bounds)


def _together(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """Lift all, then put back each that is not in the way; what cannot be put back must give way together."""
    lifts = list({lift.name: lift for lift in lifts_of(bounds)}.values())
    options = searcher.search(payment, lifted(payment, bounds, lifts)).options if lifts else ()
    for lift in tuple(lifts) if options else ():
        fewer = [other for other in lifts if other is not lift]
        left = searcher.search(payment, lifted(payment, bounds, fewer)).options
        if left:
            lifts, options = fewer, left
    if not options:
        return []
    least = min(options, key=lambda option: (option.vector[2], option.vector[3], _legs(option), option.vector))
    lifts = [_sized_by(lift, least, bounds, searcher) for lift in lifts]
    opening = Opening(tuple(lift.change for lift in lifts))
    return [lift.ruled_out([opening]) for lift in lifts]


def lifted(payment: Payment, bounds: Bounds, lifts: Sequence[Lift]) -> Bounds:
    """Return the bounds without those that are lifted."""
    return with_changes(payment, bounds, [lift.change for lift in lifts])[1]


def lifts_of(bounds: Bounds) -> list[Lift]:
    """Return every bound in force; of floors the strictest lower one first, so that the last one is the widest."""
    lifts = [
        Lift(Reason.EVIDENCE_BELOW_FLOOR, "evidence_floor", bounds.evidence_floor.value, FloorLowered(floor))
        for floor in list(Confidence)[bounds.evidence_floor.rank + 1 :]
    ]
    lifts += [Lift(Reason.AVOIDED, name, "avoid", RecordAllowed(name)) for name in sorted(bounds.avoid)]
    lifts += [Lift(Reason.NOT_VIA, name, "via", PassageFreed(name)) for name in sorted(bounds.via)]
    for name in _NUMBERS:
        limit = getattr(bounds, name)
        if limit is not None:
            lifts.append(Lift(Reason.BOUND, name, str(limit), BoundRaised(name, _ANY_NUMBER)))
    if bounds.vehicles is not None:
        lifts.append(Lift(Reason.BOUND, "vehicles", ", ".join(sorted(bounds.vehicles)), VehiclesFreed()))
    return lifts


def sized(lift: Lift, bounds: Bounds, options: Sequence[Option], searcher: Searcher, payment: Payment) -> Lift:
    """Say to what a number has to be raised at least, and which records are below a floor.

    Args:
        lift: a bound that gives way on its own.
        bounds: all that were in force.
        options: what is found without it.
        searcher: finds what a number of legs between leaves.
        payment: the question.
    """
    if lift.name == "evidence_floor":
        fewest = min((_below(option, bounds, searcher) for option in options), key=len)
        return replace(lift, value=listed(fewest, _NAMES_MAX))
    if lift.name == "legs_max":
        return replace(lift, change=BoundRaised("legs_max", _least_legs(bounds, options, searcher, payment)))
    at = {"conversions_max": 2, "intermediaries_max": 3}.get(lift.name)
    if at is None:
        return lift
    return replace(lift, change=BoundRaised(lift.name, min(option.vector[at] for option in options)))


def _sized_by(lift: Lift, option: Option, bounds: Bounds, searcher: Searcher) -> Lift:
    """Say what one found way needs of a bound."""
    if lift.name == "evidence_floor":
        return replace(lift, value=listed(_below(option, bounds, searcher), _NAMES_MAX))
    if lift.name not in _NUMBERS:
        return lift
    needed = {"conversions_max": option.vector[2], "intermediaries_max": option.vector[3], "legs_max": _legs(option)}
    return replace(lift, change=BoundRaised(lift.name, needed[lift.name]))


def _legs(option: Option) -> int:
    return sum(step.edge.legs for step in option.steps)


def _least_legs(bounds: Bounds, options: Sequence[Option], searcher: Searcher, payment: Payment) -> int:
    most = min(_legs(option) for option in options)
    fewer = range((bounds.legs_max or 0) + 1, most)
    return next((n for n in fewer if searcher.search(payment, replace(bounds, legs_max=n)).options), most)


def _below(option: Option, bounds: Bounds, searcher: Searcher) -> list[str]:
    """Return the records of a way that are below the floor, in the order of its legs."""
    named = dict.fromkeys(record for step in option.steps for record in step.edge.move.records)
    ranks = {record: searcher.network.provenance_of(record).confidence.rank for record in named}
    return [record for record, rank in ranks.items() if rank > bounds.evidence_floor.rank]
