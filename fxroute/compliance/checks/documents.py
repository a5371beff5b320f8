"""Checks of papers: what each must show, and whether they agree with each other and with the payment."""

from collections.abc import Iterator
from decimal import Decimal

from moneyed import Money

from fxroute.compliance.checks.standing import HELD, MISSING, Check, contrary, held_if, told, unclear
from fxroute.compliance.dossier import Document
from fxroute.compliance.item import Standing
from fxroute.compliance.predicate import View

__all__ = ["DOCUMENT_CHECKS"]

_INVOICE = "invoice_or_payment_notice"
_PARTIES_BOTH = 2
_SAUDI_VAT_PERCENT = 15


def _papers(view: View, kind: str) -> tuple[Document, ...]:
    return tuple(document for document in view.facts.dossier.documents if document.kind == kind)


def _shows(kind: str, field: str) -> Check:
    def check(view: View) -> Standing:
        return held_if(any(getattr(document, field) for document in _papers(view, kind)))

    return check


def _names_both(kind: str) -> Check:
    def check(view: View) -> Standing:
        return held_if(any(len(document.parties) >= _PARTIES_BOTH for document in _papers(view, kind)))

    return check


def _consistent(view: View) -> Standing:
    """No paper names other parties than the payment, and no invoice a smaller amount.

    Names are written in many ways, and an invoice may be paid in parts: both are for a person to look at.
    """
    if not view.facts.dossier.documents:
        return MISSING
    if too_small := list(_other_amounts(view, is_above=True)):
        return contrary("; ".join(too_small))
    open_points = [*_other_parties(view), *_other_amounts(view, is_above=False)]
    return unclear("; ".join(open_points)) if open_points else HELD


def _other_parties(view: View) -> Iterator[str]:
    dossier = view.facts.dossier
    for kind in ("contract", _INVOICE):
        for document in _papers(view, kind):
            shown = {_bare(name) for name in document.parties}
            for party in (dossier.debtor.name, dossier.creditor.name):
                if shown and party and _bare(party) not in shown:
                    yield f"{party} is not named on {_named(document)}"


def _bare(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _other_amounts(view: View, *, is_above: bool) -> Iterator[str]:
    """Invoices in the currency of the payment that it exceeds, or that it does not pay in full."""
    amount = view.facts.amount
    for document in _papers(view, _INVOICE):
        shown = document.amount
        if shown is None or shown.currency != amount.currency or shown == amount:
            continue
        if (amount.amount > shown.amount) is is_above:
            yield f"{_named(document)} is over {_told(shown)}, the payment over {_told(amount)}"


def _named(document: Document) -> str:
    return f"{document.kind.replace('_', ' ')} {document.number}".strip()


def _told(amount: Money) -> str:
    return f"{amount.currency.code} {amount.amount:,}"


def _vat_number(view: View) -> Standing:
    return held_if(any(document.number and document.issuer for document in _papers(view, "vat_invoice")))


def _vat_at_15_percent(view: View) -> Standing:
    shown = [document.vat_percent for document in _papers(view, "vat_invoice") if document.vat_percent]
    if not shown:
        return MISSING
    other = [percent for percent in shown if Decimal(percent) != _SAUDI_VAT_PERCENT]
    return unclear(f"the invoice shows {other[0]} % VAT, not {_SAUDI_VAT_PERCENT}") if other else HELD


def _no_vat(view: View) -> Standing:
    papers = (*_papers(view, _INVOICE), *_papers(view, "vat_invoice"))
    if not papers:
        return MISSING
    charged = [document.vat_percent for document in papers if document.vat_percent.strip("0.")]
    return unclear(f"the invoice shows {charged[0]} % VAT") if charged else HELD


def _refund_within(view: View) -> Standing:
    original = view.facts.dossier.refund_of
    if original is None:
        return MISSING
    back = view.facts.equivalent(view.facts.amount, str(original.currency.code))
    if back is None:
        return MISSING
    return HELD if back <= original.amount else contrary(f"more than the {original.amount} of the original payment")


def _refund_currency(view: View) -> Standing:
    original = view.facts.dossier.refund_of
    if original is None:
        return MISSING
    paid = str(view.facts.amount.currency.code)
    return HELD if original.currency.code == paid else contrary(f"{paid}, the original was in {original.currency.code}")


def _form_or_position(view: View) -> Standing:
    """The filed form, or what an officer states of the bank's position."""
    filing, item = view.facts.dossier.tax_filing, "tax_filing_form_or_bank_position"
    return HELD if filing.form_number and filing.verification_code else told(view.facts.dossier.confirmed.get(item))


DOCUMENT_CHECKS: dict[str, Check] = {
    "contract_parties": _names_both("contract"),
    "contract_subject": _shows("contract", "subject"),
    "document_consistency": _consistent,
    "invoice_amount": _shows(_INVOICE, "amount"),
    "invoice_parties": _names_both(_INVOICE),
    "invoice_subject": _shows(_INVOICE, "subject"),
    "landlord_vat_number": _vat_number,
    "no_vat_on_invoice": _no_vat,
    "refund_in_same_currency": _refund_currency,
    "refund_within_original": _refund_within,
    "vat_at_15_percent": _vat_at_15_percent,
    "tax_filing_form_number": lambda view: held_if(view.facts.dossier.tax_filing.form_number),
    "tax_filing_form_or_bank_position": _form_or_position,
    "tax_filing_verification_code": lambda view: held_if(view.facts.dossier.tax_filing.verification_code),
    "earlier_tax_filing_form_number": lambda view: held_if(view.facts.dossier.tax_filing.earlier_form_number),
}
"""Checks by the item they are of."""
