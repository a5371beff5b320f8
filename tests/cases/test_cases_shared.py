"""Cases that other implementations publish: each row of `cases_shared.csv` pins one law.

Identifiers, crosses, forwards, day counts and calendars. A row keeps its id, its source and its note in the table;
the name of its test says the law. Shipped calendars begin with 2026: rows before that are put to small calendars
built from the row's own words, and so pin how days are counted and not what is shipped. S040 and S042 build theirs from
the answer, so that they pin no more than that a day listed as closed is closed.

The shared table counts from S001 to S076. Paths and costs (S059 to S067 and S074) stand in `cases_paths.csv`. Not
carried, because what they are about is a later capability:

- S049 to S050: netting of obligations, bilateral and multilateral.
- S051 to S058: queues in gridlock, and what an offset frees.
- S068 to S073: messages, serial and cover, their fields and rejects.
- S075 to S076: the shape of whole networks, participants counted by year.
"""

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fxroute.errors import InvalidValue
from fxroute.model import (
    Calendar,
    CurrencyPair,
    JointCalendar,
    Money,
    bic8,
    bic11,
    check_bic,
    check_iban,
    check_lei,
    iban_of,
    settlement_date,
)
from fxroute.rates import (
    DayCount,
    RateTable,
    Rounding,
    discount_factor,
    exchange,
    parity_forward,
    simple_parity_forward,
    valuation,
    year_fraction,
)
from fxroute.sources import load_network
from tests.model.days import calendar
from tests.rates.notation import pair, quote, table

Words = Mapping[str, Any]
Law = Callable[[Words, Words], None]

CONTEXT_DIGITS = 34
SIXTEEN_DIGITS = Fraction(1, 10**15)


def is_refused(check: Callable[[str], str], text: str) -> bool:
    try:
        check(text)
    except InvalidValue:
        return True
    return False


def an_iban_is_taken_or_refused(given: Words, expected: Words) -> None:
    assert is_refused(check_iban, given["iban"]) is not expected["valid"]
    if expected["valid"]:
        iban = check_iban(given["iban"])
        assert (iban[:2], iban[2:4]) == (expected["country"], expected["check_digits"])
        assert iban_of(expected["country"], expected["bban"]) == iban


def check_digits_are_made(given: Words, expected: Words) -> None:
    iban = iban_of(given["country"], given["bban"])

    assert (iban, iban[2:4]) == (expected["iban"], expected["check_digits"])


def a_bic_is_taken_or_refused(given: Words, expected: Words) -> None:
    assert is_refused(check_bic, given["bic"]) is not expected["valid"]


def all_forms_of_a_bic_are_one(given: Words, expected: Words) -> None:
    for form in given["bic"]:
        assert (bic8(form), bic11(form)) == (expected["bic8"], expected["bic11"])


def a_lei_is_taken_or_refused(given: Words, expected: Words) -> None:
    assert is_refused(check_lei, given["lei"]) is not expected["valid"]


def decimal(text: str) -> Decimal:
    """Read `1.25` or `8/7`, the latter to more digits than any rate is presented with."""
    value = Fraction(text)
    scaled = round(value * 10**CONTEXT_DIGITS)
    return Decimal(scaled).scaleb(-CONTEXT_DIGITS)


def quoted(given: Words, *pegs: str) -> RateTable:
    pairs = [name for name in given if "/" in name]
    return table(*(f"{name} {decimal(given[name])} fixing" for name in pairs), *pegs)


def crosses_follow_from_the_quotes(given: Words, expected: Words) -> None:
    rates = quoted(given)
    for name, text in expected.items():
        mid = Fraction(rates.rate(pair(name)).mid)
        assert abs(mid / Fraction(text) - 1) < SIXTEEN_DIGITS, name


def either_direction_of_a_quote_gives_the_cross(given: Words, expected: Words) -> None:
    crosses_follow_from_the_quotes(given, expected)
    for name in given:
        turned = str(CurrencyPair.parse(name).inverse)
        others = {other: text for other, text in given.items() if other != name}
        crosses_follow_from_the_quotes({turned: str(1 / Fraction(given[name])), **others}, expected)


