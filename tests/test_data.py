"""The shipped records say no more than their sources: caps are bands, and estimated days are not announced."""

from dataclasses import replace
from datetime import date

import pytest

from fxroute.model import Bounds, CustomerType, Money, Payment
from fxroute.sources import load_network, load_planner
from tests.sources.documents import Json, entries, parsed
from tests.tree import ROOT


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        # What the sources call a moon-sighting estimate.
        ("AE", "2027-03-09"),
        ("AE", "2027-08-14"),
        ("SG", "2027-03-10"),
        ("SG", "2027-05-17"),
        # Statutory days without the State Council's notice for the year, and the weekends it may turn into workdays.
        ("CN", "2027-01-01"),
        ("CN", "2027-01-04"),
        ("CN", "2027-02-06"),
        ("CN", "2027-12-31"),
        ("HK_RMB", "2027-02-06"),
    ],
)
def test_a_day_that_is_an_estimate_is_provisional(calendar: str, day: str) -> None:
    assert load_network().calendars[calendar].is_provisional(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("calendar", "day"),
    [("CN", "2026-10-10"), ("SG", "2026-12-25"), ("SA_BANK", "2027-03-07"), ("EU_T2", "2027-12-31")],
)
def test_a_day_that_was_announced_is_not(calendar: str, day: str) -> None:
    assert not load_network().calendars[calendar].is_provisional(date.fromisoformat(day))


def closed_of(calendar: Json) -> dict[str, str]:
    closed = calendar["closed"]
    assert isinstance(closed, dict)
    return closed


def test_no_day_with_the_name_of_an_estimate_is_announced() -> None:
    calendars = entries(parsed((ROOT / "data" / "calendars.yaml").read_bytes()), "calendars")
    named = [
        (calendar["id"], day)
        for calendar in calendars
        for day, name in closed_of(calendar).items()
        if "estimated" in name and str(day) > "2027"
    ]
    announced = {calendar["id"]: str(calendar["announced_to"]) for calendar in calendars}

    assert named
    assert [(key, day) for key, day in named if str(day) <= announced[key]] == []


def test_a_cap_is_a_band_and_no_price() -> None:
    caps = [tariff for tariff in load_network().tariffs if "maximum" in tariff.provenance.notes]

    assert len(caps) > 5
    assert [tariff.id for tariff in caps if tariff.low == tariff.likely] == []


@pytest.mark.parametrize(
    ("amount", "most"),
    [
        ("1000.00", "0.50"),
        ("2500.00", "0.50"),
        ("2500.01", "1.00"),
        ("20000.00", "1.00"),
        # No cap was found above 20,000: that of 2017 stands in.
        ("20000.01", "25.00"),
    ],
)
def test_an_individual_pays_riyal_in_the_kingdom_within_the_caps_of_the_fees_guide(amount: str, most: str) -> None:
    planner = load_planner()
    payment = Payment.send(
        Money(amount, "SAR"),
        receive="SAR",
        debtor_agent="RIBLSARI",
        creditor_agent="NCBKSAJE",
        at="2026-11-24T09:30+03:00",
    )
    (charge,) = (
        planner.plan(replace(payment, customer=CustomerType.INDIVIDUAL), Bounds(conversions_max=0))
        .routes[0]
        .legs[0]
        .charges
    )

    assert charge.tariff == "TRF-SA-COMMISSION-INDIVIDUAL-SAR"
    assert charge.is_estimated
    assert (charge.amount, charge.low, charge.high) == (Money(most, "SAR"), Money(0, "SAR"), Money(most, "SAR"))
    assert planner.network.provenance_of(charge.tariff).confidence == "prior"
