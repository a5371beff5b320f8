"""Charges of a leg."""

import pytest

from fxroute.model import BornBy, Charge, ChargeFunction, Money, Taken


@pytest.mark.parametrize(("low", "high", "is_estimated"), [("25.00", "25.00", False), ("10.00", "40.00", True)])
def test_a_charge_is_estimated_when_it_is_known_only_within_limits(low: str, high: str, is_estimated: bool) -> None:
    charge = Charge(
        agent="RIBLSARI",
        function=ChargeFunction.INWARD,
        amount=Money("25.00", "SAR"),
        low=Money(low, "SAR"),
        high=Money(high, "SAR"),
        borne_by=BornBy.CREDITOR,
        taken=Taken.DEDUCTED,
        tariff="T",
    )

    assert charge.is_estimated is is_estimated
