"""Laying over: overlays named on the command line, and changes written there."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # As in options.
    from fxroute.plan import Planner

__all__ = ["laid_over", "with_variant"]


def laid_over(planner: "Planner", overlays: Iterable[str], what_ifs: Iterable[str]) -> "Planner":
    """Return a planner with the overlays of files, then the changes of a line each, laid over it.

    Raises:
        DataFileErrors: faults of a file.
        UsageError: a change that is not written as one, or that cannot be made.
        UnknownInstitution: a change names what is not there.
        InvalidValue: a value that is refused.
    """
    from fxroute.plan import parse_overlay
    from fxroute.sources import load_overlays

    for told in overlays:
        path, name = _split(told)
        planner = planner.with_overlays(*load_overlays(path, name, over=planner))
    return planner.with_overlays(*(parse_overlay(text, where="--what-if") for text in what_ifs))


def with_variant(planner: "Planner", told: str) -> "Planner":
    """Return a planner with one variant laid over it: changes in words, or overlays of a file.

    Raises:
        DataFileErrors: faults of a file.
        UsageError: a change that is not written as one, or that cannot be made.
        UnknownInstitution: a change names what is not there.
        InvalidValue: a value that is refused.
    """
    from fxroute.plan import is_change, parse_overlay
    from fxroute.sources import load_overlays

    path, name = _split(told)
    if is_change(told) or not Path(path).exists():
        return planner.with_overlays(parse_overlay(told, where="--with"))
    return planner.with_overlays(*load_overlays(path, name, over=planner))


def _split(told: str) -> tuple[str, str]:
    """Cut off the name of an overlay; a colon may be part of a file's name."""
    path, colon, name = told.rpartition(":")
    return (path, name) if colon and not Path(told).exists() else (told, "")
