"""What a route loses between the total debit and what is delivered, part by part, all at mid in one currency.

Each amount is valued at the mid that the rate table gives for its currency against the creditor's. Money that a charge
takes, or that a conversion gives for less than its mid, is a part. Where the mids of the pairs dealt on the way do not
multiply to the mid of the payment's own pair, the difference is a part of its own. Parts are rounded to minor units,
half up; what that and the rounding of conversions leave is the last part, so that all add up exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from fxroute.model import Charge, CurrencyPair, DealtRate, Leg, Money, Payment, Route, Taken, money_of, to_minor
from fxroute.model import currency_exponent as exponent_of
from fxroute.rates import RateTable
from fxroute.search.price import value_ratio

__all__ = ["Losses", "LostKind", "LostPart", "losses_of"]


class LostKind(StrEnum):
    """Why a part is lost: a charge, the spread of a conversion, mids that do not close, or rounding."""

    CHARGE = "charge"
    SPREAD = "spread"
    GAP = "gap"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPart:
    """One part; negative where something is gained. `leg` is 0 for what belongs to none."""

    kind: LostKind
    amount: Money
    leg: int = 0
    charge: Charge | None = None
    rate: DealtRate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """From `start`, the total debit and claims at mid, to `delivered`: `start` - `delivered` = the sum of `parts`."""

    start: Money
    parts: tuple[LostPart, ...]
    delivered: Money


def losses_of(route: Route, payment: Payment, rates: RateTable) -> Losses:
    """Return what a route loses, in the creditor's currency.

    Args:
        route: of a plan.
        payment: of the same plan.
        rates: the table it was made from; the newest quotes at the instant of the payment hold.
    """
    values = _Values(rates.as_of(payment.instant), payment.creditor_currency)
    paid = to_minor(route.total_debit) + to_minor(route.claimed)
    start = values.of(paid, payment.debtor_currency)
    delivered = to_minor(route.delivered)
    parts = [part for leg in route.legs for part in _of_leg(leg, values)]
    told = [part for part in parts if part.kind is not LostKind.GAP or to_minor(abs(part.amount))]
    rest = _rounded(start) - delivered - sum(_minor(part.amount) for part in told)
    if rest:
        told.append(LostPart(kind=LostKind.ROUNDING, amount=values.money(Fraction(rest))))
    return Losses(start=values.money(start), parts=tuple(told), delivered=route.delivered)


class _Values:
    """Amounts at mid in one currency, unrounded."""

    def __init__(self, rates: RateTable, currency: str) -> None:
        self._rates = rates
        self.currency = currency

    def of(self, amount: int | Fraction, currency: str) -> Fraction:
        """Return minor units of the one currency; an amount without a rate is never on a route."""
        ratio = value_ratio(self._rates, currency, self.currency)
        assert ratio is not None, "a route passes no currency that has no mid against the creditor's"
        return amount * ratio

    def money(self, value: Fraction) -> Money:
        return money_of(_rounded(value), self.currency)


def _of_leg(leg: Leg, values: _Values) -> Iterator[LostPart]:
    for charge in leg.charges:
        if charge.taken is not Taken.PREPAID and charge.amount.amount:
            value = values.of(to_minor(charge.amount), charge.amount.currency.code)
            yield LostPart(kind=LostKind.CHARGE, amount=values.money(value), leg=leg.n, charge=charge)
    if leg.rate is not None:
        source, target = leg.debited.currency.code, leg.credited.currency.code
        entered = to_minor(leg.debited)
        dealt, mid = (entered * _ratio(leg.rate.pair, rate, source) for rate in (leg.rate.dealt, leg.rate.mid))
        spread = values.of(mid - dealt, target)
        yield LostPart(kind=LostKind.SPREAD, amount=values.money(spread), leg=leg.n, rate=leg.rate)
        gap = values.of(entered, source) - values.of(mid, target)
        yield LostPart(kind=LostKind.GAP, amount=values.money(gap), leg=leg.n, rate=leg.rate)


def _ratio(pair: CurrencyPair, rate: object, source: str) -> Fraction:
    """Return minor units of the other currency for one of `source`, at a rate of the pair."""
    ratio = Fraction(str(rate)) * Fraction(10) ** (exponent_of(pair.quote) - exponent_of(pair.base))
    return ratio if source == pair.base else 1 / ratio


def _rounded(value: Fraction) -> int:
    """Round half away from zero."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size


def _minor(money: Money) -> int:
    return to_minor(money) if money.amount >= 0 else -to_minor(-money)
