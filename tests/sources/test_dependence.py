"""What falls with a disabled record is disabled by one line."""

from pathlib import Path

import pytest

from fxroute.errors import DataFileError, DataFileErrors
from fxroute.sources import load_network
from tests.sources.documents import NETWORK, Json, parsed, record, write


def faults(*files: Path, shipped: bool = False) -> tuple[DataFileError, ...]:
    with pytest.raises(DataFileErrors) as caught:
        load_network(*files, shipped=shipped)
    return caught.value.faults


def lines(found: tuple[DataFileError, ...]) -> list[str]:
    """The lines that the remedies ask for, each once."""
    return list(dict.fromkeys(fault.mend.split("write ")[1] for fault in found if "write disable: [" in fault.mend))


def test_the_line_names_what_falls_at_first_hand_and_further_on(tmp_path: Path) -> None:
    off = write(tmp_path, "off.yaml", {"disable": ["HEADCNBJ"]})
    found = faults(NETWORK, off)
    (line,) = lines(found)

    # The account of Riyadh names the branch in Hong Kong alone, which falls with its head office.
    further = "ACC-CNY"
    first = {"HEADCNBJ500", "HEADHKHH", "LINE-QINGDAO", "ACC-SAR", "ACC-BRIDGE", "DESK-CN", "MSG-1"}
    listed = parsed(line.encode())["disable"]
    assert isinstance(listed, list)
    assert set(listed) == {"HEADCNBJ", further, *first}
    assert found[0].what == "8 other records stand on what this disables"
    assert {fault.where.split("(id ")[1].rstrip(")") for fault in found[1:]} == first
    off.write_text(line, encoding="utf-8")
    assert list(load_network(NETWORK, off, shipped=False).institutions) == ["JEDDSAJE", "RIYASARI"]


@pytest.mark.parametrize("wanted", ["NCBKSAJE", "BKCHCNBJ"])
def test_the_line_works_over_the_shipped_network(tmp_path: Path, wanted: str) -> None:
    off = write(tmp_path, "off.yaml", {"disable": [wanted]})
    (line,) = lines(faults(off, shipped=True))
    off.write_text(line, encoding="utf-8")

    network = load_network(off)

    assert wanted not in network.institutions
    assert not any(wanted in (account.owner, account.servicer) for account in network.accounts)


def test_the_line_goes_into_the_file_that_disables(tmp_path: Path) -> None:
    below = write(tmp_path, "below.yaml", account("ACC-BELOW"))
    off = write(tmp_path, "off.yaml", {"disable": ["MSG-1", "JEDDSAJE"]})
    (line,) = lines(faults(NETWORK, below, off))

    assert line == "disable: [MSG-1, JEDDSAJE, ACC-BELOW, PART-JEDDAH]"


@pytest.mark.parametrize("where", ["beside", "above"])
def test_a_record_that_no_list_below_it_reaches_is_to_be_left_out(tmp_path: Path, where: str) -> None:
    own: Json = {"disable": ["JEDDSAJE", "PART-JEDDAH"]}
    files = [write(tmp_path, "off.yaml", own | account("ACC-OWN") if where == "beside" else own)]
    if where == "above":
        files.append(write(tmp_path, "above.yaml", account("ACC-OWN")))

    (fault,) = faults(NETWORK, *files)

    assert fault.what == "the institution JEDDSAJE was disabled by " + str(files[0])
    assert fault.mend == "leave this record out, or name another than JEDDSAJE"


@pytest.mark.parametrize("key", ["true", "12", "a,b", "NULL", "x]y", "ACC-ü"])
def test_an_id_that_yaml_would_read_as_something_else_is_quoted(tmp_path: Path, key: str) -> None:
    below = write(tmp_path, "below.yaml", account(key))
    off = write(tmp_path, "off.yaml", {"disable": ["JEDDSAJE"]})
    (line,) = lines(faults(NETWORK, below, off))
    off.write_text(line, encoding="utf-8")

    assert key not in load_network(NETWORK, below, off, shipped=False).records


def account(key: str) -> Json:
    return record("accounts", id=key, owner="JEDDSAJE", servicer="RIYASARI", currency="SAR", relation="correspondent")
