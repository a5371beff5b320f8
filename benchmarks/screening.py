"""Names screened against lists of invented entries, beside a bare `rapidfuzz.process.extract` over the same names.

Each size runs in a process of its own, whose peak memory is its own. Times are those of the processor, which others on
the machine do not lengthen. Of a list's words few are common and most are rare; a third of what is asked is a
listed name misspelled, the rest are names of the same kind.
"""

import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.clock import ninth_decile
from fxroute.compliance.screening.listed import ListEdition, ListedKind, ListedName, ListedParty, NameStrength
from fxroute.compliance.screening.screened import Subject
from fxroute.compliance.screening.screener import Screener

__all__ = ["SCREENED", "ListWriter", "ScreeningFigures", "measure_here", "measure_screening"]

SCREENED = (10_000, 50_000, 200_000, 1_000_000)
"""Entries of each list measured; the bars are for the second."""

SEED = 20261125
ASKED = 100
ASKED_IN_BULK = 500
BARE = 5
DAY = date(2026, 11, 25)
CONSONANTS = "b d f g h k l m n p r s t v z sh kh ch".split()  # noqa: SIM905 # a row of sounds
TRADES = "Trading International Shipping Bank General Industrial Group Petroleum Energy Marine".split()  # noqa: SIM905 # a row of words
FORMS = ("Co", "LLC", "Ltd", "Co Ltd", "JSC")

CHILD = "import json, sys; from benchmarks.screening import as_text; print(as_text(int(sys.argv[1])))"


@dataclass(frozen=True, slots=True)
class ScreeningFigures:
    """One list: its size, what making it ready takes, what a name takes alone and in bulk, and the bare extract."""

    entries: int
    names: int
    words: int
    ready_seconds: float
    peak_mb: float
    bare_ms: float
    one_ms: float
    one_p90_ms: float
    bulk_per_second: float
    hits_per_name: float

    @property
    def ratio(self) -> float:
        """How many times as long one name takes as the bare extract."""
        return self.one_ms / self.bare_ms

    @property
    def bulk_ratio(self) -> float:
        """How many times as long a name in bulk takes as the bare extract."""
        return 1000 / self.bulk_per_second / self.bare_ms


class ListWriter:
    """Invented names over a vocabulary that grows with the list, the same every time."""

    def __init__(self, entries: int) -> None:
        """Invent the words."""
        self._chance = random.Random(SEED)
        count = int(40 * entries**0.6)
        self._vocabulary = [self._word() for _ in range(count)]
        weights = [1 / (rank + 5) ** 0.9 for rank in range(count)]
        self._sums = [weights[0]]
        for weight in weights[1:]:
            self._sums.append(self._sums[-1] + weight)

    def parties(self, count: int) -> tuple[ListedParty, ...]:
        """Return so many entries with up to three aliases."""
        return tuple(self._party(number) for number in range(count))

    def asked(self, parties: tuple[ListedParty, ...], count: int) -> list[str]:
        """Return names of which one in three is a misspelled listed one."""
        return [
            self._misspelled(self._chance.choice(self._chance.choice(parties).names).text)
            if self._chance.random() < 1 / 3
            else self._name()
            for _ in range(count)
        ]

    def _party(self, number: int) -> ListedParty:
        name = self._name()
        aliases = (self._misspelled(name) for _ in range(self._chance.choice((0, 1, 2, 2, 3))))
        names = (ListedName(name), *(ListedName(alias, NameStrength.STRONG) for alias in aliases))
        return ListedParty(id=f"{number}", kind=ListedKind.UNKNOWN, names=names)

    def _word(self) -> str:
        syllables = (
            self._chance.choice(CONSONANTS) + self._chance.choice("aiueo")
            for _ in range(self._chance.choice((2, 2, 3, 3, 4)))
        )
        return "".join(syllables) + self._chance.choice(("", self._chance.choice(CONSONANTS)))

    def _name(self) -> str:
        if self._chance.random() < 0.5:
            return " ".join(self._words((2, 3, 3, 4))).title()
        trades = self._chance.sample(TRADES, self._chance.choice((1, 2)))
        return " ".join([*self._words((1, 2, 2)), *trades, self._chance.choice(FORMS)]).title()

    def _words(self, counts: tuple[int, ...]) -> list[str]:
        return self._chance.choices(self._vocabulary, cum_weights=self._sums, k=self._chance.choice(counts))

    def _misspelled(self, name: str) -> str:
        words = name.split()
        place = self._chance.randrange(len(words))
        if len(words[place]) > 3:
            cut = self._chance.randrange(len(words[place]))
            words[place] = words[place][:cut] + self._chance.choice("aeioulmn") + words[place][cut + 1 :]
        if self._chance.random() < 0.3:
            self._chance.shuffle(words)
        return " ".join(words)


def measure_here(entries: int) -> ScreeningFigures:
    """Measure a list of so many entries in this process."""
    from rapidfuzz import process

    writer = ListWriter(entries)
    parties = writer.parties(entries)
    names = [name.text for party in parties for name in party.names]
    one, bulk = writer.asked(parties, ASKED), writer.asked(parties, ASKED_IN_BULK)
    edition = ListEdition(name="OWN", version="1", dated=DAY, sha256="", source="invented", entries=entries)
    started = process_time()
    screener = Screener([(edition, parties)])
    ready = process_time() - started
    unit = 1 if sys.platform == "darwin" else 1024
    bare = [_seconds(partial(process.extract, name, names)) for name in one[:BARE]]
    alone = [_seconds(partial(screener.screen, [_subject(name)], day=DAY)) for name in one]
    started = process_time()
    found = screener.screen([_subject(name) for name in bulk], day=DAY).hits
    taken = process_time() - started
    return ScreeningFigures(
        entries=entries,
        names=len(names),
        words=screener.word_count,
        ready_seconds=ready,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6,
        bare_ms=median(bare) * 1000,
        one_ms=median(alone) * 1000,
        one_p90_ms=ninth_decile(alone) * 1000,
        bulk_per_second=len(bulk) / taken,
        hits_per_name=len(found) / len(bulk),
    )


def as_text(entries: int) -> str:
    """Measure in this process and return the figures as JSON."""
    return json.dumps(asdict(measure_here(entries)))


def measure_screening(sizes: tuple[int, ...] = SCREENED) -> tuple[ScreeningFigures, ...]:
    """Measure a list of each size, each in a process of its own."""
    return tuple(_measured(size) for size in sizes)


def _measured(size: int) -> ScreeningFigures:
    root = Path(__file__).resolve().parent.parent
    command = (sys.executable, "-c", CHILD, f"{size}")
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root).stdout
    return ScreeningFigures(**json.loads(answer))


def _seconds(call: Callable[[], object]) -> float:
    started = process_time()
    call()
    return process_time() - started


def _subject(name: str) -> Subject:
    return Subject(role="creditor", name=name)
