"""Files that a command writes beside its answer: a page with pictures, CSV, a workbook."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from fxroute.cli.choice import OneOf, is_given
from fxroute.cli.failure import called
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.plan import Plan, Planner
    from fxroute.report import Sheet

__all__ = ["Files", "TABLES", "check_files", "file_options", "write_files"]

_Answer = TypeVar("_Answer")
_Command = Callable[..., _Answer]

TABLES = ("routes", "legs", "charges", "ruled_out", "inputs")
_SUFFIXES = {"--html": (".html", ".htm"), "--csv": (".csv",), "--xlsx": (".xlsx",)}


@dataclass(frozen=True, slots=True)
class Files:
    """Where to write which form of an answer; `None` for a form that is not asked for."""

    html: str | None
    csv: str | None
    xlsx: str | None
    table: str

    def check(self) -> None:
        """Refuse, before anything is searched, what could not be written.

        Raises:
            UsageError: a name that says another kind of file, or XlsxWriter is not there.
            DataFileError: no file can be written there.
        """
        check_files(self._asked(), _SUFFIXES)
        if self.xlsx is not None:
            self._workbook((), None)

    def refuse(self, beside: str) -> None:
        """Refuse to write anything beside another option.

        Raises:
            UsageError: a file is asked for.
        """
        for option, _ in self._asked():
            raise UsageError(
                what=f"{option} was given with {beside}, which has no such form",
                where=option,
                mend=f"drop {beside}, or use --json for a profile",
            )

    def write(self, plan: "Plan", planner: "Planner", lang: str) -> None:
        """Write every file that is asked for; all are made before the first is written."""
        write_files([(option, path, self._content(option, plan, planner, lang)) for option, path in self._asked()])

    def _asked(self) -> Iterator[tuple[str, str]]:
        for option, path in zip(_SUFFIXES, (self.html, self.csv, self.xlsx), strict=True):
            if path is not None:
                yield option, path

    def _content(self, option: str, plan: "Plan", planner: "Planner", lang: str) -> bytes:
        from fxroute.report import csv_text, plan_html, plan_sheets

        if option == "--html":
            return plan_html(plan, planner.network, planner.rates, lang=lang).encode()
        sheets = plan_sheets(plan, planner.network)
        if option == "--csv":
            return csv_text(next(sheet for sheet in sheets if sheet.name == self.table)).encode()
        return self._workbook(sheets, plan)

    @staticmethod
    def _workbook(sheets: "tuple[Sheet, ...]", plan: "Plan | None") -> bytes:
        from datetime import UTC, datetime

        from fxroute.report import xlsx_bytes

        asked_at = None if plan is None else plan.payment.instant
        with called({"xlsx": "--xlsx"}):
            return xlsx_bytes(sheets, asked_at or datetime(2000, 1, 1, tzinfo=UTC))


def check_files(asked: Iterable[tuple[str, str]], suffixes: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse files, each an option and a path, that cannot be written, or whose name says another kind of file.

    Raises:
        UsageError: a name that ends otherwise than the option's suffixes.
        DataFileError: no file can be written there.
    """
    from fxroute.sources import check_output

    for option, path in asked:
        if not path.lower().endswith(suffixes[option]):
            raise UsageError(
                what=f"{path!r} does not end in {suffixes[option][0]}",
                where=option,
                mend=f"name the file so, for instance {option} plan{suffixes[option][0]}",
            )
        with called({path: f"{option} {path}"}):
            check_output(path)


def write_files(made: Iterable[tuple[str, str, bytes]]) -> None:
    """Write files, each an option, a path and its content; all are made before the first is written.

    Raises:
        DataFileError: no file can be written there.
    """
    from fxroute.sources import write_output

    for option, path, content in tuple(made):
        with called({path: f"{option} {path}"}):
            write_output(path, content)


def file_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add `--html`, `--csv`, `--table` and `--xlsx`; the command receives `files`."""

    @click.option("--html", metavar="FILE", help="Also write the plan as one page with pictures.")
    @click.option("--csv", metavar="FILE", help="Also write one table of the plan as CSV.")
    @click.option("--table", type=OneOf(TABLES), default="routes", show_default=True, help="Which table --csv writes.")
    @click.option("--xlsx", metavar="FILE", help="Also write all tables as a workbook; needs the extra xlsx.")
    @wraps(command)
    def wrapped(
        *positional: object, html: str | None, csv: str | None, xlsx: str | None, table: str, **named: object
    ) -> _Answer:
        if csv is None and is_given("table"):
            raise UsageError(
                what=f"--table {table} was given without --csv, where it changes nothing",
                where="--table",
                mend="add --csv FILE, or drop --table",
            )
        return command(*positional, files=Files(html, csv, xlsx, table), **named)

    return wrapped
