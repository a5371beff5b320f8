"""Whatever bytes come, a list is read or refused: no other error leaves the readers."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxroute.errors import FxRouteError
from fxroute.sources.lists.taking import ListTerms, read_list
from tests.sources.lists.invented import DAY, LAYOUTS, OFAC, content

PIECES = [b"\x00", b'"', b"<", b"&", b";", b",", b"\n", b"\r", b"\xff", b"{", b"]", b"-0- ", b"null", b"[1,2]", b"(1)"]
PIECES += [
    b"99999999999",
    b"\xe2\x80\xae",
    b"- ",
    b"!!python/x",
    b"*a",
    b" to ",
    b"2024-02-31",
    b"<!--",
    b"\xef\xbb\xbf",
]
NAMES = sorted({name for names, _ in LAYOUTS.values() for name in names})
CHANGES = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(PIECES), st.integers(0, 30)), min_size=1, max_size=5
)


def changed(body: bytes, changes: list[tuple[int, bytes, int]]) -> bytes:
    """Put pieces in places of the body, in the place of some bytes there."""
    for place, piece, gone in changes:
        at = place % (len(body) + 1)
        body = body[:at] + piece + body[at + gone :]
    return body


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(changes=CHANGES, layout=st.sampled_from(["", "", "", *LAYOUTS]))
def test_no_other_error_leaves_the_readers(name: str, changes: list[tuple[int, bytes, int]], layout: str) -> None:
    others = [(other, content(other)) for other in OFAC if name in OFAC and other != name]
    with suppress(FxRouteError):
        read_list((name, changed(content(name), changes)), *others, terms=ListTerms(layout=layout, name="X", dated=DAY))
