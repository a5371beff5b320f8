"""Evidence on disk: added to, never changed, whole after a writer was stopped."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from errno import ENOSPC
from os import write
from pathlib import Path

import pytest

from fxroute.compliance.evidence.canonical import Json, canonical_bytes, canonical_sha256
from fxroute.compliance.evidence.record import Chain, review_of
from fxroute.errors import DataFileError
from fxroute.sources.evidence_file import append_evidence, read_evidence
from tests.tree import ROOT

WRITER = """
import sys
from datetime import UTC, datetime
from tests.sources.test_evidence_file import decision
from fxroute.sources.evidence_file import append_evidence
for _ in range(int(sys.argv[2])):
    append_evidence(sys.argv[1], decision)
"""


def decision(chain: Chain) -> dict[str, Json]:
    told: dict[str, Json] = {
        "format": "fxroute evidence 1",
        "kind": "decision",
        "n": len(chain.records),
        "previous": chain.head,
    }
    return {**told, "sha256": canonical_sha256(told)}


def test_records_follow_one_another(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    written = [append_evidence(path, decision) for _ in range(3)]
    chain = read_evidence(path)
    assert chain.records == tuple(written)
    assert chain.faults == ()
    assert path.read_bytes() == b"".join(canonical_bytes(record) + b"\n" for record in written)


def test_what_a_stopped_writer_left_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    append_evidence(path, decision)
    with path.open("ab") as file:
        file.write(b'{"format":"fxroute evi')
    assert len(read_evidence(path).records) == 1
    append_evidence(path, decision)
    chain = read_evidence(path)
    assert (len(chain.records), chain.faults) == (2, ())


def test_nothing_is_added_to_a_broken_chain(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    append_evidence(path, decision)
    changed = path.read_bytes().replace(b'"n":0', b'"n":7')
    path.write_bytes(changed)
    with pytest.raises(DataFileError, match="chain is broken"):
        append_evidence(path, decision)
    assert path.read_bytes() == changed


def test_nothing_is_written_where_no_record_is_made(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    append_evidence(path, decision)
    before = path.read_bytes()

    def refuse(_: Chain) -> dict[str, Json]:
        raise DataFileError(what="no", where="here", mend="none")

    with pytest.raises(DataFileError):
        append_evidence(path, refuse)
    assert path.read_bytes() == before


def test_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), "8"], cwd=ROOT) for _ in range(3)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    chain = read_evidence(path)
    assert (len(chain.records), chain.faults) == (24, ())


@pytest.mark.parametrize("name", ["none/evidence.jsonl", "."])
def test_a_place_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataFileError):
        append_evidence(tmp_path / name, decision)


def full(*_: object) -> int:
    raise OSError(ENOSPC, "No space left on device")


def nearly_full(handle: int, line: bytes) -> int:
    return write(handle, line[:20])


@pytest.mark.parametrize("disk", [full, nearly_full])
def test_a_full_disk_is_told_and_spoils_nothing(
    disk: Callable[[int, bytes], int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "evidence.jsonl"
    append_evidence(path, decision)
    monkeypatch.setattr("os.write", disk)
    with pytest.raises(DataFileError, match="cannot be written"):
        append_evidence(path, decision)
    monkeypatch.undo()
    assert len(read_evidence(path).records) == 1
    append_evidence(path, decision)
    assert (len(read_evidence(path).records), read_evidence(path).faults) == (2, ())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no such file"):
        read_evidence(tmp_path / "none.jsonl")


@pytest.mark.parametrize("names", [("Li Na", "Li Na"), ("Li Na", "li  na"), ("Li Na", "Bo", "Cy")])
def test_a_review_that_cannot_follow_is_not_added(names: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "evidence.jsonl"
    of = str(append_evidence(path, decision)["sha256"])
    at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)

    def review(by: str) -> None:
        append_evidence(
            path,
            lambda chain: review_of(of=of, by=by, at=at, outcome="release", why="papers seen", previous=chain.head),
        )

    for name in names[:-1]:
        review(name)
    before = path.read_bytes()
    with pytest.raises(DataFileError, match="cannot be added"):
        review(names[-1])
    assert path.read_bytes() == before
    assert read_evidence(path).faults == ()
