"""`fxroute rates fetch` and `history`, and `--live`: what is told, in which form, and with which status."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.running import AGENTS, FEW, run, run_json
from tests.sources.feeds.answers import ccpr_json, ecb_xml
from tests.tree import ROOT

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
ROUTE = ("route", "CNY", "SAR", "2000000", *AGENTS, "--at", "2026-11-25T09:30+08:00", *FEW)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with answers in it, an empty cache folder, and a clock that stands still."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("fxroute.cli.rates.now", lambda: NOW)
    monkeypatch.setattr("fxroute.cli.options.now", lambda: NOW)
    monkeypatch.setattr("fxroute.sources.client._now", lambda: NOW)
    (tmp_path / "ecb.xml").write_bytes(ecb_xml("2026-11-23", "2026-11-24"))
    (tmp_path / "ccpr.json").write_bytes(ccpr_json())
    (tmp_path / "busy.html").write_text("<html>busy</html>", encoding="utf-8")
    return tmp_path


def fetch(feed: str, url: str) -> None:
    result = run("rates", "fetch", feed, "--url", url)
    assert result.exit_code == 0, result.stderr


def test_a_fetch_tells_what_was_taken_and_how_old_it_is() -> None:
    result = run("rates", "fetch", "ecb", "--url", "ecb.xml")

    assert result.exit_code == 0
    assert "ecb   taken      6  2026-11-24 13:15 UTC  16 h 45 min" in result.stdout


def test_the_same_rates_again_are_told_to_be_unchanged() -> None:
    fetch("ecb", "ecb.xml")
    (state,) = run_json("rates", "fetch", "ecb", "--url", "ecb.xml")["feeds"]

    assert (state["state"], state["rates"], state["age_minutes"]) == ("unchanged", 6, 1005)
    assert len(state["sha256"]) == 64


def test_a_refused_answer_is_told_on_both_streams_and_in_the_status() -> None:
    fetch("ecb", "ecb.xml")
    result = run("rates", "fetch", "ecb", "--url", "busy.html", "--json")
    (state,) = json.loads(result.stdout)["feeds"]

    assert result.exit_code == 9
    assert result.stderr.splitlines()[0] == "error: the answer is a web page, XML was expected"
    assert (state["state"], state["rates"], state["newest"]) == ("refused", 6, "2026-11-24T13:15:00Z")
    assert [fault["code"] for fault in state["faults"]] == ["DataFileError"]


@pytest.mark.parametrize(
    ("feed", "url", "asked"),
    [
        ("csv", "d.csv", "d.csv"),
        ("ecb", "nothing.xml", "nothing.xml"),
        ("ecb", "ftp://me:secret@127.0.0.1:9/d.xml?key=secret", "ftp://127.0.0.1:9/d.xml"),
    ],
)
def test_a_refused_answer_is_told_with_the_address_that_was_asked(feed: str, url: str, asked: str) -> None:
    told = run("rates", "fetch", feed, "--url", url).stdout
    (state,) = json.loads(run("rates", "fetch", feed, "--url", url, "--json").stdout)["feeds"]

    assert (state["state"], state["address"]) == ("refused", asked)
    assert re.findall(rf"^  {feed} +(\S+)$", told, re.MULTILINE) == [asked]
    assert "secret" not in told


def test_a_refused_answer_of_the_feeds_own_address_is_not_told_with_that_of_an_earlier_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from dataclasses import replace

    from fxroute.sources.feeds.catalog import FEEDS

    fetch("ecb", "ecb.xml")
    monkeypatch.setitem(FEEDS, "ecb", replace(FEEDS["ecb"], address="busy.html"))
    (state,) = json.loads(run("rates", "fetch", "ecb", "--json").stdout)["feeds"]

    assert (state["state"], state["address"], state["rates"]) == ("refused", "busy.html", 6)


def test_one_feed_that_fails_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from fxroute.sources.feeds.catalog import FEEDS

    for name, address in (("ecb", "busy.html"), ("cfets", "ccpr.json"), ("ecb-90d", "nowhere.xml")):
        monkeypatch.setitem(FEEDS, name, replace(FEEDS[name], address=address))
    result = run("rates", "fetch", "ecb", "cfets", "ecb-90d", "--json")

    assert result.exit_code == 9
    assert [state["state"] for state in json.loads(result.stdout)["feeds"]] == ["refused", "taken", "refused"]
    assert len(result.stderr.splitlines()) == 6


def test_without_a_feed_all_are_listed_with_their_addresses() -> None:
    fetch("ecb", "ecb.xml")
    states = {state["feed"]: state for state in run_json("rates", "fetch")["feeds"]}

    assert states["ecb"]["state"] == "kept"
    assert states["cfets"]["address"].startswith("https://")
    assert {state["state"] for name, state in states.items() if name != "ecb"} == {"never"}


def test_tables_are_told_in_chinese_with_the_same_numbers() -> None:
    fetch("ecb", "ecb.xml")

    assert "已保存" in run("rates", "fetch", "--lang", "zh").stdout
    assert "套算" in run("rates", "history", "CNY/SAR", "--from", "2026-11-24", "--lang", "zh").stdout


def test_a_feed_without_an_address_shows_how_to_name_one() -> None:
    assert "an own file or address: --url" in run("rates", "fetch").stdout


def test_one_day_alone_bounds_a_history_at_its_end() -> None:
    result = run("rates", "history", "CNY/SAR", "--to", "2001-01-01")

    assert result.stderr.splitlines()[0] == "error: no rate of CNY/SAR to 2001-01-01"


def test_an_output_is_read_back_by_the_option_for_own_rates(folder: Path) -> None:
    assert run("rates", "fetch", "cfets", "--url", "ccpr.json", "--output", "mine.yaml").exit_code == 0
    live, own = (run_json(*ROUTE, *option) for option in (("--live", "cfets"), ("--rates", "mine.yaml")))

    assert (folder / "mine.yaml").exists()
    assert live["routes"] == own["routes"]
    assert live["inputs"] == own["inputs"]


def test_live_rates_lie_above_the_shipped_ones() -> None:
    fetch("cfets", "ccpr.json")
    shipped, live = (run_json(*ROUTE, *option) for option in ((), ("--live", "cfets")))

    assert shipped["inputs"]["rates"] != live["inputs"]["rates"]
    assert any("CFETS-CNY-SAR-2026-11-24" in json.dumps(route) for route in live["routes"])


def test_live_rates_of_two_feeds_plan_together() -> None:
    fetch("cfets", "ccpr.json")
    fetch("ecb", "ecb.xml")

    assert run_json(*ROUTE, "--live", "ecb", "--live", "cfets")["routes"]


@pytest.mark.parametrize("command", [("network", "check"), ("network", "show", "SARIE"), ("demo",), ROUTE])
def test_every_command_with_data_refuses_a_feed_that_was_not_fetched(command: tuple[str, ...]) -> None:
    result = run(*command, "--live", "cfets")

    assert result.exit_code == 9
    assert result.stderr.splitlines()[-1] == "mend:  fetch it first: fxroute rates fetch cfets"


def test_rates_that_are_too_old_are_refused_unless_they_are_allowed() -> None:
    fetch("cfets", "ccpr.json")

    assert run("rates", "show", "CNY/SAR", "--live", "cfets", "--live-max-age", "27").exit_code == 9
    assert run("rates", "show", "CNY/SAR", "--live", "cfets", "--live-max-age", "28").exit_code == 0


def test_rates_show_tells_how_old_the_fetched_ones_are() -> None:
    assert "feeds" not in run_json("rates", "show", "CNY/SAR")
    fetch("cfets", "ccpr.json")

    (state,) = run_json("rates", "show", "CNY/SAR")["feeds"]
    assert (state["feed"], state["state"], state["age_minutes"]) == ("cfets", "kept", 1725)
    assert "1 d 4 h" in run("rates", "show", "CNY/SAR").stdout


def test_history_joins_shipped_own_and_fetched_rates() -> None:
    fetch("cfets", "ccpr.json")
    fetch("ecb", "ecb.xml")
    told = run_json("rates", "history", "CNY/SAR", "--from", "2026-11-20")

    assert [(one["quoted_at"][:10], one["how"], one["mid"]) for one in told["rates"]] == [
        ("2026-11-20", "direct", "0.563665"),
        ("2026-11-23", "cross", "0.5650684931506849"),
        ("2026-11-24", "direct", "0.5319"),
    ]
    assert (told["min"]["mid"], told["max"]["mid"], told["last"]["mid"]) == ("0.5319", "0.5650684931506849", "0.5319")


def test_history_of_one_feed_leaves_the_others_out() -> None:
    fetch("cfets", "ccpr.json")
    fetch("ecb", "ecb.xml")
    told = run_json("rates", "history", "CNY/SAR", "--from", "2026-11-23", "--live", "ecb")

    assert {one["how"] for one in told["rates"]} == {"cross"}
    assert {one["kind"] for one in told["rates"]} == {"derived"}


def test_history_reads_the_inverse_too() -> None:
    told = run_json("rates", "history", "SAR/CNY", "--from", "2026-01-08", "--to", "2026-01-08")

    assert [(one["how"], one["path"]) for one in told["rates"]] == [("inverse", ["RATE-CNY-SAR-2026-01-08-DERIVED"])]


def test_every_key_of_feeds_and_histories_is_explained() -> None:
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs/reference/json.md").read_text(encoding="utf-8")))
    fetch("ecb", "ecb.xml")
    answers = [run_json("rates", "history", "CNY/SAR"), run_json("rates", "fetch")]
    refused = run("rates", "fetch", "ecb", "--url", "busy.html", "--json")
    answers.append(json.loads(refused.stdout))

    assert set(keys_of(answers)) - explained == set()


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_of(inner)


def test_a_history_of_nothing_is_a_missing_rate() -> None:
    result = run("rates", "history", "CNY/SAR", "--from", "2030-01-01")

    assert result.exit_code == 5
    assert "from 2030-01-01" in result.stderr
