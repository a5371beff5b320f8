"""The store gives back what was put into it, whole editions only, and refuses what is not its own."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.compliance.screening.listed import (
    Identifier,
    ListEdition,
    ListedKind,
    ListedName,
    ListedOwner,
    ListedParty,
    NameStrength,
)
from fxroute.compliance.screening.screened import Review
from fxroute.errors import DataFileError
from fxroute.sources.lists.entry_json import entry_text, parse_entry
from fxroute.sources.lists.store import Held, ListStore, find_store, load_lists
from fxroute.sources.lists.taking import import_list
from tests.sources.lists.invented import LAYOUTS, content, read
from tests.tree import ROOT

AT = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
TEXTS = st.text(max_size=20)
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
PARTIES = st.builds(
    ListedParty,
    id=st.text(min_size=1, max_size=10),
    kind=st.sampled_from(ListedKind),
    names=st.lists(st.builds(ListedName, TEXTS, st.sampled_from(NameStrength)), min_size=1, max_size=3).map(tuple),
    birth_dates=TUPLES,
    countries=TUPLES,
    bics=TUPLES,
    identifiers=st.lists(st.builds(Identifier, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    programmes=TUPLES,
    owners=st.lists(st.builds(ListedOwner, TEXTS, TEXTS, st.booleans()), max_size=2).map(tuple),
    listed_on=st.none() | st.dates(),
    remarks=TEXTS,
)


@pytest.fixture
def store(tmp_path: Path) -> ListStore:
    return ListStore(tmp_path / "deep" / "lists.sqlite")


def held(name: str = "X", entries: int = 1, day: str = "2026-11-20") -> Held:
    edition = ListEdition(
        name=name, version="1", dated=date.fromisoformat(day), sha256="0" * 64, source="s", entries=entries
    )
    return Held(edition=edition, layout="own_csv", imported_at=AT, etag='"e"', last_modified="m")


def party(number: int, text: str = "Invented") -> ListedParty:
    return ListedParty(id=str(number), kind=ListedKind.UNKNOWN, names=(ListedName(f"{text} {number}"),))


def review(subject: str = "Invented Star Ltd", entry_id: str = "ZZ-3", why: str = "another vessel") -> Review:
    return Review(
        subject=subject,
        list_name="CN_MFA",
        entry_id=entry_id,
        entry_sha256="a" * 64,
        by="M. Reviewer",
        at=AT,
        why=why,
        until=date(2027, 11, 25),
    )


@given(PARTIES)
def test_an_entry_comes_back_from_its_text(one: ListedParty) -> None:
    text = entry_text(one)

    assert parse_entry(text) == one
    assert entry_text(parse_entry(text)) == text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_comes_back_as_it_was_read(store: ListStore, layout: str) -> None:
    whole = read(layout)
    store.replace(Held(edition=whole.edition, layout=layout, imported_at=AT), whole.parties)

    assert load_lists(store) == ((whole.edition, whole.parties),)


def test_lists_come_by_name_whatever_the_order_of_importing(store: ListStore) -> None:
    for name in ("UN", "EU_FSF", "OFAC_SDN"):
        store.replace(held(name), [party(1)])

    assert [edition.name for edition, _ in load_lists(store)] == ["EU_FSF", "OFAC_SDN", "UN"]


def test_an_edition_is_replaced_whole_and_remembered(store: ListStore) -> None:
    store.replace(held(entries=3), [party(number) for number in (3, 1, 2)])
    store.replace(held(entries=1, day="2026-11-21"), [party(9)])

    assert store.entries("X") == (party(9),)
    assert store.entry("X", "1") is None
    assert store.entry("X", "9") == party(9)
    assert [one.edition.dated.day for one in store.history("X")] == [21, 20]
    assert store.current() == (held(day="2026-11-21"),)


def test_what_was_imported_before_comes_unchanged(store: ListStore) -> None:
    first = import_list(content("un.xml"), store=store, at=AT)
    again = import_list(content("un.xml"), store=store, at=AT.replace(day=26))

    assert first.is_changed
    assert not again.is_changed
    assert again.held.imported_at == AT
    assert len(store.history("UN")) == 1


def test_a_store_that_was_never_written_to_is_empty_and_is_not_made(store: ListStore) -> None:
    assert load_lists(store) == ()
    assert store.reviews() == ()
    assert not store.remove("UN")
    assert not store.remove_review("a", "b", "c")
    assert not store.path.exists()


def test_reviews_are_kept_replaced_and_removed(store: ListStore) -> None:
    store.add_review(review("b"))
    store.add_review(review("a"))
    store.add_review(review("b", why="looked at again"))

    assert [(one.subject, one.why) for one in store.reviews()] == [("a", "another vessel"), ("b", "looked at again")]
    assert store.reviews()[0] == review("a")
    assert store.remove_review("a", "CN_MFA", "ZZ-3")
    assert not store.remove_review("a", "CN_MFA", "ZZ-3")
    assert len(store.reviews()) == 1


def test_reviews_outlive_the_edition_they_were_made_under(store: ListStore) -> None:
    store.replace(held(), [party(1)])
    store.add_review(review())
    store.replace(held(day="2026-11-21"), [party(2)])

    assert store.reviews() == (review(),)


def test_a_list_can_be_removed(store: ListStore) -> None:
    store.replace(held(), [party(1)])

    assert store.remove("X")
    assert store.history("X") == ()
    assert store.entries("X") == ()


def test_a_fault_among_the_entries_keeps_the_edition_before(store: ListStore) -> None:
    store.replace(held(), [party(1)])

    with pytest.raises(DataFileError, match="cannot be written"):
        store.replace(held(entries=2, day="2026-11-21"), [party(1), party(1)])

    assert store.current() == (held(),)
    assert store.entries("X") == (party(1),)


KILLED = """
import sys, time
sys.path.insert(0, sys.argv[2])
from tests.sources.lists.test_list_store import held, party
from fxroute.sources.lists.store import ListStore

