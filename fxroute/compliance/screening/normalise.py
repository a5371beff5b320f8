"""A name as it is compared: Unicode put in order, transliterated, cut into words that know their weight."""

import re
import unicodedata
from dataclasses import dataclass

from fxroute.compliance.screening.scripts import latin_words, scripts_of
from fxroute.compliance.screening.word_tables import ABD, FORM, TITLES
from fxroute.compliance.screening.words import FULL, Word, word_of
from fxroute.errors import InvalidValue

__all__ = ["NAME_CHARACTERS_MAX", "Name", "TEXT_CHARACTERS_MAX", "normalise"]

NAME_CHARACTERS_MAX = 1000
"""Longest name that is compared; the longest of the published lists is below 400."""

TEXT_CHARACTERS_MAX = 20_000
"""Longest free text that is searched; a message's remittance information holds at most some 9000."""

_WORDS_OF_ASCII = re.compile(r"[A-Za-z0-9]+")
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_APOSTROPHES = "'`\u00b4\u2018\u2019\u02bb\u02bc\u02be\u02bf\u2032\u0060\u05f3"
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
_INTERPUNCTS = frozenset("\u00b7\u2022\u2027\u30fb")
"""Points between the names of a foreigner that are spelled in Chinese characters."""

_ZERO_IN_LETTERS = re.compile(r"(?<=[a-z])[01](?=[a-z])")
_LETTER_OF = {"0": "o", "1": "l"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the form in which it is compared.

    `text` is its words with a blank between. `script` is the writing it came from, `han` its Chinese characters: two
    names may sound the same and be written otherwise.
    """

    text: str
    words: tuple[Word, ...]
    script: str = "latin"
    han: str = ""


def normalise(text: str, *, where: str = "name", characters_max: int = NAME_CHARACTERS_MAX) -> Name:
    """Return a name as it is compared; a name without a letter or digit has no words.

    Args:
        text: as printed, in any script.
        where: what the refusal names as the place.
        characters_max: the longest text that is taken.

    Raises:
        InvalidValue: the text is longer than `characters_max`.
    """
    _refuse_longer(text, characters_max, where)
    if text.isascii():
        return _name_of([(word, False) for word in _ascii_words(text)], "latin", "")
    composed = unicodedata.normalize("NFKC", text)
    _refuse_longer(composed, characters_max, where)
    cleaned = _cleaned(composed)
    chunks = _spelled(cleaned).split()
    scripts = [scripts_of(chunk) for chunk in chunks]
    all_scripts = frozenset().union(*scripts) if scripts else frozenset()
    has_latin = any(one == {"latin"} for one in scripts)
    is_transcribed = not _INTERPUNCTS.isdisjoint(text)
    words = [
        word for chunk in chunks for word in latin_words(chunk, is_among_latin=has_latin, is_transcribed=is_transcribed)
    ]
    han = "".join(cleaned.split()).casefold() if "han" in all_scripts else ""
    return _name_of(words, _main_script(all_scripts, has_latin=has_latin), han)


def _refuse_longer(text: str, characters_max: int, where: str) -> None:
    if len(text) > characters_max:
        raise InvalidValue(
            what=f"a name of {len(text)} characters ({text[:40]!r}...); at most {characters_max} are compared",
            where=where,
            mend="give the name alone; screen longer writing as free text, in parts",
        )


def _main_script(scripts: frozenset[str], *, has_latin: bool) -> str:
    others = sorted(scripts - {"latin", "other"})
    if has_latin or not others:
        return "latin"
    return others[0] if "latin" not in scripts else "latin"


def _cleaned(text: str) -> str:
    """Take out what cannot be seen, and part words where anything else stands."""
    return "".join(_seen(letter) for letter in text.translate(_NO_APOSTROPHES))


def _seen(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""
    return letter if category[0] in "LNM" or letter == "." else " "


def _spelled(text: str) -> str:
    """Take the points out of abbreviations; other points part words."""
    return _ABBREVIATION.sub(_unpointed, text).replace(".", " ")


def _unpointed(found: re.Match[str]) -> str:
    letters = found[0].replace(".", "")
    return letters if word_of(letters.lower()).weight == FORM else " ".join(letters)


def _ascii_words(text: str) -> list[str]:
    return _WORDS_OF_ASCII.findall(_spelled(text.translate(_NO_APOSTROPHES)).lower())


def _name_of(found: list[tuple[str, bool]], script: str, han: str) -> Name:
    words = [word_of(_lettered(text), is_bare=is_bare) for text, is_bare in _servants(found)]
    named = [word for word in words if word.text not in TITLES]
    if any(word.is_distinctive for word in named):
        words = named
    elif words:
        words = [word_of(word.text, is_bare=word.is_bare, weight=FULL) for word in words]
    return Name(" ".join(word.text for word in words), tuple(words), script, han)


def _servants(found: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Write names of the form *servant of the ...* as one word: Abd al-Aziz, Abdel Aziz and Abdulaziz are one."""
    words: list[tuple[str, bool]] = []
    place = 0
    while place < len(found):
        text, is_bare = found[place]
        if text == "abd" or text in ABD:
            place += 1 + (text == "abd" and found[place + 1 : place + 2] in ([("al", False)], [("el", False)]))
            rest, is_bare = found[place] if place < len(found) else ("", False)
            words.append((ABD[0] + rest, is_bare))
        else:
            words.append((ABD[0] + text[len(ABD[0]) :] if text.startswith(ABD) else text, is_bare))
        place += 1
    return words


def _lettered(text: str) -> str:
    """Read a nought or a one between letters as the letter it prints like."""
    return _ZERO_IN_LETTERS.sub(lambda found: _LETTER_OF[found[0]], text)
