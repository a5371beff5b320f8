"""Merging: what is known keeps its id and its values, rows that say the same are one, deltas end what they name."""

import csv
from datetime import date
from pathlib import Path

import pytest

from fxroute.errors import DataFileError, DataFileErrors, UsageError
from fxroute.model import Confidence
from fxroute.sources import load_network
from fxroute.sources.importing import (
    Cause,
    ImportReport,
    ImportTerms,
    Outcome,
    Prefer,
    calendars,
    draft,
    import_network,
    job,
    stage,
)
from tests.sources.importing.directories import (
    AS_OF,
    BELOW,
    DIRECTORY,
    HOLIDAYS,
    INSTITUTIONS,
    INSTRUCTIONS,
    SSI,
    TERMS,
    above,
    below,
    bring,
    lines,
    put,
)

LEI = "5493001KJTIIGC8Y1R12"
OTHER_LEI = "213800WSGIIZCXF1P572"
"""Two numbers whose check digits are in order."""

UNITS = ("bic", "legal_name", "country", "lei", "valid_to", "kind")
HEAD = ("HEADCNBJXXX", "Head, Office", "CN", "", "", "")
"""A bank of the network below, under eleven characters and with other signs in its name."""


def causes(report: ImportReport) -> dict[str, int]:
    return {f"{outcome} {cause}": count for (outcome, cause), count in report.causes.items()}


def outcomes(report: ImportReport) -> dict[str, int]:
    return {outcome.value: count for file in report.files for outcome, count in file.outcomes.items()}


def test_a_known_bic_of_eight_or_eleven_is_one_institution(tmp_path: Path) -> None:
    report = bring(put(tmp_path / "b.csv", (UNITS, HEAD)), out=tmp_path / "own.yaml")

    assert outcomes(report) == {"unchanged": 1}
    assert (causes(report), report.has_taken) == ({}, False)


@pytest.mark.parametrize(("prefer", "name"), [(Prefer.SHIPPED, "Head Office"), (Prefer.IMPORT, "Another Name")])
def test_a_conflict_is_told_and_the_preferred_value_stands(tmp_path: Path, prefer: Prefer, name: str) -> None:
    rows = (UNITS, ("HEADCNBJ", "Another Name", "CN", LEI, "", ""))
    report = bring(
        put(tmp_path / "b.csv", rows), out=tmp_path / "own.yaml", terms=ImportTerms(as_of=AS_OF, prefer=prefer)
    )
    unit = above(tmp_path / "own.yaml").institutions["HEADCNBJ"]

    assert causes(report) == {"noted conflict": 1}
    assert report.remarks[0].expected == "Head Office, which HEADCNBJ has"
    assert (unit.name, unit.lei) == (name, LEI)
    assert unit.provenance.confidence is Confidence.EXAMPLE


def test_leis_are_added_to_institutions_that_are_known_or_taken_and_to_no_others(tmp_path: Path) -> None:
    leis = (("LEI", "BIC"), (LEI, "HEADCNBJXXX"), (LEI, "EXAMSARIXXX"), (LEI, "ELSEDEFFXXX"), (OTHER_LEI, "HEADCNBJ"))
    files = put(tmp_path / "lei-bic-20261101T000000.csv", leis), put(tmp_path / "b.csv", INSTITUTIONS)
    report = bring(*files, out=tmp_path / "own.yaml")
    network = above(tmp_path / "own.yaml")

    assert {unit.id for unit in network.institutions.values() if unit.lei == LEI} == {"HEADCNBJ", "EXAMSARI"}
    assert causes(report) == {"passed_over not_here": 1, "noted conflict": 1}
    assert network.institutions["HEADCNBJ"].provenance.source == "made up; LEI: lei-bic-20261101T000000.csv"
    assert report.files[1].outcomes == {Outcome.TAKEN: 2, Outcome.UNCHANGED: 1, Outcome.PASSED_OVER: 1}


def test_the_monthly_zip_is_read_like_its_file(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "LEI-BIC-20261101.zip", "w") as archive:
        archive.writestr("lei-bic-20261101T000000.csv", f'"LEI","BIC"\n"{LEI}","HEADCNBJXXX"\n')
    report = import_network(tmp_path / "LEI-BIC-20261101.zip", out=tmp_path / "own.yaml", onto=below())

    assert report.as_of.isoformat() == "2026-11-01"
    assert above(tmp_path / "own.yaml").institutions["HEADCNBJ"].lei == LEI


