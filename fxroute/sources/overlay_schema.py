"""Schema of overlay files: named lists of changes, each a map with one key that says what kind of change it is."""

import re
from decimal import Decimal
from typing import Annotated, NoReturn

from fxroute.errors import InvalidValue
from fxroute.model import Place
from fxroute.model.amendment import (
    NO_LIMIT,
    UNKNOWN_FUNDS,
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
from fxroute.model.overlay import Change
from fxroute.sources.fault import shown
from fxroute.sources.fields import (
    BasisPoints,
    Count,
    CountryField,
    CurrencyField,
    Day,
    Id,
    LocalTimeField,
    OptionalAmount,
    OptionalBasisPoints,
    OptionalPlace,
    OptionalTime,
    PairField,
    Prose,
    RateField,
    Reads,
    Reference,
    Text,
    choice,
    refuse,
)
from fxroute.sources.schema import Part

__all__ = [
    "AccountPart",
    "ChangePart",
    "ChangedLagPart",
    "ChangedPricePart",
    "CutOffPart",
    "DayPart",
    "DeskPart",
    "FundsPart",
    "LimitPart",
    "MarkupPart",
    "MinutesPart",
    "MovedHoursPart",
    "OverlayRecord",
    "RatePart",
    "change_of",
]

_SIGNED = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")
_AMOUNT = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})?")


def _parse_signed(value: object) -> Decimal:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _SIGNED.fullmatch(text):
        refuse(f"{shown(value)} is no number of basis points", 'write digits, with a sign or without: "-12.5"')
    return Decimal(text)


def _amount_or(word: str) -> Reads:
    def parse(value: object) -> str:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not (text == word or _AMOUNT.fullmatch(text)):
            refuse(f"{shown(value)} is no amount", f'write digits with a point, as text, or "{word}": "2000000.00"')
        return text

    return Reads(parse, {"type": ["string", "integer"], "pattern": rf"^({word}|{_AMOUNT.pattern})$"})


_SIGNED_BP = Reads(_parse_signed, {"type": ["string", "integer"], "pattern": rf"^{_SIGNED.pattern}$"})
_MAXIMUM = _amount_or(NO_LIMIT)
_FUNDS = _amount_or(UNKNOWN_FUNDS)


class AccountPart(Part):
    """An account that is opened."""

    owner: Reference
    servicer: Reference
    currency: CurrencyField


class DeskPart(Part):
    """A desk that is opened."""

    institution: Reference
    pair: PairField
    place: OptionalPlace = None
    markup_bp: OptionalBasisPoints = None


class CutOffPart(Part):
    """A cut-off that is moved."""

    record: Reference
    at: LocalTimeField
    session: Text = ""
    whose: Annotated[CutOffOf, choice(CutOffOf)] = CutOffOf.ALL


class MovedHoursPart(Part):
    """Hours that are moved."""

    record: Reference
    opens: OptionalTime = None
    closes: OptionalTime = None
    session: Text = ""


class LimitPart(Part):
    """Limits that are changed."""

    record: Reference
    minimum: OptionalAmount = None
    maximum: Annotated[str | None, _MAXIMUM] = None
    currency: CurrencyField = ""


class ChangedPricePart(Part):
    """A price that is changed."""

    tariff: Reference
    fixed: OptionalAmount = None
    rate_bp: OptionalBasisPoints = None
    minimum: OptionalAmount = None
    maximum: Annotated[str | None, _MAXIMUM] = None


class MarkupPart(Part):
    """A markup: `markup_bp` for every amount, or `by_bp` more than now."""

    desk: Reference
    markup_bp: OptionalBasisPoints = None
    by_bp: Annotated[Decimal | None, _SIGNED_BP] = None


class ChangedLagPart(Part):
    """A value lag that takes the place of all others."""

    desk: Reference
    business_days: Count
    markup_bp: BasisPoints = 0


class FundsPart(Part):
    """Funds of an account."""

    account: Reference
    available: Annotated[str | None, _FUNDS] = None
    credit_line: Annotated[str | None, _FUNDS] = None


class MinutesPart(Part):
    """A processing time."""

    record: Reference
    minutes: Count


class DayPart(Part):
    """A day, in a calendar, at a record alone, or in every calendar of a country."""

    day: Day
    calendar: Reference = ""
    record: Reference = ""
    country: CountryField = ""


class RatePart(Part):
    """A rate: both sides of a pair, or by how much a pair or a currency moves."""

    pair: PairField | None = None
    currency: CurrencyField = ""
    bid: Annotated[Decimal | None, RateField] = None
    offer: Annotated[Decimal | None, RateField] = None
    by_bp: Annotated[Decimal | None, _SIGNED_BP] = None


