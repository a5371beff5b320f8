"""What is wrong with a rule base as a whole, for people and machines."""

from collections.abc import Sequence

from fxroute.compliance.analysis.examine import RuleFault
from fxroute.compliance.rule_base import RuleBase
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["rule_faults_json", "rule_faults_text"]


def rule_faults_text(
    faults: Sequence[RuleFault], rules: RuleBase, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return the faults of a rule base as text for people.

    Raises:
        UsageError: a language that has no texts.
    """
    words, page = Words(lang), Page(width=width, is_styled=is_styled)
    counts = {"rules": len(rules.rules), "items": len(rules.items), "purposes": len(rules.purposes)}
    page.heading(words("rules_counted", **counts))
    if not faults:
        page.line(words("rules_sound"), indent=2)
        return page.text()
    columns = [Column(words(f"rules_{key}")) for key in ("rule", "fault", "other", "what", "mend")]
    page.table(
        columns, [(one.rule, words(f"rule_fault_{one.kind.value}"), one.other, one.what, one.mend) for one in faults]
    )
    return page.text()


def rule_faults_json(faults: Sequence[RuleFault], rules: RuleBase) -> dict[str, object]:
    """Return the stable JSON form of the faults of a rule base."""
    return {
        "rules": len(rules.rules),
        "sha256": rules.sha256,
        "faults": [
            {"kind": one.kind.value, "rule": one.rule, "other": one.other, "what": one.what, "mend": one.mend}
            for one in faults
        ],
    }
