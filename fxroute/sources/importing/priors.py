"""Priors: hours and days for countries and currencies that no record covers, marked as what they are.

They are written on request only. Opening is that of offices, Monday to Friday, in the first time zone that the IANA
database lists for the country; no date of such a calendar is announced, so what rests on it is provisional.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fxroute.model import Place, ServiceFunction

__all__ = ["prior_records"]

_DAYS = "PRIOR-DAYS"
_FIRST, _LAST = "2020-01-01", "2099-12-31"


def prior_records(
    countries: Iterable[str], places: Iterable[tuple[str, Place]], as_of: date
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give calendars of the currencies, and services of the countries, with the calendar that these keep."""
    asked = sorted(countries)
    for currency, place in sorted(places):
        side = {} if place is Place.ANY else {"place": place.value}
        record_id = f"{_DAYS}-{currency}" + (f"-{place.value.upper()}" if side else "")
        yield "calendars", _calendar(record_id, as_of) | {"settles": [{"currency": currency, **side}]}
    if asked:
        yield "calendars", _calendar(_DAYS, as_of)
    for country in asked:
        yield "services", _service(country, as_of)


def _provenance(what: str, as_of: date) -> dict[str, Any]:
    return {"source": f"prior: {what}; no record covers it", "as_of": as_of.isoformat(), "confidence": "prior"}


def _calendar(record_id: str, as_of: date) -> dict[str, Any]:
    return {
        "id": record_id,
        "name": "Monday to Friday, no holidays known",
        "weekend": ["saturday", "sunday"],
        "known_from": _FIRST,
        "known_to": _LAST,
        "announced_to": _FIRST,
        **_provenance("weekdays", as_of),
    }


def _service(country: str, as_of: date) -> dict[str, Any]:
    session = {"name": "office", "opens": "09:00", "cut_off": "15:00"}
    return {
        "id": f"PRIOR-HOURS-{country}",
        "functions": [function.value for function in ServiceFunction],
        "country": country,
        "processing_minutes": {"low": 15, "likely": 60, "high": 240},
        "hours": {"calendars": [_DAYS], "time_zone": _time_zones().get(country, "UTC"), "sessions": [session]},
        **_provenance("office hours", as_of),
    }


@cache
def _time_zones() -> dict[str, str]:
    """Return the first time zone of each country.

    Source: `zone.tab` of the IANA time zone database (package tzdata).
    """
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {row[0]: row[2] for row in reversed(rows)}
