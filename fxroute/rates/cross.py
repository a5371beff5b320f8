"""Crosses: which quote answers for two currencies, which chain joins two others, and the rate it makes."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction

from fxroute.model import CrossRate, CurrencyPair, Provenance, Quote
from fxroute.rates.exact import rounded

__all__ = ["Neighbours", "PEG", "cross_rate", "find_chain", "neighbours_of", "sides_of", "winners"]

PEG = "peg"
"""Kind of a quote that holds until it is abolished, and so has no age."""

Neighbours = dict[str, dict[str, Quote]]
"""For every currency those it is quoted against, each with the quote that answers; both directions."""

_AGELESS = datetime.max.replace(tzinfo=UTC)


def winners(quotes: Iterable[Quote]) -> dict[tuple[str, str], Quote]:
    """Return the quote that answers for each two currencies (in alphabetical order).

    The newest does; at the same instant the one of better confidence, then the one whose id comes first.
    """
    best: dict[tuple[str, str], Quote] = {}
    for quote in quotes:
        key = _currencies_of(quote.pair)
        held = best.get(key)
        if held is None or _answers_before(quote, held):
            best[key] = quote
    return best


def _currencies_of(pair: CurrencyPair) -> tuple[str, str]:
    """Return the two currencies in alphabetical order."""
    return (pair.base, pair.quote) if pair.base < pair.quote else (pair.quote, pair.base)


def _answers_before(quote: Quote, held: Quote) -> bool:
    if quote.quoted_at != held.quoted_at:
        return quote.quoted_at > held.quoted_at
    return (quote.provenance.confidence.rank, quote.id) < (held.provenance.confidence.rank, held.id)


def neighbours_of(quotes: Iterable[Quote]) -> Neighbours:
    """Return who is quoted against whom."""
    neighbours: Neighbours = {}
    for (first, second), quote in winners(quotes).items():
        neighbours.setdefault(first, {})[second] = quote
        neighbours.setdefault(second, {})[first] = quote
    return neighbours


def find_chain(neighbours: Neighbours, start: str, end: str) -> tuple[str, ...]:
    """Return the chain of currencies from `start` to `end`, both included; empty when they are not joined.

    Shortest first, then the newest oldest quote, then alphabetical order of the currencies.
    """
    distances = _distances(neighbours, start, end)
    if start not in distances:
        return ()
    freshness = _freshness(neighbours, distances, start)
    chain = [start]
    while chain[-1] != end:
        here = chain[-1]
        steps = _steps(neighbours, distances, here)
        chain.append(min(to for to, quote in steps if min(freshness[to], _age_key(quote)) >= freshness[start]))
    return tuple(chain)


def _distances(neighbours: Neighbours, start: str, end: str) -> dict[str, int]:
    """For the currencies around `end`, as far as `start`, the number of quotes between them and `end`."""
    distances, ring = {end: 0}, [end]
    while ring and start not in distances:
        count = distances[ring[0]] + 1
        ring = [there for here in ring for there in neighbours.get(here, ()) if there not in distances]
        distances |= dict.fromkeys(ring, count)
    return distances


def _steps(neighbours: Neighbours, distances: dict[str, int], here: str) -> list[tuple[str, Quote]]:
    """The quotes that lead one step nearer, with the currency they lead to."""
    nearer = distances[here] - 1
    return [(there, quote) for there, quote in neighbours[here].items() if distances.get(there) == nearer]


def _freshness(neighbours: Neighbours, distances: dict[str, int], start: str) -> dict[str, datetime]:
    """For every currency on a shortest chain the oldest instant of the freshest way from it to the end."""
    layers = [{start}]
    while distances[next(iter(layers[-1]))]:
        layers.append({there for here in layers[-1] for there, _ in _steps(neighbours, distances, here)})
    freshness = dict.fromkeys(layers.pop(), _AGELESS)
    for here in (here for layer in reversed(layers) for here in layer):
        steps = _steps(neighbours, distances, here)
        freshness[here] = max(min(freshness[there], _age_key(quote)) for there, quote in steps)
    return freshness


def _age_key(quote: Quote) -> datetime:
    return _AGELESS if quote.kind == PEG else quote.quoted_at


def sides_of(quote: Quote, base: str) -> tuple[Fraction, Fraction]:
    """Return the exact bid and offer of a quote with `base` as its base; inverted: 1/offer and 1/bid."""
    bid, offer = Fraction(quote.bid), Fraction(quote.offer)
    return (bid, offer) if base == quote.pair.base else (1 / offer, 1 / bid)


def cross_rate(neighbours: Neighbours, chain: Sequence[str]) -> CrossRate:
    """Return the rate from the first to the last currency of a chain.

    A single quote in its own direction keeps its digits; all else is rounded to 16 significant digits, half-
    even. `quoted_at` is the oldest quote's, pegs apart unless there is nothing else; provenance is the
    weakest of all.
    """
    steps = tuple(itertools.pairwise(chain))
    quotes = [neighbours[here][there] for here, there in steps]
    pair = CurrencyPair(chain[0], chain[-1])
    bid = offer = Fraction(1)
    for (here, _), quote in zip(steps, quotes, strict=True):
        step_bid, step_offer = sides_of(quote, here)
        bid, offer = bid * step_bid, offer * step_offer
    is_direct = len(quotes) == 1 and quotes[0].pair == pair
    mid = rounded((bid + offer) / 2)
    return CrossRate(
        pair=pair,
        bid=quotes[0].bid if is_direct else rounded(bid),
        offer=quotes[0].offer if is_direct else rounded(offer),
        mid=quotes[0].bid if is_direct and bid == offer else mid,
        path=tuple(quote.id for quote in quotes),
        quoted_at=min(_aging(quotes)).astimezone(UTC),
        provenance=_weakest([quote.provenance for quote in quotes]),
    )


def _aging(quotes: list[Quote]) -> list[datetime]:
    return [quote.quoted_at for quote in quotes if quote.kind != PEG] or [quote.quoted_at for quote in quotes]


def _weakest(provenances: list[Provenance]) -> Provenance:
    """Join provenances: all sources, the oldest day, the least confidence, the validity that all share."""
    if len(provenances) == 1:
        return provenances[0]
    starts = [entry.valid_from for entry in provenances if entry.valid_from is not None]
    ends = [entry.valid_to for entry in provenances if entry.valid_to is not None]
    return Provenance(
        source="; ".join(dict.fromkeys(entry.source for entry in provenances)),
        as_of=min(entry.as_of for entry in provenances),
        confidence=max((entry.confidence for entry in provenances), key=lambda confidence: confidence.rank),
        valid_from=max(starts, default=None),
        valid_to=min(ends, default=None),
        notes=f"cross of {len(provenances)} quotes",
    )
