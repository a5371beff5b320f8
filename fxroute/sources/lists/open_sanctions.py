"""OpenSanctions: `targets.simple.csv`, and entities as lines of JSON in the manner of FollowTheMoney.

The data are CC BY-NC unless licensed; none come with fxroute. Dates of the list are those of the youngest `last_seen`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fxroute.compliance.screening.listed import ListedKind, ListedOwner, NameStrength
from fxroute.sources.fault import shown
from fxroute.sources.lists.dates import find_day
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import AGAIN, Draft, Reading
from fxroute.sources.lists.rows import named_rows

__all__ = ["SIMPLE_NEEDED", "read_ftm", "read_simple_csv"]

SIMPLE_NEEDED = ("id", "schema", "name", "aliases")
"""Columns without which the CSV says nothing."""

_NAME = "OPENSANCTIONS"
_KINDS = {
    "Person": ListedKind.PERSON,
    "Organization": ListedKind.ORGANISATION,
    "Company": ListedKind.ORGANISATION,
    "PublicBody": ListedKind.ORGANISATION,
    "LegalEntity": ListedKind.UNKNOWN,
    "Vessel": ListedKind.VESSEL,
    "Airplane": ListedKind.AIRCRAFT,
}
_IDENTIFIERS = {
    "passportNumber": "passport",
    "idNumber": "national id",
    "imoNumber": "imo",
    "leiCode": "lei",
    "taxNumber": "tax",
    "innCode": "tax",
    "vatCode": "tax",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "mmsi": "mmsi",
    "callSign": "call sign",
    "dunsCode": "duns",
}
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "flag", "mainCountry")
_NESTED = {
    "sanctions": "entity",
    "ownershipAsset": "asset",
    "passports": "holder",
    "identificationEntity": "holder",
    "addressEntity": "",
}


def _split(cell: str) -> list[str]:
    """Return the values of a cell, which quotes those that hold a semicolon."""
    import csv

    return [part.strip() for part in next(csv.reader([" ".join(cell.split())], delimiter=";"), []) if part.strip()]


def _see(reading: Reading, text: str) -> None:
    """Keep the youngest day on which the publisher saw an entry."""
    found = find_day(text)
    if found is not None and (reading.dated is None or found > reading.dated):
        reading.dated = found


def read_simple_csv(files: Sequence[ListFile], reading: Reading) -> None:
    """Read a row for each target; columns are found by name, as newer ones come."""
    for file in files:
        for place, row in named_rows(file, reading, needed=SIMPLE_NEEDED):
            draft = reading.party(row["id"], place, _KINDS.get(row["schema"], ListedKind.UNKNOWN))
            draft.add_name(row["name"], NameStrength.PRIMARY, place)
            for alias in _split(row["aliases"]):
                draft.add_name(alias, NameStrength.STRONG, place)
            for birth in _split(row.get("birth_date", "")):
                draft.add_birth(birth)
            for country in _split(row.get("countries", "")):
                draft.add_country(country)
            for number in _split(row.get("identifiers", "")):
                draft.add_identifier("", number)
            draft.add_programmes(_split(row.get("program_ids", "")))
            draft.add_remark(row.get("sanctions", ""))
            _see(reading, row.get("last_seen", ""))
    reading.name = reading.name or _NAME


@dataclass(slots=True)
class _State:
    """Entities that say something of others, until all of those are read."""

    reading: Reading
    relations: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    parties: dict[str, tuple[str, str, dict[str, list[str]], bool]] = field(default_factory=dict)


def read_ftm(files: Sequence[ListFile], reading: Reading) -> None:
    """Read an entity in each line: parties, and sanctions, owners and documents that point to them."""
    state = _State(reading)
    for file in files:
        for place, entity in _entities(file, reading):
            _take(place, entity, state, "")
    sanctioned = {
        target for _, schema, values in state.relations if schema == "Sanction" for target in values.get("entity", [])
    }
    for entity_id, (place, schema, values, is_target) in state.parties.items():
        if is_target or entity_id in sanctioned:
            _party(reading.party(entity_id, place, _KINDS[schema]), values, place)
        else:
            reading.note("an entity that is no target, but stands beside one")
    for _, schema, values in state.relations:
        _relate(schema, values, reading)
    reading.name = reading.name or _NAME


def _entities(file: ListFile, reading: Reading) -> Iterator[tuple[str, dict[str, object]]]:
    for number, line in enumerate(file.lines(), 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except (ValueError, RecursionError) as error:
            what = f"line {number} is no JSON, or breaks off: {error}"
            reading.fault(f"{number}", what, AGAIN)
            continue
        if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
            reading.fault(f"{number}", f"line {number} is no entity with id, schema and properties", AGAIN)
        else:
            yield f"{number}", entity


def _take(place: str, entity: Mapping[str, object], state: _State, above: str) -> None:
    """Keep an entity, and those nested in it as if they had lines of their own."""
    entity_id, schema = str(entity.get("id", "")), str(entity.get("schema", ""))
    raw = entity.get("properties")
    values: dict[str, list[str]] = {}
    for name, given in raw.items() if isinstance(raw, dict) else ():
        parts = given if isinstance(given, list) else [given]
        values[name] = [part for part in parts if isinstance(part, str)]
        for part in parts:
            if isinstance(part, dict) and isinstance(part.get("properties"), dict) and name in _NESTED and not above:
                _take(place, _pointing(part, _NESTED[name], entity_id), state, entity_id)
    if schema in _KINDS and not above:
        if entity_id in state.parties:
            state.reading.fault(place, f"the id {shown(entity_id)} stands here and in {state.parties[entity_id][0]}")
        is_target = entity.get("target") is not False
        values.setdefault("caption", [str(entity.get("caption", ""))])
        state.parties[entity_id] = (place, schema, values, is_target)
        _see(state.reading, str(entity.get("last_seen", "")))
    elif schema in ("Sanction", "Ownership", "Passport", "Identification"):
        state.relations.append((place, schema, values))


def _pointing(part: dict[str, object], back: str, entity_id: str) -> dict[str, object]:
    properties = part["properties"]
    held = properties if isinstance(properties, dict) else {}
    plain = {
        name: [one["id"] if isinstance(one, dict) and "id" in one else one for one in given]
        for name, given in held.items()
        if isinstance(given, list)
    }
    return {**part, "properties": {**plain, **({back: [entity_id]} if back else {})}}


def _party(draft: Draft, values: dict[str, list[str]], place: str) -> None:
    names = values.get("name", []) or values["caption"]
    for strength, texts in (
        (NameStrength.PRIMARY, names[:1]),
        (NameStrength.STRONG, [*names[1:], *values.get("alias", []), *values.get("previousName", [])]),
        (NameStrength.WEAK, values.get("weakAlias", [])),
    ):
        for text in texts:
            draft.add_name(text, strength, place)
    for text in values.get("birthDate", []):
        draft.add_birth(text)
    for column in _COUNTRIES:
        for text in values.get(column, []):
            draft.add_country(text)
    for text in values.get("swiftBic", []):
        draft.add_bic(text)
    for column, kind in _IDENTIFIERS.items():
        for text in values.get(column, []):
            draft.add_identifier(kind, text)
    draft.add_programmes(values.get("programId", []) or values.get("program", []))
    for text in values.get("notes", []):
        draft.add_remark(text)


def _relate(schema: str, values: dict[str, list[str]], reading: Reading) -> None:
    """Let an entity say what it knows of the parties that it points to."""
    pointed = {"Sanction": "entity", "Ownership": "asset"}.get(schema, "holder")
    for target in values.get(pointed, []):
        draft = reading.drafts.get(target)
        if draft is None:
            continue
        if schema == "Sanction":
            draft.add_programmes(values.get("programId", []) or values.get("program", []))
            for text in [*values.get("listingDate", []), *values.get("startDate", [])][:1]:
                draft.list_on(text)
        elif schema == "Ownership":
            share = next(iter(values.get("percentage", [])), "").strip(" %")
            for owner in values.get("owner", []):
                if owner in reading.drafts:
                    draft.owners[ListedOwner(owner, share)] = None
        else:
            kind = "passport" if schema == "Passport" else next(iter(values.get("type", [])), "identity document")
            for number in values.get("number", []):
                draft.add_identifier(kind, number, next(iter(values.get("country", [])), ""))
