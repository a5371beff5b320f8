"""The store of lists: one SQLite file with the current edition of each list, what was before it, and reviews.

A list is replaced in one transaction, on the disk before it is over: whoever reads meets the old edition or the new
one, whenever a writer is stopped. The journal is a file that is rolled back (no write-ahead log), so that the store can
be copied as one file and lie on any disk.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from fxroute.compliance.screening.listed import ListEdition, ListedParty
from fxroute.compliance.screening.screened import Review
from fxroute.errors import DataFileError
from fxroute.sources.lists.collecting import without_collection
from fxroute.sources.lists.entry_json import entry_text, parse_entry
from fxroute.sources.snapshot import cache_folder

__all__ = ["Held", "ListStore", "STORE_VERSION", "find_store", "load_lists"]

STORE_VERSION = 1
"""Version of the tables; a store of another one is refused."""

_APPLICATION = 0x66787274
_PLACE = ("lists", "lists.sqlite")
_WAIT_SECONDS = 10
_SCHEMA = (
    """CREATE TABLE editions (
        list TEXT NOT NULL, version TEXT NOT NULL, dated TEXT NOT NULL, sha256 TEXT NOT NULL, source TEXT NOT NULL,
        layout TEXT NOT NULL, entries INTEGER NOT NULL, imported_at TEXT NOT NULL, etag TEXT NOT NULL,
        last_modified TEXT NOT NULL, is_current INTEGER NOT NULL, id INTEGER PRIMARY KEY AUTOINCREMENT)""",
    "CREATE UNIQUE INDEX current_edition ON editions (list) WHERE is_current",
    """CREATE TABLE entries (
        list TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (list, position)) WITHOUT ROWID""",
    "CREATE UNIQUE INDEX entry_id ON entries (list, id)",
    """CREATE TABLE reviews (
        subject TEXT NOT NULL, list TEXT NOT NULL, entry_id TEXT NOT NULL, entry_sha256 TEXT NOT NULL,
        reviewer TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL, until TEXT NOT NULL,
        PRIMARY KEY (subject, list, entry_id)) WITHOUT ROWID""",
)
_EDITION_COLUMNS = "list, version, dated, sha256, source, layout, entries, imported_at, etag, last_modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An edition that the store holds or held; `etag` and `last_modified` are what its server called it."""

    edition: ListEdition
    layout: str
    imported_at: datetime
    etag: str = ""
    last_modified: str = ""


def find_store(path: str | Path | None = None) -> Path:
    """Return where the store lies: at a path, else in the folder where fetched rates are kept, too.

    Raises:
        DataFileError: no path is given, and there is no such folder.
    """
    if path is not None:
        return Path(path)
    folder = cache_folder()
    if folder is None:
        mend = "name a file with --store, or a folder in the environment: FXROUTE_CACHE"
        raise DataFileError(what="there is no folder to keep lists in", where="FXROUTE_CACHE", mend=mend)
    return folder.joinpath(*_PLACE)


