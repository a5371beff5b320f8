"""Record lines: own files of many records, as JSON Lines or Parquet, read into the map that a YAML file would give.

A line is a record below its top-level key, `{"accounts": {"id": …}}`; a row of Parquet has `kind` and `record`, the
record as JSON. Values are those of the YAML files; numbers that are no plain whole ones are kept as they are written.
"""

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from fxroute.sources.fault import FaultList, Spot, Step
from fxroute.sources.files import LINES_BYTES_MAX, SourceFile, form_of
from fxroute.sources.position import Place
from fxroute.sources.scalar import Figure

__all__ = ["locate_lines", "parse_lines"]

_WHOLE_DIGITS_MAX = 18
_ROWS = ("kind", "record")


class _Twice(ValueError):
    """A key is given twice."""


def parse_lines(file: SourceFile, faults: FaultList) -> dict[Step, object] | None:
    """Return the records of a file by their top-level key, or `None` after noting every line that is no record."""
    content: dict[Step, object] = {}
    before = len(faults)
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_float=Figure, parse_int=_whole, parse_constant=Figure)
    try:
        for number, line in _lines(file):
            try:
                kind, record = _read(decoder, line)
            except _Refused as refused:
                faults.add(Spot(file), refused.what, refused.mend, mark=(number, refused.column))
                continue
            kept = content.setdefault(kind, [])
            assert isinstance(kept, list), "every kind holds a list"
            kept.append(record)
    except _Refused as refused:
        faults.add(Spot(file), refused.what, refused.mend, mark=(refused.line, refused.column))
    return content if len(faults) == before else None


class _Refused(Exception):
    """The file, or a line of it, is no list of records."""

    def __init__(self, *, what: str, mend: str, line: int = 1, column: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.line = line
        self.column = column


def _read(decoder: json.JSONDecoder, line: str) -> tuple[str, object]:
    mend = 'write one record on each line, below its key: {"accounts": {"id": "…"}}'
    try:
        value = decoder.decode(line)
    except json.JSONDecodeError as error:
        raise _Refused(what=f"this is no JSON: {error.msg}", mend=mend, column=error.colno) from error
    except _Twice as error:
        raise _Refused(what=f"the key {error} is given twice", mend="keep one of the two") from error
    except RecursionError as error:
        raise _Refused(what="lists and maps are nested too deep", mend="close each bracket that is opened") from error
    if not isinstance(value, dict) or len(value) != 1:
        raise _Refused(what="the line is no record below its key", mend=mend)
    return next(iter(value.items()))


def _lines(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Give each line that is not blank with its number; as Parquet, each row."""
    if form_of(file.name) == ".parquet":
        yield from enumerate(_rows(file), 1)
        return
    for number, raw in enumerate(BytesIO(file.content), 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
            raise _Refused(what=what, mend="save the file as UTF-8", line=number, column=error.start + 1) from error
        if line:
            yield number, line


def _rows(file: SourceFile) -> Iterator[str]:
    try:
        from pyarrow import ArrowException, BufferReader
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        mend = 'install the extra: pip install "fxroute[parquet]"'
        raise _Refused(what="this is Parquet, and pyarrow is not installed", mend=mend) from error
    try:
        table: Any = ParquetFile(BufferReader(file.content))
        size = sum(table.metadata.row_group(at).total_byte_size for at in range(table.metadata.num_row_groups))
        missing = [name for name in _ROWS if name not in table.schema_arrow.names]
        if missing or size > LINES_BYTES_MAX:
            what = f"the table lacks the column {missing[0]}" if missing else f"the table unpacks to {size} bytes"
            raise _Refused(
                what=what, mend="give a file that fxroute network import wrote; a directory is imported first"
            )
        for batch in table.iter_batches(columns=list(_ROWS)):
            kinds, records = (batch.column(name).to_pylist() for name in _ROWS)
            yield from (f"{{{json.dumps(kind)}: {record}}}" for kind, record in zip(kinds, records, strict=True))
    except (ArrowException, OSError) as error:
        raise _Refused(what=f"the Parquet file is damaged: {error}", mend="write it anew") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _whole(text: str) -> object:
    return int(text) if len(text.lstrip("-")) <= _WHOLE_DIGITS_MAX else Figure(text)


def locate_lines(file: SourceFile, paths: Iterable[tuple[Step, ...]]) -> Place:
    """Return the top of a file, with the records at `paths` found by the lines that they stand on."""
    root = Place(mark=(1, 1))
    for path in paths:
        root.at(path)
    counts: dict[str, int] = {}
    decoder = json.JSONDecoder()
    for number, line in _lines(file):
        kind, _ = _read(decoder, line)
        index = counts[kind] = counts.get(kind, -1) + 1
        listed = root.inside.get(kind)
        if listed is None:
            continue
        listed.mark = listed.mark or (number, 1)
        record = listed.inside.get(str(index))
        if record is not None:
            record.mark = (number, 1)
            _mark_fields(record, line, number)
    return root


def _mark_fields(record: Place, line: str, number: int) -> None:
    for name, place in record.inside.items():
        at = line.find(f'"{name}":')
        if at >= 0:
            place.mark = place.key_mark = (number, at + 1)
