"""The reference is complete: every command, option, error, reason, field, key and public name has its place.

`FXROUTE_UPDATE_EXPECTED=1` writes the generated tables anew; read the difference before you keep it.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from fxroute import Bounds, Money, Payment
from fxroute.model import Reason
from fxroute.plan import Planner
from fxroute.report import rehearsal_json, tasks_json
from fxroute.sources import load_planner
from tests.reference import (
    command_parts,
    data_parts,
    error_parts,
    explained_part,
    layout_parts,
    meanings_of,
    python_parts,
    table,
    with_parts,
)
from tests.tree import ROOT

REFERENCE = ROOT / "docs" / "reference"

GENERATED: dict[str, Callable[[], dict[str, str]]] = {
    "command-line.md": command_parts,
    "data-files.md": data_parts,
    "errors.md": error_parts,
    "import-layouts.md": layout_parts,
    "python.md": python_parts,
}


EXPLAINED = {"payment-file.md": "payment", "rules.md": "rules"}


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


@pytest.mark.parametrize("page", GENERATED)
def test_the_tables_of_a_page_are_those_of_the_code(page: str) -> None:
    place = REFERENCE / page
    text = place.read_text(encoding="utf-8")
    renewed = with_parts(text, GENERATED[page]())
    if os.environ.get("FXROUTE_UPDATE_EXPECTED") == "1":
        place.write_text(renewed, encoding="utf-8")
        text = renewed

    assert text == renewed


@pytest.mark.parametrize("page", EXPLAINED)
def test_every_field_of_a_file_is_explained(page: str) -> None:
    place = REFERENCE / page
    text = place.read_text(encoding="utf-8")
    renewed = with_parts(text, explained_part(EXPLAINED[page], text))
    if os.environ.get("FXROUTE_UPDATE_EXPECTED") == "1":
        place.write_text(renewed, encoding="utf-8")
        text = renewed

    assert text == renewed
    assert [field for field, meaning in meanings_of(text) if not meaning] == []


def test_every_reason_is_explained() -> None:
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `(\w+)` \| \D", text, re.MULTILINE)

    assert {reason.value for reason in Reason} <= set(explained)


def test_every_key_of_an_answer_is_explained(planner: Planner) -> None:
    text = (REFERENCE / "json.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([\w ]+)`", text))
    keys: set[str] = set()
    for bounds in (Bounds(), Bounds(conversions_max=0)):
        keys |= set(keys_of(planner.plan(case(), bounds).to_json()))

    assert keys - explained == set()


def test_every_key_of_a_run_sheet_is_explained(planner: Planner) -> None:
    text = (REFERENCE / "json.md").read_text(encoding="utf-8")
    section = text.partition("## A run sheet")[2].partition("\n## ")[0]
    explained = set(re.findall(r"`([\w ]+)`", section))
    sheet = planner.rehearse(case(), Bounds(conversions_max=1, intermediaries_max=0))

    assert set(keys_of(rehearsal_json(sheet))) - explained <= {"amount", "currency"}
    assert set(keys_of(tasks_json(sheet.duties))) - explained == set()


def case() -> Payment:
    return Payment.send(
        Money("2000000.00", "CNY"),
        receive="SAR",
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        at="2026-11-24T09:30+08:00",
    )


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from keys_of(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from keys_of(inner)


def test_every_page_of_the_documentation_can_be_reached_from_its_index() -> None:
    folder = ROOT / "docs"
    pages = {page.relative_to(folder).as_posix() for page in folder.rglob("*.md")}
    index = (folder / "index.md").read_text(encoding="utf-8")

    assert pages - {"index.md"} <= set(re.findall(r"\]\(([^)#]+)", index))


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_what_the_table_of_rooms_names_is_there() -> None:
    text = (ROOT / "docs" / "where-things-live.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:fxroute|tests|data|docs|examples|benchmarks)/[\w./-]+)(?::([\w.]+))?`", text))
    missing = [f"{place}:{name}" for place, name in sorted(named) if not is_there(ROOT / place, name)]

    assert named
    assert missing == []


def is_there(path: Path, name: str) -> bool:
    if not path.exists() or not name:
        return path.exists()
    defined = rf"^ *(?:class|def) {name}\b|^{name}(?:: [^=]+)? = "
    return re.search(defined, path.read_text(encoding="utf-8"), re.MULTILINE) is not None


def test_a_part_that_a_page_lacks_is_found() -> None:
    with pytest.raises(KeyError):
        with_parts("A page.", {"errors": "x"})


def test_a_part_is_replaced_and_the_rest_left() -> None:
    page = "A.\n<!-- x -->\nold\n<!-- /x -->\nB.\n"

    assert with_parts(page, {"x": table(("a", "b"), ("1|2", "3"))}) == (
        "A.\n<!-- x -->\n\n| a | b |\n| --- | --- |\n| 1\\|2 | 3 |\n\n<!-- /x -->\nB.\n"
    )
