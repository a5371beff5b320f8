"""`fxroute lists`: what is told of lists and their entries, in which form, and with which status."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fxroute.cli.lists import ENCODINGS, LAYOUTS
from fxroute.sources.importing import ENCODINGS as KNOWN_ENCODINGS
from fxroute.sources.lists.layouts import LIST_LAYOUTS
from tests.cli.running import run, run_json
from tests.sources.lists.invented import FILES, OFAC, content
from tests.sources.server import Server, body, serving

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and a clock that stands still."""
    monkeypatch.chdir(FILES)
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("fxroute.cli.lists.now", lambda: NOW)
    return tmp_path


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as told:
        yield told


def imported(*arguments: str) -> None:
    result = run("lists", "import", *arguments)
    assert result.exit_code == 0, result.stderr


def test_the_words_of_the_options_are_those_of_the_readers() -> None:
    assert tuple(LIST_LAYOUTS) == LAYOUTS
    assert set(ENCODINGS) <= set(KNOWN_ENCODINGS)


def test_an_import_tells_what_was_taken() -> None:
    result = run("lists", "import", "un.xml")

    assert result.exit_code == 0
    assert "UN    taken        2  2026-11-20  2026-11-20  2026-11-25 06:00 UTC" in result.stdout


def test_an_import_tells_what_was_there_before_and_what_was_left_out() -> None:
    imported("own.csv", "--name", "OWN", "--dated", "2026-11-20")
    (state,) = run_json("lists", "import", "entities.ftm.json", "--name", "OWN")["lists"]

    assert (state["state"], state["layout"], state["before"]["entries"]) == ("taken", "ftm", 3)
    assert state["notes"] == [{"what": "an entity that is no target, but stands beside one", "count": 1}]
    assert state["imported_at"] == "2026-11-25T06:00:00Z"


def test_the_files_of_ofac_are_imported_together() -> None:
    (state,) = run_json("lists", "import", *OFAC, "--dated", "2026-11-20", "--list-version", "7")["lists"]

    assert (state["list"], state["edition"]["version"], state["edition"]["entries"]) == ("OFAC_SDN", "7", 3)


def test_the_same_file_again_is_told_to_be_unchanged() -> None:
    imported("un.xml")

    assert run_json("lists", "import", "un.xml")["lists"][0]["state"] == "unchanged"


def test_a_refused_file_is_told_in_three_lines_with_the_status_of_data_files(folder: Path) -> None:
    (folder / "cut.xml").write_bytes(content("un.xml")[:300])
    result = run("lists", "import", str(folder / "cut.xml"))

    assert result.exit_code == 9
    assert result.stderr.splitlines()[0].startswith("error: the XML breaks off or is broken")
    assert result.stderr.splitlines()[1].startswith(f"where: {folder}/cut.xml:6:")


def test_lists_are_shown_with_their_editions_and_entries() -> None:
    imported("un.xml")
    imported("own.yaml")

    assert [one["list"] for one in run_json("lists", "show")["lists"]] == ["CN_MFA", "UN"]
    assert len(run_json("lists", "show", "UN")["lists"]) == 1
    entry = run_json("lists", "show", "CN_MFA", "--entry", "ZZ-3")["entry"]
    assert entry["owners"] == [{"id": "ZZ-2", "share_percent": "60", "is_control": False}]
    assert "numbers" in run("lists", "show", "CN_MFA", "--entry", "ZZ-3").stdout
    assert "船舶" in run("lists", "show", "CN_MFA", "--entry", "ZZ-3", "--lang", "zh").stdout


def test_without_a_list_it_is_said_how_to_get_one() -> None:
    assert "fxroute lists fetch un" in run("lists", "show").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("show", "UNO"), 3, "did you mean UN?"),
        (("show", "UN", "--entry", "x"), 3, "the list UN has no entry 'x'"),
        (("show", "--entry", "x"), 2, "--entry x was given without a list"),
        (("remove", "EU"), 3, "use one of UN"),
        (("fetch", "ofac"), 2, "did you mean ofac-sdn"),
        (("fetch", "--url", "http://x"), 2, "was given for 0 lists"),
        (("fetch", "un", "--url", "un.xml"), 2, "is no address of HTTP"),
        (("import", "un.xml", "--shrink-max", "x"), 3, "is no share"),
        (("import", "un.xml", "--dated", "x"), 3, "is no date"),
        (("import", "gone.xml"), 9, "there is no such file"),
        (("import", "un.xml", "eu.xml"), 9, "import each list by itself"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], status: int, told: str) -> None:
    imported("un.xml")
    result = run("lists", *arguments)

    assert result.exit_code == status
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 3


def test_a_list_is_removed() -> None:
    imported("un.xml")

    assert run_json("lists", "remove", "UN")["lists"] == []


def test_a_store_of_ones_own_is_another_one(folder: Path) -> None:
    imported("un.xml", "--store", str(folder / "own.sqlite"))

    assert run_json("lists", "show")["lists"] == []
    assert len(run_json("lists", "show", "--store", str(folder / "own.sqlite"))["lists"]) == 1


def test_lists_are_fetched_and_known_afterwards(server: Server) -> None:
    url = server.at("/un", body(content("un.xml"), headers={"ETag": '"one"'}), body(b"", 304))
    first = run_json("lists", "fetch", "un", "--url", url)["lists"]
    second = run_json("lists", "fetch", "un", "--url", url)["lists"]
    known = {one["list"]: one["state"] for one in run_json("lists", "fetch")["lists"]}

    assert (first[0]["state"], second[0]["state"]) == ("taken", "unchanged")
    assert (known["un"], known["eu"]) == ("kept", "never")
    assert "untested" in run("lists", "fetch").stdout


def test_a_refused_answer_is_told_on_both_streams_and_in_the_status(server: Server) -> None:
    imported("un.xml")
    url = server.at("/un", body(b"<html>busy</html>"))
    result = run("lists", "fetch", "un", "--url", url, "--json")
    (state,) = json.loads(result.stdout)["lists"]

    assert result.exit_code == 9
    assert result.stderr.splitlines()[0] == "error: this is a web page, a list was expected"
    assert (state["state"], state["edition"]["entries"]) == ("refused", 2)
    assert state["faults"][0]["code"] == "DataFileError"


def test_a_list_that_shrinks_is_refused_unless_that_is_accepted(folder: Path) -> None:
    text = content("own.csv").decode()
    (folder / "less.csv").write_text("\n".join(text.splitlines()[:2]), encoding="utf-8")
    terms = ("--name", "OWN", "--dated", "2026-11-20")
    imported("own.csv", *terms)

    assert run("lists", "import", str(folder / "less.csv"), *terms).exit_code == 9
    imported(str(folder / "less.csv"), *terms, "--accept-shrinking")
