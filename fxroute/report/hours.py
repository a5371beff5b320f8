"""Hours for people: sessions in one line, and as a table that says when each of them is held."""

from datetime import date

from fxroute.model import Hours, LocalTime, Session
from fxroute.report.page import Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["add_sessions", "hours_line", "local_text", "span_text"]

_COLUMNS = ("opens", "customers", "cut_off", "closes", "days", "held")


def hours_line(hours: Hours) -> str:
    """Return the sessions as customers have them; where there are several, each by its name."""
    times = dict.fromkeys(
        (session.name, f"{local_text(session.opens)}–{local_text(session.customer_cut_off)}")
        for session in hours.sessions
    )
    sessions = [time if len(times) == 1 else f"{name} {time}" for name, time in times]
    return f"{', '.join(sessions)} {hours.time_zone}"


def local_text(at: LocalTime) -> str:
    """Return a local time near a business day as data files have it: `20:30-1` is the evening before."""
    return f"{at.at:%H:%M}{at.day:+d}" if at.day else f"{at.at:%H:%M}"


def span_text(first: date | None, last: date | None, words: Words) -> str:
    """Return a stretch of days, both ends included and either open; nothing where both are."""
    if first is not None and last is not None:
        return words("range", low=first.isoformat(), high=last.isoformat())
    if first is not None:
        return words("from_day", day=first.isoformat())
    return "" if last is None else words("to_day", day=last.isoformat())


def add_sessions(page: Page, hours: Hours, words: Words) -> None:
    """Add every session with its times, the business days it is for, and the dates on which it is held."""
    calendars = words("list_comma").join(hours.calendars)
    page.heading(words("sessions", zone=hours.time_zone, calendars=calendars))
    columns = [Column(words("session")), *(Column(words(f"session_{key}")) for key in _COLUMNS)]
    page.table(columns, [_row(session, hours, words) for session in hours.sessions])
    if any(at.day for session in hours.sessions for at in _times(session)):
        page.line(words("near_days"))


def _times(session: Session) -> tuple[LocalTime, ...]:
    return session.opens, session.customer_cut_off, session.cut_off, session.closes


def _row(session: Session, hours: Hours, words: Words) -> list[str]:
    days = words(f"days_{session.days}")
    return [
        session.name,
        *(local_text(at) for at in _times(session)),
        words("value_next", days=days) if session.value_next else days,
        _held(session, hours, words),
    ]


def _held(session: Session, hours: Hours, words: Words) -> str:
    spans = [words("range", low=first.isoformat(), high=last.isoformat()) for first, last in session.periods]
    parts = [span for span in (span_text(session.valid_from, session.valid_to, words), *spans) if span]
    if not session.periods and any(other.periods for other in hours.sessions):
        parts.append(words("held_otherwise"))
    return "\n".join(parts) or words("held_always")
