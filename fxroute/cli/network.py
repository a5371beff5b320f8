"""`fxroute network`: is it sound, and what does it hold?"""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fxroute.cli.commands import Commands
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting

if TYPE_CHECKING:
    # As in options.
    from fxroute.plan import Planner

__all__ = ["network"]


@click.group(cls=Commands, epilog="Example: fxroute network check my-correspondents.yaml")
def network() -> None:
    """Check and show the network: institutions, accounts, systems, desks, tariffs."""


@network.command("check", epilog="Example: fxroute network check my-correspondents.yaml my-rates.yaml")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@data_options
@output_options
def _check(*, files: tuple[str, ...], data: Data, output: Output) -> None:
    """Read own files above the shipped ones; accept them all, or name every fault with line and remedy."""
    watch = Watch()
    with waiting("reading"):
        planner = replace(data, files=(*data.files, *files)).planner()
    _show_counts(planner, output, watch)


@network.command("show", epilog="Example: fxroute network show SARIE")
@click.argument("wanted", metavar="[ID]", required=False)
@data_options
@output_options
def _show(*, wanted: str | None, data: Data, output: Output) -> None:
    """Show any record by its id, an institution by its BIC too, with all that is known of it; counts without ID."""
    watch = Watch()
    if wanted is None:
        _show_counts(data.planner(), output, watch)
        return
    found = data.network()
    if output.is_json:
        from fxroute.report import record_json

        output.json(record_json(found, wanted), watch)
    else:
        from fxroute.report import record_text

        output.text(record_text(found, wanted, **output.style()))


def _show_counts(planner: "Planner", output: Output, watch: Watch) -> None:
    from fxroute.report import counts_json, network_text

    if output.is_json:
        output.json(counts_json(planner.network, planner.rates), watch)
    else:
        output.text(network_text(planner.network, planner.rates, **output.style()))
