"""An institution or a payment system for people: what it is, and every record that speaks of it."""

from collections.abc import Sequence

from fxroute.model import (
    Account,
    Desk,
    Infrastructure,
    Institution,
    Participation,
    Provenance,
    Service,
    Tariff,
)
from fxroute.network import Network
from fxroute.report.facts import Facts, add_facts, source_rows
from fxroute.report.hours import add_sessions, hours_line
from fxroute.report.lookup import list_services, list_tariffs
from fxroute.report.notation import Notation
from fxroute.report.page import Page
from fxroute.report.price import bp_text, lags_text, price_text, tiers_text
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["add_institution", "add_system"]

_ROWS_MAX = 40


def add_institution(page: Page, unit: Institution, network: Network, notation: Notation) -> None:
    """Add an institution with its reporting lines, accounts, participations, desks, services and tariffs."""
    words = notation.words
    place = f"{unit.city}, {unit.country}" if unit.city else unit.country
    page.line(
        words("institution_facts", kind=words(f"institution_{unit.kind}"), place=place, entity=unit.legal_entity),
        indent=2,
    )
    codes = [(words(name), getattr(unit, name)) for name in ("bic", "lei", "national_bank_code")]
    add_facts(page, [*codes, *source_rows(unit.provenance, notation)])
    lines = [line for line in network.reporting_lines if unit.id in (line.unit, line.reports_to)]
    _add_rows(
        page,
        notation,
        "reporting_lines",
        ("id", "from_to"),
        [([line.id, f"{line.unit} → {line.reports_to}"], line.provenance) for line in lines],
    )
    owned = [account for account in network.accounts if account.owner == unit.id]
    serviced = [account for account in network.accounts if account.servicer == unit.id]
    keys = ("servicer", "currency", "relation", "id")
    _add_rows(page, notation, "owned", keys, [_account(account, account.servicer, words) for account in owned])
    keys = ("owner", "currency", "relation", "id")
    _add_rows(page, notation, "serviced", keys, [_account(account, account.owner, words) for account in serviced])
    accesses = [access for access in network.participations if access.institution == unit.id]
    rows = [_participation(access, access.infrastructure, words) for access in accesses]
    _add_rows(page, notation, "participations", ("system", "currency", "access", "id"), rows)
    desks = [_desk(desk) for desk in network.desks if desk.institution == unit.id]
    _add_rows(page, notation, "desks", ("pair", "tiers", "value_lags", "hours_of", "id"), desks)
    services = [_service(service, words) for service in list_services(network, unit)]
    _add_rows(page, notation, "services", ("function", "hours_of", "id"), services)
    tariffs = [_tariff(tariff, words) for tariff in list_tariffs(network, unit)]
    _add_rows(page, notation, "tariffs", ("function", "price", "id"), tariffs)


def add_system(page: Page, system: Infrastructure, network: Network, notation: Notation) -> None:
    """Add a payment system with its sessions and its participants."""
    words = notation.words
    kind = f"{words(f'system_{system.settlement_type}')}, {words('list_comma').join(system.currencies)}"
    page.line(
        words("institution_facts", kind=kind, place=system.country, entity=system.operator or words("none")), indent=2
    )
    add_facts(page, [*_system(system, Facts(network, notation)), *source_rows(system.provenance, notation)])
    if system.hours is None:
        page.line(words("hours_unknown"), indent=2)
    else:
        add_sessions(page, system.hours, words)
    accesses = [access for access in network.participations if access.infrastructure == system.id]
    rows = [_participation(access, access.institution, words) for access in accesses]
    _add_rows(page, notation, "participants", ("institutions", "currency", "access", "id"), rows)


def _system(system: Infrastructure, facts: Facts) -> list[tuple[str, str]]:
    words = facts.words
    comma = words("list_comma")
    limits = {"minimum": system.minimum_minor, "maximum": system.maximum_minor}
    return [
        (words("finality"), words(f"finality_{system.finality}")),
        (words("processing"), facts.minutes(system.processing_minutes)),
        (words("message_standard"), system.message_standard),
        (words("crosses_border"), facts.yes(system.crosses_border)),
        *(
            (words(name), comma.join(facts.amount(amount, currency, "") for currency, amount in amounts))
            for name, amounts in limits.items()
        ),
        (words("exchanges"), comma.join(f"{one.pair}: {bp_text(one.markup_ppm)}" for one in system.exchanges)),
    ]


def _add_rows(
    page: Page,
    notation: Notation,
    title: str,
    keys: Sequence[str],
    rows: Sequence[tuple[list[str], Provenance]],
) -> None:
    if not rows:
        return
    words = notation.words
    page.heading(words(title))
    columns = [Column(words(key)) for key in (*keys, "confidence")]
    page.table(
        columns, [[*cells, notation.confidence(provenance.confidence)] for cells, provenance in rows[:_ROWS_MAX]]
    )
    if len(rows) > _ROWS_MAX:
        page.line(words("more_rows", count=len(rows) - _ROWS_MAX))


def _account(account: Account, other: str, words: Words) -> tuple[list[str], Provenance]:
    return [other, account.currency, words(f"relation_{account.relation}"), account.id], account.provenance


def _participation(access: Participation, other: str, words: Words) -> tuple[list[str], Provenance]:
    through = words(f"access_{access.access}", agent=access.settlement_agent)
    return [other, access.currency, through, access.id], access.provenance


def _desk(desk: Desk) -> tuple[list[str], Provenance]:
    return [str(desk.pair), tiers_text(desk), lags_text(desk), hours_line(desk.hours), desk.id], desk.provenance


def _service(service: Service, words: Words) -> tuple[list[str], Provenance]:
    functions = words("list_comma").join(words(f"service_{function}") for function in sorted(service.functions))
    return [f"{functions} {service.currency}".strip(), hours_line(service.hours), service.id], service.provenance


def _tariff(tariff: Tariff, words: Words) -> tuple[list[str], Provenance]:
    function = f"{words(f'function_{tariff.function}')} {tariff.for_currency}".strip()
    return [function, price_text(tariff.likely, tariff.currency), tariff.id], tariff.provenance
