"""Prices in integers: what a charge takes from an amount, and which amount leaves the wanted rest.

All amounts are minor units of the leg's currency. A charge never falls when the amount rises, and rises more slowly
than the amount, so `net` never decreases and `gross`, its least inverse, exists; both are exact.
`docs/semantics.md`, sections 5 and 6, is normative.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from fxroute.errors import MissingRate
from fxroute.model import CurrencyPair, Price, RateSource, currency_exponent

__all__ = [
    "ChargeRule",
    "Conversion",
    "MILLION",
    "charge_rules",
    "conversion_of",
    "dealt_rate",
    "value_at_mid",
    "value_ratio",
]

MILLION = 1_000_000
_DOWN = Context(prec=8, rounding=ROUND_FLOOR)
_UP = Context(prec=8, rounding=ROUND_CEILING)


class ChargeRule:
    """One price, ready to be applied: fixed part, marginal slices (from, ppm), limits, relief in per cent."""

    __slots__ = ("fixed", "kept_percent", "maximum", "minimum", "slices")

    def __init__(
        self, fixed: int, slices: tuple[tuple[int, int], ...], minimum: int, maximum: int, kept_percent: int
    ) -> None:
        """Keep the parts; `maximum` below zero is none."""
        self.fixed = fixed
        self.slices = slices
        self.minimum = minimum
        self.maximum = maximum
        self.kept_percent = kept_percent

    def of(self, amount: int) -> int:
        """Return the charge on `amount`, rounded half up once for the ad valorem part and once for the relief."""
        product = 0
        slices = self.slices
        if len(slices) == 1:
            start, rate = slices[0]
            if amount > start:
                product = (amount - start) * rate
        else:
            for at, (start, rate) in enumerate(slices):
                if amount <= start:
                    break
                end = slices[at + 1][0] if at + 1 < len(slices) else amount
                product += (min(amount, end) - start) * rate
        part = (product + MILLION // 2) // MILLION
        if part < self.minimum:
            part = self.minimum
        if 0 <= self.maximum < part:
            part = self.maximum
        charge = part + self.fixed
        return charge if self.kept_percent == 100 else (charge * self.kept_percent + 50) // 100

    def gross(self, wanted: int, least: int) -> int:
        """Return the least amount of at least `least` of which exactly `wanted` is left, or -1.

        The iteration climbs: from an amount that leaves too little it adds what is missing, and since a charge
        grows by less than the amount it meets the least solution first.
        """
        amount = max(wanted, least)
        while True:
            needed = wanted + self.of(amount)
            if needed == amount:
                return amount
            if needed < amount:
                return -1
            amount = needed


class Conversion:
    """A dealt rate as a ratio of minor units: target = floor(source * numerator / denominator)."""

    __slots__ = ("dealt", "denominator", "numerator")

    def __init__(self, dealt: Decimal, numerator: int, denominator: int) -> None:
        """Keep the dealt rate (quote units for one base unit) and the ratio."""
        self.dealt = dealt
        self.numerator = numerator
        self.denominator = denominator


def dealt_rate(side: Decimal, markup_ppm: int, *, sells_base: bool) -> Decimal:
    """Return bid less, or offer plus, the markup, to eight significant digits in the dealer's favour."""
    millionths = MILLION - markup_ppm if sells_base else MILLION + markup_ppm
    exact = Fraction(side) * millionths / MILLION
    return (_DOWN if sells_base else _UP).divide(Decimal(exact.numerator), Decimal(exact.denominator))


def conversion_of(pair: CurrencyPair, source: str, dealt: Decimal) -> Conversion:
    """Return the ratio that turns minor units of `source` into those of the pair's other currency."""
    ratio = Fraction(dealt) * Fraction(10) ** (currency_exponent(pair.quote) - currency_exponent(pair.base))
    if source != pair.base:
        ratio = 1 / ratio
    return Conversion(dealt, ratio.numerator, ratio.denominator)


def value_ratio(rates: RateSource, source: str, target: str) -> Fraction | None:
    """Return target minor units for one source minor unit at mid, or `None` without a rate."""
    if source == target:
        return Fraction(1)
    try:
        mid = rates.rate(CurrencyPair(source, target)).mid
    except MissingRate:
        return None
    return Fraction(mid) * Fraction(10) ** (currency_exponent(target) - currency_exponent(source))


def value_at_mid(amount: int, ratio: Fraction) -> int:
    """Return `amount` times `ratio`, rounded half up."""
    return (2 * amount * ratio.numerator + ratio.denominator) // (2 * ratio.denominator)


def charge_rules(price: Price, ratio: Fraction, waived_percent: int) -> tuple[tuple[int, int, ChargeRule], ...]:
    """Return the price in leg currency as (least amount, first amount above or -1, rule); one row but for slabs.

    Args:
        price: in minor units of the tariff's currency.
        ratio: leg minor units for one tariff minor unit.
        waived_percent: relief, 0 to 100.
    """
    kept = 100 - waived_percent
    fixed = value_at_mid(price.fixed_minor, ratio)
    minimum = value_at_mid(price.minimum_minor, ratio)
    maximum = -1 if price.maximum_minor is None else value_at_mid(price.maximum_minor, ratio)
    edges = [value_at_mid(piece.from_minor, ratio) for piece in price.slices]
    if not price.is_slab:
        slices = tuple((edge, piece.rate_ppm) for edge, piece in zip(edges, price.slices, strict=True))
        return ((0, -1, ChargeRule(fixed, slices, minimum, maximum, kept)),)
    rows = []
    for at, piece in enumerate(price.slices):
        end = edges[at + 1] if at + 1 < len(edges) else -1
        added = value_at_mid(piece.fixed_minor, ratio)
        rows.append((edges[at], end, ChargeRule(fixed + added, ((0, piece.rate_ppm),), minimum, maximum, kept)))
    return tuple(rows)
