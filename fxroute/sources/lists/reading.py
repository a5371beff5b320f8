"""What a list says, party by party: taken, noted where something in it cannot be read, or refused with all faults."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fxroute.compliance.screening.listed import (
    Identifier,
    ListedKind,
    ListedName,
    ListedOwner,
    ListedParty,
    NameStrength,
)
from fxroute.errors import DataFileError, DataFileErrors, InvalidValue
from fxroute.model.identifiers import check_bic
from fxroute.sources.fault import shortened, shown
from fxroute.sources.lists.countries import country_code
from fxroute.sources.lists.dates import birth_dates, find_day
from fxroute.sources.lists.kinds import identifier_kind

__all__ = ["AGAIN", "Draft", "NAME_CHARACTERS_MAX", "PARTIES_MAX", "Reading"]

AGAIN = "fetch the list again, and compare its size with the publisher's"
"""What mends a file that came in part."""

NAME_CHARACTERS_MAX = 1000
"""Longest name of a party; the longest of the published lists have some hundreds."""

PARTIES_MAX = 3_000_000
"""Most parties of a list."""

_FAULTS_MAX = 20
_NOTES_MAX = 40
_REMARKS_CHARACTERS_MAX = 4000
_STRENGTHS = (NameStrength.PRIMARY, NameStrength.STRONG, NameStrength.WEAK)
_INVISIBLE = frozenset("\ufeff\u061c\u200b\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that say how a text runs, and widthless blanks: they are no part of a name, and would hide it."""


@dataclass(slots=True)
class Reading:
    """Collects the parties of one list; `where` names the file in faults.

    `name`, `version` and `dated` are what the list says of itself. `notes` counts what was left out of parties that
    were taken; where `is_strict`, it is a fault: who writes a list himself can mend it.
    """

    where: str
    is_strict: bool = False
    name: str = ""
    version: str = ""
    dated: date | None = None
    drafts: dict[str, "Draft"] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    faults: list[DataFileError] = field(default_factory=list)
    faults_more: int = 0

    def fault(self, place: str, what: str, mend: str = AGAIN) -> None:
        """Note a fault, for which the whole list is refused."""
        if len(self.faults) == _FAULTS_MAX:
            self.faults_more += 1
        else:
            self.faults.append(DataFileError(what=what, where=f"{self.where}:{place}", mend=mend))

    def note(self, what: str) -> None:
        """Count something that was left out."""
        told = what if what in self.notes or len(self.notes) < _NOTES_MAX else "other notes"
        self.notes[told] = self.notes.get(told, 0) + 1

    def party(self, entry_id: str, place: str, kind: ListedKind) -> "Draft":
        """Begin a party; one without an id, or with that of another, is a fault."""
        draft = Draft(self, entry_id, place, kind)
        if not entry_id:
            self.fault(place, "an entry has no id")
        elif entry_id in self.drafts:
            what = f"the id {shown(entry_id)} stands here and in {self.drafts[entry_id].place}"
            self.fault(place, what, "ask the publisher; each entry has an id of its own")
        elif len(self.drafts) == PARTIES_MAX:
            self.fault(
                place, f"the list has more than {PARTIES_MAX} entries", "look whether this is a list of sanctions"
            )
        else:
            self.drafts[entry_id] = draft
        return draft

    def date_by(self, text: str, place: str) -> None:
        """Take the day of the list, or note that it is none."""
        if (found := find_day(text)) is None:
            self.fault(place, f"{shown(text)} is no day on which the list was made", "say the day: --dated 2026-11-24")
        else:
            self.dated = found

    def finish(self) -> tuple[ListedParty, ...]:
        """Return the parties in the order of the list.

        Raises:
            DataFileErrors: every fault, or that there is no party at all.
        """
        parties = [draft.finish() for draft in self.drafts.values()]
        if not parties and not self.faults:
            self.fault("1", "there is no entry in the list", "look whether this is the list, and fetch it again")
        if self.faults_more:
            told = f"there are {self.faults_more} faults more"
            self.faults.append(DataFileError(what=told, where=self.where, mend="mend those told first"))
        if self.faults:
            raise DataFileErrors(tuple(self.faults))
        return tuple(parties)


