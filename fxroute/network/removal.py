"""Removal: a record goes with all that cannot stand without it, or is refused where too much would fall."""

from collections.abc import Iterable

from fxroute.errors import UsageError
from fxroute.model import (
    Access,
    Calendar,
    Desk,
    InstitutionKind,
    Participation,
    Place,
    Service,
    home_place,
)
from fxroute.network.edit import edited, names_of
from fxroute.network.network import Network

__all__ = ["find_dependents", "uses_of_currency", "without_record"]

_NAMES_MAX = 3


def without_record(network: Network, record: str, *, where: str) -> Network:
    """Return the network without a record and all that needs it.

    An institution takes its units, accounts, desks, lines, participations, services and tariffs, a settlement agent
    those that pay through it.

    Raises:
        UnknownInstitution: there is no such record.
        UsageError: a calendar that is in use, or a service without which institutions have no hours.
    """
    found = network.get_record(record, where=where)
    if isinstance(found, Calendar):
        _refuse_used(network, found, where)
    if isinstance(found, Service):
        _refuse_uncovered(network, found, where)
    return edited(network, out=find_dependents(network, found.id))


def find_dependents(network: Network, record: str) -> frozenset[str]:
    """Return a record's id and those of all that cannot stand without it, at first hand or further on."""
    fallen: set[str] = set()
    new = {record}
    while new:
        fallen |= new
        new = {
            key for key, other in network.records.items() if key not in fallen and not new.isdisjoint(names_of(other))
        }
        if not new:
            new = _without_agent(network, fallen)
    return frozenset(fallen)


def _without_agent(network: Network, fallen: set[str]) -> set[str]:
    """Return the indirect participations whose agent is no direct participant of their system any more."""
    left = [access for access in network.participations if access.id not in fallen]
    gone = [access for access in network.participations if access.id in fallen]
    lost = {_reach(access) for access in gone if access.access is Access.DIRECT}
    lost -= {_reach(access) for access in left if access.access is Access.DIRECT}
    return {access.id for access in left if (access.settlement_agent, access.infrastructure, access.currency) in lost}


def _reach(access: Participation) -> tuple[str, str, str]:
    return access.institution, access.infrastructure, access.currency


def uses_of_currency(network: Network, currency: str, place: Place) -> Iterable[str]:
    """Give the ids of the accounts and desks that use a currency at a place, as the settlement days need it."""
    for account in network.accounts:
        if account.currency == currency and account.place is place:
            yield account.id
    for desk in network.desks:
        if currency in (desk.pair.base, desk.pair.quote) and _side(network, desk, currency) is place:
            yield desk.id


def _side(network: Network, desk: Desk, currency: str) -> Place:
    home = home_place(network.institutions[desk.institution].country, currency)
    return home if home is Place.ANY or desk.place is Place.ANY else desk.place


def _refuse_used(network: Network, calendar: Calendar, where: str) -> None:
    users = [key for key, record in network.records.items() if calendar.id in names_of(record)]
    for settles in calendar.settles:
        places = [place for place in Place if settles.place in (place, Place.ANY)]
        users += [use for place in places for use in uses_of_currency(network, settles.currency, place)]
    if users:
        raise UsageError(
            what=f"the calendar {calendar.id} is needed by {_few(dict.fromkeys(users))}",
            where=where,
            mend="close or open days of it instead, or take out those that need it",
        )


def _refuse_uncovered(network: Network, service: Service, where: str) -> None:
    """Refuse where an institution would be left without hours for a function."""
    if service.currency:
        return
    others = {
        (function, other.institution, other.country)
        for other in network.services
        if other.id != service.id and not other.currency
        for function in other.functions
    }
    users = [
        unit.id
        for unit in network.institutions.values()
        if unit.kind is not InstitutionKind.LEGACY
        and service.institution in ("", unit.id)
        and service.country in ("", unit.country)
        and any(
            others.isdisjoint({(function, unit.id, ""), (function, "", unit.country), (function, "", "")})
            for function in service.functions
        )
    ]
    if users:
        raise UsageError(
            what=f"the service {service.id} gives the only hours of {_few(users)}",
            where=where,
            mend="move its cut-off or its opening hours instead, or take out the institutions",
        )


def _few(names: Iterable[str]) -> str:
    told = list(names)
    more = f" and {len(told) - _NAMES_MAX} more" if len(told) > _NAMES_MAX else ""
    return ", ".join(told[:_NAMES_MAX]) + more
