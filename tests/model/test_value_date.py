"""Value dates: which days count on the way to delivery."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import InvalidValue, MissingCalendar
from fxroute.model import Calendar, settlement_date
from tests.model.days import calendar, day

US = calendar("sat sun", "2026-11-26 2027-01-01", name="US")
SAUDI = calendar("fri sat", "2026-09-23", name="SA")
CHINA = calendar("sat sun", "2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07", workdays="2026-10-10", name="CN")
EURO = calendar("sat sun", "2026-12-25", name="EU")
CANADA = calendar("sat sun", "2026-11-11", name="CA")
CALENDARS = {"USD": US, "SAR": SAUDI, "CNY": CHINA, "EUR": EURO, "CAD": CANADA}


def settle(pair: str, trade: str, lag: int) -> str:
    calendars = tuple((currency, CALENDARS[currency]) for currency in pair.split("/"))
    return settlement_date(day(trade), lag_days=lag, calendars=calendars).isoformat()


@pytest.mark.parametrize(
    ("pair", "trade", "delivered"),
    [
        # the Gulf: Friday and Saturday there, Saturday and Sunday here
        ("USD/SAR", "2026-11-02", "2026-11-04"),
        ("USD/SAR", "2026-11-03", "2026-11-05"),
        ("USD/SAR", "2026-11-04", "2026-11-09"),
        ("USD/SAR", "2026-11-05", "2026-11-10"),
        ("CNY/SAR", "2026-11-04", "2026-11-09"),
        ("CNY/SAR", "2026-11-05", "2026-11-10"),
        # a deal on Sunday, the first working day of Riyadh
        ("USD/SAR", "2026-11-08", "2026-11-10"),
        # Monday 30 November: Thanksgiving, the Thursday before, counts on the way
        ("EUR/USD", "2026-11-25", "2026-11-27"),
        # but nothing is delivered on it
        ("EUR/USD", "2026-11-24", "2026-11-27"),
        # the holiday of another currency does delay
        ("USD/SAR", "2026-09-22", "2026-09-28"),
        # golden week, and the make-up Saturday on which Riyadh is closed
        ("USD/CNY", "2026-09-30", "2026-10-09"),
        ("CNY/SAR", "2026-10-01", "2026-10-12"),
        ("EUR/CNY", "2026-10-08", "2026-10-12"),
    ],
)
def test_spot_is_two_good_days_away(pair: str, trade: str, delivered: str) -> None:
    assert settle(pair, trade, 2) == delivered


@pytest.mark.parametrize(
    ("trade", "delivered"),
    [
        ("2026-11-09", "2026-11-10"),
        # Remembrance Day neither counts nor takes delivery
        ("2026-11-10", "2026-11-12"),
        # Thanksgiving takes no delivery
        ("2026-11-25", "2026-11-27"),
        ("2026-11-13", "2026-11-16"),
    ],
)
def test_the_day_after_is_one_good_day_away(trade: str, delivered: str) -> None:
    assert settle("USD/CAD", trade, 1) == delivered


@pytest.mark.parametrize(
    ("pair", "trade", "delivered"),
    [
        ("USD/SAR", "2026-11-03", "2026-11-03"),
        ("USD/SAR", "2026-11-06", "2026-11-09"),
        ("CNY/SAR", "2026-10-10", "2026-10-12"),
        ("EUR/USD", "2026-11-26", "2026-11-27"),
    ],
)
def test_no_lag_is_the_same_day_or_the_next_good_for_both(pair: str, trade: str, delivered: str) -> None:
    assert settle(pair, trade, 0) == delivered


def test_a_make_up_workday_counts() -> None:
    assert settle("CNY/CNY", "2026-10-08", 2) == "2026-10-10"


def test_a_lag_into_the_past_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a lag of -1 days"):
        settle("USD/SAR", "2026-11-03", -1)


def test_without_calendars_nothing_is_known() -> None:
    with pytest.raises(MissingCalendar, match="no calendar was given"):
        settlement_date(date(2026, 11, 3), lag_days=2, calendars=())


@pytest.mark.parametrize("lag", [0, 2])
def test_a_delivery_that_never_comes_is_told_with_both_sides(lag: int) -> None:
    never = calendar("mon tue wed thu fri sat sun", name="NEVER")

    with pytest.raises(MissingCalendar, match=r"within 400 days for USD \(US\), XXX \(NEVER\)"):
        settlement_date(date(2026, 11, 3), lag_days=lag, calendars=(("USD", US), ("XXX", never)))


def test_a_delivery_more_than_400_days_away_is_not_found() -> None:
    seldom = calendar("mon tue wed thu fri sat sun", workdays="2027-12-08", name="SELDOM")
    calendars = (("USD", US), ("XXX", seldom))

    assert settlement_date(date(2026, 11, 3), lag_days=0, calendars=calendars) == date(2027, 12, 8)
    with pytest.raises(MissingCalendar):
        settlement_date(date(2026, 11, 2), lag_days=0, calendars=calendars)


days = st.integers(0, 700).map(lambda count: date(2026, 1, 1) + timedelta(days=count))
closings = st.frozensets(days, max_size=60).map(lambda found: " ".join(map(str, found)))
calendars = st.builds(calendar, st.sampled_from(["sat sun", "fri sat", "sun"]), closings)


@given(days, st.integers(0, 4), calendars, calendars)
def test_delivery_is_open_for_both_and_not_earlier_for_a_longer_lag(
    trade: date, lag: int, base: Calendar, quote: Calendar
) -> None:
    sides = (("CNY", base), ("SAR", quote))
    delivered = settlement_date(trade, lag_days=lag, calendars=sides)

    assert base.is_open(delivered)
    assert quote.is_open(delivered)
    assert trade + timedelta(days=lag) <= delivered <= settlement_date(trade, lag_days=lag + 1, calendars=sides)


@given(days, st.integers(0, 3), calendars, calendars)
def test_a_later_deal_is_never_delivered_earlier(trade: date, lag: int, base: Calendar, quote: Calendar) -> None:
    sides = (("USD", base), ("SAR", quote))
    tomorrow = trade + timedelta(days=1)

    assert settlement_date(trade, lag_days=lag, calendars=sides) <= settlement_date(
        tomorrow, lag_days=lag, calendars=sides
    )


@given(days, st.integers(0, 3), calendars, calendars)
def test_the_dollar_delays_no_more_than_any_other_currency(
    trade: date, lag: int, base: Calendar, quote: Calendar
) -> None:
    as_dollar = settlement_date(trade, lag_days=lag, calendars=(("USD", base), ("SAR", quote)))
    as_other = settlement_date(trade, lag_days=lag, calendars=(("EUR", base), ("SAR", quote)))

    assert as_dollar <= as_other
