"""The scene: a plan with everything that its pictures are drawn from, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from fxroute.model import Confidence, Leg, Payment, Route, Side, to_minor
from fxroute.network import Network
from fxroute.plan import OpenHours, Plan, open_hours
from fxroute.rates import RateTable
from fxroute.report.notation import Notation
from fxroute.report.words import Words

__all__ = ["Scene"]


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan, what it was made from, and the language of the page."""

    plan: Plan
    network: Network
    rates: RateTable
    notation: Notation

    @property
    def words(self) -> Words:
        """The texts of the language."""
        return self.notation.words

    @property
    def payment(self) -> Payment:
        """The payment asked about."""
        return self.plan.payment

    @property
    def is_send(self) -> bool:
        """Tell whether routes differ in what is delivered, and not in what is debited."""
        return self.payment.side is Side.SEND

    def mark(self, route: Route) -> str:
        """Return the short name of a route: its number, or A and its number among the next-best ways."""
        for n, other in enumerate(self.plan.routes, 1):
            if other.id == route.id:
                return str(n)
        ids = [other.id for other in self.plan.alternatives]
        return f"A{ids.index(route.id) + 1}" if route.id in ids else route.id

    def amount_minor(self, route: Route) -> int:
        """Return the amount in which routes differ, in minor units of `currency`."""
        return to_minor(route.delivered if self.is_send else route.total_debit)

    @property
    def currency(self) -> str:
        """The currency of the amount in which routes differ."""
        return self.payment.creditor_currency if self.is_send else self.payment.debtor_currency

    def name(self, institution: str) -> str:
        """Return the name of an institution, its id where there is none."""
        unit = self.network.institutions.get(institution)
        return institution if unit is None else unit.name

    def quotes(self) -> Mapping[str, Confidence]:
        """Return the confidence of each quote by its id."""
        return {quote.id: quote.provenance.confidence for quote in self.rates.quotes}

    def hours(self, route: Route) -> dict[int, OpenHours]:
        """Return the hours of the legs of a route, by the number of the leg."""
        return {hours.leg: hours for hours in open_hours(route, self.network)}

    def kind(self, leg: Leg) -> str:
        """Return what a leg is."""
        return self.words(f"kind_{leg.kind}")
