"""Networks on which a plausible shortcut of the search goes wrong, each with its front worked out by hand.

A vector is (amount, minute, conversions, intermediaries, claimed). Banks are always open and need no time, so the
minute is that of the question. A bank without a tariff of its own takes nothing.
"""

from dataclasses import replace

import pytest
from moneyed import Money

from fxroute.model import (
    Bounds,
    ChargeFunction,
    CustomerType,
    Payment,
    Place,
    ReportingLine,
    ServiceFunction,
    Side,
    ValueLag,
)
from tests.search.oracle import Vector
from tests.search.parts import clock, proven, session
from tests.search.small import ALWAYS, AT, NOW, Small, cents, slices

TRANSIT, INWARD = ChargeFunction.TRANSIT, ChargeFunction.INWARD
COMMISSION, SURCHARGE = ChargeFunction.COMMISSION, ChargeFunction.SURCHARGE


def send(amount: str, currency: str, into: str, bearer: str = "SHAR") -> Payment:
    """From A to Z, started at `AT`."""
    return Payment.send(
        Money(amount, currency), receive=into, debtor_agent="A", creditor_agent="Z", at=AT, charge_bearer=bearer
    )


def receive(amount: str, currency: str, out_of: str, bearer: str = "SHAR") -> Payment:
    return Payment.receive(
        Money(amount, currency), send=out_of, debtor_agent="A", creditor_agent="Z", at=AT, charge_bearer=bearer
    )


def agreed(small: Small, payment: Payment, bounds: Bounds | None = None) -> set[Vector]:
    """The engine's front, which is the oracle's."""
    engine, oracle = small.fronts(payment, bounds)
    assert engine == oracle
    return engine


def test_a_way_that_returns_to_a_bank_it_has_left_is_none_and_hides_no_other() -> None:
    # X converts at a loss of 1 %, Y at none; but Y is reached from X only and leads back to X only.
    # X: 1000.00 USD at 3.75 less 1 % = 3.7125 gives 3712.50 SAR. Over Y it would be 3750.00, by way of X twice.
    # Y is an office of A's bank and X one of Z's, so that neither counts as an intermediary.
    small = Small().bank("A", "Y", entity="ours").bank("X", "Z", entity="theirs")
    small.account("A", "X", "USD").account("X", "Y", "USD").account("Y", "X", "SAR").account("X", "Z", "SAR")
    small.desk("X", "USD/SAR", "3.75", markup_ppm=10_000).desk("Y", "USD/SAR", "3.75")

    assert agreed(small, send("1000.00", "USD", "SAR")) == {(cents("3712.50"), NOW, 1, 0, 0)}


def test_a_charge_that_brings_the_amount_under_a_limit_opens_the_way() -> None:
    # M pays Z up to 999.00. Straight to M 1000.00 arrive: too much. N takes 1.50, so 998.50 arrive at M and pass.
    # N and M are intermediaries.
    small = Small().bank("A", "M", "N", "Z")
    small.account("A", "M", "USD").account("A", "N", "USD").account("N", "M", "USD")
    small.account("M", "Z", "USD", maximum="999.00")
    small.charge(TRANSIT, "USD", "N", fixed_minor=cents("1.50"))

    assert agreed(small, send("1000.00", "USD", "USD")) == {(cents("998.50"), NOW, 0, 2, 0)}


def test_a_minimum_lets_only_the_larger_amount_pass() -> None:
    # M passes on 999.50 or more. N takes 1.00, which leaves 999.00: too little. P takes 0.25, which leaves 999.75.
    small = Small().bank("A", "M", "N", "P", "Z")
    small.account("A", "N", "USD").account("A", "P", "USD").account("N", "M", "USD").account("P", "M", "USD")
    small.account("M", "Z", "USD", minimum="999.50")
    small.charge(TRANSIT, "USD", "N", fixed_minor=cents("1.00"))
    small.charge(TRANSIT, "USD", "P", fixed_minor=cents("0.25"))

    assert agreed(small, send("1000.00", "USD", "USD")) == {(cents("999.75"), NOW, 0, 2, 0)}


