"""Desks, from their records: tiers that start at zero and never become dearer, value lags that rise."""

from fxroute.model import SEGMENTED_CURRENCIES, CurrencyPair, Desk, DeskTier, ValueLag
from fxroute.sources.build_hours import build_hours
from fxroute.sources.builder import Builder, rising
from fxroute.sources.fault import Step
from fxroute.sources.schema import DeskRecord, LagPart, TierPart
from fxroute.sources.unread import unless_unread

__all__ = ["build_desk"]

_LAG_DAYS_MAX = 30
_PPM_ONE = 1_000_000


def build_desk(record: DeskRecord, builder: Builder) -> Desk:
    """Return the desk; its tiers start at zero and never become dearer."""
    currency = record.tier_currency
    _check_tier_currency(record, builder)
    tiers = _tiers(record, builder)
    _check_lag_days(record.value_lags, builder)
    _check_lag_markups(record, builder)
    least, most = builder.limits(record, currency)
    return Desk(
        id=record.id,
        institution=record.institution,
        pair=record.pair,
        place=builder.place(record.place, _segmented(record.pair), builder.country_of(record.institution)),
        dealing=record.dealing,
        tier_currency=currency,
        tiers=tiers,
        value_lags=tuple(ValueLag(lag.business_days, lag.markup_bp) for lag in record.value_lags),
        hours=build_hours(record.hours, builder),
        delivers_at=record.delivers_at,
        processing_minutes=builder.share(record.processing_minutes),
        quote_valid_minutes=record.quote_valid_minutes,
        provenance=builder.share(record.provenance()),
        is_pvp=record.is_pvp,
        minimum_minor=least,
        maximum_minor=most,
    )


@unless_unread
def _segmented(pair: CurrencyPair) -> str:
    return next((code for code in (pair.base, pair.quote) if code in SEGMENTED_CURRENCIES), pair.base)


@unless_unread
def _check_tier_currency(record: DeskRecord, builder: Builder) -> None:
    pair, currency = record.pair, record.tier_currency
    if currency not in (pair.base, pair.quote):
        builder.fault(("tier_currency",), f"{currency} is not in {pair}", f"use {pair.base} or {pair.quote}")


@unless_unread
def _tiers(record: DeskRecord, builder: Builder) -> tuple[DeskTier, ...]:
    starts = [_start(part, record.tier_currency, builder, "tiers", index) for index, part in enumerate(record.tiers)]
    rising(starts, "tiers", builder)
    for index in range(1, len(starts)):
        _check_markup(record.tiers[index - 1], record.tiers[index], builder, index)
    return tuple(DeskTier(start, part.markup_bp) for start, part in zip(starts, record.tiers, strict=True))


@unless_unread
def _start(part: TierPart, currency: str, builder: Builder, *steps: Step) -> int:
    return builder.amount(part.start, currency, *steps, "from")


@unless_unread
def _check_markup(smaller: TierPart, larger: TierPart, builder: Builder, index: int) -> None:
    if larger.markup_bp > smaller.markup_bp:
        what = "the markup rises with the amount"
        builder.fault(("tiers", index, "markup_bp"), what, "a larger deal is not dearer: lower this markup")


@unless_unread
def _check_lag_days(lags: tuple[LagPart, ...], builder: Builder) -> None:
    days = [lag.business_days for lag in lags]
    if not days:
        mend = 'give at least one: {business_days: 2, markup_bp: "0"}'
        builder.fault(("value_lags",), "the list of value lags is empty", mend)
    if days != sorted(set(days)):
        builder.fault(("value_lags",), "the value lags do not rise", "order them by business_days, each once")
    if days and max(days) > _LAG_DAYS_MAX:
        builder.fault(("value_lags",), f"a value lag of {max(days)} business days", f"give at most {_LAG_DAYS_MAX}")


@unless_unread
def _check_lag_markups(record: DeskRecord, builder: Builder) -> None:
    dearest = max((tier.markup_bp for tier in record.tiers), default=0)
    for index, lag in enumerate(record.value_lags):
        _check_lag_markup(lag, dearest, builder, index)


@unless_unread
def _check_lag_markup(lag: LagPart, dearest: int, builder: Builder, index: int) -> None:
    if dearest + lag.markup_bp >= _PPM_ONE:
        what = "the markups of tier and value lag take the whole amount"
        builder.fault(("value_lags", index, "markup_bp"), what, "keep their sum below 10000")
