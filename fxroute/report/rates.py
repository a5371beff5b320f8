"""Rates for people: both sides and mid, what they were made from, and how old they are."""

from collections.abc import Sequence
from datetime import datetime

from fxroute.model import CrossRate, CurrencyPair
from fxroute.plan import STALE_AFTER_MINUTES
from fxroute.rates import RateTable
from fxroute.report.notation import Notation, number_text
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["rates_text"]


def rates_text(
    rates: RateTable,
    pairs: Sequence[CurrencyPair],
    at: datetime,
    *,
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return the rates of `pairs` as they were known at an instant; all pairs quoted when none is named.

    Args:
        rates: a table, with history or without.
        pairs: any, quoted or to be crossed.
        at: an instant with an offset.
        lang: `en` or `zh`.
        width: columns of the terminal.
        is_styled: carry terminal colours.

    Raises:
        MissingRate: no chain of quotes known at `at` joins a pair.
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    view = rates.as_of(at)
    columns = [
        Column(words("pair"), is_whole=True),
        Column(words("bid"), is_right=True),
        Column(words("offer"), is_right=True),
        Column(words("mid_rate"), is_right=True),
        Column(words("quoted_at"), is_whole=True),
        Column(words("age"), is_right=True),
        Column(words("state")),
        Column(words("confidence")),
    ]
    found = [view.rate(pair) for pair in pairs or view.list_pairs()]
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("rates", at=f"{notation.utc(at)} UTC"))
    page.table(columns, [_row(view, rate, at, notation) for rate in found])
    page.heading(words("path"))
    page.facts([(str(rate.pair), f"{_path(rate)}: {rate.provenance.source}") for rate in found])
    return page.text()


def _path(rate: CrossRate) -> str:
    return " × ".join(rate.path)


def _row(view: RateTable, rate: CrossRate, at: datetime, notation: Notation) -> list[str]:
    words = notation.words
    is_pegged = all(quote.kind == "peg" for quote in view.quotes if quote.id in rate.path)
    state = "pegged" if is_pegged else "stale" if view.is_stale(rate, at, STALE_AFTER_MINUTES) else "fresh"
    return [
        str(rate.pair),
        number_text(rate.bid),
        number_text(rate.offer),
        number_text(rate.mid),
        f"{notation.utc(rate.quoted_at)} UTC",
        "–" if is_pegged else notation.duration(view.age_minutes(rate, at)),
        words(state),
        notation.confidence(rate.provenance.confidence),
    ]
