"""Quotes and rates in one line: `USD/CNY 7.0197/7.0199 spot 2026-01-08T09:15Z`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies

from fxroute.model import Confidence, CurrencyPair, Provenance, Quote
from fxroute.rates import ForwardPoints, RateTable

NOON = "2026-11-24T12:00Z"


def provenance(confidence: str = "high", *, valid_to: date | None = None) -> Provenance:
    return Provenance(
        source="invented",
        as_of=date(2026, 11, 24),
        confidence=Confidence(confidence),
        valid_to=valid_to,
    )


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def pair(text: str) -> CurrencyPair:
    return CurrencyPair.parse(text)


def quote(line: str, *, name: str = "", confidence: str = "high") -> Quote:
    """Read `PAIR SIDES [KIND [INSTANT]]`; equal sides are written once, the id is the line unless one is given."""
    words = line.split()
    words += ["spot", NOON][len(words) - 2 :]
    bid, _, offer = words[1].partition("/")
    return Quote(
        id=name or line,
        pair=pair(words[0]),
        bid=Decimal(bid),
        offer=Decimal(offer or bid),
        kind=words[2],
        quoted_at=instant(words[3]),
        provenance=provenance(confidence),
    )


def table(*lines: str) -> RateTable:
    return RateTable.of(tuple(quote(line) for line in lines))


def points(line: str, *, name: str = "") -> ForwardPoints:
    """Read `PAIR TENOR BID/OFFER [INSTANT]`, in pips."""
    words = line.split()
    words += [NOON][len(words) - 3 :]
    bid, _, offer = words[2].partition("/")
    return ForwardPoints(
        id=name or line,
        pair=pair(words[0]),
        tenor=words[1],
        bid_pips=Decimal(bid),
        offer_pips=Decimal(offer or bid),
        quoted_at=instant(words[3]),
        provenance=provenance(),
    )


CURRENCIES = ("AED", "CNY", "EUR", "HKD", "JPY", "KWD", "SAR", "USD")


@strategies.composite
def quotes(draw: strategies.DrawFn) -> Quote:
    """Any quote between two of a few currencies, within some days, never above the offer."""
    base, counter = draw(strategies.permutations(CURRENCIES))[:2]
    bid = draw(strategies.integers(1, 10**8))
    offer = bid + draw(strategies.integers(0, 10**4))
    return Quote(
        id=f"Q{draw(strategies.integers(0, 10**9))}",
        pair=CurrencyPair(base, counter),
        bid=Decimal(bid).scaleb(-5),
        offer=Decimal(offer).scaleb(-5),
        kind=draw(strategies.sampled_from(["spot", "fixing", "peg"])),
        quoted_at=datetime(2026, 11, draw(strategies.integers(1, 28)), tzinfo=UTC),
        provenance=provenance(draw(strategies.sampled_from(["high", "medium", "low"]))),
    )


def tables(*, least: int = 1) -> strategies.SearchStrategy[RateTable]:
    """Tables without history: one quote for each two currencies at most."""
    listed = strategies.lists(quotes(), min_size=least, max_size=12, unique_by=lambda drawn: drawn.id)
    return listed.map(lambda drawn: RateTable.of(tuple(one_each(drawn))))


def one_each(drawn: Iterable[Quote]) -> Iterable[Quote]:
    return {frozenset((entry.pair.base, entry.pair.quote)): entry for entry in drawn}.values()
