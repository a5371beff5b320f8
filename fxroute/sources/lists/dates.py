"""Dates as lists write them: days of publication, and dates of birth that are often less than a day."""

import re
from datetime import date

__all__ = ["birth_dates", "find_day"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*|Z|[+-]\d\d:\d\d)?")
_NUMBERS = re.compile(r"(\d{1,2}|d{1,2})[/.](\d{1,2}|m{1,2})[/.](\d{4})", re.IGNORECASE)
_WORDS = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})\.?[ -](\d{4})")
_YEAR = re.compile(r"\d{4}")
_ABOUT = re.compile(r"(?:circa|c\.|ca\.|approximately|approx\.?|about)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between\s+)?(.+?)\s*(?:\bto\b|\band\b|–|—| - )\s*(.+)", re.IGNORECASE)
_YEARS_MAX = 15
_EARLIEST = 1800
_LATEST = 2099


def find_day(text: str) -> date | None:
    """Return the day of a text, `None` where it is not a whole day."""
    found = _parts(text.strip())
    if found is None or not found[1] or not found[2]:
        return None
    return date(*found)


def birth_dates(text: str) -> tuple[str, ...]:
    """Return a date of birth as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; empty where it cannot be read.

    One that is approximate gives its year and the two beside it; a span gives each of its years, and nothing where it
    is longer than fifteen: what says so little should tell nobody apart.
    """
    told = " ".join(text.split()).strip(" .,")
    about = _ABOUT.match(told)
    bare = told[about.end() :] if about else told
    found = _parts(bare)
    if found is None and (span := _BETWEEN.fullmatch(bare)):
        first, last = _parts(_ABOUT.sub("", span[1])), _parts(_ABOUT.sub("", span[2]))
        return () if first is None or last is None else _years(first[0], last[0])
    if found is None:
        return ()
    return _years(found[0] - 1, found[0] + 1) if about else (_written(*found),)


def _years(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(year) for year in range(first, last + 1)) if last - first < _YEARS_MAX else ()


def _written(year: int, month: int, day: int) -> str:
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day, zero for what is not known; `None` where this is no date."""
    if found := _ISO.fullmatch(text):
        return _checked(found[1], found[2], found[3] or "0")
    if found := _NUMBERS.fullmatch(text):
        return _checked(found[3], found[2], found[1])
    if (found := _WORDS.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        return _checked(found[3], str(_MONTHS.index(found[2][:3].lower()) + 1), found[1] or "0")
    return _checked(text, "0", "0") if _YEAR.fullmatch(text) else None


def _checked(year: str, month: str, day: str) -> tuple[int, int, int] | None:
    numbers = (int(year), int(month) if month.isdigit() else 0, int(day) if day.isdigit() else 0)
    try:
        date(numbers[0], numbers[1] or 1, numbers[2] or 1)
    except ValueError:
        return None
    return numbers if _EARLIEST <= numbers[0] <= _LATEST and (numbers[1] or not numbers[2]) else None
