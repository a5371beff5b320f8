"""Routes before the rules: what a rule closes is never proposed, what it blocks is gone round, and the rest is told."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from fxroute.compliance.dossier import Dossier
from fxroute.compliance.evidence.record import findings_in
from fxroute.compliance.place import Direction
from fxroute.compliance.purpose import Purpose, Title
from fxroute.compliance.rule import Anchor, Rule, RuleScope
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.say_of_payment import Amount, DirectionIs
from fxroute.compliance.threshold import Limit, MoneyLimit, Sign
from fxroute.errors import InvalidValue
from fxroute.model import Bounds, ChargeFunction, Confidence, Reason, Scope, Verdict
from fxroute.plan import Plan, Planner
from fxroute.plan.deciding import decide
from fxroute.sources import load_answer
from tests.plan.ruled import KNOWN, block, gulf_only, payment, planner_of, rule, through, ways
from tests.search.small import AT, Small


def gulf(country: str = "CN") -> Small:
    """A in the Emirates pays Z over the system GULF for nothing, over N (SA) for 1.00, or over M (QA) for 5.00."""
    small = Small().bank("A").bank("Z", country=country).bank("M", country="QA").bank("N", country="SA")
    small.system("GULF", "A/USD Z/USD")
    for unit, price in (("M", 500), ("N", 100)):
        small.account("A", unit, "USD").account(unit, "Z", "USD")
        small.charge(ChargeFunction.TRANSIT, "USD", unit, fixed_minor=price)
    return small


def banks() -> Small:
    """A pays Z over N (SA) for 1.00, or over M (QA) for 5.00."""
    small = gulf()
    small.systems.clear()
    small.access.clear()
    return small


def planned(*rules: Rule, small: Small | None = None, known_on: date | None = None) -> Plan:
    return planner_of(small or gulf(), *rules).plan(payment(), known_on=known_on)


def blocked_by(plan: Plan) -> list[tuple[str, str, str]]:
    return [(out.option, out.where, out.limit) for out in plan.ruled_out if out.reason is Reason.RULE_BLOCKED]


def test_without_rules_the_cheapest_way_is_first() -> None:
    plan = planned()

    assert ways(plan.routes) == ["A>(GULF)Z"]
    assert (blocked_by(plan), plan.routes[0].findings, plan.routes[0].verdict) == ([], (), Verdict.PASS)


# Permissions: what the search never proposes


def test_a_system_closed_to_a_country_is_never_proposed_and_told_with_its_rule() -> None:
    plan = planned(gulf_only())

    assert ways((*plan.routes, *plan.alternatives)) == ["A>N>Z", "A>M>Z"]
    assert blocked_by(plan) == [("GULF for institutions in CN", "GULF-1", "Law GULF-1, 1")]


def test_the_same_system_stays_open_to_a_country_that_the_rule_names() -> None:
    plan = planned(gulf_only(), small=gulf("SA"))

    assert ways(plan.routes) == ["A>(GULF)Z"]
    assert [(one.rule, one.verdict, one.leg) for one in plan.routes[0].findings] == [("GULF-1", Verdict.PASS, 2)]
    assert blocked_by(plan) == []


def test_a_rule_that_was_not_known_yet_leaves_the_way_open() -> None:
    before, since = (planned(gulf_only(), known_on=day) for day in (KNOWN - timedelta(days=1), KNOWN))

    assert ways(before.routes) == ["A>(GULF)Z"]
    assert ways(since.routes) == ["A>N>Z"]


def test_a_rule_that_is_not_in_force_yet_leaves_the_way_open() -> None:
    assert ways(planned(gulf_only(valid_from=date(2026, 4, 15))).routes) == ["A>(GULF)Z"]
    assert ways(planned(gulf_only(valid_from=date(2026, 4, 14))).routes) == ["A>N>Z"]


def test_the_law_of_the_day_that_is_asked_for_closes_a_way() -> None:
    """The payment is of 2026-04-14."""
    planner = planner_of(gulf(), gulf_only(valid_from=date(2026, 4, 20)))
    days = (date(2026, 4, 19), date(2026, 4, 20))

    assert [ways(planner.plan(payment(), law_day=day).routes) for day in days] == [["A>(GULF)Z"], ["A>N>Z"]]

    planner = planner_of(gulf(), gulf_only(valid_from=date(2026, 4, 10)))
    days = (date(2026, 4, 9), date(2026, 4, 10))

    assert [ways(planner.plan(payment(), law_day=day).routes) for day in days] == [["A>(GULF)Z"], ["A>N>Z"]]


def test_a_rule_of_a_place_that_the_way_does_not_touch_closes_nothing() -> None:
    assert ways(planned(gulf_only(place="US")).routes) == ["A>(GULF)Z"]


def test_planners_keep_what_one_day_forbids_apart_from_another() -> None:
    planner = planner_of(gulf(), gulf_only())
    days = (None, KNOWN - timedelta(days=1), None)

    assert [ways(planner.plan(payment(), known_on=day).routes) for day in days] == [
        ["A>N>Z"],
        ["A>(GULF)Z"],
        ["A>N>Z"],
    ]


@pytest.mark.parametrize("confidence", [Confidence.LOW, Confidence.PRIOR, Confidence.EXAMPLE])
def test_a_weak_rule_sends_to_review_and_closes_nothing(confidence: Confidence) -> None:
    plan = planned(gulf_only(confidence=confidence))

    assert (ways(plan.routes), plan.routes[0].verdict) == (["A>(GULF)Z"], Verdict.MANUAL_REVIEW)
    assert blocked_by(plan) == []


# Blocks: what is found and gone round


def test_a_block_of_a_leg_leads_to_another_way() -> None:
    plan = planned(block("LEG-1", through("GULF"), scope=RuleScope.LEG, anchor=Anchor.EACH))

    assert ways(plan.routes) == ["A>N>Z"]
    assert blocked_by(plan) == [("GULF", "LEG-1", "Law LEG-1, 1")]
    assert plan.findings == ()


def test_a_block_of_every_leg_in_turn_leads_to_the_last_way() -> None:
    others = block("LEG-2", scope=RuleScope.LEG, anchor=Anchor.EACH, place="SA")
    plan = planned(gulf_only(), others)

    assert ways((*plan.routes, *plan.alternatives)) == ["A>M>Z"]
    assert [where for _, where, _ in blocked_by(plan)] == ["GULF-1", "LEG-2", "LEG-2"]


def test_where_every_way_is_blocked_there_is_none_and_the_findings_say_why() -> None:
    rules = [block(f"LEG-{place}", scope=RuleScope.LEG, anchor=Anchor.EACH, place=place) for place in ("SA", "QA")]
    plan = planned(gulf_only(), *rules)

    assert (plan.routes, plan.alternatives) == ((), ())
    assert {finding.rule for finding in plan.findings} == {"LEG-SA", "LEG-QA"}
    assert {where for _, where, _ in blocked_by(plan)} == {"GULF-1", "LEG-SA", "LEG-QA"}


def test_a_block_of_the_payment_leaves_no_route() -> None:
    plan = planned(block("PAY-1"))

    assert (plan.routes, plan.alternatives) == ((), ())
    assert [(one.rule, one.verdict, one.scope) for one in plan.findings] == [("PAY-1", Verdict.BLOCKED, Scope.PAYMENT)]
    assert blocked_by(plan) == [("the payment", "PAY-1", "Law PAY-1, 1")]
    assert {out.reason for out in plan.ruled_out} == {Reason.RULE_BLOCKED}


def test_a_payment_is_blocked_by_what_lies_in_its_dossier_alone() -> None:
    barred = rule("PAY-2", require=("no_bar",), otherwise=Verdict.BLOCKED, untold=Verdict.MISSING_ITEM)
    planner = planner_of(gulf(), barred)
    untold, there, barred_plan = (
        planner.plan(payment(), dossier=Dossier(confirmed=confirmed))
        for confirmed in ({}, {"no_bar": True}, {"no_bar": False})
    )

    assert [plan.routes[0].verdict for plan in (untold, there)] == [Verdict.MISSING_ITEM, Verdict.PASS]
    assert barred_plan.routes == ()
    assert [finding.wrong for finding in barred_plan.findings] == [("no_bar",)]


def test_a_party_block_of_a_country_on_the_way_is_never_gone_round() -> None:
    plan = planned(gulf_only(), block("PARTY-1", scope=RuleScope.PARTY, anchor=Anchor.TOUCH, place="SA"))

    assert (plan.routes, plan.alternatives) == ((), ())
    assert ("a party of the payment", "PARTY-1", "Law PARTY-1, 1") in blocked_by(plan)


def test_without_the_country_whose_law_blocks_a_party_the_others_stand() -> None:
    planner = planner_of(gulf(), gulf_only(), block("PARTY-1", scope=RuleScope.PARTY, anchor=Anchor.TOUCH, place="SA"))

    assert ways(planner.plan(payment(), Bounds(avoid=frozenset({"N"}))).routes) == ["A>M>Z"]


def test_a_party_block_at_an_end_of_the_payment_leaves_no_route() -> None:
    plan = planned(block("PARTY-2", scope=RuleScope.PARTY, anchor=Anchor.TOUCH, place="CN"))

    assert plan.routes == ()
    assert {(finding.rule, finding.scope) for finding in plan.findings} == {("PARTY-2", Scope.PARTY)}


def test_a_party_block_does_not_say_which_side_it_is() -> None:
    """A hit may be of the debtor: the creditor is not named in its stead."""
    hit = block("PARTY-3", scope=RuleScope.PARTY, anchor=Anchor.TOUCH, place="AE")
    named = replace(payment(), debtor="Listed Trading", creditor="Blameless Offices")

    assert blocked_by(planner_of(gulf(), hit).plan(named)) == [("a party of the payment", "PARTY-3", "Law PARTY-3, 1")]


def test_a_weak_block_never_blocks() -> None:
    plan = planned(block("PAY-3", confidence=Confidence.LOW))

    assert (ways(plan.routes), plan.routes[0].verdict) == (["A>(GULF)Z"], Verdict.MANUAL_REVIEW)


def test_a_block_from_an_amount_on_leaves_smaller_payments_open() -> None:
    above = Amount((MoneyLimit(Limit(Sign.ABOVE, Decimal(1000)), "USD"),))
    planner = planner_of(gulf(), block("AMOUNT-1", above))

    assert planner.plan(payment("1000.00")).routes
    assert planner.plan(payment("1000.01")).routes == ()


# Next-best ways


def test_next_best_ways_are_checked_too() -> None:
    plan = planned(rule("QA-1", require=("looked_at",), anchor=Anchor.TOUCH, place="QA"), small=banks())

    assert (ways(plan.routes), ways(plan.alternatives)) == (["A>N>Z"], ["A>M>Z"])
    assert [route.verdict for route in (*plan.routes, *plan.alternatives)] == [Verdict.PASS, Verdict.MISSING_ITEM]


def test_a_next_best_way_that_a_rule_blocks_is_left_out() -> None:
    plan = planned(block("QA-2", scope=RuleScope.LEG, anchor=Anchor.EACH, place="QA"), small=banks())

    assert (ways(plan.routes), ways(plan.alternatives)) == (["A>N>Z"], [])


# Departures


@pytest.mark.parametrize(
    ("blocking", "open_ways"),
    [
        (block("PAY-1"), []),
        (block("LEG-1", through("GULF"), scope=RuleScope.LEG, anchor=Anchor.EACH), ["A>N>Z"]),
    ],
)
def test_no_departure_takes_a_way_that_a_rule_blocks(blocking: Rule, open_ways: list[str]) -> None:
    windows = list(planner_of(gulf(), blocking).departures(payment(), AT + timedelta(minutes=2)))

    assert [ways(window.routes) for window in windows] == [open_ways] * len(windows)
    assert windows


# Checking without a plan


def test_a_payment_is_checked_on_its_best_way_blocked_or_not() -> None:
    planner = planner_of(gulf(), block("LEG-1", through("GULF"), scope=RuleScope.LEG, anchor=Anchor.EACH))

    assert [(one.rule, one.verdict, one.leg) for one in planner.check(payment())] == [("LEG-1", Verdict.BLOCKED, 2)]


def test_a_payment_is_checked_on_the_way_that_is_named() -> None:
    planner = planner_of(banks(), rule("QA-1", require=("looked_at",), anchor=Anchor.TOUCH, place="QA"))
    (route,) = planner.plan(payment()).alternatives

    assert planner.check(payment()) == ()
    assert planner.check(payment(), route=route) == route.findings != ()


def test_without_any_way_both_ends_decide_what_is_asked_for() -> None:
    lonely = Small().bank("A").bank("Z", country="CN")
    out = rule("AE-1", DirectionIs(frozenset({Direction.OUT})), require=("looked_at",), place="AE")
    far = rule("CN-1", DirectionIs(frozenset({Direction.IN})), require=("contract",), anchor=Anchor.CREDIT, place="CN")
    touching = rule("SA-1", require=("looked_at",), place="SA")
    planner = planner_of(lonely, out, far, touching)

    assert planner.plan(payment()).routes == ()
    assert [(one.rule, one.missing) for one in planner.check(payment())] == [
        ("AE-1", ("looked_at",)),
        ("CN-1", ("contract",)),
    ]
    assert [entry.item.id for entry in planner.requirements(payment()).entries if entry.item] == [
        "looked_at",
        "contract",
    ]


def test_rules_that_do_not_apply_are_told_on_request() -> None:
    planner = planner_of(gulf(), rule("US-1", require=("looked_at",), place="US"))

    assert planner.check(payment()) == ()
    assert [(one.rule, one.verdict) for one in planner.check(payment(), with_not_applicable=True)] == [
        ("US-1", Verdict.NOT_APPLICABLE)
    ]


def test_a_purpose_that_the_rule_base_does_not_know_is_refused() -> None:
    known = Purpose(id="office_rent", trade=None, title=Title("Rent", "租金"))
    bare = planner_of(gulf())
    planner = Planner(network=bare.network, rates=bare.rates, rules=RuleBase(purposes={"office_rent": known}))

    assert planner.check(replace(payment(), purpose="office_rent")) == ()
    with pytest.raises(InvalidValue, match="no purpose"):
        planner.check(replace(payment(), purpose="office_rant"))


def test_what_is_kept_of_a_decision_is_what_was_checked() -> None:
    rules = [block(f"LEG-{place}", scope=RuleScope.LEG, anchor=Anchor.EACH, place=place) for place in ("SA", "QA")]
    for planner in (planner_of(gulf(), gulf_only(), *rules), planner_of(gulf(), *rules)):
        route = next(iter(planner.plan(payment()).routes), None)
        record = decide(
            planner, payment(), Dossier(), bounds=Bounds(), route=route, told="", inputs={}, software={}, previous=""
        )

        assert findings_in(record) == planner.check(payment(), route=route)
        assert record["verdict"] == (Verdict.BLOCKED if route is None else Verdict.PASS).value


# The answer as a file


def test_an_answer_read_back_has_the_same_findings(tmp_path: Path) -> None:
    asking = rule("ASK-1", require=("contract", "looked_at"))
    for plan in (planned(asking, gulf_only()), planned(block("PAY-1"), asking)):
        saved = tmp_path / "answer.json"
        saved.write_text(json.dumps(plan.to_json()), encoding="utf-8")
        read = load_answer(saved)

        assert read.findings == plan.findings
        assert [route.findings for route in read.routes] == [route.findings for route in plan.routes]
        assert [route.verdict for route in read.alternatives] == [route.verdict for route in plan.alternatives]
        assert blocked_by(read) == blocked_by(plan)
