"""Shares summed by hand: who is blocked because blocked persons own half."""

import pytest

from fxroute.compliance.screening.ownership import owned_by_blocked
from fxroute.compliance.screening.screened import Band, Owner, Subject
from fxroute.compliance.screening.screener import Screener
from fxroute.errors import InvalidValue
from tests.compliance.screening.parties import DAY, edition, owner, party, screener

BLOCKED = frozenset({"X", "Y"})
X50 = owner("A", "50", owner("X", "50"))
X4999 = owner("A", "50", owner("X", "49.99"))

TABLE = [
    ([owner("X", "50")], "50", True),
    ([owner("X", "49.99")], "49.99", False),
    ([owner("X", "49.999999999999999999")], "49.999999999999999999", False),
    ([owner("X", "30"), owner("Y", "25"), owner("Free", "45")], "55", True),  # case S13
    ([owner("X", "25"), owner("Y", "25")], "50", True),
    ([owner("X", "25"), owner("Y", "24.99")], "49.99", False),
    ([owner("Free", "100")], "0", False),
    ([X50], "50", True),  # X owns half of A, A owns half: the whole share of A counts
    ([X4999], "0", False),  # A is not blocked: nothing passes through it
    ([owner("A", "25", owner("X", "50")), owner("X", "25")], "50", True),
    ([owner("A", "25", owner("X", "50")), owner("B", "25", owner("X", "49"))], "25", False),
    ([owner("A", "50", owner("B", "50", owner("X", "30"), owner("Y", "20")))], "50", True),
    ([owner("A", "50", owner("B", "49", owner("X", "100")))], "0", False),
    ([owner("X", "33.3"), owner("Y", "16.7")], "50.0", True),
    ([owner("X", "0")], "0", False),
    ([], "0", False),
]


@pytest.mark.parametrize(("owners", "percent", "is_blocked"), TABLE)
def test_shares_of_blocked_owners_are_summed(owners: list[Owner], percent: str, *, is_blocked: bool) -> None:
    share = owned_by_blocked("Owned", tuple(owners), lambda one: one.name in BLOCKED)

    assert (f"{share.percent}", share.is_blocked) == (percent, is_blocked)


def test_the_answer_says_through_whom() -> None:
    owners = (owner("A", "25", owner("X", "50")), owner("Free", "10"), owner("Y", "30"))

    assert owned_by_blocked("Owned", owners, lambda one: one.name in BLOCKED).through == ("A", "Y")


CONTROL = [
    (owner("X", "49", is_control=True), True),
    (owner("X", "0", is_control=True), True),
    (owner("X", "50", is_control=True), False),  # blocked already
    (owner("X", "49"), False),
    (owner("Free", "49", is_control=True), False),
    (owner("A", "60", owner("X", "40", is_control=True)), True),  # controls who owns more than half
    (owner("A", "10", owner("X", "40", is_control=True)), False),
    (owner("A", "10", owner("X", "40", is_control=True), is_control=True), True),
]


@pytest.mark.parametrize(("one", "is_control"), CONTROL)
def test_control_without_half_is_said_and_does_not_block(one: Owner, *, is_control: bool) -> None:
    share = owned_by_blocked("Owned", (one,), lambda asked: asked.name in BLOCKED)

    assert share.is_control == is_control
    assert not (share.is_control and share.is_blocked)


FAULTS = [
    ([owner("X", "-1")], ["'X' holds '-1' of 'Owned'"]),
    ([owner("X", "100.01")], ["'100.01'"]),
    ([owner("X", "half")], ["'half'"]),
    ([owner("X", "NaN")], ["'NaN'"]),
    ([owner("X", "1e1")], ["'1e1'"]),
    ([owner("X", "")], ["''"]),
    ([owner("X", "\u0665\u0660")], ["no share"]),
    ([owner("X", "60"), owner("Y", "40.01")], ["hold 100.01 per cent together"]),
    ([owner("A", "50", owner("Owned", "50"))], ["'Owned' owns itself through others"]),
    ([owner("A", "50", owner("B", "50", owner("a", "50")))], ["'a' owns itself through others"]),
    ([owner("X", "-1"), owner("Y", "x", owner("Z", "101"))], ["'-1'", "'x'", "'101'"]),
]


@pytest.mark.parametrize(("owners", "said"), FAULTS)
def test_impossible_shares_and_circles_are_refused_all_at_once(owners: list[Owner], said: list[str]) -> None:
    with pytest.raises(InvalidValue) as caught:
        owned_by_blocked("Owned", tuple(owners), lambda one: one.name in BLOCKED)

    assert all(text in caught.value.what for text in said)
    assert caught.value.where == "owners of Owned"


def test_layers_without_end_are_refused() -> None:
    tower = owner("0", "50")
    for layer in range(1, 200):
        tower = owner(f"{layer}", "50", tower)

    with pytest.raises(InvalidValue, match="layers"):
        owned_by_blocked("Owned", (tower,), lambda one: one.name in BLOCKED)


LISTED = (party("1", "Ivan Petrovich Orlov"), party("2", "Karim Hassan Saleh"))


def screened(*owners: Owner) -> list[tuple[Band, str, tuple[str, ...], bool]]:
    asked = Subject(role="creditor", name="Najd Offices Real Estate Company", owners=owners)
    found = screener(LISTED).screen([asked], day=DAY).hits
    return [(hit.band, hit.share_percent, hit.through, hit.is_control) for hit in found]


ORLOV, SALEH, LIKE_ORLOV = "Ivan Petrovich Orlov", "Karim Hassan Saleh", "Ivan Petrovitch Orloff"


def test_thirty_and_twenty_five_per_cent_of_two_blocked_persons_are_a_match() -> None:
    assert screened(owner(ORLOV, "30"), owner(SALEH, "25")) == [(Band.MATCH, "55", (ORLOV, SALEH), False)]


def test_half_with_one_who_only_resembles_is_possible() -> None:
    assert screened(owner(ORLOV, "30"), owner(LIKE_ORLOV, "25")) == [(Band.POSSIBLE, "55", (ORLOV, LIKE_ORLOV), False)]


def test_less_than_half_is_for_a_person_to_look_at() -> None:
    assert screened(owner(ORLOV, "30")) == [(Band.POSSIBLE, "30", (ORLOV,), False)]
    assert screened(owner(ORLOV, "30", is_control=True)) == [(Band.POSSIBLE, "30", (ORLOV,), True)]


def test_owners_on_no_list_are_none() -> None:
    assert screened(owner("Some Body Else", "100")) == []


def test_owners_are_summed_list_by_list() -> None:
    asked = Subject(role="creditor", name="Najd", owners=(owner(ORLOV, "30"), owner(SALEH, "25")))
    both = Screener([(edition("OFAC_SDN"), LISTED[:1]), (edition("UN"), LISTED[1:])])

    assert [(hit.list_name, hit.share_percent) for hit in both.screen([asked], day=DAY).hits] == [
        ("OFAC_SDN", "30"),
        ("UN", "25"),
    ]
