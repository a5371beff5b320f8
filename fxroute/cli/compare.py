"""`fxroute compare`: answers side by side, with the differences taken apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from fxroute.cli.bounds import Limits, limit_options
from fxroute.cli.choice import OneOf, instant
from fxroute.cli.failure import NO_ROUTE, called
from fxroute.cli.laying import with_variant
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.model import Payment
    from fxroute.plan import Planner, Variant

__all__ = ["compare"]

_EXAMPLE = """\b
Examples:
  fxroute compare payment.yaml --with 'out HSBCHKHHHKH' --with 'cut-off SARIE 14:00; rate CNY/SAR -20bp'
  fxroute compare payment.yaml --with changes.yaml:ramadan --other-at 2026-11-26T09:30+08:00
  fxroute compare before.json after.json

\b
A change is a line of words; a semicolon stands between several:
  out RECORD · valid RECORD · account OWNER SERVICER CCY · desk INSTITUTION PAIR [markup 35bp]
  cut-off RECORD TIME [session NAME] [customer|institution] · hours RECORD [opens TIME] [closes TIME]
  limit RECORD [min AMOUNT] [max AMOUNT|none] [CCY] · funds ACCOUNT [available AMOUNT] [credit AMOUNT]
  price TARIFF [fixed AMOUNT] [rate 10bp] [min AMOUNT] [max AMOUNT] · markup DESK 35bp|+5bp
  lag DESK DAYS · minutes RECORD NUMBER · close|open CALENDAR|RECORD|COUNTRY DAY
  rate PAIR BID OFFER · rate PAIR|CCY +10bp|-0.5%

Leaves with 1 when no answer has a route."""


@click.command(epilog=_EXAMPLE)
@click.argument("files", metavar="PAYMENT.yaml|ANSWER.json...", nargs=-1, required=True)
@click.option("--with", "variants", metavar="CHANGE|FILE[:NAME]", multiple=True,
              help="A column with these changes. Repeatable, a column each.")  # fmt: skip
@click.option("--other-at", "other_starts", metavar="T", multiple=True, help="A column with this start. Repeatable.")
@click.option("--other-network", "--other-rates", "other_files", metavar="FILE", multiple=True,
              help="A column with this own file above the others. Repeatable.")  # fmt: skip
@click.option("--at", metavar="T", help="Start of all columns, with offset, in place of that of the payment.")
@click.option("--order", "ordering", type=OneOf(("delivered", "fastest", "fewest")), default="delivered",
              show_default=True, help="Which route stands for an answer.")  # fmt: skip
@limit_options
@data_options
@output_options
def compare(
    *,
    files: tuple[str, ...],
    variants: tuple[str, ...],
    other_starts: tuple[str, ...],
    other_files: tuple[str, ...],
    at: str | None,
    ordering: str,
    limits: Limits,
    data: Data,
    output: Output,
) -> int:
    """Put answers side by side, the payment as it is first, and say what is different and why."""
    watch = Watch()
    others = (variants, other_starts, other_files)
    if any(file.endswith(".json") for file in files):
        found = _saved(files, is_given=any(others) or at is not None)
    else:
        found = _planned(files, others, at=at, ordering=ordering, limits=limits, data=data)
    return _show(found, output, watch)


def _saved(files: tuple[str, ...], *, is_given: bool) -> list["Variant"]:
    from fxroute.plan import Variant
    from fxroute.sources import load_answer

    if is_given or len(files) < 2 or not all(file.endswith(".json") for file in files):
        raise UsageError(
            what="saved answers are compared with saved answers alone",
            where="ANSWER.json",
            mend="give two answers of fxroute route --json or more and nothing else, or a payment with --with",
        )
    return [Variant(file, load_answer(file)) for file in files]


def _planned(
    files: tuple[str, ...],
    others: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    *,
    at: str | None,
    ordering: str,
    limits: Limits,
    data: Data,
) -> list["Variant"]:
    from fxroute.plan import plan_variant
    from fxroute.sources import load_payment_file

    if len(files) > 1 or not any(others):
        several = len(files) > 1
        raise UsageError(
            what=f"{len(files)} payments are given" if several else "there is nothing to compare the payment with",
            where="PAYMENT.yaml",
            mend="give one payment" if several else "add --with 'out ID', --other-at T or --other-network FILE",
        )
    planner = data.planner()
    told = load_payment_file(files[0], planner.rules)
    start = instant(at, where="--at")
    payment = told.payment if start is None else told.payment.with_instant(start)
    bounds = limits.above(told.bounds)
    with called(_places(files[0])), waiting("searching"):
        return [
            plan_variant(name, planner, asked, bounds, ordering=ordering, dossier=told.dossier)
            for name, planner, asked in _questions(payment, others, data=data, planner=planner)
        ]


def _places(payment_file: str) -> dict[str, str]:
    return {name: f"{payment_file}: {name}" for name in ("debtor_agent", "creditor_agent", "instructed_amount")}


def _questions(
    payment: "Payment",
    others: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    *,
    data: Data,
    planner: "Planner",
) -> Iterator[tuple[str, "Planner", "Payment"]]:
    variants, starts, files = others
    changed = [(text, with_variant(planner, text)) for text in variants]
    moved = [(text, payment.with_instant(_start(text))) for text in starts]
    own = [(file, replace(data, files=(*data.files, file)).planner()) for file in files]
    yield "as it is", planner, payment
    yield from ((text, other, payment) for text, other in changed)
    yield from ((text, planner, asked) for text, asked in moved)
    yield from ((file, other, payment) for file, other in own)


def _start(text: str) -> datetime:
    found = instant(text, where="--other-at")
    assert found is not None, "a text is read or refused"
    return found


def _show(found: list["Variant"], output: Output, watch: Watch) -> int:
    from fxroute.plan import compare as compared

    comparison = compared(found)
    if output.is_json:
        from fxroute.report import compare_json

        output.json(compare_json(comparison), watch)
    else:
        from fxroute.report import compare_text

        output.text(compare_text(comparison, **output.style()))
    return 0 if any(variant.plan.routes for variant in found) else NO_ROUTE
