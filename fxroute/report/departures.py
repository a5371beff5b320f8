"""A departure profile: stretches of starting instants, and what each of them leads to."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from fxroute.model import Payment, Route, ServiceFunction, Side, to_minor
from fxroute.network import Network
from fxroute.network.zone import zone_of
from fxroute.plan import Window
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["departures_text"]


def departures_text(
    windows: Sequence[Window],
    payment: Payment,
    network: Network,
    *,
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return a departure profile as text: one row for each stretch of starts with one and the same front.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    page = Page(width=width, is_styled=is_styled)
    start = zone_of(network, payment.debtor_agent, ServiceFunction.DEBIT)
    end = zone_of(network, payment.creditor_agent, ServiceFunction.CREDIT)
    if windows:
        first, last = notation.instant(windows[0].first, start), notation.instant(windows[-1].last, start)
        page.heading(words("departures", first=first, last=last))
        page.line(words("departures_zones", start=start, end=end))
    currency = payment.creditor_currency if payment.side is Side.SEND else payment.debtor_currency
    columns = [
        Column(words("departures_from"), is_whole=True),
        Column(words("departures_until"), is_whole=True),
        Column(words("departures_best", currency=currency), is_right=True, is_whole=True),
        Column(words("departures_best_at")),
        Column(words("departures_fastest")),
        Column(words("departures_fastest_amount", currency=currency), is_right=True, is_whole=True),
        Column(words("departures_routes"), is_right=True),
    ]
    stretches = [tuple(stretch) for _, stretch in groupby(windows, _ways)]
    page.table(columns, [_row(stretch, payment, notation, start, end) for stretch in stretches])
    if not all(window.complete for window in windows):
        page.line(words("departures_incomplete"))
    return page.text()


def _ways(window: Window) -> tuple[object, ...]:
    """What two stretches have in common when only the minute of the credit tells them apart."""
    points = tuple((route.id, to_minor(route.delivered), to_minor(route.total_debit)) for route in window.routes)
    return window.complete, points


def _row(stretch: Sequence[Window], payment: Payment, notation: Notation, start: str, end: str) -> list[str]:
    first, last = stretch[0], stretch[-1]
    starts = [notation.day_and_time(first.first, start), notation.day_and_time(last.last, start)]
    if not first.routes:
        return [*starts, "–", "–", "–", "–", _count(first)]
    best = [min(window.routes, key=lambda route: _best(route, payment)) for window in (first, last)]
    fastest = [min(window.routes, key=lambda route: _fastest(route, payment)) for window in (first, last)]
    return [
        *starts,
        _amount(best[0], payment),
        _credits(best, notation, end),
        _credits(fastest, notation, end),
        _amount(fastest[0], payment),
        _count(first),
    ]


def _count(window: Window) -> str:
    return f"{len(window.routes)}{'' if window.complete else '*'}"


def _credits(routes: Sequence[Route], notation: Notation, zone: str) -> str:
    first, last = (notation.day_and_time(route.credited_at, zone) for route in routes)
    if first == last:
        return first
    return f"{first}–{last[-5:]}" if first[:-5] == last[:-5] else f"{first} – {last}"


def _best(route: Route, payment: Payment) -> tuple[int, datetime]:
    return _less_is_better(route, payment), route.credited_at


def _fastest(route: Route, payment: Payment) -> tuple[datetime, int]:
    return route.credited_at, _less_is_better(route, payment)


def _amount(route: Route, payment: Payment) -> str:
    money = route.delivered if payment.side is Side.SEND else route.total_debit
    return f"{money.amount:,}"


def _less_is_better(route: Route, payment: Payment) -> int:
    return -to_minor(route.delivered) if payment.side is Side.SEND else to_minor(route.total_debit)
