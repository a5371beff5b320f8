"""Provenance: how far a record is trusted, and when it speaks."""

from dataclasses import replace
from datetime import date

import pytest

from fxroute.model import Confidence
from tests.model.days import PROVENANCE, day

ORDER = ("high", "medium", "low", "prior", "example")


def test_confidence_falls_from_high_to_example() -> None:
    assert [confidence.rank for confidence in map(Confidence, ORDER)] == [0, 1, 2, 3, 4]


def test_a_floor_is_met_by_itself_and_by_everything_better() -> None:
    for place, text in enumerate(ORDER):
        meeting = [other for other in ORDER if Confidence(other).meets(Confidence(text))]
        assert meeting == list(ORDER[: place + 1])


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "speaking"),
    [
        (None, None, (True, True, True, True)),
        (date(2026, 2, 1), None, (False, True, True, True)),
        (None, date(2026, 2, 2), (True, True, True, False)),
        (date(2026, 2, 1), date(2026, 2, 2), (False, True, True, False)),
    ],
)
def test_a_record_speaks_of_its_days_both_ends_included(
    valid_from: date | None, valid_to: date | None, speaking: tuple[bool, ...]
) -> None:
    record = replace(PROVENANCE, valid_from=valid_from, valid_to=valid_to)
    days = map(day, ("2026-01-31", "2026-02-01", "2026-02-02", "2026-02-03"))

    assert tuple(record.is_valid_on(when) for when in days) == speaking
