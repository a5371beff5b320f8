"""Seeded random small networks with a payment: one way through is laid on purpose, the rest is noise around it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from fxroute.model import (
    Access,
    Account,
    Bounds,
    ChargeBearer,
    ChargeFunction,
    Confidence,
    CurrencyPair,
    CustomerType,
    Dealing,
    Desk,
    DeskTier,
    Exchange,
    Finality,
    Infrastructure,
    Institution,
    InstitutionKind,
    Participation,
    Payment,
    Place,
    Price,
    Relation,
    Relief,
    ReportingLine,
    Service,
    ServiceFunction,
    SettlementType,
    Side,
    Tariff,
    ValueLag,
    money_of,
)
from fxroute.network import Network
from tests.search.parts import PER_DOLLAR, ZONE, Dice, FixedRates, clock, worth

COUNTRIES = tuple(ZONE)
DAYS = (date(2026, 3, 6), date(2026, 4, 14), date(2026, 6, 24), date(2026, 10, 29), date(2026, 12, 30))


@dataclass(frozen=True)
class Case:
    """A network, its rates and a question put to it."""

    seed: int
    network: Network
    rates: FixedRates
    payment: Payment
    bounds: Bounds
    with_evidence: bool


def random_case(seed: int) -> Case:
    """The case of a seed, always the same."""
    return _Maker.of(seed).case()


def home(unit: Institution, currency: str) -> Place:
    if currency != "CNY":
        return Place.ANY
    return Place.ONSHORE if unit.country == "CN" else Place.OFFSHORE


@dataclass
class _Maker:
    """Records in the making."""

    seed: int
    dice: Dice
    currencies: list[str]
    dollars: float
    units: list[Institution] = field(default_factory=list)
    lines: list[ReportingLine] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    systems: dict[str, Infrastructure] = field(default_factory=dict)
    access: list[Participation] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    tariffs: list[Tariff] = field(default_factory=list)

    @classmethod
    def of(cls, seed: int) -> "_Maker":
        random = Random(seed)  # noqa: S311  # the same case for the same seed is wanted, not a secret
        dice = Dice(random, random.choice(DAYS) + timedelta(days=random.randint(0, 6)))
        weights = {"CNY": 0.75, "USD": 0.6, "SAR": 0.6, "AED": 0.3, "KWD": 0.25, "JPY": 0.25}
        currencies = [currency for currency in PER_DOLLAR if dice.chance(weights[currency])]
        random.shuffle(currencies)
        currencies = (currencies + [c for c in ("CNY", "USD", "SAR") if c not in currencies])[
            : max(2, min(len(currencies), random.randint(2, 4)))
        ]
        dollars = 10 ** random.choice([random.uniform(-1, 9), random.uniform(2.5, 6), random.uniform(3, 5)])
        return cls(seed, dice, currencies, dollars)

    def amount(self, currency: str) -> int:
        """About the payment, in minor units of a currency."""
        return max(1, worth(self.dollars, currency))

    def case(self) -> Case:
        dice = self.dice
        self._found()
        debtor, creditor = self._ends()
        sold, bought = dice.one(self.currencies), dice.one(self.currencies)
        if sold == bought and dice.chance(0.6):
            bought = dice.one([currency for currency in self.currencies if currency != sold])
        self._equip()
        for _ in range(dice.random.randint(2, 4)):
            self._lay(debtor, creditor, sold, bought)
        self._scatter()
        self._serve()
        self._charge()
        network = Network.of(
            institutions=tuple(self.units),
            reporting_lines=tuple(self.lines),
            accounts=tuple(self.accounts),
            infrastructures=tuple(self.systems.values()),
            participations=tuple(self.access),
            desks=tuple(self.desks),
            services=tuple(self.services),
            calendars=tuple(dice.calendar(country) for country in COUNTRIES),
            tariffs=tuple(self.tariffs),
            sha256=str(self.seed),
        )
        payment = self._payment(debtor, creditor, sold, bought)
        rates = dice.rates(self.currencies)
        return Case(self.seed, network, rates, payment, self._bounds((debtor, creditor)), dice.chance(0.25))

    def _found(self) -> None:
        """Two to four banks with three to seven units; an office abroad belongs to the bank, not to a line."""
        dice = self.dice
        banks = [f"B{number}" for number in range(dice.random.randint(2, 4))]
        seats = {bank: dice.one(COUNTRIES) for bank in banks}
        count = max(len(banks), dice.random.choices([3, 4, 5, 6, 7], [20, 30, 30, 15, 5])[0])
        for number in range(count):
            bank = banks[number] if number < len(banks) else dice.one(banks)
            country = seats[bank] if number < len(banks) or dice.chance(0.6) else dice.one(COUNTRIES)
            is_legacy = number >= len(banks) and dice.chance(0.02)
            unit = Institution(
                id=f"U{number}{country}",
                name=f"{bank} {country}",
                country=country,
                legal_entity=bank,
                group=bank,
                kind=InstitutionKind.LEGACY if is_legacy else InstitutionKind.COMMERCIAL_BANK,
                provenance=dice.provenance(wrong=0.004),
            )
            for other in self.units:
                is_near = (other.legal_entity, other.country) == (unit.legal_entity, unit.country)
                if is_near and dice.chance(0.8):
                    self._line(unit, other)
            self.units.append(unit)

    def _ends(self) -> tuple[Institution, Institution]:
        debtor = self.dice.one(self.units)
        others = [unit for unit in self.units if unit.legal_entity != debtor.legal_entity]
        if self.dice.chance(0.12):
            others = self.units
        return debtor, self.dice.one(others)

    def _equip(self) -> None:
        """Payment systems, empty as yet."""
        dice = self.dice
        self.hours = [dice.hours([unit.country for unit in self.units]) for _ in range(dice.random.randint(2, 4))]
        for number in range(dice.one([0, 1, 1, 2, 2, 3])):
            currencies = dice.some(self.currencies, 3)
            limited = [currency for currency in currencies if dice.chance(0.4)]
            floored = [currency for currency in currencies if dice.chance(0.3)]
            pairs = [CurrencyPair(*currencies[:2])] if len(currencies) > 1 and dice.chance(0.6) else []
            system = Infrastructure(
                id=f"S{number}",
                name=f"S{number}",
                operator="",
                country=dice.one(COUNTRIES),
                currencies=tuple(currencies),
                settlement_type=SettlementType.RTGS,
                finality=Finality.CENTRAL_BANK,
                processing_minutes=dice.minutes(),
                provenance=dice.provenance(wrong=0.02),
                hours=None if dice.chance(0.04) else dice.one(self.hours),
                crosses_border=dice.chance(0.5),
                minimum_minor=tuple((currency, self._limit(currency)) for currency in floored),
                maximum_minor=tuple((currency, self._limit(currency)) for currency in limited),
                exchanges=tuple(Exchange(pair=pair, markup_ppm=dice.one([0, 200, 1500, 4000])) for pair in pairs),
            )
            self.systems[system.id] = system

    def _limit(self, currency: str) -> int:
        return self.dice.near(self.amount(currency))

    def _lay(self, debtor: Institution, creditor: Institution, sold: str, bought: str) -> None:
        """One way from debtor to creditor, with the conversions that it needs."""
        dice = self.dice
        between = [unit for unit in self.units if unit not in (debtor, creditor)]
        dice.random.shuffle(between)
        stops = [debtor, *between[: dice.one([0, 1, 1, 1, 2])]]
        stops += [creditor] if creditor is not debtor else []
        wanted = [sold, bought]
        if dice.chance(0.25):
            wanted.insert(1, dice.one(self.currencies))
        currency = sold
        deals = sorted(dice.random.randrange(len(stops)) for _ in wanted[1:])
        for number, unit in enumerate(stops):
            for place, target in zip(deals, wanted[1:], strict=True):
                if place == number and target != currency:
                    self._desk(unit, currency, target)
                    currency = target
            if unit is not stops[-1]:
                self._passage(unit, stops[number + 1], currency)

    def _passage(self, unit: Institution, other: Institution, currency: str) -> None:
        kind = self.dice.random.random()
        ends = (unit, other) if self.dice.chance(0.5) else (other, unit)
        systems = [system for system in self.systems.values() if currency in system.currencies]
        if kind < 0.4 and systems:
            self._join(self.dice.one(systems), unit, other, currency)
        elif kind < 0.5 and systems:
            self._sponsor(self.dice.one(systems), *ends, currency)
        else:
            self._account(*ends, currency, crosses=True)

    def _scatter(self) -> None:
        dice = self.dice
        for _ in range(dice.random.randint(len(self.units) // 2, len(self.units) + 2)):
            owner, servicer = dice.random.sample(self.units, 2)
            self._account(owner, servicer, dice.one(self.currencies), crosses=dice.chance(0.4))
        for _ in range(dice.random.randint(1, 4)):
            self._desk(dice.one(self.units), *dice.random.sample(self.currencies, 2))
        for _ in range(dice.random.randint(0, 2) if self.systems else 0):
            system = dice.one(list(self.systems.values()))
            debtor_side, creditor_side = dice.random.sample(self.units, 2)
            self._join(system, debtor_side, creditor_side, dice.one(system.currencies))
        for system in self.systems.values():
            for exchange in system.exchanges:
                debtor_side, creditor_side = dice.random.sample(self.units, 2)
                self._member(system, debtor_side, exchange.pair.base)
                self._member(system, creditor_side, exchange.pair.quote)
            if dice.chance(0.15):
                unit, agent = dice.random.sample(self.units, 2)
                self._sponsor(system, unit, agent, dice.one(system.currencies))

    def _line(self, unit: Institution, other: Institution) -> None:
        name = f"L{len(self.lines)}"
        self.lines.append(ReportingLine(id=name, unit=unit.id, reports_to=other.id, provenance=self.dice.provenance()))

    def _account(self, owner: Institution, servicer: Institution, currency: str, *, crosses: bool) -> None:
        dice = self.dice
        relation = Relation.CORRESPONDENT
        if owner.legal_entity == servicer.legal_entity:
            relation = Relation.INTER_BRANCH
        elif dice.chance(0.3):
            relation = Relation.SAME_GROUP
        place = home(servicer, currency)
        if currency == "CNY" and dice.chance(0.1):
            place = dice.one([Place.ONSHORE, Place.OFFSHORE])
        account = Account(
            id=f"A{len(self.accounts):02}",
            owner=owner.id,
            servicer=servicer.id,
            currency=currency,
            place=place,
            relation=relation,
            provenance=dice.provenance(),
            crosses_border=crosses and home(owner, currency) is not home(servicer, currency),
            available_minor=self._limit(currency) if dice.chance(0.25) else None,
            credit_line_minor=self._limit(currency) // 3 if dice.chance(0.3) else None,
            minimum_minor=self._limit(currency) if dice.chance(0.15) else 0,
            maximum_minor=self._limit(currency) if dice.chance(0.25) else None,
        )
        self.accounts.append(account)

    def _member(self, system: Infrastructure, unit: Institution, currency: str) -> None:
        known = {(a.infrastructure, a.institution, a.currency) for a in self.access if not a.settlement_agent}
        if (system.id, unit.id, currency) not in known or self.dice.chance(0.05):
            self._participate(system, unit, currency, agent="")

    def _sponsor(self, system: Infrastructure, unit: Institution, agent: Institution, currency: str) -> None:
        self._member(system, agent, currency)
        self._participate(system, unit, currency, agent=agent.id)

    def _participate(self, system: Infrastructure, unit: Institution, currency: str, *, agent: str) -> None:
        self.access.append(
            Participation(
                id=f"P{len(self.access):02}",
                institution=unit.id,
                infrastructure=system.id,
                currency=currency,
                access=Access.INDIRECT if agent else Access.DIRECT,
                provenance=self.dice.provenance(),
                settlement_agent=agent,
            )
        )

    def _join(
        self, system: Infrastructure, debtor_side: Institution, creditor_side: Institution, currency: str
    ) -> None:
        self._member(system, debtor_side, currency)
        self._member(system, creditor_side, currency)

    def _desk(self, unit: Institution, sold: str, bought: str) -> None:
        dice = self.dice
        pair = CurrencyPair(*sorted((sold, bought)))
        place = home(unit, "CNY") if "CNY" in (sold, bought) else Place.ANY
        if place is not Place.ANY and dice.chance(0.15):
            place = dice.one([Place.ONSHORE, Place.OFFSHORE])
        tier_currency = dice.one([*self.currencies, sold, bought, bought])
        edges = sorted({self._limit(tier_currency) for _ in range(dice.one([0, 0, 1, 1, 2]))})
        markups = sorted((dice.random.randint(0, 6000) for _ in range(len(edges) + 1)), reverse=True)
        lags = sorted(set(dice.random.sample([0, 0, 1, 2], dice.one([1, 2, 2]))))
        desk = Desk(
            id=f"D{len(self.desks)}",
            institution=unit.id,
            pair=pair,
            place=place,
            dealing=Dealing.OWN_DESK,
            tier_currency=tier_currency,
            tiers=tuple(DeskTier(*tier) for tier in zip([0, *edges], markups, strict=True)),
            value_lags=tuple(ValueLag(lag, dice.random.randint(0, 900) // (1 + lag)) for lag in lags),
            hours=dice.one(self.hours),
            delivers_at=clock(dice.one(["00:00", "00:00", "09:00", "15:00"])),
            processing_minutes=dice.minutes(),
            quote_valid_minutes=30,
            provenance=dice.provenance(wrong=0.03),
            minimum_minor=self._limit(tier_currency) if dice.chance(0.15) else 0,
            maximum_minor=self._limit(tier_currency) if dice.chance(0.2) else None,
        )
        self.desks.append(desk)

    def _serve(self) -> None:
        """Hours for every function, then some that a country, a unit or a currency has for itself."""
        functions = tuple(ServiceFunction)
        for function in functions:
            if not self.dice.chance(0.008):
                self._service(frozenset({function}), wrong=0)
        for _ in range(self.dice.random.randint(0, 4)):
            scope = self.dice.random.random()
            self._service(
                frozenset(self.dice.some(functions, 2)),
                wrong=0.05,
                institution=self.dice.one(self.units).id if scope < 0.5 else "",
                country=self.dice.one(self.units).country if 0.5 <= scope < 0.8 else "",
                currency=self.dice.one(self.currencies) if self.dice.chance(0.4) else "",
            )

    def _service(
        self,
        functions: frozenset[ServiceFunction],
        *,
        wrong: float,
        institution: str = "",
        country: str = "",
        currency: str = "",
    ) -> None:
        service = Service(
            id=f"V{len(self.services)}",
            functions=functions,
            hours=self.dice.one(self.hours),
            processing_minutes=self.dice.minutes(),
            provenance=self.dice.provenance(wrong=wrong),
            institution=institution,
            country=country,
            currency=currency,
        )
        self.services.append(service)

    def _charge(self) -> None:
        """A tariff for every function, then some of narrower scope."""
        for function in ChargeFunction:
            if not self.dice.chance(0.01):
                self._tariff(function, wrong=0)
        for _ in range(self.dice.random.randint(0, 6)):
            unit, scope = self.dice.one(self.units), self.dice.random.random()
            is_entity = 0.4 <= scope < 0.6
            is_country = 0.6 <= scope < 0.85 or (is_entity and self.dice.chance(0.5))
            self._tariff(
                self.dice.one(tuple(ChargeFunction)),
                wrong=0.05,
                institution=unit.id if scope < 0.4 else "",
                legal_entity=unit.legal_entity if is_entity else "",
                country=unit.country if is_country else "",
                for_currency=self.dice.one(self.currencies) if self.dice.chance(0.4) else "",
                customer=self.dice.one([CustomerType.ANY, CustomerType.ANY, *CustomerType]),
            )

    def _tariff(
        self,
        function: ChargeFunction,
        *,
        wrong: float,
        institution: str = "",
        legal_entity: str = "",
        country: str = "",
        for_currency: str = "",
        customer: CustomerType = CustomerType.ANY,
    ) -> None:
        dice = self.dice
        currency = dice.one(self.currencies)
        likely = dice.price(self.amount(currency), worth(1, currency) or 1)
        reliefs = [Relief(relation, dice.one([50, 100, 33])) for relation in Relation if dice.chance(0.25)]
        tariff = Tariff(
            id=f"T{len(self.tariffs):02}",
            function=function,
            currency=currency,
            low=likely if dice.chance(0.7) else Price(),
            likely=likely,
            high=likely,
            provenance=dice.provenance(wrong=wrong),
            customer=customer,
            institution=institution,
            legal_entity=legal_entity,
            country=country,
            for_currency=for_currency,
            reliefs=tuple(reliefs),
            is_claimed=function is ChargeFunction.SURCHARGE and dice.chance(0.5),
        )
        self.tariffs.append(tariff)

    def _payment(self, debtor: Institution, creditor: Institution, sold: str, bought: str) -> Payment:
        dice = self.dice
        minute = dice.random.randrange(48) * 30 if dice.chance(0.6) else dice.random.randrange(1440)
        instant = datetime.combine(dice.day, time(), UTC) + timedelta(minutes=minute)
        side = dice.one(tuple(Side))
        currency = sold if side is Side.SEND else bought
        is_start = dice.chance(0.6)
        return Payment(
            instructed_amount=money_of(self.amount(currency), currency),
            side=side,
            debtor_currency=sold,
            creditor_currency=bought,
            debtor_agent=debtor.id,
            creditor_agent=creditor.id,
            charge_bearer=dice.one(tuple(ChargeBearer)),
            at=instant if is_start else None,
            arrive_by=None if is_start else instant,
            charges_from_amount=dice.chance(0.3),
            customer=dice.one([CustomerType.CORPORATE, CustomerType.INDIVIDUAL]),
        )

    def _bounds(self, ends: tuple[Institution, Institution]) -> Bounds:
        dice = self.dice
        between = [unit for unit in self.units if unit not in ends] or self.units
        names = [unit.id for unit in between] + list(self.systems)
        records = [record.id for kind in (self.lines, self.accounts, self.desks, self.access) for record in kind]

        def sometimes(share: float, least: int, most: int) -> int | None:
            return dice.random.randint(least, most) if dice.chance(share) else None

        avoid = frozenset({dice.one([*names, dice.one(records)])} if dice.chance(0.1) else ())
        via = frozenset({dice.one(names)} if dice.chance(0.08) else ()) - avoid
        return Bounds(
            avoid=avoid,
            via=via,
            intermediaries_max=sometimes(0.1, 0, 2),
            conversions_max=sometimes(0.1, 1, 2),
            legs_max=sometimes(0.1, 4, 6) if len(self.units) < 6 else dice.random.randint(5, 7),
            vehicles=frozenset(dice.some(self.currencies, 2)) if dice.chance(0.08) else None,
            evidence_floor=dice.one(list(Confidence)[1:]) if dice.chance(0.1) else Confidence.EXAMPLE,
        )
