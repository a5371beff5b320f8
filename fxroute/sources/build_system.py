"""Payment systems, from their records: limits and exchanges in currencies that they settle."""

from fxroute.model import Exchange, Infrastructure
from fxroute.sources.build_hours import build_hours
from fxroute.sources.builder import Builder
from fxroute.sources.schema import InfrastructureRecord
from fxroute.sources.unread import unless_unread

__all__ = ["build_infrastructure", "settled_by"]


def build_infrastructure(record: InfrastructureRecord, builder: Builder) -> Infrastructure:
    """Return the payment system; without hours it is known but not used."""
    minimum = _amounts(record.minimum, "minimum", builder)
    maximum = _amounts(record.maximum, "maximum", builder)
    _check_system_currencies(record, builder)
    _check_system_limits(minimum, maximum, builder)
    return Infrastructure(
        id=record.id,
        name=record.name,
        operator=record.operator,
        country=record.country,
        currencies=record.currencies,
        settlement_type=record.settlement_type,
        finality=record.finality,
        processing_minutes=builder.share(record.processing_minutes),
        provenance=builder.share(record.provenance()),
        hours=None if record.hours is None else build_hours(record.hours, builder),
        crosses_border=record.crosses_border,
        minimum_minor=minimum,
        maximum_minor=maximum,
        exchanges=tuple(Exchange(pair=item.pair, markup_ppm=item.markup_bp) for item in record.exchanges),
        message_standard=record.message_standard,
    )


@unless_unread
def _amounts(amounts: dict[str, str], name: str, builder: Builder) -> tuple[tuple[str, int], ...]:
    return tuple((currency, builder.amount(text, currency, name, currency)) for currency, text in amounts.items())


@unless_unread
def _check_system_currencies(record: InfrastructureRecord, builder: Builder) -> None:
    known = settled_by(record)
    for name in ("minimum", "maximum"):
        for currency in getattr(record, name):
            if currency not in known:
                mend = f"use one of {', '.join(sorted(known))}, or add it to currencies"
                builder.fault((name, currency), f"the system does not settle {currency}", mend)


def settled_by(system: InfrastructureRecord) -> set[str]:
    """Return the currencies that a payment system settles, those it exchanges among them."""
    return {*system.currencies}.union(*({item.pair.base, item.pair.quote} for item in system.exchanges))


@unless_unread
def _check_system_limits(
    minimum: tuple[tuple[str, int], ...], maximum: tuple[tuple[str, int], ...], builder: Builder
) -> None:
    most = dict(maximum)
    for currency, least in minimum:
        _check_system_limit(currency, least, most.get(currency, least), builder)


@unless_unread
def _check_system_limit(currency: str, least: int, most: int, builder: Builder) -> None:
    if least > most:
        builder.fault(("maximum", currency), f"the maximum in {currency} is below the minimum", "swap the two")
