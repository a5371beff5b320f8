"""The rate table: quotes with source and time, and the crosses made from them.

One quote answers for two currencies, in both directions: the inverse of a quote has the sides 1/offer and
1/bid. Of several quotes on the same two currencies the newest answers; at the same instant the one of better
confidence, then the one whose id comes first. A pair without a quote is crossed over the chain of quotes that
is shortest, then the one whose oldest quote is newest, then the one whose currencies come first in the
alphabet, read from the pair's alphabetically first currency, so that both directions take the same chain. A
cross bids the product of the bids and offers the product of the offers. A peg has no age: it makes no chain
old.

Arithmetic is exact (`Fraction`); crosses and inverses are presented as decimals of 16 significant digits,
half-even, which keeps `bid <= mid <= offer`. A direct quote keeps the digits it was quoted with.

A table may hold history. A query needs one consistent view of it, which `as_of` gives. Where quotes of feeds lie
above others, `fxroute.rates.precedence` says which of them stand.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from fxroute.errors import ContradictoryRate, InvalidValue, MissingRate
from fxroute.model import CrossRate, CurrencyPair, Quote
from fxroute.rates.contradiction import CONTRADICTION_MEND, contradiction_text, find_contradictions
from fxroute.rates.convention import PairConvention, pip_size_of
from fxroute.rates.cross import PEG, Neighbours, cross_rate, find_chain, neighbours_of, winners
from fxroute.rates.exact import rounded
from fxroute.rates.forward import ForwardPoints
from fxroute.rates.precedence import standing_quotes

__all__ = ["RateDeviation", "RateTable"]

_SPOT_LAG_DAYS = 2
_CLOSEST_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RateDeviation:
    """A direct quote that lies far from the cross of equally fresh quotes; a finding, not an error.

    Both mids are quote units of `pair` for one base unit; `deviation_bp` is direct less cross, in basis
    points of the cross.
    """

    pair: CurrencyPair
    quote: str
    direct_mid: Decimal
    cross_path: tuple[str, ...]
    cross_mid: Decimal
    deviation_bp: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTable:
    """Quotes, forward points and conventions; a `RateSource` for queries. Build it with `RateTable.of`.

    `quotes` are in the order given, history included. `sha256` names the content for replay: that of the file
    where one was read, else that of the quotes themselves; a view made by `as_of` keeps it. `feeds` are the ids of
    each feed's quotes, the lowest feed first, `own` those of own files that are no feeds.
    """

    quotes: tuple[Quote, ...]
    forward_points: tuple[ForwardPoints, ...]
    conventions: tuple[PairConvention, ...]
    sha256: str
    feeds: tuple[tuple[str, ...], ...] = ()
    own: tuple[str, ...] = ()
    _neighbours: Neighbours = field(repr=False, compare=False)
    _kinds: dict[str, str] = field(repr=False, compare=False)
    _answers: dict[CurrencyPair, CrossRate] = field(repr=False, compare=False)

    @classmethod
    def of(
        cls,
        quotes: tuple[Quote, ...],
        forward_points: tuple[ForwardPoints, ...] = (),
        conventions: tuple[PairConvention, ...] = (),
        sha256: str = "",
        *,
        feeds: tuple[tuple[str, ...], ...] = (),
        own: tuple[str, ...] = (),
    ) -> "RateTable":
        """Build a table, refusing quotes that deny one another.

        Args:
            quotes: any number on any pairs, at instants with an offset; ids are unique.
            forward_points: for outright rates.
            conventions: spot lags and pips; the first for a pair holds.
            sha256: hash of the file they come from; empty: computed from the quotes.
            feeds: ids of each feed's quotes, the lowest feed first; they lie above all others.
            own: ids of quotes that stand whatever feeds say.

        Raises:
            InvalidValue: an id is given twice, or an instant has no offset.
            ContradictoryRate: two quotes on the same two currencies, of the same kind, instant, confidence and feed, or
                of none, have bids and offers that do not overlap; all such quotes are named.
        """
        _check_ids(quotes)
        _check_contradictions(quotes, feeds)
        return cls(
            quotes=quotes,
            forward_points=forward_points,
            conventions=conventions,
            sha256=sha256 or _hash_of(quotes),
            feeds=feeds,
            own=own,
            _neighbours=neighbours_of(quotes),
            _kinds={quote.id: quote.kind for quote in quotes},
            _answers={},
        )

    def as_of(self, instant: datetime) -> "RateTable":
        """Return the view at `instant`: for each two currencies the latest quote that was valid and known.

        Quotes of feeds lie above: see `fxroute.rates.precedence`.

        Forward points are kept likewise, per pair and tenor; conventions where they are valid.

        Raises:
            InvalidValue: `instant` has no UTC offset.
        """
        _check_offset(instant, where="as_of")
        day = instant.astimezone(UTC).date()
        known = [quote for quote in self.quotes if quote.quoted_at <= instant and quote.provenance.is_valid_on(day)]
        standing = standing_quotes(known, self.feeds, self.own) if self.feeds else winners(known).values()
        latest = {quote.id for quote in standing}
        points: dict[tuple[CurrencyPair, str], ForwardPoints] = {}
        for entry in sorted(self.forward_points, key=lambda entry: (entry.quoted_at, entry.id)):
            if entry.quoted_at <= instant and entry.provenance.is_valid_on(day):
                points[entry.pair, entry.tenor] = entry
        return RateTable.of(
            tuple(quote for quote in known if quote.id in latest),
            tuple(entry for entry in self.forward_points if points.get((entry.pair, entry.tenor)) is entry),
            tuple(entry for entry in self.conventions if entry.provenance.is_valid_on(day)),
            self.sha256,
        )

    def rate(self, pair: CurrencyPair) -> CrossRate:
        """Return the rate of a pair: its quote, the inverse of one, or a cross. Answers are kept.

        Raises:
            MissingRate: no chain of quotes joins the two currencies; the closest pairs are named.
        """
        answer = self._answers.get(pair)
        if answer is None:
            answer = self._answers[pair] = self._make(pair)
        return answer

    def _make(self, pair: CurrencyPair) -> CrossRate:
        chain = find_chain(self._neighbours, min(pair.base, pair.quote), max(pair.base, pair.quote))
        if not chain:
            raise self._missing(pair)
        return cross_rate(self._neighbours, chain if chain[0] == pair.base else chain[::-1])

    def _missing(self, pair: CurrencyPair) -> MissingRate:
        ends = {pair.base, pair.quote}
        pairs = sorted(self.list_pairs(), key=lambda other: (-len(ends & {other.base, other.quote}), other))
        unknown = sorted(ends - self._neighbours.keys())
        lacking = f"; no quote at all has {' or '.join(unknown)}" if unknown else ""
        closest = ", ".join(str(other) for other in pairs[:_CLOSEST_MAX]) or "none, the table is empty"
        return MissingRate(
            what=f"no rate for {pair}, neither direct nor crossed{lacking}",
            where=f"rate table of {len(self.quotes)} quotes",
            mend=f"add a quote that joins {pair.base} and {pair.quote}; closest pairs at hand: {closest}",
        )

    def list_pairs(self) -> tuple[CurrencyPair, ...]:
        """Return the pairs that are quoted, as quoted, in alphabetical order."""
        return tuple(sorted({quote.pair for quote in self.quotes}))

    def age_minutes(self, rate: CrossRate, now: datetime) -> int:
        """Return the age of the oldest quote of `rate` in whole minutes; 0 when pegs alone made it.

        It is negative when the rate was quoted after `now`.

        Raises:
            InvalidValue: `now` has no UTC offset, or `rate` is made of quotes that this table does not hold.
        """
        _check_offset(now, where="now")
        if foreign := [name for name in rate.path if name not in self._kinds]:
            raise InvalidValue(
                what=f"the rate of {rate.pair} stands on {', '.join(foreign)}, unknown here",
                where="rate table",
                mend="ask the table that gave the rate",
            )
        if all(self._kinds[name] == PEG for name in rate.path):
            return 0
        return int((now - rate.quoted_at).total_seconds() // 60)

    def is_stale(self, rate: CrossRate, now: datetime, limit_minutes: int) -> bool:
        """Tell whether `rate` is older than `limit_minutes`; a rate made of pegs alone never is."""
        return self.age_minutes(rate, now) > limit_minutes

    def find_convention(self, pair: CurrencyPair) -> PairConvention | None:
        """Return the convention of the pair or of its inverse, `None` when there is none."""
        for wanted in (pair, pair.inverse):
            for convention in self.conventions:
                if convention.pair == wanted:
                    return convention
        return None

    def spot_lag_days(self, pair: CurrencyPair) -> int:
        """Return the good days from deal to spot delivery: the convention's, else 2.

        Source: spot is delivered two business days after the deal unless the pair says otherwise (market
        practice).
        """
        convention = self.find_convention(pair)
        return _SPOT_LAG_DAYS if convention is None else convention.spot_lag_days

    def pip_size(self, pair: CurrencyPair) -> Decimal:
        """Return the pip of a pair, in quote units for one base unit."""
        return pip_size_of(pair, self.conventions)

    def list_forward_points(self, pair: CurrencyPair) -> tuple[ForwardPoints, ...]:
        """Return the forward points quoted on exactly this pair, in the order given."""
        return tuple(entry for entry in self.forward_points if entry.pair == pair)

    def check(self, *, limit_bp: int = 500, fresh_minutes: int = 1440) -> tuple[RateDeviation, ...]:
        """Compare every quote that answers with the crosses over one third currency.

        Args:
            limit_bp: least deviation that is reported, in basis points of the cross.
            fresh_minutes: how far apart in time the quotes may be to be compared; pegs always may.

        Returns:
            One entry per quote and third currency, by pair, then path; empty when all agree.
        """
        found = []
        for (first, second), quote in sorted(winners(self.quotes).items()):
            for third in sorted(self._neighbours[first].keys() & self._neighbours[second].keys()):
                path = (self._neighbours[quote.pair.base][third], self._neighbours[third][quote.pair.quote])
                if _is_equally_fresh((quote, *path), fresh_minutes):
                    cross = cross_rate(self._neighbours, (quote.pair.base, third, quote.pair.quote))
                    found.append(_deviation(quote, cross))
        return tuple(entry for entry in found if abs(entry.deviation_bp) > limit_bp)


def _is_equally_fresh(quotes: tuple[Quote, ...], fresh_minutes: int) -> bool:
    instants = [quote.quoted_at for quote in quotes if quote.kind != PEG]
    return not instants or (max(instants) - min(instants)).total_seconds() <= fresh_minutes * 60


def _deviation(quote: Quote, cross: CrossRate) -> RateDeviation:
    direct_mid = (Fraction(quote.bid) + Fraction(quote.offer)) / 2
    return RateDeviation(
        pair=quote.pair,
        quote=quote.id,
        direct_mid=rounded(direct_mid),
        cross_path=cross.path,
        cross_mid=cross.mid,
        deviation_bp=rounded((direct_mid / Fraction(cross.mid) - 1) * 10_000),
    )


def _check_ids(quotes: tuple[Quote, ...]) -> None:
    seen: set[str] = set()
    for quote in quotes:
        _check_offset(quote.quoted_at, where=f"quote {quote.id}")
        if quote.id in seen:
            raise InvalidValue(
                what=f"two quotes have the id {quote.id!r}",
                where="rate table",
                mend="give each quote an id of its own",
            )
        seen.add(quote.id)


def _check_offset(instant: datetime, *, where: str) -> None:
    if not isinstance(instant, datetime) or instant.utcoffset() is None:
        raise InvalidValue(
            what=f"{instant!r} is no instant with a UTC offset",
            where=where,
            mend='write "2026-11-24T09:15+08:00", with the offset',
        )


def _check_contradictions(quotes: tuple[Quote, ...], feeds: tuple[tuple[str, ...], ...]) -> None:
    if found := find_contradictions(quotes, feeds):
        names = ", ".join(dict.fromkeys(quote.id for pair in found for quote in pair))
        raise ContradictoryRate(
            what="; ".join(contradiction_text(first, second) for first, second in found),
            where=f"rate table, quotes {names}",
            mend=CONTRADICTION_MEND,
        )


def _hash_of(quotes: Iterable[Quote]) -> str:
    lines = (
        f"{quote.id} {quote.pair} {quote.bid} {quote.offer} {quote.kind} {quoted_at.isoformat()}"
        for quote, quoted_at in ((quote, quote.quoted_at.astimezone(UTC)) for quote in quotes)
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
