"""Windows give the same answer however few days were looked at before."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from fxroute.model import Hours
from fxroute.network.windows import Windows
from tests.search.parts import session
from tests.search.small import OPEN

FIRST, LAST = date(2026, 3, 1).toordinal(), date(2026, 4, 30).toordinal()
MIDDLE = date(2026, 3, 31)
MINUTE = (MIDDLE - date(1970, 1, 1)).days * 1440
SESSIONS = (
    (session("09:00", "05:00+1"), session("20:00-1", "04:00")),
    (session("02:30", "05:00"), session("12:00", "01:30+1")),
    (session("08:00", "17:00"),),
    (session("20:00-1", "16:00"),),
)
CALENDAR = replace(OPEN, weekend=frozenset({4, 5}), closed=frozenset({MIDDLE + timedelta(days=2)}))


def windows(shape: int, first: int, last: int) -> Windows:
    hours = Hours(calendars=(CALENDAR.id,), time_zone="Asia/Riyadh", sessions=SESSIONS[shape])
    made = Windows(hours, (CALENDAR,), is_customer=True)
    made.cover(first, last)
    return made


def test_a_session_of_the_next_day_that_opens_in_the_evening_may_close_first() -> None:
    # At 07:00 on the 31st, Riyadh time, the session that opened on the 30th is over. That of the 31st opens at 09:00
    # and takes instructions until 05:00; that of the 1st opens at 20:00 and closes at 04:00, first of the two.
    narrow = windows(0, MIDDLE.toordinal() - 3, MIDDLE.toordinal())

    assert narrow.end(MINUTE + (7 - 3) * 60, 0, LAST) == MINUTE + (20 - 3) * 60


@pytest.mark.parametrize("shape", range(len(SESSIONS)))
def test_what_was_looked_at_before_changes_nothing(shape: int) -> None:
    dice = Random(shape)  # noqa: S311  # seeded for a repeatable case, not for a secret
    wide = windows(shape, FIRST, LAST)
    for _ in range(300):
        day = MIDDLE.toordinal() + dice.randint(-5, 5)
        ready = MINUTE + dice.randint(-8 * 1440, 8 * 1440)
        start = min(day, MIDDLE.toordinal() + (ready - MINUTE) // 1440 - 3)
        ahead = windows(shape, start, max(start, day + dice.randint(0, 3)))
        back = windows(shape, start + dice.randint(0, 3), MIDDLE.toordinal() + 12)

        assert ahead.end(ready, 60, LAST) == wide.end(ready, 60, LAST)
        assert ahead.taking(ready, LAST) == wide.taking(ready, LAST)
        assert back.latest_ready(ready, 60, FIRST) == wide.latest_ready(ready, 60, FIRST)
