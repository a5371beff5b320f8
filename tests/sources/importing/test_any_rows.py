"""Whatever rows hold, an import ends with a report, and what it wrote is read back.

Rows are drawn from a seed: nearly every cell makes sense under its column, some do not, and some are junk.
"""

import csv
import random
from pathlib import Path

import pytest

from fxroute.sources.importing import LAYOUTS, ImportTerms, Layout, Prefer, import_network
from tests.sources.importing.directories import AS_OF, above, below

BICS = (
    "EXAMSARI",
    "EXAMSARIXXX",
    "EXAMAEAD",
    "OTHRHKHH",
    "THRDCNSH",
    "HEADCNBJ",
    "HEADCNBJ500",
    "RIYASARI",
    "ELSEISRE",
)
KEYS = ("K1", "K2", "K3", "K4", "K5", "K6")
NAMES = ("Bank", "银行", "مصرف", "a: b", "- {x}", "#", "O'Bank \\ #1", '"Bank"', "null", "1e3", "yes", "Bank\u00a0Two")
JUNK = (
    *("", " ", "Z", "XX", "pawnshop", "\u200f", "\x85", "=1", "2026-W48-2", "K1;K2", "EXAMPLE", "ACC-1", "PRIOR-DAYS"),
    *("RTGS-SA", "EXAMSARI", "SRV-ALL", "x" * 500, "5493001KJTIIGC8Y1R13", "monday tuesday", "0000-00-00", "CAL-CN"),
)
FITTING: dict[str, tuple[str, ...]] = {
    "MODIFICATION FLAG": ("A", "A", "A", "", "M", "U", "D", "E"),
    "ISO CURRENCY CODE": ("SAR", "CNY", "CNH", "USD"),
    "currency": ("SAR", "CNY", "CNH", "USD"),
    "ASSET CATEGORY": ("ANYY", "COPA", ""),
    "LEGAL TYPE": ("L", "B", ""),
    "INSTITUTION STATUS": ("BANK", "CORP", ""),
    "BIC STATUS": ("ACTIVE", "EXPIRED", ""),
    "BRANCHCODE": ("", "XXX", "101"),
    "kind": ("", "branch", "legacy", "commercial_bank"),
    "lei": ("", "5493001KJTIIGC8Y1R12", "213800WSGIIZCXF1P572"),
    "LEI": ("5493001KJTIIGC8Y1R12", "213800WSGIIZCXF1P572"),
    "location": ("", "onshore", "offshore"),
    "relation": ("", "correspondent", "same_group"),
    "calendar": ("CAL-SA", "CAL-CN", "CAL-NEW", "CAL-NEWER"),
    "date": ("2026-09-23", "20260924", "2026-09-26", "2027-12-31", "2030-02-28"),
    "status": ("closed", "workday", "open"),
    "weekend": ("saturday sunday", "friday,saturday"),
    "confidence": ("", "high", "low", "prior"),
    "as_of": ("", "2026-01-01"),
}
DAYS = ("", "", "20260101", "2026-06-30", "2027-01-01")
COUNTRY_FIRST = ("country", "COUNTRY", "ISO COUNTRY CODE")


def cell(chance: random.Random, name: str, bic: str) -> str:
    """A cell that makes sense under a column's name, for the most part."""
    if chance.random() < 0.02:
        return chance.choice(JUNK)
    if name in FITTING:
        return chance.choice(FITTING[name])
    if name in COUNTRY_FIRST:
        return bic[4:6]
    if name in ("bic", "BIC"):
        return bic
    if "KEY" in name:
        return chance.choice(KEYS)
    if "bic" in name:
        return chance.choice((*BICS, "")) if "parent" in name else chance.choice(BICS)
    if "valid" in name or "DATE" in name:
        return chance.choice(DAYS)
    return chance.choice(NAMES)


def put_rows(path: Path, layout: Layout, chance: random.Random) -> int:
    rows = [
        [cell(chance, column.name, bic) for column in layout.columns]
        for bic in chance.choices(BICS, k=chance.randrange(1, 30))
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(column.name for column in layout.columns)
        writer.writerows(rows)
    return len(rows)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_written_of_any_rows_is_read_back(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # rows that are the same every time
    paths = {tmp_path / f"{name}.csv": LAYOUTS[name] for name in chance.sample(sorted(LAYOUTS), chance.randrange(2, 6))}
    rows = [put_rows(path, layout, chance) for path, layout in paths.items()]
    out = tmp_path / chance.choice(("own.yaml", "own.jsonl"))
    terms = ImportTerms(as_of=AS_OF, prior_hours=chance.random() < 0.5, prefer=chance.choice(list(Prefer)))
    report = import_network(*paths, out=out, onto=below(), terms=terms)

    assert sorted(file.rows for file in report.files) == sorted(rows)
    assert all(sum(file.outcomes.values()) == file.rows for file in report.files)
    assert min((count for file in report.files for count in file.outcomes.values()), default=0) >= 0
    assert report.is_written is out.exists() is bool(report.records)
    if report.is_written:
        above(out)
