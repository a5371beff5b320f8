"""The summary: one row for each route of the answer."""

from fxroute.model import Route, ServiceFunction, Side
from fxroute.network import Network
from fxroute.plan import Plan
from fxroute.plan.standing import money_text
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import Column, Page
from fxroute.report.place import zone_of

__all__ = ["add_summary", "marks_of"]


def add_summary(page: Page, plan: Plan, network: Network, notation: Notation) -> None:
    """Add the table of routes, and whether it is complete."""
    words, payment = notation.words, plan.payment
    is_send, is_forward = payment.side is Side.SEND, payment.at is not None
    if not plan.routes:
        page.heading(words("no_routes"))
    elif len(plan.routes) == 1:
        page.heading(words("route_one"))
    else:
        ordering = words(f"ordering_{plan.ordering}")
        page.heading(words("routes", count=len(plan.routes), ordering=ordering))
    if plan.routes:
        function = ServiceFunction.CREDIT if is_forward else ServiceFunction.DEBIT
        zone = zone_of(network, payment.creditor_agent if is_forward else payment.debtor_agent, function)
        has_claims = any(route.claimed.amount for route in plan.routes)
        columns = [
            Column(words("number"), is_right=True),
            Column(words("delivered" if is_send else "total_debit"), is_right=True, is_whole=True),
            *([Column(words("claimed"), is_right=True, is_whole=True)] if has_claims else []),
            Column(words("credited_at" if is_forward else "latest_start"), is_whole=True),
            Column(words("conversions"), is_right=True),
            Column(words("intermediaries"), is_right=True),
            Column(words("cost_bp"), is_right=True),
            Column(words("evidence")),
            Column(words("status")),
            Column(words("marks")),
        ]
        rows = []
        for n, route in enumerate(plan.routes, 1):
            amount = route.delivered if is_send else route.total_debit
            instant = route.credited_at if is_forward else route.starts_at
            rows.append([
                str(n),
                money_text(amount),
                *([money_text(route.claimed)] if has_claims else []),
                notation.instant(instant, zone),
                str(route.conversions),
                str(route.intermediaries),
                number_text(route.loss.bp),
                notation.evidence(route.evidence),
                words(f"status_{route.delivered_status}") if route.conversions else "–",
                marks_of(route, notation),
            ])  # fmt: skip
        page.table(columns, rows)
    if any(route.tied or route.provisional for route in plan.routes):
        page.line(words("marks_meaning"))
    if not plan.complete:
        page.line(words("front_incomplete", why=plan.why_incomplete))
    elif plan.routes:
        page.line(words("front_complete"))


def marks_of(route: Route, notation: Notation) -> str:
    """Return the marks of a route: tied, provisional."""
    marks = [key for key, is_set in (("tied", route.tied), ("provisional", route.provisional)) if is_set]
    return notation.words("list_comma").join(notation.words(f"mark_{mark}") for mark in marks)
