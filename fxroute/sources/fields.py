"""Fields: how one value of a file is read, refused and described, for the schemas of all file kinds.

A field is an annotated type: `Reads` holds the function that reads the value and the piece of JSON Schema that
describes it. A refusal carries what is wrong and what mends it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Annotated, Final, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from fxroute.errors import FxRouteError
from fxroute.model import (
    Band,
    CurrencyPair,
    LocalTime,
    Place,
    check_bic,
    check_lei,
    currency_exponent,
    parse_instant,
)
from fxroute.sources.country import check_country
from fxroute.sources.fault import closest, shown
from fxroute.sources.scalar import Figure
from fxroute.sources.unread import UnreadValue

__all__ = [
    "Amount",
    "BandField",
    "BasisPoints",
    "BicField",
    "Count",
    "CountryField",
    "CurrencyField",
    "Day",
    "Flag",
    "Id",
    "LeiField",
    "LocalTimeField",
    "OptionalAmount",
    "OptionalBasisPoints",
    "OptionalCount",
    "OptionalCurrency",
    "OptionalDay",
    "OptionalFlag",
    "OptionalInstant",
    "OptionalPlace",
    "OptionalTime",
    "PairField",
    "Percent",
    "Period",
    "Prose",
    "QuotedAtField",
    "REFUSED",
    "RateField",
    "Reads",
    "Reference",
    "TOLD",
    "Text",
    "TimeZoneField",
    "WeekdayField",
    "choice",
    "parse_text",
    "refuse",
    "words",
]

REFUSED: Final = "refused"
"""Type of the pydantic error that carries a refusal of ours."""

TOLD: Final = "told"
"""Type of the pydantic error of a value whose fault is told already."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})([+-][0-3])?")
_DECIMAL = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})?")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNT_MAX = 10**9
_MINUTES_MAX = 366 * 24 * 60
_YEAR_MIN, _YEAR_MAX = 1900, 2099
_PPM_ONE = 1_000_000
_PERCENT_ALL = 100


@dataclass(frozen=True, eq=False)
class Reads:
    """Annotation of a field: the function that reads its value, and its JSON Schema."""

    parse: Callable[[object], object]
    schema: JsonSchemaValue

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic read the field with `parse` alone."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the field."""
        return dict(self.schema)

    def _read(self, value: object) -> object:
        try:
            return self.parse(value)
        except FxRouteError as error:
            refuse(error.what, error.mend)
        except UnreadValue:
            raise PydanticCustomError(TOLD, "its fault is told already") from None


def refuse(what: str, mend: str) -> NoReturn:
    """Refuse a value: what is wrong and what mends it, carried through pydantic."""
    raise PydanticCustomError(REFUSED, "{what}", {"what": what, "mend": mend})


def choice(members: Iterable[Enum]) -> Reads:
    """Return the annotation of a field that takes one member of an enumeration, by its value."""
    return _one_of({str(member.value): member for member in members})


def words(*listed: str) -> Reads:
    """Return the annotation of a field that takes one of some words."""
    return _one_of({word: word for word in listed})


def _one_of(by_word: Mapping[str, object]) -> Reads:
    listed = ", ".join(by_word)

    def parse(value: object) -> object:
        if isinstance(value, str) and value in by_word:
            return by_word[value]
        mend = closest(value, by_word, "use one of these words") if isinstance(value, str) else "use one of these words"
        refuse(f"{shown(value)} is none of: {listed}", mend)

    return Reads(parse, {"enum": list(by_word)})


def parse_text(value: object, *, line_breaks: str = "") -> str:
    """Return a text without blanks at its ends; refuse an empty one, and what would be printed unseen."""
    if not isinstance(value, str):
        quoted = f'"{value}"' if isinstance(value, int | Figure) and not isinstance(value, bool) else "the text"
        refuse(f"{shown(value)} is no text", f"write {quoted} in quotes")
    text = value.strip()
    if not text:
        refuse("the text is empty", "fill it in, or leave the field out where it is optional")
    if not text.isprintable():
        _check_printed(text, line_breaks)
    return text


def _check_printed(text: str, line_breaks: str) -> None:
    """Refuse what would reach a terminal unseen; blanks of any script are seen."""
    for sign in text:
        if not sign.isprintable() and sign not in line_breaks and unicodedata.category(sign) != "Zs":
            refuse(f"the character U+{ord(sign):04X} in {shown(text)} is not printed", "take it out")


def _parse_id(value: object) -> str:
    text = parse_text(value)
    if text != value or not text.isprintable() or " " in text:
        refuse(f"{shown(value)} is no id", "write letters, digits and signs without blanks")
    return text


def _parse_flag(value: object) -> bool:
    if not isinstance(value, bool):
        refuse(f"{shown(value)} is neither true nor false", "write true or false, without quotes")
    return value


