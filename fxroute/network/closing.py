"""Closing: days that a calendar, a country, or one system, desk or service keeps or does not keep."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fxroute.errors import UsageError
from fxroute.model import Calendar, Hours
from fxroute.model.amendment import DayClosed, DayOpened
from fxroute.network.amending import Timed, timed
from fxroute.network.edit import edited
from fxroute.network.likeness import NameIndex
from fxroute.network.network import Network

__all__ = ["with_day"]

_OF = "@"
"""Between the id of a calendar and that of the record which has a version of its own of it."""


def with_day(network: Network, change: DayClosed | DayOpened) -> Network:
    """Return the network with a day closed or opened; the same network where it is so already.

    A system, desk or service gets a calendar of its own for it, so that nobody else who keeps the old one is touched.

    Raises:
        UnknownInstitution: the scope is no calendar, record or country of this network.
        UsageError: the record has no hours; or the country has no calendar.
    """
    is_open = isinstance(change, DayOpened)
    scope = change.scope
    if not change.is_country and scope in network.calendars:
        kept = [
            calendar for key, calendar in network.calendars.items() if key == scope or _is_version(network, key, scope)
        ]
        return _with_calendars(network, kept, change.day, is_open=is_open)
    of_country = [calendar for calendar in network.calendars.values() if calendar.country == scope]
    if of_country and (change.is_country or scope not in network.records):
        return _with_calendars(network, of_country, change.day, is_open=is_open)
    if change.is_country:
        raise _no_country(network, scope)
    return _with_own_calendar(network, timed(network, scope), change.day, is_open=is_open)


def _no_country(network: Network, country: str) -> UsageError:
    near = NameIndex.of({calendar.country: "" for calendar in network.calendars.values() if calendar.country})
    mend = near.question(country) or "give the id of a calendar"
    return UsageError(what=f"no calendar of this network is of the country {country!r}", where="country", mend=mend)


def _with_calendars(network: Network, calendars: Iterable[Calendar], day: date, *, is_open: bool) -> Network:
    changed = [_kept(calendar, day, is_open=is_open) for calendar in calendars if calendar.is_open(day) != is_open]
    return edited(network, put=changed) if changed else network


def _kept(calendar: Calendar, day: date, *, is_open: bool) -> Calendar:
    if not is_open:
        return replace(calendar, closed=calendar.closed | {day}, workdays=calendar.workdays - {day})
    workdays = calendar.workdays | ({day} if day.isoweekday() in calendar.weekend else frozenset())
    return replace(calendar, closed=calendar.closed - {day}, workdays=workdays)


def _with_own_calendar(network: Network, record: Timed, day: date, *, is_open: bool) -> Network:
    hours = record.hours
    assert isinstance(hours, Hours), "a timed record has hours"
    kept = [network.calendars[name] for name in hours.calendars]
    if all(calendar.is_open(day) for calendar in kept) == is_open:
        return network
    at_once = [calendar for calendar in kept if calendar.is_open(day) != is_open]
    own = {
        calendar.id: replace(_kept(calendar, day, is_open=is_open), id=_own_id(calendar.id, record.id), settles=())
        for calendar in (at_once if is_open else kept[:1])
    }
    names = tuple(own[name].id if name in own else name for name in hours.calendars)
    return edited(network, put=(*own.values(), replace(record, hours=replace(hours, calendars=names))))


def _is_version(network: Network, calendar: str, scope: str) -> bool:
    """Tell whether a calendar is the version of another that a record has to itself."""
    before, _, record = calendar.partition(_OF)
    return before == scope and record in network.records


def _own_id(calendar: str, record: str) -> str:
    """Return the id of a record's own version of a calendar, also where it has one already."""
    return calendar if calendar.endswith(f"{_OF}{record}") else f"{calendar}{_OF}{record}"
