"""The pairs collected by hand: each has a source, and is what its columns say."""

import csv
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.names.labelled import Pair, read_pairs

SOURCES = Path(__file__).with_name("sources.csv")
PAIRS = read_pairs()

WORDS_OF_SCRIPTS = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Beng": "BENGALI",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Geor": "GEORGIAN",
    "Grek": "GREEK",
    "Hang": "HANGUL",
    "Hani": "CJK",
    "Hebr": "HEBREW",
    "Hira": "HIRAGANA",
    "Kana": "KATAKANA",
    "Thai": "THAI",
}
"""How Unicode begins the names of a script's letters."""


def words_of_letters(text: str) -> Counter[str]:
    return Counter(unicodedata.name(letter).split()[0] for letter in text if letter.isalpha())


def test_there_are_enough_pairs_of_enough_scripts() -> None:
    spelled = Counter(pair.script for pair in PAIRS if pair.relation == "spelled")

    assert len(PAIRS) >= 300
    assert spelled.keys() == WORDS_OF_SCRIPTS.keys()
    assert min(spelled[script] for script in ("Arab", "Cyrl", "Grek", "Hang", "Hani", "Hebr")) >= 15


def test_no_pair_stands_twice() -> None:
    assert len({(pair.original, pair.latin) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.latin)
def test_a_pair_is_of_its_script_and_in_latin_letters(pair: Pair) -> None:
    most, _ = words_of_letters(pair.original).most_common(1)[0]

    assert most.split("-")[0] == WORDS_OF_SCRIPTS[pair.script]
    assert words_of_letters(pair.latin).keys() <= {"LATIN", "MODIFIER"}
    assert pair.original == pair.original.strip()
    assert pair.latin == pair.latin.strip()
    assert pair.kind in {"person", "organisation"}
    assert pair.relation in {"spelled", "translated"}
    assert pair.confidence in {"high", "medium", "low"}


def test_every_pair_has_a_source_that_is_dated_and_every_source_a_pair() -> None:
    with SOURCES.open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))

    assert {source["key"] for source in sources} == {pair.source for pair in PAIRS}
    assert all(source["title"] and source["collected"].startswith("2026-") for source in sources)


def test_a_source_that_cannot_be_opened_is_of_low_confidence() -> None:
    with SOURCES.open(encoding="utf-8", newline="") as file:
        without_address = {source["key"] for source in csv.DictReader(file) if not source["address"]}

    assert {pair.confidence for pair in PAIRS if pair.source in without_address} == {"low"}


def test_half_of_the_pairs_is_held_out_and_an_original_stays_in_its_half() -> None:
    held = [pair for pair in PAIRS if pair.is_held_out]
    ordered = sorted(PAIRS, key=lambda pair: pair.original)

    assert 0.4 < len(held) / len(PAIRS) < 0.6
    assert all(a.is_held_out == b.is_held_out for a, b in pairwise(ordered) if a.original == b.original)
