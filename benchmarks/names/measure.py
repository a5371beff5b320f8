"""fxroute's screening asked the labelled set."""

from datetime import date
from decimal import Decimal
from itertools import groupby

from benchmarks.names.labelled import Entry, Pair, Query
from benchmarks.names.scores import NamesFigures, Questions, curves
from fxroute.compliance.screening.listed import ListEdition, ListedKind, ListedName, ListedParty
from fxroute.compliance.screening.policy import MatchPolicy
from fxroute.compliance.screening.screened import Subject
from fxroute.compliance.screening.screener import Screener

__all__ = ["ScreenerAsked", "measure_names"]

DAY = date(2026, 11, 25)
POLICY = MatchPolicy(version="curve", possible=Decimal("0.50"))
"""Everything from one half on is wanted; what the default thresholds would keep is read off the curve."""


class ScreenerAsked:
    """A screener over the invented entries and the originals of the pairs, asked one name at a time."""

    def __init__(self, entries: tuple[Entry, ...], pairs: tuple[Pair, ...]) -> None:
        """Index the list."""
        parties = [_party(entry.id, entry.kind, entry.name) for entry in entries]
        parties += [
            _party(f"pair {kind} {text}", kind, text)
            for kind, text in sorted({(pair.kind, pair.original) for pair in pairs})
        ]
        edition = ListEdition(
            name="INVENTED", version="1", dated=DAY, sha256="0" * 64, source="benchmarks/names", entries=len(parties)
        )
        self._screener = Screener([(edition, tuple(parties))], POLICY)

    def scores(self, name: str, kind: str, *, is_text: bool = False) -> dict[str, float]:
        """Return the score of every entry that a name resembles."""
        subject = Subject(
            role="text" if is_text else "creditor",
            name=name,
            kind=ListedKind.UNKNOWN if is_text else ListedKind(kind),
        )
        hits = sorted(self._screener.screen([subject], day=DAY).hits, key=lambda hit: hit.entry_id)
        return {
            entry: float(max(hit.score for hit in found)) for entry, found in groupby(hits, lambda hit: hit.entry_id)
        }

    def meant(self, query: Query) -> float:
        """Return the score of the entry meant; 0 where it was not found."""
        return self.scores(query.name, query.kind, is_text=query.is_text).get(query.entry_id, 0.0)

    def paired(self, pair: Pair) -> float:
        """Return the score of the original for its Latin spelling."""
        return self.scores(pair.latin, pair.kind).get(f"pair {pair.kind} {pair.original}", 0.0)

    def nearest(self, query: Query) -> float:
        """Return the best score of any entry."""
        return max(self.scores(query.name, query.kind, is_text=query.is_text).values(), default=0.0)


def _party(entry_id: str, kind: str, name: str) -> ListedParty:
    return ListedParty(id=entry_id, kind=ListedKind(kind), names=(ListedName(name),))


def measure_names(questions: Questions) -> NamesFigures:
    """Ask the whole set under the default weights."""
    asked = ScreenerAsked(questions.entries, questions.pairs)
    return NamesFigures(
        matcher=f"fxroute, weights of {MatchPolicy().version}",
        entries=len(questions.entries) + len({(pair.kind, pair.original) for pair in questions.pairs}),
        curves=curves(questions, asked.meant, asked.paired, asked.nearest),
    )
