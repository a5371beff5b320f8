"""The topological ways of a corridor: every chain of moves from debtor's to creditor's account, whatever it costs.

The moves are those that the search itself may use on a day (`fxroute.search.layout`): valid, with hours, a tariff and,
for a conversion, a rate. Amounts, cut-offs, limits and prices are left out, so a topological way may still carry no
payment; but where there is none, no search finds one.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from fxroute.errors import InvalidValue
from fxroute.model import (
    Bounds,
    ChargeFunction,
    Desk,
    Infrastructure,
    LegKind,
    Money,
    Opening,
    Payment,
    RateSource,
    Service,
)
from fxroute.network import Network
from fxroute.plan.missing_link import find_missing_links
from fxroute.search import Searcher
from fxroute.search.edges import Move
from fxroute.search.layout import Layout

__all__ = ["Corridor", "Enumeration", "Link", "Ways", "ways_of"]

_EXPANDED_MAX = 300_000
_LONGER_MAX = 6
_MISSING_MAX = 5
_AMOUNT = "1000000"
"""Large enough for any charge: a link that is proposed is tried with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """The two ends of payments: debtor agent and creditor agent by id, debtor and creditor currency."""

    debtor_agent: str
    creditor_agent: str
    debtor_currency: str
    creditor_currency: str

    def __post_init__(self) -> None:
        """Refuse a corridor that one bank is the whole of."""
        if self.debtor_agent == self.creditor_agent:
            raise InvalidValue(
                what=f"{self.debtor_agent} is debtor agent and creditor agent at once",
                where="corridor",
                mend="name two institutions: a corridor leads from one to another",
            )


@dataclass(frozen=True, slots=True)
class Link:
    """A move between two nodes: the records it is, and those it assumes, each with the institution it speaks of."""

    tail: int
    head: int
    records: tuple[str, ...]
    assumptions: tuple[tuple[str, str], ...]

    def stands_on(self) -> Iterator[tuple[str, str]]:
        """Yield every record with the institution that it is assumed of, empty for a record of the structure."""
        yield from ((record, "") for record in self.records)
        yield from self.assumptions


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The shortest ways, of up to `steps` moves; `is_cut` where not even all of the shortest could be listed."""

    ways: tuple[tuple[Link, ...], ...]
    steps: int
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The moves that lead from one end of a corridor to the other.

    `out` are the links by tail; `names` the institution or system of each node, empty for the two accounts; `units` the
    institution alone. `assumed` are all records that links assume. `missing` says what would open a way where there is
    none.
    """

    corridor: Corridor
    out: tuple[tuple[Link, ...], ...]
    names: tuple[str, ...]
    units: tuple[str, ...]
    start: int
    end: int
    assumed: frozenset[str]
    missing: tuple[Opening, ...] = ()

    def links(self) -> Iterator[Link]:
        """Yield every link."""
        for links in self.out:
            yield from links

    def path(self, without: frozenset[str] = frozenset()) -> tuple[Link, ...]:
        """Return a way of fewest moves that stands on none of the records, empty when there is none."""
        structural = without - self.assumed
        assumed = without - structural
        came: dict[int, Link | None] = {self.start: None}
        queue = deque([self.start])
        while queue and self.end not in came:
            for link in self.out[queue.popleft()]:
                if link.head in came or not structural.isdisjoint(link.records):
                    continue
                if not assumed or assumed.isdisjoint(record for record, _ in link.assumptions):
                    came[link.head] = link
                    queue.append(link.head)
        found: list[Link] = []
        last = came.get(self.end)
        while last is not None:
            found.append(last)
            last = came[last.tail]
        return tuple(reversed(found))

    def enumerated(self, most: int) -> Enumeration:
        """Return the shortest ways that enter no institution twice: all of up to some number of moves, `most` in all.

        Shorter ones come first. Ways of the length at which there would be more than `most` are left out, unless they
        are the shortest.
        """
        remaining = self._remaining()
        if self.start not in remaining:
            return Enumeration((), 0, is_cut=False)
        shortest = remaining[self.start]
        listed: list[tuple[Link, ...]] = []
        steps = shortest
        for length in range(shortest, shortest + _LONGER_MAX + 1):
            walk = _Walk(self, remaining, length, most - len(listed))
            found = list(walk.ways())
            if walk.is_cut:
                return Enumeration(tuple(listed or found), steps, is_cut=not listed)
            listed += found
            steps = length
        return Enumeration(tuple(listed), steps, is_cut=False)

    def _remaining(self) -> dict[int, int]:
        """For every node the fewest moves to the end."""
        into: dict[int, list[int]] = {}
        for link in self.links():
            into.setdefault(link.head, []).append(link.tail)
        remaining, queue = {self.end: 0}, deque([self.end])
        while queue:
            node = queue.popleft()
            for tail in into.get(node, ()):
                if tail not in remaining:
                    remaining[tail] = remaining[node] + 1
                    queue.append(tail)
        return remaining


