"""Whatever the checks say of an item is said in Chinese too."""

from functools import cache

from fxroute.compliance.check import check
from fxroute.report.words import Words
from tests.compliance.case_facts import facts_of
from tests.compliance.test_rule_cases import CASES, rules


@cache
def said() -> frozenset[str]:
    """Every detail that the cases of all rules bring about."""
    return frozenset(
        part
        for case in CASES
        for finding in check(rules(), facts_of(case.told, rules()))
        for _, detail in finding.details
        for part in detail.split("; ")
    )


def test_the_cases_make_the_checks_say_much() -> None:
    assert len(said()) > 30


def test_every_detail_is_said_in_chinese() -> None:
    words = Words("zh")

    assert sorted(part for part in said() if words.phrase(part) == part) == []


def test_in_english_a_detail_stays_as_it_is() -> None:
    assert {Words("en").phrase(part) for part in said()} == said()
