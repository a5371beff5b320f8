"""Every example answers the question that it asks, today as when its answer was written down.

`FXROUTE_UPDATE_EXPECTED=1` writes the answers anew; read the difference before you keep it.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tree import ROOT

EXAMPLES = ROOT / "examples"
EXPECTED = EXAMPLES / "expected"
NUMBERED = "[0-9][0-9]_*"
SCRIPTS = sorted(EXAMPLES.glob(f"{NUMBERED}.py"))
ENVIRONMENT = {"COLUMNS": "110", "LANG": "C.UTF-8", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"}


def answer_of(script: Path, folder: Path) -> str:
    """What the example prints, run as a reader runs it, from a folder of no meaning."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FXROUTE_"))}
    run = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        cwd=folder,
        env=inherited | ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: str(script.stem))
def test_an_example_prints_its_expected_answer(script: Path, tmp_path: Path) -> None:
    expected = EXPECTED / f"{script.stem}.txt"
    answer = answer_of(script, tmp_path)
    if os.environ.get("FXROUTE_UPDATE_EXPECTED") == "1":
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(answer, encoding="utf-8")

    assert answer.strip()
    assert answer == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: str(script.stem))
def test_an_example_opens_with_its_question(script: Path) -> None:
    docstring = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""

    assert "?" in docstring.split("\n\n")[0]


def test_every_expected_answer_has_its_example_and_every_script_its_number() -> None:
    names = {script.stem for script in SCRIPTS}

    assert {path.stem for path in EXPECTED.glob("*")} <= names
    assert {path.stem for path in EXAMPLES.glob("*.py")} <= names
