"""Sources: which record of a route carries which source."""

from fxroute.model import Provenance, Route
from fxroute.network import Network
from fxroute.rates import RateTable
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["source_columns", "source_rows", "sources_text"]


def sources_text(
    route: Route,
    network: Network,
    rates: RateTable,
    *,
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return every record that a route stands on, leg by leg, with its confidence, source and day.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    page = Page(width=width, is_styled=is_styled)
    page.heading(notation.words("sources"))
    page.table(source_columns(notation), source_rows(route, network, rates, notation))
    return page.text()


def source_columns(notation: Notation) -> list[Column]:
    """Return the columns of the table of sources."""
    return [Column(notation.words(key)) for key in ("leg", "record", "confidence", "source", "as_of")]


def source_rows(route: Route, network: Network, rates: RateTable, notation: Notation) -> list[list[str]]:
    """Return one row for each record that a route stands on, with the numbers of its legs."""
    quotes = {quote.id: quote.provenance for quote in rates.quotes}
    legs: dict[str, list[str]] = {}
    for leg in route.legs:
        for record in (*leg.records, *leg.assumptions):
            legs.setdefault(record, []).append(str(leg.n))
    return [
        _row(record, quotes.get(record) or network.provenance_of(record), legs[record], notation) for record in legs
    ]


def _row(record: str, provenance: Provenance, legs: list[str], notation: Notation) -> list[str]:
    confidence = notation.confidence(provenance.confidence)
    return [" ".join(legs), record, confidence, provenance.source, provenance.as_of.isoformat()]
