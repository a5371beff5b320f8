"""Predicates: the closed vocabulary in which a rule says when it applies.

Each is a named, typed statement about the facts of a payment and, where it speaks of one, of a leg. It answers true,
false, or `None` where the dossier does not tell. None takes an expression or the name of a field.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Protocol

from fxroute.compliance.dossier import AddressForm, Circumstance, GoodsClass, Premises
from fxroute.compliance.facts import Facts, LegFacts
from fxroute.compliance.place import Direction, Role, countries_of
from fxroute.compliance.purpose import Trade
from fxroute.compliance.screening.screened import Band
from fxroute.compliance.threshold import Limit, MoneyLimit, Sign, Window
from fxroute.model import ChargeBearer, CustomerType, has_iban

__all__ = [
    "AddressLines",
    "AdvancePercent",
    "Amount",
    "Bearer",
    "CircumstanceIs",
    "Clearing",
    "CodeIs",
    "Conversion",
    "ConvertedAt",
    "CounterpartyCountry",
    "CreditorHasIban",
    "CrossBorder",
    "CrossingCurrency",
    "CrossingCurrencyOther",
    "CurrencyPairIs",
    "Customer",
    "DataIncomplete",
    "DaysDeferred",
    "DebtorCurrency",
    "DirectionIs",
    "FiledBefore",
    "GoodsClassIs",
    "InDirectory",
    "KeySupervised",
    "LegCurrency",
    "ListedAbroadOnly",
    "MessageIs",
    "MethodIs",
    "OffshoreCurrency",
    "Pilot",
    "Predicate",
    "PremisesIs",
    "PurposeClear",
    "PurposeIs",
    "Related",
    "Resident",
    "RoleIs",
    "Screened",
    "TradeIs",
    "Truth",
    "View",
    "WireDataIncomplete",
]

Truth = bool | None
"""True, false, or not told."""


@dataclass(frozen=True, slots=True)
class View:
    """What a rule of one place looks at: the facts, the countries of the place, and the leg where it speaks of one."""

    facts: Facts
    countries: frozenset[str] | None
    leg: LegFacts | None = None


class Predicate(Protocol):
    """A statement that holds of a view or not. `fact` names what must be told for an answer."""

    @property
    def fact(self) -> str:
        """Name of the fact that was not told, where the answer is `None`."""
        ...

    def holds(self, view: View) -> Truth:
        """Tell whether it holds; `None` where the dossier does not tell."""
        ...


def _among(value: object, listed: frozenset[object]) -> Truth:
    return None if value is None else value in listed


# Of the payment


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
        return _among(view.facts.trade, frozenset(self.trades))


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


# Of the dossier


@dataclass(frozen=True, slots=True)
class CircumstanceIs:
    """Something special about the payment; what is not told is not so."""

    circumstances: frozenset[Circumstance]
    fact: ClassVar[str] = "circumstances"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return not self.circumstances.isdisjoint(view.facts.dossier.circumstances)


@dataclass(frozen=True, slots=True)
class InDirectory:
    """Whether the party of the rule's place stands in the trade foreign-exchange directory."""

    wanted: bool
    fact: ClassVar[str] = "directory_registration"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        told = view.facts.resident(view.countries).is_in_directory
        return None if told is None else told is self.wanted


@dataclass(frozen=True, slots=True)
class GoodsClassIs:
    """The class of the party of the rule's place in that directory; who is not in it has none."""

    classes: frozenset[GoodsClass]
    fact: ClassVar[str] = "goods_class"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        party = view.facts.resident(view.countries)
        return False if party.is_in_directory is False else _among(party.goods_class, frozenset(self.classes))


@dataclass(frozen=True, slots=True)
class KeySupervised:
    """Whether the party of the rule's place is on the key-supervision list for goods exports in yuan."""

    wanted: bool
    fact: ClassVar[str] = "key_supervision"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        told = view.facts.resident(view.countries).is_key_supervised
        return None if told is None else told is self.wanted


@dataclass(frozen=True, slots=True)
class Pilot:
    """Whether the party takes part in the pilot of facilitation; what is not told is not so."""

    wanted: bool
    fact: ClassVar[str] = "pilot"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return bool(view.facts.resident(view.countries).is_pilot) is self.wanted


@dataclass(frozen=True, slots=True)
class FiledBefore:
    """Whether an earlier payment on the contract was filed with the tax authority; what is not told is not so."""

    wanted: bool
    fact: ClassVar[str] = "tax_filing"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return bool(view.facts.dossier.tax_filing.earlier_form_number) is self.wanted


@dataclass(frozen=True, slots=True)
class PremisesIs:
    """What is let."""

    premises: frozenset[Premises]
    fact: ClassVar[str] = "premises"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return _among(view.facts.dossier.premises, frozenset(self.premises))


@dataclass(frozen=True, slots=True)
class Related:
    """Whether debtor and creditor belong together."""

    wanted: bool
    fact: ClassVar[str] = "related_parties"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        told = view.facts.dossier.is_related
        return None if told is None else told is self.wanted


