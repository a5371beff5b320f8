"""Short ways to say how an item stands."""

from collections.abc import Callable

from fxroute.compliance.item import ItemState, Standing
from fxroute.compliance.predicate import View

__all__ = ["Check", "HELD", "MISSING", "contrary", "held_if", "told", "unclear"]

Check = Callable[[View], Standing]
"""A function from what a rule looks at to how an item stands."""

HELD = Standing(ItemState.HELD)
MISSING = Standing(ItemState.MISSING)


def held_if(is_held: object) -> Standing:
    """Return held where something is there, else missing."""
    return HELD if is_held else MISSING


def told(value: bool | None) -> Standing:  # noqa: FBT001  # the value told is what the function is about
    """Return held for true, contrary for false, missing where nothing was told."""
    if value is None:
        return MISSING
    return HELD if value else Standing(ItemState.CONTRARY, "denied")


def contrary(detail: str, options: tuple[str, ...] = ()) -> Standing:
    """Return an item that is there and wrong."""
    return Standing(ItemState.CONTRARY, detail, options)


def unclear(detail: str, options: tuple[str, ...] = ()) -> Standing:
    """Return an item that a person has to look at."""
    return Standing(ItemState.UNCLEAR, detail, options)
