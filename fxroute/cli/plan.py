"""`fxroute plan`: a payment told in a file."""

import click

from fxroute.cli.answer import answer, loaded
from fxroute.cli.bounds import Limits, limit_options
from fxroute.cli.failure import called
from fxroute.cli.files import Files, file_options
from fxroute.cli.law import Law, law_options
from fxroute.cli.options import Asked, Data, asked_options, data_options, output_options
from fxroute.cli.output import Output

__all__ = ["plan"]

_EXAMPLE = """\b
Examples:
  fxroute plan payment.yaml --max-conversions 1 --lang zh
  fxroute plan payment.yaml --html plan.html --xlsx plan.xlsx

The file has the field names of ISO 20022 in snake case:

\b
  debtor: Example Manufacturing
  debtor_agent: BKCHCNBJ500
  creditor: Example Landlord
  creditor_agent: RIBLSARI
  creditor_currency: SAR
  instructed_amount: {amount: "2000000.00", currency: CNY}
  requested_execution: "2026-11-24T09:30+08:00"

Leaves with 1 when there is no route, after the reasons."""


@click.command(epilog=_EXAMPLE)
@click.argument("payment_file", metavar="PAYMENT.yaml")
@law_options
@limit_options
@asked_options
@file_options
@data_options
@output_options
def plan(*, payment_file: str, law: Law, limits: Limits, asked: Asked, files: Files, data: Data, output: Output) -> int:
    """Find every way worth considering to make the payment of a file; a bound given here replaces that of the file."""
    from fxroute.sources import load_payment_file

    planner = loaded(data, asked=asked, files=files)
    told = load_payment_file(payment_file, planner.rules)
    bounds = limits.above(told.bounds)
    with called(_places(payment_file, limits)):
        return answer(
            told.payment,
            bounds,
            planner=planner,
            asked=asked,
            output=output,
            files=files,
            dossier=law.dossier(planner, told.payment, bounds, told.dossier),
            law=law,
        )


def _places(payment_file: str, limits: Limits) -> dict[str, str]:
    in_file = {name: f"{payment_file}: {name}" for name in ("debtor_agent", "creditor_agent", "instructed_amount")}
    of_bounds = {name: limits.place(name, otherwise=f"{payment_file}: bounds.{name}") for name in ("avoid", "via")}
    return {**in_file, **of_bounds, "bounds": ", ".join(of_bounds.values()), "why_not_via": "--why-not-via"}