def a_currency_is_never_quoted_against_itself(given: Words, expected: Words) -> None:
    ((name, text),) = given["rate"].items()
    with pytest.raises(InvalidValue, match="the rate of a currency to itself is 1"):
        quote(f"{name} {text}")
    assert expected["error"] == "identity rate must be 1"


def an_amount_is_exchanged_at_the_rate(given: Words, expected: Words) -> None:
    (name,) = (name for name in given if "/" in name)
    through = pair(name)
    for currency, amount in given["amounts"].items():
        (other,) = {through.base, through.quote} - {currency}
        received = exchange(Money(amount, currency), Decimal(given[name]), pair=through, rounding=Rounding.HALF_UP)
        assert received == Money(expected[other], other)


def a_fixed_parity_is_crossed_like_any_quote(given: Words, expected: Words) -> None:
    # The lira has left the standard; the won, without decimals too, stands in for it.
    rates = table(f"EUR/USD {given['EUR/USD']}", f"EUR/KRW {given['EUR/ITL']} peg")

    assert valuation(Money(given["amount"]["ITL"], "KRW"), "USD", rates) == Money(expected["USD"], "USD")


def reference_rates_are_crossed_to_six_decimals(given: Words, expected: Words) -> None:
    rates = quoted(given, "USD/SAR 3.75 peg")
    for name, text in expected.items():
        mid = rates.rate(pair(name.split()[0])).mid
        assert round(mid, 6) == Decimal(text), name


def discount_factors_make_the_forward(given: Words, expected: Words) -> None:
    spot, at = date.fromisoformat(given["spot_date"]), date.fromisoformat(given["date"])
    factors = []
    for leg in ("USD leg (collateralised in EUR)", "EUR leg"):
        nodes = tuple((date.fromisoformat(day), Decimal(str(factor))) for day, factor in given["discount_factors"][leg])
        factors.append(Fraction(discount_factor(nodes, at)) / Fraction(discount_factor(nodes, spot)))
    rate = Decimal(given["spot"]["USD/EUR"])
    forward = parity_forward(rate, base_factor=factors[0], quote_factor=factors[1])

    assert abs(forward - Decimal(expected["USD/EUR"])) < Decimal("1e-12")
    assert abs((forward - rate) * 10_000 - Decimal(expected["swap_points"])) < Decimal("1e-8")
    assert abs(1 / forward - Decimal(expected["EUR/USD"])) < Decimal("1e-12")


def simple_interest_makes_the_forward(given: Words, expected: Words) -> None:
    start = date(2026, 1, 5)
    end = start + timedelta(days=given["days"])
    spot = Decimal(given["spot GBP/USD"])
    forward = simple_parity_forward(
        spot,
        base_rate=Decimal(given["r_gbp (ACT/365)"]),
        base_years=year_fraction(start, end, DayCount.ACT_365F),
        quote_rate=Decimal(given["r_usd (ACT/360)"]),
        quote_years=year_fraction(start, end, DayCount.ACT_360),
    )

    assert round(forward, 6) == Decimal(expected["forward"])
    assert round((forward - spot) * 10_000, 2) == Decimal(expected["points(pips)"])


def years_are_counted(given: Words, expected: Words) -> None:
    start, end = date.fromisoformat(given["start"]), date.fromisoformat(given["end"])
    years = year_fraction(start, end, DayCount(given["convention"]))

    assert abs(years - Fraction(expected["year_fraction"])) < Fraction(1, 10**14)


def a_closed_day_rolls(given: Words, expected: Words) -> None:
    assert given["calendar"] == "Sat/Sun weekend"
    joint = JointCalendar((calendar("sat sun"),))
    rolls = {
        "Following": joint.following,
        "ModifiedFollowing": joint.modified_following,
        "Preceding": joint.preceding,
        "Nearest": joint.nearest,
    }

    adjusted = rolls[given["convention"]](date.fromisoformat(given["date"]))
    assert adjusted.isoformat() == expected["adjusted"]


