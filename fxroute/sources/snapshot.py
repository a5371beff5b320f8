"""Snapshots: what files hold, kept ready to use in the user's cache folder.

The key of a snapshot is a hash of everything that decides its content: the code that makes it and the names and
bytes of all files, in order. A snapshot is a pickle behind a hash of itself. It is read by an unpickler that knows
the values of the model and nothing else, so that a planted file cannot run anything; one that is damaged, foreign, of
another version, or of content that nothing can be built from, is made anew without a word. Where the folder cannot be
written to, nothing is kept.
"""

import gc
import os
import pickle
import tempfile
from array import array
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from fxroute.sources.files import SourceFile

__all__ = ["cache_folder", "kept", "key_of"]

_Content = TypeVar("_Content")
_Whole = TypeVar("_Whole")

_FORMAT = b"fxroute snapshot 1\n"
_SUFFIX = ".snapshot"
_SNAPSHOTS_MAX = 16
_UNFINISHED = ".unfinished"
_UNFINISHED_SECONDS_MAX = 3600
_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = ("compliance", "errors.py", "model", "network", "rates", "sources")
_VALUES = ("fxroute.compliance.", "fxroute.model.", "fxroute.rates.", "fxroute.sources.content.")
_BUILTINS = frozenset(
    {
        ("array", "array"),
        ("builtins", "frozenset"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("decimal", "Decimal"),
    }
)


def kept(
    part: str,
    files: tuple[SourceFile, ...],
    make: Callable[[], _Content],
    *,
    kind: type[_Content],
    build: Callable[[_Content], _Whole],
    newest: int = _SNAPSHOTS_MAX,
) -> _Whole:
    """Return what `build` makes of the content, from its snapshot where there is one; keep one where there is none.

    Args:
        part: name of what is kept, first part of the snapshot's file name.
        files: everything that `make` reads.
        make: reads the files into their content.
        kind: class of the content; a snapshot of anything else is foreign.
        build: from content to what is asked for; errors of `make` and `build` pass through, and nothing is kept then.
        newest: how many snapshots of this part stay.
    """
    folder = cache_folder()
    if folder is None:
        return build(make())
    place = folder / f"{part}-{key_of(files)}{_SUFFIX}"
    found = _read(place, kind, build)
    if found is not None:
        return found
    content = make()
    whole = build(content)
    with suppress(OSError):
        _write(place, content)
        _prune(folder, part, newest)
    return whole


def cache_folder() -> Path | None:
    """Return the folder of snapshots: `FXROUTE_CACHE`, else `fxroute` in `XDG_CACHE_HOME`, else in `~/.cache`.

    `None` where no home folder is known, or only one that depends on the working folder.
    """
    if own := os.environ.get("FXROUTE_CACHE"):
        return Path(own)
    xdg = os.environ.get("XDG_CACHE_HOME", "")
    if Path(xdg).is_absolute():
        return Path(xdg) / "fxroute"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ".cache" / "fxroute" if home.is_absolute() else None


def key_of(files: tuple[SourceFile, ...]) -> str:
    """Return the hash of the code that reads files and of the names and bytes of `files`, in order."""
    digest = sha256(_FORMAT + _code())
    for file in files:
        digest.update(f"{file.name}\n{file.is_shipped}\n{len(file.content)}\n".encode())
        digest.update(file.content)
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """Hash the code that reads files: it says more than a version number does while the library is developed."""
    digest = sha256()
    for name in _CODE:
        for path in sorted((_PACKAGE / name).rglob("*.py")) or [_PACKAGE / name]:
            digest.update(path.read_bytes())
    return digest.digest()


class _Pickler(pickle.Pickler):
    """Writes enumerations by value and arrays by their bytes: their own ways go through functions, not classes."""

    def reducer_override(self, value: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        if isinstance(value, Enum):
            return type(value), (value.value,)
        if isinstance(value, array):
            return array, (value.typecode, value.tobytes())
        return NotImplemented  # type: ignore[no-any-return]  # how pickle is asked to go its usual way


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _BUILTINS and not f"{module}.".startswith(_VALUES):
            raise pickle.UnpicklingError
        found: object = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError
        return found


def _read(place: Path, kind: type[_Content], build: Callable[[_Content], _Whole]) -> _Whole | None:
    """Return what is built from a snapshot, or `None` when there is none that can be trusted."""
    body = _body(place)
    if body is None:
        return None
    # Collecting between a hundred thousand new objects, none of them garbage, takes longer than making them.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        content = _Unpickler(BytesIO(body)).load()
        return build(content) if isinstance(content, kind) else None
    except Exception:  # noqa: BLE001  # whatever foreign content raises, the snapshot is made anew
        return None
    finally:
        if was_enabled:
            gc.enable()


def _body(place: Path) -> memoryview | None:
    """Return the pickle behind the hash of itself, or `None` where the two do not agree."""
    try:
        # Reading from a pipe or a device would wait for ever.
        kept_bytes = place.read_bytes() if place.is_file() else b""
    except OSError:
        return None
    start = len(_FORMAT)
    body = memoryview(kept_bytes)[start + 32 :]
    is_whole = kept_bytes[:start] == _FORMAT and kept_bytes[start : start + 32] == sha256(body).digest()
    return body if is_whole else None


def _write(place: Path, content: object) -> None:
    stream = BytesIO()
    _Pickler(stream, protocol=5).dump(content)
    body = stream.getbuffer()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_FORMAT)
            file.write(sha256(body).digest())
            file.write(body)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _prune(folder: Path, part: str, newest: int) -> None:
    """Keep the newest snapshots, of all and of a part, and what a writer may still be busy with.

    A killed writer leaves its file behind.
    """
    snapshots = sorted(folder.glob(f"*{_SUFFIX}"), key=_changed_at, reverse=True)
    of_part = [place for place in snapshots if place.name.startswith(f"{part}-")]
    oldest = max(map(_changed_at, snapshots), default=0.0) - _UNFINISHED_SECONDS_MAX
    left = [place for place in folder.glob(f"*{_UNFINISHED}") if _changed_at(place) < oldest]
    for place in (*snapshots[_SNAPSHOTS_MAX:], *of_part[newest:], *left):
        place.unlink(missing_ok=True)


def _changed_at(place: Path) -> float:
    return place.stat().st_mtime
