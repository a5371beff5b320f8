"""From the records of rule files to the values of the rule base."""

from collections.abc import Callable
from decimal import Decimal

from fxroute.compliance import say_of_dossier as of_dossier
from fxroute.compliance import say_of_leg as of_leg
from fxroute.compliance import say_of_payment as of_payment
from fxroute.compliance.checks.catalog import CHECKS
from fxroute.compliance.item import Item, ItemKind
from fxroute.compliance.predicate import Predicate
from fxroute.compliance.purpose import Purpose, PurposeCode, Title
from fxroute.compliance.rule import Citation, Deadline, DeadlineUnit, Rule, RuleLink
from fxroute.compliance.service_level import ServiceLevel
from fxroute.compliance.threshold import Limit, MoneyLimit, Sign
from fxroute.sources.builder import Builder
from fxroute.sources.fault import Step
from fxroute.sources.rule_schema import (
    AmountPart,
    CodePart,
    DeadlinePart,
    ItemRecord,
    LimitPart,
    ListPart,
    PurposeCodeRecord,
    PurposeRecord,
    RuleRecord,
    ServiceLevelRecord,
    TitlePart,
    WhenPart,
)
from fxroute.sources.unread import unless_unread

__all__ = ["build_item", "build_purpose", "build_purpose_code", "build_rule", "build_service_level"]

_COUNTS_MAX = {
    DeadlineUnit.BUSINESS_DAYS: 25_000,
    DeadlineUnit.DAYS: 36_500,
    DeadlineUnit.MONTHS: 1_200,
    DeadlineUnit.YEARS: 100,
}


def build_rule(record: RuleRecord, builder: Builder) -> Rule:
    """Return the rule; `untold` is `otherwise` where it is left out."""
    return Rule(
        id=record.id,
        number=record.rule or record.id,
        version=record.version,
        jurisdiction=record.jurisdiction,
        area=record.area,
        step=record.step,
        title=_title(record.title),
        scope=record.scope,
        anchor=record.leg,
        when=_predicates(record.when, builder),
        require=record.require,
        otherwise=record.otherwise,
        untold=record.otherwise if record.untold is None else record.untold,
        fulfilled=record.fulfilled,
        consequence=record.consequence,
        says=record.says,
        citation=_citation(record),
        provenance=builder.share(record.provenance()),
        unless=_links(record),
        together=record.together,
        complements=record.complements,
        deadline=None if record.deadline is None else _deadline(record.deadline, builder),
    )


def build_item(record: ItemRecord, builder: Builder) -> Item:
    """Return the item; one that the library is to compute has a function."""
    if record.kind is ItemKind.CHECK and record.id not in CHECKS:
        builder.fault(("kind",), f"nothing computes {record.id}", "make it document, confirmation or report")
    return Item(
        id=record.id,
        kind=record.kind,
        provider=record.provider,
        title=_title(record.title),
        cure=_title(record.cure),
    )


def build_purpose(record: PurposeRecord, codes: tuple[PurposeCode, ...]) -> Purpose:
    """Return the purpose with the codes that fit it."""
    return Purpose(id=record.id, trade=record.trade, title=_title(record.title), is_clear=record.clear, codes=codes)


def build_purpose_code(record: PurposeCodeRecord, builder: Builder) -> PurposeCode:
    """Return the code."""
    return PurposeCode(
        scheme=record.scheme,
        code=record.code,
        issuer=record.issuer,
        provenance=builder.share(record.provenance()),
    )


def build_service_level(record: ServiceLevelRecord, builder: Builder) -> ServiceLevel:
    """Return the service level."""
    return ServiceLevel(
        id=record.id,
        title=_title(record.title),
        provider=record.provider,
        deadline=_deadline(record.deadline, builder),
        provenance=builder.share(record.provenance()),
    )


@unless_unread
def _title(part: TitlePart) -> Title:
    return Title(part.en, part.zh)


@unless_unread
def _citation(record: RuleRecord) -> Citation:
    return Citation(
        instrument=record.cite.instrument,
        article=record.cite.article,
        publisher=record.source,
        urls=record.cite.urls,
        verification=record.cite.verification,
        valid_from_basis=record.cite.valid_from_basis,
        is_corroborated=record.cite.corroborated,
    )


@unless_unread
def _links(record: RuleRecord) -> tuple[RuleLink, ...]:
    return tuple(RuleLink(link.rule, link.because) for link in record.unless)


@unless_unread
def _deadline(part: DeadlinePart, builder: Builder) -> Deadline:
    most = _COUNTS_MAX[part.unit]
    if part.count > most:
        what = f"{part.count} {part.unit.value} are more than a hundred years"
        builder.fault(("deadline", "count"), what, f"give {most} at most")
    return Deadline(part.count, part.unit, part.starts_at, part.country)


