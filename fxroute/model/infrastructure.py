"""Payment systems and who takes part in them."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.institution import Place
from fxroute.model.pair import CurrencyPair
from fxroute.model.provenance import Provenance
from fxroute.model.service import Band, Hours

__all__ = ["Access", "Exchange", "Finality", "Infrastructure", "Participation", "SettlementType"]


class SettlementType(StrEnum):
    """How obligations of a system settle."""

    RTGS = "rtgs"
    DNS = "dns"
    HYBRID = "hybrid"
    INSTANT = "instant"
    PREFUNDED = "prefunded"


class Finality(StrEnum):
    """In whose books a movement is final; `NET_PENDING` is final only when the net positions settle."""

    CENTRAL_BANK = "central_bank"
    COMMERCIAL_BOOK = "commercial_book"
    NET_PENDING = "net_pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A conversion that the system itself makes, at mid less a markup in hundredths of a basis point (ppm)."""

    pair: CurrencyPair
    markup_ppm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Infrastructure:
    """A payment system. Without `hours` it is not used, since nothing unknown is free.

    `currencies` are settled singly; `exchanges` are conversions on the way. `crosses_border` lets participants on
    both sides of a segmented currency pay each other. Limits are minor units per payment and currency.
    """

    id: str
    name: str
    operator: str
    country: str
    currencies: tuple[str, ...]
    settlement_type: SettlementType
    finality: Finality
    processing_minutes: Band
    provenance: Provenance
    hours: Hours | None = None
    crosses_border: bool = False
    minimum_minor: tuple[tuple[str, int], ...] = ()
    maximum_minor: tuple[tuple[str, int], ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    message_standard: str = ""


class Access(StrEnum):
    """How an institution reaches a system."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """An institution's access to a system, in one currency.

    A direct participant pays and is paid through the system. An indirect one holds an account at
    `settlement_agent`, a direct participant, and pays by a book move over it.
    """

    id: str
    institution: str
    infrastructure: str
    currency: str
    access: Access
    provenance: Provenance
    settlement_agent: str = ""
    place: Place = Place.ANY
