"""The straight conversion against the next-best way: amounts, rates, spreads, and what would make them level."""

from collections.abc import Sequence
from decimal import Decimal

from fxroute.model import Leg, Route, to_minor
from fxroute.plan import Plan
from fxroute.plan.standing import money_text
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["comparison_text", "straight_and_other"]


def straight_and_other(plan: Plan) -> tuple[Route, Route] | None:
    """Return the best route of a plan with one conversion and the best with more; `None` without both."""
    every = sorted((*plan.routes, *plan.alternatives), key=lambda route: (-to_minor(route.delivered), route.id))
    straight = next((route for route in every if route.conversions == 1), None)
    other = next((route for route in every if route.conversions > 1), None)
    return None if straight is None or other is None else (straight, other)


def comparison_text(plan: Plan, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return the straight conversion beside the best way over another currency, with the break-even.

    The text is empty when the plan lacks one of the two.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    pair = straight_and_other(plan)
    if pair is None:
        return ""
    columns = [
        Column(words("demo_way")),
        Column(words("delivered"), is_right=True, is_whole=True),
        Column(words("credited_at")),
        Column(words("demo_rates"), is_whole=True),
        Column(words("loss"), is_right=True),
        Column("bp", is_right=True),
        Column(words("evidence")),
    ]
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("demo_compared"))
    page.table(columns, [_row(route, notation) for route in pair], is_lined=True)
    page.line(_difference(*pair, notation))
    return page.text()


def _row(route: Route, notation: Notation) -> list[str]:
    return [
        _way(route, notation),
        money_text(route.delivered),
        notation.instant(route.credited_at, route.legs[-1].to_zone),
        "\n".join(_rate(leg, notation) for leg in route.legs if leg.rate is not None),
        money_text(route.loss.amount),
        number_text(route.loss.bp),
        notation.evidence(route.evidence),
    ]


def _way(route: Route, notation: Notation) -> str:
    over = _vehicles(route.legs)
    words = notation.words
    return words("demo_over", currencies=words("list_comma").join(over)) if over else words("demo_straight")


def _vehicles(legs: Sequence[Leg]) -> list[str]:
    return [leg.credited.currency.code for leg in legs if leg.rate is not None][:-1]


def _rate(leg: Leg, notation: Notation) -> str:
    rate = leg.rate
    assert rate is not None, "only legs with a rate are shown"
    spread = notation.words("bp", number=number_text(rate.spread_bp))
    return f"{rate.pair} {number_text(rate.dealt)}\n  {number_text(rate.mid)} {spread}"


def _difference(straight: Route, other: Route, notation: Notation) -> str:
    words = notation.words
    lead = straight.delivered - other.delivered
    bp = (lead.amount * 10_000 / straight.delivered.amount).quantize(Decimal("0.01"))
    break_even = words("demo_widen" if lead.amount > 0 else "demo_narrow", bp=number_text(abs(bp)))
    return words(
        "demo_difference",
        gap=money_text(abs(lead)),
        direction=words("demo_more" if lead.amount > 0 else "demo_less"),
        other=_way(other, notation),
        bp=number_text(abs(bp)),
        break_even=break_even,
    )
