"""Plain values for machines: what the tables of networks, rates and departures show, as JSON."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fxroute.model import Bounds, Confidence, CurrencyPair, Payment, Provenance, Route
from fxroute.network import Network
from fxroute.plan import STALE_AFTER_MINUTES, Inputs, Window, question_json
from fxroute.rates import RateTable
from fxroute.report.network import count_records

__all__ = ["counts_json", "departures_json", "rates_json"]

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
