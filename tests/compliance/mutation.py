"""Rules changed in one place each: every limit, sign, date, member, flag, item, verdict and link."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from enum import Enum

from fxroute.compliance.place import Direction
from fxroute.compliance.predicate import Predicate
from fxroute.compliance.rule import Rule, RuleScope
from fxroute.compliance.say_of_dossier import GoodsClassIs, InDirectory, KeySupervised, Pilot, Resident
from fxroute.compliance.say_of_payment import Amount
from fxroute.compliance.threshold import Limit, MoneyLimit, Sign, Window
from fxroute.model import Confidence, Verdict

CENT = Decimal("0.01")
ALWAYS_HELD = frozenset({"amount_of_transfer", "charge_bearer", "execution_date", "charges_transparency"})
"""Items that no payment lacks: it cannot be told without them."""

HELD_WHERE_ASKED = {"CN-TAX-002B": frozenset({"earlier_tax_filing_form_number"})}
"""Items that a rule's own conditions presuppose: without an earlier filing it does not apply."""

VERDICTS = (Verdict.MISSING_ITEM, Verdict.MANUAL_REVIEW, Verdict.BLOCKED)


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Every rule that differs in one place, and what was changed."""
    for at, predicate in enumerate(rule.when):
        name = type(predicate).__name__
        rest = (*rule.when[:at], *rule.when[at + 1 :])
        yield f"{name} dropped", replace(rule, when=rest)
        for what, changed in predicate_mutants(predicate):
            if what == f"with {Direction.TRANSIT}" and looks_at_resident(rule):
                continue
            yield f"{name} {what}", replace(rule, when=(*rule.when[:at], changed, *rule.when[at + 1 :]))
    yield from date_mutants(rule)
    for item in rule.require:
        yield f"{item} not asked for", replace(rule, require=tuple(one for one in rule.require if one != item))
    yield from verdict_mutants(rule)
    for link in rule.unless:
        yield f"exception {link.rule} dropped", replace(rule, unless=tuple(one for one in rule.unless if one != link))
    for number in rule.together:
        left = tuple(one for one in rule.together if one != number)
        yield f"together with {number} dropped", replace(rule, together=left)


def looks_at_resident(rule: Rule) -> bool:
    """Nobody is at home where a payment only passes through: such a rule has nothing to look at there."""
    return any(isinstance(one, GoodsClassIs | InDirectory | KeySupervised | Pilot | Resident) for one in rule.when)


def is_alike(rule: Rule, verdict: Verdict) -> bool:
    """Nobody sees the change: a weak rule that blocks sends to review, and what is always there is never missing."""
    is_weak = rule.provenance.confidence.rank > Confidence.MEDIUM.rank
    is_capped = is_weak and {verdict, rule.otherwise} == {Verdict.BLOCKED, Verdict.MANUAL_REVIEW}
    held = ALWAYS_HELD | HELD_WHERE_ASKED.get(rule.number, frozenset())
    return is_capped or held.issuperset(rule.require)


def predicate_mutants(predicate: Predicate) -> Iterator[tuple[str, Predicate]]:
    if isinstance(predicate, Amount):
        yield from amount_mutants(predicate)
        return
    for field in fields(predicate):  # type: ignore[arg-type]  # every predicate is a dataclass
        value = getattr(predicate, field.name)
        if isinstance(value, bool):
            yield f"{field.name} turned", replace(predicate, **{field.name: not value})  # type: ignore[type-var]  # as above
        elif isinstance(value, Limit):
            for what, limit in limit_mutants(value, Decimal(1)):
                yield what, replace(predicate, **{field.name: limit})  # type: ignore[type-var]  # as above
        elif isinstance(value, frozenset):
            for what, members in set_mutants(value):
                yield what, replace(predicate, **{field.name: members})  # type: ignore[type-var]  # as above


def amount_mutants(amount: Amount) -> Iterator[tuple[str, Predicate]]:
    for at, money in enumerate(amount.limits):
        others = (amount.limits[:at], amount.limits[at + 1 :])
        for what, limit in limit_mutants(money.limit, CENT):
            changed = MoneyLimit(limit, money.currency)
            yield f"{money.currency} {what}", replace(amount, limits=(*others[0], changed, *others[1]))
        if len(amount.limits) > 1:
            yield f"{money.currency} dropped", replace(amount, limits=(*others[0], *others[1]))
    for window in Window:
        if window is not amount.window and amount.window is not Window.SINGLE:
            yield f"window {window.value}", replace(amount, window=window)


def limit_mutants(limit: Limit, step: Decimal) -> Iterator[tuple[str, Limit]]:
    for sign in Sign:
        if sign is not limit.sign:
            yield f"sign {sign.value}", Limit(sign, limit.number)
    yield "number above", Limit(limit.sign, limit.number + step)
    yield "number below", Limit(limit.sign, limit.number - step)


def set_mutants(members: frozenset[object]) -> Iterator[tuple[str, frozenset[object]]]:
    for member in sorted(members, key=str):
        if len(members) > 1:
            yield f"without {member}", members - {member}
    kinds = {type(member) for member in members if isinstance(member, Enum)}
    for kind in kinds:
        for member in kind:
            if member not in members and member.value != "any":
                yield f"with {member}", members | {member}


def date_mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    held = rule.provenance
    for days in (-1, 1):
        if held.valid_from is not None:
            moved = replace(held, valid_from=held.valid_from + timedelta(days=days))
            yield f"valid_from {days:+d} day", replace(rule, provenance=moved)
        if held.valid_to is not None:
            moved = replace(held, valid_to=held.valid_to + timedelta(days=days))
            yield f"valid_to {days:+d} day", replace(rule, provenance=moved)


def verdict_mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    if rule.require and rule.fulfilled is Verdict.PASS:
        for verdict in VERDICTS:
            if verdict is not rule.otherwise and not is_alike(rule, verdict):
                both = rule.untold is rule.otherwise
                untold = verdict if both else rule.untold
                yield f"otherwise {verdict.value}", replace(rule, otherwise=verdict, untold=untold)
        if rule.untold is not rule.otherwise:
            yield "untold as otherwise", replace(rule, untold=rule.otherwise)
    other = Verdict.PASS if rule.fulfilled is not Verdict.PASS else Verdict.REPORT_AFTER
    changed = replace(rule, fulfilled=other)
    if rule.otherwise is rule.fulfilled:
        # A duty is never fulfilled beforehand: what it gives is written in both places, and is one thing.
        changed = replace(changed, otherwise=other, untold=other)
    yield f"fulfilled {other.value}", changed
    if Verdict.BLOCKED in (rule.otherwise, rule.untold):
        for scope in (RuleScope.PAYMENT, RuleScope.PARTY, RuleScope.ROUTE):
            if {scope, rule.scope} not in ({RuleScope.ROUTE, RuleScope.LEG}, {scope}):
                yield f"scope {scope.value}", replace(rule, scope=scope)
