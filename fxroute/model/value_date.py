"""Value dates of exchanges: counting good days over the calendars of both currencies.

Spot is counted day by day from the trade date. A day on the way counts when every currency but USD has a
business day and USD has no weekend; a United States holiday on the way alone does not delay delivery. The
last day must be a business day of every currency.

Source: foreign-exchange market practice as published in value-date tables of London brokers.
"""

from datetime import date, timedelta

from fxroute.errors import InvalidValue, MissingCalendar
from fxroute.model.calendar import Calendar, JointCalendar

__all__ = ["settlement_date"]

# The one currency whose holidays on the way do not delay delivery: the other side prepares meanwhile.
_VEHICLE_CURRENCY = "USD"
_SEARCH_DAYS_MAX = 400


def settlement_date(trade: date, *, lag_days: int, calendars: tuple[tuple[str, Calendar], ...]) -> date:
    """Return the day on which an exchange dealt on `trade` is delivered.

    A Thursday deal in USD/SAR with a lag of 2 is delivered on Tuesday: Friday and Saturday are the Saudi
    weekend, Sunday the American one, Monday and Tuesday count.

    Args:
        trade: day of the deal, in the dealer's zone; it need not be a business day itself and never counts.
        lag_days: good days from deal to delivery, zero or more; zero gives `trade`, or the next day good for
            all.
        calendars: currency and calendar, for each side of the pair; USD is the one treated apart.

    Returns:
        The day of delivery, open in every calendar.

    Raises:
        InvalidValue: the lag is negative.
        MissingCalendar: no calendar was given, or no such day lies within 400 days of `trade`.
    """
    if lag_days < 0:
        raise InvalidValue(
            what=f"a lag of {lag_days} days lies before the deal", where="lag_days", mend="give zero or more"
        )
    joint = JointCalendar(tuple(calendar for _, calendar in calendars))
    missing = lag_days
    for distance in range(_SEARCH_DAYS_MAX + 1):
        day = trade + timedelta(days=distance)
        if distance and missing and _counts(day, calendars):
            missing -= 1
        if not missing and joint.is_open(day):
            return day
    sides = ", ".join(f"{currency} ({calendar.id})" for currency, calendar in calendars)
    raise MissingCalendar(
        what=f"no delivery {lag_days} good days after {trade} within {_SEARCH_DAYS_MAX} days for {sides}",
        where="settlement date",
        mend="check the weekends and closed days of these calendars",
    )


def _counts(day: date, calendars: tuple[tuple[str, Calendar], ...]) -> bool:
    return all(
        not calendar.is_weekend(day) if currency == _VEHICLE_CURRENCY else calendar.is_open(day)
        for currency, calendar in calendars
    )
