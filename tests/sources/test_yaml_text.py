"""Text that is no YAML of ours, refused at its place."""

from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors
from fxroute.sources import compose, load_network
from fxroute.sources.fault import FaultList
from fxroute.sources.files import SourceFile
from fxroute.sources.scalar import Figure
from fxroute.sources.yaml_text import parse_map

DEEP = "a: " + "[" * 100_000
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 12)
)
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{level}: &a{level} [*a{level - 1}]\n" for level in range(1, 200))


def faults_of(content: bytes) -> list[tuple[str, str]]:
    faults = FaultList()
    parse_map(SourceFile("own.yaml", content), faults, begin="accounts:")
    with pytest.raises(DataFileErrors) as caught:
        faults.raise_any()
    return [(fault.what, fault.where) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("content", "what", "where"),
    [
        ("accounts: []".encode("utf-16"), "the file is UTF-16", "own.yaml:1:1"),
        (b"\xfe\xff\x00a", "the file is UTF-16", "own.yaml:1:1"),
        ("a: 1\nb: Büro".encode("latin-1"), "byte 0xfc is not UTF-8", "own.yaml:2:5"),
        (b"a: 1\nb: x\0y\n", "the control character U+0000 stands in the text", "own.yaml:2:5"),
        ("a: 1\nBüro: 行\x1b".encode(), "the control character U+001B stands in the text", "own.yaml:2:8"),
        (b"", "the file holds nothing at the top, a map was expected", "own.yaml:1:1"),
        (DEEP.encode(), "this is no YAML: exceeded maximum nesting depth", "own.yaml:1:1003"),
        (DEEP[:203].encode(), "lists and maps are nested more than 100 deep", "own.yaml:1:103"),
        (CHAIN.encode(), "lists and maps are nested more than 100 deep", "own.yaml:100:12"),
        (b"a: &a [*a]", "*a stands inside what it names", "own.yaml:1:8"),
        (BOMB.encode(), "aliases repeat one another without end", "own.yaml:5:30"),
        (b"a: *b", "there is no anchor &b above *b", "own.yaml:1:4"),
        (b"*b : 1", "there is no anchor &b above *b", "own.yaml:1:1"),
        (b"a: &b [1]\n*b : 1", "a list or a map stands where the name of a field is expected", "own.yaml:2:1"),
        (b"? [1, 2]\n: 3", "a list or a map stands where the name of a field is expected", "own.yaml:1:3"),
        (b"a: b\n---\nc: d", "the file holds more than one document", "own.yaml:2:1"),
        (b"%YAML 1.1\n---\na: b", "the file says that it is YAML 1.1, and is read as YAML 1.2", "own.yaml:1:1"),
        (b"%YAML 2.0\n---\na: b", "this is no YAML: found incompatible YAML document", "own.yaml:1:1"),
        (b"a: b\nc: [", "this is no YAML: did not find expected node content", "own.yaml:3:1"),
        (
            b"a: [b, c",
            "this is no YAML: did not find expected ',' or ']', while parsing a flow sequence",
            "own.yaml:2:1",
        ),
        (b"a: !!int [1]", "the tag !!int is not used in these files", "own.yaml:1:4"),
    ],
)
def test_what_is_no_text_of_ours_is_refused_at_its_place(content: bytes, what: str, where: str) -> None:
    ((found, place),) = faults_of(content)

    assert found.startswith(what)
    assert place == where


def read(content: str) -> tuple[object, int]:
    faults = FaultList()
    return parse_map(SourceFile("own.yaml", content.encode()), faults, begin="accounts:"), len(faults)


