"""Items: the things a rule asks for, who brings them, and how each stands in a dossier."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.compliance.purpose import Title

__all__ = ["Item", "ItemKind", "ItemState", "Provider", "Standing"]


class ItemKind(StrEnum):
    """How an item is looked for.

    `DOCUMENT`: a paper of that kind lies in the dossier. `CONFIRMATION`: an officer stated it. `CHECK`: the library
    computes it. `REPORT`: a duty after the payment, which nothing before it can fulfil.
    """

    DOCUMENT = "document"
    CONFIRMATION = "confirmation"
    CHECK = "check"
    REPORT = "report"


class Provider(StrEnum):
    """Who brings an item."""

    COMPANY = "company"
    BRANCH = "branch"
    HEAD_OFFICE = "head_office"
    CORRESPONDENT = "correspondent"
    CREDITOR = "creditor"
    CREDITOR_AGENT = "creditor_agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that a rule asks for. `cure` says what to do where it is missing."""

    id: str
    kind: ItemKind
    provider: Provider
    title: Title
    cure: Title


class ItemState(StrEnum):
    """How an item stands: there, not there, there and wrong, or there and to be looked at by a person."""

    HELD = "held"
    MISSING = "missing"
    CONTRARY = "contrary"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands in a dossier, what is wrong with it, and what would be valid where that is a closed list."""

    state: ItemState
    detail: str = ""
    options: tuple[str, ...] = ()
