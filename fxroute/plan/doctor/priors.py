"""What a corridor takes on trust: every weak record that a topological way may use, the most needed first."""

from collections import Counter
from collections.abc import Mapping

from fxroute.model import (
    Account,
    Calendar,
    Confidence,
    Desk,
    Infrastructure,
    Institution,
    Participation,
    Provenance,
    Quote,
    ReportingLine,
    Service,
    Tariff,
)
from fxroute.network import Network
from fxroute.plan.doctor.symptom import Question, QuestionKind, Severity, Symptom, SymptomKind
from fxroute.plan.doctor.ways import Enumeration, Ways

__all__ = ["find_priors"]

_ASKED_MAX = 10
_FLOOR = Confidence.MEDIUM

_Values = tuple[tuple[str, str], ...]


def find_priors(network: Network, quotes: Mapping[str, Quote], ways: Ways, listed: Enumeration) -> tuple[Symptom, ...]:
    """Return every record of confidence low, prior or example that a way may use, each with a question to a bank.

    Those on all ways come first, for they are to be confirmed first; then by the number of listed ways that need them,
    the weaker before the stronger.
    """
    used = Counter(record for way in listed.ways for record in {name for link in way for name, _ in link.stands_on()})
    units: dict[str, dict[str, None]] = {}
    for link in (*(link for way in listed.ways for link in way), *ways.links()):
        for record, unit in link.stands_on():
            units.setdefault(record, {}).update({unit: None} if unit else {})
    found = []
    for record, asked in units.items():
        confidence = _provenance(network, quotes, record).confidence
        if confidence.rank > _FLOOR.rank:
            is_always = used[record] == len(listed.ways) > 0 and not ways.path(frozenset({record}))
            found.append((not is_always, -used[record], -confidence.rank, record, tuple(asked)))
    return tuple(
        _symptom(network, quotes, ways, record, asked, count=-count, of=len(listed.ways), is_always=not is_other)
        for is_other, count, _, record, asked in sorted(found)
    )


def _provenance(network: Network, quotes: Mapping[str, Quote], record: str) -> Provenance:
    return quotes[record].provenance if record in quotes else network.provenance_of(record)


def _symptom(
    network: Network,
    quotes: Mapping[str, Quote],
    ways: Ways,
    record: str,
    asked: tuple[str, ...],
    *,
    count: int,
    of: int,
    is_always: bool,
) -> Symptom:
    kind, who, values = _question(network, quotes, ways.corridor.debtor_agent, record, asked)
    return Symptom(
        kind=SymptomKind.RESTS_ON_PRIOR,
        severity=Severity.WARNING if is_always else Severity.NOTICE,
        subjects=(record,),
        count=1,
        values=(
            ("what", kind.value),
            ("confidence", _provenance(network, quotes, record).confidence.value),
            ("ways", str(count)),
            ("of", str(of)),
            ("always", "true" if is_always else "false"),
        ),
        question=Question(kind=kind, asked=who[:_ASKED_MAX], values=values),
    )


def _question(
    network: Network, quotes: Mapping[str, Quote], debtor_agent: str, record: str, asked: tuple[str, ...]
) -> tuple[QuestionKind, tuple[str, ...], _Values]:
    """Return what to ask about a record and whom: own offices are asked through the debtor agent."""
    if record in quotes:
        return QuestionKind.QUOTE, asked or (debtor_agent,), (("pair", str(quotes[record].pair)),)
    own = network.institutions[debtor_agent].legal_entity

    def through(unit: str) -> tuple[str, ...]:
        return (debtor_agent if network.institutions[unit].legal_entity == own else unit,)

    match network.records[record]:
        case Institution():
            return QuestionKind.INSTITUTION, through(record), (("institution", record),)
        case ReportingLine() as line:
            values = (("unit", line.unit), ("reports_to", line.reports_to))
            return QuestionKind.REPORTING_LINE, through(line.unit), values
        case Account() as account:
            values = (("owner", account.owner), ("servicer", account.servicer), ("currency", account.currency))
            return QuestionKind.ACCOUNT, through(account.owner), values
        case Participation() as access:
            values = (("institution", access.institution), ("system", access.infrastructure))
            values += (("currency", access.currency), ("agent", access.settlement_agent))
            return QuestionKind.PARTICIPATION, through(access.institution), values
        case Desk() as desk:
            return QuestionKind.DESK, (desk.institution,), (("institution", desk.institution), ("pair", str(desk.pair)))
        case Infrastructure():
            return QuestionKind.INFRASTRUCTURE, (debtor_agent,), (("system", record),)
        case Service() as service:
            values = (("functions", " ".join(sorted(service.functions))), ("currency", service.currency))
            return QuestionKind.HOURS, asked, values
        case Calendar():
            return QuestionKind.CALENDAR, asked, (("calendar", record),)
        case Tariff() as tariff:
            return QuestionKind.TARIFF, asked, (("function", tariff.function.value), ("currency", tariff.for_currency))
