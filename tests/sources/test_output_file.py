"""Files are written whole or not at all: whatever happens, a reader finds the old one or the new one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fxroute.errors import DataFileError
from fxroute.sources import check_output, write_output
from tests.tree import ROOT

KILLED = """
import os, signal, sys
sys.path.insert(0, {root!r})
from fxroute.sources import output_file

def flushed(handle):
    os.kill(os.getpid(), signal.SIGKILL)

output_file.os.fsync = flushed
output_file.write_output({path!r}, b"new" * 100_000)
"""


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced_with_its_permissions_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    write_output(path, b"one")
    path.chmod(0o640)
    write_output(str(path), b"two")

    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names_in(tmp_path) == ["plan.html"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "kept.html"
    kept.write_bytes(b"old")
    link = tmp_path / "link.html"
    link.symlink_to(kept)
    write_output(link, b"new")

    assert link.is_symlink()
    assert kept.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("folder", "a folder stands there"),
        ("missing/plan.html", "the folder it would go to does not exist"),
        ("file/plan.html", "the folder it would go to does not exist"),
        ("pipe", "no ordinary file stands there"),
        ("a\0b", "the file cannot be written"),
    ],
)
def test_what_cannot_be_written_is_refused_in_three_parts(name: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe")
    path = f"{tmp_path}/{name}"

    for refuse in (lambda: check_output(path), lambda: write_output(path, b"")):
        with pytest.raises(DataFileError) as caught:
            refuse()
        assert caught.value.what.startswith(what)
        assert caught.value.where == path
        assert caught.value.mend
    assert names_in(tmp_path) == ["file", "folder", "pipe"]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise fault

    monkeypatch.setattr("fxroute.sources.output_file.os.fsync", full)
    with pytest.raises((DataFileError, KeyboardInterrupt)) as caught:
        write_output(path, b"new")

    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["plan.html"]
    if isinstance(caught.value, DataFileError):
        assert "No space left on device" in caught.value.what


def test_a_writer_that_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(b"old")
    script = KILLED.format(root=str(ROOT), path=str(path))
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
