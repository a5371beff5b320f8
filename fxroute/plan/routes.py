"""From options to routes: totals, ranges, loss against mid, evidence, and what is not known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from fxroute.model import (
    Band,
    Confidence,
    Desk,
    Evidence,
    Infrastructure,
    Leg,
    Loss,
    Money,
    Payment,
    RateStatus,
    Route,
    Service,
    Side,
    Taken,
    money_of,
    to_minor,
)
from fxroute.network.windows import NEVER
from fxroute.plan.legs import LegMaker, instant_of
from fxroute.plan.repricing import Levels, Repricing
from fxroute.plan.timing import latest_minutes
from fxroute.plan.unknown import list_unknowns, unknown_text
from fxroute.search import Option, Step
from fxroute.search.price import value_at_mid

__all__ = ["RouteMaker"]

_BP = Decimal("0.01")
_ENDS: tuple[Levels, Levels] = (lambda _: "low", lambda _: "high")


@dataclass(frozen=True, slots=True)
class RouteMaker:
    """Makes the routes of one payment; `quotes` gives the confidence of a quote by its id."""

    maker: LegMaker
    quotes: dict[str, Confidence]
    last_day: int

    @property
    def payment(self) -> Payment:
        """The payment asked about, agents resolved to ids."""
        return self.maker.payment

    def route(self, option: Option) -> Route:
        """Return the route of an option, still without its place among the others."""
        legs = self.maker.legs(option.steps)
        payment = self.payment
        on_top = [c for c in legs[0].charges if c.taken is Taken.ON_TOP]
        debited = to_minor(legs[0].debited) + sum(to_minor(charge.amount) for charge in on_top)
        total_debit = money_of(debited, payment.debtor_currency)
        delivered = legs[-1].credited
        delivered_range, debit_range = self._amount_ranges(option.steps, total_debit, delivered)
        conversions = [leg for leg in legs if leg.rate is not None]
        is_firm = all(leg.rate is not None and leg.rate.status is RateStatus.FIRM for leg in conversions)
        return Route(
            id=_route_id(option.steps),
            method="serial",
            instructed=payment.instructed_amount,
            total_debit=total_debit,
            delivered=delivered,
            delivered_range=delivered_range,
            debit_range=debit_range,
            delivered_status=RateStatus.FIRM if is_firm else RateStatus.INDICATIVE,
            starts_at=instant_of(option.steps[0].ready_minute),
            credited_at=legs[-1].ends_at,
            credited_range=self._credited_range(option.steps),
            value_date=legs[-1].value_date,
            final_at=max(leg.final_at for leg in legs),
            conversions=option.vector[2],
            intermediaries=option.vector[3],
            claimed=money_of(option.vector[4], payment.debtor_currency),
            loss=self._loss(legs, debited),
            evidence=self._evidence(legs),
            provisional=self._is_provisional(option.steps),
            tied=False,
            because="",
            break_even_bp=None,
            break_even_against="",
            unknowns=tuple(unknown_text(gap) for gap in list_unknowns(legs, self.maker.terms.network)),
            legs=legs,
        )

    def tied(self, options: Sequence[Option]) -> frozenset[str]:
        """Return the ids of the routes ahead in amount of another only inside a band."""
        repricing = Repricing(self.maker)
        best_first = sorted(options, key=lambda option: option.vector[0], reverse=self.payment.side is Side.SEND)
        found = set()
        for at, option in enumerate(best_first):
            behind = (other for other in best_first[at + 1 :] if other.vector[0] != option.vector[0])
            if any(repricing.may_fall_behind(option.steps, other.steps) for other in behind):
                found.add(_route_id(option.steps))
        return frozenset(found)

    def latest_start(self, option: Option) -> datetime:
        """Return the latest instant from which the same moves still end when they do now."""
        return instant_of(latest_minutes(option.steps)[0])

    # Ranges

    def _amount_ranges(
        self, steps: Sequence[Step], total_debit: Money, delivered: Money
    ) -> tuple[tuple[Money, Money], tuple[Money, Money]]:
        repricing = Repricing(self.maker)
        if self.payment.side is Side.SEND:
            low, high = sorted(max(repricing.delivered_minor(steps, level), 0) for level in _ENDS)
            least, most = sorted(repricing.debit_minor(steps, level) for level in _ENDS)
            return _between(low, high, delivered), _between(least, most, total_debit)
        least, most = sorted(repricing.needed_minor(steps, level) for level in _ENDS)
        return (delivered, delivered), _between(least, most, total_debit)

    def _credited_range(self, steps: Sequence[Step]) -> tuple[datetime, datetime]:
        ends = [self._end_at(steps, level) for level in ("low", "high")]
        return instant_of(ends[0]), instant_of(ends[1])

    def _end_at(self, steps: Sequence[Step], level: str) -> int:
        instant = steps[0].ready_minute
        for step in steps:
            windows = step.edge.windows
            if windows is None:
                continue
            band = self._band(step)
            ended = windows.end(instant, getattr(band, level), self.last_day)
            instant = ended if ended < NEVER else instant + getattr(band, level)
        return instant

    def _band(self, step: Step) -> Band:
        move = step.edge.move
        record = self.maker.terms.network.records.get(move.service or move.desk or move.via)
        assert isinstance(record, Service | Desk | Infrastructure), "every timed step has hours of one of these"
        return record.processing_minutes

    # Loss against mid

    def _loss(self, legs: Sequence[Leg], debited: int) -> Loss:
        currency = self.payment.debtor_currency
        conversions = [(leg.n, money_of(self._lost(leg), currency)) for leg in legs if leg.rate is not None]
        charges = sum(
            self._valued(charge.amount) for leg in legs for charge in leg.charges if charge.taken is not Taken.PREPAID
        )
        lost = charges + sum(to_minor(money) for _, money in conversions)
        return Loss(
            amount=money_of(lost, currency),
            bp=(Decimal(lost) * 10_000 / Decimal(debited)).quantize(_BP),
            charges=money_of(charges, currency),
            conversions=tuple(conversions),
        )

    def _lost(self, leg: Leg) -> int:
        target = leg.credited.currency.code
        ratio = self.maker.terms.ratio(leg.debited.currency.code, target)
        assert ratio is not None, "a leg with a rate has a mid"
        deducted = sum(to_minor(charge.amount) for charge in leg.charges if charge.taken is Taken.DEDUCTED)
        at_mid = value_at_mid(to_minor(leg.debited), ratio)
        return self._signed_value(at_mid - to_minor(leg.credited) - deducted, target)

    def _valued(self, money: Money) -> int:
        return self._signed_value(to_minor(money), money.currency.code)

    def _signed_value(self, amount: int, currency: str) -> int:
        ratio = self.maker.terms.ratio(currency, self.payment.debtor_currency) or Fraction(0)
        return value_at_mid(amount, ratio) if amount >= 0 else -value_at_mid(-amount, ratio)

    # Evidence and gaps

    def _evidence(self, legs: Sequence[Leg]) -> Evidence:
        records = {record for leg in legs for record in leg.records}
        network = self.maker.terms.network
        found = Counter(
            self.quotes[record] if record in self.quotes else network.provenance_of(record).confidence
            for record in records
        )
        weakest = max(found, key=lambda confidence: confidence.rank)
        ordered = tuple((confidence, found[confidence]) for confidence in Confidence if found[confidence])
        return Evidence(weakest=weakest, counts=ordered)

    def _is_provisional(self, steps: Sequence[Step]) -> bool:
        for step in steps:
            windows, used = step.edge.windows, step.window
            if windows is None or used is None:
                continue
            for ordinal in (used.day, used.value_day):
                if any(calendar.is_provisional(date.fromordinal(ordinal)) for calendar in windows.calendars):
                    return True
        return False


def _between(low: int, high: int, like: Money) -> tuple[Money, Money]:
    return money_of(low, like.currency.code), money_of(high, like.currency.code)


def _route_id(steps: Sequence[Step]) -> str:
    parts = []
    for step in steps:
        move = step.edge.move
        parts.append(
            f"{move.kind} {move.from_id} {move.to_id} {move.currency} {move.records[0]} {move.tier} {move.lag}"
        )
    return sha256("\n".join(parts).encode()).hexdigest()[:12]
