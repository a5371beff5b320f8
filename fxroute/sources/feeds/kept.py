"""Fetched rates as they are kept: one file for each feed, whole or not at all.

The file is an ordinary rates file, and `--rates FILE` reads it. Its second line tells in JSON of the feed; below
`rates:` each line is one record, in JSON, which is YAML too. A hash of those lines shows a file that was damaged or
changed. It is written beside its place, brought to the disk, and put there in one step: whoever reads it meets the old
rates or the new ones, whenever a writer is stopped.
"""

import json
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from fxroute.errors import DataFileError
from fxroute.sources.snapshot import cache_folder

__all__ = ["Kept", "Record", "kept_path", "list_kept", "rates_file", "read_kept", "replace_file"]

Record = dict[str, object]

_TITLE = "# Rates fetched by fxroute, an ordinary rates file: --rates FILE lays it above the shipped rates.\n"
_FEED = "feed: "
_RATES = "rates:\n"
_FOLDER = "feeds"
_UNFINISHED = ".unfinished"
_UNFINISHED_SECONDS_MAX = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The last good answer of a feed.

    `newest` is the instant of its newest rate, `sha256` the hash of the answer as it came, `skipped` what of it was
    left out, with how often.
    """

    feed: str
    path: Path
    address: str
    fetched_at: datetime
    newest: datetime
    count: int
    sha256: str
    skipped: tuple[tuple[str, int], ...]
    rates_sha256: str

    def records(self) -> list[Record]:
        """Return the records of the file."""
        body = self.path.read_text(encoding="utf-8").partition(_RATES)[2]
        return [json.loads(line[2:]) for line in body.splitlines()]

    def age_hours(self, now: datetime) -> int:
        """Return the whole hours since the newest rate."""
        return int((now - self.newest).total_seconds() // 3600)


def kept_path(feed: str) -> Path | None:
    """Return where the rates of a feed are kept, `None` where there is no cache folder."""
    folder = cache_folder()
    return None if folder is None else folder / _FOLDER / f"{feed}.yaml"


def list_kept(names: list[str]) -> tuple[Kept, ...]:
    """Return what is kept of some feeds, those that are sound and there."""
    found = []
    for name in names:
        with suppress(DataFileError):
            if (kept := read_kept(name)) is not None:
                found.append(kept)
    return tuple(found)


def read_kept(feed: str) -> Kept | None:
    """Return what is kept of a feed, `None` when nothing is.

    Raises:
        DataFileError: the file was damaged or changed, or cannot be read.
    """
    path = kept_path(feed)
    if path is None:
        return None
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataFileError(
            what=f"the fetched rates cannot be read: {error}", where=str(path), mend=_again(feed)
        ) from error
    kept = _parsed(feed, path, content)
    if kept is None:
        what = "the fetched rates were damaged or changed"
        raise DataFileError(what=what, where=str(path), mend=_again(feed))
    return kept


def _parsed(feed: str, path: Path, content: bytes) -> Kept | None:
    """Return what a file tells of a feed, `None` where it is not as it was written."""
    title, told, rates, body = _split(content)
    if title != _TITLE.encode() or rates != _RATES.encode() or not told.startswith(_FEED.encode()):
        return None
    try:
        header = json.loads(told[len(_FEED) :])
        kept = Kept(
            feed=header["name"],
            path=path,
            address=header["address"],
            fetched_at=datetime.fromisoformat(header["fetched_at"]),
            newest=datetime.fromisoformat(header["newest"]),
            count=header["count"],
            sha256=header["answer_sha256"],
            skipped=tuple(header["skipped"].items()),
            rates_sha256=header["rates_sha256"],
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return kept if kept.rates_sha256 == sha256(body).hexdigest() and kept.feed == feed else None


def _split(content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Return the first three lines, and what is below them."""
    lines = content.split(b"\n", 3)
    lines += [b""] * (4 - len(lines))
    return lines[0] + b"\n", lines[1], lines[2] + b"\n", lines[3]


def _again(feed: str) -> str:
    return f"fetch them again: fxroute rates fetch {feed}"


def rates_file(header: Record, records: list[Record]) -> bytes:
    """Return the content of a file with fetched rates; `header` lacks the hash of the rates, which is added."""
    body = "".join(
        f"- {json.dumps(record, ensure_ascii=False, separators=(',', ':'))}\n" for record in records
    ).encode()
    told = json.dumps({**header, "rates_sha256": sha256(body).hexdigest()}, ensure_ascii=False)
    return f"{_TITLE}{_FEED}{told}\n{_RATES}".encode() + body


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, on the disk before that.

    Raises:
        DataFileError: the folder cannot be written to; what was there is still there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _bring_to_disk(path.parent)
    except (OSError, ValueError) as error:
        mend = "give a place that can be written to; FXROUTE_CACHE names the folder of fetched rates"
        raise DataFileError(what=f"the rates cannot be kept: {error}", where=str(path), mend=mend) from error


def _bring_to_disk(folder: Path) -> None:
    """Bring the new name to the disk, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what a writer left that was stopped long ago."""
    for left in folder.glob(f".*{_UNFINISHED}"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _UNFINISHED_SECONDS_MAX:
                left.unlink()
