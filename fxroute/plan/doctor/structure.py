"""Structure: records that hang in the air, stand twice, or cannot do what they are there for."""

from collections import Counter
from datetime import date

from fxroute.model import Access, InstitutionKind
from fxroute.network import Network
from fxroute.plan.doctor.currencies import CurrencyState, is_usable
from fxroute.plan.doctor.symptom import QuestionKind, Severity, Symptom, SymptomKind, symptom_of
from fxroute.rates import RateTable

__all__ = ["find_currency_faults", "find_oddities", "quoted_together"]


def quoted_together(rates: RateTable) -> frozenset[str]:
    """Return the currencies of the largest set of which each two have a rate, direct or crossed."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph([(pair.base, pair.quote) for pair in rates.list_pairs()])
    pieces = sorted(nx.connected_components(graph), key=lambda piece: (-len(piece), min(piece)))
    return frozenset(pieces[0]) if pieces else frozenset()


def find_currency_faults(states: tuple[CurrencyState, ...]) -> tuple[Symptom, ...]:
    """Return what currencies lack: a rate, settlement days, a desk, a way between all who hold them."""
    unquoted = [state.currency for state in states if not state.has_rate]
    undated = [state.currency for state in states if not state.has_calendar]
    undealt = [state.currency for state in states if not state.desks]
    split = [
        found
        for state in states
        for found in symptom_of(
            SymptomKind.CURRENCY_SPLIT,
            Severity.NOTICE,
            state.outside,
            question=QuestionKind.CORRESPONDENT,
            currency=state.currency,
            pieces=state.pieces,
            joined=state.joined,
            institutions=state.institutions,
        )
    ]
    return (
        *symptom_of(SymptomKind.CURRENCY_WITHOUT_RATE, Severity.WARNING, unquoted, question=QuestionKind.FRESH_RATE),
        *symptom_of(
            SymptomKind.CURRENCY_WITHOUT_CALENDAR, Severity.WARNING, undated, question=QuestionKind.CLOSED_DAYS
        ),
        *symptom_of(SymptomKind.CURRENCY_WITHOUT_DESK, Severity.NOTICE, undealt, question=QuestionKind.DEALER),
        *split,
    )


def find_oddities(
    network: Network, rates: RateTable, held: frozenset[tuple[str, str]], on: date
) -> tuple[Symptom, ...]:
    """Return what the records themselves say of one another that no loading refuses.

    Args:
        network: records.
        rates: the view of the day.
        held: institution and currency wherever some record of the day moves that currency there.
        on: the day.
    """
    return (*_desks(network, rates, held, on), *_accounts(network, on), *_systems(network, on), *_unused(network, on))


def _desks(network: Network, rates: RateTable, held: frozenset[tuple[str, str]], on: date) -> tuple[Symptom, ...]:
    joined = quoted_together(rates)
    desks = [desk for desk in network.desks if desk.provenance.is_valid_on(on)]
    unrated = [desk.id for desk in desks if not {desk.pair.base, desk.pair.quote} <= joined]
    astray = [
        desk.id
        for desk in desks
        if any((desk.institution, side) not in held for side in (desk.pair.base, desk.pair.quote))
    ]
    return (
        *symptom_of(SymptomKind.DESK_WITHOUT_RATE, Severity.WARNING, unrated, question=QuestionKind.FRESH_RATE),
        *symptom_of(SymptomKind.DESK_LEADS_NOWHERE, Severity.NOTICE, astray, question=QuestionKind.CORRESPONDENT),
    )


def _accounts(network: Network, on: date) -> tuple[Symptom, ...]:
    accounts = [account for account in network.accounts if account.provenance.is_valid_on(on)]
    usable = {unit.id for unit in network.institutions.values() if is_usable(unit, on)}
    idle = [account.id for account in accounts if not {account.owner, account.servicer} <= usable]
    drained = [
        account.id
        for account in accounts
        if account.available_minor is not None
        and account.available_minor + (account.credit_line_minor or 0) < max(account.minimum_minor, 1)
    ]
    twins: dict[tuple[str, str, str, str], list[str]] = {}
    for account in accounts:
        twins.setdefault((account.owner, account.servicer, account.currency, account.place), []).append(account.id)
    repeated = [twin for ids in twins.values() if len(ids) > 1 for twin in ids]
    return (
        *symptom_of(SymptomKind.ACCOUNT_UNUSABLE, Severity.WARNING, idle, question=QuestionKind.RENEWAL),
        *symptom_of(SymptomKind.ACCOUNT_NEVER_DRAWN, Severity.WARNING, drained, question=QuestionKind.FUNDS),
        *symptom_of(SymptomKind.ACCOUNT_TWICE, Severity.NOTICE, repeated, question=QuestionKind.DUPLICATE),
    )


def _systems(network: Network, on: date) -> tuple[Symptom, ...]:
    silent = [system.id for system in network.infrastructures.values() if system.hours is None]
    accesses = [access for access in network.participations if access.provenance.is_valid_on(on)]
    direct = Counter((access.infrastructure, access.currency) for access in accesses if access.access is Access.DIRECT)
    exchanging = {system.id for system in network.infrastructures.values() if system.exchanges}
    lonely = sorted({system for (system, _), count in direct.items() if count == 1 and system not in exchanging})
    kept = {frozenset((account.owner, account.servicer)) | {account.currency} for account in network.accounts}
    uncovered = [
        access.id
        for access in accesses
        if access.settlement_agent
        and frozenset((access.institution, access.settlement_agent)) | {access.currency} not in kept
    ]
    return (
        *symptom_of(SymptomKind.SYSTEM_WITHOUT_HOURS, Severity.WARNING, silent, question=QuestionKind.SYSTEM_HOURS),
        *symptom_of(SymptomKind.SYSTEM_OF_ONE, Severity.NOTICE, lonely, question=QuestionKind.CORRESPONDENT),
        *symptom_of(
            SymptomKind.AGENT_WITHOUT_ACCOUNT, Severity.NOTICE, uncovered, question=QuestionKind.SETTLEMENT_ACCOUNT
        ),
    )


def _unused(network: Network, on: date) -> tuple[Symptom, ...]:
    used = {unit for account in network.accounts for unit in (account.owner, account.servicer)}
    used |= {unit for access in network.participations for unit in (access.institution, access.settlement_agent)}
    used |= {unit for line in network.reporting_lines for unit in (line.unit, line.reports_to)}
    idle = [
        unit.id
        for unit in network.institutions.values()
        if unit.id not in used and unit.kind is not InstitutionKind.LEGACY and unit.provenance.is_valid_on(on)
    ]
    return symptom_of(SymptomKind.INSTITUTION_UNUSED, Severity.NOTICE, idle, question=QuestionKind.CORRESPONDENT)