class ListStore:
    """Lists and reviews in one file; it is made when something is first put into it."""

    def __init__(self, path: str | Path | None = None) -> None:
        """Name the file; the default is that of `find_store`."""
        self.path = find_store(path)

    def current(self) -> tuple[Held, ...]:
        """Return the current edition of each list, by name."""
        return self._editions("WHERE is_current ORDER BY list")

    def find(self, name: str) -> Held | None:
        """Return the current edition of a list, `None` where it has none."""
        return next((held for held in self.current() if held.edition.name == name), None)

    def history(self, name: str) -> tuple[Held, ...]:
        """Return every edition that a list had, the last one first."""
        return self._editions("WHERE list = ? ORDER BY id DESC", name)

    def lists(self) -> tuple[tuple[ListEdition, tuple[ListedParty, ...]], ...]:
        """Return every current edition with its entries, all of one moment."""
        with without_collection(), self._reading() as connection:
            connection.execute("BEGIN")
            query = f"SELECT {_EDITION_COLUMNS} FROM editions WHERE is_current ORDER BY list"  # noqa: S608  # columns of this module
            editions = [_held_of(row).edition for row in connection.execute(query)]
            return tuple((edition, _entries(connection, edition.name)) for edition in editions)

    def entries(self, name: str) -> tuple[ListedParty, ...]:
        """Return the entries of the current edition of a list, in its order; empty where it has none."""
        with self._reading() as connection:
            return _entries(connection, name)

    def entry(self, name: str, entry_id: str) -> ListedParty | None:
        """Return one entry of a list, `None` where it has no such."""
        with self._reading() as connection:
            found = connection.execute("SELECT content FROM entries WHERE list = ? AND id = ?", (name, entry_id))
            row = found.fetchone()
            return None if row is None else parse_entry(row[0])

    def replace(self, held: Held, parties: Iterable[ListedParty]) -> None:
        """Put an edition with its entries in the place of the current one, whole or not at all.

        Raises:
            DataFileError: the store cannot be written to.
        """
        name = held.edition.name
        rows = ((name, at, party.id, entry_text(party)) for at, party in enumerate(parties))
        with self._writing() as connection:
            connection.execute("DELETE FROM entries WHERE list = ?", (name,))
            connection.execute("UPDATE editions SET is_current = 0 WHERE list = ?", (name,))
            connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?)", rows)
            values = _row_of(held)
            marks = ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO editions ({_EDITION_COLUMNS}, is_current) VALUES ({marks}, 1)", values)  # noqa: S608  # column names of this module

    def mark(self, held: Held) -> None:
        """Keep what its server calls the current edition of a list."""
        with self._writing() as connection:
            values = (held.etag, held.last_modified, held.edition.name)
            connection.execute("UPDATE editions SET etag = ?, last_modified = ? WHERE list = ? AND is_current", values)

    def remove(self, name: str) -> bool:
        """Take a list out with its entries and what is known of its editions; tell whether it was there."""
        if not self.path.exists():
            return False
        with self._writing() as connection:
            connection.execute("DELETE FROM entries WHERE list = ?", (name,))
            return connection.execute("DELETE FROM editions WHERE list = ?", (name,)).rowcount > 0

    def add_review(self, review: Review) -> None:
        """Keep a review, in the place of an earlier one of the same subject and entry."""
        values = (
            review.subject,
            review.list_name,
            review.entry_id,
            review.entry_sha256,
            review.by,
            _instant_text(review.at),
            review.why,
            review.until.isoformat(),
        )
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def remove_review(self, subject: str, list_name: str, entry_id: str) -> bool:
        """Take a review out; tell whether it was there."""
        if not self.path.exists():
            return False
        with self._writing() as connection:
            where = (subject, list_name, entry_id)
            found = connection.execute("DELETE FROM reviews WHERE subject = ? AND list = ? AND entry_id = ?", where)
            return found.rowcount > 0

    def reviews(self) -> tuple[Review, ...]:
        """Return every review, by list, entry and subject."""
        with self._reading() as connection:
            rows = connection.execute("SELECT * FROM reviews ORDER BY list, entry_id, subject").fetchall()
        return tuple(
            Review(
                subject=subject,
                list_name=name,
                entry_id=entry_id,
                entry_sha256=entry_sha256,
                by=by,
                at=datetime.fromisoformat(at),
                why=why,
                until=date.fromisoformat(until),
            )
            for subject, name, entry_id, entry_sha256, by, at, why, until in rows
        )

    def _editions(self, condition: str, *values: str) -> tuple[Held, ...]:
        with self._reading() as connection:
            query = f"SELECT {_EDITION_COLUMNS} FROM editions {condition}"  # noqa: S608  # conditions of this module
            return tuple(_held_of(row) for row in connection.execute(query, values))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Open what is there; a store that was never written to reads as an empty one."""
        with self._told("be read"), closing(self._connected()) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open, make what is not there, and end in one transaction whatever is done."""
        with self._told("be written"):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with closing(self._connected(makes=True)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    if not self._version(connection):
                        self._make(connection)
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise

    def _connected(self, *, makes: bool = False) -> sqlite3.Connection:
        if not makes and not self.path.exists():
            connection = sqlite3.connect(":memory:", isolation_level=None)
            self._make(connection)
            return connection
        mode = "rwc" if makes else "rw"
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_WAIT_SECONDS)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA trusted_schema = OFF")
            version = self._version(connection)
            if version != STORE_VERSION and (version or not makes):
                self._refuse(version)
        except BaseException:
            connection.close()
            raise
        return connection

    def _version(self, connection: sqlite3.Connection) -> int:
        """Return the version of the tables, 0 where there are none, -1 where they are not ours."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application == _APPLICATION:
            return int(version)
        return -1 if tables or application or version else 0

    @staticmethod
    def _make(connection: sqlite3.Connection) -> None:
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {STORE_VERSION}")

    def _refuse(self, version: int) -> NoReturn:
        what = "this is a database of something else" if version <= 0 else f"this is a store of version {version}"
        mend = "name another file with --store" if version <= 0 else "use the fxroute that made it, or import anew"
        raise DataFileError(
            what=f"{what}; one of version {STORE_VERSION} was expected", where=str(self.path), mend=mend
        )

    @contextmanager
    def _told(self, done: str) -> Iterator[None]:
        """Say of an error of the database where it is and what mends it."""
        try:
            yield
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as error:
            is_busy = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
            mend = (
                "wait until the other import is over, then try again"
                if is_busy
                else "give a place that can be written to; where the file is damaged, take it away and import anew"
            )
            what = f"the store of lists cannot {done}: {error}"
            raise DataFileError(what=what, where=str(self.path), mend=mend) from error


def load_lists(store: ListStore) -> tuple[tuple[ListEdition, tuple[ListedParty, ...]], ...]:
    """Return every list of a store with its entries, by the name of the list, entries in the order of the list."""
    return store.lists()


def _entries(connection: sqlite3.Connection, name: str) -> tuple[ListedParty, ...]:
    rows = connection.execute("SELECT content FROM entries WHERE list = ? ORDER BY position", (name,))
    return tuple(parse_entry(content) for (content,) in rows)


def _row_of(held: Held) -> tuple[str | int, ...]:
    edition = held.edition
    return (
        edition.name,
        edition.version,
        edition.dated.isoformat(),
        edition.sha256,
        edition.source,
        held.layout,
        edition.entries,
        _instant_text(held.imported_at),
        held.etag,
        held.last_modified,
    )


def _held_of(row: tuple[str, str, str, str, str, str, int, str, str, str]) -> Held:
    name, version, dated, sha256, source, layout, entries, imported_at, etag, last_modified = row
    edition = ListEdition(
        name=name, version=version, dated=date.fromisoformat(dated), sha256=sha256, source=source, entries=entries
    )
    return Held(
        edition=edition,
        layout=layout,
        imported_at=datetime.fromisoformat(imported_at),
        etag=etag,
        last_modified=last_modified,
    )


def _instant_text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")