class ChangePart(Part):
    """One change: exactly one of these."""

    out: Reference = ""
    valid: Reference = ""
    open_account: AccountPart | None = None
    open_desk: DeskPart | None = None
    cut_off: CutOffPart | None = None
    hours: MovedHoursPart | None = None
    limit: LimitPart | None = None
    price: ChangedPricePart | None = None
    markup: MarkupPart | None = None
    lag: ChangedLagPart | None = None
    funds: FundsPart | None = None
    processing: MinutesPart | None = None
    close: DayPart | None = None
    open: DayPart | None = None
    rate: RatePart | None = None


class OverlayRecord(Part):
    """Changes under a name."""

    id: Id
    notes: Prose = ""
    changes: tuple[ChangePart, ...]


def change_of(part: ChangePart) -> Change:
    """Return the change that a part of a file states.

    Raises:
        InvalidValue: none or several are stated, or one that says nothing or too much.
    """
    given = [name for name in type(part).model_fields if getattr(part, name)]
    if len(given) != 1:
        listed = ", ".join(type(part).model_fields)
        what = f"{' and '.join(given)} stand in one change" if given else "the change says nothing"
        _refuse(what, f"write one of {listed}, each change after a dash of its own")
    name = given[0]
    value = getattr(part, name)
    match value:
        case str():
            return RecordOut(value) if name == "out" else ValidityExtended(value)
        case AccountPart():
            return AccountOpened(owner=value.owner, servicer=value.servicer, currency=value.currency)
        case DeskPart():
            return DeskOpened(
                institution=value.institution,
                pair=value.pair,
                place=value.place or Place.ANY,
                markup_ppm=value.markup_bp,
            )
        case RatePart():
            return _rate(value)
        case DayPart():
            return _day(value, DayClosed if name == "close" else DayOpened)
        case _:
            return _amendment(value)


def _amendment(value: object) -> Change:
    match value:
        case CutOffPart():
            return CutOffMoved(record=value.record, at=value.at, session=value.session, whose=value.whose)
        case MovedHoursPart():
            _needs("opens or closes", value.opens, value.closes)
            return HoursMoved(record=value.record, opens=value.opens, closes=value.closes, session=value.session)
        case LimitPart():
            _needs("minimum or maximum", value.minimum, value.maximum)
            return LimitChanged(
                record=value.record, minimum=value.minimum, maximum=value.maximum, currency=value.currency
            )
        case ChangedPricePart():
            parts = (value.fixed, value.rate_bp, value.minimum, value.maximum)
            _needs("fixed, rate_bp, minimum or maximum", *parts)
            fixed, rate_ppm, minimum, maximum = parts
            return PriceChanged(tariff=value.tariff, fixed=fixed, rate_ppm=rate_ppm, minimum=minimum, maximum=maximum)
        case ChangedLagPart():
            return LagChanged(value.desk, value.business_days, value.markup_bp)
        case FundsPart():
            _needs("available or credit_line", value.available, value.credit_line)
            return FundsChanged(value.account, value.available, value.credit_line)
        case MinutesPart():
            return ProcessingChanged(value.record, value.minutes)
        case MarkupPart():
            return _markup(value)
    raise TypeError(type(value).__name__)


def _markup(part: MarkupPart) -> Change:
    if (part.markup_bp is None) == (part.by_bp is None):
        _refuse("the markup is stated twice or not at all", 'write markup_bp: "35", or by_bp: "-5"')
    if part.markup_bp is not None:
        return MarkupChanged(part.desk, part.markup_bp)
    assert part.by_bp is not None, "one of the two is given"
    ppm = part.by_bp * 100
    if ppm != ppm.to_integral_value():
        _refuse(f"{part.by_bp} basis points have more than two decimals", "round them to two decimals")
    return MarkupChanged(part.desk, int(ppm), is_relative=True)


def _day(part: DayPart, make: type[DayClosed | DayOpened]) -> Change:
    scopes = [scope for scope in (part.calendar, part.record, part.country) if scope]
    if len(scopes) != 1:
        _refuse("the day has not one scope", "write one of calendar, record, country")
    return make(scopes[0], part.day, bool(part.country))


def _rate(part: RatePart) -> Change:
    if part.by_bp is None:
        if part.pair is None or part.currency or part.bid is None or part.offer is None:
            _refuse("the rate is not stated", "write pair, bid and offer, or pair or currency and by_bp")
        return RateSet(part.pair, part.bid, part.offer)
    if part.bid or part.offer or (part.pair is None) == (not part.currency):
        _refuse("a rate is moved and set at once, or nothing is named", "write by_bp and pair, or currency")
    return RateMoved(part.currency or str(part.pair), part.by_bp)


def _needs(names: str, *values: object) -> None:
    if all(value is None for value in values):
        _refuse("the change says nothing", f"add {names}")


def _refuse(what: str, mend: str) -> NoReturn:
    raise InvalidValue(what=what, where="change", mend=mend)
