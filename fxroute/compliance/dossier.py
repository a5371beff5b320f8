"""The dossier of a payment: everything on the table beside the question of the way, told by whoever pays or checks.

Whatever is not told is `None`, empty or absent, and is never taken for granted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from moneyed import Money

from fxroute.compliance.screening.screened import Owner, Screening

__all__ = [
    "Address",
    "AddressForm",
    "Circumstance",
    "Document",
    "Dossier",
    "GoodsClass",
    "GoodsTrade",
    "MessagePlan",
    "PartyProfile",
    "Premises",
    "RunningTotal",
    "TaxFiling",
    "TotalWindow",
]


class AddressForm(StrEnum):
    """How a postal address is written (Swift CBPR+, Standards Release 2025)."""

    STRUCTURED = "structured"
    HYBRID = "hybrid"
    UNSTRUCTURED = "unstructured"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address: elements of their own, and free lines (ISO 20022 PstlAdr)."""

    street_name: str = ""
    building_number: str = ""
    post_code: str = ""
    town_name: str = ""
    country: str = ""
    lines: tuple[str, ...] = ()

    @property
    def form(self) -> AddressForm:
        """Structured without free lines, hybrid with any element beside them, else unstructured or absent."""
        has_elements = bool(self.town_name or self.country or self.street_name)
        if self.lines:
            return AddressForm.HYBRID if has_elements else AddressForm.UNSTRUCTURED
        return AddressForm.STRUCTURED if has_elements else AddressForm.ABSENT


class GoodsClass(StrEnum):
    """Class of an enterprise in China's trade foreign-exchange directory (Huifa [2012] No. 38)."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyProfile:
    """A debtor or creditor: who it is, what its bank knows of it, and how registers of its country class it.

    `identification` is a registration, identity or customer number; `birth_date` is for natural persons.
    `looked_up_on` is the day on which directory and class were looked up.
    """

    name: str = ""
    country: str = ""
    region: str = ""
    address: Address = Address()
    identification: str = ""
    birth_date: date | None = None
    lei: str = ""
    bic: str = ""
    is_kyc_current: bool | None = None
    is_owner_known: bool | None = None
    is_data_verified: bool | None = None
    is_in_directory: bool | None = None
    goods_class: GoodsClass | None = None
    looked_up_on: date | None = None
    is_pilot: bool | None = None
    is_key_supervised: bool | None = None
    owners: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper on the table: its kind is an item of the rule base (`contract`, `vat_invoice`, …).

    `parties` are the names on it. A field left empty is one that the paper does not show.
    """

    kind: str
    number: str = ""
    issuer: str = ""
    subject: str = ""
    parties: tuple[str, ...] = ()
    amount: Money | None = None
    vat_percent: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxFiling:
    """Tax record filing of an outbound payment (STA and SAFE Announcement [2013] No. 40)."""

    form_number: str = ""
    verification_code: str = ""
    earlier_form_number: str = ""


class Premises(StrEnum):
    """What is let."""

    COMMERCIAL = "commercial"
    RESIDENTIAL = "residential"


class Circumstance(StrEnum):
    """What is special about a payment; what is not told is not so."""

    ADVANCE_ON_BEHALF = "advance_on_behalf"
    CASH = "cash"
    CANCELLATION = "cancellation"
    CONTROLLED_GOODS = "controlled_goods"
    CREDIT_INSURED = "credit_insured"
    E_COMMERCE = "e_commerce"
    INSURANCE_FINANCED = "insurance_financed"
    MONEY_EXCHANGE_CENTRE = "money_exchange_centre"
    NEW_CREDITOR = "new_creditor"
    PREPAYMENT = "prepayment"
    REFUND = "refund"
    REFUND_AFTER_180_DAYS = "refund_after_180_days"
    REFUND_BY_OTHER_WAY = "refund_by_other_way"
    REJECTED_UNDER_SANCTIONS = "rejected_under_sanctions"
    RETURNED = "returned"
    RISK_SIGNS = "risk_signs"
    SUSPICION = "suspicion"
    TAX_FILING_EXEMPT = "tax_filing_exempt"
    TAX_PAPERS_INCOMPLETE = "tax_papers_incomplete"
    TRADE_SERVICE_FEES = "trade_service_fees"
    WITHHOLDING_MADE = "withholding_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsTrade:
    """What a goods payment is for: days between shipment and settlement, share paid in advance, declarant.

    `advance_percent` is decimal text, of the contract's value.
    """

    days_deferred: int | None = None
    advance_percent: str = ""
    customs_declarant: str = ""


class TotalWindow(StrEnum):
    """What earlier payments are added up over."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """What was paid before in a window; `kind` is `payments`, `goods`, `individual`, `exchange` or `cash`."""

    window: TotalWindow
    kind: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePlan:
    """What the interbank message will be: its kind, its reference, and how agents are named in it."""

    kind: str = "pacs.008"
    uetr: str = ""
    agents_by: str = "bic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything told of a payment beside the way it takes.

    `confirmed` holds statements of an officer by item id: true is confirmed, false is denied. `codes` are purpose
    codes by scheme (`CN_BOP`, `CN_RMB`, `SA`, `AE`, `ISO`). `relationship` is between debtor and creditor.
    """

    debtor: PartyProfile = PartyProfile()
    creditor: PartyProfile = PartyProfile()
    debtor_account: str = ""
    creditor_account: str = ""
    documents: tuple[Document, ...] = ()
    confirmed: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    circumstances: frozenset[Circumstance] = frozenset()
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    declaration_remark: str = ""
    counterparty_country: str = ""
    relationship: str = ""
    is_related: bool | None = None
    tax_filing: TaxFiling = TaxFiling()
    premises: Premises | None = None
    goods: GoodsTrade = GoodsTrade()
    totals: tuple[RunningTotal, ...] = ()
    refund_of: Money | None = None
    message: MessagePlan = MessagePlan()
    vessels: tuple[str, ...] = ()
    remittance_information: str = ""
    screening: Screening | None = None

    def has_document(self, kind: str) -> bool:
        """Tell whether a paper of that kind is on the table."""
        return any(document.kind == kind for document in self.documents)
