"""What a rule may say of a leg: the system, the currency, whether it converts; of several where it speaks of none."""

from dataclasses import dataclass
from typing import ClassVar

from fxroute.compliance.facts import LegFacts
from fxroute.compliance.predicate import Truth, View

__all__ = ["Clearing", "ConvertedAt", "LegCurrency", "OffshoreCurrency"]


@dataclass(frozen=True, slots=True)
class Clearing:
    """The system that a leg runs through."""

    systems: frozenset[str]
    fact: ClassVar[str] = "clearing"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        legs = view.facts.legs if view.leg is None else (view.leg,)
        return any(leg.via in self.systems for leg in legs)


@dataclass(frozen=True, slots=True)
class ConvertedAt:
    """Whether the leg changes the currency."""

    wanted: bool
    fact: ClassVar[str] = "conversion"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        legs = view.facts.legs if view.leg is None else (view.leg,)
        return any(leg.is_conversion for leg in legs) is self.wanted


@dataclass(frozen=True, slots=True)
class LegCurrency:
    """The currency that moves between two institutions, of which one at least sits in the rule's place."""

    currencies: frozenset[str]
    fact: ClassVar[str] = "currency"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        legs = view.facts.legs if view.leg is None else (view.leg,)
        return any(self._moves(leg, view.countries) for leg in legs if leg.is_transfer)

    def _moves(self, leg: LegFacts, countries: frozenset[str] | None) -> bool:
        is_here = countries is None or not countries.isdisjoint({leg.from_country, leg.to_country})
        return is_here and leg.debited.currency.code in self.currencies


@dataclass(frozen=True, slots=True)
class OffshoreCurrency:
    """Whether a currency moves between institutions although no leg of the payment touches the rule's place."""

    currency: str
    fact: ClassVar[str] = "currency"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        facts = view.facts
        has_currency = any(leg.is_transfer and leg.debited.currency.code == self.currency for leg in facts.legs)
        return has_currency and not facts.touches(view.countries)
