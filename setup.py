"""What goes into the wheel: the package, and the folder `data/` as `fxroute/_data/`.

Everything else about the project stands in pyproject.toml.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["fxroute", "fxroute.*"]), "fxroute._data"],
    package_dir={"fxroute._data": "data"},
    package_data={"fxroute": ["py.typed"], "fxroute._data": ["*.yaml", "*.md", "rules/*.yaml"]},
)
