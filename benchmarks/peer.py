"""The peer: one criterion, one Dijkstra of networkx, on the engine's positions with parallel moves collapsed.

Its weight sums what the engine keeps apart: loss of value in basis points of the amount, hours of processing, and one
for each leg. It knows no cut-offs, no limits, no calendars, and gives one path where the engine gives a front.
"""

from collections.abc import Sequence

import networkx as nx

from fxroute.model import Payment
from fxroute.search.edges import Edge
from fxroute.search.graph import Graph
from fxroute.search.layout import Layout

__all__ = ["Peer", "collapsed"]

REFERENCE_VALUE = 10_000_000
"""Amount at which charges become basis points: minor units of the debtor's currency."""


class Peer:
    """The collapsed graph of one scenario, and the shortest path between two agents on it."""

    def __init__(self, layout: Layout) -> None:
        """Collapse the graph over which the question of `layout` is laid."""
        self.graph = collapsed(layout.graph, layout.values)
        self._nodes = {key: node for node, key in enumerate(layout.graph.nodes)}
        self._terms = layout.graph.terms

    def length(self, payment: Payment) -> float:
        """Return the least summed weight from the debtor agent to the creditor agent."""
        ends = (payment.debtor_agent, payment.debtor_currency), (payment.creditor_agent, payment.creditor_currency)
        tail, head = (self._nodes[(agent, currency, self._terms.home(agent, currency))] for agent, currency in ends)
        return float(nx.dijkstra_path_length(self.graph, tail, head, weight="weight"))


def collapsed(graph: Graph, values: Sequence[float]) -> "nx.DiGraph[int]":
    """Return the positions of `graph` that some move leaves or enters, with the lightest of parallel moves."""
    small: nx.DiGraph[int] = nx.DiGraph()
    for edges in graph.out:
        for edge in edges:
            weight = _weight(edge, values)
            if not small.has_edge(edge.tail, edge.head) or weight < small[edge.tail][edge.head]["weight"]:
                small.add_edge(edge.tail, edge.head, weight=weight)
    return small


def _weight(edge: Edge, values: Sequence[float]) -> float:
    value = values[edge.tail]
    lost = 0.0
    if edge.conversion is not None and value > 0:
        lost = 1 - edge.ratio * values[edge.head] / value
    elif edge.charge is not None and value > 0:
        lost = edge.charge.of(round(REFERENCE_VALUE / value)) * value / REFERENCE_VALUE
    return max(lost, 0.0) * 10_000 + edge.minutes / 60 + edge.legs
