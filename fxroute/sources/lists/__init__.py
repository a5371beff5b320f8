"""Sanctions lists: read in the layouts of their publishers, and kept in one file until better ones come.

What reads lists is imported on first use: a screening needs only what is kept.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from fxroute.sources.lists.catalog import PUBLISHED_LISTS, PublishedList, find_published
from fxroute.sources.lists.store import Held, ListStore, find_store, load_lists

if TYPE_CHECKING:
    # For type checkers; `__getattr__` imports the same names when they are asked for.
    from fxroute.sources.lists.fetching import LIST_LIMITS, fetch_list
    from fxroute.sources.lists.layouts import LIST_LAYOUTS, ListLayout
    from fxroute.sources.lists.ready import load_screener
    from fxroute.sources.lists.subjects_file import load_subjects
    from fxroute.sources.lists.taking import ImportedList, ListTerms, ReadList, import_list, read_list

__all__ = [
    "Held",
    "ImportedList",
    "LIST_LAYOUTS",
    "LIST_LIMITS",
    "ListLayout",
    "ListStore",
    "ListTerms",
    "PUBLISHED_LISTS",
    "PublishedList",
    "ReadList",
    "fetch_list",
    "find_published",
    "find_store",
    "import_list",
    "load_lists",
    "load_screener",
    "load_subjects",
    "read_list",
]

_LATE = {
    "fetching": ("LIST_LIMITS", "fetch_list"),
    "layouts": ("LIST_LAYOUTS", "ListLayout"),
    "ready": ("load_screener",),
    "subjects_file": ("load_subjects",),
    "taking": ("ImportedList", "ListTerms", "ReadList", "import_list", "read_list"),
}
"""Modules that are imported when one of their names is asked for."""


def __getattr__(name: str) -> object:
    """Import the names of `_LATE` on first use."""
    for module, names in _LATE.items():
        if name in names:
            members = vars(import_module(f"fxroute.sources.lists.{module}"))
            globals().update({public: members[public] for public in names})
            return globals()[name]
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
