"""Schema of payment files, with the field names of ISO 20022 in snake case, and how one is read."""

import re
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field

from fxroute.model import (
    Bounds,
    ChargeBearer,
    Confidence,
    CustomerType,
    Money,
    Payment,
    Side,
    check_iban,
    money_of,
)
from fxroute.sources.builder import Builder
from fxroute.sources.fault import FaultList, Spot, shown
from fxroute.sources.fields import (
    Amount,
    Count,
    CountryField,
    CurrencyField,
    Flag,
    LeiField,
    OptionalInstant,
    Reads,
    Reference,
    Text,
    choice,
    refuse,
)
from fxroute.sources.files import SourceFile
from fxroute.sources.payment_file import Fact, Party, PaymentFile
from fxroute.sources.refusal import read_record
from fxroute.sources.scalar import Figure
from fxroute.sources.schema import Part
from fxroute.sources.unread import unless_unread
from fxroute.sources.yaml_text import parse_map

__all__ = ["AmountPart", "BoundsPart", "PartyPart", "PaymentRecord", "read_payment"]

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


def _parse_party(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _parse_fact(value: object) -> Fact:
    if isinstance(value, Figure):
        refuse(f"{value} is no whole number in decimal digits", "put it in quotes, as it is to be read")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if not isinstance(value, str | int):
        refuse(f"{shown(value)} is no fact", "give text, a whole number, true, false, or a list of texts")
    return value


_ACCOUNT = Reads(_parse_account, {"type": "string", "minLength": 1})
_FACT = Reads(
    _parse_fact,
    {"anyOf": [{"type": ["string", "integer", "boolean"]}, {"type": "array", "items": {"type": "string"}}]},
)
_BEARER = Reads(_parse_bearer, {"enum": list(ChargeBearer.__members__)})


class AmountPart(Part):
    """An amount and its currency."""

    amount: Amount
    currency: CurrencyField


class PartyPart(Part):
    """A debtor or creditor; a bare name stands for a map with a name alone."""

    name: Text
    country: CountryField = ""
    city: Text = ""
    lei: LeiField = ""


_PARTY = BeforeValidator(_parse_party, json_schema_input_type=str | PartyPart)


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
    """A payment: who pays whom through which agents, how much, when, and who bears the charges."""

    debtor: Annotated[PartyPart, _PARTY]
    debtor_agent: Reference
    creditor: Annotated[PartyPart, _PARTY]
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
    purpose: Text = ""
    customer: Annotated[CustomerType, choice(CustomerType)] = CustomerType.CORPORATE
    documents: tuple[Text, ...] = ()
    bounds: BoundsPart = Field(default_factory=BoundsPart)
    facts: dict[Text, Annotated[Fact, _FACT]] = Field(default_factory=dict)


def read_payment(file: SourceFile) -> PaymentFile:
    """Return what a payment file says.

    Raises:
        DataFileErrors: every fault of the file.
    """
    faults = FaultList()
    raw = parse_map(file, faults, begin="debtor:")
    record, _ = (None, False) if raw is None else read_record(PaymentRecord, raw, Spot(file), faults)
    built = None if record is None else _build(record, Builder(Spot(file), faults, {}))
    faults.raise_any()
    assert built is not None, "a payment that could not be built has a fault"
    return built


def _build(record: PaymentRecord, builder: Builder) -> PaymentFile | None:
    """Return the payment, `None` where it has a fault."""
    debtor_currency, creditor_currency = _currencies(record, builder)
    amount = _amount(record, builder)
    _check_instants(record, builder)
    bounds = builder.attempt(lambda: _bounds(record.bounds), "bounds")
    if len(builder.faults):
        return None
    payment = Payment(
        instructed_amount=amount,
        side=record.side,
        debtor_currency=debtor_currency,
        creditor_currency=creditor_currency,
        debtor_agent=record.debtor_agent,
        creditor_agent=record.creditor_agent,
        charge_bearer=record.charge_bearer,
        at=record.requested_execution,
        arrive_by=record.arrive_by,
        charges_from_amount=record.charges_from_amount,
        customer=record.customer,
        debtor=record.debtor.name,
        creditor=record.creditor.name,
        purpose=record.purpose,
    )
    return PaymentFile(
        payment=payment,
        bounds=bounds,
        debtor=Party(**record.debtor.model_dump()),
        creditor=Party(**record.creditor.model_dump()),
        debtor_account=record.debtor_account,
        creditor_account=record.creditor_account,
        documents=record.documents,
        facts=MappingProxyType(dict(record.facts)),
    )


def _check_instants(record: PaymentRecord, builder: Builder) -> None:
    if (record.requested_execution is None) == (record.arrive_by is None):
        both = record.arrive_by is not None
        what = "requested_execution and arrive_by are both given" if both else "the payment has no instant"
        builder.fault(("arrive_by",) if both else (), what, "give requested_execution, or arrive_by instead")


def _currencies(record: PaymentRecord, builder: Builder) -> tuple[str, str]:
    """Return both currencies; the one of the fixed side follows from the amount."""
    given = {"debtor_currency": record.debtor_currency, "creditor_currency": record.creditor_currency}
    _check_fixed_currency(record, given, builder)
    _check_other_currency(record, given, builder)
    return given["debtor_currency"], given["creditor_currency"]


@unless_unread
def _check_fixed_currency(record: PaymentRecord, given: dict[str, str], builder: Builder) -> None:
    fixed = "creditor_currency" if record.side == Side.RECEIVE else "debtor_currency"
    instructed = record.instructed_amount.currency
    if given[fixed] not in ("", instructed):
        what = f"{fixed} is {given[fixed]}, the amount on side {record.side.value} is in {instructed}"
        builder.fault((fixed,), what, f"write {instructed}, or turn side round")
    given[fixed] = instructed


@unless_unread
def _check_other_currency(record: PaymentRecord, given: dict[str, str], builder: Builder) -> None:
    other = "debtor_currency" if record.side == Side.RECEIVE else "creditor_currency"
    if not given[other]:
        builder.fault((), f"the field {other} is missing", f"add {other}: with an ISO 4217 code")


@unless_unread
def _amount(record: PaymentRecord, builder: Builder) -> Money:
    part = record.instructed_amount
    minor = builder.amount(part.amount, part.currency, "instructed_amount", "amount")
    if minor == 0:
        builder.fault(("instructed_amount", "amount"), "the amount is zero", "give an amount above zero")
    return money_of(minor, part.currency)


def _bounds(part: BoundsPart) -> Bounds:
    standard = Bounds()
    return Bounds(
        avoid=frozenset(part.avoid),
        via=frozenset(part.via),
        intermediaries_max=part.intermediaries_max,
        conversions_max=part.conversions_max,
        legs_max=part.legs_max,
        vehicles=None if part.vehicles is None else frozenset(part.vehicles),
        evidence_floor=part.evidence_floor,
        labels_max=standard.labels_max if part.labels_max is None else part.labels_max,
    )
