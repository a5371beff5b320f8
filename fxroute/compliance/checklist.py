"""The checklist: every item that the rules ask for, by leg and in the order in which an officer ticks them off."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fxroute.compliance.item import Item
from fxroute.compliance.rule import Step
from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Finding, Verdict, worst_verdict

__all__ = ["Checklist", "Entry", "Mark", "checklist_of"]


class Mark(StrEnum):
    """How an item of a checklist stands: there, not there, there and wrong, to be looked at, or due later.

    `OPEN` is a fact that was not told, so that it is open whether a rule applies.
    """

    HELD = "held"
    MISSING = "missing"
    WRONG = "wrong"
    REVIEW = "review"
    AFTER = "after"
    OPEN = "open"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a checklist: an item, or a rule that asks for none (`item` is `None` then).

    `findings` are of the rules that ask for it on this leg, the worst first. `fact` names what was not told.
    """

    leg: int
    step: Step
    mark: Mark
    item: Item | None
    findings: tuple[Finding, ...]
    detail: str = ""
    options: tuple[str, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """All lines in order of legs and steps, and the worst verdict."""

    entries: tuple[Entry, ...]
    verdict: Verdict

    def before(self) -> tuple[Entry, ...]:
        """Return the lines that must stand before the payment leaves."""
        return tuple(entry for entry in self.entries if entry.mark is not Mark.AFTER)

    def after(self) -> tuple[Entry, ...]:
        """Return the duties that come after the payment."""
        return tuple(entry for entry in self.entries if entry.mark is Mark.AFTER)


def checklist_of(findings: Iterable[Finding], rules: RuleBase) -> Checklist:
    """Return the checklist of findings: each item once a leg, whichever rules ask for it.

    Args:
        findings: what the rules say of one payment on one way.
        rules: the rule base that they were made with.

    Raises:
        InvalidValue: a finding is of a rule, or of a version, that the rule base does not have.
    """
    told = tuple(findings)
    lines: dict[tuple[int, str, Mark], list[Finding]] = {}
    for finding in told:
        if finding.verdict is not Verdict.NOT_APPLICABLE:
            for name, mark in _lines_of(finding):
                key = finding.leg, name or finding.rule, mark
                lines.setdefault(key, []).append(finding)
    entries = [_entry(key, found, rules) for key, found in lines.items()]
    order = sorted(entries, key=lambda entry: (entry.leg, _STEPS[entry.step], entry.mark is Mark.NOTE))
    return Checklist(entries=tuple(order), verdict=worst_verdict(told))


_STEPS = {step: place for place, step in enumerate(Step)}


def _lines_of(finding: Finding) -> list[tuple[str, Mark]]:
    """The lines of one finding: its items, the facts it waits for, or the rule itself."""
    if finding.is_untold:
        return [(fact, Mark.OPEN) for fact in finding.missing]
    if finding.verdict is Verdict.REPORT_AFTER:
        return [(item, Mark.AFTER) for item in (*finding.held, *finding.missing)] or [("", Mark.AFTER)]
    if finding.verdict is Verdict.READINESS:
        return [("", Mark.NOTE)]
    lines = [(item, Mark.HELD) for item in finding.held]
    lines.extend((item, _mark(finding, item)) for item in finding.missing)
    return lines or [("", Mark.REVIEW if finding.because and finding.verdict is Verdict.MANUAL_REVIEW else Mark.NOTE)]


def _mark(finding: Finding, item: str) -> Mark:
    if item in finding.wrong:
        return Mark.WRONG
    is_review = item in finding.unclear or finding.verdict is Verdict.MANUAL_REVIEW
    return Mark.REVIEW if is_review else Mark.MISSING


def _entry(key: tuple[int, str, Mark], found: list[Finding], rules: RuleBase) -> Entry:
    leg, name, mark = key
    worst_first = tuple(sorted(found, key=lambda finding: (finding.verdict.rank, finding.rule)))
    details = [text for finding in worst_first if (text := dict(finding.details).get(name))]
    options = [one for finding in worst_first if (one := dict(finding.options).get(name))]
    steps = [rules.get_version(finding.rule, finding.version).step for finding in worst_first]
    return Entry(
        leg=leg,
        step=Step.AFTERWARDS if mark is Mark.AFTER else min(steps, key=lambda step: _STEPS[step]),
        mark=mark,
        item=rules.items.get(name) if mark is not Mark.OPEN else None,
        findings=worst_first,
        detail=details[0] if details else "",
        options=options[0] if options else (),
        fact=name if mark is Mark.OPEN else "",
    )
