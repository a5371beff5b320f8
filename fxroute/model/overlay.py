"""Overlays: changes under a name, and the text of each change, from which it can be read back."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from fxroute.errors import FxRouteError, InvalidValue
from fxroute.model.amendment import (
    Amendment,
    CutOffMoved,
    CutOffOf,
    DayClosed,
    FundsChanged,
    HoursMoved,
    LagChanged,
    LimitChanged,
    MarkupChanged,
    PriceChanged,
    ProcessingChanged,
    RateChange,
    RateMoved,
    RateSet,
)
from fxroute.model.change import AccountOpened, DeskOpened, NetworkChange, RecordOut, ValidityExtended
from fxroute.model.institution import Place
from fxroute.model.service import LocalTime

__all__ = ["Change", "Overlay", "change_text", "joined"]

Change = NetworkChange | Amendment | RateChange
"""Anything that an overlay may change."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Changes under a name, to be laid over a network and its rates in order.

    Overlays stack: the later one wins where two touch the same thing, and elsewhere their order does not matter.
    """

    name: str
    changes: tuple[Change, ...]
    notes: str = ""

    @property
    def sha256(self) -> str:
        """Hash of the changes, whatever they are called."""
        return sha256("\n".join(self.texts).encode()).hexdigest()

    @property
    def texts(self) -> tuple[str, ...]:
        """The changes as text, each as `fxroute.plan.parse_change` reads it back."""
        return tuple(change_text(change) for change in self.changes)


def change_text(change: Change) -> str:
    """Return a change in a line, in the grammar of `--what-if`; equal changes have equal texts."""
    return shlex.join(_words(change))


def _words(change: Change) -> list[str]:
    match change:
        case RecordOut(record):
            return ["out", record]
        case ValidityExtended(record):
            return ["valid", record]
        case AccountOpened():
            return ["account", change.owner, change.servicer, change.currency]
        case DeskOpened():
            place = [] if change.place is Place.ANY else [change.place.value]
            return [
                "desk",
                change.institution,
                str(change.pair),
                *place,
                *_told("markup", _optional_bp(change.markup_ppm)),
            ]
        case RateSet(pair, bid, offer):
            return ["rate", str(pair), format(bid, "f"), format(offer, "f")]
        case RateMoved(what, by_bp):
            return ["rate", what, _signed_bp(by_bp)]
        case _:
            return _amendment_words(change)


def _amendment_words(change: Amendment) -> list[str]:
    match change:
        case CutOffMoved(record=record, at=at, session=session, whose=whose):
            side = [] if whose is CutOffOf.ALL else [whose.value]
            return ["cut-off", record, _clock(at), *_told("session", session or None), *side]
        case HoursMoved(record=record, session=session):
            ends = [*_told("opens", _optional_clock(change.opens)), *_told("closes", _optional_clock(change.closes))]
            return ["hours", record, *ends, *_told("session", session or None)]
        case LimitChanged(record=record):
            ends = [*_told("min", change.minimum), *_told("max", change.maximum)]
            return ["limit", record, *ends, *([change.currency] if change.currency else [])]
        case PriceChanged(tariff=tariff):
            parts = [*_told("fixed", change.fixed), *_told("rate", _optional_bp(change.rate_ppm))]
            return ["price", tariff, *parts, *_told("min", change.minimum), *_told("max", change.maximum)]
        case MarkupChanged(desk, ppm, is_relative):
            return ["markup", desk, _signed_bp(Decimal(ppm) / 100) if is_relative else _bp(ppm)]
        case LagChanged(desk, business_days, markup_ppm):
            return ["lag", desk, str(business_days), *_told("markup", _bp(markup_ppm) if markup_ppm else None)]
        case FundsChanged(account, available, credit_line):
            return ["funds", account, *_told("available", available), *_told("credit", credit_line)]
        case ProcessingChanged(record, minutes):
            return ["minutes", record, str(minutes)]
        case _:
            verb = "close" if isinstance(change, DayClosed) else "open"
            return [verb, *(["country"] if change.is_country else []), change.scope, change.day.isoformat()]


def _told(word: str, value: str | None) -> list[str]:
    return [] if value is None else [word, value]


def _optional_bp(ppm: int | None) -> str | None:
    return None if ppm is None else _bp(ppm)


def _bp(ppm: int) -> str:
    return f"{_plain(Decimal(ppm) / 100)}bp"


def _signed_bp(bp: Decimal) -> str:
    return f"{'' if bp < 0 else '+'}{_plain(bp)}bp"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _clock(at: LocalTime) -> str:
    return f"{at.at:%H:%M}{at.day:+d}" if at.day else f"{at.at:%H:%M}"


def _optional_clock(at: LocalTime | None) -> str | None:
    return None if at is None else _clock(at)


def joined(faults: Sequence[FxRouteError]) -> FxRouteError:
    """Return one error that tells of all faults; of the leaf that all have, else `InvalidValue`."""
    if len(faults) == 1:
        return faults[0]
    kinds = {type(error) for error in faults}
    leaf = kinds.pop() if len(kinds) == 1 else InvalidValue
    return leaf(
        what=_all(error.what for error in faults),
        where=_all(error.where for error in faults),
        mend=_all(error.mend for error in faults),
    )


def _all(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
