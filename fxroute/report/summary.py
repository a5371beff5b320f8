"""The summary: one row for each route of the answer."""

from collections.abc import Sequence

from fxroute.model import Route, ServiceFunction, Side
from fxroute.network import Network
from fxroute.network.zone import zone_of
from fxroute.plan import STALE_AFTER_MINUTES, Plan, UnknownKind, list_unknowns
from fxroute.plan.standing import money_text
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import Page
from fxroute.report.table import Column

__all__ = ["add_summary", "summary_columns", "summary_meanings", "summary_rows", "summary_title"]

_MARKS_LEAST = 12


def add_summary(page: Page, plan: Plan, network: Network, notation: Notation) -> None:
    """Add the table of routes, what its words mean, and whether it is complete."""
    words = notation.words
    page.heading(summary_title(plan, notation))
    if plan.routes:
        _add_balances(page, plan.routes, network, notation)
        page.table(summary_columns(plan, notation), summary_rows(plan, network, notation))
        for line in summary_meanings(plan.routes, network, notation):
            page.line(line)
    if not plan.complete:
        page.line(words("front_incomplete", why=plan.why_incomplete))
    elif plan.routes:
        page.line(words("front_complete"))


def summary_title(plan: Plan, notation: Notation) -> str:
    """Return how many routes there are, and in which order."""
    words, count = notation.words, len(plan.routes)
    if count < 2:
        return words("route_one" if count else "no_routes")
    ordering = words(f"ordering_{plan.ordering}", percent=plan.carry_rate_percent)
    return words("routes", count=count, ordering=ordering)


def _add_balances(page: Page, routes: Sequence[Route], network: Network, notation: Notation) -> None:
    accounts = {
        gap.record for route in routes for gap in list_unknowns(route.legs, network) if gap.kind is UnknownKind.BALANCE
    }
    if accounts:
        page.line(notation.words.counted("balances", len(accounts)))


def summary_columns(plan: Plan, notation: Notation) -> list[Column]:
    """Return the columns of the table of routes."""
    words, payment = notation.words, plan.payment
    claimed = [Column(words("claimed"), is_right=True, is_whole=True)] if _has_claims(plan) else []
    return [
        Column(words("number"), is_right=True),
        Column(words("delivered" if payment.side is Side.SEND else "total_debit"), is_right=True, is_whole=True),
        *claimed,
        Column(words("credited_at" if payment.at is not None else "latest_start"), is_whole=True),
        Column(words("conversions"), is_right=True),
        Column(words("intermediaries"), is_right=True),
        Column(words("cost_bp"), is_right=True),
        Column(words("evidence"), is_whole=True),
        Column(words("status"), is_whole=True),
        Column(words("marks"), least=_MARKS_LEAST),
    ]


def summary_rows(plan: Plan, network: Network, notation: Notation) -> list[list[str]]:
    """Return one row for each route."""
    payment, is_forward = plan.payment, plan.payment.at is not None
    function = ServiceFunction.CREDIT if is_forward else ServiceFunction.DEBIT
    zone = zone_of(network, payment.creditor_agent if is_forward else payment.debtor_agent, function)
    has_claims = _has_claims(plan)
    return [
        [
            str(n),
            money_text(route.delivered if payment.side is Side.SEND else route.total_debit),
            *([money_text(route.claimed)] if has_claims else []),
            notation.instant(route.credited_at if is_forward else route.starts_at, zone),
            str(route.conversions),
            str(route.intermediaries),
            number_text(route.loss.bp),
            notation.evidence_short(route.evidence),
            notation.words(f"status_{route.delivered_status}") if route.conversions else "–",
            notation.words("list_comma").join(notation.words(f"mark_{mark}") for mark in _marks(route, network)),
        ]
        for n, route in enumerate(plan.routes, 1)
    ]


def _has_claims(plan: Plan) -> bool:
    return any(route.claimed.amount for route in plan.routes)


def _marks(route: Route, network: Network) -> list[str]:
    marks = {"tied": route.tied, "stale": _stale_days(route, network), "provisional": route.provisional}
    return [mark for mark, is_set in marks.items() if is_set]


def _stale_days(route: Route, network: Network) -> int:
    """How old the oldest stale rate of a route is when dealt, in whole days; 0 without one."""
    gaps = list_unknowns(route.legs, network)
    return max((gap.days for gap in gaps if gap.kind is UnknownKind.STALE_RATE), default=0)


def summary_meanings(routes: Sequence[Route], network: Network, notation: Notation) -> list[str]:
    """Return what stands in the columns of evidence and marks; only the marks that are there."""
    words, days = notation.words, STALE_AFTER_MINUTES // 1440
    oldest = max(_stale_days(route, network) for route in routes)
    lines = [words("evidence_meaning")]
    for mark in dict.fromkeys(mark for route in routes for mark in _marks(route, network)):
        is_old = mark == "stale" and oldest > days
        lines.append(words(f"{mark}_meaning{'_oldest' if is_old else ''}", days=days, oldest=oldest))
    return lines
