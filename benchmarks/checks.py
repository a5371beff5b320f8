"""The rule base before one route of four legs, beside a fixed loop; plans with and without rules; rules read anew.

The loop stands for the machine: plain Python that looks up, multiplies and adds, about a millisecond on the one of
which the figures of the issue speak, so that a ratio of two is a check of about two milliseconds there.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from benchmarks.clock import milliseconds
from benchmarks.questions import CASE, Ground
from benchmarks.searches import LABELS_MAX
from fxroute.compliance.check import check
from fxroute.compliance.dossier import Dossier
from fxroute.compliance.profile import facts_of
from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Bounds, Payment
from fxroute.plan import Planner
from fxroute.sources import load_rules

__all__ = ["FOUR_LEGS", "STRAIGHT", "CheckFigures", "loop", "measure_checks"]

FOUR_LEGS = replace(CASE, debtor_agent="BKCHCNBJ", purpose="office_rent")
"""The case from the head office: debit, conversion, account in Riyadh, credit."""

STRAIGHT = Bounds(conversions_max=1, intermediaries_max=0)
"""Bounds that leave it these four legs."""

ROUNDS = 12_000


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Milliseconds: a check of all rules, the fixed loop, plans without and with rules, rules read and from a snapshot.

    `ratio` is the check over the loop, `plan_ratio` the median plan with rules over the median without.
    """

    rules: int
    legs: int
    findings: int
    check: float
    loop: float
    ratio: float
    questions: int
    bare_median: float
    ruled_median: float
    plan_ratio: float
    read: float
    snapshot: float

    def lines(self) -> list[str]:
        """Return the figures as lines of the table."""
        return [
            "rules, ms         check    loop  ratio  plan bare  plan ruled  ratio  read  snapshot",
            (
                f"{self.rules} on {self.legs} legs".ljust(15)
                + f"{self.check:8.2f}{self.loop:8.2f}{self.ratio:7.2f}{self.bare_median:11.1f}{self.ruled_median:12.1f}"
                f"{self.plan_ratio:7.2f}{self.read:6.0f}{self.snapshot:10.1f}"
            ),
        ]


def loop(rounds: int = ROUNDS) -> int:
    """Return what the fixed loop makes: the same number for the same rounds."""
    weights = {place: place * 7 % 11 for place in range(64)}
    total = 0
    for place in range(rounds):
        total = (total + weights[place & 63] * place) % 1_000_003
    return total


def measure_checks(ground: Ground, payments: Sequence[Payment], *, repeats: int = 5) -> CheckFigures:
    """Check one route, plan every payment with rules and without, and read the rules, warm and cold."""
    rules = load_rules()
    bare, ruled = (Planner(network=ground.network, rates=ground.rates, rules=one) for one in (RuleBase(), rules))
    route = ruled.plan(FOUR_LEGS, STRAIGHT, with_alternatives=False).routes[0]
    facts = facts_of(
        FOUR_LEGS,
        route,
        network=ground.network,
        rates=ground.rates,
        purpose=rules.get_purpose(FOUR_LEGS.purpose),
        dossier=Dossier(),
    )
    taken, fixed = _in_turn(lambda: check(rules, facts), loop, repeats)
    bounds = Bounds(labels_max=LABELS_MAX)
    times = [_in_turn(partial(bare.plan, one, bounds), partial(ruled.plan, one, bounds), 1) for one in payments]
    bare_median, ruled_median = median(less for less, _ in times), median(more for _, more in times)
    read, snapshot = _reading(repeats)
    return CheckFigures(
        rules=len(rules.rules),
        legs=len(route.legs),
        findings=len(route.findings),
        check=taken,
        loop=fixed,
        ratio=taken / fixed,
        questions=len(payments),
        bare_median=bare_median,
        ruled_median=ruled_median,
        plan_ratio=ruled_median / bare_median,
        read=read,
        snapshot=snapshot,
    )


def _in_turn(call: Callable[[], object], peer: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Return the least milliseconds of both, measured in turn: what else runs on the machine only adds."""
    pairs = [(milliseconds(call, repeats), milliseconds(peer, repeats)) for _ in range(2 * repeats)]
    return min(mine for mine, _ in pairs), min(other for _, other in pairs)


def _reading(repeats: int) -> tuple[float, float]:
    """Return the milliseconds of reading the rule files without a snapshot, and with the one that this leaves."""
    held = dict(os.environ)
    try:
        with TemporaryDirectory() as folder:
            os.environ["FXROUTE_CACHE"] = folder
            return _emptied(folder), milliseconds(load_rules, repeats)
    finally:
        os.environ.clear()
        os.environ.update(held)


def _emptied(folder: str) -> float:
    """Return the milliseconds of a reading that finds its folder empty, schemas imported before."""
    load_rules()
    for snapshot in Path(folder).iterdir():
        snapshot.unlink()
    start = perf_counter_ns()
    load_rules()
    return (perf_counter_ns() - start) / 1e6
