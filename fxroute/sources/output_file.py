"""Files that are written: whole or not at all, and what stood there before stays until the new one is complete."""

import os
import secrets
from pathlib import Path

from fxroute.errors import DataFileError

__all__ = ["check_output", "write_output"]


def check_output(path: str | Path) -> Path:
    """Return where a file would be written, links followed.

    Raises:
        DataFileError: a folder or a device stands there, or the folder it would go to does not exist.
    """
    name = str(path)
    try:
        place = Path(os.path.realpath(path))
        is_taken = place.exists() and not place.is_file()
        if is_taken:
            kind = "a folder" if place.is_dir() else "no ordinary file"
            raise DataFileError(what=f"{kind} stands there", where=name, mend="give the name of a file")
        if not place.parent.is_dir():
            raise DataFileError(
                what="the folder it would go to does not exist",
                where=name,
                mend=f"make the folder {Path(path).parent} first",
            )
    except (OSError, ValueError) as error:
        raise DataFileError(what=f"the file cannot be written: {error}", where=name, mend="check the path") from error
    return place


def write_output(path: str | Path, content: bytes) -> None:
    """Write a file; a reader sees the old one or the whole new one, at whatever moment the writer is killed.

    Raises:
        DataFileError: it cannot be written; what stood there is as it was.
    """
    place = check_output(path)
    unfinished = place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}.unfinished")
    try:
        _write(unfinished, content)
        if place.exists():
            unfinished.chmod(place.stat().st_mode & 0o777)
        unfinished.replace(place)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise DataFileError(
            what=f"the file cannot be written: {error.strerror}",
            where=str(path),
            mend="give yourself write permission on its folder, make room there, or name another",
        ) from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _write(place: Path, content: bytes) -> None:
    with place.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