@dataclass(slots=True)
class Draft:
    """A party while its list is read; several rows or elements may add to it."""

    reading: Reading
    id: str
    place: str
    kind: ListedKind
    names: dict[str, NameStrength] = field(default_factory=dict)
    births: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    bics: dict[str, None] = field(default_factory=dict)
    identifiers: dict[Identifier, None] = field(default_factory=dict)
    programmes: dict[str, None] = field(default_factory=dict)
    owners: dict[ListedOwner, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)
    listed_on: date | None = None

    def add_name(self, text: str, strength: NameStrength, place: str = "") -> None:
        """Take a name, in the strongest of the ways in which it is given."""
        name = self._plain(text, place or self.place)
        if name:
            known = self.names.get(name, strength)
            self.names[name] = min(known, strength, key=_STRENGTHS.index)

    def add_birth(self, text: str) -> None:
        """Take a date of birth, or note that it cannot be read."""
        found = birth_dates(text)
        if text.strip() and not found:
            self._note("a date of birth that cannot be read, or spans many years")
        self.births.update(dict.fromkeys(found))

    def add_country(self, text: str) -> None:
        """Take a country by name or code, or note that there is no such."""
        for part in text.split("(") if "(1)" in text else [text]:
            told = part.partition(")")[2] if "(1)" in text else part
            if not told.strip() or told.strip().casefold() in ("00", "unknown", "undetermined", "none", "stateless"):
                continue
            if code := country_code(told):
                self.countries[code] = None
            else:
                self._note(f"a country of another name: {shortened(told.strip())}")

    def add_identifier(self, kind: str, number: str, country: str = "") -> None:
        """Take a number by the publisher's words for its kind; a BIC is known by them, too."""
        found = identifier_kind(kind)
        if found == "bic":
            self.add_bic(number)
            return
        told = self._plain(number, self.place)
        if found == "imo":
            told = told.upper().removeprefix("IMO").strip(" :.")
        if told:
            code = country_code(country) if country.strip() else ""
            self.identifiers[Identifier(found, told, code)] = None

    def add_bic(self, text: str) -> None:
        """Take a BIC, or note that it is none."""
        bic = "".join(text.split()).upper()
        try:
            self.bics[check_bic(bic)] = None
        except InvalidValue:
            self._note("a BIC that is none; kept in the remarks")
            self.add_remark(f"BIC {text}")

    def add_programmes(self, texts: Iterable[str]) -> None:
        """Take the publisher's words for the measures."""
        self.programmes.update(dict.fromkeys(text for text in (" ".join(part.split()) for part in texts) if text))

    def add_remark(self, text: str) -> None:
        """Keep what has no field of its own."""
        if told := " ".join(text.split()).strip():
            self.remarks[told[:_REMARKS_CHARACTERS_MAX]] = None

    def list_on(self, text: str) -> None:
        """Take the day of listing; the earliest stands."""
        found = find_day(text)
        if text.strip() and found is None:
            self._note("a day of listing that cannot be read")
        elif found is not None:
            self.listed_on = found if self.listed_on is None else min(found, self.listed_on)

    def finish(self) -> ListedParty:
        """Return the party; one without a name is a fault."""
        if not self.names:
            self.reading.fault(self.place, f"the entry {shown(self.id)} has no name")
        names = sorted(self.names.items(), key=lambda item: _STRENGTHS.index(item[1]))
        # One name is the listed one: the first of the strongest. Others so called are that name in other scripts.
        told = [ListedName(text) for text, _ in names[:1]]
        told += [
            ListedName(text, max(strength, NameStrength.STRONG, key=_STRENGTHS.index)) for text, strength in names[1:]
        ]
        remarks = "; ".join(self.remarks)
        return ListedParty(
            id=self.id,
            kind=self.kind,
            names=tuple(told),
            birth_dates=tuple(sorted(self.births)),
            countries=tuple(sorted(self.countries)),
            bics=tuple(sorted(self.bics)),
            identifiers=tuple(sorted(self.identifiers, key=lambda one: (one.kind, one.number, one.country))),
            programmes=tuple(sorted(self.programmes)),
            owners=tuple(sorted(self.owners, key=lambda one: one.entry_id)),
            listed_on=self.listed_on,
            remarks=remarks[:_REMARKS_CHARACTERS_MAX],
        )

    def _note(self, what: str) -> None:
        if self.reading.is_strict:
            self.reading.fault(
                self.place, f"{what} (entry {shown(self.id)})", "write it as docs/reference/list-layouts.md says"
            )
        else:
            self.reading.note(what)

    def _plain(self, text: str, place: str) -> str:
        """Return a name or number without blanks about it and marks that are not seen."""
        if len(text) > NAME_CHARACTERS_MAX:
            what = f"a name or number has {len(text)} characters, more than {NAME_CHARACTERS_MAX}"
            self.reading.fault(place, what, "look whether quotation marks or tags are missing before it")
            return ""
        seen = "".join(sign for sign in text if sign not in _INVISIBLE)
        told = unicodedata.normalize("NFC", " ".join(seen.split()))
        strange = next((sign for sign in told if unicodedata.category(sign) == "Cc"), "")
        if strange:
            what = f"a name or number holds the control character U+{ord(strange):04X}: {shown(told)}"
            self.reading.fault(place, what, "fetch the list again; where it comes back, name its encoding: --encoding")
        return told
