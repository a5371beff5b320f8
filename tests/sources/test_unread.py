"""A refused value may be passed on, and whatever looks at it finds nothing."""

from collections.abc import Callable
from operator import add, eq, ge, getitem, gt, le, lt, ne

import pytest

from fxroute.sources.unread import UNREAD, UnreadValue, unless_unread

LOOKS: list[Callable[[], object]] = [
    *(lambda how=how: how(UNREAD, 1) for how in (add, eq, ge, getitem, gt, le, lt, ne)),
    *(lambda how=how: how(1, UNREAD) for how in (add, eq, ge, gt, le, lt, ne)),
    *(lambda how=how: how(UNREAD) for how in (bool, hash, iter, len, repr, str)),
    lambda: f"{UNREAD}",
    lambda: UNREAD.field,
    lambda: 1 in UNREAD,
    lambda: UNREAD in (1, 2),
    lambda: {1: 2}.get(UNREAD),
    lambda: [1, UNREAD] == [1, 2],
]


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_ends_the_check_and_nothing_else(look: Callable[[], object]) -> None:
    with pytest.raises(UnreadValue):
        look()
    assert unless_unread(look)() is UNREAD


def test_it_may_be_kept_and_told_apart() -> None:
    assert (1, UNREAD)[1] is UNREAD
    assert not isinstance(UNREAD, str | int)
    assert unless_unread(len)([UNREAD]) == 1


def test_other_failures_pass_through() -> None:
    with pytest.raises(ZeroDivisionError):
        unless_unread(lambda: 1 // 0)()
