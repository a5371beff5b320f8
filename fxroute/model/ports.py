"""Protocols: what the engine consumes and others provide."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from fxroute.model.pair import CrossRate, CurrencyPair
from fxroute.model.reason import Reason

__all__ = ["Executor", "Permission", "RateSource"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


class RateSource(Protocol):
    """A source of rates, frozen for the length of a query."""

    @property
    def sha256(self) -> str:
        """Hash of the content, for replay."""
        ...

    def rate(self, pair: CurrencyPair) -> CrossRate:
        """Return the rate of a pair, direct or crossed; raise `MissingRate` when there is none."""
        ...


class Permission(Protocol):
    """Tells whether a move may be used at all."""

    def refuses(self, *, kind: str, from_id: str, to_id: str, currency: str, via: str) -> Reason | None:
        """Return the reason against a move, or `None` when it may be used."""
        ...


class Executor(Protocol):
    """Runs independent pieces of work, in order of submission, anywhere."""

    def map(self, work: Callable[[_Item], _Answer], items: Iterable[_Item]) -> Iterable[_Answer]:
        """Return the answers in the order of `items`."""
        ...