def test_funds_are_not_turned_there_and_back_at_one_desk_to_pass_under_a_limit() -> None:
    # M could change 1000.00 USD into SAR and back at a loss of 1 % each time: 1000.00 * 3.7125 = 3712.50 SAR;
    # 3712.50 / 3.7875 = 980.19 USD, below the limit of 999.00. But USD at M would be held twice.
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("M", "Z", "USD", maximum="999.00")
    small.desk("M", "USD/SAR", "3.75", markup_ppm=10_000)

    assert agreed(small, send("1000.00", "USD", "USD")) == set()


def test_a_desk_turns_onshore_yuan_into_offshore_yuan_only_through_another_currency() -> None:
    # A, in China, holds yuan onshore; its second desk deals offshore yuan. Two conversions at 0.14 and 0.14:
    # 1000.00 CNY give 140.00 USD, and 140.00 USD give 1000.00 CNY, on the other side, from where Z can be paid.
    small = Small().bank("A", country="CN").bank("Z", country="HK")
    small.desk("A", "CNY/USD", "0.14", place=Place.ONSHORE)
    small.account("A", "Z", "USD")
    small.desk("Z", "CNY/USD", "0.14", place=Place.OFFSHORE)

    assert agreed(small, send("1000.00", "CNY", "CNY")) == {(cents("1000.00"), NOW, 2, 0, 0)}


def test_a_smaller_amount_may_deliver_more_below_the_edge_of_a_slab() -> None:
    # Z takes 10.00 below 1000.00 and 25.00 from there on. P takes nothing: 1000.00 - 25.00 = 975.00.
    # N takes 0.01: 999.99 - 10.00 = 989.99. Both ways pass one bank before M.
    small = Small().bank("A", "M", "N", "P", "Z")
    small.account("A", "N", "USD").account("A", "P", "USD").account("N", "M", "USD").account("P", "M", "USD")
    small.account("M", "Z", "USD").charge(TRANSIT, "USD", "N", fixed_minor=cents("0.01"))
    bands = slices(("0.00", "10.00", 0), ("1000.00", "25.00", 0))
    small.charge(INWARD, "USD", "Z", slices=bands, is_slab=True)

    assert agreed(small, send("1000.00", "USD", "USD")) == {(cents("989.99"), NOW, 0, 2, 0)}


@pytest.mark.parametrize(
    ("wanted", "entering"),
    [
        ("980.00", "990.00"),  # 990.00 - 10.00; 1005.00 - 25.00 would do too, but is more
        ("989.99", "999.99"),  # the last amount below the edge
        ("990.00", "1015.00"),  # 1000.00 is past the edge: 990.00 + 25.00
        ("975.00", "985.00"),  # 1000.00 - 25.00 would do too
    ],
)
def test_a_fixed_receipt_takes_the_least_amount_on_either_side_of_a_slab_edge(wanted: str, entering: str) -> None:
    small = Small().bank("A", "Z").account("A", "Z", "USD")
    bands = slices(("0.00", "10.00", 0), ("1000.00", "25.00", 0))
    small.charge(INWARD, "USD", "Z", slices=bands, is_slab=True)

    assert agreed(small, receive(wanted, "USD", "USD")) == {(cents(entering), NOW, 0, 0, 0)}


def test_a_fixed_receipt_takes_the_slab_that_costs_the_debtor_least() -> None:
    # Z takes 10.00 below 1000.00 and 25.00 from there on: 980.00 are left of 990.00, and of 1005.00. A takes 50.00 on
    # top below 1000.00 and 1.00 from there on: 990.00 + 50.00 = 1040.00, but 1005.00 + 1.00 = 1006.00.
    small = Small().bank("A", "Z").account("A", "Z", "USD")
    small.charge(INWARD, "USD", "Z", slices=slices(("0.00", "10.00", 0), ("1000.00", "25.00", 0)), is_slab=True)
    small.charge(COMMISSION, "USD", "A", slices=slices(("0.00", "50.00", 0), ("1000.00", "1.00", 0)), is_slab=True)

    assert agreed(small, receive("980.00", "USD", "USD")) == {(cents("1006.00"), NOW, 0, 0, 0)}


