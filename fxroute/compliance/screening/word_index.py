"""The distinct words of the lists, asked for those that are alike to a word: all that `alike` would find.

Words of up to nine sounds are found by what is left when letters are deleted: two words that differ in so many places
share a form from which as many were taken (Mor and Fraenkel 1982, the method of SymSpell). The forms are kept as 32-bit
checksums in one sorted array: a false meeting costs a comparison and nothing else. Longer words are few, and compared
one by one.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import combinations
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fxroute.compliance.screening.joints import consonants_of_form
from fxroute.compliance.screening.words import Word, alike, far

__all__ = ["WordIndex"]

_REMEMBERED_WORDS_MAX = 50_000
"""So many words of subjects are remembered with the words of the lists that are like them."""

_BARE_CONSONANTS = 5
"""Consonants from which on a word without vowels may differ in one."""

_DELETED_LENGTH_MAX = 9


class WordIndex:
    """Words by number, from 0 in the order given."""

    def __init__(self, words: list[Word]) -> None:
        """Take in the words; later additions to the list are not seen."""
        self._words = words
        self._remembered: dict[tuple[str, int, bool], dict[int, int]] = {}
        self._by_text: dict[str, list[int]] = {}
        self._by_consonants: dict[str, list[int]] = {}
        self._by_fold = _Forms()
        self._by_skeleton = _Forms()
        self._by_bare = _Forms()
        for number, word in enumerate(words):
            self._by_text.setdefault(word.text, []).append(number)
            if word.has_digit:
                continue
            if not word.is_distinctive:
                continue
            self._by_consonants.setdefault(word.consonants, []).append(number)
            self._by_skeleton.add(word.skeleton, number)
            if word.is_bare:
                self._by_bare.add(word.skeleton, number)
            else:
                self._by_fold.add(word.fold, number)
        self._deleted = _Deleted(self._by_fold.forms)

    def like(self, word: Word) -> dict[int, int]:
        """Return the words that are alike to a word, by number, with their likeness."""
        key = word.text, word.weight, word.is_bare
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= _REMEMBERED_WORDS_MAX:
                self._remembered.clear()
            near = {number: alike(word, self._words[number]) for number in self._near(word)}
            found = self._remembered[key] = {number: likeness for number, likeness in near.items() if likeness}
        return found

    def with_form(self, form: str) -> list[int]:
        """Return the words that have the consonants of a form; some that sound otherwise are among them."""
        consonants, is_kindred = consonants_of_form(form)
        return self._by_skeleton.numbers_of(consonants) if is_kindred else self._by_consonants.get(consonants, [])

    def _near(self, word: Word) -> set[int]:
        near = set(self._by_text.get(word.text, ()))
        if not word.is_distinctive or word.has_digit:
            return near
        if word.is_bare:
            near.update(self._by_skeleton.numbers_of(word.skeleton))
            near.update(self._by_skeleton.within_one(word.skeleton))
            return near
        near.update(self._by_consonants.get(word.consonants, ()))
        near.update(self._by_bare.numbers_of(word.skeleton))
        near.update(self._by_bare.within_one(word.skeleton))
        near.update(self._by_fold.long_within(word.fold))
        for form in self._deleted.near(word.fold):
            near.update(self._by_fold.numbers_of(form))
        return near


class _Forms:
    """Forms of words, grouped by length, each with the numbers of the words that have it."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[int]] = {}
        self._of_length: dict[int, list[str]] = {}

    @property
    def forms(self) -> list[str]:
        """Every form once."""
        return list(self._numbers)

    def add(self, form: str, number: int) -> None:
        numbers = self._numbers.get(form)
        if numbers is None:
            self._numbers[form] = [number]
            self._of_length.setdefault(len(form), []).append(form)
        else:
            numbers.append(number)

    def numbers_of(self, form: str) -> list[int]:
        return self._numbers.get(form, [])

    def within_one(self, form: str) -> Iterator[int]:
        """Numbers of words whose consonants differ in one at most, where the longer has enough of them."""
        for length in range(len(form) - 1, len(form) + 2):
            if max(length, len(form)) >= _BARE_CONSONANTS:
                yield from self._scanned(form, length, 1)

    def long_within(self, form: str) -> Iterator[int]:
        """Numbers of words that sound alike, where one of both is longer than what is found by deleting."""
        for length in self._of_length:
            longest = max(length, len(form))
            if longest > _DELETED_LENGTH_MAX and abs(length - len(form)) <= far(longest):
                yield from self._scanned(form, length, far(longest))

    def _scanned(self, form: str, length: int, allowed: int) -> Iterator[int]:
        forms = self._of_length.get(length, [])
        for found, _, _ in process.extract(form, forms, scorer=OSA.distance, score_cutoff=allowed, limit=None):
            yield from self._numbers[found]


class _Deleted:
    """Forms by what is left of them when letters are taken out."""

    def __init__(self, forms: list[str]) -> None:
        self._forms = [form for form in forms if len(form) <= _DELETED_LENGTH_MAX]
        keys = array("Q")
        for number, form in enumerate(self._forms):
            keys.extend(crc32(left.encode()) << 32 | number for left in _left(form))
        self._keys = array("Q", sorted(keys))

    def near(self, form: str) -> Iterable[str]:
        """Forms that share what is left; some that differ in more places are among them."""
        if len(form) > _DELETED_LENGTH_MAX:
            return ()
        found: set[int] = set()
        keys = self._keys
        for left in _left(form):
            key = crc32(left.encode())
            place = bisect_left(keys, key << 32)
            while place < len(keys) and keys[place] >> 32 == key:
                found.add(keys[place] & 0xFFFFFFFF)
                place += 1
        return [self._forms[number] for number in found]


def _left(form: str) -> set[str]:
    """What can be left of a form when as many letters are taken out as it may differ in.

    Of two forms the shorter loses as many fewer as it is shorter: each needs no more than its own length allows.
    """
    left = {form}
    for count in range(1, far(len(form)) + 1):
        left.update("".join(kept) for kept in combinations(form, len(form) - count))
    return left
