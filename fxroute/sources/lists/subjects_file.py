"""Files of subjects to screen: CSV with a name in each row, and what else is known of it."""

import re
from pathlib import Path

from fxroute.compliance.screening.listed import Identifier, ListedKind
from fxroute.compliance.screening.screened import Subject
from fxroute.errors import DataFileError, DataFileErrors, InvalidValue
from fxroute.model.identifiers import check_bic
from fxroute.sources.country import check_country
from fxroute.sources.fault import closest, shown
from fxroute.sources.lists.list_file import list_files
from fxroute.sources.lists.reading import NAME_CHARACTERS_MAX, Reading
from fxroute.sources.lists.rows import named_rows

__all__ = ["ROLES", "SUBJECT_COLUMNS", "load_subjects", "subject_of"]

ROLES = ("debtor", "creditor", "agent", "vessel", "owner", "text")
"""What a subject is in a payment; free text is searched for listed names inside it."""

SUBJECT_COLUMNS = ("name", "role", "kind", "countries", "birth_date", "bic", "identifiers")
"""Columns; `name` is needed. Several countries or identifiers stand with semicolons between them."""

_KINDS = {kind.value: kind for kind in ListedKind}
_BIRTH = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def subject_of(given: dict[str, str]) -> Subject:
    """Return a subject of texts by the names of `SUBJECT_COLUMNS`.

    Raises:
        InvalidValue: the first of them that is refused; `where` names it.
    """
    name = given.get("name", "").strip()
    if not name or len(name) > NAME_CHARACTERS_MAX:
        what = f"a name of {len(name)} characters was given, from 1 to {NAME_CHARACTERS_MAX} were expected"
        raise InvalidValue(what=what, where="name", mend="give the name alone")
    role, kind = given.get("role", "") or "creditor", given.get("kind", "") or ListedKind.UNKNOWN.value
    for told, words, where in ((role, ROLES, "role"), (kind, tuple(_KINDS), "kind")):
        if told not in words:
            mend = closest(told, words, f"use one of {', '.join(words)}")
            raise InvalidValue(what=f"{shown(told)} is no {where} of a subject", where=where, mend=mend)
    birth = given.get("birth_date", "")
    if birth and not _BIRTH.fullmatch(birth):
        raise InvalidValue(
            what=f"{shown(birth)} is no date of birth", where="birth_date", mend="write 1970, 1970-03 or 1970-03-12"
        )
    bic = given.get("bic", "").strip().upper()
    return Subject(
        role=role,
        name=name,
        kind=_KINDS[kind],
        countries=tuple(check_country(code) for code in _parts(given.get("countries", ""))),
        birth_date=birth,
        bic=check_bic(bic) if bic else "",
        identifiers=tuple(_identifier(text) for text in _parts(given.get("identifiers", ""))),
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _identifier(text: str) -> Identifier:
    kind, colon, rest = text.partition(":")
    number, _, country = rest.partition(":")
    if not colon or not kind.strip() or not number.strip():
        raise InvalidValue(
            what=f"{shown(text)} is no identifier", where="identifiers", mend="write it as passport:A123 or imo:9000001"
        )
    return Identifier(kind.strip(), number.strip(), check_country(country) if country else "")


def load_subjects(path: str | Path) -> tuple[Subject, ...]:
    """Return the subjects of a CSV file, in its order.

    Raises:
        DataFileErrors: every row that is refused, with its line.
    """
    try:
        (file, *_), _ = list_files([path], encoding="utf-8")
        reading, subjects = Reading(file.name), []
        for place, row in named_rows(file, reading, needed=SUBJECT_COLUMNS[:1], has_end=False):
            if unknown := [name for name in row if name not in SUBJECT_COLUMNS]:
                mend = closest(unknown[0], SUBJECT_COLUMNS, f"use {', '.join(SUBJECT_COLUMNS)}")
                reading.fault("1", f"there is no column {shown(unknown[0])}", mend)
                break
            try:
                subjects.append(subject_of(row))
            except InvalidValue as error:
                reading.fault(f"{place}: {error.where}", error.what, error.mend)
    except DataFileErrors:
        raise
    except DataFileError as error:
        raise DataFileErrors((error,)) from error
    if not subjects and not reading.faults:
        reading.fault("1", "there is nobody to screen in the file", "write a name in each line below the header")
    if reading.faults:
        raise DataFileErrors(tuple(reading.faults))
    return tuple(subjects)
