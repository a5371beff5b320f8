"""How values show themselves: the inside asks here, and the outside says here how a kind of value looks.

A plan knows no page, and a notebook asks the plan and nobody else. `fxroute/__init__.py`, which stands before every
other module, names the page of a plan; it is imported when the first plan is shown. See docs/adr/0017.
"""

from collections.abc import Callable

__all__ = ["html_of", "show_with"]

_makers: dict[str, Callable[[object], str]] = {}


def show_with(kind: str, maker: Callable[[object], str]) -> None:
    """Let `maker` make the HTML of values of a kind, such as `plan`; the last one named holds."""
    _makers[kind] = maker


def html_of(kind: str, value: object) -> str | None:
    """Return a value of a kind as HTML, `None` when nobody said how it looks."""
    maker = _makers.get(kind)
    return None if maker is None else maker(value)
