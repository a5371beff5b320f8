"""`fxroute rates`: what is quoted, what is crossed, how old it is, what it was; and fetching newer ones."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from fxroute.cli.choice import day, instant, now
from fxroute.cli.commands import Commands
from fxroute.cli.failure import error_lines
from fxroute.cli.options import Data, data_options, output_options
from fxroute.cli.output import Output, Watch, waiting, write
from fxroute.errors import FxRouteError, MissingRate, UsageError

if TYPE_CHECKING:
    # As in options.
    from fxroute.report import FeedState

__all__ = ["rates"]

_AGE_HOURS_ANY = 10**8


@click.group(cls=Commands, epilog="Example: fxroute rates show CNY/SAR")
def rates() -> None:
    """Show the rates, today's and those of the past, and fetch newer ones."""


@rates.command("show", epilog="Example: fxroute rates show CNY/SAR USD/CNY --at 2026-11-24T09:30+08:00")
@click.argument("pairs", metavar="[PAIR]...", nargs=-1)
@click.option("--at", metavar="T", help="As known then, with offset: 2026-11-24T09:30+08:00. Default: now.")
@data_options
@output_options
def _show(*, pairs: tuple[str, ...], at: str | None, data: Data, output: Output) -> None:
    """Show pairs such as CNY/SAR, direct or crossed with the path; every quoted pair when none is named."""
    from fxroute.model import CurrencyPair
    from fxroute.report import feeds_json, feeds_text, rates_json, rates_text

    watch = Watch()
    moment = instant(at, where="--at") or now()
    wanted = tuple(CurrencyPair.parse(pair) for pair in pairs)
    table = data.rates()
    kept = [state for state in _states() if state.newest is not None]
    if output.is_json:
        answer = rates_json(table, wanted, moment)
        output.json({**answer, "feeds": feeds_json(kept, moment)} if kept else answer, watch)
        return
    output.text(rates_text(table, wanted, moment, **output.style()))
    if kept:
        output.text(f"\n{feeds_text(kept, moment, title='feeds_kept', **output.style())}")


@rates.command("history", epilog="Example: fxroute rates history CNY/SAR --from 2025-01-01 --json")
@click.argument("pair", metavar="PAIR")
@click.option("--from", "first", metavar="DATE", help="First day, in UTC.")
@click.option("--to", "last", metavar="DATE", help="Last day, in UTC.")
@data_options
@output_options
def _history(*, pair: str, first: str | None, last: str | None, data: Data, output: Output) -> None:
    """Show the dated rates of a pair: quoted, inverted, or crossed over EUR or USD; those of every feed fetched too."""
    from fxroute.model import CurrencyPair
    from fxroute.rates import list_dated_rates
    from fxroute.report import history_json, history_text

    watch = Watch()
    wanted = CurrencyPair.parse(pair)
    first_day, last_day = day(first, where="--from"), day(last, where="--to")
    if first_day and last_day and first_day > last_day:
        raise UsageError(what=f"--from {first} lies after --to {last}", where="--from", mend="swap the two days")
    fetched = data.live or tuple(state.feed for state in _states() if state.newest is not None)
    hours_max = data.live_hours_max if data.live else _AGE_HOURS_ANY
    with waiting("reading"):
        quotes = replace(data, live=fetched, live_hours_max=hours_max).rates().quotes
    dated = list_dated_rates(quotes, wanted, first=first_day, last=last_day)
    if not dated:
        raise MissingRate(
            what=f"no rate of {wanted} {_between(first, last)}",
            where="shipped, own and fetched rates",
            mend="fetch a history: fxroute rates fetch ecb-90d, or name other days",
        )
    if output.is_json:
        output.json(history_json(dated, wanted), watch)
    else:
        output.text(history_text(dated, wanted, **output.style()))


def _between(first: str | None, last: str | None) -> str:
    return " ".join([f"from {first}"] * bool(first) + [f"to {last}"] * bool(last)) or "on any day"


@rates.command("fetch", epilog="Example: fxroute rates fetch ecb cfets")
@click.argument("feeds", metavar="[FEED]...", nargs=-1)
@click.option("--url", metavar="URL", help="Address, or path of a file, in the place of the feed's own.")
@click.option("--output", "file", metavar="FILE", help="Also write the rates to this file, for --rates FILE.")
@click.option("--since", metavar="DATE", help="Leave out what is older than this day.")
@click.option("--max-change", metavar="FACTOR", default="2", show_default=True,
              help="Refuse a rate so many times above or below the last good one.")  # fmt: skip
@click.option("--replace", "replaces", is_flag=True, help="Take an answer that is older than the last, or smaller.")
@output_options
def _fetch(
    *,
    feeds: tuple[str, ...],
    url: str | None,
    file: str | None,
    since: str | None,
    max_change: str,
    replaces: bool,
    output: Output,
) -> int:
    """Fetch the rates of feeds and keep them for --live; without FEED, list them all. A bad answer displaces none."""
    from fxroute.sources import fetch_rates
    from fxroute.sources.client import shown_address
    from fxroute.sources.feeds import find_feed

    names = tuple(dict.fromkeys(feeds))
    for name in names:
        find_feed(name)
    _refuse_for_several(names, url, file)
    first_day = day(since, where="--since")
    watch = Watch()
    states: list[FeedState] = []
    for name in names:
        try:
            with waiting(name):
                fetched = fetch_rates(
                    name,
                    url=url or "",
                    output=file,
                    since=first_day,
                    change_factor_max=max_change,
                    replaces=replaces,
                )
        except UsageError:
            raise
        except FxRouteError as error:
            (state,) = _states((name,))
            asked = shown_address(url) if url else find_feed(name).address
            states.append(replace(state, state="refused", address=asked, error=error, skipped=()))
        else:
            (state,) = _states((name,))
            states.append(replace(state, state="taken" if fetched.is_changed else "unchanged"))
    _tell(states or _states(), "feeds_fetched" if names else "feeds_known", output, watch)
    errors = [state.error for state in states if state.error is not None]
    for refused in errors:
        write(f"{error_lines(refused)}\n", is_error=True)
    return errors[0].exit_status if errors else 0


def _refuse_for_several(names: tuple[str, ...], url: str | None, file: str | None) -> None:
    for option, value in (("--url", url), ("--output", file)):
        if value is not None and len(names) != 1:
            raise UsageError(
                what=f"{option} {value} was given for {len(names)} feeds",
                where=option,
                mend=f"name one feed with {option}, for instance fxroute rates fetch ecb {option} {value}",
            )


def _states(names: tuple[str, ...] = ()) -> "list[FeedState]":
    """Return feeds as they are kept, all of them when none is named."""
    from fxroute.report import FeedState
    from fxroute.sources.feeds import FEEDS, list_kept

    kept = {one.feed: one for one in list_kept(list(names or FEEDS))}
    return [
        FeedState(
            feed=name,
            state="kept",
            address=kept[name].address,
            count=kept[name].count,
            newest=kept[name].newest,
            fetched_at=kept[name].fetched_at,
            sha256=kept[name].sha256,
            skipped=kept[name].skipped,
        )
        if name in kept
        else FeedState(feed=name, state="never", address=FEEDS[name].address)
        for name in names or FEEDS
    ]


def _tell(states: "list[FeedState]", title: str, output: Output, watch: Watch) -> None:
    from fxroute.report import feeds_json, feeds_text

    moment = now()
    if output.is_json:
        output.json({"feeds": feeds_json(states, moment)}, watch)
    else:
        output.text(feeds_text(states, moment, title=title, **output.style()))
