"""Ways beside the front: for each place that no route passes, the likeliest way through it, and what stops it.

Two passes with one criterion take the place of a search for each place: the best amount from the fixed end to every
node, and the best rest from there. A way that is best before a place and best behind it brings the most of all ways
through that place, as long as it passes no institution twice. Where it would, the rest is sought anew without the
institutions before it, guided by the best conceivable rest from each node (Hart, Nilsson and Raphael 1968, A*). Every
way is then priced and timed edge by edge, so that whatever is said of it is true of a real way.

Complexity: edges times the few rounds until no amount grows; then little more than the length of a way for each place.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from fxroute.model import Payment, Side
from fxroute.network.windows import EPOCH_DAY, HORIZON_DAYS, NEVER
from fxroute.search.edges import Edge
from fxroute.search.layout import Layout

__all__ = ["Stop", "Way", "Ways"]

_ROUNDS_MAX = 60
_TRIES_MAX = 120


@dataclass(frozen=True, slots=True)
class Way:
    """A real way, from the debtor's account to the creditor's; `vector` as that of `fxroute.search.Option`."""

    edges: tuple[Edge, ...]
    vector: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """An edge of a way whose limit stops the amount that reaches it, in minor units of the edge's currency."""

    edges: tuple[Edge, ...]
    edge: Edge
    amount_minor: int


