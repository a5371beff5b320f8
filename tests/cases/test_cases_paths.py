"""Path and cost cases that other implementations publish, told as small networks of correspondent banks.

A row of `cases_paths.csv` keeps its id, its source and its note; the name of its law is what it pins. Trust lines
become accounts with a maximum, offers become desks of one price, and currencies that ISO 4217 does not know, or that
the row counts in whole units, are stood in for by others with as many decimals. Charges rounded to millionths of
the amount that enters stand for those told as a share of what leaves.

Rows that do not translate, and why:

- S061 and S062 pay one amount over two ways at once. A route here is one chain of legs; that no single way is wide
  enough is all that can be held against them, and is.
- S063 splits as well. Its note, that what one gateway delivers costs a tenth more, is held for one payment.
- S065 and S066 are order books with several prices. No path takes more than the best offer holds, so that one desk at
  that price says the same.
- S067 charges a share of what is passed on, rounded down. A charge here is a share of what enters, rounded half up;
  the row would come out one thousandth of a satoshi apart, and so it is not asked.
"""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from moneyed import Money

from fxroute.model import Bounds, ChargeFunction, CurrencyPair, Payment
from fxroute.search import search
from tests.search.parts import FixedRates
from tests.search.small import AT, Small, cents, slices

Words = Mapping[str, Any]
Law = Callable[[Words, Words], None]

TABLE = Path(__file__).with_name("cases_paths.csv")
WHOLE = {"YEN": "JPY", "CHF": "KRW", "EUR": "VND", "USD": "CLP", "XLM": "ISK"}
"""Currencies without decimals for an order book in whole numbers."""


def payment(amount: Money, other: str, ends: tuple[str, str] = ("payer", "payee"), *, is_send: bool) -> Payment:
    debtor, creditor = ends
    if is_send:
        return Payment.send(amount, receive=other, debtor_agent=debtor, creditor_agent=creditor, at=AT)
    return Payment.receive(amount, send=other, debtor_agent=debtor, creditor_agent=creditor, at=AT)


def amounts(small: Small, asked: Payment, bounds: Bounds | None = None) -> dict[int, int]:
    """The amount of each option of the front by its number of conversions."""
    result = search(small.network(), FixedRates(small.rates, {}), asked, bounds or Bounds())
    assert result.complete
    return {option.vector[2]: option.vector[0] for option in result.options}


def trust(edges: list[dict[str, Any]]) -> Small:
    """Banks that pay one another up to a limit, in dollars."""
    small = Small().bank("alice", "bob", "carol", "dan")
    for edge in edges:
        small.account(edge["from"], edge["to"], "USD", maximum=f"{edge['limit']}.00")
    # An account carries funds both ways, a trust line one way only: what is owed the other way round is nothing here.
    return small


def without_an_edge_there_is_no_way(given: Words, expected: Words) -> None:
    debtor, creditor, amount = given["pay"]

    assert amounts(trust(given["edges"]), payment(Money(amount, "USD"), "USD", (debtor, creditor), is_send=False)) == {}
    assert expected["paths"] == []


def a_bank_in_between_is_passed_and_costs_nothing(given: Words, expected: Words) -> None:
    debtor, creditor, amount = given["pay"]
    small = trust(given["edges"])
    asked = payment(Money(amount, "USD"), "USD", (debtor, creditor), is_send=False)
    ((between,),) = expected["paths"]

    assert amounts(small, asked, Bounds(via=frozenset({between}))) == {0: expected["source_amount"] * 100}
    assert amounts(small, asked, Bounds(avoid=frozenset({between}))) == {}


def no_single_way_is_wide_enough_but_each_part_has_one(given: Words, expected: Words) -> None:
    debtor, creditor, amount = given["pay"]
    small = trust(given["edges"])

    assert amounts(small, payment(Money(amount, "USD"), "USD", (debtor, creditor), is_send=False)) == {}
    for way, part in expected["flows"].items():
        asked = payment(Money(part, "USD"), "USD", (debtor, creditor), is_send=False)
        between = frozenset(way.split(">")[1:-1])
        assert amounts(small, asked, Bounds(via=between)) == {0: part * 100}


def neither_gateway_alone_is_wide_enough(given: Words, expected: Words) -> None:
    debtor, creditor, amount = given["pay"]
    small = Small().bank(debtor, creditor)
    for gateway, held in given["holdings"][debtor].items():
        small.bank(gateway).account(debtor, gateway, "USD", maximum=f"{held}.00").account(gateway, creditor, "USD")

    assert amounts(small, payment(Money(amount, "USD"), "USD", (debtor, creditor), is_send=False)) == {}
    for gateway, part in expected["via"].items():
        asked = payment(Money(part, "USD"), "USD", (debtor, creditor), is_send=False)
        assert amounts(small, asked, Bounds(via=frozenset({gateway}))) == {0: part * 100}


def share_of_what_enters(fee: str) -> int:
    """Of 1.1 units that enter, 1 leaves: in millionths, to the nearest."""
    return round((1 - 1 / Fraction(fee)) * 10**6)


def a_gateway_that_delivers_takes_its_fee_from_what_enters(given: Words, expected: Words) -> None:
    debtor, creditor, _ = given["pay"]
    ((dear, fee),) = given["fee"].items()
    small = Small().bank(debtor, creditor, dear).account(debtor, dear, "USD").account(dear, creditor, "USD")
    small.charge(ChargeFunction.TRANSIT, "USD", dear, slices=slices(("0.00", "0.00", share_of_what_enters(fee))))
    delivered = expected["via"][dear]
    spent = given["holdings"][debtor][dear] - Decimal(expected["left"][dear])

    asked = payment(Money(delivered, "USD"), "USD", (debtor, creditor), is_send=False)
    assert amounts(small, asked) == {0: int(spent * 100)}


