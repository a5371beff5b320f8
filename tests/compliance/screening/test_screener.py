"""Screening as a whole: laws of order, texts, and reviews that hold or do not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.compliance.screening.listed import Identifier, ListedKind, ListedName, ListedOwner, ListedParty
from fxroute.compliance.screening.reviews import entry_sha256
from fxroute.compliance.screening.screened import Band, Hit, Review, Subject
from fxroute.compliance.screening.screener import Screener
from fxroute.errors import InvalidValue
from tests.compliance.screening.name_play import NamePlay
from tests.compliance.screening.parties import DAY, edition, hits, owner, party, screener, subject

PLAY = NamePlay(7)
NAMES = PLAY.names(60)
ENTRIES = [party(f"{number}", name, PLAY.rewritten(name)) for number, name in enumerate(NAMES)]
SUBJECTS = [subject(PLAY.rewritten(name)) for name in NAMES[:12]]


def key(found: Iterable[Hit]) -> list[Hit]:
    return sorted(found, key=lambda hit: (hit.subject.name, hit.entry_id))


@given(entries=st.permutations(ENTRIES), subjects=st.permutations(SUBJECTS))
def test_order_of_entries_and_subjects_does_not_matter(entries: list[ListedParty], subjects: list[Subject]) -> None:
    expected = screener(ENTRIES).screen(SUBJECTS, day=DAY)

    assert screener(entries).screen(subjects, day=DAY).hits == expected.hits
    assert expected.hits


@given(kept=st.sets(st.integers(0, len(ENTRIES) - 1)))
def test_an_entry_more_never_takes_a_hit_away(kept: set[int]) -> None:
    fewer = screener([ENTRIES[number] for number in sorted(kept)]).screen(SUBJECTS, day=DAY).hits
    expected = [hit for hit in screener(ENTRIES).screen(SUBJECTS, day=DAY).hits if int(hit.entry_id) in kept]

    assert key(fewer) == key(expected)


def test_many_subjects_at_once_are_each_alone() -> None:
    asked = screener(ENTRIES)
    alone = [hit for one in SUBJECTS for hit in asked.screen([one], day=DAY).hits]

    assert key(asked.screen(SUBJECTS, day=DAY).hits) == key(alone)


def test_the_worst_stands_first() -> None:
    found = screener([party("1", "Ali Hasan"), party("2", "Ali Hassan")]).screen([subject("Ali Hassan")], day=DAY).hits

    assert [(hit.entry_id, hit.band) for hit in found] == [("2", Band.MATCH), ("1", Band.POSSIBLE)]


def test_a_name_on_two_lists_is_two_hits() -> None:
    entry = party("1", "Ali Hassan")
    both = Screener([(edition("UN"), (entry,)), (edition("EU_FSF"), (entry,))])
    screening = both.screen([subject("Ali Hassan")], day=DAY)

    assert [hit.list_name for hit in screening.hits] == ["EU_FSF", "UN"]
    assert screening.asked("UN")
    assert not screening.asked("OFAC_SDN")


def test_no_lists_are_no_hits_and_no_editions() -> None:
    screening = Screener([]).screen([subject("Ali Hassan"), subject("Ali Hassan", role="text")], day=DAY)

    assert (screening.hits, screening.editions) == ((), ())


def test_a_listed_name_too_long_is_refused_with_its_entry() -> None:
    with pytest.raises(InvalidValue) as caught:
        screener([party("77", "Ali", "x" * 2000)])

    assert caught.value.where == "list entry 77, name 2"


@pytest.mark.parametrize("role", ["creditor", "text"])
def test_ten_megabytes_are_refused(role: str) -> None:
    with pytest.raises(InvalidValue, match="10000000"):
        hits(subject("x" * 10_000_000, role=role))


VESSEL = party("7", "ADRIAN DARYA 1", kind=ListedKind.VESSEL, identifiers=(Identifier("imo", "IMO 9116412"),))
TEXTS = [
    ("freight mv Adrian Darya 1 from Bandar to Tartus", VESSEL, Band.MATCH),
    ("freight mv Adrian Daria 1 from Bandar to Tartus", VESSEL, Band.POSSIBLE),
    ("vessel imo 9116412 freight", VESSEL, Band.MATCH),
    ("vessel IMO9116412 freight", VESSEL, Band.MATCH),
    ("Adrian paid the freight of Darya in May", VESSEL, None),
    ("inv 9116413 freight", VESSEL, None),
    ("rent for Mohamed Ahmed AlQahtani Q4", party("1", "Mohammed Ahmed Al-Qahtani"), Band.POSSIBLE),
    ("rent paid by Mohammed Ahmed", party("1", "Mohammed Ahmed Saleh Al-Qahtani"), None),
    ("payment to phoenix", party("1", "Phoenix"), Band.POSSIBLE),
    ("payment to phoenlx", party("1", "Phoenix"), None),
    ("payment to abc", party("1", "ABC"), None),
    ("through ABCDIRTHXXX tomorrow", party("1", "Some Bank", bics=("ABCDIRTH",)), Band.MATCH),
    ("付款给王小明货款", party("1", "王小明"), Band.MATCH),
    ("付款给王明货款", party("1", "王明"), Band.POSSIBLE),
    ("付款给王晓明货款", party("1", "王小明"), None),
    ("goods of Wang Xiaoming", party("1", "王小明"), Band.POSSIBLE),
    ("office rent Riyadh Q4 2026", VESSEL, None),
    ("", VESSEL, None),
]


@pytest.mark.parametrize(("text", "listed", "band"), TEXTS)
def test_listed_names_are_found_inside_a_text(text: str, listed: ListedParty, band: Band | None) -> None:
    found = hits(subject(text, role="text"), listed)

    assert [hit.band for hit in found] == ([band] if band else [])


def test_a_text_shows_the_stretch_that_was_found() -> None:
    (hit,) = hits(subject("freight mv Adrian Daria 1 from Bandar", role="text"), VESSEL)

    assert hit.features[0].subject == "adrian daria 1"


ENTRY = replace(
    party("1", "Ali Hassan", "Abu Ali", countries=("IR", "SY"), bics=("ABCDIRTH",), birth_dates=("1970",)),
    owners=(ListedOwner("2", "50"),),
    programmes=("P",),
    listed_on=date(2020, 1, 1),
    identifiers=(Identifier("passport", "1"),),
)


def review(entry: ListedParty = ENTRY, *, name: str = "Ali Hasan", until: date = DAY, entry_id: str = "1") -> Review:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Review(
        subject=name,
        list_name="OWN",
        entry_id=entry_id,
        entry_sha256=entry_sha256(entry),
        by="A. Reviewer",
        at=at,
        why="born 1990",
        until=until,
    )


def reviewed(entry: ListedParty, *reviews: Review, day: date = DAY) -> Hit:
    (hit,) = screener([entry], None, reviews).screen([subject("Ali Hasan")], day=day).hits
    return hit


def test_a_review_releases_until_its_last_day() -> None:
    hit = reviewed(ENTRY, review())

    assert (hit.band, hit.review) == (Band.RELEASED, review())


def test_a_review_is_of_a_name_however_written() -> None:
    assert reviewed(ENTRY, review(name="ALI  hasan")).band is Band.RELEASED


VOID = [
    (review(until=DAY - timedelta(days=1)), DAY, "it held until 2026-11-24"),
    (review(replace(ENTRY, remarks="changed")), DAY, "the entry changed after the review"),
    (review(), date(2026, 10, 31), "it was made later"),
]


@pytest.mark.parametrize(("old", "day", "why"), VOID)
def test_a_review_that_does_not_hold_is_said_to_be_void(old: Review, day: date, why: str) -> None:
    hit = reviewed(ENTRY, old, day=day)

    assert (hit.band, hit.review) == (Band.POSSIBLE, None)
    assert (hit.features[-1].name, hit.features[-1].subject) == ("review void", why)


@pytest.mark.parametrize("other", [review(name="Ali Hassan"), review(entry_id="2")])
def test_a_review_of_something_else_says_nothing(other: Review) -> None:
    hit = reviewed(ENTRY, other)

    assert (hit.band, hit.features) == (Band.POSSIBLE, reviewed(ENTRY).features)


def test_of_several_reviews_one_that_holds_is_enough() -> None:
    old = review(until=DAY - timedelta(days=300))

    assert (
        reviewed(ENTRY, old, review(), review(replace(ENTRY, remarks="x"), until=DAY + timedelta(days=9))).review
        == review()
    )


def test_a_released_owner_owns_for_nobody() -> None:
    asked = Subject(role="creditor", name="Najd Homes", owners=(owner("Ali Hasan", "60"),))

    assert [hit.share_percent for hit in screener([ENTRY]).screen([asked], day=DAY).hits] == ["60"]
    assert screener([ENTRY], None, [review()]).screen([asked], day=DAY).hits == ()


CHANGES: list[dict[str, object]] = [
    {"id": "2"},
    {"kind": ListedKind.PERSON},
    {"names": (ListedName("Ali Hassan"),)},
    {"birth_dates": ()},
    {"countries": ("IR",)},
    {"bics": ()},
    {"identifiers": ()},
    {"programmes": ()},
    {"owners": ()},
    {"owners": (ListedOwner("2", "51"),)},
    {"listed_on": None},
    {"remarks": "\ud800"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_an_entry_changes_its_hash(change: dict[str, object]) -> None:
    assert entry_sha256(replace(ENTRY, **change)) != entry_sha256(ENTRY)  # type: ignore[arg-type] # a row of the table


def test_the_order_in_which_a_list_says_things_does_not() -> None:
    turned = replace(ENTRY, names=ENTRY.names[::-1], countries=ENTRY.countries[::-1])

    assert entry_sha256(turned) == entry_sha256(ENTRY)
