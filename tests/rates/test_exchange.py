"""Exchanges: which side, which rounding, and that nobody gets rich by going back and forth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import CurrencyMismatch, InvalidValue, MissingRate
from fxroute.model import Money, Quote, currency_exponent, money_of, to_minor
from fxroute.rates import RateTable, Rounding, deal, exchange, loss_bp, spread_bp, spread_pips, valuation
from tests.rates.notation import pair, quotes, table

TABLE = table("USD/CNY 7.00/7.10", "USD/JPY 150/151", "USD/KWD 0.305/0.307", "USD/SAR 3.75 peg")


def money(text: str) -> Money:
    currency, _, amount = text.partition(" ")
    return Money(amount, currency)


@pytest.mark.parametrize(
    ("given_away", "through", "received"),
    [
        ("USD 100.00", "USD/CNY", "CNY 700.00"),
        ("CNY 710.00", "USD/CNY", "USD 100.00"),
        ("CNY 700.00", "USD/CNY", "USD 98.59"),
        # the inverse, 1 / 7.1, is rounded to sixteen digits, here down, and the deal goes down once more
        ("CNY 710.00", "CNY/USD", "USD 99.99"),
        ("USD 0.01", "USD/JPY", "JPY 1"),
        ("JPY 151", "USD/JPY", "USD 1.00"),
        ("USD 0.01", "USD/KWD", "KWD 0.003"),
        ("KWD 0.307", "USD/KWD", "USD 1.00"),
        ("CNY 0.01", "USD/CNY", "USD 0.00"),
    ],
)
def test_a_deal_takes_the_dealers_side_and_rounds_down(given_away: str, through: str, received: str) -> None:
    assert deal(money(given_away), TABLE.rate(pair(through))) == money(received)


@pytest.mark.parametrize(
    ("rounding", "received"),
    [(Rounding.FLOOR, "USD 98.59"), (Rounding.HALF_UP, "USD 98.59"), (Rounding.CEILING, "USD 98.60")],
)
def test_the_rounding_is_the_one_said(rounding: Rounding, received: str) -> None:
    # 700 / 7.1 = 98.5915...
    rate = Decimal("7.1")

    assert exchange(money("CNY 700.00"), rate, pair=pair("USD/CNY"), rounding=rounding) == money(received)


def test_half_a_minor_unit_is_rounded_up_in_valuation() -> None:
    rate = Decimal("0.5")

    for amount, received in (("EUR 0.01", "USD 0.01"), ("EUR 0.03", "USD 0.02"), ("EUR 0.02", "USD 0.01")):
        rounded_up = exchange(money(amount), rate, pair=pair("EUR/USD"), rounding=Rounding.HALF_UP)
        assert rounded_up == money(received)


def test_a_valuation_takes_mid_in_both_directions() -> None:
    # mid 7.05; that of the inverse is the mean of 1 / 7.1 and 1 / 7, 0.141851..., and not 1 / 7.05, 0.141843...
    assert valuation(money("USD 100.00"), "CNY", TABLE) == money("CNY 705.00")
    assert valuation(money("CNY 1000.00"), "USD", TABLE) == money("USD 141.85")


def test_a_currency_is_worth_itself_without_a_quote() -> None:
    assert valuation(money("NOK 12.34"), "NOK", TABLE) == money("NOK 12.34")
    with pytest.raises(MissingRate, match="NOK/SAR"):
        valuation(money("NOK 12.34"), "SAR", TABLE)


def test_money_in_neither_currency_is_refused() -> None:
    with pytest.raises(CurrencyMismatch, match="EUR 1 met a rate of USD/CNY"):
        deal(money("EUR 1"), TABLE.rate(pair("USD/CNY")))


@pytest.mark.parametrize("rate", [7.1, Decimal(0), Decimal("-7.1"), Decimal("NaN")])
def test_a_rate_that_is_no_positive_exact_number_is_refused(rate: object) -> None:
    with pytest.raises(InvalidValue):
        exchange(
            money("USD 1.00"),
            rate,  # type: ignore[arg-type]  # what is refused is handed over on purpose
            pair=pair("USD/CNY"),
            rounding=Rounding.FLOOR,
        )


def test_a_spread_is_told_in_pips_and_in_basis_points_of_mid() -> None:
    # the CFETS figures of mid-2022: half a pip, 0.9 bp
    rate = table("CNY/SAR 0.56142/0.56147").rate(pair("CNY/SAR"))

    assert spread_pips(rate, Decimal("0.0001")) == Decimal("0.5")
    assert round(spread_bp(rate), 4) == Decimal("0.8906")
    with pytest.raises(InvalidValue, match="pip_size"):
        spread_pips(rate, Decimal(0))


@pytest.mark.parametrize(
    ("dealt", "gives_base", "lost"),
    [("0.99", True, "100"), ("1.01", True, "-100"), ("1.25", False, "2000"), ("0.8", False, "-2500"), ("1", True, "0")],
)
def test_the_loss_is_a_share_of_what_mid_would_have_given(dealt: str, gives_base: bool, lost: str) -> None:
    rate = table("EUR/USD 1").rate(pair("EUR/USD"))

    assert loss_bp(Decimal(dealt), rate, gives_base=gives_base) == Decimal(lost)


amounts = st.integers(0, 10**14)


@given(quotes(), amounts)
def test_there_and_back_never_gains(drawn: Quote, amount: int) -> None:
    rates = RateTable.of((drawn,))
    (quoted,) = rates.list_pairs()
    for wanted in (quoted, quoted.inverse):
        start = money_of(amount, wanted.base)
        through = deal(start, rates.rate(wanted))
        assert deal(through, rates.rate(wanted)) <= start
        assert deal(through, rates.rate(wanted.inverse)) <= start


@given(quotes(), amounts, st.integers(1, 10**6))
def test_more_money_never_buys_less(drawn: Quote, amount: int, more: int) -> None:
    rates = RateTable.of((drawn,))
    (quoted,) = rates.list_pairs()
    rate = rates.rate(quoted)

    assert deal(money_of(amount, quoted.base), rate) <= deal(money_of(amount + more, quoted.base), rate)


@given(quotes(), amounts)
def test_a_deal_never_beats_the_valuation_at_mid(drawn: Quote, amount: int) -> None:
    rates = RateTable.of((drawn,))
    (quoted,) = rates.list_pairs()
    start = money_of(amount, quoted.base)

    assert deal(start, rates.rate(quoted)) <= valuation(start, quoted.quote, rates)


@given(st.sampled_from(["SAR", "JPY", "KWD"]), amounts)
def test_a_rate_of_one_moves_only_the_decimal_places(currency: str, amount: int) -> None:
    through = pair(f"USD/{currency}")
    changed = exchange(money_of(amount, "USD"), Decimal(1), pair=through, rounding=Rounding.FLOOR)

    assert to_minor(changed) == amount * 10 ** currency_exponent(currency) // 100
