"""From the steps of a found route to legs: what people and the later parts read.

Steps through an infrastructure (in, perhaps an exchange, out) are one leg. Charges are named with tariff and range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from fxroute.model import (
    BornBy,
    Charge,
    ChargeBearer,
    ChargeFunction,
    CurrencyPair,
    DealtRate,
    Desk,
    Finality,
    Leg,
    LegKind,
    Payment,
    RateStatus,
    Relation,
    Service,
    SettlementMethod,
    Taken,
    Tariff,
    money_of,
)
from fxroute.search import Step
from fxroute.search.edges import Move
from fxroute.search.terms import Terms

__all__ = ["LegMaker", "instant_of"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_METHODS = {
    LegKind.BOOK_DRAW: SettlementMethod.INDA,
    LegKind.BOOK_CREDIT: SettlementMethod.INGA,
    LegKind.CLEARING: SettlementMethod.CLRG,
}
_BP = Decimal("0.01")


def instant_of(minute: int) -> datetime:
    """Return the UTC instant of a minute since 1970."""
    return _EPOCH + timedelta(minutes=minute)


@dataclass(frozen=True, slots=True)
class LegMaker:
    """Makes the legs of one payment's routes from the terms they were found under."""

    terms: Terms
    payment: Payment

    def legs(self, steps: Sequence[Step]) -> tuple[Leg, ...]:
        """Return the legs of a route, counted from 1."""
        groups: list[list[Step]] = []
        for step in steps:
            if step.edge.legs or not groups:
                groups.append([step])
            else:
                groups[-1].append(step)
        return tuple(self._leg(at + 1, group) for at, group in enumerate(groups))

    def _leg(self, n: int, group: list[Step]) -> Leg:
        first, last = group[0], group[-1]
        move, end = first.edge.move, last.edge.move
        network = self.terms.network
        windows = first.edge.windows
        currencies = self._currencies(group)
        records, assumptions = self._records(group)
        sender, receiver = network.institutions[move.from_id], network.institutions[end.to_id]
        zone = windows.zone.key if windows is not None else "UTC"
        return Leg(
            n=n,
            kind=move.kind,
            from_id=sender.id,
            to_id=receiver.id,
            from_bic=sender.bic,
            to_bic=receiver.bic,
            via=move.via or move.desk,
            place=end.place,
            debited=money_of(first.debited_minor, currencies[0]),
            credited=money_of(last.credited_minor, currencies[1]),
            settlement_method=_METHODS.get(move.kind),
            rate=self._rate(group),
            charges=tuple(charge for step in group for charge in self.charges(step)),
            starts_at=instant_of(first.starts_minute),
            ends_at=instant_of(last.ends_minute),
            cut_off=None if first.window is None else instant_of(first.window.cut_off),
            value_date=self._value_date(first),
            final_at=instant_of(self._final_minute(group)),
            finality=self._finality(move),
            from_zone=self.zone_of(sender.id, move.currency) or zone,
            to_zone=self.zone_of(receiver.id, currencies[1]) or zone,
            records=records,
            assumptions=assumptions,
        )

    def zone_of(self, unit: str, currency: str) -> str:
        """Return the time zone in which a unit's services are told, empty when it has none."""
        from fxroute.model import ServiceFunction

        service = self.terms.service(unit, ServiceFunction.BOOK, currency)
        service = service or self.terms.service(unit, ServiceFunction.DEBIT, currency)
        return service.hours.time_zone if service else ""

    def _currencies(self, group: list[Step]) -> tuple[str, str]:
        source = group[0].edge.move.currency
        for step in group:
            if step.edge.conversion is not None:
                pair = CurrencyPair.parse(step.edge.move.pair)
                return source, pair.quote if source == pair.base else pair.base
        return source, source

    def _value_date(self, step: Step) -> date:
        if step.window is None:
            return instant_of(step.ends_minute).date()
        return date.fromordinal(step.window.value_day)

    def _finality(self, move: Move) -> Finality:
        if move.kind is LegKind.CLEARING:
            return self.terms.network.infrastructures[move.via].finality
        return Finality.COMMERCIAL_BOOK

    def _final_minute(self, group: list[Step]) -> int:
        window = group[0].window
        if window is not None and self._finality(group[0].edge.move) is Finality.NET_PENDING:
            return max(window.closes, group[-1].ends_minute)
        return group[-1].ends_minute

    # Rates

    def _rate(self, group: list[Step]) -> DealtRate | None:
        step = next((step for step in group if step.edge.conversion is not None), None)
        if step is None or step.edge.conversion is None:
            return None
        move = step.edge.move
        pair = CurrencyPair.parse(move.pair)
        cross = self.terms.rates.rate(pair)
        dealt = step.edge.conversion.dealt
        gives_base = move.currency == pair.base
        loss = (cross.mid - dealt) if gives_base else (dealt - cross.mid)
        is_firm = move.kind is LegKind.CONVERSION and self._is_own_office(move.from_id)
        desk = self.terms.network.records.get(move.desk)
        held = timedelta(minutes=desk.quote_valid_minutes) if isinstance(desk, Desk) and is_firm else None
        return DealtRate(
            pair=pair,
            dealt=dealt,
            mid=cross.mid,
            spread_bp=(loss / cross.mid * 10_000).quantize(_BP),
            status=RateStatus.FIRM if is_firm else RateStatus.INDICATIVE,
            valid_until=None if held is None else instant_of(step.starts_minute) + held,
            source=cross.provenance.source,
            quoted_at=cross.quoted_at,
            path=cross.path,
        )

    def _is_own_office(self, unit: str) -> bool:
        agent = self.terms.network.institutions[self.payment.debtor_agent]
        other = self.terms.network.institutions[unit]
        return other.id == agent.id or (other.legal_entity == agent.legal_entity and other.country == agent.country)

    # Charges

    def charges(self, step: Step) -> list[Charge]:
        """Return the charges taken, prepaid or claimed on one step."""
        return [self._charge(step, function, step.debited_minor, taken) for function, taken in self.charged(step)]

    def charged(self, step: Step) -> list[tuple[ChargeFunction, Taken]]:
        """Return what is charged on one step, and how it is taken."""
        move, bearer = step.edge.move, self.payment.charge_bearer
        if move.kind is LegKind.DEBIT:
            functions = [ChargeFunction.COMMISSION]
            if bearer is ChargeBearer.DEBT and not self.terms.scenario.is_claimed:
                functions.append(ChargeFunction.SURCHARGE)
            is_deducted = bearer is ChargeBearer.CRED or self.payment.charges_from_amount
            return [(function, Taken.DEDUCTED if is_deducted else Taken.ON_TOP) for function in functions]
        is_agent = move.charge_agent in (self.payment.debtor_agent, self.payment.creditor_agent)
        if not move.charge_agent or (is_agent and move.kind is not LegKind.CREDIT):
            return []
        function = ChargeFunction.INWARD if move.kind is LegKind.CREDIT else ChargeFunction.TRANSIT
        if bearer is not ChargeBearer.DEBT:
            return [(function, Taken.DEDUCTED)]
        return [(function, Taken.CLAIMED if self.terms.scenario.is_claimed else Taken.PREPAID)]

    def _charge(self, step: Step, function: ChargeFunction, amount: int, taken: Taken) -> Charge:
        move = step.edge.move
        tariff = self.tariff_of(move, function)
        low, likely, high = (self.charge_minor(move, tariff, amount, level) for level in ("low", "likely", "high"))
        is_creditors = self.payment.charge_bearer is ChargeBearer.CRED or (
            taken is Taken.DEDUCTED and move.kind is not LegKind.DEBIT
        )
        return Charge(
            agent=move.charge_agent,
            function=function,
            amount=money_of(likely, move.currency),
            low=money_of(low, move.currency),
            high=money_of(high, move.currency),
            borne_by=BornBy.CREDITOR if is_creditors else BornBy.DEBTOR,
            taken=taken,
            tariff=tariff.id,
        )

    def tariff_of(self, move: Move, function: ChargeFunction) -> Tariff:
        """Return the tariff under which a move is charged."""
        tariff = self.terms.tariff(move.charge_agent, function, move.currency)
        assert tariff is not None, "a move without a tariff is never used"
        return tariff

    def charge_minor(self, move: Move, tariff: Tariff, amount: int, level: str) -> int:
        """Return a charge in minor units of the leg at one level of its band: `low`, `likely` or `high`."""
        relation = Relation(move.relation) if move.relation else None
        for least, above, rule in self.terms.rows(tariff, move.currency, relation, level=level):
            if least <= amount and (above < 0 or amount < above):
                return rule.of(amount)
        return 0

    # Evidence

    def _records(self, group: list[Step]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        named: dict[str, None] = {}
        assumed: dict[str, None] = {}
        for step in group:
            move = step.edge.move
            for record in (*move.records, *move.quotes):
                named[record] = None
            for record in self._priced_by(step):
                found = self.terms.network.records[record]
                is_general = isinstance(found, Service | Tariff) and not found.institution
                is_general = is_general and not (isinstance(found, Tariff) and found.legal_entity)
                (assumed if is_general else named)[record] = None
        return tuple(named), tuple(assumed)

    def _priced_by(self, step: Step) -> list[str]:
        services = [step.edge.move.service] if step.edge.move.service else []
        return services + [charge.tariff for charge in self.charges(step)]
