"""The grammar of changes: what is written can be read back, and what cannot be read says how it is written."""

from datetime import date, time
from decimal import Decimal

import pytest

from fxroute.errors import FxRouteError, InvalidValue, UsageError
from fxroute.model import (
    AccountOpened,
    Change,
    CurrencyPair,
    CutOffMoved,
    CutOffOf,
    DayClosed,
    DayOpened,
    DeskOpened,
    FundsChanged,
    HoursMoved,
    LagChanged,
    LimitChanged,
    LocalTime,
    MarkupChanged,
    Overlay,
    Place,
    PriceChanged,
    ProcessingChanged,
    RateMoved,
    RateSet,
    RecordOut,
    ValidityExtended,
    change_text,
)
from fxroute.plan import GRAMMAR, is_change, parse_change, parse_overlay

DAY = date(2026, 11, 26)
CNY_SAR = CurrencyPair("CNY", "SAR")
CASES: list[tuple[str, Change]] = [
    ("out HSBCHKHHHKH", RecordOut("HSBCHKHHHKH")),
    ("valid ACC-1", ValidityExtended("ACC-1")),
    ("account A Z SAR", AccountOpened(owner="A", servicer="Z", currency="SAR")),
    ("desk A CNY/SAR", DeskOpened(institution="A", pair=CNY_SAR, place=Place.ANY)),
    (
        "desk A CNY/SAR offshore markup 12.5bp",
        DeskOpened(institution="A", pair=CNY_SAR, place=Place.OFFSHORE, markup_ppm=1250),
    ),
    ("cut-off SARIE 14:00", CutOffMoved(record="SARIE", at=LocalTime(time(14)))),
    (
        "cut-off SARIE 02:30+1 session night customer",
        CutOffMoved(record="SARIE", at=LocalTime(time(2, 30), 1), session="night", whose=CutOffOf.CUSTOMER),
    ),
    (
        "hours SARIE opens 20:00-1 closes 16:00 session 'the day'",
        HoursMoved(record="SARIE", opens=LocalTime(time(20), -1), closes=LocalTime(time(16)), session="the day"),
    ),
    ("limit ACC-1 max 1000000.00", LimitChanged(record="ACC-1", maximum="1000000.00")),
    ("limit SARIE min 1 max none SAR", LimitChanged(record="SARIE", minimum="1", maximum="none", currency="SAR")),
    (
        "price T fixed 15.00 rate 10bp min 5 max 200",
        PriceChanged(tariff="T", fixed="15.00", rate_ppm=1000, minimum="5", maximum="200"),
    ),
    ("markup D 35bp", MarkupChanged("D", 3500)),
    ("markup D +0.5bp", MarkupChanged("D", 50, is_relative=True)),
    ("markup D -5bp", MarkupChanged("D", -500, is_relative=True)),
    ("lag D 1 markup 2bp", LagChanged("D", 1, 200)),
    ("lag D 0", LagChanged("D", 0)),
    ("funds ACC-1 available 0 credit unknown", FundsChanged("ACC-1", "0", "unknown")),
    ("minutes SARIE 90", ProcessingChanged("SARIE", 90)),
    ("close SA_BANK 2026-11-26", DayClosed("SA_BANK", DAY)),
    ("close country SA 2026-11-26", DayClosed("SA", DAY, is_country=True)),
    ("open SARIE 2026-11-26", DayOpened("SARIE", DAY)),
    ("rate CNY/SAR 0.5340 0.5344", RateSet(CNY_SAR, Decimal("0.5340"), Decimal("0.5344"))),
    ("rate CNY/SAR +10bp", RateMoved("CNY/SAR", Decimal(10))),
    ("rate CNY -12.5bp", RateMoved("CNY", Decimal("-12.5"))),
]


