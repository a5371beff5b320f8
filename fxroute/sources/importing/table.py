"""Tables: the rows of a directory by the names of its columns, one after another, from CSV or Parquet."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from fxroute.errors import DataFileError, UsageError
from fxroute.sources.importing.layouts import Layout, find_layout, folded
from fxroute.sources.importing.opening import is_parquet, lines_of, opened

__all__ = ["COLUMNS_MAX", "Row", "Table", "read_table"]

COLUMNS_MAX = 2000
"""Most columns of a file: the widest public directory has some 340."""

_DELIMITERS = "\t,;|"
_BATCH_ROWS = 20_000
_GROUP_BYTES_MAX = 512 * 1024 * 1024

Row = tuple[str, ...]
"""Values of a row in the order of its layout's columns that are read, empty where the file has no such column."""


@dataclass(frozen=True, slots=True)
class Table:
    """A directory that is being read: the name of its file, its layout, and its rows.

    `rows` gives the number of a line (of the row, in Parquet) and the values; a number of cells that was not expected
    stands in place of values where a line has more or fewer of them than the header, which has `width`.
    """

    name: str
    layout: Layout
    width: int
    rows: Iterator[tuple[int, Row | int]]


@contextmanager
def read_table(path: str | Path, *, encoding: str = "utf-8", kind: str = "") -> Iterator[Table]:
    """Open a directory and read its header; its rows are read as they are asked for.

    Raises:
        DataFileError: the file cannot be read, or is no directory; while rows are read, too.
        UsageError: Parquet without pyarrow, or no such kind.
    """
    if is_parquet(path):
        yield _parquet_table(path, kind)
        return
    with opened(path, encoding=encoding) as stream:
        yield _csv_table(path, lines_of(stream, path, encoding=encoding), kind)


def _csv_table(path: str | Path, lines: Iterator[str], kind: str) -> Table:
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    # Tab-separated directories do not quote: a quotation mark there is part of a name.
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    header = next(_records(path, [first], delimiter, quoting))[1]
    layout = _checked(header, path, kind)
    records = _records(path, lines, delimiter, quoting)
    return Table(Path(path).name, layout, len(header), _picked(records, header, layout))


def _records(
    path: str | Path, lines: Iterator[str] | list[str], delimiter: str, quoting: int
) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the number of its first line; the header is line 1, what follows begins at 2."""
    start = 1 if isinstance(lines, list) else 2
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]  # the constants are plain integers
    before = 0
    try:
        for record in reader:
            yield before + start, record
            before = reader.line_num
    except csv.Error as error:
        number = before + start
        raise DataFileError(
            what=f"the row that begins in line {number} is no CSV: {error}",
            where=f"{path}:{number}",
            mend="look for a quotation mark that is opened there and not closed; one inside a text is doubled",
        ) from error


def _checked(header: Sequence[str], path: str | Path, kind: str) -> Layout:
    if len(header) > COLUMNS_MAX:
        raise DataFileError(
            what=f"the first line names {len(header)} columns, more than {COLUMNS_MAX}",
            where=f"{path}:1",
            mend="give the directory itself; it has a line of column names and one line for each record",
        )
    layout = find_layout(header, where=f"{path}:1", kind=kind)
    names = [folded(name) for name in header]
    twice = [column.name for column in layout.read if names.count(folded(column.name)) > 1]
    if twice:
        raise DataFileError(
            what=f"the first line names a column twice: {', '.join(twice)}",
            where=f"{path}:1",
            mend="keep one of the two",
        )
    return layout


def _picked(
    records: Iterator[tuple[int, list[str]]], header: Sequence[str], layout: Layout
) -> Iterator[tuple[int, Row | int]]:
    width = len(header)
    pick = _picker(header, layout)
    for number, record in records:
        if len(record) == width:
            record.append("")
            yield number, pick(record)
        elif record:
            yield number, len(record)


def _picker(header: Sequence[str], layout: Layout) -> Callable[[Sequence[str]], Row]:
    """Return what takes a row's values in the order of the layout; an empty cell stands behind the last one."""
    names = [folded(name) for name in header]
    positions = [column.position(names) for column in layout.read]
    return itemgetter(*(len(names) if position is None else position for position in positions))


def _parquet_table(path: str | Path, kind: str) -> Table:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UsageError(
            what="this is Parquet, and pyarrow is not installed",
            where=str(path),
            mend='install the extra: pip install "fxroute[parquet]"',
        ) from error
    try:
        file: Any = ParquetFile(path)
        header = list(file.schema_arrow.names)
    except (ArrowException, OSError) as error:
        raise _damaged(path, error) from error
    sizes = [file.metadata.row_group(at).total_byte_size for at in range(file.metadata.num_row_groups)]
    if max(sizes, default=0) > _GROUP_BYTES_MAX:
        raise DataFileError(
            what=f"a row group of the Parquet file unpacks to {max(sizes)} bytes",
            where=str(path),
            mend=f"write it anew with row groups of at most {_GROUP_BYTES_MAX // 1024 // 1024} MB",
        )
    layout = _checked(header, path, kind)
    return Table(Path(path).name, layout, len(header), _parquet_rows(file, path, header, layout))


def _parquet_rows(
    file: Any,  # noqa: ANN401  # pyarrow has no types
    path: str | Path,
    header: Sequence[str],
    layout: Layout,
) -> Iterator[tuple[int, Row | int]]:
    from pyarrow import ArrowException

    names = [folded(name) for name in header]
    wanted = [column.position(names) for column in layout.read]
    kept = [header[position] for position in wanted if position is not None]
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=kept):
            absent = [None] * batch.num_rows
            columns = [
                absent if at is None else batch.column(batch.schema.names.index(header[at])).to_pylist()
                for at in wanted
            ]
            for values in zip(*columns, strict=True):
                number += 1
                yield number, tuple("" if value is None else str(value) for value in values)
    except (ArrowException, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: str | Path, error: Exception) -> DataFileError:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return DataFileError(what=f"the Parquet file is damaged: {reason}", where=str(path), mend="fetch it again")
