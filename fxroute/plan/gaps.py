"""Why there is no route: one typed reason for every missing piece, with what opens the way.

Each reason is tried before it is given: a bound is named when a search without it finds a way, an amount when a
search for that amount does. Only where neither helps are the pieces named that the network lacks.
"""

from dataclasses import replace

from fxroute.model import Bounds, Payment, Reason, RuledOut
from fxroute.plan.amount_gap import find_amounts
from fxroute.plan.bound_gap import TOGETHER, find_bounds
from fxroute.plan.missing_link import find_missing_links
from fxroute.search import Searcher, SearchResult

__all__ = ["find_gaps"]


def find_gaps(searcher: Searcher, payment: Payment, bounds: Bounds, result: SearchResult) -> tuple[RuledOut, ...]:
    """Return why `result` has no route; at least one reason.

    The bounds that stand in the way, alone or together, and the amounts that would pass; else what is not joined.
    """
    if not result.complete:
        return (
            RuledOut(
                option="the search",
                reason=Reason.WORK_LIMIT,
                where="labels_max",
                limit=str(bounds.labels_max),
                value=str(result.labels),
                opens_if="raise labels_max or tighten the bounds",
            ),
        )
    found = find_bounds(searcher, payment, bounds)
    if not result.layout.is_empty:
        found.extend(gap.ruled_out for gap in find_amounts(searcher, payment, bounds))
    if not found:
        found = _without_bounds(searcher, payment, bounds)
    return tuple(dict.fromkeys(found))


def _without_bounds(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """No bound and no amount alone stands in the way: the amount does beside bounds, or the network itself."""
    open_bounds = Bounds(labels_max=bounds.labels_max)
    layout = searcher.layout(payment, open_bounds)
    if layout.is_empty:
        return find_missing_links(layout, payment)
    for gap in find_amounts(searcher, payment, open_bounds):
        others = find_bounds(searcher, gap.payment, bounds)
        alone = [out for out in others if not out.opens_if.endswith(TOGETHER)]
        return [_with_others(out) for out in (gap.ruled_out, *(alone[:1] or others))]
    return [
        RuledOut(
            option="every way",
            reason=Reason.CURRENCY_CLOSED,
            where=f"{payment.debtor_agent} to {payment.creditor_agent}",
            opens_if="another day is chosen",
        )
    ]


def _with_others(out: RuledOut) -> RuledOut:
    return replace(out, opens_if=out.opens_if.removesuffix(TOGETHER) + TOGETHER)
