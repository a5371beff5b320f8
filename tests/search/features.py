"""Counterfactual cases: the same question with one feature of the network or the payment taken away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from fxroute.model import (
    Bounds,
    ChargeBearer,
    CurrencyPair,
    Hours,
    Infrastructure,
    Place,
    Price,
    Provenance,
    Session,
    money_of,
)
from fxroute.network import Network
from tests.search.networks import Case
from tests.search.parts import FixedRates, clock

Value = TypeVar("Value")

UNDIVIDED = "TWD"
"""What the yuan is called where its sides are taken away: another currency with two decimals."""


def rebuilt(case: Case, **kinds: tuple[object, ...]) -> Case:
    """The case with some kinds of records replaced."""
    network = case.network
    records: dict[str, tuple[object, ...]] = {
        "institutions": tuple(network.institutions.values()),
        "reporting_lines": network.reporting_lines,
        "accounts": network.accounts,
        "infrastructures": tuple(network.infrastructures.values()),
        "participations": network.participations,
        "desks": network.desks,
        "services": network.services,
        "calendars": tuple(network.calendars.values()),
        "tariffs": network.tariffs,
    }
    return replace(case, network=Network.of(**(records | kinds)))  # type: ignore[arg-type]  # the rebuilt value has the same kind


def without_limit(case: Case) -> Case:
    """No payment is too large."""
    accounts = (replace(a, maximum_minor=None, available_minor=None) for a in case.network.accounts)
    systems = (replace(s, maximum_minor=()) for s in case.network.infrastructures.values())
    desks = (replace(desk, maximum_minor=None) for desk in case.network.desks)
    return rebuilt(case, accounts=tuple(accounts), infrastructures=tuple(systems), desks=tuple(desks))


def without_minimum(case: Case) -> Case:
    """No payment is too small."""
    accounts = (replace(account, minimum_minor=0) for account in case.network.accounts)
    systems = (replace(system, minimum_minor=()) for system in case.network.infrastructures.values())
    desks = (replace(desk, minimum_minor=0) for desk in case.network.desks)
    return rebuilt(case, accounts=tuple(accounts), infrastructures=tuple(systems), desks=tuple(desks))


def without_closure(case: Case) -> Case:
    """Every day is a business day."""
    nothing: frozenset[date] = frozenset()
    calendars = (replace(calendar, weekend=frozenset(), closed=nothing) for calendar in case.network.calendars.values())
    return rebuilt(case, calendars=tuple(calendars))


def with_hours(case: Case, change: Callable[[Hours], Hours]) -> Case:
    network = case.network
    services = (replace(service, hours=change(service.hours)) for service in network.services)
    desks = (replace(desk, hours=change(desk.hours)) for desk in network.desks)
    systems = (replace(s, hours=s.hours and change(s.hours)) for s in network.infrastructures.values())
    return rebuilt(case, services=tuple(services), desks=tuple(desks), infrastructures=tuple(systems))


def without_cut_off(case: Case) -> Case:
    """Whoever is open on a day is so from midnight to midnight."""
    midnight, next_midnight = clock("00:00"), clock("00:00+1")
    whole = Session(
        name="", opens=midnight, cut_off=next_midnight, closes=next_midnight, customer_cut_off=next_midnight
    )
    return with_hours(case, lambda hours: replace(hours, sessions=(whole,)))


def without_session_rules(case: Case) -> Case:
    """Every session is held on every business day, and for that day."""

    def plain(hours: Hours) -> Hours:
        sessions = (
            Session(
                name=session.name,
                opens=session.opens,
                cut_off=session.cut_off,
                closes=session.closes,
                customer_cut_off=session.cut_off,
            )
            for session in hours.sessions
        )
        return replace(hours, sessions=tuple(sessions))

    return with_hours(case, plain)


def without_bearer(case: Case) -> Case:
    """Both bear their own charges, the debtor's come on top."""
    payment = replace(case.payment, charge_bearer=ChargeBearer.SHAR, charges_from_amount=False)
    return replace(case, payment=payment)


def with_prices(case: Case, change: Callable[[Price], Price]) -> Case:
    tariffs = (
        replace(tariff, low=Price(), likely=change(tariff.likely), high=Price()) for tariff in case.network.tariffs
    )
    return rebuilt(case, tariffs=tuple(tariffs))


def without_band(case: Case) -> Case:
    """The first slice prices everything, slab or not."""

    def flat(price: Price) -> Price:
        return replace(price, slices=tuple(replace(part, from_minor=0) for part in price.slices[:1]))

    return with_prices(case, flat)


def without_slab(case: Case) -> Case:
    """What were slabs are marginal slices."""

    def marginal(price: Price) -> Price:
        slices = tuple(replace(part, fixed_minor=0) for part in price.slices)
        return replace(price, slices=slices, is_slab=False)

    return with_prices(case, marginal)


def without_relief(case: Case) -> Case:
    return rebuilt(case, tariffs=tuple(replace(tariff, reliefs=()) for tariff in case.network.tariffs))


def without_claims(case: Case) -> Case:
    """Later charges are prepaid by the surcharge and not claimed."""
    return rebuilt(case, tariffs=tuple(replace(tariff, is_claimed=False) for tariff in case.network.tariffs))


def without_tiers(case: Case) -> Case:
    """A desk has one markup, that of small deals."""
    return rebuilt(case, desks=tuple(replace(desk, tiers=desk.tiers[:1]) for desk in case.network.desks))