def test_rows_of_one_institution_are_merged_and_fill_one_another(tmp_path: Path) -> None:
    rows = (UNITS, ("EXAMSARI", "Example", "SA", "", "", ""), ("EXAMSARIXXX", "Example", "SA", LEI, "", ""))
    report = bring(put(tmp_path / "b.csv", rows), out=tmp_path / "own.jsonl")

    assert outcomes(report) == {"taken": 1, "merged": 1}
    assert [record["lei"] for _, record in lines(tmp_path / "own.jsonl")] == [LEI]


def test_rows_of_one_account_are_merged_with_their_categories(tmp_path: Path) -> None:
    files = put(tmp_path / "bdp.txt", DIRECTORY, "\t"), put(tmp_path / "ssi.txt", INSTRUCTIONS, "\t")
    report = bring(*files, out=tmp_path / "own.jsonl")
    notes = {record["id"]: record["notes"] for kind, record in lines(tmp_path / "own.jsonl") if kind == "accounts"}

    assert report.files[1].outcomes == {Outcome.TAKEN: 4, Outcome.MERGED: 1}
    assert notes["ACC-OTHRHKHH-SAR-EXAMSARI"] == "asset categories ANYY, COPA"


def test_a_delta_adds_modifies_and_ends(tmp_path: Path) -> None:
    rows = (
        DIRECTORY[0],
        DIRECTORY[1],
        ("M", "BD0000000001", "EXAMSARIXXX", "EXAMPLE BANK RENAMED", "RIYADH", "SA", "L", "", "", ""),
        DIRECTORY[3],
        ("D", "BD0000000003", "OTHRHKHHXXX", "OTHER BANK", "HONG KONG", "HK", "L", "", "", ""),
        ("D", "BD0000000009", "HEADCNBJXXX", "HEAD OFFICE", "", "CN", "L", "", "", ""),
        ("E", "BD0000000010", "GONEDEFFXXX", "GONE BANK", "", "DE", "L", "", "", ""),
        ("Z", "BD0000000011", "EXAMDEFFXXX", "EXAMPLE", "", "DE", "L", "", "", ""),
    )
    report = bring(put(tmp_path / "bdp.txt", rows, "\t"), out=tmp_path / "own.yaml")
    units = above(tmp_path / "own.yaml").institutions

    assert outcomes(report) == {"taken": 2, "merged": 1, "unchanged": 1, "ended": 2, "refused": 1}
    assert units["EXAMSARI"].name == "EXAMPLE BANK RENAMED"
    assert units["HEADCNBJ"].provenance.valid_to is not None
    assert units["HEADCNBJ"].provenance.valid_to.isoformat() == "2026-11-23"
    assert "OTHRHKHH" not in units
    assert causes(report) == {"refused word": 1}


def test_a_delta_ends_an_account_that_is_known(tmp_path: Path) -> None:
    directory = (
        DIRECTORY[0][:6],
        ("U", "K1", "HEADCNBJXXX", "HEAD OFFICE", "", "CN"),
        ("U", "K2", "EXAMSARIXXX", "EXAMPLE", "", "SA"),
    )
    first = (INSTRUCTIONS[0][:3], ("K1", "K2", "SAR"))
    out = tmp_path / "first.yaml"
    bring(put(tmp_path / "bdp.txt", directory, "\t"), put(tmp_path / "ssi.txt", first, "\t"), out=out)
    delta = (("MODIFICATION FLAG", *INSTRUCTIONS[0][:3]), ("D", "K1", "K2", "SAR"))
    report = bring(
        tmp_path / "bdp.txt",
        put(tmp_path / "delta.txt", delta, "\t"),
        out=tmp_path / "second.yaml",
        onto=load_network(BELOW, out, shipped=False),
    )
    network = load_network(BELOW, out, tmp_path / "second.yaml", shipped=False)
    account = next(account for account in network.accounts if account.servicer == "EXAMSARI")

    assert report.records == {"accounts": 1}
    assert (account.provenance.valid_to or AS_OF).isoformat() == "2026-11-23"


def test_validity_is_kept_and_what_is_expired_is_told(tmp_path: Path) -> None:
    rows = (UNITS, ("EXAMSARI", "Example", "SA", "", "2026-01-31", ""))
    report = bring(put(tmp_path / "b.csv", rows), out=tmp_path / "own.yaml")
    unit = above(tmp_path / "own.yaml").institutions["EXAMSARI"]

    assert causes(report) == {"noted expired": 1}
    assert (unit.provenance.valid_to or AS_OF).isoformat() == "2026-01-31"


