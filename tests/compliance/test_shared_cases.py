"""The cases that came with the rule table: the worst verdict of each payment, and what the rules under test say."""

from collections.abc import Iterable

import pytest

from fxroute.compliance.check import check
from fxroute.model import Finding
from fxroute.model.finding import worst_verdict
from tests.compliance.case_facts import facts_of
from tests.compliance.shared_cases import Expected, SharedCase, read_shared_cases
from tests.compliance.test_rule_cases import rules

CASES = tuple(read_shared_cases())
PINNED = tuple((case, one) for case in CASES for one in case.expected)


def findings(case: SharedCase) -> tuple[Finding, ...]:
    return check(rules(), facts_of(case.told, rules()), with_not_applicable=True)


def said(found: Iterable[Finding], expected: Expected) -> Expected:
    """What the rule says, in the words in which it is expected; a rule not in force does not apply."""
    own = [one for one in found if one.rule == expected.rule]
    if not own:
        return Expected(expected.rule, "not_applicable", frozenset(), "")
    worst = min(own, key=lambda one: one.verdict.rank)
    missing = frozenset(worst.missing) if expected.missing or worst.verdict.value == "missing_item" else frozenset()
    return Expected(worst.rule, worst.verdict.value, missing, worst.scope.value if expected.scope else "")


def test_all_cases_are_there() -> None:
    assert [case.case_id for case in CASES] == [f"S{number:02}" for number in range(1, 19)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_worst_of_all_that_is_said(case: SharedCase) -> None:
    found = findings(case)
    telling = [f"{one.rule} {one.verdict.value} {', '.join(one.missing)}" for one in found if one.missing]
    assert worst_verdict(found).value == case.overall, telling


@pytest.mark.parametrize(("case", "expected"), PINNED, ids=[f"{case}-{one.rule}" for case, one in PINNED])
def test_what_a_rule_under_test_says(case: SharedCase, expected: Expected) -> None:
    assert any(rule.number == expected.rule for rule in rules().rules)
    assert said(findings(case), expected) == expected
