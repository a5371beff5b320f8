"""Hits that a person released: while the day, the subject and the entry's content are what they were."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from fxroute.compliance.screening.listed import ListedParty
from fxroute.compliance.screening.match import NOTHING
from fxroute.compliance.screening.normalise import TEXT_CHARACTERS_MAX, normalise
from fxroute.compliance.screening.screened import Band, Feature, Hit, Review

__all__ = ["Reviews", "entry_sha256"]


def entry_sha256(party: ListedParty) -> str:
    """Return the hash of what an entry says, whatever the order in which the list says it."""
    content = {
        "id": party.id,
        "kind": party.kind.value,
        "names": sorted([name.text, name.strength.value] for name in party.names),
        "birth_dates": sorted(party.birth_dates),
        "countries": sorted(party.countries),
        "bics": sorted(party.bics),
        "identifiers": sorted([one.kind, one.number, one.country] for one in party.identifiers),
        "programmes": sorted(party.programmes),
        "owners": sorted([[one.entry_id, one.share_percent, one.is_control] for one in party.owners], key=str),
        "listed_on": party.listed_on.isoformat() if party.listed_on else "",
        "remarks": party.remarks,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


class Reviews:
    """Reviews by what they are of; the latest that holds counts."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        """Take the reviews in, in any order."""
        self._of: dict[tuple[str, str, str], list[Review]] = {}
        for review in sorted(reviews, key=lambda one: (one.until, one.at.isoformat(), one.by, one.why), reverse=True):
            self._of.setdefault((_subject_key(review.subject), review.list_name, review.entry_id), []).append(review)

    def applied(self, hit: Hit, day: date) -> Hit:
        """Return the hit released by a review that holds on `day`, or saying why the review of it does not."""
        reviews = self._of.get((_subject_key(hit.subject.name), hit.list_name, hit.entry_id), ()) if self._of else ()
        for review in reviews:
            if not _void_because(review, hit, day):
                return replace(hit, band=Band.RELEASED, review=review)
        if not reviews:
            return hit
        void = Feature(
            "review void", _void_because(reviews[0], hit, day), f"{reviews[0].by}: {reviews[0].why}", NOTHING
        )
        return replace(hit, features=(*hit.features, void))


def _subject_key(name: str) -> str:
    found = normalise(name, characters_max=TEXT_CHARACTERS_MAX)
    return f"{found.text}|{found.han}"


def _void_because(review: Review, hit: Hit, day: date) -> str:
    if review.entry_sha256 != hit.entry_sha256:
        return "the entry changed after the review"
    if day > review.until:
        return f"it held until {review.until.isoformat()}"
    return "it was made later" if day < review.at.date() else ""
