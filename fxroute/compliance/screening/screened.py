"""What is screened, and what came of it: subjects, hits with their features, and the editions that were asked."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from fxroute.compliance.screening.listed import Identifier, ListEdition, ListedKind

__all__ = ["BANDS", "Band", "Feature", "Hit", "Owner", "Review", "Screening", "Subject", "worst_first"]


class Band(StrEnum):
    """What a score means under the policy that was used: a match, one to look at, or one reviewed and released."""

    MATCH = "match"
    POSSIBLE = "possible"
    RELEASED = "released"


BANDS = (Band.MATCH, Band.POSSIBLE, Band.RELEASED)
"""The bands, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Somebody who owns part of a subject; `share_percent` is decimal text from 0 to 100. Owners may have owners."""

    name: str
    share_percent: str
    is_control: bool = False
    kind: ListedKind = ListedKind.UNKNOWN
    countries: tuple[str, ...] = ()
    owners: tuple["Owner", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody or something to screen.

    `role` is `debtor`, `creditor`, `agent`, `vessel`, `owner` or `text`; free text is searched for listed names
    inside it. The other fields narrow the comparison; an empty one compares with everything.
    """

    role: str
    name: str
    kind: ListedKind = ListedKind.UNKNOWN
    countries: tuple[str, ...] = ()
    birth_date: str = ""
    bic: str = ""
    identifiers: tuple[Identifier, ...] = ()
    owners: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One part of a score: what was compared, both sides as compared, and what it adds (below zero: takes away)."""

    name: str
    subject: str
    listed: str
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A hit that a person looked at and released.

    It holds until `until`, and only while the entry is as it was: `entry_sha256` is of the entry's content. `by` and
    `why` are the reviewer's own words.
    """

    subject: str
    list_name: str
    entry_id: str
    entry_sha256: str
    by: str
    at: datetime
    why: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A subject that resembles an entry of a list.

    `score` runs from 0 to 1 and is the sum of `features`, held to that range. `share_percent` and `through` are set
    where the subject is caught by ownership: the summed share of blocked owners, and who they are. `is_control` says
    that a listed party controls the subject without owning half of it.
    """

    subject: Subject
    list_name: str
    entry_id: str
    entry_name: str
    entry_sha256: str
    score: Decimal
    band: Band
    features: tuple[Feature, ...]
    review: Review | None = None
    share_percent: str = ""
    through: tuple[str, ...] = ()
    is_control: bool = False


def worst_first(hit: Hit) -> tuple[int, Decimal, str, str, str, str, str]:
    """Return the key by which hits stand in order, whatever the order of subjects and entries."""
    subject = hit.subject
    order = BANDS.index(hit.band), -hit.score
    return *order, subject.role, subject.name, hit.list_name, hit.entry_id, hit.share_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What was screened on `day` against which editions under which policy, and every hit, the worst first."""

    day: date
    policy: str
    editions: tuple[ListEdition, ...]
    subjects: tuple[Subject, ...]
    hits: tuple[Hit, ...]

    def asked(self, list_name: str) -> bool:
        """Tell whether a list of that name was asked."""
        return any(edition.name == list_name for edition in self.editions)
