"""Records for machines: JSON in the fields and the notation of data files; unknown amounts are null."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from fxroute.model import (
    Account,
    Band,
    Calendar,
    Desk,
    Hours,
    Infrastructure,
    Institution,
    Participation,
    Price,
    Provenance,
    ReportingLine,
    Service,
    Session,
    Tariff,
    amount_text,
)
from fxroute.network import Network
from fxroute.network.network import Record
from fxroute.report.hours import local_text
from fxroute.report.lookup import list_services, list_tariffs, list_users

__all__ = ["record_json"]

_Json = dict[str, object]
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def record_json(network: Network, wanted: str) -> _Json:
    """Return a record of any kind by its id, an institution by its BIC too; `record_kind` says which kind it is.

    The fields are those of the data files (`data/README.md`), days of a calendar without their names. With an
    institution, a system or a calendar come the records that speak of it.

    Raises:
        UnknownInstitution: the network holds neither; the closest three are named.
    """
    record = network.get_record(wanted, where="network show")
    plain = {"record_kind": _kind(record), **_plain(record)}
    if isinstance(record, Institution):
        return plain | _around_institution(network, record)
    if isinstance(record, Infrastructure):
        found = (access for access in network.participations if access.infrastructure == record.id)
        return plain | {"participations": _all(found)}
    return plain | {"used_by": list_users(network, record)} if isinstance(record, Calendar) else plain


def _kind(record: Record) -> str:
    return "reporting_line" if isinstance(record, ReportingLine) else type(record).__name__.lower()


def _around_institution(network: Network, unit: Institution) -> _Json:
    lines = (line for line in network.reporting_lines if unit.id in (line.unit, line.reports_to))
    return {
        "reporting_lines": _all(lines),
        "accounts": _all(account for account in network.accounts if unit.id in (account.owner, account.servicer)),
        "participations": _all(access for access in network.participations if access.institution == unit.id),
        "desks": _all(desk for desk in network.desks if desk.institution == unit.id),
        "services": _all(list_services(network, unit)),
        "tariffs": _all(list_tariffs(network, unit)),
    }


def _all(records: Iterable[Record]) -> list[_Json]:
    return [_plain(record) for record in records]


def _plain(record: Record) -> _Json:
    return {"id": record.id, **_fields(record), **_provenance(record.provenance)}


def _fields(record: Record) -> _Json:
    match record:
        case Institution():
            return _institution(record)
        case ReportingLine():
            return {"unit": record.unit, "reports_to": record.reports_to}
        case Account():
            return _account(record)
        case Infrastructure():
            return _system(record)
        case Participation():
            return _participation(record)
        case Desk():
            return _desk(record)
        case Service():
            return _service(record)
        case Calendar():
            return _calendar(record)
        case Tariff():
            return _tariff(record)


def _institution(unit: Institution) -> _Json:
    return {
        "name": unit.name,
        "country": unit.country,
        "city": unit.city,
        "kind": unit.kind.value,
        "bic": unit.bic,
        "lei": unit.lei,
        "national_bank_code": unit.national_bank_code,
        "legal_entity": unit.legal_entity,
        "group": unit.group,
    }


def _account(account: Account) -> _Json:
    currency = account.currency
    return {
        "owner": account.owner,
        "servicer": account.servicer,
        "currency": currency,
        "place": account.place.value,
        "relation": account.relation.value,
        "crosses_border": account.crosses_border,
        "funding_mode": account.funding_mode.value if account.funding_mode else None,
        "available": _amount(account.available_minor, currency),
        "credit_line": _amount(account.credit_line_minor, currency),
        "minimum": _amount(account.minimum_minor, currency),
        "maximum": _amount(account.maximum_minor, currency),
    }


def _system(system: Infrastructure) -> _Json:
    return {
        "name": system.name,
        "operator": system.operator,
        "country": system.country,
        "currencies": list(system.currencies),
        "settlement_type": system.settlement_type.value,
        "finality": system.finality.value,
        "processing_minutes": _band(system.processing_minutes),
        "message_standard": system.message_standard,
        "crosses_border": system.crosses_border,
        "minimum": {currency: _amount(amount, currency) for currency, amount in system.minimum_minor},
        "maximum": {currency: _amount(amount, currency) for currency, amount in system.maximum_minor},
        "exchanges": [{"pair": str(one.pair), "markup_bp": _bp(one.markup_ppm)} for one in system.exchanges],
        "hours": None if system.hours is None else _hours(system.hours),
    }


def _participation(access: Participation) -> _Json:
    return {
        "institution": access.institution,
        "infrastructure": access.infrastructure,
        "currency": access.currency,
        "access": access.access.value,
        "settlement_agent": access.settlement_agent,
    }


def _desk(desk: Desk) -> _Json:
    currency = desk.tier_currency
    return {
        "institution": desk.institution,
        "pair": str(desk.pair),
        "place": desk.place.value,
        "dealing": desk.dealing.value,
        "tier_currency": currency,
        "tiers": [
            {"from": _amount(tier.from_minor, currency), "markup_bp": _bp(tier.markup_ppm)} for tier in desk.tiers
        ],
        "value_lags": [
            {"business_days": lag.business_days, "markup_bp": _bp(lag.markup_ppm)} for lag in desk.value_lags
        ],
        "hours": _hours(desk.hours),
        "delivers_at": local_text(desk.delivers_at),
        "processing_minutes": _band(desk.processing_minutes),
        "quote_valid_minutes": desk.quote_valid_minutes,
        "is_pvp": desk.is_pvp,
        "minimum": _amount(desk.minimum_minor, currency),
        "maximum": _amount(desk.maximum_minor, currency),
    }


def _service(service: Service) -> _Json:
    return {
        "functions": sorted(function.value for function in service.functions),
        "institution": service.institution,
        "country": service.country,
        "currency": service.currency,
        "hours": _hours(service.hours),
        "processing_minutes": _band(service.processing_minutes),
    }


def _calendar(calendar: Calendar) -> _Json:
    return {
        "name": calendar.name,
        "country": calendar.country,
        "weekend": [_WEEKDAYS[day - 1] for day in sorted(calendar.weekend)],
        "closed": [day.isoformat() for day in sorted(calendar.closed)],
        "workdays": [day.isoformat() for day in sorted(calendar.workdays)],
        "known_from": calendar.known_from.isoformat(),
        "known_to": calendar.known_to.isoformat(),
        "announced_to": calendar.announced_to.isoformat(),
        "settles": [{"currency": one.currency, "place": one.place.value} for one in calendar.settles],
    }


def _tariff(tariff: Tariff) -> _Json:
    return {
        "function": tariff.function.value,
        "currency": tariff.currency,
        "institution": tariff.institution,
        "legal_entity": tariff.legal_entity,
        "country": tariff.country,
        "for_currency": tariff.for_currency,
        "customer": tariff.customer.value,
        "is_claimed": tariff.is_claimed,
        "reliefs": [
            {"relation": relief.relation.value, "waived_percent": str(relief.waived_percent)}
            for relief in tariff.reliefs
        ],
        "low": _price(tariff.low, tariff.currency),
        "likely": _price(tariff.likely, tariff.currency),
        "high": _price(tariff.high, tariff.currency),
    }


def _price(price: Price, currency: str) -> _Json:
    return {
        "fixed": _amount(price.fixed_minor, currency),
        "slices": [
            {"from": _amount(piece.from_minor, currency), "rate_bp": _bp(piece.rate_ppm)}
            | ({"fixed": _amount(piece.fixed_minor, currency)} if price.is_slab else {})
            for piece in price.slices
        ],
        "minimum": _amount(price.minimum_minor, currency),
        "maximum": _amount(price.maximum_minor, currency),
        "is_slab": price.is_slab,
    }


def _hours(hours: Hours) -> _Json:
    return {
        "calendars": list(hours.calendars),
        "time_zone": hours.time_zone,
        "sessions": [_session(session) for session in hours.sessions],
    }


def _session(session: Session) -> _Json:
    return {
        "name": session.name,
        "opens": local_text(session.opens),
        "cut_off": local_text(session.cut_off),
        "closes": local_text(session.closes),
        "customer_cut_off": local_text(session.customer_cut_off),
        "days": session.days.value,
        "value_next": session.value_next,
        "valid_from": _day(session.valid_from),
        "valid_to": _day(session.valid_to),
        "periods": [[first.isoformat(), last.isoformat()] for first, last in session.periods],
    }


def _provenance(provenance: Provenance) -> _Json:
    return {
        "source": provenance.source,
        "as_of": provenance.as_of.isoformat(),
        "confidence": provenance.confidence.value,
        "valid_from": _day(provenance.valid_from),
        "valid_to": _day(provenance.valid_to),
        "notes": provenance.notes,
    }


def _amount(amount_minor: int | None, currency: str) -> str | None:
    return None if amount_minor is None else amount_text(amount_minor, currency)


def _bp(ppm: int) -> str:
    return format((Decimal(ppm) / 100).normalize(), "f")


def _band(band: Band) -> _Json:
    return {"low": band.low, "likely": band.likely, "high": band.high}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
