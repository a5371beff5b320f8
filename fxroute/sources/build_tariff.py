"""Tariffs, from their records: prices, slices and bands, checked for order."""

from dataclasses import replace

from fxroute.model import ChargeFunction, ChargeSlice, Price, Relief, Tariff, amount_text
from fxroute.sources.builder import Builder, rising
from fxroute.sources.schema import PricePart, SlicePart, TariffRecord
from fxroute.sources.unread import unless_unread

__all__ = ["build_tariff"]

_PPM_ONE = 1_000_000

# A band is compared on these amounts (minor units) and on every threshold of its slices.
_SAMPLES = (0, *(step * 10**power for power in range(16) for step in (1, 2, 5)))


def build_tariff(record: TariffRecord, builder: Builder) -> Tariff:
    """Return the tariff: one exact price, or a band of three."""
    for check in (_check_institution, _check_legal_entity, _check_claimed, _check_reliefs):
        check(record, builder)
    low, likely, high = _prices(record, builder)
    return Tariff(
        id=record.id,
        function=record.function,
        currency=record.currency,
        low=low,
        likely=likely,
        high=high,
        provenance=builder.share(record.provenance()),
        customer=record.customer,
        institution=record.institution,
        legal_entity=record.legal_entity,
        country=record.country,
        for_currency=record.for_currency,
        reliefs=tuple(Relief(item.relation, item.waived_percent) for item in record.reliefs),
        is_claimed=record.is_claimed,
    )


@unless_unread
def _check_institution(record: TariffRecord, builder: Builder) -> None:
    if record.institution and (record.legal_entity or record.country):
        what = "institution stands beside another scope"
        builder.fault(("institution",), what, "keep institution alone, or drop it")


@unless_unread
def _check_legal_entity(record: TariffRecord, builder: Builder) -> None:
    if record.legal_entity and not record.country:
        builder.fault((), "legal_entity is given without country", "add country: a tariff holds in one country")


@unless_unread
def _check_claimed(record: TariffRecord, builder: Builder) -> None:
    if record.is_claimed and record.function is not ChargeFunction.SURCHARGE:
        what = f"is_claimed stands in a tariff for {record.function.value}"
        builder.fault(("is_claimed",), what, "use function: surcharge")


@unless_unread
def _check_reliefs(record: TariffRecord, builder: Builder) -> None:
    relations = [item.relation for item in record.reliefs]
    if len(relations) != len(set(relations)):
        builder.fault(("reliefs",), "two reliefs speak of one relation", "keep one of them")


def _prices(record: TariffRecord, builder: Builder) -> tuple[Price, Price, Price]:
    band = {"low": record.low, "likely": record.likely, "high": record.high}
    given = [name for name, part in band.items() if part is not None]
    if record.price is not None and given:
        builder.fault((given[0],), f"price stands beside {', '.join(given)}", "keep price alone, or the three alone")
    if record.price is not None:
        price = _price(record.price, record.currency, builder, "price")
        return price, price, price
    if missing := [name for name in band if name not in given]:
        what = f"the tariff has no price: {', '.join(missing)} missing"
        builder.fault((), what, "give price where it is exact, or low, likely and high")
    low, likely, high = (
        Price() if part is None else _price(part, record.currency, builder, name) for name, part in band.items()
    )
    if not missing:
        _check_band((low, likely, high), record.currency, builder)
    return low, likely, high


@unless_unread
def _price(part: PricePart, currency: str, builder: Builder, name: str) -> Price:
    _check_rate(part, builder, name)
    slices = _slices(part, currency, builder, name)
    fixed = builder.optional_amount(part.fixed, currency, name, "fixed")
    least, most = builder.limits(part, currency, name)
    return Price(
        fixed_minor=0 if fixed is None else fixed,
        slices=(ChargeSlice(0, 0, part.rate_bp),) if part.rate_bp else slices,
        minimum_minor=least,
        maximum_minor=most,
        is_slab=part.is_slab,
    )


@unless_unread
def _check_rate(part: PricePart, builder: Builder, name: str) -> None:
    if part.rate_bp is not None and part.slices:
        builder.fault((name, "rate_bp"), "rate_bp stands beside slices", "put the rate into the slices")


@unless_unread
def _slices(part: PricePart, currency: str, builder: Builder, name: str) -> tuple[ChargeSlice, ...]:
    for index, item in enumerate(part.slices):
        _check_fixed(item, builder, name, index, is_slab=part.is_slab)
    slices = tuple(_slice(item, currency, builder, name, index) for index, item in enumerate(part.slices))
    if slices:
        rising([_start(item) for item in slices], "slices", replace(builder, spot=builder.spot.at(name)))
    elif part.is_slab:
        builder.fault((name, "is_slab"), "there are no slices", "give slices, or leave is_slab out")
    return slices


@unless_unread
def _start(part: ChargeSlice) -> int:
    return part.from_minor


@unless_unread
def _check_fixed(part: SlicePart, builder: Builder, name: str, index: int, *, is_slab: bool) -> None:
    if part.fixed is not None and not is_slab:
        what = "a marginal slice has a fixed part"
        mend = "leave it out, or say is_slab: true where the whole amount is priced"
        builder.fault((name, "slices", index, "fixed"), what, mend)


@unless_unread
def _slice(part: SlicePart, currency: str, builder: Builder, name: str, index: int) -> ChargeSlice:
    fixed = builder.optional_amount(part.fixed, currency, name, "slices", index, "fixed")
    start = builder.amount(part.start, currency, name, "slices", index, "from")
    return ChargeSlice(start, 0 if fixed is None else fixed, part.rate_bp)


@unless_unread
def _check_band(prices: tuple[Price, Price, Price], currency: str, builder: Builder) -> None:
    low, likely, high = prices
    for name, lower, upper in (("likely", low, likely), ("high", likely, high)):
        for amount in sorted({*_SAMPLES, *(piece.from_minor for piece in (*lower.slices, *upper.slices))}):
            if _ppm(lower, amount) > _ppm(upper, amount):
                sample = f"{amount_text(amount, currency)} {currency}"
                what = f"on {sample} the price {name} is below the one before it"
                builder.fault((name,), what, "order the three: low <= likely <= high for every amount")
                break


def _ppm(price: Price, amount: int) -> int:
    """Return the charge on an amount in millionths of a minor unit, before rounding."""
    reached = [piece for piece in price.slices if piece.from_minor <= amount]
    if price.is_slab:
        share, added = (
            amount * reached[-1].rate_ppm if reached else 0,
            reached[-1].fixed_minor if reached else 0,
        )
    else:
        ends = [piece.from_minor for piece in reached[1:]] + [amount]
        share = (
            sum((end - piece.from_minor) * piece.rate_ppm for piece, end in zip(reached, ends, strict=True))
            if reached
            else 0
        )
        added = 0
    share = max(share, price.minimum_minor * _PPM_ONE)
    if price.maximum_minor is not None:
        share = min(share, price.maximum_minor * _PPM_ONE)
    return share + (price.fixed_minor + added) * _PPM_ONE
