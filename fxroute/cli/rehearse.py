"""`fxroute rehearse`: the run sheet of a payment told in a file, and its dated duties."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import click

from fxroute.cli.bounds import Limits, limit_options
from fxroute.cli.choice import day
from fxroute.cli.failure import NO_ROUTE, called
from fxroute.cli.files import check_files, write_files
from fxroute.cli.law import Law, law_options
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.model import Bounds
    from fxroute.plan import Plan, Planner, RunSheet
    from fxroute.sources import PaymentFile

__all__ = ["rehearse"]

_SUFFIXES = {"--html": (".html", ".htm"), "--ics": (".ics",), "--tasks-ics": (".ics",)}

_EXAMPLE = """\b
Examples:
  fxroute rehearse payment.yaml --max-conversions 1 --html sheet.html --ics sheet.ics
  fxroute rehearse payment.yaml --tasks --approval 2026-11-23 --lang zh

The file is that of fxroute plan. Leaves with 1 when there is no route, after the reasons."""


@dataclass(frozen=True, slots=True)
class _Files:
    """Where to write which form of a run sheet; `None` for a form that is not asked for."""

    html: str | None
    ics: str | None
    tasks_ics: str | None

    def asked(self) -> Iterator[tuple[str, str]]:
        for option, path in zip(_SUFFIXES, (self.html, self.ics, self.tasks_ics), strict=True):
            if path is not None:
                yield option, path

    def write(self, sheet: "RunSheet", lang: str) -> None:
        write_files([(option, path, _content(option, sheet, lang)) for option, path in self.asked()])


def _content(option: str, sheet: "RunSheet", lang: str) -> bytes:
    from fxroute.report import rehearsal_html, rehearsal_ics, tasks_ics

    if option == "--html":
        return rehearsal_html(sheet, lang=lang).encode()
    if option == "--ics":
        return rehearsal_ics(sheet, lang=lang).encode()
    return tasks_ics(sheet.duties, sheet.route.starts_at, lang=lang).encode()


@dataclass(frozen=True, slots=True)
class _Days:
    """Days that the command line states: of the law, and from which service levels count."""

    law: Law
    request: date | None
    approval: date | None


@click.command(epilog=_EXAMPLE)
@click.argument("payment_file", metavar="PAYMENT.yaml")
@click.option("--route", "route_id", metavar="ID", default="",
              help="Rehearse this route, as fxroute plan names it; the first one when left out.")  # fmt: skip
@click.option("--request", "request_text", metavar="DAY", help="Day of the customer's request, for service levels.")
@click.option("--approval", "approval_text", metavar="DAY", help="Day of its approval, for service levels.")
@click.option("--tasks", "is_tasks", is_flag=True, help="Show the dated duties alone.")
@click.option("--html", metavar="FILE", help="Also write the run sheet as one page, to be printed.")
@click.option("--ics", metavar="FILE", help="Also write steps and duties as a calendar file.")
@click.option("--tasks-ics", metavar="FILE", help="Also write the dated duties alone as a calendar file.")
@law_options
@limit_options
@data_options
@output_options
def rehearse(
    *,
    payment_file: str,
    route_id: str,
    request_text: str | None,
    approval_text: str | None,
    is_tasks: bool,
    html: str | None,
    ics: str | None,
    tasks_ics: str | None,
    law: Law,
    limits: Limits,
    data: Data,
    output: Output,
) -> int:
    """Write the run sheet of a payment: who does what by when, what it waits for, and what a miss costs."""
    from fxroute.sources import load_payment_file

    days = _Days(
        law=law,
        request=day(request_text, where="--request"),
        approval=day(approval_text, where="--approval"),
    )
    files = _Files(html, ics, tasks_ics)
    check_files(files.asked(), _SUFFIXES)
    with waiting("loading"):
        planner = data.planner()
    watch = Watch()
    told = load_payment_file(payment_file, planner.rules)
    bounds = limits.above(told.bounds)
    with called(_places(payment_file, limits)), waiting("searching"):
        told = replace(told, dossier=law.dossier(planner, told.payment, bounds, told.dossier))
        sheet = _rehearsed(planner, told, bounds, route_id=route_id, days=days)
        if sheet is None:
            return _reasons(planner, told, bounds, days=days, output=output, watch=watch)
    files.write(sheet, output.lang)
    _show(sheet, planner, bounds, is_tasks=is_tasks, days=days, output=output, watch=watch)
    return 0


def _rehearsed(
    planner: "Planner", told: "PaymentFile", bounds: "Bounds", *, route_id: str, days: _Days
) -> "RunSheet | None":
    """Return the run sheet, `None` where there is no route at all."""
    from fxroute.compliance.rule import StartsAt

    events = {StartsAt.REQUEST: days.request, StartsAt.APPROVAL: days.approval}
    try:
        return planner.rehearse(
            told.payment,
            bounds,
            route_id=route_id,
            dossier=told.dossier,
            law_day=days.law.on,
            known_on=days.law.known_on,
            events={event: told_day for event, told_day in events.items() if told_day is not None},
        )
    except UsageError as error:
        if error.where != "route_id" or _plan(planner, told, bounds, days).routes:
            raise
        return None


def _plan(planner: "Planner", told: "PaymentFile", bounds: "Bounds", days: _Days) -> "Plan":
    return planner.plan(told.payment, bounds, dossier=told.dossier, law_day=days.law.on, known_on=days.law.known_on)


def _reasons(
    planner: "Planner", told: "PaymentFile", bounds: "Bounds", *, days: _Days, output: Output, watch: Watch
) -> int:
    """Write the plan, which says why there is no route."""
    plan = _plan(planner, told, bounds, days)
    if output.is_json:
        output.json(plan.to_json(), watch)
    else:
        from fxroute.report import plan_text

        output.text(plan_text(plan, planner.network, planner.rates, **output.style()))
    return NO_ROUTE


def _show(
    sheet: "RunSheet",
    planner: "Planner",
    bounds: "Bounds",
    *,
    is_tasks: bool,
    days: _Days,
    output: Output,
    watch: Watch,
) -> None:
    from fxroute.report import rehearsal_json, rehearsal_text, tasks_json, tasks_text

    if output.is_json:
        from fxroute.plan import question_json

        asked = {
            **question_json(sheet.payment, bounds, planner.inputs(sheet.payment)),
            **days.law.told(),
        }
        output.json({**asked, **(tasks_json(sheet.duties) if is_tasks else rehearsal_json(sheet))}, watch)
    elif is_tasks:
        output.text(tasks_text(sheet.duties, **output.style()))
    else:
        output.text(rehearsal_text(sheet, **output.style()))


def _places(payment_file: str, limits: Limits) -> dict[str, str]:
    fields = ("debtor_agent", "creditor_agent", "instructed_amount", "purpose")
    of_bounds = {name: limits.place(name, otherwise=f"{payment_file}: bounds.{name}") for name in ("avoid", "via")}
    return {**{name: f"{payment_file}: {name}" for name in fields}, **of_bounds, "route_id": "--route"}
