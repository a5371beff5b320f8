"""Failures on the command line: three lines on standard error, and the status with which the process leaves.

0    an answer was given
1    the question was understood and has no route, an import took nothing, or a screening has hits
2    the command line makes no sense
3–9  an error of the library, one status for each leaf (`fxroute.errors`)
10   a payment was checked, and items are missing
11   a payment was checked, and a person has to look at it
12   a payment was checked, and a rule blocks it
130  interrupted
141  nobody reads the output any more
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches

import click

from fxroute.errors import DataFileErrors, FxRouteError

__all__ = [
    "BLOCKED",
    "INTERRUPTED",
    "ITEMS_MISSING",
    "NO_ROUTE",
    "TO_REVIEW",
    "UNREAD",
    "called",
    "closest",
    "error_lines",
    "parameter_name",
    "usage_lines",
]

NO_ROUTE = 1
ITEMS_MISSING = 10
TO_REVIEW = 11
BLOCKED = 12
INTERRUPTED = 130
UNREAD = 141


def error_lines(error: FxRouteError) -> str:
    """Return the three lines of an error, those of every fault where there are several."""
    if isinstance(error, DataFileErrors):
        return "\n".join(_three(fault.what, fault.where, fault.mend) for fault in error.faults)
    return _three(error.what, error.where, error.mend)


def usage_lines(error: click.ClickException) -> str:
    """Return the three lines for a command line that could not be read."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = "fxroute" if context is None else context.command_path
    mend = f"see {command} --help"
    if isinstance(error, click.NoSuchOption):
        what = f"there is no option {error.option_name}"
        mend = closest(error.option_name, _options(context)) or mend
    elif isinstance(error, click.MissingParameter):
        what = f"{parameter_name(error.param)} is missing"
    elif isinstance(error, click.BadParameter):
        what = f"{parameter_name(error.param)} is refused: {error.message}"
    elif isinstance(error, click.BadOptionUsage):
        what = f"{error.option_name} is used wrongly: {error.message}"
    else:
        what = error.message
    return _three(what.rstrip("."), command, mend)


@contextmanager
def called(places: Mapping[str, str]) -> Iterator[None]:
    """Call parameters of the library, in errors of the body, what the command line calls them."""
    try:
        yield
    except FxRouteError as error:
        if error.where not in places:
            raise
        raise type(error)(what=error.what, where=places[error.where], mend=error.mend) from error


def closest(name: str, names: list[str]) -> str:
    """Return the question for up to three names like `name`, empty when none is like it."""
    bare = {known.lstrip("-"): known for known in names}
    found = [bare[near] for near in get_close_matches(name.lstrip("-"), bare, n=3, cutoff=0.6)]
    return f"did you mean {' or '.join(found)}?" if found else ""


def parameter_name(parameter: click.Parameter | None) -> str:
    """Return how people call a parameter: `--at`, or `AMOUNT`."""
    if parameter is None:
        return "the command line"
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return (parameter.metavar or parameter.name or "").strip("[].")


def _options(context: click.Context | None) -> list[str]:
    parameters = context.command.get_params(context) if context is not None else []
    return [name for parameter in parameters if isinstance(parameter, click.Option) for name in parameter.opts]


def _three(what: str, where: str, mend: str) -> str:
    return f"error: {_line(what)}\nwhere: {_line(where)}\nmend:  {_line(mend)}"


def _line(text: str) -> str:
    """Keep a text on one line, and out of the terminal's own language."""
    joined = " ".join(text.split())
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in joined
    )
