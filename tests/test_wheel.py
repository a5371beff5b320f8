"""The wheel is whole: installed elsewhere, without the checkout, it finds its data in itself."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.tree import ROOT

WHAT_IS_BUILT = ("LICENSE", "README.md", "data", "fxroute", "pyproject.toml", "setup.py")

QUESTION = """
import json, sys

opened = []
sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)

import fxroute
from fxroute.sources import load_network

institutions = len(load_network().institutions)
records = [path for path in opened if path.endswith(".yaml")]
print(json.dumps({"package": fxroute.__file__, "institutions": institutions, "records": records}))
"""


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing left over from an earlier build slips in."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    checkout.mkdir()
    for name in WHAT_IS_BUILT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, checkout / name)
    build = ("-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    run(sys.executable, *build, "--wheel-dir", folder, ".", cwd=checkout)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own that holds the wheel, and borrows the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment").resolve()
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / "bin" / "python"
    install = ("-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps")
    run(sys.executable, *install, wheel, cwd=folder)
    site_packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    )
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_the_package_its_types_and_every_record_and_nothing_else(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    records = {
        f"fxroute/_data/{path.relative_to(ROOT / 'data').as_posix()}" for path in (ROOT / "data").rglob("*.yaml")
    }
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "fxroute").rglob("*.py")}

    assert records | modules | {"fxroute/py.typed"} <= held
    assert {name.split("/")[0].split("-")[0] for name in held} == {"fxroute"}


def test_an_installed_wheel_loads_the_shipped_network_from_itself(python: Path, tmp_path: Path) -> None:
    answer = json.loads(run(python, "-I", "-c", QUESTION, cwd=tmp_path))
    environment = str(python.parent.parent)

    assert answer["institutions"] > 300
    assert answer["package"].startswith(environment)
    assert answer["records"]
    assert [path for path in answer["records"] if not path.startswith(environment)] == []
