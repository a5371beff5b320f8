"""Exact arithmetic of rates: fractions inside, decimals of sixteen digits outside.

A binary float is never used. Sixteen significant digits hold any amount below 10^15 minor units exactly;
rounding is half-even, the same for both sides, so that a rate whose sides are equal keeps them equal and `bid
<= mid <= offer` survives (rounding is monotonic).
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from fxroute.errors import InvalidValue

__all__ = ["DIGITS", "fraction_of", "rounded"]

DIGITS = 16
"""Significant digits of a presented rate."""

_CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


def fraction_of(value: object, *, where: str, is_positive: bool = False) -> Fraction:
    """Return a `Decimal`, `Fraction` or whole number as an exact fraction.

    Raises:
        InvalidValue: a float, no number, or with `is_positive` zero or less.
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        raise InvalidValue(
            what=f"{value!r} is no exact number", where=where, mend='give a Decimal of text: Decimal("3.75")'
        )
    if isinstance(value, Decimal) and not value.is_finite():
        raise InvalidValue(what=f"{value} is not finite", where=where, mend="give a finite number")
    if is_positive and value <= 0:
        raise InvalidValue(what=f"{value} is not positive", where=where, mend="give a positive number")
    return Fraction(value)


def rounded(value: Fraction) -> Decimal:
    """Return a fraction as a decimal of at most 16 significant digits, half-even, without padding zeros."""
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