@pytest.mark.parametrize(("text", "change"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_change_is_read_and_written_back(text: str, change: Change) -> None:
    assert parse_change(text) == change
    assert change_text(change) == text
    assert is_change(text)


def test_every_kind_of_change_has_its_usage_and_its_case() -> None:
    assert {text.split()[0] for text, _ in CASES} == set(GRAMMAR)


def test_per_cent_are_basis_points() -> None:
    assert parse_change("rate CNY/SAR -0.5%") == RateMoved("CNY/SAR", Decimal(-50))
    assert parse_change("markup D 1%") == MarkupChanged("D", 10000)


def test_midnight_at_the_end_of_a_day_is_the_day_after() -> None:
    assert parse_change("cut-off SARIE 24:00") == CutOffMoved(record="SARIE", at=LocalTime(time(0), 1))


def test_an_overlay_is_a_line_of_changes() -> None:
    overlay = parse_overlay("out A;  limit 'an id; with a semicolon' max 5 ;")

    assert overlay.changes == (RecordOut("A"), LimitChanged(record="an id; with a semicolon", maximum="5"))
    assert overlay.name == "out A; limit 'an id; with a semicolon' max 5 ;"


def test_the_hash_is_of_the_changes_and_not_of_the_name() -> None:
    one, other = Overlay("one", (RecordOut("A"),)), Overlay("other", (RecordOut("A"),), notes="as told")

    assert one.sha256 == other.sha256
    assert one.sha256 != Overlay("one", (RecordOut("B"),)).sha256


REFUSED: list[tuple[str, type[FxRouteError], str]] = [
    ("", UsageError, "no change is written"),
    ("cutoff SARIE 14:00", UsageError, "did you mean: cut-off RECORD TIME"),
    ("abracadabra", UsageError, "write one, for instance out RECORD"),
    ("out", UsageError, "RECORD is missing"),
    ("out A B", UsageError, "'B' is too much"),
    ("out 'A", UsageError, "has a quote that does not close"),
    ("cut-off SARIE", UsageError, "TIME is missing"),
    ("cut-off SARIE 25:00", InvalidValue, "'25:00' is no time of day"),
    ("cut-off SARIE two", InvalidValue, "'two' is no time of day"),
    ("cut-off SARIE 14:00 session", UsageError, "nothing stands after session"),
    ("hours SARIE", UsageError, "nothing is changed"),
    ("limit A max 1,000", InvalidValue, "'1,000' is no amount"),
    ("limit A", UsageError, "nothing is changed"),
    ("markup D 35", InvalidValue, "'35' is no share"),
    ("markup D 0.001bp", InvalidValue, "more than two decimals"),
    ("lag D one", InvalidValue, "'one' is no whole number"),
    ("lag D 1 markup +1bp", InvalidValue, "has a sign"),
    ("close SA_BANK 26-11-2026", InvalidValue, "'26-11-2026' is no day"),
    ("close SA_BANK 2026-02-30", InvalidValue, "'2026-02-30' is no day"),
    ("rate CNY/SAR 10bp", InvalidValue, "'10bp' has no sign"),
    ("rate CNY/SAR 0.5", UsageError, "OFFER is missing"),
    ("rate CNY/SAR a b", InvalidValue, "'a' is no rate"),
    ("rate CNYSAR 1 2", InvalidValue, "no currency pair"),
    ("desk A CNY/CNY", InvalidValue, "pairs a currency with itself"),
]


@pytest.mark.parametrize(("text", "leaf", "told"), REFUSED)
def test_what_is_no_change_says_how_it_is_written(text: str, leaf: type[FxRouteError], told: str) -> None:
    with pytest.raises(leaf) as caught:
        parse_change(text)

    assert told in str(caught.value)


def test_all_faults_of_a_line_are_told() -> None:
    with pytest.raises(UsageError, match=r"'cutoff' begins no change; 'B' is too much"):
        parse_overlay("cutoff SARIE 14:00; out A B")
    with pytest.raises(UsageError, match="no change is written"):
        parse_overlay(" ; ")
