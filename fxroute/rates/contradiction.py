"""Contradictions: quotes that cannot both be true."""

from itertools import combinations

from fxroute.model import Quote
from fxroute.rates.cross import sides_of

__all__ = ["CONTRADICTION_MEND", "contradiction_text", "find_contradictions"]

CONTRADICTION_MEND = "remove the wrong one, or give it the instant or the confidence that it really has"
"""What mends a contradiction."""


def find_contradictions(
    quotes: tuple[Quote, ...], feeds: tuple[tuple[str, ...], ...] = ()
) -> tuple[tuple[Quote, Quote], ...]:
    """Return each two quotes on the same currencies, of one kind, instant and confidence, that do not overlap.

    Quotes of a feed are held against one another only: between feeds, and between them and others, precedence decides.
    """
    feed_of = {name: at for at, feed in enumerate(feeds) for name in feed}
    groups: dict[tuple[object, ...], list[Quote]] = {}
    for quote in quotes:
        pair = quote.pair
        currencies = (pair.base, pair.quote) if pair.base < pair.quote else (pair.quote, pair.base)
        key = (currencies, quote.quoted_at, quote.kind, quote.provenance.confidence, feed_of.get(quote.id))
        groups.setdefault(key, []).append(quote)
    return tuple(
        (first, second)
        for group in groups.values()
        for first, second in combinations(group, 2)
        if _are_disjoint(first, second)
    )


def contradiction_text(first: Quote, second: Quote) -> str:
    """Return the contradiction of two quotes as a sentence without its full stop."""
    return f"{_shown(first)} and {_shown(second)} do not overlap at {first.quoted_at.isoformat()}"


def _are_disjoint(first: Quote, second: Quote) -> bool:
    bid, offer = sides_of(first, first.pair.base)
    other_bid, other_offer = sides_of(second, first.pair.base)
    return offer < other_bid or other_offer < bid


def _shown(quote: Quote) -> str:
    return f"{quote.id} ({quote.pair} {quote.bid}/{quote.offer})"
