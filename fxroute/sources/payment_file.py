"""What a PAYMENT.yaml holds: the payment, the bounds on its routes, and what compliance and messages need beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fxroute.model import Bounds, Payment

__all__ = ["Fact", "Party", "PaymentFile"]

Fact = str | int | bool | tuple[str, ...]
"""A fact about a payment: text, a whole number, true or false, or a list of texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A debtor or creditor: its name, and what is known of its seat."""

    name: str
    country: str = ""
    city: str = ""
    lei: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFile:
    """Everything a payment file says.

    `creditor_account` is an IBAN without blanks where it has the form of one. `documents` are the names of what is on
    the table, in the order of the file. `facts` are further statements by name, for compliance rules to look up.
    """

    payment: Payment
    bounds: Bounds
    debtor: Party
    creditor: Party
    debtor_account: str
    creditor_account: str
    documents: tuple[str, ...]
    facts: Mapping[str, Fact]
