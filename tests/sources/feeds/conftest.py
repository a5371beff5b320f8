"""A server and an empty cache folder for each test of feeds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.feeds.server import Server, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as told:
        yield told


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "feeds"
