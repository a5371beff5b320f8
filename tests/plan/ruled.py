"""Rules told in a few words, and payments over small networks before them."""

from collections.abc import Iterable
from datetime import date

from fxroute.compliance.item import Item, ItemKind, Provider
from fxroute.compliance.predicate import Predicate
from fxroute.compliance.purpose import Title
from fxroute.compliance.rule import Anchor, Citation, Consequence, Deadline, Rule, RuleScope, Step
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_leg import Clearing
from fxroute.compliance.service_level import ServiceLevel
from fxroute.model import Confidence, Leg, LegKind, Money, Payment, Provenance, Route, Verdict
from fxroute.plan import Planner
from tests.plan.examined import quotes_of
from tests.search.small import AT, Small

KNOWN = date(2026, 1, 5)


def item(name: str, provider: Provider = Provider.COMPANY, kind: ItemKind = ItemKind.CONFIRMATION) -> Item:
    title = Title(f"Item {name}", f"项目 {name}")
    return Item(id=name, kind=kind, provider=provider, title=title, cure=title)


ITEMS = {
    one.id: one
    for one in (
        item("contract", kind=ItemKind.DOCUMENT),
        item("looked_at", Provider.BRANCH),
        item("far_data", Provider.CORRESPONDENT),
        item("no_bar", Provider.BRANCH),
        item("large_value_report", Provider.BRANCH, ItemKind.REPORT),
        item("sending_country_in_gcc", Provider.HEAD_OFFICE, ItemKind.CHECK),
        item("receiving_country_in_gcc", Provider.HEAD_OFFICE, ItemKind.CHECK),
    )
}


def rule(
    number: str,
    *when: Predicate,
    require: tuple[str, ...] = (),
    scope: RuleScope = RuleScope.PAYMENT,
    anchor: Anchor = Anchor.DEBIT,
    place: str = "GLOBAL",
    otherwise: Verdict = Verdict.MISSING_ITEM,
    untold: Verdict = Verdict.MISSING_ITEM,
    fulfilled: Verdict = Verdict.PASS,
    confidence: Confidence = Confidence.HIGH,
    deadline: Deadline | None = None,
    valid_from: date | None = None,
) -> Rule:
    return Rule(
        id=number,
        number=number,
        version="1",
        jurisdiction=place,
        area="test",
        step=Step.ROUTE,
        title=Title(f"Rule {number}", f"规则 {number}"),
        scope=scope,
        anchor=anchor,
        when=when,
        require=require,
        otherwise=otherwise,
        untold=untold,
        fulfilled=fulfilled,
        consequence=Consequence.HOLD,
        says="a rule of a test",
        citation=Citation(
            instrument=f"Law {number}",
            article="1",
            publisher="nobody",
            urls=(),
            verification="official_site",
            valid_from_basis="seen",
            is_corroborated=True,
        ),
        provenance=Provenance(source="made up", as_of=KNOWN, confidence=confidence, valid_from=valid_from),
        deadline=deadline,
    )


def block(
    number: str,
    *when: Predicate,
    scope: RuleScope = RuleScope.PAYMENT,
    anchor: Anchor = Anchor.DEBIT,
    place: str = "GLOBAL",
    confidence: Confidence = Confidence.HIGH,
) -> Rule:
    """A rule that asks for nothing and blocks wherever it applies."""
    return rule(
        number,
        *when,
        scope=scope,
        anchor=anchor,
        place=place,
        confidence=confidence,
        otherwise=Verdict.BLOCKED,
        fulfilled=Verdict.BLOCKED,
    )


def gulf_only(
    *, place: str = "GLOBAL", confidence: Confidence = Confidence.HIGH, valid_from: date | None = None
) -> Rule:
    """The system GULF is between Gulf states alone."""
    return rule(
        "GULF-1",
        through("GULF"),
        require=("sending_country_in_gcc", "receiving_country_in_gcc"),
        scope=RuleScope.LEG,
        anchor=Anchor.EACH,
        place=place,
        confidence=confidence,
        valid_from=valid_from,
        otherwise=Verdict.BLOCKED,
    )


def through(*systems: str) -> Predicate:
    return Clearing(frozenset(systems))


def planner_of(small: Small, *rules: Rule, levels: tuple[ServiceLevel, ...] = ()) -> Planner:
    base = RuleBase(rules=rules, items=ITEMS, service_levels=levels)
    return Planner(network=small.network(), rates=quotes_of(small), rules=base)


def payment(amount: str = "1000.00", receive: str = "USD") -> Payment:
    return Payment.send(Money(amount, "USD"), receive=receive, debtor_agent="A", creditor_agent="Z", at=AT)


def ways(routes: Iterable[Route]) -> list[str]:
    """Each route as the places that it passes, `A>M>Z`, with systems in brackets."""
    return [">".join(["A", *(_place(leg) for leg in route.legs if leg.from_id != leg.to_id)]) for route in routes]


def _place(leg: Leg) -> str:
    return f"({leg.via}){leg.to_id}" if leg.kind is LegKind.CLEARING else leg.to_id
