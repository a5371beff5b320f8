"""What an answer says, rate by rate: taken, skipped with the reason, or refused; all faults are told together."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from fxroute.errors import DataFileError, DataFileErrors, InvalidValue
from fxroute.model import CurrencyPair, currency_exponent
from fxroute.sources.fault import shown

__all__ = ["Published", "RATES_MAX", "Reading", "rate_fault"]

RATES_MAX = 400_000
"""Most rates of one answer; every fixing of the ECB since 1999 makes half of it."""

_FAULTS_MAX = 20
_REASONS_MAX = 30
"""What is skipped is told by its reason; an answer may have as many strange currencies as it likes."""
_RATE = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})?")
_RATE_MAX = Decimal(10**9)
_AHEAD_MAX = timedelta(hours=12)
"""A fixing is dated ahead of the clock when it comes early, or when the clock is slow; never by a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A rate as it was published: the sides for `unit` of the pair's base, as text.

    `day` is the day as the publisher writes it; `source` and `confidence` are those of the row, empty where the feed's
    hold.
    """

    pair: CurrencyPair
    bid: str
    offer: str
    quoted_at: datetime
    day: date
    kind: str
    unit: int = 1
    source: str = ""
    confidence: str = ""

    def mid(self) -> Decimal:
        """Return the middle for one base unit."""
        return (Decimal(self.bid) + Decimal(self.offer)) / 2 / self.unit


@dataclass(slots=True)
class Reading:
    """Collects the rates of one answer.

    `where` names the answer in faults, `now` is the instant of fetching, rates before `since` are skipped.
    """

    where: str
    now: datetime
    since: date | None = None
    rates: dict[tuple[CurrencyPair, datetime], Published] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    faults: list[DataFileError] = field(default_factory=list)
    faults_more: int = 0
    rates_more: int = 0

    def fault(self, place: str, what: str, mend: str) -> None:
        """Note a fault at a place of the answer; those beyond what a person reads are counted."""
        if len(self.faults) == _FAULTS_MAX:
            self.faults_more += 1
        else:
            self.faults.append(DataFileError(what=what, where=f"{self.where}: {place}", mend=mend))

    def skip(self, reason: str) -> None:
        """Count something that is left out, and is no fault."""
        told = reason if reason in self.skipped or len(self.skipped) < _REASONS_MAX else "other reasons"
        self.skipped[told] = self.skipped.get(told, 0) + 1

    def is_known(self, *codes: str) -> bool:
        """Tell whether all are currencies of ISO 4217; count the rate as skipped where one is not."""
        unknown = [code for code in codes if not _is_currency(code)]
        if unknown:
            self.skip(f"{shown(unknown[0])} is no currency of ISO 4217")
        return not unknown

    def take(self, place: str, rate: Published) -> None:
        """Take a rate, or note why it is refused."""
        if self.since is not None and rate.day < self.since:
            self.skip(f"before {self.since}")
            return
        faults = [fault for side in dict.fromkeys((rate.bid, rate.offer)) if (fault := rate_fault(side, rate.unit))]
        if not faults and Decimal(rate.bid) > Decimal(rate.offer):
            faults.append((f"bid {rate.bid} is above offer {rate.offer}", "swap the sides, or ask the publisher"))
        if rate.quoted_at > self.now + _AHEAD_MAX:
            what = f"the rate is of {rate.quoted_at:%Y-%m-%d %H:%M %z}, which has not come yet"
            faults.append((what, "set the clock of this machine, or ask the publisher"))
        twin = self.rates.get((rate.pair, rate.quoted_at))
        if twin is not None and (twin.bid, twin.offer, twin.unit) != (rate.bid, rate.offer, rate.unit):
            what = f"{rate.pair} of {rate.day} is given twice, as {twin.bid} and as {rate.bid}"
            faults.append((what, "ask the publisher which one holds"))
        for what, mend in faults:
            self.fault(place, what, mend)
        if twin is not None and not faults:
            self.skip("given twice, alike")
        elif not faults and len(self.rates) == RATES_MAX:
            self.rates_more += 1
        elif not faults:
            self.rates[rate.pair, rate.quoted_at] = rate

    def finish(self) -> tuple[Published, ...]:
        """Return all rates, the newest first.

        Raises:
            DataFileErrors: every fault, or that there is no rate at all.
        """
        if not self.rates and not self.faults:
            skipped = "; ".join(f"{count} × {reason}" for reason, count in self.skipped.items())
            self.fault(
                "the answer",
                f"there is no rate in it{f', but {skipped}' if skipped else ''}",
                "name the right address with --url",
            )
        if self.rates_more:
            what = f"there are {RATES_MAX + self.rates_more} rates in it, {RATES_MAX} are kept at most"
            self.fault("the answer", what, "leave the older ones out: --since 2024-01-01")
        if self.faults:
            told = list(self.faults)
            if self.faults_more:
                what = f"there are {self.faults_more} faults more"
                told.append(DataFileError(what=what, where=self.where, mend="mend those told first"))
            raise DataFileErrors(tuple(told))
        return tuple(sorted(self.rates.values(), key=lambda rate: (-rate.quoted_at.timestamp(), str(rate.pair))))


def rate_fault(text: str, unit: int) -> tuple[str, str] | None:
    """Return what is wrong with a rate and what mends it, `None` when it is a sound one."""
    if not _RATE.fullmatch(text):
        return f"the rate {shown(text)} is no plain decimal above zero", "ask the publisher, or fetch again later"
    number = Decimal(text) / unit
    if not number:
        return "the rate is zero", "ask the publisher, or fetch again later"
    if not 1 / _RATE_MAX <= number <= _RATE_MAX:
        return f"the rate {text} is beyond one to a thousand million", "look whether the currencies are the right ones"
    return None


@lru_cache(maxsize=1024)
def _is_currency(code: str) -> bool:
    try:
        currency_exponent(code)
    except InvalidValue:
        return False
    return True
