"""Frozen values that all parts share: money, institutions, accounts, services, tariffs, payments, legs, routes."""

from fxroute.model.account import Account, FundingMode, Relation
from fxroute.model.calendar import Calendar, JointCalendar, Settles
from fxroute.model.desk import Dealing, Desk, DeskTier, ValueLag
from fxroute.model.finding import Finding, Scope, Verdict
from fxroute.model.identifiers import bic8, bic11, check_bic, check_iban, check_lei, iban_of
from fxroute.model.infrastructure import (
    Access,
    Exchange,
    Finality,
    Infrastructure,
    Participation,
    SettlementType,
)
from fxroute.model.institution import (
    SEGMENTED_CURRENCIES,
    Institution,
    InstitutionKind,
    Place,
    ReportingLine,
    home_place,
)
from fxroute.model.leg import BornBy, Charge, DealtRate, Leg, LegKind, RateStatus, SettlementMethod, Taken
from fxroute.model.money import Money, amount_text, currency_exponent, money_of, parse_amount, to_minor, total
from fxroute.model.pair import CrossRate, CurrencyPair, Quote
from fxroute.model.payment import Bounds, ChargeBearer, Payment, Side, parse_instant
from fxroute.model.ports import Executor, Permission, RateSource
from fxroute.model.provenance import Confidence, Provenance
from fxroute.model.reason import Reason, RuledOut
from fxroute.model.route import Evidence, Loss, Route
from fxroute.model.service import Band, DayRule, Hours, LocalTime, Service, ServiceFunction, Session
from fxroute.model.tariff import ChargeFunction, ChargeSlice, CustomerType, Price, Relief, Tariff
from fxroute.model.value_date import settlement_date

__all__ = [
    "Access",
    "Account",
    "Band",
    "BornBy",
    "Bounds",
    "Calendar",
    "Charge",
    "ChargeBearer",
    "ChargeFunction",
    "ChargeSlice",
    "Confidence",
    "CrossRate",
    "CurrencyPair",
    "CustomerType",
    "DayRule",
    "Dealing",
    "DealtRate",
    "Desk",
    "DeskTier",
    "Evidence",
    "Exchange",
    "Executor",
    "Finality",
    "Finding",
    "FundingMode",
    "Hours",
    "Infrastructure",
    "Institution",
    "InstitutionKind",
    "JointCalendar",
    "Leg",
    "LegKind",
    "LocalTime",
    "Loss",
    "Money",
    "Participation",
    "Payment",
    "Permission",
    "Place",
    "Price",
    "Provenance",
    "Quote",
    "RateSource",
    "RateStatus",
    "Reason",
    "Relation",
    "Relief",
    "ReportingLine",
    "Route",
    "RuledOut",
    "SEGMENTED_CURRENCIES",
    "Scope",
    "Service",
    "ServiceFunction",
    "Session",
    "SettlementMethod",
    "SettlementType",
    "Settles",
    "Side",
    "Taken",
    "Tariff",
    "ValueLag",
    "Verdict",
    "amount_text",
    "bic11",
    "bic8",
    "check_bic",
    "check_iban",
    "check_lei",
    "currency_exponent",
    "home_place",
    "iban_of",
    "money_of",
    "parse_amount",
    "parse_instant",
    "settlement_date",
    "to_minor",
    "total",
]
