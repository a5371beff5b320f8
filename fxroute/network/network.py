"""The immutable network: every record by id, and the questions asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from fxroute.errors import UnknownInstitution
from fxroute.model import (
    Account,
    Calendar,
    Desk,
    Infrastructure,
    Institution,
    Participation,
    Provenance,
    ReportingLine,
    Service,
    Tariff,
)
from fxroute.network.likeness import NameIndex

if TYPE_CHECKING:
    # networkx takes longer to import than a whole query; only `graph()` needs it.
    import networkx as nx

__all__ = ["Network", "Record"]


Record = Institution | ReportingLine | Account | Infrastructure | Participation | Desk | Service | Calendar | Tariff


_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All records of a network, each kind in the order of its ids.

    `sha256` is the hash of the content the network was read from; equal hashes mean equal answers.
    Build one with `Network.of`; files are read by `fxroute.sources`.
    """

    institutions: Mapping[str, Institution]
    reporting_lines: tuple[ReportingLine, ...]
    accounts: tuple[Account, ...]
    infrastructures: Mapping[str, Infrastructure]
    participations: tuple[Participation, ...]
    desks: tuple[Desk, ...]
    services: tuple[Service, ...]
    calendars: Mapping[str, Calendar]
    tariffs: tuple[Tariff, ...]
    messaging_relationships: tuple[tuple[str, str], ...]
    sha256: str
    records: Mapping[str, Record] = field(repr=False, compare=False)

    @classmethod
    def of(
        cls,
        *,
        institutions: tuple[Institution, ...] = (),
        reporting_lines: tuple[ReportingLine, ...] = (),
        accounts: tuple[Account, ...] = (),
        infrastructures: tuple[Infrastructure, ...] = (),
        participations: tuple[Participation, ...] = (),
        desks: tuple[Desk, ...] = (),
        services: tuple[Service, ...] = (),
        calendars: tuple[Calendar, ...] = (),
        tariffs: tuple[Tariff, ...] = (),
        messaging_relationships: tuple[tuple[str, str], ...] = (),
        sha256: str = "",
    ) -> "Network":
        """Order the records by id and index them; ids are unique over all kinds but institutions may not repeat."""
        kinds: tuple[tuple[Record, ...], ...] = (
            institutions,
            reporting_lines,
            accounts,
            infrastructures,
            participations,
            desks,
            services,
            calendars,
            tariffs,
        )
        records: dict[str, Record] = {record.id: record for kind in kinds for record in kind}
        return cls(
            institutions=MappingProxyType(_by_id(institutions)),
            reporting_lines=tuple(_by_id(reporting_lines).values()),
            accounts=tuple(_by_id(accounts).values()),
            infrastructures=MappingProxyType(_by_id(infrastructures)),
            participations=tuple(_by_id(participations).values()),
            desks=tuple(_by_id(desks).values()),
            services=tuple(_by_id(services).values()),
            calendars=MappingProxyType(_by_id(calendars)),
            tariffs=tuple(_by_id(tariffs).values()),
            messaging_relationships=tuple(sorted(messaging_relationships)),
            sha256=sha256,
            records=MappingProxyType(records),
        )

    def get_institution(self, institution: str, *, where: str = "institution") -> Institution:
        """Return the institution with this id, or with this BIC when exactly one unit carries it.

        Raises:
            UnknownInstitution: neither, and the closest three are named; or several carry the BIC, and all are named.
        """
        found = self._of_bic(institution, where)
        if found is not None:
            return found
        raise self._unknown(institution, "no institution of this network", where, self.institutions)

    def get_passage(self, passage: str, *, where: str = "passage") -> Institution | Infrastructure:
        """Return the institution with this id or BIC, or the infrastructure with this id.

        Raises:
            UnknownInstitution: neither, and the closest three are named; or several carry the BIC.
        """
        found = self.infrastructures.get(passage) or self._of_bic(passage, where)
        if found is not None:
            return found
        passages: dict[str, Record] = {**self.institutions, **self.infrastructures}
        raise self._unknown(passage, "no institution or payment system of this network", where, passages)

    def get_record(self, record: str, *, where: str = "record") -> Record:
        """Return the record of any kind with this id, or the institution with this BIC.

        Raises:
            UnknownInstitution: neither, and the closest three are named; or several carry the BIC.
        """
        found = self.records.get(record) or self._of_bic(record, where)
        if found is not None:
            return found
        what = "no record of this network, of any kind, and no BIC of an institution"
        raise self._unknown(record, what, where, self.records)

    def _of_bic(self, institution: str, where: str) -> Institution | None:
        """Return the institution with this id, or with this BIC when exactly one carries it, `None` when none does."""
        found = self.institutions.get(institution)
        if found is not None:
            return found
        wanted = institution.upper().removesuffix("XXX")
        same_bic = [unit for unit in self.institutions.values() if unit.bic.removesuffix("XXX") == wanted and wanted]
        if len(same_bic) > 1:
            raise UnknownInstitution(
                what=f"{institution!r} is the BIC of {len(same_bic)} institutions of this network",
                where=where,
                mend=f"give the id of one: {', '.join(f'{unit.id} ({unit.name})' for unit in same_bic)}",
            )
        return same_bic[0] if same_bic else None

    def _unknown(self, wanted: str, what: str, where: str, records: Mapping[str, Record]) -> UnknownInstitution:
        names = NameIndex.of({key: getattr(record, "name", "") for key, record in records.items()})
        mend = names.question(wanted) or "add it in a file of your own, key institutions"
        return UnknownInstitution(what=f"{wanted!r} is {what}", where=where, mend=mend)

    def provenance_of(self, record_id: str) -> Provenance:
        """Return the provenance of a record of any kind."""
        return self.records[record_id].provenance

    def settlement_calendar(self, currency: str, place: str) -> Calendar | None:
        """Return the calendar that states the settlement days of a currency at a place, if there is one."""
        for calendar in self.calendars.values():
            for settles in calendar.settles:
                if settles.currency == currency and settles.place in (place, "any"):
                    return calendar
        return None

    def graph(self) -> "nx.MultiDiGraph[str]":
        """Return the network as a networkx multigraph, the public face for analysis and drawing.

        Nodes are institutions and infrastructures (attribute `kind`), edges the moves: `book_draw` owner to servicer,
        `book_credit` back, `branch` both ways, `clearing` to and from an infrastructure; each edge has `record`,
        `currency` and `confidence`.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for unit in self.institutions.values():
            graph.add_node(unit.id, kind="institution", name=unit.name, country=unit.country)
        for system in self.infrastructures.values():
            graph.add_node(system.id, kind="infrastructure", name=system.name, country=system.country)
        for tail, head, kind, record, currency in self._moves():
            confidence = self.provenance_of(record).confidence.value
            graph.add_edge(tail, head, kind=kind, record=record, currency=currency, confidence=confidence)
        return graph

    def _moves(self) -> list[tuple[str, str, str, str, str]]:
        moves = []
        for account in self.accounts:
            moves.append((account.owner, account.servicer, "book_draw", account.id, account.currency))
            moves.append((account.servicer, account.owner, "book_credit", account.id, account.currency))
        for line in self.reporting_lines:
            moves.append((line.unit, line.reports_to, "branch", line.id, ""))
            moves.append((line.reports_to, line.unit, "branch", line.id, ""))
        for access in self.participations:
            hub = access.settlement_agent or access.infrastructure
            moves.append((access.institution, hub, "clearing", access.id, access.currency))
            moves.append((hub, access.institution, "clearing", access.id, access.currency))
        return moves


def _by_id(records: tuple[_R, ...]) -> dict[str, _R]:
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}
