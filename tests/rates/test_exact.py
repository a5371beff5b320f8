"""Exact arithmetic: fractions in, sixteen digits out, no floats."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import InvalidValue
from fxroute.rates.exact import fraction_of, rounded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.3333333333333333"),
        (Fraction(2, 3), "0.6666666666666667"),
        (Fraction(15, 4), "3.75"),
        (Fraction(100), "100"),
        (Fraction(12345678901234565, 10), "1234567890123456"),
        (Fraction(12345678901234575, 10), "1234567890123458"),
        (Fraction(1, 81000), "0.00001234567901234568"),
        (Fraction(-1, 3), "-0.3333333333333333"),
    ],
)
def test_a_fraction_is_presented_in_sixteen_digits_half_to_even(value: Fraction, text: str) -> None:
    assert format(rounded(value), "f") == text


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.fractions(min_value=-(10**6), max_value=10**6))
def test_rounding_keeps_the_order(first: Fraction, second: Fraction) -> None:
    lower, upper = sorted((first, second))

    assert rounded(lower) <= rounded(upper)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=-(10**7), max_value=10**7))
def test_a_short_decimal_survives(value: Decimal) -> None:
    assert rounded(fraction_of(value, where="test")) == value


@pytest.mark.parametrize("value", [3.75, "3.75", None, True, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        fraction_of(value, where="spot")

    assert caught.value.where == "spot"


@pytest.mark.parametrize("value", [0, Decimal(-1), Fraction(-1, 2)])
def test_what_is_not_positive_is_refused_where_it_must_be(value: int | Decimal | Fraction) -> None:
    assert fraction_of(value, where="interest") == value
    with pytest.raises(InvalidValue, match="not positive"):
        fraction_of(value, where="spot", is_positive=True)
