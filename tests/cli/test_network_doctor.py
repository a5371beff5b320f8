"""`fxroute network doctor`: what it prints of the shipped network, its status, and every key of its JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.cli.running import is_expected, masked, run, run_json
from tests.tree import ROOT

ON = ("--on", "2026-11-24")
DOCTOR = ("network", "doctor", *ON)
CORRIDOR = ("--corridor", "BKCHCNBJ500", "RIBLSARI", "CNY", "SAR")
NO_WAY = ("--corridor", "BKCHCNBJ500", "MEZNPKKA", "CNY", "PKR")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_examination_of_the_shipped_network_is_as_expected(lang: str) -> None:
    result = run(*DOCTOR, *CORRIDOR, "--lang", lang)

    assert result.exit_code == 0
    assert is_expected(masked(result.stdout), f"doctor.{lang}.txt")


def test_without_a_corridor_only_the_network_is_examined() -> None:
    result, whole = run(*DOCTOR), run(*DOCTOR, *CORRIDOR)

    assert result.exit_code == 0
    assert "Corridor" not in result.stdout
    assert result.stdout[result.stdout.index("Currencies:") :] in whole.stdout
    assert run_json(*DOCTOR)["corridor"] is None


def test_a_corridor_without_a_way_leaves_with_one_and_says_what_would_open_it() -> None:
    result = run(*DOCTOR, *NO_WAY)
    answer = run_json(*DOCTOR, *NO_WAY)

    assert result.exit_code == 1
    assert re.search("Topological ways +none", result.stdout)
    assert (answer["healthy"], answer["corridor"]["has_way"]) == (False, False)
    assert answer["corridor"]["opens_if"][0] in result.stdout
    assert "没有" in run(*DOCTOR, *NO_WAY, "--lang", "zh").stdout


def test_agents_go_by_bic_too() -> None:
    by_bic = run_json(*DOCTOR, "--corridor", "EBILAEADXXX", "ncbksaje", "SAR", "SAR")["corridor"]

    assert (by_bic["debtor_agent"], by_bic["creditor_agent"]) == ("EBILAEAD", "NCBKSAJE")


def test_the_answer_for_machines_holds_what_the_tables_show() -> None:
    answer, text = run_json(*DOCTOR, *CORRIDOR), run(*DOCTOR, *CORRIDOR).stdout

    corridor = answer["corridor"]
    assert f"the {corridor['ways']} shortest are looked at" in text
    assert f"{corridor['priors']} records below medium confidence" in text
    assert all(member in text for cut in ("node_cut", "edge_cut") for member in corridor[cut]["members"])
    for state in answer["currencies"][:15]:
        row = rf" {state['currency']} +{state['institutions']} +{state['joined']} +{state['pieces']} "
        assert re.search(row, text)
    told = [symptom for symptom in answer["symptoms"] if symptom["kind"] != "currency_split"]
    squeezed = " ".join(text.split())
    assert all(symptom["text"][:40] in squeezed for symptom in told)
    assert [symptom["count"] for symptom in told] == [
        int(count) for count in re.findall(r"^ (?:critical|warning|notice) +(\d+)  ", text, re.MULTILINE)
    ]


def test_days_decide_what_is_old() -> None:
    def kinds(*options: str) -> set[str]:
        return {symptom["kind"] for symptom in run_json(*DOCTOR, *options)["symptoms"]}

    assert {"record_old", "rate_old"} <= kinds()
    assert "record_old" not in kinds("--stale-days", "36500")
    assert "rate_old" not in kinds("--rate-days", "36500")


def test_own_files_are_examined_with_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("disable: [ACC-BKCHCNBJ-SAR-RIBLSARI]\n", encoding="utf-8")
    before = run_json(*DOCTOR, *CORRIDOR)["corridor"]["outside_cut"]["members"]
    after = run_json(*DOCTOR, *CORRIDOR, "--network", str(own))["corridor"]["outside_cut"]["members"]

    assert before == []
    assert after


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from keys_of(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from keys_of(inner)


def test_every_key_of_an_examination_is_explained() -> None:
    text = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    section = text[text.index("## An examination") :]
    explained = set(re.findall(r"`(\w+)`", section))
    keys = {*keys_of(run_json(*DOCTOR, *CORRIDOR)), *keys_of(run_json(*DOCTOR, *NO_WAY))}

    assert keys - explained == set()
