"""Lists are fetched whole or not at all; what a server says is unchanged is not sent again."""

from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors, UsageError
from fxroute.sources.lists.catalog import PUBLISHED_LISTS, find_published
from fxroute.sources.lists.fetching import fetch_list
from fxroute.sources.lists.layouts import LIST_LAYOUTS
from fxroute.sources.lists.store import ListStore
from fxroute.sources.lists.taking import ImportedList, ListTerms
from tests.sources.lists.invented import LAYOUTS, OFAC, content, read
from tests.sources.server import NOW, QUICK, Server, Waits, body

MODIFIED = "Fri, 20 Nov 2026 10:00:00 GMT"


@pytest.fixture
def store(tmp_path: Path) -> ListStore:
    return ListStore(tmp_path / "lists.sqlite")


def fetch(name: str, url: str, store: ListStore, terms: ListTerms | None = None) -> ImportedList:
    return fetch_list(find_published(name), store=store, url=url, terms=terms, limits=QUICK, clock=Waits().clock())


@pytest.mark.parametrize("name", [name for name, one in PUBLISHED_LISTS.items() if len(one.addresses) == 1])
def test_a_list_is_fetched_in_the_layout_of_its_publisher(name: str, server: Server, store: ListStore) -> None:
    published = find_published(name)
    ((file,), _) = LAYOUTS[published.layout]

    done = fetch(name, server.at("/list", body(content(file))), store)

    assert done.is_changed
    assert done.held.imported_at == NOW
    assert done.held.edition.name == published.list_name
    assert done.held.edition.source == f"{server.address}/list"
    assert store.entries(published.list_name) == read(published.layout).parties


def test_a_list_of_several_files_is_fetched_from_one_folder(server: Server, store: ListStore) -> None:
    for name in OFAC:
        server.at(f"/x/{name}", body(content(name), headers={"Last-Modified": MODIFIED}))

    done = fetch("ofac-sdn-csv", f"{server.address}/x/", store)

    assert done.held.edition.dated == date(2026, 11, 20)
    assert store.entries("OFAC_SDN") == read("ofac_csv").parties


def test_a_list_that_stands_is_asked_for_by_its_tag_and_not_sent_again(server: Server, store: ListStore) -> None:
    sent: list[str | None] = []

    def again(handler: BaseHTTPRequestHandler) -> None:
        sent.append(handler.headers["If-None-Match"])
        body(b"", 304)(handler)

    url = server.at("/un", body(content("un.xml"), headers={"ETag": '"one"'}), again)
    first = fetch("un", url, store)
    second = fetch("un", url, store)

    assert sent == ['"one"']
    assert first.is_changed
    assert not second.is_changed
    assert second.held.edition == first.held.edition


def test_a_list_is_asked_for_whole_at_another_address(server: Server, store: ListStore) -> None:
    sent: list[str | None] = []

    def second(handler: BaseHTTPRequestHandler) -> None:
        sent.append(handler.headers["If-None-Match"])
        body(content("un.xml"))(handler)

    fetch("un", server.at("/a", body(content("un.xml"), headers={"ETag": '"one"'})), store)
    fetch("un", server.at("/b", second), store)

    assert sent == [None]


def test_a_bad_answer_leaves_what_was_there(server: Server, store: ListStore) -> None:
    fetch("un", server.at("/good", body(content("un.xml"))), store)
    before = store.path.read_bytes()
    for answer in (
        body(b"<html>busy</html>"),
        body(content("un.xml")[:-40]),
        body(content("un.xml"), headers={"Content-Length": "99999"}),
        body(content("eu.xml")),
        body(b"", 404),
        body(b"x" * 300_000),
    ):
        with pytest.raises(DataFileErrors):
            fetch("un", server.at("/bad", answer), store)
        assert store.path.read_bytes() == before


def test_an_address_that_is_none_of_http_is_refused(store: ListStore) -> None:
    with pytest.raises(UsageError, match="fxroute lists import"):
        fetch("un", "un.xml", store)


def test_a_secret_in_an_address_is_not_kept(server: Server, store: ListStore) -> None:
    server.at("/un", body(content("un.xml")))

    assert fetch("un", f"{server.address}/un?token=secret", store).held.edition.source == f"{server.address}/un"


def test_the_catalog_names_layouts_that_there_are_and_says_that_no_address_was_tested() -> None:
    for published in PUBLISHED_LISTS.values():
        assert published.layout in LIST_LAYOUTS
        assert all(address.startswith("https://") for address in published.addresses)
        assert not published.is_tested


def test_an_unknown_list_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="did you mean ofac-sdn"):
        find_published("ofac-sdm")
