"""Answers of the European Central Bank: XML of a day, of 90 days and of all days; history as CSV; SDMX as CSV.

All give units of a currency for one euro. The fixing is of 14:15 in Frankfurt, and published at about 16:00.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from typing import NoReturn
from xml.parsers import expat
from zoneinfo import ZoneInfo

from fxroute.model import CurrencyPair
from fxroute.sources.fault import shown
from fxroute.sources.feeds.reading import Published, Reading

__all__ = ["read_history_csv", "read_sdmx_csv", "read_xml"]

_ZONE = ZoneInfo("Europe/Berlin")
_FIXED_AT = time(14, 15)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MISSING = frozenset({"", "N/A", "NaN"})
_SDMX_NEEDED = ("CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE")
_AGAIN = "fetch again later; where it comes back, name the address with --url"
_MULTIPLIER_MAX = 9


class _Stop(Exception):
    """Reading ends here; the fault is noted."""


def read_xml(text: str, reading: Reading) -> None:
    """Read `Envelope` with a `Cube time=` for each day and a `Cube currency= rate=` for each currency in it.

    A document type declaration is refused before anything after it is read, so that no entity is ever expanded.
    """
    parser = expat.ParserCreate(encoding="UTF-8")
    state = _XmlState(parser, reading)
    parser.StartDoctypeDeclHandler = state.doctype
    parser.StartElementHandler = state.element
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003  # expat takes no names
    except expat.ExpatError as error:
        what = f"the XML breaks off or is broken: {expat.ErrorString(error.code)}"
        reading.fault(f"line {error.lineno}", what, _AGAIN)
    except _Stop:
        return


class _XmlState:
    """Where the parser stands: the day of the cubes that come."""

    def __init__(self, parser: expat.XMLParserType, reading: Reading) -> None:
        self._parser = parser
        self._reading = reading
        self._is_begun = False
        self._day: date | None = None

    def doctype(self, name: str, *_: object) -> NoReturn:
        """Refuse a document type declaration."""
        what = f"the XML declares a document type, {shown(name)}, which rates have no need of"
        self._reading.fault(self._place(), what, "look who answers at this address; name the right one with --url")
        raise _Stop

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Take one element."""
        local = name.rpartition(":")[2]
        if not self._is_begun and local != "Envelope":
            what = f"the XML begins with {shown(name)}, an Envelope was expected"
            self._reading.fault(self._place(), what, "name the address of the reference rates with --url")
            raise _Stop
        self._is_begun = True
        if local == "Cube" and "time" in attributes:
            self._day = _day(attributes["time"], self._place(), self._reading)
        elif local == "Cube" and "currency" in attributes and self._day is not None:
            currency, rate = attributes["currency"], attributes.get("rate", "")
            _take(self._reading, f"{self._place()}, {currency} of {self._day}", currency, day=self._day, rate=rate)

    def _place(self) -> str:
        return f"line {self._parser.CurrentLineNumber}"


def read_history_csv(text: str, reading: Reading) -> None:
    """Read a column `Date` and one for each currency; `N/A` where there was no rate; a comma may end each line."""
    rows = _rows(text, reading)
    head = [name.strip() for name in next(rows, (0, []))[1]]
    if head[:1] != ["Date"]:
        what = f"the first column is {shown(head[0] if head else '')}, Date was expected"
        reading.fault("line 1", what, "name the address of the history with --url")
        return
    for line, row in rows:
        if len(row) < len([name for name in head if name]):
            reading.fault(f"line {line}", f"the line has {len(row)} of {len(head)} columns: it breaks off", _AGAIN)
            continue
        day = _day(row[0], f"line {line}", reading)
        if day is None:
            continue
        for currency, rate in zip(head[1:], row[1:], strict=False):
            if currency and rate.strip() not in _MISSING:
                _take(reading, f"line {line}, {currency} of {day}", currency, day=day, rate=rate.strip())
            elif currency:
                reading.skip("no rate of that day")


def read_sdmx_csv(text: str, reading: Reading) -> None:
    """Read one observation a line: `CURRENCY` units for one `CURRENCY_DENOM`, times ten to the `UNIT_MULT`."""
    rows = _rows(text, reading)
    head = [name.strip() for name in next(rows, (0, []))[1]]
    if lacking := [name for name in _SDMX_NEEDED if name not in head]:
        reading.fault("line 1", f"there is no column {', '.join(lacking)}", "ask the service for format=csvdata")
        return
    for line, row in rows:
        if len(row) != len(head):
            reading.fault(f"line {line}", f"the line has {len(row)} of {len(head)} columns: it breaks off", _AGAIN)
            continue
        _observation(dict(zip(head, (cell.strip() for cell in row), strict=True)), f"line {line}", reading)


def _observation(row: dict[str, str], place: str, reading: Reading) -> None:
    value, power = row["OBS_VALUE"], row.get("UNIT_MULT", "") or "0"
    if row.get("FREQ", "D") != "D" or not _DAY.fullmatch(row["TIME_PERIOD"]):
        reading.skip("no rate of a day: a mean of a month, quarter or year")
    elif row.get("EXR_TYPE", "SP00") != "SP00":
        reading.skip(f"no spot rate: {shown(row['EXR_TYPE'])}")
    elif value in _MISSING:
        reading.skip("no rate of that day")
    elif not re.fullmatch(r"[+-]?[0-9]", power):
        what = f"UNIT_MULT {shown(power)} is no power of ten from -{_MULTIPLIER_MAX} to {_MULTIPLIER_MAX}"
        reading.fault(place, what, _AGAIN)
    elif (day := _day(row["TIME_PERIOD"], place, reading)) is not None:
        currency, base = row["CURRENCY"], row["CURRENCY_DENOM"]
        rate = _scaled(value, int(power))
        _take(reading, f"{place}, {currency} of {day}", currency, day=day, rate=rate, base=base)


def _scaled(value: str, power: int) -> str:
    """Return a decimal times a power of ten; what is no decimal stays, and is refused later."""
    is_decimal = power and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value)
    return format(Decimal(value).scaleb(power), "f") if is_decimal else value


def _rows(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield rows.line_num, row
    except csv.Error as error:
        reading.fault(f"line {rows.line_num}", f"this is no CSV: {error}", _AGAIN)


def _day(text: str, place: str, reading: Reading) -> date | None:
    try:
        if _DAY.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        reading.fault(place, f"{shown(text)} is no day of the calendar", _AGAIN)
        return None
    reading.fault(place, f"{shown(text)} is no date", _AGAIN)
    return None


def _take(reading: Reading, place: str, currency: str, *, day: date, rate: str, base: str = "EUR") -> None:
    if reading.is_known(currency, base) and currency != base:
        fixed_at = datetime.combine(day, _FIXED_AT, _ZONE)
        published = Published(
            pair=CurrencyPair(base, currency), bid=rate, offer=rate, quoted_at=fixed_at, day=day, kind="fixing"
        )
        reading.take(place, published)
