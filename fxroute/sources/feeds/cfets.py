"""Central parities of the yuan from the China Foreign Exchange Trade System, `ccpr.json`.

A pair is kept as it is written: `100JPY/CNY` is a rate for a hundred yen, `CNY/SAR` riyal for one yuan. Nothing is
inverted: the inverse of a published rate has other digits.
"""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from fxroute.model import CurrencyPair
from fxroute.sources.fault import shown
from fxroute.sources.feeds.reading import Published, Reading

__all__ = ["read_parities"]

_ZONE = ZoneInfo("Asia/Shanghai")
_PAIR = re.compile(r"(10{0,4})?([A-Z]{3})/([A-Z]{3})")
_FIXED_AT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?")
_AGAIN = "fetch again later; where it comes back, name the address with --url"


def read_parities(text: str, reading: Reading) -> None:
    """Read `data.lastDate` and, of each of `records`, the pair `vrtEName` and the `price`."""
    content = _parsed(text, reading)
    if content is None:
        return
    head, data, records = (content.get(name) for name in ("head", "data", "records"))
    code = head.get("rep_code") if isinstance(head, dict) else None
    if code != "200":
        reading.fault("head.rep_code", f"the service answers {shown(code)}, 200 was expected", _AGAIN)
    fixed_at = _instant(data.get("lastDate") if isinstance(data, dict) else None, reading)
    if not isinstance(records, list):
        reading.fault("records", f"{shown(records)} stands where a list of parities is expected", _AGAIN)
    elif fixed_at is not None:
        for at, record in enumerate(records):
            _take(record, f"records[{at}]", fixed_at, reading)


def _parsed(text: str, reading: Reading) -> dict[str, object] | None:
    """Return the JSON with all its numbers as text: a rate must not pass through a binary float."""
    try:
        content: object = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        reading.fault(f"line {error.lineno}", f"the JSON breaks off or is broken: {error.msg}", _AGAIN)
        return None
    except RecursionError:
        reading.fault("the answer", "the JSON is nested without end", "look who answers at this address")
        return None
    if isinstance(content, dict):
        return content
    reading.fault("the answer", f"{shown(content)} stands where a map with head, data and records is expected", _AGAIN)
    return None


def _instant(text: object, reading: Reading) -> datetime | None:
    found = _FIXED_AT.fullmatch(text.strip()) if isinstance(text, str) else None
    try:
        if found:
            return datetime.fromisoformat(f"{found[1]}T{int(found[2]):02}:{found[3]}").replace(tzinfo=_ZONE)
    except ValueError:
        found = None
    reading.fault("data.lastDate", f"{shown(text)} is no day with a time", _AGAIN)
    return None


def _take(record: object, place: str, fixed_at: datetime, reading: Reading) -> None:
    name = record.get("vrtEName") if isinstance(record, dict) else None
    price = record.get("price") if isinstance(record, dict) else None
    found = _PAIR.fullmatch(name.replace(" ", "")) if isinstance(name, str) else None
    if found is None:
        reading.fault(f"{place}.vrtEName", f"{shown(name)} is no pair such as USD/CNY or 100JPY/CNY", _AGAIN)
    elif not isinstance(price, str):
        reading.fault(f"{place}.price", f"{found[2]}/{found[3]} has the price {shown(price)}", _AGAIN)
    elif reading.is_known(found[2], found[3]) and found[2] != found[3]:
        rate = Published(
            pair=CurrencyPair(found[2], found[3]),
            bid=price.strip(),
            offer=price.strip(),
            quoted_at=fixed_at,
            day=fixed_at.date(),
            kind="central_parity",
            unit=int(found[1] or 1),
        )
        reading.take(f"{place}, {name}", rate)
