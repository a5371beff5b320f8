"""Own rule files: whole or not at all, with every fault told."""

from copy import deepcopy
from pathlib import Path

import pytest

from fxroute.compliance.rule_base import RuleBase
from fxroute.errors import DataFileErrors
from fxroute.sources import load_rules
from fxroute.sources.files import SourceFile
from fxroute.sources.rule_file import read_rules
from tests.sources.documents import RULES, Json, entries, write

DEADLINE: Json = {"count": 1, "unit": "years", "starts_at": "request"}


def base_of(content: Json, folder: Path) -> RuleBase:
    return read_rules((SourceFile("own.yaml", write(folder, "own.yaml", content).read_bytes()),)).base()


def faults(content: Json, folder: Path) -> dict[str, str]:
    with pytest.raises(DataFileErrors) as caught:
        base_of(content, folder)
    return {fault.where.split(": ")[1].split(" ")[0]: fault.what for fault in caught.value.faults}


def test_rules_of_ones_own_are_read_whole(tmp_path: Path) -> None:
    base = base_of(RULES, tmp_path)

    assert [(rule.id, rule.number, len(rule.when)) for rule in base.rules] == [
        ("OWN-0", "OWN-0", 0),
        ("OWN-1", "OWN", 7),
    ]


@pytest.mark.parametrize("field", ["rule", "when", "require", "unless", "together", "complements", "deadline"])
def test_a_field_that_is_refused_leaves_the_faults_of_the_others(field: str, tmp_path: Path) -> None:
    content = deepcopy(RULES)
    rule = entries(content, "rules")[0]
    rule[field] = 1.5
    rule["otherwise"] = "kaboom"

    told = faults(content, tmp_path)

    assert {f"rules[0].{field}", "rules[0].otherwise"} <= told.keys()


def test_a_link_that_is_no_map_leaves_the_faults_of_the_other_links(tmp_path: Path) -> None:
    content = deepcopy(RULES)
    entries(content, "rules")[0]["unless"] = [7, {"rule": "OWN-9", "because": "a slip"}]

    assert faults(content, tmp_path)["rules[0].unless[1].rule"] == "there is no 'OWN-9'"


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("when", 1.5, "when"),
        ("cite", 1.5, "cite"),
        ("unless", 1.5, "unless"),
        ("when", {"code": {"scheme": "SA", "any_of": 7}}, "when.code.any_of"),
        ("when", {"days_deferred": {"above": "soon"}}, "when.days_deferred.above"),
    ],
)
def test_a_deadline_is_checked_whatever_else_is_refused(field: str, value: Json, where: str, tmp_path: Path) -> None:
    content = deepcopy(RULES)
    entries(content, "rules")[0].update({field: value, "deadline": {**DEADLINE, "count": 101}})

    assert faults(content, tmp_path).keys() == {f"rules[0].{where}", "rules[0].deadline.count"}


@pytest.mark.parametrize("limit", [{}, {"above": "1", "below": "2"}])
def test_a_limit_has_one_sign(limit: Json, tmp_path: Path) -> None:
    content = deepcopy(RULES)
    when = {"advance_percent": limit, "amount": {"any_of": [{**limit, "currency": "USD"}]}}
    entries(content, "rules")[0]["when"] = when
    what = f"{len(limit)} signs are given"

    told = faults(content, tmp_path)

    assert told == {"rules[0].when.advance_percent": what, "rules[0].when.amount.any_of[0]": what}


@pytest.mark.parametrize("place", ["GCC", "EU", "EURO", "UK", "GLOBAL", "KW"])
def test_a_place_of_law_is_a_country_or_a_group(place: str, tmp_path: Path) -> None:
    content = deepcopy(RULES)
    entries(content, "rules")[0]["jurisdiction"] = place

    assert base_of(content, tmp_path).get_rule("OWN").jurisdiction == place


@pytest.mark.parametrize("place", ["XX", "C1", "Europe", 7])
def test_what_is_no_place_of_law_is_refused(place: object, tmp_path: Path) -> None:
    content = deepcopy(RULES)
    entries(content, "rules")[0]["jurisdiction"] = place

    assert faults(content, tmp_path) == {"rules[0].jurisdiction": f"{place!r} is no place of law"}


def test_a_scheme_of_codes_that_no_payment_tells_is_refused(tmp_path: Path) -> None:
    content = deepcopy(RULES)
    entries(content, "rules")[0]["when"] = {"code": {"scheme": "CNBOP", "any_of": ["228039"]}}

    assert faults(content, tmp_path).keys() == {"rules[0].when.code.scheme"}


def test_an_item_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    content = deepcopy(RULES)
    days = {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}
    entries(content, "items")[0].update(days)
    entries(content, "purposes")[0].update(days)

    assert faults(content, tmp_path).keys() == {"items[0].valid_to", "purposes[0].valid_to"}


@pytest.mark.parametrize(
    ("count", "unit"), [(25_001, "business_days"), (36_501, "days"), (1_201, "months"), (101, "years")]
)
def test_a_deadline_beyond_a_hundred_years_is_refused(count: int, unit: str, tmp_path: Path) -> None:
    content = deepcopy(RULES)
    deadline = {**DEADLINE, "count": count, "unit": unit}
    entries(content, "rules")[0]["deadline"] = deadline
    entries(content, "service_levels")[0]["deadline"] = deadline
    what = f"{count} {unit} are more than a hundred years"

    assert faults(content, tmp_path) == {
        "rules[0].deadline.count": what,
        "service_levels[0].deadline.count": what,
    }


def test_a_rule_replaced_and_one_disabled(tmp_path: Path) -> None:
    shipped = load_rules()
    own: Json = {"disable": ["CN-TAX-001"], "rules": [{**entries(deepcopy(RULES), "rules")[1], "id": "SA-FX-001"}]}

    layered = load_rules(write(tmp_path, "own.yaml", own))

    assert {rule.id for rule in shipped.rules} - {rule.id for rule in layered.rules} == {"CN-TAX-001"}
    assert layered.get_rule("SA-FX-001").says == "Small payments."
