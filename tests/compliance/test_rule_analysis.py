"""The static check finds what is wrong with a rule base, and nothing where it is sound."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fxroute.compliance.analysis.examine import RuleFaultKind, examine_rules
from fxroute.compliance.item import Item, ItemKind, Provider
from fxroute.compliance.place import Direction, Role
from fxroute.compliance.predicate import Predicate
from fxroute.compliance.purpose import Purpose, Title, Trade
from fxroute.compliance.rule import Anchor, Citation, Consequence, Rule, RuleLink, RuleScope, Step
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_payment import Amount, Customer, DirectionIs, PurposeClear, RoleIs, TradeIs
from fxroute.compliance.threshold import Limit, MoneyLimit, Sign
from fxroute.model import Confidence, CustomerType, Provenance, Verdict
from tests.compliance.test_rule_cases import rules

TITLE = Title("title", "标题")
RENT = Purpose(id="rent", trade=Trade.SERVICE, title=TITLE)
CONTRACT = Item(id="contract", kind=ItemKind.DOCUMENT, provider=Provider.COMPANY, title=TITLE, cure=TITLE)
OUT = DirectionIs(frozenset({Direction.OUT}))
SERVICE = TradeIs(frozenset({Trade.SERVICE}))


def above(number: str, sign: Sign = Sign.ABOVE) -> Amount:
    return Amount((MoneyLimit(Limit(sign, Decimal(number)), "USD"),))


def rule(rule_id: str = "R-1", *when: Predicate) -> Rule:
    return Rule(
        id=rule_id,
        number=rule_id,
        version="1",
        jurisdiction="CN",
        area="service",
        step=Step.GENUINENESS,
        title=TITLE,
        scope=RuleScope.PAYMENT,
        anchor=Anchor.DEBIT,
        when=when,
        require=("contract",),
        otherwise=Verdict.MISSING_ITEM,
        untold=Verdict.MISSING_ITEM,
        fulfilled=Verdict.PASS,
        consequence=Consequence.HOLD,
        says="says",
        citation=Citation(
            instrument="law",
            article="1",
            publisher="state",
            urls=("https://example.org/law",),
            verification="official_site",
            valid_from_basis="seen",
            is_corroborated=True,
        ),
        provenance=Provenance(source="state", as_of=date(2026, 11, 23), confidence=Confidence.HIGH),
    )


def kinds(*planted: Rule) -> set[RuleFaultKind]:
    base = RuleBase(rules=planted, items={"contract": CONTRACT}, purposes={"rent": RENT})
    return {fault.kind for fault in examine_rules(base)}


def with_days(one: Rule, first: str, last: str) -> Rule:
    days = replace(one.provenance, valid_from=date.fromisoformat(first), valid_to=date.fromisoformat(last))
    return replace(one, provenance=days)


def test_a_sound_base_has_no_fault() -> None:
    assert kinds(rule("R-1", OUT, SERVICE, above("50000"))) == set()


def test_the_shipped_rules_have_no_fault() -> None:
    assert [str(fault) for fault in examine_rules(rules())] == []


@pytest.mark.parametrize(
    "when",
    [
        (OUT, RoleIs(frozenset({Role.CREDITOR_AGENT}))),
        (DirectionIs(frozenset({Direction.TRANSIT})), RoleIs(frozenset({Role.DEBTOR_AGENT}))),
        (TradeIs(frozenset({Trade.GOODS})),),
        (SERVICE, PurposeClear(wanted=False)),
        (DirectionIs(frozenset()),),
        (Customer(frozenset({CustomerType.CORPORATE})), Customer(frozenset({CustomerType.INDIVIDUAL}))),
    ],
)
def test_conditions_that_exclude_each_other(when: tuple[Predicate, ...]) -> None:
    assert kinds(rule("R-1", *when)) == {RuleFaultKind.NEVER_APPLIES}


def test_a_rule_that_waits_for_one_of_other_days_never_applies() -> None:
    old = with_days(rule("R-2", OUT), "2010-01-01", "2019-12-31")
    new = replace(with_days(rule("R-1", SERVICE), "2020-01-01", "2026-12-31"), together=("R-2",))
    assert kinds(old, new) == {RuleFaultKind.NEVER_APPLIES}


def test_an_exception_that_covers_its_rule_shadows_it() -> None:
    narrow = replace(rule("R-1", OUT, SERVICE), unless=(RuleLink("R-2", "why"),))
    assert kinds(narrow, replace(rule("R-2", OUT), require=())) == {RuleFaultKind.SHADOWED}
    assert kinds(replace(narrow, when=(OUT,)), replace(rule("R-2", OUT, SERVICE), require=())) == set()


def test_two_rules_that_want_the_same_and_say_otherwise() -> None:
    blocked = replace(rule("R-2", OUT), otherwise=Verdict.BLOCKED)
    assert kinds(rule("R-1", OUT), blocked) == {RuleFaultKind.CONTRADICTION}


def test_two_versions_in_force_on_one_day() -> None:
    first = replace(with_days(rule("R-1@1", OUT), "2020-01-01", "2021-06-29"), number="R-1")
    second = replace(with_days(rule("R-1@2", OUT), "2021-06-29", "2026-12-31"), number="R-1")
    assert kinds(first, second) == {RuleFaultKind.OVERLAPPING_VALIDITY}
    ended = replace(with_days(rule("R-1@1", OUT), "2020-01-01", "2021-06-28"), number="R-1")
    assert kinds(ended, second) == set()


def test_a_good_grade_needs_an_address() -> None:
    uncited = replace(rule("R-1", OUT), citation=replace(rule().citation, urls=()))
    assert kinds(uncited) == {RuleFaultKind.MISSING_CITATION}


@pytest.mark.parametrize(
    "planted",
    [
        replace(rule("R-1", OUT), unless=(RuleLink("R-9", "why"),)),
        replace(rule("R-1", OUT), complements="R-9"),
        replace(rule("R-1", OUT), require=("contract", "nothing")),
    ],
)
def test_links_to_nothing(planted: Rule) -> None:
    assert kinds(planted) == {RuleFaultKind.BROKEN_LINK}


def test_links_in_a_circle() -> None:
    first = replace(rule("R-1", OUT), unless=(RuleLink("R-2", "why"),))
    second = replace(rule("R-2", SERVICE), together=("R-1",))
    assert kinds(first, second) == {RuleFaultKind.CIRCLE}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (above("50000", Sign.AT_MOST), above("50000"), set()),
        (above("50000", Sign.BELOW), above("50000", Sign.AT_LEAST), set()),
        (above("50000", Sign.BELOW), above("50000"), {RuleFaultKind.HOLE}),
        (above("50000", Sign.AT_MOST), above("50000", Sign.AT_LEAST), {RuleFaultKind.OVERLAP}),
        (above("50000", Sign.AT_MOST), above("50000.01"), {RuleFaultKind.HOLE}),
        (above("60000", Sign.AT_MOST), above("50000"), {RuleFaultKind.OVERLAP}),
    ],
)
def test_rules_on_both_sides_of_a_limit_meet_there(low: Amount, high: Amount, expected: set[RuleFaultKind]) -> None:
    assert kinds(rule("R-1", OUT, low), rule("R-2", OUT, high)) == expected


def test_a_weak_rule_cannot_block() -> None:
    weak = replace(rule().provenance, confidence=Confidence.LOW)
    blocked = replace(rule("R-1", OUT), otherwise=Verdict.BLOCKED, provenance=weak)
    assert kinds(blocked) == {RuleFaultKind.WEAK_BLOCK}


def test_an_item_that_no_rule_asks_for() -> None:
    assert kinds(replace(rule("R-1", OUT), require=())) == {RuleFaultKind.UNUSED_ITEM}
