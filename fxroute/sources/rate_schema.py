"""Schemas of the records of rate files, and the values made of them."""

import re
from decimal import Decimal
from typing import Annotated

from fxroute.model import Quote
from fxroute.rates import ForwardPoints, PairConvention
from fxroute.sources.builder import Builder
from fxroute.sources.fault import shown
from fxroute.sources.fields import Count, PairField, QuotedAtField, RateField, Reads, Text, refuse, words
from fxroute.sources.schema import Record
from fxroute.sources.unread import UNREAD, unless_unread

__all__ = [
    "ConventionRecord",
    "ForwardPointsRecord",
    "QuoteRecord",
    "RATE_RECORDS",
    "build_convention",
    "build_forward_points",
    "build_quote",
]

_PIPS = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?")


def _parse_pips(value: object) -> Decimal:
    if not isinstance(value, str) or not _PIPS.fullmatch(value):
        refuse(f"{shown(value)} is no number of pips", 'write digits as text, with their sign: "-12.5"')
    return Decimal(value)


def _parse_unit(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or str(value).strip("0") != "1" or value > 10**9:
        refuse(f"{shown(value)} is no power of ten", "write 1, 10, 100 or 1000, without quotes")
    return value


class QuoteRecord(Record):
    """A rate of a pair, or its two sides."""

    pair: PairField
    quoted_at: QuotedAtField
    kind: Annotated[str, words("spot", "central_parity", "fixing", "peg", "market", "derived")]
    rate: Annotated[Decimal | None, RateField] = None
    bid: Annotated[Decimal | None, RateField] = None
    offer: Annotated[Decimal | None, RateField] = None
    unit: Annotated[int, Reads(_parse_unit, {"type": "integer", "minimum": 1})] = 1


class ForwardPointsRecord(Record):
    """What is added to spot at a tenor."""

    pair: PairField
    tenor: Text
    bid_pips: Annotated[Decimal, Reads(_parse_pips, {"type": "string", "pattern": rf"^{_PIPS.pattern}$"})]
    offer_pips: Annotated[Decimal, Reads(_parse_pips, {"type": "string", "pattern": rf"^{_PIPS.pattern}$"})]
    quoted_at: QuotedAtField


class ConventionRecord(Record):
    """Spot lag and pip of a pair."""

    pair: PairField
    spot_lag_days: Count
    pip_size: Annotated[Decimal, RateField]


RATE_RECORDS: dict[str, type[Record]] = {
    "rates": QuoteRecord,
    "forward_points": ForwardPointsRecord,
    "conventions": ConventionRecord,
}
"""Schema of each kind of record in a rate file, by its top-level key."""


def build_quote(record: QuoteRecord, builder: Builder) -> Quote:
    """Return the quote for one base unit; a single rate is both sides."""
    bid, offer = _sides(record, builder)
    decimals = -len(str(record.unit)) + 1
    low, high = bid.scaleb(decimals), offer.scaleb(decimals)
    return builder.attempt(
        lambda: Quote(
            id=record.id,
            pair=record.pair,
            bid=low,
            offer=high,
            kind=record.kind,
            quoted_at=record.quoted_at,
            provenance=builder.share(record.provenance()),
        )
    )


@unless_unread
def _sides(record: QuoteRecord, builder: Builder) -> tuple[Decimal, Decimal]:
    """Return bid and offer, `UNREAD` after noting that they cannot be told."""
    nothing: tuple[Decimal, Decimal] = UNREAD, UNREAD
    given = [name for name in ("bid", "offer") if getattr(record, name) is not None]
    if record.rate is not None and given:
        what = f"rate stands beside {' and '.join(given)}"
        builder.fault((given[0],), what, "keep rate alone, or the two sides alone")
        return nothing
    bid, offer = (record.rate, record.rate) if record.rate is not None else (record.bid, record.offer)
    if bid is None or offer is None:
        what = f"{given[0]} stands alone" if given else "the quote has no rate"
        builder.fault((), what, "give rate, or both bid and offer")
        return nothing
    return bid, offer


def build_forward_points(record: ForwardPointsRecord, builder: Builder) -> ForwardPoints:
    """Return the forward points."""
    return builder.attempt(
        lambda: ForwardPoints(
            id=record.id,
            pair=record.pair,
            tenor=record.tenor,
            bid_pips=record.bid_pips,
            offer_pips=record.offer_pips,
            quoted_at=record.quoted_at,
            provenance=builder.share(record.provenance()),
        )
    )


def build_convention(record: ConventionRecord, builder: Builder) -> PairConvention:
    """Return the convention of a pair."""
    return builder.attempt(
        lambda: PairConvention(
            id=record.id,
            pair=record.pair,
            spot_lag_days=record.spot_lag_days,
            pip_size=record.pip_size,
            provenance=builder.share(record.provenance()),
        )
    )
