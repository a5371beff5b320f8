"""Where there is no route every reason given is true: what it proposes opens the way, and one unit less does not."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

from moneyed import Money

from fxroute.model import (
    Account,
    Bounds,
    ChargeFunction,
    Confidence,
    CurrencyPair,
    Payment,
    Place,
    Provenance,
    Reason,
    Relation,
    RuledOut,
)
from fxroute.plan.gaps import find_gaps
from fxroute.report.words import Words
from fxroute.search import Searcher
from tests.search.networks import random_case
from tests.search.parts import FixedRates, proven
from tests.search.small import AT, Small, cents, slices

SEEDS = range(400)
STRUCTURE = {Reason.NO_ACCOUNT, Reason.NO_DESK, Reason.NO_RATE, Reason.NO_HOURS, Reason.NOT_VALID}
"""What the network lacks; several pieces may be needed together."""


def send(amount: str = "1000.00", currency: str = "USD", into: str = "USD", bearer: str = "SHAR") -> Payment:
    return Payment.send(
        Money(amount, currency), receive=into, debtor_agent="A", creditor_agent="Z", at=AT, charge_bearer=bearer
    )


def searcher_of(small: Small) -> Searcher:
    return Searcher(small.network(), FixedRates(small.rates, {}))


def gaps(searcher: Searcher, payment: Payment, bounds: Bounds | None = None) -> tuple[RuledOut, ...]:
    limits = bounds or Bounds()
    result = searcher.search(payment, limits)
    assert result.options == ()
    return find_gaps(searcher, payment, limits, result)


def reasons(found: tuple[RuledOut, ...]) -> set[tuple[Reason, str]]:
    return {(out.reason, out.where) for out in found}


def two_ways() -> Small:
    """From A to Z over M with a conversion at A, or over N and O without one in dirhams."""
    small = Small().bank("A", "M", "N", "O", "Z").account("A", "M", "SAR").account("M", "Z", "SAR")
    return small.desk("A", "USD/SAR", "3.75").desk("M", "USD/SAR", "3.75").account("A", "N", "USD")


def test_a_bound_alone_in_the_way_is_named_with_the_least_that_opens() -> None:
    searcher = searcher_of(two_ways())
    found = gaps(searcher, send(into="SAR"), Bounds(conversions_max=0, legs_max=20))

    assert reasons(found) == {(Reason.BOUND, "conversions_max")}
    assert found[0].opens_if == "conversions_max is raised to 1"


def test_the_least_number_of_legs_is_told() -> None:
    # Debit, conversion, A to M, M to Z, credit: five.
    (out,) = gaps(searcher_of(two_ways()), send(into="SAR"), Bounds(legs_max=2))

    assert (out.limit, out.opens_if) == ("2", "legs_max is raised to 5")


def test_bounds_that_stand_in_the_way_together_are_all_named_and_no_other() -> None:
    bounds = Bounds(conversions_max=0, legs_max=2, intermediaries_max=7, avoid=frozenset({"O"}))
    found = gaps(searcher_of(two_ways()), send(into="SAR"), bounds)

    assert reasons(found) == {(Reason.BOUND, "conversions_max"), (Reason.BOUND, "legs_max")}
    assert all(out.opens_if.endswith(", with the other changes") for out in found)


def test_what_is_avoided_required_or_doubted_is_named() -> None:
    small = two_ways()
    weak = replace(proven(), confidence=Confidence.LOW)
    small.accounts[0] = replace(small.accounts[0], provenance=weak)
    searcher = searcher_of(small)

    assert reasons(gaps(searcher, send(into="SAR"), Bounds(avoid=frozenset({"M"})))) == {(Reason.AVOIDED, "M")}
    assert reasons(gaps(searcher, send(into="SAR"), Bounds(via=frozenset({"O"})))) == {(Reason.NOT_VIA, "O")}
    (floor,) = gaps(searcher, send(into="SAR"), Bounds(evidence_floor=Confidence.MEDIUM))
    assert (floor.reason, floor.opens_if) == (Reason.EVIDENCE_BELOW_FLOOR, "the floor is lowered to low")
    assert (floor.limit, floor.value) == ("medium", "A@M/SAR")


def test_an_amount_over_the_limit_is_told_to_the_last_unit() -> None:
    # Z takes 1.00 inward; the account is limited to 500.00, before that charge.
    small = Small().bank("A", "Z").account("A", "Z", "USD", maximum="500.00")
    small.charge(ChargeFunction.INWARD, "USD", "Z", fixed_minor=cents("1.00"))
    (out,) = gaps(searcher_of(small), send())

    assert (out.reason, out.where, out.limit) == (Reason.AMOUNT_OVER_LIMIT, "A@Z/USD", "500.00 USD")


def test_funds_that_do_not_suffice_are_no_limit_on_a_payment() -> None:
    small = Small().bank("A", "Z").account("A", "Z", "USD")
    small.accounts[0] = replace(small.accounts[0], available_minor=cents("300.00"), credit_line_minor=cents("50.00"))
    (out,) = gaps(searcher_of(small), send())

    assert (out.reason, out.where, out.limit) == (Reason.INSUFFICIENT_FUNDS, "A@Z/USD", "350.00 USD")


def test_an_amount_under_the_minimum_or_under_the_charges_is_told() -> None:
    small = Small().bank("A", "Z").account("A", "Z", "USD", minimum="5000.00")
    (minimum,) = gaps(searcher_of(small), send())
    dear = Small().bank("A", "Z").account("A", "Z", "USD")
    dear.charge(ChargeFunction.INWARD, "USD", "Z", fixed_minor=cents("1200.00"))
    (charges,) = gaps(searcher_of(dear), send())

    assert (minimum.reason, minimum.where, minimum.limit) == (Reason.AMOUNT_UNDER_MINIMUM, "A@Z/USD", "5000.00 USD")
    assert (charges.reason, charges.limit) == (Reason.AMOUNT_UNDER_CHARGES, "1200.01 USD")


def test_an_account_that_is_missing_is_named_between_the_two_sides() -> None:
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("Z", "M", "SAR")
    (out,) = gaps(searcher_of(small), send())

    assert out.reason is Reason.NO_ACCOUNT
    assert out.opens_if == "an account in USD is opened, for instance of A at Z"


def test_a_desk_that_is_missing_is_named_where_it_leads_on() -> None:
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("M", "Z", "SAR")
    (out,) = gaps(searcher_of(small), send(into="SAR"))

    assert (out.reason, out.opens_if) == (Reason.NO_DESK, "a desk for USD/SAR is added, for instance at M")


def test_a_desk_without_a_rate_lacks_the_rate() -> None:
    small = two_ways()
    del small.rates[CurrencyPair("USD", "SAR")]
    found = gaps(searcher_of(small), send(into="SAR"))

    assert {(out.reason, out.option) for out in found} == {(Reason.NO_RATE, "USD/SAR")}


def test_an_account_past_its_date_is_named() -> None:
    small = Small().bank("A", "Z").account("A", "Z", "USD")
    small.accounts[0] = replace(small.accounts[0], provenance=replace(proven(), valid_to=date(2026, 1, 31)))
    found = gaps(searcher_of(small), send())

    assert (Reason.NOT_VALID, "A") in reasons(found)


def test_an_agent_whose_charge_has_no_rate_is_named() -> None:
    small = Small().bank("A", "Z").account("A", "Z", "USD")
    small.charge(ChargeFunction.COMMISSION, "EUR", "A", slices=slices(("0.00", "1.00", 0)))
    (out,) = gaps(searcher_of(small), send())

    assert (out.reason, out.where, out.value) == (Reason.NO_RATE, "commission USD", "A")


@cache
def blocked() -> tuple[tuple[Searcher, Payment, Bounds, tuple[RuledOut, ...]], ...]:
    """Random questions without a route, and the reasons given."""
    found = []
    for seed in SEEDS:
        case = random_case(seed)
        searcher = Searcher(case.network, case.rates)
        result = searcher.search(case.payment, case.bounds)
        if not result.options:
            gaps_found = find_gaps(searcher, case.payment, case.bounds, result)
            found.append((searcher, case.payment, case.bounds, gaps_found))
    return tuple(found)


def with_amount(payment: Payment, minor: int) -> Payment:
    currency = payment.instructed_amount.currency.code
    exponent = len(str(payment.instructed_amount.amount).partition(".")[2])
    text = f"{minor:0{exponent + 1}d}"
    amount = f"{text[:-exponent]}.{text[-exponent:]}" if exponent else text
    return replace(payment, instructed_amount=Money(amount, currency))


def opened(searcher: Searcher, payment: Payment, bounds: Bounds, out: RuledOut) -> bool | None:
    """Whether the change opens the way; `None` when it goes with others or is no single record."""
    words = out.opens_if.split()
    if out.opens_if.endswith("with the other changes"):
        return None
    if out.reason in (
        Reason.AMOUNT_OVER_LIMIT, Reason.INSUFFICIENT_FUNDS, Reason.AMOUNT_UNDER_MINIMUM, Reason.AMOUNT_UNDER_CHARGES
    ):  # fmt: skip
        minor = int(out.limit.split()[0].replace(".", ""))
        step = 1 if "at most" in out.opens_if else -1
        assert not searcher.search(with_amount(payment, minor + step), bounds).options
        return bool(searcher.search(with_amount(payment, minor), bounds).options)
    if out.reason is Reason.BOUND and out.where != "vehicles":
        wider = replace(bounds, **{out.where: int(words[-1])})  # type: ignore[arg-type]  # a bound that is a number
        return bool(searcher.search(payment, wider).options)
    if out.reason is Reason.NO_ACCOUNT:
        joined = with_account(searcher, words[3], words[-3], words[-1])
        return not joined.layout(payment, Bounds()).is_empty
    return None


def with_account(searcher: Searcher, currency: str, owner: str, servicer: str) -> Searcher:
    network = searcher.network
    sides = {network.institutions[unit].country == "CN" for unit in (owner, servicer)}
    place = Place.ANY if currency != "CNY" else Place.ONSHORE if True in sides else Place.OFFSHORE
    account = Account(
        id="NEW",
        owner=owner,
        servicer=servicer,
        currency=currency,
        place=place,
        relation=Relation.CORRESPONDENT,
        provenance=Provenance(source="test", as_of=date(2026, 1, 1), confidence=Confidence.HIGH),
        crosses_border=currency == "CNY" and len(sides) == 2,
    )
    records = {**network.records, account.id: account}
    return Searcher(replace(network, accounts=(*network.accounts, account), records=records), searcher.rates)


def test_what_is_proposed_opens_the_way_on_random_networks() -> None:
    opens: Counter[Reason] = Counter()
    for searcher, payment, bounds, found in blocked():
        assert found, (payment, bounds)
        pieces = [out for out in found if out.reason in STRUCTURE]
        for out in found:
            if out in pieces and len(pieces) > 1:
                continue
            answer = opened(searcher, payment, bounds, out)
            assert answer is not False, (payment, bounds, out)
            opens[out.reason] += answer is True

    assert {reason for reason, count in opens.items() if count > 2} >= {
        Reason.AMOUNT_OVER_LIMIT,
        Reason.AMOUNT_UNDER_CHARGES,
        Reason.BOUND,
        Reason.NO_ACCOUNT,
    }


def test_every_phrase_has_its_chinese() -> None:
    words = Words("zh")
    texts = {text for *_, found in blocked() for out in found for text in (out.option, out.opens_if)}
    told = {text for text in texts if words.phrase(text) == text and " " in text}

    assert len(texts) > 20
    assert told == set()
