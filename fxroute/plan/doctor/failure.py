"""What must not fail in a corridor: single points, and smallest sets without which no topological way is left.

An institution holds several positions, and an account carries moves both ways, so one failure takes several nodes or
links away at once; a minimum cut of the graph alone counts those apart. The cut is therefore found from both sides:
networkx gives one that suffices, and a search that branches over the members of a way that is still open (each way
must lose one) proves the smallest, as far as its work is bounded. Source: Downey and Fellows 1999, bounded search tree.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fxroute.model import Infrastructure, Institution, ReportingLine
from fxroute.network import Network
from fxroute.plan.doctor.symptom import Question, QuestionKind, Severity, Symptom, SymptomKind
from fxroute.plan.doctor.ways import Link, Ways

__all__ = ["Cut", "find_single_points", "kind_of", "smallest_edge_cut", "smallest_node_cut", "smallest_outside_cut"]

_PATHS_MAX = 400
_VISITS_MAX = 4_000_000
"""Links that the search for a smallest cut may look at: the larger the corridor, the fewer ways it may try."""

_LINKS_MAX = 20_000
"""Largest corridor that is given to the flow algorithms of networkx."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Records that together, all out, leave no topological way; `is_smallest` where it is proved that fewer do not.

    Without members there is no such set: the two agents pay each other directly.
    """

    members: tuple[str, ...]
    is_smallest: bool


def find_single_points(network: Network, ways: Ways) -> tuple[Symptom, ...]:
    """Return everything without which no topological way is left, in the order of a way.

    Institutions in between and systems come first, then accounts, participations, desks and reporting lines.
    """
    path = ways.path()
    agents = {ways.corridor.debtor_agent, ways.corridor.creditor_agent}
    members = [member for member in _members(path) if member not in agents]
    found = [member for member in members if not ways.path(frozenset({member}))]
    found.sort(key=lambda member: not _is_node(network, member))
    return tuple(_single_point(network, ways, member) for member in found)


def _single_point(network: Network, ways: Ways, member: str) -> Symptom:
    """Say what fails with it, and how far funds still come: own offices of the debtor agent weigh less."""
    corridor = ways.corridor
    record = network.records[member]
    own = network.institutions[corridor.debtor_agent].legal_entity
    unit = record.unit if isinstance(record, ReportingLine) else record.id
    is_own = unit in network.institutions and network.institutions[unit].legal_entity == own
    reached = _reached(ways, frozenset({member}))
    return Symptom(
        kind=SymptomKind.SINGLE_POINT,
        severity=Severity.WARNING if is_own else Severity.CRITICAL,
        subjects=(member,),
        count=1,
        values=(
            ("what", kind_of(network, member)),
            ("own", "true" if is_own else "false"),
            ("reached", str(len(reached - {corridor.debtor_agent}))),
        ),
        question=Question(
            kind=QuestionKind.SECOND_WAY,
            asked=(corridor.debtor_agent,),
            values=(("currency", corridor.creditor_currency), ("creditor_agent", corridor.creditor_agent)),
        ),
    )


def kind_of(network: Network, record_id: str) -> str:
    """Return the kind of a record in one word: `institution`, `infrastructure`, `account`, ..."""
    return type(network.records[record_id]).__name__.lower().replace("reportingline", "reporting_line")


def smallest_node_cut(network: Network, ways: Ways) -> Cut:
    """Return a smallest set of institutions in between and systems whose outage leaves no topological way."""
    agents = {ways.corridor.debtor_agent, ways.corridor.creditor_agent}

    def may_fail(member: str) -> bool:
        return member in network.records and member not in agents and _is_node(network, member)

    return _smallest(ways, may_fail, _flow_nodes)


def smallest_outside_cut(network: Network, ways: Ways) -> Cut:
    """Return the same without the debtor agent's own offices: banks of other legal entities, and systems."""
    own = network.institutions[ways.corridor.debtor_agent].legal_entity

    def may_fail(member: str) -> bool:
        unit = network.institutions.get(member)
        is_other = member in network.infrastructures if unit is None else unit.legal_entity != own
        return is_other and member != ways.corridor.creditor_agent

    return _smallest(ways, may_fail, _flow_nodes)


def smallest_edge_cut(network: Network, ways: Ways) -> Cut:
    """Return a smallest set of accounts, participations, desks and reporting lines without which no way is left."""
    return _smallest(ways, lambda member: not _is_node(network, member), _flow_edges)


