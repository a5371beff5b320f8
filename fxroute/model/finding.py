"""Findings: what a compliance rule says of a payment, a party or a leg."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.provenance import Confidence

__all__ = ["Finding", "Scope", "Verdict"]


class Verdict(StrEnum):
    """What a rule says: four from worst to best, then three that are neutral."""

    BLOCKED = "blocked"
    MISSING_ITEM = "missing_item"
    MANUAL_REVIEW = "manual_review"
    PASS = "pass"  # noqa: S105  # a verdict, no password
    REPORT_AFTER = "report_after"
    READINESS = "readiness"
    NOT_APPLICABLE = "not_applicable"


class Scope(StrEnum):
    """What a finding speaks of."""

    PAYMENT = "payment"
    PARTY = "party"
    ROUTE = "route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's verdict with its citation; `leg` is 0 when it speaks of the whole."""

    rule: str
    version: str
    verdict: Verdict
    missing: tuple[str, ...]
    citation: str
    confidence: Confidence
    scope: Scope
    leg: int = 0
