"""Overlay files: every change that the grammar has, and one overlay of several."""

from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors
from fxroute.model import Overlay
from fxroute.plan import GRAMMAR, parse_change
from fxroute.sources import load_overlays, load_planner, schema_of

FILE = """\
overlays:
  - id: everything
    notes: each kind of change once or more
    changes:
      - {out: HSBCHKHHHKH}
      - {valid: ACC-BKCHCNBJ-SAR-RIBLSARI}
      - {open_account: {owner: BKCHCNBJ500, servicer: RIBLSARI, currency: SAR}}
      - {open_desk: {institution: RIBLSARI, pair: CNY/SAR, place: offshore, markup_bp: "12.5"}}
      - {cut_off: {record: SARIE, session: day, at: "14:00", whose: customer}}
      - {hours: {record: SARIE, opens: "20:00-1", closes: "16:00"}}
      - {limit: {record: SARIE, minimum: "1", maximum: none, currency: SAR}}
      - {price: {tariff: TRF-TRANSIT, fixed: "15.00", rate_bp: "10", minimum: "5", maximum: "200"}}
      - {markup: {desk: DESK-BKCHCNBJ500-CNY-SAR, markup_bp: "35"}}
      - {markup: {desk: DESK-BKCHCNBJ500-CNY-SAR, by_bp: "-5"}}
      - {lag: {desk: DESK-BKCHCNBJ500-CNY-SAR, business_days: 1, markup_bp: "2"}}
      - {funds: {account: ACC-BKCHCNBJ-SAR-RIBLSARI, available: "0", credit_line: unknown}}
      - {processing: {record: SARIE, minutes: 90}}
      - {close: {calendar: SA_BANK, day: 2026-11-26}}
      - {close: {country: SA, day: 2026-11-26}}
      - {open: {record: SARIE, day: 2026-11-27}}
      - {rate: {pair: CNY/SAR, bid: "0.5340", offer: "0.5344"}}
      - {rate: {pair: CNY/SAR, by_bp: 10}}
      - {rate: {currency: CNY, by_bp: "-12.5"}}
  - {id: ramadan, changes: [{hours: {record: SARIE, closes: "12:00"}}]}
"""

TEXTS = (
    "out HSBCHKHHHKH",
    "valid ACC-BKCHCNBJ-SAR-RIBLSARI",
    "account BKCHCNBJ500 RIBLSARI SAR",
    "desk RIBLSARI CNY/SAR offshore markup 12.5bp",
    "cut-off SARIE 14:00 session day customer",
    "hours SARIE opens 20:00-1 closes 16:00",
    "limit SARIE min 1 max none SAR",
    "price TRF-TRANSIT fixed 15.00 rate 10bp min 5 max 200",
    "markup DESK-BKCHCNBJ500-CNY-SAR 35bp",
    "markup DESK-BKCHCNBJ500-CNY-SAR -5bp",
    "lag DESK-BKCHCNBJ500-CNY-SAR 1 markup 2bp",
    "funds ACC-BKCHCNBJ-SAR-RIBLSARI available 0 credit unknown",
    "minutes SARIE 90",
    "close SA_BANK 2026-11-26",
    "close country SA 2026-11-26",
    "open SARIE 2026-11-27",
    "rate CNY/SAR 0.5340 0.5344",
    "rate CNY/SAR +10bp",
    "rate CNY -12.5bp",
)


def write(folder: Path, text: str) -> Path:
    path = folder / "overlays.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_whatever_the_grammar_says(tmp_path: Path) -> None:
    everything, ramadan = load_overlays(write(tmp_path, FILE))

    assert everything.texts == TEXTS
    assert everything.notes == "each kind of change once or more"
    assert everything.changes == tuple(parse_change(text) for text in TEXTS)
    assert {text.split()[0] for text in TEXTS} == set(GRAMMAR)
    assert ramadan == Overlay("ramadan", (parse_change("hours SARIE closes 12:00"),))


def test_one_overlay_is_taken_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)

    assert [overlay.name for overlay in load_overlays(path, "ramadan")] == ["ramadan"]
    with pytest.raises(DataFileErrors) as caught:
        load_overlays(path, "ramadam")
    assert "did you mean ramadan" in str(caught.value)


def test_overlays_of_a_file_are_laid_over_one_another(tmp_path: Path) -> None:
    text = """\
overlays:
  - {id: opened, changes: [{open_account: {owner: BKCHCNBJ500, servicer: RIBLSARI, currency: SAR}}]}
  - {id: funded, changes: [{funds: {account: "opened:BKCHCNBJ500@RIBLSARI/SAR", available: "5.00"}}]}
"""
    path, planner = write(tmp_path, text), load_planner()
    overlays = load_overlays(path, over=planner)

    assert len(planner.with_overlays(*overlays).network.accounts) == len(planner.network.accounts) + 1
    with pytest.raises(DataFileErrors) as caught:
        load_overlays(path, "funded", over=planner)
    assert "'opened:BKCHCNBJ500@RIBLSARI/SAR' is no record" in str(caught.value)


def test_the_schema_has_every_change() -> None:
    schema = schema_of("overlays")
    parts = schema["$defs"]
    assert isinstance(parts, dict)

    assert schema["required"] == ["overlays"]
    assert set(parts["ChangePart"]["properties"]) == {
        "out", "valid", "open_account", "open_desk", "cut_off", "hours", "limit", "price", "markup", "lag", "funds",
        "processing", "close", "open", "rate",
    }  # fmt: skip
    assert all(part.get("additionalProperties") is False for part in parts.values())
