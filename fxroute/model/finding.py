"""Findings: what a compliance rule says of a payment, a party or a leg."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.provenance import Confidence

__all__ = ["Finding", "Scope", "Verdict", "worst_verdict"]


class Verdict(StrEnum):
    """What a rule says: four from worst to best, then three that are neutral."""

    BLOCKED = "blocked"
    MISSING_ITEM = "missing_item"
    MANUAL_REVIEW = "manual_review"
    PASS = "pass"  # noqa: S105  # a verdict, no password
    REPORT_AFTER = "report_after"
    READINESS = "readiness"
    NOT_APPLICABLE = "not_applicable"

    @property
    def rank(self) -> int:
        """Place in the order from worst (0) to neutral."""
        return _RANKS[self.value]


_RANKS = {verdict.value: rank for rank, verdict in enumerate(Verdict)}


class Scope(StrEnum):
    """What a finding speaks of."""

    PAYMENT = "payment"
    PARTY = "party"
    ROUTE = "route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's verdict with its citation; `leg` is 0 when it speaks of the whole.

    `held` and `missing` are ids of items that the rule asks for; `missing` holds what is there and wrong too, and the
    facts that were not told where it could not be said whether the rule applies. Of `missing`, `wrong` are there and
    wrong, `unclear` are there and for a person to look at. `details` says of an item what is
    wrong with it, `options` what would be valid. `inputs` are the values that decided, by name. `because` is the
    reason where another rule excepts this one. `is_untold` says that it is open whether the rule applies at all.
    """

    rule: str
    version: str
    verdict: Verdict
    missing: tuple[str, ...]
    citation: str
    confidence: Confidence
    scope: Scope
    leg: int = 0
    jurisdiction: str = ""
    consequence: str = ""
    held: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    because: str = ""
    is_untold: bool = False


def worst_verdict(findings: Iterable[Finding]) -> Verdict:
    """Return the worst verdict; neutral ones do not count, and nothing at all is a pass."""
    counted = [one.verdict for one in findings if one.verdict.rank <= Verdict.PASS.rank]
    return min(counted, key=lambda verdict: verdict.rank, default=Verdict.PASS)
