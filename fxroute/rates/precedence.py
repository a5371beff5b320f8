"""Which quotes stand when those of feeds lie above the shipped ones.

Fixings of one hour beside older priors, or beside fixings of another hour, make circles in which money would be made.
So wherever a feed quotes, every circle is cut, and what stands back is what lies lowest: the feed given last keeps
all its quotes; of the rest each quote stands only if it joins currencies that nothing above it has joined. Pegs come
right below the feed given last: they hold at any hour. Where no feed takes part in a circle nothing changes, and own
quotes that come from no feed always stand: what they contradict is told, and not left out.
"""

from collections.abc import Iterable, Sequence

from fxroute.model import Quote
from fxroute.rates.cross import PEG, winners

__all__ = ["standing_quotes"]

_Pair = tuple[str, str]
_Layer = dict[_Pair, Quote]


def standing_quotes(quotes: Sequence[Quote], feeds: Sequence[Iterable[str]], own: Iterable[str]) -> list[Quote]:
    """Return the quotes that answer at an instant.

    Args:
        quotes: all that are valid and known then.
        feeds: the ids of each feed's quotes, the lowest feed first.
        own: ids of quotes from own files that are no feeds.
    """
    owned = frozenset(own)
    layers = _layers([quote for quote in quotes if quote.id not in owned], feeds)
    fetched = {pair for layer in layers[:-2] for pair in layer}
    standing = [quote for quote in quotes if quote.id in owned]
    for block in _blocks(layers):
        if fetched.isdisjoint(block):
            standing += winners(layer[pair] for layer in layers for pair in block if pair in layer).values()
        else:
            standing += _joining(layers, block)
    return list(winners(standing).values())


def _layers(quotes: Sequence[Quote], feeds: Sequence[Iterable[str]]) -> list[_Layer]:
    """Return what each layer answers: the feeds, the highest first, then pegs, then everything else."""
    place = {name: at for at, feed in enumerate(reversed(feeds)) for name in feed}
    pegs, rest = len(feeds), len(feeds) + 1
    sorted_out: list[list[Quote]] = [[] for _ in range(rest + 1)]
    for quote in quotes:
        # A peg that is a band holds a rate within two limits and is none itself.
        lowest = pegs if quote.kind == PEG and quote.bid == quote.offer else rest
        sorted_out[place.get(quote.id, lowest)].append(quote)
    return [winners(layer) for layer in sorted_out]


def _blocks(layers: Sequence[_Layer]) -> list[list[_Pair]]:
    """Return the quoted pairs in blocks: two pairs are in one block when a circle passes through both."""
    import networkx as nx  # feeds alone need it

    pairs = sorted({pair for layer in layers for pair in layer})
    blocks: Iterable[Iterable[_Pair]] = nx.biconnected_component_edges(nx.Graph(pairs))
    return sorted(sorted((min(edge), max(edge)) for edge in block) for block in blocks)


def _joining(layers: Sequence[_Layer], block: Sequence[_Pair]) -> list[Quote]:
    """Return the quotes of a block that stand, so that no circle goes through two layers."""
    *feeds, pegs, rest = ([layer[pair] for pair in block if pair in layer] for layer in layers)
    top, *others = filter(None, feeds)
    standing = list(top)
    joined = {currency: currency for pair in block for currency in pair}
    for quote in standing:
        joined[_end(joined, quote.pair.base)] = _end(joined, quote.pair.quote)
    for layer in (pegs, *others, rest):
        for quote in sorted(layer, key=_order):
            ends = _end(joined, quote.pair.base), _end(joined, quote.pair.quote)
            if ends[0] != ends[1]:
                joined[ends[0]] = ends[1]
                standing.append(quote)
    return standing


def _order(quote: Quote) -> tuple[float, int, str]:
    return -quote.quoted_at.timestamp(), quote.provenance.confidence.rank, quote.id


def _end(joined: dict[str, str], currency: str) -> str:
    while joined[currency] != currency:
        currency = joined[currency]
    return currency
