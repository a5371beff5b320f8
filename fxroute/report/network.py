"""A network for people: how many records of each kind there are, and how far they can be trusted."""

from collections import Counter
from collections.abc import Iterable

from fxroute.model import Confidence, Provenance
from fxroute.network import Network
from fxroute.rates import RateTable
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["count_records", "network_text"]


def count_records(network: Network, rates: RateTable) -> dict[str, dict[Confidence, int]]:
    """Return how many records of each kind there are of each confidence, in the order of the files."""
    kinds: dict[str, Iterable[Provenance]] = {
        "institutions": (record.provenance for record in network.institutions.values()),
        "reporting_lines": (record.provenance for record in network.reporting_lines),
        "accounts": (record.provenance for record in network.accounts),
        "infrastructures": (record.provenance for record in network.infrastructures.values()),
        "participations": (record.provenance for record in network.participations),
        "desks": (record.provenance for record in network.desks),
        "services": (record.provenance for record in network.services),
        "calendars": (record.provenance for record in network.calendars.values()),
        "tariffs": (record.provenance for record in network.tariffs),
        "quotes": (record.provenance for record in rates.quotes),
        "forward_points": (record.provenance for record in rates.forward_points),
        "conventions": (record.provenance for record in rates.conventions),
    }
    return {kind: Counter(found.confidence for found in provenances) for kind, provenances in kinds.items()}


def network_text(
    network: Network, rates: RateTable, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return the counts of a network and its rates as text, by kind and confidence.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    counts = count_records(network, rates)
    columns = [
        Column(words("record_kind")),
        Column(words("record_count"), is_right=True),
        *(Column(notation.confidence(confidence), is_right=True) for confidence in Confidence),
    ]
    rows = [[words(kind), *_cells(found)] for kind, found in counts.items()]
    every: Counter[Confidence] = Counter()
    for found in counts.values():
        every.update(found)
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("network", sha256=notation.sha256(network.sha256)))
    page.table(columns, [*rows, [words("all"), *_cells(every)]])
    page.line(words("network_sound"))
    return page.text()


def _cells(counts: dict[Confidence, int]) -> list[str]:
    return [str(sum(counts.values())), *(str(counts.get(confidence, 0)) for confidence in Confidence)]
