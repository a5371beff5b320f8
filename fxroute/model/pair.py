"""Currency pairs and the quotes on them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from fxroute.errors import ContradictoryRate, InvalidValue
from fxroute.model.money import currency_exponent
from fxroute.model.provenance import Provenance

__all__ = ["CrossRate", "CurrencyPair", "Quote"]


@dataclass(frozen=True, slots=True, order=True)
class CurrencyPair:
    """Two currencies; a rate on the pair is the number of `quote` units for **one** `base` unit.

    CNY/SAR 0.53421 says: one yuan buys 0.53421 riyal. The text form `"CNY/SAR"` parses back.
    """

    base: str
    quote: str

    def __post_init__(self) -> None:
        """Refuse unknown codes and a currency against itself."""
        currency_exponent(self.base)
        currency_exponent(self.quote)
        if self.base == self.quote:
            raise InvalidValue(
                what=f"{self.base}/{self.quote} pairs a currency with itself",
                where="currency pair",
                mend="name two currencies; the rate of a currency to itself is 1",
            )

    @classmethod
    def parse(cls, text: str) -> "CurrencyPair":
        """Read `"CNY/SAR"`."""
        base, slash, quote = text.partition("/") if isinstance(text, str) else ("", "", "")
        if not slash:
            raise InvalidValue(what=f"{text!r} is no currency pair", where="currency pair", mend='write "CNY/SAR"')
        return cls(base, quote)

    @property
    def inverse(self) -> "CurrencyPair":
        """The same two currencies, the other way round."""
        return CurrencyPair(self.quote, self.base)

    def __str__(self) -> str:
        """Base, slash, quote."""
        return f"{self.base}/{self.quote}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Bid and offer for one pair, with source and time.

    A dealer buys base at `bid` and sells base at `offer`; `bid <= offer` always. A published parity or fixing has
    both sides equal. `kind` is one of `spot`, `central_parity`, `fixing`, `peg`, `market`, `derived`.
    """

    id: str
    pair: CurrencyPair
    bid: Decimal
    offer: Decimal
    kind: str
    quoted_at: datetime
    provenance: Provenance

    def __post_init__(self) -> None:
        """Refuse a side that is no finite decimal or not positive, and a bid above the offer."""
        for side in (self.bid, self.offer):
            if not (isinstance(side, Decimal) and side.is_finite()):
                raise InvalidValue(
                    what=f"{self.pair} has the side {side!r}, which is no finite decimal",
                    where=f"quote {self.id}",
                    mend='give Decimals made from text: Decimal("7.0197")',
                )
        if not (self.bid > 0 and self.offer > 0):
            raise InvalidValue(
                what=f"{self.pair} {self.bid}/{self.offer} is not positive",
                where=f"quote {self.id}",
                mend="give positive sides",
            )
        if self.bid > self.offer:
            raise ContradictoryRate(
                what=f"{self.pair} bid {self.bid} is above offer {self.offer}",
                where=f"quote {self.id}",
                mend="swap the sides: a dealer buys base at the bid, below the offer",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossRate:
    """Rate of a pair as a rate source answers it: sides, mid, and the path it was made from.

    `path` names the quotes used, in order; one entry means a direct quote. `quoted_at` is the oldest of them, pegs
    apart, which have no age.
    `mid` is the arithmetic mean of the sides; all three are exact decimals or correctly rounded to 16 digits.
    """

    pair: CurrencyPair
    bid: Decimal
    offer: Decimal
    mid: Decimal
    path: tuple[str, ...]
    quoted_at: datetime
    provenance: Provenance
