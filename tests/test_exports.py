"""`__all__` is the whole truth about what a module offers, in alphabetical order."""

import ast
import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.tree import Definition, Source, plant, read_sources

NAMES_AT_THE_ROOT_MAX = 45


def export_faults(source: Source) -> Iterator[str]:
    if source.place.endswith("/__main__.py") or has_only_a_docstring(source):
        return
    exports = declared(source)
    if exports is None:
        yield f"{source.place}: has no `__all__` written as a list of strings"
        return
    if exports != sorted(set(exports)):
        yield f"{source.place}: `__all__` is not in alphabetical order, or names something twice"
    public = {name for name in defined(source.tree.body) if not name.startswith("_")}
    for name in sorted(public - set(exports)):
        yield f"{source.place}: {name} is public and not in `__all__`; list it, or give it an underscore"
    if not source.is_package:
        for name in sorted(set(exports) - set(defined(source.tree.body)) - set(foreign(source))):
            yield f"{source.place}: `__all__` names {name}, which is not defined here"


def has_only_a_docstring(source: Source) -> bool:
    return source.is_package and len(source.tree.body) == 1 and ast.get_docstring(source.tree) is not None


def declared(source: Source) -> list[str] | None:
    for node in source.tree.body:
        if isinstance(node, ast.Assign) and any(is_all(target) for target in node.targets):
            return strings_of(node.value)
    return None


def is_all(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id == "__all__"


def strings_of(value: ast.expr) -> list[str] | None:
    if not isinstance(value, ast.List):
        return None
    names = [item.value for item in value.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    return names if len(names) == len(value.elts) else None


def defined(body: Iterable[ast.stmt]) -> Iterator[str]:
    """Names that a module makes itself, under conditions too; imported names are not among them."""
    for node in body:
        if isinstance(node, Definition | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.If | ast.Try):
            yield from defined([*node.body, *node.orelse])


def foreign(source: Source) -> Iterator[str]:
    """Names from other libraries; a module may hand one on, as `model.money` does with `Money`."""
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] != "fxroute":
            yield from (alias.asname or alias.name for alias in node.names)


def test_all_names_exactly_the_public_names_in_order() -> None:
    faults = [fault for source in read_sources() for fault in export_faults(source)]

    assert not faults, "\n".join(faults)


def test_every_exported_name_can_be_imported() -> None:
    missing = [
        f"{source.module}.{name}"
        for source in read_sources()
        if (exports := declared(source))
        for name in exports
        if not hasattr(importlib.import_module(source.module), name)
    ]

    assert not missing, "\n".join(missing)


def test_the_root_offers_few_names() -> None:
    root = next(source for source in read_sources() if source.module == "fxroute")

    assert len(declared(root) or ()) <= NAMES_AT_THE_ROOT_MAX


@pytest.mark.parametrize(
    "text",
    [
        "def plan(): ...",
        "__all__ = ('plan',)\ndef plan(): ...",
        "__all__ = ['plan', 'Leg']\ndef plan(): ...\nclass Leg: ...",
        "__all__ = ['plan', 'plan']\ndef plan(): ...",
        "__all__ = ['plan']\ndef plan(): ...\ndef search(): ...",
        "__all__ = ['plan']\ndef plan(): ...\nLIMIT = 3",
        "__all__ = ['plan']\ndef plan(): ...\nif True:\n    LIMIT: int = 3",
        "__all__ = ['Leg']\nfrom fxroute.model import Leg",
        "__all__ = ['gone']",
    ],
)
def test_a_planted_false_all_is_found(tmp_path: Path, text: str) -> None:
    planted = plant(tmp_path, {"fxroute/plan/planner.py": text})

    assert [fault for source in read_sources(planted) for fault in export_faults(source)]


def test_true_lists_have_no_faults(tmp_path: Path) -> None:
    planted = plant(
        tmp_path,
        {
            "fxroute/__init__.py": '"""Only a docstring."""',
            "fxroute/__main__.py": "main()",
            "fxroute/plan/__init__.py": "from fxroute.model import Leg\n__all__ = ['Leg']\n__version__ = '1'",
            "fxroute/model/money.py": "from moneyed import Money\n__all__ = ['Money']",
            "fxroute/plan/planner.py": "__all__ = ['LIMIT', 'plan']\nLIMIT = 3\n_inner = 4\ndef plan(): ...",
        },
    )

    assert [fault for source in read_sources(planted) for fault in export_faults(source)] == []
