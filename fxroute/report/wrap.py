"""Wrapping: texts broken into lines of a width, never inside an amount, a rate or an instant."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

__all__ = ["least_width", "line_width", "wrapped"]

_NUMBER = r"[-−+]?\d[\d,]*(?:\.\d+)?"
_UNIT = r"(?:bp|基点|%|d|h|min|天|小时|分钟|[A-Z]{3})"
_OFFSET = r"(?: (?:[+-]\d\d:\d\d|UTC))?"
_QUANTITY = "|".join((
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?",
    rf"\d\d:\d\d(?:–\d\d:\d\d)?{_OFFSET}",
    rf"(?:(?:[A-Z][a-z]{{2}}|周.) )?(?:\d{{4}}-)?\d\d-\d\d(?: \d\d:\d\d(?:–\d\d:\d\d)?)?{_OFFSET}",
    rf"[A-Z][a-z]{{2}} \d\d [A-Z][a-z]{{2}}(?: \d\d:\d\d(?:–\d\d:\d\d)?)?{_OFFSET}",
    rf"[A-Z]{{3}} {_NUMBER}",
    rf"{_NUMBER}(?: {_UNIT}(?: \d+ {_UNIT})*)?",
))  # fmt: skip
_OPENING = r"(\uff08"
_CLOSING = r",.;:)!?\u3001\u3002\uff0c\uff1b\uff1a\uff09\uff01\uff1f"
_WIDE = r"\u2e80-\u9fff\uff00-\uffef"
_PIECE = re.compile(
    rf"(?P<gap> *)(?P<piece>[{_OPENING}]*(?:(?P<quantity>(?:{_QUANTITY})(?![A-Za-z0-9_-]))|[{_WIDE}]|[^ {_WIDE}]+)"
    rf"[{_CLOSING}]*)"
)
_JOINT = re.compile(r"[^-/_]*[-/_]+|[^-/_]+")


def line_width(text: str) -> int:
    """Return the columns of a terminal that the longest line of a text takes."""
    return max(cell_len(line) for line in text.split("\n"))


def least_width(text: str) -> int:
    """Return the width below which `wrapped` would have to tear a quantity or a word of a text."""
    return max(
        (_indent(line) + cell_len(part) for line in text.split("\n") for _, part in _parts(line, room=0)), default=0
    )


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` columns; a line that is indented stays so where it goes on.

    Long words are broken at their hyphens and slashes. Nothing is ever left out: what has no place to be broken is
    torn when nothing else helps.
    """
    return [line for whole in text.split("\n") for line in _lines(whole, max(width, 2))]


def _lines(line: str, width: int) -> Iterator[str]:
    indent = " " * min(_indent(line), width - 2)
    room = width - len(indent)
    current = ""
    for gap, part in _parts(line, room):
        for torn in chop_cells(part, room) if cell_len(part) > room else (part,):
            if current and cell_len(current) + len(gap) + cell_len(torn) > room:
                yield indent + current
                current = torn
            else:
                current += gap + torn if current else torn
    yield (indent + current).rstrip()


def _parts(line: str, room: int) -> Iterator[tuple[str, str]]:
    """Pieces with the blanks before them; words that do not fit into the room in parts."""
    for found in _PIECE.finditer(line):
        gap, piece = found["gap"], found["piece"]
        if found["quantity"] is None and cell_len(piece) > room:
            for part in _JOINT.findall(piece):
                yield gap, part
                gap = ""
        else:
            yield gap, piece


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
