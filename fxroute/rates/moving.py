"""Moving: a rate table with other rates in place of some, at every instant of its history; exact arithmetic."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from fxroute.errors import FxRouteError, InvalidValue, MissingRate
from fxroute.model import CrossRate, CurrencyPair, Quote, currency_exponent
from fxroute.model.amendment import RateChange, RateMoved, RateSet
from fxroute.model.overlay import change_text, joined
from fxroute.rates.exact import rounded
from fxroute.rates.table import RateTable

__all__ = ["try_rate_changes", "with_rate_changes"]

_BP_ONE = 10_000


def with_rate_changes(table: RateTable, changes: Iterable[RateChange]) -> RateTable:
    """Return the table as it would be after some changes, made one after the other; without one the table itself.

    A change holds at every instant of the history: each quote on the two currencies is moved or set where it stands.
    A pair that is only crossed gets quotes of its own, one for each instant at which
    something is quoted. Sides are
    exact decimals or, where the pair is quoted the other way round, correctly rounded to 16 digits.

    Raises:
        MissingRate: the pair is neither quoted nor crossed.
        InvalidValue: a currency or a rate that is refused, or a move that takes all of it.
        ContradictoryRate: a bid above its offer.
    """
    numbered = ((f"change {number}", change) for number, change in enumerate(changes, 1))
    changed, faults = try_rate_changes(table, numbered)
    if faults:
        raise joined(faults)
    return changed


def try_rate_changes(
    table: RateTable, changes: Iterable[tuple[str, RateChange]]
) -> tuple[RateTable, list[FxRouteError]]:
    """Make those changes that can be made, each given with its place; return every fault of the others."""
    faults: list[FxRouteError] = []
    current = table
    for where, change in changes:
        try:
            quotes = _changed(current, change)
        except FxRouteError as error:
            faults.append(type(error)(what=error.what, where=f"{where}, {error.where}", mend=error.mend))
            continue
        if quotes != current.quotes:
            name = sha256(f"{current.sha256}\n{change_text(change)}".encode()).hexdigest()
            current = RateTable.of(quotes, current.forward_points, current.conventions, name)
    return current, faults


def _changed(table: RateTable, change: RateChange) -> tuple[Quote, ...]:
    if isinstance(change, RateSet):
        return _set(table, change)
    factor = 1 + Fraction(change.by_bp) / _BP_ONE
    if factor <= 0:
        raise InvalidValue(
            what=f"{change.by_bp} basis points take the whole rate", where="rate", mend="stay above -10000bp, or -100%"
        )
    if "/" not in change.what:
        return _currency_moved(table, change, factor)
    pair = CurrencyPair.parse(change.what)
    quotes, own = _with_own_quotes(table, pair)
    return tuple(_moved(quote, pair.base, factor) if quote.id in own else quote for quote in quotes)


def _currency_moved(table: RateTable, change: RateMoved, factor: Fraction) -> tuple[Quote, ...]:
    currency_exponent(change.what)
    if not any(change.what in (quote.pair.base, quote.pair.quote) for quote in table.quotes):
        raise MissingRate(
            what=f"no quote has {change.what}", where="rate", mend="name a currency of the table, or a pair"
        )
    return tuple(
        _moved(quote, change.what, factor) if change.what in (quote.pair.base, quote.pair.quote) else quote
        for quote in table.quotes
    )


def _moved(quote: Quote, currency: str, factor: Fraction) -> Quote:
    """Return a quote in which one of its currencies buys so many times what it did of the other."""
    if quote.pair.base == currency:
        return replace(quote, bid=_times(quote.bid, factor), offer=_times(quote.offer, factor))
    return replace(quote, bid=rounded(Fraction(quote.bid) / factor), offer=rounded(Fraction(quote.offer) / factor))


def _times(side: Decimal, factor: Fraction) -> Decimal:
    """Multiply exactly: the factor of a decimal number of basis points is a decimal."""
    product = Fraction(side) * factor
    places = 0
    while (product * 10**places).denominator != 1:
        places += 1
    return Decimal(f"{(product * 10**places).numerator}E-{places}")


def _set(table: RateTable, change: RateSet) -> tuple[Quote, ...]:
    quotes, own = _with_own_quotes(table, change.pair)
    return tuple(
        replace(quote, pair=change.pair, bid=change.bid, offer=change.offer) if quote.id in own else quote
        for quote in quotes
    )


def _with_own_quotes(table: RateTable, pair: CurrencyPair) -> tuple[tuple[Quote, ...], frozenset[str]]:
    """Return the quotes of a table with some on a pair among them, and the ids of those."""
    ends = {pair.base, pair.quote}
    own = [quote.id for quote in table.quotes if {quote.pair.base, quote.pair.quote} == ends]
    if own:
        return table.quotes, frozenset(own)
    crossed = _crossed(table, pair)
    return (*table.quotes, *crossed), frozenset(quote.id for quote in crossed)


def _crossed(table: RateTable, pair: CurrencyPair) -> Sequence[Quote]:
    """Return the crosses of a pair as quotes, one for each instant at which something is quoted."""
    found: list[Quote] = []
    for instant in sorted({quote.quoted_at for quote in table.quotes}):
        try:
            rate = table.as_of(instant).rate(pair)
        except MissingRate:
            continue
        found.append(_quote(pair, instant, rate))
    if not found:
        table.rate(pair)
    return found


def _quote(pair: CurrencyPair, instant: datetime, rate: CrossRate) -> Quote:
    return Quote(
        id=f"changed:{pair.base}{pair.quote}@{instant:%Y-%m-%dT%H:%MZ}",
        pair=pair,
        bid=rate.bid,
        offer=rate.offer,
        kind="derived",
        quoted_at=instant,
        provenance=replace(rate.provenance, valid_from=None, valid_to=None),
    )
