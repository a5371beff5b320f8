"""Day counts against figures of the market; more of them in the shared cases."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import InvalidValue
from fxroute.rates import DayCount, year_fraction


@pytest.mark.parametrize(
    ("convention", "start", "end", "years"),
    [
        (DayCount.ACT_360, date(2026, 1, 1), date(2026, 7, 1), Fraction(181, 360)),
        (DayCount.ACT_365F, date(2024, 1, 1), date(2025, 1, 1), Fraction(366, 365)),
        (DayCount.THIRTY_E_360, date(2026, 1, 31), date(2026, 3, 31), Fraction(60, 360)),
        (DayCount.THIRTY_E_360, date(2026, 2, 28), date(2026, 3, 1), Fraction(3, 360)),
        (DayCount.ACT_ACT_ISDA, date(2023, 12, 31), date(2024, 1, 2), Fraction(1, 365) + Fraction(1, 366)),
        (DayCount.ACT_ACT_ISDA, date(2023, 11, 1), date(2024, 5, 1), Fraction(61, 365) + Fraction(121, 366)),
    ],
)
def test_the_years_between_two_days_are_counted_exactly(
    convention: DayCount, start: date, end: date, years: Fraction
) -> None:
    assert year_fraction(start, end, convention) == years


@pytest.mark.parametrize("convention", list(DayCount))
def test_time_does_not_run_backwards(convention: DayCount) -> None:
    assert year_fraction(date(2026, 1, 1), date(2026, 1, 1), convention) == 0
    with pytest.raises(InvalidValue, match="2025-12-31 lies before 2026-01-01"):
        year_fraction(date(2026, 1, 1), date(2025, 12, 31), convention)


days = st.integers(0, 20_000).map(lambda count: date(2000, 1, 1) + timedelta(days=count))


@given(st.lists(days, min_size=3, max_size=3).map(sorted), st.sampled_from(DayCount))
def test_a_period_cut_in_two_counts_as_much_as_the_whole(three: list[date], convention: DayCount) -> None:
    first, middle, last = three
    parts = year_fraction(first, middle, convention) + year_fraction(middle, last, convention)

    assert parts == year_fraction(first, last, convention)


@given(days, st.integers(1, 40))
def test_whole_calendar_years_are_whole_in_actual_actual(day: date, years: int) -> None:
    start = day.replace(month=1, day=1)

    assert year_fraction(start, start.replace(year=start.year + years), DayCount.ACT_ACT_ISDA) == years
