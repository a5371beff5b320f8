"""Rates that move: exact, at every instant, in the direction that is named."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from fxroute.errors import ContradictoryRate, FxRouteError, InvalidValue, MissingRate
from fxroute.model import CurrencyPair, Quote, RateChange, RateMoved, RateSet
from fxroute.rates import RateTable
from fxroute.rates.moving import with_rate_changes
from tests.search.parts import proven

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
CNY_SAR, SAR_CNY = CurrencyPair("CNY", "SAR"), CurrencyPair("SAR", "CNY")
USD_SAR, USD_CNY = CurrencyPair("USD", "SAR"), CurrencyPair("USD", "CNY")


def quote(pair: str, bid: str, offer: str, at: datetime = EARLY) -> Quote:
    return Quote(
        id=f"{pair}@{at:%m}",
        pair=CurrencyPair.parse(pair),
        bid=Decimal(bid),
        offer=Decimal(offer),
        kind="spot",
        quoted_at=at,
        provenance=proven(),
    )


def table() -> RateTable:
    return RateTable.of(
        (
            quote("USD/SAR", "3.7500", "3.7502"),
            quote("USD/CNY", "7.0000", "7.0010"),
            quote("USD/CNY", "7.1000", "7.1010", LATE),
            quote("AED/USD", "0.2722", "0.2723"),
        )
    )


def sides(rates: RateTable, pair: CurrencyPair, at: datetime = LATE) -> tuple[str, str]:
    rate = rates.as_of(at).rate(pair)
    return str(rate.bid), str(rate.offer)


def test_without_a_change_it_is_the_same_table() -> None:
    rates = table()

    assert with_rate_changes(rates, ()) is rates
    assert with_rate_changes(rates, (RateMoved("USD/CNY", Decimal(0)),)) is rates


def test_a_pair_moves_exactly_in_all_its_history() -> None:
    # 7.1000 and 7.1010 less a thousandth; 7.0000 and 7.0010 likewise.
    moved = with_rate_changes(table(), (RateMoved("USD/CNY", Decimal(-10)),))

    assert sides(moved, USD_CNY) == ("7.0929", "7.093899")
    assert sides(moved, USD_CNY, EARLY) == ("6.993", "6.993999")
    assert sides(moved, USD_SAR) == sides(table(), USD_SAR)


def test_a_pair_quoted_the_other_way_round_moves_in_the_direction_named() -> None:
    # One yuan buys a hundredth more dollars: a dollar is 1/1.01 of what it was, 7.1000 / 1.01 = 7.0297029702970297...
    moved = with_rate_changes(table(), (RateMoved("CNY/USD", Decimal(100)),))

    assert sides(moved, USD_CNY) == ("7.029702970297030", "7.030693069306931")


def test_a_currency_moves_against_every_other() -> None:
    moved = with_rate_changes(table(), (RateMoved("USD", Decimal(100)),))

    assert sides(moved, USD_CNY) == ("7.171", "7.17201")
    assert sides(moved, USD_SAR) == ("3.7875", "3.787702")
    assert moved.as_of(LATE).rate(CurrencyPair("AED", "USD")).bid == Decimal("0.2695049504950495")


def test_a_rate_is_set_at_every_instant() -> None:
    moved = with_rate_changes(table(), (RateSet(CurrencyPair("CNY", "USD"), Decimal("0.14"), Decimal("0.15")),))

    for at in (EARLY, LATE):
        assert sides(moved, CurrencyPair("CNY", "USD"), at) == ("0.14", "0.15")


def test_a_cross_gets_quotes_of_its_own_when_it_moves() -> None:
    rates = table()
    moved = with_rate_changes(rates, (RateMoved("CNY/SAR", Decimal(20)),))

    for at in (EARLY, LATE):
        before, after = rates.as_of(at).rate(CNY_SAR), moved.as_of(at).rate(CNY_SAR)
        assert after.bid == before.bid * Decimal("1.002")
        assert after.offer == before.offer * Decimal("1.002")
        assert len(after.path) == 1
    assert sides(moved, USD_CNY) == sides(rates, USD_CNY)


def test_moving_there_and_back_in_steps_is_told_in_the_hash() -> None:
    once = with_rate_changes(table(), (RateMoved("USD/CNY", Decimal(10)),))
    again = with_rate_changes(once, (RateMoved("USD/CNY", Decimal(10)),))

    assert len({table().sha256, once.sha256, again.sha256}) == 3
    assert again.sha256 == with_rate_changes(table(), (RateMoved("USD/CNY", Decimal(10)),) * 2).sha256


REFUSED: list[tuple[RateChange, type[FxRouteError], str]] = [
    (RateMoved("CNY/KWD", Decimal(1)), MissingRate, "no rate for CNY/KWD"),
    (RateMoved("KWD", Decimal(1)), MissingRate, "no quote has KWD"),
    (RateMoved("XYZ", Decimal(1)), InvalidValue, "'XYZ' is no ISO 4217 currency"),
    (RateMoved("CNY/SAR", Decimal(-10000)), InvalidValue, "take the whole rate"),
    (RateSet(USD_SAR, Decimal("3.76"), Decimal("3.75")), ContradictoryRate, "bid 3.76 is above offer 3.75"),
]


@pytest.mark.parametrize(("change", "leaf", "text"), REFUSED)
def test_a_rate_that_cannot_move_is_refused(change: RateChange, leaf: type[FxRouteError], text: str) -> None:
    with pytest.raises(leaf, match="change 1") as caught:
        with_rate_changes(table(), (change,))

    assert text in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidValue, match=r"KWD.*XYZ"):
        with_rate_changes(table(), (RateMoved("KWD", Decimal(1)), RateMoved("XYZ", Decimal(1))))
