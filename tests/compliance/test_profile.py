"""The day of a payment is that of its debtor's agent."""

from datetime import date, datetime

import pytest

from fxroute.compliance.profile import paying_day
from fxroute.model import Money, Payment
from fxroute.sources import load_network


@pytest.mark.parametrize(
    ("agent", "at", "day"),
    [
        ("BKCHCNBJ500", "2026-11-26T21:00+00:00", date(2026, 11, 27)),
        ("BKCHCNBJ500", "2026-11-26T15:59+00:00", date(2026, 11, 26)),
        ("RIBLSARI", "2026-11-26T20:59+00:00", date(2026, 11, 26)),
        ("RIBLSARI", "2026-11-26T21:00+00:00", date(2026, 11, 27)),
    ],
)
def test_before_any_way_is_known_the_day_is_that_of_the_debtors_agent(agent: str, at: str, day: date) -> None:
    payment = Payment.send(
        Money("1.00", "USD"),
        receive="USD",
        debtor_agent=agent,
        creditor_agent="HSBCHKHH",
        at=datetime.fromisoformat(at),
    )

    assert paying_day(payment, load_network()) == day
