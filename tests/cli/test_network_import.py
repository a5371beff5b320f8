"""`fxroute network import`: the report as a table and as JSON, in both languages, and the status it leaves with."""

from pathlib import Path

import pytest

from fxroute.cli.network_import import ENCODINGS, KINDS
from fxroute.report.texts_import import CAUSE_MENDS, IMPORT_TEXTS
from fxroute.sources.importing import ENCODINGS as READ
from fxroute.sources.importing import LAYOUTS, Cause, Outcome
from tests.cli.running import run, run_json
from tests.sources.importing.directories import INSTITUTIONS, SSI, put

AS_OF = ("--as-of", "2026-11-24")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "institutions.csv", (*INSTITUTIONS, ("EXAMPLE", "", "Example", "SA", *[""] * 8)))
    put(tmp_path / "ssi.csv", SSI)
    return "institutions.csv", "ssi.csv"


def test_the_words_of_options_are_those_of_the_importer() -> None:
    assert set(KINDS) == set(LAYOUTS)
    assert ENCODINGS == READ


def test_every_cause_and_outcome_has_its_words() -> None:
    assert {f"cause_{cause}" for cause in Cause} | set(Outcome) <= set(IMPORT_TEXTS)
    assert set(CAUSE_MENDS) == set(Cause)


def test_what_was_written_is_checked_and_used(files: tuple[str, str]) -> None:
    answer = run_json("network", "import", *files, *AS_OF, "--out", "own.yaml")

    assert answer["records"] == {"institutions": 3, "accounts": 3}
    assert answer["causes"] == [{"outcome": "refused", "cause": "bic", "count": 1}]
    assert (answer["remarks"][0]["line"], answer["is_written"]) == (5, True)
    assert run("network", "check", "own.yaml").exit_code == 0
    assert run("network", "show", "EXAMSARI", "--network", "own.yaml").exit_code == 0


def test_an_import_goes_onto_own_files_too(files: tuple[str, str]) -> None:
    run("network", "import", files[0], *AS_OF, "--out", "first.jsonl")
    answer = run_json("network", "import", *files, *AS_OF, "--out", "second.yaml", "--onto", "first.jsonl")

    assert answer["records"] == {"accounts": 3}
    assert run("network", "check", "first.jsonl", "second.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("institutions 3, accounts 3", "no BIC", "institutions.csv:5")),
        ("zh", ("机构 3", "不是 BIC", "核对 BIC")),
    ],
)
def test_the_table_tells_what_was_written_and_refused(
    files: tuple[str, str], lang: str, words: tuple[str, ...]
) -> None:
    result = run("network", "import", *files, *AS_OF, "--out", "own.yaml", "--lang", lang)

    assert result.exit_code == 0
    assert [word for word in words if word not in result.stdout] == []


def test_a_dry_run_writes_nothing(files: tuple[str, str], tmp_path: Path) -> None:
    result = run("network", "import", *files, *AS_OF, "--dry-run")

    assert (result.exit_code, sorted(path.name for path in tmp_path.iterdir())) == (0, sorted(files))
    assert "Records that would be written: 6" in result.stdout


def test_when_nothing_was_taken_the_status_says_so(files: tuple[str, str], tmp_path: Path) -> None:
    put(tmp_path / "known.csv", (INSTITUTIONS[0][:4], ("RIBLSARI", "", "Riyad Bank", "SA")))
    result = run("network", "import", "known.csv", *AS_OF, "--out", "own.yaml")

    assert files
    assert (result.exit_code, (tmp_path / "own.yaml").exists()) == (1, False)
    assert "Nothing was taken" in result.stdout


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 2),
        (("--out", "own.yaml", "--dry-run"), 2),
        (("--dry-run", "--as-of", "yesterday"), 2),
        (("--out", "own.yaml", "--strict"), 9),
        (("--dry-run", "--kind", "ssi"), 9),
    ],
)
def test_what_makes_no_sense_is_refused(files: tuple[str, str], options: tuple[str, ...], status: int) -> None:
    result = run("network", "import", *files, *(() if "--as-of" in options else AS_OF), *options)

    assert result.exit_code == status
    assert [line[:7] for line in result.stderr.splitlines()] == ["error: ", "where: ", "mend:  "]
    assert result.stdout == ""
