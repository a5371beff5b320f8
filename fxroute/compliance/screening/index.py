"""Many names made ready to be asked: every name that `compare_names` could find for a subject, and few others.

Names are kept as numbers of words, words once each. A subject's word is compared with all distinct words of the lists,
not with all names: these are far fewer, and grow more slowly than the lists. Names then come from the lists of names
of each word: such as share two words with the subject, or one where either side has no second one. Of those most are
put aside by the most that their likeness could be, without a comparison.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from fxroute.compliance.screening.bound import MostLike, Pair
from fxroute.compliance.screening.joints import pair_forms, word_forms, written_as
from fxroute.compliance.screening.likeness import NameLikeness, compare_names, run_together
from fxroute.compliance.screening.name_lists import NameLists
from fxroute.compliance.screening.normalise import Name
from fxroute.compliance.screening.word_index import WordIndex
from fxroute.compliance.screening.words import FULL, SAME, Word

__all__ = ["NameIndex"]


class NameIndex:
    """Distinct names by number, from 0 in the order given, with the numbers of the names that resemble another."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Take the names in; what is no longer than its words and their lists is kept."""
        self._words: list[Word] = []
        self._names = _Names()
        self._scripts: list[str] = []
        self._han: dict[int, str] = {}
        self._keys = array("Q")
        self._take(names)
        self._lists = NameLists(self._names, self._words)
        self._weights = bytes(word.weight for word in self._words)
        self._alike = WordIndex(self._words)

    def __len__(self) -> int:
        """Return how many names are held."""
        return len(self._scripts)

    @property
    def word_count(self) -> int:
        """How many distinct words the names have."""
        return len(self._words)

    def name(self, number: int) -> Name:
        """Return one of the names."""
        words = tuple(self._words[word] for word in self._names[number])
        return Name(" ".join(word.text for word in words), words, self._scripts[number], self._han.get(number, ""))

    def like(self, word: Word) -> dict[int, int]:
        """Return the words that are alike to a word, by number, with their likeness."""
        return self._alike.like(word)

    def word_numbers(self, number: int) -> "array[int]":
        """Return the numbers of the words of a name."""
        return self._names[number]

    def find(self, name: Name, least: int) -> Iterator[tuple[int, NameLikeness]]:
        """Find every name whose likeness to `name` is at least so many thousandths."""
        most = MostLike(name, [self.like(word) for word in name.words], self._words, self._weights)
        pairs = self._written_as_one(name)
        parted = self._parted(name)
        united = self._united(pairs) - parted
        sharing = self._sharing(name, least) - parted - united
        names = self._names
        found = self._same_key(name)
        found.update(number for number in parted if most.reaches_parted(names[number], pairs, least))
        found.update(number for number in united if most.reaches_united(names[number], pairs, least))
        found.update(number for number in sharing if most.reaches(names[number], least))
        for number in found:
            likeness = compare_names(name, self.name(number))
            if likeness.thousandths >= least:
                yield number, likeness

    def within(self, text: Name) -> set[int]:
        """Return every name of which a text has the greater part, wherever in the text its words stand."""
        most = MostLike(text, [self.like(word) for word in text.words], self._words, self._weights)
        joined = self._parted(text) | self._united(self._written_as_one(text))
        sharing = self._sharing(text, 0) - joined
        return joined | {number for number in sharing if most.covers(self._names[number])}

    def written_in(self, text: Name) -> set[int]:
        """Return every name whose Chinese characters stand in a text, two of them at least."""
        if not text.han:
            return set()
        return {number for number, han in self._han.items() if len(han) > 1 and han in text.han}

    def _take(self, names: Iterable[Name]) -> None:
        numbers: dict[tuple[str, int, bool], int] = {}
        keys: list[int] = []
        for number, name in enumerate(names):
            for word in name.words:
                key = word.text, word.weight, word.is_bare
                if key not in numbers:
                    numbers[key] = len(self._words)
                    self._words.append(word)
                self._names.words.append(numbers[key])
            self._names.starts.append(len(self._names.words))
            self._scripts.append(name.script)
            if name.han:
                self._han[number] = name.han
            keys += [key << 32 | number for key in {*_name_keys(name), *_pair_keys(name)}]
        self._keys = array("Q", sorted(keys))

    def _sharing(self, name: Name, least: int) -> set[int]:
        """Names that share two distinctive words with `name`, or one where either has no other."""
        distinctive = _at_most_twice(word for word in name.words if word.is_distinctive)
        if len(distinctive) == 1:
            return self._lists.all_with(self.like(distinctive[0]))
        needs_full = _needs_full(name, least)
        found: set[int] = set()
        once: set[int] = set()
        once_weak: set[int] = set()
        for word in sorted(distinctive, key=lambda one: one.weight != FULL):
            numbers = self.like(word)
            found |= self._lists.single_with(numbers)
            if needs_full and word.weight != FULL:
                found |= self._lists.several_among(once, numbers)
                weak = self._lists.weak_with(numbers)
                found |= once_weak & weak
                once_weak |= weak
            else:
                several = self._lists.several_with(numbers)
                found |= once & several
                once |= several
        return found

    def _same_key(self, name: Name) -> set[int]:
        return {number for key in _name_keys(name) for number in self._with_key(key)}

    def written_as_one(self, first: Word, second: Word) -> frozenset[int]:
        """Return the words that are two neighbours written as one, by number."""
        near = {number for form in pair_forms(first, second) for number in self._alike.with_form(form)}
        return frozenset(number for number in near if written_as(first, second, (self._words[number],)))

    def _written_as_one(self, name: Name) -> list[Pair]:
        """Neighbours of a name that some listed word writes as one: their weights, and those words."""
        pairs = ((one.weight, other.weight, self.written_as_one(one, other)) for one, other in pairwise(name.words))
        return [pair for pair in pairs if pair[2]]

    def _united(self, pairs: list[Pair]) -> set[int]:
        """Names that write two words of the subject as one."""
        return set().union(*(self._lists.all_with(ones) for _, _, ones in pairs))

    def _parted(self, name: Name) -> set[int]:
        """Names that write one word of `name` as two."""
        forms = {form for word in name.words if word.is_distinctive for form in word_forms(word)}
        return {number for form in forms for number in self._with_key(_form_key(form))}

    def _with_key(self, key: int) -> Iterator[int]:
        place = bisect_left(self._keys, key << 32)
        while place < len(self._keys) and self._keys[place] >> 32 == key:
            yield self._keys[place] & 0xFFFFFFFF
            place += 1


