"""Exchanges: amounts from one currency into another with the rounding said, and the price of a spread.

A dealer buys base at the bid and sells base at the offer. Who gives base gets base x bid of quote; who gives
quote gets quote / offer of base. Valuation takes mid in both directions and rounds half up; a deal rounds
down, so that going there and back never gains.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from fxroute.errors import CurrencyMismatch
from fxroute.model import CrossRate, CurrencyPair, Money, RateSource, currency_exponent, money_of, to_minor
from fxroute.rates.exact import fraction_of, rounded

__all__ = ["Rounding", "deal", "exchange", "loss_bp", "spread_bp", "spread_pips", "valuation"]


class Rounding(StrEnum):
    """To which minor unit an exchanged amount goes: the nearest, halves up, or the next below or above."""

    HALF_UP = "half_up"
    FLOOR = "floor"
    CEILING = "ceiling"


def exchange(money: Money, rate: Decimal | Fraction, *, pair: CurrencyPair, rounding: Rounding) -> Money:
    """Return `money` in the other currency of `pair`, at one rate, rounded to its minor unit.

    Args:
        money: an amount in the base or the quote currency of `pair`.
        rate: quote units for one base unit; base is multiplied by it, quote divided.
        pair: the direction of `rate`.
        rounding: how fractions of a minor unit go.

    Raises:
        CurrencyMismatch: `money` is in neither currency.
        InvalidValue: the rate is a float or not positive, or the amount has more decimals than its currency.
    """
    given = money.currency.code
    if given not in {pair.base, pair.quote}:
        raise CurrencyMismatch(
            what=f"{given} {money.amount} met a rate of {pair}",
            where="exchange",
            mend=f"give {pair.base} or {pair.quote}",
        )
    factor = fraction_of(rate, where="rate", is_positive=True)
    wanted, factor = (pair.quote, factor) if given == pair.base else (pair.base, 1 / factor)
    scale = Fraction(10) ** (currency_exponent(wanted) - currency_exponent(given))
    return money_of(_whole(to_minor(money) * factor * scale, rounding), wanted)


def _whole(value: Fraction, rounding: Rounding) -> int:
    if rounding is Rounding.FLOOR:
        return value.numerator // value.denominator
    if rounding is Rounding.CEILING:
        return -(-value.numerator // value.denominator)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def valuation(money: Money, currency: str, rates: RateSource) -> Money:
    """Return what `money` is worth in `currency` at mid, rounded half up; in its own currency it is itself.

    Raises:
        MissingRate: the two currencies are not joined.
    """
    if money.currency.code == currency:
        return money_of(to_minor(money), currency)
    pair = CurrencyPair(money.currency.code, currency)
    return exchange(money, rates.rate(pair).mid, pair=pair, rounding=Rounding.HALF_UP)


def deal(money: Money, rate: CrossRate) -> Money:
    """Return what a customer gets for `money` at the dealer's side of `rate`, rounded down.

    Base is bought by the dealer at the bid, quote is taken against base at the offer.

    Raises:
        CurrencyMismatch: `money` is in neither currency of the pair.
    """
    side = rate.bid if money.currency.code == rate.pair.base else rate.offer
    return exchange(money, side, pair=rate.pair, rounding=Rounding.FLOOR)


def spread_pips(rate: CrossRate, pip_size: Decimal) -> Decimal:
    """Return offer minus bid in pips; `pip_size` is quote units per pip.

    Raises:
        InvalidValue: the pip is not positive.
    """
    step = fraction_of(pip_size, where="pip_size", is_positive=True)
    return rounded((Fraction(rate.offer) - Fraction(rate.bid)) / step)


def spread_bp(rate: CrossRate) -> Decimal:
    """Return offer minus bid in basis points of mid."""
    bid, offer = Fraction(rate.bid), Fraction(rate.offer)
    return rounded((offer - bid) / ((bid + offer) / 2) * 10_000)


def loss_bp(dealt: Decimal, rate: CrossRate, *, gives_base: bool) -> Decimal:
    """Return what a customer loses against mid, in basis points of what mid would give; negative for a gain.

    Args:
        dealt: the rate of the deal, quote units for one base unit.
        rate: the table's rate of the same pair.
        gives_base: whether base leaves the customer; then a lower rate loses, else a higher one.

    Raises:
        InvalidValue: the dealt rate is a float or not positive.
    """
    ratio = fraction_of(dealt, where="dealt", is_positive=True) / Fraction(rate.mid)
    return rounded((1 - (ratio if gives_base else 1 / ratio)) * 10_000)
