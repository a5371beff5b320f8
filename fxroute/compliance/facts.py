"""Facts: all that a rule may look at, of one payment on one way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from moneyed import Money

from fxroute.compliance.dossier import Dossier, PartyProfile, TotalWindow
from fxroute.compliance.place import Direction, Role
from fxroute.compliance.purpose import Purpose, Trade
from fxroute.compliance.threshold import Window
from fxroute.errors import MissingRate
from fxroute.model import ChargeBearer, CurrencyPair, CustomerType, RateSource

__all__ = ["Facts", "LegFacts"]

_DIGITS = 60
"""More than an amount of 18 digits times a rate of 16 can have."""

_SHOWN = Decimal("1e-18")

_INSIDE = frozenset({"debit", "conversion", "credit"})
"""Kinds of legs on which money stays with one institution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegFacts:
    """What a rule may know of one leg. `debited` and `credited` differ in currency where it converts.

    `countries` are those of both institutions and of the system it runs through. `access` is how both ends take part
    in that system: `direct`, `indirect`, or empty. A house is the units of one legal entity in one country; empty, it
    is the country.
    """

    n: int
    kind: str
    from_id: str
    to_id: str
    from_country: str
    to_country: str
    debited: Money
    credited: Money
    via: str = ""
    via_country: str = ""
    access: str = ""
    has_deducted: bool = False
    from_house: str = ""
    to_house: str = ""

    @property
    def countries(self) -> frozenset[str]:
        """Countries that the leg touches."""
        return frozenset({self.from_country, self.to_country, self.via_country} - {""})

    @property
    def is_conversion(self) -> bool:
        """Tell whether the leg changes the currency."""
        return bool(self.debited.currency != self.credited.currency)

    @property
    def is_transfer(self) -> bool:
        """Tell whether money moves from one institution to another."""
        return self.kind not in _INSIDE

    @property
    def is_crossing(self) -> bool:
        """Tell whether the leg leads from one country into another."""
        return self.from_country != self.to_country


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One payment on one way, with its dossier, as rules see it.

    `day` is the day whose law counts. `amount` is the instructed amount; equivalents are at the mid of `rates`,
    exact. `purpose` is `None` where none was told. `prepaid_charges` counts the charges that the debtor prepaid.
    """

    day: date
    amount: Money
    debtor_currency: str
    creditor_currency: str
    debtor_agent_country: str
    creditor_agent_country: str
    customer: CustomerType
    charge_bearer: ChargeBearer
    legs: tuple[LegFacts, ...]
    rates: RateSource
    purpose: Purpose | None = None
    method: str = "serial"
    prepaid_charges: int = 0
    dossier: Dossier = field(default_factory=Dossier)
    _equivalents: dict[tuple[Decimal, str, str], Fraction | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def trade(self) -> Trade | None:
        """Kind of transaction, `None` where the purpose does not tell."""
        return None if self.purpose is None else self.purpose.trade

    @property
    def is_cross_border(self) -> bool:
        """Tell whether the two agents sit in two countries."""
        return self.debtor_agent_country != self.creditor_agent_country

    def touches(self, countries: frozenset[str] | None) -> bool:
        """Tell whether any leg touches one of the countries; `None` is everywhere."""
        return countries is None or any(not countries.isdisjoint(leg.countries) for leg in self.legs)

    def direction(self, countries: frozenset[str] | None) -> Direction | None:
        """Return how the payment runs as seen from the countries, `None` where it does not touch them."""
        is_from = countries is None or self.debtor_agent_country in countries
        is_to = countries is None or self.creditor_agent_country in countries
        if is_from and is_to:
            return Direction.DOMESTIC
        if is_from or is_to:
            return Direction.OUT if is_from else Direction.IN
        return Direction.TRANSIT if self.touches(countries) else None

    def roles(self, countries: frozenset[str] | None) -> frozenset[Role]:
        """Return what institutions of the countries do in the payment; the houses of both agents are not between."""
        found = set()
        if countries is None or self.debtor_agent_country in countries:
            found.add(Role.DEBTOR_AGENT)
        if countries is None or self.creditor_agent_country in countries:
            found.add(Role.CREDITOR_AGENT)
        if any(countries is None or country in countries for country in self._between()):
            found.add(Role.INTERMEDIARY)
        return frozenset(found)

    def _between(self) -> Iterator[str]:
        """Countries of the institutions between the two agents, which belong to the house of neither."""
        if not self.legs:
            return
        first, last = self.legs[0], self.legs[-1]
        ends = {first.from_house or first.from_country, last.to_house or last.to_country}
        for leg in self.legs:
            if (leg.from_house or leg.from_country) not in ends:
                yield leg.from_country
            if (leg.to_house or leg.to_country) not in ends:
                yield leg.to_country

    @property
    def conversion_country(self) -> str | None:
        """Country of the first leg that changes the currency, `None` where none does."""
        return next((leg.from_country for leg in self.legs if leg.is_conversion), None)

    def crossing_currency(self, countries: frozenset[str] | None) -> str | None:
        """Return the currency in which funds first cross the border of the countries, `None` where none crosses."""
        for leg in self.legs:
            inside = [countries is None or country in countries for country in (leg.from_country, leg.to_country)]
            if inside[0] != inside[1] or (countries is None and leg.is_crossing):
                return str(leg.debited.currency.code)
        return None

    def resident(self, countries: frozenset[str] | None) -> PartyProfile:
        """Return the party at home in the countries: the debtor where the payment leaves them, or the creditor.

        Where it only passes through, nobody is, and nothing is told.
        """
        if countries is None or self.debtor_agent_country in countries:
            return self.dossier.debtor
        return self.dossier.creditor if self.creditor_agent_country in countries else PartyProfile()

    def equivalent(self, amount: Money, currency: str) -> Fraction | None:
        """Return an amount in another currency at mid, not rounded; `None` where no rate leads there.

        A rate answered the other way round than it is quoted is cut to 16 digits, which would decide at a limit:
        of the two directions the one with fewer digits is the quoted one.
        """
        key = amount.amount, str(amount.currency.code), currency
        if key not in self._equivalents:
            self._equivalents[key] = self._equivalent(*key)
        return self._equivalents[key]

    def _equivalent(self, value: Decimal, code: str, currency: str) -> Fraction | None:
        number = Fraction(value)
        if code == currency:
            return number
        try:
            ahead, back = (self.rates.rate(pair).mid for pair in _both_ways(code, currency))
        except MissingRate:
            return None
        is_ahead = len(ahead.as_tuple().digits) <= len(back.as_tuple().digits)
        return number * Fraction(ahead) if is_ahead else number / Fraction(back)

    def total_text(self, amount: Money, currency: str, window: Window, kind: str) -> str:
        """Return a total as text of up to 18 decimals, and the quotes it rests on; empty without a rate."""
        value, _ = self.total(amount, currency, window, kind)
        if value is None:
            return ""
        with localcontext(prec=_DIGITS):
            shown = f"{(Decimal(value.numerator) / value.denominator).quantize(_SHOWN).normalize():f}"
        code = str(amount.currency.code)
        path = () if code == currency else self.rates.rate(CurrencyPair(code, currency)).path
        return f"{shown} ({', '.join(path)})" if path else shown

    def total(self, amount: Money, currency: str, window: Window, kind: str) -> tuple[Fraction | None, bool]:
        """Return an amount with what was paid before in the window, in a currency, and whether that is all of it.

        Where nothing was told of the window, the amount alone is a lower bound.
        """
        own = self.equivalent(amount, currency)
        if window is Window.SINGLE or own is None:
            return own, True
        before = [one for one in self.dossier.totals if one.window == TotalWindow(window.value) and one.kind == kind]
        parts = [self.equivalent(one.amount, currency) for one in before]
        known = [part for part in parts if part is not None]
        return own + sum(known), bool(before) and len(known) == len(parts)


def _both_ways(code: str, currency: str) -> tuple[CurrencyPair, CurrencyPair]:
    return CurrencyPair(code, currency), CurrencyPair(currency, code)
