"""Payments: what is fixed, when, who bears the charges, and what bounds are put on routes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import InvalidValue
from fxroute.model import Bounds, ChargeBearer, Confidence, Money, Payment, Side, parse_instant

AT = "2026-11-24T09:30+08:00"


def send(amount: object = Money("2000000.00", "CNY"), **changes: str | None) -> Payment:
    fields: dict[str, str | None] = {"at": AT, "arrive_by": None, "charge_bearer": "SHAR", "receive": "SAR"}
    fields |= changes
    return Payment.send(
        amount,  # type: ignore[arg-type]  # what is refused is handed over on purpose
        receive=str(fields["receive"]),
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        at=fields["at"],
        arrive_by=fields["arrive_by"],
        charge_bearer=str(fields["charge_bearer"]),
    )


def test_a_payment_can_fix_what_is_sent() -> None:
    payment = send()

    assert (payment.side, payment.debtor_currency, payment.creditor_currency) == (Side.SEND, "CNY", "SAR")
    assert payment.instructed_minor == 200_000_000
    assert payment.at == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    assert payment.charge_bearer is ChargeBearer.SHAR


def test_a_payment_can_fix_what_is_received() -> None:
    payment = Payment.receive(
        Money("5000.00", "SAR"),
        send="CNY",
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        arrive_by=AT,
        charge_bearer="DEBT",
    )

    assert (payment.side, payment.debtor_currency, payment.creditor_currency) == (Side.RECEIVE, "CNY", "SAR")
    assert payment.instructed_minor == 500_000
    assert (payment.at, payment.arrive_by) == (None, datetime(2026, 11, 24, 1, 30, tzinfo=UTC))


@pytest.mark.parametrize("amount", [Money("0", "CNY"), Money("-1", "CNY"), Money("0.001", "CNY"), "2000000.00", 7])
def test_an_amount_that_cannot_be_paid_is_refused(amount: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        send(amount)

    assert caught.value.where == "instructed_amount"


def test_a_currency_that_cannot_be_paid_is_refused() -> None:
    with pytest.raises(InvalidValue, match="CNH"):
        send(receive="CNH")


@pytest.mark.parametrize(
    ("at", "arrive_by", "fault"), [(None, None, "neither at nor arrive_by"), (AT, AT, "both at and arrive_by")]
)
def test_exactly_one_instant_is_wanted(at: str | None, arrive_by: str | None, fault: str) -> None:
    with pytest.raises(InvalidValue, match=fault):
        send(at=at, arrive_by=arrive_by)


@pytest.mark.parametrize(
    ("bearer", "mend"),
    [("SLEV", "service level"), ("OUR", "in MT words"), ("shar", "DEBT, SHAR or CRED"), ("", "DEBT")],
)
def test_another_bearer_is_refused_with_advice(bearer: str, mend: str) -> None:
    with pytest.raises(InvalidValue, match="no charge bearer") as caught:
        send(charge_bearer=bearer)

    assert mend in caught.value.mend


def test_a_payment_is_moved_to_another_instant_and_forgets_when_to_arrive() -> None:
    moved = send(at=None, arrive_by=AT).with_instant(datetime(2026, 12, 1, tzinfo=UTC))

    assert (moved.at, moved.arrive_by) == (datetime(2026, 12, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("value", "utc"),
    [
        ("2026-11-24T09:30+08:00", "2026-11-24T01:30+00:00"),
        ("2026-11-24T09:30Z", "2026-11-24T09:30+00:00"),
        ("2026-11-24T09:30:00.000001Z", "2026-11-24T09:31+00:00"),
        (datetime(2026, 11, 24, 23, 59, 1, tzinfo=UTC), "2026-11-25T00:00+00:00"),
    ],
)
def test_an_instant_is_moved_to_the_next_whole_minute_in_utc(value: object, utc: str) -> None:
    assert parse_instant(value, where="at") == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "value",
    ["", "now", "2026-11-24", "2026-11-24T09:30", "24.11.2026", None, 1764000000, datetime(2026, 11, 24)],  # noqa: DTZ001  # without an offset on purpose
)
def test_what_has_no_offset_or_is_no_instant_is_refused(value: object) -> None:
    with pytest.raises(InvalidValue, match="no instant with a UTC offset") as caught:
        parse_instant(value, where="arrive_by")

    assert caught.value.where == "arrive_by"


@pytest.mark.parametrize("value", ["1999-12-31T23:59Z", "2100-01-01T00:00Z", "0001-01-01T00:00+14:00"])
def test_years_out_of_reach_are_refused(value: str) -> None:
    with pytest.raises(InvalidValue, match="outside 2000 to 2099"):
        parse_instant(value, where="at")


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)),  # noqa: DTZ001  # offsets are drawn beside
    st.integers(-840, 840),
)
def test_an_instant_is_never_moved_back_nor_by_a_minute(naive: datetime, offset_minutes: int) -> None:
    instant = naive.replace(tzinfo=timezone(timedelta(minutes=offset_minutes)))
    moved = parse_instant(instant, where="at")

    assert timedelta(0) <= moved - instant < timedelta(minutes=1)
    assert (moved.second, moved.microsecond, moved.utcoffset()) == (0, 0, timedelta(0))
    assert parse_instant(moved.isoformat(), where="at") == moved


def test_bounds_are_off_unless_they_are_given() -> None:
    bounds = Bounds()

    assert (bounds.intermediaries_max, bounds.conversions_max, bounds.legs_max, bounds.vehicles) == (None,) * 4
    assert bounds.evidence_floor is Confidence.EXAMPLE


@pytest.mark.parametrize("name", ["intermediaries_max", "conversions_max", "legs_max", "labels_max"])
def test_a_bound_below_zero_is_refused(name: str) -> None:
    bounds = {
        "intermediaries_max": lambda: Bounds(intermediaries_max=-1),
        "conversions_max": lambda: Bounds(conversions_max=-1),
        "legs_max": lambda: Bounds(legs_max=-1),
        "labels_max": lambda: Bounds(labels_max=-1),
    }
    with pytest.raises(InvalidValue, match=f"{name} is -1"):
        bounds[name]()


def test_what_is_avoided_cannot_be_required() -> None:
    with pytest.raises(InvalidValue, match="A, C is avoided and required"):
        Bounds(avoid=frozenset("ABC"), via=frozenset("CAD"))
