"""The page of a plan: whole, self-contained, true to the plan, and deaf to what names hold."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from types import MappingProxyType

import pytest

from fxroute import Bounds, Confidence, Money, Network, Payment, Plan, Planner
from fxroute.model import Institution, Opening, Reason, RecordAllowed, RuledOut
from fxroute.report import notebook_html, plan_html, route_html
from fxroute.report.picture.markup import element, plain
from fxroute.report.picture.scale import AmountScale, TimeScale, cut_to
from fxroute.sources import load_planner
from tests.report.pages import Node, read_page

AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}
AT = "2026-11-24T09:30+08:00"
QUESTIONS: dict[str, tuple[Payment, Bounds | None]] = {
    "many": (Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=AT, **AGENTS), None),
    "few": (
        Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=AT, **AGENTS),
        Bounds(conversions_max=1, intermediaries_max=0),
    ),
    "none": (
        Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=AT, **AGENTS),
        Bounds(evidence_floor=Confidence("medium")),
    ),
    "deadline": (
        Payment.send(Money("2000000.00", "CNY"), receive="SAR", arrive_by="2026-11-26T15:00+03:00", **AGENTS),
        Bounds(conversions_max=1),
    ),
    "receipt": (
        Payment.receive(Money("1000000.00", "SAR"), send="CNY", at=AT, charge_bearer="DEBT", **AGENTS),
        Bounds(conversions_max=1),
    ),
}
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "\u202egro.live\u202c \u200f\u2067name",
    "null\x00bell\x07line\u2028separator\ud800",
    "</title></svg></style><!-- ",
    "{subject} %s &amp; &#x3c;b&#x3e;",
    "مصرف الراجحي",
    "中国银行股份有限公司青岛市分行国际结算部" * 4,
)


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


@pytest.fixture(scope="module")
def plans(planner: Planner) -> dict[str, Plan]:
    return {name: planner.plan(payment, bounds) for name, (payment, bounds) in QUESTIONS.items()}


@pytest.fixture(scope="module")
def pages(planner: Planner, plans: dict[str, Plan]) -> dict[tuple[str, str], str]:
    return {
        (name, lang): plan_html(plan, planner.network, planner.rates, lang=lang)
        for name, plan in plans.items()
        for lang in ("en", "zh")
    }


CASES = [(name, lang) for name in QUESTIONS for lang in ("en", "zh")]
EACH = pytest.mark.parametrize("case", CASES, ids="-".join)


def main_of(page: str) -> Node:
    return read_page(page).all("main")[0]


# Whole and self-contained


@EACH
def test_a_page_is_well_formed_and_says_its_language(
    case: tuple[str, str], pages: Mapping[tuple[str, str], str]
) -> None:
    page = pages[case]
    html = read_page(page).all("html")[0]

    assert page.startswith("<!DOCTYPE html>\n<html")
    assert html.attributes["lang"] == {"en": "en", "zh": "zh-Hans"}[case[1]]
    assert len(html.all("title")) > 0
    assert len(html.all("h1")) == 1
    levels = [int(node.tag[1]) for node in html.all("main")[0] if re.fullmatch(r"h[1-6]", node.tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert all(node.attributes.get("scope") in {"row", "col"} for node in html.all("th"))


@EACH
def test_a_page_fetches_nothing_and_runs_nothing(case: tuple[str, str], pages: Mapping[tuple[str, str], str]) -> None:
    page = pages[case]
    nodes = list(read_page(page))
    policies = [node.attributes["content"] for node in nodes if node.attributes.get("http-equiv")]

    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    assert not {"script", "link", "img", "iframe", "object", "embed", "a", "use", "image"} & {
        node.tag for node in nodes
    }
    names = {name for node in nodes for name in node.attributes}
    assert not {"src", "href", "xlink:href", "srcset", "action"} & names
    assert not [name for name in names if name.startswith("on")]
    assert not re.search(r"https?://|url\(|@import|@font-face|javascript:", page)


def test_equal_plans_have_equal_bytes(
    planner: Planner, plans: dict[str, Plan], pages: Mapping[tuple[str, str], str]
) -> None:
    payment, bounds = QUESTIONS["few"]
    again = load_planner().plan(payment, bounds)

    assert plan_html(again, planner.network, planner.rates) == pages["few", "en"]
    assert plan_html(plans["few"], planner.network, planner.rates, lang="zh") == pages["few", "zh"]


def test_every_picture_has_a_title_and_says_in_words_what_it_shows(pages: Mapping[tuple[str, str], str]) -> None:
    for page in pages.values():
        for svg in read_page(page).all("svg"):
            if svg.attributes.get("aria-hidden") != "true":
                assert svg.attributes["role"] == "img"
                assert svg.attributes["aria-label"]
                assert [node.tag for node in svg][:2] == ["title", "desc"]


# True to the plan


@EACH
def test_every_route_stands_on_the_page_with_its_amount(
    case: tuple[str, str], pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    plan, text = plans[case[0]], main_of(pages[case]).text()

    for route in (*plan.routes, *plan.alternatives):
        amount = route.delivered if plan.payment.side.value == "send" else route.total_debit
        assert f"{amount.currency.code} {amount.amount:,}" in text
    assert plan.inputs.network_sha256 in text
    assert plan.inputs.rates_sha256 in text


def test_the_front_has_a_dot_for_every_way_and_names_each_once(
    pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    for name in ("many", "few", "deadline", "receipt"):
        plan, front = plans[name], main_of(pages[name, "en"]).all("svg", "front")[0]
        marks = [str(n + 1) for n in range(len(plan.routes))] + [f"A{n + 1}" for n in range(len(plan.alternatives))]
        dots = front.all("circle")

        assert len(dots) == len(marks)
        assert len([dot for dot in dots if "other" in dot.kinds]) == len(plan.alternatives)
        assert sorted(node.text() for node in front.all("tspan", "number")) == sorted(marks)


def test_dots_stand_in_the_order_of_amounts_and_times(
    pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    plan = plans["many"]
    dots = main_of(pages["many", "en"]).all("svg", "front")[0].all("circle")[::-1]
    places = {dot.text().split(" ")[0]: (dot.number("cx"), dot.number("cy")) for dot in dots}

    for n, one in enumerate(plan.routes, 1):
        for m, other in enumerate(plan.routes, 1):
            if one.credited_at < other.credited_at:
                assert places[str(n)][0] <= places[str(m)][0]
            if one.delivered > other.delivered:
                assert places[str(n)][1] <= places[str(m)][1]


def timelines(page: str) -> list[Node]:
    return main_of(page).all("svg", "timeline")


@pytest.mark.parametrize("name", ["many", "few", "deadline", "receipt"])
def test_a_timeline_has_a_bar_for_every_leg_and_a_wait_where_one_leg_begins_after_the_other(
    name: str, pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    pictures = timelines(pages[name, "en"])
    routes = plans[name].routes

    assert len(pictures) == len(routes)
    for picture, route in zip(pictures, routes, strict=True):
        ends = [route.starts_at, *(leg.ends_at for leg in route.legs)]
        waits = [leg for leg, before in zip(route.legs, ends, strict=False) if leg.starts_at > before]
        assert len(picture.all("rect", "bar")) == len(route.legs)
        assert len(picture.all("rect", "deal")) == route.conversions
        assert len(picture.all("rect", "wait")) == len(waits)


def test_what_is_shaded_is_as_long_as_the_hours_are_closed(
    planner: Planner, pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    """Widths are rounded to a tenth of a pixel; a stretch of time has some 680 of them."""
    for picture, route in zip(timelines(pages["many", "en"]), plans["many"].routes, strict=True):
        hours = planner.hours(route)
        span = hours[0].last - hours[0].first
        closed = sum((end - start for each in hours for start, end in each.closed()), timedelta())
        width = sum(node.number("width") for node in picture.all("rect", "closed") if "band" not in node.kinds)
        cut_offs = sum(each.first <= opening.cut_off <= each.last for each in hours for opening in each.openings)

        assert width == pytest.approx(closed / span * whole_of(picture), abs=0.1 * 9 * len(hours))
        assert len(picture.all("line", "cut")) == cut_offs


def whole_of(picture: Node) -> float:
    """How many pixels the stretch has that a timeline shows, from its bands of days."""
    bands = picture.all("rect", "band")
    left = min(node.number("x") for node in bands)
    return max(node.number("x") + node.number("width") for node in bands) - left


@pytest.mark.parametrize("name", ["many", "few", "deadline", "receipt"])
def test_a_waterfall_adds_up_to_the_last_minor_unit(
    name: str, pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    tables = main_of(pages[name, "en"]).all("table", "waterfall")

    assert len(tables) == len(plans[name].routes)
    for table, route in zip(tables, plans[name].routes, strict=True):
        amounts = [money(row.all("td")[0].text()) for row in table.all("tbody")[0].all("tr")]
        start, *parts, delivered, lost = amounts
        assert start + sum(parts) == delivered == int(route.delivered.amount * 100)
        assert lost == start - delivered
        assert len(table.all("svg")) == len(parts) + 1


def money(text: str) -> int:
    """`SAR −1,385.03` is -138503."""
    return int(text.split(" ")[1].replace(",", "").replace(".", "").replace("−", "-"))


@pytest.mark.parametrize("name", ["many", "few", "deadline", "receipt"])
def test_the_line_of_institutions_has_a_stop_for_each_and_every_leg_once(
    name: str, pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    page = main_of(pages[name, "en"])
    plan = plans[name]

    for line, route in zip(page.all("ol", "passage"), (*plan.routes, *plan.alternatives), strict=True):
        moves = sum(leg.from_id != leg.to_id for leg in route.legs)
        badges = [int(node.text()) for node in line.all("span", "badge")]
        assert len(line.all("li", "stop")) == moves + 1
        assert sorted(badges) == [leg.n for leg in route.legs]


def test_without_a_route_the_page_says_what_stands_in_the_way(
    pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    text = main_of(pages["none", "en"]).text()
    out = plans["none"].ruled_out[0]

    assert "There is no route" in text
    assert "evidence below the floor" in text
    assert out.limit in text
    assert out.opens_if in text


def test_the_head_warns_of_priors_stale_rates_and_what_is_incomplete(
    planner: Planner, plans: dict[str, Plan], pages: Mapping[tuple[str, str], str]
) -> None:
    warned = main_of(pages["many", "en"]).all("section", "warnings")[0].text()
    short = replace(plans["few"], complete=False, why_incomplete="the work bound was reached")
    told = main_of(plan_html(short, planner.network, planner.rates)).all("section", "warnings")[0].text()

    assert "14 priors of 24 records" in warned
    assert "6 days old" in warned
    assert "the work bound was reached" in told


# What is printed


@EACH
def test_one_sheet_is_printed(
    case: tuple[str, str], pages: Mapping[tuple[str, str], str], plans: dict[str, Plan]
) -> None:
    page = pages[case]
    sheets = read_page(page).all("section", "sheet")

    assert "@page{size:A4 landscape" in page
    assert len(sheets) == 1
    if plans[case[0]].routes:
        assert len(sheets[0].all("svg", "timeline")) == len(sheets[0].all("svg", "front")) == 1
        assert len(sheets[0].all("table", "waterfall")) == 1


# What names hold


@pytest.fixture(scope="module")
def hostile(planner: Planner) -> Network:
    """The shipped network, every institution under a name that means harm."""
    renamed = {
        unit.id: replace(unit, name=HOSTILE[at % len(HOSTILE)])
        for at, unit in enumerate(planner.network.institutions.values())
    }
    records = {name: renamed.get(name, record) for name, record in planner.network.records.items()}
    return replace(
        planner.network,
        institutions=MappingProxyType(dict[str, Institution](renamed)),
        records=MappingProxyType(records),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_and_no_text_of_the_payment_becomes_markup(
    text: str, planner: Planner, plans: dict[str, Plan], hostile: Network
) -> None:
    tame = read_page(plan_html(plans["many"], planner.network, planner.rates))
    plan = replace(
        plans["many"],
        payment=replace(plans["many"].payment, debtor=text, creditor=text, purpose=text),
        ruled_out=(
            RuledOut(
                option=text,
                reason=Reason.AVOIDED,
                where=text,
                limit=text,
                value=text,
                openings=(Opening((RecordAllowed(text),)),),
            ),
        ),
    )
    page = plan_html(plan, hostile, planner.rates)
    wild = read_page(page)

    assert {node.tag for node in wild} == {node.tag for node in tame}
    assert {name for node in wild for name in node.attributes} == {name for node in tame for name in node.attributes}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert plain(text) in wild.text()
    page.encode()


def test_text_is_escaped_in_children_and_attributes_and_markup_is_not() -> None:
    inner = element("b", "<&>\"'")

    assert inner == "<b>&lt;&amp;&gt;&quot;&#x27;</b>"
    assert element("i", inner, title='"><', class_="x", aria_label="\u202e", data_n=None, x=1.25, y=2.0) == (
        f'<i title="&quot;&gt;&lt;" class="x" aria-label="\\u202e" x="1.2" y="2">{inner}</i>'
    )
    assert element("br") == "<br>"


# Notebooks


def test_a_plan_shows_itself_in_a_notebook_with_the_same_parts(plans: dict[str, Plan]) -> None:
    plan = plans["few"]
    shown = plan._repr_html_()
    assert shown is not None
    piece = read_page(shown)

    assert shown == notebook_html(plan)
    assert len(piece.all("svg", "timeline")) == len(plan.routes)
    assert not {"html", "head", "body", "meta", "script"} & {node.tag for node in piece}
    assert all(rule.strip().startswith((".fxroute", "@", "}")) for rule in rules(piece.all("style")[0].text()))
    assert "有" not in shown
    assert "到账" in notebook_html(plan, lang="zh")


def rules(style: str) -> list[str]:
    return [rule.split("{")[0] for rule in re.split(r"(?<=\})\s*", style) if rule.strip() and rule.strip() != "}"]


def test_a_plan_that_lost_its_ground_shows_its_repr(plans: dict[str, Plan]) -> None:
    bare = replace(plans["few"], ground=None)

    assert bare == plans["few"]
    assert bare._repr_html_() is None
    assert notebook_html(bare) == ""
    assert route_html(bare.routes[0], bare) == ""
    assert "ground" not in repr(bare)


def test_one_route_is_shown_alone(plans: dict[str, Plan]) -> None:
    piece = read_page(route_html(plans["few"].routes[1], plans["few"], lang="zh"))

    assert len(piece.all("svg", "timeline")) == 1
    assert "路径 2" in piece.text()


def test_a_route_whose_hours_are_not_known_is_drawn_without_them(plans: dict[str, Plan]) -> None:
    plan = plans["few"]
    legs = tuple(replace(leg, via="", records=(), assumptions=(), cut_off=None) for leg in plan.routes[0].legs)
    bare = replace(plan.routes[0], legs=legs)
    picture = read_page(route_html(bare, plan)).all("svg", "timeline")[0]

    assert len(picture.all("rect", "bar")) == len(legs)
    assert not [node for node in picture.all("rect", "closed") if "band" not in node.kinds]
    assert not picture.all("line", "cut")


# Scales


def test_ticks_are_full_local_times_and_never_too_many() -> None:
    start = datetime.fromisoformat("2026-03-28T20:13+00:00")
    for hours in (1, 3, 7, 26, 49, 200, 2000, 40_000):
        scale = TimeScale(start, start + timedelta(hours=hours), 0, 100)
        step, ticks = scale.ticks("Europe/London", 7)
        assert len(ticks) <= 7
        assert len(ticks) >= 2 or hours == 1
        assert ticks == sorted(set(ticks))
        assert step >= 1440 or all(tick.minute % min(step, 60) == 0 for tick in ticks)
        assert all(0 <= scale.at(tick) <= 100 for tick in ticks)


@pytest.mark.parametrize("amounts", [[0], [1], [5, 6], [112_410_860, 112_492_214], [10**17, 10**17 + 1], [0, 10**12]])
def test_amount_ticks_are_round_and_within(amounts: list[int]) -> None:
    scale = AmountScale.over(amounts, bottom=100, top=0)
    ticks = scale.ticks()

    assert 1 <= len(ticks) <= 8
    assert all(scale.least <= tick <= scale.most for tick in ticks)
    steps = {later - earlier for earlier, later in pairwise(ticks)}
    assert all(str(step).rstrip("0") in {"1", "2", "5"} for step in steps)
    assert all(0 <= scale.at(amount) <= 100 for amount in amounts)


def test_a_text_is_cut_where_its_room_ends() -> None:
    assert cut_to("Riyad Bank", 200, 12) == "Riyad Bank"
    assert cut_to("中国银行青岛市分行", 60, 12) == "中国银行…"
    assert cut_to("Riyad Bank", 1, 12) == "…"
