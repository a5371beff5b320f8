"""A comparison as a page: a column for each answer, then what is different in each, taken apart."""

from collections.abc import Sequence

from fxroute.model import Payment, Route, Side
from fxroute.plan import (
    AmountPart,
    AmountPartKind,
    Comparison,
    Difference,
    FirstRoute,
    RouteChangeKind,
    TimeCause,
    TimePart,
    Variant,
)
from fxroute.plan.standing import money_text
from fxroute.report.compare_sentence import difference_sentence, measured_money, over_text, signed_money
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["compare_text", "variant_name"]

_ROUTES_MAX = 5


def compare_text(comparison: Comparison, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return answers side by side, the first before the others, with the differences of each.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    page = Page(width=width, is_styled=is_styled)
    page.heading(notation.words("compare_title"))
    page.line(_question(comparison.baseline.plan.payment, notation))
    for at in range(len(comparison.differences[0].firsts)):
        _add_ordering(page, comparison, at, notation)
    for difference in comparison.differences:
        _add_difference(page, difference, comparison.baseline, notation)
    return page.text()


def _question(payment: Payment, notation: Notation) -> str:
    words = notation.words
    is_send = payment.side is Side.SEND
    currency = payment.creditor_currency if is_send else payment.debtor_currency
    question = words(f"question_{payment.side}", amount=money_text(payment.instructed_amount), currency=currency)
    agents = words("compare_agents", debtor=payment.debtor_agent, creditor=payment.creditor_agent)
    return words("list_comma").join((question, agents))


def variant_name(variant: Variant, notation: Notation) -> str:
    """Return the name of a variant; what is compared with goes by its own word."""
    return notation.words("compare_as_it_is") if variant.name == "as it is" else variant.name


def _add_ordering(page: Page, comparison: Comparison, at: int, notation: Notation) -> None:
    words = notation.words
    firsts = [difference.firsts[at] for difference in comparison.differences]
    routes = [firsts[0].before, *(first.after for first in firsts)]
    plan = comparison.baseline.plan
    ordering = words(f"ordering_{firsts[0].ordering}", percent=plan.carry_rate_percent)
    page.heading(words("compare_first", ordering=ordering))
    rows = [
        [
            label,
            *(
                "" if route is None else told[row]
                for route, told in zip(routes, _cells(routes, plan.payment, notation), strict=True)
            ),
        ]
        for row, label in enumerate(_labels(plan.payment, notation))
    ]
    if None in routes:
        rows[0][1:] = [
            words("compare_no_route") if route is None else cell
            for route, cell in zip(routes, rows[0][1:], strict=True)
        ]
    titles = [variant_name(variant, notation) for variant in comparison.variants]
    page.table([Column("", is_whole=True), *(Column(title) for title in titles)], rows)


def _labels(payment: Payment, notation: Notation) -> list[str]:
    words = notation.words
    return [
        words("delivered" if payment.side is Side.SEND else "total_debit"),
        words("credited_at" if payment.at is not None else "latest_start"),
        words("cost_bp"),
        words("conversions"),
        words("intermediaries"),
        words("evidence"),
        words("compare_over"),
    ]


def _cells(routes: Sequence[Route | None], payment: Payment, notation: Notation) -> list[list[str]]:
    return [[] if route is None else _facts(route, payment, notation) for route in routes]


def _facts(route: Route, payment: Payment, notation: Notation) -> list[str]:
    is_forward = payment.at is not None
    instant = route.credited_at if is_forward else route.starts_at
    zone = route.legs[-1].to_zone if is_forward else route.legs[0].from_zone
    return [
        money_text(measured_money(route, payment)),
        _in_two_lines(notation.instant(instant, zone)),
        number_text(route.loss.bp),
        str(route.conversions),
        str(route.intermediaries),
        notation.evidence_short(route.evidence),
        over_text(route, payment, notation) or notation.words("compare_straight"),
    ]


def _in_two_lines(instant: str) -> str:
    """Set the time below the day, so that more answers find room beside one another."""
    weekday, day, rest = instant.split(" ", 2)
    return f"{weekday} {day}\n{rest}"


def _add_difference(page: Page, difference: Difference, baseline: Variant, notation: Notation) -> None:
    words = notation.words
    page.heading(variant_name(difference.variant, notation))
    page.line(difference_sentence(difference, baseline, notation))
    first, payment = difference.firsts[0], difference.variant.plan.payment
    if first.amounts:
        total = signed_money(first.minor, _currency(payment))
        page.blank()
        page.line(words("compare_amount_parts", total=total))
        page.facts(
            [(signed_money(part.minor, _currency(payment)), _amount_label(part, notation)) for part in first.amounts]
        )
    times = _gathered(first)
    if times:
        page.blank()
        page.line(words("compare_time_parts", total=_signed_time(first.minutes, notation)))
        page.facts([(_signed_time(part.minutes, notation), _time_label(part, notation)) for part in times])
    _add_routes(page, difference, baseline, notation)


def _currency(payment: Payment) -> str:
    return payment.creditor_currency if payment.side is Side.SEND else payment.debtor_currency


def _signed_time(minutes: int, notation: Notation) -> str:
    sign = "+" if minutes > 0 else "−" if minutes < 0 else ""
    return f"{sign}{notation.duration(abs(minutes))}"


def _amount_label(part: AmountPart, notation: Notation) -> str:
    words = notation.words
    if part.kind is AmountPartKind.CHARGE:
        agent, _, function = part.subject.rpartition(" ")
        return words("compare_part_charge", agent=agent, function=words(f"function_{function}"))
    return words(f"compare_part_{part.kind}", subject=part.subject)


def _gathered(first: FirstRoute) -> list[TimePart]:
    """Return the parts with those of legs that only one route has as one: alone they say nothing."""
    others = sum(part.minutes for part in first.times if part.cause is TimeCause.OTHER_WAY)
    told = [part for part in first.times if part.cause is not TimeCause.OTHER_WAY]
    return [*told, TimePart(cause=TimeCause.OTHER_WAY, minutes=others)] if others else told


def _time_label(part: TimePart, notation: Notation) -> str:
    words = notation.words
    if part.cause in (TimeCause.START, TimeCause.OTHER_WAY):
        return words(f"compare_time_{part.cause}")
    ends = [
        "–" if instant is None else notation.day_and_time(instant, part.zone)
        for instant in (part.cut_off, part.cut_off_after)
    ]
    return words(
        f"compare_time_{part.cause}",
        leg=words(f"kind_{part.leg}"),
        subject=part.subject,
        before=ends[0],
        after=ends[1],
        days=words("list_comma").join(day.isoformat() for day in part.closed),
    )


def _add_routes(page: Page, difference: Difference, baseline: Variant, notation: Notation) -> None:
    words, payment = notation.words, difference.variant.plan.payment
    counts = {kind.value: sum(change.kind is kind for change in difference.routes) for kind in RouteChangeKind}
    page.blank()
    page.line(words("compare_counts", before=len(baseline.plan.routes), **counts))
    told = [change for change in difference.routes if change.kind is not RouteChangeKind.SAME]
    rows = []
    for change in told[:_ROUTES_MAX]:
        route = change.after or change.before
        assert route is not None, "a change is of a route"
        moved = ""
        if change.kind is RouteChangeKind.CHANGES:
            moved = f"{signed_money(change.minor, _currency(payment))} {_signed_time(change.minutes, notation)}"
        over = over_text(route, payment, notation) or words("compare_straight")
        amount = money_text(measured_money(route, payment))
        rows.append((words(f"compare_route_{change.kind}"), " · ".join(text for text in (amount, moved, over) if text)))
    if rows:
        page.facts(rows)
    if len(told) > _ROUTES_MAX:
        page.line(words("compare_route_more", count=len(told) - _ROUTES_MAX), indent=2)
