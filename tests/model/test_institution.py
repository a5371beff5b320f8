"""Places: on which side of a divided currency a unit stands."""

import pytest

from fxroute.model import Place, home_place


@pytest.mark.parametrize(
    ("country", "currency", "place"),
    [
        ("CN", "CNY", Place.ONSHORE),
        ("HK", "CNY", Place.OFFSHORE),
        ("SA", "CNY", Place.OFFSHORE),
        ("CN", "SAR", Place.ANY),
    ],
)
def test_only_the_yuan_has_two_sides(country: str, currency: str, place: Place) -> None:
    assert home_place(country, currency) is place
