"""Amounts that would pass: the largest below the one asked for, and the least above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fxroute.model import (
    Account,
    AmountAtLeast,
    AmountAtMost,
    Bounds,
    LegKind,
    Opening,
    Participation,
    Payment,
    Reason,
    RuledOut,
    amount_text,
    money_of,
)
from fxroute.network import Network
from fxroute.search import Option, Searcher, Step
from fxroute.search.edges import Edge

__all__ = ["AmountGap", "find_amounts", "is_funds", "limited_by"]

_LARGEST_MINOR = 10**15
_LABELS_MAX = 60_000
"""Most work, in labels, to find an amount on one side of the one asked for."""
_NEAR_MINOR = 2
"""How far below its limit an amount may stay for rounding when one minor unit more no longer passes."""

_Passing = Callable[[int], Sequence[Option]]


@dataclass(frozen=True, slots=True)
class AmountGap:
    """An amount that would pass: the payment with it, and why the one asked for does not."""

    payment: Payment
    ruled_out: RuledOut


def find_amounts(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[AmountGap]:
    """Return the limit that the amount breaks, and the charge or minimum that it does not cover, where one does.

    Nothing is returned for a side on which the work runs out before an amount is certain.
    """
    asked = payment.instructed_minor
    found = []
    probe = _Probe(searcher, payment, bounds)
    smaller = _first(probe.passing, _smaller(asked))
    if smaller:
        most = _beside(probe.passing, smaller, asked, guess=_scaled(smaller, probe.passing(smaller)))
        if not probe.is_spent:
            out = _over(most, probe.passing(most), payment, searcher.network)
            found.append(AmountGap(_with_amount(payment, most), out))
    probe = _Probe(searcher, payment, bounds)
    larger = _first(probe.passing, _larger(asked))
    if larger:
        least = _beside(probe.passing, larger, asked, guess=0)
        if not probe.is_spent:
            found.append(AmountGap(_with_amount(payment, least), _under(least, probe.passing(least), payment)))
    return found


class _Probe:
    """Asks for other amounts, until the work allowed is spent; from then on nothing passes."""

    def __init__(self, searcher: Searcher, payment: Payment, bounds: Bounds) -> None:
        self._searcher = searcher
        self._payment = payment
        self._bounds = bounds
        self._answers: dict[int, Sequence[Option]] = {}
        self._left = min(_LABELS_MAX, bounds.labels_max)

    @property
    def is_spent(self) -> bool:
        return self._left <= 0

    def passing(self, minor: int) -> Sequence[Option]:
        if minor in self._answers:
            return self._answers[minor]
        if self.is_spent:
            return ()
        bounds = replace(self._bounds, labels_max=self._left)
        result = self._searcher.search(_with_amount(self._payment, minor), bounds)
        self._left -= result.labels
        self._answers[minor] = result.options
        return result.options


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


def _scaled(passes: int, options: Sequence[Option]) -> int:
    """Return the amount at which the first limit would be met if everything grew in proportion."""
    rooms = [
        passes * step.edge.most // step.debited_minor
        for option in options
        for step in option.steps
        if step.edge.most >= step.debited_minor
    ]
    return max(rooms, default=0)


def _beside(passing: _Passing, passes: int, fails: int, *, guess: int) -> int:
    """Return an amount that passes, one minor unit beside one that does not; a good guess saves most of the tries."""
    step = 1
    while abs(passes - fails) > 1:
        between = min(passes, fails) < guess < max(passes, fails)
        tried = guess if between else (passes + fails) // 2
        if passing(tried):
            passes = tried
            guess = tried + step if passes < fails else tried - step
        else:
            fails = tried
            guess = tried - step if passes < fails else tried + step
        # Far from the guess, halving is quicker than ever longer strides.
        step = step * 8 if between else abs(passes - fails)
    return passes


def _over(most: int, options: Sequence[Option], payment: Payment, network: Network) -> RuledOut:
    steps = [step for option in options for step in option.steps if step.edge.most >= step.debited_minor]
    binding = min(steps, key=lambda step: (step.edge.most - step.debited_minor) / step.debited_minor, default=None)
    limit = _shown(most, payment)
    return RuledOut(
        option="every way" if binding is None else _named(binding),
        reason=Reason.INSUFFICIENT_FUNDS
        if binding is not None and is_funds(binding.edge, network)
        else Reason.AMOUNT_OVER_LIMIT,
        where=_between(payment) if binding is None else limited_by(binding.edge, network),
        limit=limit,
        value=_shown(payment.instructed_minor, payment),
        openings=(Opening((AmountAtMost(_with_amount(payment, most).instructed_amount),)),),
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
        openings=(Opening((AmountAtLeast(_with_amount(payment, least).instructed_amount),)),),
    )


def limited_by(edge: Edge, network: Network) -> str:
    """Return the record that limits the amount of a move: of a participation, its payment system."""
    record = network.records[edge.move.records[0]]
    return record.infrastructure if isinstance(record, Participation) else record.id


def is_funds(edge: Edge, network: Network) -> bool:
    """Tell whether it is what is left on an account, and no limit on one payment, that an amount exceeds."""
    if edge.move.kind is not LegKind.BOOK_DRAW:
        return False
    account = network.records[edge.move.records[0]]
    if not isinstance(account, Account) or account.available_minor is None:
        return False
    return edge.most == account.available_minor + (account.credit_line_minor or 0)


def _named(step: Step) -> str:
    move = step.edge.move
    return f"{move.kind.value} {move.from_id} to {move.to_id}"


def _between(payment: Payment) -> str:
    return f"{payment.debtor_agent} to {payment.creditor_agent}"


def _shown(minor: int, payment: Payment) -> str:
    currency = payment.instructed_amount.currency.code
    return f"{amount_text(minor, currency)} {currency}"
