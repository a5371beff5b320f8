"""What a rule may say of a payment: direction, roles, trade, amount, conversion, charges, message."""

from dataclasses import dataclass
from typing import ClassVar

from fxroute.compliance.place import Direction, Role
from fxroute.compliance.predicate import Truth, View, among
from fxroute.compliance.purpose import Trade
from fxroute.compliance.threshold import MoneyLimit, Sign, Window
from fxroute.model import ChargeBearer, CustomerType

__all__ = [
    "Amount",
    "Bearer",
    "Conversion",
    "CrossBorder",
    "CrossingCurrency",
    "CrossingCurrencyOther",
    "CurrencyPairIs",
    "Customer",
    "DebtorCurrency",
    "DirectionIs",
    "MessageIs",
    "MethodIs",
    "PurposeClear",
    "PurposeIs",
    "RoleIs",
    "TradeIs",
]


@dataclass(frozen=True, slots=True)
class DirectionIs:
    """How the payment runs as seen from the rule's place."""

    directions: frozenset[Direction]
    fact: ClassVar[str] = "direction"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.direction(view.countries) in self.directions


@dataclass(frozen=True, slots=True)
class CrossBorder:
    """Whether the two agents sit in two countries."""

    wanted: bool
    fact: ClassVar[str] = "cross_border"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.is_cross_border is self.wanted


@dataclass(frozen=True, slots=True)
class RoleIs:
    """What an institution of the rule's place does in the payment."""

    roles: frozenset[Role]
    fact: ClassVar[str] = "role"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return not self.roles.isdisjoint(view.facts.roles(view.countries))


@dataclass(frozen=True, slots=True)
class TradeIs:
    """The kind of transaction; not told where the purpose is not."""

    trades: frozenset[Trade]
    fact: ClassVar[str] = "purpose"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return among(view.facts.trade, frozenset(self.trades))


@dataclass(frozen=True, slots=True)
class PurposeIs:
    """The purpose, by id."""

    purposes: frozenset[str]
    fact: ClassVar[str] = "purpose"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        purpose = view.facts.purpose
        return None if purpose is None or not purpose.is_clear else purpose.id in self.purposes


@dataclass(frozen=True, slots=True)
class PurposeClear:
    """Whether the purpose says what the payment is for; one not told does not."""

    wanted: bool
    fact: ClassVar[str] = "purpose"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        purpose = view.facts.purpose
        return (purpose is not None and purpose.is_clear) is self.wanted


@dataclass(frozen=True, slots=True)
class Customer:
    """Whether the customer is a company or a natural person."""

    types: frozenset[CustomerType]
    fact: ClassVar[str] = "customer"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.customer in self.types


@dataclass(frozen=True, slots=True)
class Amount:
    """The amount against limits, any of which suffices, alone or with what was paid before in a window.

    It is the leg's where the rule speaks of a leg, else the instructed amount. `kind` is of the running totals.
    """

    limits: tuple[MoneyLimit, ...]
    window: Window = Window.SINGLE
    kind: str = "payments"

    @property
    def fact(self) -> str:
        """What is not told: a rate, or what was paid before."""
        return "rate" if self.window is Window.SINGLE else f"total_of_{self.window.value}"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        answers = [self._holds(limit, view) for limit in self.limits]
        return True if True in answers else None if None in answers else False

    def _holds(self, money: MoneyLimit, view: View) -> Truth:
        amount = view.facts.amount if view.leg is None else view.leg.debited
        value, is_all = view.facts.total(amount, money.currency, self.window, self.kind)
        if value is None:
            return None
        answer = money.limit.holds(value)
        # More can only raise the sum: a lower bound settles one side of the limit.
        is_settled = answer is (money.limit.sign in (Sign.ABOVE, Sign.AT_LEAST))
        return answer if is_all or is_settled else None


@dataclass(frozen=True, slots=True)
class Conversion:
    """Whether the currency is changed inside the rule's place, outside it, or nowhere."""

    places: frozenset[str]
    fact: ClassVar[str] = "conversion"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        country = view.facts.conversion_country
        if country is None:
            return "nowhere" in self.places
        is_inside = view.countries is None or country in view.countries
        return ("inside" if is_inside else "outside") in self.places


@dataclass(frozen=True, slots=True)
class CrossingCurrency:
    """The currency in which funds first cross the border of the rule's place."""

    currencies: frozenset[str]
    fact: ClassVar[str] = "crossing_currency"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.crossing_currency(view.countries) in self.currencies


@dataclass(frozen=True, slots=True)
class CrossingCurrencyOther:
    """Whether funds first cross the border of the rule's place in any other currency than these."""

    currencies: frozenset[str]
    fact: ClassVar[str] = "crossing_currency"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.crossing_currency(view.countries) not in {None, *self.currencies}


@dataclass(frozen=True, slots=True)
class DebtorCurrency:
    """The currency of the account that is debited."""

    currencies: frozenset[str]
    fact: ClassVar[str] = "currency"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.debtor_currency in self.currencies


@dataclass(frozen=True, slots=True)
class CurrencyPairIs:
    """The two currencies in which the debtor pays and the creditor is paid, either way round."""

    currencies: frozenset[str]
    fact: ClassVar[str] = "currency"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return {view.facts.debtor_currency, view.facts.creditor_currency} == self.currencies


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears the charges."""

    bearers: frozenset[ChargeBearer]
    fact: ClassVar[str] = "charge_bearer"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.charge_bearer in self.bearers


@dataclass(frozen=True, slots=True)
class MethodIs:
    """Whether the message travels with the money (`serial`) or goes ahead (`cover`)."""

    methods: frozenset[str]
    fact: ClassVar[str] = "method"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.method in self.methods


@dataclass(frozen=True, slots=True)
class MessageIs:
    """The kind of the interbank message."""

    kinds: frozenset[str]
    fact: ClassVar[str] = "message"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return view.facts.dossier.message.kind in self.kinds
