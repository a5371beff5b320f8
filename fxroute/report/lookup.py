"""Lookup: the records that speak of an institution or a calendar."""

from fxroute.model import Calendar, Desk, Infrastructure, Institution, Service, Tariff
from fxroute.network import Network

__all__ = ["list_services", "list_tariffs", "list_users"]


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
