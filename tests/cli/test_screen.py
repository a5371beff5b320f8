"""`fxroute screen` and `fxroute lists review`: hits with their features and lists, and what a reviewer released."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fxroute.cli.screen import KINDS, ROLES
from fxroute.compliance.screening.listed import ListedKind
from fxroute.sources.lists.subjects_file import ROLES as KNOWN_ROLES
from tests.cli.running import run, run_json
from tests.sources.lists.invented import FILES, content

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
REVIEW = ("--by", "M. Reviewer", "--why", "another vessel", "--until", "2027-11-25")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one list, and a clock that stands still."""
    monkeypatch.chdir(FILES)
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("fxroute.cli.lists.now", lambda: NOW)
    monkeypatch.setattr("fxroute.cli.screen.now", lambda: NOW)
    assert run("lists", "import", "own.yaml").exit_code == 0
    return tmp_path


def test_the_words_of_the_options_are_those_of_the_values() -> None:
    assert tuple(kind.value for kind in ListedKind) == KINDS
    assert KNOWN_ROLES == ROLES


def test_a_listed_name_is_a_hit_with_its_list_and_features() -> None:
    answer = run_json("screen", "Invented Trading LLC")
    (hit,) = answer["hits"]

    assert (hit["list"], hit["entry"], hit["band"], hit["score"]) == ("CN_MFA", "ZZ-2", "match", "1.000")
    assert hit["features"][0]["name"] == "name"
    assert re.fullmatch("[0-9a-f]{64}", hit["entry_sha256"])
    assert answer["lists"][0]["version"] == "invented 3"


def test_hits_leave_with_a_status_of_their_own() -> None:
    assert run("screen", "Invented Trading LLC").exit_code == 1
    assert run("screen", "Quite Somebody Else").exit_code == 0


def test_a_hit_by_a_number_needs_no_name() -> None:
    (hit,) = run_json("screen", "Quite Somebody Else", "--identifier", "imo:9000001")["hits"]

    assert hit["entry"] == "ZZ-3"
    assert [one["entry"] for one in run_json("screen", "A Bank", "--bic", "EXAMAEAD")["hits"]] == ["ZZ-2"]


def test_a_table_shows_hits_features_and_lists_in_both_languages() -> None:
    english = run("screen", "Invented Star", "--kind", "vessel", "--country", "IR").stdout
    chinese = run("screen", "Invented Star", "--lang", "zh").stdout

    assert re.search(r"Invented Star +match +1\.\d\d +CN_MFA +ZZ-3 +Invented Star", english)
    assert re.search(r"CN_MFA of 2026-11-20, 3 entries, [0-9a-f]{12}", english)
    assert "匹配" in chinese
    assert "no hit" in run("screen", "Quite Somebody Else").stdout


def test_what_holds_a_score_below_its_sum_is_told() -> None:
    english, chinese = (run("screen", "Invented Sta-r", "--lang", lang).stdout for lang in ("en", "zh"))

    assert re.search(r"the sum of \S+ counts 0\.99", english)
    assert re.search(r"合计 \S+ 按 0\.99 计", chinese)


def test_the_names_of_a_file_are_screened_together(folder: Path) -> None:
    path = folder / "subjects.csv"
    path.write_text(
        "name,role,kind,countries,birth_date,bic,identifiers\n"
        "Invented Star,vessel,vessel,IR,,,imo:9000001\n"
        "Quite Somebody Else,debtor,person,SA;CN,1980-01,,\n",
        encoding="utf-8",
    )
    answer = run_json("screen", "--file", str(path))

    assert [one["name"] for one in answer["subjects"]] == ["Invented Star", "Quite Somebody Else"]
    assert {hit["subject"]["name"] for hit in answer["hits"]} == {"Invented Star"}


