"""OFAC's files without headers: SDN.CSV with ADD.CSV, ALT.CSV and SDN_COMMENTS.CSV, told apart by their columns.

Source of the layout: OFAC's specification of the SDN data files. `-0- ` is nothing, several programmes are `A] [B`.
Aliases that stand in the remarks are the weak ones; the others have rows of ALT.CSV.
"""

import re
from collections.abc import Iterator, Sequence

from fxroute.compliance.screening.listed import ListedKind, NameStrength
from fxroute.sources.fault import shown
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import Draft, Reading
from fxroute.sources.lists.remarks import read_remarks
from fxroute.sources.lists.rows import plain_rows

__all__ = ["SDN_COLUMNS", "find_role", "read_ofac_csv"]

SDN_COLUMNS = 12
_ROLES = {SDN_COLUMNS: "SDN.CSV", 6: "ADD.CSV", 5: "ALT.CSV", 2: "SDN_COMMENTS.CSV"}
_WIDTHS = {role: width for width, role in _ROLES.items()}
_NOTHING = re.compile(r"\s*-0-\s*")
_FIRST_CELL = re.compile(r'\s*"?\d{1,9}"?\s*,')
_KINDS = {"individual": ListedKind.PERSON, "vessel": ListedKind.VESSEL, "aircraft": ListedKind.AIRCRAFT}
_TOGETHER = "give the files of one day together: SDN.CSV, ADD.CSV, ALT.CSV and SDN_COMMENTS.CSV"


def find_role(begin: str) -> str:
    """Return which of the files begins so, empty where none does."""
    import csv

    if not _FIRST_CELL.match(begin):
        return ""
    first = next(csv.reader([re.split("[\r\n]", begin, maxsplit=1)[0]]), [])
    return _ROLES.get(len(first), "")


def read_ofac_csv(files: Sequence[ListFile], reading: Reading, *, is_partial: bool = False) -> None:
    """Read the files together; without ADD.CSV and ALT.CSV only when that is accepted."""
    roles: dict[str, ListFile] = {}
    for file in files:
        role = find_role(file.begin_text())
        if role in roles or not role:
            what = f"{file.name} is {role or 'none of the files'}" + (f", and so is {roles[role].name}" if role else "")
            reading.fault("1", what, _TOGETHER)
        roles[role] = file
    lacking = [role for role in ("SDN.CSV", "ADD.CSV", "ALT.CSV") if role not in roles]
    if lacking and (not is_partial or "SDN.CSV" in lacking):
        what = f"{' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing, and with it names or countries"
        mend = f"{_TOGETHER}, or the advanced XML"
        reading.fault("1", what, mend if "SDN.CSV" in lacking else f"{mend}; or say --accept-missing")
    if reading.faults:
        return
    # The content does not say which of OFAC's two lists it is, the names of its files do: CONS_PRIM.CSV.
    is_other = any(re.search(r"(?:^|[\\/!])cons_", file.name, re.IGNORECASE) for file in files)
    reading.name = reading.name or ("OFAC_CONS" if is_other else "OFAC_SDN")
    for role in lacking:
        reading.note(f"{role} was not given")
    comments = _comments(roles, reading)
    for place, row in plain_rows(roles["SDN.CSV"], reading, width=SDN_COLUMNS):
        _party(place, [_told(cell) for cell in row], comments, reading)
    for entry_id in comments:
        _owner(entry_id, "SDN_COMMENTS.CSV", reading)
    for place, row in _rows(roles, "ALT.CSV", reading):
        if (draft := _owner(row[0], f"ALT.CSV:{place}", reading)) is not None:
            draft.add_name(_turned(row[3], draft.kind), NameStrength.STRONG, place)
    for place, row in _rows(roles, "ADD.CSV", reading):
        if (draft := _owner(row[0], f"ADD.CSV:{place}", reading)) is not None:
            draft.add_country(row[4])


def _rows(roles: dict[str, ListFile], role: str, reading: Reading) -> Iterator[tuple[str, list[str]]]:
    if role in roles:
        for place, row in plain_rows(roles[role], reading, width=_WIDTHS[role]):
            yield place, [_told(cell) for cell in row]


def _comments(roles: dict[str, ListFile], reading: Reading) -> dict[str, str]:
    """Return what the remarks had no room for; it goes on where they end."""
    comments: dict[str, str] = {}
    for _, (entry_id, text) in _rows(roles, "SDN_COMMENTS.CSV", reading):
        comments[entry_id] = f"{comments.get(entry_id, '')}{text}"
    return comments


def _party(place: str, row: list[str], comments: dict[str, str], reading: Reading) -> None:
    entry_id, name, kind, programmes, title, call_sign, _, _, _, flag, owner, remarks = row
    draft = reading.party(entry_id, place, _KINDS.get(kind.lower(), ListedKind.ORGANISATION))
    draft.add_name(_turned(name, draft.kind), NameStrength.PRIMARY, place)
    draft.add_programmes(re.split(r"\]\s*\[|;", programmes.strip("[] ")))
    draft.add_remark(title)
    if call_sign:
        draft.add_identifier("call sign", call_sign)
    draft.add_country(flag)
    draft.add_remark(owner and f"vessel owner: {owner}")
    read_remarks(f"{remarks}{comments.get(entry_id, '')}", draft)


def _owner(entry_id: str, place: str, reading: Reading) -> Draft | None:
    """Return the party that a row belongs to; that there is none shows that SDN.CSV breaks off."""
    if entry_id not in reading.drafts:
        reading.fault(
            place, f"the entry {shown(entry_id)} is not in SDN.CSV, which breaks off or is of another day", _TOGETHER
        )
    return reading.drafts.get(entry_id)


def _told(cell: str) -> str:
    return "" if _NOTHING.fullmatch(cell) else cell.strip()


def _turned(name: str, kind: ListedKind) -> str:
    """Return a person's name with the surname at the end: `LAST, First` is how OFAC writes it."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and kind is ListedKind.PERSON else name
