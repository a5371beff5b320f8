"""What a corridor takes on trust: every weak record of some way, the most needed first, with a question to a bank."""

from collections.abc import Iterable
from dataclasses import replace

from fxroute.model import (
    Access,
    Account,
    Calendar,
    Confidence,
    Desk,
    Infrastructure,
    Institution,
    Participation,
    ReportingLine,
    Service,
    Tariff,
)
from fxroute.network import Network
from fxroute.plan.doctor import CorridorState, Question, QuestionKind, Severity, Symptom, SymptomKind, examine_corridor
from fxroute.plan.doctor.ageing import view_of
from fxroute.rates import RateTable
from tests.plan.examined import ON, corridor, quotes_of
from tests.search.parts import proven
from tests.search.small import Small

Found = Institution | ReportingLine | Account | Infrastructure | Participation | Desk | Service | Calendar | Tariff
WEAK = proven(Confidence.PRIOR)


def weakened(small: Small, *weak: str, confidence: Confidence = Confidence.PRIOR) -> tuple[Network, RateTable]:
    """The network and its rates with some records made weak."""
    network = small.network()

    def kept(records: Iterable[Found]) -> tuple[Found, ...]:
        changed = proven(confidence)
        return tuple(replace(one, provenance=changed) if one.id in weak else one for one in records)

    return Network.of(
        institutions=kept(network.institutions.values()),  # type: ignore[arg-type]  # kinds stay what they are
        reporting_lines=kept(network.reporting_lines),  # type: ignore[arg-type]  # as above
        accounts=kept(network.accounts),  # type: ignore[arg-type]  # as above
        infrastructures=kept(network.infrastructures.values()),  # type: ignore[arg-type]  # as above
        participations=kept(network.participations),  # type: ignore[arg-type]  # as above
        desks=kept(network.desks),  # type: ignore[arg-type]  # as above
        services=kept(network.services),  # type: ignore[arg-type]  # as above
        calendars=kept(network.calendars.values()),  # type: ignore[arg-type]  # as above
        tariffs=kept(network.tariffs),  # type: ignore[arg-type]  # as above
    ), RateTable.of(
        tuple(
            replace(quote, provenance=proven(confidence)) if quote.id in weak else quote
            for quote in quotes_of(small).quotes
        )
    )


def state_of(small: Small, *weak: str, into: str = "USD", confidence: Confidence = Confidence.PRIOR) -> CorridorState:
    network, rates = weakened(small, *weak, confidence=confidence)
    return examine_corridor(network, view_of(rates, ON), corridor("USD", into), ON)


def priors(state: CorridorState) -> list[Symptom]:
    return [symptom for symptom in state.symptoms if symptom.kind is SymptomKind.RESTS_ON_PRIOR]


def two_ways() -> Small:
    small = Small().bank("A", "M", "N", "Z").account("A", "M", "USD").account("Z", "M", "USD")
    return small.account("A", "N", "USD").account("Z", "N", "USD")


def question(small: Small, record: str, into: str = "USD") -> Question:
    (prior,) = priors(state_of(small, record, into=into))
    assert prior.question is not None
    return prior.question


def test_what_all_ways_need_comes_before_what_some_need_and_what_none_of_the_listed_does() -> None:
    """`A@N/USD` is on one way of two; the hours and the commission of A are on both."""
    found = priors(state_of(two_ways(), "A@N/USD", "always", "commission:all/USD", "Z"))
    told = [(one.subjects[0], one.value("ways"), one.value("always"), one.severity) for one in found]

    assert told == [
        ("Z", "2", "true", Severity.WARNING),
        ("always", "2", "true", Severity.WARNING),
        ("commission:all/USD", "2", "true", Severity.WARNING),
        ("A@N/USD", "1", "false", Severity.NOTICE),
    ]


def test_records_of_medium_confidence_are_trusted() -> None:
    assert priors(state_of(two_ways(), "A@N/USD", "always", confidence=Confidence.MEDIUM)) == []
    assert len(priors(state_of(two_ways(), "A@N/USD", "always", confidence=Confidence.LOW))) == 2
    assert state_of(two_ways(), "A@N/USD", confidence=Confidence.EXAMPLE).priors == 1


def test_what_no_way_uses_is_not_asked_for() -> None:
    small = two_ways().bank("X").account("A", "X", "USD")

    assert priors(state_of(small, "X", "A@X/USD")) == []


def test_every_kind_of_record_has_its_question_and_its_bank() -> None:
    small = Small().bank("A", "H", entity="H").bank("M", "Z").account("H", "M", "SAR").desk("A", "USD/SAR", "3.75")
    small.lines.append(ReportingLine(id="L", unit="A", reports_to="H", provenance=proven()))
    small.system("S", "M/SAR Z/SAR")
    asked = {
        "A": (QuestionKind.INSTITUTION, ("A",)),
        "M": (QuestionKind.INSTITUTION, ("M",)),
        "L": (QuestionKind.REPORTING_LINE, ("A",)),
        "H@M/SAR": (QuestionKind.ACCOUNT, ("A",)),
        "S": (QuestionKind.INFRASTRUCTURE, ("A",)),
        "S:Z/SAR": (QuestionKind.PARTICIPATION, ("Z",)),
        "A:USD/SAR": (QuestionKind.DESK, ("A",)),
        "Q-USD/SAR": (QuestionKind.QUOTE, ("A",)),
        "transit:all/SAR": (QuestionKind.TARIFF, ("M",)),
        "inward:all/SAR": (QuestionKind.TARIFF, ("Z",)),
        "always": (QuestionKind.HOURS, ("A", "M", "Z")),
        "ALWAYS": (QuestionKind.CALENDAR, ("A", "M", "Z")),
    }

    told = {record: question(small, record, "SAR") for record in asked}
    assert {record: (one.kind, one.asked) for record, one in told.items()} == asked
    assert dict(told["H@M/SAR"].values) == {"owner": "H", "servicer": "M", "currency": "SAR"}
    assert dict(told["S:Z/SAR"].values)["agent"] == ""


def test_an_indirect_participant_is_asked_for_its_agent() -> None:
    small = Small().bank("A", "M", "Z").system("S", "M/USD Z/USD")
    small.access.append(
        Participation(
            id="P",
            institution="A",
            infrastructure="S",
            currency="USD",
            access=Access.INDIRECT,
            provenance=proven(),
            settlement_agent="M",
        )
    )

    assert dict(question(small, "P").values)["agent"] == "M"


def test_a_rate_that_only_a_system_deals_is_asked_of_the_debtor_agent() -> None:
    small = Small().bank("A", "Z").system("S", "A/USD Z/SAR", exchange="USD/SAR").rate("USD/SAR", "3.75")

    assert question(small, "Q-USD/SAR", "SAR").asked == ("A",)


def test_a_corridor_without_a_way_is_critical_and_rests_on_nothing() -> None:
    state = state_of(Small().bank("A", "Z"), "A", "Z")

    assert not state.has_way
    assert [(one.kind, one.severity, one.subjects) for one in state.symptoms] == [
        (SymptomKind.NO_WAY, Severity.CRITICAL, ("A", "Z"))
    ]
    assert (state.ways, state.steps, state.priors, state.institutions) == (0, 0, 0, 0)
    assert state.node_cut.members == state.edge_cut.members == ()
    assert state.missing
