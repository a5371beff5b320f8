"""From records that their schemas accepted to values of the model: amounts meet their currency, defaults are filled."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from fxroute.errors import FxRouteError
from fxroute.model import (
    SEGMENTED_CURRENCIES,
    Account,
    Calendar,
    Desk,
    DeskTier,
    Exchange,
    Hours,
    Infrastructure,
    Institution,
    Participation,
    Place,
    ReportingLine,
    Service,
    Session,
    Settles,
    ValueLag,
    home_place,
    parse_amount,
)
from fxroute.sources.fault import FaultList, Spot, Step, closest
from fxroute.sources.schema import (
    AccountRecord,
    CalendarRecord,
    DeskRecord,
    HoursPart,
    InfrastructureRecord,
    InstitutionRecord,
    ParticipationRecord,
    Record,
    ReportingLineRecord,
    ServiceRecord,
    SessionPart,
)

__all__ = [
    "Builder",
    "build_account",
    "build_calendar",
    "build_desk",
    "build_infrastructure",
    "build_institution",
    "build_participation",
    "build_reporting_line",
    "build_service",
    "check_validity",
    "rising",
]

_Value = TypeVar("_Value")

_LAG_DAYS_MAX = 30
_PPM_ONE = 1_000_000
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Builder:
    """What building one record needs: its spot, the faults, the countries of all institutions.

    `shared` holds the parts that many records have alike, so that they are kept once.
    """

    spot: Spot
    faults: FaultList
    countries: dict[str, str]
    shared: dict[object, object] = field(default_factory=dict)

    def share(self, value: _Value) -> _Value:
        """Return the equal value that another record has, or this one."""
        known = self.shared.setdefault(value, value)
        assert isinstance(known, type(value)), "equal values are of one class"
        return known

    def fault(self, steps: tuple[Step, ...], what: str, mend: str) -> None:
        """Note a fault at a field of the record."""
        self.faults.add(self.spot.at(*steps), what, mend)

    def amount(self, text: str, currency: str, *steps: Step) -> int:
        """Return the minor units of an amount; a fault counts as zero."""
        return self.attempt(lambda: parse_amount(text, currency), 0, *steps)

    def optional_amount(self, text: str | None, currency: str, *steps: Step) -> int | None:
        """Return the minor units of an amount, or `None` where none is given."""
        return None if text is None else self.amount(text, currency, *steps)

    def attempt(self, make: Callable[[], _Value], otherwise: _Value, *steps: Step) -> _Value:
        """Return what `make` gives; a refusal becomes a fault, and `otherwise` stands in."""
        try:
            return make()
        except FxRouteError as error:
            self.fault(steps, error.what, error.mend)
            return otherwise

    def ordered(self, first: date | None, last: date | None, *steps: Step) -> None:
        """Note a fault where a validity ends before it begins."""
        if first is not None and last is not None and first > last:
            what = f"{steps[-1]} {last} lies before the day it begins, {first}"
            self.fault(steps, what, "swap the two days, or mend one of them")

    def limits(self, record: AccountRecord | DeskRecord, currency: str) -> tuple[int, int | None]:
        """Return least and largest amount in minor units, in order."""
        least = self.optional_amount(record.minimum, currency, "minimum") or 0
        most = self.optional_amount(record.maximum, currency, "maximum")
        if most is not None and least > most:
            what = f"maximum {record.maximum} is below minimum {record.minimum}"
            self.fault(("maximum",), what, "swap the two amounts")
        return least, most

    def place(self, given: Place | None, currency: str, country: str) -> Place:
        """Return the side on which a currency is held, by default the side of the country."""
        if given is not None and currency not in SEGMENTED_CURRENCIES:
            what = f"{currency} has no place: no law divides it into onshore and offshore"
            self.fault(("place",), what, f"leave place out; it is for {', '.join(SEGMENTED_CURRENCIES)}")
        return given or home_place(country, currency)


def build_institution(record: InstitutionRecord, builder: Builder) -> Institution:
    """Return the institution; legal entity and group default to itself."""
    legal_entity = record.legal_entity or record.id
    return Institution(
        id=record.id,
        name=record.name,
        country=record.country,
        legal_entity=legal_entity,
        group=record.group or legal_entity,
        kind=record.kind,
        provenance=builder.share(record.provenance()),
        city=record.city,
        bic=record.bic,
        lei=record.lei,
        national_bank_code=record.national_bank_code,
    )


def build_reporting_line(record: ReportingLineRecord, builder: Builder) -> ReportingLine:
    """Return the reporting line."""
    return ReportingLine(
        id=record.id, unit=record.unit, reports_to=record.reports_to, provenance=builder.share(record.provenance())
    )


def build_account(record: AccountRecord, builder: Builder) -> Account:
    """Return the account; its place defaults to the side of the servicer."""
    country = builder.countries.get(record.servicer, "")
    least, most = builder.limits(record, record.currency)
    return Account(
        id=record.id,
        owner=record.owner,
        servicer=record.servicer,
        currency=record.currency,
        place=builder.place(record.place, record.currency, country),
        relation=record.relation,
        provenance=builder.share(record.provenance()),
        crosses_border=record.crosses_border,
        funding_mode=record.funding_mode,
        available_minor=builder.optional_amount(record.available, record.currency, "available"),
        credit_line_minor=builder.optional_amount(record.credit_line, record.currency, "credit_line"),
        minimum_minor=least,
        maximum_minor=most,
    )


def build_infrastructure(record: InfrastructureRecord, builder: Builder) -> Infrastructure:
    """Return the payment system; without hours it is known but not used."""
    known = {*record.currencies}.union(*({item.pair.base, item.pair.quote} for item in record.exchanges))
    bounds = {"minimum": record.minimum, "maximum": record.maximum}
    for name, amounts in bounds.items():
        for currency in amounts:
            if currency not in known:
                mend = f"use one of {', '.join(sorted(known))}, or add it to currencies"
                builder.fault((name, currency), f"the system does not settle {currency}", mend)
    minor = {
        name: tuple((key, builder.amount(text, key, name, key)) for key, text in amounts.items())
        for name, amounts in bounds.items()
    }
    most = dict(minor["maximum"])
    for currency, least in minor["minimum"]:
        if least > most.get(currency, least):
            builder.fault(("maximum", currency), f"the maximum in {currency} is below the minimum", "swap the two")
    return Infrastructure(
        id=record.id,
        name=record.name,
        operator=record.operator,
        country=record.country,
        currencies=record.currencies,
        settlement_type=record.settlement_type,
        finality=record.finality,
        processing_minutes=builder.share(record.processing_minutes),
        provenance=builder.share(record.provenance()),
        hours=None if record.hours is None else _hours(record.hours, builder),
        crosses_border=record.crosses_border,
        minimum_minor=minor["minimum"],
        maximum_minor=minor["maximum"],
        exchanges=tuple(Exchange(pair=item.pair, markup_ppm=item.markup_bp) for item in record.exchanges),
        message_standard=record.message_standard,
    )


def build_participation(record: ParticipationRecord, builder: Builder) -> Participation:
    """Return the access to a system, at the side of the institution."""
    return Participation(
        id=record.id,
        institution=record.institution,
        infrastructure=record.infrastructure,
        currency=record.currency,
        access=record.access,
        provenance=builder.share(record.provenance()),
        settlement_agent=record.settlement_agent,
        place=home_place(builder.countries.get(record.institution, ""), record.currency),
    )


def build_desk(record: DeskRecord, builder: Builder) -> Desk:
    """Return the desk; its tiers start at zero and never become dearer."""
    pair, currency = record.pair, record.tier_currency
    if currency not in (pair.base, pair.quote):
        builder.fault(("tier_currency",), f"{currency} is not in {pair}", f"use {pair.base} or {pair.quote}")
    tiers = tuple(
        DeskTier(builder.amount(tier.start, currency, "tiers", index, "from"), tier.markup_bp)
        for index, tier in enumerate(record.tiers)
    )
    rising([tier.from_minor for tier in tiers], "tiers", builder)
    for index in range(1, len(tiers)):
        if tiers[index].markup_ppm > tiers[index - 1].markup_ppm:
            what = "the markup rises with the amount"
            builder.fault(("tiers", index, "markup_bp"), what, "a larger deal is not dearer: lower this markup")
    _check_lags(record, builder)
    side = next((code for code in (pair.base, pair.quote) if code in SEGMENTED_CURRENCIES), pair.base)
    least, most = builder.limits(record, currency)
    return Desk(
        id=record.id,
        institution=record.institution,
        pair=pair,
        place=builder.place(record.place, side, builder.countries.get(record.institution, "")),
        dealing=record.dealing,
        tier_currency=currency,
        tiers=tiers,
        value_lags=tuple(ValueLag(lag.business_days, lag.markup_bp) for lag in record.value_lags),
        hours=_hours(record.hours, builder),
        delivers_at=record.delivers_at,
        processing_minutes=builder.share(record.processing_minutes),
        quote_valid_minutes=record.quote_valid_minutes,
        provenance=builder.share(record.provenance()),
        is_pvp=record.is_pvp,
        minimum_minor=least,
        maximum_minor=most,
    )


def _check_lags(record: DeskRecord, builder: Builder) -> None:
    days = [lag.business_days for lag in record.value_lags]
    if not days:
        mend = 'give at least one: {business_days: 2, markup_bp: "0"}'
        builder.fault(("value_lags",), "the list of value lags is empty", mend)
    if days != sorted(set(days)):
        builder.fault(("value_lags",), "the value lags do not rise", "order them by business_days, each once")
    if days and max(days) > _LAG_DAYS_MAX:
        builder.fault(("value_lags",), f"a value lag of {max(days)} business days", f"give at most {_LAG_DAYS_MAX}")
    dearest = max((tier.markup_bp for tier in record.tiers), default=0)
    for index, lag in enumerate(record.value_lags):
        if dearest + lag.markup_bp >= _PPM_ONE:
            what = "the markups of tier and value lag take the whole amount"
            builder.fault(("value_lags", index, "markup_bp"), what, "keep their sum below 10000")


def rising(starts: list[int], field: str, builder: Builder) -> None:
    """Note a fault where thresholds do not start at zero and rise."""
    if not starts:
        builder.fault((field,), f"the list {field} is empty", 'give at least one entry, from: "0"')
    for index, start in enumerate(starts):
        if index == 0 and start != 0:
            builder.fault((field, 0, "from"), "the first entry does not start at zero", 'begin with from: "0"')
        elif index and start <= starts[index - 1]:
            what = "the threshold is not above the one before"
            builder.fault((field, index, "from"), what, "order the entries by rising amounts")


def build_service(record: ServiceRecord, builder: Builder) -> Service:
    """Return the service hours of some institutions."""
    if not record.functions:
        builder.fault(("functions",), "the list of functions is empty", "give at least one: [credit]")
    if record.institution and record.country:
        what = "both institution and country are given"
        builder.fault(("country",), what, "keep the institution; its country is known")
    return Service(
        id=record.id,
        functions=frozenset(record.functions),
        hours=_hours(record.hours, builder),
        processing_minutes=builder.share(record.processing_minutes),
        provenance=builder.share(record.provenance()),
        institution=record.institution,
        country=record.country,
        currency=record.currency,
    )


def build_calendar(record: CalendarRecord, builder: Builder) -> Calendar:
    """Return the calendar; a weekend of seven days would leave no business day."""
    builder.ordered(record.known_from, record.known_to, "known_to")
    if record.announced_to > record.known_to:
        what = f"announced_to {record.announced_to} lies after known_to {record.known_to}"
        builder.fault(("announced_to",), what, "a day cannot be announced and unknown: move one of the two")
    if len(set(record.weekend)) == _WEEK_DAYS:
        builder.fault(("weekend",), "the weekend takes the whole week", "leave at least one business day")
    for day in record.closed:
        if day in record.workdays:
            what = f"{day} is closed and a workday at once"
            builder.fault(("workdays", day.isoformat()), what, "keep it in one of the two")
    settles = []
    for index, item in enumerate(record.settles):
        if item.place is not None and item.currency not in SEGMENTED_CURRENCIES:
            what = f"{item.currency} has no place: no law divides it into onshore and offshore"
            builder.fault(("settles", index, "place"), what, "leave place out")
        settles.append(Settles(item.currency, item.place or Place.ANY))
    return Calendar(
        id=record.id,
        name=record.name,
        weekend=frozenset(record.weekend),
        closed=frozenset(record.closed),
        workdays=frozenset(record.workdays),
        known_from=record.known_from,
        known_to=record.known_to,
        announced_to=record.announced_to,
        provenance=builder.share(record.provenance()),
        country=record.country,
        settles=tuple(settles),
    )


def _hours(part: HoursPart, builder: Builder) -> Hours:
    for name, entries in (("calendars", part.calendars), ("sessions", part.sessions)):
        if not entries:
            builder.fault(("hours", name), f"the list {name} is empty", "give at least one, or leave hours out")
    try:
        ZoneInfo(part.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        mend = closest(part.time_zone, available_timezones(), "use an IANA name such as Asia/Riyadh")
        builder.fault(("hours", "time_zone"), f"{part.time_zone!r} is no time zone", mend)
    sessions = [_session(item, builder, index) for index, item in enumerate(part.sessions)]
    return builder.share(
        Hours(
            calendars=part.calendars,
            time_zone=part.time_zone,
            sessions=tuple(builder.share(session) for session in sessions if session is not None),
        )
    )


def _session(part: SessionPart, builder: Builder, index: int) -> Session | None:
    here = ("hours", "sessions", index)
    builder.ordered(part.valid_from, part.valid_to, *here, "valid_to")
    customer_cut_off = part.customer_cut_off or part.cut_off
    return builder.attempt(
        lambda: Session(
            name=part.name,
            opens=part.opens,
            cut_off=part.cut_off,
            closes=part.closes or part.cut_off,
            customer_cut_off=customer_cut_off,
            days=part.days,
            value_next=part.value_next,
            valid_from=part.valid_from,
            valid_to=part.valid_to,
            periods=part.periods,
        ),
        None,
        *here,
    )


def check_validity(record: Record, builder: Builder) -> None:
    """Note a fault where the record's validity ends before it begins."""
    builder.ordered(record.valid_from, record.valid_to, "valid_to")
