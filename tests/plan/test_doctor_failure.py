"""What is said to be needed is needed: without it the engine finds no route; what is said to suffice suffices."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from fxroute.errors import InvalidValue, UnknownInstitution
from fxroute.model import Bounds, Money, Payment
from fxroute.network import Network
from fxroute.plan import Planner
from fxroute.plan.doctor import Corridor, Cut, Severity, examine_corridor
from fxroute.plan.doctor import failure as failing
from fxroute.plan.doctor.ageing import view_of
from fxroute.plan.doctor.failure import (
    find_single_points,
    smallest_edge_cut,
    smallest_node_cut,
    smallest_outside_cut,
)
from fxroute.plan.doctor.ways import Ways
from fxroute.rates import RateTable
from fxroute.search import search
from fxroute.sources import load_planner
from tests.plan.examined import ON, corridor, plain, ways_of_case, ways_through
from tests.search.networks import Case, random_case
from tests.search.small import Small

SEEDS = range(160)


def points(small: Small, ways: Ways) -> list[str]:
    return [symptom.subjects[0] for symptom in find_single_points(small.network(), ways)]


def cuts(small: Small, ways: Ways) -> list[Cut]:
    network = small.network()
    return [cut(network, ways) for cut in (smallest_node_cut, smallest_outside_cut, smallest_edge_cut)]


def test_a_chain_needs_everything_in_between() -> None:
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("Z", "M", "USD")
    ways = ways_through(small)

    assert points(small, ways) == ["M", "A@M/USD", "Z@M/USD"]
    node, outside, edge = cuts(small, ways)
    assert node == outside == Cut(("M",), is_smallest=True)
    assert edge in (Cut(("A@M/USD",), is_smallest=True), Cut(("Z@M/USD",), is_smallest=True))


def test_two_correspondents_stand_in_for_one_another() -> None:
    small = Small().bank("A", "M", "N", "Z").account("A", "M", "USD").account("A", "N", "USD")
    small.account("Z", "M", "USD").account("Z", "N", "USD")
    ways = ways_through(small)

    assert points(small, ways) == []
    node, outside, edge = cuts(small, ways)
    assert node == outside == Cut(("M", "N"), is_smallest=True)
    assert edge.is_smallest
    assert len(edge.members) == 2


def test_a_bank_of_two_currencies_fails_in_both_at_once() -> None:
    """Two ways that share no position, one in dollars and one in riyals, both through X."""
    small = Small().bank("A", "X", "Z").account("A", "X", "USD").account("A", "X", "SAR").account("Z", "X", "USD")
    small.account("Z", "X", "SAR").desk("A", "USD/SAR", "3.75").desk("Z", "USD/SAR", "3.75")
    ways = ways_through(small, "USD", "SAR")

    assert points(small, ways) == ["X"]
    assert cuts(small, ways)[0] == Cut(("X",), is_smallest=True)
    assert len(cuts(small, ways)[2].members) == 2


def test_agents_with_an_account_between_them_need_nobody_else() -> None:
    small = Small().bank("A", "M", "Z").account("A", "Z", "USD").account("A", "M", "USD").account("Z", "M", "USD")
    ways = ways_through(small)

    assert points(small, ways) == []
    assert cuts(small, ways)[:2] == [Cut((), is_smallest=True)] * 2
    assert "A@Z/USD" in cuts(small, ways)[2].members


def test_a_system_and_both_accesses_to_it_are_needed() -> None:
    small = Small().bank("A", "Z").system("S", "A/USD Z/USD")
    ways = ways_through(small)

    assert points(small, ways) == ["S", "S:A/USD", "S:Z/USD"]
    assert cuts(small, ways)[0] == Cut(("S",), is_smallest=True)


def test_own_offices_weigh_less_and_do_not_count_as_outside() -> None:
    small = Small().bank("A", "H", entity="H").bank("M", "N", "Z").account("A", "H", "USD")
    small.account("H", "M", "USD").account("H", "N", "USD").account("Z", "M", "USD").account("Z", "N", "USD")
    ways = ways_through(small)
    (office, account) = find_single_points(small.network(), ways)

    assert (office.subjects, office.severity, office.value("reached")) == (("H",), Severity.WARNING, "0")
    assert (account.subjects, account.severity) == (("A@H/USD",), Severity.CRITICAL)
    assert cuts(small, ways)[:2] == [Cut(("H",), is_smallest=True), Cut(("M", "N"), is_smallest=True)]


def test_an_exchange_inside_a_system_has_no_record_but_the_system() -> None:
    small = Small().bank("A", "Z").system("S", "A/USD Z/SAR", exchange="USD/SAR").rate("USD/SAR", "3.75")
    ways = ways_through(small, "USD", "SAR")

    assert cuts(small, ways)[0] == Cut(("S",), is_smallest=True)
    assert cuts(small, ways)[2] in (Cut(("S:A/USD",), is_smallest=True), Cut(("S:Z/SAR",), is_smallest=True))


def test_yuan_do_not_cross_the_border_over_an_account_that_does_not() -> None:
    small = Small().bank("A", country="CN").bank("Z", country="HK").account("A", "Z", "CNY")

    assert ways_through(small, "CNY", "CNY").path() == ()


@cache
def case(seed: int) -> tuple[Case, Ways] | None:
    found = random_case(seed)
    payment = found.payment
    return None if payment.debtor_agent == payment.creditor_agent else (found, ways_of_case(found))


def cases() -> Iterable[tuple[Case, Ways]]:
    return [found for seed in SEEDS if (found := case(seed)) is not None and found[1].path()]


def has_route(found: Case, avoid: Iterable[str]) -> bool:
    bounds = Bounds(avoid=frozenset(avoid))
    return bool(search(found.network, found.rates, plain(found.payment), bounds).options)


def members(ways: Ways) -> set[str]:
    agents = {ways.corridor.debtor_agent, ways.corridor.creditor_agent}
    return {record for link in ways.links() for record in link.records} - agents


def nodes(found: Case, ways: Ways) -> list[str]:
    network = found.network
    return sorted(name for name in members(ways) if name in network.institutions or name in network.infrastructures)


def test_where_there_is_no_topological_way_the_engine_finds_no_route() -> None:
    without = [found for seed in SEEDS if (found := case(seed)) is not None and not found[1].path()]

    assert without
    assert not any(has_route(found, ()) for found, _ in without)


def test_without_a_single_point_the_engine_finds_no_route_and_without_anything_else_a_way_is_left() -> None:
    count = 0
    for found, ways in cases():
        needed = {symptom.subjects[0] for symptom in find_single_points(found.network, ways)}
        count += len(needed)
        assert not any(has_route(found, {name}) for name in needed)
        assert all(ways.path(frozenset({name})) for name in members(ways) - needed)
    assert count > 40


@pytest.mark.parametrize("cut", [smallest_node_cut, smallest_outside_cut, smallest_edge_cut])
def test_without_a_cut_the_engine_finds_no_route(cut: Callable[[Network, Ways], Cut]) -> None:
    sizes = set()
    for found, ways in cases():
        out = cut(found.network, ways)
        sizes.add(len(out.members))
        assert not out.members or not has_route(found, out.members)
    assert {1, 2, 3} <= sizes


def test_no_fewer_institutions_and_systems_cut_a_corridor() -> None:
    for found, ways in cases():
        out = smallest_node_cut(found.network, ways)
        assert out.is_smallest
        fewer = len(out.members) - 1 if out.members else len(nodes(found, ways))
        sets = combinations(nodes(found, ways), min(max(fewer, 0), 3))
        assert all(ways.path(frozenset(names)) for names in sets)


def test_with_little_work_a_cut_still_cuts_and_says_that_it_may_not_be_the_smallest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(failing, "_PATHS_MAX", 1)
    monkeypatch.setattr(failing, "_LINKS_MAX", 0)
    outs = [(ways, smallest_edge_cut(found.network, ways)) for found, ways in cases()]

    assert all(out.members and not ways.path(frozenset(out.members)) for ways, out in outs)
    assert {out.is_smallest for _, out in outs} == {True, False}


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


def test_the_shipped_corridor_has_no_route_without_any_of_its_single_points(planner: Planner) -> None:
    ends = Corridor(
        debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", debtor_currency="CNY", creditor_currency="SAR"
    )
    day = date(2026, 11, 24)
    state = examine_corridor(planner.network, view_of(planner.rates, day), ends, day)
    payment = Payment.send(
        Money("2000000.00", "CNY"),
        receive="SAR",
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        at="2026-11-24T09:30+08:00",
    )
    needed = [symptom.subjects for symptom in state.symptoms if symptom.kind == "single_point"]

    assert ("BKCHCNBJ",) in needed
    assert planner.plan(payment, with_alternatives=False).routes
    for out in (*needed, state.node_cut.members, state.edge_cut.members):
        assert not planner.plan(payment, Bounds(avoid=frozenset(out)), with_alternatives=False).routes


def test_a_corridor_joins_two_institutions_that_are_known() -> None:
    small = Small().bank("A", "Z")
    unknown = Corridor(debtor_agent="A", creditor_agent="Y", debtor_currency="USD", creditor_currency="USD")
    with pytest.raises(InvalidValue, match="A is debtor agent and creditor agent at once"):
        Corridor(debtor_agent="A", creditor_agent="A", debtor_currency="USD", creditor_currency="USD")
    with pytest.raises(UnknownInstitution):
        examine_corridor(small.network(), RateTable.of(()), unknown, ON)


def test_a_corridor_without_a_way_says_what_would_open_one() -> None:
    ways = ways_through(Small().bank("A", "M", "Z").account("A", "M", "USD"))

    assert ways.path() == ()
    assert str(ways.missing[0]) == "A opens an account in USD at Z"
    assert ways.corridor == corridor()