def test_funds_pass_on_inside_a_bank_away_from_home_too() -> None:
    # A and Z are offices of one bank in Hong Kong. A sells onshore yuan for dollars, Z buys them for euros: 140.00 USD
    # at 0.14 are 1000.00 CNY, and at 0.13 these are 130.00 EUR.
    small = Small().bank("A", "Z", entity="ours", country="HK")
    small.lines.append(ReportingLine(id="L", unit="A", reports_to="Z", provenance=proven()))
    small.desk("A", "CNY/USD", "0.14", place=Place.ONSHORE).desk("Z", "CNY/EUR", "0.13", place=Place.ONSHORE)

    assert agreed(small, send("140.00", "USD", "EUR")) == {(cents("130.00"), NOW, 2, 0, 0)}


@pytest.mark.parametrize(("legs_max", "delivered"), [(3, []), (4, ["990.00"]), (5, ["990.00", "1000.00"])])
def test_clearing_is_one_leg_of_a_bounded_way(legs_max: int, delivered: list[str]) -> None:
    # debit, A to B over an account (B takes 10.00), B to Z through the system, credit: four legs, 990.00.
    # debit, A to C, C to D over accounts, D to Z through the system, credit: five legs, 1000.00, one bank more.
    small = Small().bank("A", "B", "C", "D", "Z")
    small.account("A", "B", "USD").account("A", "C", "USD").account("C", "D", "USD")
    small.system("S", "B/USD Z/USD D/USD").charge(TRANSIT, "USD", "B", fixed_minor=cents("10.00"))
    expected = {(cents(amount), NOW, 0, number, 0) for number, amount in enumerate(delivered, start=1)}

    assert agreed(small, send("1000.00", "USD", "USD"), Bounds(legs_max=legs_max)) == expected


@pytest.mark.parametrize(("conversions_max", "delivered"), [(1, []), (2, ["12187.50"])])
def test_the_payers_bank_may_convert_twice_in_a_row(conversions_max: int, delivered: list[str]) -> None:
    # 1000.000 KWD at 3.25 give 3250.00 USD; at 3.75 these give 12187.50 SAR.
    small = Small().bank("A", "Z").account("A", "Z", "SAR")
    small.desk("A", "KWD/USD", "3.25").desk("A", "USD/SAR", "3.75")
    bounds = Bounds(conversions_max=conversions_max)

    assert agreed(small, send("1000.000", "KWD", "SAR"), bounds) == {
        (cents(amount), NOW, 2, 0, 0) for amount in delivered
    }


def test_rates_that_contradict_one_another_may_make_the_longer_way_the_better() -> None:
    # Straight: 1000.00 USD at 3.75 = 3750.00 SAR. By dinar: 1000.00 * 0.31 = 310.000 KWD, * 12.20 = 3782.00 SAR.
    small = Small().bank("A", "Z").account("A", "Z", "SAR")
    small.desk("A", "USD/SAR", "3.75").desk("A", "USD/KWD", "0.31").desk("A", "KWD/SAR", "12.20")

    assert agreed(small, send("1000.00", "USD", "SAR")) == {
        (cents("3750.00"), NOW, 1, 0, 0),
        (cents("3782.00"), NOW, 2, 0, 0),
    }


def test_a_smaller_deal_may_be_worth_more_when_its_charge_is_claimed_later() -> None:
    # The debtor bears all, and later charges are claimed. N converts at 3.75 and P at 3.74, both before M, where Z's
    # bank takes 10.00 below 3745.00 SAR and 25.00 from there on: of 3750.00 and 3740.00 neither is the better, for
    # 25.00 SAR claimed are 6.67 USD (at 1 / 3.75 = 0.26666667), 10.00 are 2.67.
    small = Small().bank("A", "M", "N", "P", "Z")
    small.account("A", "N", "USD").account("A", "P", "USD").account("N", "M", "SAR").account("P", "M", "SAR")
    small.account("M", "Z", "SAR")
    small.desk("N", "USD/SAR", "3.75").desk("P", "USD/SAR", "3.75").tiers(("0.00", 2_666))
    small.charge(SURCHARGE, "USD", "A", is_claimed=True)
    bands = slices(("0.00", "10.00", 0), ("3745.00", "25.00", 0))
    small.charge(INWARD, "SAR", "Z", slices=bands, is_slab=True)

    assert agreed(small, send("1000.00", "USD", "SAR", "DEBT")) == {
        (cents("3750.00"), NOW, 1, 2, cents("6.67")),
        (cents("3740.00"), NOW, 1, 2, cents("2.67")),
    }


