"""Records that say something else: what exactly they say then, and what they refuse to say."""

from dataclasses import replace
from datetime import date, time

import pytest

from fxroute.errors import FxRouteError, InvalidValue, UnknownInstitution, UsageError
from fxroute.model import (
    Amendment,
    Band,
    Calendar,
    ChargeFunction,
    ChargeSlice,
    CutOffMoved,
    CutOffOf,
    DayClosed,
    DayOpened,
    Desk,
    DeskTier,
    FundsChanged,
    Hours,
    HoursMoved,
    Infrastructure,
    LagChanged,
    LimitChanged,
    LocalTime,
    MarkupChanged,
    PriceChanged,
    ProcessingChanged,
    Session,
    Tariff,
    ValueLag,
)
from fxroute.network import Network
from fxroute.network.network import Record
from fxroute.network.overlay import with_changes
from tests.search.parts import session
from tests.search.small import Small

DAY = date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)


def clock(hour: int, minute: int = 0) -> LocalTime:
    return LocalTime(time(hour, minute))


def network() -> Network:
    """A and Z in a system and beside it; a desk, a tariff, an account that is limited."""
    small = Small().bank("A", "Z").account("A", "Z", "USD", minimum="5.00", maximum="500.00")
    small.desk("A", "USD/SAR", "3.75", markup_ppm=500).tiers(("0.00", 500), ("1000.00", 300))
    small.system("CLEAR", "A/USD Z/USD A/SAR Z/SAR").system("ONE", "A/USD Z/USD")
    small.charge(ChargeFunction.INWARD, "USD", "Z", fixed_minor=1500, slices=(ChargeSlice(0, 0, 10),))
    built = small.network()
    hours = Hours(
        calendars=("ALWAYS",),
        time_zone="UTC",
        sessions=(session("09:00", "15:00", customer="14:00"), session("18:00", "22:00")),
    )
    system = built.infrastructures["CLEAR"]
    records: dict[str, Record] = {**built.records, "CLEAR": _with_hours(system, hours)}
    return Network.of(
        institutions=tuple(built.institutions.values()),
        accounts=built.accounts,
        infrastructures=tuple(records[key] for key in built.infrastructures),  # type: ignore[misc]  # systems by their ids
        participations=built.participations,
        desks=built.desks,
        services=built.services,
        calendars=tuple(built.calendars.values()),
        tariffs=built.tariffs,
    )


def _with_hours(system: Infrastructure, hours: Hours) -> Infrastructure:

    return replace(system, hours=hours)


def amended(change: Amendment) -> Network:
    return with_changes(network(), (change,))


def sessions(change: Amendment) -> tuple[Session, ...]:
    hours = amended(change).infrastructures["CLEAR"].hours
    assert hours is not None
    return hours.sessions


def desk(change: Amendment) -> Desk:
    return amended(change).desks[0]


def test_a_cut_off_moves_for_all_or_for_some() -> None:
    first, second = sessions(CutOffMoved(record="CLEAR", at=clock(13), session="09:00"))
    assert (first.cut_off, first.customer_cut_off, first.closes) == (clock(13), clock(13), clock(15))
    assert second.cut_off == clock(22)

    first, _ = sessions(CutOffMoved(record="CLEAR", at=clock(13), session="09:00", whose=CutOffOf.CUSTOMER))
    assert (first.cut_off, first.customer_cut_off) == (clock(15), clock(13))
    first, _ = sessions(CutOffMoved(record="CLEAR", at=clock(16), session="09:00", whose=CutOffOf.INSTITUTION))
    assert (first.cut_off, first.customer_cut_off, first.closes) == (clock(16), clock(14), clock(16))


def test_hours_move_and_a_cut_off_never_lies_after_the_close() -> None:
    first, second = sessions(HoursMoved(record="CLEAR", opens=clock(8), closes=clock(13), session="09:00"))
    assert (first.opens, first.cut_off, first.customer_cut_off, first.closes) == (
        clock(8), clock(13), clock(13), clock(13)
    )  # fmt: skip
    assert second.opens == clock(18)
    first, _ = sessions(HoursMoved(record="CLEAR", closes=clock(17), session="09:00"))
    assert (first.cut_off, first.closes) == (clock(15), clock(17))


