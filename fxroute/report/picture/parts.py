"""Parts of the page: the head with its warnings, the front, one route with its pictures, and what it was made from."""

from collections.abc import Sequence

from fxroute.model import Confidence, RateStatus, Route
from fxroute.plan import UnknownKind, list_unknowns
from fxroute.plan.standing import money_text
from fxroute.report.detail import detail_facts, detail_title, unknown_lines
from fxroute.report.notation import number_text
from fxroute.report.picture.front import front_picture
from fxroute.report.picture.markup import Markup, element, joined
from fxroute.report.picture.passage import passage_picture
from fxroute.report.picture.scene import Scene
from fxroute.report.picture.tables import (
    alternatives_table,
    facts_list,
    legs_table,
    routes_table,
    ruled_out_table,
    sources_table,
)
from fxroute.report.picture.timeline import shown_kinds, timeline_picture
from fxroute.report.picture.waterfall import waterfall_picture
from fxroute.report.question import question_facts, question_title
from fxroute.report.sentence import standing_in, standing_sentence
from fxroute.report.summary import summary_meanings, summary_title

__all__ = [
    "alternatives_part",
    "answer_text",
    "front_part",
    "head_part",
    "inputs_part",
    "route_body",
    "route_line",
    "ruled_out_part",
    "timeline_figure",
    "warning_texts",
    "warnings_part",
]

_KEYS = (
    ("move", "picture_key_moves"),
    ("deal", "picture_key_converts"),
    ("wait", "picture_key_waits"),
    ("closed", "picture_key_closed"),
    ("late", "picture_key_late"),
    ("cut", "picture_key_cut_off"),
)


# The head


def head_part(scene: Scene) -> Markup:
    """Return the question, the answer in a sentence, what to beware of, and the terms of the question."""
    payment, words = scene.payment, scene.words
    told = [
        (words("picture_debtor"), payment.debtor),
        (words("picture_creditor"), payment.creditor),
        (words("picture_purpose"), payment.purpose),
    ]
    facts = question_facts(payment, scene.plan.bounds, scene.network, scene.notation)
    return element(
        "header",
        element("h1", question_title(payment, scene.notation)),
        element("p", answer_text(scene), class_="answer"),
        warnings_part(scene),
        facts_list([*told, *facts]),
    )


def answer_text(scene: Scene) -> str:
    """Return the answer in one sentence."""
    plan, words = scene.plan, scene.words
    if not plan.routes:
        return words("picture_none")
    route = plan.routes[0]
    is_forward = scene.payment.at is not None
    legs = route.legs
    when = (route.credited_at, legs[-1].to_zone) if is_forward else (route.starts_at, legs[0].from_zone)
    count = len(plan.routes)
    return words(
        "picture_answer_send" if is_forward else "picture_answer_start",
        which=words("picture_only") if count == 1 else words("picture_first_of", count=count),
        delivered=money_text(route.delivered),
        when=scene.notation.instant(*when),
        debited=money_text(route.total_debit),
        loss=words("bp", number=number_text(route.loss.bp)),
    )


def warnings_part(scene: Scene, *, level: int = 2) -> Markup:
    """Return what to beware of, in a frame; nothing where there is nothing."""
    found = warning_texts(scene)
    if not found:
        return Markup("")
    items = element("ul", *(element("li", text) for text in found))
    return element("section", element(f"h{level}", scene.words("picture_warnings")), items, class_="warnings")


def warning_texts(scene: Scene) -> list[str]:
    """Say of the first route what it rests on; of the answer, whether it is all of it."""
    plan, words = scene.plan, scene.words
    found = [] if plan.complete else [words("picture_warning_incomplete", why=plan.why_incomplete)]
    if not plan.routes:
        return found
    route, n = plan.routes[0], scene.mark(plan.routes[0])
    priors = route.evidence.count(Confidence.PRIOR)
    if priors:
        records = words.counted("evidence_records", sum(count for _, count in route.evidence.counts))
        told = words.counted("evidence_priors", priors)
        found.append(words("picture_warning_priors", n=n, priors=told, records=records))
    gaps = list_unknowns(route.legs, scene.network)
    stale = max((gap.days for gap in gaps if gap.kind is UnknownKind.STALE_RATE), default=0)
    if stale:
        found.append(words("picture_warning_stale", n=n, days=stale))
    if route.delivered_status is RateStatus.INDICATIVE:
        found.append(words("picture_warning_indicative", n=n))
    marks = {"provisional": route.provisional, "tied": route.tied}
    return found + [words(f"picture_warning_{mark}", n=n) for mark, is_so in marks.items() if is_so]


