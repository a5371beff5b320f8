"""What building a record needs: amounts meet their currency, refusals become faults, equal parts are kept once.

A record may hold `UNREAD` where its schema refused a value. What is built of it is dropped; it is built for the faults
that its other values have, so each check is a function of its own and ends where it would look at such a value.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from fxroute.errors import FxRouteError
from fxroute.model import SEGMENTED_CURRENCIES, Place, home_place, parse_amount
from fxroute.sources.fault import FaultList, Spot, Step
from fxroute.sources.schema import AccountRecord, DeskRecord, PricePart, Record
from fxroute.sources.unread import UNREAD, UnreadValue, unless_unread

__all__ = ["Builder", "check_validity", "rising"]

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Builder:
    """What building one record needs: its spot, the faults, the countries of all institutions.

    `shared` holds the parts that many records have alike, so that they are kept once.
    """

    spot: Spot
    faults: FaultList
    countries: dict[str, str]
    shared: dict[object, object] = field(default_factory=dict)

    @unless_unread
    def share(self, value: _Value) -> _Value:
        """Return the equal value that another record has, or this one."""
        known = self.shared.setdefault(value, value)
        assert isinstance(known, type(value)), "equal values are of one class"
        return known

    def fault(self, steps: tuple[Step, ...], what: str, mend: str) -> None:
        """Note a fault at a field of the record."""
        self.faults.add(self.spot.at(*steps), what, mend)

    def amount(self, text: str, currency: str, *steps: Step) -> int:
        """Return the minor units of an amount."""
        return self.attempt(lambda: parse_amount(text, currency), *steps)

    def optional_amount(self, text: str | None, currency: str, *steps: Step) -> int | None:
        """Return the minor units of an amount, or `None` where none is given."""
        return None if text is None else self.amount(text, currency, *steps)

    def attempt(self, make: Callable[[], _Value], *steps: Step) -> _Value:
        """Return what `make` gives; `UNREAD` after noting why it was refused."""
        answer: _Value = UNREAD
        try:
            return make()
        except FxRouteError as error:
            self.fault(steps, error.what, error.mend)
        except UnreadValue:
            return answer
        return answer

    @unless_unread
    def ordered(self, first: date | None, last: date | None, *steps: Step) -> None:
        """Note a fault where a validity ends before it begins."""
        if first is not None and last is not None and first > last:
            what = f"{steps[-1]} {last} lies before the day it begins, {first}"
            self.fault(steps, what, "swap the two days, or mend one of them")

    def limits(
        self, part: AccountRecord | DeskRecord | PricePart, currency: str, *steps: Step
    ) -> tuple[int, int | None]:
        """Return least and largest amount in minor units, in order."""
        least = self.optional_amount(part.minimum, currency, *steps, "minimum")
        most = self.optional_amount(part.maximum, currency, *steps, "maximum")
        self._check_limits(part, (least, most), *steps)
        return 0 if least is None else least, most

    @unless_unread
    def _check_limits(
        self, part: AccountRecord | DeskRecord | PricePart, limits: tuple[int | None, int | None], *steps: Step
    ) -> None:
        least, most = limits
        if least is not None and most is not None and least > most:
            what = f"maximum {part.maximum} is below minimum {part.minimum}"
            self.fault((*steps, "maximum"), what, "swap the two amounts")

    @unless_unread
    def country_of(self, institution: str) -> str:
        """Return the country of an institution, empty where the institution is unknown."""
        return self.countries.get(institution, "")

    @unless_unread
    def place(self, given: Place | None, currency: str, country: str) -> Place:
        """Return the side on which a currency is held, by default the side of the country."""
        if given is not None and currency not in SEGMENTED_CURRENCIES:
            what = f"{currency} has no place: no law divides it into onshore and offshore"
            self.fault(("place",), what, f"leave place out; it is for {', '.join(SEGMENTED_CURRENCIES)}")
        return given or home_place(country, currency)


def check_validity(record: Record, builder: Builder) -> None:
    """Note a fault where the record's validity ends before it begins."""
    builder.ordered(record.valid_from, record.valid_to, "valid_to")


def rising(starts: Sequence[int], field: str, builder: Builder) -> None:
    """Note a fault where thresholds do not start at zero and rise."""
    if not starts:
        builder.fault((field,), f"the list {field} is empty", 'give at least one entry, from: "0"')
    for index in range(len(starts)):
        _check_start(starts, field, builder, index)


@unless_unread
def _check_start(starts: Sequence[int], field: str, builder: Builder, index: int) -> None:
    if index == 0 and starts[0] != 0:
        builder.fault((field, 0, "from"), "the first entry does not start at zero", 'begin with from: "0"')
    elif index and starts[index] <= starts[index - 1]:
        what = "the threshold is not above the one before"
        builder.fault((field, index, "from"), what, "order the entries by rising amounts")
