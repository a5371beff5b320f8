"""Stop-watches: a call measured several times, and a program measured from its start to its end."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles

__all__ = ["milliseconds", "ninth_decile", "run_milliseconds"]

SLOW_MILLISECONDS = 300


def milliseconds(call: Callable[[], object], repeats: int) -> float:
    """Return the median time of a call, in milliseconds, after one call that is not counted."""
    is_slow = _once(call) > SLOW_MILLISECONDS
    return median(_once(call) for _ in range(1 if is_slow else repeats))


def _once(call: Callable[[], object]) -> float:
    start = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - start) / 1e6


def ninth_decile(values: Sequence[float]) -> float:
    """Return the value that nine in ten do not pass."""
    return values[0] if len(values) == 1 else quantiles(values, n=10, method="inclusive")[-1]


def run_milliseconds(command: Sequence[str]) -> float:
    """Return how long a program takes from start to end, in milliseconds.

    Raises:
        subprocess.CalledProcessError: it failed, and what it took says nothing.
    """
    start = time.perf_counter_ns()
    environment = os.environ | {"NO_COLOR": "1", "TERM": "dumb"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return (time.perf_counter_ns() - start) / 1e6
