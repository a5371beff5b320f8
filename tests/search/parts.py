"""Random records of small networks: calendars, hours, prices, rates. Everything follows from the seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal
from random import Random
from typing import TypeVar

from fxroute.errors import MissingRate
from fxroute.model import (
    Band,
    Calendar,
    ChargeSlice,
    Confidence,
    CrossRate,
    CurrencyPair,
    DayRule,
    Hours,
    LocalTime,
    Place,
    Price,
    Provenance,
    Session,
    Settles,
)

Item = TypeVar("Item")

PER_DOLLAR = {"CNY": "7.1", "SAR": "3.75", "USD": "1", "AED": "3.6725", "KWD": "0.307", "JPY": "150"}
EXPONENT = {"CNY": 2, "SAR": 2, "USD": 2, "AED": 2, "KWD": 3, "JPY": 0}
ZONE = {
    "CN": "Asia/Shanghai",
    "SA": "Asia/Riyadh",
    "US": "America/New_York",
    "HK": "Asia/Hong_Kong",
    "AE": "Asia/Dubai",
}
WEEKEND = {"CN": (6, 7), "SA": (5, 6), "US": (6, 7), "HK": (6, 7), "AE": (6, 7)}
SETTLES = {
    "CN": [("CNY", Place.ONSHORE)],
    "SA": [("SAR", Place.ANY), ("KWD", Place.ANY)],
    "US": [("USD", Place.ANY)],
    "HK": [("CNY", Place.OFFSHORE), ("JPY", Place.ANY)],
    "AE": [("AED", Place.ANY)],
}
SIXTEEN_DIGITS = Context(prec=16)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class FixedRates:
    """A rate source with a table of sides; a pair is known both ways round or not at all."""

    sides: Mapping[CurrencyPair, tuple[Decimal, Decimal]]
    confidence: Mapping[CurrencyPair, Confidence]

    @property
    def sha256(self) -> str:
        return "fixed"

    def rate(self, pair: CurrencyPair) -> CrossRate:
        if pair in self.sides:
            bid, offer = self.sides[pair]
            quoted = pair
        elif pair.inverse in self.sides:
            quoted = pair.inverse
            below, above = self.sides[quoted]
            bid, offer = SIXTEEN_DIGITS.divide(Decimal(1), above), SIXTEEN_DIGITS.divide(Decimal(1), below)
        else:
            raise MissingRate(what=f"no {pair}", where="fixed rates", mend="add it")
        return CrossRate(
            pair=pair,
            bid=bid,
            offer=offer,
            mid=SIXTEEN_DIGITS.divide(bid + offer, Decimal(2)),
            path=(str(quoted),),
            quoted_at=datetime(2026, 1, 1, tzinfo=UTC),
            provenance=proven(self.confidence.get(quoted, Confidence.HIGH)),
        )


def proven(
    confidence: Confidence = Confidence.HIGH, valid_from: date | None = None, valid_to: date | None = None
) -> Provenance:
    return Provenance(
        source="made up",
        as_of=date(2026, 1, 1),
        confidence=confidence,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def clock(text: str) -> LocalTime:
    """`"20:30-1"` is the evening before, `"05:00+1"` the morning after, as in the data files."""
    return LocalTime(time.fromisoformat(text[:5]), int(text[5:] or 0))


def session(opens: str, cut_off: str, *, customer: str = "", **how: object) -> Session:
    """A session that closes at its cut-off, unless the customers' cut-off is later."""
    ends, customers = clock(cut_off), clock(customer or cut_off)
    latest = max(ends, customers, key=lambda local: local.minutes)
    return Session(
        name=opens, opens=clock(opens), cut_off=ends, closes=latest, customer_cut_off=customers, **how  # type: ignore[arg-type]  # the rebuilt value has the same kind
    )  # fmt: skip


