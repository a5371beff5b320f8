"""A plan as a page of its own, and as what a notebook shows: the same parts, put together twice."""

from fxroute.model import Route
from fxroute.network import Network
from fxroute.plan import Plan
from fxroute.plan.standing import money_text
from fxroute.rates import RateTable
from fxroute.report.alternatives import alternative_rows
from fxroute.report.losses import losses_of
from fxroute.report.notation import Notation
from fxroute.report.picture.front import front_picture
from fxroute.report.picture.markup import Markup, element, joined
from fxroute.report.picture.parts import (
    alternatives_part,
    answer_text,
    front_part,
    head_part,
    inputs_part,
    route_body,
    route_line,
    ruled_out_part,
    timeline_figure,
    warning_texts,
    warnings_part,
)
from fxroute.report.picture.passage import passage_picture
from fxroute.report.picture.scene import Scene
from fxroute.report.picture.style import style
from fxroute.report.picture.tables import alternatives_table, facts_list, routes_table, ruled_out_table, table_of
from fxroute.report.picture.waterfall import waterfall_picture
from fxroute.report.question import question_facts, question_title
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["notebook_html", "plan_html", "route_html"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LANGS = {"en": "en", "zh": "zh-Hans"}
_SHEET_ROUTES_MAX = 18
_SHEET_ROWS_MAX = 18
"""Legs and lost parts of a route for which timeline and waterfall find room below one another."""

_SHEET_ROW = 21.0


def plan_html(plan: Plan, network: Network, rates: RateTable, *, lang: str = "en") -> str:
    """Return a plan as one page of HTML that fetches nothing: no script, no font, no image from elsewhere.

    On paper it is one sheet, A4 across, with the first route.

    Args:
        plan: the answer.
        network: the network it was made from.
        rates: the rates it was made from.
        lang: `en` or `zh`.

    Raises:
        UsageError: a language that has no texts.
    """
    scene = Scene(plan, network, rates, Notation(Words(lang)))
    title = scene.words("picture_title", question=question_title(plan.payment, scene.notation))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        style(lang, is_page=True),
    )
    body = element("body", element("main", *_parts(scene)), _sheet(scene), class_="fxroute")
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=_LANGS[lang])}\n"


def notebook_html(plan: Plan, *, lang: str = "en") -> str:
    """Return a plan as a piece of HTML for a notebook; empty for a plan without its ground.

    Raises:
        UsageError: a language that has no texts.
    """
    if plan.ground is None:
        return ""
    scene = Scene(plan, plan.ground.network, plan.ground.rates, Notation(Words(lang)))
    folded = [
        element(
            "details",
            element("summary", route_line(scene, route)),
            route_body(scene, route, level=4),
            open="open" if at == 0 else None,
        )
        for at, route in enumerate(plan.routes)
    ]
    front = front_picture(scene, height=340)
    inner = joined(
        element("p", element("b", question_title(plan.payment, scene.notation))),
        element("p", answer_text(scene), class_="answer"),
        warnings_part(scene, level=3),
        element("figure", front) if front else Markup(""),
        routes_table(scene) if plan.routes else Markup(""),
        *folded,
        alternatives_table(scene) if plan.routes and plan.alternatives else Markup(""),
        ruled_out_table(scene) if plan.ruled_out else Markup(""),
    )
    return joined(style(lang, is_page=False), element("div", inner, class_="fxroute", lang=_LANGS[lang]))


def route_html(route: Route, plan: Plan, *, lang: str = "en") -> str:
    """Return one route of a plan, or one of its next-best ways, as a piece of HTML; empty without the plan's ground.

    Raises:
        UsageError: a language that has no texts.
    """
    if plan.ground is None:
        return ""
    scene = Scene(plan, plan.ground.network, plan.ground.rates, Notation(Words(lang)))
    inner = joined(element("p", element("b", route_line(scene, route))), route_body(scene, route))
    return joined(style(lang, is_page=False), element("div", inner, class_="fxroute", lang=_LANGS[lang]))


