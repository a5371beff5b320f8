"""Tariffs, from their records: prices, slices and bands, checked for order."""

from dataclasses import replace

from fxroute.model import ChargeFunction, ChargeSlice, Price, Relief, Tariff, amount_text
from fxroute.sources.build import Builder, rising
from fxroute.sources.schema import PricePart, TariffRecord

__all__ = ["build_tariff"]

_PPM_ONE = 1_000_000

# A band is compared on these amounts (minor units) and on every threshold of its slices.
_SAMPLES = (0, *(step * 10**power for power in range(16) for step in (1, 2, 5)))


def build_tariff(record: TariffRecord, builder: Builder) -> Tariff:
    """Return the tariff: one exact price, or a band of three."""
    _check_scope(record, builder)
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


def _check_scope(record: TariffRecord, builder: Builder) -> None:
    if record.institution and (record.legal_entity or record.country):
        what = "institution stands beside another scope"
        builder.fault(("institution",), what, "keep institution alone, or drop it")
    if record.legal_entity and not record.country:
        builder.fault((), "legal_entity is given without country", "add country: a tariff holds in one country")
    if record.is_claimed and record.function is not ChargeFunction.SURCHARGE:
        builder.fault(
            ("is_claimed",), f"is_claimed stands in a tariff for {record.function.value}", "use function: surcharge"
        )
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


def _price(part: PricePart, currency: str, builder: Builder, name: str) -> Price:
    if part.rate_bp is not None and part.slices:
        builder.fault((name, "rate_bp"), "rate_bp stands beside slices", "put the rate into the slices")
    slices = []
    for index, item in enumerate(part.slices):
        here = (name, "slices", index)
        fixed = builder.optional_amount(item.fixed, currency, *here, "fixed")
        if fixed is not None and not part.is_slab:
            what = "a marginal slice has a fixed part"
            builder.fault((*here, "fixed"), what, "leave it out, or say is_slab: true where the whole amount is priced")
        slices.append(ChargeSlice(builder.amount(item.start, currency, *here, "from"), fixed or 0, item.rate_bp))
    if part.slices:
        rising([item.from_minor for item in slices], "slices", replace(builder, spot=builder.spot.at(name)))
    elif part.is_slab:
        builder.fault((name, "is_slab"), "there are no slices", "give slices, or leave is_slab out")
    if part.rate_bp:
        slices = [ChargeSlice(0, 0, part.rate_bp)]
    least = builder.optional_amount(part.minimum, currency, name, "minimum") or 0
    most = builder.optional_amount(part.maximum, currency, name, "maximum")
    if most is not None and least > most:
        builder.fault((name, "maximum"), f"maximum {part.maximum} is below minimum {part.minimum}", "swap the two")
    return Price(
        fixed_minor=builder.optional_amount(part.fixed, currency, name, "fixed") or 0,
        slices=tuple(slices),
        minimum_minor=least,
        maximum_minor=most,
        is_slab=part.is_slab,
    )


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
