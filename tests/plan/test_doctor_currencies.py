"""Who is joined in a currency, what cuts whom off, and who stands in the middle: by hand, and against networkx."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import networkx as nx
import pytest

from fxroute.model import Institution, InstitutionKind, ReportingLine
from fxroute.network import Network
from fxroute.plan.doctor import SymptomKind, WeakPoint
from fxroute.plan.doctor import currencies as drawn
from fxroute.plan.doctor.currencies import central_of, currency_graphs, weak_points_of
from fxroute.sources import load_network
from tests.plan.examined import ON, examined, found
from tests.search.networks import random_case
from tests.search.parts import proven
from tests.search.small import Small

SEEDS = range(120)


def star() -> Small:
    """M keeps the accounts of four, E hangs on D alone, and I and J are an island."""
    small = Small().bank("A", "B", "C", "D", "M", "E", "I", "J")
    for owner in "ABCD":
        small.account(owner, "M", "USD")
    return small.account("E", "D", "USD").account("I", "J", "USD")


def weak(small: Small, currency: str = "USD") -> list[tuple[str, int]]:
    graph = currency_graphs(small.network(), ON)[currency]
    return [(point.subject, point.cut_off) for point in weak_points_of(currency, graph)]


def test_a_currency_is_counted_by_its_pieces() -> None:
    (state,) = examined(star()).currencies

    assert (state.currency, state.institutions, state.joined, state.pieces) == ("USD", 8, 6, 2)
    assert state.outside == ("I", "J")
    assert (state.weak_points, state.weak_links) == (2, 6)
    assert found(examined(star()), SymptomKind.CURRENCY_SPLIT) == [("I", "J")]


def test_what_fails_cuts_off_all_but_the_largest_side() -> None:
    """Without M: D and E stay together, A, B, C stand alone. An island of two loses one of them."""
    assert weak(star()) == [
        ("M", 3),
        ("D@M/USD", 2),
        ("D", 1),
        ("A@M/USD", 1),
        ("B@M/USD", 1),
        ("C@M/USD", 1),
        ("E@D/USD", 1),
        ("I@J/USD", 1),
    ]


def test_two_records_between_two_are_no_weak_link() -> None:
    small = Small().bank("A", "M").account("A", "M", "USD").account("M", "A", "USD")

    assert weak(small) == []


def test_a_ring_has_no_weak_point() -> None:
    small = Small().bank("A", "B", "C").account("A", "B", "USD").account("B", "C", "USD").account("C", "A", "USD")

    assert weak(small) == []


def test_a_system_joins_its_participants_and_is_counted_as_no_institution() -> None:
    small = Small().bank("A", "B", "C").system("S", "A/USD B/USD C/USD")
    (state,) = examined(small).currencies

    assert (state.institutions, state.joined, state.pieces) == (3, 3, 1)
    assert weak(small)[0] == ("S", 2)


def test_inside_a_bank_every_currency_of_the_bank_passes() -> None:
    small = Small().bank("H", "K", entity="H").bank("M").account("H", "M", "USD")
    small.lines.append(ReportingLine(id="L", unit="K", reports_to="H", provenance=proven()))
    graph = currency_graphs(small.network(), ON)["USD"]

    assert set(graph) == {"H", "K", "M"}
    assert graph.has_edge("H", "K")


def test_a_system_that_does_not_cross_the_border_divides_the_yuan() -> None:
    small = Small().bank("A", "B", country="CN").bank("X", "Y", country="HK").system("S", "A/CNY B/CNY X/CNY Y/CNY")
    (state,) = examined(small).currencies
    small.systems = [replace(system, crosses_border=True) for system in small.systems]
    (joined,) = examined(small).currencies

    assert (state.pieces, state.joined) == (2, 2)
    assert (joined.pieces, joined.joined) == (1, 4)


@pytest.mark.parametrize("spoilt", ["account", "owner", "legacy", "system"])
def test_what_does_not_serve_on_the_day_joins_nobody(spoilt: str) -> None:
    small = Small().bank("A", "B").account("A", "B", "USD").system("S", "A/USD B/USD")
    over = proven(valid_to=date(2026, 4, 13))
    if spoilt == "account":
        small.accounts = [replace(account, provenance=over) for account in small.accounts]
        small.access = []
    elif spoilt == "system":
        small.accounts = []
        small.systems = [replace(system, hours=None) for system in small.systems]
    else:
        small.access = []
        change = {"provenance": over} if spoilt == "owner" else {"kind": InstitutionKind.LEGACY}
        small.units[0] = replace(small.units[0], **change)

    assert "USD" not in currency_graphs(small.network(), ON)


def test_a_desk_holds_both_its_currencies() -> None:
    small = Small().bank("A", "B").account("A", "B", "USD").desk("A", "USD/SAR", "3.75")
    states = {state.currency: state for state in examined(small).currencies}

    assert (states["SAR"].institutions, states["SAR"].pieces, states["SAR"].desks) == (1, 1, 1)
    assert found(examined(small), SymptomKind.DESK_LEADS_NOWHERE) == [("A:USD/SAR",)]


def by_removal(currency: str, graph: "nx.Graph[str]") -> Iterator[WeakPoint]:
    """Take each node, and each edge of one record, away and count."""

    def institutions(nodes: set[str]) -> int:
        return sum(1 for node in nodes if not graph.nodes[node]["is_system"])

    for piece in nx.connected_components(graph):
        joined = institutions(piece)
        whole = graph.subgraph(piece)
        failures: list[tuple[str, tuple[str, ...], nx.Graph[str]]] = [
            (node, (), whole.subgraph(piece - {node})) for node in piece
        ]
        for one, other, data in whole.edges(data=True):
            if len(data["records"]) == 1:
                rest: nx.Graph[str] = nx.Graph(whole)
                rest.remove_edge(one, other)
                failures.append((next(iter(data["records"])), tuple(sorted((one, other))), rest))
        for subject, between, rest in failures:
            sides = [institutions(side) for side in nx.connected_components(rest)]
            cut_off = sum(sides) - max(sides, default=0)
            if cut_off and len(sides) > 1:
                yield WeakPoint(currency=currency, subject=subject, between=between, cut_off=cut_off, joined=joined)


def networks() -> Iterator[tuple[Network, date]]:
    yield load_network(), date(2026, 11, 24)
    for seed in SEEDS:
        case = random_case(seed)
        instant = case.payment.at or case.payment.arrive_by
        assert instant is not None
        yield case.network, instant.date()


def test_weak_points_are_those_that_taking_each_away_shows() -> None:
    count = 0
    for network, day in networks():
        for currency, graph in currency_graphs(network, day).items():
            if graph.number_of_nodes() > 60:
                continue
            points = weak_points_of(currency, graph)
            count += len(points)
            assert sorted(points, key=repr) == sorted(by_removal(currency, graph), key=repr)
    assert count > 500


def test_betweenness_is_the_share_of_pairs() -> None:
    """On the chain A-B-C-D there are three pairs without B, of which A-C and A-D pass it."""
    small = Small().bank("A", "B", "C", "D").account("A", "B", "USD").account("B", "C", "USD").account("C", "D", "USD")
    first, second = central_of("USD", currency_graphs(small.network(), ON)["USD"], 5)

    assert [(one.institution, one.betweenness, one.partners) for one in (first, second)] == [
        ("B", "0.6667", 2),
        ("C", "0.6667", 2),
    ]
    assert not first.is_sampled


def test_a_large_network_is_sampled_and_gives_the_same_answer_again(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = currency_graphs(load_network(), date(2026, 11, 24))["USD"]
    exact = central_of("USD", graph, 5)
    monkeypatch.setattr(drawn, "_EXACT_NODES_MAX", 10)
    monkeypatch.setattr(drawn, "_SAMPLED_VISITS", 6000)
    sampled = central_of("USD", graph, 5)

    assert sampled == central_of("USD", graph, 5)
    assert all(one.is_sampled for one in sampled)
    assert sampled[0].institution == exact[0].institution == "CHASUS33"
    assert len(exact) == 5


def test_records_between_partners_are_counted() -> None:
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("M", "A", "USD").account("Z", "M", "USD")
    (central,) = central_of("USD", currency_graphs(small.network(), ON)["USD"], 5)

    assert (central.institution, central.partners, central.records) == ("M", 2, 3)


def test_an_institution_alone_is_joined_to_nothing_and_cuts_nobody_off() -> None:
    small = Small().bank("A").desk("A", "USD/SAR", "3.75")

    assert weak(small) == weak(small, "SAR") == []
    assert isinstance(small.units[0], Institution)
