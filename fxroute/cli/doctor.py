"""`fxroute network doctor`: what is weak, old, missing or taken on trust, and what to ask."""

from typing import TYPE_CHECKING

import click

from fxroute.cli.choice import Count, check_currency, day, now
from fxroute.cli.failure import NO_ROUTE, called
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting

if TYPE_CHECKING:
    # As in options.
    from fxroute.plan.doctor import Corridor

__all__ = ["doctor"]

_EXAMPLE = """\b
Examples:
  fxroute network doctor --on 2026-11-24
  fxroute network doctor --corridor BKCHCNBJ500 RIBLSARI CNY SAR --lang zh

Leaves with 1 when a corridor was named that has no topological way."""


_PLACES = {
    "corridor": "--corridor",
    "debtor_agent": "--corridor, DEBTOR_AGENT",
    "creditor_agent": "--corridor, CREDITOR_AGENT",
}


@click.command(epilog=_EXAMPLE)
@click.option("--corridor", "ends", metavar="DEBTOR_AGENT CREDITOR_AGENT DEBTOR_CCY CREDITOR_CCY", nargs=4,
              help="Look at these two ends too: what must not fail, what rests on priors.")  # fmt: skip
@click.option("--on", metavar="DATE", help="The day: 2026-11-24. Default: today, UTC.")
@click.option("--stale-days", metavar="N", type=Count(0, 36_500), default=365, show_default=True,
              help="A record read longer ago is old.")  # fmt: skip
@click.option("--rate-days", metavar="N", type=Count(0, 36_500), default=3, show_default=True,
              help="A rate quoted longer ago is old.")  # fmt: skip
@data_options
@output_options
def doctor(
    *, ends: tuple[str, str, str, str] | None, on: str | None, stale_days: int, rate_days: int, data: Data,
    output: Output,
) -> int:  # fmt: skip
    """Examine the network: single points of failure, islands, who is central, what is old, what to ask the banks."""
    from fxroute.plan.doctor import Ages, examine

    watch = Watch()
    ages = Ages(on=day(on, where="--on") or now().date(), stale_days=stale_days, rate_days=rate_days)
    with called(_PLACES):
        corridor = None if ends is None else _corridor(ends)
    with waiting("loading"):
        planner = data.planner()
    with waiting("examining"), called(_PLACES):
        found = examine(planner.network, planner.rates, ages, corridor)
    if output.is_json:
        from fxroute.report.doctor_json import doctor_json

        output.json(doctor_json(found, planner.network), watch)
    else:
        from fxroute.report.doctor import doctor_text

        output.text(doctor_text(found, planner.network, **output.style()))
    return 0 if found.is_healthy else NO_ROUTE


def _corridor(ends: tuple[str, str, str, str]) -> "Corridor":
    from fxroute.plan.doctor import Corridor

    debtor_agent, creditor_agent, source, target = ends
    return Corridor(
        debtor_agent=debtor_agent,
        creditor_agent=creditor_agent,
        debtor_currency=check_currency(source, where="--corridor, DEBTOR_CCY"),
        creditor_currency=check_currency(target, where="--corridor, CREDITOR_CCY"),
    )
