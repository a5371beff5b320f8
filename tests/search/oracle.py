"""The oracle: every simple route of a small network, by depth-first search, and the front of their criteria.

A second implementation of `docs/semantics.md`, written from that page. It shares nothing with the engine but
the input values, prefers plainness to speed, and leaves a branch only when no route can come of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fxroute.model import Bounds, Payment, RateSource, Side
from fxroute.network import Network
from tests.search.oracle_moves import Move, MoveBook
from tests.search.oracle_records import Position, Question
from tests.search.oracle_time import Unusable

Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """One route of a criteria vector: its moves, the amounts before, between and after them, and its start."""

    moves: tuple[Move, ...]
    amounts: tuple[int, ...]
    starts: int

    def __str__(self) -> str:
        """One line per move: what enters and leaves, when it is ready and ends."""
        lines, ready = [], self.starts
        for number, move in enumerate(self.moves):
            entering, leaving = self.amounts[number : number + 2]
            end = move.clock.end(ready)
            lines.append(f"{move}: {entering} -> {leaving}, {ready} -> {end}")
            ready = end
        return "\n".join(lines)


@dataclass(slots=True)
class Trail:
    """A route in the making, from the end that has the fixed amount; `amounts` begins with it."""

    at: Position
    amounts: tuple[int, ...]
    claimed: int
    moves: tuple[Move, ...] = ()
    held: frozenset[Position] = frozenset()
    units: frozenset[str] = frozenset()
    conversions: int = 0
    intermediaries: int = 0


@dataclass(slots=True)
class Enumeration:
    """Walks every route of a question once and keeps one witness for each criteria vector."""

    question: Question
    book: MoveBook
    with_evidence: bool
    found: dict[Vector, Witness] = field(default_factory=dict)
    steps: dict[Position, list[Move]] = field(default_factory=dict)

    @property
    def is_send(self) -> bool:
        return self.question.payment.side is Side.SEND

    def run(self) -> None:
        """Start at the debtor's account for a fixed send, at the creditor's for a fixed receipt."""
        first, last = self.book.debit, self.book.credit
        near, far = (first, last) if self.is_send else (last, first)
        start, goal = near.head, far.head
        self.steps = self._useful(self.book.between, goal)
        held, units = frozenset({start}), frozenset({start.unit})
        for amount, claimed in self._priced(near, self.question.instructed):
            amounts = (self.question.instructed, amount)
            self._walk(Trail(start, amounts, claimed, held=held, units=units), goal)

    def _useful(self, moves: Iterable[Move], goal: Position) -> dict[Position, list[Move]]:
        """The moves from each position after which the goal can still be reached, whatever the amount."""
        steps, arriving = defaultdict(list), defaultdict(list)
        for move in moves:
            arriving[self._far(move)].append(move)
        reached, queue = {goal}, [goal]
        while queue:
            for move in arriving[queue.pop()]:
                steps[self._near(move)].append(move)
                if self._near(move) not in reached:
                    reached.add(self._near(move))
                    queue.append(self._near(move))
        return dict(steps)

    def _near(self, move: Move) -> Position:
        return move.tail if self.is_send else move.head

    def _far(self, move: Move) -> Position:
        return move.head if self.is_send else move.tail

    def _walk(self, trail: Trail, goal: Position) -> None:
        if trail.at == goal:
            self._finish(trail)
            return
        for move in self.steps.get(trail.at, ()):
            if self._may_follow(move, trail):
                for amount, claimed in self._priced(move, trail.amounts[-1]):
                    self._walk(self._extended(trail, move, amount, claimed), goal)

    def _may_follow(self, move: Move, trail: Trail) -> bool:
        """8.2 and the bounds that can be told on the way."""
        far, bounds = self._far(move), self.question.bounds
        if far in trail.held or (far.unit in trail.units and far.unit != trail.at.unit):
            return False
        conversions = trail.conversions + move.conversions
        intermediaries = trail.intermediaries + move.intermediaries
        return (
            conversions <= limit(bounds.conversions_max)
            and intermediaries <= limit(bounds.intermediaries_max)
            and len(trail.moves) + 3 <= limit(bounds.legs_max)
        )

    def _priced(self, move: Move, amount: int) -> list[tuple[int, int]]:
        """The amounts possible at the far end of a move, each with what is claimed for it; none where unusable."""
        try:
            return list(move.terms.forward(amount) if self.is_send else move.terms.backward(amount))
        except Unusable:
            return []

    def _extended(self, trail: Trail, move: Move, amount: int, claimed: int) -> Trail:
        far = self._far(move)
        return Trail(
            at=far,
            amounts=(*trail.amounts, amount),
            claimed=trail.claimed + claimed,
            moves=(*trail.moves, move),
            held=trail.held | {far},
            units=trail.units | {far.unit},
            conversions=trail.conversions + move.conversions,
            intermediaries=trail.intermediaries + move.intermediaries,
        )

    def _finish(self, trail: Trail) -> None:
        """Price the last leg, tell the time, and note the vector."""
        first, last, bounds = self.book.debit, self.book.credit, self.question.bounds
        moves = (first, *(trail.moves if self.is_send else trail.moves[::-1]), last)
        if len(moves) > limit(bounds.legs_max) or not bounds.via <= touched(moves):
            return
        for amount, claimed in self._priced(last if self.is_send else first, trail.amounts[-1]):
            self._note(trail, moves, amount, claimed)

    def _note(self, trail: Trail, moves: tuple[Move, ...], amount: int, claimed: int) -> None:
        try:
            criterion = amount if self.is_send else amount + self.book.debit.terms.on_top(amount)
            starts, instant = self._timed(moves)
        except Unusable:
            return
        claims = trail.claimed + claimed
        vector: Vector = (criterion, instant, trail.conversions, trail.intermediaries, claims)
        if self.with_evidence:
            vector += (max(move.rank for move in moves),)
        amounts = (*trail.amounts, amount)
        self.found.setdefault(vector, Witness(moves, amounts if self.is_send else amounts[::-1], starts))

    def _timed(self, moves: tuple[Move, ...]) -> tuple[int, int]:
        """The start, and the criterion: the end of the last leg, or with a deadline the latest start."""
        minute = self.question.minute
        if self.question.payment.at is not None:
            for move in moves:
                minute = move.clock.end(minute)
            return self.question.minute, minute
        for move in reversed(moves):
            minute = move.clock.latest_ready(minute)
        return minute, minute


def limit(bound: int | None) -> float:
    return float("inf") if bound is None else bound


def touched(moves: Iterable[Move]) -> set[str]:
    """The institutions and infrastructures that a route passes (8.4)."""
    return {name for move in moves for name in (move.tail.unit, move.head.unit, move.system) if name}


def undominated(vectors: Iterable[Vector], payment: Payment) -> set[Vector]:
    """8.5 and 8.6: the vectors of which no other is as good in all and better in one."""

    def costs(vector: Vector) -> Vector:
        amount = -vector[0] if payment.side is Side.SEND else vector[0]
        instant = vector[1] if payment.at is not None else -vector[1]
        return (amount, instant, *vector[2:])

    kept: list[Vector] = []
    front: set[Vector] = set()
    for vector in sorted(vectors, key=costs):
        cost = costs(vector)
        if not any(all(mine <= other for mine, other in zip(better, cost, strict=True)) for better in kept):
            kept.append(cost)
            front.add(vector)
    return front


def routes(
    network: Network, rates: RateSource, payment: Payment, bounds: Bounds, *, with_evidence: bool = False
) -> Mapping[Vector, Witness]:
    """Every criteria vector that some route has, dominated ones too, with one such route."""
    question = Question(payment, bounds)
    try:
        enumeration = Enumeration(question, MoveBook.of(network, rates, question), with_evidence)
        enumeration.run()
    except Unusable:
        return {}
    return enumeration.found


def front(
    network: Network, rates: RateSource, payment: Payment, bounds: Bounds, *, with_evidence: bool = False
) -> Mapping[Vector, Witness]:
    """The front of a question: its criteria vectors, each with one route that has it."""
    found = routes(network, rates, payment, bounds, with_evidence=with_evidence)
    return {vector: found[vector] for vector in sorted(undominated(found, payment))}
