"""What a route loses: parts that add up exactly, and agree with the loss that the route itself tells."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxroute import Bounds, Money, Payment, Planner, Route
from fxroute.report.losses import Losses, LostKind, losses_of
from fxroute.sources import load_planner

AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}
AT = "2026-11-24T09:30+08:00"


@pytest.fixture(scope="module")
def planner() -> Planner:
    return load_planner()


def asked(
    planner: Planner, amount: str, bearer: str = "SHAR", *, is_receipt: bool = False
) -> list[tuple[Route, Losses]]:
    if is_receipt:
        payment = Payment.receive(Money(amount, "SAR"), send="CNY", at=AT, charge_bearer=bearer, **AGENTS)
    else:
        payment = Payment.send(Money(amount, "CNY"), receive="SAR", at=AT, charge_bearer=bearer, **AGENTS)
    plan = planner.plan(payment, Bounds(intermediaries_max=1), with_alternatives=False)
    return [(route, losses_of(route, plan.payment, planner.rates)) for route in plan.routes]


@settings(max_examples=25)
@given(
    amount=st.integers(200_000, 10**12).map(lambda minor: f"{minor // 100}.{minor % 100:02}"),
    bearer=st.sampled_from(["SHAR", "DEBT", "CRED"]),
    is_receipt=st.booleans(),
)
def test_the_parts_are_the_difference_and_rounding_is_small(amount: str, bearer: str, is_receipt: bool) -> None:
    for route, losses in asked(load_planner(), amount, bearer, is_receipt=is_receipt):
        assert sum((part.amount.amount for part in losses.parts), Decimal(0)) == (
            losses.start.amount - losses.delivered.amount
        )
        assert losses.delivered == route.delivered
        rounding = [part.amount.amount for part in losses.parts if part.kind is LostKind.ROUNDING]
        # Each conversion gives away less than one unit, at most some four riyals' worth of halalas; the rest is halves.
        assert all(abs(rest) <= Decimal("0.06") * len(route.legs) for rest in rounding)


def test_there_is_a_part_for_every_charge_and_every_spread(planner: Planner) -> None:
    for bearer in ("SHAR", "DEBT", "CRED"):
        for route, losses in asked(planner, "2000000.00", bearer):
            charged = [c for leg in route.legs for c in leg.charges if c.amount.amount and c.taken.value != "prepaid"]
            assert [part.charge for part in losses.parts if part.kind is LostKind.CHARGE] == charged
            spreads = [part.leg for part in losses.parts if part.kind is LostKind.SPREAD]
            assert spreads == [leg.n for leg in route.legs if leg.rate is not None]


def test_a_straight_route_loses_what_a_calculator_says(planner: Planner) -> None:
    """CNY 2,000,000 at mid 0.563665, dealt at 0.5620618; commission CNY 1,150 on top, SAR 15 deducted at the end."""
    route, losses = next((r, lost) for r, lost in asked(planner, "2000000.00") if r.conversions == 1)
    rate = next(leg.rate for leg in route.legs if leg.rate is not None)
    mid = Fraction(str(rate.mid))

    assert losses.start.amount == Decimal("1127978.21")
    assert Fraction(str(losses.start.amount)) == pytest.approx(2_001_150 * mid, abs=0.005)
    told = {part.kind: Fraction(str(part.amount.amount)) for part in losses.parts[:2]}
    assert told[LostKind.CHARGE] == pytest.approx(1150 * mid, abs=0.005)
    assert told[LostKind.SPREAD] == pytest.approx(2_000_000 * (mid - Fraction(str(rate.dealt))), abs=0.005)


def test_the_loss_in_the_currency_of_the_debtor_is_the_same(planner: Planner) -> None:
    """Straight routes are valued at one mid; the two ways to round differ by a unit a part at most."""
    for route, losses in asked(planner, "2000000.00", "CRED"):
        if route.conversions == 1:
            rate = next(leg.rate for leg in route.legs if leg.rate is not None)
            lost = losses.start.amount - losses.delivered.amount
            assert lost / rate.mid == pytest.approx(route.loss.amount.amount, abs=Decimal("0.05"))
