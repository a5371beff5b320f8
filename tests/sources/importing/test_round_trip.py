"""What was imported is read back as the rows say it: counted here by another reading of the same rows."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from fxroute.model import Institution, Relation
from fxroute.network import Network
from fxroute.sources import load_network
from fxroute.sources.importing import ImportTerms, Outcome, import_network
from tests.sources.importing.directories import (
    AS_OF,
    BELOW,
    DIRECTORY,
    HOLIDAYS,
    INSTITUTIONS,
    INSTRUCTIONS,
    SSI,
    TERMS,
    above,
    below,
    bring,
    lines,
    put,
)

FORMS = ("own.yaml", "own.jsonl", "own.parquet")


def whole(bic: str) -> str:
    return bic if len(bic) == 11 else f"{bic}XXX"


def cells(rows: Sequence[Sequence[str]], *names: str) -> set[tuple[str, ...]]:
    places = [rows[0].index(name) for name in names]
    return {tuple(row[place] for place in places) for row in rows[1:]}


def pairs(network: Network) -> set[tuple[str, str, str]]:
    """Owner, currency and servicer of every account that the network below does not have, by whole BIC."""
    old = {account.id for account in below().accounts}
    bics = {unit.id: whole(unit.bic) for unit in network.institutions.values() if unit.bic}
    return {
        (bics[account.owner], account.currency, bics[account.servicer])
        for account in network.accounts
        if account.id not in old
    }


def new_units(network: Network) -> dict[str, Institution]:
    return {whole(unit.bic): unit for unit in network.institutions.values() if unit.id not in below().institutions}


@pytest.mark.parametrize("form", FORMS)
def test_instructions_joined_to_a_directory_are_the_accounts_of_their_rows(tmp_path: Path, form: str) -> None:
    directory, instructions = (
        put(tmp_path / "bdp.txt", DIRECTORY, "\t"),
        put(tmp_path / "ssi.txt", INSTRUCTIONS, "\t"),
    )
    bring(instructions, directory, out=tmp_path / form)
    network = above(tmp_path / form)

    bic_of = {key: bic for key, bic in cells(DIRECTORY, "RECORD KEY", "BIC")}  # noqa: C416  # dict() loses the types
    told = cells(
        INSTRUCTIONS, "RECORD KEY BDP OWNER", "ISO CURRENCY CODE", "RECORD KEY BDP ACCOUNT HOLDING INSTITUTION"
    )
    assert pairs(network) == {(bic_of[owner], currency, bic_of[servicer]) for owner, currency, servicer in told}
    assert set(new_units(network)) == {bic for (bic,) in cells(DIRECTORY, "BIC") if bic}


def test_every_form_holds_the_same_network(tmp_path: Path) -> None:
    files = put(tmp_path / "institutions.csv", INSTITUTIONS), put(tmp_path / "ssi.csv", SSI)
    for form in FORMS:
        bring(*files, out=tmp_path / form)

    assert len({above(tmp_path / form).sha256 for form in FORMS}) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_own_layouts_are_the_institutions_and_accounts_of_their_rows(tmp_path: Path, delimiter: str) -> None:
    files = put(tmp_path / "b.csv", INSTITUTIONS, delimiter), put(tmp_path / "a.csv", SSI, delimiter)
    report = bring(*files, out=tmp_path / "own.yaml")
    network = above(tmp_path / "own.yaml")

    told = cells(SSI, "owner_bic", "currency", "servicer_bic")
    assert pairs(network) == {
        (whole(owner), currency.replace("CNH", "CNY"), whole(servicer)) for owner, currency, servicer in told
    }
    assert set(new_units(network)) == {whole(bic) for (bic,) in cells(INSTITUTIONS, "bic")}
    assert [file.outcomes for file in report.files] == [{Outcome.TAKEN: 3}, {Outcome.TAKEN: 3}]
    assert report.remarks == ()


def test_provenance_is_that_of_the_row_then_of_the_import(tmp_path: Path) -> None:
    bring(put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "ssi.csv", SSI), out=tmp_path / "own.yaml")
    found = {
        unit.bic: (unit.provenance.source, unit.provenance.as_of.isoformat(), unit.provenance.confidence.value)
        for unit in new_units(above(tmp_path / "own.yaml")).values()
    }

    assert found == {
        "EXAMSARI": ("a page; b.csv", "2026-10-01", "high"),
        "EXAMAEAD": ("a page; b.csv", "2026-10-01", "low"),
        "OTHRHKHHHKH": ("b.csv", AS_OF.isoformat(), "medium"),
    }


def test_relations_follow_from_what_is_known_of_the_two_institutions(tmp_path: Path) -> None:
    bring(put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "ssi.csv", SSI), out=tmp_path / "own.yaml")
    network = above(tmp_path / "own.yaml")
    account = next(account for account in network.accounts if account.owner == "EXAMAEAD")

    assert network.institutions["EXAMAEAD"].legal_entity == "EXAMSARI"
    assert account.relation is Relation.INTER_BRANCH
    assert "the file says same_group" in account.provenance.notes


def test_yuan_across_the_border_says_so(tmp_path: Path) -> None:
    bring(put(tmp_path / "bdp.txt", DIRECTORY, "\t"), put(tmp_path / "ssi.txt", INSTRUCTIONS, "\t"),
          out=tmp_path / "own.jsonl")  # fmt: skip
    account = next(record for kind, record in lines(tmp_path / "own.jsonl") if record.get("currency") == "CNY")

    assert account["crosses_border"] is True
    assert account["owner"] == "OTHRHKHH"


@pytest.mark.parametrize("form", ["own.yaml", "own.jsonl"])
def test_account_numbers_are_nowhere(tmp_path: Path, form: str) -> None:
    first = bring(put(tmp_path / "bdp.txt", DIRECTORY, "\t"), put(tmp_path / "ssi.txt", INSTRUCTIONS, "\t"),
                  out=tmp_path / form)  # fmt: skip
    text = (tmp_path / form).read_text(encoding="utf-8") + str(first)
    second = bring(put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "ssi.csv", SSI), out=tmp_path / form)
    text += (tmp_path / form).read_text(encoding="utf-8") + str(second)

    assert [number for number in ("000123456789", "SA0000000001", "987654321012", "4711") if number in text] == []


def test_days_are_added_to_a_calendar_and_gathered_into_a_new_one(tmp_path: Path) -> None:
    bring(put(tmp_path / "holidays.csv", HOLIDAYS), out=tmp_path / "own.yaml")
    calendars = above(tmp_path / "own.yaml").calendars

    assert {day.isoformat() for day in calendars["CAL-SA"].closed} == {"2026-09-23", "2026-09-24"}
    assert calendars["CAL-SA"].settles == below().calendars["CAL-SA"].settles
    assert {day.isoformat() for day in calendars["CAL-XX"].closed} == {"2026-12-25"}
    assert {day.isoformat() for day in calendars["CAL-XX"].workdays} == {"2027-01-02"}
    assert calendars["CAL-XX"].known_to.isoformat() == "2027-12-31"


def test_parquet_of_the_same_columns_gives_the_same_records(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    for name, rows in (("b", INSTITUTIONS), ("a", SSI)):
        columns = {head: [row[at] or None for row in rows[1:]] for at, head in enumerate(rows[0])}
        parquet.write_table(pa.table(columns), tmp_path / f"{name}.parquet")
    bring(tmp_path / "b.parquet", tmp_path / "a.parquet", out=tmp_path / "first.yaml")
    bring(put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "a.csv", SSI), out=tmp_path / "second.yaml")
    first, second = ((tmp_path / name).read_text(encoding="utf-8") for name in ("first.yaml", "second.yaml"))

    assert first.replace(".parquet", ".csv") == second


def test_an_import_goes_onto_the_shipped_network(tmp_path: Path) -> None:
    rows = (SSI[0], ("RIBLSARI", "SAR", "EXAMSARI", "SA", "", "", "", "", "", "", "", ""))
    shipped = load_network()
    out = tmp_path / "own.yaml"
    import_network(
        put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "ssi.csv", rows), out=out, onto=shipped, terms=TERMS
    )
    network = load_network(out)

    assert len(network.institutions) == len(shipped.institutions) + 3
    assert "ACC-RIBLSARI-SAR-EXAMSARI" in network.records


@pytest.mark.parametrize("form", FORMS)
def test_an_import_onto_its_own_outcome_has_nothing_to_say(tmp_path: Path, form: str) -> None:
    files = put(tmp_path / "b.csv", INSTITUTIONS), put(tmp_path / "ssi.csv", SSI)
    bring(*files, out=tmp_path / form)
    report = import_network(
        *files, out=tmp_path / "again.yaml", onto=load_network(BELOW, tmp_path / form, shipped=False), terms=TERMS
    )

    assert [file.outcomes for file in report.files] == [{Outcome.UNCHANGED: 3}, {Outcome.UNCHANGED: 3}]
    assert not report.has_taken
    assert not (tmp_path / "again.yaml").exists()


def test_countries_and_currencies_without_hours_get_priors_on_request(tmp_path: Path) -> None:
    rows = (INSTITUTIONS[0], ("EXAMISRE", "", "Example Bank", "IS", "", "", "", "", "", "", "", ""))
    accounts = (SSI[0], ("RIBLSARI", "ISK", "EXAMISRE", "IS", "", "", "", "", "", "", "", ""))
    files = put(tmp_path / "b.csv", rows), put(tmp_path / "ssi.csv", accounts)
    shipped = load_network()
    refused = import_network(*files, out=tmp_path / "own.yaml", onto=shipped, terms=TERMS)
    assert not refused.has_taken

    terms = ImportTerms(as_of=AS_OF, prior_hours=True)
    import_network(*files, out=tmp_path / "own.yaml", onto=shipped, terms=terms)
    network = load_network(tmp_path / "own.yaml")
    assert network.records["PRIOR-HOURS-IS"].provenance.confidence.value == "prior"
    assert "ACC-RIBLSARI-ISK-EXAMISRE" in network.records
