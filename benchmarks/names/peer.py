"""nomenklatura asked the same labelled set: `python -m benchmarks.names.peer`, in an environment of its own.

It is no dependency of fxroute (some 600 MB with what it brings), so its figures are kept and the run is by hand:
install `nomenklatura` in an empty environment and start this from the checkout with that interpreter. A question that
means an entry is compared with that entry, which is the best a search before it could do. A stranger is compared with
the entries that share a word or the first three letters of one, since its scoring is made to be asked of candidates;
one such comparison takes as long as a whole screening here, so it is asked the first strangers only.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from itertools import count

from benchmarks.names.kept import keep_peers
from benchmarks.names.labelled import Entry, Pair, Query, words_of
from benchmarks.names.scores import FIRST_STRANGERS, NamesFigures, Questions, curves, draw_questions

__all__ = ["PeerAsked", "main"]

ALGORITHMS = ("logic-v1", "logic-v2", "regression-v1")
SCHEMATA = {"person": "Person", "organisation": "Company", "vessel": "Vessel"}
NUMBERS = count()


@dataclass(slots=True)
class PeerAsked:
    """One algorithm; `compare` takes a kind and two names."""

    compare: Callable[[str, str, str], float]
    entries: dict[str, Entry]
    blocks: dict[str, list[Entry]] = field(default_factory=dict)

    def meant(self, query: Query) -> float:
        """Return the score of the entry meant."""
        return self.compare(query.kind, query.name, self.entries[query.entry_id].name)

    def paired(self, pair: Pair) -> float:
        """Return the score of the original for its Latin spelling."""
        return self.compare(pair.kind, pair.latin, pair.original)

    def nearest(self, query: Query) -> float:
        """Return the best score among the candidates of the same kind."""
        near = {entry.id: entry for key in _keys(query.name) for entry in self.blocks.get(key, ())}
        scores = (self.compare(query.kind, query.name, one.name) for one in near.values() if one.kind == query.kind)
        return max(scores, default=0.0)


def _keys(name: str) -> set[str]:
    words = {word for word in words_of(name) if len(word) > 2}
    return words | {word[:3] for word in words}


def _comparing(algorithm: str) -> Callable[[str, str, str], float]:
    model = import_module("followthemoney").model
    chosen = import_module("nomenklatura.matching").get_algorithm(algorithm)
    settings = chosen.default_config()

    def entity(kind: str, name: str) -> object:
        made = model.make_entity(SCHEMATA[kind])
        made.id = f"entity-{next(NUMBERS)}"
        made.add("name", name)
        return made

    return lambda kind, one, other: float(chosen.compare(entity(kind, one), entity(kind, other), settings).score)


def _without_texts(questions: Questions) -> Questions:
    """Leave out what is asked inside a text: nomenklatura compares names."""
    return Questions(
        questions.entries,
        questions.pairs,
        tuple(query for query in questions.meant if not query.is_text),
        tuple(query for query in questions.strangers if not query.is_text),
    )


def main() -> None:
    """Ask every algorithm and keep the figures."""
    questions = _without_texts(draw_questions(strangers=FIRST_STRANGERS))
    figures = []
    for algorithm in ALGORITHMS:
        asked = PeerAsked(_comparing(algorithm), {entry.id: entry for entry in questions.entries})
        for entry in questions.entries:
            for key in _keys(entry.name):
                asked.blocks.setdefault(key, []).append(entry)
        found = curves(questions, asked.meant, asked.paired, asked.nearest)
        name = f"nomenklatura {version('nomenklatura')} {algorithm}"
        figures.append(NamesFigures(matcher=name, entries=len(questions.entries), curves=found))
        print(name, *(f"{curve.name} {curve.at_least}/{curve.questions}" for curve in found if curve.name == "all"))
    keep_peers(tuple(figures))


if __name__ == "__main__":
    main()
