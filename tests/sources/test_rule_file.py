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
    ("count", "unit"), [(25_001, "business_days"), (36_501, "days"), (1_201, "months"), (101, "years")]
)
def test_a_deadline_beyond_a_hundred_years_is_refused(count: int, unit: str, tmp_path: Path) -> None:
    content = deepcopy(RULES)
    deadline = {"count": count, "unit": unit, "starts_at": "request"}
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
