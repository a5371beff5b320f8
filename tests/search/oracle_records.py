"""The oracle's view of a network: which records a question may use, and whose rules they find."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from fxroute.model import (
    Access,
    Bounds,
    Calendar,
    Desk,
    Hours,
    Infrastructure,
    Institution,
    InstitutionKind,
    Participation,
    Payment,
    Place,
    Provenance,
    RateSource,
    Relation,
    Service,
    ServiceFunction,
)
from fxroute.network import Network
from tests.search.oracle_price import WITHOUT_END, Market, decimals
from tests.search.oracle_time import Clock, Delivery, Timetable, Unusable, minute_of, sides_of

RANKS = {"high": 0, "medium": 1, "low": 2, "prior": 3, "example": 4}


class Position(NamedTuple):
    """Funds in hand: at which unit, in which currency, on which side."""

    unit: str
    currency: str
    place: Place


class Proven(Protocol):
    """A record: an id, and where it comes from."""

    @property
    def id(self) -> str: ...

    @property
    def provenance(self) -> Provenance: ...


@dataclass(frozen=True, slots=True)
class Question:
    """A payment and its bounds, with what is asked of them again and again."""

    payment: Payment
    bounds: Bounds

    @property
    def minute(self) -> int:
        return minute_of(self.instant)

    @property
    def day(self) -> date:
        return self.instant.date()

    @property
    def instant(self) -> datetime:
        instant = self.payment.at or self.payment.arrive_by
        assert instant is not None
        return instant

    @property
    def instructed(self) -> int:
        money = self.payment.instructed_amount
        return int(money.amount * 10 ** decimals(money.currency.code))

    @property
    def ends(self) -> set[str]:
        return {self.payment.debtor_agent, self.payment.creditor_agent}


class Book(NamedTuple):
    """An account to book over, or what an indirect participation amounts to (4.3)."""

    record: str
    owner: Institution
    servicer: Institution
    currency: str
    owner_place: Place
    servicer_place: Place
    relation: Relation
    minimum: int
    maximum: int
    drawable: int
    rank: int


def home(unit: Institution, currency: str) -> Place:
    """Section 3."""
    if currency != "CNY":
        return Place.ANY
    return Place.ONSHORE if unit.country == "CN" else Place.OFFSHORE


def hand(unit: Institution, currency: str) -> Position:
    return Position(unit.id, currency, home(unit, currency))


def unlimited(maximum: int | None) -> int:
    return WITHOUT_END if maximum is None else maximum


@dataclass(slots=True)
class Records:
    """The network as a question may use it: what is valid, good enough and not avoided."""

    network: Network
    market: Market
    question: Question
    units: dict[str, Institution] = field(default_factory=dict)
    systems: dict[str, Infrastructure] = field(default_factory=dict)
    deliveries: dict[tuple[str, int], Delivery] = field(default_factory=dict)
    timetables: dict[tuple[Hours, tuple[str, ...]], Timetable] = field(default_factory=dict)

    @classmethod
    def of(cls, network: Network, rates: RateSource, question: Question) -> "Records":
        records = cls(network, Market(rates), question)
        for unit in network.institutions.values():
            if unit.kind is not InstitutionKind.LEGACY and records.may_use(unit):
                records.units[unit.id] = unit
        for system in network.infrastructures.values():
            if system.hours is not None and records.may_use(system):
                records.systems[system.id] = system
        return records

    def is_valid(self, provenance: Provenance) -> bool:
        starts, ends = provenance.valid_from or date.min, provenance.valid_to or date.max
        return starts <= self.question.day <= ends

    def may_use(self, *records: Proven) -> bool:
        """Whether a move may stand on these records: section 4, first sentence; `avoid` and floor of 8.4."""
        bounds = self.question.bounds
        is_named = any(record.id in bounds.avoid for record in records)
        return not is_named and all(self.is_good(record.provenance) for record in records)

    def is_good(self, provenance: Provenance) -> bool:
        floor = self.question.bounds.evidence_floor
        return self.is_valid(provenance) and RANKS[provenance.confidence.value] <= RANKS[floor.value]

    def settlement_calendar(self, currency: str, place: Place) -> Calendar | None:
        """4.7."""
        for calendar in sorted(self.network.calendars.values(), key=lambda calendar: calendar.id):
            if any(s.currency == currency and s.place in (place, Place.ANY) for s in calendar.settles):
                return calendar
        return None

    def timetable(self, hours: Hours, beside: Calendar | None = None) -> Timetable:
        names = (*hours.calendars, *([beside.id] if beside else []))
        if (hours, names) not in self.timetables:
            calendars = tuple(self.network.calendars[name] for name in names)
            self.timetables[hours, names] = Timetable(hours, calendars, self.question.day)
        return self.timetables[hours, names]

    def delivery(self, desk: Desk, lag: int) -> Delivery:
        """6.3: every currency of the pair with its settlement calendar, the yuan's at the desk's place."""
        if (desk.id, lag) not in self.deliveries:
            pair = (desk.pair.base, desk.pair.quote)
            sides = sides_of({code: self.settlement_calendar(code, side(desk, code)) for code in pair})
            self.deliveries[desk.id, lag] = Delivery(self.timetable(desk.hours), desk.delivers_at, lag, sides)
        return self.deliveries[desk.id, lag]

    def service(self, unit: Institution, function: ServiceFunction, currency: str) -> Service:
        """4.6: the narrowest service."""
        found = [
            ((scope, not service.currency, service.id), service)
            for service in self.network.services
            if function in service.functions
            and service.currency in ("", currency)
            and self.is_valid(service.provenance)
            and (scope := width(service, unit)) is not None
        ]
        if not found:
            raise Unusable
        return min(found, key=lambda pair: pair[0])[1]

    def service_clock(
        self, unit: Institution, function: ServiceFunction, currency: str, beside: Calendar | None = None
    ) -> Clock:
        service = self.service(unit, function, currency)
        return Clock(self.timetable(service.hours, beside), service.processing_minutes.likely)

    def direct(self) -> Iterator[tuple[Participation, Institution, Infrastructure]]:
        for access in self.network.participations:
            unit, system = self.units.get(access.institution), self.systems.get(access.infrastructure)
            if access.access is Access.DIRECT and unit and system and self.may_use(access):
                yield access, unit, system

    def books(self) -> Iterator[Book]:
        """Accounts and indirect participations whose places fit together (4.1, 4.3)."""
        for account in self.network.accounts:
            owner, servicer = self.units.get(account.owner), self.units.get(account.servicer)
            if owner is None or servicer is None or not self.may_use(account):
                continue
            own, other = home(owner, account.currency), home(servicer, account.currency)
            if own is other:
                own = other = account.place if account.currency == "CNY" else own
            elif not account.crosses_border:
                continue
            funds = WITHOUT_END
            if account.available_minor is not None:
                funds = account.available_minor + (account.credit_line_minor or 0)
            yield Book(
                account.id, owner, servicer, account.currency, own, other, account.relation,
                account.minimum_minor, unlimited(account.maximum_minor), funds,
                worst(account.provenance, owner.provenance, servicer.provenance),
            )  # fmt: skip
        for access in self.network.participations:
            system = self.systems.get(access.infrastructure)
            owner, servicer = self.units.get(access.institution), self.units.get(access.settlement_agent)
            if access.access is not Access.INDIRECT or not (system and owner and servicer):
                continue
            own, other = home(owner, access.currency), home(servicer, access.currency)
            if self.may_use(access) and (own is other or system.crosses_border):
                yield Book(
                    access.id, owner, servicer, access.currency, own, other, Relation.CORRESPONDENT,
                    0, WITHOUT_END, WITHOUT_END,
                    worst(access.provenance, system.provenance, owner.provenance, servicer.provenance),
                )  # fmt: skip


def width(service: Service, unit: Institution) -> int | None:
    """How wide the scope of a service is that matches a unit: 0 is the narrowest."""
    if service.institution:
        return 0 if service.institution == unit.id else None
    if service.country:
        return 1 if service.country == unit.country else None
    return 2


def worst(*provenances: Provenance) -> int:
    return max(RANKS[provenance.confidence.value] for provenance in provenances)


def side(desk: Desk, currency: str) -> Place:
    """4.5."""
    return desk.place if currency == "CNY" else Place.ANY
