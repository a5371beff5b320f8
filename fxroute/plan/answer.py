"""The answer: routes, what fell out, and from what it was made; and its exact JSON form.

The JSON keys are stable; amounts and rates are text, instants end in Z, legs count from 1. Equal inputs give equal
bytes, `took_ms` apart, which only edges set.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from fxroute.compliance.rule_base import RuleBase
from fxroute.display import html_of
from fxroute.model import Bounds, Charge, DealtRate, Finding, Leg, Money, Payment, Route, RuledOut
from fxroute.model.overlay import Overlay
from fxroute.network import Network
from fxroute.plan.changes import opening_json
from fxroute.rates import RateTable

__all__ = ["Ground", "Inputs", "Plan", "Window", "finding_json", "question_json", "to_json"]

_Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What an answer was made from: hashes of network, rates and rules, newest quote, version, and what was laid over.

    The hashes of network and rates are those with the overlays.
    """

    network_sha256: str
    rates_sha256: str
    rates_as_of: datetime | None
    version: str
    overlays: tuple[Overlay, ...] = ()
    rules_sha256: str = ""


class Ground:
    """The network, the rates and the rules that a plan stands on: names, hours and sources for whoever shows it.

    It is no part of the answer: plans are compared, copied and pickled without it.
    """

    __slots__ = ("network", "rates", "rules")

    def __init__(self, network: Network, rates: RateTable, rules: RuleBase) -> None:
        """Keep all three."""
        self.network = network
        self.rates = rates
        self.rules = rules

    def __reduce__(self) -> tuple[type[None], tuple[()]]:
        """Leave it behind: a pickled plan would carry the whole network."""
        return type(None), ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All ways worth considering to make one payment.

    `routes` is the exact front under `bounds`, in the named `ordering`. `alternatives` are the next-best ways that the
    front leaves out: without an institution, a conversion or a pair that it rests on. `ruled_out` says what fell
    out and why, if that was asked for; what a rule blocks it always says, and without any route it holds at least one
    typed reason. What the rules say of a route stands on the route; `findings` are the blocks where they left none.
    `carry_rate_percent` is the yearly rate that the ordering `all_in` counts with. `ground` is what names and hours are
    looked up in when the plan is shown.
    """

    payment: Payment
    bounds: Bounds
    ordering: str
    complete: bool
    why_incomplete: str
    routes: tuple[Route, ...]
    alternatives: tuple[Route, ...]
    ruled_out: tuple[RuledOut, ...]
    inputs: Inputs
    labels: int
    findings: tuple[Finding, ...] = ()
    carry_rate_percent: str = "0"
    ground: Ground | None = field(default=None, repr=False, compare=False)

    def to_json(self) -> _Json:
        """Return the stable JSON form, without `took_ms`."""
        return to_json(self)

    def _repr_html_(self) -> str | None:
        """Show the plan in a notebook; without its ground it has only its `repr`."""
        return None if self.ground is None else html_of("plan", self)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of starting instants (both included, UTC) over which the front stays the same.

    Without `complete` there may be ways beside `routes`, and better ones, for the reason given.
    """

    first: datetime
    last: datetime
    routes: tuple[Route, ...]
    complete: bool
    why_incomplete: str

    def is_same_front(self, other: "Window") -> bool:
        """Tell whether another window offers the same ways with the same amounts at the same instants."""
        return self.complete == other.complete and _points(self.routes) == _points(other.routes)


def _points(routes: Sequence[Route]) -> list[tuple[object, ...]]:
    return [(route.id, route.total_debit, route.delivered, route.credited_at) for route in routes]


def question_json(payment: Payment, bounds: Bounds, inputs: Inputs) -> _Json:
    """Return what was asked and from what it is answered: enough to ask it again."""
    return {
        "payment": _payment(payment),
        "as_of": _instant(inputs.rates_as_of),
        "bounds": _bounds(bounds),
        "inputs": {
            "network": {"sha256": inputs.network_sha256},
            "rates": {"sha256": inputs.rates_sha256, "as_of": _instant(inputs.rates_as_of)},
            "rules": {"sha256": inputs.rules_sha256},
            "version": inputs.version,
            "overlays": [
                {"name": overlay.name, "sha256": overlay.sha256, "changes": list(overlay.texts)}
                for overlay in inputs.overlays
            ],
        },
    }


def to_json(plan: Plan) -> _Json:
    """Return the stable JSON form of a plan as plain values."""
    return {
        **question_json(plan.payment, plan.bounds, plan.inputs),
        "complete": plan.complete,
        "why_incomplete": plan.why_incomplete,
        "ordering": plan.ordering,
        "carry_rate_percent": plan.carry_rate_percent,
        "labels": plan.labels,
        "routes": [_route(route) for route in plan.routes],
        "alternatives": [_route(route) for route in plan.alternatives],
        "ruled_out": [
            {
                "option": out.option,
                "reason": out.reason.value,
                "where": out.where,
                "limit": out.limit,
                "value": out.value,
                "opens_if": out.opens_if,
                "openings": [opening_json(opening) for opening in out.openings],
            }
            for out in plan.ruled_out
        ],
        "findings": [finding_json(finding) for finding in plan.findings],
    }


