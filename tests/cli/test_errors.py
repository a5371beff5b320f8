"""Every misuse has its exact text: what, where, mend, and the status it leaves with.

Each file of `tests/errors/cli` holds a command, what it prints on standard error, and its status.
`FXROUTE_UPDATE_EXPECTED=1` writes the last two anew.
"""

import shlex
from pathlib import Path

import pytest

from tests.cli.running import is_expected, run
from tests.tree import ROOT

FOLDER = ROOT / "tests" / "errors" / "cli"
CASES = sorted(FOLDER.glob("*.txt"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 15


@pytest.mark.parametrize("case", CASES, ids=lambda path: str(path.stem))
def test_a_misuse_has_its_exact_text(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = case.read_text(encoding="utf-8").splitlines()[0]
    _, _, *arguments = shlex.split(command)

    result = run(*arguments)

    assert result.stdout == ""
    assert is_expected(f"{command}\n{result.stderr}$ echo $?\n{result.exit_code}\n", case.name, FOLDER)


def test_every_line_of_a_misuse_is_what_where_or_mend() -> None:
    for case in CASES:
        lines = case.read_text(encoding="utf-8").splitlines()[1:-2]
        assert [line[:7] for line in lines] == ["error: ", "where: ", "mend:  "], case.name