def an_offer_is_used_for_the_amount_before_the_fee(given: Words, expected: Words) -> None:
    ((offer),) = given["offers"]
    amount, currency = given["deliver"].split()
    small = Small().bank("payer", "gateway", "payee").account("payer", "gateway", currency)
    small.account("gateway", "payee", currency).desk("payer", f"USD/{currency}", offer["rate"])
    small.desks[0] = replace(small.desks[0], maximum_minor=offer["amount"] * 100)
    ppm = share_of_what_enters(given["gateway_fee"])
    small.charge(ChargeFunction.TRANSIT, currency, "gateway", slices=slices(("0.00", "0.00", ppm)))

    asked = payment(Money(amount, currency), "USD", is_send=False)
    assert expected["beneficiary"] == int(amount)
    assert amounts(small, asked) == {1: (offer["amount"] - expected["seller_after"]) * 100}


def book_of(offers: list[list[Any]]) -> Small:
    """One bank with a desk for the best offer of each direction; the other way round it gives next to nothing."""
    best: dict[tuple[str, str], Fraction] = {}
    for give, get, price, amount in offers:
        assert amount > 100, "the best offer alone has to be enough"
        pair = WHOLE[give], WHOLE[get]
        best[pair] = max(best.get(pair, Fraction(0)), 1 / Fraction(price))
    small = Small().bank("market")
    for (give, get), rate in best.items():
        small.desk("market", f"{give}/{get}", str(int(rate)))
        small.rates[CurrencyPair(give, get)] = Decimal(int(rate)), Decimal(10**9)
    return small


def the_cheapest_way_through_the_books_is_found(given: Words, expected: Words) -> None:
    small = book_of(given["offers [give,get,give-per-get,amount of get]"])
    name, amount = given["receive"]
    for path in expected["paths"]:
        asked = payment(Money(amount, WHOLE[name]), WHOLE[path["src"]], ("market", "market"), is_send=False)
        vehicles = frozenset(WHOLE[passed] for passed in path["via"])
        cheapest = {len(vehicles) + 1: path["cost"]}

        assert path["src"] in given["from"]
        assert amounts(small, asked, Bounds(conversions_max=given["max_hops"])) == cheapest
        assert amounts(small, asked, Bounds(conversions_max=given["max_hops"], vehicles=vehicles)) == cheapest


def more_legs_open_better_ways_through_the_books(given: Words, expected: Words) -> None:
    small = book_of(given["offers [give,get,give-per-get,amount of get]"])
    (name, amount), (wanted,) = given["send"], given["to"]
    asked = payment(Money(amount, WHOLE[name]), WHOLE[wanted], ("market", "market"), is_send=True)
    for most, paths in expected.items():
        reached = {len(path["via"]) + 1: path["amount"] for path in paths}

        assert amounts(small, asked, Bounds(conversions_max=int(most))) == reached


def what_a_payment_costs_is_its_fee_and_its_margin(given: Words, expected: Words) -> None:
    amount, currency = given["amount"].split()
    margin = Fraction(given["fx_margin_pct"]) / 100
    small = Small().bank("payer", "payee").account("payer", "payee", "SAR")
    small.desk("payer", f"{currency}/SAR", "1", markup_ppm=int(margin * 10**6))
    # The commission is on top and fixed; the margin is on the amount itself.
    small.charge(ChargeFunction.COMMISSION, currency, "payer", fixed_minor=cents(f"{given['fee']}0"))
    delivered = Fraction(amount) * (1 - margin)

    asked = payment(Money(str(Decimal(int(delivered))), "SAR"), currency, is_send=False)
    (debited,) = amounts(small, asked).values()
    cost = (Fraction(debited, 100) - delivered) / Fraction(amount) * 100
    assert f"{float(cost):.2f}" == expected["total_cost_pct"]
    assert f"{float(cost - Fraction(given['fx_margin_pct'])):.2f}" == expected["fee_pct"]


LAWS: dict[str, Law] = {
    "S059": without_an_edge_there_is_no_way,
    "S060": a_bank_in_between_is_passed_and_costs_nothing,
    "S061": no_single_way_is_wide_enough_but_each_part_has_one,
    "S062": neither_gateway_alone_is_wide_enough,
    "S063": a_gateway_that_delivers_takes_its_fee_from_what_enters,
    "S064": an_offer_is_used_for_the_amount_before_the_fee,
    "S065": the_cheapest_way_through_the_books_is_found,
    "S066": more_legs_open_better_ways_through_the_books,
    "S074": what_a_payment_costs_is_its_fee_and_its_margin,
}
UNTRANSLATED = {"S067"}


def rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def test_every_row_has_its_law_or_its_reason() -> None:
    assert rows().keys() == LAWS.keys() | UNTRANSLATED
    assert all(f"- {row}" in str(__doc__) for row in UNTRANSLATED)


@pytest.mark.parametrize("row", LAWS, ids=lambda row: f"{row}-{LAWS[row].__name__}")
def test_a_row_holds(row: str) -> None:
    told = rows()[row]

    LAWS[row](json.loads(told["input_json"]), json.loads(told["expected_json"]))
