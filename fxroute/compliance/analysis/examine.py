"""What is wrong with a rule base, found without any payment: contradictions, dead rules, holes, broken links."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from fxroute.compliance.analysis.domain import Domain, domain_of, exclude, limits_of, meets
from fxroute.compliance.checks.catalog import CHECKS
from fxroute.compliance.item import ItemKind
from fxroute.compliance.rule import Rule
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_payment import Amount
from fxroute.model import Confidence, Verdict

__all__ = ["RuleFault", "RuleFaultKind", "examine_rules"]


class RuleFaultKind(StrEnum):
    """What can be wrong with rules among themselves."""

    NEVER_APPLIES = "never_applies"
    SHADOWED = "shadowed"
    CONTRADICTION = "contradiction"
    OVERLAPPING_VALIDITY = "overlapping_validity"
    MISSING_CITATION = "missing_citation"
    BROKEN_LINK = "broken_link"
    CIRCLE = "circle"
    HOLE = "hole"
    OVERLAP = "overlap"
    WEAK_BLOCK = "weak_block"
    UNUSED_ITEM = "unused_item"


@dataclass(frozen=True, slots=True)
class RuleFault:
    """One thing that is wrong: with which rule or item, beside which other one, what, and what mends it."""

    kind: RuleFaultKind
    rule: str
    other: str
    what: str
    mend: str


def examine_rules(rules: RuleBase) -> tuple[RuleFault, ...]:
    """Return everything that is wrong with a rule base, by kind and rule; nothing where it is sound."""
    domains = {rule.id: domain_of(rule, rules) for rule in rules.rules}
    found = (
        *_never(rules, domains),
        *_shadowed(rules, domains),
        *_contradictions(rules, domains),
        *_overlapping(rules),
        *_uncited(rules),
        *_broken(rules),
        *_circles(rules),
        *_thresholds(rules),
        *_weak_blocks(rules),
        *_unused(rules),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: (list(RuleFaultKind).index(fault.kind), fault.rule)))


def _never(rules: RuleBase, domains: dict[str, Domain]) -> Iterator[RuleFault]:
    for rule in rules.rules:
        if nothing := exclude(domains[rule.id]):
            what = f"its conditions leave nothing open on {', '.join(nothing)}"
            yield RuleFault(RuleFaultKind.NEVER_APPLIES, rule.id, "", what, "loosen one of them, or drop the rule")
        elif rule.together and not any(
            _intersect(rule, other) for other in rules.rules if other.number in rule.together
        ):
            what = f"it applies only together with {', '.join(rule.together)}, of which none is in force with it"
            yield RuleFault(RuleFaultKind.NEVER_APPLIES, rule.id, rule.together[0], what, "mend the days or the link")


def _shadowed(rules: RuleBase, domains: dict[str, Domain]) -> Iterator[RuleFault]:
    for rule in rules.rules:
        for link in rule.unless:
            for other in rules.rules:
                if other.number == link.rule and _covers(other, rule, domains):
                    what = f"{other.number} applies wherever this rule does, and excepts it"
                    mend = "narrow the exception, or drop the rule"
                    yield RuleFault(RuleFaultKind.SHADOWED, rule.id, other.id, what, mend)


def _covers(other: Rule, rule: Rule, domains: dict[str, Domain]) -> bool:
    """Tell whether whatever one rule leaves open is open to the other on every day."""
    if other.unless or other.together or other.jurisdiction != rule.jurisdiction or not _spans(other, rule):
        return False
    mine = domains[rule.id]
    if any(not mine.get(dimension, frozenset({object()})) <= points for dimension, points in domains[other.id].items()):
        return False
    own = [predicate for predicate in rule.when if isinstance(predicate, Amount)]
    return all(predicate in own for predicate in other.when if isinstance(predicate, Amount))


def _contradictions(rules: RuleBase, domains: dict[str, Domain]) -> Iterator[RuleFault]:
    """Two rules of one place that say pass and block of the very same payments."""
    for first, second in combinations(rules.rules, 2):
        same = (
            first.jurisdiction == second.jurisdiction
            and first.when == second.when
            and set(first.require) == set(second.require)
            and domains[first.id] == domains[second.id]
            and _intersect(first, second)
            and first.number != second.number
            and (first.together, first.unless) == (second.together, second.unless)
        )
        if same and (first.otherwise, first.fulfilled, first.scope) != (
            second.otherwise,
            second.fulfilled,
            second.scope,
        ):
            what = f"{second.number} asks for the same of the same payments, and says otherwise"
            yield RuleFault(
                RuleFaultKind.CONTRADICTION, first.id, second.id, what, "join the two, or say where they part"
            )


def _overlapping(rules: RuleBase) -> Iterator[RuleFault]:
    for first, second in combinations(rules.rules, 2):
        is_same = first.number == second.number and first.provenance.as_of == second.provenance.as_of
        if is_same and _intersect(first, second):
            what = f"{second.id} is in force on the same days, and became known on the same day"
            mend = "end one before the other begins, or say which became known later"
            yield RuleFault(RuleFaultKind.OVERLAPPING_VALIDITY, first.id, second.id, what, mend)


def _uncited(rules: RuleBase) -> Iterator[RuleFault]:
    for rule in rules.rules:
        is_good = rule.provenance.confidence.rank <= Confidence.MEDIUM.rank
        if is_good and not rule.citation.urls and rule.citation.verification != "not_verified":
            what = f"graded {rule.provenance.confidence.value} without an address of its text"
            yield RuleFault(RuleFaultKind.MISSING_CITATION, rule.id, "", what, "add the address, or lower the grade")


def _broken(rules: RuleBase) -> Iterator[RuleFault]:
    numbers = {rule.number for rule in rules.rules}
    for rule in rules.rules:
        links = (*rule.together, *(link.rule for link in rule.unless), *filter(None, (rule.complements,)))
        for name in links:
            if name not in numbers:
                what, mend = f"it names {name}, which is no rule", "name one that is there"
                yield RuleFault(RuleFaultKind.BROKEN_LINK, rule.id, name, what, mend)
        for item in rule.require:
            known = rules.items.get(item)
            if known is None or (known.kind is ItemKind.CHECK and item not in CHECKS):
                what, mend = f"it asks for {item}, which nothing looks at", "add the item, or its check"
                yield RuleFault(RuleFaultKind.BROKEN_LINK, rule.id, item, what, mend)


def _circles(rules: RuleBase) -> Iterator[RuleFault]:
    links: dict[str, set[str]] = {}
    for rule in rules.rules:
        links.setdefault(rule.number, set()).update(rule.together, (link.rule for link in rule.unless))
    for number in sorted(links):
        seen: set[str] = set()
        left = list(links[number])
        while left:
            name = left.pop()
            if name not in seen:
                seen.add(name)
                left.extend(links.get(name, ()))
        if number in seen:
            mend = "take out one link"
            yield RuleFault(RuleFaultKind.CIRCLE, number, "", "its links lead back to it", mend)


def _thresholds(rules: RuleBase) -> Iterator[RuleFault]:
    """Rules on both sides of a limit must meet there: neither a hole nor an amount that both speak of."""
    for first, second in combinations(rules.rules, 2):
        is_linked = first.complements == second.number or second.complements == first.number
        if not (is_linked or _differ_in_amount_alone(first, second)) or not _intersect(first, second):
            continue
        mine, others = dict(limits_of(first)), dict(limits_of(second))
        for compared in mine.keys() & others.keys():
            how = meets(mine[compared], others[compared])
            if how in ("hole", "overlap"):
                kind = RuleFaultKind(how)
                what = (
                    f"{mine[compared].sign.value} {mine[compared].number} and, in {second.number}, "
                    f"{others[compared].sign.value} {others[compared].number} {compared[0]} leave a {how}"
                )
                yield RuleFault(kind, first.id, second.id, what, "set both to one number with opposite signs")


def _differ_in_amount_alone(first: Rule, second: Rule) -> bool:
    def rest(rule: Rule) -> tuple[object, ...]:
        return tuple(one for one in rule.when if not isinstance(one, Amount))

    is_amount = all(any(isinstance(one, Amount) for one in rule.when) for rule in (first, second))
    is_near = (first.jurisdiction, first.area, first.together) == (second.jurisdiction, second.area, second.together)
    return is_amount and is_near and rest(first) == rest(second)


def _weak_blocks(rules: RuleBase) -> Iterator[RuleFault]:
    for rule in rules.rules:
        is_weak = rule.provenance.confidence.rank > Confidence.MEDIUM.rank
        if is_weak and Verdict.BLOCKED in (rule.otherwise, rule.untold):
            what = f"graded {rule.provenance.confidence.value}, it sends to review and never blocks"
            yield RuleFault(RuleFaultKind.WEAK_BLOCK, rule.id, "", what, "say manual_review, or find a better source")


def _unused(rules: RuleBase) -> Iterator[RuleFault]:
    used = {item for rule in rules.rules for item in rule.require}
    for item in sorted(set(rules.items) - used):
        yield RuleFault(
            RuleFaultKind.UNUSED_ITEM, item, "", "no rule asks for this item", "drop it, or name it in a rule"
        )


def _intersect(first: Rule, second: Rule) -> bool:
    """Tell whether two rules are in force on some day together."""
    starts = max(_start(first), _start(second))
    return starts <= min(_end(first), _end(second))


def _spans(other: Rule, rule: Rule) -> bool:
    return _start(other) <= _start(rule) and _end(rule) <= _end(other)


def _start(rule: Rule) -> date:
    return rule.provenance.valid_from or date.min


def _end(rule: Rule) -> date:
    return rule.provenance.valid_to or date.max
