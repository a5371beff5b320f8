"""Slots of a payment file: which field answers which item, and which fact that decides whether a rule applies.

Every item that the library computes is either answered by a field here, by a paper, or found out without the file
(`FOUND_OUT`); a test holds that none is forgotten.
"""

from dataclasses import dataclass

__all__ = ["FOUND_OUT", "PAPER_FIELDS", "RESIDENT_SLOTS", "SLOTS", "Slot", "TOTALS"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A field of a payment file, its path with dots; `{resident}` stands for the party in the country of the rule.

    It is written where one of `items` is asked for, or one of `facts` decides; always where `is_needed`. What a file
    may leave out without leaving a rule open is `is_optional`: it is written as a comment. `choices` are the words
    that the field takes.
    """

    path: str
    items: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    is_needed: bool = False
    is_optional: bool = False
    choices: tuple[str, ...] = ()


_YES_NO = ("true", "false")
_ADDRESS = (
    "address_lines_fit",
    "address_structured_or_hybrid",
    "address_without_lines",
    "hybrid_town_and_country",
    "structured_parties",
    "structured_town_and_country",
)
_DEBTOR_ADDRESS = (
    "debtor_address",
    "debtor_address_and_identification_or_birth",
    "debtor_address_or_identification_or_birth",
)
_DEBTOR_NUMBER = (
    "debtor_address_and_identification_or_birth",
    "debtor_birth_or_entity_identification",
    "debtor_identification_and_birth",
    "debtor_identification_or_birth",
)
_FORM_OR_POSITION = "tax_filing_form_or_bank_position"
_BOTH_NAMES = "party_bic_or_name_and_address"

SLOTS: tuple[Slot, ...] = (
    Slot(path="debtor.name", items=("debtor_name", "underlying_debtor", _BOTH_NAMES), is_needed=True),
    Slot(path="debtor.country", is_needed=True),
    Slot(path="debtor.address.street_name", items=_DEBTOR_ADDRESS),
    Slot(path="debtor.address.town_name", items=("address_town_name", *_DEBTOR_ADDRESS, *_ADDRESS)),
    Slot(path="debtor.address.country", items=("address_country", *_DEBTOR_ADDRESS, *_ADDRESS), facts=("address",)),
    Slot(path="debtor.identification", items=_DEBTOR_NUMBER),
    Slot(path="debtor.lei", items=("debtor_lei",)),
    Slot(path="debtor.known.data_verified", items=("debtor_data_verified",), choices=_YES_NO),
    Slot(path="debtor.known.{resident}"),
    Slot(path="debtor_account", items=("debtor_account",)),
    Slot(path="debtor_agent", is_needed=True),
    Slot(path="creditor.name", items=("creditor_name", "underlying_creditor", _BOTH_NAMES), is_needed=True),
    Slot(path="creditor.country", is_needed=True),
    Slot(path="creditor.address.town_name", items=("address_town_name", "creditor_country_and_town", *_ADDRESS)),
    Slot(
        path="creditor.address.country",
        items=("address_country", "creditor_country_and_town", *_ADDRESS),
        facts=("address",),
    ),
    Slot(path="creditor.lei", items=("creditor_lei",)),
    Slot(path="creditor.known.{resident}"),
    Slot(path="creditor_account", items=("creditor_account", "creditor_iban")),
    Slot(path="creditor_agent", is_needed=True),
    Slot(path="creditor_currency", is_needed=True),
    Slot(path="instructed_amount.amount", items=("amount_of_transfer",), is_needed=True),
    Slot(path="instructed_amount.currency", is_needed=True),
    Slot(path="requested_execution", items=("execution_date",), is_needed=True),
    Slot(
        path="charge_bearer",
        items=("charge_bearer", "charges_transparency"),
        facts=("charge_bearer",),
        choices=("DEBT", "SHAR", "CRED"),
    ),
    Slot(path="purpose", items=("purpose_of_transfer",), facts=("purpose",), is_needed=True),
    Slot(path="codes.CN_BOP", items=("bop_code", "bop_code_fits"), facts=("cn_bop_purpose_code",)),
    Slot(path="codes.CN_RMB", items=("rmb_purpose_category",), facts=("cn_rmb_purpose_code",)),
    Slot(path="codes.SA", items=("sa_purpose_code", "sa_purpose_code_of_bank"), facts=("sa_purpose_code",)),
    Slot(path="codes.AE", items=("ae_purpose_code",), facts=("ae_purpose_code",)),
    Slot(path="codes.ISO", items=("iso_purpose_code",), facts=("iso_purpose_code",)),
    Slot(path="declaration_remark", items=("declaration_remark",)),
    Slot(path="counterparty_country", items=("counterparty_country",)),
    Slot(path="relationship", items=("relationship",)),
    Slot(path="related", facts=("related_parties",), choices=_YES_NO),
    Slot(path="premises", facts=("premises",), choices=("commercial", "residential")),
    Slot(path="tax_filing.form_number", items=("tax_filing_form_number", _FORM_OR_POSITION)),
    Slot(path="tax_filing.verification_code", items=("tax_filing_verification_code", _FORM_OR_POSITION)),
    Slot(
        path="tax_filing.earlier_form_number",
        items=("earlier_tax_filing_form_number",),
        facts=("tax_filing",),
        is_optional=True,
    ),
    Slot(path="goods.days_deferred", facts=("days_deferred",)),
    Slot(path="goods.advance_percent", facts=("advance_percent",)),
    Slot(path="goods.customs_declarant", items=("party_is_customs_declarant",)),
    Slot(path="refund_of.amount", items=("refund_in_same_currency", "refund_within_original")),
    Slot(path="refund_of.currency", items=("refund_in_same_currency", "refund_within_original")),
    Slot(path="message.uetr", items=("uetr",)),
)
"""Fields in the order of the file. What a resident is known by stands once, in `RESIDENT_SLOTS`."""

RESIDENT_SLOTS: tuple[Slot, ...] = (
    Slot(path="kyc_current", items=("kyc_current",), choices=_YES_NO),
    Slot(path="owner_known", items=("owner_known",), choices=_YES_NO),
    Slot(path="in_directory", items=("directory_registration",), facts=("directory_registration",), choices=_YES_NO),
    Slot(path="goods_class", items=("goods_class",), facts=("goods_class",), choices=("A", "B", "C")),
    Slot(path="looked_up_on", items=("class_looked_up_on",)),
    Slot(path="pilot", facts=("pilot",), is_optional=True, choices=_YES_NO),
    Slot(path="key_supervised", facts=("key_supervision",), choices=_YES_NO),
)
"""Fields below `known` of the party in the country of the rule."""

PAPER_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "contract_parties": (("contract", "parties"),),
    "contract_subject": (("contract", "subject"),),
    "invoice_amount": (("invoice_or_payment_notice", "amount"),),
    "invoice_parties": (("invoice_or_payment_notice", "parties"),),
    "invoice_subject": (("invoice_or_payment_notice", "subject"),),
    "landlord_vat_number": (("vat_invoice", "issuer"),),
    "no_vat_on_invoice": (("invoice_or_payment_notice", "vat_percent"),),
    "vat_at_15_percent": (("vat_invoice", "vat_percent"),),
}
"""Items that a paper answers: its kind and the field of it."""

TOTALS: dict[str, tuple[str, str]] = {
    "total_of_year_goods": ("year", "goods"),
    "total_of_year_individual": ("year", "individual"),
}
"""Items that a running total answers: its window and kind."""

FOUND_OUT = frozenset(
    {
        "agents_by_bic",
        "clearing_access",
        "control_by_listed",
        "conversion_country",
        "decision_reason",
        "document_consistency",
        "fx_transparency",
        "list_edition",
        "match_policy",
        "match_score",
        "message_is_mx",
        "no_deducted_charges",
        "owned_by_listed",
        "prepaid_charge_at_most_one",
        "receiving_country_in_gcc",
        "screened_on_day",
        "screening_cn",
        "screening_ofac",
        "screening_uk",
        "screening_un",
        "sending_country_in_gcc",
    }
)
"""Items that the way, the screening or the file as a whole answers."""
