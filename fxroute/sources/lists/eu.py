"""The consolidated list of financial sanctions of the European Union: XML 1.1, and the CSV of the same."""

from collections.abc import Sequence

from fxroute.compliance.screening.listed import ListedKind, NameStrength
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import Draft, Reading
from fxroute.sources.lists.rows import named_rows
from fxroute.sources.lists.xml_tree import Element, read_elements

__all__ = ["EU_NEEDED", "read_eu_csv", "read_eu_xml"]

EU_NEEDED = ("fileGenerationDate", "Entity_LogicalId", "NameAlias_WholeName")
"""Columns without which the CSV says nothing."""

_ROOT = "export"
_KINDS = {
    "person": ListedKind.PERSON,
    "p": ListedKind.PERSON,
    "enterprise": ListedKind.ORGANISATION,
    "e": ListedKind.ORGANISATION,
    "vessel": ListedKind.VESSEL,
}
_NAME_PARTS = ("firstName", "middleName", "lastName")
_CSV_NAME_PARTS = ("NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_LastName")


def _kind(*words: str) -> ListedKind:
    return next((_KINDS[word.casefold()] for word in words if word.casefold() in _KINDS), ListedKind.UNKNOWN)


def read_eu_xml(files: Sequence[ListFile], reading: Reading) -> None:
    """Read `export` with its `sanctionEntity`; the first strong name is the listed one."""
    for file in files:
        for element in read_elements(file, _ROOT, frozenset({"sanctionEntity"})):
            if element.name == _ROOT:
                reading.date_by(element.get("generationDate"), f"{element.line}: {_ROOT} generationDate")
            else:
                _party(element, reading)
    reading.name = reading.name or "EU_FSF"


def _party(element: Element, reading: Reading) -> None:
    number = element.get("euReferenceNumber") or element.get("logicalId")
    place = f"{element.line}: sanctionEntity {number}"
    subject = next(iter(element.all("subjectType")), element)
    draft = reading.party(number, place, _kind(subject.get("code"), subject.get("classificationCode")))
    for name in element.all("nameAlias"):
        _name(
            draft, name.get("wholeName") or " ".join(name.get(part) for part in _NAME_PARTS), name.get("strong"), place
        )
    for birth in element.all("birthdate"):
        draft.add_birth(_birth(birth))
    for citizenship in element.all("citizenship"):
        draft.add_country(citizenship.get("countryIso2Code") or citizenship.get("countryDescription"))
    for address in element.all("address"):
        draft.add_country(address.get("countryIso2Code") or address.get("countryDescription"))
    for document in element.all("identification"):
        kind = f"{document.get('identificationTypeCode')} {document.get('identificationTypeDescription')}"
        number = document.get("number") or document.get("latinNumber")
        draft.add_identifier(kind, number, document.get("countryIso2Code"))
    draft.add_programmes(regulation.get("programme") for regulation in element.all("regulation"))
    if designated := element.get("designationDate"):
        draft.list_on(designated)
    for remark in element.all("remark"):
        draft.add_remark(remark.text)


def _name(draft: Draft, text: str, strong: str, place: str) -> None:
    strength = NameStrength.STRONG if draft.names else NameStrength.PRIMARY
    draft.add_name(text, NameStrength.WEAK if strong.casefold() == "false" else strength, place)


def _birth(birth: Element) -> str:
    if birth.get("yearRangeFrom") and birth.get("yearRangeFrom") != birth.get("yearRangeTo"):
        return f"{birth.get('yearRangeFrom')} to {birth.get('yearRangeTo')}"
    told = _told_birth(birth.get("birthdate"), birth.get("year"), birth.get("monthOfYear"), birth.get("dayOfMonth"))
    return f"circa {told}" if told and birth.get("circa") == "true" else told


def _told_birth(whole: str, year: str, month: str, day: str) -> str:
    """Return a date of birth from its parts where the whole is not given; zero stands for what is not known."""
    if whole or not year.isdigit():
        return whole
    parts = [part.zfill(2) for part in (year, month, day) if part.isdigit() and int(part)]
    return "-".join(parts)


def read_eu_csv(files: Sequence[ListFile], reading: Reading) -> None:
    """Read the CSV: a row for each name, address, date of birth and document of an entity."""
    for file in files:
        for place, row in named_rows(file, reading, needed=EU_NEEDED, delimiter=";"):
            if reading.dated is None:
                reading.date_by(row["fileGenerationDate"], f"{place}: fileGenerationDate")
            _row(place, row, reading)
    reading.name = reading.name or "EU_FSF"


def _row(place: str, row: dict[str, str], reading: Reading) -> None:
    number = row.get("Entity_EU_ReferenceNumber") or row["Entity_LogicalId"]
    draft = reading.drafts.get(number)
    if draft is None:
        kind = _kind(row.get("Entity_SubjectType", ""), row.get("Entity_SubjectType_ClassificationCode", ""))
        draft = reading.party(number, place, kind)
    name = row["NameAlias_WholeName"] or " ".join(row.get(part, "") for part in _CSV_NAME_PARTS)
    if name.strip():
        _name(draft, name, row.get("NameAlias_Strong", ""), place)
    birth = [row.get(f"BirthDate_{part}", "") for part in ("BirthDate", "Year", "Month", "Day")]
    told = _told_birth(*birth)
    draft.add_birth(f"circa {told}" if told and row.get("BirthDate_Circa", "").casefold() == "true" else told)
    for part in ("Citizenship", "Address"):
        draft.add_country(row.get(f"{part}_CountryIso2Code") or row.get(f"{part}_CountryDescription", ""))
    kind_words = f"{row.get('Identification_TypeCode', '')} {row.get('Identification_TypeDescription', '')}"
    if document := row.get("Identification_Number", ""):
        country = row.get("Identification_CountryIso2Code") or row.get("Identification_CountryDescription", "")
        draft.add_identifier(kind_words, document, country)
    draft.add_programmes([row.get("Entity_Regulation_Programme", "")])
    if designated := row.get("Entity_DesignationDate", ""):
        draft.list_on(designated)
    draft.add_remark(row.get("Entity_Remark", ""))
