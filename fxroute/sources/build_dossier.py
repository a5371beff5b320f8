"""From the record of a payment file to its dossier; whatever in it denies another part of it is a fault.

The day of the payment is taken as the last calendar day that the instant falls on anywhere on earth, so that no paper
is called one of the future because of where it was signed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from fxroute.compliance.checks.catalog import STATED
from fxroute.compliance.dossier import (
    Address,
    Circumstance,
    Document,
    Dossier,
    GoodsTrade,
    MessagePlan,
    PartyProfile,
    RunningTotal,
    TaxFiling,
)
from fxroute.compliance.item import ItemKind
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.screening.screened import Owner
from fxroute.model import CustomerType, Money, money_of
from fxroute.sources.builder import Builder
from fxroute.sources.dossier_schema import AmountPart, CodesPart, DocumentPart, OwnerPart, PartyPart, TotalPart
from fxroute.sources.fault import Step, closest, shown
from fxroute.sources.payment_schema import PaymentRecord
from fxroute.sources.unread import unless_unread

__all__ = ["DossierMaker"]

_FIRST_YEAR = 1900
_EARLIEST_ZONE = timedelta(hours=14)
"""UTC+14, the zone in which every day begins first (Line Islands)."""

_PERCENT_ALL = 100
_CODE_FORMS = {
    "CN_BOP": ("[0-9]{6}", "six digits"),
    "CN_RMB": ("[A-Za-z0-9]{1,35}", "up to 35 letters and digits"),
    "SA": ("[A-Za-z0-9]{1,35}", "up to 35 letters and digits"),
    "AE": ("[A-Z]{3}", "three capital letters"),
    "ISO": ("[A-Z0-9]{1,4}", "one to four capital letters or digits"),
}
"""Form of a code by scheme: SAFE's balance-of-payments codes, yuan categories, lists of Saudi banks, codes of the
Central Bank of the UAE, ISO 20022 ExternalPurpose1Code. The lists themselves are longer than any rule base."""

_MISPLACED = {
    ItemKind.DOCUMENT: "it is a paper: list it under documents",
    ItemKind.CONFIRMATION: "it is a statement: list it under confirmed",
    ItemKind.CHECK: "it is computed from the other fields: leave it out",
    ItemKind.REPORT: "it is due after the payment: leave it out",
}


@dataclass(slots=True)
class DossierMaker:
    """Builds one dossier: the record, what notes its faults, and the rule base whose words it uses."""

    record: PaymentRecord
    builder: Builder
    rules: RuleBase
    _last_day: date = field(default=date.max, init=False)

    def dossier(self) -> Dossier:
        """Return the dossier; what has a fault stands in it as `UNREAD`."""
        record = self.record
        self._last_day = self.builder.attempt(lambda: _last_day(record.requested_execution or record.arrive_by))
        self._check_items(record.confirmed, ItemKind.CONFIRMATION, "confirmed")
        self._check_items(record.denied, ItemKind.CONFIRMATION, "denied")
        self._check_denials()
        documents = self._documents()
        return Dossier(
            debtor=self._party(record.debtor, "debtor"),
            creditor=self._party(record.creditor, "creditor"),
            debtor_account=record.debtor_account,
            creditor_account=record.creditor_account,
            documents=documents,
            confirmed=self._confirmed(),
            circumstances=self._circumstances(),
            codes=self._codes(record.codes),
            declaration_remark=record.declaration_remark,
            counterparty_country=record.counterparty_country,
            relationship=record.relationship,
            is_related=record.related,
            tax_filing=self._tax_filing(),
            premises=record.premises,
            goods=self._goods(),
            totals=self._totals(),
            refund_of=self._optional_money(record.refund_of, "refund_of"),
            message=self._message(),
            vessels=record.vessels,
            remittance_information=record.remittance_information,
        )

    # Parties

    @unless_unread
    def _party(self, part: PartyPart, role: str) -> PartyProfile:
        known = part.known
        self._check_day(part.birth_date, role, "birth_date")
        self._check_day(known.looked_up_on, role, "known", "looked_up_on")
        self._check_class(part, role)
        self._check_birth(part, role)
        return PartyProfile(
            name=part.name,
            country=part.country,
            region=part.region,
            address=Address(**dict(part.address)),
            identification=part.identification,
            birth_date=part.birth_date,
            lei=part.lei,
            bic=part.bic,
            is_kyc_current=known.kyc_current,
            is_owner_known=known.owner_known,
            is_data_verified=known.data_verified,
            is_in_directory=known.in_directory,
            goods_class=known.goods_class,
            looked_up_on=known.looked_up_on,
            is_pilot=known.pilot,
            is_key_supervised=known.key_supervised,
            owners=self._owners(part.owners, role),
        )

    @unless_unread
    def _check_class(self, part: PartyPart, role: str) -> None:
        known = part.known
        if known.in_directory is False and known.goods_class is not None:
            what = f"class {known.goods_class.value} is given, and in_directory is false: classes are of the directory"
            self.builder.fault((role, "known", "goods_class"), what, "drop one of the two")

    @unless_unread
    def _check_birth(self, part: PartyPart, role: str) -> None:
        """Note a fault where a company has a birth date."""
        if part.birth_date is None:
            return
        is_customer = role == "debtor" and self.record.customer is CustomerType.CORPORATE
        if part.lei or part.bic or part.owners:
            what = f"a company has no birth date, and the {role} has a LEI, a BIC or owners"
            self.builder.fault((role, "birth_date"), what, "drop birth_date, or what makes a company of the party")
        elif is_customer:
            what = "a company has no birth date, and the debtor is a corporate customer"
            self.builder.fault((role, "birth_date"), what, "drop birth_date, or write customer: individual")

    @unless_unread
    def _owners(self, parts: tuple[OwnerPart, ...], *steps: Step) -> tuple[Owner, ...]:
        shares = sum((Decimal(str(part.share_percent)) for part in parts), Decimal(0))
        if shares > _PERCENT_ALL:
            self.builder.fault((*steps, "owners"), f"the owners have {shares} per cent together", "mend their shares")
        return tuple(
            Owner(
                name=part.name,
                share_percent=part.share_percent,
                is_control=part.control,
                kind=part.kind,
                countries=part.countries,
                owners=self._owners(part.owners, *steps, "owners", index),
            )
            for index, part in enumerate(parts)
        )

    # Papers

    @unless_unread
    def _documents(self) -> tuple[Document, ...]:
        parts = self.record.documents
        amounts: dict[tuple[str, str], Money] = {}
        return tuple(self._document(part, index, amounts) for index, part in enumerate(parts))

    @unless_unread
    def _document(self, part: DocumentPart, index: int, amounts: dict[tuple[str, str], Money]) -> Document:
        self._check_item(part.kind, ItemKind.DOCUMENT, "documents", index, "kind")
        self._check_day(part.dated, "documents", index, "dated")
        amount = self._optional_money(part.amount, "documents", index, "amount")
        self._check_same(part, amount, index, amounts)
        return Document(
            kind=part.kind,
            number=part.number,
            issuer=part.issuer,
            subject=part.subject,
            parties=part.parties,
            amount=amount,
            vat_percent=part.vat_percent,
            dated=part.dated,
        )

    @unless_unread
    def _check_same(
        self, part: DocumentPart, amount: Money | None, index: int, amounts: dict[tuple[str, str], Money]
    ) -> None:
        """Note a fault where a paper of a number is told with two amounts."""
        if amount is None or not part.number:
            return
        first = amounts.setdefault((part.kind, part.number), amount)
        if first != amount:
            what = f"{part.kind} {shown(part.number)} is over {_text(amount)} here and over {_text(first)} above"
            self.builder.fault(("documents", index, "amount"), what, "mend one of the two, or its number")

    # Statements

    @unless_unread
    def _check_items(self, names: tuple[str, ...], kind: ItemKind, field: str) -> None:
        for index, name in enumerate(names):
            self._check_item(name, kind, field, index)

    @unless_unread
    def _check_item(self, name: str, kind: ItemKind, *steps: Step) -> None:
        item = self.rules.items.get(name)
        if kind is ItemKind.CONFIRMATION and name in STATED:
            return
        if item is None:
            known = [one.id for one in self.rules.items.values() if one.kind is kind]
            mend = closest(
                name, known, "use one that fxroute check --template writes for this kind of payment, or leave it out"
            )
            self.builder.fault(steps, f"there is no {kind.value} {shown(name)}", mend)
        elif item.kind is not kind:
            self.builder.fault(steps, f"{name} is no {kind.value}", _MISPLACED[item.kind])

    @unless_unread
    def _check_denials(self) -> None:
        """Note a fault where an item is confirmed and denied at once."""
        for index, name in enumerate(self.record.denied):
            self._check_denial(name, index)

    @unless_unread
    def _check_denial(self, name: str, index: int) -> None:
        if any(name == other for other in _read(self.record.confirmed)):
            self.builder.fault(("denied", index), f"{name} is confirmed and denied at once", "drop one of the two")

    @unless_unread
    def _confirmed(self) -> MappingProxyType[str, bool]:
        statements = dict.fromkeys(self.record.confirmed, True) | dict.fromkeys(self.record.denied, False)
        return MappingProxyType(statements)

    # Codes, totals and the rest

    @unless_unread
    def _circumstances(self) -> frozenset[Circumstance]:
        return frozenset(self.record.circumstances)

    @unless_unread
    def _codes(self, part: CodesPart) -> MappingProxyType[str, str]:
        codes: dict[str, str] = {}
        for scheme in _CODE_FORMS:
            self._check_code(scheme, getattr(part, scheme))
            codes[scheme] = getattr(part, scheme)
        return MappingProxyType({scheme: code for scheme, code in codes.items() if code})

    @unless_unread
    def _check_code(self, scheme: str, code: str) -> None:
        form, meaning = _CODE_FORMS[scheme]
        if code and not re.fullmatch(form, code):
            known = {
                one.code for purpose in self.rules.purposes.values() for one in purpose.codes if one.scheme == scheme
            }
            mend = closest(code, known, "look the code up in its list")
            self.builder.fault(("codes", scheme), f"{shown(code)} is no code of {scheme}: those are {meaning}", mend)

    @unless_unread
    def _tax_filing(self) -> TaxFiling:
        return TaxFiling(**dict(self.record.tax_filing))

    @unless_unread
    def _goods(self) -> GoodsTrade:
        return GoodsTrade(**dict(self.record.goods))

    @unless_unread
    def _message(self) -> MessagePlan:
        return MessagePlan(**dict(self.record.message))

    @unless_unread
    def _totals(self) -> tuple[RunningTotal, ...]:
        told: set[tuple[str, str, str]] = set()
        return tuple(self._total(part, index, told) for index, part in enumerate(self.record.totals))

    @unless_unread
    def _total(self, part: TotalPart, index: int, told: set[tuple[str, str, str]]) -> RunningTotal:
        amount = self._money(part.amount, "totals", index, "amount")
        key = part.window.value, part.kind, part.amount.currency
        if key in told:
            self.builder.fault(("totals", index), f"the total of {' '.join(key)} is told twice", "drop one of the two")
        told.add(key)
        return RunningTotal(part.window, part.kind, amount)

    def _optional_money(self, part: AmountPart | None, *steps: Step) -> Money | None:
        return None if part is None else self._money(part, *steps)

    @unless_unread
    def _money(self, part: AmountPart, *steps: Step) -> Money:
        return money_of(self.builder.amount(part.amount, part.currency, *steps, "amount"), part.currency)

    @unless_unread
    def _check_day(self, day: date | None, *steps: Step) -> None:
        if day is None:
            return
        if day.year < _FIRST_YEAR:
            self.builder.fault(steps, f"{day} lies before {_FIRST_YEAR}", "mend the year")
        elif day > self._last_day:
            what = f"{day} lies in the future: the payment is of {self._last_day} at the latest"
            self.builder.fault(steps, what, "mend the date, or the instant of the payment")


def _last_day(instant: datetime | None) -> date:
    if instant is None:
        return date.max
    return (instant.astimezone(UTC) + _EARLIEST_ZONE).date()


def _read(values: Iterable[str]) -> Iterator[str]:
    """Yield the values that could be read."""
    yield from (value for value in values if isinstance(value, str))


def _text(amount: Money) -> str:
    return f"{amount.currency.code} {amount.amount}"
