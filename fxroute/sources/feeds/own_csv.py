"""Own CSV: `date,base,quote,rate` or `date,base,quote,bid,offer`, and the form `date,currency,sar_per_unit,source`.

Columns are found by their names, in any order; `unit`, `kind`, `source` and `confidence` may be there. A date without
a time of day stands for its midnight: in Riyadh for rates against the riyal in the second form, else in UTC.
"""

import csv
import re
from datetime import UTC, date, datetime, time, tzinfo
from io import StringIO
from zoneinfo import ZoneInfo

from fxroute.model import Confidence, CurrencyPair
from fxroute.sources.fault import closest, shown
from fxroute.sources.feeds.reading import Published, Reading

__all__ = ["read_own_csv"]

_RIYADH = ZoneInfo("Asia/Riyadh")
_KINDS = ("spot", "central_parity", "fixing", "peg", "market", "derived")
_OF_RIYAL = ("date", "currency", "sar_per_unit")
_OF_PAIR = ("date", "base", "quote")
_OPTIONAL = ("unit", "kind", "source", "confidence")
_COLUMNS = (*_OF_PAIR, "rate", "bid", "offer", *_OF_RIYAL[1:], *_OPTIONAL)


def read_own_csv(text: str, reading: Reading) -> None:
    """Read one rate a line; commas or semicolons between the columns."""
    first = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), strict=True, delimiter=";" if ";" in first else ",")
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if not _is_sound(head, reading):
            return
        for row in rows:
            place = f"line {rows.line_num}"
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(head):
                what = f"the line has {len(row)} columns, the first line names {len(head)}"
                reading.fault(place, what, "give each line all columns; put a text with a comma in quotes")
                continue
            _take({name: cell.strip() for name, cell in zip(head, row, strict=True) if name}, place, reading)
    except csv.Error as error:
        reading.fault(f"line {rows.line_num}", f"this is no CSV: {error}", "mend the line; look at its quotes")


def _is_sound(head: list[str], reading: Reading) -> bool:
    needed = _OF_RIYAL if "sar_per_unit" in head else _OF_PAIR
    lacking = [name for name in needed if name not in head]
    has_rate = "sar_per_unit" in head or "rate" in head or {"bid", "offer"} <= set(head)
    if not has_rate:
        lacking.append("rate, or bid and offer")
    unknown = [name for name in head if name and name not in _COLUMNS]
    for name in unknown:
        mend = closest(name, _COLUMNS, f"leave it out; the columns are {', '.join(_COLUMNS)}")
        reading.fault("line 1", f"there is no column {shown(name)}", mend)
    if lacking:
        mend = "begin with date,base,quote,rate or with date,currency,sar_per_unit,source"
        reading.fault("line 1", f"the columns lack {', '.join(lacking)}", mend)
    if twice := sorted({name for name in head if name and head.count(name) > 1}):
        reading.fault("line 1", f"the column {', '.join(twice)} is there twice", "leave one of them out")
    return not (unknown or lacking or twice)


def _take(row: dict[str, str], place: str, reading: Reading) -> None:
    is_of_riyal = "sar_per_unit" in row
    base, quote = (row["currency"], "SAR") if is_of_riyal else (row["base"], row["quote"])
    when = _when(row["date"], _RIYADH if is_of_riyal else UTC, place, reading)
    kind, confidence = row.get("kind") or ("fixing" if is_of_riyal else "market"), row.get("confidence") or "medium"
    unit = row.get("unit") or "1"
    faults = [
        *_unlisted("kind", kind, _KINDS),
        *_unlisted("confidence", confidence, tuple(Confidence)),
        *([] if re.fullmatch(r"10{0,9}", unit) else [(f"unit {shown(unit)} is no power of ten", "write 1 or 100")]),
        *_unprinted(row.get("source", "")),
    ]
    if base == quote:
        faults.append((f"{base} is quoted against itself", "name two currencies"))
    for what, mend in faults:
        reading.fault(place, what, mend)
    sides = _sides(row, place, reading)
    if when is None or sides is None or faults or not reading.is_known(base, quote):
        return
    quoted_at, day = when
    rate = Published(
        pair=CurrencyPair(base, quote),
        bid=sides[0],
        offer=sides[1],
        quoted_at=quoted_at,
        day=day,
        kind=kind,
        unit=int(unit),
        source=row.get("source", ""),
        confidence=confidence,
    )
    reading.take(f"{place}, {base}/{quote}", rate)


def _sides(row: dict[str, str], place: str, reading: Reading) -> tuple[str, str] | None:
    rate = row.get("sar_per_unit") or row.get("rate", "")
    bid, offer = row.get("bid", ""), row.get("offer", "")
    if bool(rate) is bool(bid or offer) or bool(bid) is not bool(offer):
        reading.fault(place, "the line has not exactly a rate, or a bid and an offer", "give the one or the other")
        return None
    return (rate, rate) if rate else (bid, offer)


def _unlisted(name: str, word: str, listed: tuple[str, ...]) -> list[tuple[str, str]]:
    mend = closest(word, listed, f"use one of {', '.join(listed)}")
    return [] if word in listed else [(f"{name} {shown(word)} is none of {', '.join(listed)}", mend)]


def _unprinted(text: str) -> list[tuple[str, str]]:
    signs = [sign for sign in text if not sign.isprintable()]
    return [(f"the character U+{ord(signs[0]):04X} in the source is not printed", "take it out")] if signs else []


def _when(text: str, zone: tzinfo, place: str, reading: Reading) -> tuple[datetime, date] | None:
    """Return the instant and the day of a date, or of an instant with its offset."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            day = date.fromisoformat(text)
            return datetime.combine(day, time(), zone), day
        instant = datetime.fromisoformat(text)
        if instant.utcoffset() is not None:
            return instant, instant.date()
    except ValueError:
        reading.fault(place, f"{shown(text)} is no date", "write 2026-11-24, or 2026-11-24T09:15+08:00")
        return None
    reading.fault(place, f"{shown(text)} has no offset from UTC", "write 2026-11-24T09:15+08:00, or the day alone")
    return None
