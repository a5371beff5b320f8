"""Listed names inside a longer text: stretches of words compared with every name that shares words with the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from fxroute.compliance.screening.index import NameIndex
from fxroute.compliance.screening.likeness import NameLikeness, compare_names
from fxroute.compliance.screening.normalise import Name
from fxroute.compliance.screening.words import SAME, Word

__all__ = ["Passage", "passages_of"]

_ONE_WORD_LETTERS_MIN = 4
"""A listed name of one word is looked for in a text when it has so many letters, and only letter for letter."""

_SHORT_CHARACTERS = 2
"""Chinese characters that are a name, and as often a part of something else."""


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
    near = [index.like(word) for word in text.words]
    for number in sorted(index.within(text) - written):
        passage = _best(text, number, index, near)
        if passage is not None and passage.likeness.thousandths >= least:
            yield passage


def _best(text: Name, number: int, index: NameIndex, near: list[dict[int, int]]) -> Passage | None:
    listed = index.name(number)
    numbers = set(index.word_numbers(number))
    places = [place for place, words in enumerate(near) if not numbers.isdisjoint(words)]
    best: Passage | None = None
    for first, last in sorted(set(_stretches(places, len(listed.words), len(text.words)))):
        words = text.words[first:last]
        stretch = Name(" ".join(word.text for word in words), words, text.script)
        likeness = compare_names(stretch, listed)
        if _is_enough(words, listed.words, likeness) and (
            best is None or likeness.thousandths > best.likeness.thousandths
        ):
            best = Passage(number, stretch, likeness, len(listed.words) == 1)
    return best


def _is_enough(words: tuple[Word, ...], listed: tuple[Word, ...], likeness: NameLikeness) -> bool:
    """A name within a text is a name when the text has all of it: a part of it is a word of the language."""
    if len([word for word in listed if word.is_distinctive]) > 1:
        return len([word for word in words if word.is_distinctive]) > 1
    return likeness.thousandths == SAME and max(len(word.text) for word in words) >= _ONE_WORD_LETTERS_MIN


def _stretches(places: list[int], size: int, count: int) -> Iterator[tuple[int, int]]:
    """Stretches that begin at a word of the name, a word shorter or longer than the name at most."""
    for place in places:
        for length in range(max(1, size - 1), size + 2):
            yield place, min(place + length, count)
            yield max(0, place - length + 1), place + 1
