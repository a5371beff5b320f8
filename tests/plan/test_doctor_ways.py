"""The ways that are listed are ways, the shortest come first, and none of their length is missing."""

from collections import Counter
from typing import cast

import networkx as nx

from fxroute.plan.doctor.ways import Enumeration, Link, Ways
from tests.plan.examined import ways_of_case, ways_through
from tests.search.networks import random_case
from tests.search.small import Small

SEEDS = range(60)


def all_ways() -> list[Ways]:
    cases = [random_case(seed) for seed in SEEDS]
    return [ways_of_case(case) for case in cases if case.payment.debtor_agent != case.payment.creditor_agent]


def by_networkx(ways: Ways, steps: int) -> Counter[tuple[Link, ...]]:
    """Simple ways of at most so many moves that come back to no institution."""
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    graph.add_nodes_from((ways.start, ways.end))
    for link in ways.links():
        graph.add_edge(link.tail, link.head, link=link)
    found: Counter[tuple[Link, ...]] = Counter()
    for edges in nx.all_simple_edge_paths(graph, ways.start, ways.end, cutoff=steps):
        links = tuple(graph.edges[edge]["link"] for edge in cast("list[tuple[int, int, int]]", edges))
        entered = [ways.units[link.head] for link in links if ways.units[link.head] not in ("", ways.units[link.tail])]
        if len(set(entered)) == len(entered):
            found[links] += 1
    return found


def is_first_come(listed: Enumeration) -> bool:
    lengths = [len(way) for way in listed.ways]
    return lengths == sorted(lengths) and (not lengths or lengths[-1] <= listed.steps)


def test_all_ways_up_to_a_length_are_listed_shortest_first() -> None:
    count = 0
    for ways in all_ways():
        listed = ways.enumerated(300)
        assert is_first_come(listed)
        if not listed.is_cut:
            assert Counter(listed.ways) == by_networkx(ways, listed.steps)
            count += len(listed.ways)
    assert count > 300


def test_where_there_are_too_many_whole_lengths_are_left_out() -> None:
    for ways in all_ways():
        most, few = ways.enumerated(300), ways.enumerated(3)
        assert len(few.ways) <= 3
        assert few.ways == most.ways[: len(few.ways)]
        assert few.is_cut or few.ways == tuple(way for way in most.ways if len(way) <= few.steps)


def test_a_way_of_fewest_moves_is_found_and_none_stands_on_what_is_out() -> None:
    for ways in all_ways():
        path, listed = ways.path(), ways.enumerated(300)
        assert len(path) == (len(listed.ways[0]) if listed.ways else 0)
        for record in {name for link in path for name, _ in link.stands_on()}:
            around = ways.path(frozenset({record}))
            assert record not in {name for link in around for name, _ in link.stands_on()}


def test_a_link_names_its_records_and_what_it_assumes() -> None:
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("Z", "M", "USD").desk("M", "USD/SAR", "3.75")
    debit, draw, credit, arrival = ways_through(small).path()

    assert debit.records == ("A",)
    assert dict(debit.assumptions) == {"always": "A", "ALWAYS": "A", "commission:all/USD": "A"}
    assert draw.records == ("A@M/USD", "A", "M")
    assert dict(draw.assumptions) == {"always": "M", "ALWAYS": "M", "transit:all/USD": "M"}
    assert dict(credit.assumptions) == {"always": "M", "ALWAYS": "M"}
    assert dict(arrival.assumptions) == {"always": "Z", "ALWAYS": "Z", "inward:all/USD": "Z"}


def test_a_conversion_stands_on_its_desk_calendar_and_quotes_and_a_clearing_on_its_system() -> None:
    small = Small().bank("A", "Z").desk("A", "USD/SAR", "3.75").system("S", "A/SAR Z/SAR")
    _, deal, entering, leaving, _ = ways_through(small, "USD", "SAR").path()

    assert deal.records == ("A:USD/SAR", "A")
    assert dict(deal.assumptions) == {"ALWAYS": "A", "USD/SAR": "A"}
    assert entering.records == ("S:A/SAR", "S", "A")
    assert leaving.records == ("S:Z/SAR", "S", "Z")
    assert dict(entering.assumptions) == {"ALWAYS": "A"}
