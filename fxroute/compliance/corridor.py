"""What the rules may ask of a kind of payment between two countries, before there is any payment.

A rule may ask where nothing that is known of such a payment denies that it applies: the countries, the direction, the
purposes, the kind of customer. Amounts, ways and whatever only a dossier tells stay open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from moneyed import Money

from fxroute.compliance.facts import Facts, LegFacts
from fxroute.compliance.predicate import Predicate, View
from fxroute.compliance.purpose import Purpose
from fxroute.compliance.rule import Rule
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_dossier import CircumstanceIs, CounterpartyCountry, CreditorHasIban
from fxroute.compliance.say_of_payment import (
    CrossBorder,
    Customer,
    DirectionIs,
    PurposeClear,
    PurposeIs,
    RoleIs,
    TradeIs,
)
from fxroute.errors import MissingRate
from fxroute.model import ChargeBearer, CurrencyPair, CustomerType

__all__ = ["Asked", "Corridor", "asked_facts", "asked_items", "special_circumstances"]

_DECIDING = (
    CounterpartyCountry, CreditorHasIban, CrossBorder, Customer, DirectionIs, PurposeClear, PurposeIs, RoleIs, TradeIs,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """A kind of payment: from which country into which, for which purposes, by which kind of customer."""

    from_country: str
    to_country: str
    purposes: tuple[Purpose, ...]
    customer: CustomerType = CustomerType.CORPORATE


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that rules may ask for, by its name: which rules, and for which purposes of the corridor."""

    name: str
    rules: tuple[Rule, ...]
    purposes: tuple[str, ...]


@dataclass(slots=True)
class _Asking:
    """Who asks for what, as it is found."""

    rules: dict[str, dict[str, Rule]] = field(default_factory=dict)
    purposes: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, name: str, rule: Rule, purpose: str) -> None:
        self.rules.setdefault(name, {})[rule.number] = rule
        self.purposes.setdefault(name, {})[purpose] = None

    def found(self) -> tuple[Asked, ...]:
        return tuple(
            Asked(name, tuple(rules.values()), tuple(self.purposes[name])) for name, rules in self.rules.items()
        )


class _NoRates:
    """Rates of nothing: there is no amount yet."""

    sha256 = ""

    def rate(self, pair: CurrencyPair) -> NoReturn:
        raise MissingRate(what=f"there is no rate of {pair}", where="corridor", mend="ask with a payment")


def asked_items(rules: RuleBase, corridor: Corridor, *, day: date, known_on: date | None = None) -> tuple[Asked, ...]:
    """Return the ids of the items that rules in force may ask for on a corridor, in the order of the rules.

    Args:
        rules: the rule base.
        corridor: the kind of payment.
        day: the day whose law counts.
        known_on: the day whose knowledge of the law counts; all that is known when left out.
    """
    asking = _Asking()
    for rule, purpose in _speaking(rules, corridor, day, known_on):
        for item in rule.require:
            asking.add(item, rule, purpose)
    return asking.found()


def asked_facts(rules: RuleBase, corridor: Corridor, *, day: date, known_on: date | None = None) -> tuple[Asked, ...]:
    """Return the facts that decide whether rules of a corridor apply, named as the predicates name them."""
    asking = _Asking()
    for rule, purpose in _speaking(rules, corridor, day, known_on):
        for predicate in rule.when:
            if not isinstance(predicate, _DECIDING):
                asking.add(predicate.fact, rule, purpose)
    return asking.found()


def special_circumstances(
    rules: RuleBase, corridor: Corridor, *, day: date, known_on: date | None = None
) -> tuple[Asked, ...]:
    """Return the circumstances under which further rules of a corridor apply."""
    asking = _Asking()
    for rule, purpose in _speaking(rules, corridor, day, known_on, is_special=True):
        for predicate in rule.when:
            if isinstance(predicate, CircumstanceIs):
                for circumstance in sorted(predicate.circumstances):
                    asking.add(circumstance.value, rule, purpose)
    return asking.found()


def _speaking(
    rules: RuleBase, corridor: Corridor, day: date, known_on: date | None, *, is_special: bool = False
) -> Iterator[tuple[Rule, str]]:
    """Yield each rule that may apply with each purpose for which it may."""
    valid = {rule.number: rule for rule in rules.valid(day, known_on)}
    for purpose in corridor.purposes:
        facts = _facts(corridor, purpose, day)
        for rule in valid.values():
            if not _may_apply(rule, facts, is_special=is_special):
                continue
            linked = [valid[number] for number in rule.together if number in valid]
            is_joined = not rule.together or any(_may_apply(one, facts, is_special=is_special) for one in linked)
            is_excepted = any(link.rule in valid and _must_apply(valid[link.rule], facts) for link in rule.unless)
            if is_joined and not is_excepted:
                yield rule, purpose.id


def _may_apply(rule: Rule, facts: Facts, *, is_special: bool) -> bool:
    if rule.speaks_of_elsewhere or not facts.touches(rule.countries):
        return False
    view = View(facts, rule.countries)
    return all(_is_open(predicate, view, is_special=is_special) for predicate in rule.when)


def _is_open(predicate: Predicate, view: View, *, is_special: bool) -> bool:
    if isinstance(predicate, CircumstanceIs):
        return is_special
    return not isinstance(predicate, _DECIDING) or predicate.holds(view) is not False


def _must_apply(rule: Rule, facts: Facts) -> bool:
    view = View(facts, rule.countries)
    is_sure = all(isinstance(predicate, _DECIDING) and predicate.holds(view) is True for predicate in rule.when)
    return is_sure and facts.touches(rule.countries) and not rule.unless and not rule.together


def _facts(corridor: Corridor, purpose: Purpose, day: date) -> Facts:
    """Return what is known of such a payment; of amount, currencies and way the deciding predicates ask nothing."""
    nothing = Money("0", "USD")
    leg = LegFacts(
        n=1,
        kind="clearing",
        from_id="",
        to_id="",
        from_country=corridor.from_country,
        to_country=corridor.to_country,
        debited=nothing,
        credited=nothing,
    )
    return Facts(
        day=day,
        amount=nothing,
        debtor_currency="USD",
        creditor_currency="USD",
        debtor_agent_country=corridor.from_country,
        creditor_agent_country=corridor.to_country,
        customer=corridor.customer,
        charge_bearer=ChargeBearer.SHAR,
        legs=(leg,),
        rates=_NoRates(),
        purpose=purpose,
    )
