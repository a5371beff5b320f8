"""`fxroute network`: is it sound, and what does it hold?"""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fxroute.cli.commands import Commands
from fxroute.cli.doctor import doctor
from fxroute.cli.failure import NO_ROUTE
from fxroute.cli.network_import import import_command
from fxroute.cli.options import Data, data_options, data_options_without_rules, output_options
from fxroute.cli.output import Output, Watch, waiting

if TYPE_CHECKING:
    # As in options.
    from fxroute.plan import Planner

__all__ = ["network"]


@click.group(cls=Commands, epilog="Example: fxroute network check my-correspondents.yaml")
def network() -> None:
    """Check, show and import the network: institutions, accounts, systems, desks, tariffs."""


network.add_command(import_command)


_CHECK = """\b
Examples:
  fxroute network check my-correspondents.yaml my-rates.yaml
  fxroute network check my-rules.yaml --rules

With --rules it leaves with 1 when something is wrong with the rules among themselves."""


@network.command("check", epilog=_CHECK)
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--rules", "is_of_rules", is_flag=True,
              help="Look at the rules as a whole: contradictions, dead rules, holes at limits.")  # fmt: skip
@data_options_without_rules
@output_options
def _check(*, files: tuple[str, ...], is_of_rules: bool, data: Data, output: Output) -> int:
    """Read own files above the shipped ones; accept them all, or name every fault with line and remedy."""
    watch = Watch()
    with waiting("reading"):
        planner = replace(data, files=(*data.files, *files)).planner()
    if is_of_rules:
        return _show_rules(planner, output, watch)
    _show_counts(planner, output, watch)
    return 0


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


network.add_command(doctor)


def _show_rules(planner: "Planner", output: Output, watch: Watch) -> int:
    from fxroute.compliance.analysis.examine import examine_rules
    from fxroute.report.rule_faults import rule_faults_json, rule_faults_text

    faults = examine_rules(planner.rules)
    if output.is_json:
        output.json(rule_faults_json(faults, planner.rules), watch)
    else:
        output.text(rule_faults_text(faults, planner.rules, **output.style()))
    return NO_ROUTE if faults else 0


def _show_counts(planner: "Planner", output: Output, watch: Watch) -> None:
    from fxroute.report import counts_json, network_text

    if output.is_json:
        output.json(counts_json(planner.network, planner.rates), watch)
    else:
        output.text(network_text(planner.network, planner.rates, **output.style()))
