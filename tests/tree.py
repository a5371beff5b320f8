"""The source files of a project as the guards read them."""

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON_FOLDERS = ("fxroute", "tests", "examples", "benchmarks")

Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: its place below the root, and its text."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.place)

    @property
    def module(self) -> str:
        """Dotted name: `fxroute.model.money`; a package goes by its own name."""
        return self.place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_package(self) -> bool:
        return self.place.endswith("/__init__.py")

    def comments(self) -> Iterator[tuple[int, str]]:
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def read_sources(root: Path = ROOT, folders: tuple[str, ...] = ("fxroute",)) -> tuple[Source, ...]:
    """Every Python file below the folders, by place."""
    return tuple(
        Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
    )


def plant(root: Path, files: dict[str, str]) -> Path:
    """Write a small project for a guard to judge."""
    for place, text in files.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def tracked_files(root: Path = ROOT) -> tuple[Path, ...]:
    """Every file that a commit of this state would hold; outside git, all but hidden and built ones."""
    if not (root / ".git").exists():
        visible = (path for path in root.rglob("*") if not is_hidden_or_built(path.relative_to(root)))
        return tuple(sorted(path for path in visible if path.is_file()))
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (root / name for name in listing.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def is_hidden_or_built(place: Path) -> bool:
    return any(part.startswith(".") or part in {"__pycache__", "build", "dist"} for part in place.parts)


def definitions(tree: ast.Module) -> Iterator[tuple[str, Definition]]:
    """Every function of a file with its qualified name, inner ones too."""

    def below(node: ast.AST, prefix: str) -> Iterator[tuple[str, Definition]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Definition):
                yield prefix + child.name, child
                yield from below(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                yield from below(child, f"{prefix}{child.name}.")
            else:
                yield from below(child, prefix)

    return below(tree, "")
