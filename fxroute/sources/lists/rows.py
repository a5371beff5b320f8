"""CSV as a stream of rows, each with its line; a row that was cut, or a last line without an end, is a fault."""

import csv
from collections.abc import Iterator, Sequence

from fxroute.errors import DataFileError
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import AGAIN, Reading

__all__ = ["Rows", "named_rows", "plain_rows"]

_END_OF_FILE = "\x1a"
"""Mark at the end of some files since the days of DOS; OFAC's have it."""


class Rows:
    """The rows of a file as they are asked for."""

    def __init__(self, file: ListFile, *, delimiter: str = ",") -> None:
        """Open at the first line; nothing is read yet."""
        self._name = file.name
        self._lines = self._watched(file.lines())
        self._last = "\n"
        self._offset = 0
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)

    @property
    def has_end(self) -> bool:
        """Tell whether the last line read has an end, or the mark of the end stands in it."""
        return self._last.endswith("\n") or self._last.strip() == _END_OF_FILE

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Give each row that is not blank with the number of its first line.

        Raises:
            DataFileError: this is no CSV.
        """
        before = 0
        try:
            for row in self._reader:
                if any(cell.strip() for cell in row) and row != [_END_OF_FILE]:
                    yield before + 1, row
                before = self._reader.line_num
        except csv.Error as error:
            raise DataFileError(
                what=f"the row that begins in line {before + 1} is no CSV, or breaks off: {error}",
                where=f"{self._name}:{before + 1}",
                mend="look for a quotation mark that is opened there and not closed; else fetch the list again",
            ) from error

    def _watched(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            self._last = line
            yield line


def plain_rows(file: ListFile, reading: Reading, *, width: int) -> Iterator[tuple[str, list[str]]]:
    """Give the rows of a file without a header, with their place; a row of another width is a fault."""
    rows = Rows(file)
    for line, row in rows:
        if len(row) == width:
            yield f"{line}", row
        else:
            reading.fault(f"{line}", f"the row has {len(row)} of {width} columns")
    _check_end(rows, reading)


def named_rows(
    file: ListFile,
    reading: Reading,
    *,
    needed: Sequence[str],
    skipped: int = 0,
    delimiter: str = ",",
    has_end: bool = True,
) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rows of a file by the names in its header, with their place.

    Args:
        file: what is read.
        reading: notes a row that was cut, and a column that is not there.
        needed: columns without which nothing can be read.
        skipped: lines before the header.
        delimiter: between two cells.
        has_end: a last line without an end is a fault.
    """
    rows = Rows(file, delimiter=delimiter)
    stream = iter(rows)
    for _ in range(skipped):
        next(stream, None)
    line, head = next(stream, (skipped + 1, []))
    names = [" ".join(name.split()) for name in head]
    if lacking := [name for name in needed if name not in names]:
        what = f"there is no column {', '.join(lacking)}"
        reading.fault(f"{line}", what, f"give the publisher's file; its first columns are {', '.join(needed)}")
        return
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        reading.fault(f"{line}", f"the header names a column twice: {', '.join(twice[:5])}", "keep one of the two")
        return
    for number, row in stream:
        if len(row) != len(names):
            reading.fault(f"{number}", f"the row has {len(row)} of {len(names)} columns")
        else:
            yield f"{number}", dict(zip(names, (cell.strip() for cell in row), strict=True))
    if has_end:
        _check_end(rows, reading)


def _check_end(rows: Rows, reading: Reading) -> None:
    if not rows.has_end:
        reading.fault(
            "end", "the last line has no end: the file may break off in it", f"{AGAIN}; where it is whole, end it"
        )
