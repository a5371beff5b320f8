"""The entry: light to start, clear when it fails, quiet when nobody listens."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from fxroute.cli import choice, main
from fxroute.errors import FxRouteError
from fxroute.model import ChargeBearer, Confidence, CustomerType
from fxroute.plan import ORDERINGS
from fxroute.report.texts import LANGUAGES
from tests.cli.running import AGENTS, AT, FEW, RENT, commands, run, run_json
from tests.tree import ROOT

HEAVY = ("babel", "iso4217", "moneyed", "networkx", "pydantic", "rich", "schwifty", "yaml")
COMMAND = (sys.executable, "-m", "fxroute")


def modules_after(*arguments: str) -> set[str]:
    script = (
        "import sys\nfrom fxroute.cli import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return {name.split(".")[0] for name in done.stderr.splitlines()} | set(done.stderr.splitlines())


@pytest.mark.parametrize("arguments", [("--help",), ("route", "--help"), ("--version",), ("demo", "-h")])
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    loaded = modules_after(*arguments)

    assert not loaded.intersection(HEAVY)
    assert not {name for name in loaded if name.startswith(("fxroute.model", "fxroute.plan", "fxroute.search"))}


def test_json_of_a_route_needs_neither_the_graph_library_nor_the_tables() -> None:
    loaded = modules_after(*RENT, *AT, "--max-conversions", "1", "--json")

    assert not loaded.intersection({"networkx", "rich"})


def test_the_package_itself_imports_nothing_heavy() -> None:
    script = "import sys, fxroute; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert not set(done.stdout.splitlines()).intersection(HEAVY)


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    result = run(*path, "--help")

    assert result.exit_code == 0
    assert re.search(rf"Examples?:\s+fxroute {' '.join(path)}".rstrip(), result.stdout)


def test_the_version_is_that_of_the_package() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    assert run("--version").stdout == f"fxroute {stated}\n"
    assert run_json(*RENT, *AT, *FEW)["inputs"]["version"] == stated


def test_without_a_command_the_help_is_shown() -> None:
    assert run().stdout == run("--help").stdout


def test_the_words_of_the_options_are_those_of_the_library() -> None:
    assert tuple(Confidence) == choice.CONFIDENCES
    assert choice.ORDERINGS == ORDERINGS
    assert choice.LANGUAGES == LANGUAGES
    route = main.commands["route"]
    given = {
        name: parameter.type.choices
        for parameter in route.params
        for name in parameter.opts
        if isinstance(parameter.type, choice.OneOf)
    }
    assert set(given["--charges"]) == set(ChargeBearer)
    assert set(given["--customer"]) == set(CustomerType) - {CustomerType.ANY}


@pytest.mark.parametrize("leaf", FxRouteError.__subclasses__(), ids=lambda leaf: str(leaf.__name__))
def test_every_leaf_leaves_with_its_status_after_three_lines(
    leaf: type[FxRouteError], monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        error = leaf(what="a\nb", where="c\x1b[31m", mend="d")
    except TypeError:
        return  # several faults at once: tests/errors has its texts

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(main.commands["demo"], "callback", fail)
    result = run("demo")

    assert (result.exit_code, result.stdout) == (leaf.exit_status, "")
    assert result.stderr == "error: a b\nwhere: c\\x1b[31m\nmend:  d\n"


def test_an_interrupt_leaves_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.commands["demo"], "callback", interrupt)

    assert run("demo").exit_code == 130


def test_an_interrupted_process_says_nothing() -> None:
    script = (
        "import signal\nfrom fxroute.cli import main\n"
        "main.commands['demo'].callback = lambda **_: signal.raise_signal(signal.SIGINT)\n"
        "main(['demo'])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")


def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen([*COMMAND, "demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        stderr = process.stderr.read()
        status = process.wait(timeout=60)

    assert (status, stderr) == (141, b"")


def test_output_that_is_no_terminal_is_plain() -> None:
    done = subprocess.run(
        [*COMMAND, *RENT, *AT, "--max-conversions", "1"],
        check=True,
        capture_output=True,
        env=os.environ | {"FORCE_COLOR": "1", "TERM": "xterm-256color"},
    )

    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_chinese_gets_escapes_and_no_traceback(encoding: str) -> None:
    done = subprocess.run(
        [*COMMAND, "network", "check", "--lang", "zh"],
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )

    assert b"\\u673a" in done.stdout
    assert done.stderr == b""


def test_bytes_that_are_no_text_are_named_and_not_a_traceback() -> None:
    done = subprocess.run([*COMMAND, "route", "CNY", "SAR", b"\xff", *AGENTS], check=False, capture_output=True)

    assert done.returncode == 3
    assert done.stderr.startswith(b"error: ")
    assert len(done.stderr.splitlines()) == 3


def test_python_m_is_the_same_command(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "rout"], check=False, capture_output=True, text=True, cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr == "error: there is no command 'rout'\nwhere: fxroute\nmend:  did you mean route?\n"


def test_the_entry_leaves_with_zero_whatever_a_command_returns() -> None:
    group = type(main)("fxroute", commands={"say": click.Command("say", callback=lambda: "done")})

    with pytest.raises(SystemExit) as left:
        group.main(["say"])

    assert left.value.code == 0
