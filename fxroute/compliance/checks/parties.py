"""Checks of what is known of debtor and creditor, and of their accounts."""

from fxroute.compliance.checks.standing import HELD, MISSING, Check, contrary, held_if, told, unclear
from fxroute.compliance.dossier import AddressForm, Dossier, PartyProfile
from fxroute.compliance.item import Standing
from fxroute.compliance.predicate import View
from fxroute.errors import InvalidValue
from fxroute.model import check_iban

__all__ = ["PARTY_CHECKS"]

_SAUDI_IBAN_LENGTH = 24


def _dossier(view: View) -> Dossier:
    return view.facts.dossier


def _debtor(view: View) -> PartyProfile:
    return view.facts.dossier.debtor


def _creditor(view: View) -> PartyProfile:
    return view.facts.dossier.creditor


def _has_address(party: PartyProfile) -> bool:
    return party.address.form is not AddressForm.ABSENT


def _has_number_or_birth(party: PartyProfile) -> bool:
    return bool(party.identification or party.birth_date)


def _creditor_iban(view: View) -> Standing:
    """An IBAN of the country of the creditor's agent, mod 97 (ISO 13616).

    A Saudi one is SA, two check digits, two digits of the bank, eighteen characters (SAMA).
    """
    account = _dossier(view).creditor_account
    if not account:
        return MISSING
    try:
        text = check_iban(account, where="creditor_account")
    except InvalidValue as error:
        return contrary(error.what)
    country = view.facts.creditor_agent_country
    if not text.startswith(country):
        return contrary(f"{text} is an IBAN of {text[:2]}, not of {country}")
    if country == "SA" and (not text[4:6].isdigit() or len(text) != _SAUDI_IBAN_LENGTH):
        return contrary(f"{text} has not the Saudi form SA + 2 check digits + 2 digits of the bank + 18 characters")
    return HELD


def _looked_up_today(view: View) -> Standing:
    day = view.facts.resident(view.countries).looked_up_on
    if day is None:
        return MISSING
    return HELD if day == view.facts.day else contrary(f"looked up on {day}, the payment is of {view.facts.day}")


def _directory(view: View) -> Standing:
    return told(view.facts.resident(view.countries).is_in_directory)


def _declares_itself(view: View) -> Standing:
    """The party at home here exports or imports in its own name."""
    declarant = _dossier(view).goods.customs_declarant
    name = view.facts.resident(view.countries).name
    if not declarant:
        return MISSING
    return HELD if declarant.casefold() == name.casefold() else unclear(f"{declarant} declared, {name} is the party")


PARTY_CHECKS: dict[str, Check] = {
    "debtor_name": lambda view: held_if(_debtor(view).name),
    "debtor_account": lambda view: held_if(_dossier(view).debtor_account),
    "debtor_address": lambda view: held_if(_has_address(_debtor(view))),
    "debtor_address_or_identification_or_birth": lambda view: held_if(
        _has_address(_debtor(view)) or _has_number_or_birth(_debtor(view))
    ),
    "debtor_address_and_identification_or_birth": lambda view: held_if(
        _has_address(_debtor(view)) and _has_number_or_birth(_debtor(view))
    ),
    "debtor_identification_or_birth": lambda view: held_if(_has_number_or_birth(_debtor(view))),
    "debtor_identification_and_birth": lambda view: held_if(
        _debtor(view).identification and (_debtor(view).birth_date or view.facts.customer.value != "individual")
    ),
    "debtor_birth_or_entity_identification": lambda view: held_if(
        _debtor(view).birth_date
        if view.facts.customer.value == "individual"
        else _debtor(view).lei or _debtor(view).bic or _debtor(view).identification
    ),
    "debtor_data_verified": lambda view: told(_debtor(view).is_data_verified),
    "debtor_lei": lambda view: held_if(_debtor(view).lei),
    "creditor_name": lambda view: held_if(_creditor(view).name),
    "creditor_account": lambda view: held_if(_dossier(view).creditor_account),
    "creditor_iban": _creditor_iban,
    "creditor_country_and_town": lambda view: held_if(
        _creditor(view).address.country and _creditor(view).address.town_name
    ),
    "creditor_lei": lambda view: held_if(_creditor(view).lei),
    "class_looked_up_on": _looked_up_today,
    "directory_registration": _directory,
    "goods_class": lambda view: held_if(view.facts.resident(view.countries).goods_class),
    "kyc_current": lambda view: told(view.facts.resident(view.countries).is_kyc_current),
    "owner_known": lambda view: (
        HELD if view.facts.customer.value == "individual" else told(view.facts.resident(view.countries).is_owner_known)
    ),
    "party_is_customs_declarant": _declares_itself,
    "relationship": lambda view: held_if(_dossier(view).relationship),
}
"""Checks by the item they are of."""
