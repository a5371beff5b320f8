"""A checklist as tables, leg by leg: what is there, what is missing, who brings it, under which rule, by when."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from fxroute.compliance.checklist import Checklist, Entry, Mark
from fxroute.compliance.due import DatedTask
from fxroute.compliance.item import Item
from fxroute.compliance.purpose import Title
from fxroute.compliance.rule import Deadline, Rule
from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Finding, Leg, Route
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["add_checklist", "checklist_json", "checklist_text", "deadline_text", "duty_text"]

_Json = dict[str, object]


def checklist_text(
    checklist: Checklist,
    rules: RuleBase,
    *,
    route: Route | None = None,
    duties: Sequence[DatedTask] = (),
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return a checklist as text for people.

    Args:
        checklist: what is to be shown.
        rules: the rule base it was made with, for titles and deadlines.
        route: the way it speaks of, so that legs have their names.
        duties: what is due afterwards, with its days; without them deadlines are told in words.
        lang: `en` or `zh`.
        width: columns of the terminal, at least 60.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    page = Page(width=width, is_styled=is_styled)
    legs = () if route is None else route.legs
    add_checklist(page, checklist, rules, legs, duties, notation=Notation(Words(lang)))
    return page.text()


def add_checklist(
    page: Page,
    checklist: Checklist,
    rules: RuleBase,
    legs: Sequence[Leg],
    duties: Sequence[DatedTask],
    *,
    notation: Notation,
) -> None:
    """Add the tables of a checklist, then what is due afterwards, where the rules are written, and the verdict."""
    words = notation.words
    if not checklist.entries:
        page.line(words("checklist_nothing"))
    by_number = {leg.n: leg for leg in legs}
    for n, entries in groupby(checklist.before(), key=lambda entry: entry.leg):
        page.heading(_leg_title(n, by_number.get(n), notation))
        _add_before(page, tuple(entries), rules, words)
    if after := checklist.after():
        page.heading(words("checklist_after"))
        columns = [Column(words(f"checklist_{key}")) for key in ("item", "by", "due", "rule")]
        days = {(duty.rule, duty.item): duty for duty in duties}
        page.table(columns, [row for entry in after for row in _after_rows(entry, rules, days, words)])
    _add_sources(page, checklist, rules, words)
    page.heading(words("checklist_verdict", verdict=words(f"verdict_{checklist.verdict.value}")))
    marks = [entry.mark for entry in checklist.before()]
    missing = marks.count(Mark.MISSING) + marks.count(Mark.WRONG) + marks.count(Mark.OPEN)
    held, review = marks.count(Mark.HELD), marks.count(Mark.REVIEW)
    page.line(words("checklist_count", missing=missing, review=review, held=held), indent=2)


def checklist_json(checklist: Checklist, rules: RuleBase) -> _Json:
    """Return the stable JSON form of a checklist."""
    return {
        "verdict": checklist.verdict.value,
        "entries": [_entry_json(entry, rules) for entry in checklist.entries],
    }


def _leg_title(n: int, leg: Leg | None, notation: Notation) -> str:
    words = notation.words
    if n == 0:
        return words("checklist_whole")
    if leg is None:
        return words("checklist_leg_alone", n=n)
    place = leg.from_id if leg.from_id == leg.to_id else f"{leg.from_id} → {leg.to_id}"
    return words("checklist_leg", n=n, kind=words(f"kind_{leg.kind.value}"), place=place)


def _add_before(page: Page, entries: tuple[Entry, ...], rules: RuleBase, words: Words) -> None:
    columns = [
        Column(words("checklist_step")),
        Column(words("checklist_mark"), is_whole=True),
        Column(words("checklist_item"), least=26),
        *(Column(words(f"checklist_{key}")) for key in ("by", "rule", "to_do")),
    ]
    rows = []
    shown = ""
    for entry in entries:
        step = words(f"step_{entry.step.value}")
        rows.append((step if step != shown else "", *_before_row(entry, rules, words)))
        shown = step
    page.table(columns, rows)


def _before_row(entry: Entry, rules: RuleBase, words: Words) -> tuple[str, ...]:
    return (
        words(f"mark_{entry.mark.value}"),
        _title(entry, rules, words),
        "" if entry.item is None else words(f"provider_{entry.item.provider.value}"),
        _rules(entry),
        _to_do(entry, words),
    )


def _after_rows(
    entry: Entry, rules: RuleBase, days: Mapping[tuple[str, str], DatedTask], words: Words
) -> Iterator[tuple[str, ...]]:
    """One row for each rule: each has its own deadline."""
    provider = "" if entry.item is None else words(f"provider_{entry.item.provider.value}")
    item = "" if entry.item is None else entry.item.id
    for finding in entry.findings:
        duty = days.get((finding.rule, item))
        due = deadline_text(_rule(finding, rules).deadline, words) if duty is None else duty_text(duty, words)
        yield _title(entry, rules, words), provider, due, _graded(finding, words)


def duty_text(duty: DatedTask, words: Words) -> str:
    """Return the day on which a duty is due, and whether anybody announced the calendar so far."""
    day = duty.due.isoformat()
    return words("run_provisional", day=day) if duty.is_provisional else day


def _add_sources(page: Page, checklist: Checklist, rules: RuleBase, words: Words) -> None:
    """Say once of each rule what it is and where it is written."""
    told = {(finding.rule, finding.version): finding for entry in checklist.entries for finding in entry.findings}
    if not told:
        return
    page.heading(words("checklist_sources"))
    columns = [Column(words(f"checklist_{key}")) for key in ("rule", "title", "citation")]
    page.table(
        columns,
        [
            (_graded(told[key], words), _rule(told[key], rules).title.text(words.lang), told[key].citation)
            for key in sorted(told)
        ],
    )


def deadline_text(deadline: Deadline | None, words: Words) -> str:
    """Return a deadline in words, empty where there is none."""
    if deadline is None:
        return ""
    span = words(f"deadline_{deadline.unit.value}", count=deadline.count)
    return words(f"deadline_from_{deadline.starts_at.value}", span=span)


def _title(entry: Entry, rules: RuleBase, words: Words) -> str:
    if entry.fact:
        return words("checklist_not_told", fact=words(f"fact_{entry.fact}"))
    if entry.item is not None:
        return entry.item.title.text(words.lang)
    return _rule(entry.findings[0], rules).title.text(words.lang)


def _rules(entry: Entry) -> str:
    return "\n".join(finding.rule for finding in entry.findings)


def _graded(finding: Finding, words: Words) -> str:
    return words("checklist_grade", rule=finding.rule, grade=words(f"grade_{finding.confidence.value}"))


def _to_do(entry: Entry, words: Words) -> str:
    because = words.phrase(entry.findings[0].because)
    detail = "; ".join(words.phrase(part) for part in entry.detail.split("; ")) if entry.detail else ""
    if entry.mark in (Mark.HELD, Mark.NOTE):
        return "; ".join(part for part in (detail, because) if part)
    if entry.fact:
        return words("checklist_open")
    parts = [detail, "" if entry.item is None else entry.item.cure.text(words.lang), because]
    if entry.options:
        parts.append(words("checklist_options", options=", ".join(entry.options)))
    return "; ".join(part for part in parts if part)


def _rule(finding: Finding, rules: RuleBase) -> Rule:
    return rules.get_version(finding.rule, finding.version)


def _entry_json(entry: Entry, rules: RuleBase) -> _Json:
    return {
        "leg": entry.leg,
        "step": entry.step.value,
        "mark": entry.mark.value,
        "item": None if entry.item is None else _item_json(entry.item),
        "fact": entry.fact,
        "detail": entry.detail,
        "options": list(entry.options),
        "rules": [_rule_json(finding, rules) for finding in entry.findings],
    }


def _item_json(item: Item) -> _Json:
    return {
        "id": item.id,
        "kind": item.kind.value,
        "provider": item.provider.value,
        "title": _title_json(item.title),
        "cure": _title_json(item.cure),
    }


def _rule_json(finding: Finding, rules: RuleBase) -> _Json:
    rule = _rule(finding, rules)
    deadline = rule.deadline
    return {
        "rule": finding.rule,
        "version": finding.version,
        "title": _title_json(rule.title),
        "verdict": finding.verdict.value,
        "citation": finding.citation,
        "confidence": finding.confidence.value,
        "because": finding.because,
        "deadline": None
        if deadline is None
        else {"count": deadline.count, "unit": deadline.unit.value, "starts_at": deadline.starts_at.value},
    }


def _title_json(title: Title) -> _Json:
    return {"en": title.en, "zh": title.zh}
