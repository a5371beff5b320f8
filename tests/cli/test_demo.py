"""`fxroute demo`: the case on the shipped data, and a payment on sourced records only."""

import pytest

from tests.cli.running import is_expected, masked, run, run_json


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_demonstration_reads_as_it_did(lang: str) -> None:
    result = run("demo", "--lang", lang)

    assert result.exit_code == 0
    assert is_expected(masked(result.stdout), f"demo.{lang}.txt")


def test_the_second_demonstration_stands_on_sourced_records() -> None:
    answer = run_json("demo")

    assert answer["rent"]["routes"]
    assert answer["sourced"]["bounds"]["evidence_floor"] == "medium"
    assert all(route["evidence"]["weakest"] in ("high", "medium") for route in answer["sourced"]["routes"])
    assert answer["sourced"]["routes"]
