"""Measure what fxroute does beside its peers, and how well it matches names: `python -m benchmarks`."""

import argparse
import sys
from datetime import UTC, datetime

from benchmarks.checks import measure_checks
from benchmarks.explanations import measure_explanations
from benchmarks.imports import measure_imports
from benchmarks.names.kept import KEPT, keep_figures
from benchmarks.names.measure import measure_names
from benchmarks.names.page import PAGE, write_page
from benchmarks.names.scores import draw_questions
from benchmarks.programs import measure_programs
from benchmarks.questions import CASE, KINDS, find_questions, load_ground
from benchmarks.record import LATEST, Record, keep
from benchmarks.screening import measure_screening
from benchmarks.searches import first_time, measure_kind

FEWER = 12
"""Questions of the kinds that are for orientation: they carry functions of time and take longer."""

EXPLAINED = 30
"""Questions planned with and without what fell out."""


def main() -> int:
    """Run everything; leave with 1 when a bar was not held."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--questions", type=int, default=60, help="pairs of agents, the case among them")
    parser.add_argument("--repeats", type=int, default=5, help="how often each question is measured")
    parser.add_argument("--rounds", type=int, default=9, help="how often each program is run; 0 leaves programs out")
    parser.add_argument("--without-imports", action="store_true", help="leave the imports of a million rows out")
    parser.add_argument("--without-screening", action="store_true", help="leave lists of up to a million entries out")
    parser.add_argument("--only-names", action="store_true", help="measure how names are matched, and nothing else")
    parser.add_argument("--dry", action="store_true", help="print the table and keep nothing")
    asked = parser.parse_args()
    _measure_names(is_dry=asked.dry)
    if asked.only_names:
        return 0
    ground = load_ground()
    payments = find_questions(ground, asked.questions)
    record = Record(
        measured_at=datetime.now(UTC),
        network_sha256=ground.network.sha256,
        searches=tuple(
            measure_kind(ground, payments if kind == "send" else payments[:FEWER], kind, repeats=asked.repeats)
            for kind in KINDS
        ),
        first_question_ms=first_time(ground, CASE),
        programs=measure_programs(asked.rounds) if asked.rounds else (),
        explanations=measure_explanations(ground, payments[:EXPLAINED], repeats=asked.repeats),
        checks=measure_checks(ground, payments[:FEWER], repeats=asked.repeats),
        imports=() if asked.without_imports else measure_imports(),
        screening=() if asked.without_screening else measure_screening(),
    )
    print(record.table())
    if not asked.dry:
        keep(record)
        print(f"kept in {LATEST.parent.parent.name}/{LATEST.parent.name}/{LATEST.name}")
    return 0 if all(bar.held for bar in record.bars) else 1


def _measure_names(*, is_dry: bool) -> None:
    figures = measure_names(draw_questions())
    print(*figures.lines(), "", sep="\n")
    if not is_dry:
        keep_figures(figures)
        write_page()
        print(f"kept in {KEPT.parent.parent.name}/{KEPT.parent.name}/{KEPT.name}, tables in {PAGE.name}\n")


if __name__ == "__main__":
    sys.exit(main())
