"""A network with changes laid over it is the one that the loader would read from changed files; the rest is shared."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from fxroute.errors import FxRouteError, InvalidValue, UnknownInstitution, UsageError
from fxroute.model import Confidence, CurrencyPair, DayClosed, Dealing, DeskTier, Place, Relation
from fxroute.model.change import AccountOpened, DeskOpened, NetworkChange, RecordOut, ValidityExtended
from fxroute.network import Network
from fxroute.network.overlay import with_changes
from fxroute.network.removal import find_dependents
from fxroute.sources import load_network
from tests.search.parts import proven
from tests.search.small import Small

KINDS = ("institutions", "reporting_lines", "accounts", "infrastructures", "participations", "desks", "services",
         "calendars", "tariffs")  # fmt: skip


@cache
def shipped() -> Network:
    return load_network()


def small() -> Network:
    """A in the Emirates, B of the same bank there, Z on its own; C in China."""
    banks = Small().bank("A", "B", entity="A").bank("Z").bank("C", country="CN")
    return banks.account("A", "Z", "USD").desk("A", "USD/AED", "3.67").system("CLEAR", "A/AED Z/AED").network()


def content(network: Network) -> dict[str, object]:
    return {kind: getattr(network, kind) for kind in (*KINDS, "messaging_relationships", "records")}


def test_without_a_change_it_is_the_same_network() -> None:
    network = small()

    assert with_changes(network, ()) is network
    assert with_changes(network, (ValidityExtended("A"),)) is network


def test_what_does_not_change_is_shared() -> None:
    network = small()
    changed = with_changes(network, (AccountOpened(owner="B", servicer="Z", currency="USD"),))

    for kind in KINDS:
        if kind != "accounts":
            assert getattr(changed, kind) is getattr(network, kind)
    assert all(changed.records[key] is record for key, record in network.records.items())
    assert changed.records.keys() - network.records.keys() == {"opened:B@Z/USD"}


def test_the_hash_follows_from_the_changes_and_their_order() -> None:
    network = small()
    first, second = RecordOut("A@Z/USD"), AccountOpened(owner="B", servicer="Z", currency="USD")
    both = with_changes(network, (first, second))

    assert both.sha256 == with_changes(with_changes(network, (first,)), (second,)).sha256
    assert both.sha256 == with_changes(network, (first, ValidityExtended("A"), second)).sha256
    assert len({network.sha256, both.sha256, with_changes(network, (first,)).sha256}) == 3
    assert with_changes(network, (first, second), confidence=Confidence.HIGH).sha256 != both.sha256
    assert with_changes(network, (first,), source="x").sha256 == with_changes(network, (first,)).sha256


@pytest.mark.parametrize("record", ["HSBCHKHHHKH", "BKCHCNBJ", "SARIE", "DESK-BKCHCNBJ500-CNY-SAR", "TRF-TRANSIT"])
def test_a_record_taken_out_is_one_that_was_never_loaded(record: str, tmp_path: Path) -> None:
    fallen = sorted(find_dependents(shipped(), record))
    path = tmp_path / "own.yaml"
    path.write_text(f"disable: [{', '.join(fallen)}]\n", encoding="utf-8")

    assert content(with_changes(shipped(), (RecordOut(record),))) == content(load_network(path))


def test_a_settlement_agent_takes_those_who_pay_through_it() -> None:
    agent = next(access for access in shipped().participations if access.settlement_agent)
    direct = next(
        access
        for access in shipped().participations
        if (access.institution, access.infrastructure) == (agent.settlement_agent, agent.infrastructure)
    )

    assert agent.id in find_dependents(shipped(), direct.id)
    assert agent.settlement_agent in with_changes(shipped(), (RecordOut(direct.id),)).institutions


def test_an_account_follows_from_its_two_units() -> None:
    changes = (
        AccountOpened(owner="B", servicer="A", currency="USD"),
        AccountOpened(owner="C", servicer="Z", currency="CNY"),
        AccountOpened(owner="Z", servicer="C", currency="CNY"),
    )
    network = with_changes(replace(small(), accounts=()), changes[:1])
    account = network.accounts[0]
    assert (account.relation, account.place, account.crosses_border) == (Relation.INTER_BRANCH, Place.ANY, False)
    assert account.provenance.confidence is Confidence.EXAMPLE

    bridge = with_changes(shipped(), (AccountOpened(owner="BKCHCNBJ500", servicer="HSBCHKHHHKH", currency="CNY"),))
    account = next(account for account in bridge.accounts if account.id.startswith("opened:"))
    assert (account.place, account.crosses_border) == (Place.OFFSHORE, True)
    assert account.relation is Relation.CORRESPONDENT


def test_a_unit_is_found_by_its_bic() -> None:
    opened = AccountOpened(owner="BKCHCNBJXXX", servicer="RIBLSARIXXX", currency="SAR")

    assert "opened:BKCHCNBJ@RIBLSARI/SAR" in with_changes(shipped(), (opened,)).records


def test_what_is_opened_twice_is_opened_once() -> None:
    opened = AccountOpened(owner="B", servicer="Z", currency="USD")
    once = with_changes(small(), (opened,))

    assert with_changes(once, (opened,)) is once


def test_a_desk_is_like_the_one_nearest_to_it() -> None:
    pair = CurrencyPair("USD", "SAR")
    network = Small().bank("A", "B").bank("C", country="CN").desk("A", "USD/AED", "3.67", markup_ppm=500)
    network.desk("B", "USD/SAR", "3.75", markup_ppm=70).desk("C", "USD/SAR", "3.75", markup_ppm=9)
    changed = with_changes(network.network(), (DeskOpened(institution="A", pair=pair, place=Place.ANY),))
    desk = next(desk for desk in changed.desks if desk.id == "opened:A/USDSAR")

    assert (desk.institution, desk.pair, desk.dealing) == ("A", pair, Dealing.OWN_DESK)
    assert desk.tiers == (DeskTier(0, 500),)
    changed = with_changes(
        network.bank("D").network(), (DeskOpened(institution="D", pair=pair, place=Place.ANY, markup_ppm=30),)
    )
    desk = next(desk for desk in changed.desks if desk.institution == "D")
    assert desk.tiers == (DeskTier(0, 30),)


def test_a_desk_takes_the_side_of_its_country_and_is_opened_once() -> None:
    opened = DeskOpened(institution="RIBLSARI", pair=CurrencyPair("CNY", "SAR"), place=Place.ANY)
    once = with_changes(shipped(), (opened,))
    desk = next(desk for desk in once.desks if desk.id == opened.id)

    assert desk.place is Place.OFFSHORE
    assert with_changes(once, (opened,)) is once


def test_a_desk_like_one_of_another_pair_has_no_tiers_in_a_currency_that_it_does_not_deal() -> None:
    network = Small().bank("A").desk("A", "USD/AED", "3.67", markup_ppm=50).tiers(("0.00", 50), ("9.00", 20)).network()
    changed = with_changes(
        network, (DeskOpened(institution="A", pair=CurrencyPair("CNY", "SAR"), place=Place.OFFSHORE),)
    )
    desk = next(desk for desk in changed.desks if desk.id == "opened:A/CNYSAR")

    assert (desk.tier_currency, desk.tiers, desk.maximum_minor) == ("CNY", (DeskTier(0, 50),), None)


def test_hours_for_one_currency_can_be_taken_out() -> None:
    network = small()
    general = network.services[0]
    narrow = replace(general, id="USD ALONE", currency="USD")
    wider = replace(network, services=(general, narrow), records={**network.records, narrow.id: narrow})

    assert with_changes(wider, (RecordOut("USD ALONE"),)).services == (general,)


def test_a_calendar_nobody_keeps_and_hours_that_others_give_can_be_taken_out() -> None:
    network = small()
    unused = replace(network.calendars["ALWAYS"], id="NOBODY", settles=())
    wider = replace(
        network,
        calendars={**network.calendars, unused.id: unused},
        records={**network.records, unused.id: unused},
    )

    assert "NOBODY" not in with_changes(wider, (RecordOut("NOBODY"),)).calendars
    assert "SRV-SIBCSARI-DEBIT" not in with_changes(shipped(), (RecordOut("SRV-SIBCSARI-DEBIT"),)).records


def test_a_country_closes_all_its_calendars_unless_one_has_its_name() -> None:
    day = date(2026, 11, 26)
    closed = {
        scope: {
            key
            for key, calendar in with_changes(shipped(), (change,)).calendars.items()
            if calendar is not shipped().calendars[key]
        }
        for scope, change in {
            "SA": DayClosed("SA", day),
            "HK": DayClosed("HK", day),
            "country HK": DayClosed("HK", day, is_country=True),
        }.items()
    }

    assert closed == {"SA": {"SA_BANK", "SA_RTGS"}, "HK": {"HK"}, "country HK": {"HK", "HK_RMB"}}


def test_a_record_past_its_date_holds_again() -> None:
    network = small()
    account = network.accounts[0]
    old = replace(account, provenance=replace(proven(), valid_to=date(2026, 1, 31)))
    network = replace(network, accounts=(old,), records={**network.records, old.id: old})

    assert with_changes(network, (ValidityExtended(old.id),)).accounts == (account,)


FAULTS: list[tuple[NetworkChange, type[FxRouteError], str]] = [
    (RecordOut("HSBCHKHHHK"), UnknownInstitution, "did you mean HSBCHKHHHKH"),
    (RecordOut("SA_RTGS"), UsageError, "the calendar SA_RTGS is needed by"),
    (RecordOut("SRV-SA-CREDIT"), UsageError, "gives the only hours of"),
    (AccountOpened(owner="RIBLSARI", servicer="RIBLSARI", currency="SAR"), UsageError, "an account with itself"),
    (AccountOpened(owner="RIBLSARI", servicer="NOBODY", currency="SAR"), UnknownInstitution, "servicer"),
    (AccountOpened(owner="RIBLSARI", servicer="BKCHCNBJ", currency="XYZ"), InvalidValue, "XYZ"),
    (AccountOpened(owner="RIBLSARI", servicer="BKCHCNBJ", currency="ISK"), UsageError, "settlement days of ISK"),
    (
        DeskOpened(institution="RIBLSARI", pair=CurrencyPair("USD", "SAR"), place=Place.ONSHORE),
        InvalidValue,
        "no law divides",
    ),
    (
        DeskOpened(institution="RIBLSARI", pair=CurrencyPair("USD", "SAR"), place=Place.ANY, markup_ppm=-1),
        InvalidValue,
        "a markup of -1 ppm",
    ),
]


@pytest.mark.parametrize(("change", "leaf", "text"), FAULTS)
def test_a_change_that_cannot_be_made_is_refused(change: NetworkChange, leaf: type[FxRouteError], text: str) -> None:
    with pytest.raises(leaf, match="change 1") as caught:
        with_changes(shipped(), (change,))

    assert text in str(caught.value)


def test_a_desk_like_no_other_is_refused() -> None:
    network = Small().bank("A", "Z").account("A", "Z", "USD").network()

    with pytest.raises(UsageError, match="no desk of this network is like one of A for USD/SAR"):
        with_changes(network, (DeskOpened(institution="A", pair=CurrencyPair("USD", "SAR"), place=Place.ANY),))


def test_all_faults_are_told_at_once() -> None:
    changes = (RecordOut("NOBODY"), AccountOpened(owner="Z", servicer="Z", currency="USD"), RecordOut("NOONE"))
    with pytest.raises(InvalidValue) as caught:
        with_changes(small(), changes)
    text = str(caught.value)
    assert "'NOBODY'" in text
    assert "with itself" in text
    assert "'NOONE'" in text

    with pytest.raises(UnknownInstitution, match=r"'NOBODY'.*'NOONE'"):
        with_changes(small(), (changes[0], changes[2]))
