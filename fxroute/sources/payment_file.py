"""What a PAYMENT.yaml holds: the payment, the bounds on its routes, and the dossier beside it."""

from dataclasses import dataclass

from fxroute.compliance.dossier import Dossier
from fxroute.model import Bounds, Payment

__all__ = ["PaymentFile"]


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """Everything a payment file says.

    The payment knows the names of debtor and creditor and the id of its purpose; all else that is told of the parties,
    their accounts and the papers stands in the dossier. Accounts that have the form of an IBAN are without blanks.
    """

    payment: Payment
    bounds: Bounds
    dossier: Dossier
