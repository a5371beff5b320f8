"""Reasons: one closed enumeration for everything that does not happen."""

from dataclasses import dataclass
from enum import StrEnum

from fxroute.model.opening import Opening

__all__ = ["Reason", "RuledOut"]


class Reason(StrEnum):
    """Why a move, a route or a payment is not there."""

    CUT_OFF_MISSED = "cut_off_missed"
    CURRENCY_CLOSED = "currency_closed"
    AMOUNT_OVER_LIMIT = "amount_over_limit"
    AMOUNT_UNDER_MINIMUM = "amount_under_minimum"
    AMOUNT_UNDER_CHARGES = "amount_under_charges"
    NO_ACCOUNT = "no_account"
    NO_DESK = "no_desk"
    NO_RATE = "no_rate"
    NO_HOURS = "no_hours"
    NO_TARIFF = "no_tariff"
    NOT_A_PARTICIPANT = "not_a_participant"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    RULE_BLOCKED = "rule_blocked"
    AVOIDED = "avoided"
    NOT_VIA = "not_via"
    EVIDENCE_BELOW_FLOOR = "evidence_below_floor"
    NOT_VALID = "not_valid"
    ARRIVES_TOO_LATE = "arrives_too_late"
    BOUND = "bound"
    DOMINATED = "dominated"
    WORK_LIMIT = "work_limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOut:
    """Something that fell out: which option, why, where, at what limit, with what value, and what opens it.

    Each of `openings` opens the way on its own, the smallest first; none is known where the tuple is empty.
    """

    option: str
    reason: Reason
    where: str
    limit: str = ""
    value: str = ""
    openings: tuple[Opening, ...] = ()

    @property
    def opens_if(self) -> str:
        """What opens the way, as an English clause; empty when nothing is known to."""
        return ", or ".join(str(opening) for opening in self.openings)
