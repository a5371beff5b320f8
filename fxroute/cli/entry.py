"""The entry point: the group of commands, and what becomes of everything that they raise."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from fxroute.cli.check import check
from fxroute.cli.commands import Commands
from fxroute.cli.compare import compare
from fxroute.cli.demo import demo
from fxroute.cli.failure import INTERRUPTED, UNREAD, error_lines, usage_lines
from fxroute.cli.lists import lists
from fxroute.cli.network import network
from fxroute.cli.output import write
from fxroute.cli.plan import plan
from fxroute.cli.rates import rates
from fxroute.cli.rehearse import rehearse
from fxroute.cli.route import route
from fxroute.cli.screen import screen
from fxroute.errors import FxRouteError

__all__ = ["Entry", "main"]


class Entry(Commands):
    """A group that leaves with the status of the error, after three lines that name it."""

    def main(  # type: ignore[override]  # it never returns, in either of click's modes
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: object
    ) -> NoReturn:
        """Run a command and leave: see `fxroute.cli.failure` for the status."""
        _accept_any_text()
        extra.pop("standalone_mode", None)
        try:
            status = super().main(args, prog_name or "fxroute", standalone_mode=False, **extra)  # type: ignore[call-overload]  # click's own options, passed on
        except FxRouteError as error:
            status = _tell(error_lines(error), error.exit_status)
        except click.ClickException as error:
            status = _tell(usage_lines(error), 2)
        except click.Abort:
            status = INTERRUPTED
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; output that nobody reads ends it quietly."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _close_quietly()
            return UNREAD


@click.group(
    cls=Entry,
    no_args_is_help=False,
    invoke_without_command=True,
    epilog="Example: fxroute route CNY SAR 2000000 --debtor-agent BKCHCNBJ500 --creditor-agent RIBLSARI",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option("--version", "shows_version", is_flag=True, help="Show the version and leave.")
@click.pass_context
def main(context: click.Context, *, shows_version: bool) -> None:
    """Ways for money through correspondent banks: what is debited, what arrives, when, through whom, how sure."""
    if shows_version:
        from importlib.metadata import version

        write(f"fxroute {version('fxroute')}\n")
        context.exit()
    if context.invoked_subcommand is None:
        write(f"{context.get_help()}\n")


for _command in (check, compare, demo, lists, network, plan, rates, rehearse, route, screen):
    main.add_command(_command)


def _tell(lines: str, status: int) -> int:
    try:
        write(f"{lines}\n", is_error=True)
    except BrokenPipeError:
        return UNREAD
    return status


def _accept_any_text() -> None:
    """Let no character stop an answer: what the terminal cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _close_quietly() -> None:
    """Send what is still in the buffer nowhere, so that Python has nothing to complain about when it leaves."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
