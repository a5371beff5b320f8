"""Feeds for people and machines: what was taken, what was skipped or refused and why, and how old the rates are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fxroute.errors import FxRouteError
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["FeedState", "feeds_json", "feeds_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as it stands: `state` is `taken`, `unchanged`, `refused`, `kept` or `never` (fetched).

    Count, newest rate and hash are those of the rates that are kept now; `error` says why an answer was refused.
    """

    feed: str
    state: str
    address: str
    count: int = 0
    newest: datetime | None = None
    fetched_at: datetime | None = None
    sha256: str = ""
    skipped: tuple[tuple[str, int], ...] = ()
    error: FxRouteError | None = None

    def age_minutes(self, now: datetime) -> int | None:
        """Return the age of the newest rate in whole minutes; it may lie some hours ahead."""
        return None if self.newest is None else int((now - self.newest).total_seconds() // 60)


def feeds_text(
    states: Sequence[FeedState],
    now: datetime,
    *,
    title: str,
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return the feeds as a table: state, rates, the newest one and its age; below it what was skipped or refused.

    Args:
        states: in the order to be shown.
        now: the instant at which ages are told.
        title: `feeds_fetched`, `feeds_kept` or `feeds_known`.
        lang: `en` or `zh`.
        width: columns of the terminal.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    columns = [
        Column(words("feed"), is_whole=True),
        Column(words("feed_state")),
        Column(words("feed_rates"), is_right=True),
        Column(words("feed_newest"), is_whole=True),
        Column(words("age"), is_right=True),
    ]
    page = Page(width=width, is_styled=is_styled)
    page.heading(words(title, at=notation.utc(now)))
    page.table(columns, [_row(state, now, notation) for state in states])
    if told := [(state.feed, line) for state in states for line in _told(state, words)]:
        page.facts(told)
    return page.text()


def _row(state: FeedState, now: datetime, notation: Notation) -> list[str]:
    age = state.age_minutes(now)
    return [
        state.feed,
        notation.words(f"feed_state_{state.state}"),
        str(state.count) if state.newest else "–",
        f"{notation.utc(state.newest)} UTC" if state.newest else "–",
        "–" if age is None else notation.duration(max(age, 0)),
    ]


def _told(state: FeedState, words: Words) -> list[str]:
    told = [state.address or words("feed_no_address")]
    told += [words("feed_skipped", count=count, reason=reason) for reason, count in state.skipped]
    if state.error is not None:
        told += [f"{fault.where}: {fault.what} · {fault.mend}" for fault in _faults(state.error)]
    return told


def _faults(error: FxRouteError) -> tuple[FxRouteError, ...]:
    return getattr(error, "faults", (error,))


def feeds_json(states: Sequence[FeedState], now: datetime) -> list[dict[str, object]]:
    """Return the feeds as plain values, every fault with its code."""
    return [
        {
            "feed": state.feed,
            "state": state.state,
            "address": state.address,
            "rates": state.count,
            "newest": _instant(state.newest),
            "age_minutes": state.age_minutes(now),
            "fetched_at": _instant(state.fetched_at),
            "sha256": state.sha256,
            "skipped": [{"reason": reason, "count": count} for reason, count in state.skipped],
            "faults": [
                {"code": fault.code, "what": fault.what, "where": fault.where, "mend": fault.mend}
                for fault in (_faults(state.error) if state.error else ())
            ],
        }
        for state in states
    ]


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
