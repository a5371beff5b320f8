"""A writer that is killed leaves the old file or the new one, and nothing that the next writer does not clean."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fxroute.errors import DataFileError
from fxroute.sources.importing.writing import replacing
from tests.sources.importing.directories import BELOW, INSTITUTIONS, above, bring, put

CHILD = """
import sys
from datetime import date
from fxroute.sources import load_network
from fxroute.sources.importing import ImportTerms, draft, import_network, writing

stop = int(sys.argv[4])
seen = 0

def told(what):
    global seen
    seen += 1
    if seen == stop:
        print(what, flush=True)
        sys.stdin.read()

class Slow(draft.Draft):
    def records(self):
        for record in super().records():
            yield record
            told("writing")

import fxroute.sources.importing.run as run
run.Draft = Slow
network = load_network(sys.argv[1], shipped=False)
sync, replace = writing.os.fsync, writing.Path.replace
writing.os.fsync = lambda handle: (told("before sync"), sync(handle), told("after sync"))
writing.Path.replace = lambda self, target: (replace(self, target), told("replaced"))[0]
print("begin", flush=True)
import_network(sys.argv[2], out=sys.argv[3], onto=network, terms=ImportTerms(as_of=date(2026, 11, 24)))
print("end", flush=True)
"""
OLD = "# old\n"
MOMENTS = range(1, 9)


@pytest.mark.parametrize("form", ["own.yaml", "own.jsonl"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_whoever_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path, moment: int, form: str) -> None:
    directory, out = put(tmp_path / "b.csv", INSTITUTIONS), tmp_path / form
    bring(directory, out=out)
    new = out.read_text(encoding="utf-8")
    out.write_text(OLD, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(BELOW), str(directory), str(out), str(moment)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline().strip(), child.stdout.readline().strip()]
        child.send_signal(signal.SIGKILL)
    kept = out.read_text(encoding="utf-8")

    assert said[0] == "begin"
    assert kept == (new if said[1] in ("replaced", "end") else OLD)
    bring(directory, out=out)
    assert out.read_text(encoding="utf-8") == new
    assert {path.name for path in tmp_path.iterdir()} == {"b.csv", form}
    assert len(above(out).institutions) == 8


def test_two_writers_of_one_file_do_not_meet(tmp_path: Path) -> None:
    out = tmp_path / "own.yaml"
    with replacing(out) as stream:
        stream.write(b"first")
        with pytest.raises(DataFileError, match="another import is writing this file"), replacing(out):
            pass

    assert out.read_bytes() == b"first"


def test_what_a_killed_writer_left_is_taken_over(tmp_path: Path) -> None:
    out = tmp_path / "own.yaml"
    (tmp_path / ".own.yaml.unfinished").write_bytes(b"half of something long")
    with replacing(out) as stream:
        stream.write(b"whole")

    assert out.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [out]


def test_an_error_in_between_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "own.yaml"
    out.write_bytes(b"old")

    def fail() -> None:
        with replacing(out) as stream:
            stream.write(b"new")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "own.yaml").symlink_to(tmp_path / "real.yaml")
    with replacing(tmp_path / "own.yaml") as stream:
        stream.write(b"new")

    assert (tmp_path / "own.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="the file cannot be written"), replacing(tmp_path / "gone" / "own.yaml"):
        pass


def test_the_lock_is_freed_with_the_writer(tmp_path: Path) -> None:
    handle = os.open(tmp_path / ".own.yaml.unfinished", os.O_CREAT | os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(DataFileError), replacing(tmp_path / "own.yaml"):
        pass
    os.close(handle)
    with replacing(tmp_path / "own.yaml") as stream:
        stream.write(b"new")

    assert (tmp_path / "own.yaml").read_bytes() == b"new"
