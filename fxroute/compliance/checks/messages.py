"""Checks of the data that the messages of a payment carry: purpose, codes, addresses, references, charges."""

import re

from fxroute.compliance.checks.standing import HELD, MISSING, Check, contrary, held_if, unclear
from fxroute.compliance.dossier import AddressForm, PartyProfile
from fxroute.compliance.item import Standing
from fxroute.compliance.predicate import View

__all__ = ["MESSAGE_CHECKS"]

# RFC 4122, version 4, in lower case as ISO 20022 UUIDv4Identifier writes it.
_UUID4 = re.compile(r"[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}")
_BOP_CODE = re.compile(r"[0-9]{6}")
_AE_CODE = re.compile(r"[A-Z]{3}")
_ISO_CODE = re.compile(r"[A-Z0-9]{4}")
_RMB_CATEGORY = re.compile(r"goods|services|current_transfer|capital")
_MX = ("pacs.", "pain.", "camt.")
_LINES_MAX = 2
_LINE_LENGTH_MAX = 70


def _parties(view: View) -> tuple[tuple[str, PartyProfile], ...]:
    return ("debtor", view.facts.dossier.debtor), ("creditor", view.facts.dossier.creditor)


def _purpose(view: View) -> Standing:
    purpose = view.facts.purpose
    return held_if(purpose is not None and purpose.is_clear)


def _code(scheme: str, form: re.Pattern[str] | None = None) -> Check:
    def check(view: View) -> Standing:
        code = view.facts.dossier.codes.get(scheme, "")
        fitting = _fitting(view, scheme)
        if not code:
            return Standing(MISSING.state, "", fitting)
        if form is not None and not form.fullmatch(code):
            return contrary(f"{code} has not the form of a code of {scheme}", fitting)
        return HELD

    return check


def _fitting(view: View, scheme: str) -> tuple[str, ...]:
    facts = view.facts
    issuers = (facts.legs[0].from_id[:8], facts.legs[-1].to_id[:8]) if facts.legs else ()
    return () if facts.purpose is None else facts.purpose.fitting(scheme, facts.day, issuers)


def _fits(scheme: str, form: re.Pattern[str] | None = None) -> Check:
    def check(view: View) -> Standing:
        code, fitting = view.facts.dossier.codes.get(scheme, ""), _fitting(view, scheme)
        told = _code(scheme, form)(view)
        if told is not HELD:
            return told
        if fitting and code not in fitting:
            purpose = view.facts.purpose
            assert purpose is not None, "codes that fit come from a purpose"
            return unclear(f"{code} is not among the codes known for {purpose.id}", fitting)
        is_unknown = scheme == "SA" and not fitting
        return Standing(HELD.state, "no list of that bank is known") if is_unknown else HELD

    return check


def _carried(view: View, *forms: AddressForm) -> list[tuple[str, PartyProfile]]:
    """Return the parties whose address the message carries, in one of the forms; one named by its BIC has none."""
    asked = forms or (AddressForm.STRUCTURED, AddressForm.HYBRID, AddressForm.UNSTRUCTURED)
    return [(role, party) for role, party in _parties(view) if not party.bic and party.address.form in asked]


def _not_lines_only(view: View) -> Standing:
    wrong = [role for role, _ in _carried(view, AddressForm.UNSTRUCTURED)]
    return contrary(f"{' and '.join(wrong)}: free lines only") if wrong else HELD


def _town_and_country(form: AddressForm) -> Check:
    def check(view: View) -> Standing:
        told = _carried(view, form)
        lacking = [role for role, party in told if not (party.address.town_name and party.address.country)]
        return Standing(MISSING.state, " and ".join(lacking)) if lacking else HELD

    return check


def _rmb_category(view: View) -> Standing:
    standing = _code("CN_RMB", _RMB_CATEGORY)(view)
    return standing if standing is not HELD else _fits("CN_RMB")(view)


