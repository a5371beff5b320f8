"""From a route and the network to the facts that rules look at."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from moneyed import Money

from fxroute.compliance.dossier import Dossier
from fxroute.compliance.facts import Facts, LegFacts
from fxroute.compliance.purpose import Purpose
from fxroute.model import (
    BornBy,
    ChargeBearer,
    ChargeFunction,
    Institution,
    Leg,
    LegKind,
    Payment,
    RateSource,
    Route,
    ServiceFunction,
    Taken,
    currency_exponent,
    money_of,
)
from fxroute.network import Network
from fxroute.network.zone import zone_of

__all__ = ["facts_between", "facts_of", "paying_day"]


def paying_day(payment: Payment, network: Network) -> date:
    """Return the day of a payment where the debtor's agent sits, before any way is known."""
    zone = ZoneInfo(zone_of(network, payment.debtor_agent, ServiceFunction.DEBIT))
    return payment.instant.astimezone(zone).date()


def facts_of(
    payment: Payment,
    route: Route,
    *,
    network: Network,
    rates: RateSource,
    purpose: Purpose | None = None,
    dossier: Dossier | None = None,
    day: date | None = None,
) -> Facts:
    """Return the facts of a payment on a route.

    The law of `day` counts; without it, that of the day on which the debtor pays, where the debtor's agent sits.
    """
    first = route.legs[0]
    return _facts(
        payment,
        tuple(_leg(leg, network) for leg in route.legs),
        network=network,
        rates=rates,
        purpose=purpose,
        dossier=dossier,
        day=day or first.starts_at.astimezone(ZoneInfo(first.from_zone)).date(),
        method=route.method,
        prepaid=_prepaid(payment, route),
    )


def facts_between(
    payment: Payment,
    *,
    network: Network,
    rates: RateSource,
    day: date,
    purpose: Purpose | None = None,
    dossier: Dossier | None = None,
) -> Facts:
    """Return the facts of a payment before any way is known: both agents, changing the currency at the debtor's."""
    ends = payment.debtor_agent, payment.creditor_agent
    bare = _facts(payment, (), network=network, rates=rates, purpose=purpose, dossier=dossier, day=day)
    before, after = (_about(bare, currency) for currency in (payment.debtor_currency, payment.creditor_currency))
    moves = [("debit", ends[0], ends[0], before, before)]
    if payment.debtor_currency != payment.creditor_currency:
        moves.append(("conversion", ends[0], ends[0], before, after))
    if ends[0] != ends[1]:
        moves.append(("book_credit", ends[0], ends[1], after, after))
    moves.append(("credit", ends[1], ends[1], after, after))
    legs = tuple(
        LegFacts(
            n=n,
            kind=kind,
            from_id=start,
            to_id=end,
            from_country=network.institutions[start].country,
            to_country=network.institutions[end].country,
            debited=debited,
            credited=credited,
            from_house=_house(network.institutions[start]),
            to_house=_house(network.institutions[end]),
        )
        for n, (kind, start, end, debited, credited) in enumerate(moves, start=1)
    )
    return replace(bare, legs=legs)


def _about(facts: Facts, currency: str) -> Money:
    """The instructed amount in another currency at mid, cut to its minor unit; zero where no rate leads there."""
    value = facts.equivalent(facts.amount, currency) or Fraction(0)
    return money_of(int(value * 10 ** currency_exponent(currency)), currency)


def _facts(
    payment: Payment,
    legs: tuple[LegFacts, ...],
    *,
    network: Network,
    rates: RateSource,
    purpose: Purpose | None,
    dossier: Dossier | None,
    day: date,
    method: str = "serial",
    prepaid: int = 0,
) -> Facts:
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
        legs=legs,
        rates=rates,
        purpose=purpose,
        method=method,
        prepaid_charges=prepaid,
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
        from_house=_house(network.institutions[leg.from_id]),
        to_house=_house(network.institutions[leg.to_id]),
    )


def _house(unit: Institution) -> str:
    return f"{unit.legal_entity}/{unit.country}"


def _prepaid(payment: Payment, route: Route) -> int:
    """Count the charges that the debtor's agent prepays for later agents: its surcharge is one for all of them."""
    if payment.charge_bearer is not ChargeBearer.DEBT:
        return 0
    return sum(
        charge.function is ChargeFunction.SURCHARGE and charge.borne_by is BornBy.DEBTOR
        for leg in route.legs
        for charge in leg.charges
    )
