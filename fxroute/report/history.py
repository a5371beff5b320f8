"""The past of a pair for people and machines: dated rates, with the lowest, the highest and the last of them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fxroute.model import CurrencyPair
from fxroute.rates import DatedRate
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["history_json", "history_text"]

_Extremes = dict[str, DatedRate]


def history_text(
    dated: Sequence[DatedRate],
    pair: CurrencyPair,
    *,
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return dated rates of a pair as a table, and below it the lowest, highest and last mid.

    Args:
        dated: at least one, the oldest first.
        pair: the one they are of.
        lang: `en` or `zh`.
        width: columns of the terminal.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    columns = [
        Column(words("quoted_at"), is_whole=True),
        Column(words("bid"), is_right=True),
        Column(words("offer"), is_right=True),
        Column(words("mid_rate"), is_right=True),
        Column(words("history_how")),
        Column(words("confidence")),
        Column(words("history_from")),
    ]
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("history", pair=pair, first=dated[0].day, last=dated[-1].day))
    page.table(columns, [_row(one, notation) for one in dated])
    page.facts(
        [
            (
                words(f"history_{name}"),
                words("history_point", mid=number_text(one.rate.mid), at=notation.utc(one.rate.quoted_at)),
            )
            for name, one in _extremes(dated).items()
        ]
    )
    return page.text()


def _row(dated: DatedRate, notation: Notation) -> list[str]:
    rate = dated.rate
    return [
        f"{notation.utc(rate.quoted_at)} UTC",
        number_text(rate.bid),
        number_text(rate.offer),
        number_text(rate.mid),
        notation.words(f"history_how_{dated.how}"),
        notation.confidence(rate.provenance.confidence),
        " × ".join(rate.path),
    ]


def _extremes(dated: Sequence[DatedRate]) -> _Extremes:
    by_mid = sorted(dated, key=lambda one: one.rate.mid)
    return {"min": by_mid[0], "max": by_mid[-1], "last": dated[-1]}


def history_json(dated: Sequence[DatedRate], pair: CurrencyPair) -> dict[str, object]:
    """Return dated rates of a pair as plain values, the oldest first; `dated` holds at least one."""
    return {
        "pair": str(pair),
        **{name: _point(one) for name, one in _extremes(dated).items()},
        "rates": [
            {
                **_point(one),
                "bid": format(one.rate.bid, "f"),
                "offer": format(one.rate.offer, "f"),
                "how": one.how,
                "kind": one.kind,
                "path": list(one.rate.path),
                "source": one.rate.provenance.source,
                "confidence": one.rate.provenance.confidence.value,
            }
            for one in dated
        ],
    }


def _point(dated: DatedRate) -> dict[str, object]:
    return {"quoted_at": _instant(dated.rate.quoted_at), "mid": format(dated.rate.mid, "f")}


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