def parties():
    for number in range(200_000):
        if number == 100_000:
            print("half", flush=True)
            time.sleep(600)
        yield party(number, "Newer" * 20)

ListStore(sys.argv[1]).replace(held(entries=200_000, day="2026-11-21"), parties())
"""


def test_a_writer_killed_in_the_middle_leaves_the_edition_before(store: ListStore) -> None:
    """Half of the entries fill more than the cache of pages, so that some lie in the file already."""
    old = tuple(party(number) for number in range(500))
    store.replace(held(entries=500), old)
    size = store.path.stat().st_size
    command = [sys.executable, "-c", KILLED, str(store.path), str(ROOT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half\n"
        assert store.path.stat().st_size > size
        os.kill(writer.pid, signal.SIGKILL)

    assert load_lists(store) == ((held(entries=500).edition, old),)
    store.replace(held(day="2026-11-22"), [party(7)])
    assert store.entries("X") == (party(7),)


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("no database " * 1000, encoding="utf-8")
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("CREATE TABLE a (b)")
    other.close()
    before = [path.read_bytes() for path in (text, tmp_path / "other")]

    for path in (text, tmp_path / "other"):
        with pytest.raises(DataFileError):
            load_lists(ListStore(path))
        with pytest.raises(DataFileError):
            ListStore(path).add_review(review())

    assert [path.read_bytes() for path in (text, tmp_path / "other")] == before


def test_a_store_of_another_version_is_refused(store: ListStore) -> None:
    store.add_review(review())
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(DataFileError, match="a store of version 99"):
        store.reviews()


def test_a_damaged_store_is_refused_and_not_read_as_an_empty_one(store: ListStore) -> None:
    store.replace(held(entries=2000), [party(number) for number in range(2000)])
    body = bytearray(store.path.read_bytes())
    body[8192:16384] = b"\xff" * 8192
    store.path.write_bytes(body)

    with pytest.raises(DataFileError, match="take it away and import anew"):
        load_lists(store)


def test_a_store_may_be_copied_as_one_file(store: ListStore, tmp_path: Path) -> None:
    store.replace(held(), [party(1)])
    shutil.copy(store.path, tmp_path / "copy")

    assert load_lists(ListStore(tmp_path / "copy")) == load_lists(store)
    assert [path.name for path in store.path.parent.iterdir()] == ["lists.sqlite"]


def test_the_default_place_is_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path))

    assert find_store() == tmp_path / "lists" / "lists.sqlite"
    assert ListStore().path == find_store()


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(DataFileError, match="cannot be written"):
        ListStore(tmp_path / "file" / "lists.sqlite").add_review(review())


def test_what_its_server_calls_an_edition_can_be_kept_later(store: ListStore) -> None:
    store.replace(held(), [party(1)])
    store.mark(replace(held(), etag='"new"', last_modified=""))

    assert store.current()[0].etag == '"new"'
