"""An empty payment file says what the rules ask of a corridor, can be read, and passes once it is filled in."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from fxroute.compliance.checks.catalog import CHECKS, STATED
from fxroute.compliance.corridor import Corridor
from fxroute.compliance.item import ItemKind
from fxroute.compliance.rule_base import RuleBase
from fxroute.errors import DataFileErrors
from fxroute.report import Template, template_json, template_text
from fxroute.report.template_slots import FOUND_OUT, PAPER_FIELDS, RESIDENT_SLOTS, SLOTS, TOTALS
from fxroute.sources import PaymentFile, load_payment_file, load_rules
from tests.sources.documents import PROVENANCE, Json, parsed, write

DAY = date(2026, 11, 25)
RENTS = ("office_rent", "residential_rent")
CORRIDORS = (("CN", "SA"), ("SA", "CN"), ("CN", "HK"))
FACTS: dict[str, object] = {
    "premises": ["commercial"],
    "related": True,
    "in_directory": True,
    "goods_class": ["B"],
    "key_supervised": True,
    "pilot": True,
    "filed_before": True,
    "days_deferred": {"above": 90},
    "advance_percent": {"above": 30},
    "amount": {"any_of": [{"above": "200000", "currency": "USD"}], "window": "day"},
}


def rule(name: str, when: Json, require: list[str]) -> Json:
    return {
        "id": name,
        "jurisdiction": "CN",
        "area": "test",
        "step": "purpose",
        "title": {"en": f"Rule {name}", "zh": f"规则 {name}"},
        "scope": "payment",
        "leg": "whole",
        "when": when,
        "require": require,
        "otherwise": "missing_item",
        "consequence": "hold",
        "says": "a rule of a test",
        "cite": {
            "instrument": "made up",
            "verification": "not_verified",
            "valid_from_basis": "memory_or_derived",
            "corroborated": False,
        },
        **PROVENANCE,
    }


@pytest.fixture(scope="module")
def curious(tmp_path_factory: pytest.TempPathFactory) -> RuleBase:
    """A rule base that asks for everything there is, and for some things under a purpose or circumstance alone."""
    shipped = load_rules()
    rules = [
        *(rule(f"ASK-{name}", {}, [name]) for name in sorted(shipped.items)),
        *(rule(f"FACT-{name}", {name: value}, ["contract"]) for name, value in FACTS.items()),
        rule("OFFICE-1", {"purpose": ["office_rent"]}, ["contract"]),
        rule("CASH-1", {"circumstance": ["cash"]}, ["id_document"]),
        rule("GOODS-1", {"trade": ["goods"]}, ["customs_declaration"]),
        rule("INWARD-1", {"direction": ["in"]}, ["contract"]),
        {**rule("ABROAD-1", {}, ["contract"]), "jurisdiction": "US"},
    ]
    return alone(tmp_path_factory.mktemp("rules"), {"rules": rules})


def alone(folder: Path, own: Json) -> RuleBase:
    """Own rules without the shipped ones, whose items and purposes stay."""
    return load_rules(write(folder, "own.yaml", {**own, "disable": [one.id for one in load_rules().rules]}))


@cache
def shipped_rules() -> RuleBase:
    return load_rules()


def template(rules: RuleBase, ends: tuple[str, str] = ("CN", "SA"), names: tuple[str, ...] = RENTS) -> Template:
    purposes = tuple(rules.purposes[name] for name in names)
    return Template(rules, Corridor(from_country=ends[0], to_country=ends[1], purposes=purposes), DAY)


def empty_places(value: object, path: str = "") -> Iterator[str]:
    """Where nothing stands in a file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from empty_places(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from empty_places(inner, f"{path}[{at}]")
    elif value in ("", None):
        yield path


def faults(folder: Path, text: str, rules: RuleBase) -> list[str]:
    path = folder / "payment.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileErrors) as caught:
        load_payment_file(path, rules)
    return [fault.where.split(": ", 1)[-1] for fault in caught.value.faults]


def uncommented(text: str) -> str:
    """The file with every line that may be needed."""
    return text.replace("\n#?", "\n")


ANSWERS: dict[str, str] = {
    r"(debtor|creditor|counterparty)(\.address|)[._]country": "SA",
    r".*_agent": "RIBLSARI",
    r".*\.lei": "5493001KJTIIGC8Y1R12",
    r".*\.(data_verified|kyc_current|owner_known|in_directory|pilot|key_supervised)|related": "TRUE",
    r".*\.goods_class": "A",
    r".*\.looked_up_on": "2026-11-24",
    r"debtor_account": "123",
    r"creditor_account": "SA0380000000608010167519",
    r".*currency": "SAR",
    r".*amount": "10.00",
    r"requested_execution": "2026-11-24T09:30+08:00",
    r"charge_bearer": "SHAR",
    r"purpose": "office_rent",
    r"premises": "commercial",
    r"codes\.CN_BOP": "228039",
    r"codes\.AE": "RNT",
    r"goods\.days_deferred": "THIRTY",
    r".*percent": "5",
    r"message\.uetr": "4b5f3c5e-9c1d-4b9a-8f0e-1c2d3e4f5a6b",
}


def filled(content: Json) -> Json:
    """The file with an obvious value in every empty place."""
    text = json.dumps(content)
    for place in empty_places(content):
        answer = next((value for form, value in ANSWERS.items() if re.fullmatch(form, place)), "TEXT")
        content = put(content, re.findall(r"\w+", place), answer)
    text = json.dumps(content)
    return parsed(text.replace('"TRUE"', "true").replace('"THIRTY"', "30").encode())


def put(content: Json, steps: list[str], value: str) -> Json:
    holder: object = content
    for step in steps[:-1]:
        holder = holder[int(step) if step.isdigit() else step]  # type: ignore[index]  # a path of it
    last = steps[-1]
    holder[int(last) if last.isdigit() else last] = value  # type: ignore[index]  # a path of it
    return content


def read_filled(folder: Path, text: str, rules: RuleBase) -> PaymentFile:
    return load_payment_file(write(folder, "filled.yaml", filled(parsed(text.encode()))), rules)


@pytest.mark.parametrize(("lang", "ends"), tuple(product(("en", "zh"), CORRIDORS)))
def test_the_faults_of_a_template_are_the_fields_left_empty(
    lang: str, ends: tuple[str, str], curious: RuleBase, tmp_path: Path
) -> None:
    for rules in (shipped_rules(), curious):
        text = template_text(template(rules, ends), lang)

        assert sorted(faults(tmp_path, text, rules)) == sorted(empty_places(parsed(text.encode())))


@pytest.mark.parametrize("names", [RENTS, ("office_rent",), ("general_goods_import", "goods_refund")])
def test_a_template_with_every_line_taken_in_can_be_read_too(
    names: tuple[str, ...], curious: RuleBase, tmp_path: Path
) -> None:
    text = uncommented(template_text(template(curious, names=names)))

    assert sorted(faults(tmp_path, text, curious)) == sorted(empty_places(parsed(text.encode())))


@pytest.mark.parametrize("ends", CORRIDORS)
def test_a_template_passes_once_it_is_filled_in(ends: tuple[str, str], curious: RuleBase, tmp_path: Path) -> None:
    read = read_filled(tmp_path, template_text(template(curious, ends)), curious)

    assert read.payment.purpose == "office_rent"
    assert {document.kind for document in read.dossier.documents} == {
        item.id for item in curious.items.values() if item.kind is ItemKind.DOCUMENT
    }


def test_what_is_taken_in_is_confirmed(curious: RuleBase, tmp_path: Path) -> None:
    read = read_filled(tmp_path, uncommented(template_text(template(curious))), curious)

    assert (
        set(read.dossier.confirmed)
        == {item.id for item in curious.items.values() if item.kind is ItemKind.CONFIRMATION} | STATED
    )
    assert {one.value for one in read.dossier.circumstances} == {"cash"}
    assert {(one.window.value, one.kind) for one in read.dossier.totals} == {
        ("day", "payments"),
        ("year", "goods"),
        ("year", "individual"),
    }


def test_every_item_that_is_asked_for_is_in_the_file_with_its_rule(curious: RuleBase) -> None:
    for lang in ("en", "zh"):
        text = re.sub(r"\n *# ", " ", template_text(template(curious), lang))
        bare = text.replace(" ", "")
        for item in curious.items.values():
            assert item.title.text(lang).replace(" ", "") in bare
            assert f"ASK-{item.id}" in bare


def test_every_item_that_is_computed_has_its_field() -> None:
    slots = {name for slot in (*SLOTS, *RESIDENT_SLOTS) for name in slot.items}
    told = slots | set(PAPER_FIELDS) | set(TOTALS) | STATED

    assert told | FOUND_OUT == set(CHECKS)
    assert told & FOUND_OUT == set()


def test_rules_of_other_places_directions_and_trades_are_left_out(curious: RuleBase) -> None:
    def numbers(ends: tuple[str, str], names: tuple[str, ...]) -> str:
        return template_text(template(curious, ends, names))

    rent_out, rent_in = numbers(("CN", "SA"), RENTS), numbers(("SA", "CN"), RENTS)
    goods = numbers(("CN", "SA"), ("general_goods_import",))

    assert "ABROAD-1" not in rent_out + rent_in + goods
    assert "INWARD-1" in rent_in
    assert "INWARD-1" not in rent_out + goods
    assert "GOODS-1" in goods
    assert "GOODS-1" not in rent_out + rent_in
    assert "OFFICE-1" in rent_out
    assert "OFFICE-1" not in goods


def test_what_one_purpose_alone_asks_for_says_so_and_may_be_left_out(tmp_path: Path) -> None:
    own: Json = {"rules": [rule("OFFICE-2", {"purpose": ["office_rent"]}, ["tax_filing_form_number", "ejar_contract"])]}
    rules = alone(tmp_path, own)

    text = template_text(template(rules))

    assert "(only for office_rent)" in text
    assert '\n#?  form_number: ""' in text
    assert "\n#?  - kind: ejar_contract" in text
    assert "ejar_contract" not in json.dumps(parsed(text.encode()))


def test_the_party_at_home_in_the_place_of_the_rule_is_asked(curious: RuleBase) -> None:
    out, back = (parsed(template_text(template(curious, ends)).encode()) for ends in (("CN", "SA"), ("SA", "CN")))

    assert "kyc_current" in json.dumps(out["debtor"])
    assert "kyc_current" not in json.dumps(out["creditor"])
    assert "kyc_current" in json.dumps(back["creditor"])
    assert "kyc_current" not in json.dumps(back["debtor"])


def test_a_single_purpose_is_filled_in(curious: RuleBase) -> None:
    assert parsed(template_text(template(curious, names=("office_rent",))).encode())["purpose"] == "office_rent"


def test_codes_of_everybody_that_fit_are_named(tmp_path: Path) -> None:
    own: Json = {
        "rules": [rule("CODE-1", {}, ["bop_code"])],
        "purpose_codes": [
            {"id": "C-1", "scheme": "CN_BOP", "code": "228039", "purposes": ["office_rent"], **PROVENANCE},
            {"id": "C-2", "scheme": "CN_BOP", "code": "9", "purposes": ["office_rent"], "issuer": "X", **PROVENANCE},
            {
                "id": "C-3",
                "scheme": "CN_BOP",
                "code": "228041",
                "purposes": ["office_rent"],
                **PROVENANCE,
                "valid_to": "2020-01-01",
            },
        ],
    }

    text = template_text(template(alone(tmp_path, own)))

    assert re.search(r"known codes: [^#]*228039 \(office_rent\)", text)
    assert "9 (office_rent), " not in text.replace("228039", "")
    assert "228041 (office_rent)" not in text


def test_the_json_names_items_facts_and_circumstances(curious: RuleBase) -> None:
    told = json.dumps(template_json(template(curious)))

    assert json.loads(told)["from"] == "CN"
    assert '"circumstance": "cash", "rules": ["CASH-1"]' in told
    assert '"fact": "premises", "rules": ["FACT-premises"]' in told
    assert '"id": "ejar_contract", "kind": "document", "provider": "creditor"' in told
