"""Records that age or hang in the air: each fault is planted alone, and found alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from fxroute.model import Access, Calendar, CurrencyPair, Hours, InstitutionKind, Participation, Place, Quote, Settles
from fxroute.network import Network
from fxroute.plan.doctor import Ages, Examination, Severity, SymptomKind, examine
from fxroute.plan.doctor.ageing import find_aged
from fxroute.plan.doctor.symptom import SUBJECTS_MAX
from fxroute.plan.doctor.ways import ways_of
from fxroute.rates import ForwardPoints, RateTable
from fxroute.sources import load_planner
from tests.plan.examined import AGES, ON, corridor, examined, found, quotes_of
from tests.search.parts import proven, session
from tests.search.small import OPEN, Small, cents

BEFORE, AFTER = date(2026, 4, 13), date(2026, 4, 15)


def sound() -> Small:
    """Nothing to be found, but for settlement days, which these networks leave open."""
    small = Small().bank("A", "M", "Z").account("A", "M", "USD").account("Z", "M", "USD").account("A", "M", "SAR")
    return small.account("Z", "M", "SAR").desk("A", "USD/SAR", "3.75")


def kinds(examination: Examination) -> set[SymptomKind]:
    return {symptom.kind for symptom in examination.symptoms} - {SymptomKind.CURRENCY_WITHOUT_CALENDAR}


def test_a_sound_network_has_no_symptom() -> None:
    assert kinds(examined(sound())) == set()
    assert examined(sound()).is_healthy


def end_account(small: Small) -> None:
    small.accounts.append(replace(small.accounts[0], id="OVER", provenance=proven(valid_to=BEFORE)))


def begin_account(small: Small) -> None:
    small.accounts.append(replace(small.accounts[0], id="SOON", provenance=proven(valid_from=AFTER)))


def old_account(small: Small) -> None:
    old = replace(proven(), as_of=date(2025, 4, 13))
    small.accounts[0] = replace(small.accounts[0], id="OLD", provenance=old)


def ended_desk(small: Small) -> None:
    sessions = (session("09:00", "17:00", valid_to=BEFORE), session("08:00", "12:00", periods=((BEFORE, BEFORE),)))
    hours = Hours(calendars=("ALWAYS",), time_zone="UTC", sessions=sessions)
    small.desks[0] = replace(small.desks[0], hours=hours)


def legacy_owner(small: Small) -> None:
    small.bank("B").account("B", "M", "USD")
    small.units[-1] = replace(small.units[-1], kind=InstitutionKind.LEGACY)


def drained(small: Small) -> None:
    small.accounts[0] = replace(small.accounts[0], available_minor=cents("9.99"), minimum_minor=cents("10.00"))


def twin(small: Small) -> None:
    small.accounts.append(replace(small.accounts[0], id="TWIN"))


def silent_system(small: Small) -> None:
    small.system("S", "A/USD Z/USD")
    small.systems[0] = replace(small.systems[0], hours=None)


def lonely_system(small: Small) -> None:
    small.system("S", "A/USD Z/USD Z/SAR")


def sponsored(small: Small) -> None:
    small.bank("B").system("S", "A/USD Z/USD").access.append(
        Participation(
            id="P",
            institution="B",
            infrastructure="S",
            currency="USD",
            access=Access.INDIRECT,
            provenance=proven(),
            settlement_agent="A",
        )
    )


def unused(small: Small) -> None:
    small.bank("B")


def unrated(small: Small) -> None:
    small.desk("A", "AED/CNY", "1.93").account("A", "M", "AED").account("Z", "M", "AED").account("A", "M", "CNY")
    small.account("Z", "M", "CNY").rates.popitem()


def astray(small: Small) -> None:
    small.desk("Z", "USD/AED", "3.67")


def undealt(small: Small) -> None:
    small.account("A", "M", "JPY").account("Z", "M", "JPY").rate("USD/JPY", "150")


PLANTED: list[tuple[Callable[[Small], None], SymptomKind, tuple[str, ...]]] = [
    (end_account, SymptomKind.EXPIRED, ("OVER",)),
    (begin_account, SymptomKind.NOT_YET_VALID, ("SOON",)),
    (old_account, SymptomKind.RECORD_OLD, ("OLD",)),
    (ended_desk, SymptomKind.HOURS_ENDED, ("A:USD/SAR",)),
    (legacy_owner, SymptomKind.ACCOUNT_UNUSABLE, ("B@M/USD",)),
    (drained, SymptomKind.ACCOUNT_NEVER_DRAWN, ("A@M/USD",)),
    (twin, SymptomKind.ACCOUNT_TWICE, ("A@M/USD", "TWIN")),
    (silent_system, SymptomKind.SYSTEM_WITHOUT_HOURS, ("S",)),
    (lonely_system, SymptomKind.SYSTEM_OF_ONE, ("S",)),
    (sponsored, SymptomKind.AGENT_WITHOUT_ACCOUNT, ("P",)),
    (unused, SymptomKind.INSTITUTION_UNUSED, ("B",)),
    (unrated, SymptomKind.DESK_WITHOUT_RATE, ("A:AED/CNY",)),
    (astray, SymptomKind.DESK_LEADS_NOWHERE, ("Z:USD/AED",)),
    (undealt, SymptomKind.CURRENCY_WITHOUT_DESK, ("JPY",)),
]


@pytest.mark.parametrize(("plant", "kind", "subjects"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_what_is_planted_alone_is_found(
    plant: Callable[[Small], None], kind: SymptomKind, subjects: tuple[str, ...]
) -> None:
    small = sound()
    plant(small)

    assert found(examined(small), kind) == [subjects]


def test_one_day_decides_whether_a_record_is_old() -> None:
    small = sound()
    small.accounts[0] = replace(small.accounts[0], provenance=replace(proven(), as_of=date(2025, 4, 14)))

    assert kinds(examined(small)) == set()
    assert kinds(examined(small, ages=replace(AGES, on=AFTER))) == {SymptomKind.RECORD_OLD}


def test_a_currency_without_any_rate_to_the_others_is_named() -> None:
    small = sound().account("A", "M", "JPY").account("Z", "M", "JPY")

    assert found(examined(small), SymptomKind.CURRENCY_WITHOUT_RATE) == [("JPY",)]


def with_calendar(small: Small, **changes: object) -> Network:
    calendar: Calendar = replace(OPEN, id="US", settles=(Settles("USD", Place.ANY),), **changes)  # type: ignore[arg-type]  # fields of a calendar
    network = small.network()
    return Network.of(
        institutions=tuple(network.institutions.values()),
        accounts=network.accounts,
        desks=network.desks,
        services=network.services,
        calendars=(OPEN, calendar),
        tariffs=network.tariffs,
    )


@pytest.mark.parametrize(
    ("announced_to", "known_to", "is_found"),
    [
        (date(2026, 6, 13), date(2026, 12, 31), False),
        (date(2026, 6, 12), date(2026, 12, 31), True),
        (date(2026, 12, 31), date(2026, 6, 12), True),
    ],
)
def test_a_calendar_should_be_announced_for_sixty_days(announced_to: date, known_to: date, *, is_found: bool) -> None:
    """13 June 2026 is 60 days after 14 April."""
    network = with_calendar(sound(), announced_to=announced_to, known_to=known_to)
    symptoms = find_aged(network, quotes_of(sound()), AGES)

    assert [symptom.subjects for symptom in symptoms] == ([("US",)] if is_found else [])


def test_a_move_over_an_account_stands_on_the_settlement_days_of_its_currency() -> None:
    ways = ways_of(with_calendar(sound()), quotes_of(sound()), corridor(), ON)
    used = {record for link in ways.path() for record, _ in link.stands_on()}

    assert {"US", "ALWAYS"} <= used


def test_a_currency_with_a_calendar_is_not_named_as_one_without() -> None:
    examination = examine(with_calendar(sound()), quotes_of(sound()), AGES)

    assert found(examination, SymptomKind.CURRENCY_WITHOUT_CALENDAR) == [("SAR",)]


def quote(name: str, day: int, *, kind: str = "market", until: date | None = None) -> Quote:
    (first,) = quotes_of(sound()).quotes
    quoted_at = datetime.combine(date(2026, 4, day), time(9), UTC)
    return replace(first, id=name, kind=kind, quoted_at=quoted_at, provenance=proven(valid_to=until))


@pytest.mark.parametrize(
    ("quotes", "kind"),
    [
        ((quote("OLD", 10),), SymptomKind.RATE_OLD),
        ((quote("FRESH", 11),), None),
        ((quote("OLD", 1), quote("FRESH", 14)), None),
        ((quote("PEG", 1, kind="peg"),), None),
        ((quote("OVER", 13, until=BEFORE),), SymptomKind.EXPIRED),
        ((quote("OVER", 12, until=BEFORE), quote("FRESH", 13)), None),
    ],
    ids=lambda value: value and "-".join(one.id for one in value) if isinstance(value, tuple) else str(value),
)
def test_a_rate_is_old_when_no_newer_one_answers(quotes: tuple[Quote, ...], kind: SymptomKind | None) -> None:
    symptoms = find_aged(sound().network(), RateTable.of(quotes), AGES)

    assert [(symptom.kind, symptom.subjects) for symptom in symptoms] == ([(kind, (quotes[0].id,))] if kind else [])


@pytest.mark.parametrize(("day", "is_old"), [(10, True), (11, False)])
def test_forward_points_age_as_rates_do(day: int, *, is_old: bool) -> None:
    points = ForwardPoints(
        id="FWD",
        pair=CurrencyPair.parse("USD/SAR"),
        tenor="1M",
        bid_pips=Decimal(1),
        offer_pips=Decimal(2),
        quoted_at=datetime.combine(date(2026, 4, day), time(9), UTC),
        provenance=proven(),
    )
    symptoms = find_aged(sound().network(), RateTable.of((quote("FRESH", 14),), (points,)), AGES)

    assert [symptom.subjects for symptom in symptoms] == ([("FWD",)] if is_old else [])


def test_many_subjects_are_counted_and_the_oldest_named_first() -> None:
    small = sound()
    for number in range(SUBJECTS_MAX + 5):
        old = replace(proven(), as_of=date.fromordinal(date(2020, 1, 1).toordinal() - number))
        small.accounts.append(replace(small.accounts[0], id=f"OLD-{number:03}", provenance=old))
    (symptom,) = [symptom for symptom in examined(small).symptoms if symptom.kind is SymptomKind.RECORD_OLD]

    assert symptom.count == SUBJECTS_MAX + 5
    assert symptom.subjects[:2] == ("OLD-104", "OLD-103")
    assert len(symptom.subjects) == SUBJECTS_MAX
    assert (symptom.value("oldest"), symptom.value("newest"), symptom.value("?")) == ("2019-09-19", "2020-01-01", "")


def test_the_gravest_come_first_and_the_same_question_has_the_same_answer() -> None:
    planner = load_planner()
    ages = Ages(on=date(2026, 11, 24), stale_days=365, rate_days=3)
    once, again = (examine(planner.network, planner.rates, ages) for _ in range(2))
    order = [list(Severity).index(symptom.severity) for symptom in once.symptoms]

    assert once == again
    assert order == sorted(order)
    assert once.corridor is None
