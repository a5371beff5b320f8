"""How a payment file is read: its payment, the bounds on its routes and its dossier, or every fault at once."""

from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Bounds, Money, Payment, Side, money_of
from fxroute.sources.build_dossier import DossierMaker
from fxroute.sources.builder import Builder
from fxroute.sources.fault import FaultList, Spot, closest, shown
from fxroute.sources.files import SourceFile
from fxroute.sources.payment_file import PaymentFile
from fxroute.sources.payment_schema import BoundsPart, PaymentRecord
from fxroute.sources.refusal import read_record
from fxroute.sources.unread import unless_unread
from fxroute.sources.yaml_text import parse_map

__all__ = ["read_payment"]


def read_payment(file: SourceFile, rules: RuleBase) -> PaymentFile:
    """Return what a payment file says; its papers, statements and purpose are words of the rule base.

    Raises:
        DataFileErrors: every fault of the file.
    """
    faults = FaultList()
    raw = parse_map(file, faults, begin="debtor:")
    record, _ = (None, False) if raw is None else read_record(PaymentRecord, raw, Spot(file), faults)
    built = None if record is None else _build(record, Builder(Spot(file), faults, {}), rules)
    faults.raise_any()
    assert built is not None, "a payment that could not be built has a fault"
    return built


def _build(record: PaymentRecord, builder: Builder, rules: RuleBase) -> PaymentFile | None:
    """Return the payment, `None` where it has a fault."""
    debtor_currency, creditor_currency = _currencies(record, builder)
    amount = _amount(record, builder)
    _check_instants(record, builder)
    _check_purpose(record, builder, rules)
    bounds = builder.attempt(lambda: _bounds(record.bounds), "bounds")
    dossier = DossierMaker(record, builder, rules).dossier()
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
    return PaymentFile(payment, bounds, dossier)


@unless_unread
def _check_purpose(record: PaymentRecord, builder: Builder, rules: RuleBase) -> None:
    if record.purpose and record.purpose not in rules.purposes:
        mend = closest(record.purpose, rules.purposes, f"use one of {', '.join(sorted(rules.purposes))};")
        what = f"{shown(record.purpose)} is no purpose of the rule base"
        builder.fault(("purpose",), what, f"{mend} free words belong in remittance_information")


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
