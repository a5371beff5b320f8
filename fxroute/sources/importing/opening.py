"""Opening a directory safely: what it is by its first bytes, how it is decoded, how long a line and a file may be.

A file is read as a stream and never whole. Refused before anything is read of it: what is no regular file, what is
no text (pages, workbooks, archives of several files), and zips that unpack to more than a directory can hold.
"""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from fxroute.errors import DataFileError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = [
    "ENCODINGS",
    "LINE_CHARACTERS_MAX",
    "UNPACKED_BYTES_MAX",
    "check_member",
    "is_parquet",
    "lines_of",
    "opened",
    "opened_raw",
]

ENCODINGS = ("utf-8", "utf-16", "latin-1", "cp1252", "cp1256", "gb18030", "gbk", "big5", "shift_jis")
"""Encodings that a file may be said to have."""

LINE_CHARACTERS_MAX = 256 * 1024
"""Longest line, in characters: a directory has some hundreds."""

UNPACKED_BYTES_MAX = 4 * 1024 * 1024 * 1024
"""Most that a zip may unpack to, in bytes."""

_RATIO_MAX = 200
_SMALL_BYTES = 1024 * 1024
_BEGIN_BYTES = 4096
_PARQUET = b"PAR1"
_FOREIGN = {
    b"\x1f\x8b": ("a gzip archive", "unpack it first"),
    b"BZh": ("a bzip2 archive", "unpack it first"),
    b"\xfd7zXZ": ("an xz archive", "unpack it first"),
    b"\x28\xb5\x2f\xfd": ("a zstandard archive", "unpack it first"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it first"),
    b"%PDF": ("a PDF document", "ask the publisher for the CSV file"),
    b"\xd0\xcf\x11\xe0": ("an older Excel workbook", "save the sheet as CSV (UTF-8)"),
    b"SQLite format": ("a database", "export the table as CSV (UTF-8)"),
}
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def opened(path: str | Path, *, encoding: str) -> Iterator[IO[str]]:
    """Open a file as text, unpacked where it is a zip; line ends of every kind are one.

    Raises:
        DataFileError: see the head of this module.
    """
    name = str(path)
    with opened_raw(path) as raw:
        begin = raw.read(_BEGIN_BYTES)
        raw.seek(0)
        if begin.startswith(_ZIPPED):
            with _unpacked(raw, name) as member:
                yield _text(member, member.peek(_BEGIN_BYTES)[:_BEGIN_BYTES], name, encoding)
        else:
            yield _text(raw, begin, name, encoding)


def is_parquet(path: str | Path) -> bool:
    """Tell whether a file is Parquet, by its first bytes.

    Raises:
        DataFileError: it cannot be read, or is no regular file.
    """
    with opened_raw(path) as raw:
        return raw.read(len(_PARQUET)) == _PARQUET


def lines_of(stream: IO[str], path: str | Path, *, encoding: str) -> Iterator[str]:
    """Give the lines of a text.

    Raises:
        DataFileError: a line that is too long or holds NUL, a byte that is not of the encoding, a damaged zip.
    """
    from zipfile import BadZipFile
    from zlib import error as zlib_error

    name, number = str(path), 0
    try:
        while line := stream.readline(LINE_CHARACTERS_MAX + 1):
            number += 1
            if len(line) > LINE_CHARACTERS_MAX:
                what = f"line {number} has more than {LINE_CHARACTERS_MAX} characters"
                raise DataFileError(what=what, where=f"{name}:{number}", mend="see that lines end; one row is one line")
            if "\0" in line:
                raise DataFileError(
                    what=f"the character NUL stands in line {number}",
                    where=f"{name}:{number}:{line.index(chr(0)) + 1}",
                    mend="export the file again as text; for UTF-16 say --encoding utf-16",
                )
            yield line
    except UnicodeError as error:
        raise _undecodable(path, encoding, number) from error
    except (BadZipFile, zlib_error, EOFError) as error:
        raise DataFileError(
            what=f"the zip is damaged: {error}", where=name, mend="fetch it again, and compare its size"
        ) from error


@contextmanager
def opened_raw(path: str | Path) -> Iterator[io.BufferedReader]:
    """Open a regular file for its bytes.

    Raises:
        DataFileError: a folder, a pipe, a device, a file that is not there or may not be read.
    """
    name = str(path)
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  # a path with NUL is refused by os.stat alone
        if stat.S_ISDIR(mode):
            raise DataFileError(
                what="a folder was given, a file was expected", where=name, mend="name each file of the folder"
            )
        if not stat.S_ISREG(mode):
            raise DataFileError(
                what="this is a pipe or a device, a file was expected",
                where=name,
                mend="save what it gives in a file first",
            )
        stream = Path(path).open("rb")  # noqa: SIM115  # the faults caught here are those of opening alone
    except FileNotFoundError as error:
        raise DataFileError(what="there is no such file", where=name, mend="check the path") from error
    except PermissionError as error:
        raise DataFileError(
            what="the file may not be read", where=name, mend="give yourself read permission on it"
        ) from error
    except (OSError, ValueError) as error:
        raise DataFileError(what=f"the file cannot be read: {error}", where=name, mend="check the path") from error
    with stream:
        yield stream


def _text(raw: io.BufferedReader, begin: bytes, name: str, encoding: str) -> IO[str]:
    _refuse_foreign(begin, name, encoding)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    return io.TextIOWrapper(raw, encoding=codec, errors="strict", newline=None)


def _refuse_foreign(begin: bytes, name: str, encoding: str) -> None:
    for magic, (what, mend) in _FOREIGN.items():
        if begin.startswith(magic):
            raise DataFileError(what=f"this is {what}, CSV was expected", where=name, mend=mend)
    if begin.startswith(_UTF_16) and encoding != "utf-16":
        raise DataFileError(
            what="the file is UTF-16 from line 1 on, UTF-8 was expected",
            where=f"{name}:1",
            mend="save it as UTF-8, or say --encoding utf-16",
        )
    if begin.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise DataFileError(
            what="this is a page or XML, CSV was expected",
            where=f"{name}:1",
            mend="look at it in a browser: it may be a login page; download the file itself",
        )
    if not begin.strip():
        raise DataFileError(
            what="the file is empty", where=name, mend="download it again; the first line has the names of the columns"
        )


@contextmanager
def _unpacked(raw: IO[bytes], name: str) -> Iterator[io.BufferedReader]:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(raw) as archive, archive.open(_only_member(archive, name)) as member:
            yield io.BufferedReader(member)  # type: ignore[arg-type]  # typed as less than it is
    except (BadZipFile, RuntimeError) as error:
        raise DataFileError(
            what=f"the zip cannot be unpacked: {error}", where=name, mend="unpack it yourself, and give the CSV file"
        ) from error


def _only_member(archive: "ZipFile", name: str) -> "ZipInfo":
    members = archive.infolist()
    if len(members) != 1:
        raise DataFileError(
            what=f"the zip holds {len(members)} files, exactly one was expected",
            where=name,
            mend="unpack it, and give the CSV file alone (a workbook: save the sheet as CSV)",
        )
    (member,) = members
    check_member(member, name)
    return member


def check_member(member: "ZipInfo", name: str) -> None:
    """Refuse a file of a zip that leads out of it, is locked, or unpacks to more than a file can hold.

    Raises:
        DataFileError: see above; `name` is that of the zip.
    """
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in member.filename:
        raise DataFileError(
            what=f"the zip holds a path that leads out of it: {member.filename[:80]!r}",
            where=name,
            mend="do not trust it; fetch the file from its publisher",
        )
    if member.flag_bits & 1:
        raise DataFileError(what="the zip is locked by a password", where=name, mend="unpack it yourself")
    packed = max(member.compress_size, 1)
    is_swollen = member.file_size > _SMALL_BYTES and member.file_size > _RATIO_MAX * packed
    if is_swollen or member.file_size > UNPACKED_BYTES_MAX:
        raise DataFileError(
            what=f"the zip would unpack from {packed} to {member.file_size} bytes",
            where=name,
            mend=f"unpack it yourself if you trust it; up to {_RATIO_MAX} times is usual",
        )


def _undecodable(path: str | Path, encoding: str, read: int) -> DataFileError:
    """Find the line whose bytes are not of the encoding; the decoder reads ahead of the lines that it gave."""
    name, number, shown = str(path), read + 1, ""
    with opened_raw(path) as raw:
        is_plain = not raw.read(len(_ZIPPED[0])).startswith(_ZIPPED) and encoding != "utf-16"
        raw.seek(0)
        for at, line in enumerate(iter(lambda: raw.readline(LINE_CHARACTERS_MAX), b"") if is_plain else (), 1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError as error:
                number, shown = at, f" (byte 0x{line[error.start]:02x} at column {error.start + 1})"
                break
    near = "" if shown else "near "
    return DataFileError(
        what=f"{near}line {number} is not {encoding}{shown}",
        where=f"{name}:{number}",
        mend="save the file as UTF-8, or name its encoding: --encoding latin-1, cp1256 (Arabic) or gb18030 (Chinese)",
    )
