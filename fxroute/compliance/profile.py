"""From a route and the network to the facts that rules look at."""

from zoneinfo import ZoneInfo

from fxroute.compliance.dossier import Dossier
from fxroute.compliance.facts import Facts, LegFacts
from fxroute.compliance.purpose import Purpose
from fxroute.model import (
    BornBy,
    ChargeBearer,
    ChargeFunction,
    Leg,
    LegKind,
    Payment,
    RateSource,
    Route,
    Taken,
)
from fxroute.network import Network

__all__ = ["facts_of"]


def facts_of(
    payment: Payment,
    route: Route,
    *,
    network: Network,
    rates: RateSource,
    purpose: Purpose | None = None,
    dossier: Dossier | None = None,
) -> Facts:
    """Return the facts of a payment on a route. The day of law is the day of the first leg, where the debtor pays."""
    first = route.legs[0]
    day = first.starts_at.astimezone(ZoneInfo(first.from_zone)).date()
    units = network.institutions
    return Facts(
        day=day,
        amount=payment.instructed_amount,
        debtor_currency=payment.debtor_currency,
        creditor_currency=payment.creditor_currency,
        debtor_agent_country=units[payment.debtor_agent].country,
        creditor_agent_country=units[payment.creditor_agent].country,
        customer=payment.customer,
        charge_bearer=payment.charge_bearer,
        legs=tuple(_leg(leg, network) for leg in route.legs),
        rates=rates,
        purpose=purpose,
        method=route.method,
        prepaid_charges=_prepaid(payment, route),
        dossier=dossier or Dossier(),
    )


def _leg(leg: Leg, network: Network) -> LegFacts:
    system = network.infrastructures.get(leg.via)
    return LegFacts(
        n=leg.n,
        kind=leg.kind.value,
        from_id=leg.from_id,
        to_id=leg.to_id,
        from_country=network.institutions[leg.from_id].country,
        to_country=network.institutions[leg.to_id].country,
        debited=leg.debited,
        credited=leg.credited,
        via="" if system is None else leg.via,
        via_country="" if system is None else system.country,
        # The engine clears between direct participants only; an indirect one pays over its settlement agent's account.
        access="direct" if leg.kind is LegKind.CLEARING else "",
        has_deducted=any(charge.taken is Taken.DEDUCTED for charge in leg.charges),
    )


def _prepaid(payment: Payment, route: Route) -> int:
    """Count the charges that the debtor's agent prepays for later agents: its surcharge is one for all of them."""
    if payment.charge_bearer is not ChargeBearer.DEBT:
        return 0
    return sum(
        charge.function is ChargeFunction.SURCHARGE and charge.borne_by is BornBy.DEBTOR
        for leg in route.legs
        for charge in leg.charges
    )
