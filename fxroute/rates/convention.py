"""Conventions of currency pairs: when spot is delivered, and how large a pip is."""

from dataclasses import dataclass
from decimal import Decimal

from fxroute.errors import InvalidValue
from fxroute.model import CurrencyPair, Provenance, currency_exponent

__all__ = ["PairConvention", "pip_size_of"]

_DECIMALS_BEYOND_MINOR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PairConvention:
    """How a pair is dealt: good days from deal to spot delivery, and its smallest conventional step.

    `pip_size` is in quote units per base unit: 0.0001 for USD/CNY, 0.01 for USD/JPY.
    """

    id: str
    pair: CurrencyPair
    spot_lag_days: int
    pip_size: Decimal
    provenance: Provenance

    def __post_init__(self) -> None:
        """Refuse a negative lag and a pip that is not positive."""
        if self.spot_lag_days < 0:
            raise InvalidValue(
                what=f"spot_lag_days is {self.spot_lag_days}",
                where=f"convention {self.id}",
                mend="give zero or more days",
            )
        if not (isinstance(self.pip_size, Decimal) and self.pip_size.is_finite() and self.pip_size > 0):
            raise InvalidValue(
                what=f"pip_size is {self.pip_size!r}",
                where=f"convention {self.id}",
                mend='give a positive decimal: "0.0001"',
            )


def pip_size_of(pair: CurrencyPair, conventions: tuple[PairConvention, ...] = ()) -> Decimal:
    """Return the pip of a pair, in quote units: from its convention, else two decimals beyond the minor unit.

    A convention for the inverse pair says nothing of this one. Without any, a quote currency of two decimals
    gives 0.0001 and one without decimals 0.01; a third decimal (KWD) is not counted, so that KWD has 0.0001
    too.

    Source: quotation practice of the interbank market (most pairs 0.0001, yen pairs 0.01).
    """
    for convention in conventions:
        if convention.pair == pair:
            return convention.pip_size
    decimals = min(currency_exponent(pair.quote), 2) + _DECIMALS_BEYOND_MINOR
    return Decimal(1).scaleb(-decimals)
