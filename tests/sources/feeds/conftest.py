"""An empty cache folder for each test of feeds."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FXROUTE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "feeds"
