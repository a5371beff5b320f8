"""The quality of name matching as a law: no change may find less, or hold up more strangers, than stands here.

The set is fixed, so the counts are the same on every machine. Floors and ceilings were set from a measurement, a little
below and above it; a better matcher may tighten them, a worse one is a decision that somebody has to write down here.
"""

import pytest

from benchmarks.names.measure import measure_names
from benchmarks.names.scores import THRESHOLDS, Curve, draw_questions

A_CHANGE, STRANGERS = 100, 2_000
POSSIBLE = THRESHOLDS.index(70)

FOUND = {
    "as listed": 100,
    "other spelling": 86,
    "family name first": 99,
    "initial for a given name": 95,
    "middle name left out": 99,
    "middle name added": 99,
    "title before the name": 99,
    "vowels left out of a word": 91,
    "letter inserted": 96,
    "letter deleted": 93,
    "letter substituted": 89,
    "neighbours transposed": 95,
    "neighbouring key": 92,
    "letter doubled": 98,
    "two slips": 73,
    "digits for letters": 29,
    "words joined": 97,
    "word parted": 97,
    "accents added": 99,
    "letter case": 100,
    "punctuation": 99,
    "look-alike letters": 99,
    "marks unseen": 99,
    "form left out": 99,
    "form written otherwise": 88,
    "other form": 98,
    "trade shortened": 41,
    "trade left out": 98,
    "inside a text": 97,
}
"""Changed names found at 0.70, of a hundred each."""

SPELLED = {
    "ru Cyrl": 38,
    "uk Cyrl": 13,
    "bg Cyrl": 3,
    "el Grek": 17,
    "he Hebr": 18,
    "ar Arab": 68,
    "fa Arab": 27,
    "ko Hang": 21,
    "zh Hani": 43,
    "ja Hira": 14,
    "held out": 140,
    "all": 276,
}
"""Pairs in two scripts found at 0.70; what is missing here is not found, or too few to tell."""

HELD_UP = {
    "all": 170,
    "person: same family name": 26,
    "person: same given name": 29,
    "person: other middle name": 14,
    "person: drawn by chance": 24,
    "person: inside a text": 40,
    "organisation: same trade and form": 6,
    "organisation: one make of two": 4,
    "organisation: drawn by chance": 5,
    "organisation: inside a text": 4,
    "vessel: same vessel word and number": 4,
}
"""Strangers hit at 0.70, of two thousand in all."""


@pytest.fixture(scope="module")
def measured() -> dict[tuple[str, str], Curve]:
    figures = measure_names(draw_questions(A_CHANGE, STRANGERS))
    return {(curve.group, curve.name): curve for curve in figures.curves}


def test_there_is_a_floor_for_every_change(measured: dict[tuple[str, str], Curve]) -> None:
    assert {name for group, name in measured if group == "meant"} == FOUND.keys()


@pytest.mark.parametrize("change", FOUND)
def test_a_changed_name_is_found(measured: dict[tuple[str, str], Curve], change: str) -> None:
    curve = measured["meant", change]

    assert curve.questions == A_CHANGE
    assert curve.at_least[POSSIBLE] >= FOUND[change]


@pytest.mark.parametrize("script", SPELLED)
def test_a_name_in_another_script_is_found(measured: dict[tuple[str, str], Curve], script: str) -> None:
    assert measured["spelled", script].at_least[POSSIBLE] >= SPELLED[script]


def test_what_was_held_out_is_found_about_as_often_as_what_was_shown(measured: dict[tuple[str, str], Curve]) -> None:
    held, shown = (measured["spelled", half] for half in ("held out", "shown"))

    assert held.at_least[POSSIBLE] / held.questions > shown.at_least[POSSIBLE] / shown.questions - 0.10


@pytest.mark.parametrize("stranger", HELD_UP)
def test_few_strangers_are_held_up(measured: dict[tuple[str, str], Curve], stranger: str) -> None:
    assert measured["stranger", stranger].at_least[POSSIBLE] <= HELD_UP[stranger]


def test_only_an_exact_name_is_a_match(measured: dict[tuple[str, str], Curve]) -> None:
    assert measured["meant", "as listed"].at_least[-1] == A_CHANGE
    assert measured["stranger", "all"].at_least[-1] == 0
