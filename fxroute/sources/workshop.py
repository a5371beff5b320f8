"""From the records of a stack to values: what the readers of networks, of rates and of rules share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from fxroute.sources.builder import Builder, check_validity
from fxroute.sources.fault import FaultList
from fxroute.sources.layer import Stack
from fxroute.sources.schema import Record
from fxroute.sources.unread import UNREAD, unless_unread

__all__ = ["Workshop"]

_Record = TypeVar("_Record", bound=Record)
_Value = TypeVar("_Value")


@dataclass(slots=True)
class Workshop:
    """Builds the records of a stack, kind by kind; `countries` are those of its institutions."""

    stack: Stack
    faults: FaultList
    countries: dict[str, str] = field(default_factory=dict)
    shared: dict[object, object] = field(default_factory=dict)

    def all_of(
        self, kind: str, schema: type[_Record], build: Callable[[_Record, Builder], _Value]
    ) -> tuple[_Value, ...]:
        """Return the values of the sound records of a kind, in the order of their ids; the others are checked only."""
        values = []
        for entry, record in sorted(self.stack.all_of(kind, schema), key=lambda pair: pair[0].id):
            builder = Builder(entry.spot, self.faults, self.countries, self.shared)
            check_validity(record, builder)
            value = unless_unread(build)(record, builder)
            if entry.is_sound and value is not UNREAD:
                values.append(value)
        return tuple(values)
