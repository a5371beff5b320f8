"""The stage: rows that were taken, in a database of SQLite that lives in a nameless file and dies with its process.

Whatever the number of rows, memory holds the database's page cache, one batch of rows, and the caches of keys and
parties; all have a limit. What is merged is found by the primary keys.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from operator import attrgetter

__all__ = ["AccountRow", "Stage", "UnitRow"]

_BATCH_ROWS = 10_000
_CACHED_MAX = 1 << 17
_PAGE_CACHE_KIB = 32 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """An institution as a row says it; parents are a BIC of eleven characters, or a record key."""

    bic: str
    name: str
    country: str
    kind: str
    source: str
    as_of: str
    confidence: str
    city: str = ""
    lei: str = ""
    code: str = ""
    legal_parent: str = ""
    group_parent: str = ""
    valid_from: str = ""
    valid_to: str = ""
    notes: str = ""


AccountRow = tuple[str, ...]
"""owner, currency, servicer (BICs of eleven), place, crosses (`1` or empty), relation, categories, valid_from,
valid_to, notes, source, as_of, confidence."""

_UNIT_COLUMNS = tuple(column.name for column in fields(UnitRow))
_UNIT_VALUES = attrgetter(*_UNIT_COLUMNS)
_ACCOUNT_COLUMNS = (
    "owner", "currency", "servicer", "place", "crosses", "relation", "categories", "valid_from", "valid_to",
    "notes", "source", "as_of", "confidence",
)  # fmt: skip
_SCHEMA = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -{_PAGE_CACHE_KIB};
CREATE TABLE unit ({", ".join(_UNIT_COLUMNS)}, PRIMARY KEY (bic)) WITHOUT ROWID;
CREATE TABLE record_key (key PRIMARY KEY, bic) WITHOUT ROWID;
CREATE TABLE account ({", ".join(_ACCOUNT_COLUMNS)}, PRIMARY KEY (owner, currency, servicer)) WITHOUT ROWID;
"""
_PUT_UNIT = f"INSERT OR REPLACE INTO unit VALUES ({', '.join('?' * len(_UNIT_COLUMNS))})"  # noqa: S608  # no values in it
_PUT_ACCOUNT = (
    f"INSERT INTO account VALUES ({', '.join('?' * len(_ACCOUNT_COLUMNS))}) "  # noqa: S608  # no values in it
    "ON CONFLICT DO UPDATE SET "
    "categories = CASE WHEN excluded.categories = '' OR instr(categories, excluded.categories) THEN categories "
    "WHEN categories = '' THEN excluded.categories ELSE categories || ', ' || excluded.categories END, "
    "valid_from = CASE WHEN valid_from = '' OR excluded.valid_from = '' THEN '' "
    "ELSE min(valid_from, excluded.valid_from) END, "
    "valid_to = CASE WHEN valid_to = '' OR excluded.valid_to = '' THEN '' ELSE max(valid_to, excluded.valid_to) END"
)


@dataclass(slots=True)
class Stage:
    """Institutions, record keys and accounts that were taken so far; `puts` and `dropped` count rows of accounts."""

    puts: int = 0
    dropped: int = 0
    _database: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(""))
    _batch: list[AccountRow] = field(default_factory=list)
    _keys: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the tables."""
        self._database.isolation_level = None
        self._database.executescript(_SCHEMA)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Let everything go."""
        self._database.close()

    def put_unit(self, row: UnitRow) -> None:
        """Keep an institution in place of one of the same BIC."""
        self._database.execute(_PUT_UNIT, _UNIT_VALUES(row))

    def find_unit(self, bic: str) -> UnitRow | None:
        """Return the institution of a BIC of eleven characters."""
        found = self._database.execute("SELECT * FROM unit WHERE bic = ?", (bic,)).fetchone()
        return None if found is None else UnitRow(**dict(zip(_UNIT_COLUMNS, found, strict=True)))

    def find_parents(self, bic: str) -> tuple[str, str] | None:
        """Return legal and group parent of an institution, `None` where it is not there."""
        sql = "SELECT legal_parent, group_parent FROM unit WHERE bic = ?"
        found = self._database.execute(sql, (bic,)).fetchone()
        return None if found is None else (str(found[0]), str(found[1]))

    def find_country(self, bic: str) -> str | None:
        """Return the country of the institution of a BIC of eleven characters, `None` where it is not there."""
        found = self._database.execute("SELECT country FROM unit WHERE bic = ?", (bic,)).fetchone()
        return None if found is None else str(found[0])

    def drop_unit(self, bic: str) -> bool:
        """Take an institution off, with its accounts; tell whether it was there."""
        self._flush()
        self._database.execute("DELETE FROM account WHERE owner = ?1 OR servicer = ?1", (bic,))
        return bool(self._database.execute("DELETE FROM unit WHERE bic = ?", (bic,)).rowcount)

    def put_key(self, key: str, bic: str) -> None:
        """Keep which BIC a record key stands for; empty for an institution without one."""
        self._keys.pop(key, None)
        self._database.execute("INSERT OR REPLACE INTO record_key VALUES (?, ?)", (key, bic))

    def find_key(self, key: str) -> str | None:
        """Return the BIC of a record key, empty for an institution without one, `None` where the key is unknown."""
        if key in self._keys:
            return self._keys[key]
        found = self._database.execute("SELECT bic FROM record_key WHERE key = ?", (key,)).fetchone()
        if len(self._keys) >= _CACHED_MAX:
            self._keys.clear()
        self._keys[key] = None if found is None else found[0]
        return self._keys[key]

    def put_account(self, row: AccountRow) -> None:
        """Keep an account; what a second row of the same one says is joined to it."""
        self.puts += 1
        self._batch.append(row)
        if len(self._batch) >= _BATCH_ROWS:
            self._flush()

    def drop_account(self, owner: str, currency: str, servicer: str) -> bool:
        """Take an account off; tell whether it was there."""
        self._flush()
        sql = "DELETE FROM account WHERE owner = ? AND currency = ? AND servicer = ?"
        count = self._database.execute(sql, (owner, currency, servicer)).rowcount
        self.dropped += count
        return bool(count)

    def count_accounts(self) -> int:
        """Return how many accounts there are."""
        self._flush()
        return int(self._database.execute("SELECT count(*) FROM account").fetchone()[0])

    def units(self) -> Iterator[UnitRow]:
        """Give every institution, by BIC."""
        for found in self._database.execute("SELECT * FROM unit ORDER BY bic"):
            yield UnitRow(**dict(zip(_UNIT_COLUMNS, found, strict=True)))

    def accounts(self) -> Iterator[AccountRow]:
        """Give every account, by owner, currency and servicer."""
        self._flush()
        yield from self._database.execute("SELECT * FROM account ORDER BY owner, currency, servicer")

    def _flush(self) -> None:
        self._database.executemany(_PUT_ACCOUNT, self._batch)
        self._batch.clear()
