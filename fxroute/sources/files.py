"""Files as they come: where the shipped ones lie, and the bytes of any, under a limit of size."""

from dataclasses import dataclass
from pathlib import Path

from fxroute.errors import DataFileError

__all__ = [
    "FILE_BYTES_MAX",
    "LINES_BYTES_MAX",
    "SourceFile",
    "form_of",
    "list_shipped_files",
    "list_shipped_rule_files",
    "read_bytes",
    "read_file",
    "shipped_folder",
]

FILE_BYTES_MAX = 64 * 1024 * 1024
"""Largest file that is read, in bytes; parsing takes some thirty times as much memory."""

LINES_BYTES_MAX = 512 * 1024 * 1024
"""Largest file of one record on a line, in bytes; parsing takes some four times as much memory."""

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: the name shown in errors, its bytes, and whether it came with the library.

    Where it could not be read, `refusal` says why, and it has no bytes.
    """

    name: str
    content: bytes
    is_shipped: bool = False
    refusal: DataFileError | None = None

    def text(self) -> str:
        """Return the bytes as text, without the mark that some editors put before UTF-8.

        Raises:
            UnicodeDecodeError: they are not UTF-8.
        """
        return self.content.decode("utf-8-sig")


def form_of(name: str) -> str:
    """Return the form of an own file by the ending of its name: `.jsonl`, `.parquet`, else `.yaml`."""
    suffix = Path(name).suffix.lower()
    return suffix if suffix in (".jsonl", ".parquet") else ".yaml"


def shipped_folder() -> Path:
    """Return the folder of the shipped data: inside an installed package, or beside it in a source checkout.

    Raises:
        DataFileError: neither is there.
    """
    for folder in (_PACKAGE / "_data", _PACKAGE.parent / "data"):
        if folder.is_dir():
            return folder
    raise DataFileError(
        what="the shipped data are missing",
        where=str(_PACKAGE / "_data"),
        mend="install fxroute anew, or load files of your own with shipped=False",
    )


def list_shipped_files() -> tuple[SourceFile, ...]:
    """Return the shipped files of networks and rates, in the order of their names.

    Raises:
        DataFileError: the folder or a file in it cannot be read.
    """
    return _shipped("")


def list_shipped_rule_files() -> tuple[SourceFile, ...]:
    """Return the shipped files of rules, in the order of their names.

    Raises:
        DataFileError: the folder or a file in it cannot be read.
    """
    return _shipped("rules/")


def _shipped(folder: str) -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(f"data/{folder}{path.name}", read_file(path).content, is_shipped=True)
        for path in sorted((shipped_folder() / folder).glob("*.yaml"))
    )


def read_file(path: str | Path) -> SourceFile:
    """Return the bytes of one file; its name in errors is the path as given.

    Raises:
        DataFileError: missing, a folder, not permitted, unreadable, or larger than `FILE_BYTES_MAX` (one record on a
            line: `LINES_BYTES_MAX`).
    """
    name = str(path)
    most = FILE_BYTES_MAX if form_of(name) == ".yaml" else LINES_BYTES_MAX
    content = read_bytes(path, most + 1)
    if len(content) > most:
        raise DataFileError(
            what=f"the file has more than {most // 1024 // 1024} MB",
            where=name,
            mend="split it into several files, each a list of whole records",
        )
    return SourceFile(name, content)


def read_bytes(path: str | Path, most: int = -1) -> bytes:
    """Return the bytes of one file, `most` of them where that is not below zero.

    Raises:
        DataFileError: missing, a folder, not permitted, or unreadable; it names the path as given.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError as error:
        raise DataFileError(what="there is no such file", where=name, mend="check the path") from error
    except IsADirectoryError as error:
        raise DataFileError(
            what="a folder was given, a file was expected", where=name, mend="name each file of the folder"
        ) from error
    except PermissionError as error:
        raise DataFileError(
            what="the file may not be read", where=name, mend="give yourself read permission on it"
        ) from error
    except (OSError, ValueError) as error:
        raise DataFileError(what=f"the file cannot be read: {error}", where=name, mend="check the path") from error
