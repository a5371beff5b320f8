"""The corridor holds the positions of all routes, and on plain graphs no other."""

from collections.abc import Iterator
from random import Random

import pytest

from fxroute.model import LegKind, Place
from fxroute.search.corridor import corridor
from fxroute.search.edges import Edge, Move

Link = tuple[int, int]


def edge(tail: int, head: int) -> Edge:
    return Edge(tail, head, head, Move(LegKind.BOOK_DRAW, str(tail), str(head), "USD", Place.ANY))


def found(count: int, links: list[Link], ends: Link) -> set[int]:
    """The corridor where each of `count` banks has one position, and each link goes both ways."""
    rows = [
        [edge(tail, head) for pair in links for tail, head in (pair, pair[::-1]) if tail == n] for n in range(count)
    ]
    return corridor(rows, list(range(count)), [str(n) for n in range(count)], ends)


def simple_ways(links: list[Link], at: int, end: int, passed: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every way that passes nothing twice, one bank after the other."""
    if at == end:
        yield passed
        return
    for pair in links:
        if at in pair:
            (other,) = set(pair) - {at}
            if other not in passed:
                yield from simple_ways(links, other, end, (*passed, other))


@pytest.mark.parametrize("seed", range(300))
def test_what_lies_on_a_simple_way_is_in_and_nothing_else(seed: int) -> None:
    dice = Random(seed)  # noqa: S311  # seeded for a repeatable case, not for a secret
    count = dice.randint(2, 8)
    pairs = [(one, other) for one in range(count) for other in range(one)]
    links = [pair for pair in pairs if dice.random() < dice.choice((0.2, 0.35, 0.5))]
    ends = (0, count - 1)
    expected = {bank for way in simple_ways(links, *ends, passed=(0,)) for bank in way}

    # Without any way the added link alone holds the two ends together.
    assert found(count, links, ends) == (expected or set(ends))


def test_a_bank_that_hangs_on_another_is_out() -> None:
    assert found(4, [(0, 1), (1, 2), (1, 3)], (0, 2)) == {0, 1, 2}


def test_payment_within_one_bank_passes_no_other() -> None:
    assert found(3, [(0, 1), (1, 2), (2, 0)], (0, 0)) == {0}


def test_a_system_holds_its_participants_together_without_being_used_up() -> None:
    # Banks 0, 1 and 2 take part in system 3; bank 4 hangs on bank 1. From 0 to 2 a route may pass 1, and not 4.
    units, names = [0, 1, 2, -1, 4], ["0", "1", "2", "S", "4"]
    rows = [[edge(0, 3)], [edge(1, 3), edge(1, 4)], [edge(2, 3)], [edge(3, 0), edge(3, 1), edge(3, 2)], [edge(4, 1)]]
    for row in rows:
        for move in row:
            move.institution = units[move.head]

    assert corridor(rows, units, names, (0, 2)) == {0, 1, 2, 3}


def test_positions_of_one_bank_that_it_converts_between_belong_together() -> None:
    # Bank 1 holds positions 1 and 2, and converts; 0 pays it into 1, it pays 3 out of 2.
    units, names = [0, 1, 1, 2], ["0", "1", "1", "2"]
    rows = [[edge(0, 1)], [edge(1, 2)], [edge(2, 3)], []]
    for row in rows:
        for move in row:
            move.institution = units[move.head]

    assert corridor(rows, units, names, (0, 3)) == {0, 1, 2, 3}
