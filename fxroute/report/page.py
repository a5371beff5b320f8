"""Pages: headings, facts and tables laid out to a width and returned as text."""

import re
from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from fxroute.report.table import Column, Table
from fxroute.report.wrap import line_width, wrapped

__all__ = ["Page", "WIDTH", "table_text"]

WIDTH = 110
"""Columns of a page when the caller names none."""

_WIDTH_MIN = 60
_INDENT = "  "
_QUANTITY = re.compile(r"(?:[A-Z]{3} )?[-+−]?[\d,]+(?:\.\d+)?(?: bp| %)?|–?")


class Page:
    """Collects parts in order, laid out line by line; `text()` joins them."""

    def __init__(self, *, width: int = WIDTH, is_styled: bool = False) -> None:
        """Begin an empty page of so many columns; styled ones carry terminal colours."""
        self._width = max(width, _WIDTH_MIN)
        self._is_styled = is_styled
        self._lines: list[Text] = []

    def heading(self, text: str) -> None:
        """Add a heading, a blank line before it."""
        self.blank()
        self._add(wrapped(text, self._width), style="bold")

    def line(self, text: str, *, indent: int = 0) -> None:
        """Add a paragraph."""
        self._add(" " * indent + line for line in wrapped(text, self._width - indent))

    def blank(self) -> None:
        """Add an empty line, unless one stands there already or the page is empty."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text(""))

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add labels with their values beside them."""
        beside = max(line_width(label) for label, _ in rows)
        room = self._width - beside - 2 * len(_INDENT)
        for label, value in rows:
            for at, line in enumerate(wrapped(value, room)):
                shown = label if at == 0 else ""
                blanks = " " * (beside - line_width(shown))
                self._lines.append(Text.assemble(_INDENT, (shown, "dim"), blanks, _INDENT, line))

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, is_lined: bool = False) -> None:
        """Add a table between blank lines; `is_lined` sets one between rows too, for cells of several lines."""
        table = Table(columns, rows, self._width)
        self.blank()
        self._add(table.head(), style="bold")
        for at, lines in enumerate(table.rows()):
            if is_lined and at:
                self.blank()
            self._add(lines)
        self.blank()

    def text(self) -> str:
        """Return the page, lines without blanks at their ends."""
        stream = StringIO()
        console = Console(
            file=stream,
            width=self._width,
            force_terminal=self._is_styled,
            color_system="standard" if self._is_styled else None,
            legacy_windows=False,
            emoji=False,
            markup=False,
            highlight=False,
            _environ={},
        )
        for line in self._lines:
            console.print(line, no_wrap=True, overflow="ignore", crop=False)
        return "\n".join(line.rstrip() for line in stream.getvalue().rstrip("\n").splitlines()) + "\n"

    def _add(self, lines: Iterable[str], *, style: str = "") -> None:
        self._lines.extend(Text(line, style=style) for line in lines)


def table_text(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = WIDTH) -> str:
    """Return a table as plain text, columns of amounts and numbers to the right.

    Args:
        columns: titles, the weightiest first.
        rows: one text for each column.
        width: most columns of the terminal; cells are broken to fit, the last columns go below their rows.
    """
    page = Page(width=width)
    quantities = [all(_QUANTITY.fullmatch(row[at]) for row in rows) for at in range(len(columns))]
    page.table([Column(title, is_right=is_right) for title, is_right in zip(columns, quantities, strict=True)], rows)
    return page.text()
