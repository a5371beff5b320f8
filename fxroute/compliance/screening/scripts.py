"""From any script to small Latin letters: look-alikes folded, Chinese by syllables, Arabic and Hebrew by consonants.

Transliteration is anyascii's, Chinese pypinyin's (without tones). Look-alikes are the Cyrillic and Greek letters that
print as Latin ones (Unicode Technical Standard 39, confusables, the one-letter pairs of these three scripts).
"""

import re
from itertools import groupby

from fxroute.compliance.screening.word_tables import (
    ARABIC_WORDS,
    HAN_SURNAMES_OF_TWO,
    HAN_WORDS,
    HANGUL_SURNAMES,
    HANGUL_WORDS,
)

__all__ = ["Script", "latin_words", "script_of", "scripts_of"]

Script = str
"""`latin`, `cyrillic`, `greek`, `arabic`, `hebrew`, `han`, `kana`, `hangul`, `digit` or `other`."""

_RANGES = (
    (0x0041, 0x024F, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x1100, 0x11FF, "hangul"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x3040, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0x20000, 0x323AF, "han"),
)

_CYRILLIC = "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408"
_CYRILLIC += "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u04bb\u0501"
_GREEK = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
_GREEK += "\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
_LOOK_ALIKES = str.maketrans(
    _CYRILLIC + _GREEK, "ABEKMHOPCTYXSIJ" + "abekmhopctyxsijhd" + "ABEZHIKMNOPTYX" + "abeiknoptux"
)
_GREEK_PAIRS = tuple(
    (re.compile(greek), latin)
    for greek, latin in (
        ("\u03bc\u03c0", "b"),
        ("\u03bd\u03c4", "d"),
        ("\u03bf[\u03c5\u03cd]", "u"),
        ("\u03b3\u03b3|\u03b3\u03ba", "g"),
        ("([\u03b1\u03b5])[\u03c5\u03cd]", "\\1v"),
    )
)
"""Letters that stand for one sound together: b, d, u, g, and the v of au and eu."""

_HEBREW = str.maketrans(
    "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7\u05d8\u05d9\u05da\u05db\u05dc\u05dd\u05de\u05df"
    "\u05e0\u05e1\u05e2\u05e3\u05e4\u05e5\u05e6\u05e7\u05e8\u05e9\u05ea",
    "abgdhwzhtykklmmnnsappsskrst",
)
"""Consonants; the signs for no sound stand for a vowel, which matters at the beginning of a word only."""

_ARABIC_BEGINS = re.compile("^[\u0621-\u0627\u0639\u0671]")
_BREATH = re.compile("(?<=[^\u0647\u062d])(?=[\u0647\u062d])")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARTICLE = re.compile("^(?:\u0648|\u0628|\u0644)?\u0627\u0644(?=..)")
_ABD = "\u0639\u0628\u062f"
_TA_MARBUTA = re.compile("\u0629$")
_LETTERS = re.compile("[a-z0-9]+")


def script_of(letter: str) -> Script:
    """Return the script of one letter by its block."""
    point = ord(letter)
    if letter.isdigit():
        return "digit"
    for first, last, script in _RANGES:
        if first <= point <= last:
            return script
    return "other"


def scripts_of(text: str) -> frozenset[Script]:
    """Return the scripts of the letters of a text, digits and marks left out."""
    return frozenset(script_of(letter) for letter in text if letter.isalpha())


def latin_words(chunk: str, *, is_among_latin: bool, is_transcribed: bool = False) -> list[tuple[str, bool]]:
    """Return the Latin words of a stretch without blanks, each with whether its vowels were left unwritten.

    `is_among_latin` says that the name has Latin words beside: a word made of look-alikes alone is then taken for one.
    `is_transcribed` says that a foreign name is spelled in Chinese characters: each stretch of them is one word.
    """
    scripts = scripts_of(chunk)
    if scripts & {"cyrillic", "greek"}:
        chunk, scripts = _without_look_alikes(chunk, scripts, is_among_latin=is_among_latin)
    if "han" in scripts:
        return [(word, False) for word in _han_words(chunk, is_transcribed=is_transcribed)]
    if scripts == {"hangul"}:
        return [(word, False) for word in _hangul_words(chunk)]
    if "arabic" in scripts:
        return _arabic_words(chunk)
    if "hebrew" in scripts:
        return [(word, True) for word in _ascii_words(chunk.translate(_HEBREW))]
    if "greek" in scripts:
        chunk = _with_greek_pairs(chunk)
    return [(word, False) for word in _ascii_words(chunk)]