def _smallest(
    ways: Ways, may_fail: Callable[[str], bool], flow: Callable[[Ways, Callable[[str], bool]], frozenset[str]]
) -> Cut:
    order = {member: at for at, member in enumerate(_members(ways.links())) if may_fail(member)}
    if not ways.path() or ways.path(frozenset(order)):
        return Cut((), is_smallest=True)
    count = sum(1 for _ in ways.links())
    suffices = (flow(ways, may_fail) if count <= _LINKS_MAX else frozenset()) or _greedy(ways, may_fail)
    enough = _shrunk(ways, sorted(suffices, key=order.__getitem__))
    tree = _Tree(ways, may_fail, min(_PATHS_MAX, _VISITS_MAX // count + 1))
    for size in range(1, len(enough)):
        found = tree.cut(frozenset(), size)
        if found is not None:
            return Cut(tuple(sorted(found, key=order.__getitem__)), is_smallest=True)
        if tree.is_spent:
            return Cut(tuple(enough), is_smallest=False)
    return Cut(tuple(enough), is_smallest=True)


def _greedy(ways: Ways, may_fail: Callable[[str], bool]) -> frozenset[str]:
    """All that may fail on one way after the other, until none is left."""
    out: frozenset[str] = frozenset()
    while path := ways.path(out):
        out |= {member for member in _members(path) if may_fail(member)}
    return out


@dataclass(slots=True)
class _Tree:
    """Looks for a cut of so many members: some way is still open, and one of its members must be among them."""

    ways: Ways
    may_fail: Callable[[str], bool]
    paths_max: int
    paths: int = 0
    futile: set[tuple[frozenset[str], int]] = field(default_factory=set)

    @property
    def is_spent(self) -> bool:
        """Whether the work that is allowed is done."""
        return self.paths > self.paths_max

    def cut(self, out: frozenset[str], left: int) -> frozenset[str] | None:
        """Return `out` and at most `left` members more that cut the corridor, `None` where there are none."""
        if (out, left) in self.futile or self.is_spent:
            return None
        self.paths += 1
        path = self.ways.path(out)
        if not path:
            return out
        for member in _members(path) if left else ():
            found = self.cut(out | {member}, left - 1) if self.may_fail(member) else None
            if found is not None:
                return found
        self.futile.add((out, left))
        return None


def _shrunk(ways: Ways, members: Sequence[str]) -> list[str]:
    """Leave out members that are not needed for the cut, the last first."""
    kept = list(members)
    for member in reversed(members):
        rest = frozenset(kept) - {member}
        if not ways.path(rest):
            kept.remove(member)
    return kept


def _flow_nodes(ways: Ways, may_fail: Callable[[str], bool]) -> frozenset[str]:
    """A minimum node cut of institutions and systems, each taken whole: enough, if not always the fewest.

    What may not fail is one with the debtor agent.
    """
    import networkx as nx

    debtor_agent, creditor_agent = ways.corridor.debtor_agent, ways.corridor.creditor_agent
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from((debtor_agent, creditor_agent))
    merged = [name if name == creditor_agent or may_fail(name) else debtor_agent for name in ways.names]
    for link in ways.links():
        tail, head = merged[link.tail], merged[link.head]
        is_inner = ways.names[link.tail] and ways.names[link.head] and tail != head
        if is_inner and tail != creditor_agent and head != debtor_agent:
            graph.add_edge(tail, head)
    found = nx.minimum_node_cut(graph, debtor_agent, creditor_agent)
    return frozenset(found)


def _flow_edges(ways: Ways, may_fail: Callable[[str], bool]) -> frozenset[str]:
    """A minimum edge cut where every link counts for itself, although a record may be several: enough."""
    import networkx as nx

    between: dict[tuple[int, int], set[str]] = {}
    endless: set[tuple[int, int]] = set()
    for link in ways.links():
        failing = [member for member in link.records if may_fail(member)]
        between.setdefault((link.tail, link.head), set()).update(failing[:1])
        if not failing:
            endless.add((link.tail, link.head))
    graph: nx.DiGraph[int] = nx.DiGraph()
    for (tail, head), records in between.items():
        if (tail, head) in endless:
            graph.add_edge(tail, head)
        else:
            graph.add_edge(tail, head, capacity=len(records))
    _, (near, _) = nx.minimum_cut(graph, ways.start, ways.end)
    crossing = [records for (tail, head), records in between.items() if tail in near and head not in near]
    return frozenset(record for records in crossing for record in records)


def _members(links: Iterable[Link]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record for link in links for record in link.records))


def _is_node(network: Network, member: str) -> bool:
    return isinstance(network.records[member], Institution | Infrastructure)


def _reached(ways: Ways, without: frozenset[str]) -> set[str]:
    """Return the institutions to which funds still come."""
    seen, queue = {ways.start}, deque([ways.start])
    while queue:
        for link in ways.out[queue.popleft()]:
            if link.head not in seen and without.isdisjoint(link.records):
                seen.add(link.head)
                queue.append(link.head)
    return {ways.units[node] for node in seen if ways.units[node]}
