"""The oracle's arithmetic: sections 1, 5 and 6 of `docs/semantics.md`, in fractions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from fxroute.errors import MissingRate
from fxroute.model import (
    ChargeFunction,
    ChargeSlice,
    CrossRate,
    CurrencyPair,
    CustomerType,
    Institution,
    Price,
    RateSource,
    Relation,
    Tariff,
)
from tests.search.oracle_time import Unusable

DECIMALS = {"JPY": 0, "KRW": 0, "VND": 0, "BHD": 3, "KWD": 3, "OMR": 3, "JOD": 3, "TND": 3}
MILLION = 10**6
WITHOUT_END = 10**30


def decimals(currency: str) -> int:
    return DECIMALS.get(currency, 2)


def half_up(value: Fraction) -> int:
    """1.2."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def eight_digits(value: Fraction, *, upwards: bool) -> Fraction:
    """6.1: the nearest number of eight significant digits below or above."""
    unit = Fraction(1)
    while value / unit >= 10**8:
        unit *= 10
    while value / unit < 10**7:
        unit /= 10
    return unit * (ceil(value / unit) if upwards else floor(value / unit))


@dataclass(slots=True)
class Market:
    """The rate source, asked once for each pair."""

    source: RateSource
    known: dict[tuple[str, str], CrossRate | None] = field(default_factory=dict)

    def rate(self, base: str, quote: str) -> CrossRate:
        if (base, quote) not in self.known:
            try:
                self.known[base, quote] = self.source.rate(CurrencyPair(base, quote))
            except MissingRate:
                self.known[base, quote] = None
        rate = self.known[base, quote]
        if rate is None:
            raise Unusable
        return rate

    def value(self, amount: int, currency: str, target: str) -> int:
        """1.4: what an amount is worth at mid."""
        if currency == target:
            return amount
        scale = Fraction(10) ** (decimals(target) - decimals(currency))
        return half_up(amount * Fraction(self.rate(currency, target).mid) * scale)

    def factor(self, sold: str, pair: CurrencyPair, markup_ppm: int) -> Fraction:
        """6.1: minor units bought for one minor unit sold, before rounding down."""
        rate, markup = self.rate(pair.base, pair.quote), Fraction(markup_ppm, MILLION)
        scale = Fraction(10) ** (decimals(pair.quote) - decimals(pair.base))
        if sold == pair.base:
            kept = exact(rate.bid) * (1 - markup)
            if kept <= 0:
                raise Unusable
            return eight_digits(kept, upwards=False) * scale
        return 1 / (eight_digits(exact(rate.offer) * (1 + markup), upwards=True) * scale)


def exact(number: Decimal) -> Fraction:
    return Fraction(number)


@dataclass(frozen=True)
class Charging:
    """A tariff's price in the currency of a leg."""

    price: Price
    waived_percent: int

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """Amounts at which the charge jumps."""
        return tuple(band.from_minor for band in self.price.slices) if self.price.is_slab else ()

    def of(self, amount: int) -> int:
        """5.3 and 5.4."""
        charge = self._before_relief(amount)
        return half_up(Fraction(charge * (100 - self.waived_percent), 100)) if self.waived_percent else charge

    def _before_relief(self, amount: int) -> int:
        price = self.price
        if not price.is_slab:
            return price.fixed_minor + self._within(self._marginal_ppm(amount))
        bands = [band for band in price.slices if band.from_minor <= amount]
        if not bands:
            raise Unusable
        return price.fixed_minor + self._within(bands[-1].rate_ppm * amount) + bands[-1].fixed_minor

    def _marginal_ppm(self, amount: int) -> int:
        slices, total = self.price.slices, 0
        for index, part in enumerate(slices):
            top = slices[index + 1].from_minor if index + 1 < len(slices) else amount
            total += part.rate_ppm * max(0, min(amount, top) - part.from_minor)
        return total

    def _within(self, millionths: int) -> int:
        """The ad valorem part, rounded half up, then raised to the minimum, then lowered to the maximum."""
        rounded = (2 * millionths + MILLION) // (2 * MILLION)
        raised = max(rounded, self.price.minimum_minor)
        return raised if self.price.maximum_minor is None else min(raised, self.price.maximum_minor)


