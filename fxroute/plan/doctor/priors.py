"""What a corridor takes on trust: every weak record that a topological way may use, the most needed first."""

from collections import Counter
from collections.abc import Iterable, Mapping

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
)
from fxroute.network import Network
from fxroute.plan.doctor.symptom import SUBJECTS_MAX, Question, QuestionKind, Severity, Symptom, SymptomKind
from fxroute.plan.doctor.ways import Enumeration, Link, Ways

__all__ = ["PRIORS_MAX", "find_priors"]

PRIORS_MAX = 500
"""Records that are told of; the least needed are left out."""

_FLOOR = Confidence.MEDIUM

_Values = tuple[tuple[str, str], ...]


def find_priors(
    network: Network, quotes: Mapping[str, Quote], ways: Ways, listed: Enumeration
) -> tuple[int, tuple[Symptom, ...]]:
    """Return how many records of confidence low, prior or example ways may use, and the first `PRIORS_MAX` of them.

    Each has a question to a bank. Those on all ways come first, for they are to be confirmed first; then by the number
    of listed ways that need them, the weaker before the stronger.
    """
    used = Counter(record for way in listed.ways for record in {name for link in way for name, _ in link.stands_on()})
    units = _units(link for way in listed.ways for link in way)
    found = []
    for record, asked in {**_units(ways.links()), **units}.items():
        confidence = _provenance(network, quotes, record).confidence
        if confidence.rank > _FLOOR.rank:
            is_always = used[record] == len(listed.ways) > 0 and not ways.path(frozenset({record}))
            found.append((not is_always, -used[record], -confidence.rank, record, tuple(asked)))
    return len(found), tuple(
        _symptom(network, quotes, ways, record, asked, count=-count, of=len(listed.ways), is_always=not is_other)
        for is_other, count, _, record, asked in sorted(found)[:PRIORS_MAX]
    )


def _units(links: Iterable[Link]) -> dict[str, dict[str, None]]:
    """For every record that links stand on the institutions of which it is assumed, in their order."""
    units: dict[str, dict[str, None]] = {}
    for link in links:
        for record, unit in link.stands_on():
            units.setdefault(record, {}).update({unit: None} if unit else {})
    return units


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
        question=Question(kind=kind, asked=who[:SUBJECTS_MAX], values=values),
    )


def _question(
    network: Network, quotes: Mapping[str, Quote], debtor_agent: str, record: str, asked: tuple[str, ...]
) -> tuple[QuestionKind, tuple[str, ...], _Values]:
    """Return what to ask about a record and whom: own offices are asked through the debtor agent."""
    own = network.institutions[debtor_agent]

    def through(*units: str) -> tuple[str, ...]:
        offices = [unit for unit in units if _is_office(network.institutions[unit], own)]
        return tuple(dict.fromkeys(debtor_agent if unit in offices else unit for unit in units))

    if record in quotes:
        return QuestionKind.QUOTE, through(*asked) or (debtor_agent,), (("pair", str(quotes[record].pair)),)
    match network.records[record]:
        case Institution():
            return QuestionKind.INSTITUTION, through(record), (("institution", record),)
        case ReportingLine() as line:
            between: _Values = (("unit", line.unit), ("reports_to", line.reports_to))
            return QuestionKind.REPORTING_LINE, through(line.unit), between
        case Account() as account:
            kept: _Values = (("owner", account.owner), ("servicer", account.servicer), ("currency", account.currency))
            return QuestionKind.ACCOUNT, through(account.owner), kept
        case Participation() as access:
            reached: _Values = (
                ("institution", access.institution),
                ("system", access.infrastructure),
                ("currency", access.currency),
                ("agent", access.settlement_agent),
            )
            return QuestionKind.PARTICIPATION, through(access.institution), reached
        case Desk() as desk:
            return (
                QuestionKind.DESK,
                through(desk.institution),
                (("institution", desk.institution), ("pair", str(desk.pair))),
            )
        case Infrastructure():
            return QuestionKind.INFRASTRUCTURE, (debtor_agent,), (("system", record),)
        case Service() as service:
            served: _Values = (("functions", " ".join(sorted(service.functions))), ("currency", service.currency))
            return QuestionKind.HOURS, through(*asked), served
        case Calendar():
            return QuestionKind.CALENDAR, through(*asked), (("calendar", record),)
        case tariff:
            taken: _Values = (("function", tariff.function.value), ("currency", tariff.for_currency))
            return QuestionKind.TARIFF, through(*asked), taken


def _is_office(unit: Institution, own: Institution) -> bool:
    return unit.legal_entity == own.legal_entity and unit.country == own.country
