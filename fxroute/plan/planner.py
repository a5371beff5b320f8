"""The planner: from a payment to the ways worth considering, with what they rest on and what was left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from fxroute.compliance.checklist import Checklist, checklist_of
from fxroute.compliance.dossier import Dossier
from fxroute.compliance.permission import Forbidden, MoveKey, Permissions, RulePermission
from fxroute.compliance.rule import StartsAt
from fxroute.compliance.rule_base import RuleBase
from fxroute.errors import UsageError
from fxroute.model import (
    Bounds,
    Confidence,
    Finding,
    Opening,
    Payment,
    Permission,
    Reason,
    Route,
    RuledOut,
    Side,
)
from fxroute.model.overlay import Overlay
from fxroute.network import Network
from fxroute.network.overlay import with_changes as with_network_changes
from fxroute.network.windows import HORIZON_DAYS
from fxroute.plan.answer import Ground, Inputs, Plan, Window
from fxroute.plan.changes import network_changes, with_changes
from fxroute.plan.checked import Case, Examined, blocks_of, blocks_on
from fxroute.plan.circle import refuse_circle
from fxroute.plan.gaps import find_gaps
from fxroute.plan.laying import changes_rates, laid_over
from fxroute.plan.legs import LegMaker
from fxroute.plan.next_best import next_best
from fxroute.plan.open_hours import OpenHours, open_hours
from fxroute.plan.ordering import parse_percent, placed
from fxroute.plan.rehearse import RunSheet, rehearsed
from fxroute.plan.routes import RouteMaker
from fxroute.plan.why_not import WhyNot
from fxroute.plan.why_not_via import why_not_through
from fxroute.rates import RateTable
from fxroute.search import Option, Searcher, SearchResult

__all__ = ["Planner"]

_VERSION = "0.1.0"
_SEARCHERS_KEPT = 4


class Planner:
    """Plans payments over one network and one rate table.

    The rate table may hold a history: each question sees the newest quotes at its instant. Nothing is read or
    written, and no clock is asked; equal questions give equal answers.
    """

    def __init__(
        self,
        *,
        network: Network,
        rates: RateTable,
        rules: RuleBase | None = None,
        permission: Permission | None = None,
        overlays: tuple[Overlay, ...] = (),
        taken_out: frozenset[str] = frozenset(),
    ) -> None:
        """Keep the parts; compile on the first question. `overlays` are those that network and rates hold already.

        `taken_out` are ids and BICs of the institutions that they took out.
        """
        self.network = network
        self.rates = rates
        self.rules = rules or RuleBase()
        self.permission = permission
        self.overlays = overlays
        self._taken_out = taken_out
        self._searchers: dict[tuple[str, ...], Searcher] = {}

    def with_overlays(self, *overlays: Overlay) -> "Planner":
        """Return a planner over this one's network and rates with overlays laid over them, the later above.

        Nothing is read or copied; this planner stays as it is.

        Raises:
            UnknownInstitution: an overlay names what is not there.
            UsageError: a change that cannot be made.
            InvalidValue: a value that is refused; or several faults of several kinds, all told.
        """
        network, rates = laid_over(self.network, self.rates, overlays)
        units = [unit for unit in self.network.institutions.values() if unit.id not in network.institutions]
        return Planner(
            network=network,
            rates=rates,
            rules=self.rules,
            permission=self.permission,
            overlays=(*self.overlays, *overlays),
            taken_out=self._taken_out.union(*((unit.id, unit.bic) for unit in units)),
        )

    def plan(
        self,
        payment: Payment,
        bounds: Bounds | None = None,
        *,
        ordering: str = "delivered",
        carry_rate_percent: str = "0",
        with_alternatives: bool = True,
        with_why_not: bool = False,
        why_not_via: Sequence[str] = (),
        dossier: Dossier | None = None,
        law_day: date | None = None,
        known_on: date | None = None,
    ) -> Plan:
        """Return all ways worth considering.

        Args:
            payment: what is to be paid.
            bounds: limits on the routes; none when left out.
            ordering: `delivered`, `fastest`, `fewest` or `all_in`.
            carry_rate_percent: yearly rate for `all_in`, as text.
            with_alternatives: also look for the next-best ways without what the front rests on.
            with_why_not: also say what fell out beside the routes; where there is none, the reasons always stand.
            why_not_via: institutions and payment systems of which to say why no route passes them.
            dossier: what is on the table beside the question; nothing is when left out.
            law_day: the day whose law counts; the day on which the debtor pays when left out.
            known_on: the day whose knowledge of the law counts; all that is known when left out.

        Raises:
            UnknownInstitution: an agent or a bound names nobody in the network.
            ContradictoryRate: rates by which money could be made in a circle.
            UsageError: an ordering of another name; or an overlay took out an agent of the payment.
            InvalidValue: a carry rate that is no per cent a year from 0 to 1000.
        """
        carry = parse_percent(carry_rate_percent, where="carry_rate_percent")
        limits = self._limits(bounds)
        asked = self._resolved(payment)
        case = self._case(asked, dossier, law_day, known_on)
        allowed = self._allowed(case, limits)
        searcher, result, routes = allowed.searcher, allowed.result, [route for route, _ in allowed.found]
        others, labels = self._next_best(case, allowed, limits) if with_alternatives else ([], 0)
        alternatives = [route for route, _ in others]
        places = [self.network.get_passage(name, where="why_not_via").id for name in why_not_via]
        out = (*self._forbidden(case, result), *allowed.ruled_out)
        if not routes and not allowed.ruled_out:
            out = (*out, *find_gaps(searcher, asked, limits, result))
        elif with_why_not and result.complete:
            why_not = WhyNot(searcher, asked, limits, result, labels_left=result.labels + labels)
            out = (*out, *why_not.found())
            labels += why_not.labels
        out = (*out, *(one for place in places for one in why_not_through(searcher, asked, limits, result, place)))
        ordered = placed(
            routes, alternatives, asked, ordering=ordering, carry_rate_percent=carry, is_complete=result.complete
        )
        return Plan(
            payment=asked,
            bounds=limits,
            ordering=ordering,
            complete=result.complete,
            why_incomplete=result.why_incomplete,
            routes=ordered,
            alternatives=tuple(alternatives),
            ruled_out=tuple(dict.fromkeys(out)),
            inputs=self.inputs(asked),
            labels=result.labels + labels,
            findings=allowed.blocks if not ordered else (),
            carry_rate_percent=format(carry, "f"),
            ground=Ground(self.network, self.rates, self.rules),
        )

    def check(
        self,
        payment: Payment,
        dossier: Dossier | None = None,
        *,
        bounds: Bounds | None = None,
        route: Route | None = None,
        law_day: date | None = None,
        known_on: date | None = None,
        with_not_applicable: bool = False,
    ) -> tuple[Finding, ...]:
        """Return what the rules say of a payment: on a route, else on the best there is, blocked or not.

        Where there is no way at all, both agents and the currencies still decide what is asked for.

        Args:
            payment: what is to be paid.
            dossier: what is on the table; nothing is when left out.
            bounds: limits on the best route; none when left out.
            route: a way for this payment.
            law_day: the day whose law counts; the day on which the debtor pays when left out.
            known_on: the day whose knowledge of the law counts; all that is known when left out.
            with_not_applicable: also say of every other rule in force that it does not apply.

        Raises:
            UnknownInstitution: an agent names nobody in the network.
            InvalidValue: the purpose is not in the rule base.
        """
        case, way = self.case(payment, dossier, bounds=bounds, route=route, law_day=law_day, known_on=known_on)
        return case.findings(case.facts(way), with_not_applicable=with_not_applicable)

    def case(
        self,
        payment: Payment,
        dossier: Dossier | None = None,
        *,
        bounds: Bounds | None = None,
        route: Route | None = None,
        law_day: date | None = None,
        known_on: date | None = None,
    ) -> tuple[Case, Route | None]:
        """Return a payment as the rules see it, and the way that they look at; see `check`."""
        asked = self._resolved(payment)
        case = self._case(asked, dossier, law_day, known_on)
        if route is not None:
            return case, route
        result = self._search(self._searcher(case), asked, self._limits(bounds))
        return case, next(iter(self._routes(self._maker(asked, result), result)), None)

    def requirements(
        self,
        payment: Payment,
        dossier: Dossier | None = None,
        *,
        bounds: Bounds | None = None,
        route: Route | None = None,
        law_day: date | None = None,
        known_on: date | None = None,
    ) -> Checklist:
        """Return everything that the rules ask for, in order, and how each item stands; see `check`."""
        findings = self.check(payment, dossier, bounds=bounds, route=route, law_day=law_day, known_on=known_on)
        return checklist_of(findings, self.rules)

    def rehearse(
        self,
        payment: Payment,
        bounds: Bounds | None = None,
        *,
        route_id: str = "",
        dossier: Dossier | None = None,
        law_day: date | None = None,
        known_on: date | None = None,
        events: Mapping[StartsAt, date] = MappingProxyType({}),
    ) -> RunSheet:
        """Return the run sheet of a route: every handling step, who does it, by when, and what a miss costs.

        Args:
            payment: what is to be paid.
            bounds: limits on the routes; none when left out.
            route_id: which route of the answer; the one that delivers most when left out.
            dossier: what is on the table; nothing is when left out.
            law_day: the day whose law counts; the day on which the debtor pays when left out.
            known_on: the day whose knowledge of the law counts; all that is known when left out.
            events: days from which service levels count, of a request or an approval.

        Raises:
            UsageError: there is no route, or none of that id.
            UnknownInstitution: an agent or a bound names nobody in the network.
        """
        limits = self._limits(bounds)
        case = self._case(self._resolved(payment), dossier, law_day, known_on)
        allowed = self._allowed(case, limits)
        others, _ = self._next_best(case, allowed, limits)
        return rehearsed(case, [*allowed.found, *others], route_id, events)

    def opened(
        self, payment: Payment, opening: Opening, bounds: Bounds | None = None
    ) -> tuple["Planner", Payment, Bounds]:
        """Return the question with an opening made: the planner to ask, the payment and its bounds.

        Accounts and desks that an opening adds are believed like official records.

        Raises:
            UsageError: the opening wants a fact or a price, which nobody but the reader can supply.
        """
        asked, limits = with_changes(self._resolved(payment), self._limits(bounds), opening.changes)
        changes = network_changes(opening.changes)
        if not changes:
            return self, asked, limits
        network = with_network_changes(self.network, changes, source="opening", confidence=Confidence.HIGH)
        return (
            Planner(
                network=network,
                rates=self.rates,
                rules=self.rules,
                permission=self.permission,
                overlays=self.overlays,
                taken_out=self._taken_out,
            ),
            asked,
            limits,
        )

    def inputs(self, payment: Payment) -> Inputs:
        """Return from what a payment is planned: hashes, the newest quote at its instant, and the version."""
        view = self.rates.as_of(payment.instant)
        newest = max((quote.quoted_at for quote in view.quotes), default=None)
        return Inputs(self.network.sha256, view.sha256, newest, _VERSION, self.overlays, self.rules.sha256)

    def hours(self, route: Route) -> tuple[OpenHours, ...]:
        """Return when the service of each leg of a route is open, around the time that the route takes."""
        return open_hours(route, self.network)

    def departures(self, payment: Payment, until: datetime, bounds: Bounds | None = None) -> Iterator[Window]:
        """Yield, from `payment.at` until `until`, each stretch of starts with one and the same front.

        Within a stretch every route of the front still arrives when it says, and rates and records are the same, so
        nothing better can appear and nothing on the front gets worse. What a rule blocks with nothing on the table is
        left out, by the law of each start.

        Raises:
            UnknownInstitution: an agent or a bound names nobody in the network.
            ContradictoryRate: at some start of the stretch, rates by which money could be made in a circle.
        """
        limits = self._limits(bounds)
        asked = self._resolved(payment)
        start = asked.at
        held: Window | None = None
        while start is not None and start <= until:
            window = self._window(asked.with_instant(start), until, limits)
            if held is not None and held.is_same_front(window):
                held = replace(held, last=window.last)
            else:
                if held is not None:
                    yield held
                held = window
            start = window.last + timedelta(minutes=1)
        if held is not None:
            yield held

    def _window(self, moment: Payment, until: datetime, limits: Bounds) -> Window:
        start = moment.instant
        allowed = self._allowed(self._case(moment, None, None, None), limits)
        result, maker = allowed.result, self._maker(moment, allowed.result)
        # Days of validity, and the horizon of the search, go by the UTC date of the start.
        ends = [until, start.replace(hour=23, minute=59)]
        ends += [quote.quoted_at - timedelta(minutes=1) for quote in self.rates.quotes if quote.quoted_at > start]
        ends += [maker.latest_start(option) for option in result.options]
        ordered = placed(
            [route for route, _ in allowed.found],
            (),
            moment,
            ordering="delivered",
            carry_rate_percent=Decimal(0),
            is_complete=result.complete,
        )
        return Window(start, max(min(ends), start), ordered, result.complete, result.why_incomplete)

    # Parts

    def _search(self, searcher: Searcher, payment: Payment, limits: Bounds) -> SearchResult:
        """Search, unless rates contradict one another and several conversions are allowed to profit from it."""
        layout = searcher.layout(payment, limits)
        is_forward = payment.side is Side.SEND
        is_open = limits.conversions_max is None or limits.conversions_max > 1
        if is_open and layout.gains_without_end(is_forward=is_forward):
            refuse_circle(layout, self.rates.quotes, is_changed=changes_rates(self.overlays))
        return searcher.search(payment, limits)

    def _routes(self, maker: RouteMaker, result: SearchResult) -> list[Route]:
        tied = maker.tied(result.options)
        routes = [maker.route(option) for option in result.options]
        return [replace(route, tied=True) if route.id in tied else route for route in routes]

    def _resolved(self, payment: Payment) -> Payment:
        debtor_agent = self._agent(payment.debtor_agent, "debtor_agent")
        creditor_agent = self._agent(payment.creditor_agent, "creditor_agent")
        return replace(payment, debtor_agent=debtor_agent, creditor_agent=creditor_agent)

    def _agent(self, name: str, where: str) -> str:
        """Return the id of an agent; one that an overlay took out is not taken for a slip of the pen."""
        if name in self._taken_out and name not in self.network.institutions:
            names = ", ".join(overlay.name for overlay in self.overlays)
            raise UsageError(
                what=f"{name} is out with {names!r}, and it is an agent of the payment itself",
                where=where,
                mend="take out somebody between the two agents, and no head office of theirs",
            )
        return self.network.get_institution(name, where=where).id

    def _limits(self, bounds: Bounds | None) -> Bounds:
        """Return the bounds with institutions named by BIC under their ids."""
        limits = bounds or Bounds()
        return replace(
            limits,
            avoid=frozenset(self.network.get_record(name, where="avoid").id for name in sorted(limits.avoid)),
            via=frozenset(self.network.get_passage(name, where="via").id for name in sorted(limits.via)),
        )

    def _searcher(self, case: Case) -> Searcher:
        view = self.rates.as_of(case.payment.instant)
        by_rule = RulePermission(self.rules, self.network, view, case.day, case.known_on)
        key = (*(quote.id for quote in view.quotes), "", *by_rule.key)
        if key not in self._searchers:
            if len(self._searchers) >= _SEARCHERS_KEPT:
                self._searchers.pop(next(iter(self._searchers)))
            parts = [part for part in (self.permission, by_rule if by_rule.standing else None) if part is not None]
            self._searchers[key] = Searcher(self.network, view, Permissions(*parts) if parts else None)
        return self._searchers[key]

    def _case(self, payment: Payment, dossier: Dossier | None, law_day: date | None, known_on: date | None) -> Case:
        """Return the payment before the rules; without any rules a purpose may be any word."""
        return Case(
            payment=payment,
            rules=self.rules,
            network=self.network,
            rates=self.rates.as_of(payment.instant),
            purpose=self.rules.get_purpose(payment.purpose) if self.rules.purposes else None,
            dossier=dossier or Dossier(),
            law_day=law_day,
            known_on=known_on,
        )

    def _allowed(self, case: Case, limits: Bounds) -> "_Allowed":
        """Search, check what is found, and search again without what a rule blocks, until nothing found is blocked."""
        start = searcher = self._searcher(case)
        result, examined = self._examined(case, searcher, limits)
        blocked = list(examined.blocked)
        moves: frozenset[MoveKey] = frozenset()
        while examined.blocked and not examined.is_stopped and not examined.moves() <= moves:
            moves |= examined.moves()
            parts = (start.permission, Forbidden(moves))
            searcher = start.with_permission(Permissions(*(part for part in parts if part is not None)))
            result, examined = self._examined(case, searcher, limits)
            blocked.extend(examined.blocked)
        if examined.is_stopped:
            examined = replace(examined, open_routes=())
        blocks = tuple(dict.fromkeys(finding for route in blocked for finding in blocks_on(route)))
        return _Allowed(searcher, result, examined.open_routes, blocks, blocks_of(blocked))

    def _examined(self, case: Case, searcher: Searcher, limits: Bounds) -> tuple[SearchResult, Examined]:
        result = self._search(searcher, case.payment, limits)
        routes = self._routes(self._maker(case.payment, result), result)
        return result, case.examine(zip(routes, result.options, strict=True))

    def _forbidden(self, case: Case, result: SearchResult) -> tuple[RuledOut, ...]:
        """Say which systems a rule keeps whom from using: moves that the search was told to leave out."""
        by_rule = RulePermission(self.rules, self.network, case.rates, case.day, case.known_on)
        found = {}
        for move in result.layout.forbidden:
            number = by_rule.rule_against(move.from_id, move.to_id, move.currency, move.via) if move.via else ""
            if number:
                unit = move.to_id if move.from_id == move.via else move.from_id
                country = self.network.institutions[unit].country
                found[move.via, country] = RuledOut(
                    option=f"{move.via} for institutions in {country}",
                    reason=Reason.RULE_BLOCKED,
                    where=number,
                    limit=str(self.rules.get_rule(number).citation),
                    value=country,
                )
        return tuple(found[key] for key in sorted(found))

    def _next_best(self, case: Case, allowed: "_Allowed", limits: Bounds) -> tuple[list[tuple[Route, Option]], int]:
        def found(bounds: Bounds) -> tuple[SearchResult, RouteMaker]:
            result = allowed.searcher.search(case.payment, bounds)
            return result, self._maker(case.payment, result)

        left = limits.labels_max - allowed.result.labels if allowed.result.complete else 0
        return next_best(case, found, limits, [route for route, _ in allowed.found], labels_left=left)

    def _maker(self, payment: Payment, result: SearchResult) -> RouteMaker:
        quotes = {quote.id: quote.provenance.confidence for quote in self.rates.quotes}
        last_day = payment.instant.toordinal() + HORIZON_DAYS
        return RouteMaker(LegMaker(result.layout.graph.terms, payment), quotes, last_day)


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What a search gave once nothing in it is blocked, with what rules blocked on the way there."""

    searcher: Searcher
    result: SearchResult
    found: tuple[tuple[Route, Option], ...]
    blocks: tuple[Finding, ...]
    ruled_out: tuple[RuledOut, ...]
