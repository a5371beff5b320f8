"""Business days: weekends, closed days, make-up workdays, and rolling over them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import InvalidValue, MissingCalendar
from fxroute.model import Calendar, JointCalendar
from tests.model.days import calendar, day

CHINA = calendar("sat sun", "2026-10-09", workdays="2026-10-10", name="CN")
SAUDI = calendar("fri sat", "2026-10-11", name="SA")
BOTH = JointCalendar((CHINA, SAUDI))


@pytest.mark.parametrize(
    ("text", "is_open", "is_weekend"),
    [
        ("2026-10-08", True, False),
        ("2026-10-09", False, False),
        ("2026-10-10", True, False),
        ("2026-10-11", False, True),
    ],
)
def test_a_day_is_open_unless_weekend_or_closed_and_a_make_up_workday_always(
    text: str, is_open: bool, is_weekend: bool
) -> None:
    assert (CHINA.is_open(day(text)), CHINA.is_weekend(day(text))) == (is_open, is_weekend)


def test_the_weekend_of_riyadh_is_friday_and_saturday() -> None:
    week = [date(2026, 11, 1) + timedelta(days=count) for count in range(7)]

    assert [SAUDI.is_open(entry) for entry in week] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("text", "is_provisional"),
    [("2025-12-31", True), ("2026-01-01", False), ("2026-12-31", False), ("2027-01-01", True)],
)
def test_what_is_not_announced_is_provisional(text: str, is_provisional: bool) -> None:
    assert CHINA.is_provisional(day(text)) is is_provisional
    assert BOTH.is_provisional(day(text)) is is_provisional


def test_joint_days_are_open_in_every_calendar() -> None:
    week = [date(2026, 10, 8) + timedelta(days=count) for count in range(6)]

    assert [entry.day for entry in week if BOTH.is_open(entry)] == [8, 12, 13]


def test_no_calendar_at_all_is_refused() -> None:
    with pytest.raises(MissingCalendar, match="no calendar was given"):
        JointCalendar(())


@pytest.mark.parametrize(
    ("text", "following", "preceding", "nearest"),
    [
        ("2026-10-08", "2026-10-08", "2026-10-08", "2026-10-08"),
        ("2026-10-09", "2026-10-12", "2026-10-08", "2026-10-08"),
        ("2026-10-10", "2026-10-12", "2026-10-08", "2026-10-12"),
        ("2026-10-11", "2026-10-12", "2026-10-08", "2026-10-12"),
    ],
)
def test_a_closed_day_rolls_forward_back_or_to_the_nearer_side(
    text: str, following: str, preceding: str, nearest: str
) -> None:
    assert BOTH.following(day(text)) == day(following)
    assert BOTH.preceding(day(text)) == day(preceding)
    assert BOTH.nearest(day(text)) == day(nearest)


def test_modified_following_stays_in_the_month() -> None:
    weekdays = JointCalendar((calendar("sat sun"),))

    assert weekdays.modified_following(day("2026-10-31")) == day("2026-10-30")
    assert weekdays.modified_following(day("2026-11-01")) == day("2026-11-02")


@pytest.mark.parametrize(
    ("business_days", "text"), [(0, "2026-10-08"), (1, "2026-10-12"), (2, "2026-10-13"), (5, "2026-10-19")]
)
def test_business_days_are_added_one_by_one(business_days: int, text: str) -> None:
    assert BOTH.add(day("2026-10-08"), business_days) == day(text)


def test_business_days_are_not_taken_away() -> None:
    with pytest.raises(InvalidValue, match="-1 business days"):
        BOTH.add(day("2026-10-08"), -1)


def test_a_calendar_that_never_opens_is_named() -> None:
    never = JointCalendar((calendar("mon tue wed thu fri sat sun", name="NEVER"), CHINA))

    with pytest.raises(MissingCalendar, match="NEVER, CN within 400 days of 2026-10-08"):
        never.following(day("2026-10-08"))


days = st.integers(0, 700).map(lambda count: date(2026, 1, 1) + timedelta(days=count))
closings = st.frozensets(days, max_size=80).map(lambda found: " ".join(map(str, found)))
calendars = st.builds(calendar, st.sampled_from(["sat sun", "fri sat", "sun", ""]), closings)


@given(days, calendars, calendars)
def test_rolling_reaches_the_first_open_day_on_its_side(when: date, first: Calendar, second: Calendar) -> None:
    joint = JointCalendar((first, second))
    later, earlier = joint.following(when), joint.preceding(when)

    assert earlier <= when <= later
    assert joint.is_open(later)
    assert joint.is_open(earlier)
    between = [earlier + timedelta(days=count) for count in range(1, (later - earlier).days)]
    assert not any(joint.is_open(entry) for entry in between if entry != when) or earlier == later


@given(days, calendars, st.integers(0, 10), st.integers(0, 10))
def test_days_added_in_two_steps_are_days_added_at_once(when: date, only: Calendar, first: int, second: int) -> None:
    joint = JointCalendar((only,))

    assert joint.add(joint.add(when, first), second) == joint.add(when, first + second)


@given(days, calendars, calendars)
def test_another_calendar_never_brings_a_day_forward(when: date, first: Calendar, second: Calendar) -> None:
    assert JointCalendar((first,)).following(when) <= JointCalendar((first, second)).following(when)
