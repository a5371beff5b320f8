"""Changes: what one might do to a network, as values; `fxroute.network.overlay` makes a network with them."""

from dataclasses import dataclass

from fxroute.model.institution import Place
from fxroute.model.pair import CurrencyPair

__all__ = ["AccountOpened", "DeskOpened", "NetworkChange", "RecordOut", "ValidityExtended"]


@dataclass(frozen=True, slots=True)
class RecordOut:
    """A record of any kind is out: an institution with all that needs it, an account, a system, a desk, a tariff."""

    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened:
    """`owner` holds an account in `currency` in the books of `servicer`; place and relation follow from the two."""

    owner: str
    servicer: str
    currency: str

    @property
    def id(self) -> str:
        """The id of the account's record."""
        return f"opened:{self.owner}@{self.servicer}/{self.currency}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOpened:
    """`institution` converts `pair`; hours, tiers and lags are those of the existing desk that is most like it.

    `markup_ppm`, where given, stands in place of all tiers; parts in a million of the rate, as at any desk.
    """

    institution: str
    pair: CurrencyPair
    place: Place
    markup_ppm: int | None = None

    @property
    def id(self) -> str:
        """The id of the desk's record."""
        return f"opened:{self.institution}/{self.pair.base}{self.pair.quote}"


@dataclass(frozen=True, slots=True)
class ValidityExtended:
    """A record holds on every day, whatever its dates say."""

    record: str


NetworkChange = RecordOut | AccountOpened | DeskOpened | ValidityExtended
