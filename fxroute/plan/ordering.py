"""Orderings: named ways to read a front from first to last, and the sentence that says why a route stands there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from fxroute.errors import InvalidValue, UsageError
from fxroute.model import Payment, Route, Side
from fxroute.plan.standing import amount_of, sentence, standing_of

__all__ = ["ORDERINGS", "explained_without", "parse_percent", "placed"]

ORDERINGS = ("delivered", "fastest", "fewest", "all_in")
_BP = Decimal("0.01")


def placed(
    routes: Sequence[Route],
    others: Sequence[Route],
    payment: Payment,
    *,
    ordering: str,
    carry_rate_percent: Decimal,
    is_complete: bool = True,
) -> tuple[Route, ...]:
    """Return the routes in order, each with its sentence and its break-even.

    Args:
        routes: the front.
        others: further ways that the front leaves out; compared with, not ordered.
        payment: the question.
        ordering: `delivered` (most arrives, or least is debited), `fastest`, `fewest` (intermediaries, then
            conversions), `all_in` (amount less carry for the days in transit).
        carry_rate_percent: yearly rate, actual/360, for `all_in`.
        is_complete: the front is proved to be all of it; else the sentences claim no more than what was found.

    Raises:
        UsageError: an ordering of another name.
    """
    if ordering not in ORDERINGS:
        raise UsageError(
            what=f"{ordering!r} is no ordering", where="ordering", mend=f"use one of {', '.join(ORDERINGS)}"
        )
    ordered = sorted(routes, key=_key(payment, ordering, carry_rate_percent))
    return tuple(_explained(route, ordered, others, payment, is_complete=is_complete) for route in ordered)


def explained_without(route: Route, without: str, payment: Payment) -> Route:
    """Return a next-best way, found without an institution or a pair of currencies, with its sentence."""
    named = replace(route, without=without)
    return replace(named, because=sentence(standing_of(named, (), (), payment)))


def parse_percent(text: str, *, where: str) -> Decimal:
    """Read a yearly rate in per cent, as text.

    Raises:
        InvalidValue: no plain decimal, or outside 0 to 1000.
    """
    try:
        percent = Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        percent = Decimal("NaN")
    if not percent.is_finite() or not 0 <= percent <= 1000:
        raise InvalidValue(
            what=f"{text!r} is no yearly rate in per cent",
            where=where,
            mend='write it as text from "0" to "1000": "3.5"',
        )
    return percent


def _instant(route: Route, payment: Payment) -> datetime | timedelta:
    """Instant as a quantity of which less is better."""
    return (
        route.credited_at
        if payment.at is not None
        else datetime.max.replace(tzinfo=route.starts_at.tzinfo) - route.starts_at
    )


def _key(payment: Payment, ordering: str, carry_rate_percent: Decimal) -> Callable[[Route], tuple[object, ...]]:
    def carried(route: Route) -> Fraction:
        minutes = int((route.credited_at - route.starts_at).total_seconds()) // 60
        amount = amount_of(route, payment)
        return amount + abs(amount) * Fraction(carry_rate_percent) / 100 * minutes / (360 * 1440)

    def key(route: Route) -> tuple[object, ...]:
        amount, instant = amount_of(route, payment), _instant(route, payment)
        counts = (route.intermediaries, route.conversions)
        if ordering == "fastest":
            return (instant, amount, *counts, route.id)
        if ordering == "fewest":
            return (*counts, amount, instant, route.id)
        if ordering == "all_in":
            return (carried(route), instant, *counts, route.id)
        return (amount, instant, *counts, route.id)

    return key


def _explained(
    route: Route, ordered: Sequence[Route], others: Sequence[Route], payment: Payment, *, is_complete: bool
) -> Route:
    rival = _rival(route, ordered, others, payment)
    return replace(
        route,
        because=sentence(standing_of(route, ordered, others, payment, is_complete=is_complete)),
        break_even_bp=None if rival is None else _lead_bp(route, rival, payment),
        break_even_against="" if rival is None else rival.id,
    )


def _rival(route: Route, ordered: Sequence[Route], others: Sequence[Route], payment: Payment) -> Route | None:
    """Return the next-best way that converts otherwise, where there is none the next-best way.

    Ways that differ in the day of delivery or in one bank are level or nearly so whatever the spread; a break-even
    tells something against straight for crossed, or one vehicle currency for another.
    """
    rivals = [other for other in (*ordered, *others) if other.id != route.id]
    otherwise = [other for other in rivals if _pairs(other) != _pairs(route)]
    return min(otherwise or rivals, key=lambda other: (amount_of(other, payment), other.id), default=None)


def _pairs(route: Route) -> list[frozenset[str]]:
    return [frozenset({leg.rate.pair.base, leg.rate.pair.quote}) for leg in route.legs if leg.rate is not None]


def _lead_bp(route: Route, rival: Route, payment: Payment) -> Decimal:
    mine, theirs = abs(amount_of(route, payment)), abs(amount_of(rival, payment))
    lead = mine - theirs if payment.side is Side.SEND else theirs - mine
    return (Decimal(lead) * 10_000 / Decimal(mine)).quantize(_BP)
