"""Own files over others: added, replaced, disabled."""

from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors
from fxroute.network import Network
from fxroute.sources import load_network, load_planner, load_rates, load_rules
from tests.sources.documents import NETWORK, RATES, Json, entries, network, record, write


def load(*files: Path) -> Network:
    return load_network(NETWORK, *files, shipped=False)


def ids(kind: tuple[object, ...]) -> list[str]:
    return [getattr(item, "id", "") for item in kind]


def test_an_own_file_adds_replaces_and_disables(tmp_path: Path) -> None:
    own = record(
        "accounts", id="ACC-NEW", owner="JEDDSAJE", servicer="RIYASARI", currency="SAR", relation="correspondent"
    )
    own |= record("tariffs", id="TRF-ALL", function="transit", currency="USD", price={"fixed": "25"})
    own |= {"disable": ["ACC-SAR"]}

    loaded = load(write(tmp_path, "own.yaml", own))

    assert ids(loaded.accounts) == ["ACC-BRIDGE", "ACC-CNY", "ACC-NEW"]
    assert [tariff.likely.fixed_minor for tariff in loaded.tariffs] == [2500]


def test_a_later_file_stands_above_an_earlier_one(tmp_path: Path) -> None:
    files = [
        write(
            tmp_path,
            f"{fixed}.yaml",
            record("tariffs", id="TRF-ALL", function="transit", currency="USD", price={"fixed": fixed}),
        )
        for fixed in ("25", "35")
    ]

    assert load(*files).tariffs[0].likely.fixed_minor == 3500
    assert load(*reversed(files)).tariffs[0].likely.fixed_minor == 2500


def test_what_one_file_disables_a_later_one_may_bring_back(tmp_path: Path) -> None:
    gone = write(tmp_path, "gone.yaml", {"disable": ["MSG-1"]})
    back = write(
        tmp_path,
        "back.yaml",
        record("messaging_relationships", id="MSG-1", from_institution="HEADHKHH", to_institution="RIYASARI"),
    )

    assert load(gone).messaging_relationships == ()
    assert load(gone, back).messaging_relationships == (("HEADHKHH", "RIYASARI"),)


def test_a_file_may_disable_a_record_and_put_one_of_another_kind_in_its_place(tmp_path: Path) -> None:
    own: Json = record("tariffs", id="MSG-1", function="inward", currency="SAR", price={"fixed": "1"})

    assert ids(load(write(tmp_path, "own.yaml", {"disable": ["MSG-1"], **own})).tariffs) == ["MSG-1", "TRF-ALL"]


def test_a_file_does_not_disable_its_own_records(tmp_path: Path) -> None:
    own = record("tariffs", id="TRF-1", function="inward", currency="SAR", price={"fixed": "1"})

    with pytest.raises(DataFileErrors) as caught:
        load(write(tmp_path, "own.yaml", {**own, "disable": ["TRF-1"]}))

    assert [fault.what for fault in caught.value.faults] == ["there is no record 'TRF-1' to disable"]


def test_a_replaced_record_is_checked_all_the_same(tmp_path: Path) -> None:
    below = write(
        tmp_path, "below.yaml", record("tariffs", id="TRF-1", function="inward", currency="SAR", price={"fixed": 1.5})
    )
    above = write(
        tmp_path, "above.yaml", record("tariffs", id="TRF-1", function="inward", currency="SAR", price={"fixed": "1"})
    )

    with pytest.raises(DataFileErrors) as caught:
        load(below, above)

    assert len(caught.value.faults) == 1


def test_one_file_may_hold_records_of_networks_and_of_rates(tmp_path: Path) -> None:
    both = write(tmp_path, "both.yaml", {**network(), **RATES, "disable": []})
    off = write(tmp_path, "off.yaml", {"disable": ["R-1", "MSG-1"]})

    assert load_network(both, off, shipped=False).messaging_relationships == ()
    assert ids(load_rates(both, off, shipped=False).quotes) == ["R-2"]


def test_the_hash_speaks_of_the_records_and_not_of_their_files(tmp_path: Path) -> None:
    own = record("tariffs", id="TRF-1", function="inward", currency="SAR", price={"fixed": "1"})
    separate = load(write(tmp_path, "own.yaml", own)).sha256
    whole = network()
    whole["tariffs"] = [*entries(own, "tariffs"), *entries(whole, "tariffs")]

    together = load_network(write(tmp_path, "whole.yaml", whole), shipped=False)

    assert together.sha256 == separate
    assert separate != load().sha256
    assert together == load(tmp_path / "own.yaml")


def test_a_reference_to_a_record_with_faults_is_no_fault_of_its_own(tmp_path: Path) -> None:
    own = record("institutions", id="NEWBSARI", name="New", country="SA", kind="bank")
    own |= record(
        "accounts", id="ACC-1", owner="NEWBSARI", servicer="RIYASARI", currency="SAR", relation="correspondent"
    )

    with pytest.raises(DataFileErrors) as caught:
        load(write(tmp_path, "own.yaml", own))

    assert [fault.where.split(": ")[1] for fault in caught.value.faults] == ["institutions[0].kind (id NEWBSARI)"]


def test_a_file_may_disable_shipped_records_of_every_kind(tmp_path: Path) -> None:
    desk, quote, rule = "DESK-BKCHCNBJ-CNY-SAR", load_rates().quotes[0].id, load_rules().rules[0].id
    path = write(tmp_path, "own.yaml", {"disable": [desk, rule]})

    planner = load_planner(path)

    assert desk not in {one.id for one in planner.network.desks}
    assert rule not in {one.id for one in planner.rules.rules}
    assert quote in {one.id for one in load_rates(path).quotes}
    with pytest.raises(DataFileErrors):
        load_planner(write(tmp_path, "wrong.yaml", {"disable": [desk, rule, "nothing", ["a"], {"b": 1}]}))
    with pytest.raises(DataFileErrors):
        load_planner(path, shipped=False)
