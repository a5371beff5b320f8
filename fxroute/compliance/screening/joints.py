"""Two words that the other name writes as one: when they are the same, and by which forms both are found.

Two neighbours are one word when it sounds as they do: the same consonants and the same vowels in order. Where either is
bare, consonants are enough; where both are single syllables, as the parts of East Asian names are, kindred consonants.
Neighbours and words have *forms*, short texts; what shares a form is the same in that sense.
"""

from collections.abc import Iterable, Iterator

from fxroute.compliance.screening.word_tables import FORM
from fxroute.compliance.screening.words import FULL, Word, alike, word_of

__all__ = ["consonants_of_form", "pair_forms", "word_forms", "written_as"]

_CONSONANTS_MIN = 3
_CONSONANTS_OF_SYLLABLES_MIN = 2
_SOUND, _TO_BARE, _OF_BARE, _KINDRED = "+", "-", "*", "~"
_HALF_VOWELS = {"y": "i", "w": ""}
"""Half-vowels that begin a word, and what is heard of them inside one."""


def pair_forms(first: Word, second: Word) -> tuple[str, ...]:
    """Return the forms of two neighbours; none with a company form, nor where their consonants are too few."""
    if (
        min(first.weight, second.weight) <= FORM
        or first.has_digit
        or second.has_digit
        or not (first.is_distinctive or second.is_distinctive)
    ):
        return ()
    if first.is_syllable and second.is_syllable:
        begin, end = _consonants(first, first.skeleton), _consonants(second, second.skeleton)
        kindred = {_KINDRED + consonants for consonants, _ in _run_on(begin, end)}
        return tuple(form for form in kindred if len(form) > _CONSONANTS_OF_SYLLABLES_MIN)
    ways = _ways(first, second)
    if first.is_bare or second.is_bare:
        return tuple({_OF_BARE + consonants for consonants, _ in ways})
    sounds = {f"{_SOUND}{consonants}:{vowels}" for consonants, vowels in ways}
    return (*sounds, *{_TO_BARE + consonants for consonants, _ in ways})


def word_forms(word: Word) -> tuple[str, ...]:
    """Return the forms of one word."""
    consonants = _consonants(word, word.consonants)
    kindred = _KINDRED + _consonants(word, word.skeleton)
    if word.is_bare:
        return kindred, _OF_BARE + consonants, _TO_BARE + consonants
    return kindred, _OF_BARE + consonants, f"{_SOUND}{consonants}:{word.vowels}"


def consonants_of_form(form: str) -> tuple[str, bool]:
    """Return the consonants in a form, and whether they are kindred ones."""
    return form[1:].split(":", 1)[0], form[0] == _KINDRED


def written_as(first: Word, second: Word, others: Iterable[Word]) -> Word | None:
    """Return two neighbours as one word where one of `others` is that word."""
    forms = pair_forms(first, second)
    if not forms:
        return None
    for other in others:
        if other.is_distinctive and not other.has_digit and any(form in forms for form in word_forms(other)):
            joined = word_of(first.text + second.text, is_bare=first.is_bare or second.is_bare, weight=FULL)
            if alike(joined, other):
                return joined
    return None


def _consonants(word: Word, kept: str) -> str:
    """Consonants, or nothing for a word of vowels alone."""
    return "" if word.consonants == word.vowels else kept


def _ways(first: Word, second: Word) -> list[tuple[str, str]]:
    begin = _consonants(first, first.consonants)
    begins = [begin, begin + "h"] if first.text[-1] == "h" and first.fold[-1] != "h" else [begin]
    ends = _consonants(second, second.consonants)
    borders = [second.vowels]
    if first.vowels[-1:] == first.fold[-1] and second.vowels[:1] == second.fold[0]:
        borders.append(second.vowels[1:])
    return [
        (consonants, first.vowels + half_vowel + vowels)
        for one in begins
        for consonants, half_vowel in _run_on(one, ends)
        for vowels in borders
        if len(consonants) >= _CONSONANTS_MIN
    ]


def _run_on(begin: str, end: str) -> Iterator[tuple[str, str]]:
    """Consonants in a row: one that meets itself is heard once, a half-vowel inside is a vowel or nothing."""
    yield begin + end, ""
    if begin[-1:] == end[:1]:
        yield begin + end[1:], ""
    if end[:1] in _HALF_VOWELS:
        yield begin + end[1:], _HALF_VOWELS[end[0]]
