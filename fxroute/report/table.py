"""Tables: columns as wide as their cells need; what finds no room beside goes below its row, whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fxroute.report.wrap import least_width, line_width, wrapped

__all__ = ["Column", "Table"]

_GAP = "  "
_MARGIN = " "
_LEAST = 16
_TITLE_LEAST = 7
_INDENT_MAX = 8
_INDENT = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, numbers to the right, `is_whole` where a cell is never broken, `least` where it may be.

    A cell that may be broken is broken between words. A column of them gets `least` columns of the terminal, or what
    its longest cell takes when that is less: narrower text is no longer read.
    """

    title: str
    is_right: bool = False
    is_whole: bool = False
    least: int = _LEAST


class Table:
    """A table laid out to a width.

    The columns stand in the order of their weight. Those for which the width does not suffice are told in a line below
    each row, every value after its title; no value is cropped.
    """

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> None:
        """Measure the cells, and decide which columns stand side by side."""
        self._columns = columns
        self._rows = rows
        self._width = width
        cells = [[row[at] for row in rows] for at in range(len(columns))]
        naturals = [max(map(line_width, (column.title, *own))) for column, own in zip(columns, cells, strict=True)]
        leasts = [_least(column, own) for column, own in zip(columns, cells, strict=True)]
        self._widths = _grown(leasts[: _count(leasts, width)], naturals, width)

    def head(self) -> Iterator[str]:
        """Yield the lines of the titles, and the rule below them."""
        shown = self._columns[: len(self._widths)]
        titles = [wrapped(column.title, width) for column, width in zip(shown, self._widths, strict=True)]
        height = max(map(len, titles))
        yield from self._beside([[""] * (height - len(title)) + title for title in titles])
        yield _MARGIN + "─" * (sum(self._widths) + len(_GAP) * (len(self._widths) - 1))

    def rows(self) -> Iterator[list[str]]:
        """Yield the lines of each row."""
        for row in self._rows:
            cells = [wrapped(cell, width) for cell, width in zip(row, self._widths, strict=False)]
            yield [*self._beside(cells), *self._below(row)]

    def _beside(self, cells: Sequence[Sequence[str]]) -> Iterator[str]:
        for at in range(max(map(len, cells))):
            parts = [
                _padded(lines[at] if at < len(lines) else "", width, is_right=column.is_right)
                for lines, width, column in zip(cells, self._widths, self._columns, strict=False)
            ]
            yield (_MARGIN + _GAP.join(parts)).rstrip()

    def _below(self, row: Sequence[str]) -> Iterator[str]:
        count = len(self._widths)
        told = [
            item
            for column, cell in zip(self._columns[count:], row[count:], strict=True)
            if cell
            for item in f"{column.title} {cell}".split("\n")
        ]
        beside = len(_MARGIN) + self._widths[0] + len(_GAP)
        indent = " " * (beside if beside <= _INDENT_MAX else _INDENT)
        for line in _packed([item.strip() for item in told], self._width - len(indent)):
            yield indent + line


def _packed(items: Sequence[str], width: int) -> Iterator[str]:
    """As many items on a line as fit; one that is longer than a line is broken between its words."""
    current = ""
    for item in items:
        together = f"{current} · {item}" if current else item
        if current and line_width(together) > width:
            yield from wrapped(current, width)
            current = item
        else:
            current = together
    if current:
        yield from wrapped(current, width)


def _least(column: Column, cells: Sequence[str]) -> int:
    natural = max(map(line_width, cells), default=0)
    title = min(line_width(column.title), _TITLE_LEAST)
    torn = max(map(least_width, (column.title, *cells)))
    return max(natural if column.is_whole else min(natural, column.least), title, torn)


def _count(leasts: Sequence[int], width: int) -> int:
    """How many columns, from the first on, stand side by side: one at least."""
    taken = len(_MARGIN) - len(_GAP)
    for count, least in enumerate(leasts):
        taken += len(_GAP) + least
        if taken > width:
            return max(count, 1)
    return len(leasts)


def _grown(leasts: Sequence[int], naturals: Sequence[int], width: int) -> list[int]:
    """Share what is left of the width among the columns, by what each lacks."""
    spare = max(width - len(_MARGIN) - sum(leasts) - len(_GAP) * (len(leasts) - 1), 0)
    lacks = [natural - least for natural, least in zip(naturals, leasts, strict=False)]
    total = sum(lacks)
    if total <= spare:
        return [least + lack for least, lack in zip(leasts, lacks, strict=True)]
    widths = [least + spare * lack // total for least, lack in zip(leasts, lacks, strict=True)]
    left = width - len(_MARGIN) - sum(widths) - len(_GAP) * (len(widths) - 1)
    for at in sorted(range(len(widths)), key=lambda at: widths[at] - naturals[at])[: max(left, 0)]:
        widths[at] += 1
    return widths


def _padded(text: str, width: int, *, is_right: bool) -> str:
    blanks = " " * (width - line_width(text))
    return blanks + text if is_right else text + blanks
