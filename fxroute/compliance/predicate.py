"""Predicates: the closed vocabulary in which a rule says when it applies.

Each is a named, typed statement about the facts of a payment and, where it speaks of one, of a leg. It answers true,
false, or `None` where the dossier does not tell. None takes an expression or the name of a field. They stand in
`say_of_payment`, `say_of_dossier` and `say_of_leg`.
"""

from dataclasses import dataclass
from typing import Protocol

from fxroute.compliance.facts import Facts, LegFacts

__all__ = ["Predicate", "Truth", "View", "among"]

Truth = bool | None
"""True, false, or not told."""


@dataclass(frozen=True, slots=True)
class View:
    """What a rule of one place looks at: the facts, the countries of the place, and the leg where it speaks of one."""

    facts: Facts
    countries: frozenset[str] | None
    leg: LegFacts | None = None


class Predicate(Protocol):
    """A statement that holds of a view or not. `fact` names what must be told for an answer."""

    @property
    def fact(self) -> str:
        """Name of the fact that was not told, where the answer is `None`."""
        ...

    def holds(self, view: View) -> Truth:
        """Tell whether it holds; `None` where the dossier does not tell."""
        ...


def among(value: object, listed: frozenset[object]) -> Truth:
    """Tell whether a value is listed; `None` where it was not told."""
    return None if value is None else value in listed
