"""`fxroute route` and `fxroute plan`: the same answer from options and from a file, for people and for machines."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.running import AGENTS, AT, FEW, RENT, is_expected, masked, run, run_json

PAYMENT = """\
debtor: Example Manufacturing
debtor_agent: BKCHCNBJ500
creditor: Example Landlord
creditor_agent: RIBLSARI
creditor_currency: SAR
instructed_amount: {amount: "2000000.00", currency: CNY}
requested_execution: "2026-11-24T09:30+08:00"
bounds: {conversions_max: 1, intermediaries_max: 0}
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_route_reads_as_it_did(lang: str) -> None:
    result = run(*RENT, *AT, *FEW, "--details", "1", "--lang", lang)

    assert result.exit_code == 0
    assert is_expected(masked(result.stdout), f"route.{lang}.txt")


def test_the_json_of_a_route_is_as_it_was() -> None:
    result = run(*RENT, *AT, *FEW, "--json")

    assert result.exit_code == 0
    assert is_expected(masked(result.stdout), "route.json")


def test_equal_questions_have_equal_bytes() -> None:
    first, second = (run(*RENT, *AT, *FEW, "--json").stdout for _ in range(2))

    assert masked(first) == masked(second)


def test_a_file_asks_what_options_say(tmp_path: Path) -> None:
    path = tmp_path / "payment.yaml"
    path.write_text(PAYMENT, encoding="utf-8")
    told, asked = run_json("plan", str(path)), run_json(*RENT, *AT, *FEW)

    of_way = [[{key: value for key, value in route.items() if key not in ("findings", "verdict")} for route in answer]
              for answer in (told["routes"], asked["routes"])]  # fmt: skip
    assert of_way[0] == of_way[1]
    assert told["payment"]["creditor"] == "Example Landlord"
    assert "Route 1" in run("plan", str(path), "--details", "1").stdout


def test_an_option_replaces_the_bound_of_the_file_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "payment.yaml"
    path.write_text(PAYMENT.replace("conversions_max: 1", "conversions_max: 2, via: [SARIE]"), encoding="utf-8")
    told = run_json("plan", str(path))["bounds"]
    bounded = run_json("plan", str(path), "--max-conversions", "1", "--via", "RIBLSARI", "--max-labels", "9000")[
        "bounds"
    ]

    changed = {"conversions_max": 1, "via": ["RIBLSARI"], "labels_max": 9000}
    assert (told["conversions_max"], told["via"]) == (2, ["SARIE"])
    assert bounded == told | changed


def test_a_name_in_a_file_is_refused_at_the_file_and_one_given_at_the_option(tmp_path: Path) -> None:
    path = tmp_path / "payment.yaml"
    path.write_text(PAYMENT.replace("intermediaries_max: 0", "via: [SARX]"), encoding="utf-8")
    told, given = run("plan", str(path)), run("plan", str(path), "--via", "SARX")

    assert f"where: {path}: bounds.via\n" in told.stderr
    assert "where: --via\n" in given.stderr


def test_json_has_the_keys_of_the_contract() -> None:
    answer = run_json(*RENT, *AT, *FEW)

    assert {"payment", "as_of", "complete", "took_ms", "ordering", "bounds", "inputs", "routes", "ruled_out"} <= set(
        answer
    )
    route = answer["routes"][0]
    assert {"id", "instructed", "total_debit", "delivered", "credited_at", "legs", "because", "evidence"} <= set(route)
    assert [leg["n"] for leg in route["legs"]] == list(range(1, len(route["legs"]) + 1))
    assert isinstance(answer["took_ms"], float)


def test_a_fixed_receipt_delivers_exactly_the_amount() -> None:
    answer = run_json("route", "CNY", "SAR", "1000000", "--receive", *AGENTS, *AT, *FEW)

    assert {route["delivered"]["amount"] for route in answer["routes"]} == {"1000000.00"}
    assert answer["payment"]["side"] == "receive"


def test_a_deadline_asks_for_the_latest_start() -> None:
    arguments = ("route", "CNY", "SAR", "2000000", *AGENTS, "--arrive-by", "2026-11-26T12:00+03:00", *FEW)
    answer = run_json(*arguments)

    assert all(route["credited_at"] <= "2026-11-26T09:00:00Z" for route in answer["routes"])
    assert "Latest start" in run(*arguments, "--details", "0").stdout


