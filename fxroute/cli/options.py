"""Options that several commands share: which data, which output, what is asked of a plan."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from fxroute.cli.choice import LANGUAGES, ORDERINGS, Count, OneOf, is_given, now, percent
from fxroute.cli.laying import laid_over
from fxroute.cli.output import Output
from fxroute.errors import UsageError

if TYPE_CHECKING:
    # The engine is imported when a command runs, not when its help is shown.
    from fxroute.network import Network
    from fxroute.plan import Planner
    from fxroute.rates import RateTable

__all__ = [
    "Asked",
    "Data",
    "LIVE_HOURS_MAX",
    "asked_options",
    "data_options",
    "data_options_without_rules",
    "output_options",
]

LIVE_HOURS_MAX = 96
"""How old the newest rate of a feed may be, as in `fxroute.sources.fetched_rates`: a long weekend passes."""

_Answer = TypeVar("_Answer")
_Command = Callable[..., _Answer]


@dataclass(frozen=True, slots=True)
class Data:
    """Own files above the shipped ones, each read for all that it holds, and what is laid over all of them.

    Between the shipped files and the own ones lie the rates last fetched from the feeds of `live`, none older than
    `live_hours_max`.
    """

    files: tuple[str, ...]
    overlays: tuple[str, ...] = ()
    what_ifs: tuple[str, ...] = ()
    live: tuple[str, ...] = ()
    live_hours_max: int = LIVE_HOURS_MAX

    def network(self) -> "Network":
        """Load the network."""
        from fxroute.sources import load_network

        return self.planner().network if self._is_own() else load_network()

    def rates(self) -> "RateTable":
        """Load the rates."""
        from fxroute.sources import load_rates

        return self.planner().rates if self._is_own() else load_rates()

    def planner(self) -> "Planner":
        """Load both into a planner, with what is laid over them."""
        from fxroute.sources import load_planner

        planner = load_planner(*dict.fromkeys((*self._fetched(), *self.files)))
        return laid_over(planner, self.overlays, self.what_ifs) if self.overlays or self.what_ifs else planner

    def _fetched(self) -> list[str]:
        from fxroute.sources import fetched_rates

        return [str(fetched_rates(feed, age_hours_max=self.live_hours_max, now=now())) for feed in self.live]

    def _is_own(self) -> bool:
        return bool(self.files or self.live or self.overlays or self.what_ifs)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a plan besides the payment: ordering, carry, departures, how much is shown and explained."""

    ordering: str
    carry_rate_percent: str
    departure_days: int | None
    details: int
    is_why_not: bool
    why_not_via: tuple[str, ...]


def data_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add own files, fetched rates, and what is laid over them; the command receives `data`."""
    return _with_data(command, "--network", "--rates", "--rules")


def data_options_without_rules(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add the same to a command in which `--rules` says something else."""
    return _with_data(command, "--network", "--rates")


def _with_data(command: _Command[_Answer], *names: str) -> _Command[_Answer]:
    @click.option(*names, "own_files", metavar="FILE", multiple=True,
                  help="Own file, records of any kind, above the shipped ones and those before it.")  # fmt: skip
    @click.option("--live", metavar="FEED", multiple=True,
                  help="Rates last fetched from this feed, above the shipped ones and feeds before it.")  # fmt: skip
    @click.option("--live-max-age", "live_hours_max", metavar="HOURS", type=Count(1, 10**8), default=LIVE_HOURS_MAX,
                  show_default=True, help="Refuse a feed whose newest rate is older.")  # fmt: skip
    @click.option("--overlay", "overlays", metavar="FILE[:NAME]", multiple=True,
                  help="Lay over it the overlays of a file, or the one of a name. Repeatable.")  # fmt: skip
    @click.option("--what-if", "what_ifs", metavar="CHANGE", multiple=True,
                  help="Lay a change over all of it, as 'out ID' or 'cut-off ID 14:00'. Repeatable.")  # fmt: skip
    @wraps(command)
    def wrapped(
        *positional: object,
        own_files: tuple[str, ...],
        live: tuple[str, ...],
        live_hours_max: int,
        overlays: tuple[str, ...],
        what_ifs: tuple[str, ...],
        **named: object,
    ) -> _Answer:
        if is_given("live_hours_max") and not live:
            raise UsageError(
                what=f"--live-max-age {live_hours_max} was given without --live, where it changes nothing",
                where="--live-max-age",
                mend="add --live FEED, or drop --live-max-age",
            )
        return command(*positional, data=Data(own_files, overlays, what_ifs, live, live_hours_max), **named)

    return wrapped


def output_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add `--json` and `--lang`; the command receives `output`."""

    @click.option("--json", "is_json", is_flag=True, help="Exact JSON for machines instead of tables.")
    @click.option("--lang", type=OneOf(LANGUAGES), default="en", show_default=True, help="Language of the tables.")
    @wraps(command)
    def wrapped(*positional: object, is_json: bool, lang: str, **named: object) -> _Answer:
        return command(*positional, output=Output(is_json=is_json, lang=lang), **named)

    return wrapped


def asked_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add what is asked besides the payment: order, departures, details, why not; the command receives `asked`."""

    @click.option("--order", "ordering", type=OneOf(ORDERINGS), default="delivered", show_default=True,
                  help="What comes first; delivered is the amount.")  # fmt: skip
    @click.option("--carry", "carry_rate_percent", metavar="PERCENT", default="0",
                  help="Yearly rate for the days in transit; needs --order all_in.")  # fmt: skip
    @click.option("--departures", "departure_days", metavar="DAYS", type=Count(1, 31),
                  help="Show what every start in so many days leads to, instead of a plan.")  # fmt: skip
    @click.option("--details", metavar="N", type=Count(0, 10_000), default=3, show_default=True,
                  help="How many routes the tables show leg by leg.")  # fmt: skip
    @click.option("--why-not", "is_why_not", is_flag=True,
                  help="Say what fell out beside the routes, and what would bring it back.")  # fmt: skip
    @click.option("--why-not-via", metavar="ID", multiple=True,
                  help="Say why no route passes this institution or system. Repeatable.")  # fmt: skip
    @wraps(command)
    def wrapped(
        *positional: object,
        ordering: str,
        carry_rate_percent: str,
        departure_days: int | None,
        details: int,
        is_why_not: bool,
        why_not_via: tuple[str, ...],
        **named: object,
    ) -> _Answer:
        percent(carry_rate_percent, where="--carry")
        _refuse_without_effect(ordering, carry_rate_percent, departure_days)
        asked = Asked(ordering, carry_rate_percent, departure_days, details, is_why_not, why_not_via)
        return command(*positional, asked=asked, **named)

    return wrapped


_WITHOUT_DEPARTURES = {
    "--order": "ordering",
    "--carry": "carry_rate_percent",
    "--details": "details",
    "--why-not": "is_why_not",
    "--why-not-via": "why_not_via",
}


def _refuse_without_effect(ordering: str, carry_rate_percent: str, departure_days: int | None) -> None:
    """Refuse options that would change nothing beside the others."""
    if departure_days is not None:
        for option, name in _WITHOUT_DEPARTURES.items():
            if is_given(name):
                raise UsageError(
                    what=f"{option} was given with --departures {departure_days}, where it changes nothing",
                    where=option,
                    mend=f"drop {option}: a profile shows the best amount and the fastest credit of every start",
                )
    if ordering != "all_in" and is_given("carry_rate_percent"):
        raise UsageError(
            what=f"--carry {carry_rate_percent} was given with --order {ordering}, where it changes nothing",
            where="--carry",
            mend="add --order all_in, or drop --carry",
        )
