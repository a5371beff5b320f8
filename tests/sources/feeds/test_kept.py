"""Whenever a writer is killed, a reader meets the old rates or the new ones, whole."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from fxroute.sources.feeds.kept import rates_file, read_kept, replace_file

WRITER = """
import sys
from pathlib import Path
from fxroute.sources.feeds.kept import replace_file
old, new, place = map(Path, sys.argv[1:])
contents = old.read_bytes(), new.read_bytes()
print("begun", flush=True)
while True:
    for content in contents:
        replace_file(place, content)
"""


def content(count: int, rate: str) -> bytes:
    header = {
        "name": "ecb",
        "address": "https://bank.example/rates",
        "fetched_at": "2026-11-24T18:00:00+00:00",
        "newest": "2026-11-24T13:15:00+00:00",
        "count": count,
        "skipped": {},
        "answer_sha256": "0" * 64,
    }
    return rates_file(header, [{"id": f"R-{at}", "rate": rate} for at in range(count)])


def test_a_killed_writer_leaves_the_old_rates_or_the_new_ones(tmp_path: Path, folder: Path) -> None:
    old, new = content(4000, "1.1"), content(9000, "1.2")
    (tmp_path / "old").write_bytes(old)
    (tmp_path / "new").write_bytes(new)
    place = folder / "ecb.yaml"
    replace_file(place, old)
    chance = random.Random(20261124)  # noqa: S311  # moments of a test, no secret
    met = set()
    for _ in range(12):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "old"), str(tmp_path / "new"), str(place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"begun\n"
            for _ in range(chance.randrange(1, 40)):
                assert place.read_bytes() in (old, new)
            writer.send_signal(signal.SIGKILL)
        found = place.read_bytes()
        assert found in (old, new)
        kept = read_kept("ecb")
        assert kept is not None
        met.add(kept.count)

    assert met <= {4000, 9000}


def test_what_a_stopped_writer_left_goes_with_the_next_one_an_hour_later(folder: Path) -> None:
    folder.mkdir(parents=True)
    fresh, stale = folder / ".ecb.yaml-1.unfinished", folder / ".ecb.yaml-2.unfinished"
    for path in (fresh, stale):
        path.write_bytes(b"half")
    os.utime(stale, (0, 0))
    replace_file(folder / "ecb.yaml", content(1, "1.1"))

    assert sorted(path.name for path in folder.iterdir()) == [".ecb.yaml-1.unfinished", "ecb.yaml"]


def test_fetched_rates_are_private(folder: Path) -> None:
    replace_file(folder / "ecb.yaml", content(1, "1.1"))

    assert (folder / "ecb.yaml").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
