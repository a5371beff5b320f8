"""The search engine: exact fronts of routes, forward and backward in amount and in time."""

from fxroute.search.engine import Option, Searcher, SearchResult, Step, search

__all__ = ["Option", "SearchResult", "Searcher", "Step", "search"]