SMALL_CALENDARS = {
    # No closing day of London or of TARGET falls into the weeks asked about, but Armistice Day in New York.
    "EUR": calendar("sat sun", name="TARGET"),
    "GBP": calendar("sat sun", name="London"),
    "USD": calendar("sat sun", "2009-11-11", name="New York"),
}


def spot_is_two_good_days_away(given: Words, expected: Words) -> None:
    sides = tuple((currency, SMALL_CALENDARS[currency]) for currency in given["pair"].split("/"))
    spot = settlement_date(date.fromisoformat(given["trade"]), lag_days=2, calendars=sides)

    assert spot.isoformat() == expected["spot"]


@cache
def shipped(name: str) -> Calendar:
    return load_network().calendars[name]


def saudi_banks_are_closed(given: Words, expected: Words) -> None:
    day = date.fromisoformat(given["date"])

    assert shipped("SA_BANK").known_from <= day <= shipped("SA_BANK").known_to
    assert shipped("SA_BANK").is_open(day) is not expected["holiday_or_weekend"]


def a_saudi_saturday_off_moves_to_sunday(given: Words, expected: Words) -> None:
    founding_day = date(2025, 2, 22)
    moved = founding_day + timedelta(days={5: -1, 6: 1}.get(founding_day.isoweekday(), 0))
    small = calendar("fri sat", moved.isoformat())

    assert small.is_open(date.fromisoformat(given["date"])) is not expected["holiday_or_weekend"]


def a_saudi_feast_closes_every_day_it_lasts(given: Words, expected: Words) -> None:
    feast = (date(2025, 6, 5) + timedelta(days=count) for count in range(6))
    small = calendar("fri sat", " ".join(map(str, feast)))

    assert small.is_open(date.fromisoformat(given["date"])) is not expected["holiday_or_weekend"]
    assert small.is_open(date(2025, 6, 11))


def make_up_workdays_are_open(given: Words, expected: Words) -> None:
    workdays = [day for day in shipped("CN").workdays if day.year == given["year"]]

    assert sorted(map(str, workdays)) == expected["working_weekend_days"]
    assert all(day.isoweekday() > 5 and shipped("CN").is_open(day) for day in workdays)


def target_closes_on_its_six_days(given: Words, expected: Words) -> None:
    days = (date(given["year"], 1, 1) + timedelta(days=count) for count in range(365))
    closed = [day for day in days if day.isoweekday() < 6 and not shipped("EU_T2").is_open(day)]

    assert list(map(str, closed)) == expected["closed_weekdays"]


def both_countries_are_open_on_few_days(given: Words, expected: Words) -> None:
    joint = JointCalendar((shipped("SA_BANK"), shipped("CN")))

    assert [day for day in given["week"] if joint.is_open(date.fromisoformat(day))] == expected["both_open"]


