"""Small calendars in one line: `calendar("fri sat", "2026-11-24 2026-11-25")`."""

from datetime import date

from fxroute.model import Calendar, Confidence, Provenance

WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
PROVENANCE = Provenance(source="invented", as_of=date(2026, 11, 24), confidence=Confidence.EXAMPLE)


def day(text: str) -> date:
    return date.fromisoformat(text)


def calendar(weekend: str, closed: str = "", *, workdays: str = "", name: str = "") -> Calendar:
    return Calendar(
        id=name or weekend,
        name=name or weekend,
        weekend=frozenset(WEEKDAYS[word] for word in weekend.split()),
        closed=frozenset(map(day, closed.split())),
        workdays=frozenset(map(day, workdays.split())),
        known_from=date(2026, 1, 1),
        known_to=date(2027, 12, 31),
        announced_to=date(2026, 12, 31),
        provenance=PROVENANCE,
    )