def test_a_system_converts_once_on_its_way_from_one_participant_to_the_next() -> None:
    # S changes USD into SAR. A pays in USD and Z takes USD: changing there and back inside S is no clearing, so the
    # only way is that in one currency.
    small = Small().bank("A", "Z").rate("USD/SAR", "3.75")
    small.system("S", "A/USD Z/SAR Z/USD", exchange="USD/SAR")

    assert agreed(small, send("1000.00", "USD", "USD")) == {(cents("1000.00"), NOW, 0, 0, 0)}
    assert agreed(small, send("1000.00", "USD", "SAR")) == {(cents("3750.00"), NOW, 1, 0, 0)}


def test_two_charges_rounded_apart_may_step_up_together_and_leave_less_of_more() -> None:
    # Commission and surcharge of 0.1 % each are deducted. Of 4.99 nothing is taken (0.00499 rounds to 0.00), of 5.00
    # two cents (0.005 rounds to 0.01, twice): 4.98. So 4.99 are got from 4.99, 4.98 from 4.98, 5.00 only from 5.02.
    small = Small().bank("A", "Z").account("A", "Z", "USD")
    small.charge(COMMISSION, "USD", "A", slices=slices(("0.00", "0.00", 1_000)))
    small.charge(SURCHARGE, "USD", "A", slices=slices(("0.00", "0.00", 1_000)))
    for wanted, entering in (("4.98", "4.98"), ("4.99", "4.99"), ("5.00", "5.02")):
        payment = replace(receive(wanted, "USD", "USD", "DEBT"), charges_from_amount=True)

        assert agreed(small, payment) == {(cents(entering), NOW, 0, 0, 0)}


def test_a_conversion_gives_a_fixed_receipt_exactly_against_the_amount_rounded_up() -> None:
    # 100.01 SAR at 3.75 cost 26.6693..., so 26.67 USD enter, of which 26.67 * 3.75 = 100.0125 are due: 100.01.
    # 100.00 SAR cost 26.666..., so 26.67 too.
    small = Small().bank("A", "Z").account("A", "Z", "SAR").desk("A", "USD/SAR", "3.75")

    for wanted in ("100.00", "100.01"):
        assert agreed(small, receive(wanted, "SAR", "USD")) == {(cents("26.67"), NOW, 1, 0, 0)}


def test_a_payment_within_one_bank_needs_no_move_in_between() -> None:
    # Debit and credit at A itself; A takes 0.50 inward.
    small = Small().bank("A").charge(INWARD, "USD", "A", fixed_minor=cents("0.50"))
    payment = Payment(
        instructed_amount=Money("10.00", "USD"),
        side=Side.SEND,
        debtor_currency="USD",
        creditor_currency="USD",
        debtor_agent="A",
        creditor_agent="A",
        charge_bearer=send("1.00", "USD", "USD").charge_bearer,
        at=AT,
        customer=CustomerType.INDIVIDUAL,
    )

    assert agreed(small, payment) == {(cents("9.50"), NOW, 0, 0, 0)}


@pytest.mark.parametrize("side", [Side.SEND, Side.RECEIVE])
def test_a_system_that_has_to_be_passed_is_not_forgotten_for_a_shorter_way(side: Side) -> None:
    # M pays Z through T; only the way round by N clears through S. N takes 1.00 on the way, and T ten minutes.
    small = Small().bank("A", "M", "N", "Z").account("A", "M", "USD")
    small.system("S", "M/USD N/USD").system("T", "M/USD N/USD Z/USD", minutes=10)
    small.charge(TRANSIT, "USD", "N", fixed_minor=cents("1.00"))
    bounds = Bounds(via=frozenset({"S"}))
    payment, amount = (
        (send("1000.00", "USD", "USD"), "999.00")
        if side is Side.SEND
        else (receive("1000.00", "USD", "USD"), "1001.00")
    )

    assert agreed(small, payment, bounds) == {(cents(amount), NOW + 10, 0, 2, 0)}


