"""Checking: from a rule base and the facts of a payment on a way to one finding per rule that speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from fxroute.compliance.checks.catalog import standing_of
from fxroute.compliance.facts import Facts, LegFacts
from fxroute.compliance.item import ItemState, Standing
from fxroute.compliance.predicate import Truth, View
from fxroute.compliance.rule import Anchor, Rule, RuleScope
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_payment import Amount
from fxroute.compliance.threshold import Window
from fxroute.model import Confidence, Finding, Scope, Verdict

__all__ = ["check"]

_NEUTRAL = (Verdict.REPORT_AFTER, Verdict.READINESS, Verdict.NOT_APPLICABLE)
_SCOPES = {
    RuleScope.PAYMENT: Scope.PAYMENT,
    RuleScope.PARTY: Scope.PARTY,
    RuleScope.LEG: Scope.ROUTE,
    RuleScope.ROUTE: Scope.ROUTE,
}


def check(
    rules: RuleBase, facts: Facts, *, known_on: date | None = None, with_not_applicable: bool = False
) -> tuple[Finding, ...]:
    """Return what the rules in force on the day of the facts say, in the order of legs, the worst of a leg first.

    Args:
        rules: the rule base.
        facts: the payment on one way, with its dossier.
        known_on: the day whose knowledge of the law counts; all that is known when left out.
        with_not_applicable: also say of every other rule in force that it does not apply.
    """
    examination = _Examination(rules, facts, {rule.number: rule for rule in rules.valid(facts.day, known_on)})
    found = [finding for rule in examination.valid.values() for finding in examination.findings(rule)]
    kept = [one for one in found if one.verdict is not Verdict.NOT_APPLICABLE]
    if with_not_applicable:
        told = {one.rule for one in found}
        kept = [*found, *(_not_applicable(rule) for rule in examination.valid.values() if rule.number not in told)]
    return tuple(sorted(kept, key=lambda one: (one.leg, one.verdict.rank, one.rule)))


@dataclass(slots=True, kw_only=True)
class _Application:
    """Whether a rule applies on a leg, what was not told, and which rule excepts it."""

    truth: Truth
    untold: tuple[str, ...] = ()
    excepted_by: Rule | None = None
    because: str = ""


@dataclass(slots=True)
class _Examination:
    """One payment on one way before the rules in force."""

    rules: RuleBase
    facts: Facts
    valid: dict[str, Rule]
    _anywhere: dict[str, _Application] = field(default_factory=dict)
    _places: tuple[tuple[LegFacts, frozenset[str]], ...] = ()
    _touched: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Keep which countries each leg touches: every rule wants to know."""
        self._places = tuple((leg, leg.countries) for leg in self.facts.legs)
        self._touched = frozenset().union(*(countries for _, countries in self._places))

    def findings(self, rule: Rule) -> list[Finding]:
        """Return what a rule says, once for each leg it speaks of; nothing where it applies on none."""
        found = []
        for view, number in self._views(rule):
            applied = self._applies(rule, view)
            if applied.truth is not False or applied.excepted_by is not None:
                found.append(self._finding(rule, view, number, applied))
        return found

    # Where a rule looks

    def _views(self, rule: Rule) -> Iterator[tuple[View, int]]:
        facts, countries = self.facts, rule.countries
        is_touched = countries is None or not countries.isdisjoint(self._touched)
        if not is_touched and not rule.speaks_of_elsewhere:
            return
        legs = list(self._legs(rule, countries))
        if rule.scope is RuleScope.LEG:
            yield from ((View(facts, countries, leg), leg.n) for leg in legs)
        else:
            yield View(facts, countries), legs[0].n if legs else 0

    def _legs(self, rule: Rule, countries: frozenset[str] | None) -> Iterator[LegFacts]:
        """Return the legs that the anchor of a rule names."""
        legs, anchor = self.facts.legs, rule.anchor
        if anchor is Anchor.WHOLE or not legs:
            return
        if anchor is Anchor.DEBIT:
            yield legs[0]
        elif anchor is Anchor.CREDIT:
            yield legs[-1]
        elif anchor is Anchor.EACH:
            yield from self._touching(countries)
        elif anchor is Anchor.TOUCH:
            yield from islice(self._touching(countries), 1)
        else:
            test = _converts if anchor is Anchor.CONVERSION else _crosses
            yield from islice((leg for leg in legs if test(leg, countries)), 1)

    def _touching(self, countries: frozenset[str] | None) -> Iterator[LegFacts]:
        return (leg for leg, places in self._places if countries is None or not countries.isdisjoint(places))

    # Whether it applies

    def _applies(self, rule: Rule, view: View) -> _Application:
        untold = []
        for predicate in rule.when:
            truth = predicate.holds(view)
            if truth is False:
                return _Application(truth=False)
            if truth is None:
                untold.append(predicate.fact)
        if rule.together:
            together = [self._applies_anywhere(number) for number in rule.together]
            if not any(one.truth for one in together):
                if all(one.truth is False for one in together):
                    return _Application(truth=False)
                untold.extend(fact for one in together for fact in one.untold)
        for link in rule.unless:
            excepting = self._applies_anywhere(link.rule)
            if excepting.truth is True:
                by = self.valid[link.rule]
                return _Application(truth=False, untold=tuple(untold), excepted_by=by, because=link.because)
            # Whether it is excepted is open: so is whether it applies.
            untold.extend(excepting.untold)
        return _Application(truth=None if untold else True, untold=tuple(dict.fromkeys(untold)))

    def _applies_anywhere(self, number: str) -> _Application:
        """Tell whether a rule applies on any leg; links lead to no circle (the static check holds that)."""
        if number not in self._anywhere:
            self._anywhere[number] = _Application(truth=False)
            rule = self.valid.get(number)
            if rule is not None:
                found = [self._applies(rule, view) for view, _ in self._views(rule)]
                best = next((one for one in found if one.truth), None)
                best = best or next((one for one in found if one.truth is None), None)
                self._anywhere[number] = best or _Application(truth=False)
        return self._anywhere[number]

    # What it says

    def _finding(self, rule: Rule, view: View, number: int, applied: _Application) -> Finding:
        excepting = applied.excepted_by
        if excepting is not None and (rule.fulfilled in _NEUTRAL or not _is_weak(excepting) or not rule.require):
            return _of(rule, Verdict.NOT_APPLICABLE, number, because=f"{excepting.number}: {applied.because}")
        standings = {item: standing_of(self.rules.items[item], view) for item in rule.require}
        missing = tuple(item for item, one in standings.items() if one.state is not ItemState.HELD)
        verdict = _verdict(rule, standings)
        if applied.untold and (verdict is not Verdict.PASS or not rule.require):
            # Where everything it could ask for is there, it need not be known whether it applies.
            return _of(rule, _verdict_of_untold(rule), number, missing=applied.untold, is_untold=True)
        if excepting is not None:
            # What a weak rule excepts is looked at all the same: held, it passes; else a person decides.
            verdict = Verdict.MANUAL_REVIEW if missing else verdict
        return _of(
            rule,
            verdict,
            number,
            missing=missing,
            held=tuple(item for item in rule.require if item not in missing),
            wrong=tuple(item for item, one in standings.items() if one.state is ItemState.CONTRARY),
            unclear=tuple(item for item, one in standings.items() if one.state is ItemState.UNCLEAR),
            details=tuple((item, one.detail) for item, one in standings.items() if one.detail),
            options=tuple((item, one.options) for item, one in standings.items() if one.options and item in missing),
            inputs=_inputs(rule, view),
            because=_ahead(rule, self.facts.day) if excepting is None else f"{excepting.number}: {applied.because}",
        )


