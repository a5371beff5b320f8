"""Payment files, read whole."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fxroute.compliance.dossier import Address, Document, Dossier, PartyProfile
from fxroute.model import ChargeBearer, Confidence, CustomerType, Money, Side
from fxroute.sources import load_payment, load_payment_file
from tests.sources.documents import PAYMENT, Json, write


def test_a_payment_file_is_read_whole(tmp_path: Path) -> None:
    read = load_payment_file(write(tmp_path, "payment.yaml", PAYMENT))

    payment = read.payment
    assert payment.instructed_amount == Money("2000000.00", "CNY")
    assert (payment.side, payment.charge_bearer) == (Side.SEND, ChargeBearer.DEBT)
    assert (payment.debtor_agent, payment.creditor_agent) == ("HEADCNBJ500", "RIYASARI")
    assert (payment.debtor_currency, payment.creditor_currency) == ("CNY", "SAR")
    assert payment.at == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    assert payment.arrive_by is None
    assert payment.charges_from_amount
    assert (payment.debtor, payment.creditor, payment.purpose) == (
        "Qingdao Substations",
        "Riyadh Offices",
        "office_rent",
    )
    told = read.dossier
    assert told.debtor == PartyProfile(name="Qingdao Substations", country="CN", address=Address(town_name="Qingdao"))
    assert told.creditor == PartyProfile(name="Riyadh Offices")
    assert (told.debtor_account, told.creditor_account) == ("0001-23", "SA4420000001234567891234")
    assert told.documents == (Document(kind="contract"), Document(kind="invoice_or_payment_notice", number="7"))
    assert read.bounds.avoid == {"JEDDSAJE"}
    assert (read.bounds.intermediaries_max, read.bounds.vehicles) == (2, frozenset({"USD"}))
    assert read.bounds.evidence_floor is Confidence.PRIOR


def test_what_may_be_left_out_has_a_plain_meaning(tmp_path: Path) -> None:
    names = ("debtor", "debtor_agent", "creditor", "creditor_agent", "creditor_currency", "instructed_amount")
    short = {name: PAYMENT[name] for name in names} | {"arrive_by": "2026-11-25T12:00:30Z"}

    read = load_payment_file(write(tmp_path, "payment.yaml", short))

    assert read.payment.charge_bearer is ChargeBearer.SHAR
    assert read.payment.customer is CustomerType.CORPORATE
    assert read.payment.arrive_by == datetime(2026, 11, 25, 12, 1, tzinfo=UTC)
    assert read.dossier == Dossier(
        debtor=PartyProfile(name="Qingdao Substations", country="CN", address=Address(town_name="Qingdao")),
        creditor=PartyProfile(name="Riyadh Offices"),
    )
    assert read.bounds.labels_max == 200_000


@pytest.mark.parametrize(
    "change",
    [
        {"debtor_currency": "CNY"},
        {"side": "receive", "creditor_currency": "CNY", "debtor_currency": "SAR"},
    ],
)
def test_the_currency_of_the_fixed_side_may_be_repeated(tmp_path: Path, change: Json) -> None:
    payment = load_payment(write(tmp_path, "payment.yaml", {**PAYMENT, **change}))

    fixed = payment.debtor_currency if payment.side is Side.SEND else payment.creditor_currency
    assert fixed == payment.instructed_amount.currency.code
