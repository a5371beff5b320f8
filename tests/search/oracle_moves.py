"""The oracle's moves: sections 3 and 4 of `docs/semantics.md`, all of them listed for one question."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from fxroute.model import (
    ChargeBearer,
    ChargeFunction,
    Desk,
    Infrastructure,
    Institution,
    Participation,
    Payment,
    Place,
    RateSource,
    Relation,
    ServiceFunction,
)
from fxroute.network import Network
from tests.search.oracle_price import WITHOUT_END, Taking, TariffBook, Terms
from tests.search.oracle_records import Position, Question, Records, hand, home, side, unlimited, worst
from tests.search.oracle_time import Clock, Unusable


@dataclass(frozen=True, slots=True)
class Move:
    """A move with all that it stands on: where from, where to, on what terms, in what time."""

    kind: str
    record: str
    tail: Position
    head: Position
    terms: Terms
    clock: Clock
    rank: int
    system: str = ""
    conversions: int = 0
    intermediaries: int = 0

    def __str__(self) -> str:
        """Kind, records and the two positions."""
        tail, head = ("/".join(position) for position in (self.tail, self.head))
        return f"{self.kind} [{self.record}] {tail} -> {head}"


@dataclass(slots=True)
class MoveBook:
    """All moves of a question: the first, the last, and those in between."""

    records: Records
    tariffs: TariffBook
    debit: Move = field(init=False)
    credit: Move = field(init=False)
    later: Taking = field(init=False)
    between: list[Move] = field(default_factory=list)

    @classmethod
    def of(cls, network: Network, rates: RateSource, question: Question) -> "MoveBook":
        """List the moves; `Unusable` when already the two agents cannot serve the payment."""
        records = Records.of(network, rates, question)
        valid = tuple(tariff for tariff in network.tariffs if records.is_valid(tariff.provenance))
        book = cls(records, TariffBook(valid, question.payment.customer, records.market))
        if not question.ends <= records.units.keys():
            raise Unusable
        book.debit, book.credit = book._debit(), book._credit()
        for moves in (book._branches(), book._bookings(), book._clearings(), book._conversions()):
            book.between.extend(moves)
        return book

    @property
    def _payment(self) -> Payment:
        return self.records.question.payment

    def _debit(self) -> Move:
        """5.5, and what later agents' charges come to."""
        payment, currency = self._payment, self._payment.debtor_currency
        agent = self.records.units[payment.debtor_agent]
        charges = [self.tariffs.charging(ChargeFunction.COMMISSION, agent, currency)]
        self.later = Taking.DEDUCTED
        if payment.charge_bearer is ChargeBearer.DEBT:
            is_claimed = self.tariffs.find(ChargeFunction.SURCHARGE, agent, currency).is_claimed
            self.later = Taking.CLAIMED if is_claimed else Taking.PREPAID
            if not is_claimed:
                charges.append(self.tariffs.charging(ChargeFunction.SURCHARGE, agent, currency))
        is_deducted = payment.charges_from_amount or payment.charge_bearer is ChargeBearer.CRED
        taking = Taking.DEDUCTED if is_deducted else Taking.ON_TOP
        terms = Terms(self.records.market, charges=tuple(charges), taking=taking)
        clock = self.records.service_clock(agent, ServiceFunction.DEBIT, currency)
        account = hand(agent, currency)
        return Move("debit", agent.id, account, account, terms, clock, worst(agent.provenance))

    def _credit(self) -> Move:
        currency = self._payment.creditor_currency
        agent = self.records.units[self._payment.creditor_agent]
        terms = self._charged(Terms(self.records.market), ChargeFunction.INWARD, agent, currency)
        clock = self.records.service_clock(agent, ServiceFunction.CREDIT, currency)
        account = hand(agent, currency)
        return Move("credit", agent.id, account, account, terms, clock, worst(agent.provenance))

    def _charged(
        self,
        terms: Terms,
        function: ChargeFunction,
        unit: Institution,
        currency: str,
        relation: Relation | None = None,
    ) -> Terms:
        """The terms with a later agent's charge, taken as the bearer has it (5.5, 5.6)."""
        if function is ChargeFunction.TRANSIT and unit.id in self.records.question.ends:
            return terms
        charging = self.tariffs.charging(function, unit, currency, relation)
        return replace(
            terms,
            charges=(charging,),
            taking=self.later,
            claimed_from=currency,
            claimed_in=self._payment.debtor_currency,
        )

    def _passed(self, unit: Institution) -> int:
        """4.8: whether funds pass into another bank."""
        own = {self.records.units[agent].legal_entity for agent in self.records.question.ends}
        return 0 if unit.legal_entity in own else 1

    def _branches(self) -> Iterator[Move]:
        for line in self.records.network.reporting_lines:
            units = self.records.units.get(line.unit), self.records.units.get(line.reports_to)
            if units[0] is None or units[1] is None or not self.records.may_use(line):
                continue
            rank = worst(line.provenance, units[0].provenance, units[1].provenance)
            for tail, head in ((units[0], units[1]), (units[1], units[0])):
                yield from self._branch(line.id, tail, head, rank)

    def _branch(self, line: str, tail: Institution, head: Institution, rank: int) -> Iterator[Move]:
        terms = Terms(self.records.market)
        for currency, place in sorted(self._sides()):
            try:
                clock = self.records.service_clock(head, ServiceFunction.BRANCH, currency)
            except Unusable:
                continue
            ends = Position(tail.id, currency, place), Position(head.id, currency, place)
            yield Move("branch", line, *ends, terms, clock, rank)

    def _sides(self) -> set[tuple[str, Place]]:
        """Every currency and side of it that a position can have in this network."""
        network = self.records.network
        currencies = {account.currency for account in network.accounts}
        currencies |= {access.currency for access in network.participations}
        currencies |= {currency for desk in network.desks for currency in (desk.pair.base, desk.pair.quote)}
        currencies |= {self._payment.debtor_currency, self._payment.creditor_currency}
        yuan = (Place.ONSHORE, Place.OFFSHORE)
        return {(currency, place) for currency in currencies for place in (yuan if currency == "CNY" else (Place.ANY,))}

    def _bookings(self) -> Iterator[Move]:
        for book in self.records.books():
            calendar = self.records.settlement_calendar(book.currency, book.servicer_place)
            owned = Position(book.owner.id, book.currency, book.owner_place)
            serviced = Position(book.servicer.id, book.currency, book.servicer_place)
            for entered in (book.servicer, book.owner):
                is_draw = entered is book.servicer
                most = min(book.maximum, book.drawable) if is_draw else book.maximum
                try:
                    terms = self._charged(
                        Terms(self.records.market, max(1, book.minimum), most),
                        ChargeFunction.TRANSIT, entered, book.currency, book.relation,
                    )  # fmt: skip
                    clock = self.records.service_clock(book.servicer, ServiceFunction.BOOK, book.currency, calendar)
                except Unusable:
                    continue
                counted = 0 if book.relation is Relation.INTER_BRANCH else self._passed(entered)
                ends = (owned, serviced) if is_draw else (serviced, owned)
                kind = "book_draw" if is_draw else "book_credit"
                yield Move(kind, book.record, *ends, terms, clock, book.rank, intermediaries=counted)

    def _clearings(self) -> Iterator[Move]:
        members = list(self.records.direct())
        for debtor_side, sender, system in members:
            for creditor_side, receiver, other in members:
                if other is system and sender is not receiver:
                    try:
                        yield from self._clearing(system, debtor_side, creditor_side)
                    except Unusable:
                        continue

    def _clearing(
        self, system: Infrastructure, debtor_side: Participation, creditor_side: Participation
    ) -> Iterator[Move]:
        """4.4: in one currency, or through an exchange of the system; the charge is on what arrives."""
        sender, receiver = self.records.units[debtor_side.institution], self.records.units[creditor_side.institution]
        sold, bought = debtor_side.currency, creditor_side.currency
        divided = sold == bought and home(sender, sold) is not home(receiver, bought)
        if system.hours is None or (divided and not system.crosses_border):
            return
        least, most = dict(system.minimum_minor).get(sold, 0), dict(system.maximum_minor).get(sold)
        limits = Terms(self.records.market, max(1, least), unlimited(most))
        records = (system, debtor_side, creditor_side, sender, receiver)
        move = Move(
            "clearing",
            f"{system.id} {debtor_side.id} {creditor_side.id}",
            hand(sender, sold),
            hand(receiver, bought),
            self._charged(limits, ChargeFunction.TRANSIT, receiver, bought),
            Clock(self.records.timetable(system.hours), system.processing_minutes.likely),
            worst(*(record.provenance for record in records)),
            system=system.id,
            intermediaries=self._passed(receiver),
        )
        if sold == bought:
            yield move
        for exchange in system.exchanges if self._may_convert_into(bought) else ():
            if {sold, bought} == {exchange.pair.base, exchange.pair.quote}:
                rank = max(move.rank, self._rate_rank(exchange.pair.base, exchange.pair.quote))
                factor = self.records.market.factor(sold, exchange.pair, exchange.markup_ppm)
                yield replace(move, terms=replace(move.terms, factor=factor), rank=rank, conversions=1)

    def _rate_rank(self, base: str, quote: str) -> int:
        """The confidence of the quotes of a rate; they must be valid and good enough as any record."""
        provenance = self.records.market.rate(base, quote).provenance
        if not self.records.is_good(provenance):
            raise Unusable
        return worst(provenance)

    def _may_convert_into(self, currency: str) -> bool:
        vehicles = self.records.question.bounds.vehicles
        return vehicles is None or currency in vehicles or currency == self._payment.creditor_currency

    def _conversions(self) -> Iterator[Move]:
        for desk in self.records.network.desks:
            unit = self.records.units.get(desk.institution)
            if unit is None or not self.records.may_use(desk):
                continue
            for sold, bought in ((desk.pair.base, desk.pair.quote), (desk.pair.quote, desk.pair.base)):
                try:
                    if self._may_convert_into(bought):
                        yield from self._deals(desk, unit, sold, bought)
                except Unusable:
                    continue

    def _deals(self, desk: Desk, unit: Institution, sold: str, bought: str) -> Iterator[Move]:
        """6.1 to 6.3: each tier with each value lag."""
        market = self.records.market
        rank = max(self._rate_rank(desk.pair.base, desk.pair.quote), worst(desk.provenance, unit.provenance))
        ends = Position(unit.id, sold, side(desk, sold)), Position(unit.id, bought, side(desk, bought))
        least = max(1, market.value(desk.minimum_minor, desk.tier_currency, sold))
        most = WITHOUT_END
        if desk.maximum_minor is not None:
            most = market.value(desk.maximum_minor, desk.tier_currency, sold)
        for lag, (number, tier) in product(desk.value_lags, enumerate(desk.tiers)):
            try:
                threshold = market.value(tier.from_minor, desk.tier_currency, sold)
                factor = market.factor(sold, desk.pair, tier.markup_ppm + lag.markup_ppm)
            except Unusable:
                continue
            delivery = self.records.delivery(desk, lag.business_days)
            clock = Clock(delivery.timetable, desk.processing_minutes.likely, delivery)
            terms = Terms(market, max(least, threshold), most, factor)
            name = f"{desk.id} tier {number} lag {lag.business_days}"
            yield Move("conversion", name, *ends, terms, clock, rank, conversions=1)
