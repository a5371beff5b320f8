"""Schemas of the records of network files: field names, types, what may be left out.

A schema knows one record alone; amounts stay text until their currency is known (`fxroute.sources.build`), and what
records say of each other is checked later. `data/README.md` says what each field means.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from fxroute.model import (
    Access,
    ChargeFunction,
    Confidence,
    CustomerType,
    DayRule,
    Dealing,
    Finality,
    FundingMode,
    InstitutionKind,
    Provenance,
    Relation,
    ServiceFunction,
    SettlementType,
)
from fxroute.sources.fields import (
    Amount,
    BandField,
    BasisPoints,
    BicField,
    Count,
    CountryField,
    CurrencyField,
    Day,
    Flag,
    Id,
    LeiField,
    LocalTimeField,
    OptionalAmount,
    OptionalBasisPoints,
    OptionalDay,
    OptionalPlace,
    OptionalTime,
    PairField,
    Percent,
    Period,
    Prose,
    Reference,
    Text,
    TimeZoneField,
    WeekdayField,
    choice,
)

__all__ = [
    "AccountRecord",
    "CalendarRecord",
    "DeskRecord",
    "ExchangePart",
    "HoursPart",
    "InfrastructureRecord",
    "InstitutionRecord",
    "LagPart",
    "MessagingRecord",
    "NETWORK_RECORDS",
    "Part",
    "ParticipationRecord",
    "PricePart",
    "Record",
    "ReliefPart",
    "ReportingLineRecord",
    "ServiceRecord",
    "SessionPart",
    "SettlesPart",
    "SlicePart",
    "TariffRecord",
    "TierPart",
]


class Part(BaseModel):
    """A map inside a record; fields it does not name are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Record(Part):
    """What every record has: an id and its provenance."""

    id: Id
    source: Prose
    as_of: Day
    confidence: Annotated[Confidence, choice(Confidence)]
    valid_from: OptionalDay = None
    valid_to: OptionalDay = None
    notes: Prose = ""

    def provenance(self) -> Provenance:
        """Return the provenance as a value of the model."""
        return Provenance(
            source=self.source,
            as_of=self.as_of,
            confidence=self.confidence,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            notes=self.notes,
        )


class InstitutionRecord(Record):
    """A unit that books payments."""

    name: Text
    country: CountryField
    kind: Annotated[InstitutionKind, choice(InstitutionKind)]
    city: Text = ""
    bic: BicField = ""
    lei: LeiField = ""
    national_bank_code: Text = ""
    legal_entity: Reference = ""
    group: Id = ""


class ReportingLineRecord(Record):
    """Two units of one legal entity that pass funds to one another."""

    unit: Reference
    reports_to: Reference


class AccountRecord(Record):
    """An account that an owner holds at a servicer."""

    owner: Reference
    servicer: Reference
    currency: CurrencyField
    relation: Annotated[Relation, choice(Relation)]
    place: OptionalPlace = None
    crosses_border: Flag = False
    funding_mode: Annotated[FundingMode | None, choice(FundingMode)] = None
    available: OptionalAmount = None
    credit_line: OptionalAmount = None
    minimum: OptionalAmount = None
    maximum: OptionalAmount = None


class SessionPart(Part):
    """One opening of a service."""

    name: Text
    opens: LocalTimeField
    cut_off: LocalTimeField
    closes: OptionalTime = None
    customer_cut_off: OptionalTime = None
    days: Annotated[DayRule, choice(DayRule)] = DayRule.EVERY
    value_next: Flag = False
    valid_from: OptionalDay = None
    valid_to: OptionalDay = None
    periods: tuple[Period, ...] = ()


class HoursPart(Part):
    """Calendars, time zone and sessions of a service."""

    calendars: tuple[Reference, ...]
    time_zone: TimeZoneField
    sessions: tuple[SessionPart, ...]


class ExchangePart(Part):
    """A conversion that a system makes on the way."""

    pair: PairField
    markup_bp: BasisPoints


