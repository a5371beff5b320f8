"""Files of lists as they come: from a path or as bytes, out of a zip, hashed, and decoded line by line."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from fxroute.errors import DataFileError
from fxroute.sources.importing.opening import check_member, opened_raw

__all__ = ["LINE_CHARACTERS_MAX", "ListFile", "ListSource", "list_files"]

LINE_CHARACTERS_MAX = 8 * 1024 * 1024
"""Longest line, in characters: an entity of JSON lines may have thousands of properties."""

_BEGIN_BYTES = 64 * 1024
_MEMBERS_MAX = 20
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_AGAIN = "fetch the list again, and compare its size with the publisher's"

ListSource = str | Path | tuple[str, bytes]
"""A path, or the name to be shown in faults with the bytes."""


@dataclass
class ListFile:
    """One file of a list; it may be read more than once.

    `member` names the file inside of a zip, empty where it is none. `encoding` is what the caller says it has.
    """

    name: str
    source: ListSource
    encoding: str = "utf-8"
    member: str = ""

    @contextmanager
    def binary(self) -> Iterator[IO[bytes]]:
        """Open it for its bytes, unpacked.

        Raises:
            DataFileError: it cannot be read, or the zip is damaged.
        """
        with _opened(self.source) as raw:
            if not self.member:
                yield raw
                return
            try:
                with ZipFile(raw) as archive, archive.open(self.member) as stream:
                    yield stream
            except (BadZipFile, zlib_error, EOFError, RuntimeError) as error:
                raise DataFileError(
                    what=f"the zip cannot be unpacked: {error}", where=self.name, mend="unpack it yourself"
                ) from error

    @cached_property
    def begin(self) -> bytes:
        """The first bytes, by which its layout is known."""
        with self.binary() as raw:
            return raw.read(_BEGIN_BYTES)

    def begin_text(self) -> str:
        """Return the first characters, those that cannot be decoded replaced."""
        return self.begin.decode(self.codec(), errors="replace").lstrip("\ufeff")

    def codec(self) -> str:
        """Return the encoding by the mark at its begin, else the one that was said."""
        if self.begin.startswith(_UTF_16):
            return "utf-16"
        return "utf-8-sig" if self.encoding == "utf-8" else self.encoding

    def lines(self) -> Iterator[str]:
        """Give its lines, each with a line end of one kind; the last one may have none.

        Raises:
            DataFileError: a byte that is not of the encoding, a line that is too long or holds NUL.
        """
        number = 0
        with self.binary() as raw:
            text = io.TextIOWrapper(io.BufferedReader(_Raw(raw)), encoding=self.codec(), errors="strict", newline=None)
            try:
                while line := text.readline(LINE_CHARACTERS_MAX + 1):
                    number += 1
                    self._check(line, number)
                    yield line
            except UnicodeError as error:
                raise self._undecodable() from error

    def _check(self, line: str, number: int) -> None:
        if len(line) > LINE_CHARACTERS_MAX:
            what = f"line {number} has more than {LINE_CHARACTERS_MAX} characters"
            raise DataFileError(what=what, where=f"{self.name}:{number}", mend="see that lines end")
        if "\0" in line:
            where = f"{self.name}:{number}:{line.index(chr(0)) + 1}"
            what = f"the character NUL stands in line {number}"
            raise DataFileError(what=what, where=where, mend=_AGAIN)

    def _undecodable(self) -> DataFileError:
        """Find the line whose bytes are not of the encoding."""
        codec, place, shown = self.codec(), "", ""
        with self.binary() as raw:
            for number, line in enumerate(raw if codec != "utf-16" else (), 1):
                try:
                    line.decode(codec)
                except UnicodeDecodeError as error:
                    place = f":{number}:{error.start + 1}"
                    shown = f" (byte 0x{line[error.start]:02x} in line {number})"
                    break
        said = "UTF-8" if codec == "utf-8-sig" else codec
        mend = "save it as UTF-8, or name its encoding: --encoding cp1252, latin-1 or cp1256"
        return DataFileError(what=f"the file is not {said}{shown}", where=f"{self.name}{place}", mend=mend)


class _Raw(io.RawIOBase):
    """A stream whose end does not close the one below, which its own owner closes."""

    def __init__(self, below: IO[bytes]) -> None:
        super().__init__()
        self._below = below

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # narrower than the stub says
        piece = self._below.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def _opened(source: ListSource) -> Iterator[IO[bytes]]:
    if isinstance(source, tuple):
        yield io.BytesIO(source[1])
        return
    with opened_raw(source) as raw:
        yield raw


def list_files(sources: Sequence[ListSource], *, encoding: str) -> tuple[tuple[ListFile, ...], str]:
    """Return the files of a list, those inside of zips among them, and the SHA-256 of what was given.

    The hash is that of the file where one was given; of several it is the hash of their hashes, in the order given.

    Raises:
        DataFileError: a file cannot be read, is empty, or is a zip that is not to be trusted.
    """
    found: list[ListFile] = []
    hashes = []
    for source in sources:
        name = source[0] if isinstance(source, tuple) else str(source)
        digest = sha256()
        with _opened(source) as raw:
            begin = raw.read(len(_ZIPPED[0]))
            digest.update(begin)
            while chunk := raw.read(1024 * 1024):
                digest.update(chunk)
        hashes.append(digest.hexdigest())
        found += _members(name, source, encoding) if begin in _ZIPPED else [ListFile(name, source, encoding)]
    for file in found:
        if not file.begin.strip():
            raise DataFileError(what="the file is empty", where=file.name, mend=_AGAIN)
    whole = hashes[0] if len(hashes) == 1 else sha256("\n".join(hashes).encode()).hexdigest()
    return tuple(found), whole


def _members(name: str, source: ListSource, encoding: str) -> list[ListFile]:
    try:
        with _opened(source) as raw, ZipFile(raw) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except BadZipFile as error:
        raise DataFileError(what=f"the zip cannot be unpacked: {error}", where=name, mend=_AGAIN) from error
    if not 1 <= len(members) <= _MEMBERS_MAX:
        what = f"the zip holds {len(members)} files, from one to {_MEMBERS_MAX} were expected"
        raise DataFileError(what=what, where=name, mend="unpack it, and give the files of the list alone")
    for member in members:
        check_member(member, name)
    return [ListFile(f"{name}!{member.filename}", source, encoding, member.filename) for member in members]