def finding_json(finding: Finding) -> _Json:
    """Return the stable JSON form of a finding."""
    return {
        "rule": finding.rule,
        "version": finding.version,
        "jurisdiction": finding.jurisdiction,
        "verdict": finding.verdict.value,
        "scope": finding.scope.value,
        "leg": finding.leg,
        "missing": list(finding.missing),
        "held": list(finding.held),
        "wrong": list(finding.wrong),
        "unclear": list(finding.unclear),
        "details": [{"item": item, "text": text} for item, text in finding.details],
        "options": [{"item": item, "codes": list(codes)} for item, codes in finding.options],
        "inputs": [{"name": name, "value": value} for name, value in finding.inputs],
        "because": finding.because,
        "untold": finding.is_untold,
        "consequence": finding.consequence,
        "citation": finding.citation,
        "confidence": finding.confidence.value,
    }


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _money(money: Money) -> _Json:
    return {"amount": str(money.amount), "currency": money.currency.code}


def _number(number: Decimal) -> str:
    return format(number, "f")


def _payment(payment: Payment) -> _Json:
    return {
        "instructed_amount": _money(payment.instructed_amount),
        "side": payment.side.value,
        "debtor_currency": payment.debtor_currency,
        "creditor_currency": payment.creditor_currency,
        "debtor": payment.debtor,
        "debtor_agent": payment.debtor_agent,
        "creditor": payment.creditor,
        "creditor_agent": payment.creditor_agent,
        "charge_bearer": payment.charge_bearer.value,
        "charges_from_amount": payment.charges_from_amount,
        "customer": payment.customer.value,
        "purpose": payment.purpose,
        "at": _instant(payment.at),
        "arrive_by": _instant(payment.arrive_by),
    }


def _bounds(bounds: Bounds) -> _Json:
    return {
        "avoid": sorted(bounds.avoid),
        "via": sorted(bounds.via),
        "intermediaries_max": bounds.intermediaries_max,
        "conversions_max": bounds.conversions_max,
        "legs_max": bounds.legs_max,
        "vehicles": None if bounds.vehicles is None else sorted(bounds.vehicles),
        "evidence_floor": bounds.evidence_floor.value,
        "labels_max": bounds.labels_max,
    }


def _route(route: Route) -> _Json:
    return {
        "id": route.id,
        "method": route.method,
        "instructed": _money(route.instructed),
        "total_debit": _money(route.total_debit),
        "delivered": _money(route.delivered),
        "delivered_range": [_money(end) for end in route.delivered_range],
        "debit_range": [_money(end) for end in route.debit_range],
        "delivered_status": route.delivered_status.value,
        "starts_at": _instant(route.starts_at),
        "credited_at": _instant(route.credited_at),
        "credited_range": [_instant(end) for end in route.credited_range],
        "value_date": route.value_date.isoformat(),
        "final_at": _instant(route.final_at),
        "conversions": route.conversions,
        "intermediaries": route.intermediaries,
        "claimed": _money(route.claimed),
        "cost_bp": _number(route.loss.bp),
        "loss_to_mid": {
            **_money(route.loss.amount),
            "charges": _money(route.loss.charges),
            "conversions": [{"leg": leg, **_money(lost)} for leg, lost in route.loss.conversions],
        },
        "evidence": {
            "weakest": route.evidence.weakest.value,
            **{confidence.value: count for confidence, count in route.evidence.counts},
        },
        "provisional": route.provisional,
        "tied": route.tied,
        "because": route.because,
        "without": route.without,
        "break_even_bp": None if route.break_even_bp is None else _number(route.break_even_bp),
        "break_even_against": route.break_even_against,
        "unknowns": list(route.unknowns),
        "legs": [_leg(leg) for leg in route.legs],
        "verdict": route.verdict.value,
        "findings": [finding_json(finding) for finding in route.findings],
    }


def _leg(leg: Leg) -> _Json:
    return {
        "n": leg.n,
        "kind": leg.kind.value,
        "from": leg.from_id,
        "to": leg.to_id,
        "from_bic": leg.from_bic,
        "to_bic": leg.to_bic,
        "via": leg.via,
        "place": leg.place.value,
        "debited": _money(leg.debited),
        "credited": _money(leg.credited),
        "settlement_method": None if leg.settlement_method is None else leg.settlement_method.value,
        "rate": None if leg.rate is None else _rate(leg.rate),
        "charges": [_charge(charge) for charge in leg.charges],
        "starts_at": _instant(leg.starts_at),
        "ends_at": _instant(leg.ends_at),
        "cut_off": _instant(leg.cut_off),
        "value_date": leg.value_date.isoformat(),
        "final_at": _instant(leg.final_at),
        "finality": leg.finality.value,
        "records": list(leg.records),
        "assumptions": list(leg.assumptions),
    }


def _rate(rate: DealtRate) -> _Json:
    return {
        "pair": str(rate.pair),
        "dealt": _number(rate.dealt),
        "mid": _number(rate.mid),
        "spread_bp": _number(rate.spread_bp),
        "status": rate.status.value,
        "valid_until": _instant(rate.valid_until),
        "source": rate.source,
        "quoted_at": _instant(rate.quoted_at),
        "path": list(rate.path),
    }


def _charge(charge: Charge) -> _Json:
    return {
        "agent": charge.agent,
        "function": charge.function.value,
        "amount": _money(charge.amount),
        "range": [_money(charge.low), _money(charge.high)],
        "borne_by": charge.borne_by.value,
        "taken": charge.taken.value,
        "tariff": charge.tariff,
        "estimated": charge.is_estimated,
    }