class _Walk:
    """Lists the ways of exactly one length, at most so many, with bounded work."""

    def __init__(self, ways: Ways, remaining: dict[int, int], length: int, most: int) -> None:
        self.ways_of = ways
        self.remaining = remaining
        self.length = length
        self.most = most
        self.is_cut = False

    def ways(self) -> Iterator[tuple[Link, ...]]:
        """Yield the ways in the order of the links."""
        ways, count, expanded = self.ways_of, 0, 0
        taken: list[Link] = []
        entered: list[frozenset[int | str]] = [frozenset({ways.start})]
        stack: list[Iterator[Link]] = [iter(ways.out[ways.start])]
        while stack:
            link = next(stack[-1], None)
            if link is None:
                stack.pop()
                entered.pop()
                taken = taken[:-1]
                continue
            expanded += 1
            is_way = link.head == ways.end and len(taken) + 1 == self.length
            if expanded > _EXPANDED_MAX or (is_way and count >= self.most):
                self.is_cut = True
                return
            if is_way:
                count += 1
                yield (*taken, link)
            elif self._may_enter(link, len(taken) + 1, entered[-1]):
                taken = [*taken, link]
                entered.append(entered[-1] | self._marks(link))
                stack.append(iter(ways.out[link.head]))

    def _may_enter(self, link: Link, taken: int, entered: frozenset[int | str]) -> bool:
        ways = self.ways_of
        if link.head == ways.end or link.head in entered or taken + self.remaining[link.head] > self.length:
            return False
        unit = ways.units[link.head]
        return not unit or unit == ways.units[link.tail] or unit not in entered

    def _marks(self, link: Link) -> frozenset[int | str]:
        unit = self.ways_of.units[link.head]
        return frozenset((link.head, unit) if unit else (link.head,))


def ways_of(network: Network, rates: RateSource, corridor: Corridor, on: date) -> Ways:
    """Return the topological ways of a corridor on a day, as for a company that shares charges (SHAR).

    Args:
        network: records.
        rates: one view of the rates; a conversion without a rate is no move.
        corridor: the two ends, agents given by id.
        on: the day on which records must be valid.
    """
    payment = Payment.send(
        Money(_AMOUNT, corridor.debtor_currency),
        receive=corridor.creditor_currency,
        debtor_agent=corridor.debtor_agent,
        creditor_agent=corridor.creditor_agent,
        at=datetime.combine(on, time(12), UTC).isoformat(),
    )
    searcher = Searcher(network, rates)
    layout = searcher.layout(payment, Bounds())
    maker = _LinkMaker(layout)
    names = (*(node[0] for node in layout.graph.nodes), "", "")
    out = tuple(
        tuple(dict.fromkeys(maker.link(node, edge.head, edge.move) for edge in edges))
        for node, edges in enumerate(layout.out)
    )
    return Ways(
        corridor=corridor,
        out=out,
        names=names,
        units=tuple(name if name in network.institutions else "" for name in names),
        start=layout.start,
        end=layout.end,
        assumed=frozenset(record for links in out for link in links for record, _ in link.assumptions),
        missing=_missing(searcher, layout, payment),
    )


def _missing(searcher: Searcher, layout: Layout, payment: Payment) -> tuple[Opening, ...]:
    if not layout.is_empty:
        return ()
    found = (opening for out in find_missing_links(searcher, layout, payment, Bounds()) for opening in out.openings)
    return tuple(dict.fromkeys(found))[:_MISSING_MAX]


class _LinkMaker:
    """Names what a move stands on: besides its records the hours, calendars, charges and quotes it assumes."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.network = layout.graph.network
        self.agents = {layout.payment.debtor_agent, layout.payment.creditor_agent}

    def link(self, tail: int, head: int, move: Move) -> Link:
        """Return the link of a move."""
        found = [*self._hours(move), *self._charge(move), *((quote, self._unit(move)) for quote in move.quotes)]
        return Link(tail, head, tuple(dict.fromkeys(move.records)), tuple(dict.fromkeys(found)))

    def _hours(self, move: Move) -> Iterator[tuple[str, str]]:
        unit = self._unit(move)
        if move.service:
            yield move.service, unit
        yield from ((calendar, unit) for calendar in self._calendars(move))
        if move.kind in (LegKind.BOOK_DRAW, LegKind.BOOK_CREDIT):
            settled = self.network.settlement_calendar(move.currency, self.layout.graph.terms.home(unit, move.currency))
            if settled is not None:
                yield settled.id, unit

    def _unit(self, move: Move) -> str:
        """Return the institution whose hours and rates a move goes by, empty inside a system."""
        if move.kind is LegKind.BOOK_CREDIT or move.to_id in self.network.infrastructures:
            return move.from_id if move.from_id in self.network.institutions else ""
        return move.to_id

    def _calendars(self, move: Move) -> tuple[str, ...]:
        found = self.network.records[move.desk or move.via or move.service]
        hours = found.hours if isinstance(found, Desk | Infrastructure | Service) else None
        return hours.calendars if hours else ()

    def _charge(self, move: Move) -> Iterator[tuple[str, str]]:
        ends = {LegKind.DEBIT: ChargeFunction.COMMISSION, LegKind.CREDIT: ChargeFunction.INWARD}
        if move.kind in ends:
            tariff = self.layout.graph.terms.tariff(move.to_id, ends[move.kind], move.currency)
            assert tariff is not None, "an agent without a tariff is no end of a way"
            yield tariff.id, move.to_id
        elif move.tariff and move.charge_agent not in self.agents:
            yield move.tariff, move.charge_agent
