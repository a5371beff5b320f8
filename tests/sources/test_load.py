"""The public loaders, the schemas, and positions in a text."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors, UsageError
from fxroute.sources import load_network, load_planner, load_rates, schema_of
from fxroute.sources.position import locate
from tests.sources.documents import NETWORK, RATES, Json, network, record, write

README = Path(__file__).resolve().parents[2] / "data" / "README.md"


def test_the_shipped_network_and_rates_have_no_faults() -> None:
    network, rates = load_network(), load_rates()

    assert len(network.accounts) > 500
    assert len(network.sha256) == len(rates.sha256) == 64
    assert all(record.provenance.as_of <= date(2027, 12, 31) for record in network.records.values())


def test_a_planner_has_both(tmp_path: Path) -> None:
    planner = load_planner(NETWORK, write(tmp_path, "rates.yaml", RATES), shipped=False)

    assert len(planner.network.accounts) == 3
    assert len(planner.rates.quotes) == 2


@pytest.mark.parametrize("kind", ["network", "rates"])
def test_the_schema_of_a_file_names_every_field_that_the_manual_explains(kind: str) -> None:
    manual = README.read_text(encoding="utf-8")
    schema = schema_of(kind)
    properties, parts = schema["properties"], schema["$defs"]
    assert isinstance(properties, dict)
    assert isinstance(parts, dict)

    fields = {name for part in parts.values() for name in part.get("properties", {})}

    assert [name for name in (*properties, *sorted(fields)) if not re.search(rf"\b{name}\b", manual)] == []
    assert all(part.get("additionalProperties") is False for part in parts.values())


def test_the_schema_of_a_payment_has_the_names_of_iso_20022_in_snake_case() -> None:
    schema = schema_of("payment")
    properties = schema["properties"]
    assert isinstance(properties, dict)

    assert {"debtor", "debtor_agent", "instructed_amount", "charge_bearer", "requested_execution"} <= set(properties)
    assert schema["required"] == ["debtor", "debtor_agent", "creditor", "creditor_agent", "instructed_amount"]
    assert properties["charge_bearer"]["enum"] == ["DEBT", "SHAR", "CRED"]


def test_there_is_no_schema_of_something_else() -> None:
    with pytest.raises(UsageError, match="did you mean payment") as caught:
        schema_of("payments")

    assert caught.value.what == "there is no kind of file 'payments'"


def test_a_planner_tells_the_faults_of_network_and_rates_together(tmp_path: Path) -> None:
    own: Json = {
        **record("accounts", id="A-1", owner="NOBODY", servicer="RIYASARI", currency="SAR", relation="correspondent"),
        **record("rates", id="R-1", pair="CNY/SAR", rate=0.53, kind="spot", quoted_at="2026-11-24T08:00+08:00"),
        "acounts": [],
    }

    with pytest.raises(DataFileErrors) as caught:
        load_planner(NETWORK, write(tmp_path, "both.yaml", own), shipped=False)

    assert sorted(fault.what for fault in caught.value.faults) == [
        "0.53 is a bare number, which does not keep its decimals",
        "there is no institution NOBODY",
        "there is no top-level key 'acounts'",
    ]


def test_a_planner_reads_each_file_once_so_that_a_pipe_will_do() -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        json.dump({**network(), **RATES}, stream)

    planner = load_planner(f"/dev/fd/{reader}", shipped=False)
    os.close(reader)

    assert len(planner.network.accounts) == 3
    assert len(planner.rates.quotes) == 2


POSITIONS = [
    (("a", 0, "c"), False, (3, 8)),
    (("a", 0, "c"), True, (3, 5)),
    (("a", 0, "gone"), False, (2, 5)),
    (("a", 0, "gone", "further"), True, (2, 5)),
    (("a", 7), False, (1, 4)),
    ((), False, (1, 1)),
    (("b",), False, (4, 4)),
    (("b", 0, "c"), False, (3, 8)),
    (("b", 0, "c"), True, (3, 5)),
    (("a", 1), False, (6, 5)),
    (("a", 2, "d"), False, (7, 8)),
    (("e", "f", 0, "c"), False, (3, 8)),
]


@pytest.mark.parametrize(("path", "at_key", "mark"), POSITIONS)
def test_a_position_is_found_as_far_as_the_steps_lead(
    path: tuple[str | int, ...], at_key: bool, mark: tuple[int, int]
) -> None:
    text = "a: &all\n  - b: 1\n    c: 2\nb: *all\na:\n  - x\n  - d: 3\ne: {? [k]: 1, f: *all}\n"
    every = [path for path, *_ in POSITIONS]

    assert locate(text, [path]).find(path, at_key=at_key) == mark
    assert locate(text, every).find(path, at_key=at_key) == mark


def test_a_position_inside_a_circle_is_found() -> None:
    assert locate("a: &a [*a, 1]", [("a", 0, 0, 1)]).find(("a", 0, 0, 1), at_key=False) == (1, 12)


def test_a_text_that_cannot_be_read_has_positions_up_to_there_and_an_empty_one_has_none() -> None:
    text = "a: 1\nb: ["

    assert locate(text, [("a",)]).find(("a",), at_key=False) == (1, 4)
    assert locate("", [("a",)]).find(("a",), at_key=False) is None


def test_a_large_file_has_positions_too(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    comment = f"# {'x' * 998}\n"
    path.write_text(f"{comment * 9000}acounts: []\n", encoding="utf-8")
    assert path.stat().st_size > 8 * 1024 * 1024

    with pytest.raises(DataFileErrors) as caught:
        load_network(path, shipped=False)

    assert caught.value.faults[0].where == f"{path}:9001:1: acounts"
