"""Conventions: pips and lags of pairs."""

from decimal import Decimal

import pytest

from fxroute.errors import InvalidValue
from fxroute.rates import PairConvention, pip_size_of
from tests.rates.notation import pair, provenance


def convention(lag: int = 2, pip: object = Decimal("0.0001")) -> PairConvention:
    return PairConvention(
        id="C",
        pair=pair("USD/SAR"),
        spot_lag_days=lag,
        pip_size=pip,  # type: ignore[arg-type]  # what is refused is handed over on purpose
        provenance=provenance(),
    )


@pytest.mark.parametrize(
    ("text", "pip"),
    [("USD/CNY", "0.0001"), ("USD/JPY", "0.01"), ("JPY/USD", "0.0001"), ("USD/KWD", "0.0001"), ("EUR/KRW", "0.01")],
)
def test_a_pip_lies_two_decimals_beyond_the_minor_unit_four_at_most(text: str, pip: str) -> None:
    assert str(pip_size_of(pair(text))) == pip


def test_a_convention_comes_before_the_rule() -> None:
    assert pip_size_of(pair("USD/SAR"), (convention(pip=Decimal("0.00001")),)) == Decimal("0.00001")


@pytest.mark.parametrize("pip", [Decimal(0), Decimal("-0.01"), Decimal("NaN"), 0.0001])
def test_a_pip_that_is_no_positive_decimal_is_refused(pip: object) -> None:
    with pytest.raises(InvalidValue, match="pip_size"):
        convention(pip=pip)


def test_a_lag_into_the_past_is_refused() -> None:
    with pytest.raises(InvalidValue, match="spot_lag_days is -1"):
        convention(lag=-1)
