"""Searches measured beside the peer: every question asked of both, one right after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.clock import milliseconds, ninth_decile
from benchmarks.peer import Peer
from benchmarks.questions import KINDS, Ground, turned
from fxroute.model import Bounds, Payment
from fxroute.search import Searcher

__all__ = ["LABELS_MAX", "SearchFigures", "SearchTime", "first_time", "measure_kind", "measure_question"]

LABELS_MAX = 5_000
"""Bound on work: the hardest questions of a fixed receipt would take minutes; `complete` counts the others."""


@dataclass(frozen=True, slots=True)
class SearchTime:
    """One question: milliseconds of the engine and of the peer, how much was found, and whether it is all."""

    engine: float
    peer: float
    routes: int
    complete: bool


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """All questions of one kind, in milliseconds; the first question is the case."""

    kind: str
    questions: int
    answered: int
    complete: int
    median: float
    p90: float
    case: float
    peer_median: float
    peer_case: float
    ratio: float
    ratio_p90: float
    ratio_case: float


def measure_question(ground: Ground, payment: Payment, peer: Peer | None = None, *, repeats: int = 5) -> SearchTime:
    """Ask one question of the engine, warm, and its pair of agents of the peer."""
    bounds = Bounds(labels_max=LABELS_MAX)
    result = ground.searcher.search(payment, bounds)
    beside = peer or Peer(result.layout)
    return SearchTime(
        engine=milliseconds(lambda: ground.searcher.search(payment, bounds), repeats),
        peer=milliseconds(lambda: beside.length(payment), repeats),
        routes=len(result.options),
        complete=result.complete,
    )


def measure_kind(ground: Ground, payments: Sequence[Payment], kind: str, *, repeats: int = 5) -> SearchFigures:
    """Ask all questions in one form and put the figures together.

    `ratio` is the median of the engine over the median of the peer, `ratio_case` the same for the case alone, and
    `ratio_p90` the ninth decile of the ratio question by question.
    """
    assert kind in KINDS, kind
    times = [measure_question(ground, turned(ground, payment, kind), repeats=repeats) for payment in payments]
    engine, peer = [one.engine for one in times], [one.peer for one in times]
    return SearchFigures(
        kind=kind,
        questions=len(times),
        answered=sum(1 for one in times if one.routes),
        complete=sum(1 for one in times if one.complete),
        median=median(engine),
        p90=ninth_decile(engine),
        case=engine[0],
        peer_median=median(peer),
        peer_case=peer[0],
        ratio=median(engine) / median(peer),
        ratio_p90=ninth_decile([one.engine / one.peer for one in times]),
        ratio_case=engine[0] / peer[0],
    )


def first_time(ground: Ground, payment: Payment) -> float:
    """Return the milliseconds of a question asked of a searcher that has compiled nothing yet."""
    return milliseconds(lambda: Searcher(ground.network, ground.rates).search(payment, Bounds()), 1)
