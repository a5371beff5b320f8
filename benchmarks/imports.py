"""Imports of synthetic directories, beside one pass of `csv.reader` over the same files; and the memory they take.

An import joins settlement instructions to a directory of institutions by their record keys, and writes JSON Lines. It
runs in a process of its own, whose peak memory is its own. Times are those of the processor, which others on the
machine do not lengthen. The files hold invented names and BICs alone.
"""

import csv
import json
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

__all__ = ["SIZES", "ImportFigures", "measure_import", "measure_imports", "write_directories"]

SIZES = (100_000, 1_000_000)
"""Rows of settlement instructions of each import measured."""

INSTITUTIONS = 100_000
SEED = 20261125
COUNTRIES = ("AE", "CN", "DE", "GB", "HK", "JP", "SA", "SG", "US")
CURRENCIES = ("AED", "EUR", "GBP", "HKD", "JPY", "SAR", "SGD", "USD")
CATEGORIES = ("ANYY", "COPA", "FXDR", "MMKT")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

CHILD = """
import json, resource, sys, time
from datetime import date
from fxroute.sources import load_network
from fxroute.sources.importing import ImportTerms, import_network
network = load_network()
started = time.process_time()
done = import_network(*sys.argv[2:], out=sys.argv[1], onto=network, terms=ImportTerms(as_of=date(2026, 11, 1)))
taken = time.process_time() - started
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print(json.dumps({"seconds": taken, "peak_bytes": peak, "accounts": done.records["accounts"]}))
"""


@dataclass(frozen=True, slots=True)
class ImportFigures:
    """One import: rows of both files a second, those of the peer, how many times as long it takes, its peak memory."""

    rows: int
    institutions: int
    accounts: int
    rows_per_second: float
    peer_rows_per_second: float
    ratio: float
    peak_mb: float


def write_directories(folder: Path, rows: int, count: int = INSTITUTIONS) -> tuple[Path, Path]:
    """Write a directory of institutions and so many settlement instructions; the same ones every time."""
    chance = random.Random(SEED)
    directory, instructions = folder / "BANKDIRECTORYPLUS_V3_FULL_20261101.txt", folder / "SSIPLUS_V3_FULL_20261101.txt"
    with directory.open("w", encoding="utf-8", newline="") as stream:
        stream.write("MODIFICATION FLAG\tRECORD KEY\tBIC\tINSTITUTION NAME\tCITY\tISO COUNTRY CODE\n")
        for number in range(count):
            country = COUNTRIES[number % len(COUNTRIES)]
            bic = f"{_letters(number)}{country}ZZXXX"
            stream.write(f"A\tBD{number:010}\t{bic}\tEXAMPLE BANK {number}\tEXAMPLE CITY\t{country}\n")
    with instructions.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            "RECORD KEY BDP OWNER\tRECORD KEY BDP ACCOUNT HOLDING INSTITUTION\tISO CURRENCY CODE\tASSET CATEGORY\t"
            "ACCOUNT NBR WITH ACCOUNT HOLDING INSTITUTION\n"
        )
        for number in range(rows):
            owner = chance.randrange(count)
            servicer = (owner + chance.randrange(1, count)) % count
            ends = f"BD{owner:010}\tBD{servicer:010}"
            stream.write(f"{ends}\t{chance.choice(CURRENCIES)}\t{chance.choice(CATEGORIES)}\t{number:012}\n")
    return directory, instructions


def _letters(number: int) -> str:
    """Four letters and, where these do not suffice, none twice: 26^4 are more than there are institutions."""
    text = ""
    for _ in range(4):
        number, letter = divmod(number, len(LETTERS))
        text = LETTERS[letter] + text
    return text


def measure_import(rows: int, count: int = INSTITUTIONS) -> ImportFigures:
    """Measure one import, with the peer before and after it; the faster pass of the peer counts."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        directory, instructions = write_directories(folder, rows, count)
        before = _pass_seconds(directory, instructions)
        command = (sys.executable, "-c", CHILD, str(folder / "own.jsonl"), str(directory), str(instructions))
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = json.loads(answer)
        peer = min(before, _pass_seconds(directory, instructions))
    return ImportFigures(
        rows=rows,
        institutions=count,
        accounts=found["accounts"],
        rows_per_second=(rows + count) / found["seconds"],
        peer_rows_per_second=(rows + count) / peer,
        ratio=found["seconds"] / peer,
        peak_mb=found["peak_bytes"] / 1e6,
    )


def measure_imports(sizes: tuple[int, ...] = SIZES, count: int = INSTITUTIONS) -> tuple[ImportFigures, ...]:
    """Measure an import of each size, with so many institutions."""
    return tuple(measure_import(rows, count) for rows in sizes)


def _pass_seconds(*paths: Path) -> float:
    started = process_time()
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            for _ in csv.reader(stream, delimiter="\t"):
                pass
    return process_time() - started
