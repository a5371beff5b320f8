"""Rules: when each applies, what it asks for, what becomes of a payment without that, and where it is written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fxroute.compliance.place import countries_of
from fxroute.compliance.predicate import Predicate
from fxroute.compliance.purpose import Title
from fxroute.compliance.say_of_leg import OffshoreCurrency
from fxroute.model import Provenance, Verdict

__all__ = [
    "Anchor",
    "Citation",
    "Consequence",
    "Deadline",
    "DeadlineUnit",
    "Rule",
    "RuleLink",
    "RuleScope",
    "StartsAt",
    "Step",
]


class RuleScope(StrEnum):
    """What a rule speaks of, and what its block stops: the payment, a party of it, one leg, the whole way."""

    PAYMENT = "payment"
    PARTY = "party"
    LEG = "leg"
    ROUTE = "route"


class Anchor(StrEnum):
    """To which leg a finding belongs.

    `DEBIT`: the first. `CONVERSION`: the first that changes the currency. `CROSSING`: the first across the border of
    the rule's place. `TOUCH`: the first that touches the place. `CREDIT`: the last. `EACH`: every leg that touches
    the place. `WHOLE`: none.
    """

    DEBIT = "debit"
    CONVERSION = "conversion"
    CROSSING = "crossing"
    TOUCH = "touch"
    CREDIT = "credit"
    EACH = "each"
    WHOLE = "whole"


class Step(StrEnum):
    """Where an officer comes to a rule, in the order in which a payment is prepared."""

    CUSTOMER = "customer"
    PURPOSE = "purpose"
    AMOUNT = "amount"
    ELIGIBILITY = "eligibility"
    GENUINENESS = "genuineness"
    CLASS_EFFECTS = "class_effects"
    TAX = "tax"
    DECLARATION = "declaration"
    ACCOUNT = "account"
    PARTY_DATA = "party_data"
    FAR_SIDE = "far_side"
    EXPORT_CONTROL = "export_control"
    MESSAGE = "message"
    ROUTE = "route"
    AFTERWARDS = "afterwards"


class Consequence(StrEnum):
    """What the law lets a bank do where something is missing, in the words of the rule tables."""

    HOLD = "hold"
    REJECT = "reject"
    BLOCK = "block"
    MANUAL_REVIEW = "manual_review"
    REPORT_AFTER = "report_after"
    NONE = "none"
    INFO = "info"


class DeadlineUnit(StrEnum):
    """In what a deadline is counted."""

    BUSINESS_DAYS = "business_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class StartsAt(StrEnum):
    """From when a deadline is counted: start or credit of the payment, its value date, the end of that month.

    Others count from the tax filing, from export or import of goods, or from events of a customer's request: its
    receipt, and its approval.
    """

    PAYMENT = "payment"
    CREDIT = "credit"
    VALUE_DATE = "value_date"
    MONTH_END = "month_end"
    FILING = "filing"
    SHIPMENT = "shipment"
    REQUEST = "request"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a duty is due: so many units after an event; business days are those of `country`, empty for the place."""

    count: int
    unit: DeadlineUnit
    starts_at: StartsAt
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a rule is written. `is_corroborated` says that two independent sources agree.

    `verification` says what was seen of it: `official_site`, `official_copy`, `secondary_seen`, `not_verified`;
    `valid_from_basis` whether the day in force was `seen` or is `memory_or_derived`.
    """

    instrument: str
    article: str
    publisher: str
    urls: tuple[str, ...]
    verification: str
    valid_from_basis: str
    is_corroborated: bool

    def __str__(self) -> str:
        return f"{self.instrument}, {self.article}" if self.article else self.instrument


@dataclass(frozen=True, slots=True)
class RuleLink:
    """A link to another rule, and why it is there."""

    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of one rule.

    It applies where its place is touched, all of `when` hold, one of `together` applies (where there is any) and none
    of `unless` does. Then every item of `require` is looked at: all held gives `fulfilled`; one missing gives
    `untold`, one contrary gives `otherwise`. A rule that asks for nothing gives `fulfilled` wherever it applies.
    `complements` names the rule that speaks of the other side of the same limit. `number` is the rule's name through
    all its versions; `provenance.as_of` is the day on which this version became known here.
    """

    id: str
    number: str
    version: str
    jurisdiction: str
    area: str
    step: Step
    title: Title
    scope: RuleScope
    anchor: Anchor
    when: tuple[Predicate, ...]
    require: tuple[str, ...]
    otherwise: Verdict
    untold: Verdict
    fulfilled: Verdict
    consequence: Consequence
    says: str
    citation: Citation
    provenance: Provenance
    unless: tuple[RuleLink, ...] = ()
    together: tuple[str, ...] = ()
    complements: str = ""
    deadline: Deadline | None = None

    @property
    def countries(self) -> frozenset[str] | None:
        """Countries of the rule's place, `None` where it is everywhere."""
        return countries_of(self.jurisdiction)

    @property
    def speaks_of_elsewhere(self) -> bool:
        """Tell whether the rule is of payments that do not touch its place."""
        return any(isinstance(one, OffshoreCurrency) for one in self.when)

    def is_ahead_of(self, day: date) -> bool:
        """Tell whether it says how ready one is for a law that was known, on a day before it is in force."""
        starts = self.provenance.valid_from
        is_known = starts is not None and starts > self.provenance.as_of
        return self.fulfilled is Verdict.READINESS and is_known and starts is not None and day < starts
