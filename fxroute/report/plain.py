"""Plain values for machines: what the tables of networks, rates and departures show, as JSON."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fxroute.model import Bounds, Confidence, CurrencyPair, Infrastructure, Institution, Payment, Provenance, Route
from fxroute.network import Network
from fxroute.plan import STALE_AFTER_MINUTES, Inputs, Window, question_json
from fxroute.rates import RateTable
from fxroute.report.network import count_records

__all__ = ["counts_json", "departures_json", "institution_json", "rates_json"]

_Json = dict[str, object]


def counts_json(network: Network, rates: RateTable) -> _Json:
    """Return how many records of each kind there are, in all and by confidence."""
    return {
        "sha256": {"network": network.sha256, "rates": rates.sha256},
        "counts": {
            kind: {
                "records": sum(found.values()),
                **{confidence.value: found.get(confidence, 0) for confidence in Confidence},
            }
            for kind, found in count_records(network, rates).items()
        },
    }


def institution_json(network: Network, wanted: str) -> _Json:
    """Return what the network knows of an institution or a payment system; ids and provenance of each record.

    Raises:
        UnknownInstitution: the network holds neither.
    """
    system = network.infrastructures.get(wanted)
    return _system(network, system) if system is not None else _institution(network, network.get_institution(wanted))


def _institution(network: Network, unit: Institution) -> _Json:
    return {
        "id": unit.id,
        "name": unit.name,
        "country": unit.country,
        "city": unit.city,
        "kind": unit.kind.value,
        "bic": unit.bic,
        "lei": unit.lei,
        "legal_entity": unit.legal_entity,
        "group": unit.group,
        **_provenance(unit.provenance),
        "reporting_lines": [
            {"id": line.id, "unit": line.unit, "reports_to": line.reports_to, **_provenance(line.provenance)}
            for line in network.reporting_lines
            if unit.id in (line.unit, line.reports_to)
        ],
        "accounts": [
            {
                "id": account.id,
                "owner": account.owner,
                "servicer": account.servicer,
                "currency": account.currency,
                "place": account.place.value,
                "relation": account.relation.value,
                **_provenance(account.provenance),
            }
            for account in network.accounts
            if unit.id in (account.owner, account.servicer)
        ],
        "participations": _participations(network, institution=unit.id),
        "desks": [
            {"id": desk.id, "pair": str(desk.pair), "place": desk.place.value, **_provenance(desk.provenance)}
            for desk in network.desks
            if desk.institution == unit.id
        ],
    }


def _system(network: Network, system: Infrastructure) -> _Json:
    return {
        "id": system.id,
        "name": system.name,
        "operator": system.operator,
        "country": system.country,
        "currencies": list(system.currencies),
        "settlement_type": system.settlement_type.value,
        "finality": system.finality.value,
        **_provenance(system.provenance),
        "participations": _participations(network, infrastructure=system.id),
    }


def _participations(network: Network, *, institution: str = "", infrastructure: str = "") -> list[_Json]:
    return [
        {
            "id": access.id,
            "institution": access.institution,
            "infrastructure": access.infrastructure,
            "currency": access.currency,
            "access": access.access.value,
            "settlement_agent": access.settlement_agent,
            **_provenance(access.provenance),
        }
        for access in network.participations
        if institution in ("", access.institution) and infrastructure in ("", access.infrastructure)
    ]


def _provenance(provenance: Provenance) -> _Json:
    return {
        "source": provenance.source,
        "as_of": provenance.as_of.isoformat(),
        "confidence": provenance.confidence.value,
    }


def rates_json(rates: RateTable, pairs: Sequence[CurrencyPair], at: datetime) -> _Json:
    """Return the rates of `pairs` as they were known at an instant; all pairs quoted when none is named.

    Raises:
        MissingRate: no chain of quotes known at `at` joins a pair.
    """
    view = rates.as_of(at)
    found = [view.rate(pair) for pair in pairs or view.list_pairs()]
    return {
        "at": _instant(at),
        "sha256": rates.sha256,
        "rates": [
            {
                "pair": str(rate.pair),
                "bid": format(rate.bid, "f"),
                "offer": format(rate.offer, "f"),
                "mid": format(rate.mid, "f"),
                "quoted_at": _instant(rate.quoted_at),
                "age_minutes": view.age_minutes(rate, at),
                "stale": view.is_stale(rate, at, STALE_AFTER_MINUTES),
                "path": list(rate.path),
                **_provenance(rate.provenance),
            }
            for rate in found
        ],
    }


def departures_json(windows: Sequence[Window], payment: Payment, bounds: Bounds, inputs: Inputs) -> _Json:
    """Return a departure profile: the question, stretches of starts, and the routes of each.

    `inputs` are those of the first start; a quote newer than that begins a stretch of its own.
    """
    return {
        **question_json(payment, bounds, inputs),
        "complete": all(window.complete for window in windows),
        "departures": [
            {
                "first": _instant(window.first),
                "last": _instant(window.last),
                "complete": window.complete,
                "why_incomplete": window.why_incomplete,
                "routes": [_route(route) for route in window.routes],
            }
            for window in windows
        ],
    }


def _route(route: Route) -> _Json:
    return {
        "id": route.id,
        "total_debit": {"amount": str(route.total_debit.amount), "currency": route.total_debit.currency.code},
        "delivered": {"amount": str(route.delivered.amount), "currency": route.delivered.currency.code},
        "credited_at": _instant(route.credited_at),
        "conversions": route.conversions,
        "intermediaries": route.intermediaries,
    }


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
