"""Which law counts, as known when, and whether everybody is screened: what `check`, `plan` and `rehearse` share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

import click

from fxroute.cli.choice import day, now
from fxroute.errors import InvalidValue

if TYPE_CHECKING:
    # As in options.
    from fxroute.compliance.dossier import Dossier
    from fxroute.compliance.rule_base import RuleBase
    from fxroute.model import Bounds, Institution, Payment
    from fxroute.plan import Plan, Planner

__all__ = ["Law", "law_options"]

_Answer = TypeVar("_Answer")
_Command = Callable[..., _Answer]


@dataclass(frozen=True, slots=True)
class Law:
    """The day whose law counts and the day whose knowledge of it does, `None` where none was given."""

    on: date | None
    known_on: date | None
    is_screened: bool

    def told(self) -> dict[str, object]:
        """Return both days for an answer in JSON."""
        return {
            "law_day": None if self.on is None else self.on.isoformat(),
            "known_on": None if self.known_on is None else self.known_on.isoformat(),
        }

    def check(self, rules: "RuleBase") -> None:
        """Refuse a day before any rule was known: nothing would be asked for, which reads as a pass.

        Raises:
            InvalidValue: the rule base has rules, and none of them was known on the day.
        """
        first = min((rule.provenance.as_of for rule in rules.rules), default=None)
        if first is not None and self.known_on is not None and self.known_on < first:
            raise InvalidValue(
                what=f"no rule was known on {self.known_on}: the first became known on {first}",
                where="--known-on",
                mend=f"give {first} or a later day",
            )

    def dossier(self, planner: "Planner", payment: "Payment", bounds: "Bounds", dossier: "Dossier") -> "Dossier":
        """Return the dossier, with a screening of today of everybody on the routes of the payment where that was asked.

        Raises:
            DataFileError: no list is kept.
            InvalidValue: no rule was known on the day of knowledge.
        """
        self.check(planner.rules)
        if not self.is_screened:
            return dossier
        plan = planner.plan(
            payment, bounds, with_alternatives=False, dossier=dossier, law_day=self.on, known_on=self.known_on
        )
        return _screened(dossier, plan.payment, _units(planner, plan), now().date())


def law_options(command: _Command[_Answer]) -> _Command[_Answer]:
    """Add the days of the law and of its knowledge, and the screening; the command receives `law`."""

    @click.option("--on", "on_text", metavar="DAY", help="Day whose law counts, instead of the day of the payment.")
    @click.option("--known-on", "known_on_text", metavar="DAY", help="Leave out what became known after this day.")
    @click.option("--screen", "is_screened", is_flag=True,
                  help="Screen everybody of the payment against the sanctions lists that are kept.")  # fmt: skip
    @wraps(command)
    def wrapped(
        *positional: object, on_text: str | None, known_on_text: str | None, is_screened: bool, **named: object
    ) -> _Answer:
        law = Law(day(on_text, where="--on"), day(known_on_text, where="--known-on"), is_screened)
        return command(*positional, law=law, **named)

    return wrapped


def _units(planner: "Planner", plan: "Plan") -> "list[Institution]":
    """The institutions on the routes of a plan, both agents included."""
    names = {plan.payment.debtor_agent, plan.payment.creditor_agent}
    names.update(unit for route in plan.routes for leg in route.legs for unit in (leg.from_id, leg.to_id))
    return [planner.network.institutions[name] for name in sorted(names)]


def _screened(dossier: "Dossier", payment: "Payment", units: "list[Institution]", on: date) -> "Dossier":
    from fxroute.compliance.screening.subjects import subjects_of
    from fxroute.sources.lists import ListStore, load_screener

    subjects = subjects_of(payment, dossier, units)
    return replace(dossier, screening=load_screener(ListStore()).screen(subjects, day=on))
