"""Deciding: the record of what the rules say of a payment, with everything they looked at."""

from collections.abc import Mapping
from datetime import date, datetime

from fxroute.compliance.check import check
from fxroute.compliance.dossier import Dossier
from fxroute.compliance.evidence.canonical import Json
from fxroute.compliance.evidence.rates import AskedRates
from fxroute.compliance.evidence.record import decision_of
from fxroute.compliance.profile import facts_between, facts_of, paying_day
from fxroute.model import Payment, Route
from fxroute.plan.duties import starts_of
from fxroute.plan.planner import Planner

__all__ = ["decide"]


def decide(
    planner: Planner,
    payment: Payment,
    dossier: Dossier,
    *,
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
        payment: as a plan of this planner has it, with its agents by id.
        dossier: what is on the table.
        route: the way chosen; `None` where there is none.
        told: the instruction as it came.
        inputs: further hashes to record, by name.
        software: versions of what computed it.
        previous: hash of the record before, empty for the first.
        law_day: the day whose law counts; the day on which the debtor pays when left out.
        known_on: the day whose knowledge of the law counts; all that is known when left out.

    Raises:
        InvalidValue: the purpose is not in the rule base.
    """
    instant = payment.at or payment.arrive_by
    assert isinstance(instant, datetime), "a payment has one of the two"
    rates = planner.rates.as_of(instant)
    asked = AskedRates(rates)
    purpose = planner.rules.get_purpose(payment.purpose) if planner.rules.purposes else None
    if route is None:
        facts = facts_between(
            payment,
            network=planner.network,
            rates=asked,
            day=law_day or paying_day(payment, planner.network),
            purpose=purpose,
            dossier=dossier,
        )
    else:
        facts = facts_of(
            payment, route, network=planner.network, rates=asked, purpose=purpose, dossier=dossier, day=law_day
        )
    findings = check(planner.rules, facts, known_on=known_on, with_not_applicable=True)
    hashes = {"network": planner.network.sha256, "rates": rates.sha256, "rules": planner.rules.sha256, **inputs}
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
