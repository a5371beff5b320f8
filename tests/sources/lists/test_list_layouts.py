"""Every layout tells of the same invented parties, as far as it carries them."""

import csv
import io
import json
from datetime import date

import pytest

from fxroute.compliance.screening.listed import Identifier, ListedKind, ListedOwner, ListedParty
from fxroute.sources.lists.countries import country_code
from fxroute.sources.lists.layouts import LIST_LAYOUTS, find_layout
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.taking import ListTerms, read_list
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


def test_the_other_list_of_ofac_is_known_by_the_names_of_its_files() -> None:
    files = [(f"fetched/CONS_{name}", content(name)) for name in ("SDN.CSV", "ADD.CSV", "ALT.CSV")]

    assert read_list(*files, terms=ListTerms(dated=DAY)).edition.name == "OFAC_CONS"


NESTED = {
    "id": "ZZ-3",
    "schema": "Vessel",
    "caption": "Invented Star",
    "target": True,
    "last_seen": "2026-11-20T06:00:00",
    "properties": {
        "name": ["Invented Star"],
        "sanctions": [
            {
                "id": "ZZ-s",
                "schema": "Sanction",
                "properties": {"entity": ["ZZ-3"], "programId": ["ZZ-INVENTED"], "listingDate": ["2020-05-04"]},
            }
        ],
        "ownershipAsset": [
            {
                "id": "ZZ-o",
                "schema": "Ownership",
                "properties": {
                    "owner": [{"id": "ZZ-2", "schema": "Company", "properties": {"name": ["Invented Trading LLC"]}}],
                    "percentage": ["60"],
                },
            }
        ],
    },
}


def test_entities_with_others_nested_in_them_are_read_alike() -> None:
    owner = {"id": "ZZ-2", "schema": "Company", "properties": {"name": ["Invented Trading LLC"]}, "target": True}
    lines = "\n".join(json.dumps(one) for one in (NESTED, owner))

    vessel, _ = read_list(lines.encode()).parties

    assert vessel.owners == (ListedOwner("ZZ-2", "60"),)
    assert vessel.programmes == ("ZZ-INVENTED",)
    assert vessel.listed_on == date(2020, 5, 4)


def test_the_entity_of_the_layouts_description_is_a_party() -> None:
    text = (
        '{"id":"NK-example","caption":"Example","schema":"Company","properties":{"name":["Example"],"country":["ae"],'
        '"swiftBic":["EXAMAEAD"]},"datasets":["x"],"first_seen":"2024-01-01T00:00:00","last_seen":"2026-11-20T00:00:00"}'
    )

    (party,) = read_list(text.encode()).parties

    assert (party.id, party.bics, party.countries) == ("NK-example", ("EXAMAEAD",), ("AE",))


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [
        ("DOB 1970", ("1970",)),
        ("DOB Mar 1970", ("1970-03",)),
        ("DOB 12 Mar 1970; alt. DOB 13 Apr 1971", ("1970-03-12", "1971-04-13")),
        ("DOB circa 1970", ("1969", "1970", "1971")),
        ("DOB 1970 to 1972", ("1970", "1971", "1972")),
        ("DOB 1900 to 1970", ()),
        ("DOB 31 Feb 1970", ()),
    ],
)
def test_a_date_of_birth_says_no_more_than_the_remark(remarks: str, expected: tuple[str, ...]) -> None:
    assert remarked(remarks).birth_dates == expected


def remarked(remarks: str) -> ListedParty:
    row = f'1,"TESTOV, Invented","individual","ZZZ",{"-0- ," * 7}"{remarks}."\n'
    terms = ListTerms(dated=DAY, accepts_missing=True)
    return read_list(("SDN.CSV", row.encode()), terms=terms).parties[0]


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [
        ("Passport A123456 (Iran)", Identifier("passport", "A123456", "IR")),
        ("Passport 00123 issued 1 Jan 2001", Identifier("passport", "00123", "")),
        ("National ID No. 4-5-6 (Korea, North)", Identifier("national_id", "4-5-6", "KP")),
        ("Tax ID No. 7700123 (Russia)", Identifier("tax", "7700123", "RU")),
        ("Identification Number IMO 9000001", Identifier("imo", "9000001", "")),
        ("Legal Entity Number 529900EXAMPLE0000X26", Identifier("lei", "529900EXAMPLE0000X26", "")),
        ("Aircraft Tail Number EP-ZZ9", Identifier("tail_number", "EP-ZZ9", "")),
        ("MMSI 422000001", Identifier("mmsi", "422000001", "")),
    ],
)
def test_a_number_in_remarks_has_its_kind(remarks: str, expected: Identifier) -> None:
    assert remarked(remarks).identifiers == (expected,)


@pytest.mark.parametrize(
    "remarks",
    ["Organization Established Date 12 Mar 2001", "Executive Order 13846 information: FREEZE", "Linked To: X1"],
)
def test_a_number_of_something_else_stays_a_remark(remarks: str) -> None:
    party = remarked(remarks)

    assert party.identifiers == ()
    assert party.remarks == remarks


def test_weak_aliases_in_remarks_may_hold_apostrophes() -> None:
    party = remarked("a.k.a. 'ABU AL-INVENT'; a.k.a. 'AL-INV'ENT', DOB 1970")

    assert {"abu al-invent", "al-inv'ent"} <= set(names_of(party))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran (Islamic Republic of)", "IR"),
        ("IRAN, ISLAMIC REPUBLIC OF", "IR"),
        ("Korea, North", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Democratic People’s Republic of Korea", "KP"),  # noqa: RUF001  # as publishers print it
        ("Syrian Arab Republic", "SY"),
        ("Russian Federation", "RU"),
        ("Côte d'Ivoire", "CI"),
        ("The Gambia", "GM"),
        ("ae", "AE"),
        ("zz", ""),
        ("Atlantis", ""),
    ],
)
def test_countries_are_known_by_the_names_that_publishers_use(name: str, code: str) -> None:
    assert country_code(name) == code


def test_a_cell_of_several_countries_and_passports_has_them_all() -> None:
    text = content("uk.csv").decode().replace(",Iran,", ",(1) Iran (2) Iraq,", 1).replace("X1234567", "(1) A1 (2) B2")

    person = read_list(text.encode()).parties[0]

    assert person.countries == ("IQ", "IR")
    assert numbers_of(person) == {("passport", "A1"), ("passport", "B2")}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("00/00/1975", ("1975",)),
        ("dd/mm/1975", ("1975",)),
        ("00/03/1975", ("1975-03",)),
        ("12/03/1975", ("1975-03-12",)),
    ],
)
def test_a_date_of_birth_of_the_uk_may_lack_its_parts(told: str, expected: tuple[str, ...]) -> None:
    text = content("uk.csv").decode().replace("12/03/1970", told)

    assert read_list(text.encode()).parties[0].birth_dates == expected


UN_BIRTHS = [
    ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR>", ("1969", "1970", "1971")),
    (
        "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1970</FROM_YEAR><TO_YEAR>1971</TO_YEAR>",
        ("1970", "1971"),
    ),
    ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1970</YEAR>", ("1970",)),
    ("", ()),
]


@pytest.mark.parametrize(("told", "expected"), UN_BIRTHS)
def test_a_date_of_birth_of_the_un_has_its_kinds(told: str, expected: tuple[str, ...]) -> None:
    known = "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-03-12</DATE>"
    text = content("un.xml").decode().replace(known, told)

    assert read_list(text.encode()).parties[0].birth_dates == expected