def _parts(scene: Scene) -> list[Markup]:
    first, *others = scene.plan.routes or (None,)
    return [
        head_part(scene),
        front_part(scene),
        Markup("") if first is None else _opened(scene, first),
        *(
            element("details", element("summary", route_line(scene, route)), route_body(scene, route))
            for route in others
            if route is not None
        ),
        alternatives_part(scene),
        ruled_out_part(scene),
        inputs_part(scene),
    ]


def _opened(scene: Scene, route: Route) -> Markup:
    return element("section", element("h2", route_line(scene, route)), route_body(scene, route))


# The sheet for print


def _sheet(scene: Scene) -> Markup:
    """Return what is printed: the first route with its pictures beside the front, or what stands in the way."""
    plan, words = scene.plan, scene.words
    head = element(
        "header",
        element("h2", question_title(plan.payment, scene.notation), class_="title"),
        element("p", answer_text(scene), class_="answer"),
        element("p", _made_from(scene), class_="soft"),
    )
    if not plan.routes:
        facts = question_facts(plan.payment, plan.bounds, scene.network, scene.notation)
        whole = element("div", facts_list(facts), ruled_out_table(scene), style="grid-column:1/-1")
        return element("section", head, whole, class_="sheet")
    route = plan.routes[0]
    losses = losses_of(route, plan.payment, scene.rates)
    is_long = len(route.legs) + len(losses.parts) > _SHEET_ROWS_MAX
    front = front_picture(scene, width=620, height=300 if is_long else 400)
    lost = joined(element("h3", words("picture_loss")), waterfall_picture(scene, route))
    left = element(
        "div",
        element("h3", words("picture_front")),
        element("figure", front) if front else Markup(""),
        _short_routes(scene, _SHEET_ROUTES_MAX // 4 if is_long else _SHEET_ROUTES_MAX),
        lost if is_long else _notes(scene),
        class_="long" if is_long else None,
    )
    right = element(
        "div",
        element("h3", route_line(scene, route)),
        passage_picture(scene, route),
        element("h3", words("picture_timeline")),
        timeline_figure(scene, route, row=_SHEET_ROW),
        _notes(scene) if is_long else lost,
    )
    return element("section", head, left, right, class_="sheet")


def _notes(scene: Scene) -> Markup:
    """Return what to beware of, and the next-best ways in a line each."""
    words = scene.words
    warned = element("ul", *(element("li", text) for text in warning_texts(scene)), class_="notes")
    rows = alternative_rows(scene.plan, scene.notation)
    others = element("ul", *(element("li", " · ".join(row[:4])) for row in rows), class_="notes")
    return joined(
        element("h3", words("picture_warnings")),
        warned,
        joined(element("h3", words("alternatives")), others) if rows else Markup(""),
    )


def _short_routes(scene: Scene, most: int) -> Markup:
    words, plan = scene.words, scene.plan
    is_forward = plan.payment.at is not None
    columns = [
        Column(words("number"), is_right=True),
        Column(words("delivered" if scene.is_send else "total_debit"), is_right=True, is_whole=True),
        Column(words("credited_at" if is_forward else "latest_start"), is_whole=True),
        Column(words("intermediaries"), is_right=True),
        Column(words("cost_bp"), is_right=True),
    ]
    zone = plan.routes[0].legs[-1].to_zone if is_forward else plan.routes[0].legs[0].from_zone
    rows = [
        (
            scene.mark(route),
            money_text(route.delivered if scene.is_send else route.total_debit),
            scene.notation.instant(route.credited_at if is_forward else route.starts_at, zone),
            str(route.intermediaries),
            format(route.loss.bp, "f"),
        )
        for route in plan.routes[:most]
    ]
    left = len(plan.routes) - len(rows)
    more = element("p", words("picture_sheet_more", count=left), class_="soft") if left else Markup("")
    return joined(table_of(columns, rows, best=0), more)


def _made_from(scene: Scene) -> str:
    words, inputs = scene.words, scene.plan.inputs
    as_of = words("none") if inputs.rates_as_of is None else f"{scene.notation.utc(inputs.rates_as_of)} UTC"
    parts = [
        words("input_network", sha256=scene.notation.sha256(inputs.network_sha256)),
        words("input_rates", sha256=scene.notation.sha256(inputs.rates_sha256), as_of=as_of),
        words.counted("input_version", scene.plan.labels, version=inputs.version),
    ]
    return " · ".join(parts)