# The front


def front_part(scene: Scene) -> Markup:
    """Return picture and table of all routes; nothing without any."""
    plan, words = scene.plan, scene.words
    if not plan.routes:
        return Markup("")
    notes = summary_meanings(plan.routes, scene.network, scene.notation)
    if plan.complete:
        notes.append(words("front_complete"))
    return element(
        "section",
        element("h2", words("picture_front")),
        _figure(front_picture(scene), words("picture_front_legend") if plan.alternatives else ""),
        element("h3", summary_title(plan, scene.notation)),
        routes_table(scene),
        *(element("p", note, class_="soft") for note in notes),
    )


def _figure(picture: Markup, caption: str) -> Markup:
    """Return a picture with its caption below it; nothing where there is no picture."""
    if not picture:
        return Markup("")
    told = element("figcaption", caption) if caption else Markup("")
    return joined(element("figure", picture), told)


# One route


def route_line(scene: Scene, route: Route) -> Markup:
    """Return the line by which a folded route is known."""
    is_forward = scene.payment.at is not None
    zone = route.legs[-1].to_zone if is_forward else route.legs[0].from_zone
    when = scene.notation.instant(route.credited_at if is_forward else route.starts_at, zone)
    amount = money_text(route.delivered if scene.is_send else route.total_debit)
    title = detail_title(route, scene.plan, scene.notation).split(" · ")[0]
    return joined(f"{title} · {amount} ", element("span", f"· {when}", class_="soft"))


def route_body(scene: Scene, route: Route, *, level: int = 3) -> Markup:
    """Return the pictures and tables of one route, headings from `level` on."""
    words = scene.words
    heading = f"h{level}"
    unknowns = unknown_lines(route, scene.network, scene.notation)
    items = element("ul", *(element("li", line) for line in unknowns))
    return joined(
        element("p", standing_sentence(standing_in(route, scene.plan), scene.notation)),
        element(heading, words("picture_line")),
        passage_picture(scene, route),
        element(heading, words("picture_timeline")),
        timeline_figure(scene, route),
        element(heading, words("picture_loss")),
        element("div", waterfall_picture(scene, route), class_="scroll"),
        facts_list(detail_facts(route, scene.plan, scene.notation)),
        _folded(words("picture_legs"), legs_table(scene, route)),
        _folded(words("picture_evidence"), sources_table(scene, route)),
        _folded(words("unknowns"), items) if unknowns else Markup(""),
    )


def timeline_figure(scene: Scene, route: Route, *, row: float = 34.0) -> Markup:
    """Return the timeline with the key to its colours."""
    return joined(element("figure", timeline_picture(scene, route, row=row)), _key_list(scene, route))


def _key_list(scene: Scene, route: Route) -> Markup:
    """Return what the colours of a timeline mean, of those that it has."""
    kinds = shown_kinds(scene, route)
    items = [element("li", element("i", class_=f"k-{kind}"), scene.words(key)) for kind, key in _KEYS if kind in kinds]
    return element("ul", *items, class_="key")


def _folded(title: str, inner: str) -> Markup:
    return element("details", element("summary", title), inner)


# What was left out, and from what the answer was made


def alternatives_part(scene: Scene) -> Markup:
    """Return the next-best ways, each with its line of institutions."""
    plan = scene.plan
    if not plan.alternatives or not plan.routes:
        return Markup("")
    folded = [
        element("details", element("summary", route_line(scene, route)), passage_picture(scene, route))
        for route in plan.alternatives
    ]
    return element("section", element("h2", scene.words("alternatives")), alternatives_table(scene), *folded)


def ruled_out_part(scene: Scene) -> Markup:
    """Return what fell out and why; nothing when nothing is told."""
    if not scene.plan.ruled_out:
        return Markup("")
    return element("section", element("h2", scene.words("ruled_out")), ruled_out_table(scene))


def inputs_part(scene: Scene) -> Markup:
    """Return from what the answer was made, hashes in full."""
    words, inputs = scene.words, scene.plan.inputs
    as_of = words("none") if inputs.rates_as_of is None else f"{scene.notation.utc(inputs.rates_as_of)} UTC"
    rows: Sequence[tuple[str, str]] = [
        (words("picture_input_network"), inputs.network_sha256),
        (words("picture_input_rates"), inputs.rates_sha256),
        (words("picture_input_as_of"), as_of),
        (words("picture_input_version"), words.counted("input_version", scene.plan.labels, version=inputs.version)),
    ]
    return element("section", element("h2", words("inputs")), facts_list(rows))
