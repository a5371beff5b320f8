"""Purposes: what a payment is for, and to which kind of trade that belongs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fxroute.model import Provenance

__all__ = ["Purpose", "PurposeCode", "Title", "Trade"]


class Trade(StrEnum):
    """Kind of transaction, as the balance of payments divides them (IMF BPM6; SAFE, Huifa [2014] No. 21)."""

    GOODS = "goods"
    SERVICE = "service"
    INCOME = "income"
    TRANSFER = "transfer"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Title:
    """A short text in English and Chinese."""

    en: str
    zh: str

    def text(self, language: str) -> str:
        """Return the text in `en` or `zh`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeCode:
    """A code that says a purpose in somebody's list: `scheme` is `CN_BOP`, `CN_RMB`, `SA`, `AE` or `ISO`.

    `issuer` is the BIC of the bank whose list it is, empty where the list is everybody's. Codes retire: the
    provenance says when one was valid.
    """

    scheme: str
    code: str
    issuer: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a payment is for, and the codes that fit it. `is_clear` is false for the purpose that says nothing."""

    id: str
    trade: Trade | None
    title: Title
    is_clear: bool = True
    codes: tuple[PurposeCode, ...] = ()

    def fitting(self, scheme: str, day: date, issuers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the codes of a scheme that are valid on a day, in lists of everybody or of the issuers."""
        return tuple(
            one.code
            for one in self.codes
            if one.scheme == scheme and one.provenance.is_valid_on(day) and one.issuer in ("", *issuers)
        )
