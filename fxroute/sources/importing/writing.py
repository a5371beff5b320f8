"""Writing: a file is old or new and never half, whatever happens to the process that writes it.

The new content is written to a hidden file beside the old one, under a lock, and takes its place in one step. A writer
that was killed leaves the hidden file behind; the next one takes it over.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from fxroute.errors import DataFileError, UsageError
from fxroute.sources.files import FILE_BYTES_MAX
from fxroute.sources.importing.draft import Kept

__all__ = ["FORMS", "check_form", "replacing", "write_records"]

_BATCH_ROWS = 20_000
_TRIES_MAX = 5


@contextmanager
def replacing(path: str | Path) -> Iterator[IO[bytes]]:
    """Give a stream whose content takes the place of a file when the body ends well, and goes when it does not.

    Raises:
        DataFileError: the file cannot be written, or another process is writing it.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise DataFileError(what="this is no regular file", where=str(path), mend="name the file that is to be written")
    hidden = target.with_name(f".{target.name}.unfinished")
    try:
        stream = _locked(hidden, str(path))
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with stream:
            try:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
                hidden.replace(target)
            except BaseException:
                hidden.unlink(missing_ok=True)  # while it is locked: the next writer's file has the same name
                raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _locked(hidden: Path, name: str) -> IO[bytes]:
    """Open the hidden file under a lock; one that was moved away between opening and locking is opened anew."""
    for _ in range(_TRIES_MAX):
        handle = os.open(hidden, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if hidden.exists() and hidden.stat().st_ino == os.fstat(handle).st_ino:
                os.ftruncate(handle, 0)
                return os.fdopen(handle, "wb")
        except BlockingIOError:
            os.close(handle)
            break
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise DataFileError(what="another import is writing this file", where=name, mend="wait for it, or write another")


def _unwritable(path: str | Path, error: OSError) -> DataFileError:
    return DataFileError(
        what=f"the file cannot be written: {error.strerror or error}",
        where=str(path),
        mend="check folder, permission and space; what was there before is there still",
    )


def check_form(path: str | Path) -> str:
    """Return the form that a file's name asks for.

    Raises:
        UsageError: none, or Parquet without pyarrow.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in FORMS:
        raise UsageError(
            what=f"the name {Path(path).name!r} asks for no form that is written",
            where=str(path),
            mend=f"let it end in {', '.join(FORMS)}; .jsonl is for many records",
        )
    if suffix == ".parquet":
        try:
            import pyarrow.parquet  # noqa: F401  # asked for before hours of work, used later
        except ImportError as error:
            raise UsageError(
                what="Parquet is asked for, and pyarrow is not installed",
                where=str(path),
                mend='install the extra: pip install "fxroute[parquet]"; or write .jsonl',
            ) from error
    return suffix


def write_records(records: Iterator[Kept], stream: IO[bytes], *, form: str, head: str) -> None:
    """Write records in a form of `FORMS`.

    Raises:
        DataFileError: as YAML they would be more than is read back.
    """
    FORMS[form](records, stream, head)


def _yaml(records: Iterator[Kept], stream: IO[bytes], head: str) -> None:
    """One record on each line: what JSON says, YAML says too."""
    key = ""
    stream.write(f"# {head}\n".encode())
    for kind, record in records:
        if kind != key:
            stream.write(f"{kind}:\n".encode())
            key = kind
        stream.write(f"  - {{{', '.join(f'{name}: {_text(value)}' for name, value in record.items())}}}\n".encode())
        if stream.tell() > FILE_BYTES_MAX:
            raise DataFileError(
                what=f"as YAML the records take more than {FILE_BYTES_MAX // 1024 // 1024} MB, the most that is read",
                where="the output",
                mend="write .jsonl",
            )


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(records: Iterator[Kept], stream: IO[bytes], _: str) -> None:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for kind, record in records:
        stream.write(f'{{"{kind}":{encode(record)}}}\n'.encode())


def _parquet(records: Iterator[Kept], stream: IO[bytes], _: str) -> None:
    """Columns of text: the kind, the id, and the record as JSON, so that one table holds every kind."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([(name, pa.string()) for name in ("kind", "id", "record")])
    with ParquetWriter(stream, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for kind, record in records:
            batch.append({"kind": kind, "id": record["id"], "record": _text(record)})
            if len(batch) == _BATCH_ROWS:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch.clear()
        writer.write_table(pa.Table.from_pylist(batch, schema))


FORMS: dict[str, Callable[[Iterator[Kept], IO[bytes], str], None]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".jsonl": _lines,
    ".parquet": _parquet,
}
"""What writes a file, by the ending of its name."""
