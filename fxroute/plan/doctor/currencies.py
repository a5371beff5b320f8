"""Currencies of a network: who is joined in each, what falls apart when one fails, who is central.

Each currency is a simple graph drawn from `Network.graph()`: institutions and systems, joined where a record of the day
moves that currency between them. Inside a bank every currency passes in which one of its units deals or holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from fxroute.model import SEGMENTED_CURRENCIES, Infrastructure, Institution, InstitutionKind, home_place
from fxroute.network import Network

if TYPE_CHECKING:
    # As in network: only the examination needs it.
    import networkx as nx

__all__ = [
    "Central",
    "CurrencyState",
    "WeakPoint",
    "central_of",
    "currency_graphs",
    "is_usable",
    "state_of",
    "weak_points_of",
]

_EXACT_NODES_MAX = 500
_SAMPLED_VISITS = 400_000
_SEED = 20_260_101


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyState:
    """How a currency stands: institutions that hold or deal it, how many the largest piece joins, in how many pieces.

    `outside` are the institutions outside the largest piece. `weak_points` and `weak_links` count what cuts somebody
    off when it fails alone.
    """

    currency: str
    institutions: int
    joined: int
    pieces: int
    outside: tuple[str, ...]
    desks: int
    has_rate: bool
    has_calendar: bool
    weak_points: int
    weak_links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakPoint:
    """An institution or system, or a single record between two, whose failing splits a currency.

    `cut_off` counts the institutions that lose the rest, of `joined`. `between` are the two ends of a record, empty for
    an institution or system. On the undirected graph: articulation points and bridges.
    """

    currency: str
    subject: str
    between: tuple[str, ...]
    cut_off: int
    joined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Central:
    """An institution on many shortest ways of a currency.

    `betweenness` is the share of pairs whose shortest ways pass it, to four decimals; an estimate where `is_sampled`.
    `partners` counts institutions and systems beside it, `records` what joins it to them.
    """

    currency: str
    institution: str
    betweenness: str
    is_sampled: bool
    partners: int
    records: int


def is_usable(unit: Institution, on: date) -> bool:
    """Tell whether an institution takes part on a day: valid, and no mere identifier of old lists."""
    return unit.kind is not InstitutionKind.LEGACY and unit.provenance.is_valid_on(on)


def currency_graphs(network: Network, on: date) -> "dict[str, nx.Graph[str]]":
    """Return the graph of every currency that a record of the day names, in alphabetical order.

    Nodes have `is_system`, edges the `records` that join their ends. A system that does not cross the border of a
    divided currency is a node on each side.
    """
    import networkx as nx

    graphs: dict[str, nx.Graph[str]] = {}
    drawer = _Drawer(network, on)
    for unit, currency in drawer.dealt():
        graphs.setdefault(currency, nx.Graph()).add_node(unit, is_system=False)
    for tail, head, data in network.graph().edges(data=True):
        if data["kind"] == "book_credit" or not drawer.moves(tail, head, data["record"]):
            continue
        for currency in drawer.currencies(tail, data["currency"]):
            graph = graphs.setdefault(currency, nx.Graph())
            ends = [drawer.node(end, other, currency) for end, other in ((tail, head), (head, tail))]
            for node, end in zip(ends, (tail, head), strict=True):
                graph.add_node(node, is_system=end not in network.institutions)
            if not graph.has_edge(*ends):
                graph.add_edge(*ends, records={})
            graph[ends[0]][ends[1]]["records"][data["record"]] = None
    return {currency: graphs[currency] for currency in sorted(graphs)}


@dataclass(slots=True)
class _Drawer:
    """Tells which edges of the public graph move a currency on a day, and between which nodes."""

    network: Network
    on: date
    of_entity: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        network = self.network
        held = [(unit, one.currency) for one in network.accounts for unit in (one.owner, one.servicer)]
        held += [(access.institution, access.currency) for access in network.participations]
        for unit, currency in (*held, *self.dealt()):
            self.of_entity.setdefault(network.institutions[unit].legal_entity, set()).add(currency)

    def dealt(self) -> Iterator[tuple[str, str]]:
        """Yield the currencies of desks, with the institution."""
        for desk in self.network.desks:
            if desk.provenance.is_valid_on(self.on):
                yield desk.institution, desk.pair.base
                yield desk.institution, desk.pair.quote

    def moves(self, tail: str, head: str, record: str) -> bool:
        """Tell whether both ends and the record serve on the day."""
        return self.network.provenance_of(record).is_valid_on(self.on) and self._serves(tail) and self._serves(head)

    def _serves(self, name: str) -> bool:
        unit = self.network.institutions.get(name)
        if unit is not None:
            return is_usable(unit, self.on)
        system = self.network.infrastructures[name]
        return system.hours is not None and system.provenance.is_valid_on(self.on)

    def currencies(self, unit: str, currency: str) -> Iterable[str]:
        """Return the currency of a move; of one inside a bank, all of the bank."""
        return (currency,) if currency else sorted(self.of_entity.get(self._entity(unit), ()))

    def _entity(self, unit: str) -> str:
        return self.network.institutions[unit].legal_entity

    def node(self, name: str, other: str, currency: str) -> str:
        """Return the node of an institution or system; a system is divided where its currency is."""
        system = self.network.infrastructures.get(name)
        if not isinstance(system, Infrastructure) or system.crosses_border or currency not in SEGMENTED_CURRENCIES:
            return name
        return f"{name} {home_place(self.network.institutions[other].country, currency).value}"


def weak_points_of(currency: str, graph: "nx.Graph[str]") -> tuple[WeakPoint, ...]:
    """Return what splits a currency when it fails alone, by the number of institutions that are cut off.

    Complexity: linear in the edges (blocks by depth-first search, sizes over the tree of blocks).
    """
    import networkx as nx

    found: list[WeakPoint] = []
    for piece in nx.connected_components(graph):
        tree = _BlockTree(graph, piece)
        found += [
            WeakPoint(currency=currency, subject=subject, between=between, cut_off=cut_off, joined=tree.joined)
            for subject, between, cut_off in (*tree.points(), *tree.links())
            if cut_off
        ]
    return tuple(sorted(found, key=lambda point: (-point.cut_off, bool(point.between), point.subject)))


class _BlockTree:
    """The tree of blocks and cut vertices of one piece, with the institutions at and below each of its nodes."""

    def __init__(self, graph: "nx.Graph[str]", piece: set[str]) -> None:
        """Build the tree from its first block."""
        import networkx as nx

        self.graph = graph
        self.weights = {node: 0 if graph.nodes[node]["is_system"] else 1 for node in piece}
        self.joined = sum(self.weights.values())
        # The stubs say that a component is a list of nodes, each a set of them.
        found = cast("Iterable[set[str]]", nx.biconnected_components(graph.subgraph(piece)))
        self.blocks = {f"#{number}": block for number, block in enumerate(sorted(tuple(sorted(one)) for one in found))}
        self.cuts: list[str] = sorted(nx.articulation_points(graph.subgraph(piece)))
        tree: nx.Graph[str] = nx.Graph()
        tree.add_nodes_from(self.blocks)
        is_cut = set(self.cuts)
        tree.add_edges_from((name, node) for name, block in self.blocks.items() for node in block if node in is_cut)
        self.parents: dict[str, str] = {}
        self.below: dict[str, int] = {node: self.weights[node] for node in self.cuts}
        for name, block in self.blocks.items():
            self.below[name] = sum(self.weights[node] for node in block if node not in is_cut)
        if self.blocks:
            self.parents = {child: parent for parent, child in nx.bfs_edges(tree, "#0")}
            for node in reversed(self.parents):
                self.below[self.parents[node]] += self.below[node]
        self.sides: dict[str, list[int]] = {node: [self.joined - self.below[node]] for node in self.cuts}
        for child, parent in self.parents.items():
            if parent in is_cut:
                self.sides[parent].append(self.below[child])

    def points(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """Yield the articulation points with the number of institutions outside the largest side."""
        for node in self.cuts:
            yield node, (), self.joined - self.weights[node] - max(self.sides[node])

    def links(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """Yield the bridges that one record alone makes, with the number of institutions on the smaller side."""
        for name, block in self.blocks.items():
            records = list(self.graph[block[0]][block[1]]["records"]) if len(block) == 2 else []
            if len(records) == 1:
                above = self.parents.get(name, block[0])
                other = block[1] if above == block[0] else block[0]
                side = self.below[name] if name in self.parents else self.below.get(other, self.weights[other])
                yield records[0], block, min(side, self.joined - side)


def central_of(currency: str, graph: "nx.Graph[str]", most: int) -> tuple[Central, ...]:
    """Return the institutions of highest betweenness in a currency, at most so many; those of none are left out.

    Complexity: exact up to 500 nodes (Brandes 2001); above, from a sample of sources with a fixed seed (Brandes and
    Pich 2007), so many that their work stays bounded.
    """
    import networkx as nx

    count = graph.number_of_nodes()
    sources = count if count <= _EXACT_NODES_MAX else max(_SAMPLED_VISITS // max(graph.number_of_edges(), 1), 8)
    is_sampled = sources < count
    shares = nx.betweenness_centrality(graph, k=sources if is_sampled else None, seed=_SEED)
    ranked = sorted(
        (-round(share, 9), node) for node, share in shares.items() if not graph.nodes[node]["is_system"] and share > 0
    )
    return tuple(
        Central(
            currency=currency,
            institution=node,
            betweenness=f"{-share:.4f}",
            is_sampled=is_sampled,
            partners=graph.degree[node],
            records=sum(len(data["records"]) for _, _, data in graph.edges(node, data=True)),
        )
        for share, node in ranked[:most]
    )


def state_of(
    network: Network, currency: str, graph: "nx.Graph[str]", weak: Sequence[WeakPoint], *, has_rate: bool
) -> CurrencyState:
    """Return how a currency stands."""
    import networkx as nx

    pieces = [
        sorted(node for node in piece if not graph.nodes[node]["is_system"]) for piece in nx.connected_components(graph)
    ]
    pieces = sorted((piece for piece in pieces if piece), key=lambda piece: (-len(piece), piece))
    desks = [desk for desk in network.desks if currency in (desk.pair.base, desk.pair.quote)]
    places = {home_place(network.institutions[unit].country, currency).value for piece in pieces for unit in piece}
    return CurrencyState(
        currency=currency,
        institutions=sum(map(len, pieces)),
        joined=len(pieces[0]) if pieces else 0,
        pieces=len(pieces),
        outside=tuple(unit for piece in pieces[1:] for unit in piece),
        desks=len(desks),
        has_rate=has_rate,
        has_calendar=all(network.settlement_calendar(currency, place) is not None for place in places),
        weak_points=sum(1 for point in weak if not point.between),
        weak_links=sum(1 for point in weak if point.between),
    )
