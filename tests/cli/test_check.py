"""`fxroute check`: the checklist of a payment file, its status, own rules, and the empty file."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from fxroute.sources import load_rules
from tests.cli.running import is_expected, masked, run
from tests.sources.documents import PROVENANCE, Json, write

PAYMENT: Json = {
    "debtor": "Example Manufacturing",
    "debtor_agent": "BKCHCNBJ500",
    "creditor": "Example Landlord",
    "creditor_agent": "RIBLSARI",
    "creditor_currency": "SAR",
    "instructed_amount": {"amount": "2000000.00", "currency": "CNY"},
    "requested_execution": "2026-11-24T09:30+08:00",
    "purpose": "office_rent",
    "documents": ["contract"],
    "confirmed": ["genuine_and_lawful_basis"],
}


def rule(name: str, require: Iterable[str] = (), **fields: object) -> Json:
    return {
        "id": name,
        "jurisdiction": "CN",
        "area": "test",
        "step": "genuineness",
        "title": {"en": f"Rule {name}", "zh": f"规则 {name}"},
        "scope": "payment",
        "leg": "debit",
        "require": list(require),
        "otherwise": "missing_item",
        "consequence": "hold",
        "says": "a rule of a test",
        "cite": {
            "instrument": f"Instrument {name}",
            "verification": "official_site",
            "valid_from_basis": "seen",
            "corroborated": True,
        },
        **PROVENANCE,
        "as_of": "2026-01-05",
        "confidence": "high",
        **fields,
    }


HELD = rule("OWN-HELD", ["contract", "genuine_and_lawful_basis"])
MISSING = rule("OWN-MISSING", ["contract", "invoice_or_payment_notice"])
REVIEW = rule("OWN-REVIEW", ["customs_declaration"], otherwise="manual_review")
BLOCKED = rule("OWN-BLOCKED", ["ejar_contract"], otherwise="blocked")
AFTER = rule(
    "OWN-AFTER",
    ["large_value_report"],
    otherwise="report_after",
    fulfilled="report_after",
    consequence="report_after",
    deadline={"count": 5, "unit": "business_days", "starts_at": "payment"},
)
IDLE = rule("OWN-IDLE", ["contract"], when={"purpose": ["royalties"]})
LATER = rule("OWN-LATER", ["id_document"], valid_from="2027-01-01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "payment.yaml", PAYMENT)
    return tmp_path


def only(folder: Path, *rules: Json) -> tuple[str, str]:
    """Options that leave these rules alone in force."""
    shipped = [one.id for one in load_rules().rules]
    write(folder, "own.yaml", {"rules": list(rules), "disable": shipped})
    return "--rules", "own.yaml"


@pytest.mark.parametrize(
    ("rules", "status", "verdict"),
    [
        ((), 0, "pass"),
        ((HELD,), 0, "pass"),
        ((HELD, AFTER), 0, "pass"),
        ((HELD, REVIEW), 11, "manual_review"),
        ((HELD, REVIEW, MISSING), 10, "missing_item"),
        ((HELD, REVIEW, MISSING, BLOCKED), 12, "blocked"),
    ],
)
def test_the_status_says_the_worst_verdict(rules: tuple[Json, ...], status: int, verdict: str, folder: Path) -> None:
    options = only(folder, *rules)

    table, told = run("check", "payment.yaml", *options), run("check", "payment.yaml", *options, "--json")

    assert (table.exit_code, told.exit_code) == (status, status), table.stderr
    assert json.loads(told.stdout)["verdict"] == verdict


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_checklist_reads_as_it_did(lang: str, folder: Path) -> None:
    options = only(folder, HELD, MISSING, REVIEW, AFTER, IDLE)

    result = run("check", "payment.yaml", *options, "--lang", lang, "--all")

    assert result.exit_code == 10, result.stderr
    assert is_expected(masked(result.stdout), f"check.{lang}.txt")


def test_the_json_has_every_item_with_rule_provider_and_cure(folder: Path) -> None:
    result = run("check", "payment.yaml", *only(folder, HELD, MISSING, AFTER, IDLE), "--json", "--all")

    told = json.loads(result.stdout)
    by_item = {entry["item"]["id"]: entry for entry in told["entries"]}
    assert {name: entry["mark"] for name, entry in by_item.items()} == {
        "contract": "held",
        "genuine_and_lawful_basis": "held",
        "invoice_or_payment_notice": "missing",
        "large_value_report": "after",
    }
    assert [one["rule"] for one in by_item["contract"]["rules"]] == ["OWN-MISSING", "OWN-HELD"]
    assert by_item["invoice_or_payment_notice"]["item"]["provider"] == "company"
    assert by_item["large_value_report"]["rules"][0]["deadline"] == {
        "count": 5,
        "unit": "business_days",
        "starts_at": "payment",
    }
    assert [one["rule"] for one in told["not_applicable"]] == ["OWN-IDLE"]
    assert told["payment"]["purpose"] == "office_rent"
    assert len(told["inputs"]["rules"]["sha256"]) == 64
    assert told["route"][0] == "BKCHCNBJ500"
    assert told["route"][-1] == "RIBLSARI"


def test_the_law_of_another_day_and_the_knowledge_of_another_day_can_be_asked(folder: Path) -> None:
    options = only(folder, HELD, LATER)

    def rules(*more: str) -> set[str]:
        told = json.loads(run("check", "payment.yaml", *options, "--json", *more).stdout)
        return {one["rule"] for entry in told["entries"] for one in entry["rules"]}

    assert rules() == {"OWN-HELD"}
    assert rules("--on", "2027-01-01") == {"OWN-HELD", "OWN-LATER"}
    assert rules("--known-on", "2026-01-05") == {"OWN-HELD"}
    told = run("check", "payment.yaml", *options, "--known-on", "2026-01-04")
    assert (told.exit_code, told.stdout) == (3, "")
    assert told.stderr.startswith("error: no rule was known on 2026-01-04: the first became known on 2026-01-05")


def test_what_is_on_the_table_counts_in_a_plan_too(folder: Path) -> None:
    options = only(folder, HELD)

    told = json.loads(run("plan", "payment.yaml", *options, "--json").stdout)
    findings = [finding for route in told["routes"] for finding in route["findings"]]

    assert findings
    assert {tuple(finding["held"]) for finding in findings} == {("contract", "genuine_and_lawful_basis")}


def test_own_rules_bring_their_own_purposes(folder: Path) -> None:
    own: Json = {"purposes": [{"id": "sponsoring", "trade": "service", "title": {"en": "Sponsoring", "zh": "赞助"}}]}
    write(folder, "words.yaml", own)
    write(folder, "payment.yaml", {**PAYMENT, "purpose": "sponsoring"})

    for command in ("check", "plan"):
        assert run(command, "payment.yaml", "--rules", "words.yaml", "--json").exit_code in (0, 10, 11, 12)
        assert run(command, "payment.yaml").exit_code == 9


@pytest.mark.usefixtures("folder")
def test_an_unknown_agent_is_told_with_its_file() -> None:
    Path("payment.yaml").write_text(json.dumps({**PAYMENT, "creditor_agent": "RIBLSARX"}), encoding="utf-8")

    result = run("check", "payment.yaml")

    assert result.exit_code == 8
    assert "where: payment.yaml: creditor_agent" in result.stderr


@pytest.mark.parametrize("kind", ["services", "goods", "rent"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_empty_file_is_refused_for_what_is_empty_alone(kind: str, lang: str, tmp_path: Path) -> None:
    result = run("check", "--template", "CN", "SA", kind, "--lang", lang)
    path = tmp_path / "payment.yaml"
    path.write_text(result.stdout, encoding="utf-8")

    refused = run("check", str(path))

    assert (result.exit_code, refused.exit_code) == (0, 9)
    assert refused.stderr.count("error: ") == result.stdout.replace("\n#", "\n").count('""') - commented(result.stdout)


def commented(text: str) -> int:
    return sum(line.count('""') for line in text.splitlines() if line.lstrip().startswith("#"))


def test_the_direction_turns_the_corridor_round() -> None:
    turned = run("check", "--template", "CN", "SA", "rent", "--direction", "in", "--on", "2026-11-25")

    assert turned.stdout == run("check", "--template", "SA", "CN", "rent", "--on", "2026-11-25").stdout
    assert turned.stdout.startswith("# Payment file: SA to CN, ")


def test_the_json_of_an_empty_file_lists_what_is_asked() -> None:
    told = json.loads(run("check", "--template", "CN", "SA", "services", "--json", "--on", "2026-11-25").stdout)

    assert {"contract", "invoice_or_payment_notice"} <= {item["id"] for item in told["items"]}
    assert told["day"] == "2026-11-25"


def test_a_duty_that_hangs_on_what_was_not_told_says_so(folder: Path) -> None:
    day = rule(
        "OWN-DAY",
        ["large_value_report"],
        otherwise="report_after",
        fulfilled="report_after",
        consequence="report_after",
        when={"amount": {"any_of": [{"at_least": "3000000", "currency": "CNY"}], "window": "day"}},
    )
    options = only(folder, day, IDLE)

    told, chinese = (run("check", "payment.yaml", *options, "--all", "--lang", lang).stdout for lang in ("en", "zh"))

    assert re.search(r"OWN-DAY +Rule OWN-DAY +not told: paid before on the day ", told)
    assert "未说明:当日此前付款" in chinese
    assert "OWN-DAY" not in run("check", "payment.yaml", *options).stdout


def test_an_invoice_over_another_amount_is_told_with_both_amounts(folder: Path) -> None:
    invoice: Json = {
        "kind": "invoice_or_payment_notice",
        "number": "118",
        "amount": {"amount": "2100000.00", "currency": "CNY"},
    }
    write(folder, "payment.yaml", {**PAYMENT, "documents": [invoice]})
    options = only(folder, rule("OWN-AGREE", ["document_consistency"], otherwise="manual_review"))

    (entry,) = json.loads(run("check", "payment.yaml", *options, "--json").stdout)["entries"]
    chinese = run("check", "payment.yaml", *options, "--lang", "zh").stdout

    said = "invoice or payment notice 118 is over CNY 2,100,000.00, the payment over CNY 2,000,000.00"
    assert entry["detail"] == said
    assert "发票或支付通知118金额为CNY2,100,000.00,付款金额为CNY2,000,000.00" in "".join(chinese.split())
