"""Replay: a decision made anew from what its record holds, and what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fxroute.compliance.check import check
from fxroute.compliance.evidence.canonical import Json
from fxroute.compliance.evidence.codec import decode
from fxroute.compliance.evidence.record import facts_in, findings_in, inputs_in
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.screening.listed import ListEdition
from fxroute.model import Finding, Verdict, worst_verdict

__all__ = ["Change", "ChangeKind", "Replayed", "replay"]


class ChangeKind(StrEnum):
    """What differs between a record and its replay."""

    RULES = "rules"
    RULE_NEW = "rule_new"
    RULE_GONE = "rule_gone"
    RULE_VERSION = "rule_version"
    RULE_SAYS = "rule_says"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of which rule or list, what the record says, and what is said now."""

    kind: ChangeKind
    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """A decision made anew: both verdicts, and every difference, rules by number."""

    then: Verdict
    now: Verdict
    changes: tuple[Change, ...]


def replay(record: Mapping[str, Json], rules: RuleBase, editions: tuple[ListEdition, ...] = ()) -> Replayed:
    """Check what a record holds against a rule base, on the record's day of law and with its day of knowledge.

    Args:
        record: a decision.
        rules: the rule base of now, or one of another day.
        editions: the lists as they stand now; one that the record's screening knew otherwise, or that is kept no
            more, is a difference. Nothing is compared where none is given.

    Raises:
        InvalidValue: the record does not hold what a check needs.
    """
    told = record.get("known_on")
    known_on = None if told is None else decode(date, told, where="known_on")
    facts = facts_in(record)
    then = findings_in(record)
    now = check(rules, facts, known_on=known_on)
    old_rules = inputs_in(record).get("rules", "")
    changes = []
    if old_rules != rules.sha256:
        changes.append(Change(ChangeKind.RULES, "rules", old_rules, rules.sha256))
    changes += _compared(then, now)
    screening = facts.dossier.screening
    for old in () if screening is None or not editions else screening.editions:
        newer = next((one for one in editions if one.name == old.name), None)
        now_is = "" if newer is None else f"{newer.version} {newer.sha256}"
        if newer is None or newer.sha256 != old.sha256:
            changes.append(Change(ChangeKind.LIST, old.name, f"{old.version} {old.sha256}", now_is))
    return Replayed(worst_verdict(then), worst_verdict(now), tuple(changes))


def _compared(then: tuple[Finding, ...], now: tuple[Finding, ...]) -> list[Change]:
    olds = {(one.rule, one.leg): one for one in then}
    news = {(one.rule, one.leg): one for one in now}
    changes = []
    for key in sorted(olds.keys() | news.keys()):
        old, new = olds.get(key), news.get(key)
        if old is None and new is not None:
            changes.append(Change(ChangeKind.RULE_NEW, key[0], "", _said(new)))
        elif new is None and old is not None:
            changes.append(Change(ChangeKind.RULE_GONE, key[0], _said(old), ""))
        elif old is not None and new is not None and old != new:
            kind = ChangeKind.RULE_SAYS if old.version == new.version else ChangeKind.RULE_VERSION
            changes.append(Change(kind, key[0], _said(old), _said(new)))
    return changes


def _said(finding: Finding) -> str:
    missing = f": {', '.join(finding.missing)}" if finding.missing else ""
    return f"{finding.rule}@{finding.version} {finding.verdict.value}{missing} ({finding.citation})"
