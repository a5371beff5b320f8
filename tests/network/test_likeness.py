"""Which records somebody may have meant."""

from datetime import date

import pytest

from fxroute.errors import UnknownInstitution
from fxroute.model import Confidence, Institution, InstitutionKind, Provenance
from fxroute.network import Network
from fxroute.network.likeness import NameIndex

NAMES = {
    "RIBLSARI": "Riyad Bank",
    "UCBAINBB": "UCO Bank",
    "CHASUS33": "JPMorgan Chase Bank, N.A.",
    "CHASSGSG": "JPMorgan Chase Bank, N.A., Singapore Branch",
    "BOC-RIYADH": "Bank of China, Riyadh Branch",
    "BARE": "",
}


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("RIBLSARX", "RIBLSARI"),
        ("riblsari", "RIBLSARI"),
        ("Riyad Bank", "RIBLSARI"),
        ("Riyad", "RIBLSARI"),
        ("Riyadh", "BOC-RIYADH"),
        ("UCO Bank", "UCBAINBB"),
        ("JPMorgan", "CHASUS33"),
        ("Singapore", "CHASSGSG"),
        ("BAR", "BARE"),
    ],
)
def test_the_likeliest_comes_first_by_id_or_by_name(wanted: str, first: str) -> None:
    assert NameIndex(NAMES).closest(wanted)[0] == first


@pytest.mark.parametrize("wanted", ["NOBODY", "", "中国银行", "X" * 1_000_000])
def test_three_are_named_whatever_was_written_and_each_once(wanted: str) -> None:
    assert len(set(NameIndex(NAMES).closest(wanted))) == 3


def test_fewer_are_named_where_there_are_no_more() -> None:
    assert NameIndex.of({"A": "Alpha", "B": None}).question("a") == "did you mean A (Alpha) or B?"
    assert NameIndex({"A": "Alpha"}).question("b") == "did you mean A (Alpha)?"
    assert NameIndex({}).question("a") == ""


def unit(key: str, bic: str) -> Institution:
    provenance = Provenance(source="made up", as_of=date(2026, 11, 24), confidence=Confidence.EXAMPLE)
    return Institution(
        id=key,
        name=f"Bank {key}",
        country="SA",
        legal_entity=key,
        group=key,
        kind=InstitutionKind.COMMERCIAL_BANK,
        provenance=provenance,
        bic=bic,
    )


def test_a_bic_of_several_institutions_is_told_as_such() -> None:
    network = Network.of(institutions=(unit("ONE", "RIBLSARI"), unit("TWO", "RIBLSARIXXX"), unit("SIX", "UCBAINBB")))

    assert network.get_institution("ucbainbbxxx").id == "SIX"
    with pytest.raises(UnknownInstitution) as caught:
        network.get_institution("RIBLSARI", where="creditor_agent")

    assert caught.value.what == "'RIBLSARI' is the BIC of 2 institutions of this network"
    assert caught.value.mend == "give the id of one: ONE (Bank ONE), TWO (Bank TWO)"


def test_an_empty_network_says_how_to_add_an_institution() -> None:
    with pytest.raises(UnknownInstitution) as caught:
        Network.of().get_institution("RIBLSARI")

    assert caught.value.mend == "add it in a file of your own, key institutions"


def test_a_name_that_holds_the_words_comes_before_one_that_is_merely_like_them() -> None:
    names = {
        "BCEY": "Bank of Ceylon",
        "BKCH": "Bank of China Limited",
        "BARB": "Bank of Baroda",
        "X": "The Bank of China",
    }

    assert NameIndex(names).closest("Bank of China")[:2] == ("BKCH", "X")


def test_parts_of_an_id_come_before_names() -> None:
    names = {"DESK-A-CNY-SAR": "", "SARC": "Sar Bank", "ACC-A-SAR": ""}

    assert NameIndex(names).closest("CNY/SAR")[0] == "DESK-A-CNY-SAR"
