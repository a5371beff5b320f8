"""Editing: a network with some records put in, in place of those of the same id, and some left out; the rest shared."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from fxroute.model import (
    Account,
    Calendar,
    Desk,
    Infrastructure,
    Institution,
    Participation,
    ReportingLine,
    Service,
    Tariff,
)
from fxroute.network.network import Network, Record

__all__ = ["edited", "names_of"]

_FIELDS: dict[type[Record], str] = {
    Institution: "institutions",
    ReportingLine: "reporting_lines",
    Account: "accounts",
    Infrastructure: "infrastructures",
    Participation: "participations",
    Desk: "desks",
    Service: "services",
    Calendar: "calendars",
    Tariff: "tariffs",
}
_MAPPINGS = frozenset({"institutions", "infrastructures", "calendars"})


def edited(network: Network, *, put: Iterable[Record] = (), out: frozenset[str] = frozenset()) -> Network:
    """Return a network with records put in and left out; records and kinds without a change are the same objects.

    Args:
        network: what is edited; its hash is kept, a caller derives another.
        put: records that are added, or stand in the place of those of the same id.
        out: ids of records that are left out, with the messaging relationships of institutions among them.
    """
    new = {record.id: record for record in put}
    touched = {type(record) for record in new.values()}
    touched |= {type(network.records[record_id]) for record_id in out}
    kinds = {_FIELDS[kind]: _kind(network, _FIELDS[kind], kind, new, out) for kind in touched}
    records = {key: record for key, record in network.records.items() if key not in out} | new
    pairs = network.messaging_relationships
    if not out.isdisjoint(network.institutions):
        pairs = tuple(pair for pair in pairs if out.isdisjoint(pair))
    return replace(network, **kinds, messaging_relationships=pairs, records=MappingProxyType(records))  # type: ignore[arg-type]  # each kind under its own field


def _kind(
    network: Network, name: str, kind: type[Record], new: dict[str, Record], out: frozenset[str]
) -> tuple[Record, ...] | MappingProxyType[str, Record]:
    held = getattr(network, name)
    kept = {record.id: record for record in (held.values() if name in _MAPPINGS else held) if record.id not in out}
    kept |= {key: record for key, record in new.items() if isinstance(record, kind)}
    ordered = {key: kept[key] for key in sorted(kept)}
    return MappingProxyType(ordered) if name in _MAPPINGS else tuple(ordered.values())


def names_of(record: Record) -> tuple[str, ...]:
    """Return the ids of the records without which this one cannot stand; an unscoped field names none."""
    names: tuple[str, ...]
    match record:
        case Institution():
            names = () if record.legal_entity == record.id else (record.legal_entity,)
        case ReportingLine():
            names = (record.unit, record.reports_to)
        case Account():
            names = (record.owner, record.servicer)
        case Participation():
            names = (record.institution, record.infrastructure, record.settlement_agent)
        case Desk() | Service():
            names = (record.institution, *record.hours.calendars)
        case Infrastructure():
            names = () if record.hours is None else record.hours.calendars
        case Tariff():
            names = (record.institution, record.legal_entity)
        case _:
            names = ()
    return tuple(name for name in names if name)
