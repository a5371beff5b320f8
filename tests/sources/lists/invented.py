"""Invented parties: what each layout says of them, as far as it carries it."""

from datetime import date
from pathlib import Path

from fxroute.compliance.screening.listed import ListedParty
from fxroute.sources.lists.taking import ListTerms, ReadList, read_list

FILES = Path(__file__).resolve().parent / "files"
DAY = date(2026, 11, 20)
OFAC = ("SDN.CSV", "ADD.CSV", "ALT.CSV", "SDN_COMMENTS.CSV")

LAYOUTS: dict[str, tuple[tuple[str, ...], ListTerms]] = {
    "ofac_csv": (OFAC, ListTerms(dated=DAY)),
    "ofac_advanced": (("SDN_ADVANCED.XML",), ListTerms()),
    "un": (("un.xml",), ListTerms()),
    "eu_xml": (("eu.xml",), ListTerms()),
    "eu_csv": (("eu.csv",), ListTerms()),
    "uk_csv": (("uk.csv",), ListTerms()),
    "opensanctions_csv": (("targets.simple.csv",), ListTerms()),
    "ftm": (("entities.ftm.json",), ListTerms()),
    "own_csv": (("own.csv",), ListTerms(name="BANK_OWN", dated=DAY)),
    "own_yaml": (("own.yaml",), ListTerms()),
}


def content(name: str) -> bytes:
    return (FILES / name).read_bytes()


def read(layout: str) -> ReadList:
    names, terms = LAYOUTS[layout]
    return read_list(*(FILES / name for name in names), terms=terms)


def names_of(party: ListedParty) -> dict[str, str]:
    """Names without case, with their strength."""
    return {name.text.casefold(): name.strength.value for name in party.names}


def numbers_of(party: ListedParty) -> set[tuple[str, str]]:
    return {(one.kind, one.number) for one in party.identifiers}