def test_two_periods_of_one_account_are_one_from_first_to_last(tmp_path: Path) -> None:
    head = ("owner_bic", "currency", "servicer_bic", "valid_from", "valid_to")
    rows = (head, ("HEADCNBJ", "SAR", "EXAMSARI", "2027-01-01", "2027-12-31"),
            ("HEADCNBJ", "SAR", "EXAMSARI", "20260101", "20261231"))  # fmt: skip
    bring(put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "s.csv", rows), out=tmp_path / "own.jsonl")
    (account,) = (record for kind, record in lines(tmp_path / "own.jsonl") if kind == "accounts")

    assert (account["valid_from"], account["valid_to"]) == ("2026-01-01", "2027-12-31")


REFUSED = {
    "cells": (UNITS, ("EXAMSARI", "Example", "SA")),
    "empty": (UNITS, ("EXAMSARI", " ", "SA", "", "", "")),
    "too_long": (UNITS, ("EXAMSARI", "x" * 401, "SA", "", "", "")),
    "bic": (UNITS, ("EXAMPLE", "Example", "SA", "", "", "")),
    "lei": (UNITS, ("EXAMSARI", "Example", "SA", "5493001KJTIIGC8Y1R13", "", "")),
    "country": (UNITS, ("EXAMSARI", "Example", "XX", "", "", "")),
    "other_country": (UNITS, ("EXAMSARI", "Example", "AE", "", "", "")),
    "date": (UNITS, ("EXAMSARI", "Example", "SA", "", "31.01.2026", "")),
    "word": (UNITS, ("EXAMSARI", "Example", "SA", "", "", "pawnshop")),
    "currency": (SSI[0][:3], ("HEADCNBJ", "RMB", "EXAMSARI")),
    "unknown_institution": (SSI[0][:3], ("HEADCNBJ", "SAR", "ELSEDEFF")),
    "own_account": (SSI[0][:3], ("HEADCNBJ", "SAR", "HEADCNBJXXX")),
    "no_settlement_days": (SSI[0][:3], ("HEADCNBJ", "USD", "EXAMSARI")),
    "place": (SSI[0][:5], ("HEADCNBJ", "CNY", "THRDCNSH", "CN", "offshore")),
    "unknown_key": (INSTRUCTIONS[0][:3], ("K1", "K2", "SAR")),
    "no_weekend": (("calendar", "date", "status"), ("CAL-NEW", "2026-12-25", "closed")),
    "id_taken": (("calendar", "date", "status"), ("RTGS-SA", "2026-12-25", "closed")),
}


@pytest.mark.parametrize("cause", REFUSED)
def test_a_faulty_row_is_refused_and_the_others_are_taken(tmp_path: Path, cause: str) -> None:
    china = ("THRDCNSH", "", "Third Bank", "CN", *[""] * 8)
    files = put(tmp_path / "b.csv", (*INSTITUTIONS, china)), put(tmp_path / "in.csv", REFUSED[cause])
    report = bring(*files, out=tmp_path / "own.yaml")
    (remark,) = report.remarks

    assert (remark.outcome, remark.cause, remark.file, remark.line) == (Outcome.REFUSED, Cause(cause), "in.csv", 2)
    assert all((remark.expected, remark.mend))
    assert remark.column or cause in ("cells", "own_account", "no_settlement_days", "no_weekend",
                                      "id_taken")  # fmt: skip
    assert report.records == {"institutions": 4}
    assert len(above(tmp_path / "own.yaml").institutions) == len(below().institutions) + 4


@pytest.mark.parametrize(
    ("row", "column"),
    [(("ELSEDEFF", "SAR", "EXAMSARI"), "owner_bic"), (("EXAMSARI", "SAR", "ELSEDEFF"), "servicer_bic")],
)
def test_an_unknown_end_of_an_account_is_told_with_its_column(
    tmp_path: Path, row: tuple[str, ...], column: str
) -> None:
    files = put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "s.csv", (SSI[0][:3], row))
    (remark,) = bring(*files, out=tmp_path / "own.yaml").remarks

    assert (remark.cause, remark.column, remark.value) == (Cause.UNKNOWN_INSTITUTION, column, "ELSEDEFF")


@pytest.mark.parametrize(("keys", "column"), [(("K3", "K1"), INSTRUCTIONS[0][0]), (("K1", "K3"), INSTRUCTIONS[0][1])])
def test_an_unknown_end_behind_a_record_key_is_told_with_its_column(
    tmp_path: Path, keys: tuple[str, str], column: str
) -> None:
    directory = (
        DIRECTORY[0][:6],
        ("A", "K1", "EXAMSARIXXX", "EXAMPLE", "", "SA"),
        ("A", "K3", "GONEDEFFXXX", "GONE BANK", "", "DE"),
        ("D", "K3", "GONEDEFFXXX", "GONE BANK", "", "DE"),
    )
    rows = (INSTRUCTIONS[0][:3], (*keys, "SAR"))
    files = put(tmp_path / "bdp.txt", directory, "\t"), put(tmp_path / "ssi.txt", rows, "\t")
    (remark,) = bring(*files, out=tmp_path / "own.yaml").remarks

    assert (remark.cause, remark.column, remark.value) == (Cause.UNKNOWN_INSTITUTION, column, "GONEDEFF")


