"""The rate table: which quote answers, how crosses are chosen and made, what is refused."""

import hashlib
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import ContradictoryRate, InvalidValue, MissingRate
from fxroute.model import Confidence, CrossRate, CurrencyPair, Quote, RateSource
from fxroute.rates import PairConvention, RateTable
from tests.rates.notation import CURRENCIES, instant, pair, points, provenance, quote, quotes, table, tables

PARITY = "USD/CNY 7.0197 central_parity 2026-01-08T09:15+08:00"
PEG = "USD/SAR 3.75 peg 1986-06-01T00:00Z"


def sides(rate: CrossRate) -> tuple[str, str, str]:
    return str(rate.bid), str(rate.mid), str(rate.offer)


def test_a_direct_quote_keeps_its_digits_and_its_provenance() -> None:
    rate = table("USD/CNY 7.01970/7.01990").rate(pair("USD/CNY"))

    assert sides(rate) == ("7.01970", "7.0198", "7.01990")
    assert rate.path == ("USD/CNY 7.01970/7.01990",)
    assert rate.provenance == provenance()


def test_a_fixing_has_three_equal_sides() -> None:
    assert sides(table("USD/CNY 7.0200 fixing").rate(pair("USD/CNY"))) == ("7.0200", "7.0200", "7.0200")


def test_the_inverse_of_a_quote_swaps_its_sides() -> None:
    rate = table("USD/SAR 3.2/4").rate(pair("SAR/USD"))

    assert sides(rate) == ("0.25", "0.28125", "0.3125")


def test_the_yuan_is_crossed_into_riyal_over_the_dollar() -> None:
    rate = table(PARITY, PEG).rate(pair("CNY/SAR"))

    # 3.75 / 7.0197 by hand; the published figure is 0.53421
    assert sides(rate) == ("0.5342108637121244",) * 3
    assert rate.path == (PARITY, PEG)


def test_a_cross_bids_the_product_of_bids_and_offers_the_product_of_offers() -> None:
    rate = table("EUR/USD 1.10/1.12", "USD/CNY 7.00/7.10").rate(pair("EUR/CNY"))

    assert sides(rate) == ("7.7", "7.826", "7.952")


def test_sixteen_digits_are_rounded_half_to_even() -> None:
    assert str(table("EUR/USD 3").rate(pair("USD/EUR")).mid) == "0.3333333333333333"
    assert str(table("EUR/USD 1.5").rate(pair("USD/EUR")).mid) == "0.6666666666666667"
    even = table("EUR/USD 1.000000005", "USD/CNY 1.00000001").rate(pair("EUR/CNY"))
    assert even.mid == Decimal("1.000000015000000")


def test_the_age_of_a_cross_is_that_of_its_oldest_quote_and_its_trust_the_weakest() -> None:
    old = quote("EUR/USD 1.1 spot 2026-11-24T09:00+01:00", name="OLD", confidence="low")
    new = quote("USD/CNY 7 spot 2026-11-24T10:00Z", name="NEW", confidence="high")
    rate = RateTable.of((new, old)).rate(pair("EUR/CNY"))

    assert rate.quoted_at.isoformat() == "2026-11-24T08:00:00+00:00"
    assert (rate.provenance.confidence, rate.path) == (Confidence.LOW, ("OLD", "NEW"))


def test_a_cross_is_valid_as_long_as_all_its_quotes_and_older_than_none() -> None:
    first, second = quote("EUR/USD 1.1"), quote("USD/CNY 7")
    early = replace(
        first.provenance, source="A", as_of=date(2026, 1, 1), valid_from=date(2026, 1, 1), valid_to=date(2026, 9, 9)
    )
    late = replace(second.provenance, source="B", valid_from=date(2026, 2, 2))
    rates = RateTable.of((replace(first, provenance=early), replace(second, provenance=late)))
    joined = rates.rate(pair("EUR/CNY")).provenance

    assert (joined.source, joined.as_of) == ("A; B", date(2026, 1, 1))
    assert (joined.valid_from, joined.valid_to) == (date(2026, 2, 2), date(2026, 9, 9))


