"""Prices for people: the price list of a tariff, and markups in basis points."""

from fxroute.model import Desk, Price, Tariff, amount_text
from fxroute.report.words import Words

__all__ = ["bp_text", "lags_text", "price_rows", "price_text", "tiers_text"]


def bp_text(ppm: int) -> str:
    """Return millionths as basis points."""
    return f"{ppm / 100:g} bp"


def tiers_text(desk: Desk) -> str:
    """Return the markups of a desk by the amount from which each holds, one on a line."""
    currency = desk.tier_currency
    return "\n".join(
        f"{amount_text(tier.from_minor, currency)} {currency}: {bp_text(tier.markup_ppm)}" for tier in desk.tiers
    )


def lags_text(desk: Desk) -> str:
    """Return what each value date of a desk adds to the markup, one on a line."""
    return "\n".join(f"T+{lag.business_days}: {bp_text(lag.markup_ppm)}" for lag in desk.value_lags)


def price_rows(tariff: Tariff, words: Words) -> list[tuple[str, str]]:
    """Return one price where it is exact, or the three of a band."""
    if tariff.low == tariff.high:
        return [(words("price_exact"), price_text(tariff.likely, tariff.currency))]
    return [
        (words(f"price_{name}"), price_text(price, tariff.currency))
        for name, price in (("low", tariff.low), ("likely", tariff.likely), ("high", tariff.high))
    ]


def price_text(price: Price, currency: str) -> str:
    """Return fixed part, slices and limits; a slice as `2500.00+: 10 bp`, with its own addition where it has one."""
    parts = [amount_text(price.fixed_minor, currency)] if price.fixed_minor or not price.slices else []
    for piece in price.slices:
        added = [amount_text(piece.fixed_minor, currency)] if piece.fixed_minor else []
        share = [bp_text(piece.rate_ppm)] if piece.rate_ppm or not added else []
        parts.append(f"{amount_text(piece.from_minor, currency)}+: {' + '.join(added + share)}")
    if price.minimum_minor:
        parts.append(f"≥ {amount_text(price.minimum_minor, currency)}")
    if price.maximum_minor is not None:
        parts.append(f"≤ {amount_text(price.maximum_minor, currency)}")
    return f"{currency} {', '.join(parts)}"
