"""The layout of one question: the graph cut down to what its two agents and bounds leave, with both ends attached.

Node `start` is the debtor's account, node `end` the creditor's. `docs/semantics.md`, sections 4, 5 and 8.4.
"""

from collections import deque
from collections.abc import Callable, Sequence
from itertools import product

from fxroute.model import (
    Bounds,
    ChargeBearer,
    ChargeFunction,
    LegKind,
    Payment,
    Permission,
    Place,
    Reason,
    ServiceFunction,
)
from fxroute.network.windows import NEVER
from fxroute.search.bounding import Bounding, Limit
from fxroute.search.corridor import corridor
from fxroute.search.edges import ChargeSum, Edge, Move, Refusal
from fxroute.search.graph import Graph
from fxroute.search.price import ChargeRule
from fxroute.search.terms import SlabRow

__all__ = ["Layout"]


class Layout:
    """Edges that some route of the question may use, by tail and by head, and bounds on what remains from a node.

    Attributes:
        out, into: usable edges by tail and by head.
        units, marks, values: for each node, as the kernel wants them.
        refusals: why agents or moves fell out, beside those of the graph.
        forbidden: moves that the permission refuses.
    """

    def __init__(self, graph: Graph, payment: Payment, bounds: Bounds, permission: Permission | None) -> None:
        """Attach the ends, drop what the bounds exclude, and keep what lies between the ends."""
        self.graph = graph
        self.payment = payment
        self.bounds = bounds
        self.permission = permission
        self.refusals: list[Refusal] = []
        self.forbidden: list[Move] = []
        self._agents = {payment.debtor_agent, payment.creditor_agent}
        first, last = self._attach_start(), self._attach_end()
        self.start, self.end = len(graph.nodes), len(graph.nodes) + 1
        for edge in first:
            edge.tail = self.start
        for edge in last:
            edge.head = self.end
        allowed = [self._without_transit([edge for edge in edges if self._is_allowed(edge)]) for edges in graph.out]
        allowed.extend([[edge for edge in first if self._is_allowed(edge)], []])
        for edge in last:
            if self._is_allowed(edge):
                allowed[edge.tail] = [*allowed[edge.tail], edge]
        self.allowed = allowed
        self.units = [*graph.unit_of, -1, -1]
        self.out, self.into = self._between(allowed)
        self.is_empty = not self.out[self.start]
        self.marks, self.required = self._marks()
        self.all_units = (1 << len(graph.units)) - 1
        self.own_offices = self._own_offices()
        self.values, self.is_valued = self._values()
        self.free_entities = frozenset(graph.entity_of[graph.unit_index[agent]] for agent in self._agents)
        self._boundings: dict[tuple[int, bool], Bounding] = {}
        self._spread: tuple[float, float, float] | None = None
        self._covered: set[tuple[int, int]] = set()
        self._gains: dict[bool, bool] = {}

    # The two ends

    def _attach_start(self) -> list[Edge]:
        payment, graph = self.payment, self.graph
        agent, currency = payment.debtor_agent, payment.debtor_currency
        edge = self._agent_edge(LegKind.DEBIT, agent, currency, ServiceFunction.DEBIT)
        if edge is None:
            return []
        functions = [ChargeFunction.COMMISSION]
        if payment.charge_bearer is ChargeBearer.DEBT and not graph.scenario.is_claimed:
            functions.append(ChargeFunction.SURCHARGE)
        rows = [self._agent_rows(agent, function, currency) for function in functions]
        if not all(rows):
            return []
        is_deducted = payment.charge_bearer is ChargeBearer.CRED or payment.charges_from_amount
        edges = []
        for combined in product(*rows):
            row = _limited(edge, combined)
            rules = tuple(rule for _, _, rule in combined)
            charge: ChargeRule | ChargeSum = rules[0] if len(rules) == 1 else ChargeSum(rules)
            if is_deducted:
                row.charge = charge
            else:
                row.on_top = charge
            if row.most < 0 or row.most >= row.least:
                edges.append(row)
        return edges

    def _attach_end(self) -> list[Edge]:
        payment, graph = self.payment, self.graph
        agent, currency = payment.creditor_agent, payment.creditor_currency
        edge = self._agent_edge(LegKind.CREDIT, agent, currency, ServiceFunction.CREDIT)
        if edge is None:
            return []
        rows = self._agent_rows(agent, ChargeFunction.INWARD, currency)
        if not rows:
            return []
        if payment.charge_bearer is ChargeBearer.DEBT and not graph.scenario.is_claimed:
            return [edge]
        return graph.with_charge(edge, rows)

    def _agent_edge(self, kind: LegKind, agent: str, currency: str, function: ServiceFunction) -> Edge | None:
        graph = self.graph
        unit = graph.network.institutions[agent]
        if not graph.terms.is_usable(unit):
            self.refusals.append(Refusal(Reason.NOT_VALID, agent, agent))
            return None
        place = graph.terms.home(agent, currency)
        node = graph.node(agent, currency, place)
        move = Move(kind, agent, agent, currency, Place(place))
        move.records = (agent,)
        move.charge_agent = agent
        is_start = kind is LegKind.DEBIT
        edge = Edge(
            -1 if is_start else node,
            node if is_start else -1,
            graph.unit_index[agent] if is_start else -1,
            move,
        )
        service = graph.terms.service(agent, function, currency)
        if service is None:
            self.refusals.append(Refusal(Reason.NO_HOURS, agent, agent))
            return None
        move.service = service.id
        edge.windows = graph.terms.service_windows(service)
        edge.minutes = service.processing_minutes.likely
        edge.rank = unit.provenance.confidence.rank
        return edge

    def _agent_rows(self, agent: str, function: ChargeFunction, currency: str) -> tuple[SlabRow, ...]:
        tariff = self.graph.terms.tariff(agent, function, currency)
        rows = () if tariff is None else self.graph.terms.rows(tariff, currency, None)
        if not rows:
            reason = Reason.NO_TARIFF if tariff is None else Reason.NO_RATE
            self.refusals.append(Refusal(reason, agent, f"{function.value} {currency}"))
        return rows

    # What the bounds leave

    def _is_allowed(self, edge: Edge) -> bool:
        move, bounds = edge.move, self.bounds
        if edge.priceless and edge.move.charge_agent not in self._agents:
            return False
        if edge.rank > bounds.evidence_floor.rank or not bounds.avoid.isdisjoint(move.records):
            return False
        if edge.conversions and bounds.vehicles is not None and not self._is_vehicle(edge):
            return False
        return self.permission is None or self._is_permitted(move, self.permission)

    def _is_permitted(self, move: Move, permission: Permission) -> bool:
        against = permission.refuses(
            kind=move.kind.value,
            from_id=move.from_id,
            to_id=move.to_id,
            currency=move.currency,
            via=move.via,
        )
        if against is not None:
            self.forbidden.append(move)
        return against is None

    def _is_vehicle(self, edge: Edge) -> bool:
        currency = self.graph.nodes[edge.head][1]
        return currency == self.payment.creditor_currency or currency in (self.bounds.vehicles or ())

    def _without_transit(self, edges: list[Edge]) -> list[Edge]:
        """Neither agent of the payment takes a transit charge: give its rows back unpriced, each move once."""
        if not any(edge.move.charge_agent in self._agents and (edge.base or edge.priceless) for edge in edges):
            return edges
        kept: list[Edge] = []
        seen: set[int] = set()
        for edge in edges:
            if edge.move.charge_agent not in self._agents:
                kept.append(edge)
                continue
            plain = edge.base or edge
            if id(plain) not in seen:
                seen.add(id(plain))
                kept.append(plain)
        return kept

    def _between(self, allowed: list[list[Edge]]) -> tuple[list[list[Edge]], list[list[Edge]]]:
        """Return the edges, by tail and by head, that lead from one end to the other and back through no bank."""
        out, into = self._joined(allowed)
        if not out[self.start]:
            return out, into
        ends = out[self.start][0].head, into[self.end][0].tail
        names = [unit for unit, _, _ in self.graph.nodes]
        kept = corridor(out, self.units, names, ends) | {self.start, self.end}
        return self._joined(
            [[edge for edge in edges if edge.head in kept] if node in kept else [] for node, edges in enumerate(out)]
        )

    def _joined(self, allowed: list[list[Edge]]) -> tuple[list[list[Edge]], list[list[Edge]]]:
        into = _by_head(allowed)
        kept = _reach(self.start, allowed, _head) & _reach(self.end, into, _tail)
        out = [
            [edge for edge in edges if edge.head in kept] if node in kept else [] for node, edges in enumerate(allowed)
        ]
        return out, _by_head(out)

    def _marks(self) -> tuple[list[int], int]:
        units = self.graph.units
        marks = [0 if unit < 0 else 1 << unit for unit in self.units]
        required = 0
        for at, name in enumerate(sorted(self.bounds.via)):
            if name in self.graph.unit_index:
                required |= 1 << self.graph.unit_index[name]
                continue
            bit = 1 << (len(units) + at)
            required |= bit
            for node, key in enumerate(self.graph.nodes):
                if key[0] == name:
                    marks[node] |= bit
        return marks, required

    def _own_offices(self) -> int:
        """Bits of the debtor agent's offices at home: cheap ways abroad and back tempt routes to return to them."""
        units, graph = self.graph.network.institutions, self.graph
        agent = units[self.payment.debtor_agent]
        own = [u.id for u in units.values() if u.legal_entity == agent.legal_entity and u.country == agent.country]
        return sum(1 << graph.unit_index[unit] for unit in own)

    def _values(self) -> tuple[list[float], bool]:
        values, is_valued = [], True
        for _, currency, _ in self.graph.nodes:
            ratio = self.graph.terms.ratio(currency, self.payment.debtor_currency)
            values.append(0.0 if ratio is None else float(ratio))
        kept = [node for node, edges in enumerate(self.out) if edges and node < len(values)]
        is_valued = all(values[node] > 0 for node in kept)
        creditor = self.graph.terms.ratio(self.payment.creditor_currency, self.payment.debtor_currency)
        return [
            *values,
            1.0,
            0.0 if creditor is None else float(creditor),
        ], is_valued and creditor is not None

    # Bounds on the rest of a route

    def bounding(self, *, is_forward: bool) -> Bounding:
        """Return the best conceivable rest from each node to the far end (`end` forward, `start` backward)."""
        return self._bounding_to(self.end if is_forward else self.start, is_forward=is_forward)

    def gains_without_end(self, *, is_forward: bool) -> bool:
        """Tell whether conversions in a circle, there and back through several desks, would make money."""
        self.bounding(is_forward=is_forward)
        return self._gains[is_forward]

    def limit(self, edge: Edge, *, is_forward: bool) -> Limit:
        """Return the limit of an edge with bounds on the ways that lead to it."""
        near = edge.tail if is_forward else edge.head
        return Limit(edge, self._bounding_to(near, is_forward=is_forward), is_forward=is_forward)

    def _bounding_to(self, far: int, *, is_forward: bool) -> Bounding:
        key = (far, is_forward)
        if key not in self._boundings:
            edges = self.into if is_forward else self.out
            step = _tail if is_forward else _head
            ratio = self._ratios(far, edges, step)
            self._gains[is_forward] = float("inf") in ratio
            if not is_forward:
                ratio = [1 / best if best > 0 else 0.0 for best in ratio]
            counts = (
                _least(far, edges, step, lambda edge: edge.conversions),
                _least(
                    far,
                    edges,
                    step,
                    lambda edge: int(edge.entity >= 0 and edge.entity not in self.free_entities),
                ),
                _least(far, edges, step, lambda edge: edge.legs),
            )
            self._boundings[key] = Bounding(ratio, _least(far, edges, step, lambda edge: edge.minutes), counts)
        return self._boundings[key]

    def _ratios(self, far: int, edges: list[list[Edge]], step: Callable[[Edge], int]) -> list[float]:
        """Best product of conversion ratios to the far end; infinite where quotes allow gain without end."""
        best = [0.0] * len(edges)
        best[far] = 1.0
        queue, rounds = deque([far]), 0
        while queue:
            rounds += 1
            if rounds > 60 * len(edges):
                return [float("inf") if value else 0.0 for value in best]
            node = queue.popleft()
            for edge in edges[node]:
                other = step(edge)
                value = best[node] * edge.ratio
                if value > best[other] * (1 + 1e-12):
                    best[other] = value
                    queue.append(other)
        return best

    def reached(self, *, is_forward: bool) -> set[int]:
        """Return the nodes that the start reaches, or from which the end is reached, whatever lies beyond."""
        if is_forward:
            return _reach(self.start, self.allowed, _head)
        return _reach(self.end, _by_head(self.allowed), _tail)

    def cover(self, first_day: int, last_day: int) -> None:
        """Make the windows of all edges that may be used hold the days of the question."""
        if (first_day, last_day) in self._covered:
            return
        self._covered.add((first_day, last_day))
        seen: set[int] = set()
        for edges in self.out:
            for edge in edges:
                if edge.windows is not None and id(edge.windows) not in seen:
                    seen.add(id(edge.windows))
                    edge.windows.cover(first_day, last_day)

    def spread(self) -> tuple[float, float, float]:
        """Return by which factor and addition value may shrink along any route, and by which factor it may grow."""
        if self._spread is None:
            self._spread = self._measure_spread()
        return self._spread

    def _measure_spread(self) -> tuple[float, float, float]:
        if not self.is_valued:
            return 1e-300, 1e300, 1e300
        shrink, addition, growth = 1.0, 0.0, 1.0
        losses: dict[int, tuple[float, float]] = {}
        changes: dict[int, tuple[float, float, int]] = {}
        for edges in self.out:
            for edge in edges:
                self._note_spread(edge, losses, changes)
        for share, fixed in losses.values():
            shrink *= max(1.0 - share, 0.0)
            addition += fixed
        for worst, best, positions in changes.values():
            shrink *= worst**positions
            growth *= best**positions
        return shrink, addition, growth

    def _note_spread(
        self, edge: Edge, losses: dict[int, tuple[float, float]], changes: dict[int, tuple[float, float, int]]
    ) -> None:
        key = edge.institution if edge.head != self.end else -2
        if edge.conversion is not None:
            change = edge.ratio * self.values[edge.head] / self.values[edge.tail]
            worst, best, _ = changes.get(key, (1.0, 1.0, 0))
            positions = sum(1 for unit in self.units if unit == key) or 1
            changes[key] = (min(worst, change, 1.0), max(best, change, 1.0), positions)
        if edge.charge is not None:
            share, fixed = _charge_bound(edge.charge)
            before = losses.get(key, (0.0, 0.0))
            losses[key] = (max(before[0], share), max(before[1], fixed * self.values[edge.tail]))


