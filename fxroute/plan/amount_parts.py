"""Amount parts: the difference between what two routes deliver, or debit, as a sum of parts that is exact.

What a route delivers is the amount that enters it, times the rates at which it is converted, less each charge times the
rates after it; what it debits for a fixed receipt follows the other way round. Both are exact fractions of minor units,
read off the legs. A product of two factors that change, amount and rate, or mid and what is dealt beside it, is shared
evenly: each factor's change is counted at the mean of the other. The parts are then rounded to whole minor units, those
that lost most rounded up, so that their sum is the difference to the last unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from fxroute.errors import InvalidValue
from fxroute.model import Leg, Payment, Route, Side, Taken, currency_exponent, to_minor

__all__ = ["AmountPart", "AmountPartKind", "amount_parts", "measured_minor"]


class AmountPartKind(StrEnum):
    """What makes the difference.

    `AMOUNT`: another amount enters, or is to arrive. `MID`: the mid rates of the conversions. `SPREAD`: what is dealt
    beside them, and rounding. `CHARGE`: one agent's charge.
    """

    AMOUNT = "amount"
    MID = "mid"
    SPREAD = "spread"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True)
class AmountPart:
    """One part, in minor units of the measured amount: positive when the second route has more of it.

    `subject` names the pairs of a rate, or the agent and function of a charge.
    """

    kind: AmountPartKind
    subject: str
    minor: int


def measured_minor(route: Route, payment: Payment) -> int:
    """Return what tells routes apart: what is delivered for a fixed send, what is debited for a fixed receipt."""
    return to_minor(route.delivered if payment.side is Side.SEND else route.total_debit)


def amount_parts(before: Route, after: Route, payment: Payment) -> tuple[AmountPart, ...]:
    """Return what makes the difference between two routes of one question; their sum is the difference.

    Parts that round to nothing are left out.

    Raises:
        InvalidValue: legs that do not add up, as those of an answer that was changed by hand.
    """
    one, two = _reading(before, payment), _reading(after, payment)
    factors = {"entering": two.entering - one.entering, "mid": two.mid - one.mid, "dealt": two.dealt - one.dealt}
    rate_mean = (one.mid * one.dealt + two.mid * two.dealt) / 2
    entering_mean = (one.entering + two.entering) / 2
    pairs = " → ".join(dict.fromkeys(", ".join(reading.pairs) for reading in (one, two) if reading.pairs))
    exact: dict[tuple[AmountPartKind, str], Fraction] = {
        (AmountPartKind.AMOUNT, ""): factors["entering"] * rate_mean,
        (AmountPartKind.MID, pairs): entering_mean * factors["mid"] * (one.dealt + two.dealt) / 2,
        (AmountPartKind.SPREAD, pairs): entering_mean * factors["dealt"] * (one.mid + two.mid) / 2,
    }
    for subject in dict.fromkeys([*one.charges, *two.charges]):
        change = two.charges.get(subject, Fraction(0)) - one.charges.get(subject, Fraction(0))
        exact[AmountPartKind.CHARGE, subject] = change
    whole = _rounded(exact, measured_minor(after, payment) - measured_minor(before, payment))
    return tuple(AmountPart(kind, subject, minor) for (kind, subject), minor in whole.items() if minor)


def _rounded(exact: Mapping[tuple[AmountPartKind, str], Fraction], total: int) -> dict[tuple[AmountPartKind, str], int]:
    """Round the parts to whole numbers that add up to `total`, which is what the exact ones add up to."""
    if sum(exact.values()) != total:
        raise InvalidValue(
            what="the legs of a route do not lead from what is debited to what is delivered",
            where="compare",
            mend="compare answers as they were written",
        )
    whole = {key: part.numerator // part.denominator for key, part in exact.items()}
    rest = total - sum(whole.values())
    for key in sorted(exact, key=lambda key: exact[key] - whole[key], reverse=True)[:rest]:
        whole[key] += 1
    return whole


@dataclass(slots=True)
class _Reading:
    """A route as factors: what enters, the product of its mids, of what is dealt beside them, and its charges.

    Charges are in minor units of the measured amount, with the sign they have in it.
    """

    entering: Fraction
    mid: Fraction = Fraction(1)
    dealt: Fraction = Fraction(1)
    pairs: list[str] = field(default_factory=list)
    charges: dict[str, Fraction] = field(default_factory=dict)

    def convert(self, leg: Leg, *, is_forward: bool) -> None:
        ratio = Fraction(to_minor(leg.credited) + _deducted(leg), to_minor(leg.debited))
        mid = _mid(leg)
        self.mid *= mid if is_forward else 1 / mid
        self.dealt *= ratio / mid if is_forward else mid / ratio
        assert leg.rate is not None, "a conversion has a rate"
        self.pairs.append(str(leg.rate.pair))

    def charge(self, leg: Leg, ratio: Fraction) -> None:
        for charge in leg.charges:
            if charge.taken is Taken.DEDUCTED:
                subject = f"{charge.agent} {charge.function.value}"
                self.charges[subject] = self.charges.get(subject, Fraction(0)) + to_minor(charge.amount) * ratio


def _reading(route: Route, payment: Payment) -> _Reading:
    return _delivering(route) if payment.side is Side.SEND else _debiting(route)


def _delivering(route: Route) -> _Reading:
    """Read a route from its end: a charge costs what the rates after it make of it."""
    reading = _Reading(Fraction(to_minor(route.legs[0].debited)))
    after = Fraction(1)
    for leg in reversed(route.legs):
        reading.charge(leg, -after)
        if leg.rate is not None:
            reading.convert(leg, is_forward=True)
            after = reading.mid * reading.dealt
    reading.pairs.reverse()
    return reading


def _debiting(route: Route) -> _Reading:
    """Read a route from its start: a charge needs what the rates before it make of it, and some stand on top."""
    reading = _Reading(Fraction(to_minor(route.delivered)))
    before = Fraction(1)
    for leg in route.legs:
        if leg.rate is not None:
            reading.convert(leg, is_forward=False)
            before = reading.mid * reading.dealt
        reading.charge(leg, before)
    for charge in route.legs[0].charges:
        if charge.taken is Taken.ON_TOP:
            subject = f"{charge.agent} {charge.function.value}"
            reading.charges[subject] = reading.charges.get(subject, Fraction(0)) + to_minor(charge.amount)
    return reading


def _deducted(leg: Leg) -> int:
    return sum(to_minor(charge.amount) for charge in leg.charges if charge.taken is Taken.DEDUCTED)


def _mid(leg: Leg) -> Fraction:
    """Return the mid of a conversion as minor units credited for one debited."""
    assert leg.rate is not None, "a conversion has a rate"
    source, target = leg.debited.currency.code, leg.credited.currency.code
    scale = Fraction(10) ** (currency_exponent(target) - currency_exponent(source))
    mid = Fraction(leg.rate.mid)
    return (mid if leg.rate.pair.base == source else 1 / mid) * scale
