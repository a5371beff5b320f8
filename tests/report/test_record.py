"""Records of every kind: shown to people in both languages, and to machines so that they can be read back."""

import json
from pathlib import Path
from typing import Any

import pytest

from fxroute.errors import UnknownInstitution
from fxroute.model import Calendar
from fxroute.network import Network
from fxroute.report import record_json, record_text
from fxroute.sources import load_network

NETWORK = load_network()
KEYS = {
    "institution": "institutions",
    "reporting_line": "reporting_lines",
    "account": "accounts",
    "infrastructure": "infrastructures",
    "participation": "participations",
    "desk": "desks",
    "service": "services",
    "calendar": "calendars",
    "tariff": "tariffs",
}
AROUND = {"record_kind", "used_by", *KEYS.values()}
"""What stands in JSON beside the fields of the record itself."""


def lines(wanted: str, lang: str = "en", network: Network = NETWORK) -> list[str]:
    """The page of a record, blanks between words made one."""
    return [" ".join(line.split()) for line in record_text(network, wanted, lang=lang).splitlines()]


def as_in_a_file(plain: dict[str, Any]) -> dict[str, object]:
    """A record of JSON as one would write it: what is unknown or holds nothing is left out, closed days have names."""
    record = {key: written(value) for key, value in plain.items() if key not in AROUND}
    said = {key: value for key, value in record.items() if is_said(value) or key in ("customer", "weekend")}
    if plain["record_kind"] == "calendar":
        said |= {key: dict.fromkeys(plain[key], "a day") for key in ("closed", "workdays")}
    return said


def written(value: object) -> object:
    if isinstance(value, dict):
        return {key: inner for key, one in value.items() if is_said(inner := written(one))}
    return [written(inner) for inner in value] if isinstance(value, list) else value


def is_said(value: object) -> bool:
    return value not in (None, "", [], {}, "any")


def test_every_record_as_json_is_read_back_as_the_same_record(tmp_path: Path) -> None:
    own: dict[str, list[dict[str, object]]] = {}
    for wanted in NETWORK.records:
        plain = record_json(NETWORK, wanted)
        own.setdefault(KEYS[str(plain["record_kind"])], []).append(as_in_a_file(json.loads(json.dumps(plain))))
    path = tmp_path / "own.yaml"
    path.write_text(json.dumps(own, ensure_ascii=False, indent=1), encoding="utf-8")

    assert load_network(path, shipped=False).records == NETWORK.records


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_record_of_every_kind_is_shown_with_its_source(lang: str) -> None:
    kinds: dict[type, list[str]] = {}
    for record in NETWORK.records.values():
        kinds.setdefault(type(record), []).append(record.id)
    assert len(kinds) == len(KEYS)
    for ids in kinds.values():
        for wanted in ids[:: max(1, len(ids) // 20)]:
            shown = lines(wanted, lang)
            assert wanted in shown[0]
            assert NETWORK.records[wanted].provenance.as_of.isoformat() in " ".join(shown)


def test_an_institution_is_found_by_its_bic() -> None:
    assert lines("bkchcnbj500xxx")[0] == lines("BKCHCNBJ500")[0]
    assert record_json(NETWORK, "riblsari")["id"] == "RIBLSARI"


@pytest.mark.parametrize(
    ("wanted", "mend"), [("SARIEE", "SARIE"), ("cn", "CN"), ("DESK-RIBLSARI-USD-SARR", "DESK-RIBLSARI-USD-SAR"),
                         ("Riyad Bank", "RIBLSARI (Riyad Bank)")]
)  # fmt: skip
def test_what_nobody_knows_is_refused_with_what_is_like_it(wanted: str, mend: str) -> None:
    with pytest.raises(UnknownInstitution) as caught:
        record_text(NETWORK, wanted)

    assert caught.value.what == f"{wanted!r} is no record of this network, of any kind, and no BIC of an institution"
    assert mend in caught.value.mend


def test_sessions_of_ramadan_are_named_and_dated() -> None:
    shown = lines("SARIE")

    at = next(number for number, line in enumerate(shown) if line.startswith("Ramadan 10:00 16:00"))
    assert shown[at].endswith("2026-02-18 to 2026-03-19")
    assert shown[at + 1] == "2027-02-08 to 2027-03-09"
    assert "on all other days" in shown[at - 1]
    assert any("Ramadan 10:00" in line for line in lines("SRV-SIBCSARI-DEBIT"))
    assert any("normal 09:00–16:30, Ramadan 10:00–16:00 Asia/Riyadh" in line for line in lines("RIBLSARI"))


def test_sessions_near_a_business_day_say_which_day_is_theirs() -> None:
    shown = lines("CIPS")

    assert any(line.startswith("night 17:00 08:00+1 08:00+1 08:30+1 every, for the next") for line in shown)
    assert "-1: on the calendar day before the business day; +1: on the day after" in shown
    assert not any("calendar day before" in line for line in lines("SARIE"))


def test_a_system_without_hours_says_that_it_is_not_used() -> None:
    assert "Hours are not known: the system is not used." in lines("MBRIDGE")


def test_a_calendar_shows_its_days_year_by_year_and_how_far_they_are_announced() -> None:
    shown = lines("CN")
    page = " ".join(shown)

    assert "Weekend Sat, Sun" in shown
    assert "Settlement days of CNY onshore" in shown
    assert "Announced to 2026-12-31; later days are provisional" in shown
    assert "Make-up workdays 01-04 Sun, 02-14 Sat, 02-28 Sat, 05-09 Sat, 09-20 Sun, 10-10 Sat" in shown
    assert "2026 Closed 01-01 Thu, 01-02 Fri, 02-16 Mon" in page
    assert "2027, provisional Closed 01-01 Fri" in page
    assert "Used by CIPS, CNAPS_HVPS" in page
    assert "2027 年(暂定) 休市日 01-01 周五" in " ".join(lines("CN", "zh"))
    assert "2027" in lines("SA_BANK")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 110])
def test_no_value_is_cut_off_for_want_of_room(lang: str, width: int) -> None:
    for calendar in NETWORK.calendars.values():
        assert "…" not in record_text(NETWORK, calendar.id, lang=lang, width=width)
    shown = record_text(NETWORK, "SG", lang=lang, width=width)
    assert all(wanted in shown for wanted in ("SRV-SG-DEBIT", "DESK-DBSSSGSG-USD-CNY"))


def test_a_calendar_without_closed_days_has_no_years() -> None:
    always = NETWORK.records["ALWAYS"]
    assert isinstance(always, Calendar)

    assert "Weekend none" in lines("ALWAYS")
    assert record_json(NETWORK, "ALWAYS")["used_by"] == ["SA_IPS"]


def test_a_slab_shows_what_each_of_its_slices_costs() -> None:
    shown = lines("TRF-SA-COMMISSION-INDIVIDUAL-SAR")

    assert "Price, low SAR 0.00" in shown
    assert "Price, likely SAR 0.00+: 0.50, 2500.01+: 1.00, 20000.01+: 25.00" in shown
    assert "Holds for institutions in SA" in shown
    assert "Price SAR 115.00, 0.00+: 10 bp, ≥ 10.00, ≤ 50.00" in lines("TRF-SIBCSARI-COMMISSION-CORPORATE")


def test_what_is_unknown_of_an_account_is_said() -> None:
    shown = lines("ACC-BKCHCNBJ-SAR-RIBLSARI")

    assert "Owner Bank of China Limited (head office) (BKCHCNBJ)" in shown
    assert "Available unknown" in shown
    assert record_json(NETWORK, "ACC-BKCHCNBJ-SAR-RIBLSARI")["available"] is None
