"""Currency pairs and quotes."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import ContradictoryRate, InvalidValue
from fxroute.model import CurrencyPair, Quote
from tests.model.days import PROVENANCE

codes = st.sampled_from(["AED", "CNY", "EUR", "JPY", "KWD", "SAR", "USD"])
pairs = st.lists(codes, min_size=2, max_size=2, unique=True).map(lambda two: CurrencyPair(*two))


@given(pairs)
def test_the_text_of_a_pair_parses_back(pair: CurrencyPair) -> None:
    assert CurrencyPair.parse(str(pair)) == pair


@given(pairs)
def test_the_inverse_of_the_inverse_is_the_pair(pair: CurrencyPair) -> None:
    assert pair.inverse != pair
    assert pair.inverse.inverse == pair


@pytest.mark.parametrize("text", ["", "CNYSAR", "CNY-SAR", "CNY/", "/SAR", "CNY/SAR/USD", "cny/sar", "CNH/SAR", None])
def test_what_is_no_pair_is_refused(text: object) -> None:
    with pytest.raises(InvalidValue):
        CurrencyPair.parse(text)  # type: ignore[arg-type]  # what is refused is handed over on purpose


def test_a_currency_against_itself_is_no_pair_since_its_rate_is_one() -> None:
    with pytest.raises(InvalidValue, match="the rate of a currency to itself is 1"):
        CurrencyPair.parse("GBP/GBP")


def quote(bid: object, offer: object) -> Quote:
    return Quote(
        id="Q",
        pair=CurrencyPair("CNY", "SAR"),
        bid=bid,  # type: ignore[arg-type]  # what is refused is handed over on purpose
        offer=offer,  # type: ignore[arg-type]  # as above
        kind="spot",
        quoted_at=datetime(2026, 11, 24, tzinfo=UTC),
        provenance=PROVENANCE,
    )


def test_a_bid_above_the_offer_is_a_contradiction() -> None:
    assert quote(Decimal("0.54"), Decimal("0.54")).bid == Decimal("0.54")
    with pytest.raises(ContradictoryRate, match=r"bid 0.55 is above offer 0.54"):
        quote(Decimal("0.55"), Decimal("0.54"))


@pytest.mark.parametrize("side", [Decimal(0), Decimal(-1)])
def test_a_side_that_is_not_positive_is_refused(side: Decimal) -> None:
    with pytest.raises(InvalidValue, match="not positive"):
        quote(side, Decimal(1))


@pytest.mark.parametrize("side", [0.54, "0.54", None, Decimal("NaN"), Decimal("Infinity")])
def test_a_side_that_is_no_finite_decimal_is_refused(side: object) -> None:
    for sides in ((side, Decimal(1)), (Decimal("0.5"), side)):
        with pytest.raises(InvalidValue, match="no finite decimal"):
            quote(*sides)
