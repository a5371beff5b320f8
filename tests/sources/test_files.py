"""Reading files: what the system refuses, how large they may be, where the shipped ones lie."""

from pathlib import Path

import pytest

from fxroute.errors import DataFileError, DataFileErrors
from fxroute.sources import files, load_network, load_payment
from fxroute.sources.files import list_shipped_files, read_file, shipped_folder


def test_a_missing_file_a_folder_and_an_impossible_name_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataFileErrors) as caught:
        load_network(tmp_path / "gone.yaml", tmp_path, "no\0name", shipped=False)

    assert [fault.what for fault in caught.value.faults[:2]] == [
        "there is no such file",
        "a folder was given, a file was expected",
    ]
    assert caught.value.faults[0].where == str(tmp_path / "gone.yaml")
    assert "embedded null" in caught.value.faults[2].what


def test_a_missing_file_is_one_fault_among_those_of_the_others(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("acounts: []\naccounts:\n  - {id: A-1, owner: NOBODY, currency: XQX}\n", encoding="utf-8")

    with pytest.raises(DataFileErrors) as caught:
        load_network(own, tmp_path / "gone.yaml", shipped=False)

    told = [fault.what for fault in caught.value.faults]
    assert told[0] == "there is no top-level key 'acounts'"
    assert "'XQX' is no ISO 4217 currency with a minor unit" in told
    assert told[-1] == "there is no such file"
    assert not [what for what in told if "NOBODY" in what]


def test_a_missing_payment_is_told_like_a_missing_network(tmp_path: Path) -> None:
    with pytest.raises(DataFileErrors) as caught:
        load_payment(tmp_path / "gone.yaml")

    assert [fault.what for fault in caught.value.faults] == ["there is no such file"]


@pytest.mark.parametrize(
    ("refusal", "what"),
    [
        (PermissionError(13, "Permission denied"), "the file may not be read"),
        (OSError(5, "Input/output error"), "the file cannot be read: [Errno 5] Input/output error"),
    ],
)
def test_a_file_that_the_system_refuses(monkeypatch: pytest.MonkeyPatch, refusal: OSError, what: str) -> None:
    def refuse(path: Path, mode: str) -> object:
        del path, mode
        raise refusal

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(DataFileError) as caught:
        read_file("own.yaml")

    assert caught.value.what == what
    assert caught.value.where == "own.yaml"


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FILE_BYTES_MAX", 1024 * 1024)
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * 1024 * 1024)
    assert len(read_file(path).content) == 1024 * 1024

    path.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(DataFileError, match="more than 1 MB"):
        read_file(path)


def test_the_shipped_files_are_found_in_a_checkout() -> None:
    names = [file.name for file in list_shipped_files()]

    assert "data/correspondents.yaml" in names
    assert names == sorted(names)
    assert all(file.is_shipped for file in list_shipped_files())


def test_the_shipped_files_of_an_installed_package_come_before_a_stranger_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "fxroute")
    with pytest.raises(DataFileError, match="the shipped data are missing"):
        shipped_folder()

    (tmp_path / "data").mkdir()
    assert shipped_folder() == tmp_path / "data"

    (tmp_path / "fxroute" / "_data").mkdir(parents=True)
    assert shipped_folder() == tmp_path / "fxroute" / "_data"
