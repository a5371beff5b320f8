"""A word of a name in the forms in which it is compared: letters, sound, consonants; and how alike two words are.

Likeness counts in thousandths and is whole-numbered throughout, so that it is the same on every machine. Two words are
alike when their sounds (`fold`) differ in at most three letters of ten, or when their consonants are the same; a word
written without vowels is compared by its `skeleton` alone. Transposed neighbours count as one difference
(optimal string alignment).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from fxroute.compliance.screening.word_tables import CANONICAL, GENERIC, WEIGHTS

__all__ = ["ALIKE", "FULL", "INITIAL", "SAME", "Word", "alike", "far", "word_of"]

SAME = 1000
ALIKE = 700
"""Least likeness of two words that is counted at all."""

_SAME_SOUND = 970
_SAME_CONSONANTS = 920
_SAME_TWO_CONSONANTS = 800
_SAME_ONE_CONSONANT = 700
INITIAL = 800
_CONSONANTS_BONUS = 100
FULL = 100
"""Weight of a word that is neither form, title, particle nor trade."""

_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"tch|tsch|shch|sch"), "6"),
    (re.compile(r"kh"), "8"),
    (re.compile(r"ch|tj"), "6"),
    (re.compile(r"sh"), "7"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"dj|dzh|zh"), "j"),
    (re.compile(r"[dz]h"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ck|q|c(?![eiy])"), "k"),
    (re.compile(r"c"), "s"),
    (re.compile(r"^hs(?=[eiu])|^x"), "7"),
    (re.compile(r"(?<=[aeiou])x"), "ks"),
    (re.compile(r"z|t[sz]"), "s"),
    (re.compile(r"h$"), ""),
    (re.compile(r"(?<!^)y"), "i"),
    (re.compile(r"[ou]+w?"), "u"),
    (re.compile(r"[ie]+"), "i"),
    (re.compile(r"a[iu]?"), "a"),
    (re.compile(r"'"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile(r"[aiu]+|(?<!^)w")
_VOWEL = re.compile("[aiu]")
_GROUPS = re.compile("[aiu]+")
_CLASSES = str.maketrans("gdbfvxz678", "ktpppksjsh")
"""Consonants that one script or school writes for another: voiced ones, lip sounds, and the kinds of ch, sh and kh."""

_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word after transliteration, small letters a to z and digits.

    An apostrophe parts two consonants that would be read as one.

    `weight` is in per cent of an ordinary word. `fold` is its sound, `vowels` and `consonants` that parted,
    `skeleton` the same with kindred consonants as one. `is_bare` says that the script or the writer left vowels out,
    `is_initial` that it is one letter, which stands for any word that begins so, `is_distinctive` that it can tell one
    party from another, `is_syllable` that it is one, as the parts of many East Asian names are.
    """

    text: str
    weight: int
    is_bare: bool
    fold: str
    vowels: str
    consonants: str
    skeleton: str
    has_digit: bool
    is_initial: bool
    is_distinctive: bool
    is_syllable: bool


@lru_cache(maxsize=1 << 18)
def word_of(text: str, *, is_bare: bool = False, weight: int = 0) -> Word:
    """Build a word from its letters; `weight` overrides what the tables say where it is not 0."""
    text = CANONICAL.get(text, text)
    weight = weight or _weight(text)
    has_digit = any(letter.isdigit() for letter in text)
    fold = text if has_digit else _folded(text) or text
    consonants = text if has_digit else _TWICE.sub(r"\1", _VOWELS.sub("", fold)) or fold
    return Word(
        text=text,
        weight=weight,
        is_bare=not has_digit and (is_bare or _has_no_vowel(text)),
        fold=fold,
        vowels="" if has_digit else "".join(_VOWEL.findall(fold)),
        consonants=consonants,
        skeleton=consonants if has_digit else _TWICE.sub(r"\1", consonants.translate(_CLASSES)),
        has_digit=has_digit,
        is_initial=len(text) == 1 and text.isalpha(),
        is_syllable=not has_digit and len(_GROUPS.findall(fold)) < 2 and len(text) < 7,
        is_distinctive=weight >= GENERIC and len(text) > 1 and (len(text) > 2 or not text.isdigit()),
    )


def _weight(text: str) -> int:
    known = WEIGHTS.get(text)
    if known is not None:
        return known
    return GENERIC if len(text) == 1 or text.isdigit() else FULL


def _has_no_vowel(text: str) -> bool:
    return len(text) > 1 and not any(letter in "aeiouy" for letter in text)


def _folded(text: str) -> str:
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return text


def far(length: int) -> int:
    """Return how many differences a word of that length may have: three in ten, rounded down."""
    return length * 3 // 10


def alike(one: Word, other: Word) -> int:
    """Return how alike two words are, in thousandths; 0 below `ALIKE`. Symmetric."""
    if one.text == other.text:
        return SAME
    if one.is_initial or other.is_initial:
        return INITIAL if one.text[0] == other.text[0] and one.is_initial != other.is_initial else 0
    if not (one.is_distinctive and other.is_distinctive) or one.has_digit or other.has_digit:
        return 0
    if one.is_bare or other.is_bare:
        return _bare_likeness(one.skeleton, other.skeleton)
    has_same_consonants = one.consonants == other.consonants
    longest = max(len(one.fold), len(other.fold))
    differences = OSA.distance(one.fold, other.fold)
    if differences > far(longest) and not has_same_consonants:
        return 0
    sound = SAME - SAME * differences // longest
    found = (sound + _closeness(one.text, other.text)) // 2 + (_CONSONANTS_BONUS if has_same_consonants else 0)
    return min(found, _SAME_SOUND) if found >= ALIKE else 0


def _bare_likeness(one: str, other: str) -> int:
    if one == other:
        return (_SAME_ONE_CONSONANT, _SAME_TWO_CONSONANTS, _SAME_CONSONANTS)[min(len(one), 3) - 1]
    longest = max(len(one), len(other))
    if longest <= 4 or OSA.distance(one, other, score_cutoff=1) > 1:
        return 0
    found = _SAME_CONSONANTS * (longest - 1) // longest
    return found if found >= ALIKE else 0


def _closeness(one: str, other: str) -> int:
    longest = max(len(one), len(other))
    return SAME - SAME * OSA.distance(one, other) // longest
