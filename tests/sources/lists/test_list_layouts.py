"""Every layout tells of the same invented parties, as far as it carries them."""

import csv
import io
from datetime import date

import pytest

from fxroute.compliance.screening.listed import Identifier, ListedKind, ListedOwner, ListedParty
from fxroute.sources.lists.layouts import LIST_LAYOUTS, find_layout
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.taking import read_list
from tests.sources.lists.invented import DAY, FILES, LAYOUTS, content, names_of, numbers_of, read

WITHOUT_VESSELS = {"un", "eu_xml", "eu_csv"}
WITHOUT_BICS = {"un", "uk_csv", "opensanctions_csv"}
WITHOUT_KINDS_OF_NUMBERS = {"opensanctions_csv"}
WITHOUT_ORIGINAL_SCRIPT = {"ofac_csv"}
WITHOUT_WEAK_NAMES = {"eu_csv", "opensanctions_csv"}
WITHOUT_DAY_OF_LISTING = {"ofac_csv", "opensanctions_csv"}
WITH_OWNERS = {
    "ofac_advanced": ListedOwner("90002", "", is_control=True),
    "ftm": ListedOwner("ZZ-2", "60"),
    "own_csv": ListedOwner("ZZ-2", "60"),
    "own_yaml": ListedOwner("ZZ-2", "60"),
}
NAMES = {
    "ofac_csv": "OFAC_SDN",
    "ofac_advanced": "OFAC_SDN",
    "un": "UN",
    "eu_xml": "EU_FSF",
    "eu_csv": "EU_FSF",
    "uk_csv": "UK_SL",
    "opensanctions_csv": "OPENSANCTIONS",
    "ftm": "OPENSANCTIONS",
    "own_csv": "BANK_OWN",
    "own_yaml": "CN_MFA",
}


def parties(layout: str) -> dict[ListedKind, ListedParty]:
    return {party.kind: party for party in read(layout).parties}


def test_the_table_has_every_layout() -> None:
    assert set(LAYOUTS) == set(LIST_LAYOUTS) == set(NAMES)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_known_by_its_content(layout: str) -> None:
    names, _ = LAYOUTS[layout]
    files = tuple(ListFile("anything", (name, content(name))) for name in names)

    assert find_layout(files).name == layout


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_edition_says_what_it_is_of(layout: str) -> None:
    edition = read(layout).edition

    assert (edition.name, edition.dated) == (NAMES[layout], DAY)
    assert edition.entries == (2 if layout in WITHOUT_VESSELS else 3)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_person_is_the_same_in_every_layout(layout: str) -> None:
    person = parties(layout)[ListedKind.PERSON]
    names = names_of(person)

    assert names["ahmad exampletestov"] == "primary"
    assert names["achmed testovexample"] == "strong"
    if layout not in WITHOUT_WEAK_NAMES:
        assert names["abu invented"] == "weak"
    if layout not in WITHOUT_ORIGINAL_SCRIPT:
        assert names["أحمد المخترع"] == "strong"
    assert person.birth_dates == ("1970-03-12",)
    assert person.countries == ("IR",)
    if layout not in WITHOUT_KINDS_OF_NUMBERS:
        assert numbers_of(person) == {("passport", "X1234567")}
    if layout not in WITHOUT_DAY_OF_LISTING:
        assert person.listed_on == date(2020, 5, 4)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_organisation_is_the_same_in_every_layout(layout: str) -> None:
    firm = parties(layout)[ListedKind.ORGANISATION]

    assert names_of(firm) == {"invented trading llc": "primary", "invented trade house": "strong"}
    assert firm.countries == ("AE",)
    assert firm.bics == (() if layout in WITHOUT_BICS else ("EXAMAEAD",))
    if layout not in WITHOUT_KINDS_OF_NUMBERS | {"un"}:
        assert numbers_of(firm) == {("registration", "REG778899")}
    assert firm.programmes


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - WITHOUT_VESSELS))
def test_a_vessel_is_the_same_in_every_layout(layout: str) -> None:
    vessel = parties(layout)[ListedKind.VESSEL]

    assert names_of(vessel) == {"invented star": "primary"}
    assert vessel.countries == ("IR",)
    if layout not in WITHOUT_KINDS_OF_NUMBERS:
        assert ("imo", "9000001") in numbers_of(vessel)
    assert vessel.owners == ((WITH_OWNERS[layout],) if layout in WITH_OWNERS else ())


def test_several_programmes_of_one_cell_are_several() -> None:
    assert parties("ofac_csv")[ListedKind.PERSON].programmes == ("IFSR", "NPWMD")


def test_remarks_that_overflow_go_on_in_the_comments() -> None:
    assert "Additional Sanctions Information" in parties("ofac_csv")[ListedKind.ORGANISATION].remarks


def test_a_document_keeps_the_country_that_issued_it() -> None:
    assert parties("ofac_csv")[ListedKind.PERSON].identifiers == (Identifier("passport", "X1234567", "IR"),)


def test_a_relation_that_is_no_ownership_makes_no_owner() -> None:
    firm = parties("ofac_advanced")[ListedKind.ORGANISATION]

    assert firm.owners == ()
    assert "acting for" in firm.remarks


def test_an_entity_beside_the_targets_is_not_listed() -> None:
    assert read("ftm").notes == {"an entity that is no target, but stands beside one": 1}


def test_ids_of_reference_values_are_looked_up_and_not_known() -> None:
    text = (FILES / "SDN_ADVANCED.XML").read_text(encoding="utf-8")
    for old, new in (('"31"', '"15003"'), ('"803"', '"13"'), ('"71"', '"1400"')):
        text = text.replace(old, new)
    assert read_list(text.encode()).parties == read("ofac_advanced").parties


@pytest.mark.parametrize(
    "namespace", ["", ' xmlns="http://www.un.org/sanctions/1.0"', ' xmlns="https://example.org/ADVANCED_XML"']
)
def test_the_namespace_of_the_advanced_xml_does_not_matter(namespace: str) -> None:
    text = (FILES / "SDN_ADVANCED.XML").read_text(encoding="utf-8")
    changed = text.replace(' xmlns="https://www.un.org/sanctions/1.0"', namespace)

    assert read_list(changed.encode()).parties == read("ofac_advanced").parties


def test_the_columns_of_a_list_may_come_in_any_order() -> None:
    first, rest = content("uk.csv").decode().split("\r\n", 1)
    rows = [list(reversed(row)) for row in csv.reader(io.StringIO(rest, newline=""))]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)

    assert read_list(f"{first}\r\n{text.getvalue()}".encode()).parties == read("uk_csv").parties
