"""The labelled set: the same everywhere, right about who is meant, and ignorant of what it measures."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.names.labelled import Entry, Query, draw_entries, draw_strangers, words_of
from benchmarks.names.parts import CULTURES, FORMS, MAKES
from benchmarks.names.peer import PeerAsked
from benchmarks.names.perturb import CHANGES, draw_meant
from benchmarks.names.scores import THRESHOLDS, curves, draw_questions

FOLDER = Path(__file__).resolve().parents[3] / "benchmarks" / "names"
ENTRIES = draw_entries(300, 120, 40)
STRANGERS = draw_strangers(ENTRIES, 400)
MEANT = draw_meant(ENTRIES, 15)


@pytest.mark.parametrize("module", ["labelled", "parts", "perturb", "scores"])
def test_what_changes_names_shares_nothing_with_what_compares_them(module: str) -> None:
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert not {name.split(".")[0] for name in imported} & {"fxroute", "anyascii", "pypinyin", "rapidfuzz"}


def test_the_set_is_the_same_every_time() -> None:
    assert draw_entries(300, 120, 40) == ENTRIES
    assert draw_strangers(ENTRIES, 400) == STRANGERS
    assert draw_meant(ENTRIES, 15) == MEANT


def test_fewer_questions_are_the_first_of_all_of_them() -> None:
    assert draw_strangers(ENTRIES, 100) == STRANGERS[:100]
    fewer = draw_meant(ENTRIES, 5)
    assert fewer == tuple(query for change in CHANGES for query in [one for one in MEANT if one.change == change][:5])


def test_no_two_entries_are_one_name_in_other_words() -> None:
    assert len({words_of(entry.name) for entry in ENTRIES}) == len(ENTRIES)
    assert len(MAKES) == len(set(MAKES))


def test_a_stranger_is_not_on_the_list() -> None:
    listed = {words_of(entry.name) for entry in ENTRIES}

    assert not {words_of(query.name) for query in STRANGERS} & listed
    assert not any(query.entry_id for query in STRANGERS)
    assert Counter(query.kind for query in STRANGERS).keys() == {"person", "organisation", "vessel"}


def test_every_change_is_made_and_means_an_entry() -> None:
    names = {entry.id: entry.name for entry in ENTRIES}

    assert Counter(query.change for query in MEANT) == dict.fromkeys(CHANGES, 15)
    assert all((query.name == names[query.entry_id]) == (query.change == "as listed") for query in MEANT)


def test_a_listed_spelling_of_a_part_is_listed_once() -> None:
    for culture in CULTURES:
        for parts in (culture.given, culture.family):
            assert len({part[0] for part in parts}) == len(parts), culture.name
    assert all(len(forms) > 1 for forms in FORMS)


def test_a_curve_counts_what_scores_at_least_its_threshold() -> None:
    questions = draw_questions(1, 10)
    found = curves(questions, lambda _query: 0.7, lambda _pair: 0.699, lambda _query: 0.0)
    at = THRESHOLDS.index(70)

    assert all(curve.at_least[at] == curve.questions for curve in found if curve.group == "meant")
    assert all(curve.at_least[at] == 0 < curve.at_least[at - 1] for curve in found if curve.group == "spelled")
    assert all(sum(curve.at_least) == 0 for curve in found if curve.group == "stranger")
    assert all(list(curve.at_least) == sorted(curve.at_least, reverse=True) for curve in found)


def test_a_peer_is_asked_of_the_entry_meant_and_of_candidates() -> None:
    blocks: dict[str, list[Entry]] = {}
    for entry in ENTRIES:
        for word in words_of(entry.name):
            blocks.setdefault(word[:3], []).append(entry)
    asked = PeerAsked(lambda _kind, one, other: float(one == other), {entry.id: entry for entry in ENTRIES}, blocks)
    same, other = ENTRIES[0], ENTRIES[-1]

    assert asked.meant(Query(name=same.name, kind=same.kind, change="as listed", entry_id=same.id)) == 1.0
    assert asked.meant(Query(name=same.name, kind=same.kind, change="as listed", entry_id=other.id)) == 0.0
    assert asked.nearest(Query(name=same.name, kind=same.kind, change="drawn by chance")) == 1.0
    assert asked.nearest(Query(name="Qqq", kind=same.kind, change="drawn by chance")) == 0.0
