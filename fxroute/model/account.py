"""Account relationships: the edges of the correspondent network."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.institution import Place
from fxroute.model.provenance import Provenance

__all__ = ["Account", "FundingMode", "Relation"]


class Relation(StrEnum):
    """How owner and servicer hang together; decides reliefs of charges."""

    CORRESPONDENT = "correspondent"
    SAME_GROUP = "same_group"
    INTER_BRANCH = "inter_branch"


class FundingMode(StrEnum):
    """Whether cover must be on the account beforehand."""

    PREFUNDED = "PREFUNDED"
    CREDIT_LINE = "CREDIT_LINE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account that `owner` holds in the books of `servicer`, in one currency, at one place.

    It carries two moves: `book_draw` (owner to servicer, the account is debited) and `book_credit` (servicer to
    owner, the account is credited). Amounts are minor units of `currency`. `available_minor` and
    `credit_line_minor` limit what can be drawn; `None` is unknown and treated as enough. `minimum_minor` and
    `maximum_minor` limit a single payment. `crosses_border` must be set when owner and servicer hold a segmented
    currency on different sides. Account numbers are never kept.
    """

    id: str
    owner: str
    servicer: str
    currency: str
    place: Place
    relation: Relation
    provenance: Provenance
    crosses_border: bool = False
    funding_mode: FundingMode | None = None
    available_minor: int | None = None
    credit_line_minor: int | None = None
    minimum_minor: int = 0
    maximum_minor: int | None = None