def _parse_count(value: object, *, most: int = _COUNT_MAX) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        refuse(f"{shown(value)} is no whole number from 0 to {most}", "write decimal digits alone, without quotes")
    return value


def _parse_band(value: object) -> Band:
    if isinstance(value, dict):
        if unknown := [key for key in value if key not in ("low", "likely", "high")]:
            refuse(f"a band has no field {shown(unknown[0])}", "give low, likely and high")
        if missing := [key for key in ("low", "likely", "high") if key not in value]:
            refuse(f"the band lacks {', '.join(missing)}", "give low, likely and high, or one whole number")
        return Band(*(_parse_count(value[key], most=_MINUTES_MAX) for key in ("low", "likely", "high")))
    exact = _parse_count(value, most=_MINUTES_MAX)
    return Band(exact, exact, exact)


def _parse_amount(value: object) -> str:
    if isinstance(value, Figure) and _DECIMAL.fullmatch(value.text):
        what = f"{shown(value)} is a bare number, which does not keep its decimals"
        refuse(what, "put it in quotes, with all its decimals")
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        refuse(f"{shown(value)} is no amount", 'write digits with a point, as text: "2000000.00"')
    return text


def _parse_rate(value: object) -> Decimal:
    number = Decimal(_parse_amount(value))
    if not number:
        refuse("zero is given", "give a number above zero")
    return number


def _parse_ppm(value: object) -> int:
    ppm = Decimal(_parse_amount(value)) * 100
    if ppm != ppm.to_integral_value():
        refuse(f"{value} basis points have more than two decimals", "round them to two decimals")
    if ppm >= _PPM_ONE:
        refuse(f"{value} basis points take the whole amount or more", "stay below 10000 basis points (100 %)")
    return int(ppm)


def _parse_percent(value: object) -> int:
    percent = Decimal(_parse_amount(value))
    if percent != percent.to_integral_value() or percent > _PERCENT_ALL:
        refuse(f"{value} is no whole number of per cent", 'give "0" to "100"')
    return int(percent)


def _parse_day(value: object) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        refuse(f"{value} is no day of the calendar", "look up how many days the month has")
    refuse(f"{shown(value)} is no date", "write year, month and day: 2026-11-24")


def _parse_period(value: object) -> tuple[date, date]:
    if not isinstance(value, list) or len(value) != len(("from", "to")):
        refuse(f"{shown(value)} is no period", "write the first and the last day: [2027-02-08, 2027-03-09]")
    first, last = (_parse_day(item) for item in value)
    if first > last:
        refuse(f"the period from {first} to {last} ends before it begins", "swap the two days")
    return first, last


def _parse_time(value: object) -> LocalTime:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        refuse(
            f"{shown(value)} is no time of day",
            'write "16:30", "20:30-1" the day before, "05:00+1" the day after',
        )
    hour, minute, day = int(found[1]), int(found[2]), int(found[3] or 0)
    if (hour, minute) == (24, 0):
        hour, day = 0, day + 1
    try:
        return LocalTime(time(hour, minute), day)
    except ValueError:
        refuse(f"{value} is no time of day", 'stay between "00:00" and "24:00"')


def _parse_quoted_at(value: object) -> datetime:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.utcoffset() is None or not _YEAR_MIN <= instant.year <= _YEAR_MAX:
        refuse(f"{shown(value)} is no instant with a UTC offset", 'write "2026-11-24T09:30+08:00", with the offset')
    return instant.astimezone(UTC)


def _parse_currency(value: object) -> str:
    if not isinstance(value, str):
        refuse(f"{shown(value)} is no currency code", "use an ISO 4217 code such as SAR, in quotes")
    currency_exponent(value)
    return value


