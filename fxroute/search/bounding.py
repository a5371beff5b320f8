"""Bounds on what a route can still become: the best conceivable rest of it, and the limits that favour less money."""

from fxroute.network.windows import NEVER
from fxroute.search.edges import Edge

__all__ = ["Bounding", "Limit", "raised"]


class Bounding:
    """Best conceivable rest of a route from each node to one node: ratio of amounts, minutes, and counts."""

    __slots__ = ("conversions", "entities", "legs", "minutes", "ratio")

    def __init__(self, ratio: list[float], minutes: list[int], counts: tuple[list[int], list[int], list[int]]) -> None:
        """Keep the columns; counts are conversions, other banks entered, and legs."""
        self.ratio = ratio
        self.minutes = minutes
        self.conversions, self.entities, self.legs = counts

    def without_minutes(self) -> "Bounding":
        """Return the same bounds for labels whose instant is already that of the far end, or that have none."""
        return Bounding(self.ratio, [0] * len(self.minutes), (self.conversions, self.entities, self.legs))

    def reaches(self, node: int) -> bool:
        """Tell whether some way leads on from `node`."""
        return self.conversions[node] < NEVER


class Limit:
    """A limit that stops the larger amount (forward) or the smaller one (backward), seen from where a label stands.

    Keys are signed so that more is better; the limit lets pass what is no better than `key_most` before the edge, and
    nothing better than `beyond_most` leaves it. `way` bounds the ways to the near end of the edge.
    """

    __slots__ = ("beyond_most", "edge", "far", "key_most", "near", "way")

    def __init__(self, edge: Edge, way: Bounding, *, is_forward: bool) -> None:
        """Work out both keys, the first one to the safe side."""
        self.edge = edge
        self.way = way
        if is_forward:
            self.near, self.far = edge.tail, edge.head
            self.key_most = edge.most
            self.beyond_most = edge.net(edge.most)
        else:
            self.near, self.far = edge.head, edge.tail
            self.key_most = -edge.net(edge.least) - 1
            self.beyond_most = -edge.least

    def surely_passes(self, node: int) -> float:
        """Return the best key at `node` that no way can raise above the limit."""
        ratio = self.way.ratio[node]
        if not 0 < ratio < float("inf"):
            return float("-inf")
        return (self.key_most - abs(self.key_most) * 1e-9 - 1) / ratio

    def beyond(self, node: int, key: int, *, is_forward: bool) -> float:
        """Return the best key with which a label of `key` at `node` can leave the edge within the limit."""
        edge_ratio = self.edge.ratio if is_forward else 1 / self.edge.ratio
        return min(self.beyond_most, raised(raised(key * self.way.ratio[node]) * edge_ratio))


def raised(key: float) -> float:
    """Return a bound as binary fractions give it, moved to the better side by more than they can be wrong."""
    return key + abs(key) * 1e-9 + 1