def _charge_bound(charge: ChargeRule | ChargeSum) -> tuple[float, float]:
    if isinstance(charge, ChargeSum):
        parts = [_charge_bound(rule) for rule in charge.rules]
        return sum(part[0] for part in parts), sum(part[1] for part in parts)
    share = max((rate for _, rate in charge.slices), default=0) / 1e6
    return share, float(charge.fixed + charge.minimum + 2)


def _limited(edge: Edge, rows: Sequence[SlabRow]) -> Edge:
    row = edge.copy()
    row.least = max([row.least, *(least for least, _, _ in rows)])
    tops = [above - 1 for _, above, _ in rows if above >= 0]
    if tops:
        row.most = min(tops)
    return row


def _by_head(edges: Sequence[Sequence[Edge]]) -> list[list[Edge]]:
    into: list[list[Edge]] = [[] for _ in edges]
    for row in edges:
        for edge in row:
            into[edge.head].append(edge)
    return into


def _tail(edge: Edge) -> int:
    return edge.tail


def _head(edge: Edge) -> int:
    return edge.head


def _reach(start: int, edges: Sequence[Sequence[Edge]], step: Callable[[Edge], int]) -> set[int]:
    seen, queue = {start}, deque([start])
    while queue:
        for edge in edges[queue.popleft()]:
            other = step(edge)
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return seen


def _least(
    far: int, edges: Sequence[Sequence[Edge]], step: Callable[[Edge], int], weight: Callable[[Edge], int]
) -> list[int]:
    best = [NEVER] * len(edges)
    best[far] = 0
    queue = deque([far])
    while queue:
        node = queue.popleft()
        for edge in edges[node]:
            other, cost = step(edge), best[node] + weight(edge)
            if cost < best[other]:
                best[other] = cost
                queue.append(other)
    return best
