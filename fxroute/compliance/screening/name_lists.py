"""For each word the names that have it, kept in flat arrays, in three groups one after the other.

First names that a weak word alone cannot bring: they have several distinctive words, a full one among them, and no
initial. Then the others with several distinctive words. Then names with one distinctive word at most.
"""

from array import array
from collections.abc import Iterable, Sequence

from fxroute.compliance.screening.words import FULL, Word

__all__ = ["NameLists"]

_ORDINARY, _WEAK, _SINGLE = range(3)


class NameLists:
    """Names by word, as sets."""

    def __init__(self, names: Sequence["array[int]"], words: Sequence[Word]) -> None:
        """Take in the words of each name, by number."""
        groups = bytearray(_group([words[word] for word in names[number]]) for number in range(len(names)))
        counts = tuple(array("I", bytes(4 * len(words))) for _ in range(3))
        for number, group in enumerate(groups):
            count = counts[group]
            for word in names[number]:
                count[word] += 1
        self._begins = tuple(array("I", bytes(4 * len(words))) for _ in range(3))
        self._ends = array("I", bytes(4 * len(words)))
        place = 0
        for word in range(len(words)):
            for group in range(3):
                self._begins[group][word] = place
                place += counts[group][word]
            self._ends[word] = place
        self._names = array("I", bytes(4 * place))
        self._fill(names, groups)

    def all_with(self, words: Iterable[int]) -> set[int]:
        """Return the names that have one of the words."""
        return self._between(self._begins[_ORDINARY], self._ends, words)

    def several_with(self, words: Iterable[int]) -> set[int]:
        """Return those of them with at least two distinctive words."""
        return self._between(self._begins[_ORDINARY], self._begins[_SINGLE], words)

    def weak_with(self, words: Iterable[int]) -> set[int]:
        """Return those of them with at least two distinctive words, and no full one or an initial."""
        return self._between(self._begins[_WEAK], self._begins[_SINGLE], words)

    def single_with(self, words: Iterable[int]) -> set[int]:
        """Return those of them with one distinctive word at most."""
        return self._between(self._begins[_SINGLE], self._ends, words)

    def several_among(self, names: set[int], words: Iterable[int]) -> set[int]:
        """Return those of `names` that have one of the words and at least two distinctive ones."""
        begins, ends = self._begins[_ORDINARY], self._begins[_SINGLE]
        found: set[int] = set()
        for word in words:
            found.update(names.intersection(self._names[begins[word] : ends[word]]))
        return found

    def _between(self, begins: "array[int]", ends: "array[int]", words: Iterable[int]) -> set[int]:
        return set().union(*[self._names[begins[word] : ends[word]] for word in words])

    def _fill(self, names: Sequence["array[int]"], groups: bytearray) -> None:
        places = tuple(array("I", begins) for begins in self._begins)
        for number, group in enumerate(groups):
            own = places[group]
            for word in names[number]:
                self._names[own[word]] = number
                own[word] += 1


def _group(words: list[Word]) -> int:
    if sum(word.is_distinctive for word in words) < 2:
        return _SINGLE
    is_ordinary = any(word.weight == FULL for word in words) and not any(word.is_initial for word in words)
    return _ORDINARY if is_ordinary else _WEAK
