"""Scores of a matcher for the labelled set, and the curve over thresholds: no matcher is imported here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.names.labelled import Entry, Pair, Query, draw_entries, draw_strangers, read_pairs
from benchmarks.names.perturb import FRAMES, draw_meant

__all__ = ["FIRST_STRANGERS", "THRESHOLDS", "Curve", "NamesFigures", "Questions", "curves", "draw_questions"]

THRESHOLDS = tuple(range(50, 101, 5))
"""Per cent."""

PERSONS, COMPANIES, VESSELS = 1_500, 600, 200
A_CHANGE = 200
STRANGERS = 10_000
STRANGERS_IN_TEXT = 1_000
FIRST_STRANGERS = 2_000
"""What a slow matcher is asked, counted apart for the quick one."""


@dataclass(frozen=True, slots=True)
class Curve:
    """How many of the questions of one kind scored at least each threshold."""

    group: str
    name: str
    questions: int
    at_least: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The labelled set, whole or a part of it."""

    entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    meant: tuple[Query, ...]
    strangers: tuple[Query, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesFigures:
    """What one matcher scored."""

    matcher: str
    entries: int
    curves: tuple[Curve, ...]

    def lines(self) -> list[str]:
        """Return the curves as lines of the table, per cent of the questions at each threshold."""
        head = f"names, %  {self.matcher:<62}asked" + "".join(f"{per_cent / 100:7.2f}" for per_cent in THRESHOLDS)
        return [
            head,
            *(
                f"{curve.group:<12}{curve.name:<60}{curve.questions:5}"
                + "".join(f"{100 * count / curve.questions:7.1f}" for count in curve.at_least)
                for curve in self.curves
            ),
        ]


def draw_questions(a_change: int = A_CHANGE, strangers: int = STRANGERS) -> Questions:
    """Draw the fixed set; fewer questions are the first of every kind, against the same list."""
    entries = draw_entries(PERSONS, COMPANIES, VESSELS)
    unknown = draw_strangers(entries, strangers)
    in_text = tuple(
        Query(name=FRAMES[place % 3].format(query.name), kind=query.kind, change="inside a text", is_text=True)
        for place, query in enumerate(unknown[: strangers * STRANGERS_IN_TEXT // STRANGERS])
    )
    return Questions(entries, read_pairs(), draw_meant(entries, a_change), unknown + in_text)


def curves(
    questions: Questions,
    meant: Callable[[Query], float],
    paired: Callable[[Pair], float],
    nearest: Callable[[Query], float],
) -> tuple[Curve, ...]:
    """Ask everything.

    Args:
        questions: the labelled set.
        meant: the score of the entry that a question means.
        paired: the score of the Latin spelling against the original.
        nearest: the best score of any entry for a stranger.
    """
    asked = [("meant", query.change, meant(query)) for query in questions.meant]
    for pair in questions.pairs:
        score = paired(pair)
        half = "held out" if pair.is_held_out else "shown"
        asked += [
            (pair.relation, f"{pair.language} {pair.script}", score),
            (pair.relation, half, score),
            (pair.relation, "all", score),
        ]
    for place, query in enumerate(questions.strangers):
        score = nearest(query)
        asked.append(("stranger", f"{query.kind}: {query.change}", score))
        if not query.is_text:
            asked.append(("stranger", "all", score))
        if not query.is_text and place < FIRST_STRANGERS:
            asked.append(("stranger", "first 2,000", score))
    return tuple(_drawn(asked))


def _drawn(asked: Sequence[tuple[str, str, float]]) -> Iterable[Curve]:
    scores: dict[tuple[str, str], list[float]] = {}
    for group, name, score in asked:
        scores.setdefault((group, name), []).append(score)
    for (group, name), found in scores.items():
        counts = tuple(sum(score * 100 >= threshold - 1e-6 for score in found) for threshold in THRESHOLDS)
        yield Curve(group, name, len(found), counts)
