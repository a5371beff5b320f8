"""The past of a pair: quoted, inverted, or crossed over the euro and the dollar; one cross a day at most."""

from datetime import UTC, date, datetime
from decimal import Decimal

from fxroute import CurrencyPair
from fxroute.model import Confidence, Provenance, Quote
from fxroute.rates import DatedRate, list_dated_rates

CNY_SAR = CurrencyPair("CNY", "SAR")


def quote(pair: str, day: int, rate: str, *, kind: str = "fixing", offer: str = "", hour: int = 12) -> Quote:
    at = datetime(2026, 11, day, hour, tzinfo=UTC)
    return Quote(
        id=f"{pair} {day} {hour}",
        pair=CurrencyPair.parse(pair),
        bid=Decimal(rate),
        offer=Decimal(offer or rate),
        kind=kind,
        quoted_at=at,
        provenance=Provenance(source="made up", as_of=at.date(), confidence=Confidence.EXAMPLE),
    )


PEG = quote("USD/SAR", 1, "3.75", kind="peg")


def told(dated: tuple[DatedRate, ...]) -> list[tuple[int, str, str]]:
    return [(one.day.day, one.how, format(one.rate.mid, "f")) for one in dated]


def test_every_quote_of_the_two_currencies_is_one_rate() -> None:
    quotes = [quote("CNY/SAR", 3, "0.53"), quote("SAR/CNY", 2, "2"), quote("CNY/SAR", 3, "0.54", hour=13)]

    assert told(list_dated_rates(quotes, CNY_SAR)) == [
        (2, "inverse", "0.5"),
        (3, "direct", "0.53"),
        (3, "direct", "0.54"),
    ]


def test_an_inverse_swaps_the_sides() -> None:
    (one,) = list_dated_rates([quote("SAR/CNY", 2, "1.6", offer="2")], CNY_SAR)

    assert (one.rate.bid, one.rate.offer) == (Decimal("0.5"), Decimal("0.625"))


def test_a_day_without_a_quote_is_crossed_over_euro_dollar_and_peg() -> None:
    quotes = [PEG, quote("EUR/USD", 4, "1.1"), quote("EUR/CNY", 4, "5.5"), quote("USD/CNY", 5, "7.5")]
    dated = list_dated_rates(quotes, CNY_SAR)

    assert told(dated) == [(4, "cross", "0.75"), (5, "cross", "0.5")]
    assert dated[1].rate.path == ("USD/CNY 5 12", "USD/SAR 1 12")
    assert dated[0].kind == "derived"


def test_a_day_with_a_quote_has_no_cross() -> None:
    quotes = [PEG, quote("USD/CNY", 5, "7.5"), quote("CNY/SAR", 5, "0.51")]

    assert [how for _, how, _ in told(list_dated_rates(quotes, CNY_SAR))] == ["direct"]


def test_quotes_of_different_days_are_not_crossed() -> None:
    quotes = [quote("EUR/USD", 4, "1.1"), quote("EUR/CNY", 5, "5.5")]

    assert list_dated_rates(quotes, CurrencyPair("USD", "CNY")) == ()


def test_other_currencies_are_no_bridge() -> None:
    quotes = [quote("CNY/HKD", 4, "1.1"), quote("HKD/SAR", 4, "0.48")]

    assert list_dated_rates(quotes, CNY_SAR) == ()


def test_a_peg_alone_makes_no_history_of_days() -> None:
    assert told(list_dated_rates([PEG, quote("EUR/USD", 4, "1.1")], CurrencyPair("SAR", "USD"))) == [
        (1, "inverse", "0.2666666666666667")
    ]


def test_a_peg_holds_from_its_day_on() -> None:
    quotes = [quote("USD/SAR", 5, "3.75", kind="peg"), quote("USD/CNY", 4, "7.5")]

    assert list_dated_rates(quotes, CNY_SAR) == ()


def test_days_are_those_of_utc_and_both_ends_count() -> None:
    quotes = [quote("CNY/SAR", day, "0.5") for day in range(1, 8)]
    dated = list_dated_rates(quotes, CNY_SAR, first=date(2026, 11, 3), last=date(2026, 11, 5))

    assert [one.day.day for one in dated] == [3, 4, 5]
