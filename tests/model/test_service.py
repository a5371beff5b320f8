"""Bands, local times and sessions."""

from datetime import time

import pytest

from fxroute.errors import InvalidValue
from fxroute.model import Band, LocalTime, Session


def test_a_band_is_exact_when_its_ends_meet() -> None:
    assert Band(5, 5, 5).is_exact
    assert not Band(5, 5, 6).is_exact


@pytest.mark.parametrize("band", [(-1, 0, 1), (2, 1, 3), (1, 3, 2), (3, 3, 1)])
def test_a_band_out_of_order_is_refused(band: tuple[int, int, int]) -> None:
    with pytest.raises(InvalidValue, match="not in order"):
        Band(*band)


def local(text: str) -> LocalTime:
    clock, _, day = text.partition("@")
    return LocalTime(time.fromisoformat(clock), int(day or 0))


@pytest.mark.parametrize(
    ("text", "minutes"), [("00:00", 0), ("16:30", 990), ("20:30@-1", -210), ("05:00@1", 1740), ("00:00@1", 1440)]
)
def test_a_local_time_is_minutes_from_midnight_of_the_business_day(text: str, minutes: int) -> None:
    assert local(text).minutes == minutes


def session(opens: str, cut_off: str, closes: str, customer_cut_off: str) -> Session:
    return Session(
        name="day",
        opens=local(opens),
        cut_off=local(cut_off),
        closes=local(closes),
        customer_cut_off=local(customer_cut_off),
    )


@pytest.mark.parametrize(
    "times",
    [
        ("09:00", "16:30", "16:30", "16:30"),
        ("20:30@-1", "17:00", "18:00", "16:00"),
        ("20:30", "05:00@1", "05:00@1", "05:00@1"),
        ("09:00", "16:00", "17:00", "16:30"),
    ],
)
def test_a_session_opens_before_its_cut_offs_and_closes_after_them(times: tuple[str, str, str, str]) -> None:
    assert session(*times).name == "day"


@pytest.mark.parametrize(
    "times",
    [
        ("09:00", "09:00", "17:00", "09:00"),
        ("09:00", "16:00", "15:00", "16:00"),
        ("20:30", "05:00", "05:00", "05:00"),
        ("09:00", "16:00", "17:00", "08:00"),
        ("09:00", "18:00", "17:00", "16:00"),
        ("09:00", "16:00", "17:00", "18:00"),
    ],
)
def test_a_session_out_of_order_is_refused(times: tuple[str, str, str, str]) -> None:
    with pytest.raises(InvalidValue, match="session 'day'"):
        session(*times)