def test_a_quote_is_preferred_to_a_cross_even_when_it_is_older() -> None:
    direct = "CNY/SAR 0.54 spot 2026-11-01T00:00Z"

    assert table(PARITY, PEG, direct).rate(pair("CNY/SAR")).path == (direct,)


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        (
            quote("EUR/USD 1.1 spot 2026-11-24T09:00Z", name="A"),
            quote("EUR/USD 1.2 spot 2026-11-24T09:01Z", name="B"),
            "B",
        ),
        (
            quote("EUR/USD 1.1 spot 2026-11-24T10:00+01:00", name="A"),
            quote("USD/EUR 0.9 spot 2026-11-24T09:01Z", name="B"),
            "B",
        ),
        (quote("EUR/USD 1.1", name="A", confidence="low"), quote("EUR/USD 1.2", name="B"), "B"),
        (quote("EUR/USD 1.1/1.2", name="A"), quote("EUR/USD 1.2/1.3", name="B"), "A"),
    ],
)
def test_the_newest_quote_answers_then_the_better_trusted_then_the_first_id(
    first: Quote, second: Quote, winner: str
) -> None:
    for order in permutations((first, second)):
        assert RateTable.of(order).rate(pair("EUR/USD")).path == (winner,)


def test_of_crosses_the_shortest_wins_however_old() -> None:
    rates = table(
        "CNY/HKD 1.1 spot 2020-01-01T00:00Z",
        "HKD/SAR 0.48 spot 2020-01-01T00:00Z",
        "CNY/EUR 0.13",
        "EUR/USD 1.1",
        "USD/SAR 3.75",
    )

    assert rates.rate(pair("CNY/SAR")).path[0].startswith("CNY/HKD")


def test_of_equally_short_crosses_the_one_with_the_newest_oldest_quote_wins() -> None:
    by_dirham = ("CNY/AED 0.52 spot 2026-11-24T12:00Z", "AED/SAR 1.02 spot 2026-11-20T12:00Z")
    by_dollar = ("CNY/USD 0.14 spot 2026-11-23T12:00Z", "USD/SAR 3.75 spot 2026-11-22T12:00Z")

    assert table(*by_dirham, *by_dollar).rate(pair("CNY/SAR")).path == by_dollar


def test_a_peg_makes_no_chain_old() -> None:
    by_dirham = ("CNY/AED 0.52 spot 2026-11-22T12:00Z", "AED/SAR 1.02 spot 2026-11-22T12:00Z")
    by_dollar = ("CNY/USD 0.14 spot 2026-11-23T12:00Z", PEG)
    rate = table(*by_dirham, *by_dollar).rate(pair("CNY/SAR"))

    assert rate.path == by_dollar
    assert rate.quoted_at == instant("2026-11-23T12:00Z")


def test_of_equally_fresh_crosses_the_alphabet_decides_from_either_end() -> None:
    rates = table("CNY/HKD 1.1", "HKD/SAR 0.48", "CNY/EUR 0.13", "EUR/SAR 4.2")

    assert rates.rate(pair("CNY/SAR")).path == ("CNY/EUR 0.13", "EUR/SAR 4.2")
    assert rates.rate(pair("SAR/CNY")).path == ("EUR/SAR 4.2", "CNY/EUR 0.13")


def test_the_alphabet_never_chooses_an_older_chain() -> None:
    rates = table(
        "CNY/AED 0.52 spot 2026-11-01T00:00Z",
        "CNY/EUR 0.13",
        "AED/HKD 2.1",
        "EUR/HKD 8.7",
        "HKD/SAR 0.48 spot 2026-11-10T00:00Z",
    )

    assert rates.rate(pair("CNY/SAR")).path[0] == "CNY/EUR 0.13"


def test_a_missing_rate_names_the_pair_what_is_lacking_and_the_closest_pairs() -> None:
    with pytest.raises(MissingRate) as caught:
        table("EUR/USD 1.1", "USD/CNY 7", "CNY/HKD 1.1", "AED/HKD 2.1").rate(pair("CNY/SAR"))

    assert "CNY/SAR" in caught.value.what
    assert "no quote at all has SAR" in caught.value.what
    assert caught.value.mend.endswith("closest pairs at hand: CNY/HKD, USD/CNY, AED/HKD")


def test_two_islands_of_quotes_are_not_joined() -> None:
    with pytest.raises(MissingRate, match=r"crossed\n"):
        table("EUR/USD 1.1", "CNY/HKD 1.1").rate(pair("EUR/HKD"))


