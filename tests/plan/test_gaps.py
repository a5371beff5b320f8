"""Where there is no route every reason given is true: what it proposes opens the way, and one unit less does not."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

from moneyed import Money

from fxroute.model import (
    AccountOpened,
    AmountAtLeast,
    AmountAtMost,
    BoundRaised,
    Bounds,
    ChargeFunction,
    Confidence,
    CurrencyPair,
    FactGiven,
    Opening,
    OpeningChange,
    Payment,
    Reason,
    RuledOut,
    money_of,
    to_minor,
)
from fxroute.plan.changes import network_changes, with_changes
from fxroute.plan.gaps import find_gaps
from fxroute.plan.missing_link import joined
from fxroute.report.words import Words
from fxroute.search import Searcher
from tests.search.networks import random_case
from tests.search.parts import FixedRates, proven
from tests.search.small import AT, Small, cents, slices

SEEDS = range(400)


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
    # The one way is five legs long and converts once.
    both = {BoundRaised("conversions_max", 1), BoundRaised("legs_max", 5)}
    assert [[set(opening.changes) for opening in out.openings] for out in found] == [[both], [both]]


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
    assert out.openings[0].changes == (AccountOpened(owner="A", servicer="Z", currency="USD"),)


def test_a_desk_that_is_missing_is_named_where_it_leads_on() -> None:
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("M", "Z", "SAR")
    (out,) = gaps(searcher_of(small), send(into="SAR"))

    assert out.reason is Reason.NO_DESK
    assert out.opens_if == "a desk for USD/SAR at M is given"


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


def opened(searcher: Searcher, payment: Payment, bounds: Bounds, opening: Opening) -> bool | None:
    """Whether the opening opens the way; `None` where it wants a fact that only a person can supply."""
    if any(isinstance(change, FactGiven) for change in opening.changes):
        return None
    asked, limits = with_changes(payment, bounds, opening.changes)
    changed = joined(searcher, network_changes(opening.changes))
    return bool(changed.search(asked, limits).options)


def with_next_unit(payment: Payment, change: OpeningChange) -> Payment | None:
    """The payment with an amount one minor unit beyond the one that is proposed."""
    if not isinstance(change, AmountAtMost | AmountAtLeast):
        return None
    step = 1 if isinstance(change, AmountAtMost) else -1
    code = change.limit.currency.code
    amount = money_of(to_minor(change.limit) + step, code)
    return replace(payment, instructed_amount=amount)


def test_what_is_proposed_opens_the_way_on_random_networks() -> None:
    opens: Counter[str] = Counter()
    for searcher, payment, bounds, found in blocked():
        assert found, (payment, bounds)
        for out in found:
            for opening in out.openings:
                answer = opened(searcher, payment, bounds, opening)
                assert answer is not False, (payment, bounds, out)
                opens.update({type(change).__name__ for change in opening.changes} if answer else ())

    assert {name for name, count in opens.items() if count > 2} >= {
        "AccountOpened",
        "AmountAtLeast",
        "AmountAtMost",
        "BoundRaised",
        "PassageFreed",
        "RecordAllowed",
    }, opens


def test_an_amount_beside_the_one_proposed_does_not_pass() -> None:
    tried = 0
    for searcher, payment, bounds, found in blocked():
        for opening in (opening for out in found for opening in out.openings if len(opening.changes) == 1):
            beyond = with_next_unit(payment, opening.changes[0])
            if beyond is not None:
                assert not searcher.search(beyond, bounds).options, (payment, bounds, opening)
                tried += 1

    assert tried > 20


def test_no_change_of_several_is_needless() -> None:
    tried = 0
    for searcher, payment, bounds, found in blocked():
        for opening in {opening for out in found for opening in out.openings if len(opening.changes) > 1}:
            for change in opening.changes:
                fewer = Opening(tuple(other for other in opening.changes if other != change))
                assert not opened(searcher, payment, bounds, fewer), (payment, bounds, opening, change)
                tried += 1

    assert tried > 10


def test_every_phrase_has_its_chinese() -> None:
    words = Words("zh")
    texts = {text for *_, found in blocked() for out in found for text in (out.option, out.where)}
    told = {text for text in texts if words.phrase(text) == text and " " in text}

    assert len(texts) > 20
    assert told == set()
