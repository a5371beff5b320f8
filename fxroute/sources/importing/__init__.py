"""Importing: directories of banks, their correspondents, LEIs and calendar days become an own network file."""

from fxroute.sources.importing.job import Prefer
from fxroute.sources.importing.layouts import LAYOUTS, Column, Layout
from fxroute.sources.importing.log import Cause, Outcome, Remark
from fxroute.sources.importing.opening import ENCODINGS
from fxroute.sources.importing.run import FileReport, ImportReport, ImportTerms, import_network

__all__ = [
    "Cause",
    "Column",
    "ENCODINGS",
    "FileReport",
    "ImportReport",
    "ImportTerms",
    "LAYOUTS",
    "Layout",
    "Outcome",
    "Prefer",
    "Remark",
    "import_network",
]
