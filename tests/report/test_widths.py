"""Answers at the widths of real terminals: every amount, rate and instant stands whole, in both languages."""

import re
from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from fxroute import Bounds, Money, Payment, Plan, Planner, Window
from fxroute.model import CurrencyPair, Route
from fxroute.report import comparison_text, departures_text, plan_text, rates_text
from fxroute.sources import load_planner

WIDTHS = (60, 80, 100, 110, 140)
AT_EVERY_WIDTH = pytest.mark.parametrize("width", WIDTHS)
IN_BOTH = pytest.mark.parametrize("lang", ["en", "zh"])
AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}
AT = "2026-11-24T09:30+08:00"
QUANTITY = re.compile(r"[\d,]+\.\d+|\d\d-\d\d \d\d:\d\d(?: [+-]\d\d:\d\d)?")


@cache
def planner() -> Planner:
    return load_planner()


@cache
def plan(*, is_receive: bool = False) -> Plan:
    if is_receive:
        payment = Payment.receive(Money("1000000.00", "SAR"), send="CNY", at=AT, charge_bearer="DEBT", **AGENTS)
    else:
        payment = Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=AT, **AGENTS)
    return planner().plan(payment)


@cache
def windows() -> tuple[Payment, tuple[Window, ...]]:
    payment = Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=AT, **AGENTS)
    assert payment.at is not None
    own_desks = Bounds(conversions_max=1, intermediaries_max=0)
    return payment, tuple(planner().departures(payment, payment.at + timedelta(days=7), own_desks))


def plan_at(width: int, lang: str, *, is_receive: bool = False) -> str:
    return plan_text(plan(is_receive=is_receive), planner().network, planner().rates, lang=lang, width=width)


def is_whole(quantity: str, text: str) -> bool:
    """Tell whether a quantity stands in a text without further digits before or after it."""
    return re.search(rf"(?<![\d.])(?<!\d,){re.escape(quantity)}(?!,?\d)", text) is not None


def local(instant: datetime, zone: str, form: str = "%Y-%m-%d %H:%M") -> str:
    return instant.astimezone(ZoneInfo(zone)).strftime(form)


@AT_EVERY_WIDTH
@IN_BOTH
@pytest.mark.parametrize("is_receive", [False, True])
def test_every_amount_rate_and_instant_of_a_plan_is_whole(width: int, lang: str, *, is_receive: bool) -> None:
    text = plan_at(width, lang, is_receive=is_receive)

    for route in (*plan(is_receive=is_receive).routes, *plan(is_receive=is_receive).alternatives):
        assert is_whole(f"{route.delivered.amount:,}", text)
    for route in plan(is_receive=is_receive).routes:
        check_route(route, text)


def check_route(route: Route, text: str) -> None:
    assert is_whole(f"{route.total_debit.amount:,}", text)
    assert is_whole(local(route.credited_at, "Asia/Riyadh"), text)
    for leg in route.legs:
        assert is_whole(f"{leg.debited.currency.code} {leg.debited.amount:,}", text)
        assert is_whole(f"{local(leg.starts_at, leg.from_zone)}", text)
        assert is_whole(f"{local(leg.ends_at, leg.to_zone)}", text)
        assert leg.rate is None or is_whole(f"{leg.rate.dealt:f}", text)
        assert all(is_whole(f"{charge.amount.amount:,}", text) for charge in leg.charges)


@AT_EVERY_WIDTH
@IN_BOTH
def test_no_line_of_a_plan_is_longer_than_the_width(width: int, lang: str) -> None:
    wide = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")

    for line in plan_at(width, lang).splitlines():
        assert len(line) + len(wide.findall(line)) <= width, line


@AT_EVERY_WIDTH
@IN_BOTH
def test_every_amount_and_instant_of_a_profile_is_whole(width: int, lang: str) -> None:
    payment, found = windows()
    text = departures_text(found, payment, planner().network, lang=lang, width=width)

    assert is_whole(local(found[0].first, "Asia/Shanghai", "%m-%d %H:%M"), text)
    assert is_whole(local(found[-1].last, "Asia/Shanghai", "%m-%d %H:%M"), text)
    for window in found:
        best = max(window.routes, key=lambda route: route.delivered.amount)
        soonest = min(window.routes, key=lambda route: (route.credited_at, -route.delivered.amount))
        assert is_whole(f"{best.delivered.amount:,}", text)
        assert is_whole(f"{soonest.delivered.amount:,}", text)
    first = min(found[0].routes, key=lambda route: route.credited_at)
    assert is_whole(local(first.credited_at, "Asia/Riyadh", "%m-%d %H:%M"), text)


@AT_EVERY_WIDTH
@IN_BOTH
def test_a_narrow_page_tells_as_many_quantities_as_a_wide_one(width: int, lang: str) -> None:
    payment, found = windows()
    at = datetime.fromisoformat(AT)
    pairs = [CurrencyPair.parse(pair) for pair in ("CNY/SAR", "USD/IDR", "SAR/SGD")]

    def pages(columns: int) -> list[str]:
        return [
            plan_at(columns, lang),
            departures_text(found, payment, planner().network, lang=lang, width=columns),
            rates_text(planner().rates, pairs, at, lang=lang, width=columns),
            comparison_text(plan(), lang=lang, width=columns),
        ]

    for narrow, wide in zip(pages(width), pages(400), strict=True):
        assert Counter(QUANTITY.findall(narrow)) == Counter(QUANTITY.findall(wide))


@IN_BOTH
def test_at_80_columns_a_route_takes_two_lines_of_the_summary(lang: str) -> None:
    lines = plan_at(80, lang).splitlines()
    rule = next(at for at, line in enumerate(lines) if "───" in line)
    rows = lines[rule + 1 : lines.index("", rule)]

    assert len(rows) == 2 * len(plan().routes)
