"""Permissions: moves that a rule forbids whatever is paid, told to the search before it looks."""

from datetime import date

from moneyed import Money

from fxroute.compliance.checks.catalog import standing_of
from fxroute.compliance.facts import Facts, LegFacts
from fxroute.compliance.item import ItemState
from fxroute.compliance.predicate import View
from fxroute.compliance.rule import Anchor, Rule, RuleScope
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_leg import Clearing
from fxroute.model import ChargeBearer, Confidence, CustomerType, LegKind, Permission, RateSource, Reason, Verdict
from fxroute.network import Network

__all__ = ["Forbidden", "MoveKey", "Permissions", "RulePermission"]

MoveKey = tuple[str, str, str, str, str]
"""A move as the search knows it: kind, from, to, currency, system."""

_OF_A_SYSTEM = frozenset({"receiving_country_in_gcc", "sending_country_in_gcc"})
"""Items that the country of an institution at a system decides alone."""


class RulePermission:
    """Refuses what a rule of the day forbids at a system by the country of who pays through it.

    Rules that look at more than that are left to the check of the routes found.
    """

    def __init__(self, rules: RuleBase, network: Network, rates: RateSource, day: date, known_on: date | None) -> None:
        """Keep the rules that speak of a system alone."""
        self._network = network
        self._rates = rates
        self._day = day
        self._rules = rules
        self.standing = tuple(rule for rule in rules.valid(day, known_on) if _is_standing(rule))
        self._answers: dict[tuple[str, str], str] = {}

    @property
    def key(self) -> tuple[str, ...]:
        """What tells two permissions over one network and one rule base apart."""
        return tuple(rule.id for rule in self.standing)

    def refuses(self, *, kind: str, from_id: str, to_id: str, currency: str, via: str) -> Reason | None:
        """See `Permission`."""
        if not via or kind != LegKind.CLEARING.value:
            return None
        return Reason.RULE_BLOCKED if self.rule_against(from_id, to_id, currency, via) else None

    def rule_against(self, from_id: str, to_id: str, currency: str, via: str) -> str:
        """Return the number of the rule that forbids a move through a system, empty where none does."""
        country = next((self._network.institutions[one].country for one in (from_id, to_id) if one != via), "")
        key = via, country
        if key not in self._answers:
            self._answers[key] = self._forbidding(country, currency, via) if country else ""
        return self._answers[key]

    def _forbidding(self, country: str, currency: str, via: str) -> str:
        system = self._network.infrastructures[via]
        nothing = Money("0", currency)
        leg = LegFacts(
            n=1, kind=LegKind.CLEARING.value, from_id="", to_id="", from_country=country, to_country=country,
            debited=nothing, credited=nothing, via=via, via_country=system.country,
        )  # fmt: skip
        facts = Facts(
            day=self._day, amount=nothing, debtor_currency=currency, creditor_currency=currency,
            debtor_agent_country=country, creditor_agent_country=country, customer=CustomerType.ANY,
            charge_bearer=ChargeBearer.SHAR, legs=(leg,), rates=self._rates,
        )  # fmt: skip
        for rule in self.standing:
            view = View(facts, rule.countries, leg)
            if not facts.touches(rule.countries):
                continue
            if all(predicate.holds(view) is True for predicate in rule.when) and self._is_contrary(rule, view):
                return rule.number
        return ""

    def _is_contrary(self, rule: Rule, view: View) -> bool:
        return any(standing_of(self._rules.items[item], view).state is ItemState.CONTRARY for item in rule.require)


class Forbidden:
    """Refuses some moves of one payment; where there is a system, everything through it is out."""

    def __init__(self, moves: frozenset[MoveKey]) -> None:
        """Keep the moves."""
        self._moves = moves
        self._systems = frozenset(via for *_, via in moves if via)

    def refuses(self, *, kind: str, from_id: str, to_id: str, currency: str, via: str) -> Reason | None:
        """See `Permission`."""
        is_out = via in self._systems or (kind, from_id, to_id, currency, via) in self._moves
        return Reason.RULE_BLOCKED if is_out else None


class Permissions:
    """Refuses what any of several permissions refuses."""

    def __init__(self, *parts: Permission) -> None:
        """Keep the parts, in order."""
        self._parts = parts

    def refuses(self, *, kind: str, from_id: str, to_id: str, currency: str, via: str) -> Reason | None:
        """See `Permission`."""
        for part in self._parts:
            against = part.refuses(kind=kind, from_id=from_id, to_id=to_id, currency=currency, via=via)
            if against is not None:
                return against
        return None


def _is_standing(rule: Rule) -> bool:
    """Tell whether a rule blocks by the system and the country at it, whatever else is paid."""
    is_weak = rule.provenance.confidence.rank > Confidence.MEDIUM.rank
    is_of_system = any(isinstance(one, Clearing) for one in rule.when) and len(rule.when) == 1
    return (
        rule.otherwise is Verdict.BLOCKED
        and not is_weak
        and (rule.anchor is Anchor.EACH or rule.scope is RuleScope.ROUTE)
        and rule.scope in (RuleScope.LEG, RuleScope.ROUTE)
        and is_of_system
        and not rule.unless
        and not rule.together
        and bool(rule.require)
        and _OF_A_SYSTEM.issuperset(rule.require)
    )
