"""Saved answers: what `fxroute route --json` wrote, read back as a plan."""

from fxroute.errors import DataFileError, FxRouteError
from fxroute.model import (
    Bounds,
    ChargeBearer,
    Confidence,
    CustomerType,
    Finality,
    Finding,
    Leg,
    LegKind,
    Overlay,
    Payment,
    Place,
    Reason,
    Route,
    RuledOut,
    Scope,
    SettlementMethod,
    Side,
    Verdict,
    to_minor,
)
from fxroute.model.leg import BornBy, Charge, DealtRate, RateStatus, Taken
from fxroute.model.route import Evidence, Loss
from fxroute.model.tariff import ChargeFunction
from fxroute.plan import Inputs, Plan, parse_change
from fxroute.sources.files import SourceFile
from fxroute.sources.json_node import Node, json_node

__all__ = ["read_answer"]

_MEND = "save an answer anew: fxroute route … --json > answer.json"


def read_answer(file: SourceFile) -> Plan:
    """Return the answer that a JSON file holds, without the openings of what was ruled out.

    Times are told in UTC, since the file does not hold the zones.

    Raises:
        DataFileError: it is no such answer; the first thing that is wrong is named.
    """
    top = json_node(file, _MEND)
    try:
        return _plan(top)
    except DataFileError:
        raise
    except FxRouteError as error:
        raise DataFileError(what=error.what, where=file.name, mend=_MEND) from error


def _plan(top: Node) -> Plan:
    inputs = top.at("inputs")
    return Plan(
        payment=_payment(top.at("payment")),
        bounds=_bounds(top.at("bounds")),
        ordering=top.at("ordering").text(),
        complete=top.at("complete").flag(),
        why_incomplete=top.at("why_incomplete").text(),
        routes=tuple(_route(node) for node in top.at("routes").all()),
        alternatives=tuple(_route(node) for node in top.at("alternatives").all()),
        ruled_out=tuple(_ruled_out(node) for node in top.at("ruled_out").all()),
        inputs=Inputs(
            network_sha256=inputs.at("network").at("sha256").text(),
            rates_sha256=inputs.at("rates").at("sha256").text(),
            rates_as_of=inputs.at("rates").at("as_of").optional(Node.instant),
            version=inputs.at("version").text(),
            overlays=tuple(_overlay(node) for node in inputs.get("overlays", []).all()),
            rules_sha256=inputs.at("rules").at("sha256").text(),
        ),
        labels=top.at("labels").count(),
        findings=tuple(_finding(node) for node in top.get("findings", []).all()),
        carry_rate_percent=top.at("carry_rate_percent").text(),
    )


def _overlay(node: Node) -> Overlay:
    return Overlay(node.at("name").text(), tuple(change.made(parse_change) for change in node.at("changes").all()))


def _payment(node: Node) -> Payment:
    return Payment(
        instructed_amount=node.at("instructed_amount").money(),
        side=node.at("side").made(Side),
        debtor_currency=node.at("debtor_currency").text(),
        creditor_currency=node.at("creditor_currency").text(),
        debtor_agent=node.at("debtor_agent").text(),
        creditor_agent=node.at("creditor_agent").text(),
        charge_bearer=node.at("charge_bearer").made(ChargeBearer),
        at=node.at("at").optional(Node.instant),
        arrive_by=node.at("arrive_by").optional(Node.instant),
        charges_from_amount=node.at("charges_from_amount").flag(),
        customer=node.at("customer").made(CustomerType),
        debtor=node.at("debtor").text(),
        creditor=node.at("creditor").text(),
        purpose=node.at("purpose").text(),
    )


def _bounds(node: Node) -> Bounds:
    vehicles = node.at("vehicles").optional(Node.texts)
    return Bounds(
        avoid=frozenset(node.at("avoid").texts()),
        via=frozenset(node.at("via").texts()),
        intermediaries_max=node.at("intermediaries_max").optional(Node.count),
        conversions_max=node.at("conversions_max").optional(Node.count),
        legs_max=node.at("legs_max").optional(Node.count),
        vehicles=None if vehicles is None else frozenset(vehicles),
        evidence_floor=node.at("evidence_floor").made(Confidence),
        labels_max=node.at("labels_max").count(),
    )


def _ruled_out(node: Node) -> RuledOut:
    return RuledOut(
        option=node.at("option").text(),
        reason=node.at("reason").made(Reason),
        where=node.at("where").text(),
        limit=node.at("limit").text(),
        value=node.at("value").text(),
    )


