"""`fxroute check`: a payment before the rules, or an empty payment file for a corridor."""

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from fxroute.cli.choice import OneOf, day, is_given, now
from fxroute.cli.evidence import Evidence, evidence_options
from fxroute.cli.failure import BLOCKED, ITEMS_MISSING, TO_REVIEW, called, closest
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting, write
from fxroute.cli.screening import screened
from fxroute.errors import InvalidValue, UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.compliance.dossier import Dossier
    from fxroute.compliance.evidence.canonical import Json
    from fxroute.compliance.purpose import Purpose
    from fxroute.compliance.rule_base import RuleBase
    from fxroute.model import Institution
    from fxroute.plan import Plan, Planner
    from fxroute.report import Checked

__all__ = ["check"]

_KINDS = ("services", "goods", "rent")
_TRADES = {"services": "service", "goods": "goods"}
_RENTS = ("office_rent", "residential_rent")
_STATUS = {"missing_item": ITEMS_MISSING, "manual_review": TO_REVIEW, "blocked": BLOCKED}

_EXAMPLE = """\b
Examples:
  fxroute check --template CN SA rent > payment.yaml
  fxroute check payment.yaml --lang zh
  fxroute check payment.yaml --on 2027-01-04 --known-on 2026-11-25 --all
  fxroute check payment.yaml --screen --evidence decisions.jsonl
  fxroute check --verify decisions.jsonl
  fxroute check --review decisions.jsonl --by "Li Na" --why "papers seen"

The file has the field names of ISO 20022 in snake case; docs/reference/payment-file.md says what each means.

Leaves with 0 when everything is there, 10 when items are missing, 11 when a person has to look, 12 when a rule
blocks the payment; --verify and --replay with 1 when something was changed or differs."""


@click.command(epilog=_EXAMPLE)
@click.argument("payment_file", metavar="PAYMENT.yaml", required=False)
@click.option("--on", "on_text", metavar="DAY", help="Day whose law counts, instead of the day of the payment.")
@click.option("--known-on", "known_on_text", metavar="DAY", help="Leave out what became known after this day.")
@click.option("--all", "is_all", is_flag=True, help="Also list the rules in force that do not apply.")
@click.option("--template", metavar="FROM TO KIND", nargs=3,
              help="Write an empty payment file between two countries for services, goods or rent.")  # fmt: skip
@click.option("--direction", type=OneOf(("out", "in")), default="out", show_default=True,
              help="With --template: whether the first country pays or is paid.")  # fmt: skip
@click.option("--screen", "is_screened", is_flag=True,
              help="Screen everybody of the payment against the sanctions lists that are kept.")  # fmt: skip
@evidence_options
@data_options
@output_options
def check(
    *,
    payment_file: str | None,
    on_text: str | None,
    known_on_text: str | None,
    is_all: bool,
    template: tuple[str, str, str] | None,
    direction: str,
    is_screened: bool,
    evidence: Evidence,
    data: Data,
    output: Output,
) -> int:
    """Say item by item what the rules ask of the payment of a file, what is there, and what would cure the rest."""
    evidence.check(payment_file)
    if evidence.is_of_file:
        return evidence.answer(data.planner, output)
    law_day, known_on = day(on_text, where="--on"), day(known_on_text, where="--known-on")
    _refuse_mixture(payment_file, is_template=template is not None, is_all=is_all)
    with waiting("loading"):
        planner = data.planner()
    if template is not None:
        source, target, kind = template
        ends = (source, target) if direction == "out" else (target, source)
        return _template(planner.rules, ends, kind, law_day=law_day, known_on=known_on, output=output)
    assert payment_file is not None, "a call without a template has a file"
    watch = Watch()
    checked, dossier = _checked(
        planner, payment_file, law_day=law_day, known_on=known_on, is_all=is_all, is_screened=is_screened
    )
    if evidence.append is not None:
        _keep(evidence.append, payment_file, planner, checked, dossier)
    if output.is_json:
        from fxroute.report import check_json

        output.json(check_json(checked), watch)
    else:
        from fxroute.report import check_text

        output.text(check_text(checked, planner.network, **output.style()))
    return _STATUS.get(checked.checklist.verdict.value, 0)


def _refuse_mixture(payment_file: str | None, *, is_template: bool, is_all: bool) -> None:
    """Refuse a call with both a file and a template, with neither, or with options that would change nothing."""
    if (payment_file is None) is not is_template:
        both = is_template
        raise UsageError(
            what="a payment file and --template are both given" if both else "there is no payment to check",
            where="PAYMENT.yaml",
            mend="give one of them" if both else "give a payment file, or --template CN SA rent for an empty one",
        )
    option = "--all" if is_template and is_all else ""
    if not is_template and is_given("direction"):
        option = "--direction"
    if option:
        beside = "with" if is_template else "without"
        raise UsageError(
            what=f"{option} was given {beside} --template, where it changes nothing",
            where=option,
            mend=f"drop {option}",
        )