def _parse_time_zone(value: object) -> str:
    text = parse_text(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse(
            f"{shown(text)} is no time zone",
            closest(text, available_timezones(), "use an IANA name such as Asia/Riyadh"),
        )
    return text


def _parse_weekday(value: object) -> int:
    if value not in _WEEKDAYS:
        refuse(f"{shown(value)} is no day of the week", f"use {', '.join(_WEEKDAYS)}")
    return _WEEKDAYS.index(str(value)) + 1


_AMOUNT = {
    "type": ["string", "integer"],
    "minimum": 0,
    "pattern": rf"^{_DECIMAL.pattern}$",
    "description": "decimal text",
}
_DATE = {"type": "string", "format": "date"}
_CLOCK = {
    "type": "string",
    "pattern": rf"^{_TIME.pattern}$",
    "description": "HH:MM, with -1 or +1 for the day",
}
_COUNT = {"type": "integer", "minimum": 0, "maximum": _COUNT_MAX}
_MINUTES = {"type": "integer", "minimum": 0, "maximum": _MINUTES_MAX}
_BAND = {
    "anyOf": [
        _MINUTES,
        {
            "type": "object",
            "properties": {"low": _MINUTES, "likely": _MINUTES, "high": _MINUTES},
            "required": ["low", "likely", "high"],
            "additionalProperties": False,
        },
    ]
}
_PLACES = choice((Place.ONSHORE, Place.OFFSHORE))

Text = Annotated[str, Reads(parse_text, {"type": "string", "minLength": 1})]
"""Free text of one line, not empty."""

Prose = Annotated[str, Reads(partial(parse_text, line_breaks="\n\t"), {"type": "string", "minLength": 1})]
"""Free text of one line or more, not empty."""

Reference = Annotated[str, Reads(parse_text, {"type": "string", "pattern": r"^\S+$"})]
"""Id of another record. Whatever is written is looked up: a name in its place is met with the ids that have it."""

Id = Annotated[str, Reads(_parse_id, {"type": "string", "pattern": r"^\S+$"})]
"""Id of a record, without blanks."""

Flag = Annotated[bool, Reads(_parse_flag, {"type": "boolean"})]
"""True or false."""

OptionalFlag = Annotated[bool | None, Reads(_parse_flag, {"type": "boolean"})]
"""True or false, or `None` where the field is left out."""

Count = Annotated[int, Reads(_parse_count, _COUNT)]
"""A whole number of zero or more."""

OptionalCount = Annotated[int | None, Reads(_parse_count, _COUNT)]
"""A whole number of zero or more, or `None` where the field is left out."""

BandField = Annotated[Band, Reads(_parse_band, _BAND)]
"""A whole number, or low, likely and high."""

Amount = Annotated[str, Reads(_parse_amount, _AMOUNT)]
"""An amount as text; its decimals are checked with its currency."""

OptionalAmount = Annotated[str | None, Reads(_parse_amount, _AMOUNT)]
"""An amount, or `None` where the field is left out."""

RateField = Reads(_parse_rate, _AMOUNT)
"""Annotation of a rate above zero."""

BasisPoints = Annotated[int, Reads(_parse_ppm, _AMOUNT)]
"""Basis points with up to two decimals, read as millionths; below 10000."""

OptionalBasisPoints = Annotated[int | None, Reads(_parse_ppm, _AMOUNT)]
"""Basis points, or `None` where the field is left out."""

Percent = Annotated[int, Reads(_parse_percent, _AMOUNT)]
"""Whole per cent from 0 to 100."""

Day = Annotated[date, Reads(_parse_day, _DATE)]
"""A date."""

OptionalDay = Annotated[date | None, Reads(_parse_day, _DATE)]
"""A date, or `None` where the field is left out."""

Period = Annotated[
    tuple[date, date], Reads(_parse_period, {"type": "array", "items": _DATE, "minItems": 2, "maxItems": 2})
]
"""First and last day."""

LocalTimeField = Annotated[LocalTime, Reads(_parse_time, _CLOCK)]
"""A time of day near a business day."""

OptionalTime = Annotated[LocalTime | None, Reads(_parse_time, _CLOCK)]
"""A time of day, or `None` where the field is left out."""

QuotedAtField = Annotated[datetime, Reads(_parse_quoted_at, {"type": "string", "format": "date-time"})]
"""The instant of a quote with an offset, in UTC, however long ago (pegs are old)."""

OptionalInstant = Annotated[
    datetime | None, Reads(partial(parse_instant, where="instant"), {"type": "string", "format": "date-time"})
]
"""An instant with an offset, in UTC whole minutes, or `None` where the field is left out."""

CurrencyField = Annotated[str, Reads(_parse_currency, {"type": "string", "pattern": "^[A-Z]{3}$"})]
"""An ISO 4217 code."""

OptionalCurrency = Annotated[str | None, Reads(_parse_currency, {"type": "string", "pattern": "^[A-Z]{3}$"})]
"""An ISO 4217 code, or `None` where the field is left out."""

CountryField = Annotated[str, Reads(check_country, {"type": "string", "pattern": "^[A-Z]{2}$"})]
"""An ISO 3166-1 alpha-2 code."""

PairField = Annotated[
    CurrencyPair,
    Reads(
        lambda value: CurrencyPair.parse(parse_text(value)),
        {"type": "string", "pattern": "^[A-Z]{3}/[A-Z]{3}$"},
    ),
]
"""A currency pair such as CNY/SAR."""

BicField = Annotated[str, Reads(lambda value: check_bic(parse_text(value)), {"type": "string"})]
"""A BIC of 8 or 11 characters."""

LeiField = Annotated[str, Reads(lambda value: check_lei(parse_text(value)), {"type": "string"})]
"""A LEI of 20 characters."""

OptionalPlace = Annotated[Place | None, _PLACES]
"""A side of a segmented currency, or `None` where the field is left out."""

TimeZoneField = Annotated[str, Reads(_parse_time_zone, {"type": "string", "minLength": 1})]
"""A time zone of the IANA database."""

WeekdayField = Annotated[int, Reads(_parse_weekday, {"enum": list(_WEEKDAYS)})]
"""A day of the week, read as its ISO number."""
