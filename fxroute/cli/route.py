"""`fxroute route`: a payment told in options."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from fxroute.cli.answer import answer, loaded
from fxroute.cli.bounds import Limits, limit_options
from fxroute.cli.choice import OneOf, amount, check_currency, instant, now
from fxroute.cli.commands import AmountCommand
from fxroute.cli.failure import called
from fxroute.cli.files import Files, file_options
from fxroute.cli.options import Asked, Data, asked_options, data_options, output_options
from fxroute.cli.output import Output
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.model import Payment

__all__ = ["route"]

_EXAMPLE = """\b
Examples:
  fxroute route CNY SAR 2000000 --debtor-agent BKCHCNBJ500 --creditor-agent RIBLSARI
  fxroute route CNY SAR 1000000 --receive --debtor-agent BKCHCNBJ500 --creditor-agent RIBLSARI \\
      --arrive-by 2026-11-26T12:00+03:00 --max-conversions 1 --json

Leaves with 1 when there is no route, after the reasons."""


_PLACES = {
    "debtor_agent": "--debtor-agent",
    "creditor_agent": "--creditor-agent",
    "instructed_amount": "AMOUNT",
    "avoid": "--avoid",
    "via": "--via",
    "bounds": "--avoid, --via",
    "why_not_via": "--why-not-via",
}


@click.command(cls=AmountCommand, epilog=_EXAMPLE)
@click.argument("debtor_currency", metavar="DEBTOR_CCY")
@click.argument("creditor_currency", metavar="CREDITOR_CCY")
@click.argument("amount_text", metavar="AMOUNT")
@click.option("--debtor-agent", metavar="ID", required=True, help="Institution of the debtor's account: id or BIC.")
@click.option("--creditor-agent", metavar="ID", required=True, help="Institution of the creditor's account: id or BIC.")
@click.option("--receive", "is_receive", is_flag=True, help="AMOUNT is what the creditor gets, in CREDITOR_CCY.")
@click.option("--at", metavar="T", help="Start, with offset: 2026-11-24T09:30+08:00. Default: now.")
@click.option("--arrive-by", metavar="T", help="Be credited by then; asks for the latest start.")
@click.option("--charges", "bearer", type=OneOf(("SHAR", "DEBT", "CRED")), default="SHAR", show_default=True,
              help="Who bears the charges.")  # fmt: skip
@click.option("--charges-from-amount", is_flag=True, help="Take the debtor agent's charges from the amount.")
@click.option("--customer", type=OneOf(("corporate", "individual")), default="corporate", show_default=True,
              help="Whose tariffs hold.")  # fmt: skip
@limit_options
@asked_options
@file_options
@data_options
@output_options
def route(
    *,
    debtor_currency: str,
    creditor_currency: str,
    amount_text: str,
    debtor_agent: str,
    creditor_agent: str,
    is_receive: bool,
    at: str | None,
    arrive_by: str | None,
    bearer: str,
    charges_from_amount: bool,
    customer: str,
    limits: Limits,
    asked: Asked,
    files: Files,
    data: Data,
    output: Output,
) -> int:
    """Find every way worth considering to move AMOUNT from one account to another, and say why."""
    from fxroute.model import Bounds, CustomerType

    source = check_currency(debtor_currency, where="DEBTOR_CCY")
    target = check_currency(creditor_currency, where="CREDITOR_CCY")
    start, deadline = _instants(at, arrive_by)
    with called(_PLACES):
        payment = _payment(
            amount_text,
            (source, target),
            is_receive=is_receive,
            debtor_agent=debtor_agent,
            creditor_agent=creditor_agent,
            at=start,
            arrive_by=deadline,
            charge_bearer=bearer,
        )
        payment = replace(payment, charges_from_amount=charges_from_amount, customer=CustomerType(customer))
        planner = loaded(data, asked=asked, files=files)
        return answer(payment, limits.above(Bounds()), planner=planner, asked=asked, output=output, files=files)


def _instants(at: str | None, arrive_by: str | None) -> tuple[datetime | None, datetime | None]:
    if at is not None and arrive_by is not None:
        raise UsageError(
            what="a start and a deadline are given at once",
            where="--at, --arrive-by",
            mend="give one: --at to start then, --arrive-by to be credited by then",
        )
    deadline = instant(arrive_by, where="--arrive-by")
    return instant(at, where="--at") or (None if deadline else now()), deadline


def _payment(
    amount_text: str,
    currencies: tuple[str, str],
    *,
    is_receive: bool,
    debtor_agent: str,
    creditor_agent: str,
    at: datetime | None,
    arrive_by: datetime | None,
    charge_bearer: str,
) -> "Payment":
    from fxroute.model import Payment

    source, target = currencies
    if is_receive:
        return Payment.receive(
            amount(amount_text, target),
            send=source,
            debtor_agent=debtor_agent,
            creditor_agent=creditor_agent,
            at=at,
            arrive_by=arrive_by,
            charge_bearer=charge_bearer,
        )
    return Payment.send(
        amount(amount_text, source),
        receive=target,
        debtor_agent=debtor_agent,
        creditor_agent=creditor_agent,
        at=at,
        arrive_by=arrive_by,
        charge_bearer=charge_bearer,
    )