def test_a_window_delivers_no_earlier_than_one_with_an_earlier_cut_off() -> None:
    # A deals for the next day. One session of a day lasts until 05:00 on the morning after, the next day's opens in the
    # evening before and ends at 04:00. Debited for twenty and a half hours from the 14th, 08:00, funds are dealt on the
    # 15th at 04:30, in the window of the 14th, for the 15th at 09:00. But whoever came half an hour before dealt in the
    # window of the 15th, for the 16th at 09:00: so it is 49 hours.
    small = Small().bank("A", "Z").account("A", "Z", "SAR").desk("A", "USD/SAR", "3.75")
    small.desks[0] = replace(
        small.desks[0],
        hours=replace(ALWAYS, sessions=(session("09:00", "05:00+1"), session("20:00-1", "04:00"))),
        value_lags=(ValueLag(1, 0),),
        delivers_at=clock("09:00"),
    )
    small.slow(ServiceFunction.DEBIT, "A", 20 * 60 + 30)

    assert agreed(small, send("1000.00", "USD", "SAR")) == {(cents("3750.00"), NOW + 49 * 60, 1, 0, 0)}


@pytest.mark.parametrize("amount_side", [Side.SEND, Side.RECEIVE])
@pytest.mark.parametrize("via", [frozenset[str](), frozenset({"S"})])
def test_a_system_may_be_used_twice(amount_side: Side, via: frozenset[str]) -> None:
    # S clears yuan on one side of the border only, but exchanges them. A, onshore, pays M dollars through S, and M
    # pays Z, offshore, yuan through S: 1000.00 CNY at 0.14 are 140.00 USD, and these 1000.00 CNY. Each clearing takes
    # ten minutes. Over the account that A keeps for Z it goes at once, but not through S.
    small = Small().bank("A", "M", country="CN").bank("Z", country="HK").rate("CNY/USD", "0.14")
    small.system("S", "A/CNY M/USD Z/CNY", exchange="CNY/USD", minutes=10)
    small.account("Z", "A", "CNY", place=Place.ONSHORE)
    small.accounts[0] = replace(small.accounts[0], crosses_border=True)
    question = send if amount_side is Side.SEND else receive
    through_s, over_account = (cents("1000.00"), NOW + 20, 2, 1, 0), (cents("1000.00"), NOW, 0, 0, 0)

    assert agreed(small, question("1000.00", "CNY", "CNY"), Bounds(via=via)) == {through_s if via else over_account}


@pytest.mark.parametrize("via", [frozenset[str](), frozenset({"S"})])
def test_a_system_may_be_used_twice_near_a_slab_edge(via: frozenset[str]) -> None:
    # As above, but A first buys the yuan. In the better tier a dollar yields 1 / 0.14000028 CNY, 0.14 being raised by
    # 2 ppm: 140.00 USD are 999.99 CNY at A, 139.99 USD at M, 999.92 CNY at Z, which takes 10.00 of 990.00 and more.
    # In the first tier, at 0.14060844, it is 995.67 CNY, 139.39 USD, 995.64 CNY: worse, and no sooner.
    small = Small().bank("A", "M", country="CN").bank("Z", country="HK")
    small.system("S", "A/CNY M/USD Z/CNY", exchange="CNY/USD")
    small.desk("A", "CNY/USD", "0.14", place=Place.ONSHORE).tiers(("0.00", 4_346), ("50.00", 2))
    bands = slices(("0.00", "19.83", 0), ("990.00", "10.00", 0))
    small.charge(INWARD, "CNY", "Z", slices=bands, is_slab=True)

    assert agreed(small, send("140.00", "USD", "CNY"), Bounds(via=via)) == {(cents("989.92"), NOW, 3, 1, 0)}
