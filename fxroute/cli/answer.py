"""From a payment to an answer on the screen: what `route` and `plan` have in common."""

from datetime import timedelta
from typing import TYPE_CHECKING

from fxroute.cli.failure import NO_ROUTE
from fxroute.cli.files import Files
from fxroute.cli.law import Law
from fxroute.cli.options import Asked, Data
from fxroute.cli.output import Output, Watch, waiting
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.compliance.dossier import Dossier
    from fxroute.model import Bounds, Payment
    from fxroute.plan import Planner

__all__ = ["answer", "loaded"]


def loaded(data: Data, *, asked: Asked, files: Files) -> "Planner":
    """Return the planner, after a look whether the files that are asked for can be written."""
    if asked.departure_days is not None:
        files.refuse(f"--departures {asked.departure_days}")
    files.check()
    with waiting("loading"):
        return data.planner()


def answer(
    payment: "Payment",
    bounds: "Bounds",
    *,
    planner: "Planner",
    asked: Asked,
    output: Output,
    files: Files,
    dossier: "Dossier | None" = None,
    law: Law | None = None,
) -> int:
    """Plan a payment and write the answer, in files too where asked; return the exit status.

    `dossier` is what is on the table beside the payment. Where `law` is told, the checklist of the first route is
    shown too.
    """
    if asked.departure_days is not None:
        return _departures(planner, payment, bounds, asked.departure_days, output)
    watch = Watch()
    with waiting("searching"):
        plan = planner.plan(
            payment,
            bounds,
            ordering=asked.ordering,
            carry_rate_percent=asked.carry_rate_percent,
            with_why_not=asked.is_why_not,
            why_not_via=asked.why_not_via,
            dossier=dossier,
            law_day=None if law is None else law.on,
            known_on=None if law is None else law.known_on,
        )
    files.write(plan, planner, output.lang)
    if output.is_json:
        output.json(plan.to_json(), watch)
    else:
        from fxroute.report import plan_text

        text = plan_text(
            plan,
            planner.network,
            planner.rates,
            details=asked.details,
            why_not_via=asked.why_not_via,
            with_checklist=law is not None,
            **output.style(),
        )
        output.text(text)
    return 0 if plan.routes else NO_ROUTE


def _departures(planner: "Planner", payment: "Payment", bounds: "Bounds", days: int, output: Output) -> int:
    if payment.at is None:
        raise UsageError(
            what="--departures was given with a deadline",
            where="--departures",
            mend="give --at instead of --arrive-by: the profile starts there",
        )
    watch = Watch()
    with waiting("searching departures"):
        windows = list(planner.departures(payment, payment.at + timedelta(days=days), bounds))
    if output.is_json:
        from fxroute.report import departures_json

        output.json(departures_json(windows, payment, bounds, planner.inputs(payment)), watch)
    else:
        from fxroute.report import departures_text

        output.text(departures_text(windows, payment, planner.network, **output.style()))
    return 0 if any(window.routes for window in windows) else NO_ROUTE
