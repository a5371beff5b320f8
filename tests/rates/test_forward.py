"""Forward rates: tenors to days, points between them, outrights, and parity."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import InvalidValue, MissingRate
from fxroute.model import Calendar, JointCalendar
from fxroute.rates import (
    ForwardCurve,
    ForwardPoints,
    discount_factor,
    parity_forward,
    simple_parity_forward,
    tenor_date,
)
from tests.rates.notation import pair, points, provenance, table

EVERY = date(2026, 1, 1), date(2027, 12, 31)
WEEKDAYS = JointCalendar(
    (
        Calendar(
            id="WEEKDAYS",
            name="Monday to Friday",
            weekend=frozenset({6, 7}),
            closed=frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
            workdays=frozenset(),
            known_from=EVERY[0],
            known_to=EVERY[1],
            announced_to=EVERY[1],
            provenance=provenance(),
        ),
    )
)
SPOT = date(2026, 11, 26)  # a Thursday
PIP = Decimal("0.0001")


@pytest.mark.parametrize(
    ("tenor", "day"),
    [
        ("ON", "2026-11-24"),
        ("TN", "2026-11-25"),
        ("SP", "2026-11-26"),
        ("SN", "2026-11-27"),
        ("2D", "2026-11-30"),
        ("1W", "2026-12-03"),
        ("1M", "2026-12-28"),
        ("2M", "2027-01-26"),
        ("3M", "2027-02-26"),
        ("1Y", "2027-11-26"),
    ],
)
def test_a_tenor_is_a_day_open_for_both(tenor: str, day: str) -> None:
    assert tenor_date(tenor, SPOT, WEEKDAYS) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("spot", "tenor", "day"),
    [
        # 31 January has no twin in February, and the last open day stays the last open day
        ("2026-01-30", "1M", "2026-02-27"),
        ("2026-02-27", "1M", "2026-03-31"),
        # Saturday 31 October rolls back, since following would leave the month
        ("2026-07-30", "3M", "2026-10-30"),
        ("2026-07-31", "3M", "2026-10-30"),
        ("2026-11-30", "1M", "2026-12-31"),
        # before Monday lies the weekend
        ("2026-11-30", "TN", "2026-11-27"),
    ],
)
def test_months_keep_the_day_or_the_end_of_the_month(spot: str, tenor: str, day: str) -> None:
    assert tenor_date(tenor, date.fromisoformat(spot), WEEKDAYS) == date.fromisoformat(day)


@pytest.mark.parametrize("tenor", ["", "M", "0M", "-1M", "1", "1m", "1.5M", "²M", "SPOT", "31Y", "9" * 5000 + "D"])
def test_what_is_no_tenor_is_refused(tenor: str) -> None:
    with pytest.raises(InvalidValue, match="no tenor"):
        tenor_date(tenor, SPOT, WEEKDAYS)


def curve(*lines: str) -> ForwardCurve:
    return ForwardCurve.of(tuple(points(line) for line in lines), spot=SPOT, calendars=WEEKDAYS, pip_size=PIP)


@pytest.mark.parametrize(
    ("day", "bid", "offer"),
    [
        (date(2026, 11, 26), Fraction(0), Fraction(0)),
        (date(2026, 12, 3), Fraction(-10), Fraction(-8)),
        # 28 December is 25 days after 3 December; 11 December is 8 of them
        (date(2026, 12, 11), Fraction(-10) + Fraction(-25) * 8 / 25, Fraction(-8) + Fraction(-22) * 8 / 25),
        (date(2026, 12, 28), Fraction(-35), Fraction(-30)),
        (date(2026, 11, 27), Fraction(-10, 7), Fraction(-8, 7)),
    ],
)
def test_points_run_linearly_in_days_between_quoted_days(day: date, bid: Fraction, offer: Fraction) -> None:
    assert curve("USD/CNY 1M -35/-30", "USD/CNY 1W -10/-8").points_on(day) == (bid, offer)


def test_an_outright_is_spot_plus_points() -> None:
    spot = table("USD/CNY 7.0197/7.0199").rate(pair("USD/CNY"))
    outright = curve("USD/CNY 1W -10/-8").outright(spot, date(2026, 12, 3))

    assert (str(outright.bid), str(outright.mid), str(outright.offer)) == ("7.0187", "7.0189", "7.0191")
    assert (outright.points_bid_pips, outright.points_offer_pips) == (Decimal(-10), Decimal(-8))
    assert outright.path == ("USD/CNY 7.0197/7.0199", "USD/CNY 1W -10/-8")


def test_before_spot_points_are_taken_off_with_their_sides_crossed() -> None:
    spot = table("USD/CNY 7.0197/7.0199").rate(pair("USD/CNY"))
    early = curve("USD/CNY TN -2/-1", "USD/CNY ON -3/-2")

    tomorrow, today = (early.outright(spot, date(2026, 11, day)) for day in (25, 24))
    # tomorrow: 7.0197 + 1 pip / 7.0199 + 2 pips; today: another 2 and 3
    assert (str(tomorrow.bid), str(tomorrow.offer)) == ("7.0198", "7.0201")
    assert (str(today.bid), str(today.offer)) == ("7.02", "7.0204")


def test_spot_itself_has_no_points() -> None:
    assert curve("USD/CNY SP 0/0").points_on(SPOT) == (Fraction(0), Fraction(0))


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 12, 4)])
def test_beyond_the_quoted_days_nothing_is_said(day: date) -> None:
    with pytest.raises(MissingRate, match="2026-11-26 to 2026-12-03"):
        curve("USD/CNY 1W -10/-8").points_on(day)
    with pytest.raises(MissingRate, match=str(day)):
        curve("USD/CNY SP 0/0").points_on(day)


def test_a_curve_needs_points_of_one_pair_and_tomorrow_before_today() -> None:
    with pytest.raises(MissingRate, match="no forward points were given"):
        curve()
    with pytest.raises(InvalidValue, match="EUR/USD, USD/CNY"):
        curve("USD/CNY 1W 1/2", "EUR/USD 1W 1/2")
    with pytest.raises(InvalidValue, match="overnight points without tom-next"):
        curve("USD/CNY ON 1/2")


def test_an_outright_needs_the_spot_of_its_pair_and_stays_positive() -> None:
    with pytest.raises(InvalidValue, match="spot of EUR/USD met points of USD/CNY"):
        curve("USD/CNY 1W 1/2").outright(table("EUR/USD 1.1").rate(pair("EUR/USD")), SPOT)
    with pytest.raises(InvalidValue, match="not positive"):
        curve("USD/CNY 1W -70000/2").outright(table("USD/CNY 7").rate(pair("USD/CNY")), date(2026, 12, 3))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("USD/CNY 1W -8/-10", "above offer"),
        ("USD/CNY 1X 1/2", "no tenor"),
        ("USD/CNY 1W NaN/2", "not finite"),
        ("USD/CNY 1W 1/2 2026-11-24T12:00", "no UTC offset"),
    ],
)
def test_points_that_cannot_be_are_refused(line: str, fault: str) -> None:
    with pytest.raises(InvalidValue, match=fault):
        points(line)


def test_points_are_never_floats() -> None:
    good = points("USD/CNY 1W 1/2")
    with pytest.raises(InvalidValue, match="no exact number"):
        ForwardPoints(
            id="P",
            pair=good.pair,
            tenor="1W",
            bid_pips=1.5,  # type: ignore[arg-type]  # what is refused is handed over on purpose
            offer_pips=Decimal(2),
            quoted_at=good.quoted_at,
            provenance=good.provenance,
        )


@given(st.integers(-500, 500), st.integers(0, 50), st.integers(0, 7))
def test_an_outright_is_never_narrower_than_spot_after_it(bid: int, width: int, days: int) -> None:
    spot = table("USD/CNY 7.0197/7.0199").rate(pair("USD/CNY"))
    outright = curve(f"USD/CNY 1W {bid}/{bid + width}").outright(spot, date.fromordinal(SPOT.toordinal() + days))

    assert outright.bid <= outright.mid <= outright.offer
    assert outright.offer - outright.bid >= spot.offer - spot.bid


def test_the_dearer_money_is_cheaper_forward() -> None:
    forward = simple_parity_forward(
        Decimal("7.00"),
        base_rate=Decimal("0.05"),
        base_years=Fraction(1, 4),
        quote_rate=Decimal("0.01"),
        quote_years=Fraction(1, 4),
    )

    # 7 * 1.0025 / 1.0125, by hand
    assert str(forward) == "6.930864197530864"


def test_equal_interest_leaves_spot_where_it_is() -> None:
    assert parity_forward(Decimal("3.75"), base_factor=Decimal("0.99"), quote_factor=Decimal("0.99")) == Decimal("3.75")


@given(*[st.decimals("0.5", "1.5", places=6)] * 3)
def test_parity_holds_in_both_directions(spot: Decimal, base: Decimal, other: Decimal) -> None:
    there = parity_forward(spot, base_factor=base, quote_factor=other)
    back = parity_forward(1 / spot, base_factor=other, quote_factor=base)

    assert abs(there * back - 1) < Decimal("1e-14")


@pytest.mark.parametrize("factor", [Decimal(0), Decimal(-1), 0.99])
def test_a_factor_that_is_no_positive_exact_number_is_refused(factor: object) -> None:
    with pytest.raises(InvalidValue, match="base_factor"):
        parity_forward(
            Decimal(1),
            base_factor=factor,  # type: ignore[arg-type]  # what is refused is handed over on purpose
            quote_factor=Decimal(1),
        )


def test_interest_that_eats_the_capital_is_refused() -> None:
    with pytest.raises(InvalidValue, match="interest over the period"):
        simple_parity_forward(
            Decimal(1),
            base_rate=Decimal(-2),
            base_years=Fraction(1),
            quote_rate=Decimal(0),
            quote_years=Fraction(1),
        )


FACTORS = (
    (date(2026, 1, 1), Decimal(1)),
    (date(2026, 1, 11), Decimal("0.81")),
    (date(2026, 1, 21), Decimal("0.81")),
)


@pytest.mark.parametrize(("day", "factor"), [(1, "1"), (6, "0.9"), (11, "0.81"), (16, "0.81"), (21, "0.81")])
def test_half_way_a_factor_is_the_geometric_mean(day: int, factor: str) -> None:
    assert discount_factor(FACTORS, date(2026, 1, day)) == Decimal(factor)


def test_one_node_speaks_of_its_day_only() -> None:
    assert discount_factor(FACTORS[:1], date(2026, 1, 1)) == 1
    with pytest.raises(MissingRate, match="2026-01-02"):
        discount_factor(FACTORS[:1], date(2026, 1, 2))


@pytest.mark.parametrize("nodes", [(), FACTORS[::-1], FACTORS[:1] * 2])
def test_factors_whose_days_do_not_rise_are_refused(nodes: tuple[tuple[date, Decimal], ...]) -> None:
    with pytest.raises(InvalidValue, match="do not rise"):
        discount_factor(nodes, date(2026, 1, 1))


def test_a_factor_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match="discount factor"):
        discount_factor(((date(2026, 1, 1), Decimal(0)),), date(2026, 1, 1))
