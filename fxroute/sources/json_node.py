"""JSON values with their place in a file: what is not there, or of another kind, is refused with the place named."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NoReturn, TypeVar

from fxroute.errors import DataFileError, FxRouteError
from fxroute.model import CurrencyPair, Money, money_of, parse_amount
from fxroute.sources.fault import shown
from fxroute.sources.files import SourceFile

__all__ = ["Node", "json_node"]

_Value = TypeVar("_Value")


def json_node(file: SourceFile, mend: str) -> "Node":
    """Return the top of a JSON file; `mend` is what is told wherever something is wrong with it.

    Raises:
        DataFileError: the bytes are no JSON.
    """
    if file.refusal is not None:
        raise file.refusal
    try:
        value: object = json.loads(file.text(), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise DataFileError(what="the file is no JSON", where=file.name, mend=mend) from error
    return Node(value, file.name, "", mend)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a JSON file and its place."""

    value: object
    file: str
    path: str
    mend: str

    def refuse(self, what: str) -> NoReturn:
        """Refuse the value."""
        where = f"{self.file}: {self.path.lstrip('.')}" if self.path else self.file
        raise DataFileError(what=what, where=where, mend=self.mend)

    def at(self, key: str) -> "Node":
        """Return the value of a key."""
        if not isinstance(self.value, dict):
            self.refuse(f"{shown(self.value)} stands where an object is expected")
        if key not in self.value:
            self.refuse(f"the key {key} is missing")
        return Node(self.value[key], self.file, f"{self.path}.{key}", self.mend)

    def get(self, key: str, otherwise: object) -> "Node":
        """Return the value of a key that may be missing."""
        if isinstance(self.value, dict) and key not in self.value:
            return Node(otherwise, self.file, f"{self.path}.{key}", self.mend)
        return self.at(key)

    def all(self) -> Iterator["Node"]:
        """Yield the values of a list."""
        if not isinstance(self.value, list):
            self.refuse(f"{shown(self.value)} stands where a list is expected")
        for at, value in enumerate(self.value):
            yield Node(value, self.file, f"{self.path}[{at}]", self.mend)

    def pair(self) -> tuple["Node", "Node"]:
        """Return the two values of a list of two."""
        values = tuple(self.all())
        if len(values) != 2:
            self.refuse("a list of two is expected")
        return values[0], values[1]

    def text(self) -> str:
        """Return a text."""
        if not isinstance(self.value, str):
            self.refuse(f"{shown(self.value)} stands where text is expected")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(node.text() for node in self.all())

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.refuse(f"{shown(self.value)} is neither true nor false")
        return self.value

    def count(self) -> int:
        """Return a whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse(f"{shown(self.value)} is no whole number")
        return self.value

    def optional(self, read: Callable[["Node"], _Value]) -> _Value | None:
        """Return what `read` makes of the value, `None` of null."""
        return None if self.value is None else read(self)

    def made(self, make: Callable[[str], _Value]) -> _Value:
        """Return what is made of a text, which may be refused."""
        text = self.text()
        try:
            return make(text)
        except FxRouteError as error:
            self.refuse(error.what)
        except (ValueError, ArithmeticError):
            self.refuse(f"{shown(text)} is refused")

    def instant(self) -> datetime:
        """Return an instant, in UTC."""
        instant = self.made(datetime.fromisoformat)
        if instant.tzinfo is None:
            self.refuse(f"{shown(self.value)} is no instant with an offset")
        return instant.astimezone(UTC)

    def day(self) -> date:
        """Return a date."""
        return self.made(date.fromisoformat)

    def number(self) -> Decimal:
        """Return a finite decimal."""
        number = self.made(Decimal)
        if not number.is_finite():
            self.refuse(f"{shown(self.value)} is no number")
        return number

    def positive(self) -> Decimal:
        """Return a decimal above zero."""
        number = self.number()
        if number <= 0:
            self.refuse(f"{shown(self.value)} is not above zero")
        return number

    def pair_of_currencies(self) -> CurrencyPair:
        """Return a currency pair."""
        return self.made(CurrencyPair.parse)

    def money(self) -> Money:
        """Return an amount with its currency; it may be below zero."""
        currency, text = self.at("currency").text(), self.at("amount").text()
        sign = -1 if text.startswith("-") else 1
        minor = self.at("amount").made(lambda _: parse_amount(text.removeprefix("-"), currency))
        return money_of(sign * minor, currency)
