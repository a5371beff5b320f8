"""Tables for spreadsheets: exact, stable, harmless."""

import csv
import io
import re
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Context, Decimal
from xml.etree import ElementTree as ET

import pytest

from fxroute import Money, Payment, Plan, Planner, UsageError, report
from fxroute.model import Reason, RuledOut
from fxroute.report import SHEETS, Sheet, csv_text, plan_sheets, xlsx_bytes
from fxroute.sources import load_planner

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HARMFUL = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "-")


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


@pytest.fixture(scope="module")
def plan(planner: Planner) -> Plan:
    payment = Payment.send(
        Money("2000000.00", "CNY"), receive="SAR", debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", at=AT
    )
    return planner.plan(payment)


@pytest.fixture(scope="module")
def sheets(plan: Plan, planner: Planner) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in plan_sheets(plan, planner.network)}


def rows_of(sheet: Sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(sheet))))


def test_the_sheets_hold_what_the_plan_holds(plan: Plan, sheets: dict[str, Sheet]) -> None:
    ways = (*plan.routes, *plan.alternatives)
    legs = [leg for route in ways for leg in route.legs]
    routes = rows_of(sheets["routes"])

    assert tuple(sheets) == SHEETS
    assert [Decimal(row["delivered"]) for row in routes] == [route.delivered.amount for route in ways]
    assert [row["route"] for row in routes[-2:]] == ["A1", "A2"]
    assert [(row["from"], row["to"]) for row in rows_of(sheets["legs"])] == [(leg.from_id, leg.to_id) for leg in legs]
    charges = rows_of(sheets["charges"])
    assert [Decimal(row["amount"]) for row in charges] == [c.amount.amount for leg in legs for c in leg.charges]
    told = {row["name"]: row["value"] for row in rows_of(sheets["inputs"])}
    assert told["network_sha256"] == plan.inputs.network_sha256
    assert told["at"] == "2026-11-24T01:30:00Z"


def test_every_number_is_a_plain_decimal_and_every_instant_is_in_utc(sheets: dict[str, Sheet]) -> None:
    for sheet in sheets.values():
        for row in rows_of(sheet):
            for column, cell in row.items():
                if column in sheet.numbers:
                    assert re.fullmatch(r"(-?\d+(\.\d+)?)?", cell), (column, cell)
                if column.endswith("_at"):
                    assert re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?", cell), (column, cell)


def test_without_rows_the_columns_stay(planner: Planner, plan: Plan, sheets: dict[str, Sheet]) -> None:
    empty = plan_sheets(replace(plan, routes=(), alternatives=()), planner.network)

    assert [sheet.columns for sheet in empty] == [sheet.columns for sheet in sheets.values()]
    assert csv_text(empty[3]) == "option,reason,where,limit,value,opens_if\n"


def harmful(plan: Plan, planner: Planner) -> Sheet:
    outs = tuple(RuledOut(option=text, reason=Reason.AVOIDED, where="", value="-5") for text in HARMFUL)
    return plan_sheets(replace(plan, ruled_out=outs), planner.network)[3]


def test_no_cell_of_a_csv_file_becomes_a_formula(plan: Plan, planner: Planner) -> None:
    rows = rows_of(harmful(plan, planner))

    assert all(row["option"].startswith("'") for row in rows)
    assert {row["value"] for row in rows} == {"-5"}


def test_a_csv_file_holds_any_text(planner: Planner, plan: Plan) -> None:
    wild = 'quote " comma, line\nnull\x00 \ud800 中文'
    odd = replace(plan, ruled_out=(RuledOut(option=wild, reason=Reason.AVOIDED, where="x"),))
    sheet = plan_sheets(odd, planner.network)[3]

    assert rows_of(sheet)[0]["option"] == 'quote " comma, line null\\x00 \\ud800 中文'
    csv_text(sheet).encode()


# Workbooks


def cells_of(content: bytes, n: int) -> list[list[tuple[str, str]]]:
    """Kind and value of each cell of a sheet, read from the parts of the file; `s` is text, `n` a number."""
    book = zipfile.ZipFile(io.BytesIO(content))
    texts = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314  # written by this test
    shared = ["".join(part.itertext()) for part in texts.findall("m:si", SPACE)]
    sheet = ET.fromstring(book.read(f"xl/worksheets/sheet{n}.xml"))  # noqa: S314  # written by this test
    assert not sheet.findall(".//m:f", SPACE), "a formula"
    rows = []
    for row in sheet.findall(".//m:row", SPACE):
        cells = [(cell.get("t") or "n", cell.findtext("m:v", "", SPACE)) for cell in row.findall("m:c", SPACE)]
        rows.append([(kind, shared[int(value)] if kind == "s" else value) for kind, value in cells])
    return rows


def fifteen(number: str) -> Decimal:
    """What a spreadsheet shows of a number: fifteen digits."""
    return Context(prec=15).create_decimal(number)


def test_a_workbook_has_the_same_cells_as_the_csv_files(sheets: dict[str, Sheet]) -> None:
    content = xlsx_bytes(sheets.values(), AT)
    for n, sheet in enumerate(sheets.values(), 1):
        head, *rows = cells_of(content, n)
        assert [value for _, value in head] == list(sheet.columns)
        for told, row in zip(rows, sheet.rows, strict=True):
            filled = [(column, cell) for column, cell in zip(sheet.columns, row, strict=True) if cell]
            assert len(told) == len(filled)
            for (kind, value), (column, cell) in zip(told, filled, strict=True):
                if column in sheet.numbers:
                    assert kind == "n"
                    assert fifteen(value) == Decimal(cell)
                else:
                    assert (kind, value) == ("s", cell)


def test_a_number_that_a_double_does_not_hold_is_text() -> None:
    amounts = ("123456789012345", "1234567890123456", "9007199254740993.01", "-0.01", "0.00", "1127978.21")
    sheet = Sheet("x", ("amount",), tuple((amount,) for amount in amounts), frozenset({"amount"}))

    told = [row[0] for row in cells_of(xlsx_bytes([sheet], AT), 1)[1:]]

    assert [kind for kind, _ in told] == ["n", "s", "s", "n", "n", "n"]
    assert [fifteen(value) if kind == "n" else Decimal(value) for kind, value in told] == [
        Decimal(amount) for amount in amounts
    ]


def test_no_cell_of_a_workbook_becomes_a_formula_or_a_link(plan: Plan, planner: Planner) -> None:
    rows = cells_of(xlsx_bytes([harmful(plan, planner)], AT), 1)

    assert [row[0][0] for row in rows[1:]] == ["s"] * len(HARMFUL)


def test_equal_sheets_make_equal_workbooks(sheets: dict[str, Sheet]) -> None:
    assert xlsx_bytes(sheets.values(), AT) == xlsx_bytes(sheets.values(), AT)


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(UsageError) as caught:
        xlsx_bytes([], AT)
    assert "fxroute[xlsx]" in caught.value.mend


def test_the_reports_have_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = report.nothing
