"""Day counts: the part of a year between two dates, as exact fractions.

Source: ISDA Definitions, section 4.16, as generally described: ACT/360, ACT/365 (Fixed), 30E/360 and ACT/ACT.
"""

import calendar
from datetime import date
from enum import StrEnum
from fractions import Fraction

from fxroute.errors import InvalidValue

__all__ = ["DayCount", "year_fraction"]


class DayCount(StrEnum):
    """How the days and the year are counted; the text is the market's."""

    ACT_360 = "ACT/360"
    ACT_365F = "ACT/365F"
    THIRTY_E_360 = "30E/360"
    ACT_ACT_ISDA = "ACT/ACT ISDA"


def year_fraction(start: date, end: date, convention: DayCount) -> Fraction:
    """Return the years from `start` (included) to `end` (excluded).

    `ACT/360` and `ACT/365F` count calendar days over a fixed year. `30E/360` counts months of thirty days,
    the 31st taken for the 30th. `ACT/ACT ISDA` counts days in leap years over 366 and all others over 365.

    Raises:
        InvalidValue: `end` lies before `start`.
    """
    if end < start:
        raise InvalidValue(what=f"{end} lies before {start}", where="year fraction", mend="give the earlier day first")
    if convention is DayCount.ACT_360:
        return Fraction((end - start).days, 360)
    if convention is DayCount.ACT_365F:
        return Fraction((end - start).days, 365)
    if convention is DayCount.THIRTY_E_360:
        return Fraction(_thirties(end) - _thirties(start), 360)
    return _whole_years(end) - _whole_years(start)


def _thirties(day: date) -> int:
    return day.year * 360 + day.month * 30 + min(day.day, 30)


def _whole_years(day: date) -> Fraction:
    """Years since the beginning of the calendar, the running year in parts of its own length."""
    return day.year + Fraction(day.timetuple().tm_yday - 1, 366 if calendar.isleap(day.year) else 365)