@dataclass(frozen=True, slots=True)
class TariffBook:
    """The tariffs valid on the day of the question, for one customer."""

    tariffs: tuple[Tariff, ...]
    customer: CustomerType
    market: Market

    def find(self, function: ChargeFunction, unit: Institution, currency: str) -> Tariff:
        """5.1: the narrowest tariff."""
        found = [
            ((scope, not tariff.for_currency, tariff.customer is CustomerType.ANY, tariff.id), tariff)
            for tariff in self.tariffs
            if tariff.function is function
            and tariff.for_currency in ("", currency)
            and tariff.customer in (CustomerType.ANY, self.customer)
            and (scope := scope_of(tariff, unit)) is not None
        ]
        if not found:
            raise Unusable
        return min(found, key=lambda pair: pair[0])[1]

    def charging(
        self, function: ChargeFunction, unit: Institution, currency: str, relation: Relation | None = None
    ) -> Charging:
        """5.2: every amount of the tariff valued at mid, each for itself."""
        tariff = self.find(function, unit, currency)
        waived = [relief.waived_percent for relief in tariff.reliefs if relief.relation is relation]
        return Charging(self._valued(tariff, currency), next(iter(waived), 0))

    def _valued(self, tariff: Tariff, currency: str) -> Price:
        price = tariff.likely
        bands = [(part.from_minor, part.fixed_minor, part.rate_ppm) for part in price.slices]

        def worth(amount: int) -> int:
            return self.market.value(amount, tariff.currency, currency)

        return Price(
            fixed_minor=worth(price.fixed_minor),
            slices=tuple(ChargeSlice(worth(start), worth(fixed), ppm) for start, fixed, ppm in bands),
            minimum_minor=worth(price.minimum_minor),
            maximum_minor=None if price.maximum_minor is None else worth(price.maximum_minor),
            is_slab=price.is_slab,
        )


def scope_of(tariff: Tariff, unit: Institution) -> int | None:
    """How wide the scope of a tariff is that matches a unit: 0 is the narrowest."""
    if tariff.institution:
        return 0 if tariff.institution == unit.id else None
    if tariff.legal_entity:
        is_same = tariff.legal_entity == unit.legal_entity and tariff.country in ("", unit.country)
        return 1 if is_same else None
    if tariff.country:
        return 2 if tariff.country == unit.country else None
    return 3


class Taking(Enum):
    """How the charges of a leg are taken (5.5)."""

    ON_TOP = auto()
    DEDUCTED = auto()
    PREPAID = auto()
    CLAIMED = auto()


@dataclass(frozen=True)
class Terms:
    """What a move does to an amount: limits on what enters, a conversion, then charges on what it gives."""

    market: Market
    least: int = 1
    most: int = WITHOUT_END
    factor: Fraction = Fraction(1)
    charges: tuple[Charging, ...] = ()
    taking: Taking = Taking.ON_TOP
    claimed_from: str = ""
    claimed_in: str = ""

    def forward(self, amount: int) -> Iterator[tuple[int, int]]:
        """What leaves the move when `amount` enters it, and what is claimed; nothing where it may not enter."""
        if not self.least <= amount <= self.most:
            return
        gross = self.converted(amount)
        leaves = self._net(gross)
        if leaves >= 1:
            yield leaves, self._claimed(gross)

    def backward(self, wanted: int) -> Iterator[tuple[int, int]]:
        """What may enter so that exactly `wanted` leaves the move, the least of each slab (8.3), and what is claimed.

        A conversion gives any amount exactly, against the inverse rounded up, to which the limits apply (6.4).
        """
        for gross in self._gross(wanted, self.converted(self.least - 1) + 1):
            amount = -(-gross * self.factor.denominator // self.factor.numerator)
            if amount <= self.most:
                yield amount, self._claimed(gross)

    def converted(self, amount: int) -> int:
        return amount * self.factor.numerator // self.factor.denominator

    def on_top(self, amount: int) -> int:
        """What the debtor pays beside the amount."""
        return self._charge(amount) if self.taking is Taking.ON_TOP else 0

    def _charge(self, gross: int) -> int:
        """What is taken, on top or from the amount or later; what is prepaid does not limit the move (5.6)."""
        if self.taking is Taking.PREPAID:
            return 0
        return sum(charging.of(gross) for charging in self.charges)

    def _claimed(self, gross: int) -> int:
        if self.taking is not Taking.CLAIMED or not self.charges:
            return 0
        return self.market.value(self._charge(gross), self.claimed_from, self.claimed_in)

    def _net(self, gross: int) -> int:
        charge = self._charge(gross)
        return gross - charge if self.taking is Taking.DEDUCTED else gross

    def _gross(self, wanted: int, least: int) -> Iterator[int]:
        """The least amount of each stretch, from `least` on, of which `wanted` is left.

        Between two jumps charges do not fall. So where an amount and its charge ask for more, every amount up to
        that leaves too little. Where less would do, there is no other, but that charges rounded each for itself may
        step up together by one each: then a little more may leave less.
        """
        for start, stop in self._pieces(max(wanted, least)):
            gross = start
            while gross <= stop:
                needed = wanted + (self._charge(gross) if self.taking is Taking.DEDUCTED else 0)
                if needed == gross:
                    yield gross
                    break
                if gross - needed > len(self.charges):
                    break
                gross = max(needed, gross + 1)

    def _pieces(self, start: int) -> Iterator[tuple[int, int]]:
        """Stretches in which no charge jumps; below the first slab there is none."""
        if self.taking is Taking.PREPAID:
            yield start, WITHOUT_END
            return
        slabs = [charging.edges for charging in self.charges if charging.edges]
        start = max([start, *(edges[0] for edges in slabs)])
        starts = [start, *sorted({edge for edges in slabs for edge in edges if edge > start})]
        yield from zip(starts, [*(edge - 1 for edge in starts[1:]), WITHOUT_END], strict=True)
