"""Taking a list in: read whole, judged against the last good edition, then put in its place in one step."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from fxroute.compliance.screening.listed import ListEdition, ListedParty
from fxroute.errors import DataFileError, DataFileErrors, InvalidValue
from fxroute.sources.fault import shown
from fxroute.sources.lists.collecting import without_collection
from fxroute.sources.lists.layouts import find_layout
from fxroute.sources.lists.list_file import ListSource, list_files
from fxroute.sources.lists.ofac_csv import read_ofac_csv
from fxroute.sources.lists.reading import Reading
from fxroute.sources.lists.store import Held, ListStore

__all__ = ["ImportedList", "ListTerms", "ReadList", "SHRINK_PERCENT_MAX", "import_list", "keep_list", "read_list"]

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,60}")

SHRINK_PERCENT_MAX = "20"
"""By how much a list may be shorter than its last good edition; a day's delisting is some entries in thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTerms:
    """How a list is taken in.

    `layout`, `name`, `version` and `dated` stand in the place of what the content says, where they are given. `source`
    is what the edition is said to come from; else the names of the files. `accepts_missing` takes OFAC's SDN.CSV
    without the files of aliases and addresses; `accepts_shrinking` and `accepts_older` take what looks like a step
    back. `published` is the day that a server told, for layouts that do not carry one.
    """

    layout: str = ""
    name: str = ""
    version: str = ""
    dated: date | None = None
    published: date | None = None
    encoding: str = "utf-8"
    source: str = ""
    shrink_percent_max: str = SHRINK_PERCENT_MAX
    accepts_missing: bool = False
    accepts_shrinking: bool = False
    accepts_older: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """A list that was read whole; `notes` counts what was left out of its entries."""

    edition: ListEdition
    parties: tuple[ListedParty, ...]
    layout: str
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedList:
    """What became of a list: what is kept now, what was kept before, and whether the two differ."""

    held: Held
    before: Held | None
    notes: Mapping[str, int]
    is_changed: bool


def read_list(*sources: ListSource | bytes, terms: ListTerms | None = None) -> ReadList:
    """Read a list, and keep nothing.

    Args:
        sources: paths, or bytes, with a name to be shown in faults or without; OFAC's CSV files together.
        terms: layout, name and day, where the content does not say them.

    Raises:
        UsageError: there is no such layout.
        DataFileErrors: every fault, with its place; a list is read whole or not at all.
    """
    terms = terms or ListTerms()
    named = [("the bytes given", source) if isinstance(source, bytes) else source for source in sources]
    try:
        with without_collection():
            return _read(named, terms)
    except DataFileErrors:
        raise
    except DataFileError as error:
        raise DataFileErrors((error,)) from error


def _read(sources: Sequence[ListSource], terms: ListTerms) -> ReadList:
    files, digest = list_files(sources, encoding=terms.encoding)
    layout = find_layout(files, terms.layout)
    shown_name = files[0].name if len(files) == 1 else " and ".join(Path(file.name).name for file in files)
    reading = Reading(shown_name, name=terms.name)
    read = partial(read_ofac_csv, is_partial=terms.accepts_missing) if layout.name == "ofac_csv" else layout.read
    try:
        read(files, reading)
    except DataFileErrors as errors:
        raise DataFileErrors((*reading.faults, *errors.faults)) from errors
    except DataFileError as error:
        raise DataFileErrors((*reading.faults, error)) from error
    parties = reading.finish()
    dated = terms.dated or reading.dated or terms.published
    name = terms.name or reading.name
    for told, option, example in ((name, "name", "BANK_OWN"), (dated, "dated", "2026-11-24")):
        if not told:
            what = f"the list does not say its {'name' if option == 'name' else 'day'}"
            raise DataFileError(what=what, where=shown_name, mend=f"say it: --{option} {example}")
    assert dated is not None, "the loop before refused it"
    if not _NAME.fullmatch(name):
        what = f"{shown(name)} is no name of a list: letters, digits, dots, hyphens, underscores, 60 at most"
        raise DataFileError(what=what, where=shown_name, mend="say --name BANK_OWN")
    edition = ListEdition(
        name=name,
        version=terms.version or reading.version or dated.isoformat(),
        dated=dated,
        sha256=digest,
        source=terms.source or shown_name,
        entries=len(parties),
    )
    return ReadList(edition=edition, parties=parties, layout=layout.name, notes=reading.notes)


def import_list(
    *sources: ListSource | bytes, store: ListStore, at: datetime, terms: ListTerms | None = None
) -> ImportedList:
    """Read a list and keep it in a store; whatever fails, the edition that was kept before stays.

    Args:
        sources: as in `read_list`.
        store: where it is kept.
        at: the instant of importing.
        terms: how it is read, and what looks like a step back.

    Raises:
        UsageError: there is no such layout.
        InvalidValue: a share that is none.
        DataFileErrors: every fault of the list, or that it is shorter or older than what is kept.
    """
    terms = terms or ListTerms()
    _share(terms.shrink_percent_max)
    return keep_list(read_list(*sources, terms=terms), store=store, at=at, terms=terms)


def keep_list(read: ReadList, *, store: ListStore, at: datetime, terms: ListTerms) -> ImportedList:
    """Keep a list that was read, if it is no step back.

    Raises:
        InvalidValue: a share that is none.
        DataFileErrors: it is shorter or older than what is kept.
        DataFileError: the store cannot be written to.
    """
    before = store.find(read.edition.name)
    held = Held(edition=read.edition, layout=read.layout, imported_at=at)
    if before is not None:
        if replace(before.edition, source=read.edition.source) == read.edition:
            return ImportedList(held=before, before=before, notes=read.notes, is_changed=False)
        _refuse_step_back(read.edition, before.edition, terms)
    store.replace(held, read.parties)
    return ImportedList(held=held, before=before, notes=read.notes, is_changed=True)


def _share(text: str) -> Decimal:
    is_number = text.isascii() and text.replace(".", "", 1).isdigit() and len(text) < 10
    if not is_number or Decimal(text) > 100:
        raise InvalidValue(
            what=f"{text!r} is no share from 0 to 100 per cent", where="--shrink-max", mend="write --shrink-max 20"
        )
    return Decimal(text)


def _refuse_step_back(edition: ListEdition, before: ListEdition, terms: ListTerms) -> None:
    """Refuse a list that lost more than a share of its entries, or is of an earlier day."""
    share = _share(terms.shrink_percent_max)
    faults = []
    lost = before.entries - edition.entries
    if not terms.accepts_shrinking and lost * 100 > before.entries * share:
        what = (
            f"the list has {edition.entries} entries, the last good one has {before.entries}: more than {share} % fewer"
        )
        faults.append((what, "see what the publisher says of it; where it is true, say --accept-shrinking"))
    if not terms.accepts_older and edition.dated < before.dated:
        what = f"the list is of {edition.dated}, the last good one of {before.dated}"
        faults.append((what, "fetch it again later; to go back to it, say --accept-older"))
    if faults:
        where = f"{edition.name}, {edition.source}"
        raise DataFileErrors(tuple(DataFileError(what=what, where=where, mend=mend) for what, mend in faults))
