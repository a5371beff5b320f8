"""Identifiers: form and check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.errors import InvalidValue
from fxroute.model import bic8, bic11, check_bic, check_iban, check_lei, iban_of

SAUDI_IBAN = "SA0380000000608010167519"


@pytest.mark.parametrize("text", ["RIBLSARI", "riblsari", "RIBLSARIXXX", "BKCHCNBJ500"])
def test_a_bic_of_eight_or_eleven_is_kept_in_capitals(text: str) -> None:
    assert check_bic(text) == text.upper()


@pytest.mark.parametrize("text", ["", "RIBLSAR", "RIBLSARI5", "RIBLSARIX", "RIBLZZRI", "RIB-SARI", None, 7])
def test_what_is_no_bic_is_refused_with_its_place(text: object) -> None:
    with pytest.raises(InvalidValue, match="no BIC") as caught:
        check_bic(text, where="debtor_agent")  # type: ignore[arg-type]  # refused on purpose

    assert caught.value.where == "debtor_agent"


@pytest.mark.parametrize(
    ("text", "eight", "eleven"),
    [
        ("RIBLSARI", "RIBLSARI", "RIBLSARIXXX"),
        ("riblsari", "RIBLSARI", "RIBLSARIXXX"),
        ("BKCHCNBJ500", "BKCHCNBJ", "BKCHCNBJ500"),
        ("BKCHCNBJA500", "BKCHCNBJ", "BKCHCNBJ500"),
    ],
)
def test_a_bic_is_shortened_and_lengthened(text: str, eight: str, eleven: str) -> None:
    assert (bic8(text), bic11(text)) == (eight, eleven)


@pytest.mark.parametrize(
    "text", ["RIBLSAR", "RIBLSARIX", "RIBLSARI\n", "RIBLSARI5000X", "12345678", "\u017fIBLSARI", None]
)
def test_what_has_not_the_form_of_a_bic_is_not_shortened(text: object) -> None:
    for shorten in (bic8, bic11):
        with pytest.raises(InvalidValue, match="form of a BIC"):
            shorten(text)  # type: ignore[arg-type]  # refused on purpose


def test_an_iban_is_kept_without_its_blanks() -> None:
    assert check_iban("SA03 8000 0000 6080 1016 7519") == SAUDI_IBAN


@pytest.mark.parametrize("text", ["", "SA", "SA0480000000608010167519", SAUDI_IBAN[:-1], "XX03" + SAUDI_IBAN[4:], None])
def test_what_is_no_iban_is_refused(text: object) -> None:
    with pytest.raises(InvalidValue, match="no IBAN"):
        check_iban(text)  # type: ignore[arg-type]  # refused on purpose


@given(st.from_regex(r"[0-9]{20}", fullmatch=True))
def test_a_made_iban_is_valid_and_no_other_check_digits_are(account: str) -> None:
    made = iban_of("SA", account)

    assert check_iban(made) == made
    assert made[:2] + made[4:] == "SA" + account
    with pytest.raises(InvalidValue):
        check_iban(f"SA{(int(made[2:4]) + 1) % 100:02d}{account}")


@pytest.mark.parametrize(
    ("country", "account"), [("sa", "1"), ("SA", ""), ("SA", "é"), ("SA", "1-2"), ("SA", "0" * 9999)]
)
def test_no_iban_is_made_of_what_is_no_account_number(country: str, account: str) -> None:
    with pytest.raises(InvalidValue, match="no account number"):
        iban_of(country, account)


def test_an_iban_of_the_wrong_length_is_not_made() -> None:
    with pytest.raises(InvalidValue, match="no IBAN"):
        iban_of("SA", "123")


def test_a_lei_is_kept_in_capitals() -> None:
    assert check_lei("529900k9b0n5bt694847") == "529900K9B0N5BT694847"


# the shorter ones have a right check sum
@pytest.mark.parametrize("text", ["", "01", "AGRIFRPP8", "529900K9B0N5BT694848", "529900K9B0N5BT69484é", None, 7])
def test_what_is_no_lei_is_refused(text: object) -> None:
    with pytest.raises(InvalidValue, match="no LEI"):
        check_lei(text)  # type: ignore[arg-type]  # refused on purpose
