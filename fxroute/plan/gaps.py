"""Why there is no route: one typed reason for every missing piece, with what opens the way.

Each reason is tried before it is given: a bound is named when a search without it finds a way, an amount when a
search for that amount does, a link when a network with it joins the ends. Only where neither bound nor amount helps
are the pieces named that the network lacks.
"""

from dataclasses import replace
from datetime import timedelta

from fxroute.model import BoundRaised, Bounds, Opening, Payment, Reason, RuledOut, StartedBy
from fxroute.plan.amount_gap import find_amounts
from fxroute.plan.bound_gap import find_bounds
from fxroute.plan.missing_link import find_joining, find_missing_links
from fxroute.plan.why_not_via import over_limit
from fxroute.search import Searcher, SearchResult

__all__ = ["find_gaps"]

_LABELS_MAX = 20_000
"""Most work of one search without a bound: the first way found is enough."""
_EARLIER_DAYS = (1, 2, 3, 7, 14, 28)


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
                openings=(Opening((BoundRaised("labels_max", 10 * max(result.labels, bounds.labels_max)),)),),
            ),
        )
    found = find_bounds(searcher, payment, replace(bounds, labels_max=min(bounds.labels_max, _LABELS_MAX)))
    if not result.layout.is_empty:
        amounts = [gap.ruled_out for gap in find_amounts(searcher, payment, bounds)]
        places = [] if amounts else sorted(bounds.via)
        found += amounts
        found += [out for place in places for out in over_limit(searcher, payment, bounds, result, place)]
    # Whoever asks for a place wants to pass it: to do without it is the last thing to propose.
    found.sort(key=lambda out: out.reason is Reason.NOT_VIA)
    return tuple(dict.fromkeys(found or _without_bounds(searcher, payment, bounds)))


def _without_bounds(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """No bound and no amount alone stands in the way: the amount does beside bounds, or the network itself."""
    open_bounds = Bounds(labels_max=bounds.labels_max)
    layout = searcher.layout(payment, open_bounds)
    if layout.is_empty:
        return find_missing_links(searcher, layout, payment, bounds)
    for gap in find_amounts(searcher, payment, open_bounds):
        others = find_bounds(searcher, gap.payment, bounds)
        opening = Opening((*gap.ruled_out.openings[0].changes, *(others[0].openings[0].changes if others else ())))
        needed = [out for out in others if set(out.openings[0].changes) <= set(opening.changes)]
        return [replace(out, openings=(opening,)) for out in (gap.ruled_out, *needed)]
    earlier = _earlier(searcher, payment, bounds)
    joining = [] if earlier else find_joining(searcher, layout, payment, bounds)
    return joining or [
        RuledOut(
            option="every way",
            reason=Reason.CURRENCY_CLOSED,
            where=f"{payment.debtor_agent} to {payment.creditor_agent}",
            openings=earlier,
        )
    ]


def _earlier(searcher: Searcher, payment: Payment, bounds: Bounds) -> tuple[Opening, ...]:
    """Return the first of some earlier starts at which there is a way."""
    if payment.at is None:
        return ()
    for days in _EARLIER_DAYS:
        start = payment.at - timedelta(days=days)
        if searcher.search(replace(payment, at=start), bounds).options:
            return (Opening((StartedBy(start),)),)
    return ()