def without_value_lags(case: Case) -> Case:
    """A desk delivers at the first of its value dates only."""
    return rebuilt(case, desks=tuple(replace(desk, value_lags=desk.value_lags[:1]) for desk in case.network.desks))


def without_exchange(case: Case) -> Case:
    systems = tuple(replace(system, exchanges=()) for system in case.network.infrastructures.values())
    return rebuilt(case, infrastructures=systems)


def without_sponsors(case: Case) -> Case:
    """There are no indirect participants."""
    return rebuilt(case, participations=tuple(a for a in case.network.participations if not a.settlement_agent))


def without_lines(case: Case) -> Case:
    return rebuilt(case, reporting_lines=())


def without_bounds(case: Case) -> Case:
    return replace(case, bounds=Bounds())


def without_validity(case: Case) -> Case:
    """Every record is valid on every day."""

    def lasting(record: Value) -> Value:
        provenance: Provenance = record.provenance  # type: ignore[attr-defined]  # the rebuilt value has the same kind
        unending = replace(provenance, valid_from=None, valid_to=None)
        return replace(record, provenance=unending)  # type: ignore[type-var]  # the rebuilt value has the same kind

    network = case.network
    return rebuilt(
        case,
        institutions=tuple(lasting(unit) for unit in network.institutions.values()),
        reporting_lines=tuple(map(lasting, network.reporting_lines)),
        accounts=tuple(map(lasting, network.accounts)),
        infrastructures=tuple(map(lasting, network.infrastructures.values())),
        participations=tuple(map(lasting, network.participations)),
        desks=tuple(map(lasting, network.desks)),
        services=tuple(map(lasting, network.services)),
        tariffs=tuple(map(lasting, network.tariffs)),
    )


def without_place(case: Case) -> Case:
    """The yuan is called by another name, so that no law divides it; all else stays."""

    def renamed(currency: str) -> str:
        return UNDIVIDED if currency == "CNY" else currency

    def pair(old: CurrencyPair) -> CurrencyPair:
        return CurrencyPair(renamed(old.base), renamed(old.quote))

    network, payment, rates = case.network, case.payment, case.rates
    money = payment.instructed_amount
    changed = rebuilt(
        case,
        accounts=tuple(
            replace(a, currency=renamed(a.currency), place=Place.ANY, crosses_border=False) for a in network.accounts
        ),
        infrastructures=tuple(_undivided(system, renamed, pair) for system in network.infrastructures.values()),
        participations=tuple(replace(a, currency=renamed(a.currency)) for a in network.participations),
        desks=tuple(
            replace(d, pair=pair(d.pair), place=Place.ANY, tier_currency=renamed(d.tier_currency))
            for d in network.desks
        ),
        services=tuple(replace(service, currency=renamed(service.currency)) for service in network.services),
        calendars=tuple(
            replace(c, settles=tuple(type(s)(renamed(s.currency), Place.ANY) for s in c.settles))
            for c in network.calendars.values()
        ),
        tariffs=tuple(
            replace(t, currency=renamed(t.currency), for_currency=renamed(t.for_currency)) for t in network.tariffs
        ),
    )
    vehicles = case.bounds.vehicles
    return replace(
        changed,
        rates=FixedRates(
            {pair(old): sides for old, sides in rates.sides.items()},
            {pair(old): confidence for old, confidence in rates.confidence.items()},
        ),
        payment=replace(
            payment,
            instructed_amount=money_of(payment.instructed_minor, renamed(money.currency.code)),
            debtor_currency=renamed(payment.debtor_currency),
            creditor_currency=renamed(payment.creditor_currency),
        ),
        bounds=replace(case.bounds, vehicles=vehicles and frozenset(map(renamed, vehicles))),
    )


def _undivided(
    system: Infrastructure, renamed: Callable[[str], str], pair: Callable[[CurrencyPair], CurrencyPair]
) -> Infrastructure:
    return replace(
        system,
        currencies=tuple(map(renamed, system.currencies)),
        minimum_minor=tuple((renamed(currency), amount) for currency, amount in system.minimum_minor),
        maximum_minor=tuple((renamed(currency), amount) for currency, amount in system.maximum_minor),
        exchanges=tuple(replace(exchange, pair=pair(exchange.pair)) for exchange in system.exchanges),
    )


FEATURES: dict[str, tuple[Callable[[Case], Case], float]] = {
    "limit": (without_limit, 0.1),
    "minimum": (without_minimum, 0.1),
    "closure": (without_closure, 0.1),
    "cut-off": (without_cut_off, 0.1),
    "bearer": (without_bearer, 0.1),
    "band": (without_band, 0.1),
    "slab": (without_slab, 0.1),
    "place": (without_place, 0.1),
    "tiers": (without_tiers, 0.03),
    "value lags": (without_value_lags, 0.03),
    "session rules": (without_session_rules, 0.03),
    "bounds": (without_bounds, 0.03),
    "validity": (without_validity, 0.03),
    "lines": (without_lines, 0.01),
    "sponsors": (without_sponsors, 0.01),
    "exchange": (without_exchange, 0.01),
    "relief": (without_relief, 0.01),
    "claims": (without_claims, 0.01),
}
"""What can be taken away, how, and the least share of networks whose front it has to change."""
