"""A run sheet as one page of HTML that fetches nothing, to be printed and ticked off."""

from fxroute.plan import RunSheet
from fxroute.report.notation import Notation
from fxroute.report.picture.markup import Markup, element
from fxroute.report.picture.style import style
from fxroute.report.picture.tables import table_of
from fxroute.report.rehearsal import after_rows, item_rows, missed_columns, missed_rows, task_columns, task_rows
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["rehearsal_html"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LANGS = {"en": "en", "zh": "zh-Hans"}


def rehearsal_html(sheet: RunSheet, *, lang: str = "en") -> str:
    """Return a run sheet as one page.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    title = words("rehearsal_title", route=sheet.route.id)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        style(lang, is_page=True),
    )
    credit = words("rehearsal_credit", at=notation.both(sheet.route.credited_at, sheet.zones[1]))
    parts = [element("h1", title), element("p", credit), *_sections(sheet, notation)]
    body = element("body", element("main", *parts), class_="fxroute")
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=_LANGS[lang])}\n"


def _sections(sheet: RunSheet, notation: Notation) -> list[Markup]:
    words = notation.words
    items = [Column(words(f"run_{key}")) for key in ("n", "input", "by", "rules")]
    after = [Column(words(f"run_{key}")) for key in ("n", "due", "task", "actor", "rules")]
    tables = [
        ("rehearsal_tasks", task_columns(words), task_rows(sheet, notation)),
        ("rehearsal_missed", missed_columns(words), missed_rows(sheet, notation)),
        ("rehearsal_items", items, item_rows(sheet, words)),
        ("rehearsal_after", after, after_rows(sheet, words)),
    ]
    return [
        element("section", element("h2", words(key)), table_of(columns, rows, is_wide=True))
        for key, columns, rows in tables
        if rows
    ]
