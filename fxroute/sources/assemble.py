"""From files to a network or a rate table, whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from fxroute.model import Quote
from fxroute.rates import ForwardPoints, PairConvention
from fxroute.sources.build import (
    Builder,
    build_account,
    build_calendar,
    build_desk,
    build_infrastructure,
    build_institution,
    build_participation,
    build_reporting_line,
    build_service,
    check_validity,
)
from fxroute.sources.build_tariff import build_tariff
from fxroute.sources.content import NetworkContent, RateContent
from fxroute.sources.coverage import check_coverage
from fxroute.sources.fault import FaultList
from fxroute.sources.files import SourceFile
from fxroute.sources.layer import Entry, Stack, stack_files
from fxroute.sources.rate_schema import (
    RATE_RECORDS,
    ConventionRecord,
    ForwardPointsRecord,
    QuoteRecord,
    build_convention,
    build_forward_points,
    build_quote,
)
from fxroute.sources.reference import check_references
from fxroute.sources.relation import check_relations
from fxroute.sources.schema import (
    NETWORK_RECORDS,
    AccountRecord,
    CalendarRecord,
    DeskRecord,
    InfrastructureRecord,
    InstitutionRecord,
    MessagingRecord,
    ParticipationRecord,
    Record,
    ReportingLineRecord,
    ServiceRecord,
    TariffRecord,
)

__all__ = ["read_network", "read_rates"]

_Record = TypeVar("_Record", bound=Record)
_Value = TypeVar("_Value")


@dataclass(slots=True)
class _Workshop:
    """Builds the records of a stack, kind by kind."""

    stack: Stack
    faults: FaultList
    countries: dict[str, str] = field(default_factory=dict)
    shared: dict[object, object] = field(default_factory=dict)

    def all_of(
        self, kind: str, schema: type[_Record], build: Callable[[_Record, Builder], _Value | None]
    ) -> tuple[_Value, ...]:
        """Return the values of a kind that could be built, in the order of their ids."""
        values = []
        for _, entry in sorted(self.stack.of(kind).items()):
            if isinstance(entry.record, schema):
                builder = Builder(entry.spot, self.faults, self.countries, self.shared)
                check_validity(entry.record, builder)
                if (value := build(entry.record, builder)) is not None:
                    values.append(value)
        return tuple(values)


def read_network(files: tuple[SourceFile, ...]) -> NetworkContent:
    """Return the records of a network.

    Raises:
        DataFileErrors: every fault of every file; nothing is kept then.
    """
    faults = FaultList()
    stack = stack_files(files, kinds=NETWORK_RECORDS, other_kinds=RATE_RECORDS, faults=faults)
    workshop = _Workshop(stack, faults, _countries(stack.of("institutions")))
    content = NetworkContent(
        institutions=workshop.all_of("institutions", InstitutionRecord, build_institution),
        reporting_lines=workshop.all_of("reporting_lines", ReportingLineRecord, build_reporting_line),
        accounts=workshop.all_of("accounts", AccountRecord, build_account),
        infrastructures=workshop.all_of("infrastructures", InfrastructureRecord, build_infrastructure),
        participations=workshop.all_of("participations", ParticipationRecord, build_participation),
        desks=workshop.all_of("desks", DeskRecord, build_desk),
        services=workshop.all_of("services", ServiceRecord, build_service),
        calendars=workshop.all_of("calendars", CalendarRecord, build_calendar),
        tariffs=workshop.all_of("tariffs", TariffRecord, build_tariff),
        messaging_relationships=workshop.all_of("messaging_relationships", MessagingRecord, _both_ends),
        sha256="",
    )
    if stack.is_whole:
        check_references(stack, faults)
        check_relations(stack, faults)
        check_coverage(stack, faults)
    faults.raise_any()
    return content.with_sha256(stack.sha256(NETWORK_RECORDS))


def read_rates(files: tuple[SourceFile, ...]) -> RateContent:
    """Return the records of a rate table.

    Raises:
        DataFileErrors: every fault of every file; nothing is kept then.
    """
    faults = FaultList()
    stack = stack_files(files, kinds=RATE_RECORDS, other_kinds=NETWORK_RECORDS, faults=faults)
    workshop = _Workshop(stack, faults)
    quotes: tuple[Quote, ...] = workshop.all_of("rates", QuoteRecord, build_quote)
    points: tuple[ForwardPoints, ...] = workshop.all_of("forward_points", ForwardPointsRecord, build_forward_points)
    conventions: tuple[PairConvention, ...] = workshop.all_of("conventions", ConventionRecord, build_convention)
    faults.raise_any()
    return RateContent(quotes, points, conventions, stack.sha256(RATE_RECORDS))


def _countries(institutions: Mapping[str, Entry]) -> dict[str, str]:
    return {
        key: entry.record.country for key, entry in institutions.items() if isinstance(entry.record, InstitutionRecord)
    }


def _both_ends(record: MessagingRecord, _: Builder) -> tuple[str, str]:
    return record.from_institution, record.to_institution
