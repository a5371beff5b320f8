"""`fxroute network import`: directories of banks and correspondents become an own network file."""

from typing import TYPE_CHECKING

import click

from fxroute.cli.choice import CONFIDENCES, OneOf
from fxroute.cli.failure import NO_ROUTE
from fxroute.cli.options import output_options
from fxroute.cli.output import Output, Watch, waiting
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # As in options.
    from datetime import date

    from fxroute.sources.importing import ImportReport, ImportTerms

__all__ = ["ENCODINGS", "KINDS", "import_command"]

# Written out, as the importer takes longer to import than help takes to be shown; a test holds them equal to it.
KINDS = ("bank_directory_plus", "ssi_plus", "lei_bic", "bic_directory", "iso_9362", "institutions", "ssi", "holidays")
ENCODINGS = ("utf-8", "utf-16", "latin-1", "cp1252", "cp1256", "gb18030", "gbk", "big5", "shift_jis")


@click.command(
    "import", epilog="Example: fxroute network import institutions.csv ssi.csv --as-of 2026-11-24 --out own.yaml"
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--out", metavar="FILE", help="Network file to write: .yaml, .jsonl or .parquet. Needed unless --dry-run."
)
@click.option("--as-of", metavar="DATE", help="Day the directories speak of; else the latest in their names.")
@click.option("--kind", type=OneOf(KINDS), help="Layout of all files; else each is recognised by its columns.")
@click.option("--onto", metavar="FILE", multiple=True,
              help="Own file above the shipped network, merged with too. Repeatable.")  # fmt: skip
@click.option("--prefer", type=OneOf(("shipped", "import")), default="shipped", show_default=True,
              help="Whose value stands where name, country or LEI of a known institution differ.")  # fmt: skip
@click.option(
    "--confidence", type=OneOf(CONFIDENCES), help="Confidence of every record; else the row's own, or medium."
)
@click.option("--encoding", type=OneOf(ENCODINGS), default="utf-8", show_default=True, help="Encoding of the files.")
@click.option("--report", metavar="FILE", help="CSV file for every row that was refused, passed over or noted.")
@click.option("--prior-hours", is_flag=True,
              help="Write priors where hours or days are unknown; else such rows are refused.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Write nothing when any row is refused.")
@click.option("--dry-run", is_flag=True, help="Write no network file; tell what would be written.")
@output_options
def import_command(
    *,
    files: tuple[str, ...],
    out: str | None,
    onto: tuple[str, ...],
    report: str | None,
    dry_run: bool,
    output: Output,
    **terms: object,
) -> None:
    """Import directories (institutions, accounts, LEIs, days) as an own network file, merged with what is known."""
    if (out is None) is not dry_run:
        raise UsageError(
            what="--out was given with --dry-run, which writes nothing" if dry_run else "no file to write was given",
            where="--out",
            mend="drop one of the two" if dry_run else "add --out own.yaml, or --dry-run",
        )
    from fxroute.sources import load_planner
    from fxroute.sources.importing import import_network

    watch = Watch()
    with waiting("importing"):
        network = load_planner(*dict.fromkeys(onto)).network
        done = import_network(*files, out=out, onto=network, terms=_terms(terms), report=report)
    _show(done, output, watch)
    if not done.has_taken:
        click.get_current_context().exit(NO_ROUTE)


def _terms(given: dict[str, object]) -> "ImportTerms":
    from fxroute.model import Confidence
    from fxroute.sources.importing import ImportTerms, Prefer

    return ImportTerms(
        as_of=_day(given["as_of"]),
        confidence=Confidence(str(given["confidence"])) if given["confidence"] else None,
        prefer=Prefer(str(given["prefer"])),
        encoding=str(given["encoding"]),
        kind=str(given["kind"] or ""),
        is_strict=bool(given["strict"]),
        prior_hours=bool(given["prior_hours"]),
    )


def _day(text: object) -> "date | None":
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise UsageError(
            what=f"{text!r} is no day", where="--as-of", mend="write year, month and day: --as-of 2026-11-24"
        ) from error


def _show(done: "ImportReport", output: Output, watch: Watch) -> None:
    if output.is_json:
        output.json(done.to_json(), watch)
        return
    from fxroute.report import import_text

    output.text(import_text(done.to_json(), **output.style()))
