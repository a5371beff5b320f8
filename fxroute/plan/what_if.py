"""The grammar of changes: one line of words a change, as people write it after `--what-if` and in answers.

    out RECORD                                        valid RECORD
    account OWNER SERVICER CURRENCY                   desk INSTITUTION PAIR [onshore|offshore] [markup 35bp]
    cut-off RECORD TIME [session NAME] [customer|institution]
    hours RECORD [opens TIME] [closes TIME] [session NAME]
    limit RECORD [min AMOUNT] [max AMOUNT|none] [CURRENCY]
    price TARIFF [fixed AMOUNT] [rate 10bp] [min AMOUNT] [max AMOUNT|none]
    markup DESK 35bp|+5bp|-5bp                        lag DESK DAYS [markup 5bp]
    funds ACCOUNT [available AMOUNT|unknown] [credit AMOUNT|unknown]
    minutes RECORD NUMBER
    close|open CALENDAR|RECORD|COUNTRY DAY            close|open country COUNTRY DAY
    rate PAIR BID OFFER                               rate PAIR|CURRENCY +10bp|-0.5%

A semicolon stands between changes; a word with blanks is written in quotes.
"""

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from typing import NoReturn

from fxroute.errors import FxRouteError, InvalidValue, UsageError
from fxroute.model import CurrencyPair, LocalTime, Place
from fxroute.model.amendment import (
    CutOffMoved,
    CutOffOf,
    DayClosed,
    DayOpened,
    FundsChanged,
    HoursMoved,
    LagChanged,
    LimitChanged,
    MarkupChanged,
    PriceChanged,
    ProcessingChanged,
    RateMoved,
    RateSet,
)
from fxroute.model.change import AccountOpened, DeskOpened, RecordOut, ValidityExtended
from fxroute.model.overlay import Change, Overlay, joined

__all__ = ["GRAMMAR", "is_change", "parse_change", "parse_overlay"]

GRAMMAR = {
    "out": "out RECORD",
    "valid": "valid RECORD",
    "account": "account OWNER SERVICER CURRENCY",
    "desk": "desk INSTITUTION PAIR [onshore|offshore] [markup 35bp]",
    "cut-off": "cut-off RECORD TIME [session NAME] [customer|institution]",
    "hours": "hours RECORD [opens TIME] [closes TIME] [session NAME]",
    "limit": "limit RECORD [min AMOUNT] [max AMOUNT|none] [CURRENCY]",
    "price": "price TARIFF [fixed AMOUNT] [rate 10bp] [min AMOUNT] [max AMOUNT|none]",
    "markup": "markup DESK 35bp|+5bp|-5bp",
    "lag": "lag DESK DAYS [markup 5bp]",
    "funds": "funds ACCOUNT [available AMOUNT|unknown] [credit AMOUNT|unknown]",
    "minutes": "minutes RECORD NUMBER",
    "close": "close CALENDAR|RECORD|COUNTRY DAY",
    "open": "open CALENDAR|RECORD|COUNTRY DAY",
    "rate": "rate PAIR BID OFFER, or rate PAIR|CURRENCY +10bp|-0.5%",
}
"""How each change is written, by its first word."""

_TIME = re.compile(r"([0-9]{2}):([0-9]{2})([+-][0-3])?")
_MOVE = re.compile(r"([+-]?)([0-9]{1,9}(?:\.[0-9]{1,9})?)(bp|%)")
_NUMBER = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})?")
_COUNT = re.compile(r"[0-9]{1,9}")
_PERCENT_BP = 100


def is_change(text: str) -> bool:
    """Tell whether a text begins as a change does."""
    return text.split(maxsplit=1)[:1] != [] and text.split(maxsplit=1)[0] in GRAMMAR


def parse_overlay(text: str, *, where: str = "what-if") -> Overlay:
    """Read changes, a semicolon between them, as an overlay that has the text as its name.

    Raises:
        UsageError: a change that is not written in the grammar.
        InvalidValue: a value that is refused; or several faults of several kinds, all told.
    """
    changes, faults = [], []
    for part in _split(text):
        try:
            changes.append(parse_change(part, where=where))
        except FxRouteError as error:
            faults.append(error)
    if faults:
        raise joined(faults)
    if not changes:
        raise UsageError(what="no change is written", where=where, mend=f"write one, for instance {_listed()}")
    return Overlay(name=" ".join(text.split()), changes=tuple(changes))


