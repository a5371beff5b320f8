"""From the notation of the compliance cases to facts: what a bank officer writes in a line becomes a value.

A way is a list of legs: `debit CN CNY`, `convert CN CNY SAR`, `clearing CN SA SAR via SARIE/SA`, `credit SA SAR`.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from moneyed import Money

from fxroute.compliance.dossier import (
    Address,
    Circumstance,
    Document,
    Dossier,
    GoodsClass,
    GoodsTrade,
    MessagePlan,
    PartyProfile,
    Premises,
    RunningTotal,
    TaxFiling,
    TotalWindow,
)
from fxroute.compliance.facts import Facts, LegFacts
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.screening.listed import ListEdition
from fxroute.compliance.screening.screened import Band, Hit, Review, Screening, Subject
from fxroute.model import ChargeBearer, Confidence, CurrencyPair, CustomerType, Provenance, Quote
from fxroute.rates import RateTable

Told = Mapping[str, Any]

ADDRESSES = {
    "structured": Address(street_name="Street", building_number="1", town_name="Town", country="CN"),
    "hybrid": Address(town_name="Town", country="CN", lines=("Street 1",)),
    "unstructured": Address(lines=("Street 1", "Town", "Country")),
    "long": Address(town_name="Town", country="CN", lines=("Street 1", "x" * 71)),
    "absent": Address(),
}
LISTS = ("UN", "CN_MFA", "OFAC_SDN", "EU_FSF", "UK_SL")
UETR = "4b5f3c5e-9c1d-4b9a-8f0e-1c2d3e4f5a6b"
KINDS = {"convert": "conversion"}


def rates_of(mids: Mapping[str, str]) -> RateTable:
    """Return a table of a few pairs, each quoted by one rate."""
    provenance = Provenance(source="case", as_of=date(2026, 11, 20), confidence=Confidence.EXAMPLE)
    quotes = tuple(
        Quote(
            id=f"CASE-{pair}",
            pair=CurrencyPair.parse(pair),
            bid=Decimal(mid),
            offer=Decimal(mid),
            kind="spot",
            quoted_at=datetime(2000, 1, 3, tzinfo=UTC),
            provenance=provenance,
        )
        for pair, mid in mids.items()
    )
    return RateTable.of(quotes, (), ())


def money(text: str) -> Money:
    amount, currency = text.split()
    return Money(amount, currency)


def merged(base: Told, change: Told) -> dict[str, Any]:
    """Return the base with changes: a map inside a map is merged, everything else is replaced."""
    result = dict(base)
    for key, value in change.items():
        held = result.get(key)
        result[key] = merged(held, value) if isinstance(held, dict) and isinstance(value, dict) else value
    return result


def facts_of(told: Told, rules: RuleBase) -> Facts:
    """Return the facts that a case tells."""
    day = date.fromisoformat(str(told["day"]))
    amount = money(told["amount"])
    rates = rates_of(told.get("rates", {}))
    legs = tuple(leg_of(n, text, told, rates) for n, text in enumerate(told["way"], start=1))
    return Facts(
        day=day,
        amount=amount,
        debtor_currency=told["paid_in"],
        creditor_currency=told["received_in"],
        debtor_agent_country=legs[0].from_country,
        creditor_agent_country=legs[-1].to_country,
        customer=CustomerType(told.get("customer", "corporate")),
        charge_bearer=ChargeBearer(told.get("charges", "SHAR")),
        legs=legs,
        rates=rates,
        purpose=rules.get_purpose(told.get("purpose", "")),
        method=told.get("method", "serial"),
        prepaid_charges=told.get("prepaid_charges", 0),
        dossier=dossier_of(told, amount, day),
    )


def leg_of(n: int, text: str, told: Told, rates: RateTable) -> LegFacts:
    words = text.split()
    via = words.pop() if "via" in words else ""
    words = [word for word in words if word != "via"]
    is_deducted = "deducted" in words
    words = [word for word in words if word != "deducted"]
    kind, countries, currencies = words[0], [w for w in words[1:] if len(w) == 2], [w for w in words[1:] if len(w) == 3]
    system, _, country = via.partition("/")
    default = f"BANK{countries[0]}XX", f"BANK{countries[-1]}YY"
    return LegFacts(
        n=n,
        kind=KINDS.get(kind, kind),
        from_id=told.get("debtor_bank", default[0]) if n == 1 else default[0],
        to_id=told.get("creditor_bank", default[1]) if n == len(told["way"]) else default[1],
        from_country=countries[0],
        to_country=countries[-1],
        debited=amount_in(money(told["amount"]), currencies[0], rates),
        credited=amount_in(money(told["amount"]), currencies[-1], rates),
        via=system,
        via_country=country,
        access="" if told.get("access_unknown") or not system else told.get("access", "direct"),
        has_deducted=is_deducted,
    )


def amount_in(amount: Money, currency: str, rates: RateTable) -> Money:
    if amount.currency.code == currency:
        return amount
    mid = Fraction(rates.rate(CurrencyPair(str(amount.currency.code), currency)).mid)
    value = Fraction(amount.amount) * mid
    return Money((Decimal(value.numerator) / value.denominator).quantize(Decimal("0.01")), currency)


def dossier_of(told: Told, amount: Money, day: date) -> Dossier:
    debtor, creditor = party_of(told.get("debtor", {}), day), party_of(told.get("creditor", {}), day)
    confirmed = dict.fromkeys(told.get("confirmed", ()), True) | dict.fromkeys(told.get("denied", ()), False)
    names = (debtor.name, creditor.name)
    goods = GoodsTrade(
        days_deferred=told.get("days_deferred"),
        advance_percent=str(told.get("advance_percent", "")),
        customs_declarant=told.get("declarant", ""),
    )
    return Dossier(
        debtor=debtor,
        creditor=creditor,
        debtor_account=told.get("debtor_account", ""),
        creditor_account=told.get("creditor_account", ""),
        documents=tuple(document_of(one, amount, names) for one in told.get("documents", ())),
        confirmed=confirmed,
        circumstances=circumstances_of(told.get("circumstances", ())),
        codes={scheme: str(code) for scheme, code in told.get("codes", {}).items() if code},
        declaration_remark=told.get("remark", ""),
        counterparty_country=told.get("counterparty_country", ""),
        relationship=told.get("relationship", ""),
        is_related=told.get("related"),
        tax_filing=TaxFiling(
            form_number=told.get("tax_form", ""),
            verification_code=told.get("tax_code", ""),
            earlier_form_number=told.get("earlier_tax_form", ""),
        ),
        premises=Premises(told["premises"]) if told.get("premises") else None,
        goods=goods,
        totals=tuple(total_of(key, text) for key, text in told.get("totals", {}).items()),
        refund_of=money(told["refund_of"]) if told.get("refund_of") else None,
        message=MessagePlan(
            kind=told.get("message", "pacs.008"),
            uetr=told.get("uetr", UETR),
            agents_by=told.get("agents_by", "bic"),
        ),
        screening=screening_of(told["screened"], day) if told.get("screened") is not None else None,
    )


def circumstances_of(told: list[str] | Told) -> frozenset[Circumstance]:
    """A list names those that hold; `{all_but: [...]}` is every other one."""
    if isinstance(told, Mapping):
        return frozenset(Circumstance) - {Circumstance(one) for one in told["all_but"]}
    return frozenset(Circumstance(one) for one in told)


def total_of(key: str, text: str) -> RunningTotal:
    window, kind = key.split()
    return RunningTotal(TotalWindow(window), kind, money(text))


def party_of(told: Told, day: date) -> PartyProfile:
    looked_up = told.get("looked_up_on")
    return PartyProfile(
        name=told.get("name", ""),
        country=told.get("country", ""),
        region=told.get("region", ""),
        address=address_of(told.get("address", "absent")),
        identification=told.get("identification", ""),
        birth_date=date.fromisoformat(str(told["birth_date"])) if told.get("birth_date") else None,
        lei=told.get("lei", ""),
        bic=told.get("bic", ""),
        is_kyc_current=told.get("kyc_current"),
        is_owner_known=told.get("owner_known"),
        is_data_verified=told.get("data_verified"),
        is_in_directory=told.get("in_directory"),
        goods_class=GoodsClass(told["goods_class"]) if told.get("goods_class") else None,
        looked_up_on=day if looked_up == "the day" else date.fromisoformat(str(looked_up)) if looked_up else None,
        is_pilot=told.get("pilot"),
        is_key_supervised=told.get("key_supervised"),
    )


def address_of(told: str | Told) -> Address:
    """A word names one of `ADDRESSES`; a map gives its elements."""
    return ADDRESSES[told] if isinstance(told, str) else Address(**{**told, "lines": tuple(told.get("lines", ()))})


def document_of(told: object, amount: Money, names: tuple[str, str]) -> Document:
    """A bare kind is a paper that shows everything; a map says what it shows instead."""
    if isinstance(told, str):
        return Document(kind=told, number="1", issuer="issuer", subject="subject", parties=names, amount=amount)
    assert isinstance(told, dict)
    return Document(
        kind=told["kind"],
        number=told.get("number", ""),
        issuer=told.get("issuer", ""),
        subject=told.get("subject", ""),
        parties=tuple(told.get("parties", ())),
        amount=money(told["amount"]) if told.get("amount") else None,
        vat_percent=told.get("vat_percent", ""),
    )


def screening_of(told: Told, day: date) -> Screening:
    lists = told.get("lists", LISTS)
    screened_on = date.fromisoformat(str(told["day"])) if told.get("day") else day
    hits = tuple(hit_of(one) for one in told.get("hits", ()))
    version = told.get("version", "1")
    editions = tuple(
        ListEdition(name=name, version=version, dated=screened_on, sha256="0" * 64, source="case", entries=1)
        for name in lists
    )
    return Screening(day=screened_on, policy=told.get("policy", "case"), editions=editions, subjects=(), hits=hits)


def hit_of(told: Told) -> Hit:
    return Hit(
        subject=Subject(role=told["party"], name=told["party"]),
        list_name=told["list"],
        entry_id="1",
        entry_name="listed",
        entry_sha256="0" * 64,
        score=Decimal(str(told.get("score", "1.00"))),
        band=Band(told.get("band", "match")),
        features=(),
        share_percent=str(told.get("share", "")),
        through=("X", "Y") if told.get("share") else (),
        is_control=told.get("control", False),
        review=review_by(told["review"]) if "review" in told else None,
    )


def review_by(name: str) -> Review:
    return Review(
        subject="creditor",
        list_name="UN",
        entry_id="1",
        entry_sha256="0" * 64,
        by=name,
        at=datetime(2026, 11, 20, tzinfo=UTC),
        why="another company",
        until=date(2027, 11, 20),
    )