@dataclass(frozen=True, slots=True)
class Resident:
    """Whether the party with an account in the rule's place is at home there."""

    wanted: bool
    fact: ClassVar[str] = "party_country"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        country = view.facts.resident(view.countries).country
        return (view.countries is None or country in view.countries) is self.wanted if country else None


@dataclass(frozen=True, slots=True)
class DaysDeferred:
    """Days between shipment and settlement of goods."""

    limit: Limit
    fact: ClassVar[str] = "days_deferred"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        days = view.facts.dossier.goods.days_deferred
        return None if days is None else self.limit.holds(Fraction(days))


@dataclass(frozen=True, slots=True)
class AdvancePercent:
    """Share of the contract's value that is paid in advance; a payment not said to be a prepayment has none."""

    limit: Limit
    fact: ClassVar[str] = "advance_percent"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        dossier = view.facts.dossier
        if dossier.goods.advance_percent:
            return self.limit.holds(Fraction(dossier.goods.advance_percent))
        return None if Circumstance.PREPAYMENT in dossier.circumstances else False


@dataclass(frozen=True, slots=True)
class CounterpartyCountry:
    """The country of the party abroad, as seen from the rule's place."""

    countries: frozenset[str]
    fact: ClassVar[str] = "counterparty_country"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        facts, inside = view.facts, view.countries
        parties = (
            facts.dossier.counterparty_country,
            facts.dossier.debtor.country or facts.debtor_agent_country,
            facts.dossier.creditor.country or facts.creditor_agent_country,
        )
        return any(country in self.countries for country in parties if inside is None or country not in inside)


@dataclass(frozen=True, slots=True)
class CodeIs:
    """A purpose code of a scheme."""

    scheme: str
    codes: frozenset[str]

    @property
    def fact(self) -> str:
        """Name of the code."""
        return f"{self.scheme.lower()}_purpose_code"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        told = view.facts.dossier.codes.get(self.scheme)
        return told is not None and told in self.codes


@dataclass(frozen=True, slots=True)
class AddressLines:
    """Whether an address that the message carries has free lines beside its elements (hybrid), none, or only lines.

    A party named by its BIC has no address in the message (CBPR+, principle 1B).
    """

    forms: frozenset[str]
    fact: ClassVar[str] = "address"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        parties = (view.facts.dossier.debtor, view.facts.dossier.creditor)
        return any(party.address.form.value in self.forms for party in parties if not party.bic)


@dataclass(frozen=True, slots=True)
class DataIncomplete:
    """Whether a name, an account, or the debtor's address or number is missing (Regulation (EU) 2023/1113, Art. 4)."""

    wanted: bool
    fact: ClassVar[str] = "party_data"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        dossier = view.facts.dossier
        debtor, creditor = dossier.debtor, dossier.creditor
        asked = (
            debtor.name,
            dossier.debtor_account,
            debtor.address.form is not AddressForm.ABSENT,
            debtor.identification or debtor.birth_date,
            creditor.name,
            dossier.creditor_account,
        )
        return (not all(asked)) is self.wanted


@dataclass(frozen=True, slots=True)
class WireDataIncomplete:
    """Whether a name, an account, or all of the debtor's address, number and birth date are missing.

    Hong Kong asks for one of the three (Cap. 615, Schedule 2, s. 12(3)).
    """

    wanted: bool
    fact: ClassVar[str] = "party_data"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        dossier = view.facts.dossier
        debtor, creditor = dossier.debtor, dossier.creditor
        has_one = debtor.address.form is not AddressForm.ABSENT or debtor.identification or debtor.birth_date
        asked = (debtor.name, dossier.debtor_account, has_one, creditor.name, dossier.creditor_account)
        return (not all(asked)) is self.wanted


@dataclass(frozen=True, slots=True)
class CreditorHasIban:
    """Whether accounts in the country of the creditor's agent have IBANs."""

    wanted: bool
    fact: ClassVar[str] = "creditor_agent"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return has_iban(view.facts.creditor_agent_country) is self.wanted


@dataclass(frozen=True, slots=True)
class Screened:
    """Whether the payment was screened at all."""

    wanted: bool
    fact: ClassVar[str] = "screening"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        return (view.facts.dossier.screening is not None) is self.wanted


@dataclass(frozen=True, slots=True)
class ListedAbroadOnly:
    """Whether a hit stands on lists of foreign places alone while no leg touches any of those places.

    `lists` are names of lists with the place whose law they are.
    """

    lists: tuple[tuple[str, str], ...]
    fact: ClassVar[str] = "screening"

    def holds(self, view: View) -> Truth:
        """See `Predicate`."""
        screening = view.facts.dossier.screening
        if screening is None:
            return None
        places = dict(self.lists)
        hit = {one.list_name for one in screening.hits if one.band is not Band.RELEASED}
        if not hit or not hit <= places.keys():
            return False
        # A system may sit in no member of a group but in the group: TARGET's country is EU.
        laws = [(countries_of(places[name]) or frozenset()) | {places[name]} for name in hit]
        return all(leg.countries.isdisjoint(law) for leg in view.facts.legs for law in laws)


# Of a leg


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
