"""Records of decisions and of their reviews, chained by hashes; and what is wrong with a chain.

A record is one canonical line. It names the hash of the line before it, so that nothing can be changed, taken out or
put in between without the chain showing it; what was cut off at the end shows against the count and the last hash
that somebody else keeps. Whoever releases a decision does so in records of their own: two reviews, by two people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import cast

from fxroute.compliance.due import due_day
from fxroute.compliance.evidence.canonical import Json, canonical_sha256, parse_canonical
from fxroute.compliance.evidence.codec import decode, encode
from fxroute.compliance.evidence.rates import AskedRates, KeptRate, KeptRates
from fxroute.compliance.facts import Facts
from fxroute.compliance.rule import StartsAt
from fxroute.compliance.rule_base import RuleBase
from fxroute.errors import FxRouteError, InvalidValue
from fxroute.model import Finding, Verdict, worst_verdict

__all__ = [
    "Chain",
    "ChainFault",
    "DECISION",
    "OUTCOMES",
    "REVIEW",
    "decision_of",
    "facts_in",
    "findings_in",
    "inputs_in",
    "review_of",
    "verify",
]

DECISION = "decision"
REVIEW = "review"
OUTCOMES = ("release", "hold", "reject")
"""What a review may come to."""
_FORMAT = "fxroute evidence 1"
_REVIEWS_MAX = 2
_RETENTION = "retention_until"

_Record = dict[str, Json]


def decision_of(
    *,
    facts: Facts,
    rates: AskedRates,
    findings: Sequence[Finding],
    rules: RuleBase,
    starts: Mapping[StartsAt, date],
    payment: Json,
    inputs: Mapping[str, str],
    known_on: date | None,
    route_id: str,
    software: Mapping[str, str],
    previous: str,
) -> _Record:
    """Return the record of a decision: the same inputs give the same bytes.

    Args:
        facts: what the rules looked at; their rate source is `rates`.
        rates: the source that was asked while they did.
        findings: what they said, with the rules that do not apply.
        rules: the rule base.
        starts: days of the route from which records are kept; the day of the facts where one is not known.
        payment: the instruction as it was told, which a report to an authority must attach.
        inputs: hashes of everything read, by name.
        known_on: the day whose knowledge of the law counted.
        route_id: id of the route, empty where there was none.
        software: versions of fxroute and of what compares names.
        previous: hash of the record before, empty for the first.
    """
    applied = [finding for finding in findings if finding.verdict is not Verdict.NOT_APPLICABLE]
    told: _Record = {
        "format": _FORMAT,
        "kind": DECISION,
        "previous": previous,
        "software": dict(software),
        "inputs": dict(inputs),
        "law_day": facts.day.isoformat(),
        "known_on": None if known_on is None else known_on.isoformat(),
        "payment": payment,
        "route": route_id,
        "facts": _facts_json(facts),
        "rates": [encode(rate) for rate in rates.kept()],
        "verdict": worst_verdict(findings).value,
        "findings": [encode(_told(finding, rules)) for finding in applied],
        "not_applicable": [*sorted({f"{one.rule}@{one.version}" for one in findings if one not in applied})],
        "retain_until": _retained(applied, rules, starts, facts.day),
        "reviewers": _REVIEWS_MAX,
    }
    return {**told, "sha256": canonical_sha256(told)}


def review_of(*, of: str, by: str, at: datetime, outcome: str, why: str, previous: str) -> _Record:
    """Return the record of a person who looked at a decision: `release`, `hold` or `reject`, and why.

    Raises:
        InvalidValue: another outcome, no name, or no reason.
    """
    if outcome not in OUTCOMES:
        raise InvalidValue(
            what=f"{outcome!r} is no outcome of a review", where="outcome", mend=f"use one of {', '.join(OUTCOMES)}"
        )
    for name, text in (("by", by), ("why", why)):
        if not text.strip():
            raise InvalidValue(what="it is empty", where=name, mend="say who looked at the decision, and why")
    told: _Record = {
        "format": _FORMAT,
        "kind": REVIEW,
        "previous": previous,
        "of": of,
        "by": by.strip(),
        "at": cast("str", encode(at)),
        "outcome": outcome,
        "why": why.strip(),
    }
    return {**told, "sha256": canonical_sha256(told)}


def facts_in(record: Mapping[str, Json]) -> Facts:
    """Return the facts that a decision was made on, with the rates that it kept.

    Raises:
        InvalidValue: the record does not hold them.
    """
    kept = decode(tuple[KeptRate, ...], record.get("rates"), where="rates")
    rates = KeptRates(kept, inputs_in(record).get("rates", ""))
    return decode(Facts, record.get("facts"), where="facts", given={"rates": rates})


def findings_in(record: Mapping[str, Json]) -> tuple[Finding, ...]:
    """Return the findings of a decision, without the rules that did not apply.

    Raises:
        InvalidValue: the record does not hold them.
    """
    told = decode(tuple[_Told, ...], record.get("findings"), where="findings")
    return tuple(one.said for one in told)


def inputs_in(record: Mapping[str, Json]) -> dict[str, str]:
    """Return the hashes of what a decision read, by name.

    Raises:
        InvalidValue: the record does not hold them.
    """
    return decode(dict[str, str], record.get("inputs"), where="inputs")


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding as a record tells it, with what its rule says and how well that was seen."""

    said: Finding
    source: str
    verification: str
    says: str


