"""Own files of one record on a line: read as the YAML file of the same records is, and refused line by line."""

import json
from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors
from fxroute.sources import load_network
from fxroute.sources.fault import FAULTS_MAX
from tests.sources.importing.directories import BELOW

RECORD = (
    '{"id":"EXAMSARI","name":"Example","country":"SA","kind":"commercial_bank","source":"s","as_of":"2026-11-24",'
    '"confidence":"example"}'
)
UNIT = f'{{"institutions":{RECORD}}}'


def faults(tmp_path: Path, content: str | bytes, name: str = "own.jsonl") -> list[tuple[str, str]]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataFileErrors) as caught:
        load_network(BELOW, path, shipped=False)
    return [(fault.where.replace(f"{tmp_path}/", ""), fault.what) for fault in caught.value.faults]


def test_lines_are_read_as_the_same_records_in_yaml(tmp_path: Path) -> None:
    lines, text = tmp_path / "own.jsonl", tmp_path / "own.yaml"
    lines.write_text(f"\ufeff{UNIT}\n\n", encoding="utf-8")
    text.write_text(f"institutions:\n  - {RECORD}\n", encoding="utf-8")

    assert load_network(BELOW, lines, shipped=False).sha256 == load_network(BELOW, text, shipped=False).sha256


def test_a_line_may_disable(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text('{"disable":"ACC-SAR"}\n', encoding="utf-8")

    assert "ACC-SAR" not in load_network(BELOW, path, shipped=False).records


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"accounts":{"id"', "this is no JSON: Expecting ':' delimiter"),
        ("[" * 100_000, "lists and maps are nested too deep"),
        ('{"accounts":{"id":"a","id":"b"}}', "the key id is given twice"),
        ('{"accounts":{},"institutions":{}}', "the line is no record below its key"),
        ("[]", "the line is no record below its key"),
    ],
)
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str, what: str) -> None:
    found = faults(tmp_path, f"{UNIT}\n{line}\n")

    assert [(where.rsplit(":", 1)[0], text) for where, text in found] == [("own.jsonl:2", what)]


def test_every_broken_line_is_named(tmp_path: Path) -> None:
    assert [where for where, _ in faults(tmp_path, f"[]\n{UNIT}\n{{}}\n")] == ["own.jsonl:1:1", "own.jsonl:3:1"]


def test_bytes_that_are_no_utf_8_are_named_with_line_and_column(tmp_path: Path) -> None:
    content = f"{UNIT}\n".encode() + b'{"accounts":{"id":"\xe9"}}'

    assert faults(tmp_path, content) == [("own.jsonl:2:20", "byte 0xe9 is not UTF-8")]


def test_a_fault_of_a_record_has_the_line_of_the_record_and_the_column_of_the_field(tmp_path: Path) -> None:
    line = UNIT.replace('"SA"', '"XX"')

    assert faults(tmp_path, f"{UNIT.replace('EXAMSARI', 'OTHRSARI')}\n{line}") == [
        (f"own.jsonl:2:{line.index('country')}: institutions[1].country (id EXAMSARI)",
         "'XX' is no ISO 3166-1 alpha-2 country"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "shown"), [("12.50", "12.50"), ("1e3", "1e3"), ("9" * 30, "9" * 30), ("NaN", "NaN")]
)
def test_numbers_are_kept_as_they_are_written(tmp_path: Path, number: str, shown: str) -> None:
    line = UNIT.replace('"Example"', number)

    assert [what for _, what in faults(tmp_path, line)] == [f"{shown} is no text"]


def test_parquet_without_its_columns_and_damaged_is_refused(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"bic": ["EXAMSARI"]}), tmp_path / "bics.parquet")

    assert [what for _, what in faults(tmp_path, (tmp_path / "bics.parquet").read_bytes(), "own.parquet")] == [
        "the table lacks the column kind"
    ]
    assert faults(tmp_path, b"PAR1 and no more", "own.parquet")[0][1].startswith("the Parquet file is damaged")


def test_a_flood_of_faults_is_told_up_to_a_limit(tmp_path: Path) -> None:
    found = faults(tmp_path, '{"accounts":1}\n' * (FAULTS_MAX + 5))
    keys = faults(tmp_path, json.dumps({f"k{number}": 1 for number in range(FAULTS_MAX + 5)}), "own.yaml")

    assert len(found) == len(keys) == FAULTS_MAX
