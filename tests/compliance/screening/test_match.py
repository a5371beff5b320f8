"""What each feature adds, and which band the sum falls into."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fxroute.compliance.screening.listed import Identifier, ListedKind, ListedName, ListedParty
from fxroute.compliance.screening.policy import FeatureWeights, MatchPolicy, WeakAliases
from fxroute.compliance.screening.screened import Band, Feature, Hit, Subject
from fxroute.errors import InvalidValue
from tests.compliance.screening.parties import hits, party, screener, subject, weak

ALI = party("1", "Ali Karim Hassan", birth_dates=("1970-03-04",), countries=("IR", "SY"), kind=ListedKind.PERSON)


def only(name: str | Subject, *parties: ListedParty, policy: MatchPolicy | None = None) -> Hit:
    (hit,) = hits(name, *parties, policy=policy)
    return hit


def features(hit: Hit) -> dict[str, Decimal]:
    return {feature.name: feature.weight for feature in hit.features}


@pytest.mark.parametrize(
    "asked",
    [
        "Ali Karim Hassan",
        "ALI KARIM HASSAN",
        "ali  karim-hassan",
        "Ali Karim \u200fHassan",
        "\u0410li Karim Hassan",
        "Dr. Ali Karim Hassan",
    ],
)
def test_the_same_name_is_a_match(asked: str) -> None:
    hit = only(asked, ALI)

    assert (hit.score, hit.band) == (Decimal("1.000"), Band.MATCH)


@pytest.mark.parametrize(
    "asked",
    [
        "Hassan Ali Karim",
        "Ali Karim Hasan",
        "Aly Kareem Hassan",
        "Ali K. Hassan",
        "Ali Hassan",
        "Ali Kraim Hassan",
        "علي كريم حسن",
        "Али Карим Хассан",
        "Alikarim Hassan",
    ],
)
def test_a_name_written_otherwise_is_possible(asked: str) -> None:
    hit = only(asked, ALI)

    assert hit.band is Band.POSSIBLE
    assert Decimal("0.70") <= hit.score <= Decimal("0.99")


@pytest.mark.parametrize("asked", ["Ali", "Hassan Omar", "Karim Trading Co", "John Smith", "Ali Reza Mohammadi", ""])
def test_one_word_of_several_is_none(asked: str) -> None:
    assert hits(asked, ALI) == ()


@pytest.mark.parametrize("asked", ["Ali Karim Hassan", "Hassan Ali Karim", "Karim Hasan Ali", "علي كريم حسن"])
def test_the_features_sum_to_the_score(asked: str) -> None:
    asked_with_all = Subject(
        role="creditor",
        name=asked,
        kind=ListedKind.VESSEL,
        birth_date="1971-03-04",
        countries=("DE",),
        identifiers=(Identifier("passport", "A 123"),),
    )
    listed = replace(ALI, identifiers=(Identifier("national_id", "A123"),))
    for hit in (*hits(asked, ALI), *hits(asked_with_all, ALI), *hits(asked_with_all, listed)):
        assert sum(feature.weight for feature in hit.features) == hit.score
        assert 0 <= hit.score <= 1


BESIDE_THE_NAME = [
    ({"birth_date": "1970-03-04"}, {"birth date": "0.05"}, "1.000", Band.MATCH),
    ({"birth_date": "1970"}, {"birth date": "0.02"}, "1.000", Band.MATCH),
    ({"birth_date": "1970-04-03"}, {"birth date": "0.02"}, "1.000", Band.MATCH),
    ({"birth_date": "1970-05"}, {"birth date": "-0.15"}, "0.850", Band.POSSIBLE),
    ({"birth_date": "1981-03-04"}, {"birth date": "-0.15"}, "0.850", Band.POSSIBLE),
    ({"countries": ("SY",)}, {"countries": "0.02"}, "1.000", Band.MATCH),
    ({"countries": ("DE", "FR")}, {"countries": "-0.05"}, "0.950", Band.POSSIBLE),
    ({"kind": ListedKind.VESSEL}, {"kind": "-0.15"}, "0.850", Band.POSSIBLE),
    ({"kind": ListedKind.PERSON}, {}, "1.000", Band.MATCH),
    ({"kind": ListedKind.VESSEL, "birth_date": "1981", "countries": ("DE",)}, {}, "0.650", None),
]


@pytest.mark.parametrize(("said", "expected", "score", "band"), BESIDE_THE_NAME)
def test_what_stands_beside_the_name_adds_or_takes_away(
    said: dict[str, object], expected: dict[str, str], score: str, band: Band | None
) -> None:
    asked = Subject(role="creditor", name="Ali Karim Hassan", **said)  # type: ignore[arg-type] # a row of the table
    found = hits(asked, ALI)

    assert [hit.band for hit in found] == ([band] if band else [])
    for hit in found:
        assert hit.score == Decimal(score)
        assert expected.items() <= {name: f"{weight}" for name, weight in features(hit).items()}.items()


def test_what_agrees_never_makes_a_match_of_another_name() -> None:
    asked = Subject(role="creditor", name="Ali Karim Hasan", birth_date="1970-03-04", countries=("IR",))

    assert only(asked, ALI).score == Decimal("0.99")


def test_word_order_and_script_are_said() -> None:
    assert features(only("Hassan Ali Karim", ALI))["word order"] == Decimal("-0.01")
    assert features(only("علي كريم حسن", ALI))["script"] == Decimal("-0.02")


def test_two_chinese_names_of_one_sound_are_told_apart() -> None:
    wang = party("1", "王小明")

    assert only("王小明", wang).band is Band.MATCH
    assert features(only("王晓明", wang))["characters"] == Decimal("-0.10")
    assert only("王晓明", wang).band is Band.POSSIBLE


WEAK_ALIAS = party("1", "Ali Karim Hassan", weak("The Engineer"))


@pytest.mark.parametrize(
    ("treatment", "scores"),
    [(WeakAliases.LOWERED, ["0.900"]), (WeakAliases.AS_STRONG, ["1.000"]), (WeakAliases.IGNORED, [])],
)
def test_a_weak_alias_is_treated_as_the_policy_says(treatment: WeakAliases, scores: list[str]) -> None:
    found = hits("The Engineer", WEAK_ALIAS, policy=MatchPolicy(version="own", weak_aliases=treatment))

    assert [f"{hit.score}" for hit in found] == scores


def test_a_strong_name_counts_before_a_weak_one() -> None:
    assert only("Ali Karim Hassan", party("1", weak("Ali Karim Hassan"), "Ali Karim Hassan")).band is Band.MATCH


IMO = Identifier("imo", "IMO 9116412")
IDENTIFIERS = [
    (Identifier("imo", "9116412"), "1"),
    (Identifier("IMO", "imo 911-6412"), "1"),
    (Identifier("imo", "9116413"), None),
    (Identifier("tax", "9116412"), "0.90"),
]


@pytest.mark.parametrize(("identifier", "score"), IDENTIFIERS)
def test_an_identifier_is_the_party_whatever_the_name(identifier: Identifier, score: str | None) -> None:
    found = hits(
        Subject(role="vessel", name="Ocean Star", identifiers=(identifier,)), party("1", "Adrian", identifiers=(IMO,))
    )

    assert [f"{hit.score}" for hit in found] == ([score] if score else [])
    assert all(hit.entry_name == "Adrian" for hit in found)


@pytest.mark.parametrize(("country", "score"), [("IR", "1"), ("", "1"), ("SY", "0.90")])
def test_a_number_of_another_country_is_possible(country: str, score: str) -> None:
    listed = party("1", "Ali Hassan", identifiers=(Identifier("passport", "K 12-34 5", "IR"),))
    asked = Subject(role="creditor", name="Someone Else", identifiers=(Identifier("passport", "k12345", country),))

    assert f"{only(asked, listed).score}" == score


BICS = [
    ("ABCDIRTH", "ABCDIRTH", "1"),
    ("ABCDIRTHXXX", "ABCDIRTH", "1"),
    ("ABCDIRTH123", "ABCDIRTH", "1"),
    ("abcd irth", "ABCDIRTH123", "1"),
    ("ABCDIRTH123", "ABCDIRTH456", "0.90"),
    ("ABCDIRTT", "ABCDIRTH", None),
]


@pytest.mark.parametrize(("asked", "listed", "score"), BICS)
def test_a_bic_is_the_bank(asked: str, listed: str, score: str | None) -> None:
    found = hits(Subject(role="agent", name="Some Bank", bic=asked), party("1", "Another Name", bics=(listed,)))

    assert [f"{hit.score}" for hit in found] == ([score] if score else [])


def test_a_number_shows_what_else_was_compared() -> None:
    listed = party("1", "Adrian Darya", kind=ListedKind.VESSEL, identifiers=(IMO,))
    asked = Subject(
        role="vessel", name="Adrian Daria", kind=ListedKind.VESSEL, identifiers=(Identifier("imo", "9116412"),)
    )

    assert only(asked, listed).features == (
        Feature("identifier", "imo 9116412", "imo IMO 9116412", Decimal(1)),
        Feature("name", "adrian daria", "adrian darya", Decimal(0)),
    )


@pytest.mark.parametrize(("possible", "match"), [("0.4", "1"), ("0.9", "0.8"), ("0.7", "1.1")])
def test_thresholds_out_of_order_are_refused(possible: str, match: str) -> None:
    with pytest.raises(InvalidValue, match=possible):
        MatchPolicy(possible=Decimal(possible), match=Decimal(match))


def test_thresholds_move_the_bands() -> None:
    likely = only("Ali Karim Hasan", ALI)

    assert Decimal("0.80") < likely.score < 1
    assert only("Ali Karim Hasan", ALI, policy=MatchPolicy(match=Decimal("0.80"))).band is Band.MATCH
    assert hits("Ali Karim Hasan", ALI, policy=MatchPolicy(possible=Decimal(1))) == ()


def test_weights_are_the_policy_s() -> None:
    policy = MatchPolicy(version="own", weights=FeatureWeights(word_order=Decimal("-0.20")))

    assert only("Hassan Ali Karim", ALI, policy=policy).score == only("Hassan Ali Karim", ALI).score - Decimal("0.19")


def test_a_record_names_the_policy() -> None:
    screening = screener([ALI]).screen([subject("x")], day=date(2026, 11, 25))

    assert screening.policy == "fxroute-1: match 1.00, possible 0.70, weak aliases lowered"


def test_a_name_of_the_list_is_shown_as_printed() -> None:
    assert (
        only("ali karim hassan", party("1", "Someone", ListedName("ALI Karim HASSAN"))).entry_name == "ALI Karim HASSAN"
    )
