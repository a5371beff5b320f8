"""Routes as the rules see them: findings on each, and what a block stops."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fxroute.compliance.check import check
from fxroute.compliance.dossier import Dossier
from fxroute.compliance.facts import Facts
from fxroute.compliance.permission import MoveKey
from fxroute.compliance.profile import facts_between, facts_of, paying_day
from fxroute.compliance.purpose import Purpose
from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Finding, Leg, LegKind, Payment, RateSource, Reason, Route, RuledOut, Scope, Verdict
from fxroute.network import Network
from fxroute.search import Option

__all__ = ["Case", "Examined", "blocks_of", "blocks_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A payment before the rules: its dossier, the day whose law counts, and the day whose knowledge of it."""

    payment: Payment
    rules: RuleBase
    network: Network
    rates: RateSource
    purpose: Purpose | None
    dossier: Dossier
    law_day: date | None
    known_on: date | None

    @property
    def day(self) -> date:
        """The day whose law counts before any way is known."""
        return self.law_day or paying_day(self.payment, self.network)

    def facts(self, route: Route | None) -> Facts:
        """Return what the rules see of the payment on a route; between both agents alone where there is none."""
        if route is None:
            return facts_between(
                self.payment,
                network=self.network,
                rates=self.rates,
                day=self.day,
                purpose=self.purpose,
                dossier=self.dossier,
            )
        return facts_of(
            self.payment,
            route,
            network=self.network,
            rates=self.rates,
            purpose=self.purpose,
            dossier=self.dossier,
            day=self.law_day,
        )

    def findings(self, facts: Facts, *, with_not_applicable: bool = False) -> tuple[Finding, ...]:
        """Return what the rules say."""
        return check(self.rules, facts, known_on=self.known_on, with_not_applicable=with_not_applicable)

    def examine(self, found: Iterable[tuple[Route, Option]]) -> "Examined":
        """Put findings on routes and tell which of them are blocked."""
        checked = [(replace(route, findings=self.findings(self.facts(route))), option) for route, option in found]
        return Examined(
            open_routes=tuple(pair for pair in checked if pair[0].verdict is not Verdict.BLOCKED),
            blocked=tuple(route for route, _ in checked if route.verdict is Verdict.BLOCKED),
        )


@dataclass(frozen=True, slots=True)
class Examined:
    """Routes with their findings: those that may be taken, as the search found them, and those that a rule blocks."""

    open_routes: tuple[tuple[Route, Option], ...]
    blocked: tuple[Route, ...]

    @property
    def is_stopped(self) -> bool:
        """Tell whether a block is of the payment or of a party: that is never gone round."""
        return any(finding.scope is not Scope.ROUTE for route in self.blocked for finding in blocks_on(route))

    def moves(self) -> frozenset[MoveKey]:
        """Return the moves that a way must leave out to be freer; nothing where none would be."""
        return frozenset(
            _move(leg)
            for route in self.blocked
            for finding in blocks_on(route)
            for leg in route.legs
            if leg.n == finding.leg and leg.kind not in (LegKind.DEBIT, LegKind.CREDIT)
        )


def blocks_of(routes: Sequence[Route]) -> tuple[RuledOut, ...]:
    """Return what blocks routes: once for each rule and what it blocks."""
    found = [_ruled_out(finding, route) for route in routes for finding in blocks_on(route)]
    return tuple(dict.fromkeys(found))


def blocks_on(route: Route) -> list[Finding]:
    """Return the findings that block a route."""
    return [finding for finding in route.findings if finding.verdict is Verdict.BLOCKED]


def _ruled_out(finding: Finding, route: Route) -> RuledOut:
    details = "; ".join(text for _, text in finding.details)
    return RuledOut(
        option=_option(finding, route),
        reason=Reason.RULE_BLOCKED,
        where=finding.rule,
        limit=finding.citation,
        value=details or ", ".join(finding.missing),
    )


def _option(finding: Finding, route: Route) -> str:
    if finding.scope is Scope.ROUTE:
        leg = next((leg for leg in route.legs if leg.n == finding.leg), None)
        return "the way" if leg is None else leg.via or f"{leg.from_id} to {leg.to_id}"
    if finding.scope is Scope.PARTY:
        # Who it is stands in the details: either side, an owner, an agent or a vessel.
        return "a party of the payment"
    return "the payment"


def _move(leg: Leg) -> MoveKey:
    via = leg.via if leg.kind is LegKind.CLEARING else ""
    return leg.kind.value, leg.from_id, leg.to_id, str(leg.debited.currency.code), via
