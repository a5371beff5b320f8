"""A file that is not a whole list is refused, with the place and what mends it; nothing of it is kept."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors, InvalidValue, UsageError
from fxroute.sources.lists.store import ListStore
from fxroute.sources.lists.taking import ListTerms, import_list, read_list
from tests.sources.lists.invented import DAY, LAYOUTS, OFAC, content, names_of, read

AT = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
ONE_FILE = sorted(layout for layout, (names, _) in LAYOUTS.items() if len(names) == 1)
XML = ("SDN_ADVANCED.XML", "un.xml", "eu.xml")


@contextmanager
def refusal(told: str) -> Iterator[None]:
    """Whatever is refused in the body says so."""
    with pytest.raises(DataFileErrors) as caught:
        yield
    assert told in str(caught.value)


def refused(name: str, body: bytes, terms: ListTerms | None = None) -> tuple[str, str, str]:
    """What, where and mend of the first fault."""
    with pytest.raises(DataFileErrors) as caught:
        read_list((name, body), terms=terms or ListTerms(dated=DAY, name="X"))
    fault = caught.value.faults[0]
    assert fault.where.startswith(name)
    assert fault.mend
    return fault.what, fault.where, fault.mend


def changed(name: str, *changes: tuple[str, str]) -> bytes:
    text = content(name).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
)
def test_xml_with_a_document_type_is_refused_before_it_is_parsed(name: str, declaration: str) -> None:
    head, rest = content(name).decode().split("?>", 1)

    what, where, _ = refused(name, f"{head}?>\n{declaration}{rest}".encode())

    assert what.startswith("the XML declares a document type")
    assert where == f"{name}:2:1"


def test_a_document_type_far_below_the_begin_is_refused_too() -> None:
    padding = f"<!-- {'x' * 100_000} -->"

    what, where, _ = refused("un.xml", f'<?xml version="1.0"?>{padding}\n<!DOCTYPE x><CONSOLIDATED_LIST/>'.encode(), UN)

    assert what.startswith("the XML declares a document type")
    assert where.startswith("un.xml:2:")


UN = ListTerms(layout="un")


def test_an_entity_that_is_not_declared_is_refused() -> None:
    what, where, _ = refused("un.xml", changed("un.xml", ("Invented.", "&invented;")))

    assert what == "the XML breaks off or is broken: undefined entity"
    assert where.startswith("un.xml:10:")


@pytest.mark.parametrize("layout", [layout for layout in ONE_FILE if not layout.startswith("own")])
def test_a_list_that_breaks_off_anywhere_is_refused(layout: str) -> None:
    """Cut after every seventh byte; a cut between two whole entries of lines cannot be told from a shorter list."""
    (name,), terms = LAYOUTS[layout]
    body = content(name)
    whole = read(layout).parties
    is_lines = not name.lower().endswith(".xml")
    for at in range(40, len(body.rstrip()) - 1, 7):
        if is_lines and body[at - 1 : at] == b"\n":
            continue
        try:
            parties = read_list((name, body[:at]), terms=terms).parties
        except DataFileErrors:
            continue
        assert layout == "ftm"
        assert body[at : at + 1] == b"\n"
        assert len(parties) <= len(whole)


@pytest.mark.parametrize("cut", OFAC)
def test_ofac_csv_that_breaks_off_anywhere_is_refused(cut: str) -> None:
    bodies = {name: content(name) for name in OFAC}
    for at in range(1, len(bodies[cut]) - 1):
        if bodies[cut][at - 1 : at] == b"\n" and cut != "SDN.CSV":
            continue
        files = [(name, body[:at] if name == cut else body) for name, body in bodies.items()]
        with pytest.raises(DataFileErrors):
            read_list(*files, terms=ListTerms(dated=DAY))


@pytest.mark.parametrize("lacking", ["ADD.CSV", "ALT.CSV"])
def test_ofac_csv_without_aliases_or_addresses_is_taken_only_when_that_is_said(lacking: str) -> None:
    files = [(name, content(name)) for name in OFAC if name != lacking]
    with pytest.raises(DataFileErrors) as caught:
        read_list(*files, terms=ListTerms(dated=DAY))

    assert lacking in caught.value.faults[0].what
    assert "--accept-missing" in caught.value.faults[0].mend
    taken = read_list(*files, terms=ListTerms(dated=DAY, accepts_missing=True))
    assert taken.notes == {f"{lacking} was not given": 1}


def test_aliases_without_their_entries_are_refused_even_so() -> None:
    with pytest.raises(DataFileErrors) as caught:
        read_list(("ALT.CSV", content("ALT.CSV")), terms=ListTerms(dated=DAY, accepts_missing=True))

    assert "SDN.CSV" in caught.value.faults[0].what


def test_a_page_is_refused_and_not_read_as_a_list_without_names() -> None:
    for body in (b"<html><body>busy</body></html>", b"\xef\xbb\xbf\n<!DOCTYPE html>\n<title>log in</title>"):
        for layout in ("", "uk_csv", "un", "own_csv"):
            what, _, mend = refused("a", body, ListTerms(layout=layout))
            assert what == "this is a web page, a list was expected"
            assert "--url" in mend


def test_the_retired_list_of_ofsi_is_known_and_refused() -> None:
    body = b"Last Updated,28/01/2026\nName 6,Name 1,Group Type,Group ID\nEXAMPLETESTOV,Ahmad,Individual,1\n"
    for layout in ("", "uk_csv"):
        what, _, mend = refused("ConList.csv", body, ListTerms(layout=layout))
        assert "retired on 2026-01-28" in what
        assert "fxroute lists fetch uk" in mend


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"hello\n", "the layout is not known; the file begins with 'hello'"),
        (b"<sdnList/>", "OFAC's plain XML"),
        (b"<Designations/>", "the UK Sanctions List as XML"),
        (b"<rss/>", "XML that begins with 'rss'"),
        (b'{"id": 1}\n', "line 1 is no entity"),
        (b'{"id": "a", "schema": "Person"\n', "line 1 is no JSON"),
        (b"id,name\n", "there is no entry in the list"),
        (b'<CONSOLIDATED_LIST dateGenerated="2026-11-20T00:00:00Z"/>', "there is no entry in the list"),
        (b'<CONSOLIDATED_LIST dateGenerated="soon"/>', "'soon' is no day on which the list was made"),
    ],
)
def test_what_is_no_list_is_refused(body: bytes, told: str) -> None:
    assert told in refused("a", body)[0]


@pytest.mark.parametrize(
    ("name", "changes", "place", "told"),
    [
        ("un.xml", [("ZZe.002", "ZZi.001")], "25: ENTITY ZZi.001", "stands here and in 4: INDIVIDUAL ZZi.001"),
        ("un.xml", [("INVENTED TRADING LLC", ""), ("Invented Trade House", "")], "", "the entry 'ZZe.002' has no name"),
        ("eu.xml", [('euReferenceNumber="EU.9002.2" logicalId="9002"', "")], "15: sanctionEntity", "has no id"),
        (
            "SDN_ADVANCED.XML",
            [('FeatureTypeID="803"', 'FeatureTypeID="999"')],
            "118: Feature 3",
            "'999' of FeatureType",
        ),
        ("SDN_ADVANCED.XML", [('From-ProfileID="90003"', 'From-ProfileID="9"')], "", "names a party that is not in"),
        (
            "SDN_ADVANCED.XML",
            [('LocationID="2002"/>', 'LocationID="2009"/>')],
            "",
            "the location '2009' is not defined",
        ),
        ("uk.csv", [("Unique ID", "Unique")], "2", "there is no column Unique ID"),
        ("uk.csv", [("Name 5", "Name 4")], "2", "the header names a column twice: Name 4"),
        ("uk.csv", [("20-Nov-2026", "today")], "1: Report Date", "'today' is no day"),
        ("targets.simple.csv", [('"ZZ-2"', '"ZZ-2","x"')], "3", "the row has 17 of 16 columns"),
        ("targets.simple.csv", [('"ZZ-2"', '"ZZ-1"')], "3", "the id 'ZZ-1' stands here and in 2"),
        ("own.csv", [(",vessel,", ",boat,")], "4: kind", "'boat' is no kind of a party"),
        ("own.csv", [("passport:X1234567:IR", "X1234567")], "2: identifiers", "'X1234567' is no identifier"),
        ("own.csv", [(",AE,", ",Atlantis,")], "3", "a country of another name: Atlantis"),
        ("own.csv", [("EXAMAEAD", "EXAM")], "3", "a BIC that is none"),
        ("own.csv", [("weak_aliases", "weaknesses")], "1", "there is no column 'weaknesses'"),
        ("own.yaml", [("kind: vessel", "kind: boat")], ":28:11: parties[2].kind", "boat"),
        ("own.yaml", [('dated: "2026-11-20"', "dated: soon")], ":4:10: list.dated", "soon"),
        ("own.yaml", [("parties:", "party:")], ":5:1", "there is no top-level key 'party'"),
    ],
)
def test_a_fault_says_its_place(name: str, changes: list[tuple[str, str]], place: str, told: str) -> None:
    with pytest.raises(DataFileErrors) as caught:
        read_list((name, changed(name, *changes)), terms=ListTerms(name="X", dated=DAY))

    told_of = [f"{fault.where} {fault.what}" for fault in caught.value.faults]
    assert any(place in one and told in one for one in told_of), told_of


def test_all_faults_of_a_list_are_told_at_once() -> None:
    rows = "".join(f"{number},\n" for number in range(50))
    with pytest.raises(DataFileErrors) as caught:
        read_list(f"id,name\n{rows}".encode(), terms=ListTerms(name="X", dated=DAY))

    assert len(caught.value.faults) == 21
    assert caught.value.faults[-1].what == "there are 30 faults more"


def long_name(size: int) -> dict[str, bytes]:
    name = "Long" * (size // 4)
    return {
        "un.xml": changed("un.xml", ("INVENTED TRADING LLC", name)),
        "eu.xml": changed("eu.xml", ('wholeName="Invented Trading LLC"', f'wholeName="{name}"')),
        "uk.csv": changed("uk.csv", ("INVENTED STAR", name)),
        "entities.ftm.json": changed("entities.ftm.json", ('"name":["Invented Star"]', f'"name":["{name}"]')),
        "own.csv": changed("own.csv", ("Invented Star", name)),
    }


@pytest.mark.parametrize("name", long_name(0))
def test_a_name_of_ten_megabytes_is_refused(name: str) -> None:
    what, where, _ = refused(name, long_name(10 * 1024 * 1024)[name])

    assert "more than" in what or "field larger than" in what
    assert len(what) < 200
    assert ":" in where


def test_marks_that_are_not_seen_are_no_part_of_a_name() -> None:
    hidden = "\u202eInvented\u200f \u200bStar\u2069\ufeff"

    party = read_list(changed("own.csv", ("Invented Star", hidden)), terms=ListTerms(name="X", dated=DAY)).parties[2]

    assert names_of(party) == {"invented star": "primary"}


def test_a_control_character_in_a_name_is_a_fault() -> None:
    what, where, _ = refused("own.csv", changed("own.csv", ("Invented Star", "Invented\x07Star")))

    assert (what, where) == (
        "a name or number holds the control character U+0007: 'Invented\\x07Star'",
        "own.csv:4",
    )


def as_crlf(body: bytes) -> bytes:
    return body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "crlf": as_crlf,
    "bom": lambda body: b"\xef\xbb\xbf" + body.removeprefix(b"\xef\xbb\xbf"),
    "utf-16": lambda body: body.decode("utf-8-sig").replace('encoding="utf-8"', "").encode("utf-16"),
    "zip": lambda body: zipped({"list": body}),
}


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return packed.getvalue()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", [layout for layout in ONE_FILE if layout not in ("eu_xml", "own_yaml")])
def test_a_list_is_the_same_in_every_form(layout: str, form: str) -> None:
    (name,), terms = LAYOUTS[layout]

    assert read_list((name, FORMS[form](content(name))), terms=terms).parties == read(layout).parties


def test_ofac_csv_may_come_in_one_zip() -> None:
    body = zipped({name: content(name) for name in OFAC})

    assert read_list(body, terms=ListTerms(dated=DAY)).parties == read("ofac_csv").parties


def test_a_mark_of_the_end_of_the_file_is_no_row() -> None:
    files = [(name, content(name) + b"\x1a") for name in OFAC]

    assert read_list(*files, terms=ListTerms(dated=DAY)).parties == read("ofac_csv").parties


def test_bytes_of_another_encoding_are_refused_unless_it_is_named() -> None:
    body = changed("own.csv", ("Invented Star", "Invént Star")).decode().replace("أحمد المخترع", "x").encode("cp1252")

    what, where, mend = refused("own.csv", body)

    assert what == "the file is not UTF-8 (byte 0xe9 in line 4)"
    assert where == "own.csv:4:9"
    assert "--encoding cp1252" in mend
    party = read_list(body, terms=ListTerms(name="X", dated=DAY, encoding="cp1252")).parties[2]
    assert "invént star" in names_of(party)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (zipped({"../a": b"id,name\n"}), "a path that leads out of it"),
        (zipped({"a": b"0" * 40_000_000}), "would unpack from"),
        (zipped({}), "0 files"),
        (zipped({"a": b"id,name\n1,2\n"})[:-30], "cannot be unpacked"),
    ],
)
def test_a_zip_that_is_not_to_be_trusted_is_refused(body: bytes, told: str) -> None:
    assert told in refused("a.zip", body)[0]


def test_a_zip_with_damaged_content_is_refused() -> None:
    body = bytearray(zipped({"un.xml": content("un.xml")}))
    body[200] ^= 0xFF

    assert "unpacked" in refused("a.zip", bytes(body))[0]


def test_files_of_two_lists_are_refused_together() -> None:
    with refusal("its layout is eu_xml"):
        read_list(("un.xml", content("un.xml")), ("eu.xml", content("eu.xml")))


def test_an_unknown_layout_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="did you mean uk_csv"):
        read_list(content("uk.csv"), terms=ListTerms(layout="ukcsv"))


def test_a_list_that_does_not_say_its_day_is_refused_without_one() -> None:
    with refusal("--dated"):
        read_list(content("own.csv"), terms=ListTerms(name="X"))
    with refusal("--name"):
        read_list(content("own.csv"), terms=ListTerms(dated=DAY))


@pytest.mark.parametrize("name", ["two words", "x" * 61, "a/b", "\u202e"])
def test_a_name_that_no_rule_could_call_a_list_by_is_refused(name: str) -> None:
    with refusal("is no name of a list"):
        read_list(content("own.csv"), terms=ListTerms(name=name, dated=DAY))


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with refusal("there is no such file"):
        read_list(tmp_path / "gone.xml")
    with refusal("a folder was given"):
        read_list(tmp_path)


def own(count: int, dated: str = "2026-11-20") -> tuple[bytes, ListTerms]:
    rows = "".join(f"{number},Invented {number}\n" for number in range(count))
    return f"id,name\n{rows}".encode(), ListTerms(name="X", dated=date.fromisoformat(dated))


@pytest.mark.parametrize(("count", "is_refused"), [(100, False), (80, False), (79, True), (1, True)])
def test_a_list_that_shrinks_too_much_is_refused(tmp_path: Path, count: int, *, is_refused: bool) -> None:
    store = ListStore(tmp_path / "lists.sqlite")
    body, terms = own(100)
    import_list(body, store=store, at=AT, terms=terms)
    body, terms = own(count, "2026-11-21")
    if is_refused:
        with refusal("--accept-shrinking"):
            import_list(body, store=store, at=AT, terms=terms)
        assert store.current()[0].edition.entries == 100
        body, terms = own(count, "2026-11-21")
        terms = ListTerms(name="X", dated=terms.dated, accepts_shrinking=True)
    import_list(body, store=store, at=AT, terms=terms)
    assert len(store.entries("X")) == count


def test_the_share_by_which_a_list_may_shrink_is_the_callers(tmp_path: Path) -> None:
    store = ListStore(tmp_path / "lists.sqlite")
    body, terms = own(100)
    import_list(body, store=store, at=AT, terms=terms)

    with refusal("more than 0.5 % fewer"):
        import_list(own(99)[0], store=store, at=AT, terms=ListTerms(name="X", dated=DAY, shrink_percent_max="0.5"))
    with pytest.raises(InvalidValue, match="is no share"):
        import_list(own(99)[0], store=store, at=AT, terms=ListTerms(name="X", dated=DAY, shrink_percent_max="half"))


def test_a_list_of_an_earlier_day_is_refused(tmp_path: Path) -> None:
    store = ListStore(tmp_path / "lists.sqlite")
    body, terms = own(3)
    import_list(body, store=store, at=AT, terms=terms)
    body, terms = own(4, "2026-11-19")
    with refusal("--accept-older"):
        import_list(body, store=store, at=AT, terms=terms)

    assert store.current()[0].edition.dated == DAY
    assert import_list(
        body, store=store, at=AT, terms=ListTerms(name="X", dated=terms.dated, accepts_older=True)
    ).is_changed


def test_a_refused_list_leaves_the_one_before(tmp_path: Path) -> None:
    store = ListStore(tmp_path / "lists.sqlite")
    import_list(content("un.xml"), store=store, at=AT)
    before = store.path.read_bytes()

    with pytest.raises(DataFileErrors):
        import_list(content("un.xml")[:-20], store=store, at=AT)

    assert store.path.read_bytes() == before
