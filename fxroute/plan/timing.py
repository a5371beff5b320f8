"""Times of the steps of a found route: how late each may begin, and when the rest ends if it begins later."""

from collections.abc import Sequence

from fxroute.network.windows import EPOCH_DAY, HORIZON_DAYS, NEVER
from fxroute.search import Step

__all__ = ["end_minute", "latest_minutes"]


def latest_minutes(steps: Sequence[Step]) -> list[int]:
    """Return the last minute at which each step may be ready, so that the route still ends when it does."""
    instant = steps[-1].ends_minute
    found = []
    for step in reversed(steps):
        if step.edge.windows is not None:
            earliest_day = instant // 1440 + EPOCH_DAY - HORIZON_DAYS
            instant = step.edge.windows.latest_ready(instant, step.edge.minutes, earliest_day)
        found.append(instant)
    return found[::-1]


def end_minute(steps: Sequence[Step], ready: int, last_day: int) -> int:
    """Return when steps end that are ready at a minute; `NEVER` where nothing opens up to an ordinal day."""
    instant = ready
    for step in steps:
        if step.edge.windows is not None and instant < NEVER:
            instant = step.edge.windows.end(instant, step.edge.minutes, last_day)
    return instant
