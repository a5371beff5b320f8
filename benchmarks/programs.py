"""Whole programs: the command line from its start to its end, beside Python importing networkx."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.clock import run_milliseconds

__all__ = ["PEER", "PROGRAMS", "ProgramFigures", "measure_programs"]

FXROUTE = (str(Path(sys.executable).with_name("fxroute")),)
PEER = (sys.executable, "-c", "import networkx")
ROUTE = ("route", "CNY", "SAR", "2000000", "--debtor-agent", "BKCHCNBJ500", "--creditor-agent", "RIBLSARI")
START = ("--at", "2026-11-24T09:30+08:00")

PROGRAMS = {"route": (*FXROUTE, *ROUTE, *START), "help": (*FXROUTE, "--help")}
"""What is run, by name; `route` answers the case with the snapshot of the data kept from the run before."""


@dataclass(frozen=True, slots=True)
class ProgramFigures:
    """One program: median milliseconds, and the same over those of the peer."""

    program: str
    median: float
    peer_median: float
    ratio: float


def measure_programs(rounds: int, programs: Sequence[str] = tuple(PROGRAMS)) -> tuple[ProgramFigures, ...]:
    """Run every program and the peer in turn, so that all meet the same weather; one round before is not counted."""
    commands = {"peer": PEER, **{name: PROGRAMS[name] for name in programs}}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = run_milliseconds(command)
            if number:
                times[name].append(taken)
    peer = median(times["peer"])
    return tuple(ProgramFigures(name, median(times[name]), peer, median(times[name]) / peer) for name in programs)
