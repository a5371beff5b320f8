"""Schemas of the records of rule files: rules, the items they ask for, purposes and their codes.

The fields of `when` are the whole vocabulary in which a rule can say when it applies; `docs/reference/rules.md` says
what each means.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from fxroute.compliance.dossier import AddressForm, Circumstance, GoodsClass, Premises
from fxroute.compliance.item import ItemKind, Provider
from fxroute.compliance.place import GROUPS, Direction, Role
from fxroute.compliance.purpose import Trade
from fxroute.compliance.rule import Anchor, Consequence, DeadlineUnit, RuleScope, StartsAt, Step
from fxroute.compliance.threshold import Window
from fxroute.errors import InvalidValue
from fxroute.model import ChargeBearer, Confidence, CustomerType, Verdict
from fxroute.sources.country import check_country
from fxroute.sources.dossier_schema import TOTAL_KINDS, CodesPart
from fxroute.sources.fault import shown
from fxroute.sources.fields import (
    Amount,
    Count,
    CountryField,
    CurrencyField,
    Day,
    Flag,
    OptionalCurrency,
    OptionalFlag,
    Prose,
    Reads,
    Reference,
    Text,
    choice,
    refuse,
    words,
)
from fxroute.sources.schema import Part, Record

__all__ = [
    "AmountPart",
    "CitationPart",
    "CodePart",
    "DeadlinePart",
    "ItemRecord",
    "LimitPart",
    "LinkPart",
    "ListPart",
    "MoneyLimitPart",
    "PurposeCodeRecord",
    "PurposeRecord",
    "RULE_RECORDS",
    "RuleRecord",
    "ServiceLevelRecord",
    "TitlePart",
    "WhenPart",
]

_PLACES = (*GROUPS, "GLOBAL")


def _parse_place(value: object) -> str:
    if isinstance(value, str) and value in _PLACES:
        return value
    try:
        return check_country(value)
    except InvalidValue:
        refuse(f"{shown(value)} is no place of law", f"write a country such as CN, or {', '.join(_PLACES)}")


_PLACE = Reads(_parse_place, {"type": "string", "pattern": f"^([A-Z]{{2}}|{'|'.join(_PLACES)})$"})
_SCHEMES = words(*CodesPart.model_fields)


class TitlePart(Part):
    """A short text in English and Chinese."""

    en: Text
    zh: Text


class CitationPart(Part):
    """Where a rule is written, and what was seen of it."""

    instrument: Text
    article: Text = ""
    urls: tuple[Text, ...] = ()
    verification: Annotated[str, words("official_site", "official_copy", "secondary_seen", "not_verified")]
    valid_from_basis: Annotated[str, words("seen", "memory_or_derived")]
    corroborated: Flag


class LinkPart(Part):
    """A rule that excepts this one, and why."""

    rule: Reference
    because: Prose


class DeadlinePart(Part):
    """When a duty is due."""

    count: Count
    unit: Annotated[DeadlineUnit, choice(DeadlineUnit)]
    starts_at: Annotated[StartsAt, choice(StartsAt)]
    country: CountryField = ""


class LimitPart(Part):
    """A number with its sign; exactly one of the four stands."""

    above: Amount = ""
    at_least: Amount = ""
    at_most: Amount = ""
    below: Amount = ""


class MoneyLimitPart(LimitPart):
    """An amount of money with its sign; exactly one of the four stands."""

    currency: CurrencyField


class AmountPart(Part):
    """Limits any of which suffices, alone or with what was paid before in a window."""

    any_of: tuple[MoneyLimitPart, ...]
    window: Annotated[Window, choice(Window)] = Window.SINGLE
    kind: Annotated[str, TOTAL_KINDS] = "payments"


class CodePart(Part):
    """Purpose codes of a scheme."""

    scheme: Annotated[str, _SCHEMES]
    any_of: tuple[Text, ...]


class ListPart(Part):
    """A sanctions list, and the place whose law it is."""

    list: Text
    place: Annotated[str, _PLACE]


class WhenPart(Part):
    """When a rule applies: every statement that is given must hold."""

    direction: tuple[Annotated[Direction, choice(Direction)], ...] | None = None
    cross_border: OptionalFlag = None
    role: tuple[Annotated[Role, choice(Role)], ...] | None = None
    trade: tuple[Annotated[Trade, choice(Trade)], ...] | None = None
    purpose: tuple[Reference, ...] | None = None
    purpose_clear: OptionalFlag = None
    customer: Annotated[CustomerType | None, choice((CustomerType.CORPORATE, CustomerType.INDIVIDUAL))] = None
    amount: AmountPart | None = None
    conversion: tuple[Annotated[str, words("inside", "outside", "nowhere")], ...] | None = None
    crossing_currency: tuple[CurrencyField, ...] | None = None
    crossing_currency_other_than: tuple[CurrencyField, ...] | None = None
    debtor_currency: tuple[CurrencyField, ...] | None = None
    currency_pair: tuple[CurrencyField, ...] | None = None
    charge_bearer: tuple[Annotated[ChargeBearer, choice(ChargeBearer)], ...] | None = None
    method: Annotated[str | None, words("serial", "cover")] = None
    message: tuple[Text, ...] | None = None
    circumstance: tuple[Annotated[Circumstance, choice(Circumstance)], ...] | None = None
    in_directory: OptionalFlag = None
    goods_class: tuple[Annotated[GoodsClass, choice(GoodsClass)], ...] | None = None
    key_supervised: OptionalFlag = None
    pilot: OptionalFlag = None
    filed_before: OptionalFlag = None
    premises: tuple[Annotated[Premises, choice(Premises)], ...] | None = None
    related: OptionalFlag = None
    resident: OptionalFlag = None
    days_deferred: LimitPart | None = None
    advance_percent: LimitPart | None = None
    counterparty_country: tuple[CountryField, ...] | None = None
    code: CodePart | None = None
    address: tuple[Annotated[AddressForm, choice(AddressForm)], ...] | None = None
    data_incomplete: OptionalFlag = None
    wire_data_incomplete: OptionalFlag = None
    creditor_has_iban: OptionalFlag = None
    screened: OptionalFlag = None
    listed_abroad_only: tuple[ListPart, ...] | None = None
    clearing: tuple[Reference, ...] | None = None
    converts: OptionalFlag = None
    leg_currency: tuple[CurrencyField, ...] | None = None
    offshore_currency: OptionalCurrency = None


class RuleRecord(Record):
    """One version of a rule; `source` is who published it, `as_of` when it became known here."""

    rule: Reference = ""
    version: Text = "1"
    jurisdiction: Annotated[str, _PLACE]
    area: Text
    step: Annotated[Step, choice(Step)]
    title: TitlePart
    scope: Annotated[RuleScope, choice(RuleScope)]
    leg: Annotated[Anchor, choice(Anchor)]
    when: WhenPart = Field(default_factory=WhenPart)
    require: tuple[Reference, ...] = ()
    otherwise: Annotated[Verdict, choice(Verdict)]
    untold: Annotated[Verdict | None, choice(Verdict)] = None
    fulfilled: Annotated[Verdict, choice(Verdict)] = Verdict.PASS
    consequence: Annotated[Consequence, choice(Consequence)]
    says: Prose
    cite: CitationPart
    unless: tuple[LinkPart, ...] = ()
    together: tuple[Reference, ...] = ()
    complements: Reference = ""
    deadline: DeadlinePart | None = None


class _WordRecord(Record):
    """A word of the rule base: ours, so that it needs no source."""

    source: Prose = "vocabulary of the rule base"
    as_of: Day = date(2026, 11, 25)
    confidence: Annotated[Confidence, choice(Confidence)] = Confidence.HIGH


class ItemRecord(_WordRecord):
    """Something that rules ask for."""

    kind: Annotated[ItemKind, choice(ItemKind)]
    provider: Annotated[Provider, choice(Provider)]
    title: TitlePart
    cure: TitlePart


class PurposeRecord(_WordRecord):
    """What a payment is for."""

    trade: Annotated[Trade | None, choice(Trade)] = None
    title: TitlePart
    clear: Flag = True


class PurposeCodeRecord(Record):
    """A code that says purposes in a list."""

    scheme: Annotated[str, _SCHEMES]
    code: Text
    purposes: tuple[Reference, ...]
    issuer: Text = ""


class ServiceLevelRecord(Record):
    """What a bank promises in which time."""

    title: TitlePart
    provider: Annotated[Provider, choice(Provider)]
    deadline: DeadlinePart


RULE_RECORDS: dict[str, type[Record]] = {
    "rules": RuleRecord,
    "items": ItemRecord,
    "purposes": PurposeRecord,
    "purpose_codes": PurposeCodeRecord,
    "service_levels": ServiceLevelRecord,
}
"""Schema of each kind of record in a rule file, by its top-level key."""