@unless_unread
def _predicates(when: WhenPart, builder: Builder) -> tuple[Predicate, ...]:
    """Return what is given of the vocabulary, in its order."""
    given = ((field, getattr(when, field)) for field in WhenPart.model_fields)
    return tuple(unless_unread(_MAKERS[field])(value, builder) for field, value in given if value is not None)


def _code(part: CodePart, _: Builder) -> Predicate:
    return of_dossier.CodeIs(part.scheme, frozenset(part.any_of))


def _listed(parts: tuple[ListPart, ...], _: Builder) -> Predicate:
    return of_dossier.ListedAbroadOnly(tuple((part.list, part.place) for part in parts))


def _amount(part: AmountPart, builder: Builder) -> Predicate:
    if not part.any_of:
        builder.fault(("when", "amount", "any_of"), "the list of limits is empty", "give at least one limit")
    limits = tuple(
        MoneyLimit(_limit(one, builder, "amount", "any_of", index), one.currency)
        for index, one in enumerate(part.any_of)
    )
    return of_payment.Amount(limits, part.window, part.kind)


def _limit(part: LimitPart, builder: Builder, *steps: Step) -> Limit:
    given = {sign: Decimal(text) for sign in Sign if (text := getattr(part, sign.value))}
    if len(given) != 1:
        builder.fault(("when", *steps), f"{len(given)} signs are given", f"give one of {', '.join(Sign)}")
    sign, number = next(iter(given.items()), (Sign.ABOVE, Decimal(0)))
    return Limit(sign, number)


_Maker = Callable[..., Predicate]

_MAKERS: dict[str, _Maker] = {
    "direction": lambda value, _: of_payment.DirectionIs(frozenset(value)),
    "cross_border": lambda value, _: of_payment.CrossBorder(value),
    "role": lambda value, _: of_payment.RoleIs(frozenset(value)),
    "trade": lambda value, _: of_payment.TradeIs(frozenset(value)),
    "purpose": lambda value, _: of_payment.PurposeIs(frozenset(value)),
    "purpose_clear": lambda value, _: of_payment.PurposeClear(value),
    "customer": lambda value, _: of_payment.Customer(frozenset({value})),
    "amount": _amount,
    "conversion": lambda value, _: of_payment.Conversion(frozenset(value)),
    "crossing_currency": lambda value, _: of_payment.CrossingCurrency(frozenset(value)),
    "crossing_currency_other_than": lambda value, _: of_payment.CrossingCurrencyOther(frozenset(value)),
    "debtor_currency": lambda value, _: of_payment.DebtorCurrency(frozenset(value)),
    "currency_pair": lambda value, _: of_payment.CurrencyPairIs(frozenset(value)),
    "charge_bearer": lambda value, _: of_payment.Bearer(frozenset(value)),
    "method": lambda value, _: of_payment.MethodIs(frozenset({value})),
    "message": lambda value, _: of_payment.MessageIs(frozenset(value)),
    "circumstance": lambda value, _: of_dossier.CircumstanceIs(frozenset(value)),
    "in_directory": lambda value, _: of_dossier.InDirectory(value),
    "goods_class": lambda value, _: of_dossier.GoodsClassIs(frozenset(value)),
    "key_supervised": lambda value, _: of_dossier.KeySupervised(value),
    "pilot": lambda value, _: of_dossier.Pilot(value),
    "filed_before": lambda value, _: of_dossier.FiledBefore(value),
    "premises": lambda value, _: of_dossier.PremisesIs(frozenset(value)),
    "related": lambda value, _: of_dossier.Related(value),
    "resident": lambda value, _: of_dossier.Resident(value),
    "days_deferred": lambda value, builder: of_dossier.DaysDeferred(_limit(value, builder, "days_deferred")),
    "advance_percent": lambda value, builder: of_dossier.AdvancePercent(_limit(value, builder, "advance_percent")),
    "counterparty_country": lambda value, _: of_dossier.CounterpartyCountry(frozenset(value)),
    "code": _code,
    "address": lambda value, _: of_dossier.AddressLines(frozenset(form.value for form in value)),
    "data_incomplete": lambda value, _: of_dossier.DataIncomplete(value),
    "wire_data_incomplete": lambda value, _: of_dossier.WireDataIncomplete(value),
    "creditor_has_iban": lambda value, _: of_dossier.CreditorHasIban(value),
    "screened": lambda value, _: of_dossier.Screened(value),
    "listed_abroad_only": _listed,
    "clearing": lambda value, _: of_leg.Clearing(frozenset(value)),
    "converts": lambda value, _: of_leg.ConvertedAt(value),
    "leg_currency": lambda value, _: of_leg.LegCurrency(frozenset(value)),
    "offshore_currency": lambda value, _: of_leg.OffshoreCurrency(value),
}
"""How each word of the vocabulary becomes a predicate."""
