"""Tables: side by side what fits, below its row what does not, and every cell whole."""

from hypothesis import given
from hypothesis import strategies as st

from fxroute.report import table_text
from fxroute.report.page import Page
from fxroute.report.table import Column

ROWS = [["A1", "SAR 1,124,577.84", "The best way without USD"], ["A2", "SAR 9.00", ""]]


def test_what_fits_stands_side_by_side() -> None:
    assert table_text(["Way", "Delivered", "Why"], ROWS, width=70).splitlines() == [
        " Way         Delivered  Why",
        " ───────────────────────────────────────────────",
        " A1   SAR 1,124,577.84  The best way without USD",
        " A2           SAR 9.00",
    ]


def test_what_does_not_fit_stands_below_its_row_after_its_title() -> None:
    titles = ["Way", "Delivered", "Credited", "Rate", "Marks"]
    row = ["A1", "SAR 1,124,577.84", "Tue 2026-11-24 09:30 +08:00", "indicative", "tied"]

    assert table_text(titles, [row, [*row[:-1], ""]], width=60).splitlines() == [
        " Way         Delivered  Credited",
        " ──────────────────────────────────────────────────",
        " A1   SAR 1,124,577.84  Tue 2026-11-24 09:30 +08:00",
        "      Rate indicative · Marks tied",
        " A1   SAR 1,124,577.84  Tue 2026-11-24 09:30 +08:00",
        "      Rate indicative",
    ]


def test_a_column_of_words_is_never_narrower_than_what_can_be_read() -> None:
    text = "weakest prior · 14 priors of 24 records"
    shown = table_text(["A", "Evidence"], [["SAR 1,124,577.84 " * 3, text]], width=60)

    assert max(len(line) for line in shown.splitlines()) <= 60
    assert len(shown.splitlines()) < 12


def test_lines_between_rows_part_cells_of_several_lines() -> None:
    page = Page(width=60)
    page.table([Column("A")], [["1\n2"], ["3"]], is_lined=True)

    assert page.text() == " A\n ─\n 1\n 2\n\n 3\n"


AMOUNTS = st.integers(0, 10**17).map(lambda minor: f"SAR {minor // 100:,}.{minor % 100:02}")
INSTANTS = st.datetimes().map(lambda at: f"Tue {at.year:04}-{at:%m-%d %H:%M} +08:00")
CELLS = st.one_of(AMOUNTS, INSTANTS, st.sampled_from(["", "–", "weakest prior", "途中只兑换为", "A-B/C"]))


@given(
    st.integers(1, 9).flatmap(lambda count: st.lists(st.lists(CELLS, min_size=count, max_size=count), min_size=1)),
    st.integers(60, 160),
)
def test_every_amount_and_instant_is_whole_at_every_width(rows: list[list[str]], width: int) -> None:
    shown = table_text([f"Title {at}" for at in range(len(rows[0]))], rows, width=width)

    for row in rows:
        for cell in row:
            assert cell in shown
    assert all(len(line) <= width for line in shown.splitlines() if line.isascii())
