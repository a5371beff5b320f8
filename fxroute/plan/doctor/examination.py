"""The examination: all that is found in a network on a day, and in one corridor where one is named."""

from dataclasses import dataclass
from datetime import date

from fxroute.model import Opening, Quote
from fxroute.network import Network
from fxroute.plan.doctor.ageing import Ages, find_aged, view_of
from fxroute.plan.doctor.currencies import (
    Central,
    CurrencyState,
    WeakPoint,
    central_of,
    currency_graphs,
    state_of,
    weak_points_of,
)
from fxroute.plan.doctor.failure import (
    Cut,
    find_single_points,
    smallest_edge_cut,
    smallest_node_cut,
    smallest_outside_cut,
)
from fxroute.plan.doctor.priors import find_priors
from fxroute.plan.doctor.structure import find_currency_faults, find_oddities, quoted_together
from fxroute.plan.doctor.symptom import Question, QuestionKind, Severity, Symptom, SymptomKind
from fxroute.plan.doctor.ways import Corridor, ways_of
from fxroute.rates import RateTable

__all__ = ["CorridorState", "Examination", "examine", "examine_corridor"]

_WAYS_MAX = 1000
_CENTRAL_MAX = 5
_WEAK_MAX = 5
_GRAVITY = {severity: at for at, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorState:
    """What is found of a corridor, by topology alone.

    `ways` is the number of ways listed, those of at most `steps` moves; `is_cut` says that even of the shortest not
    all were. `institutions` are those that some way may pass, the agents included. `node_cut` is a smallest set of
    institutions in between and systems, `outside_cut` one without the debtor agent's own offices, `edge_cut` one of
    other records, whose outage leaves no way. `priors` is the number of weak records that ways may use; the symptoms
    tell of the first of them. `missing` says what would open a way where there is none.
    """

    corridor: Corridor
    has_way: bool
    ways: int
    steps: int
    is_cut: bool
    institutions: int
    node_cut: Cut
    outside_cut: Cut
    edge_cut: Cut
    priors: int
    missing: tuple[Opening, ...]
    symptoms: tuple[Symptom, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """All that is found on a day. Equal networks, rates and questions give equal examinations.

    `weak_points` and `central` hold the first few of each currency. `symptoms` are those of the whole network, the
    gravest first; a corridor has its own.
    """

    ages: Ages
    network_sha256: str
    rates_sha256: str
    corridor: CorridorState | None
    currencies: tuple[CurrencyState, ...]
    weak_points: tuple[WeakPoint, ...]
    central: tuple[Central, ...]
    symptoms: tuple[Symptom, ...]

    @property
    def is_healthy(self) -> bool:
        """Whether the corridor that was asked for has a topological way; so too where none was asked for."""
        return self.corridor is None or self.corridor.has_way


def examine(network: Network, rates: RateTable, ages: Ages, corridor: Corridor | None = None) -> Examination:
    """Examine a network and its rates on a day.

    Args:
        network: records.
        rates: the table, history included; what was known by the end of the day counts.
        ages: the day, and after how many days records and rates are old.
        corridor: two ends to look at more closely, agents by id or BIC.

    Raises:
        UnknownInstitution: an agent of the corridor is not in the network.
        ContradictoryRate: rates of the day that deny one another.
        InvalidValue: a corridor of one institution, or a currency that ISO 4217 does not have.
    """
    view = view_of(rates, ages.on)
    state = None if corridor is None else examine_corridor(network, view, corridor, ages.on)
    graphs = currency_graphs(network, ages.on)
    weak = {currency: weak_points_of(currency, graph) for currency, graph in graphs.items()}
    quoted = quoted_together(view)
    states = tuple(
        state_of(network, currency, graph, weak[currency], has_rate=currency in quoted)
        for currency, graph in graphs.items()
    )
    held = frozenset((unit, currency) for currency, graph in graphs.items() for unit in graph if graph.degree[unit])
    symptoms = (
        *find_currency_faults(states),
        *find_oddities(network, view, held, ages.on),
        *find_aged(network, rates, ages),
    )
    return Examination(
        ages=ages,
        network_sha256=network.sha256,
        rates_sha256=rates.sha256,
        corridor=state,
        currencies=tuple(sorted(states, key=lambda one: (-one.institutions, one.currency))),
        weak_points=tuple(
            sorted(
                (point for points in weak.values() for point in points[:_WEAK_MAX]),
                key=lambda point: (-point.cut_off, point.currency, bool(point.between), point.subject),
            )
        ),
        central=tuple(one for currency, graph in graphs.items() for one in central_of(currency, graph, _CENTRAL_MAX)),
        symptoms=tuple(sorted(symptoms, key=lambda symptom: _GRAVITY[symptom.severity])),
    )


def examine_corridor(network: Network, rates: RateTable, corridor: Corridor, on: date) -> CorridorState:
    """Return what is found of a corridor: whether there is a way, what must not fail, what is taken on trust.

    Args:
        network: records.
        rates: one view of the rates.
        corridor: the two ends, agents by id or BIC.
        on: the day on which records must be valid.

    Raises:
        UnknownInstitution: an agent is not in the network.
        InvalidValue: both agents are one institution, or a currency that ISO 4217 does not have.
    """
    asked = Corridor(
        debtor_agent=network.get_institution(corridor.debtor_agent, where="debtor_agent").id,
        creditor_agent=network.get_institution(corridor.creditor_agent, where="creditor_agent").id,
        debtor_currency=corridor.debtor_currency,
        creditor_currency=corridor.creditor_currency,
    )
    ways = ways_of(network, rates, asked, on)
    listed = ways.enumerated(_WAYS_MAX)
    quotes: dict[str, Quote] = {quote.id: quote for quote in rates.quotes}
    priors, on_trust = find_priors(network, quotes, ways, listed)
    has_way = bool(ways.path())
    passed = {ways.units[node] for link in ways.links() for node in (link.tail, link.head)} - {""}
    return CorridorState(
        corridor=asked,
        has_way=has_way,
        ways=len(listed.ways),
        steps=listed.steps,
        is_cut=listed.is_cut,
        institutions=len(passed),
        node_cut=smallest_node_cut(network, ways),
        outside_cut=smallest_outside_cut(network, ways),
        edge_cut=smallest_edge_cut(network, ways),
        priors=priors,
        missing=ways.missing,
        symptoms=(
            *(() if has_way else (_no_way(asked),)),
            *find_single_points(network, ways),
            *on_trust,
        ),
    )


def _no_way(corridor: Corridor) -> Symptom:
    return Symptom(
        kind=SymptomKind.NO_WAY,
        severity=Severity.CRITICAL,
        subjects=(corridor.debtor_agent, corridor.creditor_agent),
        count=2,
        values=(("debtor_currency", corridor.debtor_currency), ("creditor_currency", corridor.creditor_currency)),
        question=Question(
            kind=QuestionKind.SECOND_WAY,
            asked=(corridor.debtor_agent,),
            values=(("currency", corridor.creditor_currency), ("creditor_agent", corridor.creditor_agent)),
        ),
    )
