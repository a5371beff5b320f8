"""OFAC's advanced XML: what its ids mean stands in the file itself, and is looked up there.

Source of the layout: OFAC's Advanced Sanctions Data Model, after the UN's standard. The namespace has changed and may
again: local names are matched. The order of the parts is that of the file's schema: reference values, locations,
documents, parties, relations, entries of lists.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fxroute.compliance.screening.listed import ListedKind, ListedOwner, NameStrength
from fxroute.sources.fault import shown
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import Draft, Reading
from fxroute.sources.lists.xml_tree import Element, read_elements

__all__ = ["read_ofac_advanced"]

_ROOT = "Sanctions"
_PARTS = frozenset(
    {
        "DateOfIssue",
        "DistinctParty",
        "IDRegDocument",
        "Location",
        "ProfileRelationship",
        "ReferenceValueSets",
        "SanctionsEntry",
    }
)
_KINDS = {
    "individual": ListedKind.PERSON,
    "entity": ListedKind.ORGANISATION,
    "vessel": ListedKind.VESSEL,
    "aircraft": ListedKind.AIRCRAFT,
}
_SURNAMES = ("last name", "patronymic", "matronymic")
_COUNTRY_FEATURES = ("nationality", "citizenship", "location", "vessel flag", "other vessel flag")


@dataclass(slots=True)
class _State:
    """What the parts before have said: reference values by their set and id, countries of locations."""

    reading: Reading
    values: dict[str, dict[str, Element]] = field(default_factory=dict)
    locations: dict[str, list[str]] = field(default_factory=dict)
    documents: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    profiles: dict[str, Draft] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)

    def text(self, kind: str, key: str, place: str) -> str:
        """Return the words of a reference value; an id that the file does not define is a fault."""
        if not key:
            return ""
        if (found := self.values.get(kind, {}).get(key)) is None:
            self.reading.fault(place, f"the id {shown(key)} of {kind} is not defined in the file")
            return ""
        return found.text

    def country(self, key: str, place: str) -> str:
        """Return the code of a country where the file gives it, else its name."""
        name = self.text("Country", key, place)
        return self.values["Country"][key].get("ISO2") or name if name else ""


def read_ofac_advanced(files: Sequence[ListFile], reading: Reading) -> None:
    """Read `Sanctions` with its parts."""
    state = _State(reading)
    for file in files:
        for element in read_elements(file, _ROOT, _PARTS):
            if element.name in _TAKERS:
                _TAKERS[element.name](element, state)
    if not reading.name:
        is_sdn = any("sdn" in name.casefold() and "non-sdn" not in name.casefold() for name in state.lists)
        reading.name = "OFAC_SDN" if is_sdn or not state.lists else "OFAC_CONS"


def _place(element: Element) -> str:
    key = element.get("ID") or element.get("FixedRef")
    return f"{element.line}: {element.name}{f' {key}' if key else ''}"


def _date(element: Element | None) -> str:
    """Return year, month and day as far as they are given."""
    if element is None:
        return ""
    numbers = [element.first(name) for name in ("Year", "Month", "Day")]
    told = [number.zfill(2) for number in numbers if number.isdigit()]
    return "-".join(told)


def _issued(element: Element, state: _State) -> None:
    state.reading.date_by(_date(element), _place(element))


def _references(element: Element, state: _State) -> None:
    for values in element.children:
        for value in values.children:
            state.values.setdefault(value.name, {})[value.get("ID")] = value


def _location(element: Element, state: _State) -> None:
    place = _place(element)
    found = [state.country(part.get("CountryID"), place) for part in element.all("LocationCountry")]
    for part in element.all("LocationAreaCode"):
        area = state.values.get("AreaCode", {}).get(part.get("AreaCodeID"))
        if area is not None and area.get("CountryID") and not found:
            found.append(state.country(area.get("CountryID"), place))
    state.locations[element.get("ID")] = [country for country in found if country]


def _document(element: Element, state: _State) -> None:
    place = _place(element)
    kind = state.text("IDRegDocType", element.get("IDRegDocTypeID"), place)
    country = state.country(element.get("IssuedBy-CountryID"), place)
    number = element.first("IDRegistrationNo")
    # A vessel's number says itself what it is: `IMO 9000001` in a document of the kind of registrations.
    words = f"{kind} IMO" if number.upper().startswith("IMO") else kind
    if number:
        state.documents.setdefault(element.get("IdentityID"), []).append((words, number, country))


def _party(element: Element, state: _State) -> None:
    for profile in element.all("Profile"):
        draft = state.reading.party(
            profile.get("ID") or element.get("FixedRef"), _place(element), _kind(profile, state)
        )
        state.profiles[profile.get("ID")] = draft
        if comment := element.first("Comment"):
            draft.add_remark(comment)
        for identity in profile.all("Identity"):
            _identity(identity, draft, state)
        for feature in profile.all("Feature"):
            _feature(feature, draft, state)


def _kind(profile: Element, state: _State) -> ListedKind:
    """Return what the party is: by its sub-type's own words (vessel, aircraft), else by those of its type."""
    key, place = profile.get("PartySubTypeID"), _place(profile)
    words = state.text("PartySubType", key, place).casefold()
    if words in _KINDS or not key:
        return _KINDS.get(words, ListedKind.UNKNOWN)
    sub_type = state.values.get("PartySubType", {}).get(key)
    above = sub_type.get("PartyTypeID") if sub_type is not None else ""
    return _KINDS.get(state.text("PartyType", above, place).casefold(), ListedKind.UNKNOWN)


