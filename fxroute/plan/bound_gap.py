"""Bounds that leave no route: each alone where one is enough, else the fewest that must give way together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fxroute.model import Bounds, Confidence, Payment, Reason, RuledOut
from fxroute.plan.listing import listed
from fxroute.search import Option, Searcher

__all__ = ["TOGETHER", "find_bounds"]

TOGETHER = ", with the other changes"
"""How a change ends that opens the way only beside the others that are named."""

_NAMES_MAX = 5
_Change = Callable[[Bounds], Bounds]


@dataclass(frozen=True, slots=True)
class _Lift:
    """One bound that may give way: how it is named, and the bounds without it."""

    reason: Reason
    name: str
    limit: str
    opens_if: str
    change: _Change
    value: str = ""

    def ruled_out(self, note: str = "") -> RuledOut:
        return RuledOut(
            option="every way",
            reason=self.reason,
            where=self.name,
            limit=self.limit,
            value=self.value,
            opens_if=self.opens_if + note,
        )


def find_bounds(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """Return the bounds without which a way is found; empty when none is without all of them."""
    tried: list[RuledOut] = []
    for lift in _lifts(bounds):
        if any(out.where == lift.name for out in tried):
            continue
        options = searcher.search(payment, lift.change(bounds)).options
        if options:
            tried.append(_sized(lift, bounds, options, searcher, payment).ruled_out())
    return tried or _together(searcher, payment, bounds)


def _together(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """Lift all, then put back each that is not in the way; what cannot be put back must give way together."""
    lifts = list({lift.name: lift for lift in _lifts(bounds)}.values())
    if not lifts or not searcher.search(payment, _lifted(bounds, lifts)).options:
        return []
    for lift in tuple(lifts):
        fewer = [other for other in lifts if other is not lift]
        if searcher.search(payment, _lifted(bounds, fewer)).options:
            lifts = fewer
    return [lift.ruled_out(note=TOGETHER) for lift in lifts]


def _lifted(bounds: Bounds, lifts: Sequence[_Lift]) -> Bounds:
    for lift in lifts:
        bounds = lift.change(bounds)
    return bounds


def _lifts(bounds: Bounds) -> list[_Lift]:
    """Every bound in force; of floors the strictest lower one first, so that the last one of a name is the widest."""
    lifts = [_floor(bounds, floor) for floor in list(Confidence)[bounds.evidence_floor.rank + 1 :]]
    lifts += [_allowed(name) for name in sorted(bounds.avoid)]
    lifts += [_not_required(name) for name in sorted(bounds.via)]
    for name in ("conversions_max", "intermediaries_max", "legs_max"):
        limit = getattr(bounds, name)
        if limit is not None:
            lifts.append(_Lift(Reason.BOUND, name, str(limit), f"{name} is raised", _without(name)))
    if bounds.vehicles is not None:
        shown = ", ".join(sorted(bounds.vehicles))
        opens_if = "more vehicle currencies are allowed"
        lifts.append(_Lift(Reason.BOUND, "vehicles", shown, opens_if, _without("vehicles")))
    return lifts


def _floor(bounds: Bounds, floor: Confidence) -> _Lift:
    return _Lift(
        Reason.EVIDENCE_BELOW_FLOOR,
        "evidence_floor",
        bounds.evidence_floor.value,
        f"the floor is lowered to {floor.value}",
        lambda now: replace(now, evidence_floor=floor),
    )


def _allowed(name: str) -> _Lift:
    change: _Change = lambda now: replace(now, avoid=now.avoid - {name})  # noqa: E731  # a change is a value here
    return _Lift(Reason.AVOIDED, name, "avoid", f"{name} is allowed", change)


def _not_required(name: str) -> _Lift:
    change: _Change = lambda now: replace(now, via=now.via - {name})  # noqa: E731  # as above
    return _Lift(Reason.NOT_VIA, name, "via", f"{name} need not be passed", change)


def _without(name: str) -> _Change:
    return lambda now: replace(now, **{name: None})  # type: ignore[arg-type]  # a field that may be None


def _sized(lift: _Lift, bounds: Bounds, options: Sequence[Option], searcher: Searcher, payment: Payment) -> _Lift:
    """Say to what a number has to be raised at least, and which records are below a floor."""
    if lift.name == "evidence_floor":
        fewest = min((_below(option, bounds, searcher) for option in options), key=len)
        return replace(lift, value=listed(fewest, _NAMES_MAX))
    if lift.name == "legs_max":
        return replace(lift, opens_if=f"legs_max is raised to {_least_legs(bounds, options, searcher, payment)}")
    at = {"conversions_max": 2, "intermediaries_max": 3}.get(lift.name)
    if at is None:
        return lift
    return replace(lift, opens_if=f"{lift.name} is raised to {min(option.vector[at] for option in options)}")


def _least_legs(bounds: Bounds, options: Sequence[Option], searcher: Searcher, payment: Payment) -> int:
    most = min(sum(step.edge.legs for step in option.steps) for option in options)
    fewer = range((bounds.legs_max or 0) + 1, most)
    return next((n for n in fewer if searcher.search(payment, replace(bounds, legs_max=n)).options), most)


def _below(option: Option, bounds: Bounds, searcher: Searcher) -> list[str]:
    """Return the records of a way that are below the floor, in the order of its legs."""
    named = dict.fromkeys(record for step in option.steps for record in step.edge.move.records)
    ranks = {record: searcher.network.provenance_of(record).confidence.rank for record in named}
    return [record for record, rank in ranks.items() if rank > bounds.evidence_floor.rank]