def test_an_empty_table_says_so() -> None:
    with pytest.raises(MissingRate, match="the table is empty"):
        RateTable.of(()).rate(pair("CNY/SAR"))


@pytest.mark.parametrize("second", ["EUR/USD 1.2/1.3", "USD/EUR 0.80/0.83", "EUR/USD 1.01/1.09"])
def test_two_quotes_of_one_instant_and_trust_that_do_not_overlap_contradict_each_other(second: str) -> None:
    with pytest.raises(ContradictoryRate) as caught:
        RateTable.of((quote("EUR/USD 1.1/1.15", name="ONE"), quote(second, name="TWO")))

    assert "ONE" in caught.value.where
    assert "TWO" in caught.value.where


def test_all_contradictions_are_named_at_once() -> None:
    with pytest.raises(ContradictoryRate) as caught:
        table("EUR/USD 1.1", "EUR/USD 1.2", "USD/CNY 7", "USD/CNY 8", "USD/SAR 3.75")

    assert caught.value.what.count("do not overlap") == 2
    assert "SAR" not in str(caught.value)


@pytest.mark.parametrize(
    "other",
    [
        quote("EUR/USD 1.15/1.2"),
        quote("EUR/USD 1.2/1.3 fixing"),
        quote("EUR/USD 1.2/1.3 spot 2026-11-24T12:01Z"),
        quote("EUR/USD 1.2/1.3", confidence="low"),
    ],
)
def test_quotes_that_touch_or_speak_of_something_else_do_not_contradict(other: Quote) -> None:
    assert len(RateTable.of((quote("EUR/USD 1.1/1.15"), other)).quotes) == 2


def test_an_id_given_twice_is_refused() -> None:
    with pytest.raises(InvalidValue, match="'A'"):
        RateTable.of((quote("EUR/USD 1.1", name="A"), quote("USD/CNY 7", name="A")))


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(InvalidValue, match="offset"):
        table("EUR/USD 1.1 spot 2026-11-24T12:00")
    with pytest.raises(InvalidValue, match="offset"):
        table("EUR/USD 1.1").as_of(instant("2026-11-24T12:00"))


HISTORY = (
    "USD/CNY 7.1106 central_parity 2025-09-22T09:15+08:00",
    "CNY/USD 0.142 spot 2025-12-01T00:00Z",
    PARITY,
    PEG,
)


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("1986-05-31T23:59Z", ()),
        ("2025-09-22T01:14Z", (PEG,)),
        ("2025-09-22T01:15Z", (HISTORY[0], PEG)),
        ("2026-01-08T09:14+08:00", (HISTORY[1], PEG)),
        ("2026-01-08T09:15+08:00", (PARITY, PEG)),
        ("2027-01-01T00:00Z", (PARITY, PEG)),
    ],
)
def test_a_view_holds_for_each_two_currencies_the_latest_quote_by_then(at: str, kept: tuple[str, ...]) -> None:
    view = table(*HISTORY).as_of(instant(at))

    assert tuple(entry.id for entry in view.quotes) == kept


def test_a_quote_no_longer_valid_gives_way_to_an_older_one() -> None:
    lapsed = quote("USD/CNY 7.2 spot 2026-11-20T00:00Z", name="LAPSED")
    lapsed = replace(lapsed, provenance=provenance(valid_to=date(2026, 11, 21)))
    rates = RateTable.of((lapsed, quote("USD/CNY 7.1 spot 2026-11-01T00:00Z", name="STANDING")))

    assert rates.as_of(instant("2026-11-21T23:59Z")).rate(pair("USD/CNY")).path == ("LAPSED",)
    assert rates.as_of(instant("2026-11-22T00:00Z")).rate(pair("USD/CNY")).path == ("STANDING",)


def test_a_view_keeps_the_latest_points_and_the_valid_conventions_and_the_hash() -> None:
    old, new = points("USD/CNY 1M -20/-18 2026-11-01T00:00Z"), points("USD/CNY 1M -22/-20 2026-11-20T00:00Z")
    other = points("USD/CNY 3M -60/-55 2026-11-01T00:00Z")
    rates = RateTable.of(
        (), (new, old, other), (convention("USD/CNY", 2), convention("EUR/USD", 2, ends=date(2026, 11, 1))), "abc"
    )
    view = rates.as_of(instant("2026-11-24T00:00Z"))

    assert view.list_forward_points(pair("USD/CNY")) == (new, other)
    assert [entry.id for entry in view.conventions] == ["USD/CNY"]
    assert view.sha256 == "abc"
    assert rates.as_of(instant("2026-11-02T00:00Z")).forward_points == (old, other)


