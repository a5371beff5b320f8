"""An import for people: what was taken of each file, what was written, and what is worth a look, with its remedy."""

from collections.abc import Mapping
from typing import Any

from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.texts import LANGUAGES
from fxroute.report.texts_import import CAUSE_MENDS, IMPORT_TEXTS
from fxroute.report.words import Words

__all__ = ["import_text"]

_OUTCOMES = ("taken", "merged", "unchanged", "ended", "passed_over", "refused")


def import_text(answer: Mapping[str, Any], *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return the report of an import as text.

    Args:
        answer: the report as plain values, as `ImportReport.to_json` gives it.
        lang: `en` or `zh`.
        width: columns of the page.
        is_styled: true for terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    words = _Words(Words(lang).lang)
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("import", as_of=answer["as_of"]))
    columns = [Column(words("file")), Column(words("layout"), is_whole=True), Column(words("rows"), is_right=True)]
    columns += [Column(words(outcome), is_right=True) for outcome in _OUTCOMES]
    page.table(columns, [_file_row(file) for file in answer["files"]])
    page.line(_result(answer, words))
    if answer["causes"]:
        page.heading(words("causes"))
        keys = ("outcome", "cause", "count")
        rows = [[words(one["outcome"]), words(f"cause_{one['cause']}"), str(one["count"])] for one in answer["causes"]]
        page.table([Column(words(key), is_right=key == "count") for key in keys], rows)
        page.heading(words("first"))
        shown = [key for key in ("cause", "place", "column", "value", "expected", "mend") if words.shows(key)]
        remarks = [[words.cell(remark, key) for key in shown] for remark in answer["remarks"]]
        page.table([Column(words(key)) for key in shown], remarks)
    return page.text()


class _Words:
    """The texts in one language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __call__(self, key: str, **values: object) -> str:
        return IMPORT_TEXTS[key][LANGUAGES.index(self._lang)].format(**values)

    def shows(self, key: str) -> bool:
        """Tell whether a column is shown: what was expected is said in English alone."""
        return key != "expected" or self._lang == "en"

    def cell(self, remark: Mapping[str, Any], key: str) -> str:
        """Return a cell of the table of remarks."""
        if key == "cause":
            return self(f"cause_{remark['cause']}")
        if key == "place":
            return f"{remark['file']}:{remark['line']}"
        if key == "mend" and self._lang != "en":
            return CAUSE_MENDS[remark["cause"]]
        return str(remark[key])


def _file_row(file: Mapping[str, Any]) -> list[str]:
    counts = [str(file["outcomes"].get(outcome, 0)) for outcome in _OUTCOMES]
    return [file["name"], file["layout"], str(file["rows"]), *counts]


def _result(answer: Mapping[str, Any], words: _Words) -> str:
    records: Mapping[str, int] = answer["records"]
    if not records:
        return words("nothing")
    kinds = ", ".join(words("kind", count=count, kind=words(kind)) for kind, count in records.items())
    key = "is_written" if answer["is_written"] else "would_write"
    return words(key, count=sum(records.values()), out=answer["out"], kinds=kinds)