def _route(node: Node) -> Route:
    low, high = node.at("delivered_range").pair()
    least, most = node.at("debit_range").pair()
    early, late = node.at("credited_range").pair()
    legs = tuple(_leg(leg) for leg in node.at("legs").all())
    if not legs:
        node.at("legs").refuse("a route has no legs")
    return Route(
        id=node.at("id").text(),
        method=node.at("method").text(),
        instructed=node.at("instructed").money(),
        total_debit=node.at("total_debit").money(),
        delivered=node.at("delivered").money(),
        delivered_range=(low.money(), high.money()),
        debit_range=(least.money(), most.money()),
        delivered_status=node.at("delivered_status").made(RateStatus),
        starts_at=node.at("starts_at").instant(),
        credited_at=node.at("credited_at").instant(),
        credited_range=(early.instant(), late.instant()),
        value_date=node.at("value_date").day(),
        final_at=node.at("final_at").instant(),
        conversions=node.at("conversions").count(),
        intermediaries=node.at("intermediaries").count(),
        claimed=node.at("claimed").money(),
        loss=_loss(node),
        evidence=_evidence(node.at("evidence")),
        provisional=node.at("provisional").flag(),
        tied=node.at("tied").flag(),
        because=node.at("because").text(),
        break_even_bp=node.at("break_even_bp").optional(Node.number),
        break_even_against=node.at("break_even_against").text(),
        unknowns=node.at("unknowns").texts(),
        legs=legs,
        without=node.at("without").text(),
        findings=tuple(_finding(finding) for finding in node.get("findings", []).all()),
    )


def _finding(node: Node) -> Finding:
    return Finding(
        rule=node.at("rule").text(),
        version=node.at("version").text(),
        verdict=node.at("verdict").made(Verdict),
        missing=node.at("missing").texts(),
        citation=node.at("citation").text(),
        confidence=node.at("confidence").made(Confidence),
        scope=node.at("scope").made(Scope),
        leg=node.at("leg").count(),
        jurisdiction=node.at("jurisdiction").text(),
        consequence=node.at("consequence").text(),
        held=node.at("held").texts(),
        wrong=node.at("wrong").texts(),
        unclear=node.at("unclear").texts(),
        details=tuple((told.at("item").text(), told.at("text").text()) for told in node.at("details").all()),
        options=tuple((told.at("item").text(), told.at("codes").texts()) for told in node.at("options").all()),
        inputs=tuple((told.at("name").text(), told.at("value").text()) for told in node.at("inputs").all()),
        because=node.at("because").text(),
        is_untold=node.at("untold").flag(),
    )


def _loss(node: Node) -> Loss:
    loss = node.at("loss_to_mid")
    return Loss(
        amount=loss.money(),
        bp=node.at("cost_bp").number(),
        charges=loss.at("charges").money(),
        conversions=tuple((entry.at("leg").count(), entry.money()) for entry in loss.at("conversions").all()),
    )


def _evidence(node: Node) -> Evidence:
    weakest = node.at("weakest").made(Confidence)
    counts = [(confidence, node.get(confidence.value, 0).count()) for confidence in Confidence]
    return Evidence(weakest=weakest, counts=tuple((confidence, count) for confidence, count in counts if count))


def _leg(node: Node) -> Leg:
    rate = node.at("rate").optional(_rate)
    debited = node.at("debited").money()
    if rate is not None and (to_minor(debited) <= 0 or debited.currency.code not in (rate.pair.base, rate.pair.quote)):
        node.at("debited").refuse("nothing of the pair is debited for the conversion")
    return Leg(
        n=node.at("n").count(),
        kind=node.at("kind").made(LegKind),
        from_id=node.at("from").text(),
        to_id=node.at("to").text(),
        from_bic=node.at("from_bic").text(),
        to_bic=node.at("to_bic").text(),
        via=node.at("via").text(),
        place=node.at("place").made(Place),
        debited=debited,
        credited=node.at("credited").money(),
        settlement_method=node.at("settlement_method").optional(lambda method: method.made(SettlementMethod)),
        rate=rate,
        charges=tuple(_charge(charge) for charge in node.at("charges").all()),
        starts_at=node.at("starts_at").instant(),
        ends_at=node.at("ends_at").instant(),
        cut_off=node.at("cut_off").optional(Node.instant),
        value_date=node.at("value_date").day(),
        final_at=node.at("final_at").instant(),
        finality=node.at("finality").made(Finality),
        from_zone="UTC",
        to_zone="UTC",
        records=node.at("records").texts(),
        assumptions=node.at("assumptions").texts(),
    )


def _rate(node: Node) -> DealtRate:
    return DealtRate(
        pair=node.at("pair").pair_of_currencies(),
        dealt=node.at("dealt").positive(),
        mid=node.at("mid").positive(),
        spread_bp=node.at("spread_bp").number(),
        status=node.at("status").made(RateStatus),
        valid_until=node.at("valid_until").optional(Node.instant),
        source=node.at("source").text(),
        quoted_at=node.at("quoted_at").instant(),
        path=node.at("path").texts(),
    )


def _charge(node: Node) -> Charge:
    low, high = node.at("range").pair()
    return Charge(
        agent=node.at("agent").text(),
        function=node.at("function").made(ChargeFunction),
        amount=node.at("amount").money(),
        low=low.money(),
        high=high.money(),
        borne_by=node.at("borne_by").made(BornBy),
        taken=node.at("taken").made(Taken),
        tariff=node.at("tariff").text(),
    )
