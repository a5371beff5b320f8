"""The sentence that says what a variant changes, in the language of the page."""

from fxroute.model import Money, Payment, RecordOut, Route, Side, amount_text
from fxroute.plan import Difference, FirstRoute, Variant
from fxroute.plan.standing import money_text
from fxroute.report.notation import Notation

__all__ = ["difference_sentence", "measured_money", "over_text", "signed_money"]


def difference_sentence(difference: Difference, baseline: Variant, notation: Notation) -> str:
    """Return what a variant changes against what it is compared with."""
    words = notation.words
    text = _said(difference, notation)
    overlays = difference.variant.plan.inputs.overlays[len(baseline.plan.inputs.overlays) :]
    changes = [change for overlay in overlays for change in overlay.changes]
    outs = [change.record for change in changes if isinstance(change, RecordOut)]
    if not changes:
        return words("compare_of", name=difference.variant.name, text=text)
    if len(outs) == len(changes):
        names = words("list_and").join(_name(record, baseline) for record in outs)
        return words("compare_without", name=names, text=text)
    return words("compare_with", name=difference.variant.name, text=text)


def _name(record: str, baseline: Variant) -> str:
    found = None if baseline.network is None else baseline.network.records.get(record)
    name = getattr(found, "name", "")
    return f"{name} ({record})" if name and name != record else record


def _said(difference: Difference, notation: Notation) -> str:
    words, first = notation.words, difference.firsts[0]
    payment = difference.variant.plan.payment
    if difference.is_none:
        return words("compare_nothing" if first.after else "compare_none_both")
    if first.after is None:
        return words("compare_gone", reason=_reason(difference, notation))
    over = over_text(first.after, payment, notation)
    over = words("compare_over_names", names=over) if over else words("compare_over_nobody")
    if first.before is None:
        amount = money_text(measured_money(first.after, payment))
        at = notation.instant(first.after.credited_at, first.after.legs[-1].to_zone)
        return words(f"compare_found_{payment.side}", amount=amount, at=at, over=over)
    if first.is_same_way and not (first.minor or first.minutes):
        return words("compare_same_first")
    if first.is_same_way:
        over = words("compare_same_way")
    return words(
        "compare_differs",
        best=words(f"compare_best_{first.ordering}"),
        amount=_amount(first, payment, notation),
        time=_time(first, payment, notation),
        over=over,
    )


def _reason(difference: Difference, notation: Notation) -> str:
    fallen = difference.variant.plan.ruled_out
    if not fallen:
        return ""
    words, out = notation.words, fallen[0]
    return words(
        "compare_reason",
        option=words.phrase(out.option),
        reason=words(f"reason_{out.reason}"),
        where=words.phrase(out.where),
    )


def _amount(first: FirstRoute, payment: Payment, notation: Notation) -> str:
    if not first.minor:
        return notation.words("compare_equal")
    currency = payment.creditor_currency if payment.side is Side.SEND else payment.debtor_currency
    gap = money_text(Money(amount_text(abs(first.minor), currency), currency))
    return notation.words(f"compare_{'more' if first.minor > 0 else 'less'}_{payment.side}", gap=gap)


def _time(first: FirstRoute, payment: Payment, notation: Notation) -> str:
    words = notation.words
    if not first.minutes:
        return words("compare_same_time")
    key = f"compare_{'later' if first.minutes > 0 else 'earlier'}_{'at' if payment.at is not None else 'by'}"
    return words(key, time=notation.duration(abs(first.minutes)))


def measured_money(route: Route, payment: Payment) -> Money:
    """Return what tells routes apart: what is delivered for a fixed send, what is debited for a fixed receipt."""
    return route.delivered if payment.side is Side.SEND else route.total_debit


def signed_money(minor: int, currency: str) -> str:
    """Return a difference with its sign: `+SAR 312.00`."""
    text = money_text(Money(amount_text(abs(minor), currency), currency))
    return f"{'+' if minor > 0 else '−' if minor < 0 else ''}{text}"


def over_text(route: Route, payment: Payment, notation: Notation) -> str:
    """Return whom a route passes between the two agents, empty where it is nobody."""
    ends = {payment.debtor_agent, payment.creditor_agent}
    passed = dict.fromkeys(leg.to_id for leg in route.legs if leg.to_id not in ends)
    return notation.words("list_comma").join(passed)
