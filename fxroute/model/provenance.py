"""Where a record comes from, and how far it can be trusted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Confidence", "Provenance"]


class Confidence(StrEnum):
    """Trust in a record, best first.

    `HIGH`: an official page or document was read. `MEDIUM`: a secondary copy. `LOW`: a weak page or general
    knowledge. `PRIOR`: plausible, nowhere confirmed. `EXAMPLE`: an illustration.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    PRIOR = "prior"
    EXAMPLE = "example"

    @property
    def rank(self) -> int:
        """Position in the order, 0 for the best."""
        return _RANKS[self.value]

    def meets(self, floor: "Confidence") -> bool:
        """Tell whether this confidence is at least as good as `floor`."""
        return self.rank <= floor.rank


_RANKS = {"high": 0, "medium": 1, "low": 2, "prior": 3, "example": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Source of a record, the day it was read, its confidence and its validity (both ends included)."""

    source: str
    as_of: date
    confidence: Confidence
    valid_from: date | None = None
    valid_to: date | None = None
    notes: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the record speaks of `day`; an absent end is open."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
