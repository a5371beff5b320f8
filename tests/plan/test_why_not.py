"""What fell out beside the routes that were found: true of a real way, and brought back by what is proposed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from fxroute import Money, Payment, Planner, UnknownInstitution
from fxroute.model import (
    AccountOpened,
    AmountAtLeast,
    AmountAtMost,
    BoundRaised,
    Bounds,
    CheaperBy,
    Confidence,
    FloorLowered,
    Opening,
    Reason,
    RecordAllowed,
    RuledOut,
    Side,
    StartedBy,
    money_of,
)
from fxroute.plan.changes import network_changes, with_changes
from fxroute.plan.missing_link import joined
from fxroute.plan.why_not import WhyNot
from fxroute.plan.why_not_via import why_not_through
from fxroute.search import Searcher, SearchResult
from fxroute.search.edges import Edge
from fxroute.search.ways import Stop, Way
from fxroute.sources import load_planner
from tests.search.networks import random_case
from tests.search.parts import FixedRates
from tests.search.small import AT, Small, cents

SEEDS = range(150)


@cache
def answered() -> tuple[tuple[Searcher, Payment, Bounds, SearchResult], ...]:
    """Random questions with routes."""
    found = []
    for seed in SEEDS:
        case = random_case(seed)
        searcher = Searcher(case.network, case.rates)
        result = searcher.search(case.payment, case.bounds)
        if result.options and result.complete:
            found.append((searcher, case.payment, case.bounds, result))
    return tuple(found)


def why_not_of(searcher: Searcher, payment: Payment, bounds: Bounds, result: SearchResult) -> WhyNot:
    return WhyNot(searcher, payment, bounds, result, labels_left=100_000)


def is_as_good(one: tuple[int, ...], other: tuple[int, ...], payment: Payment) -> bool:
    signs = (-1 if payment.side is Side.SEND else 1, 1 if payment.at is not None else -1, 1, 1, 1)
    return all(sign * a <= sign * b for sign, a, b in zip(signs, one, other, strict=True))


def alone(searcher: Searcher, edges: tuple[Edge, ...]) -> Bounds:
    """Bounds that leave nothing but the records of one way, and its parallel rows."""
    kept = {record for edge in edges for record in edge.move.records}
    return Bounds(avoid=frozenset(set(searcher.network.records) - kept - calendars(searcher)))


def calendars(searcher: Searcher) -> set[str]:
    network = searcher.network
    services = {service.id for service in network.services}
    return set(network.calendars) | services | {tariff.id for tariff in network.tariffs}


def ways() -> Iterator[tuple[Searcher, Payment, SearchResult, int, Way | Stop]]:
    for searcher, payment, bounds, result in answered():
        found = why_not_of(searcher, payment, bounds, result).ways(result.layout)
        for node in range(len(result.layout.graph.nodes)):
            way = found.through([node]) if result.layout.out[node] else None
            if way is not None:
                yield searcher, payment, result, node, way


def test_a_way_through_a_place_is_one_that_the_search_finds_too() -> None:
    tried = 0
    for searcher, payment, _, _, way in ways():
        if isinstance(way, Way):
            options = searcher.search(payment, alone(searcher, way.edges)).options
            assert any(is_as_good(option.vector, way.vector, payment) for option in options), (payment, way)
            tried += 1

    assert tried > 200


def test_a_stop_lets_the_amount_pass_that_it_names() -> None:
    tried: Counter[str] = Counter()
    for searcher, payment, bounds, result in answered():
        found = why_not_of(searcher, payment, bounds, result).ways(result.layout)
        for edge in list(found.stopped):
            stop = found.over(edge)
            passes = found.nearest(stop) if stop is not None else 0
            if stop is None or not passes:
                continue
            amount = money_of(passes, payment.instructed_amount.currency.code)
            asked = replace(payment, instructed_amount=amount)
            assert searcher.search(asked, alone(searcher, stop.edges)).options, (payment, stop.edge.move.records)
            tried["over" if passes < payment.instructed_minor else "under"] += 1

    assert min(tried["over"], tried["under"]) > 3, tried


@cache
def told() -> tuple[tuple[Searcher, Payment, Bounds, SearchResult, RuledOut], ...]:
    return tuple(
        (searcher, payment, bounds, result, out)
        for searcher, payment, bounds, result in answered()
        for out in why_not_of(searcher, payment, bounds, result).found()
    )


def test_what_is_proposed_brings_something_new() -> None:
    opens: Counter[str] = Counter()
    for searcher, payment, bounds, result, out in told():
        for opening in out.openings:
            change = opening.changes[0]
            if isinstance(change, CheaperBy | AmountAtMost | AmountAtLeast):
                continue
            asked, limits = with_changes(payment, bounds, opening.changes)
            options = searcher.search(asked, limits).options
            if isinstance(change, StartedBy):
                assert min(o.vector[1] for o in options) < min(o.vector[1] for o in result.options), out
            else:
                new = [
                    option
                    for option in options
                    if not any(is_as_good(old.vector, option.vector, payment) for old in result.options)
                ]
                assert new or payment.at is None, out
            opens[type(change).__name__] += 1

    assert {name for name, count in opens.items() if count > 2} >= {
        "BoundRaised",
        "CreditedBy",
        "PassageFreed",
        "StartedBy",
    }, opens


def test_what_is_dominated_lacks_the_amount_that_is_told() -> None:
    tried = 0
    for searcher, payment, bounds, result, out in told():
        if out.reason is not Reason.DOMINATED:
            continue
        (change,) = out.openings[0].changes
        assert isinstance(change, CheaperBy)
        through = searcher.search(payment, replace(bounds, via=bounds.via | {out.where})).options
        best = [o.vector[0] for o in result.options]
        assert through, out
        # No way through the place brings more than the best route, and the gap is real.
        if payment.side is Side.SEND:
            assert max(o.vector[0] for o in through) <= max(best)
        else:
            assert min(o.vector[0] for o in through) >= min(best)
        assert change.amount.amount > 0
        tried += 1

    assert tried > 40


def lacking() -> Iterator[tuple[Searcher, Payment, Bounds, str, RuledOut, Opening]]:
    for searcher, payment, bounds, result in answered()[:30]:
        for place in sorted(searcher.network.institutions):
            for out in why_not_through(searcher, payment, bounds, result, place):
                yield from ((searcher, payment, bounds, place, out, opening) for opening in out.openings)


def test_what_a_place_lacks_opens_a_way_through_it() -> None:
    opens: Counter[str] = Counter()
    for searcher, payment, bounds, place, out, opening in lacking():
        if isinstance(opening.changes[0], CheaperBy):
            continue
        asked, limits = with_changes(payment, bounds, opening.changes)
        limits = replace(limits, via=limits.via | {place}, avoid=limits.avoid - {place})
        changes = network_changes(opening.changes)
        changed = joined(searcher, changes) if changes else searcher
        if out.reason in (Reason.AMOUNT_OVER_LIMIT, Reason.AMOUNT_UNDER_MINIMUM):
            limits = Bounds(via=frozenset({place}))
        assert changed.search(asked, limits).options, (payment, bounds, place, out)
        opens.update(type(change).__name__ for change in opening.changes)

    assert {name for name, count in opens.items() if count > 1} >= {"AccountOpened", "BoundRaised"}, opens


def test_the_amount_that_a_limit_stops_is_told_on_the_side_of_the_limit() -> None:
    # SAR 3,750.00 are wanted, which is USD 1,000.00 at 3.75; the desk deals at most USD 500.00.
    small = Small().bank("A", "Z").account("A", "Z", "SAR").desk("A", "USD/SAR", "3.75")
    small.desks[0] = replace(small.desks[0], maximum_minor=cents("500.00"))
    searcher = Searcher(small.network(), FixedRates(small.rates, {}))
    payment = Payment.receive(Money("3750.00", "SAR"), send="USD", debtor_agent="A", creditor_agent="Z", at=AT)
    result = searcher.search(payment, Bounds())
    why_not = why_not_of(searcher, payment, Bounds(), result)
    ways = why_not.ways(result.layout)
    stops = [stop for edge in list(ways.stopped) if (stop := ways.over(edge)) is not None]
    told_of = [why_not.stopped(stop, ways) for stop in stops]

    assert [(out.where, out.limit, out.value) for out in told_of] == [("A:USD/SAR", "500.00 USD", "1000.00 USD")]
    assert told_of[0].openings[0].changes == (AmountAtMost(Money("1875.00", "SAR")),)


# The substation case, six situations


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


def rent(at: str = "2026-11-24T09:30+08:00", amount: str = "2000000.00") -> Payment:
    return Payment.send(
        Money(amount, "CNY"), receive="SAR", debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", at=at
    )


DIRECT = Bounds(conversions_max=1)


def opened_by(planner: Planner, payment: Payment, bounds: Bounds, out: RuledOut) -> list[datetime]:
    """When the routes are credited after the first opening was made."""
    changed, asked, limits = planner.opened(payment, out.openings[0], bounds)
    return sorted(route.credited_at for route in changed.plan(asked, limits, with_alternatives=False).routes)


def test_on_a_friday_riyadh_is_closed_and_thursday_would_have_done(planner: Planner) -> None:
    payment = rent("2026-11-27T09:30+03:00")
    plan = planner.plan(payment, DIRECT, with_why_not=True)
    (closed,) = [out for out in plan.ruled_out if out.reason is Reason.CURRENCY_CLOSED]
    (change,) = closed.openings[0].changes

    assert isinstance(change, StartedBy)
    assert change.instant.date().isoformat() == "2026-11-26"
    assert min(route.credited_at for route in plan.routes) >= datetime(2026, 11, 29, tzinfo=UTC)
    assert opened_by(planner, payment, DIRECT, closed)[0] < datetime(2026, 11, 27, tzinfo=UTC)


def test_over_eid_the_banks_are_closed_and_the_day_before_would_have_done(planner: Planner) -> None:
    # Eid al-Fitr 2027: Saudi banks are shut from Thursday 4 March, after hours, to Sunday 14 March.
    payment = rent("2027-03-09T09:30+03:00")
    plan = planner.plan(payment, DIRECT, with_why_not=True)
    (closed,) = [out for out in plan.ruled_out if out.reason is Reason.CURRENCY_CLOSED]

    assert "open again 2027-03-14" in closed.limit
    assert min(route.credited_at for route in plan.routes) > datetime(2027, 3, 14, tzinfo=UTC)
    assert opened_by(planner, payment, DIRECT, closed)[0] < datetime(2027, 3, 5, tzinfo=UTC)


def test_over_the_limit_of_instant_payments_the_amount_that_passes_is_told(planner: Planner) -> None:
    # Instant payments in Saudi Arabia carry at most SAR 20,000.00 (data/infrastructures.yaml).
    payment = rent()
    (out,) = planner.plan(payment, why_not_via=("SA_IPS",)).ruled_out
    (change,) = out.openings[0].changes

    assert (out.reason, out.where, out.limit) == (Reason.AMOUNT_OVER_LIMIT, "SA_IPS", "20000.00 SAR")
    assert isinstance(change, AmountAtMost)
    through = Bounds(via=frozenset({"SA_IPS"}))
    _, asked, _ = planner.opened(payment, out.openings[0])
    assert planner.plan(asked, through, with_alternatives=False).routes
    assert not planner.plan(payment, replace(through, labels_max=20_000), with_alternatives=False).routes


def test_a_bank_that_is_avoided_is_told_where_it_would_be_better(planner: Planner) -> None:
    bounds = replace(DIRECT, avoid=frozenset({"DESK-BKCHCNBJ-CNY-SAR"}))
    plan = planner.plan(rent(), bounds, with_why_not=True)
    (avoided,) = [out for out in plan.ruled_out if out.reason is Reason.AVOIDED]

    assert avoided.openings == (Opening((RecordAllowed("DESK-BKCHCNBJ-CNY-SAR"),)),)
    changed, asked, limits = planner.opened(rent(), avoided.openings[0], bounds)
    assert changed.plan(asked, limits).routes[0].delivered > plan.routes[0].delivered


def test_a_floor_of_evidence_names_the_records_below_it(planner: Planner) -> None:
    bounds = Bounds(evidence_floor=Confidence.MEDIUM)
    plan = planner.plan(rent(), bounds)
    (out,) = plan.ruled_out

    assert (out.reason, out.openings) == (
        Reason.EVIDENCE_BELOW_FLOOR,
        (Opening((FloorLowered(Confidence.PRIOR),)),),
    )
    assert "DESK-BKCHCNBJ-CNY-SAR" in out.value
    assert opened_by(planner, rent(), bounds, out)


def test_a_bic_that_nobody_has_is_refused_with_the_closest(planner: Planner) -> None:
    with pytest.raises(UnknownInstitution) as caught:
        planner.plan(replace(rent(), creditor_agent="RIBLSARX"))

    assert "RIBLSARI" in caught.value.mend


def test_a_place_that_no_route_passes_is_told_with_the_gap(planner: Planner) -> None:
    (out,) = planner.plan(rent(), DIRECT, why_not_via=("HSBCHKHHHKH",)).ruled_out
    (change,) = out.openings[0].changes

    assert out.reason is Reason.DOMINATED
    assert isinstance(change, CheaperBy)


def test_a_place_that_a_route_passes_is_not_ruled_out(planner: Planner) -> None:
    assert planner.plan(rent(), why_not_via=("SARIE",)).ruled_out == ()


def test_a_bank_without_accounts_on_the_way_is_told_which_would_join_it(planner: Planner) -> None:
    found = planner.plan(rent(), DIRECT, why_not_via=("DBSSSGSG",)).ruled_out

    assert found
    assert all(isinstance(change, AccountOpened) for out in found for change in out.openings[0].changes)


def test_without_being_asked_nothing_is_said_beside_routes(planner: Planner) -> None:
    assert planner.plan(rent()).ruled_out == ()


def test_the_bound_that_keeps_a_better_way_out_says_how_far_it_must_give_way(planner: Planner) -> None:
    plan = planner.plan(rent(), DIRECT, with_why_not=True)

    assert Opening((BoundRaised("conversions_max", 2),)) in {o for out in plan.ruled_out for o in out.openings}
