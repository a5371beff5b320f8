"""A calendar for people: weekend, closed days and make-up workdays year by year, and how far they are announced."""

from collections.abc import Iterable
from datetime import date

from fxroute.model import Calendar, Place
from fxroute.network import Network
from fxroute.report.facts import add_facts, source_rows
from fxroute.report.lookup import list_users
from fxroute.report.notation import Notation
from fxroute.report.page import Page
from fxroute.report.words import Words

__all__ = ["add_calendar"]


def add_calendar(page: Page, calendar: Calendar, network: Network, notation: Notation) -> None:
    """Add what a calendar says, which currencies settle by it, and the records whose hours name it."""
    words = notation.words
    add_facts(
        page,
        [
            (words("country"), calendar.country),
            (words("weekend"), _listed((_weekday(day, words) for day in sorted(calendar.weekend)), words)),
            (words("settles"), _listed(_settled(calendar, words), words)),
            (words("known"), words("range", low=calendar.known_from.isoformat(), high=calendar.known_to.isoformat())),
            (words("announced_to"), words("provisional_after", day=calendar.announced_to.isoformat())),
            (words("used_by"), ", ".join(list_users(network, calendar)) or words("none")),
            *source_rows(calendar.provenance, notation),
        ],
    )
    for year in sorted({day.year for day in (*calendar.closed, *calendar.workdays)}):
        _add_year(page, year, calendar, words)


def _listed(texts: Iterable[str], words: Words) -> str:
    return words("list_comma").join(texts) or words("none")


def _weekday(iso_weekday: int, words: Words) -> str:
    return words("weekdays").split()[iso_weekday - 1]


def _settled(calendar: Calendar, words: Words) -> Iterable[str]:
    for settles in calendar.settles:
        side = "" if settles.place is Place.ANY else words(f"place_{settles.place}")
        yield f"{settles.currency} {side}".strip()


def _add_year(page: Page, year: int, calendar: Calendar, words: Words) -> None:
    is_provisional = calendar.is_provisional(date(year, 12, 31))
    page.heading(words("year_provisional" if is_provisional else "year", year=year))
    rows = []
    for key, days in (("closed_days", calendar.closed), ("make_up_workdays", calendar.workdays)):
        texts = [f"{day:%m-%d} {_weekday(day.isoweekday(), words)}" for day in sorted(days) if day.year == year]
        rows.append((words(key), words("list_comma").join(texts)))
    add_facts(page, rows)