@pytest.mark.parametrize(("name", "value"), [("as_of", "31.01.2026"), ("confidence", "sure")])
def test_a_wrong_origin_of_an_institution_is_told_with_its_columns(tmp_path: Path, name: str, value: str) -> None:
    rows = (("bic", "legal_name", "country", name), ("EXAMSARI", "Example", "SA", value))
    (remark,) = bring(put(tmp_path / "b.csv", rows), out=tmp_path / "own.yaml").remarks

    assert (remark.column, remark.value) == ("source, as_of or confidence", value)


def test_strict_terms_write_nothing_when_a_row_is_refused_and_name_the_rows(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("old", encoding="utf-8")
    rows = (UNITS, ("EXAMSARI", "Example", "SA", "", "", ""), ("EXAMPLE", "Example", "SA", "", "", ""))
    terms = ImportTerms(as_of=AS_OF, is_strict=True)
    with pytest.raises(DataFileErrors) as caught:
        import_network(
            put(tmp_path / "b.csv", rows), out=tmp_path / "own.yaml", onto=below(), terms=terms,
            report=tmp_path / "report.csv",
        )  # fmt: skip

    assert [fault.where for fault in caught.value.faults] == ["b.csv:3"]
    assert (tmp_path / "own.yaml").read_text(encoding="utf-8") == "old"
    assert "b.csv,3" in (tmp_path / "report.csv").read_text(encoding="utf-8")


def test_the_report_has_every_remark_and_the_answer_the_first_ones(tmp_path: Path) -> None:
    rows = (UNITS, *(("EXAMPLE", f"Example {number}", "SA", "", "", "") for number in range(50)))
    report = import_network(
        put(tmp_path / "b.csv", rows), out=None, onto=below(), terms=TERMS, report=tmp_path / "report.csv"
    )
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as stream:
        sheet = list(csv.DictReader(stream))

    assert [(row["line"], row["cause"]) for row in sheet] == [(str(number), "bic") for number in range(2, 52)]
    assert (len(report.remarks), causes(report)) == (10, {"refused bic": 50})


def test_parents_in_a_circle_are_each_on_their_own(tmp_path: Path) -> None:
    rows = (
        DIRECTORY[0],
        ("A", "K1", "EXAMSARIXXX", "FIRST", "", "SA", "B", "K2", "", ""),
        ("A", "K2", "EXAMAEADXXX", "SECOND", "", "AE", "B", "K1", "", ""),
        ("A", "K3", "EXAMHKHHXXX", "THIRD", "", "HK", "B", "K1", "K9", ""),
    )
    bring(put(tmp_path / "bdp.txt", rows, "\t"), out=tmp_path / "own.yaml")
    units = above(tmp_path / "own.yaml").institutions

    assert units["EXAMHKHH"].legal_entity == "EXAMSARI"


@pytest.mark.parametrize("count", [20, 60])
def test_a_long_line_of_parents_is_read_back(tmp_path: Path, count: int) -> None:
    letters = [f"{chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(count)]
    rows = [
        ("A", f"K{at}", f"EX{two}SARIXXX", "BANK", "", "SA", "B", f"K{at + 1}", "", "")
        for at, two in enumerate(letters)
    ]
    bring(put(tmp_path / "bdp.txt", (DIRECTORY[0], *rows), "\t"), out=tmp_path / "own.yaml")
    units = above(tmp_path / "own.yaml").institutions

    assert units[f"EX{letters[-2]}SARI"].legal_entity == f"EX{letters[-1]}SARI"


@pytest.mark.parametrize(("prefer", "last"), [(Prefer.SHIPPED, None), (Prefer.IMPORT, "2027-12-31")])
def test_another_validity_of_a_known_account_is_told(tmp_path: Path, prefer: Prefer, last: str | None) -> None:
    head = ("owner_bic", "currency", "servicer_bic", "valid_to")
    known, new = ("HEADCNBJ", "SAR", "RIYASARI", "2027-12-31"), ("HEADCNBJ", "SAR", "EXAMSARI", "")
    rows = put(tmp_path / "s.csv", (head, known, new))
    terms = ImportTerms(as_of=AS_OF, prefer=prefer)
    report = bring(put(tmp_path / "b.csv", INSTITUTIONS), rows, out=tmp_path / "own.yaml", terms=terms)
    account = next(one for one in above(tmp_path / "own.yaml").accounts if one.id == "ACC-SAR")

    assert causes(report) == {"noted conflict": 1}
    assert account.provenance.valid_to == (None if last is None else date.fromisoformat(last))


def test_a_validity_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    head = ("owner_bic", "currency", "servicer_bic", "valid_from", "valid_to")
    rows = (head, ("HEADCNBJ", "SAR", "EXAMSARI", "2027-01-01", "2026-12-31"))
    report = bring(put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "s.csv", rows), out=tmp_path / "own.yaml")

    assert causes(report) == {"refused date": 1}


def test_calendars_have_a_limit_of_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "DAYS_MAX", 2)

    with pytest.raises(DataFileError, match="the calendars have more than 2 days"):
        bring(put(tmp_path / "h.csv", HOLIDAYS), out=tmp_path / "own.yaml")