def _at_most_twice(words: Iterable[Word]) -> list[Word]:
    """Leave out what stands a third time: two words are enough to share."""
    kept: list[Word] = []
    counts: Counter[str] = Counter()
    for word in words:
        counts[word.text] += 1
        if counts[word.text] <= 2:
            kept.append(word)
    return kept


def _needs_full(name: Name, least: int) -> bool:
    """Tell whether the weak words of a name cannot bring a name that has a full word and no initial so far."""
    weak = sum(word.weight for word in name.words if word.weight != FULL)
    return 2 * weak * SAME // (sum(word.weight for word in name.words) + weak + FULL) < least


def _name_keys(name: Name) -> list[int]:
    """Numbers that two names share when their words are the same, or their consonants run together."""
    keys = [crc32(name.text.encode())]
    joined = run_together(name.words)
    return keys if joined is None else [*keys, crc32(b"=" + joined.consonants.encode())]


def _form_key(form: str) -> int:
    """Return the number of a form of two neighbours, and of a word that may stand for them."""
    return crc32(form.encode())


def _pair_keys(name: Name) -> Iterator[int]:
    for first, second in pairwise(name.words):
        for form in pair_forms(first, second):
            yield _form_key(form)


class _Names(Sequence["array[int]"]):
    """The words of each name by number, one after the other."""

    def __init__(self) -> None:
        self.words = array("I")
        self.starts = array("I", [0])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> "array[int]":  # type: ignore[override] # asked for one at a time
        return self.words[self.starts[number] : self.starts[number + 1]]
