"""Rehearsal: a payment on a route as a run sheet, actor by actor, with the latest time of every handling step.

The latest time of a step is the last minute at which it may begin so that the creditor is credited when the route
says; it is found by going back through the very windows that the route uses. What a miss costs is found by going on
from the minute after: through the next windows of the same route, and on the best other route that begins alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fxroute.compliance.checklist import Checklist, Entry, checklist_of
from fxroute.compliance.due import DatedTask
from fxroute.compliance.item import Provider
from fxroute.compliance.rule import StartsAt
from fxroute.errors import UsageError
from fxroute.model import Leg, LegKind, Money, Payment, Route, Side
from fxroute.network import Network
from fxroute.network.windows import EPOCH_DAY, HORIZON_DAYS, NEVER
from fxroute.plan.checked import Case
from fxroute.plan.duties import duties_of
from fxroute.plan.legs import instant_of
from fxroute.plan.timing import end_minute, latest_minutes
from fxroute.search import Option, Step

__all__ = ["Actor", "Fallback", "Missed", "RunSheet", "RunTask", "TaskKind", "rehearsed", "run_sheet"]


class Actor(StrEnum):
    """Who does a task. A bank abroad of the debtor agent's own house is a correspondent too: it books for itself."""

    COMPANY = "company"
    BRANCH = "branch"
    PROVINCIAL_BRANCH = "provincial_branch"
    HEAD_OFFICE = "head_office"
    CORRESPONDENT = "correspondent"
    CREDITOR_AGENT = "creditor_agent"


