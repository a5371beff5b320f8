"""What the benchmarks do still works, tried on one question; how long it takes is measured elsewhere."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import programs
from benchmarks.checks import loop, measure_checks
from benchmarks.explanations import measure_explanations
from benchmarks.imports import ImportFigures, measure_imports, write_directories
from benchmarks.programs import ProgramFigures, measure_programs
from benchmarks.questions import CASE, KINDS, Ground, find_questions, load_ground, turned
from benchmarks.record import BARS, Record, keep
from benchmarks.screening import ListWriter, ScreeningFigures, measure_screening
from benchmarks.searches import SearchFigures, first_time, measure_kind
from fxroute.model import Side


@pytest.fixture(scope="module")
def ground() -> Ground:
    return load_ground()


def test_questions_are_the_case_and_the_same_others_every_time(ground: Ground) -> None:
    found = find_questions(ground, 3)

    assert found[0] == CASE
    assert found == find_questions(load_ground(), 3)
    assert len({(payment.debtor_agent, payment.creditor_agent) for payment in found}) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_asked_of_engine_and_peer(ground: Ground, kind: str) -> None:
    figures = measure_kind(ground, [CASE], kind, repeats=1)

    assert (figures.questions, figures.answered, figures.kind) == (1, 1, kind)
    assert figures.median > 0 < figures.peer_median
    assert figures.ratio == figures.ratio_case == figures.median / figures.peer_median


def test_a_turned_question_fixes_the_other_end(ground: Ground) -> None:
    assert turned(ground, CASE, "send") == CASE
    other = turned(ground, CASE, "receive_by")

    assert (other.side, other.instructed_amount.currency.code) == (Side.RECEIVE, "SAR")
    assert (other.at, other.arrive_by is None) == (None, False)


def test_a_plan_is_made_with_and_without_what_fell_out(ground: Ground) -> None:
    figures = measure_explanations(ground, [CASE], repeats=1)

    assert figures.told_median > 0
    assert figures.ratio == figures.ratio_case == figures.explained_median / figures.plain_median


def test_rules_are_checked_on_four_legs_beside_a_fixed_loop(ground: Ground) -> None:
    figures = measure_checks(ground, [CASE], repeats=1)

    assert (figures.legs, figures.findings > 10, figures.rules > 100) == (4, True, True)
    assert figures.ratio == figures.check / figures.loop
    assert figures.plan_ratio == figures.ruled_median / figures.bare_median
    assert figures.read > 0 < figures.snapshot
    assert loop(3) == 0 + 7 * 1 + 3 * 2


def test_a_first_question_takes_its_time(ground: Ground) -> None:
    assert first_time(ground, CASE) > 0


def test_programs_are_run_beside_the_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = (sys.executable, "-c", "")
    monkeypatch.setattr(programs, "PEER", quick)
    monkeypatch.setitem(programs.PROGRAMS, "help", quick)
    (figures,) = measure_programs(1, ["help"])

    assert figures.program == "help"
    assert figures.ratio == figures.median / figures.peer_median


@pytest.mark.parametrize(("ratio", "held"), [(30.0, True), (30.1, False)])
def test_a_record_says_whether_its_bars_were_held(tmp_path: Path, *, ratio: float, held: bool) -> None:
    searches = SearchFigures("send", 1, 1, 1, 2.0, 2.0, 2.0, 1.0, 1.0, ratio, ratio, ratio)
    record = Record(
        measured_at=datetime(2026, 11, 24, tzinfo=UTC),
        network_sha256="0" * 64,
        searches=(searches,),
        first_question_ms=3.0,
        programs=(ProgramFigures("help", 2.0, 1.0, 2.0),),
    )
    keep(record, tmp_path / "results" / "latest.json")
    kept = json.loads((tmp_path / "results" / "latest.json").read_text(encoding="utf-8"))

    assert [bar.held for bar in record.bars] == [held, True]
    assert [bar["bar"] for bar in kept["bars"]] == [BARS["send"], BARS["help"]]
    assert kept["measured_at"] == "2026-11-24T00:00:00Z"
    assert ("NOT HELD" in record.table()) is not held


def test_synthetic_directories_are_the_same_every_time_and_hold_no_bic_twice(tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
    first, second = ([path.read_text(encoding="utf-8") for path in write_directories(one, 50, 20)] for one in folders)
    bics = [line.split("\t")[2] for line in first[0].splitlines()[1:]]

    assert first == second
    assert len(bics) == len(set(bics)) == 20


def test_an_import_is_measured_beside_its_peer() -> None:
    figures = measure_imports((30,), 10)[0]

    assert (figures.rows, figures.institutions) == (30, 10)
    assert 0 < figures.accounts <= 30
    assert figures.peak_mb > 0 < figures.ratio


@pytest.mark.parametrize(("peak_mb", "held"), [(150.0, True), (151.0, False)])
def test_imports_may_not_take_memory_in_proportion_to_their_rows(*, peak_mb: float, held: bool) -> None:
    few, many = (ImportFigures(rows, 10, 10, 1.0, 1.0, 1.0, peak) for rows, peak in ((10, 100.0), (100, peak_mb)))
    record = Record(
        measured_at=datetime(2026, 11, 24, tzinfo=UTC),
        network_sha256="0" * 64,
        searches=(),
        first_question_ms=3.0,
        programs=(),
        imports=(few, many),
    )

    assert [(bar.name, bar.held) for bar in record.bars] == [("import", True), ("import_memory", held)]
    assert "100                 " in record.table()


def test_invented_lists_are_the_same_every_time() -> None:
    first, second = (ListWriter(40) for _ in range(2))
    parties = first.parties(40)

    assert parties == second.parties(40)
    assert first.asked(parties, 9) == second.asked(parties, 9)


def test_screening_is_measured_beside_its_peer() -> None:
    (figures,) = measure_screening((60,))

    assert (figures.entries, figures.names >= 60) == (60, True)
    assert figures.ratio > 0 < figures.bulk_ratio


@pytest.mark.parametrize(("one_ms", "held"), [(30.0, True), (31.0, False)])
def test_a_name_against_a_list_has_its_bar(*, one_ms: float, held: bool) -> None:
    lists = tuple(ScreeningFigures(size, size, 9, 1.0, 9.0, 10.0, one_ms, 50.0, 1000.0, 1.0) for size in (10, 50_000))
    record = Record(
        measured_at=datetime(2026, 11, 24, tzinfo=UTC),
        network_sha256="0" * 64,
        searches=(),
        first_question_ms=3.0,
        programs=(),
        screening=lists,
    )

    assert [(bar.name, bar.held) for bar in record.bars] == [("screening", held), ("screening_bulk", True)]
    assert "50,000" in record.table()
