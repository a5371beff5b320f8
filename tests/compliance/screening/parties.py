"""Invented entries and subjects in few words."""

from collections.abc import Iterable
from datetime import date

from fxroute.compliance.screening.listed import (
    Identifier,
    ListEdition,
    ListedKind,
    ListedName,
    ListedParty,
    NameStrength,
)
from fxroute.compliance.screening.policy import MatchPolicy
from fxroute.compliance.screening.screened import Hit, Owner, Review, Subject
from fxroute.compliance.screening.screener import Screener

__all__ = ["DAY", "edition", "hits", "owner", "party", "screener", "subject", "weak"]

DAY = date(2026, 11, 25)


def edition(name: str = "OWN") -> ListEdition:
    return ListEdition(name=name, version="1", dated=DAY, sha256="0" * 64, source="invented", entries=1)


def party(
    entry_id: str,
    *names: str | ListedName,
    kind: ListedKind = ListedKind.UNKNOWN,
    birth_dates: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    bics: tuple[str, ...] = (),
    identifiers: tuple[Identifier, ...] = (),
) -> ListedParty:
    return ListedParty(
        id=entry_id,
        kind=kind,
        names=tuple(ListedName(name) if isinstance(name, str) else name for name in names),
        birth_dates=birth_dates,
        countries=countries,
        bics=bics,
        identifiers=identifiers,
    )


def weak(name: str) -> ListedName:
    return ListedName(name, NameStrength.WEAK)


def screener(
    parties: Iterable[ListedParty], policy: MatchPolicy | None = None, reviews: Iterable[Review] = ()
) -> Screener:
    return Screener([(edition(), tuple(parties))], policy, reviews)


def subject(name: str, *, role: str = "creditor", owners: tuple[Owner, ...] = ()) -> Subject:
    return Subject(role=role, name=name, owners=owners)


def owner(name: str, share_percent: str, *owners: Owner, is_control: bool = False) -> Owner:
    return Owner(name=name, share_percent=share_percent, is_control=is_control, owners=owners)


def hits(name: str | Subject, *parties: ListedParty, policy: MatchPolicy | None = None) -> tuple[Hit, ...]:
    asked = subject(name) if isinstance(name, str) else name
    return screener(parties, policy).screen([asked], day=DAY).hits