def _verdict(rule: Rule, standings: dict[str, Standing]) -> Verdict:
    """The worst that any item gives; what comes after the payment asks for nothing before it."""
    if rule.fulfilled in _NEUTRAL:
        return rule.fulfilled
    by_state = {
        ItemState.HELD: rule.fulfilled,
        ItemState.MISSING: rule.untold,
        ItemState.CONTRARY: rule.otherwise,
        ItemState.UNCLEAR: Verdict.MANUAL_REVIEW,
    }
    verdicts = [by_state[one.state] for one in standings.values()]
    return _capped(rule, min(verdicts, key=lambda verdict: verdict.rank, default=rule.fulfilled))


def _capped(rule: Rule, verdict: Verdict) -> Verdict:
    """A rule that nobody saw in a good source sends to review; it never blocks by itself."""
    return Verdict.MANUAL_REVIEW if verdict is Verdict.BLOCKED and _is_weak(rule) else verdict


def _ahead(rule: Rule, day: date) -> str:
    return f"in force from {rule.provenance.valid_from}" if rule.is_ahead_of(day) else ""


def _is_weak(rule: Rule) -> bool:
    return rule.provenance.confidence.rank > Confidence.MEDIUM.rank


def _verdict_of_untold(rule: Rule) -> Verdict:
    """Where it is open whether a rule applies: nothing is blocked on a guess, and no duty is made of one."""
    if rule.fulfilled in _NEUTRAL or not rule.require:
        return Verdict.NOT_APPLICABLE
    return Verdict.MISSING_ITEM if rule.untold is Verdict.MISSING_ITEM else Verdict.MANUAL_REVIEW


def _not_applicable(rule: Rule) -> Finding:
    return _of(rule, Verdict.NOT_APPLICABLE, 0)


def _of(
    rule: Rule,
    verdict: Verdict,
    number: int,
    *,
    missing: tuple[str, ...] = (),
    held: tuple[str, ...] = (),
    wrong: tuple[str, ...] = (),
    unclear: tuple[str, ...] = (),
    details: tuple[tuple[str, str], ...] = (),
    options: tuple[tuple[str, tuple[str, ...]], ...] = (),
    inputs: tuple[tuple[str, str], ...] = (),
    because: str = "",
    is_untold: bool = False,
) -> Finding:
    return Finding(
        rule=rule.number,
        version=rule.version,
        verdict=verdict,
        missing=missing,
        citation=str(rule.citation),
        confidence=rule.provenance.confidence,
        scope=_SCOPES[rule.scope],
        leg=number,
        jurisdiction=rule.jurisdiction,
        consequence=rule.consequence.value,
        held=held,
        wrong=wrong,
        unclear=unclear,
        details=details,
        options=options,
        inputs=inputs,
        because=because,
        is_untold=is_untold,
    )


def _inputs(rule: Rule, view: View) -> tuple[tuple[str, str], ...]:
    """Return what was held against limits: equivalents and sums, with the source of their rate."""
    found: list[tuple[str, str]] = []
    for predicate in rule.when:
        if isinstance(predicate, Amount):
            amount = view.facts.amount if view.leg is None else view.leg.debited
            what = "amount" if predicate.window is Window.SINGLE else f"total_of_{predicate.window.value}"
            found.extend(
                (
                    f"{what}_in_{limit.currency}",
                    view.facts.total_text(amount, limit.currency, predicate.window, predicate.kind),
                )
                for limit in predicate.limits
            )
    return tuple(found)


def _converts(leg: LegFacts, _: frozenset[str] | None) -> bool:
    return leg.is_conversion


def _crosses(leg: LegFacts, countries: frozenset[str] | None) -> bool:
    if countries is None:
        return leg.is_crossing
    return (leg.from_country in countries) != (leg.to_country in countries)
