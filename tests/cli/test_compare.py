"""`fxroute compare`, `--overlay` and `--what-if`: changes on the command line, and answers side by side."""

import json
from pathlib import Path

import pytest

from fxroute.errors import ContradictoryRate
from tests.cli.running import AT, FEW, RENT, is_expected, masked, run, run_json

PAYMENT = """\
debtor: Example Manufacturing
debtor_agent: BKCHCNBJ500
creditor: Example Landlord
creditor_agent: RIBLSARI
creditor_currency: SAR
instructed_amount: {amount: "2000000.00", currency: CNY}
requested_execution: "2026-11-24T09:30+08:00"
"""
OVERLAYS = """\
overlays:
  - {id: early, changes: [{cut_off: {record: SARIE, at: "12:00"}}]}
  - {id: dear, changes: [{rate: {pair: CNY/SAR, by_bp: -20}}]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "payment.yaml").write_text(PAYMENT, encoding="utf-8")
    (tmp_path / "changes.yaml").write_text(OVERLAYS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.usefixtures("folder")
def test_the_rent_with_what_might_happen_reads_as_it_did(lang: str) -> None:
    result = run(
        "compare", "payment.yaml", "--with", "out BKCHUS33", "--with", "changes.yaml:early",
        "--with", "rate CNY/SAR +20bp", "--with", "close SA 2026-11-26",
        "--lang", lang,
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    assert is_expected(masked(result.stdout), f"compare.{lang}.txt")


@pytest.mark.usefixtures("folder")
def test_the_json_has_every_answer_and_every_difference() -> None:
    answer = run_json("compare", "payment.yaml", *FEW, "--with", "changes.yaml", "--other-at", "2026-11-25T09:30+08:00")

    assert [variant["name"] for variant in answer["variants"]] == [
        "as it is", "changes.yaml", "2026-11-25T09:30+08:00"
    ]  # fmt: skip
    assert [overlay["name"] for overlay in answer["variants"][1]["inputs"]["overlays"]] == ["early", "dear"]
    for difference in answer["differences"]:
        for first in difference["first"]:
            parts = sum(int(part["amount"].replace(".", "")) for part in first["amount_parts"])
            assert parts == int(first["difference"]["amount"].replace(".", ""))
            assert sum(part["minutes"] for part in first["time_parts"]) == first["minutes"]
    # Two business days after Wednesday there is a weekend in both countries: Monday instead of Thursday.
    assert answer["differences"][1]["first"][0]["minutes"] == 4 * 1440


@pytest.mark.usefixtures("folder")
def test_another_file_is_a_column() -> None:
    (Path("own.yaml")).write_text("disable: [BKCHUS33]\n", encoding="utf-8")
    result = run("compare", "payment.yaml", "--other-network", "own.yaml")

    # What stands on the bank falls with it: the file has to say so.
    assert result.exit_code == 9
    (Path("own.yaml")).write_text("disable: [DESK-BKCHCNBJ-CNY-SAR]\n", encoding="utf-8")
    result = run("compare", "payment.yaml", "--other-network", "own.yaml", "--order", "fewest")
    assert "own.yaml: " in result.stdout
    assert result.exit_code == 0


def test_saved_answers_are_compared(folder: Path) -> None:
    for name, more in (("a.json", ()), ("b.json", ("--what-if", "rate CNY/SAR -20bp"))):
        saved = run(*RENT, *AT, *FEW, *more, "--json")
        (folder / name).write_text(saved.stdout, encoding="utf-8")
    from_files = run_json("compare", "a.json", "b.json")
    asked = run_json("compare", "payment.yaml", *FEW, "--with", "rate CNY/SAR -20bp")

    assert from_files["differences"][0]["first"] == asked["differences"][0]["first"]
    assert "nobody between" not in run("compare", "a.json", "b.json").stdout


def test_an_answer_that_was_changed_by_hand_does_not_add_up(folder: Path) -> None:
    told = json.loads(run(*RENT, *AT, *FEW, "--json").stdout)
    (folder / "a.json").write_text(json.dumps(told), encoding="utf-8")
    told["routes"][0]["delivered"]["amount"] = "1.00"
    (folder / "b.json").write_text(json.dumps(told), encoding="utf-8")
    result = run("compare", "a.json", "b.json")

    assert result.exit_code == 3
    assert "do not lead from what is debited to what is delivered" in result.stderr


@pytest.mark.usefixtures("folder")
def test_no_route_in_one_answer_is_told_and_in_all_of_them_is_the_status() -> None:
    bounds = ("--max-conversions", "0")
    without = run("compare", "payment.yaml", *bounds, "--with", "out SARIE")
    assert (without.exit_code, "there is no route, as before." in without.stdout) == (1, True)

    gone = run("compare", "payment.yaml", "--via", "SARIE", *FEW[:2], "--with", "limit SARIE max 1.00 SAR")
    assert gone.exit_code == 0
    assert "there is no route any more" in gone.stdout


@pytest.mark.usefixtures("folder")
def test_a_change_on_a_route_is_the_change_of_a_file() -> None:
    told = run_json(*RENT, *AT, *FEW, "--what-if", "cut-off SARIE 12:00")
    read = run_json(*RENT, *AT, *FEW, "--overlay", "changes.yaml:early")

    assert told["routes"] == read["routes"]
    assert told["inputs"]["network"] == read["inputs"]["network"]
    assert [overlay["changes"] for overlay in told["inputs"]["overlays"]] == [["cut-off SARIE 12:00"]]


@pytest.mark.usefixtures("folder")
def test_every_command_that_reads_data_takes_changes() -> None:
    shown = run("network", "show", "SARIE", "--what-if", "minutes SARIE 77", "--json")
    assert '"likely": 77' in shown.stdout
    rates = run("rates", "show", "CNY/SAR", "--at", AT[1], "--overlay", "changes.yaml:dear")
    assert rates.stdout != run("rates", "show", "CNY/SAR", "--at", AT[1]).stdout
    assert run("network", "check", "--what-if", "out BKCHUS33").exit_code == 0


def test_rates_moved_too_far_say_how_to_move_them() -> None:
    result = run(*RENT, *AT, "--what-if", "rate CNY/SAR +5%")

    assert result.exit_code == ContradictoryRate.exit_status
    assert "a currency in all its pairs at once: rate CNY +1%" in result.stderr
    assert run(*RENT, *AT, *FEW, "--what-if", "rate CNY +5%").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_a_receipt_and_a_deadline_have_their_own_words() -> None:
    text = PAYMENT.replace("requested_execution", "arrive_by").replace("2026-11-24T09:30", "2026-11-27T12:00")
    text = text.replace('"2000000.00", currency: CNY', '"1000000.00", currency: SAR')
    Path("payment.yaml").write_text(f"{text}side: receive\ndebtor_currency: CNY\n", encoding="utf-8")
    for lang in ("en", "zh"):
        result = run("compare", "payment.yaml", *FEW, "--with", "rate CNY/SAR -20bp", "--lang", lang)
        assert result.exit_code == 0, result.stderr
        assert ("debits CNY" if lang == "en" else "多借记") in result.stdout
