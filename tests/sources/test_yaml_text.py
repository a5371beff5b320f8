"""Text that is no YAML of ours, refused at its place."""

from pathlib import Path

import pytest

from fxroute.errors import DataFileErrors
from fxroute.sources import load_network
from fxroute.sources.fault import FaultList
from fxroute.sources.files import SourceFile
from fxroute.sources.yaml_text import parse_map

DEEP = "a: " + "[" * 100_000
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 12)
)


def faults_of(content: bytes) -> list[tuple[str, str]]:
    faults = FaultList()
    assert parse_map(SourceFile("own.yaml", content), faults, begin="accounts:") is None
    with pytest.raises(DataFileErrors) as caught:
        faults.raise_any()
    return [(fault.what, fault.where) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("content", "what", "where"),
    [
        (b"\xef\xbb\xbfaccounts: []", "the file is UTF-8 with a byte order mark", "own.yaml:1:1"),
        ("accounts: []".encode("utf-16"), "the file is UTF-16", "own.yaml:1:1"),
        (b"\xfe\xff\x00a", "the file is UTF-16", "own.yaml:1:1"),
        ("a: 1\nb: Büro".encode("latin-1"), "byte 0xfc is not UTF-8", "own.yaml:2:5"),
        (b"a: 1\nb: x\0y\n", "a NUL character stands in the text", "own.yaml:2:5"),
        (b"", "the file holds nothing at the top, a map was expected", "own.yaml:1:1"),
        (DEEP.encode(), "the brackets are nested without end", "own.yaml:1:1"),
        (b"a: " + b"[" * 200, "this is no YAML: recursion limit exceeded", "own.yaml:1:131"),
        (b"a: &a [*a]", "this is no YAML: recursion limit exceeded", "own.yaml:1:4"),
        (BOMB.encode(), "this is no YAML: repetition limit exceeded", "own.yaml:1:1"),
        (b"a: 1\nb: 123456789012345678901234567890", "this is no YAML: ", "own.yaml:2:4"),
        (b"? [1, 2]\n: 3", "this is no YAML: TypeError: unhashable type: 'list'", "own.yaml:1:1"),
        (b"a: b\n---\nc: d", "the file holds more than one document", "own.yaml:1:1"),
    ],
)
def test_what_is_no_text_of_ours_is_refused_at_its_place(content: bytes, what: str, where: str) -> None:
    ((found, place),) = faults_of(content)

    assert found.startswith(what)
    assert place == where


def test_every_key_given_twice_is_told_even_inside_a_circle() -> None:
    assert faults_of(b"a: 1\nb: {c: 1, c: 2, c: 3}\na: 2\n") == [
        ("the key c is given twice", "own.yaml:2:11: b.c"),
        ("the key c is given twice", "own.yaml:2:17: b.c"),
        ("the key a is given twice", "own.yaml:3:1: a"),
    ]
    assert faults_of(b"x: 1\nx: 2\na: &a [*a]\n") == [("the key x is given twice", "own.yaml:2:1: x")]


def test_exclamation_marks_and_brackets_in_a_text_are_text() -> None:
    faults = FaultList()

    text = f'notes: "read this: !important {"[" * 3000}"\n'.encode()
    value = parse_map(SourceFile("own.yaml", text), faults, begin="accounts:")

    assert value == {"notes": f"read this: !important {'[' * 3000}"}
    assert len(faults) == 0


def test_values_are_those_of_yaml_1_2() -> None:
    faults = FaultList()
    text = b"country: NO\ncut_off: 16:30\nday: 2026-11-24\nflag: yes\nnumber: 014\n"

    value = parse_map(SourceFile("own.yaml", text), faults, begin="accounts:")

    assert value == {"country": "NO", "cut_off": "16:30", "day": "2026-11-24", "flag": "yes", "number": "014"}


def test_faults_of_several_files_are_told_in_the_order_of_the_files(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / name).write_text("acounts: []\n")

    with pytest.raises(DataFileErrors) as caught:
        load_network(tmp_path / "b.yaml", tmp_path / "a.yaml", shipped=False)

    assert [Path(fault.where.split(":")[0]).name for fault in caught.value.faults] == ["b.yaml", "a.yaml"]
