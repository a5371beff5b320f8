"""What records mean once they are values: defaults, units, places."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from fxroute.model import Band, ChargeSlice, CurrencyPair, DeskTier, LocalTime, Place, Price, Settles, ValueLag
from fxroute.network import Network
from fxroute.sources import load_network, load_rates
from tests.sources.documents import NETWORK, RATES, Json, record, write


@pytest.fixture(scope="module")
def small() -> Network:
    return load_network(NETWORK, shipped=False)


def load(folder: Path, own: Json) -> Network:
    return load_network(NETWORK, write(folder, "own.yaml", own), shipped=False)


def test_a_unit_belongs_to_itself_unless_it_says_otherwise(small: Network) -> None:
    assert (small.institutions["RIYASARI"].legal_entity, small.institutions["RIYASARI"].group) == ("RIYASARI",) * 2
    assert (small.institutions["HEADHKHH"].legal_entity, small.institutions["HEADHKHH"].group) == ("HEADCNBJ",) * 2


def test_an_account_is_held_at_the_side_of_its_servicer(small: Network) -> None:
    places = {account.id: account.place for account in small.accounts}

    assert places == {"ACC-SAR": Place.ANY, "ACC-CNY": Place.OFFSHORE, "ACC-BRIDGE": Place.ONSHORE}


def test_amounts_are_minor_units_of_their_currency(tmp_path: Path) -> None:
    own = record(
        "accounts",
        id="ACC-1",
        owner="HEADCNBJ",
        servicer="RIYASARI",
        currency="SAR",
        relation="correspondent",
        funding_mode="CREDIT_LINE",
        available="1000.5",
        credit_line=7,
        minimum="0.01",
        maximum="2000000.00",
    )

    (account,) = (account for account in load(tmp_path, own).accounts if account.id == "ACC-1")

    assert (account.available_minor, account.credit_line_minor) == (100050, 700)
    assert (account.minimum_minor, account.maximum_minor) == (1, 200000000)


def test_times_of_day_know_their_day_and_have_defaults(tmp_path: Path, small: Network) -> None:
    sessions = [
        {"name": "night", "opens": "20:30-1", "cut_off": "05:00+1", "customer_cut_off": "24:00", "closes": "06:00+1"}
    ]
    hours = {"calendars": ["CAL-SA"], "time_zone": "Asia/Riyadh", "sessions": sessions}
    own = record("services", id="SRV-1", functions=["credit"], hours=hours, processing_minutes=5)

    night = next(item for item in load(tmp_path, own).services if item.id == "SRV-1").hours.sessions[0]
    day = small.services[0].hours.sessions[0]

    assert (night.opens, night.cut_off) == (LocalTime(time(20, 30), -1), LocalTime(time(5), 1))
    assert (night.customer_cut_off, night.closes) == (LocalTime(time(0), 1), LocalTime(time(6), 1))
    assert day.closes == day.customer_cut_off == day.cut_off == LocalTime(time(15, 30))


def test_a_desk_is_read_in_millionths(small: Network) -> None:
    desk = small.desks[0]

    assert desk.pair == CurrencyPair("CNY", "SAR")
    assert desk.place is Place.ONSHORE
    assert desk.tiers == (DeskTier(0, 3000), DeskTier(100000000, 1250))
    assert desk.value_lags == (ValueLag(0, 200), ValueLag(2, 0))
    assert desk.processing_minutes == Band(5, 10, 60)


def test_calendars_hold_days_and_weekdays(small: Network) -> None:
    calendar = small.calendars["CAL-SA"]

    assert calendar.weekend == {5, 6}
    assert calendar.closed == {date(2026, 9, 23)}
    assert calendar.settles == (Settles("SAR", Place.ANY),)
    assert small.settlement_calendar("CNY", "offshore") is small.calendars["CAL-CN"]


def test_a_system_keeps_its_limits_and_exchanges(tmp_path: Path) -> None:
    own = record(
        "infrastructures",
        id="RTGS-1",
        name="One",
        operator="Bank",
        country="SA",
        currencies=["SAR"],
        settlement_type="rtgs",
        finality="central_bank",
        processing_minutes=5,
        minimum={"SAR": "1"},
        maximum={"KWD": "1.005"},
        exchanges=[{"pair": "KWD/SAR", "markup_bp": "2.5"}],
    )

    system = load(tmp_path, own).infrastructures["RTGS-1"]

    assert (system.minimum_minor, system.maximum_minor) == ((("SAR", 100),), (("KWD", 1005),))
    assert [(str(item.pair), item.markup_ppm) for item in system.exchanges] == [("KWD/SAR", 250)]
    assert system.hours is None


def test_a_tariff_is_one_price_or_a_band_of_three(tmp_path: Path, small: Network) -> None:
    own = record(
        "tariffs",
        id="TRF-1",
        function="commission",
        currency="SAR",
        low={"fixed": "1"},
        likely={"rate_bp": "10", "minimum": "50", "maximum": "250"},
        high={
            "is_slab": True,
            "minimum": "50",
            "slices": [{"from": "0", "fixed": "5", "rate_bp": "10"}, {"from": "1000", "fixed": "200", "rate_bp": "12"}],
        },
    )

    exact = small.tariffs[0]
    band = load(tmp_path, own).tariffs[0]

    assert exact.low == exact.likely == exact.high == Price(fixed_minor=1500)
    assert band.likely == Price(slices=(ChargeSlice(0, 0, 1000),), minimum_minor=5000, maximum_minor=25000)
    assert band.high.slices == (ChargeSlice(0, 500, 1000), ChargeSlice(100000, 20000, 1200))


def test_rates_are_for_one_base_unit_with_all_their_digits(tmp_path: Path) -> None:
    table = load_rates(write(tmp_path, "rates.yaml", RATES), shipped=False)

    fixing, peg = table.quotes
    assert (fixing.bid, fixing.offer) == (Decimal("0.534"), Decimal("0.534"))
    assert fixing.quoted_at == datetime(2026, 11, 24, 0, 0, 30, tzinfo=UTC)
    assert (peg.bid, peg.offer, peg.quoted_at.year) == (Decimal("3.7495"), Decimal("3.7505"), 1986)
    assert table.forward_points[0].bid_pips == Decimal("-2.5")
    assert table.conventions[0].spot_lag_days == 2
