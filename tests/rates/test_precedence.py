"""Feeds above other quotes: no circle goes through two layers, pegs hold, and what feeds do not touch stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute import CurrencyPair
from fxroute.errors import ContradictoryRate
from fxroute.model import Confidence, Provenance, Quote
from fxroute.rates import RateTable

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CURRENCIES = ("AED", "CNY", "EUR", "HKD", "SAR", "USD")
PAIRS = [CurrencyPair(*pair) for pair in permutations(CURRENCIES, 2)]


def quote(name: str, pair: str, rate: str, *, kind: str = "fixing", hours: int = 1, offer: str = "") -> Quote:
    at = NOON - timedelta(hours=hours)
    return Quote(
        id=name,
        pair=CurrencyPair.parse(pair),
        bid=Decimal(rate),
        offer=Decimal(offer or rate),
        kind=kind,
        quoted_at=at,
        provenance=Provenance(source="made up", as_of=at.date(), confidence=Confidence.EXAMPLE),
    )


PEG = quote("peg", "USD/SAR", "3.75", kind="peg", hours=9000)
PRIORS = (
    quote("p-usd-cny", "USD/CNY", "6.65"),
    quote("p-cny-sar", "CNY/SAR", "0.5636"),
    quote("p-usd-sar", "USD/SAR", "3.7499", offer="3.7501"),
    quote("p-usd-aed", "USD/AED", "3.6725"),
    PEG,
)
EURO = (quote("e-usd", "EUR/USD", "1.1", hours=5), quote("e-cny", "EUR/CNY", "7.3", hours=5))
YUAN = (quote("y-usd", "USD/CNY", "7.05", hours=9), quote("y-sar", "CNY/SAR", "0.5319", hours=9))


def ids(*quotes: Quote) -> tuple[str, ...]:
    return tuple(one.id for one in quotes)


def standing(quotes: tuple[Quote, ...], *feeds: tuple[Quote, ...], own: tuple[str, ...] = ()) -> set[str]:
    table = RateTable.of(quotes, feeds=tuple(ids(*feed) for feed in feeds), own=own)
    return set(ids(*table.as_of(NOON).quotes))


def test_without_feeds_the_newest_quote_of_each_pair_stands() -> None:
    assert standing(PRIORS) == {"p-usd-cny", "p-cny-sar", "p-usd-sar", "p-usd-aed"}


def test_quotes_in_a_circle_with_a_feed_stand_back_and_the_peg_holds() -> None:
    assert standing((*PRIORS, *EURO), EURO) == {"e-usd", "e-cny", "peg", "p-usd-aed"}


def test_an_older_quote_of_a_feed_stands_before_a_newer_one_of_its_pair() -> None:
    assert "y-usd" in standing((*PRIORS, *YUAN), YUAN)
    assert "p-usd-cny" not in standing((*PRIORS, *YUAN), YUAN)


def test_the_feed_given_last_keeps_all_it_says_even_against_a_peg() -> None:
    assert standing((*PRIORS, *YUAN), YUAN) == {"y-usd", "y-sar", "p-usd-aed"}


def test_of_a_lower_feed_stands_what_joins_another_currency() -> None:
    assert standing((*PRIORS, *EURO, *YUAN), YUAN, EURO) == {"e-usd", "e-cny", "peg", "p-usd-aed"}
    assert standing((*PRIORS, *EURO, *YUAN), EURO, YUAN) == {"y-usd", "y-sar", "e-cny", "p-usd-aed"}


def test_a_feed_that_touches_no_circle_changes_nothing() -> None:
    lone = (quote("f", "EUR/HKD", "8.6"),)

    assert standing((*PRIORS, *lone), lone) == standing(PRIORS) | {"f"}


def test_two_quotes_that_hang_on_a_feed_at_both_ends_are_cut_to_one() -> None:
    hanging = (quote("a", "AED/CNY", "1.8", hours=2), quote("b", "AED/USD", "0.27", hours=3))

    assert standing((*hanging, *EURO), EURO) == {"e-usd", "e-cny", "a"}


def test_a_band_is_no_peg() -> None:
    band = quote("band", "USD/HKD", "7.75", offer="7.85", kind="peg", hours=9000)
    spot = quote("spot", "USD/HKD", "7.8", hours=1)
    feed = (*EURO, quote("e-sar", "EUR/SAR", "4.1", hours=5))

    assert standing((band, spot, *feed), feed) == {*ids(*feed), "spot"}


def test_a_feed_may_deny_others_but_not_itself() -> None:
    other = quote("other", "EUR/USD", "1.2", hours=5)

    assert "e-usd" in standing((*EURO, other), EURO)
    assert "other" in standing((*EURO, other), EURO, (other,))
    with pytest.raises(ContradictoryRate):
        standing((*EURO, other), (*EURO, other))


def test_own_quotes_stand_whatever_feeds_say() -> None:
    own = quote("own", "CNY/SAR", "0.56", hours=0)

    assert {"own", "e-usd", "e-cny", "peg"} <= standing((*PRIORS, *EURO, own), EURO, own=("own",))


def test_before_a_feed_began_the_other_quotes_stand() -> None:
    table = RateTable.of((*PRIORS, *(replace(one, quoted_at=NOON) for one in EURO)), feeds=(ids(*EURO),))

    assert set(ids(*table.as_of(NOON - timedelta(minutes=1)).quotes)) == standing(PRIORS)


@given(
    st.lists(
        st.tuples(st.sampled_from(PAIRS), st.integers(1, 900), st.integers(0, 3), st.integers(1, 40)),
        min_size=1,
        max_size=14,
        unique_by=lambda row: row[3],
    ),
    st.integers(1, 2),
)
def test_no_circle_goes_through_a_feed_and_another_layer(
    told: list[tuple[CurrencyPair, int, int, int]], feed_count: int
) -> None:
    """Whatever the rates, one step of a feed that is a star against any chain of what stands gives the same rate."""
    star = tuple(quote(f"s{at}", f"EUR/{code}", str(at + 2)) for at, code in enumerate(CURRENCIES) if code != "EUR")[:3]
    rest = tuple(
        quote(f"q{at}", str(pair), str(rate), kind="peg" if kind == 3 else "spot", hours=hours)
        for at, (pair, rate, kind, hours) in enumerate(told)
    )
    lower = tuple(one for one in rest if one.quoted_at.hour % 2)
    feeds = (lower, star)[-feed_count:]
    standing_now = RateTable.of((*rest, *star), feeds=tuple(ids(*feed) for feed in feeds)).as_of(NOON).quotes

    assert set(ids(*star)) <= set(ids(*standing_now))
    assert_one_rate(standing_now, {code for one in star for code in (one.pair.base, one.pair.quote)})
    assert joined(standing_now) == joined((*rest, *star))


def assert_one_rate(quotes: tuple[Quote, ...], currencies: set[str]) -> None:
    """Two currencies of the star are joined in one way only: each quote that stands leads somewhere new."""
    for one in quotes:
        others = tuple(other for other in quotes if other.id != one.id)
        if {one.pair.base, one.pair.quote} <= currencies:
            assert not any({one.pair.base, one.pair.quote} <= part for part in joined(others))


def joined(quotes: tuple[Quote, ...]) -> set[frozenset[str]]:
    parts: dict[str, frozenset[str]] = {}
    for one in quotes:
        ends = (one.pair.base, one.pair.quote)
        part = frozenset(ends).union(*(parts.get(code, frozenset()) for code in ends))
        parts.update(dict.fromkeys(part, part))
    return set(parts.values())


def test_a_cross_over_what_stands_is_the_product_of_published_rates() -> None:
    rate = RateTable.of((*PRIORS, *EURO), feeds=(ids(*EURO),)).as_of(NOON).rate(CurrencyPair("CNY", "SAR"))
    exact = Fraction("1.1") / Fraction("7.3") * Fraction("3.75")

    assert abs(Fraction(rate.mid) - exact) < Fraction(1, 10**15)
    assert rate.path == ("e-cny", "e-usd", "peg")
