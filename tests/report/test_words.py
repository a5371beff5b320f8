"""Words: the singular for one, a mark for what is stale or assumed, and no phrase without its Chinese."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from fxroute import Bounds, Money, Payment, Plan, Planner
from fxroute.model import AmountAtMost, Confidence, Opening, Reason, RuledOut
from fxroute.report import plan_text, words
from fxroute.report.opening import openings_text
from fxroute.report.ruled_out import ruled_out_cells
from fxroute.report.texts import TEXTS
from fxroute.report.words import Words
from fxroute.sources import load_planner

AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}
FEW = Bounds(conversions_max=1, intermediaries_max=0)


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


def asked(planner: Planner, bounds: Bounds = FEW, *, at: str = "2026-11-24T09:30+08:00", **other: str) -> Plan:
    payment = Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=at, **(AGENTS | other))
    return planner.plan(payment, bounds)


def text_of(planner: Planner, plan: Plan, lang: str = "en", details: int = 0) -> str:
    return plan_text(plan, planner.network, planner.rates, lang=lang, details=details)


def test_every_singular_has_its_plural() -> None:
    singular = [key for key in TEXTS if key.endswith("_one") and key != "route_one"]

    assert singular
    assert all(key.removesuffix("_one") in TEXTS for key in singular)


def test_no_text_of_one_table_stands_in_another() -> None:
    tables = [table for name, table in vars(words).items() if name.endswith("TEXTS") and not name.startswith("_")]
    keys = [key for table in tables for key in table]

    assert len(tables) > 5
    assert sorted(key for key in keys if keys.count(key) > 1) == []


@pytest.mark.parametrize("wrong", [r"\b1 \w+s of\b", "at most 1 \\w+s\\b", "The first 1 of", r"\b1 (labels|accounts)"])
def test_one_thing_is_told_in_the_singular(planner: Planner, wrong: str) -> None:
    bounds = Bounds(conversions_max=1, intermediaries_max=1, legs_max=9)
    text = text_of(planner, asked(planner, bounds), details=1)

    assert not re.search(wrong, text)
    assert "at most 1 intermediary, at most 1 conversion, at most 9 legs" in text
    assert Words("en").counted("evidence_priors", 1) == "1 prior"
    assert Words("en").counted("evidence_priors", 2) == "2 priors"


def test_a_rate_of_more_than_three_days_is_marked_and_a_fresher_one_is_not(planner: Planner) -> None:
    """The newest quotes before these instants are of Friday 20 November 2026, 08:30 UTC."""
    old, fresh = asked(planner), asked(planner, at="2026-11-20T17:00+08:00")
    three_days = timedelta(days=3)

    ages = [
        leg.starts_at - leg.rate.quoted_at
        for plan in (old, fresh)
        for route in plan.routes[:1]
        for leg in route.legs
        if leg.rate is not None
    ]
    assert (ages[0] > three_days, ages[-1] > three_days) == (True, False)
    assert "stale: a rate is more than 3 days old when dealt" in text_of(planner, old)
    assert text_of(planner, old).count("stale") == 1 + len(old.routes)
    assert "stale" not in text_of(planner, fresh)
    assert "过时" in text_of(planner, old, "zh")


def test_the_age_of_the_oldest_rate_is_told(planner: Planner) -> None:
    """The newest quotes before 27 February 2026 are of 8 January: 23 days to the end of January, 27 in February."""
    plan = asked(planner, at="2026-02-27T09:30+08:00")

    assert {leg.rate.quoted_at.date().isoformat() for leg in plan.routes[0].legs if leg.rate} == {"2026-01-08"}
    assert "more than 3 days old when dealt, the oldest 50 days" in text_of(planner, plan)


def test_balances_taken_as_enough_are_told_above_the_table(planner: Planner) -> None:
    plan = asked(planner)
    drawn = {record for route in plan.routes for leg in route.legs if leg.kind == "book_draw" for record in leg.records}
    accounts = {account.id for account in planner.network.accounts if account.available_minor is None}
    english, chinese = text_of(planner, plan), text_of(planner, plan, "zh")

    assert len(drawn & accounts) == 1
    assert "The balance of 1 account on these routes is not known and taken as enough." in english
    assert english.index("taken as enough") < english.index("───")
    assert "1 个账户的余额未知" in chinese


def test_without_routes_nothing_is_said_of_balances_or_marks(planner: Planner) -> None:
    text = text_of(planner, asked(planner, replace(FEW, evidence_floor=Confidence.MEDIUM)))

    assert "taken as enough" not in text
    assert "stale" not in text


def asked_of_everything(planner: Planner) -> Iterator[tuple[RuledOut, ...]]:
    """What fell out of questions without a route, each for another reason, and beside routes that were found."""
    for bounds in (
        replace(FEW, evidence_floor=Confidence.MEDIUM),
        Bounds(avoid=frozenset({"RIBLSARI"})),
        Bounds(via=frozenset({"BOFAUS3N"}), conversions_max=0),
        Bounds(legs_max=1),
        Bounds(conversions_max=0),
        Bounds(labels_max=1),
        Bounds(vehicles=frozenset({"JPY"}), intermediaries_max=0, legs_max=3),
    ):
        yield asked(planner, bounds).ruled_out
    for at in ("2026-11-24T09:30+08:00", "2026-11-27T09:30+03:00", "2027-03-09T09:30+03:00"):
        yield planner.plan(rent(at), Bounds(conversions_max=1), with_why_not=True).ruled_out
        yield planner.plan(rent(at), with_why_not=True, why_not_via=("SA_IPS", "HSBCHKHHHKH")).ruled_out


def rent(at: str) -> Payment:
    return Payment.send(
        Money("2000000.00", "CNY"), receive="SAR", debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", at=at
    )


def test_nothing_about_what_was_ruled_out_is_left_in_english(planner: Planner) -> None:
    words = Words("zh")
    found = [out for ruled_out in asked_of_everything(planner) for out in ruled_out]
    told = [text for out in found for text in (out.option, out.where, out.limit, out.value)]

    assert len(set(told)) > 30
    for phrase in told:
        assert not re.search(r"[a-z]{3,} [a-z]{2,}", words.phrase(phrase)), phrase
    for out in found:
        assert not re.search(r"[a-z]{3,} [a-z]{2,}", openings_text(out.openings, words)), out
        assert openings_text(out.openings, Words("en")) == out.opens_if


def test_amounts_of_what_fell_out_are_written_as_everywhere_and_times_stay() -> None:
    out = RuledOut(
        option="A > B",
        reason=Reason.DOMINATED,
        where="B",
        limit="1124922.14 SAR, credited 2026-12-01 10:25 UTC, conversions 1, intermediaries 2",
        value="500000 JPY",
        openings=(Opening((AmountAtMost(Money("35850.39", "CNY")),)),),
    )
    _, _, _, limit, value, opens_if = ruled_out_cells(out, Words("en"))

    assert limit == "SAR 1,124,922.14, credited 2026-12-01 10:25 UTC, conversions 1, intermediaries 2"
    assert (value, opens_if) == ("JPY 500,000", "the amount is at most CNY 35,850.39")


def test_of_the_ways_that_are_no_better_the_tables_show_the_nearest(planner: Planner) -> None:
    plan = planner.plan(rent("2026-11-24T09:30+08:00"), with_why_not=True)
    beaten = [out for out in plan.ruled_out if out.reason is Reason.DOMINATED]
    text = text_of(planner, plan)

    assert len(beaten) > 8
    assert text.count("a route is as good in") == 8
    assert f"{len(beaten) - 8} more such ways" in text
