"""`fxroute check`: a payment before the rules, or an empty payment file for a corridor."""

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import click

from fxroute.cli.choice import OneOf, is_given, now
from fxroute.cli.evidence import Evidence, evidence_options
from fxroute.cli.failure import BLOCKED, ITEMS_MISSING, TO_REVIEW, called, closest
from fxroute.cli.law import Law, law_options
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting, write
from fxroute.errors import InvalidValue, UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.compliance.dossier import Dossier
    from fxroute.compliance.evidence.canonical import Json
    from fxroute.compliance.purpose import Purpose
    from fxroute.compliance.rule_base import RuleBase
    from fxroute.plan import Planner
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
@click.option("--all", "is_all", is_flag=True, help="Also list the rules in force that do not apply.")
@click.option("--template", metavar="FROM TO KIND", nargs=3,
              help="Write an empty payment file between two countries for services, goods or rent.")  # fmt: skip
@click.option("--direction", type=OneOf(("out", "in")), default="out", show_default=True,
              help="With --template: whether the first country pays or is paid.")  # fmt: skip
@law_options
@evidence_options
@data_options
@output_options
def check(
    *,
    payment_file: str | None,
    is_all: bool,
    template: tuple[str, str, str] | None,
    direction: str,
    law: Law,
    evidence: Evidence,
    data: Data,
    output: Output,
) -> int:
    """Say item by item what the rules ask of the payment of a file, what is there, and what would cure the rest."""
    evidence.check(payment_file)
    if evidence.is_of_file:
        return evidence.answer(data.planner, output)
    _refuse_mixture(payment_file, is_template=template is not None, is_all=is_all)
    with waiting("loading"):
        planner = data.planner()
    if template is not None:
        law.check(planner.rules)
        source, target, kind = template
        ends = (source, target) if direction == "out" else (target, source)
        return _template(planner.rules, ends, kind, law=law, output=output)
    assert payment_file is not None, "a call without a template has a file"
    watch = Watch()
    checked, dossier = _checked(planner, payment_file, law=law, is_all=is_all)
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


def _checked(planner: "Planner", payment_file: str, *, law: Law, is_all: bool) -> "tuple[Checked, Dossier]":
    """Return the payment checked on its best route, and the dossier with its screening."""
    from fxroute.compliance.checklist import checklist_of
    from fxroute.model import Verdict
    from fxroute.plan.duties import duties_of
    from fxroute.report import Checked
    from fxroute.sources import load_payment_file

    told = load_payment_file(payment_file, planner.rules)
    payment = told.payment
    with called(_places(payment_file)), waiting("checking"):
        dossier = law.dossier(planner, payment, told.bounds, told.dossier)
        plan = planner.plan(
            payment, told.bounds, with_alternatives=False, dossier=dossier, law_day=law.on, known_on=law.known_on
        )
        route = next(iter(plan.routes), None)
        asked = partial(
            planner.check, payment, dossier, bounds=told.bounds, route=route, law_day=law.on, known_on=law.known_on
        )
        checklist = checklist_of(asked(), planner.rules)
        found = asked(with_not_applicable=True) if is_all else ()
    checked = Checked(
        payment=plan.payment,
        bounds=plan.bounds,
        route=route,
        checklist=checklist,
        rules=planner.rules,
        inputs=plan.inputs,
        law_day=law.on,
        known_on=law.known_on,
        idle=tuple(finding for finding in found if finding.verdict is Verdict.NOT_APPLICABLE),
        duties=() if route is None else duties_of(plan.payment, route, planner.rules, planner.network),
    )
    return checked, dossier


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
            bounds=checked.bounds,
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
    law: Law,
    output: Output,
) -> int:
    from fxroute.compliance.corridor import Corridor
    from fxroute.report import Template, template_json, template_text

    watch = Watch()
    source, target = (_country(text) for text in ends)
    corridor = Corridor(from_country=source, to_country=target, purposes=_purposes(rules, kind))
    template = Template(rules, corridor, law.on or now().date(), law.known_on)
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
