"""Wrapping: nothing is lost, no line is too long, and no amount, rate or instant is torn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fxroute.report.wrap import least_width, wrapped

QUANTITIES = (
    "SAR 1,124,922.14", "CNY 1,000,000,000,000,000.00", "Tue 2026-11-24 09:30 +08:00", "周二 2026-11-24 09:30 +08:00",
    "2026-11-20 08:30 UTC", "Tue 11-24 10:30–12:54", "Tue 24 Nov", "25.44 bp", "25.44 基点", "3 d 17 h",
    "0.5622309", "−3 d 2 h", "2000000.00 CNY", "1.5 %", "21 小时 5 分钟", "18:00", "16:30–18:00",
    "2026-11-23T16:14+08:00",
)  # fmt: skip
WORDS = ("records", "TRF-BKCHCNBJ-COMMISSION-CORPORATE", "借记头寸账户", "(head", "office)", "→", "A/B", "介于", "、")
TEXTS = st.lists(st.sampled_from((*QUANTITIES, *WORDS)), min_size=1, max_size=12).map(" ".join)


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.one_of(TEXTS, st.text(max_size=60)), st.integers(2, 120))
def test_nothing_is_lost_and_no_line_is_longer_than_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert bare("".join(lines)) == bare(text)
    assert all(cell_len(line) <= width for line in lines)


@given(TEXTS, st.integers(0, 60))
def test_from_the_least_width_on_no_quantity_is_torn(text: str, more: int) -> None:
    lines = wrapped(text, least_width(text) + more)

    for quantity in QUANTITIES:
        assert sum(line.count(quantity) for line in lines) == text.count(quantity), quantity


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("estimated CNY 1,080.00 to CNY 1,700.00", 26, ["estimated CNY 1,080.00 to", "CNY 1,700.00"]),
        ("  on top, borne by the debtor", 18, ["  on top, borne by", "  the debtor"]),
        ("tariff TRF-BKCHCNBJ-COMMISSION", 20, ["tariff TRF-BKCHCNBJ-", "COMMISSION"]),
        ("tariff TRF-SA-INWARD", 14, ["tariff", "TRF-SA-INWARD"]),
        ("兑换,借记", 4, ["兑", "换,", "借记"]),
        ("兑换\uff0c借记", 5, ["兑", "换\uff0c", "借记"]),
        ("贷记 SAR 15.00,借记", 10, ["贷记", "SAR 15.00,", "借记"]),
        ("a\nb", 5, ["a", "b"]),
        ("", 5, [""]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
    ],
)
def test_a_text_is_broken_where_it_is_read(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