def test_departures_are_a_profile() -> None:
    arguments = (*RENT, "--at", "2026-11-24T18:00+08:00", *FEW, "--departures", "1")
    windows = run_json(*arguments)["departures"]
    text = run(*arguments, "--lang", "zh").stdout

    assert windows[0]["first"] == "2026-11-24T10:00:00Z"
    assert windows[-1]["last"] == "2026-11-25T10:00:00Z"
    assert all(earlier["last"] < later["first"] for earlier, later in pairwise(windows))
    assert text.startswith("何时发起")


def test_without_at_the_question_is_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    monkeypatch.setattr("fxroute.cli.route.now", lambda: datetime(2026, 11, 24, 1, 29, 30, tzinfo=UTC))

    assert run_json(*RENT, *FEW)["payment"]["at"] == "2026-11-24T01:30:00Z"


def test_no_route_leaves_with_one_after_the_reasons() -> None:
    result = run(*RENT, *AT, "--min-confidence", "medium")
    answer = json.loads(run(*RENT, *AT, "--min-confidence", "medium", "--json").stdout)

    assert result.exit_code == 1
    assert "There is no route" in result.stdout
    assert "evidence below the floor" in result.stdout
    assert answer["routes"] == []
    assert answer["ruled_out"][0]["reason"] == "evidence_below_floor"


@pytest.mark.parametrize("ordering", ["fastest", "fewest", "all_in"])
def test_another_order_shows_the_same_routes(ordering: str) -> None:
    told = run_json(*RENT, *AT, *FEW, "--order", ordering)
    usual = run_json(*RENT, *AT, *FEW)

    assert told["ordering"] == ordering
    assert {route["id"] for route in told["routes"]} == {route["id"] for route in usual["routes"]}


def test_carry_is_echoed_and_weighs_the_days_in_transit() -> None:
    """At 50 % a year a day costs SAR 1,561 on SAR 1.124 million, more than the SAR 169 to be had by waiting for it."""
    asked = (*RENT, *AT, *FEW, "--order", "all_in", "--carry")
    free, dear = run_json(*asked, "0"), run_json(*asked, "50")

    assert (free["carry_rate_percent"], dear["carry_rate_percent"]) == ("0", "50")
    assert run_json(*RENT, *AT, *FEW)["carry_rate_percent"] == "0"
    assert free["routes"] == run_json(*RENT, *AT, *FEW)["routes"]
    credited = [route["credited_at"] for route in dear["routes"]]
    assert credited == sorted(credited)
    assert "amount with carry at 50 % a year" in run(*asked, "50", "--details", "0").stdout
    assert "年率 50 %" in run(*asked, "50", "--details", "0", "--lang", "zh").stdout


def test_bounds_are_echoed() -> None:
    bounds = run_json(
        *RENT, *AT, "--avoid", "CHASUS33XXX", "--via", "SARIE", "--max-legs", "12", "--vehicle", "USD",
        "--min-confidence", "prior", "--charges", "CRED", "--charges-from-amount", "--customer", "individual",
    )["bounds"]  # fmt: skip

    assert bounds["avoid"] == ["CHASUS33"]
    assert bounds["via"] == ["SARIE"]
    assert (bounds["legs_max"], bounds["vehicles"], bounds["evidence_floor"]) == (12, ["USD"], "prior")


def test_own_files_lie_above_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("disable: [ACC-BKCHCNBJ-SAR-RIBLSARI]\naccounts: {}\n", encoding="utf-8")
    refused = run(*RENT, *AT, "--network", str(path))
    path.write_text("disable: [ACC-BKCHCNBJ-SAR-RIBLSARI]\n", encoding="utf-8")
    answer = run_json(*RENT, *AT, "--max-conversions", "1", "--network", str(path))

    assert refused.exit_code == 9
    used = {record for route in answer["routes"] for leg in route["legs"] for record in leg["records"]}
    assert "ACC-BKCHCNBJ-SAR-RIBLSARI" not in used
