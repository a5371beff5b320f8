"""Which software computed a decision: the versions that a record names."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["software_versions"]

_PARTS = ("fxroute", "anyascii", "pypinyin", "rapidfuzz")
"""Packages on which a decision depends: rules and amounts on the first, scores of names on all."""


def software_versions() -> dict[str, str]:
    """Return the versions by package; a package run from its source alone has none."""
    found = {}
    for name in _PARTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
