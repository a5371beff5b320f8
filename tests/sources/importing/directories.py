"""Small directories with invented banks, the network they are imported onto, and how both are read here."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fxroute.network import Network
from fxroute.sources import load_network
from fxroute.sources.importing import ImportReport, ImportTerms, import_network
from tests.tree import ROOT

BELOW = ROOT / "tests" / "errors" / "network.yaml"
"""A network with services for every country, and settlement days of CNY and SAR."""

AS_OF = date(2026, 11, 24)
TERMS = ImportTerms(as_of=AS_OF)

DIRECTORY = (
    ("MODIFICATION FLAG", "RECORD KEY", "BIC", "INSTITUTION NAME", "CITY", "ISO COUNTRY CODE", "LEGAL TYPE",
     "LEGAL PARENT KEY", "GROUP PARENT KEY", "FIELD A"),
    ("A", "BD0000000001", "EXAMSARIXXX", "EXAMPLE BANK", "RIYADH", "SA", "L", "BD0000000001", "BD0000000001", "x"),
    ("A", "BD0000000002", "EXAMAEADXXX", "EXAMPLE BANK DUBAI", "DUBAI", "AE", "B", "BD0000000001", "BD0000000001", ""),
    ("A", "BD0000000003", "OTHRHKHHXXX", "OTHER BANK", "HONG KONG", "HK", "L", "BD0000000003", "BD0000000001", ""),
    ("A", "BD0000000004", "THRDCNSHXXX", 'THIRD "CITY" BANK', "SHANGHAI", "CN", "L", "", "", ""),
    ("A", "BD0000000005", "EXAMSARI101", "EXAMPLE BANK", "JEDDAH", "SA", "L", "", "", ""),
    ("A", "BD0000000006", "EXAMSARIXXX", "EXAMPLE BANK", "RIYADH", "SA", "L", "", "", ""),
    ("A", "BD0000000007", "", "NO BIC BANK", "RIYADH", "SA", "L", "", "", ""),
)  # fmt: skip
INSTRUCTIONS = (
    ("RECORD KEY BDP OWNER", "RECORD KEY BDP ACCOUNT HOLDING INSTITUTION", "ISO CURRENCY CODE", "ASSET CATEGORY",
     "ACCOUNT NBR WITH ACCOUNT HOLDING INSTITUTION"),
    ("BD0000000003", "BD0000000001", "SAR", "ANYY", "000123456789"),
    ("BD0000000003", "BD0000000006", "SAR", "COPA", "000123456789"),
    ("BD0000000004", "BD0000000005", "SAR", "ANYY", "SA0000000001"),
    ("BD0000000003", "BD0000000004", "CNY", "ANYY", "987654321012"),
    ("BD0000000002", "BD0000000001", "SAR", "FXDR", "555"),
)  # fmt: skip
INSTITUTIONS = (
    ("bic", "bic8", "legal_name", "country", "city", "kind", "group_parent_bic", "lei", "notes", "source", "as_of",
     "confidence"),
    ("EXAMSARI", "EXAMSARI", "Example Bank, Riyadh", "SA", "Riyadh", "commercial_bank", "", "", "", "a page",
     "2026-10-01", "high"),
    ("EXAMAEAD", "EXAMAEAD", "Example Bank, Dubai", "AE", "Dubai", "branch", "EXAMSARI", "", "", "a page",
     "2026-10-01", "low"),
    ("OTHRHKHHHKH", "OTHRHKHH", "Other Bank", "HK", "Hong Kong", "", "", "", "once read", "", "", ""),
)  # fmt: skip
SSI = (
    ("owner_bic", "currency", "servicer_bic", "servicer_country", "location", "relation", "account", "note", "source",
     "evidence", "as_of", "confidence"),
    ("OTHRHKHHHKH", "SAR", "EXAMSARIXXX", "SA", "onshore", "correspondent", "4711", "", "a list", "seen", "2026-09-01",
     "medium"),
    ("EXAMSARI", "CNH", "OTHRHKHHHKH", "HK", "offshore", "correspondent", "", "", "a list", "", "2026-09-01", "low"),
    ("EXAMAEAD", "SAR", "EXAMSARI", "SA", "onshore", "same_group", "", "", "a list", "", "", ""),
)  # fmt: skip
HOLIDAYS = (
    ("calendar", "date", "weekday", "status", "name", "weekend", "source", "as_of", "confidence", "notes"),
    ("CAL-SA", "2026-09-24", "Thu", "closed", "Bridge day", "", "a notice", "2026-08-01", "high", ""),
    ("CAL-SA", "2026-09-23", "Wed", "closed", "National Day", "", "a notice", "2026-08-01", "high", ""),
    ("CAL-XX", "2026-12-25", "Fri", "closed", "A holiday", "saturday sunday", "", "", "", ""),
    ("CAL-XX", "2027-01-02", "Sat", "workday", "Made up", "saturday sunday", "", "", "", ""),
)  # fmt: skip


def delimited(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    if delimiter == "\t":
        return "".join("\t".join(row) + "\n" for row in rows)
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def put(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",") -> Path:
    path.write_text(delimited(rows, delimiter), encoding="utf-8")
    return path


def below() -> Network:
    return load_network(BELOW, shipped=False)


def bring(*files: Path, out: Path, terms: ImportTerms = TERMS, onto: Network | None = None) -> ImportReport:
    return import_network(*files, out=out, onto=onto or below(), terms=terms)


def above(out: Path) -> Network:
    return load_network(BELOW, out, shipped=False)


def lines(out: Path) -> list[tuple[str, dict[str, Any]]]:
    """The records of a file of JSON Lines."""
    return [item for line in out.read_text(encoding="utf-8").splitlines() for item in json.loads(line).items()]
