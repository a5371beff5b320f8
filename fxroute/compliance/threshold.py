"""Thresholds: an exact decimal with its sign, a currency where it is money, and what is added up before comparing."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

__all__ = ["Limit", "MoneyLimit", "Sign", "Window"]


class Sign(StrEnum):
    """How a value stands to a limit: `above` is >, `at_least` is >=, `at_most` is <=, `below` is <."""

    ABOVE = "above"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BELOW = "below"


class Window(StrEnum):
    """What is added up: this payment alone, or with what was paid before in day, month, year, or on the contract."""

    SINGLE = "single"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number and the sign by which a value is held against it; nothing is rounded before."""

    sign: Sign
    number: Decimal

    def holds(self, value: Fraction) -> bool:
        """Tell whether `value` stands to the limit as the sign says."""
        number = Fraction(self.number)
        if self.sign is Sign.ABOVE:
            return value > number
        if self.sign is Sign.AT_LEAST:
            return value >= number
        return value <= number if self.sign is Sign.AT_MOST else value < number


@dataclass(frozen=True, slots=True)
class MoneyLimit:
    """A limit in a currency; an amount in another one is compared at the mid of a rate source."""

    limit: Limit
    currency: str
