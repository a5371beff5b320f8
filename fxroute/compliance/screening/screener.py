"""Subjects against lists: who resembles whom, by name, by number, inside a text, and by ownership."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fxroute.compliance.screening.likeness import NameLikeness
from fxroute.compliance.screening.listed import ListEdition, ListedParty
from fxroute.compliance.screening.listed_names import ListedNames
from fxroute.compliance.screening.match import ComparedName, name_features, number_features, particulars, score_of
from fxroute.compliance.screening.normalise import NAME_CHARACTERS_MAX, TEXT_CHARACTERS_MAX, Name, normalise
from fxroute.compliance.screening.numbers import NumberIndex
from fxroute.compliance.screening.owned import owned_hits
from fxroute.compliance.screening.passages import passages_of
from fxroute.compliance.screening.policy import MatchPolicy
from fxroute.compliance.screening.reviews import Reviews, entry_sha256
from fxroute.compliance.screening.screened import Band, Feature, Hit, Review, Screening, Subject, worst_first

__all__ = ["Screener"]

_TEXT = "text"
"""Role of a subject that is searched for names."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The best that speaks for one entry."""

    score: Decimal
    name: str
    features: tuple[Feature, ...]


class Screener:
    """Lists made ready to be asked, under one policy, with what was reviewed before."""

    def __init__(
        self,
        lists: Sequence[tuple[ListEdition, tuple[ListedParty, ...]]],
        policy: MatchPolicy | None = None,
        reviews: Iterable[Review] = (),
        names: ListedNames | None = None,
    ) -> None:
        """Index the names and numbers of all entries.

        Args:
            lists: editions with their entries.
            policy: thresholds and weights; the default one where none is given.
            reviews: hits that were looked at and released.
            names: the names of the same entries under the same policy, where they were made ready before.

        Raises:
            InvalidValue: a listed name is too long to be one, or `names` are those of other lists.
        """
        self.policy = policy or MatchPolicy()
        self.editions = tuple(edition for edition, _ in lists)
        self._parties = [party for _, parties in lists for party in parties]
        self._lists = [edition.name for edition, parties in lists for _ in parties]
        self._reviews = Reviews(reviews)
        self._numbers = NumberIndex(self._parties)
        self._names = names or ListedNames(self._parties, self.policy.weak_aliases)
        self._names.refuse_other(self._parties, self.policy.weak_aliases)
        self._index = self._names.index

    @property
    def word_count(self) -> int:
        """How many distinct words the names have."""
        return self._index.word_count

    def screen(self, subjects: Iterable[Subject], *, day: date) -> Screening:
        """Screen subjects as on a day.

        Returns:
            Every hit, the worst first; a released one stands last with its review.

        Raises:
            InvalidValue: a name is too long, or owners contradict each other.
        """
        subjects = tuple(subjects)
        hits = [hit for subject in subjects for hit in self._hits(subject, day)]
        return Screening(
            day=day,
            policy=self.policy.text,
            editions=self.editions,
            subjects=subjects,
            hits=tuple(sorted(hits, key=worst_first)),
        )

    def _hits(self, subject: Subject, day: date) -> Iterator[Hit]:
        for entry, found in self._found(subject).items():
            band = self.policy.band(found.score)
            if band is not None:
                yield self._reviews.applied(self._hit(subject, entry, found, band), day)
        if subject.owners:
            for hit in owned_hits(subject, lambda owner: self._hits(owner, day)):
                yield self._reviews.applied(hit, day)

    def _hit(self, subject: Subject, entry: int, found: _Found, band: Band) -> Hit:
        party = self._parties[entry]
        return Hit(
            subject=subject,
            list_name=self._lists[entry],
            entry_id=party.id,
            entry_name=found.name,
            entry_sha256=entry_sha256(party),
            score=found.score,
            band=band,
            features=found.features,
        )

    def _found(self, subject: Subject) -> dict[int, _Found]:
        """The best that speaks for each entry, whatever the threshold."""
        is_text = subject.role == _TEXT
        most = TEXT_CHARACTERS_MAX if is_text else NAME_CHARACTERS_MAX
        name = normalise(subject.name, where=f"{subject.role} name", characters_max=most)
        found: dict[int, _Found] = {}
        for number, compared_name, likeness, is_one_word in self._alike(name, is_text=is_text):
            for entry, printed in self._names.bearers(number, self._parties):
                compared = ComparedName(
                    subject=compared_name,
                    listed=self._index.name(number),
                    printed=printed,
                    likeness=likeness,
                    is_one_word_in_text=is_one_word,
                )
                features = name_features(subject, self._parties[entry], compared, self.policy)
                _keep(found, entry, _Found(score_of(features), printed.text, tuple(features)))
        numbers = (
            self._numbers.of_text(subject.name, self.policy)
            if is_text
            else self._numbers.of_subject(subject, self.policy)
        )
        for entry, feature in numbers:
            known = found.get(entry)
            rest = known.features if known else tuple(particulars(subject, self._parties[entry], self.policy))
            by_number = tuple(number_features(feature, rest))
            score = score_of(by_number)
            if known is None or score >= known.score:
                found[entry] = _Found(score, known.name if known else _first_name(self._parties[entry]), by_number)
        return found

    def _alike(self, name: Name, *, is_text: bool) -> Iterator[tuple[int, Name, NameLikeness, bool]]:
        least = self.policy.least_name_thousandths
        if is_text:
            for passage in passages_of(name, self._index, least):
                yield passage.number, passage.words, passage.likeness, passage.is_one_word
            return
        for number, likeness in self._index.find(name, least):
            yield number, name, likeness, False


def _first_name(party: ListedParty) -> str:
    return party.names[0].text if party.names else party.id


def _keep(found: dict[int, _Found], entry: int, new: _Found) -> None:
    known = found.get(entry)
    if known is None or (new.score, new.name) > (known.score, known.name):
        found[entry] = new
