"""The questions measured: the case, and seeded pairs of agents between which the shipped network has routes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from fxroute.model import Access, Bounds, CurrencyPair, Money, Payment, Side, money_of
from fxroute.network import Network
from fxroute.rates import RateTable, Rounding, exchange
from fxroute.search import Searcher
from fxroute.sources import load_network, load_rates

__all__ = ["CASE", "KINDS", "Ground", "find_questions", "load_ground", "turned"]

CASE = Payment.send(
    Money("2000000.00", "CNY"),
    receive="SAR",
    debtor_agent="BKCHCNBJ500",
    creditor_agent="RIBLSARI",
    at="2026-11-24T09:30+08:00",
    charge_bearer="SHAR",
)
"""The Saudi substation: two million yuan at Bank of China Qingdao, riyal at a bank in Riyadh."""

KINDS = ("send", "receive", "send_by", "receive_by")
"""Which amount is fixed, and `_by` where the arrival is fixed instead of the start."""

SEED = 20261124
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
MINUTES_OF_A_WEEK = 7 * 1440
DOLLARS = (10_000, 100_000, 1_000_000)
TIME_ALLOWED = timedelta(days=10)
TRIES_FOR_ONE = 40


@dataclass(frozen=True, slots=True)
class Ground:
    """What all questions share: the shipped network and one view of the rates."""

    network: Network
    rates: RateTable
    searcher: Searcher


def load_ground() -> Ground:
    """Load the shipped network, and the rates as they stand at the instant of the case."""
    network, at = load_network(), CASE.at
    assert at is not None, "the case has a start"
    rates = load_rates().as_of(at)
    return Ground(network, rates, Searcher(network, rates))


def find_questions(ground: Ground, count: int) -> tuple[Payment, ...]:
    """Return the case and `count` - 1 other payments that have a route, the same ones every time.

    Agents are drawn from all who take part in a payment system, each with the currency of that system; the two
    currencies differ. Amounts are worth ten thousand to a million dollars, starts lie anywhere in one week.
    """
    found = [CASE]
    draws = _draws(ground)
    for _ in range(TRIES_FOR_ONE * count):
        if len(found) >= count:
            break
        payment = next(draws)
        if ground.searcher.search(payment, Bounds()).options:
            found.append(payment)
    return tuple(found[:count])


def _draws(ground: Ground) -> Iterator[Payment]:
    chance = random.Random(SEED)
    accesses = ground.network.participations
    senders = sorted({(access.institution, access.currency) for access in accesses})
    takers = sorted({(access.institution, access.currency) for access in accesses if access.access is Access.DIRECT})
    while True:
        (debtor_agent, debtor_currency), (creditor_agent, creditor_currency) = (
            chance.choice(senders),
            chance.choice(takers),
        )
        dollars = Money(chance.choice(DOLLARS), "USD")
        start = MONDAY + timedelta(minutes=chance.randrange(MINUTES_OF_A_WEEK))
        if debtor_agent != creditor_agent and debtor_currency != creditor_currency:
            yield Payment.send(
                _worth(ground, dollars, debtor_currency),
                receive=creditor_currency,
                debtor_agent=debtor_agent,
                creditor_agent=creditor_agent,
                at=start,
            )


def _worth(ground: Ground, money: Money, currency: str) -> Money:
    if money.currency.code == currency:
        return money
    pair = CurrencyPair(money.currency.code, currency)
    return exchange(money, ground.rates.rate(pair).mid, pair=pair, rounding=Rounding.HALF_UP)


def turned(ground: Ground, payment: Payment, kind: str) -> Payment:
    """Return the same payment with the other amount fixed, the other end of the time, or both.

    What is to be received is the payment's worth at mid; what is to arrive has ten days from the start.
    """
    assert payment.at is not None, "every drawn payment has a start"
    result = payment
    if kind.startswith("receive"):
        worth = _worth(ground, payment.instructed_amount, payment.creditor_currency)
        result = replace(
            result, instructed_amount=money_of(_minor(worth), payment.creditor_currency), side=Side.RECEIVE
        )
    if kind.endswith("_by"):
        result = replace(result, at=None, arrive_by=payment.at + TIME_ALLOWED)
    return result


def _minor(money: Money) -> int:
    return int(money.get_amount_in_sub_unit())