def test_a_reviewed_hit_is_released_until_its_day_or_until_the_entry_changes(folder: Path) -> None:
    told = run_json("lists", "review", "Invented Star", "CN_MFA", "ZZ-3", *REVIEW)["reviews"]
    assert (told[0]["by"], told[0]["at"], told[0]["until"]) == ("M. Reviewer", "2026-11-25T06:00:00Z", "2027-11-25")

    released = run("screen", "Invented Star")
    assert released.exit_code == 0
    assert "released by M. Reviewer until 2027-11-25: another vessel" in released.stdout
    assert run("screen", "Invented Star", "--day", "2027-11-26").exit_code == 1

    changed = folder / "own.yaml"
    changed.write_bytes(content("own.yaml").replace(b'"9000001"', b'"9000013"').replace(b"invented 3", b"invented 4"))
    assert run("lists", "import", str(changed)).exit_code == 0
    assert run("screen", "Invented Star").exit_code == 1


def test_a_review_can_be_taken_out() -> None:
    hit = ("Invented Star", "CN_MFA", "ZZ-3")
    assert run("lists", "review", *hit, *REVIEW).exit_code == 0
    assert "another vessel" in run("lists", "review").stdout

    assert run_json("lists", "review", *hit, "--remove")["reviews"] == []
    assert run("lists", "review", *hit, "--remove").exit_code == 3
    assert "no hit was reviewed" in run("lists", "review").stdout


def test_a_threshold_decides_what_is_a_hit_and_is_told() -> None:
    answer = run_json("screen", "Invented Starr", "--possible", "0.99")

    assert answer["hits"] == []
    assert "possible 0.99" in answer["policy"]
    assert run_json("screen", "Invented Starr")["hits"]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("screen",), 2, "neither a name nor a file"),
        (("screen", "A", "--file", "own.csv"), 2, "a name and a file"),
        (("screen", "--file", "own.csv", "--bic", "EXAMAEAD"), 2, "--bic was given with --file"),
        (("screen", "--file", "own.csv"), 9, "there is no column 'id'"),
        (("screen", "--file", "gone.csv"), 9, "there is no such file"),
        (("screen", "A", "--bic", "X"), 3, "X"),
        (("screen", "A", "--country", "Iran"), 3, "'Iran' is no ISO 3166-1"),
        (("screen", "A", "--birth-date", "soon"), 3, "'soon' is no date of birth"),
        (("screen", "A", "--identifier", "X1"), 3, "'X1' is no identifier"),
        (("screen", "A", "--possible", "2"), 3, "'2' is no score"),
        (("screen", "A", "--possible", "nan"), 3, "'nan' is no score"),
        (("screen", "A", "--possible", "0.9", "--match", "0.8"), 3, "thresholds"),
        (("screen", " "), 3, "a name of 0 characters"),
        (("screen", "A", "--kind", "ship"), 2, "'ship' is none of the words"),
        (("lists", "review", "A"), 2, "without list and entry"),
        (("lists", "review", "--remove"), 2, "without a name"),
        (("lists", "review", "A", "CN_MFA", "ZZ-3"), 2, "a review lacks --by, --why, --until"),
        (("lists", "review", "A", "CN_MFA", "ZZ-9", *REVIEW), 3, "has no entry 'ZZ-9'"),
        (("lists", "review", "A", "UN", "ZZ-3", *REVIEW), 3, "no list 'UN' is kept"),
        (("lists", "review", "A", "CN_MFA", "ZZ-3", *REVIEW[:4], "--until", "2026-11-24"), 3, "has passed"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], status: int, told: str) -> None:
    result = run(*arguments)

    assert result.exit_code == status, result.stderr
    assert told in result.stderr


def test_without_a_list_nobody_is_said_to_be_clean(folder: Path) -> None:
    result = run("screen", "Invented Star", "--store", str(folder / "none.sqlite"))

    assert result.exit_code == 9
    assert "no sanctions list is kept" in result.stderr
    assert "fxroute lists fetch un" in result.stderr
