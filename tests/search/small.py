"""Small networks told in a few words: always open, without processing time, and free where no tariff is named."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from fxroute.model import (
    Access,
    Account,
    Band,
    Bounds,
    Calendar,
    ChargeFunction,
    ChargeSlice,
    CurrencyPair,
    Dealing,
    Desk,
    DeskTier,
    Exchange,
    Finality,
    Hours,
    Infrastructure,
    Institution,
    InstitutionKind,
    Participation,
    Payment,
    Place,
    Price,
    Relation,
    ReportingLine,
    Service,
    ServiceFunction,
    SettlementType,
    Tariff,
    ValueLag,
)
from fxroute.network import Network
from fxroute.search import search
from tests.search.oracle import Vector, front
from tests.search.parts import FixedRates, clock, proven, session

AT = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)
NOW = 29602560
"""`AT` in minutes since 1970-01-01T00:00Z: 20557 days of 1440 minutes, and 480."""

ALWAYS = Hours(calendars=("ALWAYS",), time_zone="UTC", sessions=(session("00:00", "00:00+1"),))
AT_ONCE = Band(0, 0, 0)
OPEN = Calendar(
    id="ALWAYS",
    name="every day",
    weekend=frozenset(),
    closed=frozenset(),
    workdays=frozenset(),
    known_from=date(2026, 1, 1),
    known_to=date(2026, 12, 31),
    announced_to=date(2026, 12, 31),
    provenance=proven(),
)


def cents(text: str) -> int:
    """`"1000.00"` is 100000."""
    return int(text.replace(".", "")) if text else 0


@dataclass
class Small:
    """A network that grows by one record per line of a test."""

    units: list[Institution] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    lines: list[ReportingLine] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    systems: list[Infrastructure] = field(default_factory=list)
    access: list[Participation] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    tariffs: list[Tariff] = field(default_factory=list)
    rates: dict[CurrencyPair, tuple[Decimal, Decimal]] = field(default_factory=dict)

    def bank(self, *names: str, entity: str = "", country: str = "AE") -> "Small":
        """Units; those of one `entity` belong together."""
        for name in names:
            owner = entity or name
            unit = Institution(
                id=name,
                name=name,
                country=country,
                legal_entity=owner,
                group=owner,
                kind=InstitutionKind.COMMERCIAL_BANK,
                provenance=proven(),
            )
            self.units.append(unit)
        return self

    def account(
        self,
        owner: str,
        servicer: str,
        currency: str,
        *,
        minimum: str = "",
        maximum: str = "",
        place: Place = Place.ANY,
    ) -> "Small":
        """An account; limits are decimal texts."""
        account = Account(
            id=f"{owner}@{servicer}/{currency}",
            owner=owner,
            servicer=servicer,
            currency=currency,
            place=place,
            relation=Relation.CORRESPONDENT,
            provenance=proven(),
            minimum_minor=cents(minimum),
            maximum_minor=cents(maximum) if maximum else None,
        )
        self.accounts.append(account)
        return self

    def desk(self, unit: str, pair: str, rate: str, *, markup_ppm: int = 0, place: Place = Place.ANY) -> "Small":
        """A desk without tiers and value dates; the rate, bid and offer alike, holds for the pair everywhere."""
        both = CurrencyPair.parse(pair)
        self.rate(pair, rate)
        desk = Desk(
            id=f"{unit}:{pair}",
            institution=unit,
            pair=both,
            place=place,
            dealing=Dealing.OWN_DESK,
            tier_currency=both.base,
            tiers=(DeskTier(0, markup_ppm),),
            value_lags=(ValueLag(0, 0),),
            hours=ALWAYS,
            delivers_at=clock("00:00"),
            processing_minutes=AT_ONCE,
            quote_valid_minutes=30,
            provenance=proven(),
        )
        self.desks.append(desk)
        return self

    def rate(self, pair: str, rate: str) -> "Small":
        self.rates[CurrencyPair.parse(pair)] = Decimal(rate), Decimal(rate)
        return self

    def delivering(self, at: str) -> "Small":
        """The time of day before which the desk named last delivers nothing."""
        self.desks[-1] = replace(self.desks[-1], delivers_at=clock(at))
        return self

    def tiers(self, *tiers: tuple[str, int]) -> "Small":
        """Tiers for the desk named last: from which amount, at what markup."""
        self.desks[-1] = replace(self.desks[-1], tiers=tuple(DeskTier(cents(start), ppm) for start, ppm in tiers))
        return self

    def system(self, name: str, members: str, *, exchange: str = "", minutes: int = 0) -> "Small":
        """A payment system with direct participants, `"A/USD B/SAR"`."""
        pairs = [CurrencyPair.parse(exchange)] if exchange else []
        system = Infrastructure(
            id=name,
            name=name,
            operator="",
            country="AE",
            currencies=tuple(sorted({member.split("/")[1] for member in members.split()})),
            settlement_type=SettlementType.RTGS,
            finality=Finality.CENTRAL_BANK,
            processing_minutes=Band(minutes, minutes, minutes),
            provenance=proven(),
            hours=ALWAYS,
            exchanges=tuple(Exchange(pair=pair, markup_ppm=0) for pair in pairs),
        )
        self.systems.append(system)
        for member in members.split():
            unit, currency = member.split("/")
            access = Participation(
                id=f"{name}:{member}",
                institution=unit,
                infrastructure=name,
                currency=currency,
                access=Access.DIRECT,
                provenance=proven(),
            )
            self.access.append(access)
        return self

    def charge(
        self, function: ChargeFunction, currency: str, unit: str = "", *, is_claimed: bool = False, **price: object
    ) -> "Small":
        """What a unit, or every unit without a tariff of its own, takes."""
        told = Price(**price)  # type: ignore[arg-type]  # the rebuilt value has the same kind
        tariff = Tariff(
            id=f"{function.value}:{unit or 'all'}",
            function=function,
            currency=currency,
            low=told,
            likely=told,
            high=told,
            provenance=proven(),
            institution=unit,
            is_claimed=is_claimed,
        )
        self.tariffs.append(tariff)
        return self

    def slow(self, function: ServiceFunction, unit: str, minutes: int) -> "Small":
        """A unit that needs time for a function."""
        service = Service(
            id=f"{unit}:{function.value}",
            functions=frozenset({function}),
            hours=ALWAYS,
            processing_minutes=Band(minutes, minutes, minutes),
            provenance=proven(),
            institution=unit,
        )
        self.services.append(service)
        return self

    def network(self) -> Network:
        named = {tariff.id for tariff in self.tariffs}
        currencies = {"USD", *(account.currency for account in self.accounts)}
        currencies |= {access.currency for access in self.access}
        currencies |= {currency for desk in self.desks for currency in (desk.pair.base, desk.pair.quote)}
        free = [
            Tariff(
                id=f"{function.value}:all/{currency}",
                function=function,
                currency=currency,
                low=Price(),
                likely=Price(),
                high=Price(),
                provenance=proven(),
                for_currency=currency,
            )
            for function in ChargeFunction
            for currency in sorted(currencies)
            if f"{function.value}:all" not in named
        ]
        services = Service(
            id="always",
            functions=frozenset(ServiceFunction),
            hours=ALWAYS,
            processing_minutes=AT_ONCE,
            provenance=proven(),
        )
        return Network.of(
            institutions=tuple(self.units),
            reporting_lines=tuple(self.lines),
            accounts=tuple(self.accounts),
            infrastructures=tuple(self.systems),
            participations=tuple(self.access),
            desks=tuple(self.desks),
            services=(services, *self.services),
            calendars=(OPEN,),
            tariffs=(*free, *self.tariffs),
        )

    def fronts(self, payment: Payment, bounds: Bounds | None = None) -> tuple[set[Vector], set[Vector]]:
        """The engine's front, and the oracle's."""
        network, rates = self.network(), FixedRates(self.rates, {})
        result = search(network, rates, payment, bounds or Bounds())
        assert result.complete
        return {option.vector for option in result.options}, set(front(network, rates, payment, bounds or Bounds()))


def slices(*parts: tuple[str, str, int]) -> tuple[ChargeSlice, ...]:
    """Slices of a price: from which amount, what is added, parts per million."""
    return tuple(ChargeSlice(cents(start), cents(fixed), ppm) for start, fixed, ppm in parts)
