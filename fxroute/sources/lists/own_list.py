"""Own lists: a bank's internal list, or one that its publisher gives in no form for machines; as YAML or CSV."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from fxroute.compliance.screening.listed import Identifier, ListedKind, ListedOwner, NameStrength
from fxroute.errors import DataFileError
from fxroute.sources.fault import FaultList, Spot, closest, shown
from fxroute.sources.fields import BicField, CountryField, Day, Flag, Id, OptionalDay, Prose, Text, choice
from fxroute.sources.files import FILE_BYTES_MAX, SourceFile
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import Draft, Reading
from fxroute.sources.lists.rows import named_rows
from fxroute.sources.refusal import read_record
from fxroute.sources.schema import Part
from fxroute.sources.yaml_text import parse_map

__all__ = [
    "IdentifierPart",
    "ListHeadPart",
    "ListedOwnerPart",
    "ListedPartyRecord",
    "OWN_COLUMNS",
    "read_own_csv",
    "read_own_yaml",
]

OWN_COLUMNS = (
    "id",
    "name",
    "kind",
    "aliases",
    "weak_aliases",
    "birth_dates",
    "countries",
    "bics",
    "identifiers",
    "programmes",
    "owners",
    "listed_on",
    "remarks",
)
"""Columns of the CSV; `id` and `name` are needed. Several values in a cell stand with semicolons between them."""

_HEAD, _PARTIES = "list", "parties"


class IdentifierPart(Part):
    """A number of a register."""

    kind: Text
    number: Text
    country: CountryField = ""


class ListedOwnerPart(Part):
    """Another entry of the list that owns or controls this one."""

    id: Id
    share_percent: Text = ""
    is_control: Flag = False


class ListHeadPart(Part):
    """What a list says of itself."""

    name: Id
    dated: Day
    version: Text = ""


class ListedPartyRecord(Part):
    """One entry of a list."""

    id: Id
    name: Text
    kind: Annotated[ListedKind, choice(ListedKind)] = ListedKind.UNKNOWN
    aliases: tuple[Text, ...] = ()
    weak_aliases: tuple[Text, ...] = ()
    birth_dates: tuple[Text, ...] = ()
    countries: tuple[CountryField, ...] = ()
    bics: tuple[BicField, ...] = ()
    identifiers: tuple[IdentifierPart, ...] = ()
    programmes: tuple[Text, ...] = ()
    owners: tuple[ListedOwnerPart, ...] = ()
    listed_on: OptionalDay = None
    remarks: Prose = ""


def read_own_yaml(files: Sequence[ListFile], reading: Reading) -> None:
    """Read `list:` with name and day, and `parties:`.

    Raises:
        DataFileErrors: every fault of the YAML, with line and column.
    """
    reading.is_strict = True
    for file in files:
        with file.binary() as raw:
            content = raw.read(FILE_BYTES_MAX + 1)
        if len(content) > FILE_BYTES_MAX:
            what = f"the file has more than {FILE_BYTES_MAX // 1024 // 1024} MB"
            raise DataFileError(what=what, where=file.name, mend="write so long a list as CSV")
        _yaml(SourceFile(file.name, content), reading)


def _yaml(source: SourceFile, reading: Reading) -> None:
    faults = FaultList()
    raw = parse_map(source, faults, begin=f"{_HEAD}:")
    for key in raw or {}:
        if key not in (_HEAD, _PARTIES):
            faults.add(
                Spot(source, (key,)),
                f"there is no top-level key {shown(key)}",
                f"write {_HEAD} and {_PARTIES}",
                at_key=True,
            )
    if raw is not None:
        head, is_sound = read_record(
            ListHeadPart, raw.get(_HEAD), Spot(source, (_HEAD,) if _HEAD in raw else ()), faults
        )
        if head is not None and is_sound:
            reading.name, reading.version, reading.dated = reading.name or head.name, head.version, head.dated
        _yaml_parties(source, raw.get(_PARTIES), faults, reading)
    faults.raise_any()


def _yaml_parties(source: SourceFile, listed: object, faults: FaultList, reading: Reading) -> None:
    if not isinstance(listed, list) or not listed:
        what = f"{shown(listed)} stands where a list of parties is expected"
        faults.add(Spot(source, (_PARTIES,)), what, "write each after a dash: id, name and what else is known")
        return
    for index, entry in enumerate(listed):
        spot = Spot(source, (_PARTIES, index))
        record, is_sound = read_record(ListedPartyRecord, entry, spot, faults)
        if record is not None and is_sound:
            _record(record, f" {spot}", reading)


def _record(record: ListedPartyRecord, place: str, reading: Reading) -> None:
    draft = reading.party(record.id, place, record.kind)
    _names(draft, record.name, record.aliases, record.weak_aliases)
    _facts(draft, record.birth_dates, record.countries, record.bics)
    for one in record.identifiers:
        draft.identifiers[Identifier(one.kind, one.number, one.country)] = None
    for owner in record.owners:
        draft.owners[ListedOwner(owner.id, owner.share_percent, owner.is_control)] = None
    draft.add_programmes(record.programmes)
    draft.listed_on = record.listed_on
    draft.add_remark(record.remarks)


def _names(draft: Draft, name: str, aliases: Iterable[str], weak: Iterable[str]) -> None:
    draft.add_name(name, NameStrength.PRIMARY)
    for alias in aliases:
        draft.add_name(alias, NameStrength.STRONG)
    for alias in weak:
        draft.add_name(alias, NameStrength.WEAK)


def _facts(draft: Draft, births: Iterable[str], countries: Iterable[str], bics: Iterable[str]) -> None:
    for birth in births:
        draft.add_birth(birth)
    for country in countries:
        draft.add_country(country)
    for bic in bics:
        draft.add_bic(bic)


def read_own_csv(files: Sequence[ListFile], reading: Reading) -> None:
    """Read a row for each party; identifiers are `KIND:NUMBER` or `KIND:NUMBER:COUNTRY`, owners `ID:PERCENT`."""
    reading.is_strict = True
    for file in files:
        for place, row in named_rows(file, reading, needed=OWN_COLUMNS[:2], has_end=False):
            if not reading.drafts:
                _refuse_columns(row, reading)
            _row(place, row, reading)


def _refuse_columns(row: dict[str, str], reading: Reading) -> None:
    for name in row:
        if name not in OWN_COLUMNS:
            reading.fault(
                "1", f"there is no column {shown(name)}", closest(name, OWN_COLUMNS, f"use {', '.join(OWN_COLUMNS)}")
            )


def _row(place: str, row: dict[str, str], reading: Reading) -> None:
    told = row.get("kind", "") or ListedKind.UNKNOWN.value
    kinds = {kind.value: kind for kind in ListedKind}
    if told not in kinds:
        reading.fault(f"{place}: kind", f"{shown(told)} is no kind of a party", f"use one of {', '.join(kinds)}")
    draft = reading.party(row["id"], place, kinds.get(told, ListedKind.UNKNOWN))
    _names(draft, row["name"], _cell(row, "aliases"), _cell(row, "weak_aliases"))
    _facts(draft, _cell(row, "birth_dates"), _cell(row, "countries"), _cell(row, "bics"))
    for text in _cell(row, "identifiers"):
        kind, colon, rest = text.partition(":")
        number, _, country = rest.partition(":")
        if colon and kind and number:
            draft.identifiers[Identifier(kind.strip(), number.strip(), country.strip())] = None
        else:
            reading.fault(
                f"{place}: identifiers", f"{shown(text)} is no identifier", "write it as passport:A123 or lei:NUMBER"
            )
    for text in _cell(row, "owners"):
        owner, _, share = text.partition(":")
        draft.owners[ListedOwner(owner.strip(), share.strip())] = None
    draft.add_programmes(_cell(row, "programmes"))
    draft.list_on(row.get("listed_on", ""))
    draft.add_remark(row.get("remarks", ""))


def _cell(row: dict[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split(";") if part.strip()]
