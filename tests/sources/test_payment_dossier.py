"""The dossier of a payment file: everything is read, and whatever denies another part of it is refused in its place."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fxroute.compliance.dossier import (
    Address,
    Circumstance,
    Document,
    Dossier,
    GoodsClass,
    GoodsTrade,
    MessagePlan,
    PartyProfile,
    Premises,
    RunningTotal,
    TaxFiling,
    TotalWindow,
)
from fxroute.compliance.screening.listed import ListedKind
from fxroute.compliance.screening.screened import Owner
from fxroute.errors import DataFileErrors
from fxroute.model import Money
from fxroute.sources import load_payment_file, load_rules, schema_of
from tests.sources.documents import FULL_PAYMENT, RULES, Json, write

TOLD = Dossier(
    debtor=PartyProfile(
        name="Qingdao Substations",
        country="CN",
        region="Shandong",
        address=Address(
            street_name="Haier Road",
            building_number="1",
            post_code="266000",
            town_name="Qingdao",
            country="CN",
            lines=("Laoshan District",),
        ),
        identification="91370200000000000X",
        lei="5493001KJTIIGC8Y1R12",
        is_kyc_current=True,
        is_owner_known=True,
        is_data_verified=True,
        is_in_directory=True,
        goods_class=GoodsClass.A,
        looked_up_on=date(2026, 11, 24),
        is_pilot=False,
        is_key_supervised=False,
        owners=(
            Owner(
                name="青岛控股 Holding",
                share_percent="60",
                is_control=True,
                kind=ListedKind.ORGANISATION,
                countries=("CN",),
                owners=(Owner(name="Li Wei", share_percent="100", kind=ListedKind.PERSON),),
            ),
            Owner(name="Others", share_percent="40"),
        ),
    ),
    creditor=PartyProfile(name="Riyadh Offices", country="SA", bic="RIBLSARI"),
    debtor_account="0001-23",
    creditor_account="SA4420000001234567891234",
    documents=(
        Document(kind="overseas_remittance_application"),
        Document(
            kind="contract",
            number="C-1",
            issuer="Riyadh Offices",
            subject="lease of office 12",
            parties=("Qingdao Substations", "Riyadh Offices"),
            amount=Money("4000000.00", "SAR"),
            dated=date(2026, 1, 15),
        ),
        Document(kind="invoice_or_payment_notice", number="I-1", amount=Money("2000000.00", "CNY"), vat_percent="0"),
    ),
    confirmed={"genuine_and_lawful_basis": True, "advance_period_within_12_months": False},
    circumstances=frozenset({Circumstance.PREPAYMENT, Circumstance.TRADE_SERVICE_FEES}),
    codes={"CN_BOP": "228039", "CN_RMB": "OTHER", "SA": "RENT", "AE": "RNT", "ISO": "RENT"},
    declaration_remark="office rent Riyadh",
    counterparty_country="SA",
    relationship="lessor",
    is_related=False,
    tax_filing=TaxFiling(form_number="F-1", verification_code="123", earlier_form_number="F-0"),
    premises=Premises.COMMERCIAL,
    goods=GoodsTrade(days_deferred=30, advance_percent="12.5", customs_declarant="Qingdao Substations"),
    totals=(
        RunningTotal(TotalWindow.DAY, "payments", Money("1000.00", "USD")),
        RunningTotal(TotalWindow.YEAR, "goods", Money("210000.00", "USD")),
    ),
    refund_of=Money("10.00", "SAR"),
    message=MessagePlan(kind="pacs.008", uetr="4b5f3c5e-9c1d-4b9a-8f0e-1c2d3e4f5a6b", agents_by="bic"),
    vessels=("Ever Example",),
    remittance_information="Rent Q4 2026\nOffice 12",
)


def changed(*changes: tuple[tuple[str | int, ...], object]) -> Json:
    """The full payment with values put in, each at its path."""
    content = deepcopy(FULL_PAYMENT)
    for path, value in changes:
        holder: Any = content
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value
    return content


def faults(folder: Path, content: Json) -> dict[str, str]:
    """What is wrong with a file, by the place inside it."""
    with pytest.raises(DataFileErrors) as caught:
        load_payment_file(write(folder, "payment.yaml", content))
    return {fault.where.split(": ", 1)[1]: fault.what for fault in caught.value.faults}


def test_a_dossier_is_read_whole(tmp_path: Path) -> None:
    read = load_payment_file(write(tmp_path, "payment.yaml", FULL_PAYMENT))

    assert read.dossier == TOLD


def test_every_field_of_the_dossier_is_in_the_full_payment() -> None:
    properties = schema_of("payment")["properties"]
    assert isinstance(properties, dict)

    assert set(properties) - set(FULL_PAYMENT) == {"debtor_currency", "arrive_by"}


CONTRADICTIONS: dict[str, tuple[tuple[tuple[str | int, ...], object], str, str]] = {
    "confirmed and denied": (
        (("denied",), ["genuine_and_lawful_basis"]),
        "denied[0]",
        "genuine_and_lawful_basis is confirmed and denied at once",
    ),
    "one paper, two amounts": (
        (
            ("documents",),
            [
                {"kind": "contract", "number": "1", "amount": {"amount": "1.00", "currency": "SAR"}},
                {"kind": "contract", "number": "1", "amount": {"amount": "1.00", "currency": "CNY"}},
            ],
        ),
        "documents[1].amount",
        "contract '1' is over CNY 1.00 here and over SAR 1.00 above",
    ),
    "a company is born": (
        (("debtor", "birth_date"), "1980-01-01"),
        "debtor.birth_date",
        "a company has no birth date, and the debtor has a LEI, a BIC or owners",
    ),
    "a bank is born": (
        (("creditor", "birth_date"), "1980-01-01"),
        "creditor.birth_date",
        "a company has no birth date, and the creditor has a LEI, a BIC or owners",
    ),
    "a corporate customer is born": (
        (("debtor",), {"name": "Qingdao Substations", "birth_date": "1980-01-01"}),
        "debtor.birth_date",
        "a company has no birth date, and the debtor is a corporate customer",
    ),
    "a class outside the directory": (
        (("debtor", "known", "in_directory"), False),
        "debtor.known.goods_class",
        "class A is given, and in_directory is false: classes are of the directory",
    ),
    "more owners than the whole": (
        (("debtor", "owners", 1, "share_percent"), "40.1"),
        "debtor.owners",
        "the owners have 100.1 per cent together",
    ),
    "a total twice": (
        (("totals", 1), {"window": "day", "amount": {"amount": "2.00", "currency": "USD"}}),
        "totals[1]",
        "the total of day payments USD is told twice",
    ),
    "looked up tomorrow": (
        (("debtor", "known", "looked_up_on"), "2026-11-25"),
        "debtor.known.looked_up_on",
        "2026-11-25 lies in the future: the payment is of 2026-11-24 at the latest",
    ),
    "a paper of the future": (
        (("documents", 1, "dated"), "2027-01-01"),
        "documents[1].dated",
        "2027-01-01 lies in the future: the payment is of 2026-11-24 at the latest",
    ),
    "a paper of old": ((("documents", 1, "dated"), "1899-12-31"), "documents[1].dated", "1899-12-31 lies before 1900"),
    "an unknown paper": ((("documents", 0), "contrat"), "documents[0].kind", "there is no document 'contrat'"),
    "a computed item as a paper": (
        (("documents", 0), "debtor_name"),
        "documents[0].kind",
        "debtor_name is no document",
    ),
    "an unknown statement": (
        (("confirmed", 0), "genuin"),
        "confirmed[0]",
        "there is no confirmation 'genuin'",
    ),
    "an unknown purpose": ((("purpose",), "office rent"), "purpose", "'office rent' is no purpose of the rule base"),
    "a code of five digits": (
        (("codes", "CN_BOP"), "22803"),
        "codes.CN_BOP",
        "'22803' is no code of CN_BOP: those are six digits",
    ),
    "a UETR in capitals": (
        (("message", "uetr"), "4B5F3C5E-9C1D-4B9A-8F0E-1C2D3E4F5A6B"),
        "message.uetr",
        "'4B5F3C5E-9C1D-4B9A-8F0E-1C2D3E4F5A6B' is no UETR: a UUID of version 4 in lower case",
    ),
    "a flag in words": ((("related",), "yes"), "related", "'yes' is neither true nor false"),
    "a flag of a party in words": (
        (("debtor", "known", "pilot"), 1),
        "debtor.known.pilot",
        "1 is neither true nor false",
    ),
    "days below zero": (
        (("goods", "days_deferred"), -1),
        "goods.days_deferred",
        "-1 is no whole number from 0 to 1000000000",
    ),
    "more than the whole in advance": (
        (("goods", "advance_percent"), "100.5"),
        "goods.advance_percent",
        "'100.5' is no per cent from 0 to 100",
    ),
    "a long name": (
        (("creditor", "name"), "x" * 501),
        "creditor.name",
        f"the name '{'x' * 56}... has 501 characters",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_denies_another_part_is_refused_in_its_place(name: str, tmp_path: Path) -> None:
    change, where, what = CONTRADICTIONS[name]

    assert faults(tmp_path, changed(change)) == {where: what}


def test_all_contradictions_are_told_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        changed(
            (("denied",), ["genuine_and_lawful_basis", "nobody"]),
            (("debtor", "known", "in_directory"), False),
            (("debtor", "name"), ""),
            (("documents", 1, "dated"), "2027-01-01"),
            (("charge_bearer",), "OUR"),
        ),
    )

    assert set(told) == {
        "charge_bearer",
        "debtor.known.goods_class",
        "debtor.name",
        "denied[0]",
        "denied[1]",
        "documents[1].dated",
    }


def test_what_is_merely_missing_is_no_fault(tmp_path: Path) -> None:
    content = changed((("tax_filing",), {"form_number": "F-1"}), (("documents",), ["contract", "contract"]))

    read = load_payment_file(write(tmp_path, "payment.yaml", content))

    assert read.dossier.tax_filing == TaxFiling(form_number="F-1")
    assert len(read.dossier.documents) == 2


@pytest.mark.parametrize(
    "dated",
    ["2026-11-25", "1900-01-01"],
    ids=["the day begins first at UTC+14", "the first day that is believed"],
)
def test_a_date_at_its_bound_is_taken(dated: str, tmp_path: Path) -> None:
    content = changed((("documents", 1, "dated"), dated), (("requested_execution",), "2026-11-24T10:00Z"))

    assert load_payment_file(write(tmp_path, "payment.yaml", content)).dossier.documents[1].dated == date.fromisoformat(
        dated
    )


def test_an_individual_may_be_born(tmp_path: Path) -> None:
    content = changed((("customer",), "individual"), (("debtor",), {"name": "Li Wei", "birth_date": "1980-05-01"}))

    assert load_payment_file(write(tmp_path, "payment.yaml", content)).dossier.debtor.birth_date == date(1980, 5, 1)


@pytest.mark.parametrize(
    "name",
    [
        "青岛变电站 Substations Ltd",
        "海信Hisense",
        "Газпром-Invest",
        "Ελλάς Bank",
        "شركة نجد",
        "O'Brien & Söhne",
        "x" * 500,
    ],
)
def test_names_of_any_one_script_are_taken(name: str, tmp_path: Path) -> None:
    content = changed((("creditor", "name"), name))

    assert load_payment_file(write(tmp_path, "payment.yaml", content)).dossier.creditor.name == name


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("R\u0456yadh Offices", "the word 'R\u0456yadh' mixes Latin R (U+0052) and Cyrillic \u0456 (U+0456)"),
        ("\u0391lpha", "the word '\u0391lpha' mixes Greek \u0391 (U+0391) and Latin l (U+006C)"),
        (
            "O\u2019\u0412rien",
            "the word 'O\u2019\u0412rien' mixes Latin O (U+004F) and Cyrillic \u0412 (U+0412)",
        ),
        ("\uff32\u0456", "the word '\uff32\u0456' mixes Latin R (U+0052) and Cyrillic \u0456 (U+0456)"),
        ("Riyadh \u202eseciffO", "the character U+202E in 'Riyadh \\u202eseciffO' is not printed"),
        ("Riyadh\u200f", "the character U+200F in 'Riyadh\\u200f' is not printed"),
        ("Riyadh\u200bOffices", "the character U+200B in 'Riyadh\\u200bOffices' is not printed"),
    ],
)
def test_a_name_in_disguise_is_refused(name: str, what: str, tmp_path: Path) -> None:
    assert faults(tmp_path, changed((("creditor", "name"), name))) == {"creditor.name": what}
    assert faults(tmp_path, changed((("vessels", 0), name))) == {"vessels[0]": what}


def test_a_name_of_ten_megabytes_is_told_in_a_line(tmp_path: Path) -> None:
    told = faults(tmp_path, changed((("creditor", "name"), "x" * 10**7)))

    assert len(told["creditor.name"]) < 200


def test_codes_that_no_rule_names_are_taken(tmp_path: Path) -> None:
    content = changed((("codes",), {"CN_BOP": "999999", "SA": "ZZZ9"}))

    assert dict(load_payment_file(write(tmp_path, "payment.yaml", content)).dossier.codes) == {
        "CN_BOP": "999999",
        "SA": "ZZZ9",
    }


def test_own_rules_bring_their_own_words(tmp_path: Path) -> None:
    own = {kind: RULES[kind] for kind in ("items", "purposes")}
    rules = load_rules(write(tmp_path, "own.yaml", own))
    path = write(
        tmp_path, "payment.yaml", changed((("purpose",), "sponsoring"), (("documents", 0), "board_resolution"))
    )

    assert load_payment_file(path, rules).payment.purpose == "sponsoring"
    with pytest.raises(DataFileErrors) as caught:
        load_payment_file(path)
    assert len(caught.value.faults) == 2
