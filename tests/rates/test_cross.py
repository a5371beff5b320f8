"""The search for a chain: what it does where there is no other way to see it."""

from fxroute.rates.cross import find_chain, neighbours_of, sides_of, winners
from tests.rates.notation import quote


def test_a_currency_that_nobody_quotes_is_reached_by_nothing() -> None:
    neighbours = neighbours_of([quote("EUR/USD 1.1")])

    assert find_chain(neighbours, "SAR", "USD") == ()
    assert find_chain(neighbours, "USD", "SAR") == ()


def test_a_chain_is_found_where_most_currencies_lie_off_it() -> None:
    spokes = [quote(f"{currency}/USD 1.5") for currency in ("AED", "CNY", "EUR", "HKD", "SAR")]

    assert find_chain(neighbours_of(spokes), "CNY", "SAR") == ("CNY", "USD", "SAR")


def test_the_sides_of_a_quote_are_exact_in_both_directions() -> None:
    drawn = quote("EUR/USD 1.1/1.3")

    assert [str(side) for side in sides_of(drawn, "EUR")] == ["11/10", "13/10"]
    assert [str(side) for side in sides_of(drawn, "USD")] == ["10/13", "10/11"]


def test_one_quote_answers_for_two_currencies_whichever_way_it_is_written() -> None:
    old, new = quote("USD/EUR 0.9 spot 2026-11-01T00:00Z"), quote("EUR/USD 1.1")

    assert winners([old, new]) == {("EUR", "USD"): new}
