"""The most that the likeness of a listed name can be, in a few additions: most names need no comparison after it.

The bound pairs every word with the best one of the other name, as if several could take the same. It is never below
what `compare_names` finds for names whose consonants run together differently.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from fxroute.compliance.screening.joints import written_as
from fxroute.compliance.screening.likeness import stands_alone
from fxroute.compliance.screening.normalise import Name
from fxroute.compliance.screening.words import FULL, INITIAL, SAME, Word

__all__ = ["GREATER_PART", "MostLike", "Pair"]

GREATER_PART = 600
"""Thousandths of the weight of a listed name of which a text must have the words."""


Pair = tuple[int, int, frozenset[int]]
"""Neighbours of a subject's name: the weight of either, and the listed words that write them as one."""


class _Side(NamedTuple):
    """The weight of the subject's words, and how many of them two of its words were joined to."""

    weight: int
    joined: int


class MostLike:
    """One subject's name, ready to be held beside many listed ones."""

    def __init__(self, name: Name, like: Sequence[dict[int, int]], words: Sequence[Word], weights: bytes) -> None:
        """Keep, for each word of the name, the listed words that are like it."""
        self._words = words
        self._weights = weights
        self._subject = _summed(name, like)
        self._weight = sum(word.weight for word in name.words)
        self._initials = sum(word.is_initial for word in name.words)
        self._full_initials = sum(word.is_initial and word.weight == FULL for word in name.words)
        self._best: dict[int, int] = {}
        for found in like:
            for number, likeness in found.items():
                if likeness > self._best.get(number, 0):
                    self._best[number] = likeness
        self._own = name.words
        self._texts = {word.text for word in name.words}
        self._joins: dict[tuple[int, int], bool] = {}

    def reaches(self, numbers: "array[int]", least: int) -> bool:
        """Tell whether a name can be so like that writes no word as two, nor two as one."""
        return self._can_reach(numbers, least, subject=_Side(self._weight, 0), listed_joined=0)

    def reaches_united(self, numbers: "array[int]", pairs: Sequence[Pair], least: int) -> bool:
        """Tell whether a name can be so like that writes some of the subject's neighbours as one, but none as two.

        Args:
            numbers: the words of the listed name.
            pairs: neighbours of the subject's name: their weights, and the listed words that write them as one.
            least: the likeness to reach, in thousandths.
        """
        return self._can_reach(numbers, least, subject=self._united(numbers, pairs), listed_joined=0)

    def reaches_parted(self, numbers: "array[int]", pairs: Sequence[Pair], least: int) -> bool:
        """Tell the same for a name that may write a word of the subject as two."""
        if len(numbers) == 2 and not pairs and least * (self._weight + FULL) > 2 * FULL * SAME:
            # Two words as one agree with one word of the subject at most, and that is too little of it.
            return self.reaches(numbers, least)
        listed_joined = 0
        rest = array("I")
        is_open = False
        for number in numbers:
            if is_open and self._is_joined(rest[-1], number):
                rest.pop()
                listed_joined += 1
                is_open = False
            else:
                rest.append(number)
                is_open = True
        return self._can_reach(rest, least, subject=self._united(numbers, pairs), listed_joined=listed_joined)

    def _united(self, numbers: "array[int]", pairs: Sequence[Pair]) -> _Side:
        weight = self._weight
        joined = 0
        for first, second, ones in pairs:
            if not ones.isdisjoint(numbers):
                weight -= max(first + second - FULL, 0)
                joined += 1
        return _Side(max(weight, FULL), joined)

    def covers(self, numbers: "array[int]") -> bool:
        """Tell whether the subject's words can be the greater part of a listed name, by weight."""
        agreeing = sum(self._weights[number] * self._best.get(number, 0) for number in numbers)
        free = self._initials * FULL * INITIAL
        return agreeing + free >= GREATER_PART * sum(self._weights[number] for number in numbers)

    def _is_joined(self, first: int, second: int) -> bool:
        key = first, second
        found = self._joins.get(key)
        if found is None:
            left, right = self._words[first], self._words[second]
            found = not stands_alone(left, self._texts) and written_as(left, right, self._own) is not None
            self._joins[key] = found
        return found

    def _can_reach(self, numbers: "array[int]", least: int, *, subject: _Side, listed_joined: int) -> bool:
        weight = subject.weight
        joined = subject.joined + listed_joined
        listed_weight = listed_joined * FULL
        agreeing = initials = 0
        full = joined + self._full_initials
        best, weights = self._best, self._weights
        for number in numbers:
            own_weight = weights[number]
            listed_weight += own_weight
            if number in best:
                agreeing += own_weight * best[number]
                full += own_weight == FULL
            elif self._words[number].is_initial:
                initials += 1
                full += own_weight == FULL
        free = ((initials + self._initials) * INITIAL + joined * SAME) * FULL
        listed = min(agreeing + free, listed_weight * SAME)
        if full < 2:
            # Half of the sums first: most names end here.
            most = (listed + weight * SAME) // (listed_weight + weight)
            if most < least:
                return False
        own = free
        for own_weight, like in self._subject:
            own += own_weight * max([like[number] for number in numbers if number in like], default=0)
        own = min(own, weight * SAME)
        together = (listed + own) // (listed_weight + weight)
        if together >= least or full < 2:
            return together >= least
        share = max(listed // listed_weight, own // weight)
        return share * (4 * SAME + together) // (5 * SAME) >= least


def _summed(name: Name, like: Sequence[dict[int, int]]) -> list[tuple[int, dict[int, int]]]:
    """The weight of each word and the listed words like it; what stands several times is one row."""
    weights: dict[str, int] = {}
    found: dict[str, dict[int, int]] = {}
    for word, listed in zip(name.words, like, strict=True):
        weights[word.text] = weights.get(word.text, 0) + word.weight
        found[word.text] = listed
    return [(weight, found[text]) for text, weight in weights.items()]
