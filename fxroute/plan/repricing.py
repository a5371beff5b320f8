"""Repricing: what the moves of a route would debit or deliver if charges lay elsewhere in their bands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fxroute.model import ChargeFunction, Side, Taken
from fxroute.plan.legs import LegMaker
from fxroute.search import Step

__all__ = ["Levels", "Origin", "Repricing"]

Origin = tuple[str, str]
"""Tariff and agent of a charge."""

Levels = Callable[[Origin], str]
"""The level of each charge in its band: `low`, `likely` or `high`."""

_LEVELS = ("low", "likely", "high")
_ROUNDS_MAX = 100


@dataclass(frozen=True, slots=True)
class Repricing:
    """Reprices steps under the terms of one payment; all amounts are minor units."""

    maker: LegMaker

    def delivered_minor(self, steps: Sequence[Step], levels: Levels) -> int:
        """Return what arrives of the amount sent; below zero where charges eat it."""
        amount = steps[0].debited_minor
        for step in steps:
            if step.edge.conversion is not None:
                amount = step.edge.net(amount)
            else:
                amount -= self._charged(step, amount, levels, Taken.DEDUCTED)
        return amount

    def debit_minor(self, steps: Sequence[Step], levels: Levels) -> int:
        """Return the total debit for the amount that enters the first leg."""
        return self._with_on_top(steps[0], steps[0].debited_minor, levels)

    def needed_minor(self, steps: Sequence[Step], levels: Levels) -> int:
        """Return the total debit that delivers the amount received."""
        amount = steps[-1].credited_minor
        for step in reversed(steps):
            if step.edge.conversion is not None:
                ratio = step.edge.conversion
                amount = -(-amount * ratio.denominator // ratio.numerator)
                continue
            wanted = amount
            for _ in range(_ROUNDS_MAX):
                needed = wanted + self._charged(step, amount, levels, Taken.DEDUCTED)
                if needed == amount:
                    break
                amount = needed
        return self._with_on_top(steps[0], amount, levels)

    def may_fall_behind(self, steps: Sequence[Step], others: Sequence[Step]) -> bool:
        """Tell whether a way could lose its lead over another inside the bands of charges that only one of them pays.

        What the same agent takes under the same tariff on both moves both alike, wherever in its band it lies.
        """
        shared = self._origins(steps) & self._origins(others)
        return any(
            self._goodness(steps, _mixed(shared, level, "high")) <= self._goodness(others, _mixed(shared, level, "low"))
            for level in _LEVELS
        )

    def _goodness(self, steps: Sequence[Step], levels: Levels) -> int:
        if self.maker.payment.side is Side.SEND:
            return self.delivered_minor(steps, levels)
        return -self.needed_minor(steps, levels)

    def _origins(self, steps: Sequence[Step]) -> set[Origin]:
        return {self._origin(step, function) for step in steps for function, _ in self.maker.charged(step)}

    def _origin(self, step: Step, function: ChargeFunction) -> Origin:
        return self.maker.tariff_of(step.edge.move, function).id, step.edge.move.charge_agent

    def _with_on_top(self, step: Step, amount: int, levels: Levels) -> int:
        return amount + self._charged(step, amount, levels, Taken.ON_TOP)

    def _charged(self, step: Step, amount: int, levels: Levels, taken: Taken) -> int:
        move = step.edge.move
        return sum(
            self.maker.charge_minor(
                move, self.maker.tariff_of(move, function), amount, levels(self._origin(step, function))
            )
            for function, how in self.maker.charged(step)
            if how is taken
        )


def _mixed(shared: set[Origin], level: str, other_level: str) -> Levels:
    return lambda origin: level if origin in shared else other_level
