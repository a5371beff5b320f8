"""The public loaders, the schemas, and positions in a text."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors, UsageError
from fxroute.sources import load_network, load_planner, load_rates, schema_of
from fxroute.sources.fault import FaultList, Spot
from fxroute.sources.files import SourceFile
from fxroute.sources.position import Positions
from tests.sources.documents import NETWORK, RATES, network, write

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


def test_a_planner_reads_each_file_once_so_that_a_pipe_will_do() -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        json.dump({**network(), **RATES}, stream)

    planner = load_planner(f"/dev/fd/{reader}", shipped=False)
    os.close(reader)

    assert len(planner.network.accounts) == 3
    assert len(planner.rates.quotes) == 2


def test_faults_of_the_network_do_not_hide_those_of_the_rates(tmp_path: Path) -> None:
    own = write(tmp_path, "own.yaml", {"accounts": [{"id": "ACC-1"}], "rates": [{"id": "R-9"}], "banks": []})

    with pytest.raises(DataFileErrors) as caught:
        load_planner(NETWORK, own, shipped=False)

    where = [fault.where for fault in caught.value.faults]
    assert len(where) == len({(fault.where, fault.what) for fault in caught.value.faults})
    assert any("accounts[0]" in place for place in where)
    assert any("rates[0]" in place for place in where)


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


def test_a_position_is_found_as_far_as_the_steps_lead() -> None:
    positions = Positions(b"a:\n  - b: 1\n    c: 2\n")

    assert positions.find(("a", 0, "c")) == (3, 8)
    assert positions.find(("a", 0, "c"), at_key=True) == (3, 5)
    assert positions.find(("a", 0, "gone")) == (2, 5)
    assert positions.find(("a", 7)) == (2, 3)
    assert positions.find(()) == (1, 1)


def test_a_text_without_positions_still_has_its_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxroute.sources.position._LOCATED_BYTES_MAX", 3)
    faults = FaultList()
    faults.add(Spot(SourceFile("own.yaml", b"a: 1"), ("a",), "ID"), "what", "mend")

    with pytest.raises(ExceptionGroup) as caught:
        faults.raise_any()

    assert "own.yaml: a (id ID)" in str(caught.value)
    assert Positions(b"a: [").find(()) is None
    assert Positions(b"\xff").find(()) is None
