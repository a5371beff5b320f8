"""The dated rates of a pair: as they were quoted, inverted, or crossed over the euro, the dollar, or both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fxroute.model import CrossRate, CurrencyPair, Quote
from fxroute.rates.cross import PEG, cross_rate, find_chain, neighbours_of

__all__ = ["DatedRate", "list_dated_rates"]

_VEHICLES = frozenset({"EUR", "USD"})


@dataclass(frozen=True, slots=True)
class DatedRate:
    """A rate of the past: `how` is `direct`, `inverse` or `cross`; `kind` that of its quote, `derived` for a cross."""

    rate: CrossRate
    how: str
    kind: str

    @property
    def day(self) -> date:
        """The day of the rate in UTC."""
        return _day(self.rate.quoted_at)


def list_dated_rates(
    quotes: Sequence[Quote], pair: CurrencyPair, *, first: date | None = None, last: date | None = None
) -> tuple[DatedRate, ...]:
    """Return every rate of a pair between two days (UTC, both included), the oldest first; empty when there is none.

    Each quote on the two currencies is one rate. A day without one has a cross, where quotes of that day, with the
    pegs that held then, lead from one currency to the other over the euro, the dollar, or both.
    """
    wanted = [quote for quote in quotes if _is_between(_day(quote.quoted_at), first, last)]
    ends = {pair.base, pair.quote}
    found = [_quoted(quote, pair) for quote in wanted if {quote.pair.base, quote.pair.quote} == ends]
    told = {dated.day for dated in found}
    near = ends | _VEHICLES
    by_day: dict[date, list[Quote]] = {}
    for quote in wanted:
        day = _day(quote.quoted_at)
        if day not in told and quote.kind != PEG and near.issuperset((quote.pair.base, quote.pair.quote)):
            by_day.setdefault(day, []).append(quote)
    pegs = [quote for quote in quotes if quote.kind == PEG and quote.bid == quote.offer]
    for day, listed in by_day.items():
        held = [peg for peg in pegs if _day(peg.quoted_at) <= day and peg.provenance.is_valid_on(day)]
        found += _crossed([*listed, *(peg for peg in held if near.issuperset((peg.pair.base, peg.pair.quote)))], pair)
    return tuple(sorted(found, key=lambda dated: (dated.rate.quoted_at, dated.rate.path)))


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()


def _is_between(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _quoted(quote: Quote, pair: CurrencyPair) -> DatedRate:
    rate = cross_rate(neighbours_of([quote]), (pair.base, pair.quote))
    return DatedRate(rate, "direct" if quote.pair == pair else "inverse", quote.kind)


def _crossed(quotes: Iterable[Quote], pair: CurrencyPair) -> list[DatedRate]:
    neighbours = neighbours_of(quotes)
    chain = find_chain(neighbours, min(pair.base, pair.quote), max(pair.base, pair.quote))
    if len(chain) <= len((pair.base, pair.quote)):
        return []
    return [DatedRate(cross_rate(neighbours, chain if chain[0] == pair.base else chain[::-1]), "cross", "derived")]