def _with_greek_pairs(chunk: str) -> str:
    chunk = chunk.lower()
    for greek, latin in _GREEK_PAIRS:
        chunk = greek.sub(latin, chunk)
    return chunk


def _without_look_alikes(
    chunk: str, scripts: frozenset[Script], *, is_among_latin: bool
) -> tuple[str, frozenset[Script]]:
    if "latin" in scripts or is_among_latin:
        folded = chunk.translate(_LOOK_ALIKES)
        if scripts_of(folded) == {"latin"}:
            return folded, frozenset({"latin"})
    return chunk, scripts


def _ascii_words(chunk: str) -> list[str]:
    from anyascii import anyascii

    text = anyascii(chunk).lower().replace("'", "").replace("`", "")
    return _LETTERS.findall(text)


def _arabic_words(chunk: str) -> list[tuple[str, bool]]:
    chunk = _ARABIC_MARKS.sub("", chunk)
    if chunk in ARABIC_WORDS:
        return [(ARABIC_WORDS[chunk], False)]
    if chunk.startswith(_ABD) and len(chunk) > len(_ABD) + 2:
        return [("abd", False), *_arabic_words(chunk.removeprefix(_ABD))]
    if chunk == _ABD:
        return [("abd", False)]
    rest = _ARTICLE.sub("", chunk)
    article = [("al", False)] if rest != chunk else []
    known = ARABIC_WORDS.get(rest)
    return article + ([(known, False)] if known else [(word, True) for word in _consonants(rest)])


def _consonants(stem: str) -> list[str]:
    """Spell consonants out, a vowel for what begins with none, and apart what would be read as one with a breath."""
    parts = _BREATH.split(_ARABIC_BEGINS.sub("a", _TA_MARBUTA.sub("", stem)))
    words = ["".join(_ascii_words(part)) for part in parts]
    text = "'".join(word for word in words if word)
    return [text] if text else []


def _hangul_words(chunk: str) -> list[str]:
    for word, english in HANGUL_WORDS:
        chunk = chunk.replace(word, f" {english} ")
    parts = chunk.split()
    if len(parts) == 1 and 2 <= len(chunk) <= 4:
        return _ascii_words(HANGUL_SURNAMES.get(chunk[0], chunk[0])) + _ascii_words(chunk[1:])
    return [word for part in parts for word in _ascii_words(part)]


def _han_words(chunk: str, *, is_transcribed: bool) -> list[str]:
    words: list[str] = []
    for is_han, letters in groupby(chunk, key=lambda letter: script_of(letter) == "han"):
        run = "".join(letters)
        words += _han_run(run, is_transcribed=is_transcribed) if is_han else _ascii_words(run)
    return words


def _han_run(run: str, *, is_transcribed: bool) -> list[str]:
    if is_transcribed:
        return _spoken(run, [0])
    for word, english in HAN_WORDS:
        run = run.replace(word, f" {english} ")
    parts = run.split()
    is_person = len(parts) == 1 and 2 <= len(run) <= 4
    return [
        word
        for part in parts
        for word in (_spoken(part, _cuts(part, is_person=is_person)) if script_of(part[0]) == "han" else [part])
    ]


def _cuts(run: str, *, is_person: bool) -> list[int]:
    """Return where words begin: surname and given name of a person, else each two characters, the last not alone."""
    if is_person:
        return [0, 2 if run[:2] in HAN_SURNAMES_OF_TWO and len(run) > 2 else 1]
    return list(range(0, max(len(run) - 1, 1), 2))


def _spoken(run: str, cuts: list[int]) -> list[str]:
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(run)
    if len(syllables) != len(run):
        syllables = [lazy_pinyin(character)[0] for character in run]
    ends = [*cuts[1:], len(run)]
    words = ("".join(syllables[begin:end]) for begin, end in zip(cuts, ends, strict=True))
    return [word for spoken in words if (word := "".join(_ascii_words(spoken)))]
