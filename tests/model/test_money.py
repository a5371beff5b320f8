"""Amounts: read exactly or refused, in minor units, and written back."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import CurrencyMismatch, InvalidValue
from fxroute.model import Money, amount_text, currency_exponent, money_of, parse_amount, to_minor, total


@pytest.mark.parametrize(("currency", "exponent"), [("SAR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4)])
def test_minor_units_come_from_the_standard(currency: str, exponent: int) -> None:
    assert currency_exponent(currency) == exponent


@pytest.mark.parametrize("code", ["CNH", "XAU", "XXX", "XTS", "ZZZ", "sar", "SA", "", "SAR ", 682, None])
def test_what_is_no_currency_of_payments_is_refused(code: object) -> None:
    with pytest.raises(InvalidValue, match="no ISO 4217 currency"):
        currency_exponent(code)


def test_offshore_yuan_is_explained() -> None:
    with pytest.raises(InvalidValue, match="offshore yuan is CNY at an offshore place"):
        currency_exponent("CNH")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("2000000.00", "CNY", 200_000_000),
        ("2000000", "CNY", 200_000_000),
        ("0.01", "SAR", 1),
        ("0", "SAR", 0),
        ("1.5", "SAR", 150),
        ("1.500", "SAR", 150),
        ("7", "JPY", 7),
        ("7.000", "KWD", 7000),
        ("007.10", "SAR", 710),
        (".5", "SAR", 50),
        (Decimal("1E+3"), "SAR", 100_000),
        (12, "SAR", 1200),
        ("9999999999999999.99", "SAR", 10**18 - 1),
    ],
)
def test_plain_decimals_are_read_as_minor_units(text: object, currency: str, minor: int) -> None:
    assert parse_amount(text, currency) == minor


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1,000.00", "1e3", "+1", "\u0661", "1.2.3", "--1", "1-", "NaN", "Infinity", "0x10", "-", ".", "1_0"],
)
def test_text_that_is_no_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="no plain decimal text"):
        parse_amount(text, "SAR")


@pytest.mark.parametrize("value", [1.5, float("nan"), True, None, b"1", [1], Decimal("NaN"), Decimal("1E+99")])
def test_floats_and_other_things_are_refused(value: object) -> None:
    with pytest.raises(InvalidValue, match="no plain decimal text"):
        parse_amount(value, "SAR")


def test_a_long_text_is_refused_and_shown_short() -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_amount("9" * 100_000, "SAR", where="instructed_amount")

    assert len(caught.value.what) < 100
    assert caught.value.where == "instructed_amount"


@pytest.mark.parametrize(("text", "currency"), [("0.001", "SAR"), ("0.5", "JPY"), ("1." + "0" * 34 + "1", "SAR")])
def test_more_decimals_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    with pytest.raises(InvalidValue, match="more decimals"):
        parse_amount(text, currency)


@pytest.mark.parametrize("text", ["-0.01", "10000000000000000.00"])
def test_amounts_below_zero_and_from_a_billion_billion_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="outside 0 to 10\\^18"):
        parse_amount(text, "SAR")


def test_the_callers_decimal_context_does_not_matter() -> None:
    with localcontext() as context:
        context.prec = 3
        assert parse_amount("1234567.89", "SAR") == 123_456_789
        assert to_minor(money_of(123_456_789, "SAR")) == 123_456_789


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(200, "SAR", "2.00"), (1, "SAR", "0.01"), (0, "KWD", "0.000"), (7, "JPY", "7"), (-5, "SAR", "-0.05")],
)
def test_amounts_are_written_with_all_decimals(minor: int, currency: str, text: str) -> None:
    assert amount_text(minor, currency) == text


currencies = st.sampled_from(["SAR", "JPY", "KWD", "CLF"])
amounts = st.integers(0, 10**18 - 1)


@given(amounts, currencies)
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    assert parse_amount(amount_text(minor, currency), currency) == minor
    assert to_minor(money_of(minor, currency)) == minor


@given(st.decimals(0, 10**12, places=2))
def test_what_is_read_is_written_back(amount: Decimal) -> None:
    assert Decimal(amount_text(parse_amount(format(amount, "f"), "SAR"), "SAR")) == amount


@given(st.text(max_size=12) | st.floats() | st.integers() | st.none())
def test_whatever_is_handed_over_is_read_or_refused(value: object) -> None:
    try:
        minor = parse_amount(value, "SAR")
    except InvalidValue:
        return
    assert 0 <= minor < 10**18


def test_only_money_has_minor_units() -> None:
    with pytest.raises(InvalidValue, match="no Money"):
        to_minor("2.00 SAR")  # type: ignore[arg-type]  # what is refused is handed over on purpose


def test_money_finer_than_its_currency_is_refused() -> None:
    with pytest.raises(InvalidValue, match="more decimals"):
        to_minor(Money("0.001", "SAR"))


def test_amounts_of_one_currency_are_added() -> None:
    assert total([Money("0.10", "SAR"), Money("0.20", "SAR")], "SAR") == Money("0.30", "SAR")
    assert total([], "SAR") == Money("0.00", "SAR")


def test_amounts_of_two_currencies_are_not() -> None:
    with pytest.raises(CurrencyMismatch, match="USD 1 met a sum in SAR"):
        total([Money("1", "SAR"), Money("1", "USD")], "SAR")
