"""`fxroute network`: is it sound, and what does it hold?"""

from typing import TYPE_CHECKING

import click

from fxroute.cli.commands import Commands
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting

if TYPE_CHECKING:
    # As in options.
    from fxroute.network import Network
    from fxroute.rates import RateTable

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
        found, rates = _read_both(Data((*data.network_files, *files), (*data.rate_files, *files)))
    if output.is_json:
        from fxroute.report import counts_json

        output.json(counts_json(found, rates), watch)
    else:
        from fxroute.report import network_text

        output.text(network_text(found, rates, **output.style()))


def _read_both(data: Data) -> tuple["Network", "RateTable"]:
    from fxroute.sources import load_both

    return load_both(data.network_files, data.rate_files)


@network.command("show", epilog="Example: fxroute network show RIBLSARI")
@click.argument("institution", metavar="[ID]", required=False)
@data_options
@output_options
def _show(*, institution: str | None, data: Data, output: Output) -> None:
    """Show an institution (id or BIC) or a payment system with all that is known of it; counts without ID."""
    watch = Watch()
    found = data.network()
    if institution is None:
        _show_counts(found, data, output, watch)
    elif output.is_json:
        from fxroute.report import institution_json

        output.json(institution_json(found, institution), watch)
    else:
        from fxroute.report import institution_text

        output.text(institution_text(found, institution, **output.style()))


def _show_counts(found: "Network", data: Data, output: Output, watch: Watch) -> None:
    from fxroute.report import counts_json, network_text

    rates = data.rates()
    if output.is_json:
        output.json(counts_json(found, rates), watch)
    else:
        output.text(network_text(found, rates, **output.style()))