class InfrastructureRecord(Record):
    """A payment system."""

    name: Text
    operator: Text
    country: CountryField
    currencies: tuple[CurrencyField, ...]
    settlement_type: Annotated[SettlementType, choice(SettlementType)]
    finality: Annotated[Finality, choice(Finality)]
    processing_minutes: BandField
    message_standard: Text = ""
    crosses_border: Flag = False
    minimum: dict[CurrencyField, Amount] = Field(default_factory=dict)
    maximum: dict[CurrencyField, Amount] = Field(default_factory=dict)
    exchanges: tuple[ExchangePart, ...] = ()
    hours: HoursPart | None = None


class ParticipationRecord(Record):
    """An institution's access to a system, in one currency."""

    institution: Reference
    infrastructure: Reference
    currency: CurrencyField
    access: Annotated[Access, choice(Access)]
    settlement_agent: Reference = ""


class TierPart(Part):
    """Markup of deals of at least an amount."""

    start: Amount = Field(alias="from")
    markup_bp: BasisPoints


class LagPart(Part):
    """Value date in business days after the deal, and what it adds to the markup."""

    business_days: Count
    markup_bp: BasisPoints = 0


class DeskRecord(Record):
    """A place where an institution converts a pair."""

    institution: Reference
    pair: PairField
    dealing: Annotated[Dealing, choice(Dealing)]
    tier_currency: CurrencyField
    tiers: tuple[TierPart, ...]
    value_lags: tuple[LagPart, ...]
    hours: HoursPart
    delivers_at: LocalTimeField
    processing_minutes: BandField
    quote_valid_minutes: Count
    place: OptionalPlace = None
    is_pvp: Flag = False
    minimum: OptionalAmount = None
    maximum: OptionalAmount = None


class ServiceRecord(Record):
    """Hours and processing time of institutions."""

    functions: tuple[Annotated[ServiceFunction, choice(ServiceFunction)], ...]
    hours: HoursPart
    processing_minutes: BandField
    institution: Reference = ""
    country: CountryField = ""
    currency: CurrencyField = ""


class SettlesPart(Part):
    """A currency whose settlement days a calendar states."""

    currency: CurrencyField
    place: OptionalPlace = None


class CalendarRecord(Record):
    """Business days of one place or system."""

    name: Text
    weekend: tuple[WeekdayField, ...]
    known_from: Day
    known_to: Day
    announced_to: Day
    country: CountryField = ""
    closed: dict[Day, Text] = Field(default_factory=dict)
    workdays: dict[Day, Text] = Field(default_factory=dict)
    settles: tuple[SettlesPart, ...] = ()


class SlicePart(Part):
    """Part of a price from an amount upwards."""

    start: Amount = Field(alias="from")
    rate_bp: BasisPoints = 0
    fixed: OptionalAmount = None


class PricePart(Part):
    """Fixed part and ad valorem part of a charge."""

    fixed: OptionalAmount = None
    rate_bp: OptionalBasisPoints = None
    slices: tuple[SlicePart, ...] = ()
    minimum: OptionalAmount = None
    maximum: OptionalAmount = None
    is_slab: Flag = False


class ReliefPart(Part):
    """Share of a charge that is waived between related units."""

    relation: Annotated[Relation, choice(Relation)]
    waived_percent: Percent


class TariffRecord(Record):
    """What an agent takes for one function."""

    function: Annotated[ChargeFunction, choice(ChargeFunction)]
    currency: CurrencyField
    institution: Reference = ""
    legal_entity: Reference = ""
    country: CountryField = ""
    for_currency: CurrencyField = ""
    customer: Annotated[CustomerType, choice(CustomerType)] = CustomerType.ANY
    is_claimed: Flag = False
    reliefs: tuple[ReliefPart, ...] = ()
    price: PricePart | None = None
    low: PricePart | None = None
    likely: PricePart | None = None
    high: PricePart | None = None


class MessagingRecord(Record):
    """Two institutions known to exchange authenticated messages."""

    from_institution: Reference
    to_institution: Reference


NETWORK_RECORDS: dict[str, type[Record]] = {
    "institutions": InstitutionRecord,
    "reporting_lines": ReportingLineRecord,
    "accounts": AccountRecord,
    "infrastructures": InfrastructureRecord,
    "participations": ParticipationRecord,
    "desks": DeskRecord,
    "services": ServiceRecord,
    "calendars": CalendarRecord,
    "tariffs": TariffRecord,
    "messaging_relationships": MessagingRecord,
}
"""Schema of each kind of record in a network file, by its top-level key."""
