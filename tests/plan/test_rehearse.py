"""Run sheets: the last minute of each step, what the minute after costs, who acts, what is needed and due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from fxroute.compliance.dossier import Dossier
from fxroute.compliance.item import Provider
from fxroute.compliance.purpose import Title
from fxroute.compliance.rule import Anchor, Deadline, DeadlineUnit, Rule, StartsAt
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.service_level import ServiceLevel
from fxroute.errors import UsageError
from fxroute.model import (
    Band,
    Bounds,
    ChargeFunction,
    Hours,
    Leg,
    Money,
    Payment,
    Route,
    Service,
    ServiceFunction,
    Verdict,
)
from fxroute.plan import Actor, Plan, Planner, RunSheet, RunTask, TaskKind
from fxroute.sources import load_network, load_rates
from tests.plan.ruled import ITEMS, KNOWN, block, payment, planner_of, rule
from tests.search.parts import proven, session
from tests.search.small import Small

MINUTE = timedelta(minutes=1)


# A day counted by hand


def service(unit: str, function: ServiceFunction, opens: str, cut_off: str, minutes: int) -> Service:
    return Service(
        id=f"{unit}:{function.value}",
        functions=frozenset({function}),
        hours=Hours(calendars=("ALWAYS",), time_zone="UTC", sessions=(session(opens, cut_off),)),
        processing_minutes=Band(minutes, minutes, minutes),
        provenance=proven(),
        institution=unit,
    )


def day() -> Small:
    """A pays Z over M for nothing until noon, or over N for 5.00 until five; Z credits from two, in an hour."""
    small = Small().bank("A", "M", "N", "Z")
    for unit in ("M", "N"):
        small.account("A", unit, "USD").account(unit, "Z", "USD")
    small.charge(ChargeFunction.TRANSIT, "USD", "N", fixed_minor=500)
    small.services += [
        service("A", ServiceFunction.DEBIT, "07:00", "15:00", 10),
        service("M", ServiceFunction.BOOK, "09:00", "12:00", 30),
        service("N", ServiceFunction.BOOK, "09:00", "17:00", 30),
        service("Z", ServiceFunction.CREDIT, "14:00", "18:00", 60),
    ]
    return small


def at(text: str, day_of_month: int = 14) -> datetime:
    return datetime.fromisoformat(f"2026-04-{day_of_month}T{text}+00:00")


def hand_sheet() -> RunSheet:
    return planner_of(day()).rehearse(payment())


def legs_of(sheet: RunSheet) -> list[RunTask]:
    return [task for task in sheet.tasks if task.leg and task.kind is not TaskKind.AFTER]


def test_the_last_minute_of_each_step() -> None:
    # Z must have it at 14:00. M books 30 minutes and refuses from 12:00 on; A needs 10 minutes before 11:59.
    sheet = hand_sheet()

    assert sheet.route.credited_at == at("15:00")
    assert [(task.kind.value, task.latest_at) for task in sheet.tasks] == [
        ("prepare", at("11:49")),
        ("check", at("11:49")),
        ("debit", at("11:49")),
        ("book_draw", at("11:59")),
        ("book_draw", at("14:00")),
        ("credit", at("14:00")),
    ]


def test_what_the_minute_after_costs() -> None:
    # The debit at 11:50 comes to M at 12:00, too late: the next day, or over N the same day for 5.00.
    missed = [task.missed for task in legs_of(hand_sheet())]
    told = [
        None if one is None else (one.opens_at, one.credited_at, one.fallback and one.fallback.loss) for one in missed
    ]

    assert told == [
        (at("11:50"), at("15:00", 15), Money("5.00", "USD")),
        (at("09:00", 15), at("15:00", 15), Money("5.00", "USD")),
        (at("14:01"), at("15:01"), None),
        (at("14:01"), at("15:01"), None),
    ]
    fallbacks = {one.fallback.credited_at for one in missed if one is not None and one.fallback is not None}
    assert fallbacks == {at("15:00")}


def test_what_opens_no_more_says_so() -> None:
    small = day()
    small.services[1] = replace(
        small.services[1],
        hours=replace(
            small.services[1].hours,
            sessions=(session("09:00", "12:00", valid_from=date(2026, 4, 14), valid_to=date(2026, 4, 14)),),
        ),
    )
    sheet = planner_of(small).rehearse(payment(), Bounds(avoid=frozenset({"N"})))
    draw = legs_of(sheet)[1].missed

    assert draw is not None
    assert (draw.opens_at, draw.credited_at, draw.fallback) == (None, None, None)


def test_for_a_fixed_receipt_a_miss_costs_the_debtor() -> None:
    asked = Payment.receive(
        Money("1000.00", "USD"), send="USD", debtor_agent="A", creditor_agent="Z", at=at("08:00"), charge_bearer="SHAR"
    )
    missed = legs_of(planner_of(day()).rehearse(asked))[0].missed

    assert missed is not None
    assert missed.fallback is not None
    assert missed.fallback.loss == Money("5.00", "USD")


# The case, on shipped data


RULES = (
    rule("R-PAPERS", require=("contract",)),
    rule("R-FAR", require=("far_data",), anchor=Anchor.CREDIT, place="SA"),
    rule(
        "R-AFTER",
        require=("large_value_report",),
        otherwise=Verdict.REPORT_AFTER,
        fulfilled=Verdict.REPORT_AFTER,
        deadline=Deadline(5, DeadlineUnit.BUSINESS_DAYS, StartsAt.PAYMENT, "CN"),
    ),
)
LEVEL = ServiceLevel(
    id="SL-PAYOUT",
    title=Title("Paid out", "放款"),
    provider=Provider.BRANCH,
    deadline=Deadline(3, DeadlineUnit.BUSINESS_DAYS, StartsAt.APPROVAL, "CN"),
    provenance=proven(),
)


def planner_with(*rules: Rule) -> Planner:
    base = RuleBase(rules=rules, items=ITEMS, service_levels=(LEVEL,))
    return Planner(network=load_network(), rates=load_rates(), rules=base)


@cache
def shipped() -> Planner:
    return planner_with(*RULES)


def rent() -> Payment:
    return Payment.send(
        Money("2000000.00", "CNY"),
        receive="SAR",
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        at="2026-11-24T09:30+08:00",
    )


@cache
def plan() -> Plan:
    return shipped().plan(rent())


@cache
def sheets() -> tuple[RunSheet, ...]:
    return tuple(shipped().rehearse(rent(), route_id=route.id) for route in (*plan().routes, *plan().alternatives))


def moves(legs: tuple[Leg, ...]) -> list[tuple[str, str, str, str]]:
    return [(leg.kind.value, leg.to_id, leg.via, str(leg.credited.currency.code)) for leg in legs]


def named(found: Plan, route: Route) -> list[Route]:
    """The route of the same moves, days of delivery included, in another plan."""
    return [one for one in (*found.routes, *found.alternatives) if one.id == route.id]


def test_every_route_of_a_plan_can_be_rehearsed() -> None:
    assert [sheet.route.legs for sheet in sheets()] == [route.legs for route in (*plan().routes, *plan().alternatives)]
    assert shipped().rehearse(rent()) == sheets()[0]


def test_latest_minutes_never_decrease_along_a_route_and_no_step_has_begun_late() -> None:
    for sheet in sheets():
        latest = [task.latest_at for task in sheet.tasks if task.kind is not TaskKind.AFTER]
        known = [one for one in latest if one is not None]

        assert len(known) == len(latest) == len(sheet.route.legs) + 2
        assert known == sorted(known)
        assert all(
            task.latest_at is not None and task.latest_at >= leg.starts_at
            for task, leg in zip(legs_of(sheet), sheet.route.legs, strict=True)
            if leg.starts_at == sheet.route.legs[0].starts_at
        )
        assert known[-1] <= sheet.route.credited_at


@pytest.mark.parametrize("number", range(4))
def test_started_at_its_latest_minute_a_route_still_credits_and_a_minute_later_it_does_not(number: int) -> None:
    sheet = sheets()[number]
    latest = sheet.tasks[0].latest_at
    assert latest is not None
    in_time, late = (
        named(shipped().plan(rent().with_instant(start)), sheet.route) for start in (latest, latest + MINUTE)
    )

    assert [route.credited_at for route in in_time] == [sheet.route.credited_at]
    assert all(route.credited_at > sheet.route.credited_at for route in late)


def test_the_profile_of_departures_ends_its_first_stretch_no_later_than_the_first_step() -> None:
    window = next(shipped().departures(rent(), datetime(2026, 11, 27, tzinfo=UTC)))
    firsts = {sheet.route.id: sheet.tasks[0].latest_at for sheet in sheets()}
    ends = [firsts[route.id] for route in window.routes]

    assert ends
    assert all(end is not None and end >= window.last for end in ends)


def test_the_deadline_of_the_route_gives_the_same_latest_start() -> None:
    sheet = sheets()[0]
    asked = replace(rent(), at=None, arrive_by=sheet.route.credited_at)
    backward = named(shipped().plan(asked), sheet.route)

    assert [route.starts_at for route in backward] == [sheet.tasks[0].latest_at]


def test_a_fallback_is_a_route_of_the_plan_that_starts_alike_and_is_earlier() -> None:
    by_id = {sheet.route.id: sheet.route for sheet in sheets()}
    seen = 0
    for sheet in sheets():
        for task, leg in zip(legs_of(sheet), sheet.route.legs, strict=True):
            missed = task.missed
            assert missed is not None
            assert missed.credited_at is None or missed.credited_at > sheet.route.credited_at
            if missed.fallback is not None:
                seen += 1
                other = by_id[missed.fallback.route_id]
                before = leg.n - 1
                assert other.id != sheet.route.id
                assert moves(other.legs[:before]) == moves(sheet.route.legs[:before])
                assert [one.credited for one in other.legs[:before]] == [
                    one.credited for one in sheet.route.legs[:before]
                ]
                assert missed.credited_at is None or missed.fallback.credited_at < missed.credited_at
                assert missed.fallback.loss == sheet.route.delivered - other.delivered
    assert seen


def test_who_acts_on_the_way_up_the_house_and_abroad() -> None:
    sheet = next(
        sheet for sheet in sheets() if [leg.kind.value for leg in sheet.route.legs[:3]] == ["debit", "branch", "branch"]
    )
    acting = [(task.actor, task.unit) for task in sheet.tasks[:6]]

    assert acting[0] == (Actor.COMPANY, "")
    assert [actor for actor, _ in acting[1:]] == [
        Actor.BRANCH,
        Actor.BRANCH,
        Actor.BRANCH,
        Actor.PROVINCIAL_BRANCH,
        Actor.HEAD_OFFICE,
    ]
    assert (legs_of(sheet)[-1].actor, legs_of(sheet)[-1].unit) == (Actor.CREDITOR_AGENT, "RIBLSARI")
    network = shipped().network
    for task in legs_of(sheet):
        if task.actor is Actor.CORRESPONDENT:
            assert network.institutions[task.unit].country != "CN"


def test_each_step_waits_for_the_one_before_and_duties_for_the_credit() -> None:
    for sheet in sheets():
        last = len(sheet.route.legs) + 2
        assert [task.n for task in sheet.tasks] == list(range(1, len(sheet.tasks) + 1))
        assert [task.waits_for for task in sheet.tasks[:last]] == [(), *((n,) for n in range(1, last))]
        assert {task.waits_for for task in sheet.tasks[last:]} == {(last,)}


def test_items_lie_with_who_brings_them() -> None:
    prepare, check, *rest = sheets()[0].tasks
    asked = [[entry.item.id for entry in task.entries if entry.item] for task in (prepare, check)]
    far = [task for task in rest if task.entries]

    assert asked == [["contract"], []]
    assert prepare.rules == ("R-PAPERS",)
    assert [(task.kind, task.rules) for task in far] == [(TaskKind.CREDIT, ("R-FAR",))]


def test_what_lies_in_the_dossier_is_marked() -> None:
    sheet = shipped().rehearse(rent(), dossier=Dossier(confirmed={"far_data": True}))

    assert [entry.mark.value for task in sheet.tasks for entry in task.entries] == ["missing", "held"]


def test_duties_have_their_day_and_service_levels_theirs() -> None:
    # Tuesday 24 November and five Chinese working days: Tuesday 1 December.
    # Friday 20 November and three: Wednesday 25 November.
    sheet = shipped().rehearse(rent(), events={StartsAt.APPROVAL: date(2026, 11, 20)})

    assert [(duty.rule, duty.due) for duty in sheet.duties] == [
        ("SL-PAYOUT", date(2026, 11, 25)),
        ("R-AFTER", date(2026, 12, 1)),
    ]
    assert [duty.rule for duty in shipped().rehearse(rent()).duties] == ["R-AFTER"]
    duty = sheet.tasks[-1]
    assert (duty.kind, duty.actor, duty.latest_at, duty.rules) == (TaskKind.AFTER, Actor.BRANCH, None, ("R-AFTER",))


def test_law_counts_as_it_was_known() -> None:
    sheet = shipped().rehearse(rent(), known_on=KNOWN - timedelta(days=1))

    assert (sheet.checklist.entries, sheet.duties) == ((), ())


# Where there is nothing to rehearse


def test_an_unknown_route_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="there is no route nowhere") as caught:
        shipped().rehearse(rent(), route_id="nowhere")
    assert plan().routes[0].id in caught.value.mend
    assert caught.value.where == "route_id"


@pytest.mark.parametrize(("rules", "bounds"), [((block("PAY-1"),), Bounds()), ((), Bounds(conversions_max=0))])
def test_without_a_route_there_is_no_run_sheet(rules: tuple[Rule, ...], bounds: Bounds) -> None:
    with pytest.raises(UsageError, match="there is no route"):
        planner_with(*rules).rehearse(rent(), bounds)
