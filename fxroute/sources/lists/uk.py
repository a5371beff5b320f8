"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, as CSV: the only UK list since 2026-01-28.

A party has a row for each of its names, addresses and documents; `0` may stand for an empty cell.
"""

from collections.abc import Sequence

from fxroute.compliance.screening.listed import ListedKind, NameStrength
from fxroute.errors import DataFileError
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import Draft, Reading
from fxroute.sources.lists.rows import named_rows

__all__ = ["REPORT_DATE", "read_uk", "refuse_con_list"]

REPORT_DATE = "Report Date:"
"""How the first line begins."""

_NEEDED = ("Unique ID", "Name 6", "Name 1", "Name type")
_NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
_KINDS = {
    "individual": ListedKind.PERSON,
    "entity": ListedKind.ORGANISATION,
    "ship": ListedKind.VESSEL,
    "vessel": ListedKind.VESSEL,
    "aircraft": ListedKind.AIRCRAFT,
}
_DOCUMENTS = {
    "National Identifier number": "national id",
    "Passport number": "passport",
    "Business registration number (s)": "registration",
    "IMO number": "imo",
}
_COUNTRIES = ("Address Country", "Nationality(/ies)", "Current believed flag of ship")
_REMARKS = ("Other Information", "Title", "Position")


def read_uk(files: Sequence[ListFile], reading: Reading) -> None:
    """Read the report's date in line 1, the names of the columns in line 2, then the rows."""
    for file in files:
        first = next(file.lines(), "").strip().strip('",')
        reading.date_by(first.removeprefix(REPORT_DATE).strip(' ,"'), "1: Report Date")
        for place, row in named_rows(file, reading, needed=_NEEDED, skipped=1):
            _row(place, {name: "" if cell == "0" else cell for name, cell in row.items()}, reading)
    reading.name = reading.name or "UK_SL"


def _row(place: str, row: dict[str, str], reading: Reading) -> None:
    number = row["Unique ID"]
    draft = reading.drafts.get(number)
    if draft is None:
        draft = reading.party(number, place, _KINDS.get(row.get("Designation Type", "").casefold(), ListedKind.UNKNOWN))
    draft.add_name(" ".join(row.get(name, "") for name in _NAMES), _strength(row), place)
    draft.add_name(row.get("Name non-latin script", ""), NameStrength.STRONG, place)
    draft.add_birth(row.get("D.O.B", ""))
    for column in _COUNTRIES:
        draft.add_country(row.get(column, ""))
    for column, kind in _DOCUMENTS.items():
        _documents(draft, kind, row.get(column, ""))
    draft.add_programmes([row.get("Regime Name", "")])
    draft.list_on(row.get("Date Designated", ""))
    for column in _REMARKS:
        draft.add_remark(row.get(column, ""))
    for column in ("Parent company", "Current owner/operator (s)"):
        if text := row.get(column, ""):
            draft.add_remark(f"{column}: {text}")


def _strength(row: dict[str, str]) -> NameStrength:
    if row["Name type"].casefold() == "primary name":
        return NameStrength.PRIMARY
    is_low = row.get("Alias strength", "").casefold().startswith("low")
    return NameStrength.WEAK if is_low else NameStrength.STRONG


def _documents(draft: Draft, kind: str, text: str) -> None:
    """Take the numbers of a cell, which may count them: `(1) A123 (2) B456`."""
    parts = [part.partition(")")[2] for part in text.split("(") if part[:1].isdigit()] if "(1)" in text else [text]
    for number in parts:
        draft.add_identifier(kind, number)


def refuse_con_list(file: ListFile) -> None:
    """Refuse the OFSI list, which is no longer kept.

    Raises:
        DataFileError: always.
    """
    raise DataFileError(
        what="this is OFSI's ConList.csv, which was retired on 2026-01-28: nobody is added to it any more",
        where=f"{file.name}:1",
        mend="take the UK Sanctions List: fxroute lists fetch uk",
    )
