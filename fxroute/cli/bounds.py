"""Options that bound the routes of an answer, alone or above the bounds of a payment file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from fxroute.cli.choice import CONFIDENCES, Count, OneOf, check_currency, is_given

if TYPE_CHECKING:
    # As in options.
    from fxroute.model import Bounds

__all__ = ["Limits", "limit_options"]

_Answer = TypeVar("_Answer")
_Command = Callable[..., _Answer]
_OPTIONS = {
    "avoid": "--avoid",
    "via": "--via",
    "intermediaries_max": "--max-intermediaries",
    "conversions_max": "--max-conversions",
    "legs_max": "--max-legs",
    "vehicles": "--vehicle",
    "evidence_floor": "--min-confidence",
    "labels_max": "--max-labels",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that the command line states, by the names of the fields of `Bounds`."""

    stated: Mapping[str, object]

    def above(self, bounds: "Bounds") -> "Bounds":
        """Return bounds with what the command line states in place of their own."""
        from fxroute.model import Confidence

        changes = dict(self.stated)
        for name in ("avoid", "via", "vehicles"):
            if name in changes:
                changes[name] = frozenset(changes[name])  # type: ignore[call-overload]  # a repeatable option is a tuple
        if "evidence_floor" in changes:
            changes["evidence_floor"] = Confidence(str(changes["evidence_floor"]))
        for code in changes.get("vehicles", ()):  # type: ignore[attr-defined]  # as above
            check_currency(code, where="--vehicle")
        return replace(bounds, **changes)  # type: ignore[arg-type]  # as click converted them

    def place(self, name: str, *, otherwise: str) -> str:
        """Return the option that states a bound, or where it stands when the command line does not."""
        return _OPTIONS[name] if name in self.stated else otherwise


def limit_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add the bounds; the command receives `limits`."""

    @click.option("--avoid", metavar="ID", multiple=True, help="Stand on no record with this id. Repeatable.")
    @click.option("--via", metavar="ID", multiple=True, help="Pass this institution or system. Repeatable.")
    @click.option(
        "--max-intermediaries", "intermediaries_max", metavar="N", type=Count(0, 100), help="Most banks between."
    )
    @click.option("--max-conversions", "conversions_max", metavar="N", type=Count(0, 100), help="Most conversions.")
    @click.option("--max-legs", "legs_max", metavar="N", type=Count(0, 100), help="Most legs.")
    @click.option("--vehicle", "vehicles", metavar="CCY", multiple=True,
                  help="Convert on the way only into this currency. Repeatable.")  # fmt: skip
    @click.option("--min-confidence", "evidence_floor", type=OneOf(CONFIDENCES), default="example", show_default=True,
                  help="Stand on no record below this confidence.")  # fmt: skip
    @click.option("--max-labels", "labels_max", metavar="N", type=Count(1, 100_000_000), default=200_000,
                  show_default=True, help="Most work of one search, in labels.")  # fmt: skip
    @wraps(command)
    def wrapped(*positional: object, **named: object) -> _Answer:
        given = {name: named.pop(name) for name in _OPTIONS}
        stated = {name: value for name, value in given.items() if is_given(name)}
        return command(*positional, limits=Limits(stated), **named)

    return wrapped
