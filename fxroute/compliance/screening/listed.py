"""What a sanctions list says: its edition, and its entries in one form whatever the publisher's layout."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Identifier", "ListEdition", "ListedKind", "ListedName", "ListedOwner", "ListedParty", "NameStrength"]


class ListedKind(StrEnum):
    """What is listed; `UNKNOWN` where the list does not say, which compares with every kind."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameStrength(StrEnum):
    """How much a publisher says of a name: the listed one, another good one, one too common to stand alone."""

    PRIMARY = "primary"
    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a listed party, in the script of the list."""

    text: str
    strength: NameStrength = NameStrength.PRIMARY


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number by which a register knows a party; `kind` is `passport`, `national_id`, `imo`, `lei`, `tax` and so on.

    `number` is as printed; whoever compares takes out blanks and hyphens. `country` is ISO 3166-1 alpha-2, empty
    where the list does not say.
    """

    kind: str
    number: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class ListedOwner:
    """Another entry of the same list that owns or controls this one; `share_percent` is decimal text where given."""

    entry_id: str
    share_percent: str = ""
    is_control: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParty:
    """One entry of a list.

    `id` is the publisher's own and stays when the entry changes. `birth_dates` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    `countries` are ISO 3166-1 alpha-2, of nationality, seat, registration and addresses together. `bics` are as
    printed, of 8 or 11 characters. `programmes` are the publisher's words for the measures.
    """

    id: str
    kind: ListedKind
    names: tuple[ListedName, ...]
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    bics: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    programmes: tuple[str, ...] = ()
    owners: tuple[ListedOwner, ...] = ()
    listed_on: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEdition:
    """One state of one list.

    `name` is `UN`, `OFAC_SDN`, `OFAC_CONS`, `EU_FSF`, `UK_SL`, `CN_MFA` or an own word; rules name lists by it.
    `dated` is the publisher's day of generation. `version` is what the publisher calls the state, the day again where
    it says nothing. `sha256` is of the bytes read. `source` is the address or the file.
    """

    name: str
    version: str
    dated: date
    sha256: str
    source: str
    entries: int
