"""Deciding: the record of what the rules say of a payment, with everything they looked at."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fxroute.compliance.dossier import Dossier
from fxroute.compliance.evidence.canonical import Json
from fxroute.compliance.evidence.rates import AskedRates
from fxroute.compliance.evidence.record import decision_of
from fxroute.model import Bounds, Payment, Route
from fxroute.plan.duties import starts_of
from fxroute.plan.planner import Planner

__all__ = ["decide"]


def decide(
    planner: Planner,
    payment: Payment,
    dossier: Dossier,
    *,
    bounds: Bounds,
    route: Route | None,
    told: Json,
    inputs: Mapping[str, str],
    software: Mapping[str, str],
    previous: str,
    law_day: date | None = None,
    known_on: date | None = None,
) -> dict[str, Json]:
    """Check a payment and return the record of it; the same inputs give the same bytes.

    Args:
        planner: network, rates and rules.
        payment: what is paid.
        dossier: what is on the table.
        bounds: limits on the best way, which is looked at where none is chosen.
        route: the way chosen; `None` where there is none.
        told: the instruction as it came.
        inputs: further hashes to record, by name.
        software: versions of what computed it.
        previous: hash of the record before, empty for the first.
        law_day: the day whose law counts; the day on which the debtor pays when left out.
        known_on: the day whose knowledge of the law counts; all that is known when left out.

    Raises:
        InvalidValue: the purpose is not in the rule base.
        UnknownInstitution: an agent or a bound names nobody in the network.
    """
    case, way = planner.case(payment, dossier, bounds=bounds, route=route, law_day=law_day, known_on=known_on)
    asked = AskedRates(case.rates)
    case = replace(case, rates=asked)
    facts = case.facts(way)
    findings = case.findings(facts, with_not_applicable=True)
    hashes = {"network": planner.network.sha256, "rates": asked.sha256, "rules": planner.rules.sha256, **inputs}
    return decision_of(
        facts=facts,
        rates=asked,
        findings=findings,
        rules=planner.rules,
        starts={} if route is None else starts_of(route),
        payment=told,
        inputs=hashes,
        known_on=known_on,
        route_id="" if route is None else route.id,
        software=software,
        previous=previous,
    )
