"""The log of an import: what was counted, and every row that was refused or is worth a look, with its remedy."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Any

from fxroute.errors import DataFileError
from fxroute.sources.fault import shortened

__all__ = ["Cause", "Log", "Outcome", "REMARKS_KEPT", "Refusal", "Remark"]

REMARKS_KEPT = 10
"""How many remarks of each cause are kept; all of them go into the file of the report."""

_COLUMNS = ("outcome", "cause", "file", "line", "column", "value", "expected", "mend")
_SHOWN_MAX = 120
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Outcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    ENDED = "ended"
    PASSED_OVER = "passed_over"
    REFUSED = "refused"
    NOTED = "noted"


class Cause(StrEnum):
    """Why a row was refused or passed over, or what is to be noted of it."""

    CELLS = "cells"
    EMPTY = "empty"
    HIDDEN_CHARACTER = "hidden_character"
    TOO_LONG = "too_long"
    BIC = "bic"
    LEI = "lei"
    CURRENCY = "currency"
    COUNTRY = "country"
    DATE = "date"
    WORD = "word"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_INSTITUTION = "unknown_institution"
    OTHER_COUNTRY = "other_country"
    OWN_ACCOUNT = "own_account"
    PLACE = "place"
    NO_HOURS = "no_hours"
    NO_SETTLEMENT_DAYS = "no_settlement_days"
    NO_WEEKEND = "no_weekend"
    ID_TAKEN = "id_taken"
    NO_BIC = "no_bic"
    NOT_HERE = "not_here"
    CONFLICT = "conflict"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is said of one row: outcome and cause, place, offending value, what was expected, what mends it."""

    outcome: Outcome
    cause: Cause
    file: str
    line: int
    column: str
    value: str
    expected: str
    mend: str

    def error(self) -> DataFileError:
        """Return the remark as an error of its file."""
        return DataFileError(
            what=f"{self.column or 'the row'}: {self.value!r}; expected {self.expected}",
            where=f"{self.file}:{self.line}",
            mend=self.mend,
        )


class Refusal(Exception):
    """A row, or a value of it, that is not taken."""

    def __init__(self, cause: Cause, value: str, expected: str, mend: str, *, column: str = "") -> None:
        """Keep the facts; the column may be known only to who reads the row."""
        super().__init__(cause, value)
        self.cause = cause
        self.value = value
        self.expected = expected
        self.mend = mend
        self.column = column
        self.outcome = Outcome.REFUSED

    def at(self, column: str) -> "Refusal":
        """Say which column it is."""
        self.column = self.column or column
        return self

    def as_passed_over(self) -> "Refusal":
        """Say that the row is sound and merely speaks of nothing that is looked for."""
        self.outcome = Outcome.PASSED_OVER
        return self


@dataclass(slots=True)
class Log:
    """Remarks by cause; `sheet` is where every remark is written, as CSV; `refused` counts refused rows."""

    sheet: IO[str] | None = None
    refused: int = 0
    causes: Counter[tuple[Outcome, Cause]] = field(default_factory=Counter)
    remarks: dict[tuple[Outcome, Cause], list[Remark]] = field(default_factory=dict)
    _writer: Any = None

    def __post_init__(self) -> None:
        """Begin the sheet."""
        if self.sheet is not None:
            self._writer = csv.writer(self.sheet, lineterminator="\n")
            self._writer.writerow(_COLUMNS)

    def note(self, file: str, line: int, refusal: Refusal, *, outcome: Outcome = Outcome.NOTED) -> None:
        """Say something of a row."""
        remark = Remark(
            outcome=outcome,
            cause=refusal.cause,
            file=file,
            line=line,
            column=refusal.column,
            value=_plain(refusal.value),
            expected=refusal.expected,
            mend=refusal.mend,
        )
        kind = (outcome, refusal.cause)
        self.causes[kind] += 1
        kept = self.remarks.setdefault(kind, [])
        if len(kept) < REMARKS_KEPT:
            kept.append(remark)
        if self._writer is not None:
            self._writer.writerow(_cell(getattr(remark, name)) for name in _COLUMNS)

    def kept(self) -> tuple[Remark, ...]:
        """Return the first remarks of each cause."""
        return tuple(remark for kept in self.remarks.values() for remark in kept)


def _plain(text: str) -> str:
    """Return a value fit for a terminal: cut, and what is not printed as its escape."""
    cut = shortened(text, _SHOWN_MAX)
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut)


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
