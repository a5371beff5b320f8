"""What is to be paid: the payment, who bears the charges, and the bounds put on its routes."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from moneyed import Money

from fxroute.errors import InvalidValue
from fxroute.model.money import currency_exponent, to_minor
from fxroute.model.provenance import Confidence
from fxroute.model.tariff import CustomerType

__all__ = ["Bounds", "ChargeBearer", "Payment", "Side", "parse_instant"]


class ChargeBearer(StrEnum):
    """Who bears the charges (ISO 20022 ChrgBr): debtor, both for their side, creditor; SLEV is refused."""

    DEBT = "DEBT"
    SHAR = "SHAR"
    CRED = "CRED"


class Side(StrEnum):
    """Which amount is fixed: what is sent, or what the creditor receives."""

    SEND = "send"
    RECEIVE = "receive"


def parse_instant(value: object, *, where: str) -> datetime:
    """Read an instant with a UTC offset and move it to the next whole minute, in UTC.

    Args:
        value: an aware `datetime`, or ISO 8601 text such as `"2026-11-24T09:30+08:00"`.
        where: name of the parameter, for the error.

    Raises:
        InvalidValue: no such text, no offset, or a year outside 2000 to 2099.
    """
    instant = value
    if isinstance(value, str):
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            instant = None
    if not isinstance(instant, datetime) or instant.utcoffset() is None:
        raise InvalidValue(
            what=f"{value!r} is no instant with a UTC offset",
            where=where,
            mend='write "2026-11-24T09:30+08:00", with the offset',
        )
    if not 2000 <= instant.year <= 2099:
        raise InvalidValue(what=f"{value!r} lies outside 2000 to 2099", where=where, mend="give a year in that range")
    utc = instant.astimezone(UTC)
    whole = utc.replace(second=0, microsecond=0)
    return whole if whole == utc else whole + timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits put on the routes of an answer; `None` is no limit, and all are echoed in the answer.

    `avoid` names records of any kind (institution, infrastructure, account, desk, …) that no leg may stand on. `via`
    names institutions or infrastructures; every one must be passed, in any order.
    `vehicles` are the only currencies a route may convert into on its way. `evidence_floor` is the least
    confidence of every record a route stands on. `labels_max` bounds the work, in labels.
    """

    avoid: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    intermediaries_max: int | None = None
    conversions_max: int | None = None
    legs_max: int | None = None
    vehicles: frozenset[str] | None = None
    evidence_floor: Confidence = Confidence.EXAMPLE
    labels_max: int = 200_000

    def __post_init__(self) -> None:
        """Refuse negative limits and an institution both avoided and required."""
        for name in ("intermediaries_max", "conversions_max", "legs_max", "labels_max"):
            limit = getattr(self, name)
            if limit is not None and limit < 0:
                raise InvalidValue(what=f"{name} is {limit}", where="bounds", mend="give zero or more")
        if both := self.avoid & self.via:
            raise InvalidValue(
                what=f"{', '.join(sorted(both))} is avoided and required at once",
                where="bounds",
                mend="drop one of the two",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment, from the debtor's account at `debtor_agent` to the creditor's at `creditor_agent`.

    `instructed_amount` is in `debtor_currency` when `side` is SEND and in `creditor_currency` when it is RECEIVE.
    Exactly one of `at` (start no earlier) and `arrive_by` (credited no later) is set; both are UTC whole minutes.
    """

    instructed_amount: Money
    side: Side
    debtor_currency: str
    creditor_currency: str
    debtor_agent: str
    creditor_agent: str
    charge_bearer: ChargeBearer
    at: datetime | None = None
    arrive_by: datetime | None = None
    charges_from_amount: bool = False
    customer: CustomerType = CustomerType.CORPORATE
    debtor: str = ""
    creditor: str = ""
    purpose: str = ""

    @classmethod
    def send(
        cls,
        amount: Money,
        *,
        receive: str,
        debtor_agent: str,
        creditor_agent: str,
        at: str | datetime | None = None,
        arrive_by: str | datetime | None = None,
        charge_bearer: str = "SHAR",
    ) -> "Payment":
        """Fix what is sent: `amount` leaves the debtor, the creditor gets what remains, in currency `receive`.

        Raises:
            InvalidValue: an amount, currency, instant or bearer that is refused.
        """
        return cls._of(amount, Side.SEND, amount.currency.code if isinstance(amount, Money) else "", receive,
                       debtor_agent=debtor_agent, creditor_agent=creditor_agent, at=at, arrive_by=arrive_by,
                       charge_bearer=charge_bearer)  # fmt: skip

    @classmethod
    def receive(
        cls,
        amount: Money,
        *,
        send: str,
        debtor_agent: str,
        creditor_agent: str,
        at: str | datetime | None = None,
        arrive_by: str | datetime | None = None,
        charge_bearer: str = "SHAR",
    ) -> "Payment":
        """Fix what the creditor gets: exactly `amount`; what is debited, in currency `send`, is found.

        Raises:
            InvalidValue: an amount, currency, instant or bearer that is refused.
        """
        return cls._of(amount, Side.RECEIVE, send, amount.currency.code if isinstance(amount, Money) else "",
                       debtor_agent=debtor_agent, creditor_agent=creditor_agent, at=at, arrive_by=arrive_by,
                       charge_bearer=charge_bearer)  # fmt: skip

    @classmethod
    def _of(
        cls,
        amount: Money,
        side: Side,
        debtor_currency: str,
        creditor_currency: str,
        *,
        debtor_agent: str,
        creditor_agent: str,
        at: str | datetime | None,
        arrive_by: str | datetime | None,
        charge_bearer: str,
    ) -> "Payment":
        return cls(
            instructed_amount=amount,
            side=side,
            debtor_currency=debtor_currency,
            creditor_currency=creditor_currency,
            debtor_agent=debtor_agent,
            creditor_agent=creditor_agent,
            charge_bearer=_parse_bearer(charge_bearer),
            at=None if at is None else parse_instant(at, where="at"),
            arrive_by=None if arrive_by is None else parse_instant(arrive_by, where="arrive_by"),
        )

    def __post_init__(self) -> None:
        """Refuse a zero amount, unknown currencies, and an instant that is missing or doubled."""
        if to_minor(self.instructed_amount, where="instructed_amount") == 0:
            raise InvalidValue(what="the amount is zero", where="instructed_amount", mend="give an amount above zero")
        currency_exponent(self.debtor_currency)
        currency_exponent(self.creditor_currency)
        if (self.at is None) == (self.arrive_by is None):
            raise InvalidValue(
                what="both at and arrive_by are given" if self.at else "neither at nor arrive_by is given",
                where="payment",
                mend="give exactly one: at to start then, arrive_by to be credited by then",
            )

    @property
    def instructed_minor(self) -> int:
        """The fixed amount in minor units of its currency."""
        return to_minor(self.instructed_amount)

    @property
    def instant(self) -> datetime:
        """The instant that is set: `at`, or `arrive_by`."""
        instant = self.at or self.arrive_by
        assert instant is not None, "a payment has one of the two"
        return instant

    def with_instant(self, at: datetime) -> "Payment":
        """Return the same payment, started at another instant."""
        return replace(self, at=parse_instant(at, where="at"), arrive_by=None)


def _parse_bearer(text: str) -> ChargeBearer:
    if text in ChargeBearer.__members__:
        return ChargeBearer(text)
    if text == "SLEV":
        mend = "SLEV speaks of a service level, which no cross-border route has: use DEBT, SHAR or CRED"
    else:
        mend = "use DEBT, SHAR or CRED (in MT words OUR, SHA, BEN)"
    raise InvalidValue(what=f"{text!r} is no charge bearer", where="charge_bearer", mend=mend)
