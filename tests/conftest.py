"""What holds for every test: property tests draw the same cases each time, and nobody's cache folder is touched."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None, database=None, print_blob=False)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def own_cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Snapshots of data files go to a folder of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FXROUTE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
