"""Many names made ready to be asked: every name that `compare_names` could find for a subject, and few others.

Names are kept as numbers of words, words once each. A subject's word is compared with all distinct words of the lists,
not with all names: these are far fewer, and grow more slowly than the lists. Names then come from the lists of names
of each word: such as share two words with the subject, or one where either side has no second one.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fxroute.compliance.screening.likeness import joined_pair, run_together
from fxroute.compliance.screening.normalise import Name
from fxroute.compliance.screening.words import Word, alike, far

__all__ = ["NameIndex"]

REMEMBERED_WORDS_MAX = 50_000
"""So many words of subjects are remembered with the words of the lists that are like them."""

BARE_CONSONANTS = 5
"""Consonants from which on a word without vowels may differ in one."""


class NameIndex:
    """Distinct names by number, from 0 in the order given, with the numbers of the names that resemble another."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Take the names in; what is no longer than its words and their lists is kept."""
        self.words: list[Word] = []
        self._numbers: dict[tuple[str, int, bool], int] = {}
        self._name_words = array("I")
        self._starts = array("I", [0])
        self._scripts: list[str] = []
        self._han: dict[int, str] = {}
        keys: list[int] = []
        for number, name in enumerate(names):
            self._take(number, name, keys)
        self._keys = array("Q", sorted(keys))
        self._lists = _Lists(self)
        self._alike = _Alike(self.words)
        self._remembered: dict[tuple[str, int, bool], dict[int, int]] = {}

    def __len__(self) -> int:
        """Return how many names are held."""
        return len(self._scripts)

    def name(self, number: int) -> Name:
        """Return one of the names."""
        words = tuple(self.words[word] for word in self.word_numbers(number))
        return Name(" ".join(word.text for word in words), words, self._scripts[number], self._han.get(number, ""))

    def word_numbers(self, number: int) -> "array[int]":
        """Return the numbers of the words of a name."""
        return self._name_words[self._starts[number] : self._starts[number + 1]]

    def like(self, word: Word) -> dict[int, int]:
        """Return the words that are alike to a word, by number, with their likeness."""
        key = word.text, word.weight, word.is_bare
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= REMEMBERED_WORDS_MAX:
                self._remembered.clear()
            found = self._remembered[key] = self._alike.to(word)
        return found

    def candidates(self, name: Name) -> set[int]:
        """Return every name whose likeness to `name` could be above nothing."""
        distinctive = [word for word in name.words if word.is_distinctive]
        found = set(self._same_key(name))
        once: set[int] = set()
        for word in distinctive:
            numbers = self.like(word)
            if len(distinctive) == 1:
                found |= self._lists.all_with(numbers)
                continue
            several = self._lists.several_with(numbers)
            found |= once & several
            once |= several
            found |= self._lists.single_with(numbers)
        found |= self._joined(name)
        return found

    def _take(self, number: int, name: Name, keys: list[int]) -> None:
        for word in name.words:
            self._name_words.append(self._number_of(word))
        self._starts.append(len(self._name_words))
        self._scripts.append(name.script)
        if name.han:
            self._han[number] = name.han
        keys += [key << 32 | number for key in _keys(name)]

    def _number_of(self, word: Word) -> int:
        key = word.text, word.weight, word.is_bare
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.words)
            self.words.append(word)
        return number

    def _same_key(self, name: Name) -> Iterator[int]:
        for key in _keys(name):
            place = bisect_left(self._keys, key << 32)
            while place < len(self._keys) and self._keys[place] >> 32 == key:
                yield self._keys[place] & 0xFFFFFFFF
                place += 1

    def _joined(self, name: Name) -> set[int]:
        """Names that write two words of `name` as one, or one as two."""
        found: set[int] = set()
        for first, second in pairwise(name.words):
            joined = joined_pair(first, second)
            if joined is not None:
                found |= self._lists.all_with(self._alike.with_skeleton(joined.skeleton))
        for word in name.words:
            if word.is_distinctive and not word.has_digit:
                for left, right in _parted(word.skeleton):
                    found |= self._parts(left, right)
        return found

    def _parts(self, left: str, right: str) -> set[int]:
        lefts = self._alike.with_skeleton(left)
        rights = self._alike.with_skeleton(right)
        if not lefts or not rights:
            return set()
        return self._lists.all_with(lefts) & self._lists.all_with(rights)


def _keys(name: Name) -> list[int]:
    """Numbers that two names share when their words are the same, or their consonants run together."""
    keys = [crc32(name.text.encode())]
    joined = run_together(name.words)
    return keys if joined is None else [*keys, crc32(b"/" + joined.skeleton.encode())]


