"""Sanctions lists: read in the layouts of their publishers, and kept in one file until better ones come."""

from fxroute.sources.lists.catalog import PUBLISHED_LISTS, PublishedList, find_published
from fxroute.sources.lists.store import Held, ListStore, find_store, load_lists

__all__ = ["Held", "ListStore", "PUBLISHED_LISTS", "PublishedList", "find_published", "find_store", "load_lists"]
