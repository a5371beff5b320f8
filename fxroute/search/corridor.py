"""The corridor of a question: the positions that some route which returns nowhere may pass.

Moves are taken as links without direction between banks. A link from the first position to the last is added; what
lies on a simple way between the two then shares a block with that link: a part of the graph that falls apart nowhere
when one vertex is taken away. Everything else hangs on the corridor by a single bank, and whoever goes there must come
back through it. Source: Hopcroft and Tarjan 1973, blocks by depth-first search.

Complexity: linear in the moves.
"""

from collections.abc import Iterable, Sequence

from fxroute.search.edges import Edge

__all__ = ["corridor"]

_Links = dict[int, dict[int, None]]


def corridor(
    edges: Sequence[Sequence[Edge]], units: Sequence[int], names: Sequence[str], ends: tuple[int, int]
) -> set[int]:
    """Return the nodes that may lie on a route.

    Args:
        edges: usable moves by tail; those of the two accounts at the ends count for nothing.
        units: institution index by node, -1 for infrastructures and the accounts.
        names: id of the institution or infrastructure, by node.
        ends: the first and the last position.
    """
    moves = [edge for row in edges for edge in row]
    groups = _Groups(
        len(edges), (edge for edge in moves if edge.institution >= 0 and units[edge.tail] == edge.institution)
    )
    links, members = _links(moves, units, names, groups)
    first, last = (groups.of(end) for end in ends)
    kept = {first} if first == last else _block(links, first, last)
    found = {node for node in range(len(edges)) if units[node] >= 0 and groups.of(node) in kept}
    systems = {name for name, of_system in members.items() if not kept.isdisjoint(of_system)}
    return found | {node for node in range(len(names)) if units[node] < 0 and names[node] in systems}


class _Groups:
    """Positions of one institution that its conversions join, as one vertex each."""

    def __init__(self, count: int, joins: Iterable[Edge]) -> None:
        self._parents = list(range(count))
        for edge in joins:
            self._parents[self.of(edge.tail)] = self.of(edge.head)

    def of(self, node: int) -> int:
        """Return the vertex of a position."""
        parents = self._parents
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node


def _links(
    moves: Sequence[Edge], units: Sequence[int], names: Sequence[str], groups: _Groups
) -> tuple[_Links, dict[str, dict[int, None]]]:
    """Return who is linked to whom, and the participants of each infrastructure.

    An infrastructure may be used again, so it holds nothing together by itself: a ring of its participants stands for
    it, which falls apart no sooner than their paying one another would.
    """
    links: _Links = {}
    members: dict[str, dict[int, None]] = {}
    for edge in moves:
        tail, head = edge.tail, edge.head
        if tail >= len(names) or head >= len(names):
            continue
        if units[tail] >= 0 and units[head] >= 0:
            _link(links, groups.of(tail), groups.of(head))
        elif units[tail] >= 0:
            members.setdefault(names[head], {})[groups.of(tail)] = None
        elif units[head] >= 0:
            members.setdefault(names[tail], {})[groups.of(head)] = None
    for ring in members.values():
        around = list(ring)
        for one, other in zip(around, [*around[1:], around[0]], strict=True):
            _link(links, one, other)
    return links, members


def _link(links: _Links, one: int, other: int) -> None:
    if one != other:
        links.setdefault(one, {})[other] = None
        links.setdefault(other, {})[one] = None


def _block(links: _Links, first: int, last: int) -> set[int]:
    """Return the vertices of the block of the link that is added between `first` and `last`."""
    _link(links, first, last)
    number, low = {first: 0, last: 1}, {last: 0}
    stack = [last]
    walk = [(last, first, iter(links[last]))]
    while walk:
        vertex, parent, others = walk[-1]
        for other in others:
            if other == parent:
                continue
            if other in number:
                low[vertex] = min(low[vertex], number[other])
                continue
            number[other] = low[other] = len(number)
            stack.append(other)
            walk.append((other, vertex, iter(links[other])))
            break
        else:
            walk.pop()
            if parent != first or vertex != last:
                _close(stack, vertex, is_cut_off=low[vertex] >= number[parent])
                low[parent] = min(low[parent], low[vertex])
    return {first, *stack}


def _close(stack: list[int], vertex: int, *, is_cut_off: bool) -> None:
    """Take what hangs on a single vertex off the stack."""
    if is_cut_off:
        while stack.pop() != vertex:
            pass