def _identity(identity: Element, draft: Draft, state: _State) -> None:
    groups = {
        group.get("ID"): state.text("NamePartType", group.get("NamePartTypeID"), _place(group)).casefold()
        for group in identity.within("NamePartGroup")
    }
    for alias in identity.all("Alias"):
        strength = NameStrength.PRIMARY if alias.get("Primary") == "true" else NameStrength.STRONG
        strength = NameStrength.WEAK if alias.get("LowQuality") == "true" else strength
        for name in alias.all("DocumentedName"):
            draft.add_name(_name(name, groups, draft.kind), strength, _place(name))
    for kind, number, country in state.documents.get(identity.get("ID"), []):
        draft.add_identifier(kind, number, country)


def _name(name: Element, groups: dict[str, str], kind: ListedKind) -> str:
    """Return the parts of a name in a line, a person's surnames after the others."""
    parts = [
        (groups.get(part.get("NamePartGroupID"), ""), part.text)
        for part in name.all("DocumentedNamePart", "NamePartValue")
    ]
    if kind is ListedKind.PERSON:
        parts.sort(key=lambda part: part[0] in _SURNAMES)
    return " ".join(text for _, text in parts)


def _feature(feature: Element, draft: Draft, state: _State) -> None:
    place = _place(feature)
    kind = state.text("FeatureType", feature.get("FeatureTypeID"), place)
    words = kind.casefold()
    for version in feature.all("FeatureVersion"):
        detail = next((part for part in version.all("VersionDetail") if part.text), None)
        text = detail.text if detail is not None else ""
        if words.startswith("birth"):
            draft.add_birth(_birth(version))
        elif words.startswith("place of birth"):
            continue
        elif words.startswith(_COUNTRY_FEATURES):
            for location in version.all("VersionLocation"):
                _countries(location.get("LocationID"), draft, place, state)
        elif text:
            _detail(kind, text, draft)


def _countries(key: str, draft: Draft, place: str, state: _State) -> None:
    if key not in state.locations:
        state.reading.fault(place, f"the location {shown(key)} is not defined in the file")
    for country in state.locations.get(key, []):
        draft.add_country(country)


def _detail(kind: str, text: str, draft: Draft) -> None:
    from fxroute.sources.lists.kinds import identifier_kind  # beside the only use

    if identifier_kind(kind) == "other":
        draft.add_remark(f"{kind}: {text}")
    else:
        draft.add_identifier(kind, text)


def _birth(version: Element) -> str:
    """Return the date of birth, or the span in which it lies."""
    ends = [_date(end) for period in version.all("DatePeriod") for end in _ends(period)]
    told = [end for end in ends if end]
    if not told:
        return ""
    if told[0] == told[-1]:
        return told[0]
    # A period within one month or year says no more than that it lies there.
    first, last = told[0], told[-1]
    shared = first[:7] if first[:7] == last[:7] else first[:4] if first[:4] == last[:4] else ""
    return shared or f"{first[:4]} to {last[:4]}"


def _ends(period: Element) -> list[Element]:
    return [
        *period.all("Start", "From"),
        *period.all("Start", "To"),
        *period.all("End", "From"),
        *period.all("End", "To"),
    ]


def _relation(element: Element, state: _State) -> None:
    """Take who owns or controls whom: the profile it comes from is the one that is owned."""
    words = state.text("RelationType", element.get("RelationTypeID"), _place(element)).casefold()
    owned, owner = (state.profiles.get(element.get(key)) for key in ("From-ProfileID", "To-ProfileID"))
    if owned is None or owner is None:
        state.reading.fault(_place(element), "a relation names a party that is not in the file")
    elif "owned" in words and element.get("Former") != "true":
        owned.owners[ListedOwner(owner.id, is_control="control" in words)] = None
    elif words:
        owned.add_remark(f"{words.rstrip('.')}: {owner.id}")


def _entry(element: Element, state: _State) -> None:
    place = _place(element)
    draft = state.profiles.get(element.get("ProfileID"))
    if draft is None:
        state.reading.fault(place, f"the profile {shown(element.get('ProfileID'))} is not in the file")
        return
    if list_id := element.get("ListID"):
        state.lists.add(state.text("List", list_id, place) if "List" in state.values else "")
    for event in element.all("EntryEvent", "Date"):
        draft.list_on(_date(event))
    draft.add_programmes(measure.first("Comment") for measure in element.all("SanctionsMeasure"))


_TAKERS: dict[str, Callable[[Element, _State], None]] = {
    "DateOfIssue": _issued,
    "DistinctParty": _party,
    "IDRegDocument": _document,
    "Location": _location,
    "ProfileRelationship": _relation,
    "ReferenceValueSets": _references,
    "SanctionsEntry": _entry,
}
