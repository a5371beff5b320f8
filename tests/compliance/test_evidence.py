"""Records: the same inputs give the same bytes, nothing can be changed unseen, and a decision can be made anew."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxroute.compliance.check import check
from fxroute.compliance.evidence.canonical import Json, canonical_bytes
from fxroute.compliance.evidence.rates import AskedRates
from fxroute.compliance.evidence.record import decision_of, facts_in, findings_in, review_of, verify
from fxroute.compliance.evidence.replay import ChangeKind, replay
from fxroute.compliance.rule import StartsAt
from fxroute.errors import InvalidValue
from fxroute.model import Verdict
from tests.compliance.case_facts import facts_of, merged
from tests.compliance.test_rule_cases import bases, rules

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HIT = {"list": "UN", "party": "creditor", "score": "1.00"}


def decided(
    change: dict[str, object] | None = None,
    previous: str = "",
    known_on: date | None = None,
    starts: dict[StartsAt, date] | None = None,
) -> dict[str, Json]:
    facts = facts_of(merged(bases()["rent"], change or {}), rules())
    asked = AskedRates(facts.rates)
    facts = replace(facts, rates=asked)
    findings = check(rules(), facts, known_on=known_on, with_not_applicable=True)
    return decision_of(
        facts=facts,
        rates=asked,
        findings=findings,
        rules=rules(),
        starts=starts or {},
        payment={"amount": "300000.00 SAR"},
        inputs={"rules": rules().sha256, "rates": asked.sha256},
        known_on=known_on,
        route_id="abc",
        software={"fxroute": "0.1.0"},
        previous=previous,
    )


def lines(*records: dict[str, Json]) -> list[bytes]:
    return [canonical_bytes(record) for record in records]


def chain() -> list[dict[str, Json]]:
    first = decided()
    second = decided({"documents": []}, previous=str(first["sha256"]))
    third = review_of(
        of=str(second["sha256"]), by="Li", at=AT, outcome="hold", why="no contract", previous=str(second["sha256"])
    )
    return [first, second, third]


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert lines(decided()) == lines(decided())


def test_a_whole_chain_has_no_fault() -> None:
    records = chain()
    found = verify(lines(*records))
    assert (found.faults, found.head, len(found.records)) == ((), records[-1]["sha256"], 3)


@given(st.data())
def test_no_byte_of_a_chain_can_be_changed_unseen(data: st.DataObject) -> None:
    kept = lines(*chain())
    at = data.draw(st.integers(0, len(kept) - 1))
    place = data.draw(st.integers(0, len(kept[at]) - 1))
    sign = data.draw(st.integers(0, 255).filter(lambda value: value != kept[at][place]))
    kept[at] = kept[at][:place] + bytes([sign]) + kept[at][place + 1 :]
    assert verify(kept).faults


@pytest.mark.parametrize("order", [(1, 2), (0, 2), (1, 0, 2), (0, 0, 1, 2)])
def test_nothing_is_taken_out_or_moved_unseen(order: tuple[int, ...]) -> None:
    kept = lines(*chain())
    assert verify([kept[at] for at in order]).faults


def test_what_is_cut_off_at_the_end_shows_in_the_head() -> None:
    kept = lines(*chain())
    whole, cut = verify(kept), verify(kept[:-1])
    assert cut.faults == ()
    assert cut.head != whole.head


@pytest.mark.parametrize(
    ("names", "refused"), [(("Li", "Wang"), []), (("Li", "Li"), [4]), (("Li", "Wang", "Zhao"), [5])]
)
def test_four_eyes_are_two_people_and_no_third(names: tuple[str, ...], refused: list[int]) -> None:
    records = chain()[:2]
    of = str(records[1]["sha256"])
    for by in names:
        previous = str(records[-1]["sha256"])
        records.append(review_of(of=of, by=by, at=AT, outcome="release", why="seen", previous=previous))
    assert [fault.line for fault in verify(lines(*records)).faults] == refused


@pytest.mark.parametrize("told", [{"by": " "}, {"why": ""}, {"outcome": "maybe"}])
def test_a_review_says_who_what_and_why(told: dict[str, str]) -> None:
    whole = {"of": "x", "by": "Li", "outcome": "release", "why": "seen", **told}
    with pytest.raises(InvalidValue):
        review_of(**whole, at=AT, previous="")


def test_facts_and_findings_come_back_as_they_were() -> None:
    change: dict[str, object] = {"screened": {"hits": [HIT]}, "circumstances": ["prepayment"], "refund_of": "1.00 SAR"}
    facts = facts_of(merged(bases()["rent"], change), rules())
    record = json.loads(canonical_bytes(decided(change)))
    assert replace(facts_in(record), rates=facts.rates) == facts
    assert findings_in(record) == check(rules(), facts)


def test_a_replay_over_the_same_rules_differs_in_nothing() -> None:
    replayed = replay(json.loads(canonical_bytes(decided())), rules())
    assert replayed.changes == ()
    assert replayed.then is replayed.now


def test_a_replay_shows_a_rule_that_changed_since() -> None:
    record = json.loads(canonical_bytes(decided({"documents": []})))
    base = rules()
    newer = tuple(
        replace(rule, version="2", require=("contract",)) if rule.number == "CN-FX-003" else rule for rule in base.rules
    )
    gone = tuple(rule for rule in base.rules if rule.number != "CN-FX-003")
    changed = replay(record, replace(base, rules=newer, sha256="other"))
    assert {one.kind for one in changed.changes} >= {ChangeKind.RULES, ChangeKind.RULE_VERSION}
    dropped = replay(record, replace(base, rules=gone, sha256="other"))
    assert ("CN-FX-003", ChangeKind.RULE_GONE) in {(one.name, one.kind) for one in dropped.changes}


def test_a_replay_shows_a_list_that_changed_since() -> None:
    record = json.loads(canonical_bytes(decided()))
    screening = facts_of(bases()["rent"], rules()).dossier.screening
    assert screening is not None
    newer = tuple(replace(one, version="2", sha256="1" * 64) if one.name == "UN" else one for one in screening.editions)
    gone = tuple(one for one in screening.editions if one.name != "UK_SL")
    assert [(one.name, one.now) for one in replay(record, rules(), gone).changes] == [("UK_SL", "")]
    assert [(one.kind, one.name) for one in replay(record, rules(), newer).changes] == [(ChangeKind.LIST, "UN")]


def test_what_was_known_on_a_day_is_kept() -> None:
    first_known = min(rule.provenance.as_of for rule in rules().rules)
    record = decided(known_on=first_known - timedelta(days=1))
    assert record["findings"] == []
    assert record["verdict"] == Verdict.PASS.value
    assert replay(json.loads(canonical_bytes(record)), rules()).changes == ()


@pytest.mark.parametrize(
    ("key", "told"),
    [
        *((key, None) for key in ("facts", "rates", "findings", "inputs")),
        ("facts", "none"),
        ("rates", [{}]),
        ("findings", [{}]),
        ("inputs", "none"),
        ("known_on", "yesterday"),
    ],
)
def test_a_record_that_lacks_what_a_check_needs_is_refused(key: str, told: Json) -> None:
    with pytest.raises(InvalidValue):
        replay({**decided(), key: told}, rules())


@pytest.mark.parametrize("value", [0.5, {"a": [1.5]}, [{"b": 2.0}]])
def test_no_binary_number_enters_a_record(value: Json) -> None:
    with pytest.raises(InvalidValue):
        canonical_bytes(value)


def test_records_are_kept_from_the_day_from_which_their_rule_counts() -> None:
    """CN-AML-006 counts ten years from the end of the transaction; without a route the day of the payment counts."""
    assert decided()["retain_until"] == "2036-11-20"
    assert decided(starts={StartsAt.CREDIT: date(2026, 12, 2)})["retain_until"] == "2036-12-02"
