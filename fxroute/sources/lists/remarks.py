"""OFAC's remarks: dates of birth, countries, documents, BICs and weak aliases, one after another in one text."""

import re

from fxroute.compliance.screening.listed import NameStrength
from fxroute.sources.lists.kinds import identifier_kind
from fxroute.sources.lists.reading import Draft

__all__ = ["read_remarks"]

_ALIAS = re.compile(r"\b(?:a|f|n)\.k\.a\.:?\s*(?:'([^;]*?)'(?=\s*(?:[;.,]|$))|\"([^;\"]*)\")", re.IGNORECASE)
_BIRTH = re.compile(r"(?:alt\. )?DOB:?\s+(.+)", re.IGNORECASE)
_PLACE_OF_BIRTH = re.compile(r"(?:alt\. )?POB\b", re.IGNORECASE)
_COUNTRY = re.compile(
    r"(?:alt\. )?(?:nationality(?: of registration)?|citizen|vessel flag|flag):?\s+(.+)", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\D*?\s*(?:\bNo\.|\bNumber\b|#)?:?\s*(?P<number>[^\s(),]*\d[^\s(),]*)\s*"
    r"(?:\((?P<country>[^)]*)\))?(?:\s*(?:expires|issued|exp\.|valid|\().*)?",
    re.IGNORECASE,
)
_BIC = re.compile(r"(?:SWIFT/BIC|SWIFT|BIC):?\s+(\S+)", re.IGNORECASE)


def read_remarks(text: str, draft: Draft) -> None:
    """Take what remarks say of a party; what has no field of its own stays among its remarks."""
    for found in _ALIAS.finditer(text):
        draft.add_name(found[1] or found[2], NameStrength.WEAK)
    for piece in text.split(";"):
        if told := piece.strip().rstrip(".").strip():
            _take(told, draft)


def _take(told: str, draft: Draft) -> None:
    if found := _BIRTH.fullmatch(told):
        draft.add_birth(found[1])
    elif found := _COUNTRY.fullmatch(told):
        draft.add_country(found[1])
    elif found := _BIC.fullmatch(told):
        draft.add_bic(found[1])
    elif _ALIAS.search(told) or _PLACE_OF_BIRTH.match(told):
        draft.add_remark(told)
    elif (found := _NUMBER.fullmatch(told)) and identifier_kind(told[: found.start("number")]) != "other":
        draft.add_identifier(told[: found.start("number")], found["number"], found["country"] or "")
    else:
        draft.add_remark(told)
