"""Sheets: a plan as plain tables for a spreadsheet or a data frame, and their CSV and XLSX.

Columns keep their names and order; amounts and rates are exact decimals, instants UTC in ISO 8601. Text from outside
never becomes a formula: CSV puts an apostrophe before it, XLSX stores it as text.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO

from fxroute.errors import UsageError
from fxroute.model import Confidence, Leg, Money, Route
from fxroute.network import Network
from fxroute.plan import Plan
from fxroute.report.picture.markup import plain

__all__ = ["SHEETS", "Sheet", "csv_text", "plan_sheets", "xlsx_bytes"]

SHEETS = ("routes", "legs", "charges", "ruled_out", "inputs")
"""Names of the sheets of a plan, in order."""

_DIGITS_MAX = 15
"""A binary double holds so many decimal digits of any number; longer amounts are stored as text."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTH_MAX = 44


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, the names of its columns, and one text for each column in every row.

    `numbers` are the columns that hold decimals; a cell without a value is empty.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[str]


def plan_sheets(plan: Plan, network: Network) -> tuple[Sheet, ...]:
    """Return the sheets of a plan, in the order of `SHEETS`; `network` gives the names of institutions."""
    named = [*((str(n), route) for n, route in enumerate(plan.routes, 1))]
    named += [(f"A{n}", route) for n, route in enumerate(plan.alternatives, 1)]
    return (
        _sheet("routes", [_route(n, route) for n, route in named], _route("", None)),
        _sheet("legs", [_leg(n, leg, network) for n, route in named for leg in route.legs], _leg("", None, network)),
        _sheet("charges", [row for n, route in named for row in _charges(n, route)], dict.fromkeys(_CHARGES, "")),
        _sheet("ruled_out", list(_ruled_out(plan)), dict.fromkeys(_RULED_OUT, "")),
        _sheet("inputs", list(_inputs(plan)), {"name": "", "value": ""}),
    )


def csv_text(sheet: Sheet) -> str:
    """Return a sheet as CSV: comma, one line a row, the names of the columns first."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return stream.getvalue()


def _harmless(cell: str) -> str:
    text = plain(cell)
    return f"'{text}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else text


def xlsx_bytes(sheets: Iterable[Sheet], made_at: datetime) -> bytes:
    """Return sheets as one workbook, the same bytes for the same sheets.

    Args:
        sheets: each becomes a sheet of its name.
        made_at: instant that the workbook says it was made at.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise UsageError(
            what="a workbook is written with XlsxWriter, which is not installed",
            where="xlsx",
            mend='install "fxroute[xlsx]", or ask for CSV',
        ) from error
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None), "comments": "fxroute"})
    head = book.add_format({"bold": True, "bottom": 1})
    exact = {decimals: book.add_format({"num_format": f"0.{'0' * decimals}".rstrip(".")}) for decimals in range(16)}
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for at, name in enumerate(sheet.columns):
            cells = [row[at] for row in sheet.rows]
            page.write_string(0, at, name, head)
            page.set_column(at, at, min(max(map(len, (name, *cells))) + 2, _WIDTH_MAX))
            for n, cell in enumerate(cells, 1):
                if name in sheet.numbers and _is_held(cell):
                    page.write_number(n, at, float(cell), exact[len(cell.partition(".")[2])])
                elif cell:
                    page.write_string(n, at, plain(cell))
    book.close()
    return stream.getvalue()


def _is_held(cell: str) -> bool:
    """Tell whether a double gives back every digit of a number."""
    digits = cell.replace(".", "").replace("-", "").lstrip("0")
    return bool(_NUMBER.fullmatch(cell)) and len(digits) <= _DIGITS_MAX and len(cell.partition(".")[2]) <= _DIGITS_MAX


# Rows

_Row = dict[str, str]
_CHARGES = (
    "route", "leg", "agent", "function", "amount", "low", "high", "currency", "borne_by", "taken", "tariff",
    "estimated",
)  # fmt: skip
_RULED_OUT = ("option", "reason", "where", "limit", "value", "opens_if")
_NUMBERS = frozenset(
    {
        "instructed", "total_debit", "delivered", "delivered_low", "delivered_high", "debit_low", "debit_high",
        "conversions", "intermediaries", "claimed", "cost_bp", "loss", "loss_charges", "priors", "records", "leg", "n",
        "debited", "credited", "dealt", "mid", "spread_bp", "amount", "low", "high",
    }
)  # fmt: skip


def _sheet(name: str, rows: list[_Row], like: _Row) -> Sheet:
    columns = tuple(like)
    numbers = _NUMBERS - ({"records"} if name == "legs" else set())
    return Sheet(name, columns, tuple(tuple(row[column] for column in columns) for row in rows), numbers)


