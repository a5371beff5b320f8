"""Plans with and without what fell out beside their routes, one right after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.clock import milliseconds, ninth_decile
from benchmarks.questions import Ground
from benchmarks.searches import LABELS_MAX
from fxroute.model import Bounds, Payment
from fxroute.plan import Planner

__all__ = ["ExplanationFigures", "measure_explanations"]


@dataclass(frozen=True, slots=True)
class ExplanationFigures:
    """All questions, in milliseconds of a plan without and with the explanation; the first question is the case.

    `ratio` is the median with over the median without, `ratio_p90` the ninth decile question by question.
    """

    questions: int
    plain_median: float
    explained_median: float
    told_median: float
    ratio: float
    ratio_p90: float
    ratio_case: float

    def lines(self) -> list[str]:
        """Return the figures as lines of the table."""
        return [
            "plans, ms            plain  explained  ratio  (p90)  (case)",
            (
                f"{self.questions:<17}{self.plain_median:9.0f}{self.explained_median:11.0f}"
                f"{self.ratio:7.2f}{self.ratio_p90:7.2f}{self.ratio_case:8.2f}"
            ),
        ]


def measure_explanations(ground: Ground, payments: Sequence[Payment], *, repeats: int = 3) -> ExplanationFigures:
    """Plan every payment both ways, warm."""
    planner = Planner(network=ground.network, rates=ground.rates)
    bounds = Bounds(labels_max=LABELS_MAX)
    told, times = [], []
    for payment in payments:
        told.append(len(planner.plan(payment, bounds, with_why_not=True).ruled_out))
        times.append(_both_ways(planner, payment, bounds, repeats))
    plain, explained = [less for less, _ in times], [more for _, more in times]
    return ExplanationFigures(
        questions=len(payments),
        plain_median=median(plain),
        explained_median=median(explained),
        told_median=median(told),
        ratio=median(explained) / median(plain),
        ratio_p90=ninth_decile([more / less for more, less in zip(explained, plain, strict=True)]),
        ratio_case=explained[0] / plain[0],
    )


def _both_ways(planner: Planner, payment: Payment, bounds: Bounds, repeats: int) -> tuple[float, float]:
    plain = milliseconds(lambda: planner.plan(payment, bounds), repeats)
    return plain, milliseconds(lambda: planner.plan(payment, bounds, with_why_not=True), repeats)
