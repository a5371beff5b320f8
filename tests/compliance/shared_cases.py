"""From the payments of the shared compliance cases to the notation of `case_facts`, and from their old keys to ours.

The cases came with the rule table (`tests/answers/compliance/shared_cases.csv`). They tell some facts and are silent on
others; what a payment tells as absent stays absent, and what its notation has no word for is taken as in order, since
a case lists only what is under test.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.compliance.case_facts import Told
from tests.tree import ROOT

PATH = ROOT / "tests" / "answers" / "compliance" / "shared_cases.csv"

ITEMS = {
    "Ctry": "address_country",
    "TwnNm": "address_town_name",
    "originator_address": "debtor_address",
    "tax_filing_form_no": "tax_filing_form_number",
    "transmittor_address": "debtor_address",
}
"""Item keys of the table that have another name here."""

DOCUMENTS: dict[str, Any] = {
    "customs_declaration_no": "customs_declaration",
    "rmb_receipt_payment_instruction_or_business_voucher": "rmb_instruction_or_voucher",
    "vat_invoice_15": {"kind": "vat_invoice", "number": "1", "issuer": "landlord", "vat_percent": "15"},
}
"""Papers of the table that have another name here."""

CONFIRMED = ("genuine_and_lawful_basis",)
"""What the table's payments have no word for."""

SYSTEMS = {"AFAQ": "SA", "CHIPS": "US", "CIPS": "CN", "SARIE": "SA"}
LISTS = {"OFAC": "OFAC_SDN"}
PARTIES = ("debtor", "creditor")
ONE = Fraction(1)


@dataclass(frozen=True)
class Expected:
    """What one rule is to say; an empty scope is not looked at."""

    rule: str
    verdict: str
    missing: frozenset[str]
    scope: str


@dataclass(frozen=True)
class SharedCase:
    """A payment, the worst that all rules say of it, and what some of them say."""

    case_id: str
    told: Told
    overall: str
    expected: tuple[Expected, ...]

    def __str__(self) -> str:
        return self.case_id


def read_shared_cases() -> Iterator[SharedCase]:
    """Give the cases in the order of their file."""
    with PATH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield SharedCase(
                case_id=row["case_id"],
                told=told_of(json.loads(row["payment_json"])),
                overall=row["expected_overall"],
                expected=tuple(_expected(one) for one in json.loads(row["expected_items_json"])),
            )


def _expected(one: Told) -> Expected:
    missing = frozenset(ITEMS.get(key, key) for key in one.get("missing", ()))
    return Expected(one["rule"], one["verdict"], missing, one.get("scope", ""))


def told_of(payment: Told) -> Told:
    """Return a payment in the notation of the case files."""
    message, ends = payment["message"], [stop["country"] for stop in payment["route"]]
    received_in = payment["instructed_currency"]
    here = payment["debtor" if payment["direction"] == "out" else "creditor"]
    return {
        "day": payment["as_of"],
        "amount": f"{payment['instructed_amount']} {payment['instructed_currency']}",
        "paid_in": payment["debit_currency"],
        "received_in": received_in,
        "rates": _rates(payment),
        "purpose": payment["purpose"],
        "customer": "individual" if here["type"] == "individual" else "corporate",
        "charges": message["charge_bearer"],
        "prepaid_charges": message["charges_info_count"],
        "way": list(_way(payment, ends, received_in)),
        **{role: _party(payment, role) for role in PARTIES},
        "debtor_account": payment["debtor"]["account"] if message["originator_account"] else "",
        "creditor_account": _creditor_account(payment),
        "documents": [DOCUMENTS.get(kind, kind) for kind in payment["documents"]],
        "declarant": here["name"],
        "premises": payment["premises"],
        "related": payment.get("related_parties"),
        "relationship": "partners" if message["originator_beneficiary_relationship"] else "",
        "message": message["type"],
        "agents_by": "bic" if message["agents_identified_by"] == "BICFI" else "name",
        **_declared(payment),
        **_tax(payment),
        "totals": _totals(payment),
        "screened": _screening(payment["screening"]),
    }


def _party(payment: Told, role: str) -> Told:
    party, message = payment[role], payment["message"]
    is_named = message["originator_name" if role == "debtor" else "beneficiary_name"]
    return {
        "name": party["name"] if is_named else "",
        "country": party["country"],
        "region": party.get("region", ""),
        "address": _address(message[f"{role}_address"]),
        "identification": "1" if role == "creditor" or message["originator_id"] else "",
        "kyc_current": party.get("kyc_current", True),
        "owner_known": party.get("beneficial_owner_known", True),
        "data_verified": party.get("originator_data_verified", True),
        "in_directory": party.get("directory_registered"),
        "goods_class": party.get("goods_class"),
        "looked_up_on": party.get("class_lookup_date"),
        "pilot": bool(party.get("pilot_area") and party.get("pilot_high_quality")),
        "key_supervised": party.get("rmb_key_supervision", False),
    }


