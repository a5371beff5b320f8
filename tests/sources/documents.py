"""Files for the tests of this folder: a small valid network, rates and a payment, as text and as values."""

import json
from pathlib import Path

from fxroute.sources.fault import FaultList
from fxroute.sources.files import SourceFile
from fxroute.sources.yaml_text import parse_map

NETWORK = Path(__file__).resolve().parent.parent / "errors" / "network.yaml"
PROVENANCE = {"source": "made up", "as_of": "2026-11-24", "confidence": "example"}

Json = dict[str, object]

RATES: Json = {
    "rates": [
        {
            "id": "R-1",
            "pair": "CNY/SAR",
            "rate": "53.4",
            "unit": 100,
            "kind": "fixing",
            "quoted_at": "2026-11-24T08:00:30+08:00",
            **PROVENANCE,
        },
        {
            "id": "R-2",
            "pair": "USD/SAR",
            "bid": "3.7495",
            "offer": "3.7505",
            "kind": "peg",
            "quoted_at": "1986-06-01T00:00+00:00",
            **PROVENANCE,
        },
    ],
    "forward_points": [
        {
            "id": "F-1",
            "pair": "USD/SAR",
            "tenor": "3M",
            "bid_pips": "-2.5",
            "offer_pips": "1",
            "quoted_at": "2026-11-24T08:00+08:00",
            **PROVENANCE,
        }
    ],
    "conventions": [{"id": "C-1", "pair": "USD/SAR", "spot_lag_days": 2, "pip_size": "0.0001", **PROVENANCE}],
}

PAYMENT: Json = {
    "debtor": {"name": "Qingdao Substations", "country": "CN", "address": {"town_name": "Qingdao"}},
    "debtor_account": "0001-23",
    "debtor_agent": "HEADCNBJ500",
    "creditor": "Riyadh Offices",
    "creditor_account": "SA44 2000 0001 2345 6789 1234",
    "creditor_agent": "RIYASARI",
    "creditor_currency": "SAR",
    "instructed_amount": {"amount": "2000000.00", "currency": "CNY"},
    "side": "send",
    "charge_bearer": "DEBT",
    "charges_from_amount": True,
    "requested_execution": "2026-11-24T09:30+08:00",
    "purpose": "office_rent",
    "customer": "corporate",
    "documents": ["contract", {"kind": "invoice_or_payment_notice", "number": "7"}],
    "bounds": {"avoid": ["JEDDSAJE"], "intermediaries_max": 2, "vehicles": ["USD"], "evidence_floor": "prior"},
}


DOSSIER: Json = {
    "debtor": {
        "name": "Qingdao Substations",
        "country": "CN",
        "region": "Shandong",
        "address": {
            "street_name": "Haier Road",
            "building_number": "1",
            "post_code": "266000",
            "town_name": "Qingdao",
            "country": "CN",
            "lines": ["Laoshan District"],
        },
        "identification": "91370200000000000X",
        "lei": "5493001KJTIIGC8Y1R12",
        "known": {
            "kyc_current": True,
            "owner_known": True,
            "data_verified": True,
            "in_directory": True,
            "goods_class": "A",
            "looked_up_on": "2026-11-24",
            "pilot": False,
            "key_supervised": False,
        },
        "owners": [
            {
                "name": "青岛控股 Holding",
                "share_percent": "60",
                "control": True,
                "kind": "organisation",
                "countries": ["CN"],
                "owners": [{"name": "Li Wei", "share_percent": "100", "kind": "person"}],
            },
            {"name": "Others", "share_percent": 40},
        ],
    },
    "creditor": {"name": "Riyadh Offices", "country": "SA", "bic": "RIBLSARI"},
    "codes": {"CN_BOP": "228039", "CN_RMB": "OTHER", "SA": "RENT", "AE": "RNT", "ISO": "RENT"},
    "declaration_remark": "office rent Riyadh",
    "remittance_information": "Rent Q4 2026\nOffice 12",
    "documents": [
        "overseas_remittance_application",
        {
            "kind": "contract",
            "number": "C-1",
            "issuer": "Riyadh Offices",
            "subject": "lease of office 12",
            "parties": ["Qingdao Substations", "Riyadh Offices"],
            "amount": {"amount": "4000000.00", "currency": "SAR"},
            "dated": "2026-01-15",
        },
        {
            "kind": "invoice_or_payment_notice",
            "number": "I-1",
            "amount": {"amount": "2000000.00", "currency": "CNY"},
            "vat_percent": "0",
        },
    ],
    "confirmed": ["genuine_and_lawful_basis"],
    "denied": ["advance_period_within_12_months"],
    "circumstances": ["prepayment", "trade_service_fees"],
    "counterparty_country": "SA",
    "relationship": "lessor",
    "related": False,
    "tax_filing": {"form_number": "F-1", "verification_code": "123", "earlier_form_number": "F-0"},
    "premises": "commercial",
    "goods": {"days_deferred": 30, "advance_percent": "12.5", "customs_declarant": "Qingdao Substations"},
    "totals": [
        {"window": "day", "amount": {"amount": "1000.00", "currency": "USD"}},
        {"window": "year", "kind": "goods", "amount": {"amount": "210000.00", "currency": "USD"}},
    ],
    "refund_of": {"amount": "10.00", "currency": "SAR"},
    "message": {"kind": "pacs.008", "uetr": "4b5f3c5e-9c1d-4b9a-8f0e-1c2d3e4f5a6b", "agents_by": "bic"},
    "vessels": ["Ever Example"],
}

