"""Files beside the answer: a page, CSV, a workbook; where they cannot be written, nothing is searched."""

import csv
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import AT, FEW, RENT, run
from tests.report.pages import read_page

ASKED = (*RENT, *AT, *FEW)


def test_the_files_are_written_beside_the_usual_answer(tmp_path: Path) -> None:
    html, table, book = (tmp_path / f"plan.{suffix}" for suffix in ("html", "csv", "xlsx"))
    files = ("--html", str(html), "--csv", str(table), "--xlsx", str(book), "--table", "legs")
    told, plain = run(*ASKED, *files), run(*ASKED)

    assert told.exit_code == 0
    assert told.stdout == plain.stdout
    assert read_page(html.read_text(encoding="utf-8")).all("svg", "timeline")
    with table.open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream))[:4] == ["route", "n", "kind", "from"]
    assert len([name for name in zipfile.ZipFile(book).namelist() if name.startswith("xl/worksheets/")]) == 5


def test_the_page_has_the_language_of_the_tables_and_a_plan_has_the_same_options(tmp_path: Path) -> None:
    payment = tmp_path / "payment.yaml"
    payment.write_text(
        "debtor: Example\ndebtor_agent: BKCHCNBJ500\ncreditor_agent: RIBLSARI\ncreditor_currency: SAR\n"
        'instructed_amount: {amount: "2000000.00", currency: CNY}\nrequested_execution: "2026-11-24T09:30+08:00"\n'
        "creditor: <b>Landlord</b>\n",
        encoding="utf-8",
    )
    html = tmp_path / "plan.html"
    result = run("plan", str(payment), *FEW, "--lang", "zh", "--html", str(html), "--json")
    page = read_page(html.read_text(encoding="utf-8"))

    assert result.exit_code == 0
    assert page.all("html")[0].attributes["lang"] == "zh-Hans"
    assert "<b>Landlord</b>" in page.text()


def test_without_a_route_the_page_is_written_too(tmp_path: Path) -> None:
    html = tmp_path / "plan.html"
    result = run(*RENT, *AT, "--min-confidence", "medium", "--html", str(html))

    assert result.exit_code == 1
    assert "There is no route" in html.read_text(encoding="utf-8")


@pytest.mark.parametrize(("option", "suffix"), [("--html", "html"), ("--csv", "csv"), ("--xlsx", "xlsx")])
def test_a_folder_is_not_overwritten_and_nothing_is_searched(
    option: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / f"plan.{suffix}"
    place.mkdir()
    monkeypatch.setattr("fxroute.cli.options.Data.planner", lambda _: pytest.fail("loaded"))
    result = run(*ASKED, option, str(place))

    assert result.exit_code == 9
    assert result.stderr == f"error: a folder stands there\nwhere: {option} {place}\nmend:  give the name of a file\n"


def test_no_file_is_written_when_one_cannot_be(tmp_path: Path) -> None:
    result = run(*ASKED, "--html", str(tmp_path / "plan.html"), "--csv", str(tmp_path / "missing" / "plan.csv"))

    assert result.exit_code == 9
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_without_its_writer_is_refused_before_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setattr("fxroute.cli.options.Data.planner", lambda _: pytest.fail("loaded"))
    result = run(*ASKED, "--xlsx", str(tmp_path / "plan.xlsx"))

    assert result.exit_code == 2
    assert result.stderr.splitlines()[1:] == ["where: --xlsx", 'mend:  install "fxroute[xlsx]", or ask for CSV']