def test_every_key_given_twice_is_told_even_inside_a_circle() -> None:
    assert faults_of(b"a: 1\nb: {c: 1, c: 2, c: 3}\na: 2\n") == [
        ("the key c is given twice", "own.yaml:2:11: b.c"),
        ("the key c is given twice", "own.yaml:2:17: b.c"),
        ("the key a is given twice", "own.yaml:3:1: a"),
    ]
    assert faults_of(b"x: 1\nx: {y: [{z: 1, z: 2}]}\na: &a [*a]\n") == [
        ("the key x is given twice", "own.yaml:2:1: x"),
        ("the key z is given twice", "own.yaml:2:16: x.y[0].z"),
        ("*a stands inside what it names", "own.yaml:3:8"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\na: 2", {"a": 1}),
        ("a: [1]\na: [2, 3]\nb: 4", {"a": [1, 2, 3], "b": 4}),
        ("a: {b: 1}\na: [2]", {"a": {"b": 1}}),
        ("a: !!str 12.50", {"a": "12.50"}),
        ("a: !x yes\nb: 3", {"a": "yes", "b": 3}),
        ("? {a: 1}\n: {b: 2}\nc: 3", {"c": 3}),
        ("a: [1]\n---\na: [2]\nb: 3", {"a": [1, 2], "b": 3}),
        ("---\n---\na: 1", {"a": 1}),
        ("*x : 1\na: 2", {"a": 2}),
    ],
)
def test_reading_goes_on_after_a_fault(text: str, value: object) -> None:
    assert read(text) == (value, 1)


def test_what_an_alias_stands_for_is_read_once_and_stands_everywhere() -> None:
    assert read("a: &x {b: [1]}\nc: *x\n&k d: *x\ne: [*k]") == (
        {"a": {"b": [1]}, "c": {"b": [1]}, "d": {"b": [1]}, "e": ["d"]},
        0,
    )


def test_a_mark_before_utf_8_is_no_part_of_the_text() -> None:
    assert read("\ufeffaccounts: []") == ({"accounts": []}, 0)
    assert faults_of("\ufeffa: 1\na: 2".encode()) == [("the key a is given twice", "own.yaml:2:1: a")]


def test_exclamation_marks_and_brackets_in_a_text_are_text() -> None:
    text = f"read this: !important {'[' * 3000}"

    assert read(f'notes: "{text}"\n') == ({"notes": text}, 0)


def test_values_are_those_of_yaml_1_2() -> None:
    text = "country: NO\ncut_off: 16:30\nday: 2026-11-24\nflag: yes\nnumber: 014\nnothing: ~\nempty:\ntruth: True\n"

    assert read(text) == (
        {
            "country": "NO",
            "cut_off": "16:30",
            "day": "2026-11-24",
            "flag": "yes",
            "number": "014",
            "nothing": None,
            "empty": None,
            "truth": True,
        },
        0,
    )


@pytest.mark.parametrize("text", ["0", "7", "-7", "999999999999999999"])
def test_a_plain_whole_number_is_a_number(text: str) -> None:
    assert read(f"a: {text}") == ({"a": int(text)}, 0)


@pytest.mark.parametrize(
    "text", ["0x1F", "0o17", "0b11", "+5", "-0", "1e3", "12.50", ".5", "1.", "-.inf", ".nan", "1" * 19, "9" * 5000]
)
def test_any_other_number_is_kept_as_it_is_written(text: str) -> None:
    assert read(f"a: {text}") == ({"a": Figure(text)}, 0)
    assert str(Figure(text)) == repr(Figure(text)) == text


@pytest.mark.parametrize("text", ["1_000", "0x", "1e", "+", ".", "1.2.3", "0o8", "\uff11\uff12", "inf"])
def test_what_only_begins_like_a_number_is_text(text: str) -> None:
    assert read(f"a: {text}") == ({"a": text}, 0)


def test_faults_of_several_files_are_told_in_the_order_of_the_files(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / name).write_text("acounts: []\n")

    with pytest.raises(DataFileErrors) as caught:
        load_network(tmp_path / "b.yaml", tmp_path / "a.yaml", shipped=False)

    assert [Path(fault.where.split(":")[0]).name for fault in caught.value.faults] == ["b.yaml", "a.yaml"]


def test_a_text_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "_EVENTS_MAX", 50)

    assert faults_of(b"a: [" + b"1, " * 100 + b"]") == [("the file holds more than 50 values", "own.yaml:1:140")]