FULL_PAYMENT: Json = PAYMENT | DOSSIER


def network() -> Json:
    """The small network as values, free to be changed."""
    return parsed(NETWORK.read_bytes())


def parsed(content: bytes) -> Json:
    """A text as values, free to be changed."""
    read = parse_map(SourceFile("text.yaml", content), FaultList(), begin="accounts:")
    value: Json = json.loads(json.dumps(read, default=str))
    return value


def record(kind: str, /, **fields: object) -> Json:
    """A file with one record."""
    return {kind: [{**fields, **PROVENANCE}]}


def entries(content: Json, kind: str) -> list[Json]:
    """The records under one key."""
    listed = content[kind]
    assert isinstance(listed, list)
    return listed


def write(folder: Path, name: str, content: Json) -> Path:
    """Write a file; every JSON text is YAML."""
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


RULES: Json = {
    "rules": [
        {
            "id": "OWN-1",
            "rule": "OWN",
            "jurisdiction": "CN",
            "area": "tax",
            "step": "tax",
            "title": {"en": "Resolution", "zh": "决议"},
            "scope": "payment",
            "leg": "debit",
            "when": {
                "direction": ["out"],
                "purpose": ["sponsoring"],
                "amount": {"any_of": [{"above": "50000", "currency": "USD"}], "window": "day"},
                "days_deferred": {"above": "90"},
                "code": {"scheme": "SA", "any_of": ["12"]},
                "listed_abroad_only": [{"list": "OFAC_SDN", "place": "US"}],
                "counterparty_country": ["SA"],
            },
            "require": ["board_resolution"],
            "otherwise": "missing_item",
            "untold": "manual_review",
            "consequence": "hold",
            "says": "A resolution of the board.",
            "cite": {
                "instrument": "House rule 7",
                "article": "1",
                "urls": ["https://example.org/7"],
                "verification": "official_copy",
                "valid_from_basis": "seen",
                "corroborated": False,
            },
            "unless": [{"rule": "OWN-0", "because": "it is small"}],
            "together": ["OWN-0"],
            "complements": "OWN-0",
            "deadline": {"count": 5, "unit": "business_days", "starts_at": "credit", "country": "CN"},
            "valid_from": "2026-01-01",
            **PROVENANCE,
        },
        {
            "id": "OWN-0",
            "jurisdiction": "GLOBAL",
            "area": "tax",
            "step": "tax",
            "title": {"en": "Small", "zh": "小额"},
            "scope": "payment",
            "leg": "debit",
            "otherwise": "pass",
            "consequence": "none",
            "says": "Small payments.",
            "cite": {
                "instrument": "House rule 8",
                "verification": "not_verified",
                "valid_from_basis": "memory_or_derived",
                "corroborated": False,
            },
            **PROVENANCE,
        },
    ],
    "items": [
        {
            "id": "board_resolution",
            "kind": "document",
            "provider": "company",
            "title": {"en": "Board resolution", "zh": "董事会决议"},
            "cure": {"en": "Bring it", "zh": "提供"},
        }
    ],
    "purposes": [{"id": "sponsoring", "trade": "service", "title": {"en": "Sponsoring", "zh": "赞助"}}],
    "purpose_codes": [{"id": "SA-12", "scheme": "SA", "code": "12", "purposes": ["sponsoring"], **PROVENANCE}],
    "service_levels": [
        {
            "id": "SL-1",
            "title": {"en": "Answer", "zh": "答复"},
            "provider": "branch",
            "deadline": {"count": 1, "unit": "months", "starts_at": "request"},
            **PROVENANCE,
        }
    ],
}
"""Rules, items, purposes, codes and service levels, with a value in most fields."""
