"""Names as parties write them: whole, seen as they are, and no letters of one script dressed up as another's."""

import re
import unicodedata
from typing import Annotated

from fxroute.sources.fault import shown
from fxroute.sources.fields import Reads, parse_text, refuse

__all__ = ["Name", "Remittance"]

# ISO 20022 sends 140 characters; registers hold longer names, and nobody has one of thousands.
_NAME_MAX = 500
_REMITTANCE_MAX = 9_000
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile(r"[\w'\u2019]+")


def _parse_name(value: object) -> str:
    text = _within(parse_text(value), _NAME_MAX, "name")
    for word in _WORD.findall(text):
        scripts = _scripts(word)
        if len(scripts) > 1:
            refuse(
                f"the word {shown(word)} mixes {_told(scripts)}",
                "write it in one script, as its register does: letters that look alike hide a name from screening",
            )
    return text


def _parse_remittance(value: object) -> str:
    return _within(parse_text(value, line_breaks="\n\t"), _REMITTANCE_MAX, "text")


def _within(text: str, most: int, kind: str) -> str:
    if len(text) > most:
        refuse(f"the {kind} {shown(text)} has {len(text)} characters", f"shorten it to {most} characters or fewer")
    return text


def _scripts(word: str) -> dict[str, str]:
    """Return the scripts with letters that look like those of another, each with its first letter."""
    found: dict[str, str] = {}
    for sign in unicodedata.normalize("NFKC", word):
        name = unicodedata.name(sign, "").split(" ", 1)[0] if sign.isalpha() else ""
        if name in _LOOK_ALIKE:
            found.setdefault(name, sign)
    return found


def _told(scripts: dict[str, str]) -> str:
    parts = (f"{script.capitalize()} {letter} (U+{ord(letter):04X})" for script, letter in scripts.items())
    return " and ".join(parts)


_TEXT = {"type": "string", "minLength": 1}

Name = Annotated[str, Reads(_parse_name, {**_TEXT, "maxLength": _NAME_MAX, "description": "name"})]
"""A name of up to 500 characters, no word of which mixes Latin, Cyrillic or Greek letters."""

Remittance = Annotated[str, Reads(_parse_remittance, {**_TEXT, "maxLength": _REMITTANCE_MAX})]
"""Free text of a payment, of one line or more."""
