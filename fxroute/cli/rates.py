"""`fxroute rates`: what is quoted, what is crossed, how old it is."""

import click

from fxroute.cli.choice import instant, now
from fxroute.cli.commands import Commands
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch

__all__ = ["rates"]


@click.group(cls=Commands, epilog="Example: fxroute rates show CNY/SAR")
def rates() -> None:
    """Show the rates: bid, offer, mid, source, age."""


@rates.command("show", epilog="Example: fxroute rates show CNY/SAR USD/CNY --at 2026-11-24T09:30+08:00")
@click.argument("pairs", metavar="[PAIR]...", nargs=-1)
@click.option("--at", metavar="T", help="As known then, with offset: 2026-11-24T09:30+08:00. Default: now.")
@data_options
@output_options
def _show(*, pairs: tuple[str, ...], at: str | None, data: Data, output: Output) -> None:
    """Show pairs such as CNY/SAR, direct or crossed with the path; every quoted pair when none is named."""
    from fxroute.model import CurrencyPair

    watch = Watch()
    moment = instant(at, where="--at") or now()
    wanted = tuple(CurrencyPair.parse(pair) for pair in pairs)
    table = data.rates()
    if output.is_json:
        from fxroute.report import rates_json

        output.json(rates_json(table, wanted, moment), watch)
    else:
        from fxroute.report import rates_text

        output.text(rates_text(table, wanted, moment, **output.style()))