LAWS: dict[str, tuple[Law, str]] = {
    **dict.fromkeys(
        ("S001", "S002", "S003", "S004", "S005", "S006"),
        (an_iban_is_taken_or_refused, "a registered example is valid"),
    ),
    "S007": (an_iban_is_taken_or_refused, "wrong check digits are refused"),
    "S008": (an_iban_is_taken_or_refused, "a wrong length is refused"),
    "S009": (check_digits_are_made, "check digits are 98 less the remainder"),
    "S010": (a_bic_is_taken_or_refused, "eleven characters are valid"),
    "S011": (a_bic_is_taken_or_refused, "nine characters are refused"),
    "S012": (a_bic_is_taken_or_refused, "eight characters are valid"),
    "S013": (a_bic_is_taken_or_refused, "a dash is refused"),
    "S014": (all_forms_of_a_bic_are_one, "head office, branch and terminal forms are one"),
    "S015": (a_lei_is_taken_or_refused, "a right check sum is valid"),
    "S016": (a_lei_is_taken_or_refused, "a wrong check sum is refused"),
    "S017": (crosses_follow_from_the_quotes, "the inverse is one over the rate"),
    "S018": (either_direction_of_a_quote_gives_the_cross, "a cross does not ask how its quotes were written"),
    "S019": (a_currency_is_never_quoted_against_itself, "the rate of a currency to itself is 1"),
    "S020": (crosses_follow_from_the_quotes, "all crosses of four currencies follow from three quotes"),
    "S021": (crosses_follow_from_the_quotes, "a chain of five quotes is crossed whatever their order"),
    "S022": (an_amount_is_exchanged_at_the_rate, "base is multiplied and quote divided, half up"),
    "S023": (a_fixed_parity_is_crossed_like_any_quote, "a pegged leg takes part in a cross"),
    "S024": (reference_rates_are_crossed_to_six_decimals, "crosses of the reference rates, 2026"),
    "S025": (reference_rates_are_crossed_to_six_decimals, "crosses of the reference rates, 2015"),
    "S026": (discount_factors_make_the_forward, "parity with log-linear discount factors"),
    "S027": (simple_interest_makes_the_forward, "parity with simple interest, each side counted its own way"),
    "S028": (years_are_counted, "actual days over 360"),
    "S029": (years_are_counted, "months of thirty days over 360"),
    "S030": (years_are_counted, "the 31st counts as the 30th and the end of February as it is"),
    "S031": (years_are_counted, "leap years over 366 and others over 365"),
    "S032": (years_are_counted, "actual days over 365 in a leap year too"),
    "S033": (a_closed_day_rolls, "following takes the next open day"),
    "S034": (a_closed_day_rolls, "modified following stays in the month"),
    "S035": (a_closed_day_rolls, "preceding takes the open day before"),
    "S036": (a_closed_day_rolls, "nearest takes Friday for Saturday"),
    "S037": (spot_is_two_good_days_away, "two days on in an ordinary week"),
    "S038": (spot_is_two_good_days_away, "a weekend does not count"),
    "S039": (spot_is_two_good_days_away, "an American holiday on the way does not delay"),
    # Built from its answer, as is S042: only that a closed day is closed.
    "S040": (a_saudi_saturday_off_moves_to_sunday, "a Saudi day off on Saturday moves to Sunday (small calendar)"),
    "S041": (saudi_banks_are_closed, "Founding Day on Sunday leaves the Thursday before open"),
    "S042": (a_saudi_feast_closes_every_day_it_lasts, "a feast closes to its last day (small calendar)"),
    "S043": (saudi_banks_are_closed, "the day before Eid al-Fitr is open"),
    "S044": (saudi_banks_are_closed, "the day after Eid al-Fitr is open at banks though not in public offices"),
    "S045": (saudi_banks_are_closed, "Eid al-Adha closes banks"),
    "S046": (make_up_workdays_are_open, "make-up workdays of 2026 are shipped and open"),
    "S047": (target_closes_on_its_six_days, "only the six closing days of T2 close it"),
    "S048": (both_countries_are_open_on_few_days, "one day of the week after golden week is open in both"),
}


@dataclass(frozen=True)
class Row:
    name: str
    given: Words
    expected: Words


def read_rows() -> tuple[Row, ...]:
    with Path(__file__).with_name("cases_shared.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Row(line["id"], json.loads(line["input_json"]), json.loads(line["expected_json"]))
            for line in csv.DictReader(lines)
        )


ROWS = read_rows()


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.name}: {LAWS[row.name][1]}") for row in ROWS])
def test_a_shared_case_holds(row: Row) -> None:
    LAWS[row.name][0](row.given, row.expected)


def test_every_row_of_the_shared_table_is_carried_or_listed_with_its_reason() -> None:
    with Path(__file__).with_name("cases_paths.csv").open(encoding="utf-8", newline="") as paths:
        carried = [*LAWS, *(row["id"] for row in csv.DictReader(paths))]
    spans = re.findall(r"^- S(\d+) to S(\d+): \w", str(__doc__), re.MULTILINE)
    listed = [f"S{number:03d}" for first, last in spans for number in range(int(first), int(last) + 1)]

    assert sorted(carried + listed) == [f"S{number:03d}" for number in range(1, 77)]


def test_every_row_pins_a_law_and_every_law_has_its_row() -> None:
    assert [row.name for row in ROWS] == sorted(LAWS) == [f"S{number:03d}" for number in range(1, 49)]
