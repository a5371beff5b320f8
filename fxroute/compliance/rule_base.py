"""The rule base: rules, items and purposes, and which rules count on a day, as known on another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fxroute.compliance.item import Item
from fxroute.compliance.purpose import Purpose
from fxroute.compliance.rule import Rule
from fxroute.compliance.service_level import ServiceLevel
from fxroute.errors import InvalidValue

__all__ = ["RuleBase"]


@dataclass(frozen=True, slots=True)
class RuleBase:
    """Rules, the items they ask for, the purposes they know, and service levels; frozen. `sha256` is of all of it."""

    rules: tuple[Rule, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    purposes: Mapping[str, Purpose] = field(default_factory=dict)
    service_levels: tuple[ServiceLevel, ...] = ()
    sha256: str = ""
    _valid: dict[tuple[date, date | None], tuple[Rule, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def valid(self, day: date, known_on: date | None = None) -> tuple[Rule, ...]:
        """Return the rules in force on `day`, as they were known on `known_on`; `None` is all that is known.

        Of several versions of one rule in force on the day, the one known last counts. A rule that only tells how
        ready one is counts before it is in force.
        """
        key = day, known_on
        if key not in self._valid:
            newest: dict[str, Rule] = {}
            for rule in self.rules:
                is_known = known_on is None or rule.provenance.as_of <= known_on
                if is_known and _counts(rule, day):
                    held = newest.get(rule.number)
                    if held is None or held.provenance.as_of <= rule.provenance.as_of:
                        newest[rule.number] = rule
            self._valid[key] = tuple(newest.values())
        return self._valid[key]

    def get_rule(self, rule_id: str) -> Rule:
        """Return a rule by its id; the newest version by its number.

        Raises:
            InvalidValue: there is no such rule.
        """
        found = [rule for rule in self.rules if rule_id in (rule.id, rule.number)]
        if not found:
            raise InvalidValue(
                what=f"there is no rule {rule_id!r}", where="rule", mend="use an id of the rule base, as CN-TAX-001"
            )
        return max(found, key=lambda rule: (rule.id == rule_id, rule.provenance.as_of))

    def get_version(self, number: str, version: str) -> Rule:
        """Return one version of a rule, as a finding names it.

        Raises:
            InvalidValue: there is no such version.
        """
        found = next((rule for rule in self.rules if (rule.number, rule.version) == (number, version)), None)
        if found is None:
            raise InvalidValue(
                what=f"rule {number} has no version {version!r} here",
                where="rule",
                mend="use the rule base that the finding was made with",
            )
        return found

    def get_purpose(self, purpose_id: str, *, where: str = "purpose") -> Purpose | None:
        """Return a purpose by its id, `None` for an empty one.

        Raises:
            InvalidValue: there is no such purpose.
        """
        if not purpose_id:
            return None
        if purpose_id not in self.purposes:
            known = ", ".join(sorted(self.purposes))
            raise InvalidValue(
                what=f"{purpose_id!r} is no purpose of the rule base", where=where, mend=f"use one of {known}"
            )
        return self.purposes[purpose_id]


def _counts(rule: Rule, day: date) -> bool:
    return rule.is_ahead_of(day) or rule.provenance.is_valid_on(day)
