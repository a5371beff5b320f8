"""Snapshots in the cache folder: used, refused, made anew."""

import dataclasses
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from fxroute.network import Network
from fxroute.sources import load_network, load_rates
from fxroute.sources.content import NetworkContent
from fxroute.sources.files import SourceFile
from fxroute.sources.snapshot import cache_folder, kept, key_of
from tests.sources.documents import NETWORK, RATES, write

HEAVY = ("pydantic", "yaml", "schwifty", "stdnum", "networkx", "fxroute.plan", "fxroute.search")
HEADER = b"fxroute snapshot 1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def load() -> Network:
    return load_network(NETWORK, shipped=False)


def snapshots(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def fail(*_: object) -> str:
    message = "the text was read"
    raise RuntimeError(message)


def seal(body: bytes) -> bytes:
    return HEADER + sha256(body).digest() + body


def test_the_second_loading_gives_the_same_network_without_reading_the_text(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load()
    assert len(snapshots(folder)) == 1
    monkeypatch.setattr("fxroute.sources.load._read_network", fail)

    again = load()

    assert again == first
    assert again.records == first.records
    assert again.sha256 == first.sha256


def test_rates_are_kept_too(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "rates.yaml", RATES)
    first = load_rates(path, shipped=False)
    monkeypatch.setattr("fxroute.sources.load._read_rates", fail)

    assert load_rates(path, shipped=False) == first
    assert [place.name.split("-")[0] for place in snapshots(folder)] == ["rates"]


def test_a_snapshot_is_private(folder: Path) -> None:
    load()

    (place,) = snapshots(folder)
    assert place.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_changed_file_is_read_anew(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("disable: []\n")
    assert len(load_network(NETWORK, own, shipped=False).accounts) == 3

    own.write_text("disable: [ACC-SAR]\n")

    assert len(load_network(NETWORK, own, shipped=False).accounts) == 2
    assert len(snapshots(folder)) == 2


def test_the_key_tells_names_bytes_and_order_apart() -> None:
    one, two = SourceFile("a", b"x"), SourceFile("b", b"y")
    shipped = SourceFile("a", b"x", is_shipped=True)
    split = (SourceFile("a", b""), SourceFile("b", b"xy"))

    keys = {key_of(files) for files in [(), (one,), (two,), (shipped,), (one, two), (two, one), split]}

    assert len(keys) == 7


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content[: len(HEADER) + 5],
        lambda content: b"fxroute snapshot 0\n" + content[len(HEADER) :],
        lambda content: content[:-10] + b"\0" + content[-9:],
        lambda content: content + b"\0",
        lambda _: seal(b""),
        lambda _: seal(b"not a pickle"),
        lambda _: seal(pickle.dumps({"accounts": ()})),
        lambda _: seal(pickle.dumps(sha256)),
        lambda content: seal(content[len(HEADER) + 32 : -200] + b"."),
    ],
)
def test_a_damaged_or_foreign_snapshot_is_made_anew_without_a_word(folder: Path, damage: object) -> None:
    first = load()
    (place,) = snapshots(folder)
    whole = place.read_bytes()
    assert callable(damage)
    place.write_bytes(damage(whole))

    assert load() == first
    assert place.read_bytes() == whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"institutions": (1,)},
        {"institutions": None},
        {"accounts": ("ACC-SAR",)},
        {"calendars": 5},
        {"messaging_relationships": (None, 1)},
    ],
    ids=str,
)
def test_a_snapshot_that_no_network_can_be_built_from_is_made_anew(folder: Path, wrong: dict[str, object]) -> None:
    first = load()
    (place,) = snapshots(folder)
    whole = place.read_bytes()
    fields = dict.fromkeys((field.name for field in dataclasses.fields(NetworkContent)), ())
    place.write_bytes(seal(pickle.dumps(NetworkContent(**{**fields, "sha256": "", **wrong}))))  # type: ignore[arg-type]  # wrong on purpose

    assert load() == first
    assert place.read_bytes() == whole


