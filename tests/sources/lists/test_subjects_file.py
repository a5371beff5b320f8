"""A file of subjects is read whole, or refused with every row that is wrong."""

from pathlib import Path

import pytest

from fxroute.compliance.screening.listed import Identifier, ListedKind
from fxroute.compliance.screening.screened import Subject
from fxroute.errors import DataFileErrors
from fxroute.sources.lists import load_subjects


def load(folder: Path, text: str) -> tuple[Subject, ...]:
    path = folder / "subjects.csv"
    path.write_text(text, encoding="utf-8")
    return load_subjects(path)


def test_a_name_alone_is_a_creditor_of_unknown_kind(tmp_path: Path) -> None:
    assert load(tmp_path, "name\nInvented Star\n") == (Subject(role="creditor", name="Invented Star"),)


def test_every_column_has_its_field(tmp_path: Path) -> None:
    text = (
        "identifiers,bic,birth_date,countries,kind,role,name\n"
        "passport:X1:IR; imo:9000001,examaead,1970-03-12,IR;AE,person,debtor,Ahmad Exampletestov"
    )

    assert load(tmp_path, text) == (
        Subject(
            role="debtor",
            name="Ahmad Exampletestov",
            kind=ListedKind.PERSON,
            countries=("IR", "AE"),
            birth_date="1970-03-12",
            bic="EXAMAEAD",
            identifiers=(Identifier("passport", "X1", "IR"), Identifier("imo", "9000001")),
        ),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\n", "there is nobody to screen in the file"),
        ("names\nA\n", "there is no column name"),
        ("name,nickname\nA,B\n", "there is no column 'nickname'"),
        ("name,role\nA,payer\n", "subjects.csv:2: role"),
        ("name,kind\nA,ship\n", "'ship' is no kind of a subject"),
        ("name,countries\nA,Iran\n", "'Iran' is no ISO 3166-1"),
        ("name,birth_date\nA,12/03/1970\n", "subjects.csv:2: birth_date"),
        ("name,identifiers\nA,X1\n", "write it as passport:A123"),
        ("name,bic\nA,EXAM\n", "subjects.csv:2: "),
        ("name,bic\nA\n", "the row has 1 of 2 columns"),
        ("name\n" + "A" * 2000, "a name of 2000 characters"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataFileErrors) as caught:
        load(tmp_path, text)

    assert told in str(caught.value)


def test_all_rows_that_are_wrong_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataFileErrors) as caught:
        load(tmp_path, "name,countries\nA,XX\nB,IR\nC,YY\n")

    assert [fault.where.rsplit("/", 1)[1] for fault in caught.value.faults] == [
        "subjects.csv:2: country",
        "subjects.csv:4: country",
    ]
