"""Functions and files stay short enough to be read; what does not is listed, and the list only shrinks."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import PYTHON_FOLDERS, ROOT, Definition, Source, definitions, plant, read_sources

BUDGETS = {"code lines": 60, "nested blocks": 4, "positional parameters": 5, "lines": 500}

EXCEPTIONS: dict[str, int] = {}
"""`"fxroute/module.py:function code lines"` and what was measured; what has shrunk is entered at once."""

KERNELS = ("fxroute/search/kernel.py",)
"""Files whose functions are long because calls cost: exempt as a whole, each named in a decision record."""

NOT_CODE = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
)
BLOCKS = ast.If | ast.For | ast.AsyncFor | ast.While | ast.Try | ast.TryStar | ast.With | ast.AsyncWith | ast.Match


def measures(source: Source) -> Iterator[tuple[str, int]]:
    """Every quantity that has a budget: `place:name quantity` and its value."""
    code_lines = lines_with_code(source)
    yield f"{source.place} lines", len(source.text.splitlines())
    for name, function in definitions(source.tree):
        own_lines = range(function.lineno, (function.end_lineno or function.lineno) + 1)
        yield f"{source.place}:{name} code lines", len(code_lines.intersection(own_lines))
        yield f"{source.place}:{name} nested blocks", depth(function)
        yield f"{source.place}:{name} positional parameters", positional_parameters(function)


def lines_with_code(source: Source) -> set[int]:
    """Lines that hold more than blanks, a comment or a docstring."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type not in NOT_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - set(docstring_lines(source.tree))


def docstring_lines(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def depth(node: ast.AST) -> int:
    """Blocks inside blocks; an `elif` lies beside its `if`, and an inner function is measured for itself."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Definition | ast.ClassDef | ast.Lambda):
            is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
            deepest = max(deepest, depth(child) + (isinstance(child, BLOCKS) and not is_elif))
    return deepest


def positional_parameters(function: Definition) -> int:
    names = [parameter.arg for parameter in [*function.args.posonlyargs, *function.args.args]]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def budget_of(key: str) -> int:
    return BUDGETS[key.split(" ", 1)[1]]


def budget_faults(sources: tuple[Source, ...], exceptions: dict[str, int], kernels: tuple[str, ...]) -> Iterator[str]:
    measured = {key: value for source in sources if source.place not in kernels for key, value in measures(source)}
    for key, value in measured.items():
        if value > max(budget_of(key), exceptions.get(key, 0)):
            yield f"{key}: {value}, the budget is {budget_of(key)}"
    for key, ceiling in exceptions.items():
        value = measured.get(key, 0)
        if value <= budget_of(key):
            yield f"{key}: within the budget or gone; take it off the list"
        elif value < ceiling:
            yield f"{key}: has shrunk to {value}; enter that instead of {ceiling}"


def kernel_faults(root: Path, sources: tuple[Source, ...], kernels: tuple[str, ...]) -> Iterator[str]:
    records = [record.read_text(encoding="utf-8") for record in (root / "docs" / "adr").glob("*.md")]
    for source in sources:
        if source.place in kernels:
            if not any(source.place in record for record in records):
                yield f"{source.place}: exempt from the budgets, and no record in docs/adr names it"
            if all(value <= budget_of(key) for key, value in measures(source)):
                yield f"{source.place}: within the budgets; take it off the list of kernels"


def test_functions_and_files_stay_within_their_budgets() -> None:
    faults = list(budget_faults(read_sources(folders=PYTHON_FOLDERS), EXCEPTIONS, KERNELS))

    assert not faults, "\n".join(faults)


def test_every_exempt_kernel_is_long_and_has_its_decision_record() -> None:
    faults = list(kernel_faults(ROOT, read_sources(), KERNELS))

    assert not faults, "\n".join(faults)


LONG = "def f():\n" + "    x = 1\n" * 60
DEEP = "def f():\n" + "".join(f"{'    ' * level}if x:\n" for level in range(1, 6)) + "    " * 6 + "pass\n"


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        DEEP,
        "def f(a, b, c, d, e, f): ...\n",
        "class C:\n    def f(self, a, b, c, d, e, f): ...\n",
        "# a line\n" * 501,
    ],
)
def test_a_planted_excess_is_found(tmp_path: Path, text: str) -> None:
    planted = plant(tmp_path, {"fxroute/plan/planner.py": text})

    assert len(list(budget_faults(read_sources(planted), {}, ()))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n" + "    x = 1\n" * 59,
        'def f():\n    """Say.\n' + "\n    more\n" * 99 + '    """\n' + "    # why\n\n    x = 1\n" * 58,
        "class C:\n    def f(self, a, b, c, d, e, *, f, g): ...\n",
        "def f():\n    if x:\n        pass\n" + "    elif y:\n        pass\n" * 9,
        "# a line\n" * 500,
    ],
)
def test_what_is_just_within_has_no_faults(tmp_path: Path, text: str) -> None:
    planted = plant(tmp_path, {"fxroute/plan/planner.py": text})

    assert list(budget_faults(read_sources(planted), {}, ())) == []


@pytest.mark.parametrize(("ceiling", "faults"), [(60, 1), (61, 0), (62, 1)])
def test_an_exception_may_neither_grow_nor_lag_behind(tmp_path: Path, ceiling: int, faults: int) -> None:
    planted = plant(tmp_path, {"fxroute/plan/planner.py": LONG})
    exceptions = {"fxroute/plan/planner.py:f code lines": ceiling}

    assert len(list(budget_faults(read_sources(planted), exceptions, ()))) == faults


@pytest.mark.parametrize("place", ["fxroute/plan/planner.py:gone", "fxroute/plan/gone.py:f"])
def test_an_exception_without_need_is_found(tmp_path: Path, place: str) -> None:
    planted = plant(tmp_path, {"fxroute/plan/planner.py": "def gone(): ...\n"})

    assert list(budget_faults(read_sources(planted), {f"{place} code lines": 70}, ()))


def test_a_kernel_is_exempt_only_with_a_record_and_only_when_long(tmp_path: Path) -> None:
    kernel = ("fxroute/search/kernel.py",)
    planted = plant(tmp_path, {"fxroute/search/kernel.py": LONG})
    assert list(budget_faults(read_sources(planted), {}, kernel)) == []
    assert len(list(kernel_faults(planted, read_sources(planted), kernel))) == 1

    plant(tmp_path, {"docs/adr/0005-kernel.md": "`fxroute/search/kernel.py` is one long loop."})
    assert list(kernel_faults(planted, read_sources(planted), kernel)) == []

    plant(tmp_path, {"fxroute/search/kernel.py": "def f(): ...\n"})
    assert len(list(kernel_faults(planted, read_sources(planted), kernel))) == 1
