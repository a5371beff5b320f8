"""Whatever is changed in a rule, one of its cases fails: the cases hold every limit, sign, date, member and link."""

from dataclasses import replace

import pytest

from fxroute.compliance.rule import Rule
from fxroute.compliance.rule_base import RuleBase
from tests.compliance.mutation import mutants
from tests.compliance.test_rule_cases import CASES, disagreements, rules


def around(rule: Rule, base: RuleBase) -> RuleBase:
    """The rule base cut down to a rule and everything its links lead to, so that a mutant is judged quickly."""
    wanted, left = set[str](), [rule.number]
    while left:
        number = left.pop()
        if number not in wanted:
            wanted.add(number)
            for one in base.rules:
                if one.number == number:
                    left.extend((*one.together, *(link.rule for link in one.unless)))
    return replace(base, rules=tuple(one for one in base.rules if one.number in wanted))


def survivors(rule: Rule) -> list[str]:
    cases = [case for case in CASES if case.rule == rule.number]
    small = around(rule, rules())
    alive = []
    for what, mutant in mutants(rule):
        changed = tuple(mutant if one.id == rule.id else one for one in small.rules)
        base = replace(small, rules=changed)
        if not any(disagreements(case, base) for case in cases):
            alive.append(what)
    return alive


@pytest.mark.parametrize("rule", rules().rules, ids=lambda rule: rule.id)
def test_no_change_of_a_rule_goes_unnoticed(rule: Rule) -> None:
    assert survivors(rule) == []
