"""The next-best ways: the front searched again without each thing that it rests on."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from fxroute.model import Bounds, LegKind, Payment, Route
from fxroute.network import Network
from fxroute.plan.checked import Case
from fxroute.plan.ordering import explained_without
from fxroute.plan.routes import RouteMaker
from fxroute.search import Option, SearchResult

__all__ = ["next_best"]

_ALTERNATIVES_MAX = 5

_Search = Callable[[Bounds], tuple[SearchResult, RouteMaker]]


def next_best(
    case: Case, search: _Search, bounds: Bounds, routes: Sequence[Route], *, labels_left: int
) -> tuple[list[tuple[Route, Option]], int]:
    """Search again without each thing that the front rests on; keep ways that go another way, and are proved best.

    Return them with the labels of work; without `labels_left` nothing is searched. What a rule blocks is left out.
    """
    payment = case.payment
    seen = {_way(route) for route in routes}
    found: list[tuple[Route, Option]] = []
    labels = 0
    for avoided, what in _supports(payment, routes, case.network):
        if len(found) >= _ALTERNATIVES_MAX or labels >= labels_left or not bounds.via.isdisjoint(avoided):
            continue
        narrowed = replace(bounds, avoid=bounds.avoid | avoided, labels_max=labels_left - labels)
        result, maker = search(narrowed)
        labels += result.labels
        for option in result.options[:1] if result.complete else ():
            route = maker.route(option)
            if _way(route) not in seen:
                seen.add(_way(route))
                found += case.examine([(explained_without(route, what, payment), option)]).open_routes
    return found, labels


def _supports(payment: Payment, routes: Sequence[Route], network: Network) -> list[tuple[frozenset[str], str]]:
    """What the front rests on: its conversions by pair, then its intermediaries, in order of appearance."""
    supports: dict[frozenset[str], str] = {}
    for route in routes:
        for leg in route.legs:
            if leg.rate is not None:
                sides = {leg.rate.pair.base, leg.rate.pair.quote}
                desks = [desk.id for desk in network.desks if {desk.pair.base, desk.pair.quote} == sides]
                supports[frozenset(desks)] = str(leg.rate.pair)
    for route in routes:
        for leg in route.legs:
            is_passage = leg.kind in (LegKind.BOOK_DRAW, LegKind.BOOK_CREDIT, LegKind.CLEARING)
            if is_passage and leg.to_id not in (payment.creditor_agent, payment.debtor_agent):
                supports[frozenset({leg.to_id})] = leg.to_id
    return [(avoided, what) for avoided, what in supports.items() if avoided]


def _way(route: Route) -> tuple[tuple[str, str], ...]:
    """What makes two routes the same way to a treasurer: institutions and currencies passed."""
    return tuple((leg.to_id, leg.credited.currency.code) for leg in route.legs)
