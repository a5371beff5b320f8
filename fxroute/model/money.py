"""Amounts: exact, in minor units, carried as `Money` in public and as integers inside engines.

`Money` is py-moneyed's type. Codes and minor units come from ISO 4217 (package iso4217): codes without a minor
unit (metals, test codes) are refused, and so is CNH, the name of a quote and not of money.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache

import iso4217
from moneyed import Money

from fxroute.errors import CurrencyMismatch, InvalidValue

__all__ = ["Money", "amount_text", "currency_exponent", "money_of", "parse_amount", "to_minor", "total"]

_AMOUNT_MINOR_MAX = 10**18


@cache
def currency_exponent(currency: str) -> int:
    """Return the number of decimal places of an ISO 4217 currency code.

    Args:
        currency: three capital letters, for instance `"SAR"`.

    Raises:
        InvalidValue: the code is unknown to ISO 4217 or has no minor unit.

    Source: ISO 4217, column minor unit (package iso4217, edition 2026-01-01).
    """
    try:
        exponent = iso4217.Currency(currency).exponent if isinstance(currency, str) else None
    except ValueError:
        exponent = None
    if exponent is None or currency.upper() != currency:
        mend = (
            "write CNY; offshore yuan is CNY at an offshore place"
            if currency == "CNH"
            else "use an ISO 4217 code such as SAR"
        )
        raise InvalidValue(what=f"{currency!r} is no ISO 4217 currency with a minor unit", where="currency", mend=mend)
    return exponent


def parse_amount(text: object, currency: str, *, where: str = "amount") -> int:
    """Read a decimal text as minor units of `currency`.

    Args:
        text: a plain decimal such as `"2000000.00"`; a float is refused, since it has lost digits already.
        currency: ISO 4217 code.
        where: name of the parameter or field, for the error.

    Raises:
        InvalidValue: no plain decimal, negative, too many decimals, or 10^18 minor units and more.
    """
    exponent = currency_exponent(currency)
    number = _parse_decimal(text, where)
    scaled: Fraction = Fraction(number) * 10**exponent
    if scaled.denominator != 1:
        raise InvalidValue(
            what=f"{text!r} has more decimals than {currency} allows ({exponent})",
            where=where,
            mend=f"round it to {exponent} decimals yourself",
        )
    minor = scaled.numerator
    if minor < 0 or minor >= _AMOUNT_MINOR_MAX:
        raise InvalidValue(
            what=f"{text!r} {currency} is outside 0 to 10^18 minor units",
            where=where,
            mend="give an amount of zero or more, below ten million billion",
        )
    return minor


def _parse_decimal(text: object, where: str) -> Decimal:
    if isinstance(text, Decimal) and text.is_finite():
        number = text
    elif isinstance(text, int) and not isinstance(text, bool):
        number = Decimal(text)
    elif isinstance(text, str) and text.isascii() and text.replace(".", "", 1).replace("-", "", 1).isdigit():
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise _no_decimal(text, where) from error
    else:
        raise _no_decimal(text, where)
    if abs(number.adjusted()) > 40 or -int(number.as_tuple().exponent) > 40:
        raise _no_decimal(text, where)
    return number


def _no_decimal(text: object, where: str) -> InvalidValue:
    shown = repr(text) if len(repr(text)) < 60 else repr(text)[:57] + "..."
    return InvalidValue(
        what=f"{shown} is no plain decimal text",
        where=where,
        mend='write digits with a point, as text: "2000000.00"',
    )


def to_minor(money: Money, *, where: str = "amount") -> int:
    """Return the minor units of a `Money`; more decimals than the currency has are an `InvalidValue`."""
    if not isinstance(money, Money):
        raise InvalidValue(what=f"{money!r} is no Money", where=where, mend='write Money("2000000.00", "CNY")')
    return parse_amount(money.amount, money.currency.code, where=where)


def money_of(amount_minor: int, currency: str) -> Money:
    """Return `amount_minor` minor units of `currency` as `Money`."""
    return Money(amount_text(amount_minor, currency), currency)


def amount_text(amount_minor: int, currency: str) -> str:
    """Return minor units as decimal text with all decimals of the currency: 200 SAR halalas are `"2.00"`."""
    exponent = currency_exponent(currency)
    sign, digits = ("-" if amount_minor < 0 else ""), str(abs(amount_minor)).rjust(exponent + 1, "0")
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}" if exponent else f"{sign}{digits}"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Add amounts of one currency; none at all is zero.

    Raises:
        CurrencyMismatch: an amount is in another currency.
    """
    summed = 0
    for money in amounts:
        if money.currency.code != currency:
            raise CurrencyMismatch(
                what=f"{money.currency.code} {money.amount} met a sum in {currency}",
                where="total",
                mend="convert it first, or add each currency for itself",
            )
        summed += to_minor(money)
    return money_of(summed, currency)
