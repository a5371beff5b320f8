"""`fxroute rehearse`: run sheet, duties, files beside them, and the reasons where there is no route."""

import json
from pathlib import Path

import pytest

from fxroute.sources import load_rules
from tests.cli.running import is_expected, run
from tests.sources.documents import PROVENANCE, Json, write

PAYMENT: Json = {
    "debtor": "Example Manufacturing",
    "debtor_agent": "BKCHCNBJ500",
    "creditor": "Example Landlord",
    "creditor_agent": "RIBLSARI",
    "creditor_currency": "SAR",
    "instructed_amount": {"amount": "2000000.00", "currency": "CNY"},
    "requested_execution": "2026-11-24T09:30+08:00",
    "purpose": "office_rent",
    "documents": ["contract"],
    "bounds": {"conversions_max": 1, "intermediaries_max": 0},
}


def rule(name: str, item: str, **fields: object) -> Json:
    return {
        "id": name,
        "jurisdiction": "CN",
        "area": "test",
        "step": "genuineness",
        "title": {"en": f"Rule {name}", "zh": f"规则 {name}"},
        "scope": "payment",
        "leg": "debit",
        "require": [item],
        "otherwise": "missing_item",
        "consequence": "hold",
        "says": "a rule of a test",
        "cite": {
            "instrument": f"Instrument {name}",
            "verification": "official_site",
            "valid_from_basis": "seen",
            "corroborated": True,
        },
        **PROVENANCE,
        "as_of": "2026-01-05",
        "confidence": "high",
        **fields,
    }


PAPERS = [rule("OWN-CONTRACT", "contract"), rule("OWN-INVOICE", "invoice_or_payment_notice")]
AFTER = rule(
    "OWN-AFTER",
    "large_value_report",
    otherwise="report_after",
    fulfilled="report_after",
    consequence="report_after",
    deadline={"count": 5, "unit": "business_days", "starts_at": "payment"},
)
BLOCK = rule("OWN-BLOCK", "ejar_contract", otherwise="blocked", untold="blocked")
SHEET = ("rehearse", "payment.yaml", "--rules", "own.yaml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "payment.yaml", PAYMENT)
    write_rules(tmp_path, *PAPERS, AFTER)
    return tmp_path


def write_rules(folder: Path, *rules: Json) -> None:
    """Leave these rules alone in force."""
    write(folder, "own.yaml", {"rules": list(rules), "disable": [one.id for one in load_rules().rules]})


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_run_sheet_of_the_case_reads_as_it_did(lang: str) -> None:
    result = run(*SHEET, "--approval", "2026-11-20", "--lang", lang)

    assert result.exit_code == 0, result.stderr
    assert is_expected(result.stdout, f"rehearse.{lang}.txt")


@pytest.mark.usefixtures("folder")
def test_the_json_carries_the_question_and_the_tasks() -> None:
    told = json.loads(run(*SHEET, "--known-on", "2026-11-25", "--json").stdout)

    assert told["payment"]["purpose"] == "office_rent"
    assert (told["law_day"], told["known_on"]) == (None, "2026-11-25")
    assert told["bounds"]["conversions_max"] == 1
    assert len(told["inputs"]["rules"]["sha256"]) == 64
    items = {item["item"]: item["mark"] for task in told["tasks"] for item in task["items"]}
    assert items == {"contract": "held", "invoice_or_payment_notice": "missing"}


@pytest.mark.usefixtures("folder")
def test_a_route_is_chosen_by_its_id() -> None:
    routes = [route["id"] for route in json.loads(run("plan", "payment.yaml", "--json").stdout)["routes"]]
    told = [json.loads(run(*SHEET, "--route", route, "--json").stdout)["route"] for route in routes]

    assert told == routes
    assert json.loads(run(*SHEET, "--json").stdout)["route"] == routes[0]


@pytest.mark.usefixtures("folder")
def test_bounds_of_the_command_line_stand_above_those_of_the_file() -> None:
    told = json.loads(run(*SHEET, "--max-conversions", "2", "--max-intermediaries", "9", "--json").stdout)
    bare = json.loads(run(*SHEET, "--json").stdout)

    assert told["bounds"]["conversions_max"] == 2
    assert told["route"] != bare["route"]


@pytest.mark.usefixtures("folder")
def test_duties_alone_and_service_levels_when_their_day_is_told() -> None:
    # Friday 20 November and three working days: Wednesday; a month after it: Sunday 20 December.
    def rules(*days: str) -> list[tuple[str, str]]:
        told = json.loads(run(*SHEET, "--tasks", "--json", *days).stdout)
        assert "tasks" not in told
        return [(duty["rule"], duty["due"]) for duty in told["duties"]]

    assert [name for name, _ in rules()] == ["OWN-AFTER"]
    assert ("SL-OFFLINE-PAYOUT", "2026-11-25") in rules("--approval", "2026-11-20")
    assert ("SL-FINANCING-ANSWER", "2026-12-20") in rules("--request", "2026-11-20")
    assert "Tasks by day" in run(*SHEET, "--tasks").stdout


def test_files_are_written_beside_the_usual_answer(folder: Path) -> None:
    names = {"--html": "sheet.html", "--ics": "sheet.ics", "--tasks-ics": "duties.ics"}
    told, plain = run(*SHEET, *(word for pair in names.items() for word in pair)), run(*SHEET)
    html, sheet, duties = ((folder / name).read_bytes().decode("utf-8") for name in names.values())

    assert (told.exit_code, told.stdout) == (0, plain.stdout)
    assert html.startswith("<!DOCTYPE html>")
    assert sheet.count("BEGIN:VEVENT") > duties.count("BEGIN:VEVENT") == 1
    assert all(text.startswith("BEGIN:VCALENDAR\r\n") for text in (sheet, duties))


def test_where_one_file_cannot_be_written_nothing_is_searched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxroute.cli.options.Data.planner", lambda _: pytest.fail("loaded"))
    missing = run(*SHEET, "--html", "sheet.html", "--ics", str(folder / "missing" / "sheet.ics"))
    misnamed = run(*SHEET, "--ics", "sheet.html")

    assert (missing.exit_code, misnamed.exit_code) == (9, 2)
    assert misnamed.stderr.splitlines()[1] == "where: --ics"
    assert sorted(path.name for path in folder.iterdir()) == ["own.yaml", "payment.yaml"]


def test_without_a_route_the_reasons_are_those_of_a_plan_and_no_file_is_written(folder: Path) -> None:
    none = ("--max-conversions", "0")
    result, planned = run(*SHEET, *none, "--html", "sheet.html"), run("plan", *SHEET[1:], *none)

    assert (result.exit_code, result.stdout) == (1, planned.stdout)
    assert json.loads(run(*SHEET, *none, "--json").stdout)["routes"] == []
    assert not (folder / "sheet.html").exists()


def test_where_a_rule_blocks_the_payment_its_rule_is_told(folder: Path) -> None:
    write_rules(folder, BLOCK)
    result = run(*SHEET)

    assert result.exit_code == 1
    assert "OWN-BLOCK" in result.stdout


@pytest.mark.usefixtures("folder")
def test_an_unknown_route_is_refused_by_the_name_of_the_option() -> None:
    result = run(*SHEET, "--route", "nowhere")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[:2] == ["error: there is no route nowhere", "where: --route"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("option", ["--on", "--known-on", "--request", "--approval"])
def test_a_day_that_is_none_is_refused(option: str) -> None:
    result = run(*SHEET, option, "2026-02-30")

    assert result.stderr.splitlines()[1] == f"where: {option}"
