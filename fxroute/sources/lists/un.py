"""The consolidated list of the Security Council of the United Nations, as XML."""

from collections.abc import Sequence

from fxroute.compliance.screening.listed import ListedKind, NameStrength
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.reading import Draft, Reading
from fxroute.sources.lists.xml_tree import Element, read_elements

__all__ = ["read_un"]

_ROOT = "CONSOLIDATED_LIST"
_KINDS = {"INDIVIDUAL": ListedKind.PERSON, "ENTITY": ListedKind.ORGANISATION}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_un(files: Sequence[ListFile], reading: Reading) -> None:
    """Read `INDIVIDUALS` and `ENTITIES`; elements are often empty."""
    for file in files:
        for element in read_elements(file, _ROOT, frozenset(_KINDS)):
            if element.name == _ROOT:
                reading.date_by(element.get("dateGenerated"), f"{element.line}: {_ROOT} dateGenerated")
            else:
                _party(element, reading)
    reading.name = reading.name or "UN"


def _party(element: Element, reading: Reading) -> None:
    kind = element.name
    number = element.first("REFERENCE_NUMBER") or element.first("DATAID")
    place = f"{element.line}: {kind} {number}"
    draft = reading.party(number, place, _KINDS[kind])
    draft.add_name(" ".join(element.first(name) for name in _NAMES), NameStrength.PRIMARY, place)
    draft.add_name(element.first("NAME_ORIGINAL_SCRIPT"), NameStrength.STRONG, place)
    for alias in element.all(f"{kind}_ALIAS"):
        strength = NameStrength.WEAK if alias.first("QUALITY").casefold() == "low" else NameStrength.STRONG
        draft.add_name(alias.first("ALIAS_NAME"), strength, place)
    for nationality in element.all("NATIONALITY", "VALUE"):
        draft.add_country(nationality.text)
    for address in element.all(f"{kind}_ADDRESS"):
        draft.add_country(address.first("COUNTRY"))
    for birth in element.all("INDIVIDUAL_DATE_OF_BIRTH"):
        draft.add_birth(_birth(birth))
    for document in element.all("INDIVIDUAL_DOCUMENT"):
        _document(document, draft)
    draft.add_programmes([element.first("UN_LIST_TYPE")])
    draft.list_on(element.first("LISTED_ON"))
    draft.add_remark(element.first("COMMENTS1"))


def _birth(birth: Element) -> str:
    kind = birth.first("TYPE_OF_DATE").upper()
    if kind == "BETWEEN" or birth.first("FROM_YEAR"):
        return f"{birth.first('FROM_YEAR')} to {birth.first('TO_YEAR')}"
    told = birth.first("DATE") or birth.first("YEAR")
    return f"circa {told}" if told and kind.startswith("APPROX") else told


def _document(document: Element, draft: Draft) -> None:
    kind, number = document.first("TYPE_OF_DOCUMENT"), document.first("NUMBER")
    country = document.first("ISSUING_COUNTRY") or document.first("COUNTRY_OF_ISSUE")
    draft.add_identifier(kind, number, country)
