"""Amounts that would pass: the largest below the one asked for, and the least above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fxroute.model import Account, Bounds, LegKind, Payment, Reason, RuledOut, amount_text, money_of
from fxroute.network import Network
from fxroute.search import Option, Searcher, Step

__all__ = ["AmountGap", "find_amounts"]

_LARGEST_MINOR = 10**15
_NEAR_MINOR = 2
"""How far below its limit an amount may stay for rounding when one minor unit more no longer passes."""

_Passing = Callable[[int], Sequence[Option]]


@dataclass(frozen=True, slots=True)
class AmountGap:
    """An amount that would pass: the payment with it, and why the one asked for does not."""

    payment: Payment
    ruled_out: RuledOut


def find_amounts(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[AmountGap]:
    """Return the limit that the amount breaks, and the charge or minimum that it does not cover, where one does."""

    def passing(minor: int) -> Sequence[Option]:
        return searcher.search(_with_amount(payment, minor), bounds).options

    asked = payment.instructed_minor
    found = []
    smaller = _first(passing, _smaller(asked))
    if smaller:
        most = _bisected(passing, smaller, asked)
        out = _over(most, passing(most), payment, searcher.network)
        found.append(AmountGap(_with_amount(payment, most), out))
    larger = _first(passing, _larger(asked))
    if larger:
        least = _bisected(passing, larger, asked)
        found.append(AmountGap(_with_amount(payment, least), _under(least, passing(least), payment)))
    return found


def _with_amount(payment: Payment, minor: int) -> Payment:
    return replace(payment, instructed_amount=money_of(minor, payment.instructed_amount.currency.code))


def _first(passing: _Passing, amounts: list[int]) -> int:
    return next((amount for amount in amounts if passing(amount)), 0)


def _smaller(amount: int) -> list[int]:
    """Return ever smaller amounts, close together: between a limit and the charges there may be little room."""
    amounts = []
    while amount > 1:
        amount = max(amount // 3, 1)
        amounts.append(amount)
    return amounts


def _larger(amount: int) -> list[int]:
    """Return ever larger amounts, far apart: whatever covers the charges passes until a limit is met."""
    amounts = []
    while amount * 16 <= _LARGEST_MINOR:
        amount *= 16
        amounts.append(amount)
    return amounts


def _bisected(passing: _Passing, passes: int, fails: int) -> int:
    """Return an amount that passes, one minor unit beside one that does not."""
    while abs(passes - fails) > 1:
        middle = (passes + fails) // 2
        if passing(middle):
            passes = middle
        else:
            fails = middle
    return passes


def _over(most: int, options: Sequence[Option], payment: Payment, network: Network) -> RuledOut:
    steps = [step for option in options for step in option.steps if step.edge.most >= step.debited_minor]
    binding = min(steps, key=lambda step: (step.edge.most - step.debited_minor) / step.debited_minor, default=None)
    limit = _shown(most, payment)
    return RuledOut(
        option="every way" if binding is None else _named(binding),
        reason=Reason.INSUFFICIENT_FUNDS if _is_funds(binding, network) else Reason.AMOUNT_OVER_LIMIT,
        where=_between(payment) if binding is None else binding.edge.move.records[0],
        limit=limit,
        value=_shown(payment.instructed_minor, payment),
        opens_if=f"the amount is at most {limit}",
    )


def _under(least: int, options: Sequence[Option], payment: Payment) -> RuledOut:
    steps = [step for option in options for step in option.steps]
    binding = next((step for step in steps if 0 <= step.debited_minor - max(step.edge.least, 1) < _NEAR_MINOR), None)
    is_minimum = binding is not None and binding.edge.least > 1
    limit = _shown(least, payment)
    return RuledOut(
        option=_named(binding) if binding is not None and is_minimum else "every way",
        reason=Reason.AMOUNT_UNDER_MINIMUM if is_minimum else Reason.AMOUNT_UNDER_CHARGES,
        where=binding.edge.move.records[0] if binding is not None and is_minimum else _between(payment),
        limit=limit,
        value=_shown(payment.instructed_minor, payment),
        opens_if=f"the amount is at least {limit}",
    )


def _is_funds(step: Step | None, network: Network) -> bool:
    """Tell whether it is what is left on an account, and no limit on one payment, that the amount exceeds."""
    if step is None or step.edge.move.kind is not LegKind.BOOK_DRAW:
        return False
    account = network.records[step.edge.move.records[0]]
    if not isinstance(account, Account) or account.available_minor is None:
        return False
    return step.edge.most == account.available_minor + (account.credit_line_minor or 0)


def _named(step: Step) -> str:
    move = step.edge.move
    return f"{move.kind.value} {move.from_id} to {move.to_id}"


def _between(payment: Payment) -> str:
    return f"{payment.debtor_agent} to {payment.creditor_agent}"


def _shown(minor: int, payment: Payment) -> str:
    currency = payment.instructed_amount.currency.code
    return f"{amount_text(minor, currency)} {currency}"
