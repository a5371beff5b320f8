"""Imports point downwards only, and the inner layers touch nothing outside the process.

The table names every first-level module of the package; a new one fails until it is listed.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import Source, plant, read_sources

LAYERS = {
    "errors": 0,
    "display": 0,
    "model": 1,
    "network": 2,
    "rates": 2,
    "messages": 2,
    "search": 3,
    "compliance": 3,
    "settlement": 3,
    "plan": 4,
    "sources": 5,
    "report": 5,
    "cli": 6,
    "service": 6,
}
INNERMOST = frozenset({"errors", "model"})
NARROWER = {
    # The engines see the network, but neither rates nor messages: those reach them through protocols.
    "search": INNERMOST | {"network"},
    "compliance": INNERMOST | {"network"},
    "settlement": INNERMOST | {"network"},
}
PURE = 4
ENTRIES = {"__init__": PURE + 1, "__main__": 7}
"""The package root re-exports pure layers only; `python -m fxroute` may import the edges."""

LATE = {"__init__": frozenset({"report"})}
"""What may be imported inside a function only: the root says how a plan shows itself (docs/adr/0017)."""

FILES = frozenset({"glob", "io", "os", "pathlib", "shutil", "sqlite3", "tempfile", "yaml"})
WIRES = frozenset({"asyncio", "http", "requests", "socket", "urllib", "urllib3"})
PROCESSES = frozenset({"concurrent", "multiprocessing", "subprocess", "threading"})
CLOCK_AND_CHANCE = frozenset({"random", "secrets", "time"})
BACK_DOORS = frozenset({"builtins", "importlib", "logging"})
OUTSIDE_MODULES = FILES | WIRES | PROCESSES | CLOCK_AND_CHANCE | BACK_DOORS
OUTSIDE_BUILTINS = frozenset({"__import__", "breakpoint", "eval", "exec", "input", "open", "print"})
OUTSIDE_NAMES = frozenset(
    {
        "datetime.date.today",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "sys.stderr",
        "sys.stdin",
        "sys.stdout",
        "uuid.uuid1",
        "uuid.uuid4",
    }
)


def first_level(source: Source) -> str:
    """The module of the table to which a file belongs."""
    inside = source.place.split("/", 1)[1]
    return inside.split("/")[0].removesuffix(".py")


def allowed_for(module: str) -> frozenset[str]:
    if module in NARROWER:
        return NARROWER[module]
    own_layer = LAYERS.get(module, ENTRIES.get(module, 0))
    return frozenset(name for name, layer in LAYERS.items() if layer < own_layer)


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, inside functions and type-checking blocks too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def late_lines(source: Source) -> set[int]:
    """Lines of the imports that run when a function is called."""
    functions = [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef)]
    return {node.lineno for function in functions for node in ast.walk(function) if isinstance(node, ast.ImportFrom)}


def plain_imports_of_the_package(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "fxroute" for alias in node.names):
            yield node.lineno


def layer_faults(source: Source) -> Iterator[str]:
    module = first_level(source)
    for line in plain_imports_of_the_package(source):
        yield f"{source.place}:{line}: write `from fxroute.module import name`, not `import fxroute`"
    for line, name in imports(source):
        if name.startswith("."):
            yield f"{source.place}:{line}: relative import {name}"
        elif name == "fxroute":
            yield f"{source.place}:{line}: imports the package root"
        elif name.startswith("fxroute."):
            target = name.split(".")[1]
            is_late = target in LATE.get(module, ()) and line in late_lines(source)
            if target != module and target not in allowed_for(module) and not is_late:
                yield f"{source.place}:{line}: {module} may not import {target}"


def purity_faults(source: Source) -> Iterator[str]:
    module = first_level(source)
    if LAYERS.get(module, PURE if module == "__init__" else PURE + 1) > PURE:
        return
    for line, name in imports(source):
        if name.split(".")[0] in OUTSIDE_MODULES:
            yield f"{source.place}:{line}: {module} is pure and may not import {name}"
    for line, name in outside_names(source):
        yield f"{source.place}:{line}: {module} is pure and may not use {name}"


def outside_names(source: Source) -> Iterator[tuple[int, str]]:
    """Uses of files, clock, environment and standard streams, under whatever alias they were imported."""
    origins = import_origins(source)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in OUTSIDE_BUILTINS:
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            name = dotted(node, origins)
            if name in OUTSIDE_NAMES or node.attr == "environ":
                yield node.lineno, name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if f"{node.module}.{alias.name}" in OUTSIDE_NAMES:
                    yield node.lineno, f"{node.module}.{alias.name}"


def import_origins(source: Source) -> dict[str, str]:
    origins: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            origins.update({alias.asname: alias.name for alias in node.names if alias.asname})
        elif isinstance(node, ast.ImportFrom):
            origins.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return origins


def dotted(node: ast.expr, origins: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value, origins)}.{node.attr}"
    return origins.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def unlisted(sources: tuple[Source, ...]) -> set[str]:
    return {first_level(source) for source in sources} - LAYERS.keys() - ENTRIES.keys()


def all_faults(sources: tuple[Source, ...]) -> list[str]:
    faults = [f"fxroute/{module}: not in the table of layers" for module in sorted(unlisted(sources))]
    for source in sources:
        faults += layer_faults(source)
        faults += purity_faults(source)
    return faults


def test_every_module_is_listed_and_imports_only_what_lies_below_it() -> None:
    faults = all_faults(read_sources())

    assert not faults, "\n".join(faults)


def test_no_layer_imports_itself_sideways() -> None:
    for module, layer in LAYERS.items():
        assert not {other for other in allowed_for(module) if LAYERS[other] >= layer}


def test_the_search_sees_neither_rates_nor_permissions() -> None:
    assert allowed_for("search") == {"errors", "model", "network"}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("model/leg.py", "from fxroute.network import Network"),
        ("rates/table.py", "from fxroute.network import Network"),
        ("search/engine.py", "from fxroute.rates import RateTable"),
        ("search/engine.py", "from fxroute.settlement import Ledger"),
        ("search/engine.py", "def run():\n    from fxroute.plan import plan"),
        ("search/engine.py", "if TYPE_CHECKING:\n    from fxroute.rates.table import RateTable"),
        ("plan/planner.py", "from fxroute.sources import load_network"),
        ("sources/files.py", "from fxroute.report import table"),
        ("cli/route.py", "from fxroute.service import app"),
        ("cli/route.py", "from fxroute import plan"),
        ("cli/route.py", "import fxroute"),
        ("cli/route.py", "import fxroute.plan.planner"),
        ("cli/route.py", "from . import table"),
        ("cli/route.py", "from ..plan import plan"),
        ("__init__.py", "from fxroute.sources import load_network"),
        ("__init__.py", "from fxroute.report import plan_html"),
        ("__init__.py", "def load():\n    from fxroute.sources import load_network"),
        ("display.py", "from fxroute.errors import InvalidValue"),
        ("helpers.py", "X = 1"),
        ("errors.py", "from fxroute.model import Leg"),
    ],
)
def test_a_planted_import_upwards_or_sideways_is_found(tmp_path: Path, place: str, text: str) -> None:
    planted = plant(tmp_path, {f"fxroute/{place}": text})

    assert all_faults(read_sources(planted))


@pytest.mark.parametrize(
    "text",
    [
        "import os",
        "import os.path",
        "import urllib.request",
        "from pathlib import Path",
        "from random import random",
        "def f():\n    import time",
        "f = open('x')",
        "print('x')",
        "f = print",
        "from datetime import datetime\nx = datetime.now()",
        "from datetime import datetime as dt\nx = dt.now",
        "import datetime\nx = datetime.date.today()",
        "import datetime as clock\nx = clock.datetime.utcnow()",
        "import sys\nsys.stderr.write('x')",
        "from sys import stdout",
        "from uuid import uuid4",
        "x = system.environ['HOME']",
    ],
)
@pytest.mark.parametrize("place", ["errors.py", "search/engine.py", "plan/planner.py"])
def test_a_planted_look_outside_is_found(tmp_path: Path, place: str, text: str) -> None:
    planted = plant(tmp_path, {f"fxroute/{place}": text})

    assert all_faults(read_sources(planted))


def test_a_clean_house_has_no_faults(tmp_path: Path) -> None:
    planted = plant(
        tmp_path,
        {
            "fxroute/__init__.py": "from fxroute.model import Leg\nfrom fxroute.plan import plan\n"
            "def show():\n    from fxroute.report import plan_html",
            "fxroute/__main__.py": "from fxroute.cli import main",
            "fxroute/errors.py": "from typing import Self",
            "fxroute/model/leg.py": "from datetime import datetime\nfrom fxroute.errors import InvalidValue",
            "fxroute/model/__init__.py": "from fxroute.model.leg import Leg",
            "fxroute/search/engine.py": "from fxroute.network import Network\nx = clock.now()",
            "fxroute/plan/planner.py": "from fxroute.messages import mt\nfrom fxroute.rates import RateTable",
            "fxroute/sources/files.py": "import yaml\nfrom fxroute.plan import plan\nprint(open(1))",
            "fxroute/cli/route.py": "import os\nfrom fxroute.report import f\nfrom fxroute.sources import g",
        },
    )

    assert all_faults(read_sources(planted)) == []
