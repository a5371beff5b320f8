"""Figures of names as JSON, and back."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.names.scores import THRESHOLDS, Curve, NamesFigures

__all__ = ["KEPT", "PEERS", "KeptFigures", "keep_figures", "keep_peers", "read_figures"]

RESULTS = Path(__file__).resolve().parents[1] / "results"
KEPT = RESULTS / "names.json"
PEERS = RESULTS / "names_peers.json"


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """Figures with the instant they were measured at."""

    measured_at: str
    figures: tuple[NamesFigures, ...]


def keep_figures(figures: NamesFigures, place: Path = KEPT) -> None:
    """Write what fxroute scored."""
    _keep([figures], place)


def keep_peers(figures: Sequence[NamesFigures], place: Path = PEERS) -> None:
    """Write what others scored."""
    _keep(figures, place)


def _keep(figures: Sequence[NamesFigures], place: Path) -> None:
    measured_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    place.parent.mkdir(exist_ok=True)
    place.write_text(_written(measured_at, figures), encoding="utf-8")


def _written(measured_at: str, figures: Sequence[NamesFigures]) -> str:
    """One curve a line, so that a change of one is seen as one."""
    matchers = [
        f'  {{"matcher": {json.dumps(one.matcher)}, "entries": {one.entries}, "curves": [\n'
        + ",\n".join(f"   {json.dumps(asdict(curve))}" for curve in one.curves)
        + "\n  ]}"
        for one in figures
    ]
    thresholds = json.dumps([f"{per_cent / 100:.2f}" for per_cent in THRESHOLDS])
    return (
        f'{{\n "measured_at": "{measured_at}",\n "thresholds": {thresholds},\n "matchers": [\n'
        + ",\n".join(matchers)
        + "\n ]\n}\n"
    )


def read_figures(place: Path) -> KeptFigures:
    """Read kept figures."""
    said = json.loads(place.read_text(encoding="utf-8"))
    return KeptFigures(
        said["measured_at"],
        tuple(
            NamesFigures(
                matcher=one["matcher"],
                entries=one["entries"],
                curves=tuple(Curve(c["group"], c["name"], c["questions"], tuple(c["at_least"])) for c in one["curves"]),
            )
            for one in said["matchers"]
        ),
    )
