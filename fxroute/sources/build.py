"""Institutions, reporting lines, accounts, participations and services, from their records; defaults are filled."""

from fxroute.model import Account, Institution, Participation, ReportingLine, Service
from fxroute.sources.build_hours import build_hours
from fxroute.sources.builder import Builder
from fxroute.sources.schema import (
    AccountRecord,
    InstitutionRecord,
    ParticipationRecord,
    ReportingLineRecord,
    ServiceRecord,
)
from fxroute.sources.unread import unless_unread

__all__ = ["build_account", "build_institution", "build_participation", "build_reporting_line", "build_service"]


def build_institution(record: InstitutionRecord, builder: Builder) -> Institution:
    """Return the institution; legal entity and group default to itself."""
    legal_entity = record.legal_entity or record.id
    return Institution(
        id=record.id,
        name=record.name,
        country=record.country,
        legal_entity=legal_entity,
        group=record.group or legal_entity,
        kind=record.kind,
        provenance=builder.share(record.provenance()),
        city=record.city,
        bic=record.bic,
        lei=record.lei,
        national_bank_code=record.national_bank_code,
    )


def build_reporting_line(record: ReportingLineRecord, builder: Builder) -> ReportingLine:
    """Return the reporting line."""
    return ReportingLine(
        id=record.id, unit=record.unit, reports_to=record.reports_to, provenance=builder.share(record.provenance())
    )


def build_account(record: AccountRecord, builder: Builder) -> Account:
    """Return the account; its place defaults to the side of the servicer."""
    least, most = builder.limits(record, record.currency)
    return Account(
        id=record.id,
        owner=record.owner,
        servicer=record.servicer,
        currency=record.currency,
        place=builder.place(record.place, record.currency, builder.country_of(record.servicer)),
        relation=record.relation,
        provenance=builder.share(record.provenance()),
        crosses_border=record.crosses_border,
        funding_mode=record.funding_mode,
        available_minor=builder.optional_amount(record.available, record.currency, "available"),
        credit_line_minor=builder.optional_amount(record.credit_line, record.currency, "credit_line"),
        minimum_minor=least,
        maximum_minor=most,
    )


def build_participation(record: ParticipationRecord, builder: Builder) -> Participation:
    """Return the access to a system, at the side of the institution."""
    return Participation(
        id=record.id,
        institution=record.institution,
        infrastructure=record.infrastructure,
        currency=record.currency,
        access=record.access,
        provenance=builder.share(record.provenance()),
        settlement_agent=record.settlement_agent,
        place=builder.place(None, record.currency, builder.country_of(record.institution)),
    )


def build_service(record: ServiceRecord, builder: Builder) -> Service:
    """Return the service hours of some institutions."""
    _check_functions(record, builder)
    _check_scope(record, builder)
    return Service(
        id=record.id,
        functions=frozenset(record.functions),
        hours=build_hours(record.hours, builder),
        processing_minutes=builder.share(record.processing_minutes),
        provenance=builder.share(record.provenance()),
        institution=record.institution,
        country=record.country,
        currency=record.currency,
    )


@unless_unread
def _check_functions(record: ServiceRecord, builder: Builder) -> None:
    if not record.functions:
        builder.fault(("functions",), "the list of functions is empty", "give at least one: [credit]")


@unless_unread
def _check_scope(record: ServiceRecord, builder: Builder) -> None:
    if record.institution and record.country:
        what = "both institution and country are given"
        builder.fault(("country",), what, "keep the institution; its country is known")
