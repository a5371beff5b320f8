"""A payment before the rules, for people and machines: question, way, checklist, and what does not apply."""

from dataclasses import dataclass
from datetime import date

from fxroute.compliance.checklist import Checklist
from fxroute.compliance.due import DatedTask
from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Bounds, Finding, Payment, Route
from fxroute.network import Network
from fxroute.plan.answer import Inputs, finding_json, question_json
from fxroute.report.checklist import add_checklist, checklist_json
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.question import question_facts, question_title
from fxroute.report.table import Column
from fxroute.report.tasks import duty_json
from fxroute.report.words import Words

__all__ = ["Checked", "check_json", "check_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A payment that was checked on a route; `None` where there is none that may be taken.

    `law_day` is the day whose law was asked for, `None` for the day on which the debtor pays; `known_on` the day whose
    knowledge of it counts, `None` for all that is known. `idle` are findings of rules that do not apply, `duties` what
    is due after the payment, by day.
    """

    payment: Payment
    bounds: Bounds
    route: Route | None
    checklist: Checklist
    rules: RuleBase
    inputs: Inputs
    law_day: date | None = None
    known_on: date | None = None
    idle: tuple[Finding, ...] = ()
    duties: tuple[DatedTask, ...] = ()


def check_text(
    checked: Checked, network: Network, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return a checked payment as text for people.

    Args:
        checked: the payment with its checklist.
        network: the network it was checked in, for names.
        lang: `en` or `zh`.
        width: columns of the terminal, at least 60.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words, page = notation.words, Page(width=width, is_styled=is_styled)
    page.heading(question_title(checked.payment, notation))
    page.facts([*question_facts(checked.payment, checked.bounds, network, notation), *_days(checked, words)])
    legs = () if checked.route is None else checked.route.legs
    add_checklist(page, checked.checklist, checked.rules, legs, checked.duties, notation=notation)
    if checked.idle:
        page.heading(words("check_idle"))
        columns = [Column(words("checklist_rule"), is_whole=True), Column(words("check_rule_title"), least=30)]
        columns += [Column(words("check_because")), Column(words("checklist_citation"))]
        page.table(columns, [_idle_row(finding, checked.rules, words) for finding in checked.idle])
    return page.text()


def check_json(checked: Checked) -> dict[str, object]:
    """Return the stable JSON form of a checked payment."""
    return {
        **question_json(checked.payment, checked.bounds, checked.inputs),
        "law_day": None if checked.law_day is None else checked.law_day.isoformat(),
        "known_on": None if checked.known_on is None else checked.known_on.isoformat(),
        "route": None if checked.route is None else _way(checked.route),
        **checklist_json(checked.checklist, checked.rules),
        "duties": [duty_json(duty) for duty in checked.duties],
        "not_applicable": [finding_json(finding) for finding in checked.idle],
    }


def _days(checked: Checked, words: Words) -> list[tuple[str, str]]:
    way = words("check_no_way") if checked.route is None else " → ".join(_way(checked.route))
    law = words("check_law_payment") if checked.law_day is None else checked.law_day.isoformat()
    known = words("check_known_all") if checked.known_on is None else checked.known_on.isoformat()
    return [
        (words("check_purpose"), _purpose(checked, words)),
        (words("check_way"), way),
        (words("check_law"), law),
        (words("check_known"), known),
    ]


def _purpose(checked: Checked, words: Words) -> str:
    purpose = checked.rules.purposes.get(checked.payment.purpose)
    return purpose.title.text(words.lang) if purpose is not None else checked.payment.purpose or words("unknown")


def _way(route: Route) -> list[str]:
    """Return the institutions of a route, each once where it stands several times running."""
    passed = [route.legs[0].from_id, *(leg.to_id for leg in route.legs)]
    return [name for at, name in enumerate(passed) if at == 0 or name != passed[at - 1]]


def _idle_row(finding: Finding, rules: RuleBase, words: Words) -> tuple[str, ...]:
    rule = rules.get_version(finding.rule, finding.version)
    # A duty is not made of a guess: where it is open whether its rule applies, the rule stands here, with what to tell.
    untold = [words("checklist_not_told", fact=words(f"fact_{fact}")) for fact in finding.missing if finding.is_untold]
    because = "; ".join([*untold, *filter(None, [words.phrase(finding.because)])])
    return finding.rule, rule.title.text(words.lang), because, finding.citation
