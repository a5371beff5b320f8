"""Tables of the page: the same rows as those of the terminal, with headings that readers of a screen can follow."""

from collections.abc import Sequence

from fxroute.model import Route
from fxroute.report.alternatives import alternative_columns, alternative_rows
from fxroute.report.legs import leg_columns, leg_rows
from fxroute.report.picture.markup import Markup, element, lines
from fxroute.report.picture.scene import Scene
from fxroute.report.ruled_out import ruled_out_cells
from fxroute.report.sources import source_columns, source_rows
from fxroute.report.summary import summary_columns, summary_rows
from fxroute.report.table import Column

__all__ = [
    "alternatives_table",
    "facts_list",
    "legs_table",
    "routes_table",
    "ruled_out_table",
    "sources_table",
    "table_of",
]


def table_of(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, best: int = -1, is_wide: bool = False
) -> Markup:
    """Return a table in a frame that scrolls where it is too narrow.

    Args:
        columns: titles; numbers stand to the right.
        rows: one text a column, of several lines perhaps; the first cell names its row.
        best: index of the row to stand out.
        is_wide: keep more room for the columns.
    """
    head = element("tr", *(element("th", column.title, scope="col", class_=_kind(column)) for column in columns))
    body = [_row(columns, row, "best" if at == best else None) for at, row in enumerate(rows)]
    table = element("table", element("thead", head), element("tbody", *body), class_="wide" if is_wide else None)
    return element("div", table, class_="scroll")


def _row(columns: Sequence[Column], row: Sequence[str], kind: str | None) -> Markup:
    cells = []
    for at, (column, text) in enumerate(zip(columns, row, strict=True)):
        inner = lines(text) if "\n" in text else text
        scope = "row" if at == 0 else None
        cells.append(element("td" if at else "th", inner, scope=scope, class_=_kind(column)))
    return element("tr", *cells, class_=kind)


def _kind(column: Column) -> str | None:
    kinds = [kind for kind, is_so in (("number", column.is_right), ("whole", column.is_whole)) if is_so]
    return " ".join(kinds) or None


def facts_list(rows: Sequence[tuple[str, str]]) -> Markup:
    """Return labels with their values beside them, without those that say nothing."""
    return element(
        "dl", *(element(name, text) for row in rows if row[1] for name, text in zip(("dt", "dd"), row, strict=True))
    )


def routes_table(scene: Scene, *, most: int | None = None) -> Markup:
    """Return the table of routes, of the first `most` where that is given."""
    rows = summary_rows(scene.plan, scene.network, scene.notation)
    return table_of(summary_columns(scene.plan, scene.notation), rows[:most], best=0, is_wide=True)


def alternatives_table(scene: Scene) -> Markup:
    """Return the table of next-best ways."""
    columns = alternative_columns(scene.plan, scene.notation)
    return table_of(columns, alternative_rows(scene.plan, scene.notation), is_wide=True)


def legs_table(scene: Scene, route: Route) -> Markup:
    """Return the legs of a route with all their amounts and times."""
    rows = leg_rows(route.legs, scene.network, scene.quotes(), scene.notation)
    return table_of(leg_columns(scene.notation), rows, is_wide=True)


def sources_table(scene: Scene, route: Route) -> Markup:
    """Return every record that a route stands on, with its source."""
    return table_of(
        source_columns(scene.notation), source_rows(route, scene.network, scene.rates, scene.notation), is_wide=True
    )


def ruled_out_table(scene: Scene) -> Markup:
    """Return what fell out: which option, why, where, at what limit and value, and what opens it."""
    words = scene.words
    keys = ("option", "reason", "where", "picture_limit", "picture_value", "opens_if")
    rows = [ruled_out_cells(out, words) for out in scene.plan.ruled_out]
    return table_of([Column(words(key)) for key in keys], rows, is_wide=True)
