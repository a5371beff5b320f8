"""Scalars: what a word without quotes stands for in YAML 1.2, and the numbers that are kept as they were written.

Only plain whole numbers become integers. `0x1F`, `0o17`, `+5`, `1e3`, `12.50` and numbers of more than 18 digits stay
a `Figure`: as a number each of them would lose what was written, and no field of these files takes them.

Source: YAML 1.2.2, section 10.3 (core schema); as most readers do, digits after a leading zero are text, since codes of
banks are written so.
"""

import re
from dataclasses import dataclass

__all__ = ["Figure", "resolve"]

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_FIGURE = re.compile(
    r"[+-]?(?:0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|0|[1-9][0-9]*|[0-9]+[eE][+-]?[0-9]+"
    r"|(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)


@dataclass(frozen=True, slots=True, repr=False)
class Figure:
    """A number that is no plain whole number, as it stands in the file."""

    text: str

    def __repr__(self) -> str:
        """As written."""
        return self.text

    def __str__(self) -> str:
        """As written."""
        return self.text


def resolve(text: str) -> str | int | Figure | None:
    """Return the value of a word without quotes: nothing, true or false, a whole number, a figure, or text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    return Figure(text) if _FIGURE.fullmatch(text) else text
