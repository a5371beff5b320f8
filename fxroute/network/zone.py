"""Places: the time zone in which an institution's hours are told."""

from fxroute.model import Service, ServiceFunction
from fxroute.network.network import Network

__all__ = ["zone_of"]


def zone_of(network: Network, institution: str, function: ServiceFunction) -> str:
    """Return the zone of an institution's hours for a function, `UTC` where none are known."""
    unit = network.institutions.get(institution)
    fitting = [
        service
        for service in network.services
        if function in service.functions
        and service.institution in ("", institution)
        and service.country in ("", "" if unit is None else unit.country)
    ]
    narrowest = min(fitting, key=_breadth, default=None)
    return "UTC" if narrowest is None else narrowest.hours.time_zone


def _breadth(service: Service) -> tuple[bool, bool, str]:
    return (not service.institution, not service.country, service.id)
