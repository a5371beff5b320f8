"""A server for each test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.sources.server import Server, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as told:
        yield told
