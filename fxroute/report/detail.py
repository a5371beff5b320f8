"""One route in full: its sentence, its legs, what it costs, how sure it is, and what is not known."""

from collections.abc import Mapping
from decimal import Decimal

from fxroute.model import Confidence, Money, Route
from fxroute.network import Network
from fxroute.plan import Plan, Unknown, UnknownKind, list_unknowns
from fxroute.plan.standing import money_text
from fxroute.report.legs import add_legs
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import Page
from fxroute.report.sentence import standing_in, standing_sentence

__all__ = ["add_detail", "detail_facts", "detail_title", "reference_of", "unknown_lines"]


def add_detail(
    page: Page, route: Route, plan: Plan, network: Network, quotes: Mapping[str, Confidence], *, notation: Notation
) -> None:
    """Add one route of a plan, or one of its next-best ways."""
    page.heading(detail_title(route, plan, notation))
    page.line(standing_sentence(standing_in(route, plan), notation))
    add_legs(page, route.legs, network, quotes, notation)
    unknowns = unknown_lines(route, network, notation)
    label = notation.words("unknowns")
    page.facts(
        [*detail_facts(route, plan, notation), *((label if at == 0 else "", line) for at, line in enumerate(unknowns))]
    )


def detail_title(route: Route, plan: Plan, notation: Notation) -> str:
    """Return how a page calls a route, and its id."""
    return f"{_capital(reference_of(route.id, plan, notation))} · {route.id}"


def detail_facts(route: Route, plan: Plan, notation: Notation) -> list[tuple[str, str]]:
    """Return what a route costs, when it arrives and how sure that is, label by label."""
    words = notation.words
    return [
        (words("range_debit"), _with_range(route.total_debit, route.debit_range, notation)),
        (words("range_delivered"), _with_range(route.delivered, route.delivered_range, notation)),
        (words("range_credited"), _credited(route, notation)),
        (words("final_at"), _final(route, notation)),
        *_loss(route, notation),
        *_break_even(route, plan, notation),
        (words("evidence"), notation.evidence(route.evidence)),
    ]


def unknown_lines(route: Route, network: Network, notation: Notation) -> list[str]:
    """Return what is not known about a route, leg by leg."""
    return [_unknown(unknown, notation) for unknown in list_unknowns(route.legs, network)]


def reference_of(route_id: str, plan: Plan, notation: Notation) -> str:
    """Return how a page calls a route: by its number, or A and its number among the next-best ways."""
    for n, route in enumerate(plan.routes, 1):
        if route.id == route_id:
            return notation.words("route_ref", n=n)
    ids = [route.id for route in plan.alternatives]
    return notation.words("alternative_ref", n=ids.index(route_id) + 1) if route_id in ids else route_id


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_range(money: Money, ends: tuple[Money, Money], notation: Notation) -> str:
    if ends[0] == ends[1]:
        return money_text(money)
    low, high = money_text(ends[0]), money_text(ends[1])
    return notation.words("with_range", value=money_text(money), low=low, high=high)


def _credited(route: Route, notation: Notation) -> str:
    zone = route.legs[-1].to_zone
    credited = notation.both(route.credited_at, zone)
    low, high = (notation.instant(end, zone) for end in route.credited_range)
    return credited if low == high else notation.words("with_range", value=credited, low=low, high=high)


def _final(route: Route, notation: Notation) -> str:
    at = notation.both(route.final_at, route.legs[-1].to_zone)
    return notation.words("final_value", at=at, value_date=route.value_date.isoformat())


def _loss(route: Route, notation: Notation) -> list[tuple[str, str]]:
    words, loss = notation.words, route.loss
    rows = [(words("loss"), words("loss_value", amount=money_text(loss.amount), bp=number_text(loss.bp)))]
    if loss.conversions:
        legs = [words("loss_leg", amount=money_text(lost), leg=leg) for leg, lost in loss.conversions]
        rows.append((words("loss_conversions"), words("list_comma").join(legs)))
    rows.append((words("loss_charges"), money_text(loss.charges)))
    return rows


def _break_even(route: Route, plan: Plan, notation: Notation) -> list[tuple[str, str]]:
    lead = route.break_even_bp
    if lead is None:
        return []
    words, other = notation.words, reference_of(route.break_even_against, plan, notation)
    key = "break_even_level" if not lead else "break_even_ahead" if lead > Decimal(0) else "break_even_behind"
    return [(words("break_even"), words(key, bp=number_text(abs(lead)), other=other))]


def _unknown(unknown: Unknown, notation: Notation) -> str:
    words = notation.words
    function = words(f"function_{unknown.function}") if unknown.kind is UnknownKind.CHARGE else ""
    return words(
        f"unknown_{unknown.kind}",
        subject=unknown.subject,
        leg=unknown.leg,
        record=unknown.record,
        function=function,
        servicer=unknown.servicer,
        days=unknown.days,
    )
