"""Listed names inside a longer text: stretches of words compared with every name that shares words with the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fxroute.compliance.screening.bound import GREATER_PART
from fxroute.compliance.screening.index import NameIndex
from fxroute.compliance.screening.joints import pair_forms, word_forms
from fxroute.compliance.screening.likeness import NameLikeness, compare_names
from fxroute.compliance.screening.normalise import Name
from fxroute.compliance.screening.words import SAME, Word

__all__ = ["Passage", "passages_of"]

_ONE_WORD_LETTERS_MIN = 4
"""A listed name of one word is looked for in a text when it has so many letters, and only letter for letter."""

_SHORT_CHARACTERS = 2
"""Chinese characters that are a name, and as often a part of something else."""

_FOUND_MAX = 20
"""So many agreeing words of a text, for each word of a listed name, are put together to one stretch."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that resembles a listed name best."""

    number: int
    words: Name
    likeness: NameLikeness
    is_one_word: bool


def passages_of(text: Name, index: NameIndex, least: int) -> Iterator[Passage]:
    """Find every listed name that the text holds, each with the stretch most like it, of so many thousandths."""
    written = index.written_in(text)
    for number in sorted(written):
        listed = index.name(number)
        yield Passage(number, listed, compare_names(listed, listed), len(listed.han) <= _SHORT_CHARACTERS)
    places = _Places(text, index)
    for number in sorted(index.within(text) - written):
        passage = _best(places, number, index)
        if passage is not None and passage.likeness.thousandths >= least:
            yield passage


class _Places:
    """Where in a text the words of listed names stand: alike, written as one, or written as two."""

    def __init__(self, text: Name, index: NameIndex) -> None:
        self.text = text
        self._words: dict[int, list[tuple[int, int]]] = {}
        self._forms: dict[str, list[tuple[int, int]]] = {}
        for place, word in enumerate(text.words):
            for number in index.like(word):
                self._words.setdefault(number, []).append((place, place + 1))
            if word.is_distinctive:
                for form in word_forms(word):
                    self._forms.setdefault(form, []).append((place, place + 1))
        for place, pair in enumerate(pairwise(text.words)):
            for number in index.written_as_one(*pair):
                self._words.setdefault(number, []).append((place, place + 2))

    def of(self, listed: Name, numbers: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """Return begin and end in the text, place in the listed name and weight, of all that could agree, in order."""
        found = [
            (begin, end, place, listed.words[place].weight)
            for place, number in enumerate(numbers)
            for begin, end in self._words.get(number, ())
        ]
        for place, (first, second) in enumerate(pairwise(listed.words)):
            for form in pair_forms(first, second):
                for begin, end in self._forms.get(form, ()):
                    found += [(begin, end, place, first.weight), (begin, end, place + 1, second.weight)]
        return sorted(found)


def _best(places: _Places, number: int, index: NameIndex) -> Passage | None:
    listed = index.name(number)
    best: Passage | None = None
    for first, last in _stretches(places.of(listed, index.word_numbers(number)), listed.words):
        words = places.text.words[first:last]
        stretch = Name(" ".join(word.text for word in words), words, places.text.script)
        likeness = compare_names(stretch, listed)
        if _is_enough(words, listed.words, likeness) and (
            best is None or likeness.thousandths > best.likeness.thousandths
        ):
            best = Passage(number, stretch, likeness, len(listed.words) == 1)
    return best


def _stretches(found: list[tuple[int, int, int, int]], listed: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Return stretches, a word longer than the name at most, that hold the greater part of its weight."""
    needed = GREATER_PART * sum(word.weight for word in listed)
    seen: set[tuple[int, int]] = set()
    for place, (first, *_) in enumerate(found):
        agreeing: dict[int, int] = {}
        for begin, end, word, weight in found[place : place + _FOUND_MAX * len(listed)]:
            if begin > first + len(listed):
                break
            agreeing[word] = weight
            if SAME * sum(agreeing.values()) >= needed and (first, end) not in seen:
                seen.add((first, end))
                yield first, end


def _is_enough(words: tuple[Word, ...], listed: tuple[Word, ...], likeness: NameLikeness) -> bool:
    """A name within a text is a name when the text has most of it: a single word of it is a word of the language."""
    if len([word for word in listed if word.is_distinctive]) > 1:
        return len([word for word in words if word.is_distinctive]) > 1 or len(words) < len(listed)
    return likeness.thousandths == SAME and max(len(word.text) for word in words) >= _ONE_WORD_LETTERS_MIN
