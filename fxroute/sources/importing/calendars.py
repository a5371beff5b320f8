"""Calendars: days of a file, merged into the calendars that are known, or gathered into new ones."""

from dataclasses import dataclass, field
from datetime import date

from fxroute.errors import DataFileError
from fxroute.model import Calendar
from fxroute.sources.importing.job import ORIGIN_COLUMNS, Job, Origin, Prefer
from fxroute.sources.importing.log import Cause, Outcome, Refusal
from fxroute.sources.importing.table import Row
from fxroute.sources.importing.values import day_of, needed_text, text_of

__all__ = ["DAYS_MAX", "Days", "WEEKDAYS", "take_day"]

DAYS_MAX = 100_000
"""Most days of all calendars of an import together: they are held in memory."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Names of the days of a week as the data files write them, the first of ISO 8601 first."""

_RESERVED = ("ACC-", "PRIOR-")
_STATUSES = ("closed", "workday", "open")


@dataclass(slots=True)
class Days:
    """The days of one calendar: of each its status and name; `weekend` for one that is not known."""

    weekend: tuple[str, ...]
    origin: Origin
    days: dict[date, tuple[str, str]] = field(default_factory=dict)


def take_day(job: Job, file: str, line: int, row: Row, calendars: dict[str, Days]) -> Outcome:
    """Take a day of a calendar.

    Raises:
        Refusal: it cannot be taken.
        DataFileError: there are more days than calendars have.
    """
    calendar, day_text, status_text, name_text, weekend_text, source, as_of, confidence = row
    column = "calendar"
    try:
        calendar_id = _id(calendar)
        column = "date"
        day = _day(day_text)
        column = "status"
        status = _status(status_text)
        column = "name"
        name = text_of(name_text) or status
        column = "weekend"
        weekend = _weekend(weekend_text)
        column = ORIGIN_COLUMNS
        origin = job.origin(file, source, as_of, confidence)
    except Refusal as refusal:
        raise refusal.at(column) from None
    known = job.known.network.calendars.get(calendar_id)
    _need_weekend(job, calendar_id, weekend, known)
    if known is not None and not _is_news(job, file, line, known=known, day=day, status=status):
        return Outcome.UNCHANGED
    found = calendars.setdefault(calendar_id, Days(weekend, origin))
    if sum(len(one.days) for one in calendars.values()) >= DAYS_MAX:
        raise DataFileError(
            what=f"the calendars have more than {DAYS_MAX} days",
            where=f"{file}:{line}",
            mend="give the years that you plan for",
        )
    outcome = Outcome.MERGED if day in found.days else Outcome.TAKEN
    found.days.setdefault(day, (status, name))
    return outcome


def _id(text: str) -> str:
    found = needed_text(text)
    if " " in found:
        raise Refusal(Cause.WORD, text, "an id without blanks", "mend the id")
    return found


def _day(text: str) -> date:
    found = day_of(text)
    if found is None:
        raise Refusal(Cause.EMPTY, text, "a day", "fill it in, or drop the row")
    return found


def _status(text: str) -> str:
    found = text.strip()
    if found not in _STATUSES:
        raise Refusal(Cause.WORD, text, f"one of {', '.join(_STATUSES)}", "mend the word")
    return found


def _weekend(text: str) -> tuple[str, ...]:
    days = tuple(text.lower().replace(",", " ").split())
    if unknown := [day for day in days if day not in WEEKDAYS]:
        raise Refusal(Cause.WORD, unknown[0], f"one of {', '.join(WEEKDAYS)}", "write saturday sunday")
    if len(set(days)) == len(WEEKDAYS):
        raise Refusal(Cause.WORD, text, "at least one business day", "leave one out")
    return tuple(dict.fromkeys(days))


def _need_weekend(job: Job, calendar_id: str, weekend: tuple[str, ...], known: Calendar | None) -> None:
    is_unit = job.stage.find_country(calendar_id.ljust(11, "X")) is not None
    if known is None and (is_unit or job.known.is_taken(calendar_id) or calendar_id.startswith(_RESERVED)):
        raise Refusal(Cause.ID_TAKEN, calendar_id, "the id of a calendar, or one that is free", "mend the id")
    if known is None and not weekend:
        raise Refusal(
            Cause.NO_WEEKEND,
            calendar_id,
            "a calendar of the network, or a weekend beside the day",
            "add the column weekend with saturday sunday, or what it is there",
        )


def _is_news(job: Job, file: str, line: int, *, known: Calendar, day: date, status: str) -> bool:
    """Tell whether a day says something that the calendar does not; a contradiction is noted."""
    said = "closed" if day in known.closed else "workday" if day in known.workdays else ""
    is_weekend = day.isoweekday() in known.weekend
    if status == said or (not said and status == ("closed" if is_weekend else "open")):
        return False
    if not said:
        return True
    conflict = Refusal(
        Cause.CONFLICT,
        f"{day} {status}",
        f"{said}, as {known.id} has it",
        "see who is right; --prefer import takes the value of the file",
    )
    job.log.note(file, line, conflict.at("status"))
    return job.prefer is Prefer.IMPORT
