"""Comparing: answers side by side, the first against each other one, with the differences taken apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fxroute.compliance.dossier import Dossier
from fxroute.errors import UsageError
from fxroute.model import Bounds, Payment, Route
from fxroute.model.overlay import Overlay
from fxroute.network import Network
from fxroute.plan.amount_parts import AmountPart, amount_parts, measured_minor
from fxroute.plan.answer import Plan
from fxroute.plan.ordering import ORDERINGS, parse_percent, placed
from fxroute.plan.planner import Planner
from fxroute.plan.time_parts import TimePart, measured_minutes, time_parts

__all__ = [
    "Comparison",
    "Difference",
    "FirstRoute",
    "RouteChange",
    "RouteChangeKind",
    "Variant",
    "compare",
    "compare_overlays",
    "plan_variant",
]


@dataclass(frozen=True, slots=True)
class Variant:
    """An answer under a name, with the network it was made from, where that is at hand."""

    name: str
    plan: Plan
    network: Network | None = None


class RouteChangeKind(StrEnum):
    """What became of a route: it is new, it is gone, its amount or times are others, or all is as it was."""

    APPEARS = "appears"
    VANISHES = "vanishes"
    CHANGES = "changes"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class RouteChange:
    """A route in both answers or in one of them; routes are the same when they take the same legs.

    `minor` is by how much more it delivers (debits, for a fixed receipt), in minor units, and `minutes` by how much
    later it is credited (may start, for a deadline); zero where it is in one answer only.
    """

    kind: RouteChangeKind
    before: Route | None
    after: Route | None
    minor: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRoute:
    """The first route of both answers in one ordering, `None` where there is none, and the difference taken apart.

    `minor` and `minutes` are as in `RouteChange`, and the sums of their parts; the parts are empty without both routes.
    """

    ordering: str
    before: Route | None
    after: Route | None
    minor: int = 0
    minutes: int = 0
    amounts: tuple[AmountPart, ...] = ()
    times: tuple[TimePart, ...] = ()

    @property
    def is_same_way(self) -> bool:
        """Tell whether both take the same legs."""
        return self.before is not None and self.after is not None and _way(self.before) == _way(self.after)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in a variant: the first route in every ordering, and what became of each route.

    `firsts` begin with the ordering that was asked for.
    """

    variant: Variant
    firsts: tuple[FirstRoute, ...]
    routes: tuple[RouteChange, ...]

    @property
    def is_none(self) -> bool:
        """Tell whether every route is as it was."""
        return all(change.kind is RouteChangeKind.SAME for change in self.routes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Answers side by side: the first is what the others are compared with."""

    variants: tuple[Variant, ...]
    differences: tuple[Difference, ...]

    @property
    def baseline(self) -> Variant:
        """The first variant."""
        return self.variants[0]


def compare(variants: Sequence[Variant]) -> Comparison:
    """Compare the first of several answers with each of the others.

    Raises:
        UsageError: fewer than two, or answers to questions that have no amount in common: other currencies, another
            fixed side, a start in one and a deadline in the other.
    """
    if len(variants) < 2:
        raise UsageError(what="there is nothing to compare with", where="compare", mend="give at least two answers")
    first = variants[0]
    for other in variants[1:]:
        _check_alike(first, other)
    return Comparison(tuple(variants), tuple(_difference(first, other) for other in variants[1:]))


def compare_overlays(
    planner: Planner,
    payment: Payment,
    overlays: Mapping[str, Sequence[Overlay]] | Sequence[Overlay],
    bounds: Bounds | None = None,
    *,
    ordering: str = "delivered",
) -> Comparison:
    """Compare a payment as it is with what overlays would make of it, each laid over the planner for itself.

    Args:
        planner: network and rates as they are.
        payment: the question.
        overlays: one for each variant, or, by the name of the variant, those that are laid over one another.
        bounds: limits on the routes, of every variant.
        ordering: which route of an answer stands for it.

    Raises:
        UsageError: no overlay at all, or a change that cannot be made.
        UnknownInstitution: an overlay names what is not there.
    """
    named = overlays if isinstance(overlays, Mapping) else {overlay.name: (overlay,) for overlay in overlays}
    planners = {"as it is": planner, **{name: planner.with_overlays(*stack) for name, stack in named.items()}}
    return compare([plan_variant(name, one, payment, bounds, ordering=ordering) for name, one in planners.items()])


def plan_variant(
    name: str,
    planner: Planner,
    payment: Payment,
    bounds: Bounds | None = None,
    *,
    ordering: str = "delivered",
    dossier: Dossier | None = None,
) -> Variant:
    """Return the answer of a planner as a variant, without next-best ways: fronts are compared.

    `dossier` is what is on the table beside the payment; nothing is when left out.

    Raises:
        UsageError: the planner's overlays took out an agent of the payment.
        UnknownInstitution: an agent or a bound names nobody in the network.
    """
    plan = planner.plan(payment, bounds, ordering=ordering, with_alternatives=False, dossier=dossier)
    return Variant(name, plan, planner.network)


def _check_alike(first: Variant, other: Variant) -> None:
    one, two = first.plan.payment, other.plan.payment
    told = [_kind_of(payment) for payment in (one, two)]
    if told[0] != told[1]:
        raise UsageError(
            what=f"{first.name} is {told[0]}, {other.name} is {told[1]}: their amounts cannot be compared",
            where="compare",
            mend="compare answers in the same currencies, with the same side fixed, all with a start or all a deadline",
        )


def _kind_of(payment: Payment) -> str:
    instant = "with a start" if payment.at is not None else "with a deadline"
    return f"{payment.debtor_currency} to {payment.creditor_currency}, {payment.side.value} fixed, {instant}"


def _difference(first: Variant, other: Variant) -> Difference:
    asked = first.plan.ordering
    orderings = [asked, *(name for name in ORDERINGS if name not in (asked, "all_in"))]
    return Difference(
        other,
        tuple(_first(first, other, ordering) for ordering in orderings),
        tuple(_route_changes(first.plan, other.plan)),
    )


def _first(one: Variant, two: Variant, ordering: str) -> FirstRoute:
    before, after = _first_of(one.plan, ordering), _first_of(two.plan, ordering)
    if before is None or after is None:
        return FirstRoute(ordering=ordering, before=before, after=after)
    payment = two.plan.payment
    return FirstRoute(
        ordering=ordering,
        before=before,
        after=after,
        minor=measured_minor(after, payment) - measured_minor(before, payment),
        minutes=measured_minutes(before, after, payment),
        amounts=amount_parts(before, after, payment),
        times=time_parts(before, after, payment, (one.network, two.network)),
    )


def _first_of(plan: Plan, ordering: str) -> Route | None:
    if not plan.routes or ordering == plan.ordering:
        return plan.routes[0] if plan.routes else None
    carry = parse_percent(plan.carry_rate_percent, where="carry_rate_percent")
    return placed(plan.routes, (), plan.payment, ordering=ordering, carry_rate_percent=carry)[0]


def _route_changes(before: Plan, after: Plan) -> list[RouteChange]:
    pairs = _paired(before, after)
    kept = {id(two) for _, two in pairs if two is not None}
    found = [_route_change(one, two, after.payment) for one, two in pairs]
    return found + [
        RouteChange(RouteChangeKind.APPEARS, None, route) for route in after.routes if id(route) not in kept
    ]


def _paired(before: Plan, after: Plan) -> list[tuple[Route, Route | None]]:
    """Return each route with itself in the other answer: the one of its id, else one that takes the same legs."""
    by_id = {route.id: route for route in after.routes}
    left = [route for route in after.routes if route.id not in {one.id for one in before.routes}]
    pairs: list[tuple[Route, Route | None]] = []
    for route in before.routes:
        twin = by_id.get(route.id) or next((other for other in left if _way(other) == _way(route)), None)
        left = [other for other in left if other is not twin]
        pairs.append((route, twin))
    return pairs


def _route_change(one: Route, two: Route | None, payment: Payment) -> RouteChange:
    if two is None:
        return RouteChange(RouteChangeKind.VANISHES, one, None)
    minor = measured_minor(two, payment) - measured_minor(one, payment)
    minutes = measured_minutes(one, two, payment)
    return RouteChange(RouteChangeKind.CHANGES if minor or minutes else RouteChangeKind.SAME, one, two, minor, minutes)


def _way(route: Route) -> tuple[tuple[str, ...], ...]:
    """The legs that a route takes; tiers and value dates apart, two routes may take the same ones."""
    return tuple(
        (leg.kind.value, leg.from_id, leg.to_id, leg.via, leg.credited.currency.code, *leg.records[:1])
        for leg in route.legs
    )
