"""Likeness of names: which records somebody may have meant by an id or a name that is unknown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nsmallest

__all__ = ["NameIndex"]

_CLOSEST_MAX = 3
_COMPARED_MAX = 24
_WANTED_MAX = 100
_LONG_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class NameIndex:
    """Ids with their names, asked for those like a text.

    Many are passed over by the pairs of letters they share with the text, few are compared letter by letter.
    """

    names: Mapping[str, str]

    @classmethod
    def of(cls, names: Mapping[str, object]) -> "NameIndex":
        """Keep the names that are text; an id without one stands for itself."""
        return cls({key: name if isinstance(name, str) else "" for key, name in names.items()})

    def question(self, wanted: str) -> str:
        """Return `did you mean ID (Name), ID (Name) or ID (Name)?`, empty where there is nothing to choose from."""
        found = [f"{key} ({self.names[key]})" if self.names[key] else key for key in self.closest(wanted)]
        return (
            f"did you mean {' or '.join([', '.join(found[:-1]), found[-1]] if found[1:] else found)}?" if found else ""
        )

    def closest(self, wanted: str) -> tuple[str, ...]:
        """Return the three ids whose id or name is most like `wanted`, all where there are fewer, likeliest first.

        Ids of several parts that hold it as parts, as a desk's holds its pair, come first, then those whose name holds
        it as words, and all others last.
        """
        text = wanted[:_WANTED_MAX].casefold()
        parts = f"-{text.replace('/', '-')}-"
        holding = sorted((key for key in self.names if parts in f"-{key.casefold()}-"), key=lambda key: (len(key), key))
        words = re.compile(rf"\b{re.escape(text)}\b")
        named = [key for key, name in self.names.items() if text and words.search(name.casefold())]
        named.sort(key=lambda key: (not self.names[key].casefold().startswith(text), len(self.names[key]), key))
        # One word may stand for the whole name; of several, each alone would find every bank that is called bank.
        most = None if _LONG_WORD.fullmatch(text) else 2
        pairs = _pairs(text)
        shared = (([_overlap(pairs, other) for _, other in forms[:most]], key) for key, forms in self._forms.items())
        likely = nsmallest(_COMPARED_MAX, (_rank(likenesses, key) for likenesses, key in shared))
        compared = ([_ratio(text, form) for form, _ in self._forms[key][:most]] for *_, key in likely)
        ranked = (_rank(likenesses, key) for likenesses, (*_, key) in zip(compared, likely, strict=True))
        found = dict.fromkeys([*holding, *named, *(key for *_, key in nsmallest(_CLOSEST_MAX, ranked))])
        return tuple(found)[:_CLOSEST_MAX]

    @cached_property
    def _forms(self) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
        """For each id all that it may be called by: id, name, and each long word of the name."""
        forms = {}
        for key, name in self.names.items():
            called = (key.casefold(), name.casefold(), *_LONG_WORD.findall(name.casefold()))
            forms[key] = tuple((form, _pairs(form)) for form in dict.fromkeys(called))
        return forms


def _rank(likenesses: list[float], key: str) -> tuple[float, float, str]:
    """Order by the best likeness, then by that of id and name as a whole, then by id."""
    return -max(likenesses), -max(likenesses[:2]), key


def _pairs(text: str) -> frozenset[str]:
    spaced = f" {text} "
    return frozenset(spaced[place : place + 2] for place in range(len(spaced) - 1))


def _overlap(pairs: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(pairs & other) / (len(pairs) + len(other))


def _ratio(text: str, form: str) -> float:
    return SequenceMatcher(None, form, text, autojunk=False).ratio()
