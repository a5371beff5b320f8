"""Next-best ways: those that the front leaves out, each beside the first route of the answer."""

from fxroute.model import Route, Side
from fxroute.plan import Plan
from fxroute.plan.standing import money_text
from fxroute.report.notation import Notation, number_text
from fxroute.report.sentence import standing_in, standing_sentence
from fxroute.report.table import Column

__all__ = ["alternative_columns", "alternative_rows"]


def alternative_columns(plan: Plan, notation: Notation) -> list[Column]:
    """Return the columns of the table of next-best ways."""
    words = notation.words
    is_send = plan.payment.side is Side.SEND
    return [
        Column(words("way"), is_whole=True),
        Column(words("reason")),
        Column(words("delivered" if is_send else "total_debit"), is_right=True, is_whole=True),
        Column(words("amount_behind"), is_right=True, is_whole=True),
        Column("bp", is_right=True),
        Column(words("later_by"), is_right=True),
        Column(words("conversions"), is_right=True),
        Column(words("intermediaries"), is_right=True),
        Column(words("through")),
    ]


def alternative_rows(plan: Plan, notation: Notation) -> list[list[str]]:
    """Return one row for each next-best way; there are none without a route."""
    return [_row(n, route, plan, notation) for n, route in enumerate(plan.alternatives, 1)]


def _row(n: int, route: Route, plan: Plan, notation: Notation) -> list[str]:
    first = plan.routes[0]
    if plan.payment.side is Side.SEND:
        amount, behind = route.delivered, first.delivered - route.delivered
        base = first.delivered
    else:
        amount, behind = route.total_debit, route.total_debit - first.total_debit
        base = first.total_debit
    minutes = int((route.credited_at - first.credited_at).total_seconds()) // 60
    if plan.payment.at is None:
        minutes = int((first.starts_at - route.starts_at).total_seconds()) // 60
    sign = "−" if minutes < 0 else ""
    passed = dict.fromkeys(leg.to_id for leg in route.legs[:-1] if leg.to_id != plan.payment.debtor_agent)
    return [
        f"A{n}",
        standing_sentence(standing_in(route, plan), notation),
        money_text(amount),
        money_text(behind),
        number_text((behind.amount * 10_000 / base.amount).quantize(route.loss.bp)),
        f"{sign}{notation.duration(abs(minutes))}",
        str(route.conversions),
        str(route.intermediaries),
        " ".join(passed),
    ]