def test_limits_are_set_and_lifted() -> None:
    account = amended(LimitChanged(record="A@Z/USD", minimum="0.01", maximum="none")).accounts[0]
    assert (account.minimum_minor, account.maximum_minor) == (1, None)
    account = amended(LimitChanged(record="A@Z/USD", maximum="5.00", currency="USD")).accounts[0]
    assert (account.minimum_minor, account.maximum_minor) == (500, 500)
    assert desk(LimitChanged(record="A:USD/SAR", maximum="7")).maximum_minor == 700
    system = amended(LimitChanged(record="CLEAR", minimum="1", maximum="9.00", currency="SAR")).infrastructures["CLEAR"]
    assert (system.minimum_minor, system.maximum_minor) == ((("SAR", 100),), (("SAR", 900),))
    system = amended(LimitChanged(record="ONE", maximum="9.00")).infrastructures["ONE"]
    assert (system.minimum_minor, system.maximum_minor) == ((), (("USD", 900),))


def priced(change: PriceChanged) -> Tariff:
    tariff = amended(change).records[change.tariff]
    assert isinstance(tariff, Tariff)
    return tariff


def test_a_price_changes_in_its_whole_band() -> None:
    tariff = priced(PriceChanged(tariff="inward:Z", fixed="2.00", rate_ppm=20, maximum="50.00"))

    for price in (tariff.low, tariff.likely, tariff.high):
        assert (price.fixed_minor, price.slices, price.maximum_minor) == (200, (ChargeSlice(0, 0, 20),), 5000)
    kept = priced(PriceChanged(tariff="inward:Z", minimum="1.00")).likely
    assert (kept.fixed_minor, kept.slices, kept.minimum_minor) == (1500, (ChargeSlice(0, 0, 10),), 100)


def test_a_markup_is_set_or_shifted_and_a_lag_takes_the_place_of_all() -> None:
    assert desk(MarkupChanged("A:USD/SAR", 100)).tiers == (DeskTier(0, 100),)
    assert desk(MarkupChanged("A:USD/SAR", -300, is_relative=True)).tiers == (DeskTier(0, 200), DeskTier(100000, 0))
    assert desk(LagChanged("A:USD/SAR", 2, 10)).value_lags == (ValueLag(2, 10),)


def test_funds_and_minutes_are_set() -> None:
    account = amended(FundsChanged("A@Z/USD", "300.00", "50.00")).accounts[0]
    assert (account.available_minor, account.credit_line_minor) == (30000, 5000)
    account = with_changes(
        network(), (FundsChanged("A@Z/USD", "300.00", "50.00"), FundsChanged("A@Z/USD", "unknown"))
    ).accounts[0]
    assert (account.available_minor, account.credit_line_minor) == (None, 5000)
    assert amended(ProcessingChanged("CLEAR", 90)).infrastructures["CLEAR"].processing_minutes == Band(90, 90, 90)


def calendars(*changes: Amendment) -> dict[str, Calendar]:
    return dict(with_changes(network(), changes).calendars)


def test_a_day_is_closed_in_a_calendar_or_for_one_record_alone() -> None:
    assert not calendars(DayClosed("ALWAYS", DAY))["ALWAYS"].is_open(DAY)
    own = with_changes(network(), (DayClosed("CLEAR", DAY),))
    assert own.calendars["ALWAYS"].is_open(DAY)
    hours = own.infrastructures["CLEAR"].hours
    assert hours is not None
    assert hours.calendars == ("ALWAYS@CLEAR",)
    assert not own.calendars["ALWAYS@CLEAR"].is_open(DAY)
    assert own.infrastructures["ONE"].hours == network().infrastructures["ONE"].hours


