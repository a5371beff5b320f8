"""Why not through a certain place: the exact best way there is through it, or what it lacks to be passed at all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fxroute.errors import InvalidValue, UsageError
from fxroute.model import (
    AccountOpened,
    Bounds,
    Infrastructure,
    Opening,
    PassageFreed,
    Payment,
    Reason,
    RuledOut,
)
from fxroute.plan.bound_gap import find_bounds
from fxroute.plan.missing_link import has_way, joined, within
from fxroute.plan.why_not import WhyNot, passes
from fxroute.search import Searcher, SearchResult
from fxroute.search.layout import Layout
from fxroute.search.ways import Stop

__all__ = ["over_limit", "why_not_through"]

_OWNERS_MAX = 3
_OPENINGS_MAX = 3
_LABELS_MAX = 6_000
"""Most work of one search for what a place lacks: a place that cannot be passed is sought in vain for long."""


def why_not_through(
    searcher: Searcher, payment: Payment, bounds: Bounds, result: SearchResult, passage: str
) -> tuple[RuledOut, ...]:
    """Return why no route of a result passes an institution or a payment system; empty where one does.

    Args:
        searcher: what found the result.
        payment: the question, agents given by id.
        bounds: its bounds.
        result: its answer.
        passage: id of an institution or a payment system.
    """
    if any(passes(option, passage) for option in result.options):
        return ()
    narrowed = replace(bounds, via=bounds.via | {passage}, avoid=bounds.avoid - {passage})
    through = searcher.search(payment, narrowed)
    why_not = WhyNot(searcher, payment, bounds, result, labels_left=0)
    if through.options and passage in bounds.avoid:
        return (_avoided(passage, why_not, through),)
    if through.options:
        return why_not.nearest(passage, through.options)
    capped = replace(narrowed, labels_max=min(bounds.labels_max, _LABELS_MAX))
    found = [_without(passage, out) for out in find_bounds(searcher, payment, capped)]
    kept = tuple(out for out in found if out.openings and out.reason is not Reason.NOT_VIA)
    return (
        kept
        or over_limit(searcher, payment, bounds, result, passage)
        or _detached(searcher, payment, narrowed, passage)
    )


def over_limit(
    searcher: Searcher, payment: Payment, bounds: Bounds, result: SearchResult, passage: str
) -> tuple[RuledOut, ...]:
    """Say which limit keeps the amount from a place, if one does; the parameters are those of `why_not_through`."""
    limits = replace(bounds, avoid=bounds.avoid - {passage})
    layout = searcher.layout(payment, limits)
    nodes = [node for node, key in enumerate(layout.graph.nodes) if key[0] == passage and layout.out[node]]
    if not nodes:
        return ()
    why_not = WhyNot(searcher, payment, limits, result, labels_left=0)
    ways = why_not.ways(layout)
    found = ways.through(nodes)
    way = ways.unlimited(found) if isinstance(found, Stop) else None
    if not isinstance(found, Stop) or way is None:
        return ()
    out = why_not.stopped(found, ways)
    openings = [Opening((*opening.changes, *why_not.broken(way))) for opening in out.openings]
    return (replace(out, openings=tuple(openings)),)


def _avoided(passage: str, why_not: WhyNot, through: SearchResult) -> RuledOut:
    return replace(why_not.lifted_way(through.options[0]), reason=Reason.AVOIDED, where=passage, limit="avoid")


def _without(passage: str, out: RuledOut) -> RuledOut:
    """Leave out the openings that give up what was asked for."""
    kept = [opening for opening in out.openings if PassageFreed(passage) not in opening.changes]
    return replace(out, openings=tuple(kept))


def _detached(searcher: Searcher, payment: Payment, bounds: Bounds, passage: str) -> tuple[RuledOut, ...]:
    """Say which side of a place is not joined, and between whom an account would join it."""
    layout = searcher.layout(payment, Bounds())
    sides = [_units(layout, passage, is_forward=is_forward) for is_forward in (True, False)]
    ends = [f"{payment.debtor_agent} to {passage}", f"{passage} to {payment.creditor_agent}"]
    lacking = [end for end, (_, is_joined) in zip(ends, sides, strict=True) if not is_joined]
    is_system = isinstance(searcher.network.records[passage], Infrastructure)
    reason = Reason.NOT_A_PARTICIPANT if is_system else Reason.NO_ACCOUNT
    found = () if is_system else _openings(searcher, payment, passage, sides[0][0], sides[1][0])
    openings = within(searcher, payment, bounds, found, passage)
    return tuple(
        RuledOut(option=passage, reason=reason, where=end, openings=openings) for end in lacking or [" ".join(ends[1:])]
    )


def _units(layout: Layout, passage: str, *, is_forward: bool) -> tuple[list[tuple[str, str]], bool]:
    """Return the institutions and currencies on one side of a question, and whether the place is among them."""
    nodes = layout.graph.nodes
    keys = [nodes[node] for node in sorted(layout.reached(is_forward=is_forward)) if node < len(nodes)]
    units = [(unit, currency) for unit, currency, _ in keys if unit in layout.graph.unit_index]
    return units, any(key[0] == passage for key in keys)


def _openings(
    searcher: Searcher,
    payment: Payment,
    passage: str,
    reached: Sequence[tuple[str, str]],
    leading: Sequence[tuple[str, str]],
) -> tuple[Opening, ...]:
    found = []
    for links in _links(searcher, payment, passage, reached, leading):
        try:
            changed = joined(searcher, links)
        except (InvalidValue, UsageError):
            continue
        if has_way(changed, payment, Bounds(via=frozenset({passage}))):
            found.append(Opening(links))
        if len(found) >= _OPENINGS_MAX or (found and len(links) > 1):
            break
    return tuple(found)


def _links(
    searcher: Searcher,
    payment: Payment,
    passage: str,
    reached: Sequence[tuple[str, str]],
    leading: Sequence[tuple[str, str]],
) -> Iterator[tuple[AccountOpened, ...]]:
    """Yield accounts that may join a place, one alone before two: of those who hold the currency, own offices first."""
    wanted = payment.creditor_currency
    own = searcher.network.institutions[payment.debtor_agent].legal_entity

    def is_foreign(unit: str) -> tuple[bool, str]:
        return searcher.network.institutions[unit].legal_entity != own, unit

    holders = sorted({unit for unit, currency in reached if currency == wanted} - {passage}, key=is_foreign)
    into = [AccountOpened(owner=unit, servicer=passage, currency=wanted) for unit in holders[:_OWNERS_MAX]]
    feeders = [payment.creditor_agent, *sorted({unit for unit, currency in leading if currency == wanted})]
    onward = [
        AccountOpened(owner=passage, servicer=unit, currency=wanted)
        for unit in dict.fromkeys(feeders)
        if unit != passage
    ][:_OWNERS_MAX]
    yield from ((link,) for link in (*into, *onward))
    yield from ((first, second) for first in into[:2] for second in onward[:2])
