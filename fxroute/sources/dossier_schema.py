"""Schema of the dossier in a payment file: parties, papers, statements, codes, and what the message will be.

`docs/reference/payment-file.md` says what each field means.
"""

import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from fxroute.compliance.dossier import GoodsClass, TotalWindow
from fxroute.compliance.screening.listed import ListedKind
from fxroute.sources.fault import shown
from fxroute.sources.fields import (
    Amount,
    BicField,
    CountryField,
    CurrencyField,
    Flag,
    LeiField,
    OptionalCount,
    OptionalDay,
    OptionalFlag,
    Reads,
    Reference,
    Text,
    choice,
    parse_text,
    refuse,
    words,
)
from fxroute.sources.party_text import Name
from fxroute.sources.schema import Part

__all__ = [
    "AddressPart",
    "AmountPart",
    "CodesPart",
    "DOCUMENT",
    "DocumentPart",
    "GoodsPart",
    "KnownPart",
    "MessagePart",
    "OwnerPart",
    "PARTY",
    "PartyPart",
    "TOTAL_KINDS",
    "TaxFilingPart",
    "TotalPart",
]

# RFC 4122, version 4, in lower case as ISO 20022 UUIDv4Identifier writes it.
_UETR = re.compile(r"[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}")
_MESSAGE = re.compile(r"(pacs|pain|camt)\.[0-9]{3}( (COV|ADV|STP))?|MT[0-9]{3}( (COV|STP))?")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,9})?")
_PERCENT_ALL = 100


def _parse_percent(value: object) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _PERCENT.fullmatch(text) or Decimal(text) > _PERCENT_ALL:
        refuse(f"{shown(value)} is no per cent from 0 to 100", 'write decimal text: "12.5"')
    return text


def _parse_uetr(value: object) -> str:
    text = parse_text(value)
    if not _UETR.fullmatch(text):
        refuse(
            f"{shown(text)} is no UETR: a UUID of version 4 in lower case",
            "take it from the message, as 4b5f3c5e-9c1d-4b9a-8f0e-1c2d3e4f5a6b",
        )
    return text


def _parse_message(value: object) -> str:
    text = parse_text(value)
    if not _MESSAGE.fullmatch(text):
        refuse(f"{shown(text)} is no kind of message", "write pacs.008, pacs.009 COV, MT103 or another such name")
    return text


def _code(meaning: str) -> Reads:
    return Reads(parse_text, {"type": "string", "description": meaning})


_PERCENT_TEXT = Reads(_parse_percent, {"type": ["string", "integer"], "description": "per cent, decimal text"})
_OWNER_KINDS = (ListedKind.PERSON, ListedKind.ORGANISATION, ListedKind.UNKNOWN)
TOTAL_KINDS: Final = words("payments", "goods", "individual", "exchange", "cash")
"""Annotation of which payments a total counts."""


class AmountPart(Part):
    """An amount and its currency."""

    amount: Amount
    currency: CurrencyField


class AddressPart(Part):
    """A postal address: elements of their own, and free lines beside or instead of them."""

    street_name: Text = ""
    building_number: Text = ""
    post_code: Text = ""
    town_name: Text = ""
    country: CountryField = ""
    lines: tuple[Text, ...] = ()


class KnownPart(Part):
    """What the party's bank and registers know of it; what is left out is not known."""

    kyc_current: OptionalFlag = None
    owner_known: OptionalFlag = None
    data_verified: OptionalFlag = None
    in_directory: OptionalFlag = None
    goods_class: Annotated[GoodsClass | None, choice(GoodsClass)] = None
    looked_up_on: OptionalDay = None
    pilot: OptionalFlag = None
    key_supervised: OptionalFlag = None


class OwnerPart(Part):
    """Somebody who owns part of a party, and who owns that owner."""

    name: Name
    share_percent: Annotated[str, _PERCENT_TEXT]
    control: Flag = False
    kind: Annotated[ListedKind, choice(_OWNER_KINDS)] = ListedKind.UNKNOWN
    countries: tuple[CountryField, ...] = ()
    owners: tuple["OwnerPart", ...] = ()


class PartyPart(Part):
    """A debtor or creditor; a bare name stands for a map with a name alone."""

    name: Name
    country: CountryField = ""
    region: Text = ""
    address: AddressPart = Field(default_factory=AddressPart)
    identification: Text = ""
    birth_date: OptionalDay = None
    lei: LeiField = ""
    bic: BicField = ""
    known: KnownPart = Field(default_factory=KnownPart)
    owners: tuple[OwnerPart, ...] = ()


class DocumentPart(Part):
    """A paper on the table; a bare kind stands for a paper of which nothing else is told."""

    kind: Reference
    number: Text = ""
    issuer: Name = ""
    subject: Text = ""
    parties: tuple[Name, ...] = ()
    amount: AmountPart | None = None
    vat_percent: Annotated[str, _PERCENT_TEXT] = ""
    dated: OptionalDay = None


PARTY: Final = BeforeValidator(
    lambda value: {"name": value} if isinstance(value, str) else value, json_schema_input_type=str | PartyPart
)
"""Annotation of a party, which may be a bare name."""

DOCUMENT: Final = BeforeValidator(
    lambda value: {"kind": value} if isinstance(value, str) else value, json_schema_input_type=str | DocumentPart
)
"""Annotation of a paper, which may be a bare kind."""


class CodesPart(Part):
    """Codes that say the purpose, by scheme."""

    CN_BOP: Annotated[str, _code("six digits (SAFE, balance of payments)")] = ""
    CN_RMB: Annotated[str, _code("letters and digits (cross-border yuan)")] = ""
    SA: Annotated[str, _code("letters and digits (the Saudi bank's list)")] = ""
    AE: Annotated[str, _code("three capital letters (Central Bank of the UAE)")] = ""
    ISO: Annotated[str, _code("one to four capital letters or digits (ExternalPurpose1Code)")] = ""


class TaxFilingPart(Part):
    """Tax record filing of an outbound payment."""

    form_number: Text = ""
    verification_code: Text = ""
    earlier_form_number: Text = ""


class GoodsPart(Part):
    """What is told of a trade in goods."""

    days_deferred: OptionalCount = None
    advance_percent: Annotated[str, _PERCENT_TEXT] = ""
    customs_declarant: Name = ""


class TotalPart(Part):
    """What was paid before this payment in a window."""

    window: Annotated[TotalWindow, choice(TotalWindow)]
    kind: Annotated[str, TOTAL_KINDS] = "payments"
    amount: AmountPart


class MessagePart(Part):
    """What the interbank message will be."""

    kind: Annotated[str, Reads(_parse_message, {"type": "string", "pattern": f"^({_MESSAGE.pattern})$"})] = "pacs.008"
    uetr: Annotated[str, Reads(_parse_uetr, {"type": "string", "pattern": f"^{_UETR.pattern}$"})] = ""
    agents_by: Annotated[str, words("bic", "lei", "clearing_member", "name_and_address")] = "bic"
