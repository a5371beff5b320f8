"""Runs the command line inside the test process, and compares what it prints with a file of the repository."""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner, Result

from fxroute.cli import main
from tests.tree import ROOT

GOLDEN = ROOT / "tests" / "golden"
AGENTS = ("--debtor-agent", "BKCHCNBJ500", "--creditor-agent", "RIBLSARI")
AT = ("--at", "2026-11-24T09:30+08:00")
RENT = ("route", "CNY", "SAR", "2000000", *AGENTS)
FEW = ("--max-conversions", "1", "--max-intermediaries", "0")
PLAIN = {"COLUMNS": "110", "NO_COLOR": "1", "TERM": "dumb"}

_HASH = re.compile(r"\b[0-9a-f]{64}\b|(?<=network )[0-9a-f]{12}|(?<=rates )[0-9a-f]{12}|(?<=网络 |汇率 )[0-9a-f]{12}")


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner(env=PLAIN | (env or {})).invoke(main, arguments, prog_name="fxroute")


def run_json(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code in (0, 1), result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def masked(text: str) -> str:
    """Leave out what says nothing about the answer: hashes of the data, and how long it took."""
    return re.sub(r'"took_ms": [\d.]+', '"took_ms": 0', _HASH.sub("…", text))


def is_expected(text: str, name: str, folder: Path = GOLDEN) -> bool:
    """Compare with a file; `FXROUTE_UPDATE_EXPECTED=1` writes it anew."""
    path = folder / name
    if os.environ.get("FXROUTE_UPDATE_EXPECTED") == "1":
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") == text


def commands(group: click.Command = main, path: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """The way to every command, groups included."""
    found = [tuple(path)]
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            found += commands(command, (*path, name))
    return found
