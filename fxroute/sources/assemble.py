"""From files to a network or a rate table, whole or not at all."""

import hashlib

from fxroute.model import Quote
from fxroute.rates import ForwardPoints, PairConvention
from fxroute.rates.contradiction import CONTRADICTION_MEND, contradiction_text, find_contradictions
from fxroute.sources.build import (
    build_account,
    build_institution,
    build_participation,
    build_reporting_line,
    build_service,
)
from fxroute.sources.build_calendar import build_calendar
from fxroute.sources.build_desk import build_desk
from fxroute.sources.build_system import build_infrastructure
from fxroute.sources.build_tariff import build_tariff
from fxroute.sources.builder import Builder
from fxroute.sources.content import NetworkContent, RateContent
from fxroute.sources.coverage import check_coverage
from fxroute.sources.fault import FaultList
from fxroute.sources.files import SourceFile, list_shipped_rule_files
from fxroute.sources.identity import check_identities
from fxroute.sources.layer import Stack, stack_files
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
from fxroute.sources.rule_schema import RULE_RECORDS
from fxroute.sources.schema import (
    NETWORK_RECORDS,
    AccountRecord,
    CalendarRecord,
    DeskRecord,
    InfrastructureRecord,
    InstitutionRecord,
    MessagingRecord,
    ParticipationRecord,
    ReportingLineRecord,
    ServiceRecord,
    TariffRecord,
)
from fxroute.sources.workshop import Workshop

__all__ = ["read_network", "read_rates"]


def read_network(files: tuple[SourceFile, ...]) -> NetworkContent:
    """Return the records of a network.

    Raises:
        DataFileErrors: every fault of every file; nothing is kept then.
    """
    faults = FaultList()
    stack = stack_files(
        files,
        kinds=NETWORK_RECORDS,
        other_kinds={**RATE_RECORDS, **RULE_RECORDS},
        faults=faults,
        elsewhere=list_shipped_rule_files,
    )
    workshop = Workshop(stack, faults, _countries(stack))
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
    for check in (check_references, check_relations, check_identities, check_coverage):
        check(stack, faults)
    faults.raise_any()
    return content.with_sha256(stack.sha256(NETWORK_RECORDS))


def read_rates(files: tuple[SourceFile, ...]) -> RateContent:
    """Return the records of a rate table.

    Raises:
        DataFileErrors: every fault of every file; nothing is kept then.
    """
    faults = FaultList()
    stack = stack_files(
        files,
        kinds=RATE_RECORDS,
        other_kinds={**NETWORK_RECORDS, **RULE_RECORDS},
        faults=faults,
        elsewhere=list_shipped_rule_files,
    )
    workshop = Workshop(stack, faults)
    quotes: tuple[Quote, ...] = workshop.all_of("rates", QuoteRecord, build_quote)
    points: tuple[ForwardPoints, ...] = workshop.all_of("forward_points", ForwardPointsRecord, build_forward_points)
    conventions: tuple[PairConvention, ...] = workshop.all_of("conventions", ConventionRecord, build_convention)
    feeds, own = _origins(stack)
    _check_contradictions(stack, quotes, feeds, faults)
    faults.raise_any()
    sha256 = stack.sha256(RATE_RECORDS)
    if feeds:
        sha256 = hashlib.sha256(repr((sha256, feeds, own)).encode()).hexdigest()
    return RateContent(quotes, points, conventions, sha256, feeds, own)


def _origins(stack: Stack) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the ids of each feed's quotes, the lowest feed first, and of the own quotes beside feeds."""
    by_file: dict[str, list[str]] = {name: [] for name in stack.feed_files}
    own: list[str] = []
    for entry in stack.of("rates").values():
        if not entry.spot.file.is_shipped:
            by_file.get(entry.spot.file.name, own).append(entry.id)
    return tuple(tuple(ids) for ids in by_file.values()), tuple(own) if by_file else ()


def _countries(stack: Stack) -> dict[str, str]:
    units = stack.all_of("institutions", InstitutionRecord)
    return {entry.id: unit.country for entry, unit in units if isinstance(unit.country, str)}


def _both_ends(record: MessagingRecord, _: Builder) -> tuple[str, str]:
    return record.from_institution, record.to_institution


def _check_contradictions(
    stack: Stack, quotes: tuple[Quote, ...], feeds: tuple[tuple[str, ...], ...], faults: FaultList
) -> None:
    """Note a fault at each quote that denies one read before it."""
    order = {key: number for number, key in enumerate(stack.of("rates"))}
    denied: dict[str, Quote] = {}
    for pair in find_contradictions(quotes, feeds):
        first, second = sorted(pair, key=lambda quote: order[quote.id])
        if denied.setdefault(second.id, first) is first:
            spot = stack.of("rates")[second.id].spot
            faults.add(spot, contradiction_text(second, first), CONTRADICTION_MEND)
