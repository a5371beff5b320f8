"""Forward points, outright rates, and the parity that binds them to interest.

A forward rate is for delivery on a day other than spot. Forward points are what is added to spot, in pips,
each side for itself. Between two quoted days points run linearly in calendar days; beyond the last day
nothing is said. Before spot the overnight points stand against the direction of time: value tomorrow is spot
less the tom-next points, with the sides crossed, and value today lies the overnight points below that.

Covered parity, with B the base and Q the quote currency, says `F = S (DF_B(T) / DF_B(s)) / (DF_Q(T) /
DF_Q(s))`, or with simple interest over year fractions t, `F = S (1 + r_Q t_Q) / (1 + r_B t_B)`: the currency
with the higher interest is cheaper forward.

Source: covered interest parity, textbook form; delivery days after the modified-following convention.
"""

import calendar
import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Context, Decimal
from fractions import Fraction

from fxroute.errors import InvalidValue, MissingRate
from fxroute.model import CrossRate, CurrencyPair, JointCalendar, Provenance
from fxroute.rates.exact import fraction_of, rounded

__all__ = [
    "ForwardCurve",
    "ForwardPoints",
    "Outright",
    "discount_factor",
    "parity_forward",
    "simple_parity_forward",
    "tenor_date",
]

_SHORT_TENORS = ("ON", "TN", "SP", "SN")
_LONGEST = {"D": 366, "W": 104, "M": 120, "Y": 30}
_TENOR_DIGITS_MAX = 3
_WORKING = Context(prec=34)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardPoints:
    """What is added to spot for delivery at a tenor, in pips, for each side.

    `tenor` is one of `ON`, `TN`, `SP`, `SN`, or a number with `D`, `W`, `M`, `Y`. Points may be negative; the
    bid's are below the offer's, or the outright would be narrower than spot.
    """

    id: str
    pair: CurrencyPair
    tenor: str
    bid_pips: Decimal
    offer_pips: Decimal
    quoted_at: datetime
    provenance: Provenance

    def __post_init__(self) -> None:
        """Refuse a tenor that cannot be read, inexact points, and an instant without offset."""
        _parse_tenor(self.tenor, where=f"forward points {self.id}")
        fraction_of(self.bid_pips, where=f"forward points {self.id}, bid_pips")
        fraction_of(self.offer_pips, where=f"forward points {self.id}, offer_pips")
        if self.bid_pips > self.offer_pips:
            raise InvalidValue(
                what=f"{self.pair} {self.tenor} bid {self.bid_pips} is above offer {self.offer_pips}",
                where=f"forward points {self.id}",
                mend="give signed points, the bid's first: -12.5 / -11.5 for a base at a discount",
            )
        if self.quoted_at.utcoffset() is None:
            raise InvalidValue(
                what=f"{self.quoted_at} has no UTC offset",
                where=f"forward points {self.id}",
                mend='write "2026-11-24T09:15+08:00", with the offset',
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outright:
    """A rate for delivery on `value_date`: quote per base unit, 16 digits, `bid <= mid <= offer`."""

    pair: CurrencyPair
    value_date: date
    bid: Decimal
    offer: Decimal
    mid: Decimal
    points_bid_pips: Decimal
    points_offer_pips: Decimal
    path: tuple[str, ...]


def _parse_tenor(tenor: str, *, where: str) -> tuple[int, str]:
    if tenor in _SHORT_TENORS:
        return 0, tenor
    count, unit = (tenor[:-1], tenor[-1:]) if isinstance(tenor, str) else ("", "")
    if (
        unit not in _LONGEST
        or not (count.isascii() and count.isdigit() and len(count) <= _TENOR_DIGITS_MAX)
        or not 0 < int(count) <= _LONGEST[unit]
    ):
        raise InvalidValue(
            what=f"{tenor!r} is no tenor",
            where=where,
            mend="use ON, TN, SP, SN, or a number with D, W, M or Y such as 3M",
        )
    return int(count), unit


def tenor_date(tenor: str, spot: date, calendars: JointCalendar) -> date:
    """Return the delivery day of a tenor.

    Days and weeks after spot roll to the following open day. Months and years keep the day of the month and
    roll modified-following; counted from the last open day of a month they end on the last open day. `ON` and
    `TN` speak of days before spot: `TN` gives the last open day before it, `ON` the one before that.

    Args:
        tenor: `ON`, `TN`, `SP`, `SN`, or a number with `D`, `W`, `M`, `Y`.
        spot: the spot date.
        calendars: those of both currencies.

    Raises:
        InvalidValue: the tenor cannot be read.
        MissingCalendar: no open day is near.
    """
    count, unit = _parse_tenor(tenor, where="tenor")
    if unit == "SP":
        return spot
    if unit in {"ON", "TN"}:
        tomorrow = calendars.preceding(spot - timedelta(days=1))
        return tomorrow if unit == "TN" else calendars.preceding(tomorrow - timedelta(days=1))
    if unit == "SN":
        return calendars.following(spot + timedelta(days=1))
    if unit in {"D", "W"}:
        return calendars.following(spot + timedelta(days=count * (7 if unit == "W" else 1)))
    return _months_later(spot, count * (12 if unit == "Y" else 1), calendars)


def _months_later(spot: date, months: int, calendars: JointCalendar) -> date:
    year, month = divmod(spot.year * 12 + spot.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if calendars.following(spot + timedelta(days=1)).month != spot.month:
        return calendars.preceding(date(year, month + 1, last))
    return calendars.modified_following(date(year, month + 1, min(spot.day, last)))


@dataclass(frozen=True, slots=True)
class ForwardCurve:
    """Points of one pair on days: spot with none, and the quoted days, rising; pips per side as fractions."""

    pair: CurrencyPair
    pip_size: Decimal
    nodes: tuple[tuple[date, Fraction, Fraction], ...]
    ids: tuple[str, ...]

    @classmethod
    def of(
        cls, points: tuple[ForwardPoints, ...], *, spot: date, calendars: JointCalendar, pip_size: Decimal
    ) -> "ForwardCurve":
        """Lay quoted points on their delivery days.

        Args:
            points: of one pair, one per tenor; later ones win where two tenors fall on one day.
            spot: the spot date of the pair.
            calendars: those of both currencies.
            pip_size: quote units per pip.

        Raises:
            MissingRate: no points were given.
            InvalidValue: the points are of several pairs, or `ON` comes without `TN`.
        """
        if not points:
            raise MissingRate(what="no forward points were given", where="forward curve", mend="add points for a tenor")
        if len({entry.pair for entry in points}) > 1:
            raise InvalidValue(
                what=f"points of {', '.join(sorted({str(entry.pair) for entry in points}))} were mixed",
                where="forward curve",
                mend="build one curve for each pair",
            )
        zero = Fraction(0)
        nodes = {spot: (zero, zero)}
        for entry in points:
            if entry.tenor not in {"ON", "TN", "SP"}:
                sides = (Fraction(entry.bid_pips), Fraction(entry.offer_pips))
                nodes[tenor_date(entry.tenor, spot, calendars)] = sides
        nodes |= _before_spot({entry.tenor: entry for entry in points}, spot, calendars)
        laid = tuple((day, bid, offer) for day, (bid, offer) in sorted(nodes.items()))
        return cls(points[0].pair, pip_size, laid, tuple(entry.id for entry in points))

    def points_on(self, day: date) -> tuple[Fraction, Fraction]:
        """Return the points of both sides, in pips, for delivery on `day`: linear between quoted days.

        Raises:
            MissingRate: `day` lies before the first or after the last quoted day.
        """
        for (start, bid, offer), (end, next_bid, next_offer) in zip(self.nodes, self.nodes[1:], strict=False):
            if start <= day <= end:
                share = Fraction((day - start).days, (end - start).days)
                return bid + (next_bid - bid) * share, offer + (next_offer - offer) * share
        if len(self.nodes) == 1 and day == self.nodes[0][0]:
            return self.nodes[0][1:]
        raise MissingRate(
            what=f"no forward points for {self.pair} on {day}",
            where=f"forward curve from {self.nodes[0][0]} to {self.nodes[-1][0]}",
            mend="choose a day within it, or add points for a longer tenor",
        )

    def outright(self, spot: CrossRate, day: date) -> Outright:
        """Return spot plus points for delivery on `day`.

        Raises:
            InvalidValue: `spot` is of another pair, or the points leave no positive rate.
            MissingRate: `day` lies outside the curve.
        """
        if spot.pair != self.pair:
            raise InvalidValue(
                what=f"spot of {spot.pair} met points of {self.pair}",
                where="outright",
                mend="take the spot of the same pair",
            )
        bid_pips, offer_pips = self.points_on(day)
        bid = Fraction(spot.bid) + bid_pips * Fraction(self.pip_size)
        offer = Fraction(spot.offer) + offer_pips * Fraction(self.pip_size)
        if bid <= 0:
            raise InvalidValue(
                what=f"{spot.bid} and {rounded(bid_pips)} pips is not positive",
                where="outright",
                mend="check pip_size and points",
            )
        return Outright(
            pair=self.pair,
            value_date=day,
            bid=rounded(bid),
            offer=rounded(offer),
            mid=rounded((bid + offer) / 2),
            points_bid_pips=rounded(bid_pips),
            points_offer_pips=rounded(offer_pips),
            path=(*spot.path, *self.ids),
        )


def _before_spot(
    points: dict[str, ForwardPoints], spot: date, calendars: JointCalendar
) -> dict[date, tuple[Fraction, Fraction]]:
    if "ON" in points and "TN" not in points:
        raise InvalidValue(
            what="overnight points without tom-next points",
            where=f"forward points {points['ON'].id}",
            mend="add points for TN: value today is reached over tomorrow",
        )
    nodes: dict[date, tuple[Fraction, Fraction]] = {}
    bid = offer = Fraction(0)
    for tenor in ("TN", "ON"):
        if tenor in points:
            bid -= Fraction(points[tenor].offer_pips)
            offer -= Fraction(points[tenor].bid_pips)
            nodes[tenor_date(tenor, spot, calendars)] = (bid, offer)
    return nodes


def parity_forward(spot: Decimal, *, base_factor: Decimal | Fraction, quote_factor: Decimal | Fraction) -> Decimal:
    """Return the forward rate that discount factors imply, 16 digits.

    Args:
        spot: quote units for one base unit, at the spot date.
        base_factor: value at the spot date of one base unit paid at delivery, `DF_B(T) / DF_B(s)`.
        quote_factor: the same for the quote currency.

    Raises:
        InvalidValue: a factor or the rate is not positive, or is a float.
    """
    rate, base, quote = (
        fraction_of(value, where=name, is_positive=True)
        for value, name in ((spot, "spot"), (base_factor, "base_factor"), (quote_factor, "quote_factor"))
    )
    return rounded(rate * base / quote)


def simple_parity_forward(
    spot: Decimal, *, base_rate: Decimal, base_years: Fraction, quote_rate: Decimal, quote_years: Fraction
) -> Decimal:
    """Return the forward rate that simple interest implies, 16 digits.

    Args:
        spot: quote units for one base unit, at the spot date.
        base_rate: yearly interest of the base currency, 0.04 for four per cent; may be negative.
        base_years: year fraction from spot to delivery, counted as the base currency does.
        quote_rate: yearly interest of the quote currency.
        quote_years: year fraction as the quote currency counts.

    Raises:
        InvalidValue: the rate is not positive, a value is a float, or interest eats the whole capital.
    """
    growths = (
        1 + fraction_of(yearly, where="interest") * fraction_of(years, where="year fraction")
        for yearly, years in ((base_rate, base_years), (quote_rate, quote_years))
    )
    base, quote = (fraction_of(growth, where="interest over the period", is_positive=True) for growth in growths)
    return rounded(fraction_of(spot, where="spot", is_positive=True) * quote / base)


def discount_factor(nodes: tuple[tuple[date, Decimal], ...], day: date) -> Decimal:
    """Return the discount factor on `day`, 16 digits, log-linear in days: a constant rate between nodes.

    Args:
        nodes: days and positive factors, at least one, days rising.
        day: within the first and the last node.

    Raises:
        InvalidValue: days do not rise, or a factor is not positive.
        MissingRate: `day` lies outside the nodes.
    """
    days = [when for when, _ in nodes]
    if not days or days != sorted(set(days)):
        raise InvalidValue(
            what="the days of the factors do not rise",
            where="discount factors",
            mend="sort them, each day once",
        )
    for _, factor in nodes:
        fraction_of(factor, where="discount factor", is_positive=True)
    for (start, first), (end, second) in itertools.pairwise(nodes):
        if start <= day <= end:
            share = _WORKING.divide(Decimal((day - start).days), Decimal((end - start).days))
            slope = _WORKING.multiply(share, _WORKING.ln(_WORKING.divide(second, first)))
            return rounded(Fraction(_WORKING.multiply(first, _WORKING.exp(slope))))
    if day in days:
        return rounded(Fraction(nodes[0][1]))
    raise MissingRate(
        what=f"no discount factor on {day}",
        where=f"factors from {days[0]} to {days[-1]}",
        mend="add a node beyond that day",
    )