def convention(text: str, lag: int, *, ends: date | None = None) -> PairConvention:
    return PairConvention(
        id=text,
        pair=pair(text),
        spot_lag_days=lag,
        pip_size=Decimal("0.001"),
        provenance=provenance(valid_to=ends),
    )


def test_the_convention_of_a_pair_holds_in_both_directions_its_pip_in_one() -> None:
    rates = RateTable.of((), (), (convention("USD/CAD", 1),))

    assert [rates.spot_lag_days(pair(text)) for text in ("USD/CAD", "CAD/USD", "USD/CNY")] == [1, 1, 2]
    assert str(rates.pip_size(pair("USD/CAD"))) == "0.001"
    assert str(rates.pip_size(pair("CAD/USD"))) == "0.0001"
    assert rates.find_convention(pair("USD/CNY")) is None


def test_pairs_are_listed_as_quoted_once_each() -> None:
    assert [str(entry) for entry in table(*HISTORY).list_pairs()] == ["CNY/USD", "USD/CNY", "USD/SAR"]


@pytest.mark.parametrize(
    ("asked", "now", "age", "is_stale"),
    [
        ("USD/CNY", "2026-01-08T09:15+08:00", 0, False),
        ("USD/CNY", "2026-01-08T02:14:59Z", 59, False),
        ("USD/CNY", "2026-01-08T02:15Z", 60, False),
        ("USD/CNY", "2026-01-08T02:16Z", 61, True),
        ("CNY/SAR", "2026-01-08T02:16Z", 61, True),
        ("USD/CNY", "2026-01-08T01:14Z", -1, False),
        ("SAR/USD", "2026-01-08T02:16Z", 0, False),
    ],
)
def test_a_rate_grows_old_by_the_minute_and_a_peg_never(asked: str, now: str, age: int, is_stale: bool) -> None:
    rates = table(PARITY, PEG)
    rate = rates.rate(pair(asked))

    assert rates.age_minutes(rate, instant(now)) == age
    assert rates.is_stale(rate, instant(now), 60) is is_stale


def test_the_age_of_a_foreign_rate_is_not_guessed() -> None:
    rate = table("EUR/USD 1.1").rate(pair("EUR/USD"))

    with pytest.raises(InvalidValue, match="unknown here"):
        table(PEG).age_minutes(rate, instant("2026-11-24T12:00Z"))


def test_a_quote_far_from_the_cross_of_equally_fresh_quotes_is_reported() -> None:
    at = "spot 2026-11-24T12:00Z"
    rates = table(f"USD/CNY 7 {at}", PEG, f"CNY/SAR 0.60 {at}", f"CNY/HKD 1.1 {at}")
    (found,) = [entry for entry in rates.check() if entry.pair == pair("CNY/SAR")]

    # 0.60 against 3.75 / 7 = 0.535714..., that is 12 % above
    assert str(found.deviation_bp) == "1200.000000000000"
    assert found.quote == f"CNY/SAR 0.60 {at}"
    assert found.cross_path == (f"USD/CNY 7 {at}", PEG)
    assert not rates.check(limit_bp=1200)


@pytest.mark.parametrize("direct", ["CNY/SAR 0.55", "SAR/CNY 1.87", "CNY/SAR 0.60 spot 2026-11-22T11:59Z"])
def test_a_quote_near_its_cross_or_of_another_time_is_not_reported(direct: str) -> None:
    assert table("USD/CNY 7", PEG, direct).check() == ()


def test_pegs_are_compared_whatever_their_age() -> None:
    pegs = ("USD/AED 3.6725 peg 1997-11-01T00:00Z", PEG, "AED/SAR 1.2 peg 2001-01-01T00:00Z")

    assert {str(entry.pair) for entry in table(*pegs).check()} == {"AED/SAR", "USD/AED", "USD/SAR"}