def test_a_record_with_a_calendar_of_its_own_still_keeps_the_days_of_the_old_one() -> None:
    first, second = DayClosed("CLEAR", DAY), DayClosed("ALWAYS", SATURDAY)
    for changes in ((first, second), (second, first)):
        own = calendars(*changes)["ALWAYS@CLEAR"]
        assert (own.is_open(DAY), own.is_open(SATURDAY)) == (False, False)


def test_a_day_is_opened_also_on_a_weekend_and_closed_again() -> None:
    opened = calendars(DayClosed("ALWAYS", DAY), DayOpened("ALWAYS", DAY), DayOpened("ALWAYS", SATURDAY))["ALWAYS"]
    assert opened == network().calendars["ALWAYS"]
    own = calendars(DayClosed("CLEAR", DAY), DayOpened("CLEAR", DAY))
    assert own["ALWAYS@CLEAR"].is_open(DAY)


def test_a_day_that_is_as_it_should_be_changes_nothing() -> None:
    base = network()
    assert with_changes(base, (DayOpened("CLEAR", DAY), DayOpened("ALWAYS", DAY))) is base
    closed = with_changes(base, (DayClosed("CLEAR", DAY),))
    assert with_changes(closed, (DayClosed("CLEAR", DAY),)) is closed


def test_funds_without_a_word_on_the_balance_leave_it() -> None:
    account = amended(FundsChanged("A@Z/USD", credit_line="50.00")).accounts[0]
    assert (account.available_minor, account.credit_line_minor) == (None, 5000)


REFUSED: list[tuple[Amendment, type[FxRouteError], str]] = [
    (CutOffMoved(record="CLEAR", at=clock(8)), InvalidValue, "does not open before its cut-off"),
    (CutOffMoved(record="CLEAR", at=clock(8), session="night"), UsageError, "use one of 09:00, 18:00"),
    (CutOffMoved(record="A", at=clock(8)), UsageError, "A has no hours"),
    (CutOffMoved(record="CLEER", at=clock(8)), UnknownInstitution, "did you mean CLEAR"),
    (LimitChanged(record="CLEAR", maximum="1"), UsageError, "limits in several currencies"),
    (LimitChanged(record="CLEAR", maximum="1", currency="EUR"), UsageError, "no limit in EUR"),
    (LimitChanged(record="A", maximum="1"), UsageError, "A has no limits"),
    (LimitChanged(record="A@Z/USD", maximum="1.00"), InvalidValue, "maximum 1.00 USD is below the minimum 5.00 USD"),
    (LimitChanged(record="A@Z/USD", maximum="1.001"), InvalidValue, "more decimals"),
    (PriceChanged(tariff="A", fixed="1"), UsageError, "A is no tariff"),
    (PriceChanged(tariff="inward:Z", rate_ppm=1_000_000), InvalidValue, "not within"),
    (MarkupChanged("A:USD/SAR", -400, is_relative=True), InvalidValue, "below zero"),
    (MarkupChanged("A:USD/SAR", 1_000_000), InvalidValue, "take the whole amount"),
    (LagChanged("A:USD/SAR", 31), InvalidValue, "31 is not within 0 and 30"),
    (FundsChanged("A", "1"), UsageError, "A is no account"),
    (ProcessingChanged("CLEAR", -1), InvalidValue, "-1 is not within"),
    (DayClosed("XX", DAY, is_country=True), UsageError, "no calendar of this network is of the country 'XX'"),
    (DayClosed("A", DAY), UsageError, "A has no hours"),
    (DayClosed("ALWAY", DAY), UnknownInstitution, "did you mean ALWAYS"),
]


@pytest.mark.parametrize(("change", "leaf", "text"), REFUSED)
def test_what_a_record_may_not_say_is_refused(change: Amendment, leaf: type[FxRouteError], text: str) -> None:
    with pytest.raises(leaf, match="change 1") as caught:
        amended(change)

    assert text in str(caught.value)
