"""What stands in place of a value that was refused, so that the rest of its record can still be checked.

`UNREAD` may be kept and passed on. Whatever looks at it - compares it, counts it, prints it, asks for a part of it -
is interrupted, and `unless_unread` turns the interruption of a check into "nothing found". So a check is skipped
exactly when it needs the refused value, without saying so itself.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, NoReturn, ParamSpec, TypeVar

__all__ = ["UNREAD", "UnreadValue", "unless_unread"]

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


class UnreadValue(Exception):
    """Something looked at a value that was refused before."""


def _interrupt(*_: object) -> NoReturn:
    raise UnreadValue


class _Unread:
    """The one value that must not be looked at."""

    __slots__ = ()

    __bool__ = __contains__ = __format__ = __getattr__ = __getitem__ = __hash__ = __iter__ = __len__ = _interrupt
    __eq__ = __ge__ = __gt__ = __le__ = __lt__ = __ne__ = __add__ = __radd__ = __repr__ = __str__ = _interrupt


UNREAD: Final[Any] = _Unread()
"""Stands for a value of any type; only `is` and `isinstance` may be asked of it."""


def unless_unread(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Return the function with one change: where it looks at `UNREAD`, it returns `UNREAD`."""

    @wraps(function)
    def wrapped(*positional: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        try:
            return function(*positional, **named)
        except UnreadValue:
            answer: _Answer = UNREAD
            return answer

    return wrapped
