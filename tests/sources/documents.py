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
