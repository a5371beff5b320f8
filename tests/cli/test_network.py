"""`fxroute network`: own files are accepted or refused fault by fault; records are shown with their provenance."""

from pathlib import Path

import pytest

from tests.cli.running import AT, run, run_json

INSTITUTION = """\
institutions:
  - {id: EXAMPSAR, name: Example Bank, country: SA, kind: commercial_bank, source: a test, as_of: 2026-11-24,
     confidence: example}
"""


def test_a_sound_file_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(INSTITUTION, encoding="utf-8")
    before, after = run_json("network", "check"), run_json("network", "check", str(path))

    counts = after["counts"]["institutions"]
    assert counts["records"] == before["counts"]["institutions"]["records"] + 1
    assert counts["example"] == before["counts"]["institutions"]["example"] + 1
    assert run("network", "check", str(path)).exit_code == 0


def test_every_fault_of_every_file_is_named(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text(INSTITUTION.replace("SA,", "XX,").replace("commercial_bank", "pawnshop"), encoding="utf-8")
    second.write_text("rates:\n  - {id: R, pair: CNYSAR}\n", encoding="utf-8")
    result = run("network", "check", str(first), str(second))

    assert result.exit_code == 9
    faults = result.stderr.splitlines()
    assert [line[:7] for line in faults] == ["error: ", "where: ", "mend:  "] * (len(faults) // 3)
    assert sum("first.yaml:" in line for line in faults) == 2
    assert any("second.yaml:" in line for line in faults)


def test_a_broken_file_is_named_once(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("institutions: [\n", encoding="utf-8")

    assert len(run("network", "check", str(path)).stderr.splitlines()) == 3


ORPHAN = """\
accounts:
  - {id: ACC-ORPHAN, owner: NOBODYXX, servicer: RIBLSARI, currency: SAR, relation: correspondent, source: a test,
     as_of: 2026-11-24, confidence: example}
"""
QUOTE = """\
rates:
  - {id: RATE-OWN, pair: CNY/SAR, rate: "0.5000", kind: market, quoted_at: 2026-11-24T01:00Z, source: a test,
     as_of: 2026-11-24, confidence: example}
"""
COMMANDS = (
    ("network", "check"),
    ("network", "show"),
    ("network", "show", "RIBLSARI"),
    ("rates", "show", "CNY/SAR", "--at", "2026-11-24T09:30+08:00"),
    ("demo",),
    ("route", "SAR", "SAR", "100", "--debtor-agent", "RIBLSARI", "--creditor-agent", "NCBKSAJE", *AT),
)


@pytest.mark.parametrize("option", ["--network", "--rates"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ORPHAN, "there is no institution NOBODYXX"),
        (QUOTE.replace("CNY/SAR", "CNYSAR"), "'CNYSAR' is no currency pair"),
    ],
)
def test_no_command_drops_a_record_of_an_own_file(
    tmp_path: Path, command: tuple[str, ...], option: str, text: str, fault: str
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    result = run(*command, option, str(path))

    assert result.exit_code == 9
    assert fault in result.stderr
    assert "own.yaml:" in result.stderr


@pytest.mark.parametrize("option", ["--network", "--rates"])
def test_one_file_under_either_option_holds_both_kinds(tmp_path: Path, option: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(INSTITUTION + QUOTE, encoding="utf-8")
    own = (option, str(path))

    assert run_json("network", "show", "EXAMPSAR", *own)["name"] == "Example Bank"
    (rate,) = run_json("rates", "show", "CNY/SAR", *AT, *own)["rates"]
    assert rate["mid"] == "0.5000"


def test_files_of_both_options_stand_above_one_another_as_they_are_given(tmp_path: Path) -> None:
    names = ["First", "Second"]
    paths = [tmp_path / f"{name}.yaml" for name in names]
    for path, name in zip(paths, names, strict=True):
        path.write_text(INSTITUTION.replace("Example Bank", name), encoding="utf-8")
    first, second = map(str, paths)

    assert run_json("network", "show", "EXAMPSAR", "--rates", first, "--network", second)["name"] == "Second"
    assert run_json("network", "show", "EXAMPSAR", "--rates", second, "--network", first)["name"] == "First"


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("disable: [ACC-BKCHCNBJ-SAR-NCBKSAJE]\n", encoding="utf-8")

    assert run("network", "check", str(path), "--network", str(path), "--rates", str(path)).exit_code == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("wanted", ["RIBLSARI", "BKCHCNBJ", "SARIE", "riblsari", "EBILAEAD", "CIPS"])
def test_an_institution_or_system_is_shown(wanted: str, lang: str) -> None:
    result = run("network", "show", wanted, "--lang", lang)

    assert result.exit_code == 0
    assert wanted.upper() in result.stdout.splitlines()[0]


def test_an_institution_as_json_has_its_accounts_with_their_source() -> None:
    shown = run_json("network", "show", "RIBLSARI")

    assert shown["country"] == "SA"
    account = next(account for account in shown["accounts"] if account["owner"] == "BKCHCNBJ")
    assert account["servicer"] == "RIBLSARI"
    assert account["confidence"] == "prior"
    assert run_json("network", "show", "SARIE")["participations"]


def test_without_an_id_the_records_are_counted() -> None:
    assert run("network", "show").stdout == run("network", "check").stdout
    assert run_json("network", "show")["counts"] == run_json("network", "check")["counts"]
