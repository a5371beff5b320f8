"""What changes do on random networks: to the answer nothing that their meaning does not say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations
from random import Random

import pytest

from fxroute.errors import FxRouteError
from fxroute.model import DayRule, Desk, Hours, Infrastructure, LocalTime, Service
from fxroute.model.amendment import (
    Amendment,
    CutOffMoved,
    DayClosed,
    DayOpened,
    FundsChanged,
    LimitChanged,
    MarkupChanged,
    ProcessingChanged,
)
from fxroute.model.change import AccountOpened, NetworkChange, RecordOut, ValidityExtended
from fxroute.network import Network
from fxroute.network.overlay import with_changes
from fxroute.network.removal import find_dependents
from fxroute.search import Searcher
from tests.search.networks import Case, random_case

SEEDS = range(120)
KINDS = ("institutions", "reporting_lines", "accounts", "infrastructures", "participations", "desks", "services",
         "calendars", "tariffs")  # fmt: skip
DAY = timedelta(days=1)


def front(case: Case, network: Network) -> list[tuple[object, ...]]:
    """The whole answer, leg by leg, hashes apart."""
    result = Searcher(network, case.rates).search(case.payment, case.bounds)
    return [
        (*option.vector, *((step.edge.move.kind, step.edge.move.records, step.ends_minute) for step in option.steps))
        for option in result.options
    ]


def earliest(case: Case, network: Network) -> float:
    """The earliest arrival, in minutes; infinite without a route."""
    result = Searcher(network, case.rates).search(case.payment, case.bounds)
    return min((option.steps[-1].ends_minute for option in result.options), default=float("inf"))


def timed(network: Network) -> list[Infrastructure | Desk | Service]:
    records: list[Infrastructure | Desk | Service] = [*network.infrastructures.values(), *network.desks]
    records += network.services
    return [record for record in records if record.hours is not None]


def plain(network: Network) -> Network:
    """A network with one session a day, which depends on no other day.

    Elsewhere a day off may do good: it changes the session after a break, and of two that overlap it leaves the one
    with the earlier value date.
    """

    def told(hours: Hours) -> Hours:
        session = replace(hours.sessions[0], days=DayRule.EVERY, value_next=False, periods=())
        return replace(hours, sessions=(session,))

    records = {record.id: replace(record, hours=told(record.hours)) for record in timed(network) if record.hours}
    return Network.of(
        **{kind: tuple(records.get(record.id, record) for record in listed(network, kind)) for kind in KINDS}  # type: ignore[arg-type]  # each kind under its own name
    )


def listed(network: Network, kind: str) -> list[Infrastructure]:
    held = getattr(network, kind)
    return list(held.values()) if hasattr(held, "values") else list(held)


def day_of(case: Case) -> date:
    instant = case.payment.at or case.payment.arrive_by
    assert instant is not None
    return instant.date()


def test_what_is_taken_out_was_never_there() -> None:
    fronts = 0
    for seed in SEEDS:
        case = random_case(seed)
        dice = Random(seed)  # noqa: S311  # the same choice for the same seed is wanted, not a secret
        ends = (case.payment.debtor_agent, case.payment.creditor_agent)
        able = [
            key
            for key, record in case.network.records.items()
            if key not in case.network.calendars
            and not isinstance(record, Service)
            and find_dependents(case.network, key).isdisjoint(ends)
        ]
        record = dice.choice(able)
        fallen = find_dependents(case.network, record)
        kept = {kind: tuple(r for r in listed(case.network, kind) if r.id not in fallen) for kind in KINDS}
        without = Network.of(**kept)  # type: ignore[arg-type]  # each kind under its own name
        changed = with_changes(case.network, (RecordOut(record),))

        bounds = replace(case.bounds, avoid=case.bounds.avoid - fallen, via=case.bounds.via - fallen)
        asked = replace(case, bounds=bounds)
        assert front(asked, changed) == front(asked, without), seed
        fronts += front(asked, changed) != front(asked, case.network)
    assert fronts > 5


def test_a_network_is_never_touched_by_what_is_laid_over_it() -> None:
    for seed in SEEDS[:40]:
        case, twin = random_case(seed), random_case(seed)
        for changes in stacks(case):
            with_changes(case.network, changes)
        assert case.network == twin.network


def stacks(case: Case) -> Iterator[tuple[NetworkChange | Amendment, ...]]:
    """Changes of which no two touch the same record, in twos."""
    network, found = case.network, list[NetworkChange | Amendment]()
    found += [DayClosed(case_calendar, day_of(case)) for case_calendar in list(network.calendars)[:1]]
    found += [FundsChanged(account.id, "0") for account in network.accounts[:1]]
    found += [LimitChanged(record=account.id, minimum="0", maximum="1") for account in network.accounts[1:2]]
    found += [RecordOut(account.id) for account in network.accounts[2:3]]
    found += [MarkupChanged(desk.id, 70) for desk in network.desks[:1]]
    found += [ProcessingChanged(record.id, 5) for record in network.services[:1]]
    found += [ValidityExtended(tariff.id) for tariff in network.tariffs[:1]]
    yield from combinations(found, 2)


def test_changes_that_touch_different_things_stack_in_any_order() -> None:
    pairs = 0
    for seed in SEEDS[:60]:
        case = random_case(seed)
        for first, second in stacks(case):
            one, other = with_changes(case.network, (first, second)), with_changes(case.network, (second, first))
            assert all(getattr(one, kind) == getattr(other, kind) for kind in KINDS), (seed, first, second)
            pairs += 1
    assert pairs > 300


def test_an_account_that_leads_nowhere_changes_nothing() -> None:
    added = 0
    for seed in SEEDS:
        case = random_case(seed)
        used = {account.currency for account in case.network.accounts} | {case.payment.creditor_currency}
        unit = next(unit for unit in case.network.institutions if unit != case.payment.debtor_agent)
        for currency in {"KWD", "JPY", "AED"} - used - {case.payment.debtor_currency}:
            opened = AccountOpened(owner=case.payment.debtor_agent, servicer=unit, currency=currency)
            try:
                changed = with_changes(case.network, (opened,))
            except FxRouteError:
                continue
            if not any(currency in (desk.pair.base, desk.pair.quote) for desk in case.network.desks):
                assert front(case, changed) == front(case, case.network), seed
                added += 1
    assert added > 5


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_closed_day_never_makes_it_earlier_and_an_open_one_never_later(*, is_closed: bool) -> None:
    moved = 0
    for seed in SEEDS:
        case = random_case(seed)
        if case.payment.at is None:
            continue
        network = plain(case.network)
        before = earliest(case, network)
        for calendar in network.calendars:
            for day in (day_of(case), day_of(case) + DAY):
                change = DayClosed(calendar, day) if is_closed else DayOpened(calendar, day)
                after = earliest(case, with_changes(network, (change,)))
                assert after >= before if is_closed else after <= before, (seed, change)
                moved += after != before
    assert moved > 5


def test_a_later_cut_off_never_makes_it_later() -> None:
    moved = 0
    for seed in SEEDS:
        case = random_case(seed)
        if case.payment.at is None:
            continue
        before = earliest(case, case.network)
        for record in timed(case.network):
            assert record.hours is not None
            latest = max(session.cut_off.minutes for session in record.hours.sessions)
            late = LocalTime(time(latest % 1440 // 60, latest % 60), latest // 1440)
            later = with_changes(case.network, (CutOffMoved(record=record.id, at=late),))
            after = earliest(case, later)
            assert after <= before, (seed, record.id)
            moved += after != before
    assert moved > 3
