"""Differences taken apart: the parts are the difference, to the last unit and the last minute."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from moneyed import Money

from fxroute.errors import FxRouteError, UsageError
from fxroute.model import (
    AccountOpened,
    Bounds,
    ChargeFunction,
    CutOffMoved,
    DayClosed,
    LocalTime,
    Overlay,
    Payment,
    Quote,
    RateMoved,
    RecordOut,
    Route,
    ServiceFunction,
)
from fxroute.plan import (
    AmountPartKind,
    Comparison,
    Planner,
    RouteChangeKind,
    TimeCause,
    Variant,
    compare,
    compare_overlays,
    parse_overlay,
)
from fxroute.plan.amount_parts import amount_parts, measured_minor
from fxroute.plan.time_parts import measured_minutes, time_parts
from fxroute.rates import RateTable
from fxroute.sources import load_planner
from tests.search.networks import random_case
from tests.search.parts import proven
from tests.search.small import AT, Small, cents

SEEDS = range(200)
REST = Bounds(conversions_max=2, legs_max=12)


@cache
def shipped() -> Planner:
    return load_planner()


def rent(at: str = "2026-11-24T09:30+08:00") -> Payment:
    return Payment.send(
        Money("2000000.00", "CNY"), receive="SAR", debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", at=at
    )


def planner_of(seed: int) -> tuple[Planner, Payment]:
    case = random_case(seed)
    quotes = tuple(
        Quote(
            id=str(pair), pair=pair, bid=bid, offer=offer, kind="spot",
            quoted_at=AT - timedelta(days=365), provenance=proven(),
        )
        for pair, (bid, offer) in case.rates.sides.items()
    )  # fmt: skip
    return Planner(network=case.network, rates=RateTable.of(quotes)), case.payment


@cache
def pairs() -> tuple[tuple[Payment, Route, Route], ...]:
    """Routes of random questions, each with the next on the front, and with itself where rates and a day are others."""
    found = []
    for seed in SEEDS:
        planner, payment = planner_of(seed)
        moved = Overlay("moved", (RateMoved(payment.debtor_currency, -37),))  # type: ignore[arg-type]  # a whole number is exact
        try:
            routes = planner.plan(payment, REST, with_alternatives=False).routes
            others = planner.with_overlays(moved).plan(payment, REST, with_alternatives=False).routes
        except FxRouteError:
            continue
        found += [(payment, one, two) for one, two in zip(routes, (*routes[1:], *others), strict=False)]
        found += [(payment, one, two) for one, two in zip(routes, others, strict=False)]
    return tuple(found)


def test_the_parts_of_an_amount_add_up_to_the_difference() -> None:
    kinds = set()
    for payment, before, after in pairs():
        parts = amount_parts(before, after, payment)
        assert sum(part.minor for part in parts) == measured_minor(after, payment) - measured_minor(before, payment)
        kinds |= {part.kind for part in parts}
    assert len(pairs()) > 200
    assert kinds >= {AmountPartKind.MID, AmountPartKind.SPREAD, AmountPartKind.CHARGE}


def test_the_parts_turn_round_with_the_comparison() -> None:
    for payment, before, after in pairs():
        there = {(part.kind, part.subject): part.minor for part in amount_parts(before, after, payment)}
        back = {(part.kind, part.subject): part.minor for part in amount_parts(after, before, payment)}
        for key in there.keys() & back.keys():
            if key[0] is AmountPartKind.CHARGE:
                # Each is rounded by less than one unit.
                assert abs(there[key] + back[key]) <= 1


def test_the_parts_of_a_time_add_up_to_the_difference() -> None:
    for payment, before, after in pairs():
        parts = time_parts(before, after, payment)
        assert sum(part.minutes for part in parts) == measured_minutes(before, after, payment)


def test_a_route_does_not_differ_from_itself() -> None:
    for payment, before, _ in pairs():
        assert amount_parts(before, before, payment) == ()
        assert time_parts(before, before, payment) == ()


# By hand


def small() -> Small:
    """A pays Z over M, which takes 10.00, or over N, which takes 25.00."""
    ways = Small().bank("A", "M", "N", "Z")
    ways.account("A", "M", "USD").account("M", "Z", "USD").account("A", "N", "USD").account("N", "Z", "USD")
    ways.charge(ChargeFunction.TRANSIT, "USD", "M", fixed_minor=cents("10.00"))
    return ways.charge(ChargeFunction.TRANSIT, "USD", "N", fixed_minor=cents("25.00"))


def send(into: str = "USD") -> Payment:
    return Payment.send(Money("1000.00", "USD"), receive=into, debtor_agent="A", creditor_agent="Z", at=AT)


def compared(ways: Small, text: str, payment: Payment | None = None, rates: RateTable | None = None) -> Comparison:
    planner = Planner(network=ways.network(), rates=rates or RateTable.of(()))
    return compare_overlays(planner, payment or send(), [parse_overlay(text)])


def test_without_the_cheaper_bank_the_charge_of_the_dearer_one_is_paid() -> None:
    (difference,) = compared(small(), "out M").differences
    first = difference.firsts[0]

    assert first.minor == -1500
    assert [(part.kind, part.subject, part.minor) for part in first.amounts] == [
        (AmountPartKind.CHARGE, "M transit", 1000),
        (AmountPartKind.CHARGE, "N transit", -2500),
    ]
    assert {change.kind for change in difference.routes} == {RouteChangeKind.VANISHES, RouteChangeKind.APPEARS}


def test_a_rate_that_moves_is_a_part_of_its_own() -> None:
    ways = Small().bank("A", "Z").account("A", "Z", "SAR").desk("A", "USD/SAR", "3.75", markup_ppm=1000)
    pair = next(iter(ways.rates))
    quote = Quote(
        id="Q", pair=pair, bid=ways.rates[pair][0], offer=ways.rates[pair][1], kind="spot", quoted_at=AT,
        provenance=proven(),
    )  # fmt: skip
    (difference,) = compared(ways, "rate USD/SAR +100bp", send("SAR"), RateTable.of((quote,))).differences
    first = difference.firsts[0]

    # 1000.00 at 3.75 less a thousandth are 3746.25, a hundredth more 3783.71 (3783.7125 is cut). The mid gives 37.4816,
    # what is dealt beside it loses what was cut.
    assert first.minor == 3746
    assert [(part.kind, part.minor) for part in first.amounts] == [
        (AmountPartKind.MID, 3746),
    ]


def test_a_payment_that_comes_after_the_cut_off_waits_for_the_next_day() -> None:
    ways = Small().bank("A", "Z").system("CLEAR", "A/USD Z/USD")
    (difference,) = compared(ways, "cut-off CLEAR 07:00").differences
    first = difference.firsts[0]

    # It is 08:00 when asked, and the system opens at 00:00.
    assert first.minutes == 16 * 60
    assert [(part.cause, part.subject, part.minutes) for part in first.times] == [(TimeCause.CUT_OFF, "CLEAR", 960)]


def test_what_is_not_known_of_the_cut_off_is_a_wait() -> None:
    ways = Small().bank("A", "Z").system("CLEAR", "A/USD Z/USD")
    (difference,) = compared(ways, "cut-off CLEAR 07:00").differences
    before, after = difference.firsts[0].before, difference.firsts[0].after
    assert before is not None
    assert after is not None
    silent = replace(after, legs=tuple(replace(leg, cut_off=None) for leg in after.legs))

    assert [part.cause for part in time_parts(before, silent, send())] == [TimeCause.WAIT]


def test_a_closed_day_is_named() -> None:
    ways = Small().bank("A", "Z").system("CLEAR", "A/USD Z/USD")
    (difference,) = compared(ways, f"close CLEAR {AT.date()}").differences
    (part,) = difference.firsts[0].times

    assert (part.cause, part.closed, part.minutes) == (TimeCause.CLOSED, (AT.date(),), 960)


def test_a_longer_processing_and_a_later_start_are_parts() -> None:
    ways = Small().bank("A", "Z").system("CLEAR", "A/USD Z/USD")
    planner = Planner(network=ways.network(), rates=RateTable.of(()))
    slow = planner.with_overlays(parse_overlay("minutes CLEAR 30"))
    late = send().with_instant(AT + timedelta(minutes=45))
    comparison = compare([Variant("now", planner.plan(send())), Variant("late and slow", slow.plan(late))])
    first = comparison.differences[0].firsts[0]

    assert {part.cause: part.minutes for part in first.times} == {TimeCause.START: 45, TimeCause.PROCESSING: 30}


def test_no_route_in_one_of_them_is_an_answer() -> None:
    ways = Small().bank("A", "M", "Z").account("A", "M", "USD").account("M", "Z", "USD")
    (gone,) = compared(ways, "out M").differences
    assert (gone.firsts[0].after, gone.firsts[0].amounts) == (None, ())
    assert [change.kind for change in gone.routes] == [RouteChangeKind.VANISHES]

    lone = Small().bank("A", "Z").account("Z", "A", "SAR")
    (found,) = compared(lone, "account A Z USD").differences
    assert found.firsts[0].before is None
    assert [change.kind for change in found.routes] == [RouteChangeKind.APPEARS]


def test_a_deadline_is_compared_by_the_latest_start() -> None:
    ways = Small().bank("A", "Z").system("CLEAR", "A/USD Z/USD")
    payment = replace(send(), at=None, arrive_by=AT)
    (difference,) = compared(ways, "minutes CLEAR 30", payment).differences

    assert difference.firsts[0].minutes == -30
    assert [part.minutes for part in difference.firsts[0].times] == [-30]


def test_questions_that_have_nothing_in_common_are_refused() -> None:
    planner = Planner(network=small().network(), rates=RateTable.of(()))
    one = Variant("one", planner.plan(send()))
    with pytest.raises(UsageError, match="nothing to compare with"):
        compare([one])
    by = Variant("by", planner.plan(replace(send(), at=None, arrive_by=AT)))
    with pytest.raises(UsageError, match="by is USD to USD, send fixed, with a deadline"):
        compare([one, by])
    with pytest.raises(UsageError, match="Z is out with 'out Z', and it is an agent of the payment itself"):
        compared(small(), "out Z")


# Planners with overlays


def test_a_planner_with_overlays_leaves_the_one_below_as_it_is() -> None:
    planner = shipped()
    before = planner.plan(rent()).to_json()
    changed = planner.with_overlays(Overlay("out", (RecordOut("BKCHUS33"),)))

    assert changed.plan(rent()).to_json() != before
    assert planner.plan(rent()).to_json() == before


def test_overlays_are_echoed_with_their_hashes_and_texts() -> None:
    one = Overlay("one", (RecordOut("BKCHUS33"),))
    two = Overlay("two", (CutOffMoved(record="SARIE", at=LocalTime(AT.time().replace(hour=12))),))
    answer = shipped().with_overlays(one).with_overlays(two).plan(rent()).to_json()

    assert answer["inputs"]["overlays"] == [  # type: ignore[index]  # a map of the answer
        {"name": "one", "sha256": one.sha256, "changes": ["out BKCHUS33"]},
        {"name": "two", "sha256": two.sha256, "changes": ["cut-off SARIE 12:00"]},
    ]
    assert shipped().plan(rent()).to_json()["inputs"]["overlays"] == []  # type: ignore[index]  # as above


def test_the_later_overlay_wins_where_two_touch_the_same_thing() -> None:
    early, late = parse_overlay("minutes SARIE 5"), parse_overlay("minutes SARIE 90")
    stacked = shipped().with_overlays(early, late)

    assert stacked.network.records == shipped().with_overlays(late).network.records
    assert stacked.network.records != shipped().with_overlays(late, early).network.records


def test_every_fault_of_every_overlay_is_told() -> None:
    bad = Overlay("bad", (RecordOut("NOBODY"), RateMoved("KWD/ISK", 1), DayClosed("NOWHERE", AT.date())))  # type: ignore[arg-type]  # a whole number is exact
    with pytest.raises(FxRouteError) as caught:
        shipped().with_overlays(bad, Overlay("worse", (AccountOpened(owner="A", servicer="B", currency="SAR"),)))

    for text in ("NOBODY", "KWD/ISK", "NOWHERE", "overlay worse"):
        assert text in str(caught.value)


def test_an_account_that_is_opened_is_an_example_and_says_so() -> None:
    way = Small().bank("A", "Z").account("Z", "A", "SAR")
    (found,) = compared(way, "account A Z USD").differences
    after = found.firsts[0].after

    assert after is not None
    assert after.evidence.weakest == "example"


def test_hours_of_a_service_can_be_moved() -> None:
    way = Small().bank("A", "Z").account("A", "Z", "USD").slow(ServiceFunction.BOOK, "Z", 60)
    service = next(service.id for service in way.services if service.institution == "Z")
    (difference,) = compared(way, f"minutes '{service}' 0").differences

    assert difference.firsts[0].minutes == -60
