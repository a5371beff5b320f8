"""Every symptom and every question has its sentence in both languages, and tables keep to the width."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from fxroute.errors import UsageError
from fxroute.model import Access, Participation
from fxroute.network import Network
from fxroute.plan.doctor import Ages, Corridor, Examination, QuestionKind, SymptomKind, examine
from fxroute.report.doctor import doctor_text
from fxroute.report.doctor_json import doctor_json
from fxroute.report.texts import TEXTS
from fxroute.report.texts_doctor import DOCTOR_TEXTS
from fxroute.report.wrap import line_width
from fxroute.sources import load_planner
from tests.plan.examined import AGES, corridor, quotes_of
from tests.search.parts import proven
from tests.search.small import Small

ENDS = Corridor(debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", debtor_currency="CNY", creditor_currency="SAR")


@cache
def shipped() -> tuple[Examination, Network]:
    planner = load_planner()
    ages = Ages(on=date(2026, 11, 24), stale_days=365, rate_days=3)
    return examine(planner.network, planner.rates, ages, ENDS), planner.network


def text_of(small: Small, lang: str = "en", *, source: str = "USD", target: str = "USD") -> str:
    network = small.network()
    return doctor_text(examine(network, quotes_of(small), AGES, corridor(source, target)), network, lang=lang)


def test_every_kind_has_its_sentence() -> None:
    for kind in SymptomKind:
        assert f"symptom_{kind}" in DOCTOR_TEXTS
    for asked in QuestionKind:
        assert f"ask_{asked}" in DOCTOR_TEXTS


def test_no_text_stands_twice_or_in_one_language_only() -> None:
    assert DOCTOR_TEXTS.keys().isdisjoint(TEXTS)
    for english, chinese in DOCTOR_TEXTS.values():
        assert english
        assert chinese
        assert {part.split("}")[0] for part in english.split("{")[1:]} == {
            part.split("}")[0] for part in chinese.split("{")[1:]
        }


@pytest.mark.parametrize("width", [60, 80, 110, 140])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_line_is_wider_than_the_page(width: int, lang: str) -> None:
    text = doctor_text(*shipped(), lang=lang, width=width)

    assert max(map(line_width, text.splitlines())) <= width


def test_a_language_without_texts_is_refused() -> None:
    with pytest.raises(UsageError):
        doctor_text(*shipped(), lang="fr")


def test_a_corridor_without_single_points_says_so() -> None:
    small = Small().bank("A", "M", "N", "Z").account("A", "M", "USD").account("A", "N", "USD")
    text = text_of(small.account("Z", "M", "USD").account("Z", "N", "USD"))

    assert "No bank in between, no system and no other record is needed by every topological way." in text
    assert "Every record that a way may use is of medium or high confidence." in text
    assert "Smallest outage     2: M, N" in text


def test_one_institution_is_told_in_the_singular() -> None:
    small = Small().bank("A", "B", "M", "Z").account("A", "B", "USD").account("B", "M", "USD").account("Z", "M", "USD")

    assert "funds still reach 1 other institution\n" in " ".join(text_of(small).split(" ")).replace("  ", " ")
    assert "funds do not leave the debtor agent" in " ".join(text_of(small).split())


def test_an_indirect_participant_is_asked_through_whom() -> None:
    small = Small().bank("A", "M", "Z").system("S", "M/USD Z/USD")
    access = Participation(
        id="P",
        institution="A",
        infrastructure="S",
        currency="USD",
        access=Access.INDIRECT,
        provenance=proven(),
        settlement_agent="M",
    )
    weak = replace(access, provenance=replace(proven(), confidence="prior"))  # type: ignore[arg-type]  # an enum of texts
    small.access.append(replace(weak, provenance=shipped()[1].provenance_of("PART-RIBLSARI-SARIE")))

    assert "Ask A: does A reach S in USD through M? Over which account, and until when?" in text_of(small)


def test_a_cut_that_may_not_be_the_smallest_says_so() -> None:
    examination, network = shipped()
    state = examination.corridor
    assert state is not None
    unsure = replace(state, is_cut=True, edge_cut=replace(state.edge_cut, is_smallest=False))
    text = doctor_text(replace(examination, corridor=unsure), network)

    assert "Fewest records      1, perhaps fewer: LINE-" in text
    assert "of more that are as short" in text


def test_a_sampled_share_is_marked() -> None:
    examination, network = shipped()
    sampled = tuple(replace(one, is_sampled=True) for one in examination.central)

    assert "(sampled)" in doctor_text(replace(examination, central=sampled), network)


def test_an_empty_network_is_examined() -> None:
    network = Network.of()
    examination = examine(network, quotes_of(Small()), AGES)

    assert "Nothing else was found." in doctor_text(examination, network)
    assert doctor_json(examination, network)["currencies"] == []


def test_every_question_names_those_who_are_asked() -> None:
    examination, network = shipped()
    assert examination.corridor is not None
    answer = doctor_json(examination, network)["corridor"]
    assert isinstance(answer, dict)
    for symptom in answer["symptoms"]:
        question = symptom["question"]
        assert question["asked"]
        assert question["text"].startswith(network.institutions[question["asked"][0]].name)
        assert question["text"].endswith("?")
