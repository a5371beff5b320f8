"""The page on the quality of screening says what was measured and kept."""

from pathlib import Path

import pytest

from benchmarks.names.kept import KEPT, PEERS, keep_figures, read_figures
from benchmarks.names.labelled import read_pairs
from benchmarks.names.page import PAGE, page_with_tables
from benchmarks.names.scores import Curve, NamesFigures

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_agrees_with_the_kept_figures() -> None:
    assert page_with_tables(TEXT, read_figures(KEPT), read_figures(PEERS)) == TEXT


def test_the_page_would_not_agree_with_other_figures() -> None:
    kept, peers = read_figures(KEPT), read_figures(PEERS)

    assert page_with_tables(TEXT, peers, kept) != TEXT


def test_the_page_states_how_many_pairs_there_are() -> None:
    pairs = read_pairs()
    spelled = sum(pair.relation == "spelled" for pair in pairs)

    assert f"{len(pairs)} pairs of an original" in TEXT
    assert f"In {spelled} of them" in TEXT
    assert f"In {len(pairs) - spelled} at least one" in TEXT


@pytest.mark.parametrize("name", ["fxroute", "nomenklatura"])
def test_every_matcher_was_asked_the_pairs(name: str) -> None:
    pairs = read_pairs()
    for figures in (*read_figures(KEPT).figures, *read_figures(PEERS).figures):
        asked = {(curve.group, curve.name): curve.questions for curve in figures.curves}
        if figures.matcher.startswith(name):
            assert asked["spelled", "all"] + asked["translated", "all"] == len(pairs)


def test_figures_are_kept_as_they_are(tmp_path: Path) -> None:
    figures = NamesFigures(matcher="one", entries=2, curves=(Curve("meant", "as listed", 1, (1,) * 11),))
    keep_figures(figures, tmp_path / "names.json")

    assert read_figures(tmp_path / "names.json").figures == (figures,)
    assert figures.lines()[-1].endswith("100.0")