class TaskKind(StrEnum):
    """What is done: papers brought, papers checked, one leg of each kind, or a duty afterwards."""

    PREPARE = "prepare"
    CHECK = "check"
    DEBIT = "debit"
    BRANCH = "branch"
    BOOK_DRAW = "book_draw"
    BOOK_CREDIT = "book_credit"
    CLEARING = "clearing"
    CONVERSION = "conversion"
    CREDIT = "credit"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """Another route from the same point on: when it still credits, and what it loses against the first.

    `loss` is in the creditor's currency for a fixed amount sent (less is delivered), in the debtor's for a fixed
    receipt (more is debited); below zero where the other route is better.
    """

    route_id: str
    credited_at: datetime
    loss: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What happens when a step begins too late: the next opening, when the route credits then, and a way round.

    `opens_at` and `credited_at` are `None` where nothing opens within the horizon of the search.
    """

    opens_at: datetime | None
    credited_at: datetime | None
    fallback: Fallback | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTask:
    """One line of a run sheet.

    `unit` is the institution that acts, empty for the company. `latest_at` (UTC) is the last minute in which the task
    may begin, `None` for duties, which have `duty` with its day. `waits_for` are numbers of tasks before it. `entries`
    are the items that it needs or looks at.
    """

    n: int
    kind: TaskKind
    actor: Actor
    unit: str
    leg: int
    latest_at: datetime | None
    waits_for: tuple[int, ...]
    entries: tuple[Entry, ...]
    missed: Missed | None
    duty: DatedTask | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Numbers of the rules behind the task."""
        if self.duty is not None:
            return (self.duty.rule,)
        return tuple(dict.fromkeys(finding.rule for entry in self.entries for finding in entry.findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """A payment rehearsed on a route: tasks in the order in which they are done.

    `zones` are the time zones of the debtor's agent and of the creditor's.
    """

    payment: Payment
    route: Route
    tasks: tuple[RunTask, ...]
    checklist: Checklist
    zones: tuple[str, str]

    @property
    def duties(self) -> tuple[DatedTask, ...]:
        """Dated tasks after the payment, and service levels whose event is known, by day."""
        return tuple(task.duty for task in self.tasks if task.duty is not None)


def rehearsed(
    case: Case, found: Sequence[tuple[Route, Option]], route_id: str, events: Mapping[StartsAt, date]
) -> RunSheet:
    """Return the run sheet of one of the routes found, the first where no id is given.

    Raises:
        UsageError: there is no route, or none of that id.
    """
    chosen = next((pair for pair in found if not route_id or pair[0].id == route_id), None)
    if chosen is None:
        known = ", ".join(route.id for route, _ in found) or "there is no route at all: ask for a plan, which says why"
        raise UsageError(
            what=f"there is no route {route_id}" if route_id else "there is no route",
            where="route_id",
            mend=f"use one of {known}" if found else known,
        )
    route, option = chosen
    return run_sheet(
        option,
        route,
        others=found,
        payment=case.payment,
        network=case.network,
        checklist=checklist_of(route.findings, case.rules),
        duties=duties_of(case.payment, route, case.rules, case.network, events=events),
    )


def run_sheet(
    option: Option,
    route: Route,
    *,
    others: Sequence[tuple[Route, Option]],
    payment: Payment,
    network: Network,
    checklist: Checklist,
    duties: Sequence[DatedTask],
) -> RunSheet:
    """Return the run sheet of a route.

    Args:
        option: the route as the search found it.
        route: the same as a route, with its legs.
        others: other routes for the payment, for what to do after a miss.
        payment: what is paid.
        network: for the units of each house.
        checklist: the items, by leg.
        duties: what is due afterwards.
    """
    groups = _groups(option.steps)
    latest = latest_minutes(option.steps)
    first = latest[0]
    tasks = [
        _desk_task(1, TaskKind.PREPARE, first, _of(checklist, Provider.COMPANY, Provider.CREDITOR)),
        _desk_task(
            2, TaskKind.CHECK, first, _of(checklist, Provider.BRANCH), unit=payment.debtor_agent, waits_for=(1,)
        ),
    ]
    for leg, group in zip(route.legs, groups, strict=True):
        at = option.steps.index(group[0])
        tasks.append(
            RunTask(
                n=len(tasks) + 1,
                kind=TaskKind(leg.kind.value),
                actor=_actor(leg, route, payment, network),
                unit=leg.from_id,
                leg=leg.n,
                latest_at=instant_of(latest[at]),
                waits_for=(len(tasks),),
                entries=_on_leg(checklist, leg.n),
                missed=_missed(option.steps, at, ready=latest[at] + 1, route=route, others=others, payment=payment),
            )
        )
    last_leg = len(tasks)
    for duty in duties:
        actor = Actor(duty.provider.value) if duty.provider is not Provider.CREDITOR else Actor.COMPANY
        tasks.append(
            RunTask(
                n=len(tasks) + 1,
                kind=TaskKind.AFTER,
                actor=actor,
                unit="",
                leg=duty.leg,
                latest_at=None,
                waits_for=(last_leg,),
                entries=(),
                missed=None,
                duty=duty,
            )
        )
    zones = route.legs[0].from_zone, route.legs[-1].to_zone
    return RunSheet(payment=payment, route=route, tasks=tuple(tasks), checklist=checklist, zones=zones)


def _desk_task(
    n: int,
    kind: TaskKind,
    latest: int,
    entries: tuple[Entry, ...],
    *,
    unit: str = "",
    waits_for: tuple[int, ...] = (),
) -> RunTask:
    """A task at a desk before the money moves: it is late when the first leg is."""
    return RunTask(
        n=n,
        kind=kind,
        actor=Actor.BRANCH if unit else Actor.COMPANY,
        unit=unit,
        leg=0,
        latest_at=instant_of(latest),
        waits_for=waits_for,
        entries=entries,
        missed=None,
    )


def _of(checklist: Checklist, *providers: Provider) -> tuple[Entry, ...]:
    return tuple(entry for entry in checklist.before() if entry.item is not None and entry.item.provider in providers)


def _on_leg(checklist: Checklist, n: int) -> tuple[Entry, ...]:
    """What banks on the way look at: items that neither the company nor its branch brings."""
    desk = (Provider.COMPANY, Provider.CREDITOR, Provider.BRANCH)
    return tuple(
        entry
        for entry in checklist.before()
        if entry.leg == n and (entry.item is None or entry.item.provider not in desk)
    )


def _actor(leg: Leg, route: Route, payment: Payment, network: Network) -> Actor:
    """Who acts on a leg: the unit it starts from, by its place in the house of either agent."""
    unit = network.institutions[leg.from_id]
    if leg.kind is LegKind.DEBIT or unit.id == payment.debtor_agent:
        return Actor.BRANCH
    houses = [network.institutions[agent] for agent in (payment.debtor_agent, payment.creditor_agent)]
    debtor_house, creditor_house = houses
    if unit.legal_entity == debtor_house.legal_entity and unit.country == debtor_house.country:
        is_way_up = any(other.kind is LegKind.BRANCH and other.from_id == unit.id for other in route.legs)
        return Actor.PROVINCIAL_BRANCH if is_way_up else Actor.HEAD_OFFICE
    if unit.legal_entity == creditor_house.legal_entity and unit.country == creditor_house.country:
        return Actor.CREDITOR_AGENT
    return Actor.CORRESPONDENT


def _groups(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps of each leg: those that count no leg belong to the one before."""
    groups: list[list[Step]] = []
    for step in steps:
        if step.edge.legs or not groups:
            groups.append([step])
        else:
            groups[-1].append(step)
    return groups


def _missed(
    steps: Sequence[Step],
    at: int,
    *,
    ready: int,
    route: Route,
    others: Iterable[tuple[Route, Option]],
    payment: Payment,
) -> Missed:
    last_day = steps[0].ready_minute // 1440 + EPOCH_DAY + HORIZON_DAYS
    windows = steps[at].edge.windows
    used = None if windows is None else windows.taking(ready, last_day)
    ends = end_minute(steps[at:], ready, last_day)
    fallbacks = [
        Fallback(route_id=other.id, credited_at=instant_of(end), loss=_loss(route, other, payment))
        for other, its_option in others
        if other.id != route.id
        and _is_same_so_far(steps, its_option.steps, at)
        and (end := end_minute(its_option.steps[at:], ready, last_day)) < min(ends, NEVER)
    ]
    best = min(fallbacks, key=lambda one: (one.loss.amount, one.credited_at), default=None)
    return Missed(
        opens_at=None if used is None or ends >= NEVER else instant_of(max(used.opens, ready)),
        credited_at=None if ends >= NEVER else instant_of(ends),
        fallback=best,
    )


def _is_same_so_far(steps: Sequence[Step], others: Sequence[Step], at: int) -> bool:
    """Tell whether another route has the same moves before step `at`, and goes on.

    A desk's day of delivery is part of a move: what comes later is not there to go on with.
    """
    return len(others) > at and all(
        _key(mine) == _key(other) for mine, other in zip(steps[:at], others[:at], strict=True)
    )


def _key(step: Step) -> tuple[object, ...]:
    move = step.edge.move
    return move.kind, move.from_id, move.to_id, move.currency, move.place, move.via, move.desk, move.pair, move.lag


def _loss(route: Route, other: Route, payment: Payment) -> Money:
    if payment.side is Side.SEND:
        return route.delivered - other.delivered
    return other.total_debit - route.total_debit
