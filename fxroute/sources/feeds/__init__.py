"""Feeds: rates that others publish, fetched over HTTP or from a file, and kept until better ones come."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fxroute.errors import DataFileError
from fxroute.sources.feeds.catalog import FEEDS, Feed, find_feed
from fxroute.sources.feeds.kept import Kept, list_kept, read_kept

if TYPE_CHECKING:
    # Fetching needs more than loading what was fetched.
    from fxroute.sources.client import Clock, Limits
    from fxroute.sources.feeds.fetch import Fetched

__all__ = ["AGE_HOURS_MAX", "FEEDS", "Feed", "Kept", "fetch_rates", "fetched_rates", "find_feed", "list_kept"]

AGE_HOURS_MAX = 96
"""How old the newest rate of a feed may be: a weekend with a holiday before it or after it passes."""


def fetch_rates(
    feed: str,
    *,
    url: str = "",
    output: str | Path | None = None,
    since: date | None = None,
    change_factor_max: str = "2",
    replaces: bool = False,
    limits: "Limits | None" = None,
    clock: "Clock | None" = None,
) -> "Fetched":
    """Fetch the rates of a feed and keep them in the user's cache folder, where `fetched_rates` finds them.

    A bad, half or older answer is refused as a whole, with all its faults, and what was kept before stays.

    Args:
        feed: `ecb`, `ecb-90d`, `ecb-history`, `ecb-history-csv`, `ecb-sdmx`, `cfets`, `csv` or `sama`.
        url: an address in the place of the known one, `http` or `https`, or the path of a file.
        output: also write the rates to this file, which loads like any own rates file.
        since: leave out what is older than this day.
        change_factor_max: refuse a rate that is so many times above or below the last one kept of its pair.
        replaces: take an answer that is older than the one kept, or has far fewer pairs.
        limits: of time and size.
        clock: clock and waiting.

    Raises:
        UsageError: there is no such feed, it has no address of its own and none is given, or a factor below 1.
        DataFileErrors: why the answer was refused.
    """
    from fxroute.sources.client import Clock, Limits
    from fxroute.sources.feeds.fetch import Wish, fetch

    wish = Wish(
        find_feed(feed),
        url=url,
        output=None if output is None else Path(output),
        since=since,
        change_factor_max=change_factor_max,
        replaces=replaces,
    )
    return fetch(wish, limits or Limits(), clock or Clock())


def fetched_rates(feed: str, *, age_hours_max: int = AGE_HOURS_MAX, now: datetime | None = None) -> Path:
    """Return the file with the rates last fetched from a feed: an own rates file for `load_planner` and the others.

    Nothing is fetched. The quotes lie above the shipped ones: see ADR 0015.

    Args:
        feed: its name.
        age_hours_max: most hours since the newest rate.
        now: the present instant; the clock's when it is left out.

    Raises:
        UsageError: there is no such feed.
        DataFileError: nothing was fetched from it, or only older rates, or the file is damaged.

    Example:
        >>> planner = load_planner(fetched_rates("cfets"))  # doctest: +SKIP
    """
    found = find_feed(feed)
    kept = read_kept(found.name)
    fetch = f"fxroute rates fetch {feed}{'' if found.address else ' --url FILE.csv'}"
    if kept is None:
        what, mend = f"nothing has been fetched from {feed}", f"fetch it first: {fetch}"
        raise DataFileError(what=what, where=f"feed {feed}", mend=mend)
    age_hours = kept.age_hours(now or datetime.now(UTC))
    if age_hours > age_hours_max:
        what = f"the newest rate fetched from {feed} is {age_hours} hours old, more than {age_hours_max}"
        mend = f"fetch it again: {fetch}; or allow it: --live-max-age {age_hours}"
        raise DataFileError(what=what, where=f"feed {feed}", mend=mend)
    return kept.path
