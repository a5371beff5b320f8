"""Rates as a record keeps them: those that were asked for, and no others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from fxroute.errors import MissingRate
from fxroute.model import CrossRate, CurrencyPair, Provenance, RateSource

__all__ = ["AskedRates", "KeptRate", "KeptRates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRate:
    """One rate as it was answered."""

    pair: str
    bid: Decimal
    offer: Decimal
    mid: Decimal
    path: tuple[str, ...]
    quoted_at: datetime
    provenance: Provenance


class AskedRates:
    """A rate source that remembers what it was asked."""

    def __init__(self, rates: RateSource) -> None:
        """Ask `rates`, and remember."""
        self._rates = rates
        self._asked: dict[str, CrossRate] = {}

    @property
    def sha256(self) -> str:
        """Hash of the source asked."""
        return self._rates.sha256

    def rate(self, pair: CurrencyPair) -> CrossRate:
        """See `RateSource`."""
        answer = self._rates.rate(pair)
        self._asked[str(pair)] = answer
        return answer

    def kept(self) -> tuple[KeptRate, ...]:
        """Return what was answered, by pair."""
        return tuple(
            KeptRate(
                pair=pair,
                bid=rate.bid,
                offer=rate.offer,
                mid=rate.mid,
                path=rate.path,
                quoted_at=rate.quoted_at,
                provenance=rate.provenance,
            )
            for pair, rate in sorted(self._asked.items())
        )


class KeptRates:
    """A rate source that answers what a record kept."""

    def __init__(self, rates: Iterable[KeptRate], sha256: str) -> None:
        """Keep the rates by pair."""
        self.sha256 = sha256
        self._rates = {rate.pair: rate for rate in rates}

    def rate(self, pair: CurrencyPair) -> CrossRate:
        """See `RateSource`.

        Raises:
            MissingRate: the record did not keep it, since no rule asked for it.
        """
        held = self._rates.get(str(pair))
        if held is None:
            raise MissingRate(what=f"the record kept no rate {pair}", where="record", mend="check the payment anew")
        return CrossRate(
            pair=pair,
            bid=held.bid,
            offer=held.offer,
            mid=held.mid,
            path=held.path,
            quoted_at=held.quoted_at,
            provenance=held.provenance,
        )
