"""What a score means and what each feature adds: the settings that a record of a screening names.

No law and no guidance sets a score: the Wolfsberg Group's guidance on sanctions screening (2019-01-21, section 5) asks
that settings, list, and the treatment of weak aliases be written down. The bands are the working convention
GL-LIST-002: an exact name or an equal identifier is a match, 0.70 to 0.99 is for a person to look at.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from fxroute.compliance.screening.screened import Band
from fxroute.errors import InvalidValue

__all__ = ["FeatureWeights", "MatchPolicy", "WeakAliases"]

_LEAST_POSSIBLE = Decimal("0.5")


class WeakAliases(StrEnum):
    """How a name is treated that the publisher calls weak: lowered, not compared, or as any other."""

    LOWERED = "lowered"
    IGNORED = "ignored"
    AS_STRONG = "as_strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureWeights:
    """What each feature adds to the likeness of the names; below zero it takes away."""

    word_order: Decimal = Decimal("-0.01")
    script: Decimal = Decimal("-0.02")
    characters: Decimal = Decimal("-0.10")
    weak_alias: Decimal = Decimal("-0.10")
    one_word_in_text: Decimal = Decimal("-0.10")
    birth_date_agrees: Decimal = Decimal("0.05")
    birth_year_agrees: Decimal = Decimal("0.02")
    birth_date_disagrees: Decimal = Decimal("-0.15")
    countries_agree: Decimal = Decimal("0.02")
    countries_disagree: Decimal = Decimal("-0.05")
    kind_disagrees: Decimal = Decimal("-0.15")
    other_branch: Decimal = Decimal("0.90")
    other_register: Decimal = Decimal("0.90")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPolicy:
    """Thresholds and weights, with a name that says which they are.

    Attributes:
        version: what a record calls this policy; change it with any other field.
        match: least score of a match. At 1 only an exact name, a BIC or an identifier is one.
        possible: least score of a hit that a person looks at.
        weak_aliases: what a weak alias counts.
        weights: what each feature adds.
    """

    version: str = "fxroute-1"
    match: Decimal = Decimal("1.00")
    possible: Decimal = Decimal("0.70")
    weak_aliases: WeakAliases = WeakAliases.LOWERED
    weights: FeatureWeights = field(default_factory=FeatureWeights)

    def __post_init__(self) -> None:
        """Refuse thresholds out of order.

        Raises:
            InvalidValue: `possible` is not within 0.5 and `match`, or `match` is above 1.
        """
        if not _LEAST_POSSIBLE <= self.possible <= self.match <= 1:
            raise InvalidValue(
                what=f"thresholds possible={self.possible}, match={self.match}; expected 0.5 <= possible <= match <= 1",
                where=f"match policy {self.version}",
                mend="lower `possible`, or raise `match` to 1 at most",
            )

    @property
    def text(self) -> str:
        """The policy in one line, for a record."""
        return f"{self.version}: match {self.match}, possible {self.possible}, weak aliases {self.weak_aliases}"

    @property
    def least_name_thousandths(self) -> int:
        """The least likeness of names: what else agrees never makes a hit of names that are not alike."""
        return int(self.possible * 1000)

    def band(self, score: Decimal) -> Band | None:
        """Return what a score means; nothing below `possible`."""
        if score >= self.match:
            return Band.MATCH
        return Band.POSSIBLE if score >= self.possible else None