def test_the_hash_is_the_one_given_or_that_of_the_quotes() -> None:
    line = "A USD/CNY 7.1 7.2 spot 2026-11-24T12:00:00+00:00"
    one = quote("USD/CNY 7.1/7.2", name="A")

    assert RateTable.of((one,)).sha256 == hashlib.sha256(line.encode()).hexdigest()
    assert RateTable.of((one,), sha256="f00").sha256 == "f00"


def test_a_table_is_a_rate_source_that_does_not_change() -> None:
    source: RateSource = table(PARITY)
    assert isinstance(source, RateTable)
    with pytest.raises(FrozenInstanceError):
        source.sha256 = ""  # type: ignore[misc]  # the change is refused
    assert source.rate(pair("USD/CNY")) is source.rate(pair("USD/CNY"))


asked = st.permutations(CURRENCIES).map(lambda drawn: CurrencyPair(*drawn[:2]))


def answered(rates: RateTable, wanted: CurrencyPair) -> CrossRate | None:
    try:
        return rates.rate(wanted)
    except MissingRate:
        return None


@given(tables(), asked)
def test_bid_mid_and_offer_are_in_order(rates: RateTable, wanted: CurrencyPair) -> None:
    rate = answered(rates, wanted)

    assert rate is None or 0 < rate.bid <= rate.mid <= rate.offer


@given(tables(least=5), asked)
def test_both_directions_take_one_chain_and_are_each_others_inverse(rates: RateTable, wanted: CurrencyPair) -> None:
    there, back = answered(rates, wanted), answered(rates, wanted.inverse)

    assert (there is None) == (back is None)
    if there and back:
        assert there.path == back.path[::-1]
        assert abs(Fraction(there.bid) * Fraction(back.offer) - 1) < Fraction(1, 10**15)
        assert abs(Fraction(there.offer) * Fraction(back.bid) - 1) < Fraction(1, 10**15)


@given(tables(least=4), asked, st.data())
def test_the_order_of_quotes_does_not_matter(rates: RateTable, wanted: CurrencyPair, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rates.quotes))

    assert answered(RateTable.of(tuple(shuffled)), wanted) == answered(rates, wanted)


@given(tables(least=5), asked)
def test_the_chain_is_the_best_of_all_chains(rates: RateTable, wanted: CurrencyPair) -> None:
    found = answered(rates, wanted)
    chains = list(all_chains(rates, *sorted((wanted.base, wanted.quote))))

    assert (found is None) == (not chains)
    if found:
        best = min(chains, key=lambda chain: (len(chain), -freshness(rates, chain), chain))
        path = tuple(joining(rates, *step).id for step in pairwise(best))
        assert found.path == (path if best[0] == wanted.base else path[::-1])


def all_chains(rates: RateTable, start: str, end: str) -> Iterator[tuple[str, ...]]:
    """Every way through distinct currencies, by brute force."""
    between = [currency for currency in CURRENCIES if currency not in {start, end}]
    for length in range(len(between) + 1):
        for middle in permutations(between, length):
            chain = (start, *middle, end)
            if all(is_joined(rates, *step) for step in pairwise(chain)):
                yield chain


def is_joined(rates: RateTable, first: str, second: str) -> bool:
    return any({first, second} == {entry.pair.base, entry.pair.quote} for entry in rates.quotes)


def joining(rates: RateTable, first: str, second: str) -> Quote:
    (found,) = [entry for entry in rates.quotes if {first, second} == {entry.pair.base, entry.pair.quote}]
    return found


def freshness(rates: RateTable, chain: tuple[str, ...]) -> float:
    links = [joining(rates, *step) for step in pairwise(chain)]
    return min((link.quoted_at.timestamp() for link in links if link.kind != "peg"), default=1e20)


@given(st.lists(quotes(), max_size=15, unique_by=lambda drawn: drawn.id), st.integers(0, 30))
def test_a_view_of_a_view_is_the_view(drawn: list[Quote], days: int) -> None:
    calm = tuple(replace(entry, kind=f"{entry.id}") for entry in drawn)
    at = instant("2026-11-01T00:00Z") + timedelta(days=days)
    view = RateTable.of(calm).as_of(at)

    assert view.as_of(at) == view
    assert all(entry.quoted_at <= at for entry in view.quotes)
    assert len({frozenset((entry.pair.base, entry.pair.quote)) for entry in view.quotes}) == len(view.quotes)