class Ways:
    """Ways of one question through chosen places."""

    def __init__(self, layout: Layout, payment: Payment, target_minor: int, conversions_max: int | None = None) -> None:
        """Run the passes.

        Args:
            layout: the question; not empty.
            payment: the question, agents given by id.
            target_minor: amount of the best route at its open end, against which rests are judged.
            conversions_max: where the best way through a place converts more often, one within this is sought.
        """
        self.layout = layout
        self.payment = payment
        self.conversions_max = NEVER if conversions_max is None else conversions_max
        self.is_send = payment.side is Side.SEND
        self.minute = int(payment.instant.timestamp()) // 60
        day = self.minute // 1440 + EPOCH_DAY
        self.first_day, self.last_day = day - HORIZON_DAYS, day + HORIZON_DAYS
        self.stopped: dict[Edge, int] = {}
        fixed, other = (layout.start, layout.end) if self.is_send else (layout.end, layout.start)
        self._near = self._grown(fixed, payment.instructed_minor, is_forward=self.is_send, stopped=self.stopped)
        self._far = self._grown(other, target_minor, is_forward=not self.is_send, stopped={})

    def through(self, nodes: Sequence[int]) -> Way | Stop | None:
        """Return the way through one of `nodes` with the best amount, what stops it, or `None` where neither is known.

        A way to a node is preferred to a stop before it.
        """
        found = [way for node in nodes if (way := self._through(node)) is not None]
        ways = [way for way in found if isinstance(way, Way)]
        if ways:
            return max(ways, key=lambda way: way.vector[0] if self.is_send else -way.vector[0])
        if found:
            return found[0]
        wanted = set(nodes)
        heads = (edge for edge in self.stopped if (edge.head if self.is_send else edge.tail) in wanted)
        return next((stop for edge in heads if (stop := self.over(edge)) is not None), None)

    def hope(self, nodes: Sequence[int]) -> float:
        """Return how good the best conceivable amount through one of `nodes` is, less for better."""
        ratio = self.layout.bounding(is_forward=self.is_send).ratio
        sign = -1 if self.is_send else 1
        return min((sign * self._near[node][0] * ratio[node] for node in nodes if node in self._near), default=0.0)

    def over(self, edge: Edge) -> Stop | None:
        """Return the stop at an edge, with the whole way over it."""
        near, far = (edge.tail, edge.head) if self.is_send else (edge.head, edge.tail)
        before, after = self._path(self._near, near), self._path(self._far, far)
        if before is None or after is None:
            return None
        edges = self._over(before, edge, after)
        if not self._is_simple(edges) or _conversions(edges) > self.conversions_max:
            edges = self._over(self._start(near, ()), edge, after)
        if not self._is_simple(edges):
            return None
        amount = next((held for one, held, left in self._amounts(edges) if one is edge and left <= 0), 0)
        return self._stop(edges, edge, amount) if amount else None

    def _stop(self, edges: tuple[Edge, ...], edge: Edge, held: int) -> Stop:
        """Return a stop with the amount that would enter the edge, on the side on which its limits stand."""
        entering = held if self.is_send else _boundless(edge).gross(held)
        return Stop(edges, edge, entering if entering > 0 else held)

    def _over(self, before: tuple[Edge, ...], edge: Edge, after: tuple[Edge, ...]) -> tuple[Edge, ...]:
        if not before:
            return ()
        return (*before, edge, *after) if self.is_send else (*after, edge, *before)

    def unlimited(self, stop: Stop) -> Way | None:
        """Return the way that a stop stands in, as if its edge had no limit."""
        return self._timed(stop.edges, free=stop.edge)

    def nearest(self, stop: Stop) -> int:
        """Return the nearest amount to the one asked for that passes, in minor units; 0 where none is found."""
        edges = stop.edges
        asked = self.payment.instructed_minor
        for factor in (-1, 1):
            passes, fails = asked, asked
            for _ in range(_TRIES_MAX):
                passes = passes * 16 if factor > 0 else passes * 2 // 3
                if not 0 < passes < NEVER or self._passes(edges, passes):
                    break
                fails = passes
            if not 0 < passes < NEVER or not self._passes(edges, passes):
                continue
            while abs(passes - fails) > 1:
                middle = (passes + fails) // 2
                if self._passes(edges, middle):
                    passes = middle
                else:
                    fails = middle
            return passes
        return 0

    def start_before(self, deadline_minute: int) -> int:
        """Return the latest minute at which some way may start to be credited by a minute, amounts left aside."""
        best = [-NEVER] * len(self.layout.into)
        best[self.layout.end] = deadline_minute
        queue = deque([self.layout.end])
        while queue:
            node = queue.popleft()
            for edge in self.layout.into[node]:
                ready = best[node]
                if edge.windows is not None:
                    ready = edge.windows.latest_ready(ready, edge.minutes, self.first_day)
                if ready > best[edge.tail]:
                    best[edge.tail] = ready
                    queue.append(edge.tail)
        return best[self.layout.start]

    # One criterion

    def _grown(
        self, origin: int, amount: int, *, is_forward: bool, stopped: dict[Edge, int]
    ) -> dict[int, tuple[int, Edge | None]]:
        """Return the best amount at each node and the edge that brought it; forward more is better, backward less."""
        step = _net if is_forward else _gross
        rows = self.layout.out if is_forward else self.layout.into
        sign = 1 if is_forward else -1
        best: dict[int, tuple[int, Edge | None]] = {origin: (amount, None)}
        queue, rounds = deque([origin]), 0
        while queue and rounds < _ROUNDS_MAX * len(rows):
            node = queue.popleft()
            rounds += 1
            held = best[node][0]
            for edge in rows[node]:
                value = step(edge, held)
                other = edge.head if is_forward else edge.tail
                if value <= 0:
                    stopped[edge] = held
                elif other not in best or sign * value > sign * best[other][0]:
                    best[other] = (value, edge)
                    queue.append(other)
        # Where a row of the same move lets the amount pass, as another tier does, the move is not stopped.
        passed = {_same(edge) for node in best for edge in rows[node] if step(edge, best[node][0]) > 0}
        for edge in [edge for edge in stopped if _same(edge) in passed]:
            del stopped[edge]
        return best

    def _path(self, best: dict[int, tuple[int, Edge | None]], node: int) -> tuple[Edge, ...] | None:
        """Return the edges between the origin of a pass and a node, in the order of the payment."""
        is_forward = (best is self._near) == self.is_send
        edges: list[Edge] = []
        while node in best and len(edges) <= len(best):
            edge = best[node][1]
            if edge is None:
                return tuple(edges[::-1] if is_forward else edges)
            edges.append(edge)
            node = edge.tail if is_forward else edge.head
        return None

    def _through(self, node: int) -> Way | Stop | None:
        near, far = self._path(self._near, node), self._path(self._far, node)
        if near is None or far is None:
            return None
        edges = self._joined(near, far)
        if not self._is_simple(edges):
            edges = self._joined(near, self._rest(node, near))
        if not self._is_simple(edges):
            edges = self._joined(self._start(node, far), far)
        if not self._is_simple(edges) or _conversions(edges) > self.conversions_max:
            shortest = self._start(node, ())
            edges = self._joined(shortest, self._rest(node, shortest))
        if not self._is_simple(edges):
            return None
        for edge, amount, after in self._amounts(edges):
            if after <= 0:
                return self._stop(edges, edge, amount)
        return self._timed(edges)

    def _joined(self, near: tuple[Edge, ...], far: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """Return a whole way in the order of the payment; nothing where one of its parts is missing."""
        if not near or not far:
            return ()
        return (*near, *far) if self.is_send else (*far, *near)

    def _rest(self, node: int, near: Sequence[Edge]) -> tuple[Edge, ...]:
        """Return the best rest from a node that enters no institution of the way to it; empty when there is none."""
        layout = self.layout
        ratio = layout.bounding(is_forward=self.is_send).ratio
        end = layout.end if self.is_send else layout.start
        converted = _conversions(near)
        return self._sought(node, self._near[node][0], end, self._units(near, node), ratio, converted=converted)

    def _start(self, node: int, far: Sequence[Edge]) -> tuple[Edge, ...]:
        """Return the shortest way to a node that enters no institution of the rest; empty when there is none."""
        layout = self.layout
        fixed = layout.start if self.is_send else layout.end
        flat = [0.0] * len(layout.out)
        return self._sought(fixed, self.payment.instructed_minor, node, self._units(far, node), flat)

    def _units(self, edges: Sequence[Edge], node: int) -> int:
        """Return the bits of the institutions that edges touch, without that of a node."""
        mask = 0
        for edge in edges:
            mask |= self._bit(edge.tail) | self._bit(edge.head)
        return mask & ~self._bit(node)

    def _bit(self, node: int) -> int:
        unit = self.layout.units[node]
        return 1 << unit if unit >= 0 else 0

    def _sought(
        self, origin: int, amount: int, goal: int, barred: int, weight: Sequence[float], *, converted: int = 0
    ) -> tuple[Edge, ...]:
        """Return the way from `origin` to `goal` that a best-first search by amount times weight finds.

        It enters no institution whose bit is `barred`, and none twice, and leaves, after `converted` conversions
        before it, no more of them than allowed.
        """
        is_forward, units = self.is_send, self.layout.units
        step: Callable[[Edge, int], int] = _net if is_forward else _gross
        rows, sign = (self.layout.out, 1) if is_forward else (self.layout.into, -1)
        least = self.layout.bounding(is_forward=is_forward).conversions
        came: dict[int, Edge | None] = {}
        heap: list[tuple[float, int, int, int, int, int, Edge | None]] = [
            (0.0, 0, origin, amount, barred, converted, None)
        ]
        number = 0
        while heap:
            _, _, here, held, mask, done, brought = heappop(heap)
            if here in came:
                continue
            came[here] = brought
            if here == goal:
                break
            mask |= self._bit(here)
            for edge in rows[here]:
                other = edge.head if is_forward else edge.tail
                if other in came or (units[other] != units[here] and mask & self._bit(other)):
                    continue
                count = done + edge.conversions
                after = step(edge, held) if count + least[other] <= self.conversions_max else 0
                if after > 0:
                    number += 1
                    heappush(heap, (-sign * after * weight[other], number, other, after, mask, count, edge))
        edges: list[Edge] = []
        last = came.get(goal)
        while last is not None:
            edges.append(last)
            last = came[last.tail if is_forward else last.head]
        return tuple(edges[::-1] if is_forward else edges)

    def _is_simple(self, edges: Sequence[Edge]) -> bool:
        """Tell whether a way returns to no institution that it has left; a payment system may be used twice."""
        if not edges:
            return False
        seen_units, seen_nodes, previous = set[int](), set[int](), -1
        for edge in edges:
            unit = self.layout.units[edge.head]
            if unit >= 0 and (edge.head in seen_nodes or (unit != previous and unit in seen_units)):
                return False
            seen_nodes.add(edge.head)
            seen_units.add(unit)
            previous = unit
        return True

    # Along one way

    def _amounts(self, edges: Sequence[Edge], free: Edge | None = None) -> Iterator[tuple[Edge, int, int]]:
        """Yield each edge from the fixed end on with the amount before and behind it, until nothing is left."""
        held = self.payment.instructed_minor
        step: Callable[[Edge, int], int] = _net if self.is_send else _gross
        for edge in edges if self.is_send else reversed(edges):
            after = _unlimited(edge, held, is_send=self.is_send) if edge is free else step(edge, held)
            yield edge, held, after
            if after <= 0:
                return
            held = after

    def _passes(self, edges: Sequence[Edge], amount: int) -> bool:
        """Tell whether an amount passes the moves of a way, by whichever of their rows."""
        step: Callable[[Edge, int], int] = _net if self.is_send else _gross
        for edge in edges if self.is_send else reversed(edges):
            rows = [twin for twin in self.layout.out[edge.tail] if _same(twin) == _same(edge)]
            through = [after for twin in rows if (after := step(twin, amount)) > 0]
            if not through:
                return False
            amount = max(through) if self.is_send else min(through)
        return True

    def _timed(self, edges: tuple[Edge, ...], free: Edge | None = None) -> Way | None:
        amount = claims = 0
        for edge, before, after in self._amounts(edges, free):
            amount = after
            if edge.claim is not None:
                claims += edge.claim.of(before if self.is_send else edge.gross(before))
        instant = self._arrival(edges) if self.payment.at is not None else self._latest_start(edges)
        if amount <= 0 or abs(instant) >= NEVER:
            return None
        own = self.layout.free_entities
        vector = (
            amount,
            instant,
            sum(edge.conversions for edge in edges),
            sum(1 for edge in edges if edge.entity >= 0 and edge.entity not in own),
            claims,
        )
        return Way(edges, vector)

    def _arrival(self, edges: Sequence[Edge]) -> int:
        instant = self.minute
        for edge in edges:
            if edge.windows is not None and instant < NEVER:
                instant = edge.windows.end(instant, edge.minutes, self.last_day)
        return instant

    def _latest_start(self, edges: Sequence[Edge]) -> int:
        instant = self.minute
        for edge in reversed(edges):
            if edge.windows is not None and instant > -NEVER:
                instant = edge.windows.latest_ready(instant, edge.minutes, self.first_day)
        return instant


def _net(edge: Edge, amount: int) -> int:
    if amount < edge.least or 0 <= edge.most < amount:
        return 0
    return edge.net(amount)


def _gross(edge: Edge, amount: int) -> int:
    needed = edge.gross(amount)
    if needed < 0 or 0 <= edge.most < needed:
        return 0
    return needed + edge.on_top.of(needed) if edge.on_top is not None else needed


def _unlimited(edge: Edge, amount: int, *, is_send: bool) -> int:
    """Return what is behind an edge whose limit is left aside."""
    return edge.net(amount) if is_send else max(_gross(_boundless(edge), amount), 0)


def _boundless(edge: Edge) -> Edge:
    twin = edge.copy()
    twin.least, twin.most = 0, -1
    return twin


def _same(edge: Edge) -> tuple[str, int, int]:
    """What the rows of one move have in common: tiers, lags and slabs of one record between two positions."""
    return edge.move.records[0], edge.tail, edge.head


def _conversions(edges: Sequence[Edge]) -> int:
    return sum(edge.conversions for edge in edges)
