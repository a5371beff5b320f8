"""Hours, from their records: calendars, time zone and sessions in their order."""

from fxroute.model import Hours, Session
from fxroute.sources.builder import Builder
from fxroute.sources.schema import HoursPart, SessionPart
from fxroute.sources.unread import unless_unread

__all__ = ["build_hours"]


@unless_unread
def build_hours(part: HoursPart, builder: Builder) -> Hours:
    """Return the hours of a service; neither calendars nor sessions are empty."""
    _check_some("calendars", part.calendars, builder)
    _check_some("sessions", part.sessions, builder)
    sessions = tuple(builder.share(_session(item, builder, index)) for index, item in enumerate(part.sessions))
    return builder.share(Hours(calendars=part.calendars, time_zone=part.time_zone, sessions=sessions))


@unless_unread
def _check_some(name: str, entries: tuple[object, ...], builder: Builder) -> None:
    if not entries:
        builder.fault(("hours", name), f"the list {name} is empty", "give at least one, or leave hours out")


@unless_unread
def _session(part: SessionPart, builder: Builder, index: int) -> Session:
    here = ("hours", "sessions", index)
    builder.ordered(part.valid_from, part.valid_to, *here, "valid_to")
    return builder.attempt(
        lambda: Session(
            name=part.name,
            opens=part.opens,
            cut_off=part.cut_off,
            closes=part.closes or part.cut_off,
            customer_cut_off=part.customer_cut_off or part.cut_off,
            days=part.days,
            value_next=part.value_next,
            valid_from=part.valid_from,
            valid_to=part.valid_to,
            periods=part.periods,
        ),
        *here,
    )
