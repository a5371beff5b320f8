"""Every rule has cases, written by hand from the cited text, in which it applies and in which it just does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
import yaml

from fxroute.compliance.check import check
from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Finding
from fxroute.sources import load_rules
from tests.compliance.case_facts import facts_of, merged
from tests.tree import ROOT

ABSENT = ("not_applicable", "not_in_force")
"""What a case expects where a rule says nothing; `not_in_force` is the sharper one, for days outside its validity."""

FOLDER = ROOT / "tests" / "cases" / "compliance"


@dataclass(frozen=True)
class Case:
    """One line of a case file: which rule, on which payment, changed how, and what it says."""

    file: str
    rule: str
    name: str
    told: dict[str, Any]
    expect: str
    missing: tuple[str, ...] | None
    held: tuple[str, ...] | None
    scope: str
    leg: int | None
    because: str | None

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


@cache
def rules() -> RuleBase:
    return load_rules()


@cache
def bases() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / "bases.yaml").read_text(encoding="utf-8"))
    return read


def read_cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name == "bases.yaml":
            continue
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        own = {**bases(), **content.get("bases", {})}
        for one in content["cases"]:
            yield Case(
                file=path.name,
                rule=one["rule"],
                name=one["case"],
                told=merged(own[one.get("base", content.get("base", "rent"))], one.get("change", {})),
                expect=one["expect"],
                missing=tuple(one["missing"]) if "missing" in one else None,
                held=tuple(one["held"]) if "held" in one else None,
                scope=one.get("scope", ""),
                leg=one.get("leg"),
                because=one.get("because"),
            )


CASES = tuple(read_cases())


def said(case: Case, base: RuleBase) -> list[Finding]:
    """What the rule of a case says, on every leg of which it speaks; nothing where it is not in force."""
    found = check(base, facts_of(case.told, base), with_not_applicable=True)
    return [finding for finding in found if finding.rule == case.rule]


def disagreements(case: Case, base: RuleBase) -> list[str]:
    findings = said(case, base)
    worst = min(findings, key=lambda one: one.verdict.rank, default=None)
    if worst is None:
        return [] if case.expect in ABSENT else [f"not in force, expected {case.expect}"]
    if worst.verdict.value != case.expect:
        return [f"verdict {worst.verdict.value}, expected {case.expect}"]
    wrong = []
    if case.missing is not None and set(worst.missing) != set(case.missing):
        wrong.append(f"missing {sorted(worst.missing)}, expected {sorted(case.missing)}")
    if case.held is not None and set(worst.held) != set(case.held):
        wrong.append(f"held {sorted(worst.held)}, expected {sorted(case.held)}")
    if case.scope and worst.scope.value != case.scope:
        wrong.append(f"scope {worst.scope.value}, expected {case.scope}")
    if case.leg is not None and worst.leg != case.leg:
        wrong.append(f"leg {worst.leg}, expected {case.leg}")
    if case.because is not None and worst.because != case.because:
        wrong.append(f"because {worst.because!r}, expected {case.because!r}")
    return wrong


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_what_the_cited_text_says(case: Case) -> None:
    assert disagreements(case, rules()) == []


def test_every_rule_has_a_case_where_it_applies_and_one_where_it_does_not() -> None:
    expected: dict[str, set[bool]] = {}
    for case in CASES:
        expected.setdefault(case.rule, set()).add(case.expect not in ABSENT)
    lacking = sorted(rule.number for rule in rules().rules if expected.get(rule.number) != {True, False})
    assert lacking == []
