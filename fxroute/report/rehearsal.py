"""A run sheet as tables: who does what by when, on both clocks, what it waits for, and what a miss costs."""

from collections.abc import Sequence

from fxroute.compliance.checklist import Entry, Mark
from fxroute.plan import Actor, Missed, RunSheet, RunTask, TaskKind
from fxroute.plan.standing import money_text
from fxroute.report.checklist import duty_text
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = [
    "actor_text",
    "after_rows",
    "item_rows",
    "missed_columns",
    "missed_rows",
    "rehearsal_text",
    "task_columns",
    "task_rows",
    "task_text",
]


def rehearsal_text(sheet: RunSheet, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return a run sheet as text for people.

    Args:
        sheet: what is to be shown.
        lang: `en` or `zh`.
        width: columns of the terminal, at least 60.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("rehearsal_title", route=sheet.route.id))
    page.line(words("rehearsal_credit", at=notation.both(sheet.route.credited_at, sheet.zones[1])), indent=2)
    page.heading(words("rehearsal_tasks"))
    page.table(task_columns(words), task_rows(sheet, notation))
    if rows := missed_rows(sheet, notation):
        page.heading(words("rehearsal_missed"))
        page.table(missed_columns(words), rows)
    if rows := item_rows(sheet, words):
        page.heading(words("rehearsal_items"))
        page.table([Column(words(f"run_{key}")) for key in ("n", "input", "by", "rules")], rows)
    if rows := after_rows(sheet, words):
        page.heading(words("rehearsal_after"))
        page.table([Column(words(f"run_{key}")) for key in ("n", "due", "task", "actor", "rules")], rows)
    return page.text()


def task_columns(words: Words) -> list[Column]:
    """Return the columns of the steps before the credit."""
    return [
        Column(words("run_n"), is_right=True),
        Column(words("run_actor")),
        Column(words("run_task"), least=24),
        Column(words("run_latest"), is_whole=True),
        Column(words("run_latest_far"), is_whole=True),
        Column(words("run_waits_for"), is_right=True),
        Column(words("run_input")),
        Column(words("run_rules")),
    ]


def task_rows(sheet: RunSheet, notation: Notation) -> list[tuple[str, ...]]:
    """Return a row for each step before the credit."""
    return [_task_row(task, sheet, notation) for task in sheet.tasks if task.kind is not TaskKind.AFTER]


def _task_row(task: RunTask, sheet: RunSheet, notation: Notation) -> tuple[str, ...]:
    words = notation.words
    assert task.latest_at is not None, "every step before the credit has its time"
    clocks = [notation.instant(task.latest_at, zone) for zone in sheet.zones]
    there = sum(entry.mark in (Mark.HELD, Mark.NOTE) for entry in task.entries)
    needs = words("run_counts", there=there, missing=len(task.entries) - there) if task.entries else ""
    return (
        str(task.n),
        actor_text(task, words),
        task_text(task, sheet, words),
        *clocks,
        ", ".join(map(str, task.waits_for)),
        needs,
        ", ".join(task.rules),
    )


def actor_text(task: RunTask, words: Words) -> str:
    """Return who acts, with the unit where it is a bank."""
    actor = words(f"actor_{task.actor.value}")
    return actor if not task.unit or task.actor is Actor.COMPANY else f"{actor} {task.unit}"


def task_text(task: RunTask, sheet: RunSheet, words: Words) -> str:
    """Return what is done, in one clause."""
    if task.duty is not None:
        return task.duty.title.text(words.lang)
    leg = next((leg for leg in sheet.route.legs if leg.n == task.leg), None)
    if leg is None:
        return words(f"run_kind_{task.kind.value}")
    return words(
        f"run_kind_{task.kind.value}",
        to=leg.to_id,
        via=leg.via,
        source=leg.debited.currency.code,
        target=leg.credited.currency.code,
    )


def missed_columns(words: Words) -> list[Column]:
    """Return the columns of what a miss costs."""
    return [
        Column(words("run_n"), is_right=True),
        *(Column(words(f"run_{key}"), is_whole=True) for key in ("next", "credited")),
        Column(words("run_fallback")),
        Column(words("run_credited"), is_whole=True),
        Column(words("run_fallback_cost"), is_right=True),
    ]


def missed_rows(sheet: RunSheet, notation: Notation) -> list[tuple[str, ...]]:
    """Return a row for each step that can be missed."""
    return [(str(task.n), *_missed(task.missed, sheet, notation)) for task in sheet.tasks if task.missed is not None]


def _missed(missed: Missed, sheet: RunSheet, notation: Notation) -> Sequence[str]:
    words, far = notation.words, sheet.zones[1]
    opens = words("run_none") if missed.opens_at is None else notation.instant(missed.opens_at, sheet.zones[0])
    credited = words("run_none") if missed.credited_at is None else notation.instant(missed.credited_at, far)
    if missed.fallback is None:
        return opens, credited, words("run_no_other"), "", ""
    other = missed.fallback
    return opens, credited, other.route_id, notation.instant(other.credited_at, far), money_text(other.loss)


def item_rows(sheet: RunSheet, words: Words) -> list[tuple[str, ...]]:
    """Return a row for each paper and each piece of data, under the step that needs it."""
    rows: list[tuple[str, ...]] = []
    for task in sheet.tasks:
        for entry in task.entries:
            if entry.item is not None:
                mark = words(f"mark_{entry.mark.value}")
                provider = words(f"provider_{entry.item.provider.value}")
                rows.append((str(task.n), f"{mark} {entry.item.title.text(words.lang)}", provider, _rules(entry)))
    return rows


def _rules(entry: Entry) -> str:
    return ", ".join(dict.fromkeys(finding.rule for finding in entry.findings))


def after_rows(sheet: RunSheet, words: Words) -> list[tuple[str, ...]]:
    """Return a row for each duty after the payment, by day."""
    rows: list[tuple[str, ...]] = []
    for task in sheet.tasks:
        if task.duty is not None:
            due = duty_text(task.duty, words)
            rows.append((str(task.n), due, task.duty.title.text(words.lang), actor_text(task, words), task.duty.rule))
    return rows