def _checked(
    planner: "Planner",
    payment_file: str,
    *,
    law_day: date | None,
    known_on: date | None,
    is_all: bool,
    is_screened: bool,
) -> "tuple[Checked, Dossier]":
    """Return the payment checked on its best route, and the dossier with its screening."""
    from fxroute.model import Verdict
    from fxroute.plan.duties import duties_of
    from fxroute.report import Checked
    from fxroute.sources import load_payment_file

    told = load_payment_file(payment_file, planner.rules)
    payment, dossier = told.payment, told.dossier
    with called(_places(payment_file)), waiting("checking"):
        plan = planner.plan(
            payment, told.bounds, with_alternatives=False, dossier=dossier, law_day=law_day, known_on=known_on
        )
        if is_screened:
            dossier = screened(dossier, plan.payment, _units(planner, plan), law_day or _law_day(plan))
            plan = planner.plan(
                payment, told.bounds, with_alternatives=False, dossier=dossier, law_day=law_day, known_on=known_on
            )
        route = next(iter(plan.routes), None)
        checklist = planner.requirements(payment, dossier, route=route, law_day=law_day, known_on=known_on)
        found = (
            planner.check(payment, dossier, route=route, law_day=law_day, known_on=known_on, with_not_applicable=True)
            if is_all
            else ()
        )
    checked = Checked(
        payment=plan.payment,
        bounds=plan.bounds,
        route=route,
        checklist=checklist,
        rules=planner.rules,
        inputs=plan.inputs,
        law_day=law_day,
        known_on=known_on,
        idle=tuple(finding for finding in found if finding.verdict is Verdict.NOT_APPLICABLE),
        duties=() if route is None else duties_of(plan.payment, route, planner.rules, planner.network),
    )
    return checked, dossier


def _units(planner: "Planner", plan: "Plan") -> "list[Institution]":
    """The institutions on the routes of a plan, both agents included."""
    names = {plan.payment.debtor_agent, plan.payment.creditor_agent}
    names.update(unit for route in plan.routes for leg in route.legs for unit in (leg.from_id, leg.to_id))
    return [planner.network.institutions[name] for name in sorted(names)]


def _law_day(plan: "Plan") -> date:
    """The day on which the debtor pays, where its agent sits."""
    if plan.routes:
        first = plan.routes[0].legs[0]
        return first.starts_at.astimezone(ZoneInfo(first.from_zone)).date()
    instant = plan.payment.at or plan.payment.arrive_by
    assert instant is not None, "a payment has one of the two"
    return instant.date()


def _keep(path: str, payment_file: str, planner: "Planner", checked: "Checked", dossier: "Dossier") -> None:
    """Add the decision to a file of evidence; it is whole on the disk before the answer is shown."""
    from fxroute.compliance.evidence.record import Chain
    from fxroute.plan.deciding import decide
    from fxroute.sources.evidence_file import append_evidence
    from fxroute.sources.files import read_file
    from fxroute.sources.software import software_versions

    content = read_file(payment_file).content

    def made(chain: Chain) -> "dict[str, Json]":
        return decide(
            planner,
            checked.payment,
            dossier,
            route=checked.route,
            told=content.decode("utf-8-sig"),
            inputs={"payment": sha256(content).hexdigest()},
            software=software_versions(),
            previous=chain.head,
            law_day=checked.law_day,
            known_on=checked.known_on,
        )

    append_evidence(path, made)


def _places(payment_file: str) -> dict[str, str]:
    fields = ("debtor_agent", "creditor_agent", "instructed_amount", "purpose")
    return {name: f"{payment_file}: {name}" for name in fields}


def _template(
    rules: "RuleBase",
    ends: tuple[str, str],
    kind: str,
    *,
    law_day: date | None,
    known_on: date | None,
    output: Output,
) -> int:
    from fxroute.compliance.corridor import Corridor
    from fxroute.report import Template, template_json, template_text

    watch = Watch()
    source, target = (_country(text) for text in ends)
    corridor = Corridor(from_country=source, to_country=target, purposes=_purposes(rules, kind))
    template = Template(rules, corridor, law_day or now().date(), known_on)
    if output.is_json:
        output.json(template_json(template), watch)
    else:
        write(template_text(template, output.lang))
    return 0


def _country(text: str) -> str:
    from fxroute.sources.country import check_country

    with called({"country": "--template"}):
        return check_country(text)


def _purposes(rules: "RuleBase", kind: str) -> tuple["Purpose", ...]:
    if kind not in _KINDS:
        raise UsageError(
            what=f"{kind!r} is none of the kinds that --template takes",
            where="--template",
            mend=closest(kind, list(_KINDS)) or f"use one of {', '.join(_KINDS)}",
        )
    if kind == "rent":
        found = tuple(rules.purposes[name] for name in _RENTS if name in rules.purposes)
    else:
        found = tuple(one for one in rules.purposes.values() if one.is_clear and one.trade == _TRADES[kind])
    if not found:
        raise InvalidValue(
            what=f"the rule base has no purpose of the kind {kind}", where="--template", mend="add one under purposes"
        )
    return found
