"""Schema of payment files, with the field names of ISO 20022 in snake case."""

import re
from typing import Annotated

from pydantic import Field

from fxroute.compliance.dossier import Circumstance, Premises
from fxroute.model import ChargeBearer, Confidence, CustomerType, Side, check_iban
from fxroute.sources.dossier_schema import (
    DOCUMENT,
    PARTY,
    AmountPart,
    CodesPart,
    DocumentPart,
    GoodsPart,
    MessagePart,
    PartyPart,
    TaxFilingPart,
    TotalPart,
)
from fxroute.sources.fault import shown
from fxroute.sources.fields import (
    Count,
    CountryField,
    CurrencyField,
    Flag,
    OptionalFlag,
    OptionalInstant,
    Reads,
    Reference,
    Text,
    choice,
    refuse,
)
from fxroute.sources.party_text import Name, Remittance
from fxroute.sources.schema import Part

__all__ = ["BoundsPart", "PaymentRecord"]

_IBAN_LIKE = re.compile(r"[A-Za-z]{2}[0-9]{2}")


def _parse_account(value: object) -> str:
    text = value.replace(" ", "") if isinstance(value, str) else ""
    if not text:
        refuse(f"{shown(value)} is no account", "write the IBAN or account number as text, in quotes")
    return check_iban(text) if _IBAN_LIKE.match(text) else text


def _parse_bearer(value: object) -> ChargeBearer:
    if value == "SLEV":
        refuse("no cross-border route has the service level that SLEV speaks of", "use DEBT, SHAR or CRED")
    if not isinstance(value, str) or value not in ChargeBearer.__members__:
        refuse(f"{shown(value)} is no charge bearer", "use DEBT, SHAR or CRED (in MT words OUR, SHA, BEN)")
    return ChargeBearer(value)


_ACCOUNT = Reads(_parse_account, {"type": "string", "minLength": 1})
_BEARER = Reads(_parse_bearer, {"enum": list(ChargeBearer.__members__)})


class BoundsPart(Part):
    """Limits put on the routes of the answer."""

    avoid: tuple[Reference, ...] = ()
    via: tuple[Reference, ...] = ()
    vehicles: tuple[CurrencyField, ...] | None = None
    intermediaries_max: Count | None = None
    conversions_max: Count | None = None
    legs_max: Count | None = None
    evidence_floor: Annotated[Confidence, choice(Confidence)] = Confidence.EXAMPLE
    labels_max: Count | None = None


class PaymentRecord(Part):
    """A payment and its dossier: who pays whom through which agents, how much, when, what for, and what proves it."""

    debtor: Annotated[PartyPart, PARTY]
    debtor_agent: Reference
    creditor: Annotated[PartyPart, PARTY]
    creditor_agent: Reference
    instructed_amount: AmountPart
    debtor_account: Annotated[str, _ACCOUNT] = ""
    debtor_currency: CurrencyField = ""
    creditor_account: Annotated[str, _ACCOUNT] = ""
    creditor_currency: CurrencyField = ""
    side: Annotated[Side, choice(Side)] = Side.SEND
    charge_bearer: Annotated[ChargeBearer, _BEARER] = ChargeBearer.SHAR
    charges_from_amount: Flag = False
    requested_execution: OptionalInstant = None
    arrive_by: OptionalInstant = None
    customer: Annotated[CustomerType, choice(CustomerType)] = CustomerType.CORPORATE
    purpose: Reference = ""
    remittance_information: Remittance = ""
    codes: CodesPart = Field(default_factory=CodesPart)
    declaration_remark: Text = ""
    documents: tuple[Annotated[DocumentPart, DOCUMENT], ...] = ()
    confirmed: tuple[Reference, ...] = ()
    denied: tuple[Reference, ...] = ()
    circumstances: tuple[Annotated[Circumstance, choice(Circumstance)], ...] = ()
    counterparty_country: CountryField = ""
    relationship: Text = ""
    related: OptionalFlag = None
    tax_filing: TaxFilingPart = Field(default_factory=TaxFilingPart)
    premises: Annotated[Premises | None, choice(Premises)] = None
    goods: GoodsPart = Field(default_factory=GoodsPart)
    totals: tuple[TotalPart, ...] = ()
    refund_of: AmountPart | None = None
    message: MessagePart = Field(default_factory=MessagePart)
    vessels: tuple[Name, ...] = ()
    bounds: BoundsPart = Field(default_factory=BoundsPart)
