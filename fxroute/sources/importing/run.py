"""The import: files of directories become one network file that lies above the network they were merged with."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from fxroute.errors import DataFileErrors, UsageError
from fxroute.model import Confidence
from fxroute.network import Network
from fxroute.sources.importing.accounts import ACCOUNT_READERS, take_account
from fxroute.sources.importing.calendars import Days, take_day
from fxroute.sources.importing.draft import Draft, Kept
from fxroute.sources.importing.job import Job, Prefer
from fxroute.sources.importing.known import Known
from fxroute.sources.importing.layouts import ACCOUNT_LAYOUTS, LAYOUTS, UNIT_LAYOUTS, get_layout
from fxroute.sources.importing.log import Cause, Log, Outcome, Refusal, Remark
from fxroute.sources.importing.opening import ENCODINGS
from fxroute.sources.importing.stage import Stage
from fxroute.sources.importing.table import Row, Table, read_table
from fxroute.sources.importing.units import UNIT_READERS, take_lei, take_unit
from fxroute.sources.importing.writing import check_form, replacing, write_records

__all__ = ["FileReport", "ImportReport", "ImportTerms", "import_network"]

_DATED = re.compile(r"(?<![0-9])(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTerms:
    """How directories are read and merged.

    Attributes:
        as_of: the day they speak of; `None` takes the latest day in the names of the files.
        confidence: that of every record; `None` takes the row's own, else `medium`.
        prefer: whose value stands where an institution's name, country or LEI contradicts the network.
        encoding: that of all text files, one of `ENCODINGS`.
        kind: layout of all files; empty, and each is recognised by its columns.
        is_strict: one refused row, and nothing is written.
        prior_hours: write priors where a country has no hours or a currency no settlement days, instead of refusing.
    """

    as_of: date | None = None
    confidence: Confidence | None = None
    prefer: Prefer = Prefer.SHIPPED
    encoding: str = "utf-8"
    kind: str = ""
    is_strict: bool = False
    prior_hours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file: its layout, how many rows it has, and how many had each outcome."""

    name: str
    layout: str
    rows: int
    outcomes: dict[Outcome, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import took, merged, left and refused, and why.

    `records` counts what was written, or would be, by kind. `causes` counts all remarks; `remarks` has the first ones
    of each cause.
    """

    as_of: date
    out: str
    is_written: bool
    files: tuple[FileReport, ...]
    records: dict[str, int]
    causes: dict[tuple[Outcome, Cause], int]
    remarks: tuple[Remark, ...]

    @property
    def has_taken(self) -> bool:
        """Tell whether there was anything to write."""
        return bool(self.records)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "as_of": self.as_of.isoformat(),
            "out": self.out,
            "is_written": self.is_written,
            "files": [
                {
                    "name": file.name,
                    "layout": file.layout,
                    "rows": file.rows,
                    "outcomes": {outcome.value: count for outcome, count in file.outcomes.items()},
                }
                for file in self.files
            ],
            "records": self.records,
            "causes": [
                {"outcome": outcome.value, "cause": cause.value, "count": count}
                for (outcome, cause), count in self.causes.items()
            ],
            "remarks": [
                {name: str(value) if name != "line" else value for name, value in asdict(remark).items()}
                for remark in self.remarks
            ],
        }


@dataclass(slots=True)
class _Import:
    """One import: the job, the calendars gathered, what each file gave."""

    job: Job
    terms: ImportTerms
    calendars: dict[str, Days] = field(default_factory=dict)
    files: list[FileReport] = field(default_factory=list)

    def take_file(self, path: str) -> None:
        """Take every row of a file."""
        log, stage = self.job.log, self.job.stage
        counts: Counter[Outcome] = Counter()
        before = stage.count_accounts(), stage.puts, stage.dropped
        with read_table(path, encoding=self.terms.encoding, kind=self.terms.kind) as table:
            for line, row in table.rows:
                try:
                    outcome = self._take(table, line, row)
                except Refusal as refusal:
                    outcome = refusal.outcome
                    log.note(table.name, line, refusal, outcome=outcome)
                counts[outcome] += 1
        rows = counts.total()
        # Which rows of accounts say the same one again is known by the database alone.
        fresh = stage.count_accounts() + stage.dropped - before[0] - before[2]
        merged = stage.puts - before[1] - fresh
        counts.update({Outcome.MERGED: merged, Outcome.TAKEN: -merged})
        log.refused += counts[Outcome.REFUSED]
        outcomes = {outcome: counts[outcome] for outcome in Outcome if counts[outcome]}
        self.files.append(FileReport(name=table.name, layout=table.layout.name, rows=rows, outcomes=outcomes))

    def _take(self, table: Table, line: int, row: Row | int) -> Outcome:
        if isinstance(row, int):
            expected = f"{table.width} cells, as the first line has"
            raise Refusal(Cause.CELLS, f"{row} cells", expected, "look for delimiters inside a text, or a cut line")
        name, file = table.layout.name, table.name
        if name in ACCOUNT_LAYOUTS:
            return take_account(self.job, file, line, ACCOUNT_READERS[name](self.job, file, row))
        if name in UNIT_LAYOUTS:
            return take_unit(self.job, file, line, UNIT_READERS[name](self.job, file, row))
        if name == "lei_bic":
            return take_lei(self.job, file, line, row)
        return take_day(self.job, file, line, row, self.calendars)


def import_network(
    *files: str | Path,
    out: str | Path | None,
    onto: Network,
    terms: ImportTerms | None = None,
    report: str | Path | None = None,
) -> ImportReport:
    """Import directories of institutions, accounts, LEIs and calendar days as one network file.

    The file holds what the network `onto` does not have, and the records of it that change, whole and with their ids;
    `load_network` reads it above that network. Sound rows are taken whatever other rows hold. Memory does not grow
    with the number of rows. Account numbers are not read.

    Args:
        files: directories, each of a layout of `LAYOUTS`, as CSV, zip or Parquet, in any order.
        out: the file to be written, `.yaml`, `.jsonl` or `.parquet`, old or new at any moment; `None` writes nothing.
        onto: the network that the import lies above.
        terms: how to read and merge.
        report: a CSV file for every remark.

    Raises:
        DataFileError: a file that cannot be read as a directory, or written.
        DataFileErrors: strict terms, and rows that were refused.
        UsageError: options that make no sense together, or pyarrow is missing.

    Example:
        >>> from fxroute.sources import load_network
        >>> import_network("ssi.csv", out="own.yaml", onto=load_network())  # doctest: +SKIP
    """
    asked = terms or ImportTerms()
    paths = [str(path) for path in files]
    _check(paths, out, report, asked)
    form = "" if out is None else check_form(out)
    with ExitStack() as stack:
        sheet = None
        if report is not None:
            raw = stack.enter_context(replacing(report))
            sheet = TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
            stack.callback(sheet.detach)
        job = _job(onto, asked, paths, sheet)
        stack.callback(job.stage.close)
        work = _Import(job, asked)
        for path in _in_order(paths, asked):
            work.take_file(path)
        is_spoilt = asked.is_strict and job.log.refused > 0
        records = Counter[str]() if is_spoilt else _write(Draft(job, work.calendars), out, form)
    if is_spoilt:
        refused = [remark for remark in job.log.kept() if remark.outcome is Outcome.REFUSED]
        raise DataFileErrors(tuple(remark.error() for remark in refused))
    return ImportReport(
        as_of=job.as_of,
        out="" if out is None else str(out),
        is_written=out is not None and bool(records),
        files=tuple(work.files),
        records=dict(records),
        causes=dict(job.log.causes),
        remarks=job.log.kept(),
    )


def _check(paths: Sequence[str], out: str | Path | None, report: str | Path | None, terms: ImportTerms) -> None:
    if not paths:
        raise UsageError(what="no file is given", where="files", mend="name at least one directory to import")
    if terms.encoding not in ENCODINGS:
        mend = f"use one of {', '.join(ENCODINGS)}"
        raise UsageError(what=f"{terms.encoding!r} is no encoding that is read", where="encoding", mend=mend)
    if terms.kind:
        get_layout(terms.kind)
    written = [str(path) for path in (out, report) if path is not None]
    places = [os.path.realpath(path) for path in (*dict.fromkeys(paths), *written)]
    for path, place in zip(written, places[-len(written) :] if written else [], strict=True):
        if places.count(place) > 1:
            raise UsageError(
                what="one file is to be read and written, or written twice", where=path, mend="give it another name"
            )


def _job(onto: Network, terms: ImportTerms, paths: Sequence[str], sheet: IO[str] | None) -> Job:
    as_of = terms.as_of or _day_in(paths)
    return Job(
        known=Known(onto),
        log=Log(sheet),
        stage=Stage(),
        as_of=as_of,
        confidence=terms.confidence,
        prefer=terms.prefer,
        prior_hours=terms.prior_hours,
    )


def _day_in(paths: Sequence[str]) -> date:
    days = []
    for path in paths:
        for found in _DATED.findall(Path(path).name):
            try:
                days.append(date(*map(int, found)))
            except ValueError:
                continue
    if not days:
        raise UsageError(
            what="it is not known which day the files speak of: their names have none",
            where="as_of",
            mend="say --as-of 2026-11-24, the day of the directory",
        )
    return max(days)


def _in_order(paths: Sequence[str], terms: ImportTerms) -> list[str]:
    """Return the files, institutions before what refers to them; a file given twice is read once."""
    ranks = {name: rank for rank, name in enumerate(_ORDER)}
    found = {}
    for path in dict.fromkeys(paths):
        with read_table(path, encoding=terms.encoding, kind=terms.kind) as table:
            found[path] = ranks[table.layout.name]
    return sorted(found, key=lambda path: found[path])


_ORDER = (
    *(name for name in LAYOUTS if name in UNIT_LAYOUTS),
    *(name for name in LAYOUTS if name not in UNIT_LAYOUTS | ACCOUNT_LAYOUTS),
    *(name for name in LAYOUTS if name in ACCOUNT_LAYOUTS),
)


def _write(draft: Draft, out: str | Path | None, form: str) -> Counter[str]:
    counts: Counter[str] = Counter()

    def counted(records: Iterator[Kept]) -> Iterator[Kept]:
        for kind, record in records:
            counts[kind] += 1
            yield kind, record

    records = counted(draft.records())
    if out is None:
        counts.update(kind for kind, _ in draft.records())
    elif draft.has_any():
        with replacing(out) as stream:
            write_records(records, stream, form=form, head="Imported by fxroute network import.")
    return counts
