"""Evidence on disk: one chain of canonical lines in a file, to which records are added and never changed.

A line is written in one go and flushed to the disk before anybody is told that it stands. What a stopped writer left
of a line has no end; nobody was told of it, and the next writer takes it away.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fxroute.compliance.evidence.canonical import Json, canonical_bytes
from fxroute.compliance.evidence.record import Chain, verify
from fxroute.errors import DataFileError
from fxroute.sources.files import read_bytes

__all__ = ["append_evidence", "read_evidence"]

_END = b"\n"


def read_evidence(path: str | Path) -> Chain:
    """Return the chain of a file with everything that is wrong with it.

    Raises:
        DataFileError: the file cannot be read.
    """
    whole, _ = _lines(read_bytes(path))
    return verify(whole)


def append_evidence(path: str | Path, make: Callable[[Chain], dict[str, Json]]) -> dict[str, Json]:
    """Add one record to a file, made there where it does not exist yet; return the record.

    Args:
        path: of the file.
        make: from the chain as it stands to the record that follows it.

    Raises:
        DataFileError: the file cannot be written, its chain is broken, or the record cannot follow it, as a third
            review of a decision cannot: nothing is added then.
    """
    with _locked(Path(path)) as handle:
        content = _all_of(handle)
        whole, torn = _lines(content)
        chain = verify(whole)
        if chain.faults:
            fault = chain.faults[0]
            raise DataFileError(
                what=f"the chain is broken: {fault.what}",
                where=f"{path}:{fault.line}",
                mend="take the file from where it was kept, or begin a new one",
            )
        record = make(chain)
        if faults := chain.faults_of_next(record):
            raise DataFileError(
                what=f"the record cannot be added: {faults[0]}",
                where=str(path),
                mend="two people review a decision, each of them once; --record names another decision",
            )
        line = canonical_bytes(record) + _END
        try:
            if torn:
                os.ftruncate(handle, len(content) - len(torn))
            os.lseek(handle, 0, os.SEEK_END)
            written = os.write(handle, line)
            os.fsync(handle)
        except OSError as error:
            raise _unwritable(path, error.strerror or str(error)) from error
        if written < len(line):
            raise _unwritable(path, f"it took {written} of {len(line)} bytes")
        return record


def _unwritable(path: str | Path, why: str) -> DataFileError:
    return DataFileError(
        what=f"the file cannot be written: {why}", where=str(path), mend="check folder, permission and space"
    )


def _lines(content: bytes) -> tuple[list[bytes], bytes]:
    """Return the whole lines, and what a stopped writer left of the last one."""
    *whole, torn = content.split(_END)
    return whole, torn


def _all_of(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """Open a file for one writer alone; the lock goes with the process, however it ends."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error
    try:
        with suppress(ImportError):
            import fcntl  # not on every system

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)
