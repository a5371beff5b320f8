"""Every public name says what it is, and every page of the documentation is true when it is run.

`FXROUTE_UPDATE_EXPECTED=1` writes the promised outputs anew, but for what three dots leave open; read the difference.
"""

import ast
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.document import is_promised, page_faults, read_blocks, renewed
from tests.tree import ROOT, Definition, Source, plant, read_sources

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NO_DOCSTRING_NEEDED = frozenset({"overload", "setter", "deleter"})
"""Decorators of functions whose meaning another definition of the same name states."""


def undocumented(source: Source) -> Iterator[str]:
    if all(not part.startswith("_") or part.startswith("__") for part in source.module.split(".")):
        if ast.get_docstring(source.tree) is None:
            yield f"{source.place}: the module has no docstring"
        yield from undocumented_below(source.tree, source.place)


def undocumented_below(parent: ast.Module | ast.ClassDef, place: str) -> Iterator[str]:
    for node in parent.body:
        if not isinstance(node, Definition | ast.ClassDef) or node.name.startswith("_") or is_explained(node):
            continue
        if ast.get_docstring(node) is None:
            yield f"{place}:{node.lineno}: {node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            yield from undocumented_below(node, place)


def is_explained(node: Definition | ast.ClassDef) -> bool:
    return any(ast.unparse(decorator).split(".")[-1] in NO_DOCSTRING_NEEDED for decorator in node.decorator_list)


def run_command(arguments: list[str]) -> tuple[int, str]:
    from fxroute.cli import main  # pages without commands need no command line

    result = CliRunner().invoke(main, arguments, prog_name="fxroute")
    return result.exit_code, result.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder that holds what a reader of the page has before him, free to be written to."""
    for name in ("examples", "data"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "110", "NO_COLOR": "1", "TERM": "dumb", "LANG": "C.UTF-8"}.items():
        monkeypatch.setitem(os.environ, name, value)
    return tmp_path


def test_every_public_module_class_function_and_method_has_a_docstring() -> None:
    missing = [fault for source in read_sources() for fault in undocumented(source)]

    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_does_what_it_says(page: Path, folder: Path) -> None:
    if os.environ.get("FXROUTE_UPDATE_EXPECTED") == "1":
        page.write_text(renewed(page, folder, run_command), encoding="utf-8")
    faults = list(page_faults(page, folder, run_command))

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "text",
    [
        "X = 1",
        '"""A module."""\ndef plan(): ...',
        '"""A module."""\nclass Leg: ...',
        '"""A module."""\nclass Leg:\n    """A leg."""\n    def copy(self): ...',
        '"""A module."""\nasync def plan(): ...',
    ],
)
def test_a_planted_name_without_docstring_is_found(tmp_path: Path, text: str) -> None:
    planted = plant(tmp_path, {"fxroute/plan/planner.py": text})

    assert [fault for source in read_sources(planted) for fault in undocumented(source)]


def test_private_and_inner_names_need_no_docstring(tmp_path: Path) -> None:
    text = '"""M."""\ndef _f(): ...\nclass C:\n    """C."""\n    def __len__(self): ...\n'
    text += 'def g():\n    """G."""\n    def h(): ...\n'
    planted = plant(tmp_path, {"fxroute/plan/planner.py": text})

    assert [fault for source in read_sources(planted) for fault in undocumented(source)] == []


def echo(arguments: list[str]) -> tuple[int, str]:
    """A stand-in for the command line: prints its arguments, and fails when the first is `fail`."""
    return (3 if arguments[:1] == ["fail"] else 0), "\n".join(arguments) + "\n"


@pytest.mark.parametrize(
    "page",
    [
        "```python\nprint(1 + 1)\n```\nprints\n\n```text\n3\n```\n",
        "```console\n$ fxroute fail\n```\n",
        "```console\n$ fxroute plan\nrefuse\n```\n",
        "```console\n$ fxroute fail\n$ echo $?\n4\n```\n",
        "```console\n$ fxroute a b \\\n    c\na\nb\n```\n",
    ],
)
def test_a_planted_false_page_is_found(tmp_path: Path, page: str) -> None:
    plant(tmp_path, {"page.md": page})

    assert list(page_faults(tmp_path / "page.md", tmp_path, echo))


def test_code_that_fails_on_a_page_names_the_line(tmp_path: Path) -> None:
    plant(tmp_path, {"page.md": "A page.\n\n```python\n\nraise ValueError\n```\n"})

    with pytest.raises(ValueError, match=r"^$") as caught:
        list(page_faults(tmp_path / "page.md", tmp_path, echo))
    assert f"{tmp_path / 'page.md'}':5" in str(caught.traceback[-1])


def test_a_true_page_has_no_faults(tmp_path: Path) -> None:
    page = """\
1. Make a file.

   ```yaml payment.yaml
   side: send
   ```

2. Read it.

```python
from pathlib import Path

text = Path("{folder}/payment.yaml").read_text()
```

and print it:

```python
print(text, end="")
```

```text
side: send
```

```console
$ make demo
$ fxroute fail "two words" \\
    three
fail
...
three
$ echo $?
3
```
"""
    plant(tmp_path, {"page.md": page.replace("{folder}", str(tmp_path))})

    assert list(page_faults(tmp_path / "page.md", tmp_path, echo)) == []


def test_blocks_know_their_line() -> None:
    assert [(block.language, block.line) for block in read_blocks("a\n```text\nb\n```\n\n```\nc\n```\n")] == [
        ("text", 3),
        ("", 7),
    ]


@pytest.mark.parametrize(
    ("printed", "promised", "held"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a  \nb\n", "a\nb\n", True),
        ("a\nb\nc\n", "a\n...\nc\n", True),
        ("a\nc\n", "a\n...\nc\n", True),
        ("a\nb\n", "a\n", False),
        ("a\nb\nc\n", "a\n...\nd\n", False),
    ],
)
def test_three_dots_stand_for_any_lines(printed: str, promised: str, held: bool) -> None:
    assert is_promised(printed, promised) is held


def test_a_page_is_renewed_where_it_promises_something_else(tmp_path: Path) -> None:
    page = "1. Do.\n\n   ```python\n   print(2)\n   ```\n\n   ```text\n   3\n   ```\n\n"
    page += "```console\n$ fxroute a \\\n    b\nold\nolder\n$ fxroute c\n...\nc\n"
    page += "$ fxroute e\nold\n...\n$ make demo\n$ fxroute d\n```\n"
    plant(tmp_path, {"page.md": page})

    told = renewed(tmp_path / "page.md", tmp_path, echo)

    assert told == page.replace("   3\n", "   2\n").replace("old\nolder\n", "a\nb\n").replace("e\nold\n", "e\ne\n")
