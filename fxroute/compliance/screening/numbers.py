"""BICs and numbers of registers, found by equality: whatever the name, the number is the party."""

import re
from collections.abc import Iterable, Iterator

from fxroute.compliance.screening.listed import Identifier, ListedParty
from fxroute.compliance.screening.match import ONE
from fxroute.compliance.screening.policy import MatchPolicy
from fxroute.compliance.screening.screened import Feature, Subject

__all__ = ["NumberIndex", "plain_number"]

_NOT_PLAIN = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[A-Za-z0-9]+")
_BIC8 = 8
_HEAD_OFFICE = "XXX"
_DIGITS_IN_TEXT_MIN = 6


def plain_number(identifier: Identifier) -> str:
    """Return a number without blanks, hyphens and case; an IMO number without the letters before it."""
    plain = _NOT_PLAIN.sub("", identifier.number).upper()
    return plain.removeprefix("IMO") if identifier.kind.casefold() == "imo" else plain


class NumberIndex:
    """Entries by BIC and by identifier; an entry is its place in the order given."""

    def __init__(self, parties: Iterable[ListedParty]) -> None:
        """Take in the numbers of the entries."""
        self._bics: dict[str, list[tuple[int, str]]] = {}
        self._identifiers: dict[str, list[tuple[int, Identifier]]] = {}
        for entry, party in enumerate(parties):
            for bic in party.bics:
                plain = bic.replace(" ", "").upper()
                self._bics.setdefault(plain[:_BIC8], []).append((entry, plain))
            for identifier in party.identifiers:
                if plain := plain_number(identifier):
                    self._identifiers.setdefault(plain, []).append((entry, identifier))

    def of_subject(self, subject: Subject, policy: MatchPolicy) -> Iterator[tuple[int, Feature]]:
        """Entries with a number of the subject, each with the feature that says so."""
        if subject.bic:
            yield from self._with_bic(subject.bic.replace(" ", "").upper(), policy)
        for identifier in subject.identifiers:
            for entry, listed in self._identifiers.get(plain_number(identifier), ()):
                is_same = identifier.kind.casefold() == listed.kind.casefold() and (
                    not identifier.country or not listed.country or identifier.country == listed.country
                )
                weight = ONE if is_same else policy.weights.other_register
                yield entry, Feature("identifier", _printed(identifier), _printed(listed), weight)

    def of_text(self, text: str, policy: MatchPolicy) -> Iterator[tuple[int, Feature]]:
        """Entries whose BIC, or number of six digits or more, stands in a text as a word."""
        for word in dict.fromkeys(_WORDS.findall(text.upper())):
            if len(word) in {_BIC8, _BIC8 + 3}:
                yield from self._with_bic(word, policy)
            if sum(letter.isdigit() for letter in word) >= _DIGITS_IN_TEXT_MIN:
                plain = word.removeprefix("IMO")
                for entry, listed in self._identifiers.get(plain, ()):
                    yield entry, Feature("identifier", word, _printed(listed), ONE)

    def _with_bic(self, bic: str, policy: MatchPolicy) -> Iterator[tuple[int, Feature]]:
        for entry, listed in self._bics.get(bic[:_BIC8], ()):
            branches = {bic[_BIC8:] or _HEAD_OFFICE, listed[_BIC8:] or _HEAD_OFFICE}
            is_same = len(branches) == 1 or _HEAD_OFFICE in branches
            yield entry, Feature("bic", bic, listed, ONE if is_same else policy.weights.other_branch)


def _printed(identifier: Identifier) -> str:
    return " ".join(part for part in (identifier.country, identifier.kind, identifier.number) if part)
