"""What the planner adds to a front: ties, rivals, stretches of departures, and the refusal of rates that contradict."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from moneyed import Money

from fxroute.errors import ContradictoryRate
from fxroute.model import Bounds, ChargeFunction, Payment, Price, ServiceFunction
from fxroute.plan import Plan, Planner
from fxroute.rates import RateTable
from fxroute.sources import load_planner
from tests.search.small import AT, Small, cents

DIRECT = Bounds(conversions_max=1, intermediaries_max=0)


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


def rent(at: str, amount: str = "2000000.00") -> Payment:
    return Payment.send(
        Money(amount, "CNY"), receive="SAR", debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", at=at
    )


def points(plan: Plan) -> set[tuple[object, ...]]:
    return {(route.delivered, route.credited_at, route.conversions, route.intermediaries) for route in plan.routes}


# Ties


def banded(small: Small, unit: str, function: ChargeFunction, *band: str) -> None:
    low, likely, high = (Price(fixed_minor=cents(amount)) for amount in band)
    small.charge(function, "USD", unit)
    small.tariffs[-1] = replace(small.tariffs[-1], low=low, likely=likely, high=high)


def tied(slow_band: tuple[str, str, str], quick_band: tuple[str, str, str]) -> dict[str, bool]:
    """A pays Z over M, which is slow, or over N; Z's own charge may be anything up to 100.00."""
    small = Small().bank("A", "M", "N", "Z")
    small.account("A", "M", "USD").account("M", "Z", "USD").account("A", "N", "USD").account("N", "Z", "USD")
    small.slow(ServiceFunction.BOOK, "M", 60)
    banded(small, "M", ChargeFunction.TRANSIT, *slow_band)
    banded(small, "N", ChargeFunction.TRANSIT, *quick_band)
    banded(small, "Z", ChargeFunction.INWARD, "0.00", "1.00", "100.00")
    payment = Payment.send(Money("1000.00", "USD"), receive="USD", debtor_agent="A", creditor_agent="Z", at=AT)
    plan = Planner(network=small.network(), rates=RateTable.of(())).plan(payment)
    return {route.legs[1].to_id: route.tied for route in plan.routes}


def test_a_lead_inside_the_band_of_one_of_two_ways_is_a_tie() -> None:
    assert tied(("5.00", "10.00", "30.00"), ("11.00", "12.00", "13.00")) == {"M": True, "N": False}


def test_a_lead_outside_both_bands_is_none_however_wide_the_band_of_what_both_pay() -> None:
    assert tied(("9.00", "10.00", "11.00"), ("11.50", "12.00", "13.00")) == {"M": False, "N": False}


def test_ways_that_differ_in_the_day_of_delivery_alone_are_no_tie(planner: Planner) -> None:
    assert not any(route.tied for route in planner.plan(rent("2026-11-24T09:30+08:00"), DIRECT).routes)


# Rivals


def test_a_break_even_is_told_against_a_way_that_converts_otherwise(planner: Planner) -> None:
    # Straight 1,124,446.80, over the dollar 1,124,922.14, over two more currencies 1,124,577.84: 475.34 are 4.23 bp of
    # the first, 344.30 are 3.06 bp of the second. Two ways over the dollar differ in a day and 56.17.
    plan = planner.plan(rent("2026-11-24T09:30+08:00"))
    straight = next(route for route in plan.routes if route.conversions == 1)

    assert str(straight.delivered.amount) == "1124446.80"
    assert str(straight.break_even_bp) == "-4.23"
    assert str(plan.routes[0].break_even_bp) == "3.06"
    assert plan.routes[0].break_even_against == plan.alternatives[0].id
    assert plan.alternatives[0].conversions == 3
    assert plan.routes[0].because == "Delivers the most: SAR 56.17 more than the next-best way."


def test_next_best_ways_keep_to_what_has_to_be_passed(planner: Planner) -> None:
    plan = planner.plan(rent("2026-11-24T09:30+08:00"), Bounds(via=frozenset({"BKCHUS33"}), conversions_max=2))

    assert plan.alternatives
    assert all("BKCHUS33" in {leg.to_id for leg in way.legs} for way in (*plan.routes, *plan.alternatives))


def test_an_unfinished_search_claims_no_more_than_it_found(planner: Planner) -> None:
    plan = planner.plan(rent("2026-11-24T09:30+08:00"), Bounds(labels_max=700))

    assert not plan.complete
    assert plan.routes[0].because.startswith("Of the ways found: delivers the most")
    assert plan.alternatives == ()


# Departures


@pytest.mark.parametrize(("first", "hours"), [("2026-11-20T15:30+08:00", 4), ("2026-11-20T16:25+08:00", 90)])
def test_the_front_stays_the_same_over_a_stretch_of_departures(planner: Planner, first: str, hours: int) -> None:
    # The quotes of 20 November are of 08:30 UTC and 16:30 in Shanghai: the same instant, inside both spans.
    payment = rent(first)
    until = datetime.fromisoformat(first) + timedelta(hours=hours)
    windows = list(planner.departures(payment, until, DIRECT))

    assert len(windows) > 1
    assert windows[-1].last == until
    for before, after in pairwise(windows):
        assert after.first == before.last + timedelta(minutes=1)
    for window in windows[:: max(len(windows) // 12, 1)]:
        expected = {(r.delivered, r.credited_at, r.conversions, r.intermediaries) for r in window.routes}
        for instant in probes(window.first, window.last):
            asked = payment.with_instant(instant)
            assert points(planner.plan(asked, DIRECT, with_alternatives=False)) == expected, instant


def probes(first: datetime, last: datetime) -> Iterator[datetime]:
    yield from {first, first + (last - first) // timedelta(minutes=2) * timedelta(minutes=1), last}


def test_an_unfinished_stretch_says_so(planner: Planner) -> None:
    payment = rent("2026-11-24T09:30+08:00")
    windows = list(planner.departures(payment, payment_at(payment) + timedelta(hours=1), Bounds(labels_max=100)))

    assert not any(window.complete for window in windows)
    assert all("100 labels" in window.why_incomplete for window in windows)


def payment_at(payment: Payment) -> datetime:
    assert payment.at is not None
    return payment.at


# Rates that contradict


def test_rates_by_which_money_would_be_made_in_a_circle_are_refused(planner: Planner) -> None:
    # On 2 November 2026 the newest dollar in yuan is of January, the newest euro in yuan of 30 October, 5 % apart.
    with pytest.raises(ContradictoryRate) as refused:
        planner.plan(rent("2026-11-02T09:30+08:00"))

    assert "HKD → USD → CNY → HKD would gain 5" in refused.value.what
    assert "USD/CNY RATE-USD-CNY-2026-01-08-PARITY of 2026-01-08" in refused.value.where
    assert "the oldest, RATE-USD-CNY-2026-01-08-PARITY" in refused.value.mend


def test_where_only_one_conversion_is_allowed_no_circle_can_be_made(planner: Planner) -> None:
    assert planner.plan(rent("2026-11-02T09:30+08:00"), DIRECT).complete