def _addresses(view: View) -> Standing:
    told = [(role, party) for role, party in _parties(view) if not party.bic]
    wrong = [role for role, party in told if party.address.form is AddressForm.UNSTRUCTURED]
    if wrong:
        return contrary(f"{' and '.join(wrong)}: free lines only")
    absent = [role for role, party in told if party.address.form is AddressForm.ABSENT]
    return Standing(MISSING.state, " and ".join(absent)) if absent else HELD


def _address_element(field: str) -> Check:
    def check(view: View) -> Standing:
        lacking = [role for role, party in _carried(view) if not getattr(party.address, field)]
        return Standing(MISSING.state, " and ".join(lacking)) if lacking else HELD

    return check


def _lines_fit(view: View) -> Standing:
    for role, party in _carried(view, AddressForm.HYBRID):
        lines = party.address.lines
        if len(lines) > _LINES_MAX or any(len(line) > _LINE_LENGTH_MAX for line in lines):
            return contrary(f"{role}: more than two lines, or one of more than 70 characters")
    return HELD


def _no_lines(view: View) -> Standing:
    return held_if(_carried(view, AddressForm.STRUCTURED))


def _bic_or_name(view: View) -> Standing:
    for role, party in _parties(view):
        has_address = party.address.form is not AddressForm.ABSENT
        if party.bic and has_address:
            return contrary(f"{role} has a BIC, and name and address beside it")
        if not party.bic and not party.name:
            return Standing(MISSING.state, role)
    return HELD


def _uetr(view: View) -> Standing:
    uetr = view.facts.dossier.message.uetr
    if not uetr:
        return MISSING
    return HELD if _UUID4.fullmatch(uetr) else contrary(f"{uetr} is no UUID of version 4 in lower case")


def _is_mx(view: View) -> Standing:
    kind = view.facts.dossier.message.kind
    return HELD if kind.startswith(_MX) else contrary(f"{kind} is an MT message")


def _one_prepaid(view: View) -> Standing:
    count = view.facts.prepaid_charges
    return HELD if count <= 1 else contrary(f"{count} prepaid charges")


def _none_deducted(view: View) -> Standing:
    legs = [str(leg.n) for leg in view.facts.legs if leg.has_deducted]
    return contrary(f"deducted on leg {', '.join(legs)}") if legs else HELD


MESSAGE_CHECKS: dict[str, Check] = {
    "address_country": _address_element("country"),
    "address_lines_fit": _lines_fit,
    "address_structured_or_hybrid": _not_lines_only,
    "address_town_name": _address_element("town_name"),
    "address_without_lines": _no_lines,
    "ae_purpose_code": _code("AE", _AE_CODE),
    "agents_by_bic": lambda view: (
        HELD if view.facts.dossier.message.agents_by == "bic" else contrary("an agent is named by something else")
    ),
    "bop_code": _code("CN_BOP", _BOP_CODE),
    "bop_code_fits": _fits("CN_BOP", _BOP_CODE),
    "charge_bearer": lambda view: held_if(view.facts.charge_bearer.value in ("DEBT", "SHAR", "CRED")),
    "counterparty_country": lambda view: held_if(view.facts.dossier.counterparty_country),
    "declaration_remark": lambda view: held_if(view.facts.dossier.declaration_remark),
    "hybrid_town_and_country": _town_and_country(AddressForm.HYBRID),
    "iso_purpose_code": _code("ISO", _ISO_CODE),
    "message_is_mx": _is_mx,
    "no_deducted_charges": _none_deducted,
    "party_bic_or_name_and_address": _bic_or_name,
    "prepaid_charge_at_most_one": _one_prepaid,
    "purpose_of_transfer": _purpose,
    "rmb_purpose_category": _rmb_category,
    "sa_purpose_code": _code("SA"),
    "sa_purpose_code_of_bank": _fits("SA"),
    "structured_parties": _addresses,
    "structured_town_and_country": _town_and_country(AddressForm.STRUCTURED),
    "uetr": _uetr,
    "underlying_creditor": lambda view: held_if(view.facts.dossier.creditor.name),
    "underlying_debtor": lambda view: held_if(view.facts.dossier.debtor.name),
}
"""Checks by the item they are of."""