def _route(n: str, route: Route | None) -> _Row:
    """Return a row of `routes`; without a route its columns."""
    if route is None:
        return dict.fromkeys(_ROUTES, "")
    records = sum(count for _, count in route.evidence.counts)
    values = (
        n, route.id, "alternative" if route.without else "route", route.method, *_money(route.instructed),
        *_money(route.total_debit), *_money(route.delivered),
        *(_amount(end) for end in (*route.delivered_range, *route.debit_range)), route.delivered_status.value,
        _utc(route.starts_at), _utc(route.credited_at), *(_utc(end) for end in route.credited_range),
        route.value_date.isoformat(), _utc(route.final_at), str(route.conversions), str(route.intermediaries),
        *_money(route.claimed), format(route.loss.bp, "f"), _amount(route.loss.amount), *_money(route.loss.charges),
        route.evidence.weakest.value, str(route.evidence.count(Confidence.PRIOR)), str(records),
        _flag(route.provisional), _flag(route.tied), route.because,
    )  # fmt: skip
    return dict(zip(_ROUTES, values, strict=True))


_ROUTES = (
    "route", "id", "kind", "method", "instructed", "instructed_currency", "total_debit", "total_debit_currency",
    "delivered", "delivered_currency", "delivered_low", "delivered_high", "debit_low", "debit_high",
    "delivered_status", "starts_at", "credited_at", "credited_earliest", "credited_latest", "value_date", "final_at",
    "conversions", "intermediaries", "claimed", "claimed_currency", "cost_bp", "loss", "loss_charges",
    "loss_currency", "weakest", "priors", "records", "provisional", "tied", "because",
)  # fmt: skip

_LEGS = (
    "route", "n", "kind", "from", "from_name", "from_bic", "to", "to_name", "to_bic", "via", "place", "debited",
    "debited_currency", "credited", "credited_currency", "settlement_method", "pair", "dealt", "mid", "spread_bp",
    "rate_status", "valid_until", "quoted_at", "starts_at", "ends_at", "cut_off", "value_date", "final_at",
    "finality", "from_zone", "to_zone", "records", "assumptions",
)  # fmt: skip


def _leg(n: str, leg: Leg | None, network: Network) -> _Row:
    """Return a row of `legs`; without a leg its columns."""
    if leg is None:
        return dict.fromkeys(_LEGS, "")
    method = "" if leg.settlement_method is None else leg.settlement_method.value
    values = (
        n, str(leg.n), leg.kind.value, leg.from_id, _name(leg.from_id, network), leg.from_bic, leg.to_id,
        _name(leg.to_id, network), leg.to_bic, leg.via, leg.place.value, *_money(leg.debited), *_money(leg.credited),
        method, *_rate(leg), _utc(leg.starts_at), _utc(leg.ends_at), _utc(leg.cut_off), leg.value_date.isoformat(),
        _utc(leg.final_at), leg.finality.value, leg.from_zone, leg.to_zone, " ".join(leg.records),
        " ".join(leg.assumptions),
    )  # fmt: skip
    return dict(zip(_LEGS, values, strict=True))


def _rate(leg: Leg) -> tuple[str, ...]:
    rate = leg.rate
    if rate is None:
        return ("",) * 7
    exact = (format(number, "f") for number in (rate.dealt, rate.mid, rate.spread_bp))
    return str(rate.pair), *exact, rate.status.value, _utc(rate.valid_until), _utc(rate.quoted_at)


def _charges(n: str, route: Route) -> Iterator[_Row]:
    for leg in route.legs:
        for charge in leg.charges:
            values = (
                n, str(leg.n), charge.agent, charge.function.value, _amount(charge.amount), _amount(charge.low),
                *_money(charge.high), charge.borne_by.value, charge.taken.value, charge.tariff,
                _flag(charge.is_estimated),
            )  # fmt: skip
            yield dict(zip(_CHARGES, values, strict=True))


def _ruled_out(plan: Plan) -> Iterator[_Row]:
    for out in plan.ruled_out:
        values = (out.option, out.reason.value, out.where, out.limit, out.value, out.opens_if)
        yield dict(zip(_RULED_OUT, values, strict=True))


def _inputs(plan: Plan) -> Iterator[_Row]:
    payment, inputs = plan.payment, plan.inputs
    values = {
        "instructed_amount": _amount(payment.instructed_amount),
        "side": payment.side.value,
        "debtor_currency": payment.debtor_currency,
        "creditor_currency": payment.creditor_currency,
        "debtor": payment.debtor,
        "debtor_agent": payment.debtor_agent,
        "creditor": payment.creditor,
        "creditor_agent": payment.creditor_agent,
        "charge_bearer": payment.charge_bearer.value,
        "at": _utc(payment.at),
        "arrive_by": _utc(payment.arrive_by),
        "ordering": plan.ordering,
        "complete": _flag(plan.complete),
        "network_sha256": inputs.network_sha256,
        "rates_sha256": inputs.rates_sha256,
        "rates_as_of": _utc(inputs.rates_as_of),
        "version": inputs.version,
    }
    return ({"name": name, "value": value} for name, value in values.items())


def _money(money: Money) -> tuple[str, str]:
    return _amount(money), money.currency.code


def _amount(money: Money) -> str:
    return format(money.amount, "f")


def _utc(instant: datetime | None) -> str:
    return "" if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _flag(is_so: bool) -> str:  # noqa: FBT001  # the one thing that is told
    return "true" if is_so else "false"


def _name(institution: str, network: Network) -> str:
    unit = network.institutions.get(institution)
    return institution if unit is None else unit.name