def _parted(skeleton: str) -> Iterator[tuple[str, str]]:
    """Every way to part consonants in two, and those in which the consonant at the cut was written twice."""
    for cut in range(1, len(skeleton)):
        yield skeleton[:cut], skeleton[cut:]
        yield skeleton[:cut], skeleton[cut - 1 :]
    yield skeleton, skeleton[-1]


class _Lists:
    """For each word the names that have it: first those with several distinctive words, then the others."""

    def __init__(self, index: NameIndex) -> None:
        counts = array("I", bytes(4 * (len(index.words) + 1)))
        singles = array("I", bytes(4 * (len(index.words) + 1)))
        is_single = bytearray(len(index))
        distinctive = [word.is_distinctive for word in index.words]
        for number in range(len(index)):
            words = index.word_numbers(number)
            is_single[number] = sum(distinctive[word] for word in words) < 2
            for word in words:
                counts[word] += 1
                singles[word] += is_single[number]
        self._starts = array("I", [0])
        for count in counts[:-1]:
            self._starts.append(self._starts[-1] + count)
        self._middles = array("I", (self._starts[word + 1] - singles[word] for word in range(len(index.words))))
        self._names = array("I", bytes(4 * self._starts[-1]))
        places = array("I", self._starts), array("I", self._middles)
        for number in range(len(index)):
            own = places[is_single[number]]
            for word in index.word_numbers(number):
                self._names[own[word]] = number
                own[word] += 1

    def all_with(self, words: Iterable[int]) -> set[int]:
        """Names that have one of the words."""
        return set().union(*(self._names[self._starts[word] : self._starts[word + 1]] for word in words))

    def several_with(self, words: Iterable[int]) -> set[int]:
        """Of these the names with at least two distinctive words."""
        return set().union(*(self._names[self._starts[word] : self._middles[word]] for word in words))

    def single_with(self, words: Iterable[int]) -> set[int]:
        """Of these the names with one distinctive word at most."""
        return set().union(*(self._names[self._middles[word] : self._starts[word + 1]] for word in words))


class _Alike:
    """The distinct words of an index by sound and by consonants."""

    def __init__(self, words: list[Word]) -> None:
        self._words = words
        self._by_text: dict[str, list[int]] = {}
        self._by_fold = _Forms()
        self._by_skeleton = _Forms()
        self._by_bare = _Forms()
        for number, word in enumerate(words):
            self._by_text.setdefault(word.text, []).append(number)
            if not word.is_distinctive or word.has_digit:
                continue
            self._by_skeleton.add(word.skeleton, number)
            if word.is_bare:
                self._by_bare.add(word.skeleton, number)
            else:
                self._by_fold.add(word.fold, number)

    def with_skeleton(self, skeleton: str) -> list[int]:
        return self._by_skeleton.same(skeleton)

    def to(self, word: Word) -> dict[int, int]:
        near = set(self._by_text.get(word.text, ()))
        if word.is_distinctive and not word.has_digit:
            near.update(self._by_skeleton.same(word.skeleton))
            if word.is_bare:
                near.update(self._by_skeleton.within_one(word.skeleton))
            else:
                near.update(self._by_bare.within_one(word.skeleton))
                near.update(self._by_fold.within(word.fold))
        likeness = {number: alike(word, self._words[number]) for number in near}
        return {number: found for number, found in likeness.items() if found}


class _Forms:
    """Forms of words, grouped by length, each with the numbers of the words that have it."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[int]] = {}
        self._of_length: dict[int, list[str]] = {}

    def add(self, form: str, number: int) -> None:
        numbers = self._numbers.get(form)
        if numbers is None:
            self._numbers[form] = [number]
            self._of_length.setdefault(len(form), []).append(form)
        else:
            numbers.append(number)

    def same(self, form: str) -> list[int]:
        return self._numbers.get(form, [])

    def within_one(self, form: str) -> Iterator[int]:
        """Numbers of words whose consonants differ in one at most, where the longer has enough of them."""
        for length in range(len(form) - 1, len(form) + 2):
            if max(length, len(form)) >= BARE_CONSONANTS:
                yield from self._near(form, length, 1)

    def within(self, form: str) -> Iterator[int]:
        """Numbers of words that sound alike within what their length allows."""
        for length in self._of_length:
            allowed = far(max(length, len(form)))
            if abs(length - len(form)) <= allowed:
                yield from self._near(form, length, allowed)

    def _near(self, form: str, length: int, allowed: int) -> Iterator[int]:
        forms = self._of_length.get(length, [])
        for found, _, _ in process.extract(form, forms, scorer=OSA.distance, score_cutoff=allowed, limit=None):
            yield from self._numbers[found]
