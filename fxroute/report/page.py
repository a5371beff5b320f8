"""Pages: headings, facts and tables laid out to a width and returned as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

__all__ = ["Column", "Page", "WIDTH", "table_text"]

WIDTH = 110
"""Columns of a page when the caller names none."""

_WIDTH_MIN = 60
_QUANTITY = re.compile(r"(?:[A-Z]{3} )?[-+−]?[\d,]+(?:\.\d+)?(?: bp| %)?|–?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, numbers to the right, and `is_whole` where a cell is never broken."""

    title: str
    is_right: bool = False
    is_whole: bool = False


class Page:
    """Collects parts in order; `text()` lays them out."""

    def __init__(self, *, width: int = WIDTH, is_styled: bool = False) -> None:
        """Begin an empty page of so many columns; styled ones carry terminal colours."""
        self._width = max(width, _WIDTH_MIN)
        self._is_styled = is_styled
        self._parts: list[RenderableType] = []

    def heading(self, text: str) -> None:
        """Add a heading, a blank line before it."""
        if self._parts:
            self.blank()
        self._parts.append(Text(text, style="bold"))

    def line(self, text: str, *, indent: int = 0) -> None:
        """Add a paragraph."""
        self._parts.append(Padding(Text(text), (0, 0, 0, indent)))

    def blank(self) -> None:
        """Add an empty line."""
        self._parts.append(Text(""))

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add labels with their values beside them."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for label, value in rows:
            grid.add_row(Text(label), Text(value))
        self._parts.append(Padding(grid, (0, 0, 0, 2)))

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, is_lined: bool = False) -> None:
        """Add a table; `is_lined` draws a line between rows, for cells of several lines."""
        table = Table(box=box.SIMPLE_HEAD, show_lines=is_lined, padding=(0, 1, 0, 0), pad_edge=False)
        for column in columns:
            table.add_column(
                Text(column.title),
                justify="right" if column.is_right else "left",
                no_wrap=column.is_whole,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*[Text(cell) for cell in row])
        self._parts.append(table)

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
        console.print(Group(*self._parts))
        return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def table_text(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = WIDTH) -> str:
    """Return a table as plain text, columns of amounts and numbers to the right.

    Args:
        columns: titles.
        rows: one text for each column.
        width: most columns of the terminal; cells are broken to fit.
    """
    page = Page(width=width)
    quantities = [all(_QUANTITY.fullmatch(row[at]) for row in rows) for at in range(len(columns))]
    page.table([Column(title, is_right=is_right) for title, is_right in zip(columns, quantities, strict=True)], rows)
    return page.text()
