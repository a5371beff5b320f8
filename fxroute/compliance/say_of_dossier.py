"""What a rule may say of a dossier: circumstances, classes, filings, papers, addresses, screening."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from fxroute.compliance.dossier import AddressForm, Circumstance, GoodsClass, Premises
from fxroute.compliance.place import countries_of
from fxroute.compliance.predicate import Truth, View, among
from fxroute.compliance.screening.screened import Band
from fxroute.compliance.threshold import Limit
from fxroute.model import has_iban

__all__ = [
    "AddressLines",
    "AdvancePercent",
    "CircumstanceIs",
    "CodeIs",
    "CounterpartyCountry",
    "CreditorHasIban",
    "DataIncomplete",
    "DaysDeferred",
    "FiledBefore",
    "GoodsClassIs",
    "InDirectory",
    "KeySupervised",
    "ListedAbroadOnly",
    "Pilot",
    "PremisesIs",
    "Related",
    "Resident",
    "Screened",
    "WireDataIncomplete",
]


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
        return False if party.is_in_directory is False else among(party.goods_class, frozenset(self.classes))


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
        return among(view.facts.dossier.premises, frozenset(self.premises))


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
