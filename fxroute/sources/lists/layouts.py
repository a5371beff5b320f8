"""Layouts of lists: which one a file has, by its content, and who reads it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fxroute.errors import DataFileError, UsageError
from fxroute.sources.fault import closest, shown
from fxroute.sources.lists.eu import EU_NEEDED, read_eu_csv, read_eu_xml
from fxroute.sources.lists.list_file import ListFile
from fxroute.sources.lists.ofac_advanced import read_ofac_advanced
from fxroute.sources.lists.ofac_csv import find_role, read_ofac_csv
from fxroute.sources.lists.open_sanctions import SIMPLE_NEEDED, read_ftm, read_simple_csv
from fxroute.sources.lists.own_list import OWN_COLUMNS, read_own_csv, read_own_yaml
from fxroute.sources.lists.reading import Reading
from fxroute.sources.lists.uk import REPORT_DATE, read_uk, refuse_con_list
from fxroute.sources.lists.un import read_un

__all__ = ["LIST_LAYOUTS", "ListLayout", "find_layout"]


@dataclass(frozen=True, slots=True)
class ListLayout:
    """A layout: its name, what it is, and who reads its files."""

    name: str
    title: str
    read: Callable[[Sequence[ListFile], Reading], None]


LIST_LAYOUTS = {
    layout.name: layout
    for layout in (
        ListLayout("ofac_csv", "OFAC SDN.CSV with ADD.CSV, ALT.CSV and SDN_COMMENTS.CSV", read_ofac_csv),
        ListLayout("ofac_advanced", "OFAC SDN_ADVANCED.XML or CONS_ADVANCED.XML", read_ofac_advanced),
        ListLayout("un", "UN consolidated XML", read_un),
        ListLayout("eu_xml", "EU consolidated XML 1.1", read_eu_xml),
        ListLayout("eu_csv", "EU consolidated CSV 1.1", read_eu_csv),
        ListLayout("uk_csv", "UK Sanctions List CSV", read_uk),
        ListLayout("opensanctions_csv", "OpenSanctions targets.simple.csv", read_simple_csv),
        ListLayout("ftm", "OpenSanctions entities.ftm.json, lines of JSON", read_ftm),
        ListLayout("own_csv", "own list as CSV", read_own_csv),
        ListLayout("own_yaml", "own list as YAML", read_own_yaml),
    )
}
"""Every layout by its name."""

_ROOTS = {"Sanctions": "ofac_advanced", "CONSOLIDATED_LIST": "un", "export": "eu_xml"}
_OTHER_ROOTS = {
    "sdnList": (
        "OFAC's plain XML, which lacks scripts and owners",
        "fetch SDN_ADVANCED.XML: fxroute lists fetch ofac-sdn",
    ),
    "Designations": ("the UK Sanctions List as XML", "fetch it as CSV: fxroute lists fetch uk"),
    "ArrayOfFinancialSanctionsTarget": (
        "OFSI's list, which was retired on 2026-01-28",
        "take the UK Sanctions List: fxroute lists fetch uk",
    ),
}
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"(?:<\?.*?\?>|<!--.*?-->|\s)*<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CON_LIST = re.compile(r'"?Last Updated"?\s*,\s*"?\d\d?/\d\d?/\d{4}', re.IGNORECASE)
_YAML = re.compile(r"^(?:list|parties)\s*:", re.MULTILINE)
_WORKBOOKS = {b"PK\x03\x04": "a workbook or an archive", b"%PDF": "a PDF document", b"\xd0\xcf\x11\xe0": "a workbook"}
_NAME_IT = "name its layout with --layout, or give the file as its publisher gives it"


def find_layout(files: Sequence[ListFile], wanted: str = "") -> ListLayout:
    """Return the layout of the files of a list, by their content, or the one that is wanted.

    Raises:
        UsageError: there is no such layout.
        DataFileError: a page, an archive, a list that is no longer kept, or nothing that is known.
    """
    if wanted and wanted not in LIST_LAYOUTS:
        mend = closest(wanted, LIST_LAYOUTS, f"use one of {', '.join(LIST_LAYOUTS)}")
        raise UsageError(what=f"there is no layout {wanted!r}", where="--layout", mend=mend)
    found = [_layout_of(file) for file in files] if not wanted else []
    for file in files:
        _refuse_foreign(file)
    for file, name in zip(files, found, strict=False):
        if name != found[0]:
            what = f"its layout is {name}, that of {files[0].name} is {found[0]}"
            raise DataFileError(what=what, where=file.name, mend="import each list by itself")
    layout = LIST_LAYOUTS[wanted or found[0]]
    if len(files) > 1 and layout.name != "ofac_csv":
        what = f"{len(files)} files were given, a list of the layout {layout.name} is one"
        raise DataFileError(what=what, where=files[1].name, mend="import each list by itself")
    return layout


def _refuse_foreign(file: ListFile) -> None:
    for magic, what in _WORKBOOKS.items():
        if file.begin.startswith(magic):
            raise DataFileError(what=f"this is {what}, a list was expected", where=file.name, mend=_NAME_IT)
    text = file.begin_text()
    if _HTML.match(text):
        raise DataFileError(
            what="this is a web page, a list was expected",
            where=f"{file.name}:1",
            mend="look at it in a browser: it may be a login page or a notice; name the list's own address with --url",
        )
    if text.lstrip()[:1] == "<" and (found := _DOCTYPE.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        raise DataFileError(
            what="the XML declares a document type or an entity, which lists have no need of",
            where=f"{file.name}:{line}:{found.start() - text.rfind(chr(10), 0, found.start())}",
            mend="do not trust it; fetch the list from its publisher",
        )
    if _CON_LIST.match(text):
        refuse_con_list(file)


def _layout_of(file: ListFile) -> str:
    _refuse_foreign(file)
    text = file.begin_text().lstrip()
    if text.startswith("<"):
        return _xml_layout(text, file)
    if text.startswith("{"):
        return "ftm"
    if text.lstrip('"').startswith(REPORT_DATE):
        return "uk_csv"
    if find_role(text):
        return "ofac_csv"
    first = next((line for line in text.splitlines() if line.strip()), "")
    columns = {column.strip().strip('"') for column in re.split("[,;]", first)}
    for name, needed in (("eu_csv", EU_NEEDED[:2]), ("opensanctions_csv", SIMPLE_NEEDED), ("own_csv", OWN_COLUMNS[:2])):
        if columns.issuperset(needed) and not (name == "own_csv" and ":" in first):
            return name
    if _YAML.search(text):
        return "own_yaml"
    raise DataFileError(
        what=f"the layout is not known; the file begins with {shown(first)}", where=f"{file.name}:1", mend=_NAME_IT
    )


def _xml_layout(text: str, file: ListFile) -> str:
    found = _ROOT.match(text)
    root = found[1] if found else ""
    if root in _ROOTS:
        return _ROOTS[root]
    what, mend = _OTHER_ROOTS.get(root, (f"XML that begins with {shown(root)}", _NAME_IT))
    raise DataFileError(what=f"this is {what}; a list was expected", where=f"{file.name}:1", mend=mend)