def parse_change(text: str, *, where: str = "what-if") -> Change:
    """Read one change.

    Raises:
        UsageError: it is not written in the grammar; the remedy says how it would be.
        InvalidValue: a value that is refused: a time, a day, an amount, a currency.

    Example:
        >>> parse_change("cut-off SARIE 14:00").record
        'SARIE'
    """
    words = _shell_words(text, where)
    if not words:
        raise UsageError(what="no change is written", where=where, mend=f"write one, for instance {_listed()}")
    verb = words[0]
    if verb not in GRAMMAR:
        near = get_close_matches(verb, GRAMMAR, n=1, cutoff=0.6)
        mend = f"did you mean: {GRAMMAR[near[0]]}" if near else f"write one, for instance {_listed()}"
        raise UsageError(what=f"{verb!r} begins no change", where=f"{where}: {text}", mend=mend)
    line = _Line(text, words[1:], f"{where}: {text}", GRAMMAR[verb])
    change = _READERS[verb](line)
    line.end()
    return change


def _listed() -> str:
    return "out RECORD; cut-off RECORD TIME; rate PAIR +10bp; close CALENDAR DAY; account OWNER SERVICER CURRENCY"


def _split(text: str) -> list[str]:
    """Cut at semicolons outside quotes."""
    parts, quote = [""], ""
    for sign in text:
        if sign == ";" and not quote:
            parts.append("")
            continue
        if sign in "'\"" and quote in ("", sign):
            quote = "" if quote else sign
        parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _shell_words(text: str, where: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(
            what=f"{text!r} has a quote that does not close", where=where, mend="close it, or leave it out"
        ) from error


@dataclass(slots=True)
class _Line:
    """The words of a change that are not read so far."""

    text: str
    words: list[str]
    where: str
    usage: str

    def word(self, what: str) -> str:
        """Take the next word."""
        if not self.words:
            raise UsageError(what=f"{what} is missing", where=self.where, mend=f"write: {self.usage}")
        return self.words.pop(0)

    def after(self, name: str) -> str | None:
        """Take the word after a name, wherever the two stand; `None` where they do not."""
        if name not in self.words:
            return None
        at = self.words.index(name)
        if at + 1 == len(self.words):
            raise UsageError(what=f"nothing stands after {name}", where=self.where, mend=f"write: {self.usage}")
        value = self.words[at + 1]
        del self.words[at : at + 2]
        return value

    def flag(self, *names: str) -> str | None:
        """Take one of some words that stand alone."""
        found = next((name for name in names if name in self.words), None)
        if found is not None:
            self.words.remove(found)
        return found

    def end(self) -> None:
        """Refuse what is left."""
        if self.words:
            what = f"{' '.join(self.words)!r} is too much"
            raise UsageError(what=what, where=self.where, mend=f"write: {self.usage}")

    def refuse(self, what: str, mend: str) -> NoReturn:
        """Refuse a value."""
        raise InvalidValue(what=what, where=self.where, mend=mend)

    def needs(self, *values: object) -> None:
        """Refuse a change in which nothing is changed."""
        if all(value is None for value in values):
            raise UsageError(what="nothing is changed", where=self.where, mend=f"write: {self.usage}")

    def clock(self, text: str | None) -> LocalTime | None:
        """Read a time of day, `14:00` or `05:00+1`."""
        if text is None:
            return None
        found = _TIME.fullmatch(text)
        hour, minute, day = (int(found[1]), int(found[2]), int(found[3] or 0)) if found else (99, 99, 0)
        if (hour, minute) == (24, 0):
            hour, day = 0, day + 1
        if hour > 23 or minute > 59:
            self.refuse(f"{text!r} is no time of day", 'write "14:00", or "05:00+1" for the day after')
        return LocalTime(time(hour, minute), day)

    def day(self, text: str) -> date:
        """Read a day."""
        try:
            return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.refuse(f"{text!r} is no day", "write year, month and day: 2026-11-26")

    def amount(self, text: str | None, *words: str) -> str | None:
        """Keep an amount as text, or one of the words that may stand in its place."""
        if text is not None and text not in words and not _NUMBER.fullmatch(text):
            self.refuse(f"{text!r} is no amount", "write digits with a point: 1000000.00")
        return text

    def count(self, text: str) -> int:
        """Read a whole number."""
        if not _COUNT.fullmatch(text):
            self.refuse(f"{text!r} is no whole number", "write decimal digits alone")
        return int(text)

    def move(self, text: str) -> tuple[Decimal, bool]:
        """Read basis points or per cent, as basis points, and whether a sign stands before them."""
        found = _MOVE.fullmatch(text)
        if found is None:
            self.refuse(f"{text!r} is no share", "write basis points or per cent: 35bp, +10bp, -0.5%")
        bp = Decimal(found[2]) * (_PERCENT_BP if found[3] == "%" else 1)
        return (-bp if found[1] == "-" else bp), bool(found[1])

    def ppm(self, text: str | None) -> int | None:
        """Read basis points without a sign, as parts in a million."""
        if text is None:
            return None
        bp, is_signed = self.move(text)
        if is_signed:
            self.refuse(f"{text!r} has a sign", "write the share alone: 35bp")
        return self.whole_ppm(bp)

    def whole_ppm(self, bp: Decimal) -> int:
        """Return basis points as parts in a million."""
        if bp * 100 != (bp * 100).to_integral_value():
            self.refuse(f"{bp} basis points have more than two decimals", "round them to two decimals")
        return int(bp * 100)


def _desk(line: _Line) -> Change:
    institution, pair = line.word("INSTITUTION"), CurrencyPair.parse(line.word("PAIR"))
    markup = line.ppm(line.after("markup"))
    place = line.flag("onshore", "offshore")
    return DeskOpened(institution=institution, pair=pair, place=Place(place or "any"), markup_ppm=markup)


def _cut_off(line: _Line) -> Change:
    record, at = line.word("RECORD"), line.clock(line.word("TIME"))
    assert at is not None, "a word is read as a time or refused"
    session = line.after("session") or ""
    return CutOffMoved(
        record=record, at=at, session=session, whose=CutOffOf(line.flag("customer", "institution") or "all")
    )


def _hours(line: _Line) -> Change:
    record, session = line.word("RECORD"), line.after("session") or ""
    opens, closes = line.clock(line.after("opens")), line.clock(line.after("closes"))
    line.needs(opens, closes)
    return HoursMoved(record=record, opens=opens, closes=closes, session=session)


def _limit(line: _Line) -> Change:
    record = line.word("RECORD")
    least, most = line.amount(line.after("min")), line.amount(line.after("max"), "none")
    line.needs(least, most)
    currency = line.word("CURRENCY") if line.words else ""
    return LimitChanged(record=record, minimum=least, maximum=most, currency=currency)


def _price(line: _Line) -> Change:
    tariff, rate = line.word("TARIFF"), line.ppm(line.after("rate"))
    fixed, least = line.amount(line.after("fixed")), line.amount(line.after("min"))
    most = line.amount(line.after("max"), "none")
    line.needs(rate, fixed, least, most)
    return PriceChanged(tariff=tariff, fixed=fixed, rate_ppm=rate, minimum=least, maximum=most)


def _markup(line: _Line) -> Change:
    desk = line.word("DESK")
    bp, is_relative = line.move(line.word("35bp"))
    return MarkupChanged(desk, line.whole_ppm(bp), is_relative)


def _lag(line: _Line) -> Change:
    desk, days = line.word("DESK"), line.count(line.word("DAYS"))
    return LagChanged(desk, days, line.ppm(line.after("markup")) or 0)


def _funds(line: _Line) -> Change:
    account = line.word("ACCOUNT")
    available = line.amount(line.after("available"), "unknown")
    credit = line.amount(line.after("credit"), "unknown")
    line.needs(available, credit)
    return FundsChanged(account, available, credit)


def _day(line: _Line, make: type[DayClosed | DayOpened]) -> Change:
    first = line.word("CALENDAR")
    is_country = first == "country" and len(line.words) > 1
    scope = line.word("COUNTRY") if is_country else first
    return make(scope, line.day(line.word("DAY")), is_country)


def _rate(line: _Line) -> Change:
    what, first = line.word("PAIR"), line.word("BID")
    if line.words or not _MOVE.fullmatch(first):
        offer = line.word("OFFER")
        for side in (first, offer):
            if not _NUMBER.fullmatch(side):
                line.refuse(f"{side!r} is no rate", "write digits with a point: 0.5342")
        return RateSet(CurrencyPair.parse(what), Decimal(first), Decimal(offer))
    by_bp, is_relative = line.move(first)
    if not is_relative:
        line.refuse(f"{first!r} has no sign", "write by how much it moves: +10bp, or -10bp")
    return RateMoved(what, by_bp)


_READERS: dict[str, Callable[[_Line], Change]] = {
    "out": lambda line: RecordOut(line.word("RECORD")),
    "valid": lambda line: ValidityExtended(line.word("RECORD")),
    "account": lambda line: AccountOpened(
        owner=line.word("OWNER"), servicer=line.word("SERVICER"), currency=line.word("CURRENCY")
    ),
    "desk": _desk,
    "cut-off": _cut_off,
    "hours": _hours,
    "limit": _limit,
    "price": _price,
    "markup": _markup,
    "lag": _lag,
    "funds": _funds,
    "minutes": lambda line: ProcessingChanged(line.word("RECORD"), line.count(line.word("NUMBER"))),
    "close": lambda line: _day(line, DayClosed),
    "open": lambda line: _day(line, DayOpened),
    "rate": _rate,
}
