"""Terms: which service, tariff, calendar and valuation applies to a unit, a function and a currency.

`docs/semantics.md`, sections 4.6, 4.7 and 5.1, is normative.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from fxroute.model import (
    ChargeBearer,
    ChargeFunction,
    CustomerType,
    Desk,
    Hours,
    Infrastructure,
    Institution,
    InstitutionKind,
    RateSource,
    Relation,
    Service,
    ServiceFunction,
    Tariff,
    home_place,
    settlement_date,
)
from fxroute.network import Network
from fxroute.network.windows import Windows, local_minute
from fxroute.search.price import ChargeRule, charge_rules, value_ratio

__all__ = ["Scenario", "SlabRow", "Terms"]

SlabRow = tuple[int, int, ChargeRule]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a graph is priced for: bearer, the two currencies, customer, and the day on which records must be valid."""

    bearer: ChargeBearer
    debtor_currency: str
    creditor_currency: str
    customer: CustomerType
    is_claimed: bool
    day: date


class Terms:
    """Answers of one network, one view of the rates and one scenario, each found once."""

    def __init__(
        self, network: Network, rates: RateSource, scenario: Scenario, windows: dict[tuple[str, ...], Windows]
    ) -> None:
        """Index services and tariffs by function; `windows` is filled and may be shared between scenarios."""
        self.network = network
        self.rates = rates
        self.scenario = scenario
        day = scenario.day
        self._services = {
            function: [row for row in network.services if function in row.functions and row.provenance.is_valid_on(day)]
            for function in ServiceFunction
        }
        self._tariffs = {
            function: [row for row in network.tariffs if row.function is function and row.provenance.is_valid_on(day)]
            for function in ChargeFunction
        }
        self._service_of: dict[tuple[str, ServiceFunction, str], Service | None] = {}
        self._tariff_of: dict[tuple[str, ChargeFunction, str], Tariff | None] = {}
        self._ratio_of: dict[tuple[str, str], Fraction | None] = {}
        self._rows_of: dict[tuple[str, str, Relation | None, str], tuple[SlabRow, ...]] = {}
        self._windows_of = windows

    def is_usable(self, unit: Institution) -> bool:
        """Tell whether an institution may take part at all: valid on the day and no mere legacy identifier."""
        return unit.kind is not InstitutionKind.LEGACY and unit.provenance.is_valid_on(self.scenario.day)

    def home(self, unit: str, currency: str) -> str:
        """Return the place at which a unit holds a currency."""
        return home_place(self.network.institutions[unit].country, currency).value

    def service(self, unit: str, function: ServiceFunction, currency: str) -> Service | None:
        """Return the service of a unit for a function and currency, `None` when none is known."""
        key = (unit, function, currency)
        if key not in self._service_of:
            found = self.network.institutions[unit]
            fitting = [
                (_service_scope(row), not row.currency, row.id, row)
                for row in self._services[function]
                if row.currency in ("", currency)
                and (row.institution == unit if row.institution else row.country in ("", found.country))
            ]
            self._service_of[key] = min(fitting, key=lambda row: row[:3])[3] if fitting else None
        return self._service_of[key]

    def tariff(self, unit: str, function: ChargeFunction, currency: str) -> Tariff | None:
        """Return the tariff of a unit for a function and leg currency, `None` when none is known."""
        key = (unit, function, currency)
        if key not in self._tariff_of:
            found = self.network.institutions[unit]
            fitting = [
                (_tariff_scope(row), not row.for_currency, row.customer == "any", row.id, row)
                for row in self._tariffs[function]
                if row.for_currency in ("", currency)
                and row.customer in ("any", self.scenario.customer)
                and _is_in_scope(row, found)
            ]
            self._tariff_of[key] = min(fitting, key=lambda row: row[:4])[4] if fitting else None
        return self._tariff_of[key]

    def rows(
        self, tariff: Tariff, currency: str, relation: Relation | None, *, level: str = "likely"
    ) -> tuple[SlabRow, ...]:
        """Return the price of a tariff in leg currency, one row for each slab; none without a rate.

        Args:
            tariff: the price list.
            currency: leg currency.
            relation: relation of the account the leg runs over, for reliefs.
            level: `low`, `likely` or `high`.
        """
        key = (tariff.id, currency, relation, level)
        if key not in self._rows_of:
            self._rows_of[key] = self._make_rows(tariff, currency, relation, level)
        return self._rows_of[key]

    def _make_rows(self, tariff: Tariff, currency: str, relation: Relation | None, level: str) -> tuple[SlabRow, ...]:
        ratio = self.ratio(tariff.currency, currency)
        if ratio is None:
            return ()
        waived = next((relief.waived_percent for relief in tariff.reliefs if relief.relation is relation), 0)
        price = {"low": tariff.low, "likely": tariff.likely, "high": tariff.high}[level]
        return charge_rules(price, ratio, waived)

    def ratio(self, source: str, target: str) -> Fraction | None:
        """Return target minor units for one source minor unit at mid, `None` without a rate."""
        key = (source, target)
        if key not in self._ratio_of:
            self._ratio_of[key] = value_ratio(self.rates, source, target)
        return self._ratio_of[key]

    def service_windows(self, service: Service, currency: str = "", place: str = "") -> Windows:
        """Return the windows of a service; with a currency also its settlement calendar must be open."""
        key = (service.id, currency, place)
        if key not in self._windows_of:
            self._windows_of[key] = self._windows(service.hours, extra=(currency, place) if currency else None)
        return self._windows_of[key]

    def system_windows(self, system: Infrastructure, hours: Hours) -> Windows:
        """Return the windows of an infrastructure."""
        key = (system.id, "", "", "")
        if key not in self._windows_of:
            self._windows_of[key] = self._windows(hours)
        return self._windows_of[key]

    def desk_windows(self, desk: Desk, lag: int) -> Windows:
        """Return the windows of a desk for one value lag, with the delivery of each."""
        key = (desk.id, str(lag), "desk")
        if key not in self._windows_of:
            self._windows_of[key] = self._windows(desk.hours, deliver=self._delivery(desk, lag))
        return self._windows_of[key]

    def _windows(
        self,
        hours: Hours,
        *,
        extra: tuple[str, str] | None = None,
        deliver: Callable[[date, ZoneInfo], tuple[date, int]] | None = None,
    ) -> Windows:
        calendars = [self.network.calendars[name] for name in hours.calendars]
        settlement = self.network.settlement_calendar(*extra) if extra else None
        if settlement is not None and settlement not in calendars:
            calendars.append(settlement)
        return Windows(hours, tuple(calendars), is_customer=True, deliver=deliver)

    def _delivery(self, desk: Desk, lag: int) -> Callable[[date, ZoneInfo], tuple[date, int]]:
        sides = []
        for currency in (desk.pair.base, desk.pair.quote):
            place = desk.place.value if currency == "CNY" else "any"
            calendar = self.network.settlement_calendar(currency, place)
            if calendar is not None:
                sides.append((currency, calendar))

        def deliver(trade: date, zone: ZoneInfo) -> tuple[date, int]:
            if sides:
                value_date = settlement_date(trade, lag_days=lag, calendars=tuple(sides))
            else:
                value_date = trade + timedelta(days=lag)
            return value_date, local_minute(value_date, desk.delivers_at, zone)

        return deliver


def _service_scope(row: Service) -> int:
    return 0 if row.institution else 1 if row.country else 2


def _tariff_scope(row: Tariff) -> int:
    return 0 if row.institution else 1 if row.legal_entity else 2 if row.country else 3


def _is_in_scope(row: Tariff, unit: Institution) -> bool:
    if row.institution:
        return row.institution == unit.id
    if row.legal_entity and row.legal_entity != unit.legal_entity:
        return False
    return row.country in ("", unit.country)