@pytest.mark.parametrize("plant", [os.mkfifo, lambda place: place.symlink_to("/dev/zero")], ids=["pipe", "device"])
def test_what_is_no_file_is_not_waited_for(folder: Path, plant: Callable[[Path], None]) -> None:
    first = load()
    (place,) = snapshots(folder)
    whole = place.read_bytes()
    place.unlink()
    plant(place)

    assert load() == first
    assert place.read_bytes() == whole


class Planted:
    """What somebody else might put into the folder."""

    def __init__(self, call: object, *arguments: object) -> None:
        self.call, self.arguments = call, arguments

    def __reduce__(self) -> tuple[object, ...]:
        return self.call, self.arguments


@pytest.mark.parametrize(
    "call",
    [
        (os.system, "touch planted"),
        (os.mkdir, "planted"),
        (getattr, Network, "of"),
        (exec, "open('planted', 'w')"),
        (eval, "open('planted', 'w')"),
    ],
)
def test_a_planted_snapshot_runs_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[object, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    first = load()
    (place,) = snapshots(folder)
    place.write_bytes(seal(pickle.dumps(Planted(*call))))

    assert load() == first
    assert not (tmp_path / "planted").exists()


@pytest.mark.parametrize("name", ["Money", "StrEnum", "currency_exponent", "Network.of", "__builtins__"])
def test_a_snapshot_names_only_classes_of_the_modules_they_are_made_in(folder: Path, name: str) -> None:
    first = load()
    (place,) = snapshots(folder)
    path = f"fxroute.model.{'money' if name in ('Money', 'currency_exponent') else 'account'}"
    body = b"\x80\x04" + b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (path, name)) + b"\x93."
    place.write_bytes(seal(body))

    assert load() == first


def test_a_folder_that_cannot_be_made_or_written_to_is_gone_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "file" / "cache"))

    assert len(load().accounts) == 3


def test_a_disk_that_fills_up_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> None:
        del path, target
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)

    assert len(load().accounts) == 3
    assert snapshots(folder) == []


def test_many_at_once_agree(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        networks = list(pool.map(lambda _: load(), range(16)))

    assert all(network == networks[0] for network in networks)
    assert len(snapshots(folder)) == 1


def test_faults_are_not_kept(folder: Path) -> None:
    with pytest.raises(RuntimeError, match="read"):
        kept("part", (), fail, kind=str, build=str)
    with pytest.raises(RuntimeError, match="read"):
        kept("part", (), str, kind=str, build=fail)
    assert not folder.exists()


def test_old_snapshots_give_way(folder: Path) -> None:
    for number in range(20):
        files = (SourceFile("own.yaml", str(number).encode()),)
        assert kept("part", files, str, kind=str, build=str) == ""
        os.utime(folder / f"part-{key_of(files)}.snapshot", (number, number))

    assert len(snapshots(folder)) == 16


def test_files_of_killed_writers_are_removed_and_not_counted(folder: Path) -> None:
    load()
    (whole,) = snapshots(folder)
    for number in range(20):
        old = folder / f".{number}.unfinished"
        old.touch()
        os.utime(old, (number, number))
    busy = folder / ".busy.unfinished"
    busy.touch()

    load_rates(shipped=False)

    assert [place for place in snapshots(folder) if place.name.startswith(".")] == [busy]
    assert whole in snapshots(folder)
    assert len(snapshots(folder)) == 3


def test_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FXROUTE_CACHE", "own")
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/xdg")
    assert cache_folder() == Path("own")

    monkeypatch.setenv("FXROUTE_CACHE", "")
    assert cache_folder() == Path("/var/xdg/fxroute")

    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(Path, "home", lambda: Path("/somewhere"))
    assert cache_folder() == Path("/somewhere/.cache/fxroute")


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("FXROUTE_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)

    assert cache_folder() is None
    assert len(load().accounts) == 3


def test_a_home_that_depends_on_the_working_folder_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FXROUTE_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "relative")
    monkeypatch.chdir(tmp_path)

    assert cache_folder() is None
    assert len(load().accounts) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_cached_load_imports_no_parser_schema_or_engine() -> None:
    load_network()
    load_rates()
    program = (
        "import sys\n"
        "from fxroute.sources import load_network, load_rates\n"
        "load_network(); load_rates()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"