@dataclass(frozen=True)
class Dice:
    """Random choices of a case, around its day."""

    random: Random
    day: date

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, items: Sequence[Item]) -> Item:
        return self.random.choice(items)

    def some(self, items: Sequence[Item], most: int) -> list[Item]:
        return self.random.sample(items, self.random.randint(1, min(most, len(items))))

    def near(self, amount: int) -> int:
        """A threshold that a payment of `amount` is just over, just under, or well away from."""
        kind = self.random.random()
        if kind < 0.2:
            return max(1, amount + self.random.randint(-1, 1))
        if kind < 0.6:
            return max(1, int(amount * (1 - self.random.uniform(-0.003, 0.012))))
        return max(1, int(amount * self.random.uniform(0.3, 3)))

    def provenance(self, *, wrong: float = 0.05) -> Provenance:
        confidence = self.random.choices(list(Confidence), [50, 20, 15, 10, 5])[0]
        kind = self.random.random()
        if kind < wrong:
            wrong_ends = (None, self.day - DAY), (self.day + DAY, None)
            return proven(confidence, *self.one(wrong_ends))
        if kind < wrong + 0.1:
            return proven(confidence, self.day, self.day)
        return proven(confidence)

    def minutes(self) -> Band:
        likely = self.one([0, 1, 5, 15, 30, 60, 180, 600])
        return Band(likely // 2, likely, likely * 2)

    def calendar(self, country: str) -> Calendar:
        nearby = [self.day + timedelta(days=offset) for offset in range(-5, 12)]
        closed = {day for day in nearby if self.chance(0.08)}
        if self.chance(0.2):
            start = self.random.randint(-3, 4)
            closed |= {self.day + timedelta(days=start + offset) for offset in range(self.random.randint(2, 8))}
        workdays = {day for day in nearby if day.isoweekday() in WEEKEND[country] and self.chance(0.12)}
        settles = [Settles(*settled) for settled in SETTLES[country] if self.chance(0.95)]
        if self.chance(0.06):
            settles.append(Settles("CNY", Place.ANY))
        return Calendar(
            id=f"CAL-{country}",
            name=country,
            weekend=frozenset(WEEKEND[country]),
            closed=frozenset(closed),
            workdays=frozenset(workdays),
            known_from=date(2025, 1, 1),
            known_to=date(2027, 12, 31),
            announced_to=date(2027, 12, 31),
            provenance=proven(),
            country=country,
            settles=tuple(settles),
        )

    def hours(self, countries: Sequence[str]) -> Hours:
        """Hours in the zone of one country, on the days of it and sometimes of another."""
        country = self.one(countries)
        calendars = {country} | ({self.one(countries)} if self.chance(0.2) else set())
        names = tuple(f"CAL-{name}" for name in sorted(calendars))
        return Hours(calendars=names, time_zone=ZONE[country], sessions=self._sessions())

    def _sessions(self) -> tuple[Session, ...]:
        """One of the shapes that timetables have; `shift` moves those that change around the day of the case."""
        shift = self.day + timedelta(days=self.random.randint(-2, 3))
        period = ((shift, shift + timedelta(days=self.random.randint(0, 4))),)
        shapes: list[tuple[Session, ...]] = [
            (session("09:00", "16:00"),),
            (session("09:30", "11:00"),),
            (session("09:00", "12:00"), session("13:30", "17:00")),
            (session("00:00", "00:00+1"),),
            (session("20:30-1", "17:15"),),
            (session("10:00", "02:30+1"),),
            (session("08:30", "15:00"), session("18:00", "23:00", value_next=True)),
            (session("09:00", "17:00", customer="14:30"),),
            (session("09:00", "15:00"), session("08:00", "15:00"), session("08:30", "15:30")),
            (session("09:00", "16:00"), session("10:00", "13:00", periods=period)),
            (
                session("09:00", "16:00", valid_to=shift),
                session("11:00", "13:30", valid_from=shift + DAY),
            ),
            (
                session("07:00", "16:00", days=DayRule.AFTER_BREAK),
                session("20:00-1", "16:00", days=DayRule.AFTER_OPEN),
            ),
            (session("01:30", "03:30"), session("21:00", "23:30", value_next=True)),
            (session("02:30", "05:00"), session("12:00", "01:30+1")),
            (session("09:00", "05:00+1"), session("20:00-1", "04:00")),
        ]
        return self.one(shapes)

    def price(self, amount: int, unit: int) -> Price:
        """A price for payments around `amount`; `unit` is what one dollar is worth."""
        fixed = self.random.choice([0, 0, 5 * unit, 15 * unit, self.random.randint(1, 40 * unit + 1)])
        least = self.random.choice([0, 0, 10 * unit, self.near(max(1, amount // 500))])
        most = self.random.choice([None, None, least + self.random.randint(1, 60 * unit + 1)])
        shape = self.random.random()
        if shape < 0.2:
            return Price(fixed_minor=fixed, minimum_minor=self.random.choice([0, least]))
        if shape < 0.45:
            part = ChargeSlice(0, 0, self.rate())
            return Price(fixed_minor=fixed, slices=(part,), minimum_minor=least, maximum_minor=most)
        edges = sorted({self.near(amount) for _ in range(self.random.randint(1, 2))})
        starts = edges if self.chance(0.03) else [0, *edges]
        is_slab = shape < 0.8
        slices = tuple(
            ChargeSlice(start, self.random.randint(0, 25 * unit) if is_slab else 0, self.rate()) for start in starts
        )
        return Price(fixed_minor=fixed, slices=slices, minimum_minor=least, maximum_minor=most, is_slab=is_slab)

    def rate(self) -> int:
        return self.random.choice([0, 100, 500, 1000, 2000, self.random.randint(1, 5000)])

    def rates(self, currencies: Sequence[str]) -> FixedRates:
        """Slightly inconsistent sides; now and then a pair is missing."""
        sides, confidence = {}, {}
        for number, base in enumerate(currencies):
            for quote in currencies[number + 1 :]:
                if self.chance(0.02):
                    continue
                pair = CurrencyPair(base, quote)
                fair = float(PER_DOLLAR[quote]) / float(PER_DOLLAR[base]) * self.random.uniform(0.9985, 1.0015)
                half = self.random.choice([0, 0.0001, 0.0005, 0.0015])
                sides[pair] = Decimal(f"{fair * (1 - half):.7g}"), Decimal(f"{fair * (1 + half):.7g}")
                confidence[pair] = self.provenance(wrong=0).confidence
        return FixedRates(sides, confidence)


def worth(dollars: float, currency: str) -> int:
    """Minor units of a currency that are worth about so many dollars."""
    return int(dollars * float(PER_DOLLAR[currency]) * 10 ** EXPONENT[currency])
