"""`fxroute demo`: the case on the shipped data, then a payment on sourced records only."""

from typing import TYPE_CHECKING

import click

from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting

if TYPE_CHECKING:
    # As in options.
    from fxroute.plan import Plan, Planner

__all__ = ["demo"]

_AT = "2026-11-24T09:30+08:00"
_OWNER, _SERVICER, _FLOOR = "EBILAEAD", "NCBKSAJE", "medium"


@click.command(epilog="Example: fxroute demo --lang zh")
@data_options
@output_options
def demo(*, data: Data, output: Output) -> None:
    """Pay a landlord in Riyadh from a yuan account in Qingdao; then pay on records with a public source only."""
    watch = Watch()
    with waiting("searching"):
        planner = data.planner()
        rent, sourced = _rent(planner), _sourced(planner)
    if output.is_json:
        output.json({"rent": rent.to_json(), "sourced": sourced.to_json()}, watch)
        return
    from fxroute.report import comparison_text, plan_text, route_text, sources_text, straight_and_other
    from fxroute.report.words import Words

    style = output.style()
    words = Words(output.lang)
    output.text(f"{words('demo_case')}\n\n")
    output.text(plan_text(rent, planner.network, planner.rates, details=0, **style))
    output.text(f"\n{comparison_text(rent, **style)}")
    for route in straight_and_other(rent) or ():
        output.text(f"\n{route_text(route, rent, planner.network, planner.rates, **style)}")
    title = words("demo_sourced", owner=planner.network.institutions[_OWNER].name, floor=_FLOOR)
    output.text(f"\n{title}\n\n")
    output.text(plan_text(sourced, planner.network, planner.rates, details=1, **style))
    if sourced.routes:
        output.text(f"\n{sources_text(sourced.routes[0], planner.network, planner.rates, **style)}")


def _rent(planner: "Planner") -> "Plan":
    from fxroute.model import Money, Payment

    payment = Payment.send(
        Money("2000000.00", "CNY"), receive="SAR", debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", at=_AT
    )
    return planner.plan(payment)


def _sourced(planner: "Planner") -> "Plan":
    from fxroute.model import Bounds, Confidence, Money, Payment

    payment = Payment.send(
        Money("1000000.00", "SAR"), receive="SAR", debtor_agent=_OWNER, creditor_agent=_SERVICER, at=_AT
    )
    return planner.plan(payment, Bounds(evidence_floor=Confidence(_FLOOR)))
