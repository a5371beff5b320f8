"""Run sheets and dated tasks as a calendar file (RFC 5545), for the calendars of those who do them.

Identifiers of entries are made from their content, and the stamp is the start of the route, so that equal sheets give
equal bytes. A step with its latest minute is an event that ends there; a duty is an event of its whole day.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from fxroute.compliance.due import DatedTask
from fxroute.plan import RunSheet
from fxroute.report.rehearsal import actor_text, task_text
from fxroute.report.words import Words

__all__ = ["rehearsal_ics", "tasks_ics"]

_OCTETS_MAX = 75
_LEAD_MINUTES = 30


def rehearsal_ics(sheet: RunSheet, *, lang: str = "en") -> str:
    """Return a run sheet as one calendar: every step with its latest minute, every duty with its day.

    Raises:
        UsageError: a language that has no texts.
    """
    words = Words(lang)
    stamp = sheet.route.starts_at
    events = []
    for task in sheet.tasks:
        text = f"{task.n}. {actor_text(task, words)}: {task_text(task, sheet, words)}"
        if task.duty is not None:
            events.append(_whole_day(task.duty, text, stamp))
        elif task.latest_at is not None:
            events.append(_until(task.latest_at, text, sheet.route.id, stamp, words))
    return _calendar(events)


def tasks_ics(duties: Iterable[DatedTask], stamp: datetime, *, lang: str = "en") -> str:
    """Return dated tasks as one calendar; `stamp` is when they were made out.

    Raises:
        UsageError: a language that has no texts.
    """
    words = Words(lang)
    return _calendar(
        [
            _whole_day(duty, f"{words(f'provider_{duty.provider.value}')}: {duty.title.text(lang)}", stamp)
            for duty in duties
        ]
    )


def _until(latest: datetime, text: str, route: str, stamp: datetime, words: Words) -> list[str]:
    start = latest - timedelta(minutes=_LEAD_MINUTES)
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(route, text)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(start)}",
        f"DTEND:{_utc(latest)}",
        f"SUMMARY:{_escaped(text)}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{_escaped(words('ics_alarm', task=text))}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _whole_day(duty: DatedTask, text: str, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(duty.rule, duty.item, str(duty.leg), duty.due.isoformat(), text)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART;VALUE=DATE:{_day(duty.due)}",
        f"DTEND;VALUE=DATE:{_day(duty.due + timedelta(days=1))}",
        f"SUMMARY:{_escaped(text)}",
        f"DESCRIPTION:{_escaped(f'{duty.rule}: {duty.citation}')}",
        "END:VEVENT",
    ]


def _calendar(events: Iterable[list[str]]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fxroute//run sheet//EN", "CALSCALE:GREGORIAN"]
    lines += [line for event in events for line in event]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; what goes on begins with a blank, and no character is torn."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS_MAX:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _uid(*parts: str) -> str:
    return f"{sha256('|'.join(parts).encode()).hexdigest()[:32]}@fxroute"


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")
