"""Institutions: the units that book payments, and how they hang together."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.provenance import Provenance

__all__ = ["Institution", "InstitutionKind", "Place", "ReportingLine", "SEGMENTED_CURRENCIES", "home_place"]


class Place(StrEnum):
    """Side of a currency that the law of its country divides; `ANY` for every other currency."""

    ONSHORE = "onshore"
    OFFSHORE = "offshore"
    ANY = "any"


# Mainland China divides yuan held onshore from yuan held abroad (People's Bank of China, cross-border renminbi rules).
SEGMENTED_CURRENCIES: dict[str, frozenset[str]] = {"CNY": frozenset({"CN"})}


def home_place(country: str, currency: str) -> Place:
    """Return the side on which a unit in `country` holds `currency` unless an account says otherwise."""
    homes = SEGMENTED_CURRENCIES.get(currency)
    if homes is None:
        return Place.ANY
    return Place.ONSHORE if country in homes else Place.OFFSHORE


class InstitutionKind(StrEnum):
    """What an institution is; a `LEGACY` one survives only as an identifier in old lists."""

    COMMERCIAL_BANK = "commercial_bank"
    BRANCH = "branch"
    CENTRAL_BANK = "central_bank"
    RMB_CLEARING_BANK = "rmb_clearing_bank"
    MULTILATERAL = "multilateral"
    ICSD = "icsd"
    LEGACY = "legacy"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A unit that books payments: a head office or a branch.

    `id` is its BIC where it has a public one. `legal_entity` and `group` are ids shared by the units that belong
    together; a unit of its own carries its own id in both. `country` is ISO 3166-1 alpha-2.
    """

    id: str
    name: str
    country: str
    legal_entity: str
    group: str
    kind: InstitutionKind
    provenance: Provenance
    city: str = ""
    bic: str = ""
    lei: str = ""
    national_bank_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingLine:
    """Two units of one legal entity in one country that pass funds to one another inside the house."""

    id: str
    unit: str
    reports_to: str
    provenance: Provenance
