"""Dated tasks by day, as a table and as plain values: what is due after a payment, by whom, counted from when."""

from collections.abc import Sequence

from fxroute.compliance.due import DatedTask
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["duty_json", "tasks_json", "tasks_text"]

_COLUMNS = ("due", "task", "by", "counted_from", "calendar", "rules", "source")


def tasks_text(duties: Sequence[DatedTask], *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return dated tasks as text for people.

    Args:
        duties: by day.
        lang: `en` or `zh`.
        width: columns of the terminal, at least 60.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    words = Words(lang)
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("tasks"))
    if duties:
        page.table([Column(words(f"run_{key}")) for key in _COLUMNS], [_row(duty, words) for duty in duties])
    else:
        page.line(words("tasks_none"), indent=2)
    return page.text()


def _row(duty: DatedTask, words: Words) -> tuple[str, ...]:
    day = duty.due.isoformat()
    return (
        words("run_provisional", day=day) if duty.is_provisional else day,
        duty.title.text(words.lang),
        words(f"provider_{duty.provider.value}"),
        duty.starts_on.isoformat(),
        duty.calendar,
        duty.rule,
        duty.citation,
    )


def tasks_json(duties: Sequence[DatedTask]) -> dict[str, object]:
    """Return the stable JSON form of dated tasks, in their order."""
    return {"duties": [duty_json(duty) for duty in duties]}


def duty_json(duty: DatedTask) -> dict[str, object]:
    """Return the stable JSON form of a dated task."""
    return {
        "rule": duty.rule,
        "item": duty.item,
        "leg": duty.leg,
        "title": {"en": duty.title.en, "zh": duty.title.zh},
        "provider": duty.provider.value,
        "starts_on": duty.starts_on.isoformat(),
        "due": duty.due.isoformat(),
        "calendar": duty.calendar,
        "provisional": duty.is_provisional,
        "citation": duty.citation,
        "confidence": duty.confidence.value,
    }
