"""Rates that contradict one another: conversions by which money could be made in a circle."""

from collections.abc import Iterable
from datetime import UTC

from fxroute.errors import ContradictoryRate
from fxroute.model import Quote
from fxroute.rates.cross import PEG
from fxroute.search.edges import Edge
from fxroute.search.layout import Layout

__all__ = ["refuse_circle"]

_Side = tuple[str, str]
_GAIN_LEAST = 1 + 1e-7
"""Dealt rates have eight significant digits: less than this may be their rounding."""


def refuse_circle(layout: Layout, quotes: Iterable[Quote], *, is_changed: bool = False) -> None:
    """Refuse rates with which an answer would be a way to make money, and no payment.

    Args:
        layout: the question, with the dealt rates of every desk that may take part.
        quotes: those in force, to say how old each is.
        is_changed: an overlay changes rates, and is to be mended rather than the quotes.

    Raises:
        ContradictoryRate: the shortest circle of conversions that ends with more than it began with, and of these
            the one that gains most.
    """
    circle = _shortest_circle(_best_deals(layout))
    if not circle:
        return
    known = {quote.id: quote for quote in quotes}
    used = sorted(
        {name for edge in circle for name in edge.move.quotes}, key=lambda name: (known[name].quoted_at, name)
    )
    oldest = next((name for name in used if known[name].kind != PEG), used[0])
    named = [f"{known[name].pair} {name} of {known[name].quoted_at.astimezone(UTC):%Y-%m-%d}" for name in used]
    turns = " → ".join([*(layout.graph.nodes[edge.tail][1] for edge in circle), layout.graph.nodes[circle[0].tail][1]])
    raise ContradictoryRate(
        what=f"these rates contradict one another: {turns} would gain {_gain_bp(circle):.2f} bp after every markup",
        where=f"rate table, {', '.join(named)}",
        mend=(
            "move the rates by less, or a currency in all its pairs at once: rate CNY +1%"
            if is_changed
            else f"give quotes of one time; the oldest, {oldest}, may be replaced or disabled"
        ),
    )


def _gain_bp(circle: list[Edge]) -> float:
    product = 1.0
    for edge in circle:
        product *= edge.ratio
    return (product - 1) * 10_000


def _best_deals(layout: Layout) -> dict[tuple[_Side, _Side], Edge]:
    """Return the best conversion at any desk, by (currency, place) given and got."""
    best: dict[tuple[_Side, _Side], Edge] = {}
    for edges in layout.out:
        for edge in edges:
            if edge.move.desk:
                key = layout.graph.nodes[edge.tail][1:], layout.graph.nodes[edge.head][1:]
                if key not in best or edge.ratio > best[key].ratio:
                    best[key] = edge
    return best


def _shortest_circle(deals: dict[tuple[_Side, _Side], Edge]) -> list[Edge]:
    """Return the conversions of a circle that gains, empty when none does."""
    sides = sorted({side for pair in deals for side in pair})
    reached = {side: {side: (1.0, list[Edge]())} for side in sides}
    for _ in sides:
        circles = []
        for start in sides:
            reached[start] = _one_more(reached[start], deals)
            gain, circle = reached[start].get(start, (0.0, []))
            if gain > _GAIN_LEAST:
                circles.append((gain, circle))
        if circles:
            return max(circles, key=lambda found: found[0])[1]
    return []


def _one_more(
    ways: dict[_Side, tuple[float, list[Edge]]], deals: dict[tuple[_Side, _Side], Edge]
) -> dict[_Side, tuple[float, list[Edge]]]:
    """Return the best product with exactly one conversion more."""
    longer: dict[_Side, tuple[float, list[Edge]]] = {}
    for (source, target), edge in deals.items():
        if source in ways:
            value = ways[source][0] * edge.ratio
            if value > longer.get(target, (0.0, []))[0]:
                longer[target] = (value, [*ways[source][1], edge])
    return longer
