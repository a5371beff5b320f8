"""One institution or payment system for people: everything the network knows of it."""

from collections.abc import Sequence

from fxroute.model import (
    Account,
    Desk,
    Hours,
    Infrastructure,
    Institution,
    LocalTime,
    Participation,
    Price,
    Provenance,
    Service,
    Tariff,
    amount_text,
)
from fxroute.network import Network
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["institution_text"]

_ROWS_MAX = 40


def institution_text(
    network: Network, wanted: str, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return what the network knows of an institution (by id or BIC) or of a payment system (by id).

    Raises:
        UnknownInstitution: the network holds neither; the closest three are named.
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    page = Page(width=width, is_styled=is_styled)
    system = network.infrastructures.get(wanted)
    if system is not None:
        _add_system(page, system, network, notation)
    else:
        _add_institution(page, network.get_institution(wanted), network, notation)
    return page.text()


def _add_institution(page: Page, unit: Institution, network: Network, notation: Notation) -> None:
    words = notation.words
    page.heading(words("named", name=unit.name, id=unit.id))
    place = f"{unit.city}, {unit.country}" if unit.city else unit.country
    page.line(
        words("institution_facts", kind=words(f"institution_{unit.kind}"), place=place, entity=unit.legal_entity),
        indent=2,
    )
    if unit.bic:
        page.line(words("bic", bic=unit.bic), indent=2)
    _add_source(page, unit.provenance, notation)
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
    services = [_service(service, words) for service in network.services if _is_for(service, unit)]
    _add_rows(page, notation, "services", ("function", "hours_of", "id"), services)
    tariffs = [_tariff(tariff, words) for tariff in network.tariffs if _is_priced(tariff, unit)]
    _add_rows(page, notation, "tariffs", ("function", "price", "id"), tariffs)


def _add_system(page: Page, system: Infrastructure, network: Network, notation: Notation) -> None:
    words = notation.words
    page.heading(words("named", name=system.name, id=system.id))
    kind = f"{words(f'system_{system.settlement_type}')}, {words('list_comma').join(system.currencies)}"
    page.line(
        words("institution_facts", kind=kind, place=system.country, entity=system.operator or words("none")), indent=2
    )
    if system.hours is not None:
        page.line(f"{words('hours_of')} {_hours(system.hours)}", indent=2)
    _add_source(page, system.provenance, notation)
    accesses = [access for access in network.participations if access.infrastructure == system.id]
    rows = [_participation(access, access.institution, words) for access in accesses]
    _add_rows(page, notation, "participants", ("institutions", "currency", "access", "id"), rows)


def _add_source(page: Page, provenance: Provenance, notation: Notation) -> None:
    page.line(
        f"{notation.confidence(provenance.confidence)}: {provenance.source} ({provenance.as_of.isoformat()})", indent=2
    )


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
    tiers = "\n".join(
        f"{amount_text(tier.from_minor, desk.tier_currency)} {desk.tier_currency}: {_bp(tier.markup_ppm)}"
        for tier in desk.tiers
    )
    lags = "\n".join(f"T+{lag.business_days}: {_bp(lag.markup_ppm)}" for lag in desk.value_lags)
    return [str(desk.pair), tiers, lags, _hours(desk.hours), desk.id], desk.provenance


def _bp(ppm: int) -> str:
    return f"{ppm / 100:g} bp"


def _service(service: Service, words: Words) -> tuple[list[str], Provenance]:
    functions = words("list_comma").join(words(f"service_{function}") for function in sorted(service.functions))
    return [f"{functions} {service.currency}".strip(), _hours(service.hours), service.id], service.provenance


def _hours(hours: Hours) -> str:
    sessions = [f"{_local(session.opens)}–{_local(session.customer_cut_off)}" for session in hours.sessions]
    return f"{', '.join(dict.fromkeys(sessions))} {hours.time_zone}"


def _local(at: LocalTime) -> str:
    return f"{at.at:%H:%M}{at.day:+d}" if at.day else f"{at.at:%H:%M}"


def _tariff(tariff: Tariff, words: Words) -> tuple[list[str], Provenance]:
    function = f"{words(f'function_{tariff.function}')} {tariff.for_currency}".strip()
    return [function, _price(tariff.likely, tariff.currency), tariff.id], tariff.provenance


def _price(price: Price, currency: str) -> str:
    parts = [f"{currency} {amount_text(price.fixed_minor, currency)}"]
    parts += [
        f"{amount_text(piece.from_minor, currency)}+: {_bp(piece.rate_ppm)}" for piece in price.slices if piece.rate_ppm
    ]
    if price.minimum_minor:
        parts.append(f"≥ {amount_text(price.minimum_minor, currency)}")
    if price.maximum_minor is not None:
        parts.append(f"≤ {amount_text(price.maximum_minor, currency)}")
    return ", ".join(parts)


def _is_for(service: Service, unit: Institution) -> bool:
    return service.institution in ("", unit.id) and service.country in ("", unit.country)


def _is_priced(tariff: Tariff, unit: Institution) -> bool:
    return (
        tariff.institution in ("", unit.id)
        and tariff.legal_entity in ("", unit.legal_entity)
        and tariff.country in ("", unit.country)
    )