@dataclass(frozen=True, slots=True)
class ChainFault:
    """What is wrong with a line of a chain; lines count from 1."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of records: as far as they could be read, the hash of the last, and what is wrong."""

    records: tuple[_Record, ...]
    head: str
    faults: tuple[ChainFault, ...]

    def faults_of_next(self, record: Mapping[str, Json]) -> tuple[str, ...]:
        """Return why a record cannot follow the last one; empty where it can."""
        return tuple(_wrong(dict(record), self.head, self.records))


def verify(lines: Iterable[bytes]) -> Chain:
    """Return a chain with everything that is wrong with it: whatever was changed since it was written."""
    records: list[_Record] = []
    faults: list[ChainFault] = []
    head = ""
    for number, line in enumerate(lines, start=1):
        try:
            record = parse_canonical(line, where=f"line {number}")
        except FxRouteError as error:
            faults.append(ChainFault(number, error.what))
            continue
        faults.extend(ChainFault(number, what) for what in _wrong(record, head, records))
        records.append(record)
        head = str(record.get("sha256", ""))
    return Chain(tuple(records), head, tuple(faults))


def _wrong(record: _Record, head: str, before: Sequence[_Record]) -> Iterable[str]:
    told = {key: value for key, value in record.items() if key != "sha256"}
    if record.get("format") != _FORMAT:
        yield f"its format is {record.get('format')!r}, expected {_FORMAT!r}"
    if record.get("sha256") != canonical_sha256(told):
        yield "its content is not what its hash says: it was changed"
    if record.get("previous") != head:
        yield "the record before it is not the one it names: a record was changed, taken out or put in between"
    if record.get("kind") == REVIEW:
        yield from _wrong_review(record, before)
    elif record.get("kind") != DECISION:
        yield f"it is of kind {record.get('kind')!r}"


def _wrong_review(record: _Record, before: Sequence[_Record]) -> Iterable[str]:
    of = record.get("of")
    if not any(one.get("kind") == DECISION and one.get("sha256") == of for one in before):
        yield f"it reviews {of!r}, which is no decision before it"
    reviews = [one for one in before if one.get("kind") == REVIEW and one.get("of") == of]
    if any(_person(one) == _person(record) for one in reviews):
        yield f"{record.get('by')} reviewed this decision already: four eyes are two people"
    if len(reviews) >= _REVIEWS_MAX:
        yield f"the decision has {_REVIEWS_MAX} reviews already"


def _person(review: _Record) -> str:
    """Who reviewed; case and spaces make no other person of a name."""
    return " ".join(str(review.get("by")).split()).casefold()


def _facts_json(facts: Facts) -> _Record:
    """The facts without their rates, which the record keeps for themselves."""
    return {
        field.name: encode(getattr(facts, field.name))
        for field in fields(Facts)
        if field.init and field.name != "rates"
    }


def _told(finding: Finding, rules: RuleBase) -> _Told:
    rule = rules.get_version(finding.rule, finding.version)
    return _Told(finding, rule.citation.publisher, rule.citation.verification, rule.says)


def _retained(findings: Iterable[Finding], rules: RuleBase, starts: Mapping[StartsAt, date], day: date) -> str:
    """The last day to which a rule that applies has records kept; empty where none says anything."""
    until = []
    for finding in findings:
        rule = rules.get_version(finding.rule, finding.version)
        if _RETENTION in rule.require and rule.deadline is not None:
            until.append(due_day(rule.deadline, starts.get(rule.deadline.starts_at, day), None))
    return max(until).isoformat() if until else ""
