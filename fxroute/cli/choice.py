"""Types of options: closed sets, counts, currencies and instants, refused in three lines that name a remedy."""

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from fxroute.cli.failure import parameter_name
from fxroute.errors import InvalidValue, UsageError

if TYPE_CHECKING:
    # moneyed and iso4217 take long to import; `fxroute --help` needs neither.
    from fxroute.model import Money

__all__ = [
    "CONFIDENCES",
    "Count",
    "LANGUAGES",
    "ORDERINGS",
    "OneOf",
    "amount",
    "check_currency",
    "day",
    "instant",
    "is_given",
    "now",
    "percent",
]

CONFIDENCES = ("high", "medium", "low", "prior", "example")
LANGUAGES = ("en", "zh")
ORDERINGS = ("delivered", "fastest", "fewest", "all_in")


class OneOf(click.Choice[str]):
    """One of a closed set of words, written exactly."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or refuse it with those that there are."""
        del ctx
        if value not in self.choices:
            raise UsageError(
                what=f"{value!r} is none of the words that {parameter_name(param)} takes",
                where=parameter_name(param),
                mend=f"use one of {', '.join(self.choices)}",
            )
        return str(value)


class Count(click.IntRange):
    """A whole number between two ends, both included."""

    def __init__(self, least: int, most: int) -> None:
        """Keep the ends."""
        super().__init__(least, most)
        self.least = least
        self.most = most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or refuse it with its ends."""
        del ctx
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) < 10 and self.least <= int(text) <= self.most:
            return int(text)
        raise UsageError(
            what=f"{value!r} is no whole number from {self.least} to {self.most}",
            where=parameter_name(param),
            mend=f"write a number, for instance {parameter_name(param)} {max(self.least, 1)}",
        )


def check_currency(code: str, *, where: str) -> str:
    """Return an ISO 4217 code.

    Raises:
        InvalidValue: there is no such currency; `where` says which parameter.
    """
    from fxroute.model import currency_exponent

    try:
        currency_exponent(code)
    except InvalidValue as error:
        raise InvalidValue(what=error.what, where=where, mend=error.mend) from error
    return code


def amount(text: str, currency: str) -> "Money":
    """Return the amount of the argument AMOUNT.

    Raises:
        InvalidValue: no plain decimal of that currency.
    """
    from fxroute.model import money_of, parse_amount

    return money_of(parse_amount(text, currency, where="AMOUNT"), currency)


def percent(text: str, *, where: str) -> str:
    """Return a yearly rate in per cent, as it was written.

    Raises:
        InvalidValue: no plain decimal, or outside 0 to 1000.
    """
    from fxroute.plan import parse_percent

    parse_percent(text, where=where)
    return text


def is_given(name: str) -> bool:
    """Tell whether a parameter of the running command was written on the command line."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def instant(text: str | None, *, where: str) -> datetime | None:
    """Return the instant of an option, `None` where it was not given.

    Raises:
        InvalidValue: no instant with a UTC offset.
    """
    from fxroute.model import parse_instant

    return None if text is None else parse_instant(text, where=where)


def day(text: str | None, *, where: str) -> date | None:
    """Return the day of an option, `None` where it was not given.

    Raises:
        InvalidValue: no day of the calendar, or not written as 2026-11-24.
    """
    if text is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(what=f"{text} is no day of the calendar", where=where, mend="look it up") from error
    raise InvalidValue(what=f"{text!r} is no day", where=where, mend=f"write {where} 2026-11-24")


def now() -> datetime:
    """Return the instant of asking; the only place of the command line where the clock is read."""
    return datetime.now(UTC)
