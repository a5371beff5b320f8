"""Lookup: the record that an id or a BIC means, and the records that speak of it."""

from difflib import get_close_matches

from fxroute.errors import UnknownInstitution
from fxroute.model import Calendar, Desk, Infrastructure, Institution, Service, Tariff
from fxroute.network import Network
from fxroute.network.network import Record

__all__ = ["get_record", "list_services", "list_tariffs", "list_users"]


def get_record(network: Network, wanted: str) -> Record:
    """Return the record of any kind with this id, or the institution with this BIC.

    Raises:
        UnknownInstitution: the network holds neither; the closest three are named.
    """
    found = network.records.get(wanted)
    if found is not None:
        return found
    try:
        return network.get_institution(wanted)
    except UnknownInstitution as error:
        raise UnknownInstitution(
            what=f"{wanted!r} is no id of a record and no BIC of an institution in this network",
            where="network show",
            mend=_closest(wanted, network) or error.mend,
        ) from error


def _closest(wanted: str, network: Network) -> str:
    by_fold = {known.casefold(): known for known in network.records}
    found = [by_fold[fold] for fold in get_close_matches(wanted.casefold(), by_fold)]
    names = {known: getattr(network.records[known], "name", "") for known in found}
    shown = ", ".join(f"{known} ({name})" if name else known for known, name in names.items())
    return f"did you mean {shown}?" if shown else ""


def list_services(network: Network, unit: Institution) -> list[Service]:
    """Return the services that speak of an institution, whatever their scope."""
    return [
        service
        for service in network.services
        if service.institution in ("", unit.id) and service.country in ("", unit.country)
    ]


def list_tariffs(network: Network, unit: Institution) -> list[Tariff]:
    """Return the tariffs that speak of an institution, whatever their scope."""
    return [
        tariff
        for tariff in network.tariffs
        if tariff.institution in ("", unit.id)
        and tariff.legal_entity in ("", unit.legal_entity)
        and tariff.country in ("", unit.country)
    ]


def list_users(network: Network, calendar: Calendar) -> list[str]:
    """Return the ids of the systems, services and desks whose hours name a calendar."""
    timed: tuple[Infrastructure | Service | Desk, ...] = (
        *network.infrastructures.values(),
        *network.services,
        *network.desks,
    )
    return [record.id for record in timed if record.hours is not None and calendar.id in record.hours.calendars]
