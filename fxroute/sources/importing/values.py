"""Values of directories: from cells to BICs, currencies, days and texts, or the refusal that names what is wrong.

What a file repeats a million times is checked once: the checks remember what they have seen, some thousand values each.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TypeVar

from fxroute.errors import FxRouteError
from fxroute.model import Confidence, InstitutionKind, bic11, check_bic, check_lei, currency_exponent
from fxroute.sources.country import check_country
from fxroute.sources.importing.log import Cause, Refusal

__all__ = [
    "bic_of",
    "branch_bic_of",
    "category_of",
    "confidence_of",
    "country_of",
    "currency_of",
    "day_of",
    "flag_of",
    "kind_of",
    "lei_of",
    "needed_text",
    "read_at",
    "text_of",
]

_Value = TypeVar("_Value")

_TEXT_MAX = 400
_MEMORY = 1 << 16
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}")
_FLAGS = {"": "A", "A": "A", "M": "M", "U": "U", "D": "D", "E": "D"}
_OFFSHORE_YUAN = "CNH"


def read_at(column: str, read: Callable[..., _Value], *cells: str) -> _Value:
    """Return what is read of cells; a refusal says that they stand in this column.

    Raises:
        Refusal: that of `read`.
    """
    try:
        return read(*cells)
    except Refusal as refusal:
        raise refusal.at(column) from None


@lru_cache(maxsize=_MEMORY)
def bic_of(text: str) -> str:
    """Return a BIC of eleven characters, `XXX` for a head office."""
    bare = _visible(text)
    try:
        return bic11(check_bic(bare))
    except FxRouteError as error:
        raise Refusal(
            Cause.BIC, text, "a BIC of 8 or 11 characters (ISO 9362)", "look the BIC up, and mend or drop the row"
        ) from error


def branch_bic_of(text: str, branch: str) -> str:
    """Return a BIC of which the last three characters may stand in a column of their own."""
    bare = text.strip()
    return bic_of(f"{bare}{branch.strip()}" if branch.strip() and len(bare) == 8 else text)


@lru_cache(maxsize=1024)
def currency_of(text: str) -> str:
    """Return an ISO 4217 code; CNH, the name of a quote, is CNY."""
    code = _visible(text)
    try:
        found = "CNY" if code == _OFFSHORE_YUAN else code
        currency_exponent(found)
    except FxRouteError as error:
        raise Refusal(Cause.CURRENCY, text, "an ISO 4217 code such as SAR", "mend the code, or drop the row") from error
    return found


@lru_cache(maxsize=1024)
def country_of(text: str) -> str:
    """Return an ISO 3166-1 alpha-2 code."""
    code = _visible(text)
    try:
        return check_country(code)
    except FxRouteError as error:
        raise Refusal(
            Cause.COUNTRY, text, "an ISO 3166-1 code of two capitals", "write the code, such as SA"
        ) from error


def lei_of(text: str) -> str:
    """Return a LEI, empty where there is none."""
    bare = text.strip()
    if not bare:
        return ""
    try:
        return check_lei(_visible(text))
    except FxRouteError as error:
        expected = "a LEI of 20 characters with ISO 7064 check digits"
        raise Refusal(Cause.LEI, text, expected, "look it up in the LEI index") from error


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """Return a day, `2026-11-24` or `20261124`; `None` where there is none."""
    bare = text.strip()
    if not bare:
        return None
    try:
        if _DAY.fullmatch(bare):
            return date.fromisoformat(bare)
    except ValueError:
        pass
    raise Refusal(Cause.DATE, text, "a day such as 2026-11-24", "write year, month and day")


def flag_of(text: str) -> str:
    """Return the modification flag: `A`, `M`, `U`, or `D` for what ends; none is `A`."""
    flag = _FLAGS.get(text.strip().upper())
    if flag is None:
        raise Refusal(Cause.WORD, text, "one of A, M, D, U, E", "mend the flag, or take the full file")
    return flag


@lru_cache(maxsize=64)
def confidence_of(text: str) -> Confidence | None:
    """Return a confidence, `None` where there is none."""
    bare = text.strip()
    if bare and bare not in set(Confidence):
        raise Refusal(Cause.WORD, text, f"one of {', '.join(Confidence)}", "mend the word, or leave it empty")
    return Confidence(bare) if bare else None


@lru_cache(maxsize=64)
def kind_of(text: str) -> InstitutionKind:
    """Return a kind of institution, a commercial bank where none is given."""
    bare = text.strip() or InstitutionKind.COMMERCIAL_BANK.value
    if bare not in set(InstitutionKind):
        raise Refusal(Cause.WORD, text, f"one of {', '.join(InstitutionKind)}", "mend the word, or leave it empty")
    return InstitutionKind(bare)


def text_of(text: str) -> str:
    """Return a text of one line, blanks put together; it may be empty."""
    bare = " ".join(text.split())
    if len(bare) > _TEXT_MAX:
        raise Refusal(Cause.TOO_LONG, text, f"at most {_TEXT_MAX} characters", "shorten it, or see that the row ends")
    return bare if bare.isprintable() else _visible(bare)


@lru_cache(maxsize=256)
def category_of(text: str) -> str:
    """Return an asset category, or several as they stand."""
    return text_of(text)


def needed_text(text: str) -> str:
    """Return a text that is not empty."""
    found = text_of(text)
    if not found:
        raise Refusal(Cause.EMPTY, text, "a text", "fill it in, or drop the row")
    return found


def _visible(text: str) -> str:
    """Return a text without blanks around it; refuse what it holds unseen, such as marks of direction."""
    bare = text.strip()
    if bare.isascii() and bare.isprintable():
        return bare
    for sign in bare:
        if not sign.isprintable():
            name = unicodedata.name(sign, "a control character")
            raise Refusal(Cause.HIDDEN_CHARACTER, text, f"no {name} (U+{ord(sign):04X})", "take the character out")
    return bare
