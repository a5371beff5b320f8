"""Calendar files by the letter of RFC 5545, read by a parser of this test's own."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.compliance.due import DatedTask
from fxroute.compliance.item import Provider
from fxroute.compliance.purpose import Title
from fxroute.errors import UsageError
from fxroute.model import Confidence
from fxroute.plan import TaskKind
from fxroute.report import rehearsal_ics, tasks_ics
from tests.report.rehearsed import sheet

STAMP = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)


@dataclass
class Part:
    """A component: its properties by name, as value and parameters, and what lies in it."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)


def unfolded(text: str) -> list[str]:
    """RFC 5545, 3.1: lines end in CRLF, have 75 octets at most, and go on behind CRLF and one blank."""
    raw = text.encode("utf-8")
    assert raw.endswith(b"\r\n")
    lines = raw[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and 0 < len(line) <= 75 for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is torn
    return raw[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def unescaped(text: str) -> str:
    """RFC 5545, 3.3.11: a backslash stands before a backslash, a semicolon, a comma, and n for a new line."""
    found, signs = [], iter(text)
    for sign in signs:
        assert sign not in ";,", f"not escaped: {text}"
        if sign == "\\":
            sign = {"\\": "\\", ";": ";", ",": ",", "n": "\n"}[next(signs)]  # noqa: PLW2901  # read on
        found.append(sign)
    return "".join(found)


def parsed(text: str) -> Part:
    open_parts = [Part("")]
    for line in unfolded(text):
        head, colon, value = line.partition(":")
        assert colon, line
        name, _, parameters = head.partition(";")
        if name == "BEGIN":
            open_parts.append(Part(value))
        elif name == "END":
            done = open_parts.pop()
            assert done.kind == value
            open_parts[-1].parts.append(done)
        else:
            part = open_parts[-1]
            assert name not in part.values, f"{name} stands twice"
            part.values[name] = unescaped(value) if name in ("SUMMARY", "DESCRIPTION") else value
            part.parameters[name] = parameters
    (calendar,) = open_parts[0].parts
    assert (len(open_parts), calendar.kind, calendar.values["VERSION"]) == (1, "VCALENDAR", "2.0")
    return calendar


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def duty(title: str = "Report", citation: str = "Law 1", due: date = date(2026, 12, 31)) -> DatedTask:
    return DatedTask(
        rule="R-1",
        title=Title(title, title),
        provider=Provider.BRANCH,
        starts_on=date(2026, 11, 24),
        due=due,
        calendar="",
        is_provisional=False,
        citation=citation,
        confidence=Confidence.HIGH,
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_run_sheet_is_a_calendar_of_its_steps_and_duties(lang: str) -> None:
    shown = sheet()
    calendar = parsed(rehearsal_ics(shown, lang=lang))
    events = calendar.parts

    assert calendar.values["PRODID"]
    assert [event.kind for event in events] == ["VEVENT"] * len(shown.tasks)
    assert len({event.values["UID"] for event in events}) == len(events)
    assert all(instant(event.values["DTSTAMP"]) == shown.route.starts_at for event in events)
    for task, event in zip(shown.tasks, events, strict=True):
        assert event.values["SUMMARY"].startswith(f"{task.n}. ")
        if task.kind is not TaskKind.AFTER:
            assert instant(event.values["DTEND"]) == task.latest_at
            assert instant(event.values["DTSTART"]) < instant(event.values["DTEND"])
            assert [alarm.kind for alarm in event.parts] == ["VALARM"]
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= event.parts[0].values.keys()


def test_a_duty_takes_its_whole_day_and_ends_with_the_next() -> None:
    (event,) = parsed(tasks_ics([duty()], STAMP)).parts

    assert event.parameters["DTSTART"] == event.parameters["DTEND"] == "VALUE=DATE"
    assert (event.values["DTSTART"], event.values["DTEND"]) == ("20261231", "20270101")
    assert event.values["DTSTAMP"] == "20260414T080000Z"


def test_duties_of_a_sheet_are_those_of_the_calendar_of_duties() -> None:
    shown = sheet()
    alone = parsed(tasks_ics(shown.duties, STAMP)).parts

    assert [event.values["DTSTART"] for event in alone] == [duty.due.strftime("%Y%m%d") for duty in shown.duties]
    assert [event.values["DTSTART"] for event in parsed(rehearsal_ics(shown)).parts[-len(alone) :]] == [
        event.values["DTSTART"] for event in alone
    ]
    assert alone[0].values["SUMMARY"] == "branch: Paid out; or refused, in writing"


def test_long_texts_are_folded_between_characters() -> None:
    title = "汇" * 200
    text = tasks_ics([duty(title)], STAMP, lang="zh")

    assert max(len(line) for line in text.encode().split(b"\r\n")) in (73, 74, 75)
    assert parsed(text).parts[0].values["SUMMARY"] == f"经办行: {title}"


def test_what_would_end_a_value_is_escaped() -> None:
    (event,) = parsed(tasks_ics([duty("a;b,c\\d\\n", "x\r\ny\nEND:VEVENT")], STAMP)).parts

    assert event.values["SUMMARY"] == "branch: a;b,c\\d\\n"
    assert event.values["DESCRIPTION"] == "R-1: x\ny\nEND:VEVENT"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=300))
def test_any_text_comes_back(title: str) -> None:
    (event,) = parsed(tasks_ics([duty(title)], STAMP)).parts

    assert event.values["SUMMARY"] == f"branch: {title}"


def test_equal_sheets_give_equal_bytes_and_other_duties_other_identifiers() -> None:
    assert rehearsal_ics(sheet()) == rehearsal_ics(sheet())
    legs = [duty(), replace(duty(), leg=2), duty(due=duty().due + timedelta(days=1))]
    assert len({event.values["UID"] for event in parsed(tasks_ics(legs, STAMP)).parts}) == 3


def test_nothing_due_is_a_calendar_too() -> None:
    assert parsed(tasks_ics([], STAMP)).parts == []


def test_a_calendar_in_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError):
        tasks_ics([], STAMP, lang="fr")
