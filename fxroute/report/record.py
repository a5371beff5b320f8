"""One record of any kind for people: everything the network knows of it."""

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
from fxroute.network import Network
from fxroute.network.network import Record
from fxroute.report.calendar import add_calendar
from fxroute.report.facts import Facts, add_facts, source_rows
from fxroute.report.hours import add_sessions, local_text
from fxroute.report.institution import add_institution, add_system
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.price import lags_text, price_rows, tiers_text
from fxroute.report.words import Words

__all__ = ["record_text"]


def record_text(network: Network, wanted: str, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return what the network knows of a record of any kind, by its id; of an institution, by its BIC too.

    Raises:
        UnknownInstitution: the network holds neither; the closest three are named.
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    record = network.get_record(wanted, where="network show")
    page = Page(width=width, is_styled=is_styled)
    page.heading(_heading(record, notation.words))
    _add_record(page, record, network, notation)
    return page.text()


def _heading(record: Record, words: Words) -> str:
    if isinstance(record, Institution | Infrastructure | Calendar):
        return words("named", name=record.name, id=record.id)
    kinds = {
        ReportingLine: "reporting_line",
        Account: "account",
        Participation: "participation",
        Desk: "desk",
        Service: "service",
        Tariff: "tariff",
    }
    return words("record_heading", kind=words(f"record_{kinds[type(record)]}"), id=record.id)


def _add_record(page: Page, record: Record, network: Network, notation: Notation) -> None:
    if isinstance(record, Institution):
        add_institution(page, record, network, notation)
    elif isinstance(record, Infrastructure):
        add_system(page, record, network, notation)
    elif isinstance(record, Calendar):
        add_calendar(page, record, network, notation)
    else:
        rows = _rows(record, Facts(network, notation))
        add_facts(page, [*rows, *source_rows(record.provenance, notation)])
    if isinstance(record, Desk | Service):
        add_sessions(page, record.hours, notation.words)


def _rows(
    record: ReportingLine | Account | Participation | Desk | Service | Tariff, facts: Facts
) -> list[tuple[str, str]]:
    match record:
        case ReportingLine():
            return _reporting_line(record, facts)
        case Account():
            return _account(record, facts)
        case Participation():
            return _participation(record, facts)
        case Desk():
            return _desk(record, facts)
        case Service():
            return _service(record, facts)
        case Tariff():
            return _tariff(record, facts)


def _reporting_line(line: ReportingLine, facts: Facts) -> list[tuple[str, str]]:
    words = facts.words
    return [(words("unit"), facts.name(line.unit)), (words("reports_to"), facts.name(line.reports_to))]


def _account(account: Account, facts: Facts) -> list[tuple[str, str]]:
    words, currency = facts.words, account.currency
    return [
        (words("owner"), facts.name(account.owner)),
        (words("servicer"), facts.name(account.servicer)),
        (words("currency"), currency),
        (words("place"), facts.place(account.place)),
        (words("relation"), words(f"relation_{account.relation}")),
        (words("crosses_border"), facts.yes(account.crosses_border)),
        (words("funding_mode"), words(f"funding_{account.funding_mode}") if account.funding_mode else ""),
        (words("available"), facts.amount(account.available_minor, currency, words("unknown"))),
        (words("credit_line"), facts.amount(account.credit_line_minor, currency, words("unknown"))),
        *facts.limits(account.minimum_minor, account.maximum_minor, currency),
    ]


def _participation(access: Participation, facts: Facts) -> list[tuple[str, str]]:
    words = facts.words
    return [
        (words("institution"), facts.name(access.institution)),
        (words("system"), facts.name(access.infrastructure)),
        (words("currency"), access.currency),
        (words("place"), facts.place(access.place)),
        (words("access"), words(f"access_{access.access}", agent=access.settlement_agent)),
    ]


def _desk(desk: Desk, facts: Facts) -> list[tuple[str, str]]:
    words = facts.words
    return [
        (words("institution"), facts.name(desk.institution)),
        (words("pair"), str(desk.pair)),
        (words("place"), facts.place(desk.place)),
        (words("dealing"), words(f"dealing_{desk.dealing}")),
        (words("is_pvp"), facts.yes(desk.is_pvp)),
        (words("tiers"), tiers_text(desk)),
        (words("value_lags"), lags_text(desk)),
        (words("delivers_at"), local_text(desk.delivers_at)),
        (words("processing"), facts.minutes(desk.processing_minutes)),
        (words("quote_valid"), facts.notation.duration(desk.quote_valid_minutes)),
        *facts.limits(desk.minimum_minor, desk.maximum_minor, desk.tier_currency),
    ]


def _service(service: Service, facts: Facts) -> list[tuple[str, str]]:
    words = facts.words
    functions = (words(f"service_{function}") for function in sorted(service.functions))
    return [
        (words("function"), words("list_comma").join(functions)),
        (words("scope"), facts.scope(service.institution, "", service.country)),
        (words("for_currency"), service.currency or words("any_currency")),
        (words("processing"), facts.minutes(service.processing_minutes)),
    ]


def _tariff(tariff: Tariff, facts: Facts) -> list[tuple[str, str]]:
    words = facts.words
    reliefs = (
        words("relief", percent=relief.waived_percent, relation=words(f"relation_{relief.relation}"))
        for relief in tariff.reliefs
    )
    return [
        (words("function"), words(f"function_{tariff.function}")),
        (words("scope"), facts.scope(tariff.institution, tariff.legal_entity, tariff.country)),
        (words("customer"), words(f"customer_{tariff.customer}")),
        (words("for_currency"), tariff.for_currency or words("any_currency")),
        *price_rows(tariff, words),
        (words("reliefs"), words("list_comma").join(reliefs)),
        (words("later_charges"), words("later_claimed") if tariff.is_claimed else ""),
    ]
