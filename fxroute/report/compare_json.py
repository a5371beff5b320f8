"""A comparison in its exact JSON form, with stable keys; signed differences are of the variant less the first."""

from fxroute.model import Route, Side, amount_text
from fxroute.plan import AmountPart, Comparison, Difference, FirstRoute, RouteChange, TimePart, Variant
from fxroute.report.compare_sentence import difference_sentence
from fxroute.report.notation import Notation
from fxroute.report.words import Words

__all__ = ["compare_json"]

_Json = dict[str, object]


def compare_json(comparison: Comparison) -> _Json:
    """Return a comparison as plain values: every answer whole, and the differences."""
    return {
        "variants": [{"name": variant.name, **variant.plan.to_json()} for variant in comparison.variants],
        "differences": [_difference(difference, comparison.baseline) for difference in comparison.differences],
    }


def _difference(difference: Difference, baseline: Variant) -> _Json:
    payment = difference.variant.plan.payment
    currency = payment.creditor_currency if payment.side is Side.SEND else payment.debtor_currency
    return {
        "name": difference.variant.name,
        "sentence": difference_sentence(difference, baseline, Notation(Words("en"))),
        "first": [_first(first, currency) for first in difference.firsts],
        "routes": [_change(change, currency) for change in difference.routes],
    }


def _first(first: FirstRoute, currency: str) -> _Json:
    return {
        "ordering": first.ordering,
        "before": _id(first.before),
        "after": _id(first.after),
        "same_way": first.is_same_way,
        "difference": _signed(first.minor, currency),
        "minutes": first.minutes,
        "amount_parts": [_amount_part(part, currency) for part in first.amounts],
        "time_parts": [_time_part(part) for part in first.times],
    }


def _amount_part(part: AmountPart, currency: str) -> _Json:
    return {"kind": part.kind.value, "subject": part.subject, **_signed(part.minor, currency)}


def _time_part(part: TimePart) -> _Json:
    return {
        "cause": part.cause.value,
        "kind": part.leg,
        "subject": part.subject,
        "minutes": part.minutes,
        "cut_off": None if part.cut_off is None else f"{part.cut_off:%Y-%m-%dT%H:%M:%SZ}",
        "cut_off_after": None if part.cut_off_after is None else f"{part.cut_off_after:%Y-%m-%dT%H:%M:%SZ}",
        "closed": [day.isoformat() for day in part.closed],
    }


def _change(change: RouteChange, currency: str) -> _Json:
    return {
        "change": change.kind.value,
        "before": _id(change.before),
        "after": _id(change.after),
        "difference": _signed(change.minor, currency),
        "minutes": change.minutes,
    }


def _id(route: Route | None) -> str | None:
    return None if route is None else route.id


def _signed(minor: int, currency: str) -> _Json:
    return {"amount": amount_text(minor, currency), "currency": currency}