def _address(told: Told) -> Told | str:
    if told["format"] == "absent":
        return "absent"
    return {
        "street_name": "Street" if told["format"] == "structured" else "",
        "town_name": "Town" if told["TwnNm"] else "",
        "country": "CN" if told["Ctry"] else "",
        "lines": ["line"] * told["AdrLine"],
    }


def _creditor_account(payment: Told) -> str:
    """A creditor outside the places of IBANs has an account that the table does not show."""
    told = payment["creditor"]["account_iban"] or "CN-A-002"
    return told if payment["message"]["beneficiary_account"] else ""


def _rates(payment: Told) -> dict[str, str]:
    """Quotes against the dollar, each in the direction in which it has an end."""
    dollars = Fraction(payment["usd_equiv"])
    amounts = {
        "CNY": Fraction(payment["cny_equiv"]),
        payment["instructed_currency"]: Fraction(payment["instructed_amount"]),
    }
    return dict(_quote(currency, amount / dollars) for currency, amount in amounts.items())


def _quote(currency: str, per_dollar: Fraction) -> tuple[str, str]:
    pair, rate = (f"USD/{currency}", per_dollar) if _ends(per_dollar) else (f"{currency}/USD", ONE / per_dollar)
    digits = f"{float(rate):.10f}".rstrip("0")
    assert Fraction(digits) == rate, f"{pair} has no short quote"
    return pair, digits


def _ends(number: Fraction) -> bool:
    """Tell whether a number has an end as a decimal: nothing but 2 and 5 divides its denominator."""
    return 10**20 % number.denominator == 0


def _way(payment: Told, ends: list[str], received_in: str) -> Iterator[str]:
    """The agents in their order, with a conversion where the table says and one at the end where it is still due."""
    held, settled, place = payment["debit_currency"], payment["settlement_currency"], payment["conversion_country"]
    systems = [f" via {name}/{SYSTEMS[name]}" for name in payment["clearing"]]
    pairs = list(pairwise(ends))
    yield f"debit {ends[0]} {held}"
    if place == ends[0] and held != settled:
        yield f"convert {place} {held} {settled}"
        held = settled
    for at, (start, end) in enumerate(pairs):
        system = systems[at - len(pairs)] if len(pairs) - at <= len(systems) else ""
        is_deducted = payment["message"]["deducted_charges"] and end == ends[-1]
        yield f"clearing {start} {end} {held}{' deducted' if is_deducted else ''}{system}"
    if held != received_in:
        yield f"convert {ends[-1]} {held} {received_in}"
    yield f"credit {ends[-1]} {received_in}"


def _declared(payment: Told) -> Told:
    message = payment["message"]
    return {
        "codes": {
            "CN_BOP": payment["bop_code"],
            "CN_RMB": message.get("rmb_purpose_category"),
            "SA": "12" if message["sa_purpose_code"] else None,
            "AE": message["ae_purpose_code"],
        },
        "remark": payment["bop_remark"],
        "counterparty_country": payment["counterparty_country"],
    }


def _tax(payment: Told) -> Told:
    """What is told of the Chinese filing and of the Saudi withholding."""
    filing: Mapping[str, Any] = payment["tax_filing"] or {}
    withheld = payment.get("wht")
    return {
        "tax_form": filing.get("form_no") or "",
        "tax_code": filing.get("verification_code") or "",
        "earlier_tax_form": filing.get("earlier_filing_no") or "",
        "circumstances": ["withholding_made"] if withheld else [],
        "confirmed": [*CONFIRMED, *(["wht_category"] if withheld else [])],
    }


def _totals(payment: Told) -> Told:
    """The table adds the payment to what was paid on the day; here a total is of what was paid before."""
    before = Fraction(payment["same_day_cumulative_usd"]) - Fraction(payment["usd_equiv"])
    return {"year goods": f"{payment['ytd_goods_usd']} USD", "day payments": f"{float(before):.2f} USD"}


def _screening(told: Told) -> Told:
    """Hits as they are; of shares of listed owners, their sum."""
    hits = [{"party": hit["party"], "list": hit["list"], "score": hit["score"]} for hit in told["hits"]]
    shares: dict[str, int] = {}
    for owner in told.get("ownership", ()):
        name = LISTS.get(owner["list"], owner["list"])
        shares[name] = shares.get(name, 0) + owner["share"]
    owned = [{"party": "creditor", "list": name, "share": share} for name, share in shares.items()]
    return {"day": told["list_date"], "hits": [*hits, *owned]}
