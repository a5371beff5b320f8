"""The record of one run: figures, bars, and the table printed of them."""

import json
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.checks import CheckFigures
from benchmarks.explanations import ExplanationFigures
from benchmarks.imports import ImportFigures
from benchmarks.programs import ProgramFigures
from benchmarks.screening import SCREENED, ScreeningFigures
from benchmarks.searches import SearchFigures

__all__ = ["BARS", "LATEST", "Bar", "Record", "keep"]

LATEST = Path(__file__).resolve().parent / "results" / "latest.json"

BARS = {
    "send": 30.0,
    "route": 6.0,
    "help": 2.0,
    "why_not": 2.0,
    "import": 120.0,
    "import_memory": 1.5,
    "check": 2.0,
    "screening": 3.0,
    "screening_bulk": 0.1,
}
"""Largest ratio to the peer of the same run, by what is measured; what is not named here is for orientation.

`why_not` is a plan with the explanation over the same plan without, `import_memory` the peak of the largest import over
that of the smallest, `check` all rules on a route of four legs over a loop of about a millisecond, `screening` one name
against 50,000 entries over a bare extract, `screening_bulk` one of many.
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A ratio that may not be passed, and whether it was."""

    name: str
    ratio: float
    bar: float
    held: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Everything one run found, with the instant, the interpreter and the network it was found with."""

    measured_at: datetime
    network_sha256: str
    searches: tuple[SearchFigures, ...]
    first_question_ms: float
    programs: tuple[ProgramFigures, ...]
    imports: tuple[ImportFigures, ...] = ()
    explanations: ExplanationFigures | None = None
    checks: CheckFigures | None = None
    screening: tuple[ScreeningFigures, ...] = ()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The ratios that have a bar, in the order in which they were measured."""
        ratios = {figures.kind: figures.ratio for figures in self.searches}
        ratios |= {figures.program: figures.ratio for figures in self.programs}
        if self.explanations is not None:
            ratios["why_not"] = self.explanations.ratio
        if self.checks is not None:
            ratios["check"] = self.checks.ratio
        if self.imports:
            first, last = self.imports[0], self.imports[-1]
            ratios |= {"import": last.ratio, "import_memory": last.peak_mb / first.peak_mb}
        for one in self.screening:
            if one.entries == SCREENED[1]:
                ratios |= {"screening": one.ratio, "screening_bulk": one.bulk_ratio}
        return tuple(
            Bar(name, round(ratios[name], 2), bar, ratios[name] <= bar) for name, bar in BARS.items() if name in ratios
        )

    def table(self) -> str:
        """Return the figures as text: searches, programs, imports, screening, bars."""
        lines = ["searches, ms         median     p90    case  Dijkstra  ratio  (p90)  (case)  answered  complete"]
        lines += [
            f"{one.kind:<18}{one.median:9.2f}{one.p90:8.2f}{one.case:8.2f}{one.peer_median:10.3f}"
            f"{one.ratio:7.1f}{one.ratio_p90:7.1f}{one.ratio_case:8.1f}{one.answered:7}/{one.questions}{one.complete:7}/{one.questions}"
            for one in self.searches
        ]
        lines += ["", f"the case, nothing compiled yet: {self.first_question_ms:.0f} ms", ""]
        if self.explanations is not None:
            lines += [*self.explanations.lines(), ""]
        if self.checks is not None:
            lines += [*self.checks.lines(), ""]
        if self.programs:
            lines += ["programs, ms         median  import networkx  ratio"]
            lines += [
                f"{one.program:<18}{one.median:9.0f}{one.peer_median:17.0f}{one.ratio:7.1f}" for one in self.programs
            ]
            lines += [""]
        if self.imports:
            lines += ["imports, rows        institutions  rows/s  csv.reader rows/s  ratio  peak MB"]
            lines += [
                f"{one.rows:<20,}{one.institutions:13,}{one.rows_per_second:8,.0f}{one.peer_rows_per_second:19,.0f}"
                f"{one.ratio:7.0f}{one.peak_mb:9.0f}"
                for one in self.imports
            ]
            lines += [""]
        if self.screening:
            lines += [
                "screening, entries     names    words  ready s  peak MB  extract ms  name ms    p90  ratio  bulk/s"
            ]
            lines += [
                f"{one.entries:<18,}{one.names:10,}{one.words:9,}{one.ready_seconds:9.0f}{one.peak_mb:9.0f}"
                f"{one.bare_ms:12.0f}{one.one_ms:9.1f}{one.one_p90_ms:7.1f}{one.ratio:7.3f}{one.bulk_per_second:8.0f}"
                for one in self.screening
            ]
            lines += [""]
        lines += [
            f"{bar.name:<18}ratio {bar.ratio:6.2f}, bar {bar.bar:5.1f}: {'held' if bar.held else 'NOT HELD'}"
            for bar in self.bars
        ]
        return "\n".join(lines)

    def to_json(self) -> dict[str, object]:
        """Return the record as plain values, milliseconds to the microsecond."""
        return {
            "measured_at": self.measured_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "python": platform.python_version(),
            "machine": platform.machine(),
            "network": {"sha256": self.network_sha256},
            "bars": [asdict(bar) for bar in self.bars],
            "searches": [_rounded(asdict(one)) for one in self.searches],
            "first_question_ms": round(self.first_question_ms, 3),
            "programs": [_rounded(asdict(one)) for one in self.programs],
            "imports": [_rounded(asdict(one)) for one in self.imports],
            "screening": [_rounded(asdict(one)) for one in self.screening],
            "explanations": None if self.explanations is None else _rounded(asdict(self.explanations)),
            "checks": None if self.checks is None else _rounded(asdict(self.checks)),
        }


def _rounded(figures: dict[str, object]) -> dict[str, object]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in figures.items()}


def keep(record: Record, place: Path = LATEST) -> None:
    """Write the record as JSON."""
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(record.to_json(), indent=2) + "\n", encoding="utf-8")
