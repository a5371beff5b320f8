"""A plan as a page: the question, the routes, the next-best ways, what fell out, and what it was made from."""

from collections.abc import Sequence

from fxroute.compliance.checklist import Mark, checklist_of
from fxroute.model import Reason, Route
from fxroute.network import Network
from fxroute.plan import Plan
from fxroute.plan.duties import duties_of
from fxroute.rates import RateTable
from fxroute.report.alternatives import alternative_columns, alternative_rows
from fxroute.report.checklist import add_checklist
from fxroute.report.detail import add_detail
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.question import add_question
from fxroute.report.ruled_out import ruled_out_cells
from fxroute.report.summary import add_summary
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["plan_text", "route_text"]

_BEATEN_MAX = 8
"""Ways that a route is as good as, in a table for people; the page and the JSON have all."""


def plan_text(
    plan: Plan,
    network: Network,
    rates: RateTable,
    *,
    lang: str = "en",
    width: int = WIDTH,
    details: int | None = None,
    is_styled: bool = False,
    why_not_via: Sequence[str] = (),
    with_checklist: bool = False,
) -> str:
    """Return a plan as text for people.

    Args:
        plan: the answer.
        network: the network it was made from, for names and evidence.
        rates: the rates it was made from, for evidence.
        lang: `en` or `zh`.
        width: columns of the terminal, at least 60.
        details: how many routes are shown leg by leg; all when left out.
        is_styled: carry terminal colours.
        why_not_via: ids of the places of which was asked why no route passes them; of those that some do, it is said.
        with_checklist: show everything that rules ask for on the first route; else one line says how it stands.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    page = Page(width=width, is_styled=is_styled)
    shown = plan.routes if details is None else plan.routes[:details]
    add_question(page, plan.payment, plan.bounds, network, notation)
    add_summary(page, plan, network, notation)
    if 0 < len(shown) < len(plan.routes):
        page.line(notation.words.counted("in_detail", len(shown), all=len(plan.routes)))
    if not with_checklist:
        _add_checked(page, plan, notation)
    for name in why_not_via:
        _add_passed(page, plan, network.get_passage(name).id, notation)
    _add_ruled_out(page, plan, notation)
    quotes = {quote.id: quote.provenance.confidence for quote in rates.quotes}
    for at, route in enumerate(shown):
        add_detail(page, route, plan, network, quotes, notation=notation)
        if at == 0 and with_checklist:
            _add_checklist(page, plan, notation)
    _add_alternatives(page, plan, notation)
    _add_inputs(page, plan, notation)
    return page.text()


def route_text(
    route: Route,
    plan: Plan,
    network: Network,
    rates: RateTable,
    *,
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return one route of a plan, or one of its next-best ways, leg by leg.

    Raises:
        UsageError: a language that has no texts.
    """
    page = Page(width=width, is_styled=is_styled)
    quotes = {quote.id: quote.provenance.confidence for quote in rates.quotes}
    add_detail(page, route, plan, network, quotes, notation=Notation(Words(lang)))
    return page.text()


def _add_checked(page: Page, plan: Plan, notation: Notation) -> None:
    """Say in one line how the first route stands before the rules."""
    if plan.ground is None or not plan.ground.rules.rules or not plan.routes:
        return
    checklist = checklist_of(plan.routes[0].findings, plan.ground.rules)
    items = [entry for entry in checklist.before() if entry.mark is not Mark.NOTE]
    verdict = notation.words(f"verdict_{checklist.verdict.value}")
    held = sum(entry.mark is Mark.HELD for entry in items)
    page.line(notation.words("checklist_summary", verdict=verdict, held=held, all=len(items)))


def _add_checklist(page: Page, plan: Plan, notation: Notation) -> None:
    if plan.ground is None or not plan.ground.rules.rules:
        return
    route, rules = plan.routes[0], plan.ground.rules
    page.heading(notation.words("checklist_in_plan", n=1))
    duties = duties_of(plan.payment, route, rules, plan.ground.network)
    add_checklist(page, checklist_of(route.findings, rules), rules, route.legs, duties, notation=notation)


def _add_alternatives(page: Page, plan: Plan, notation: Notation) -> None:
    if plan.alternatives:
        page.heading(notation.words("alternatives"))
        page.table(alternative_columns(plan, notation), alternative_rows(plan, notation))


def _add_passed(page: Page, plan: Plan, passage: str, notation: Notation) -> None:
    """Name the routes that pass a place of which was asked why none does."""
    numbers = [
        str(number)
        for number, route in enumerate(plan.routes, 1)
        if any(passage in (leg.from_id, leg.to_id, leg.via) for leg in route.legs)
    ]
    if numbers:
        page.line(notation.words("passed_by", passage=passage, numbers=notation.words("list_comma").join(numbers)))


def _add_ruled_out(page: Page, plan: Plan, notation: Notation) -> None:
    if not plan.ruled_out:
        return
    words = notation.words
    page.heading(words("ruled_out"))
    columns = [
        Column(words("option")),
        Column(words("reason"), least=24),
        *(Column(words(key)) for key in ("where", "limit_and_value", "opens_if")),
    ]
    beaten = [out for out in plan.ruled_out if out.reason is Reason.DOMINATED]
    hidden = set(beaten[_BEATEN_MAX:])
    rows = []
    for out in plan.ruled_out:
        if out not in hidden:
            option, reason, where, limit, value, opens_if = ruled_out_cells(out, words)
            rows.append((option, reason, where, " / ".join(part for part in (limit, value) if part), opens_if))
    page.table(columns, rows, is_lined=True)
    if hidden:
        page.line(words.counted("ruled_out_more", len(hidden)))


def _add_inputs(page: Page, plan: Plan, notation: Notation) -> None:
    words, inputs = notation.words, plan.inputs
    as_of = words("none") if inputs.rates_as_of is None else f"{notation.utc(inputs.rates_as_of)} UTC"
    page.heading(words("inputs"))
    for overlay in inputs.overlays:
        page.line(words("input_overlay", changes="; ".join(overlay.texts)), indent=2)
    page.line(words("input_network", sha256=notation.sha256(inputs.network_sha256)), indent=2)
    page.line(words("input_rates", sha256=notation.sha256(inputs.rates_sha256), as_of=as_of), indent=2)
    page.line(words.counted("input_version", plan.labels, version=inputs.version), indent=2)
