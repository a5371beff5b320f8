"""Identifiers: BIC, IBAN and LEI, checked for form and check digits, never for existence.

A BIC follows ISO 9362 (package schwifty), an IBAN ISO 13616 with mod 97-10 (package schwifty), a LEI ISO 17442 with
ISO 7064 mod 97-10 (package python-stdnum). All three are imported late, since only loading and checking need them.
"""

import re

from fxroute.errors import InvalidValue

__all__ = ["bic11", "bic8", "check_bic", "check_iban", "check_lei", "has_iban", "iban_of"]

# ISO 9362: party, country, suffix, branch. An address has one character for the terminal before the branch.
_BIC_OR_TERMINAL = re.compile("([A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2})(?:[A-Z0-9]?([A-Z0-9]{3}))?")
_ACCOUNT = re.compile("[A-Z]{2}[A-Za-z0-9]{1,30}")
_LEI = re.compile("[A-Z0-9]{18}[0-9]{2}")


def check_bic(text: str, *, where: str = "bic") -> str:
    """Return the BIC (8 or 11 characters) in capitals, or raise `InvalidValue` naming what is wrong."""
    from schwifty import BIC
    from schwifty.exceptions import SchwiftyException

    try:
        return str(BIC(text)).upper()
    except (SchwiftyException, TypeError) as error:
        raise InvalidValue(
            what=f"{text!r} is no BIC: {error}",
            where=where,
            mend="give 8 or 11 characters, for instance RIBLSARI",
        ) from error


def bic8(text: str, *, where: str = "bic") -> str:
    """Return the first eight characters of a BIC; a 12-character logical-terminal address is accepted.

    Only the form is looked at; `check_bic` looks at the country too.
    """
    return _formed_bic(text, where)[:8]


def bic11(text: str, *, where: str = "bic") -> str:
    """Return the BIC with its branch code, `XXX` for the head office; a logical-terminal address is accepted.

    Only the form is looked at; `check_bic` looks at the country too.
    """
    return _formed_bic(text, where).ljust(11, "X")


def _formed_bic(text: str, where: str) -> str:
    match = _BIC_OR_TERMINAL.fullmatch(text.upper()) if isinstance(text, str) and text.isascii() else None
    if match is None:
        raise InvalidValue(
            what=f"{text!r} has not the form of a BIC",
            where=where,
            mend="give 8, 11 or 12 characters, for instance RIBLSARI",
        )
    return match[1] + (match[2] or "")


def check_iban(text: str, *, where: str = "iban") -> str:
    """Return the IBAN without spaces, or raise `InvalidValue` naming what is wrong (length, structure, digits)."""
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        return str(IBAN(text))
    except (SchwiftyException, TypeError) as error:
        raise InvalidValue(
            what=f"{text!r} is no IBAN: {error}",
            where=where,
            mend="compare it with the account statement, digit by digit",
        ) from error


def has_iban(country: str) -> bool:
    """Tell whether accounts in a country have IBANs by the official registry (ISO 13616)."""
    from schwifty import registry
    from schwifty.exceptions import InvalidCountryCode

    try:
        return not registry.get_iban_spec(country).aspirational
    except InvalidCountryCode:
        return False


def iban_of(country: str, bban: str) -> str:
    """Return the IBAN made of a country code and a basic bank account number, check digits computed."""
    if _ACCOUNT.fullmatch(f"{country}{bban}") is None:
        raise InvalidValue(
            what=f"{bban!r} in {country!r} is no account number of a bank",
            where="bban",
            mend="give a country code in capitals, and up to 30 letters and digits",
        )
    digits = "".join(str(int(character, 36)) for character in f"{bban}{country}00")
    return check_iban(f"{country}{98 - int(digits) % 97:02d}{bban}", where="bban")


def check_lei(text: str, *, where: str = "lei") -> str:
    """Return the LEI in capitals, or raise `InvalidValue`; its length is checked too."""
    from stdnum import lei
    from stdnum.exceptions import ValidationError

    cause: Exception | None = None
    try:
        number = str(lei.validate(text))
    except (ValidationError, AttributeError, TypeError) as error:
        number, cause = "", error
    if _LEI.fullmatch(number):
        return number
    raise InvalidValue(
        what=f"{text!r} is no LEI (20 characters, ISO 7064 check digits)",
        where=where,
        mend="look it up in the LEI index",
    ) from cause