def test_caches_that_hold_nearly_nothing_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = put(tmp_path / "bdp.txt", DIRECTORY, "\t"), put(tmp_path / "ssi.txt", INSTRUCTIONS, "\t")
    bring(*files, out=tmp_path / "first.jsonl")
    for module in (draft, job, stage):
        monkeypatch.setattr(module, "_CACHED_MAX", 1)
    monkeypatch.setattr(stage, "_BATCH_ROWS", 1)
    bring(*files, out=tmp_path / "second.jsonl")

    assert (tmp_path / "first.jsonl").read_bytes() == (tmp_path / "second.jsonl").read_bytes()


def test_other_directories_of_bics_are_read_by_name(tmp_path: Path) -> None:
    older = (
        ("TAG", "MODIFICATION", "RECORD KEY", "INSTITUTION", "CITY", "BRANCH", "BIC", "BRANCHCODE", "COUNTRY"),
        ("BI", "A", "K1", "EXAMPLE BANK", "RIYADH", "", "EXAMSARI", "XXX", "SAUDI ARABIA"),
        ("BI", "A", "K2", "EXAMPLE BANK", "JEDDAH", "MAIN BRANCH", "EXAMSARI", "101", "SAUDI ARABIA"),
    )
    newer = (
        ("BIC", "Institution name", "BIC status", "Expiry date", "Operational city"),
        ("OTHRHKHH", "Other Bank", "ACTIVE", "", "Hong Kong"),
        ("GONEDEFF", "Gone Bank", "EXPIRED", "2020-06-30", "Frankfurt"),
    )
    files = put(tmp_path / "bic.txt", older, "\t"), put(tmp_path / "iso.csv", newer)
    report = bring(*files, out=tmp_path / "own.yaml")
    units = above(tmp_path / "own.yaml").institutions

    assert [file.layout for file in report.files] == ["bic_directory", "iso_9362"]
    assert units["EXAMSARI101"].name == "EXAMPLE BANK, MAIN BRANCH"
    assert units["GONEDEFF"].kind == "legacy"
    assert causes(report) == {"noted expired": 1}


@pytest.mark.parametrize(
    ("terms", "out", "what"),
    [
        (ImportTerms(), "own.yaml", "it is not known which day the files speak of"),
        (ImportTerms(as_of=AS_OF, encoding="ebcdic"), "own.yaml", "'ebcdic' is no encoding that is read"),
        (ImportTerms(as_of=AS_OF, kind="fees"), "own.yaml", "'fees' is no kind of directory"),
        (TERMS, "own.txt", "the name 'own.txt' asks for no form that is written"),
        (TERMS, "b.csv", "one file is to be read and written"),
    ],
)
def test_terms_that_make_no_sense_are_refused(tmp_path: Path, terms: ImportTerms, out: str, what: str) -> None:
    put(tmp_path / "b.csv", INSTITUTIONS)

    with pytest.raises(UsageError, match=what):
        import_network(tmp_path / "b.csv", out=tmp_path / out, onto=below(), terms=terms)


def test_without_pyarrow_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (tmp_path / "in.parquet").write_bytes(b"PAR1")
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(UsageError, match="this is Parquet, and pyarrow is not installed") as caught:
        bring(tmp_path / "in.parquet", out=tmp_path / "own.yaml")
    assert 'pip install "fxroute[parquet]"' in caught.value.mend
    with pytest.raises(UsageError, match="Parquet is asked for"):
        bring(put(tmp_path / "b.csv", INSTITUTIONS), out=tmp_path / "own.parquet")
