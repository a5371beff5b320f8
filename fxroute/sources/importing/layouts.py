"""Layouts: which columns a directory has, by name; `docs/reference/import-layouts.md` is generated from here.

Names that no public document confirms are marked so in their meaning. A column is found by its name or an alias,
whatever its case and with blanks for underscores; columns that no layout knows are passed over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fxroute.errors import DataFileError, UsageError
from fxroute.sources.fault import shortened, shown

__all__ = ["ACCOUNT_LAYOUTS", "Column", "LAYOUTS", "Layout", "UNIT_LAYOUTS", "find_layout", "folded", "get_layout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, what it means, whether rows need it; one that is not read is known and never kept."""

    name: str
    meaning: str
    is_needed: bool = False
    is_read: bool = True
    aliases: tuple[str, ...] = ()

    def position(self, header: Sequence[str]) -> int | None:
        """Return where the column stands in a header of folded names, `None` where it does not."""
        names = (folded(name) for name in (self.name, *self.aliases))
        return next((header.index(name) for name in names if name in header), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The layout of one kind of file; `source` says where it is known from."""

    name: str
    title: str
    source: str
    columns: tuple[Column, ...]

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that are read, in the order in which a row's values are handed on."""
        return tuple(column for column in self.columns if column.is_read)

    @property
    def needed(self) -> tuple[Column, ...]:
        """The columns without which a file is refused."""
        return tuple(column for column in self.columns if column.is_needed)


def folded(name: str) -> str:
    """Return a column's name as it is compared."""
    return " ".join(name.replace("_", " ").casefold().split())


def get_layout(name: str) -> Layout:
    """Return the layout of this name.

    Raises:
        UsageError: there is none.
    """
    if name not in LAYOUTS:
        raise UsageError(
            what=f"{name!r} is no kind of directory", where="kind", mend=f"use one of {', '.join(LAYOUTS)}"
        )
    return LAYOUTS[name]


def find_layout(header: Sequence[str], *, where: str, kind: str = "") -> Layout:
    """Return the layout that a header has: of those whose needed columns are all there, the one that needs most.

    Args:
        header: names of the columns as they stand in the file.
        where: the file, for the error.
        kind: name of the layout that it must be; empty, and it is recognised.

    Raises:
        DataFileError: no layout fits; every missing column of the nearest one is named.
        UsageError: there is no such kind.
    """
    names = [folded(name) for name in header]
    found = sorted(LAYOUTS.values(), key=lambda layout: _fit(layout, names), reverse=True)
    layout = get_layout(kind) if kind else found[0]
    missing = [column.name for column in layout.needed if column.position(names) is None]
    if not missing:
        return layout
    if not kind and len(missing) == len(layout.needed):
        columns = shortened(", ".join(map(shown, header)), 200)
        raise DataFileError(
            what=f"the columns are those of no known directory: {columns}",
            where=where,
            mend=f"give the line of column names first; the kinds are {', '.join(LAYOUTS)}",
        )
    raise DataFileError(
        what=f"as {layout.name} the file lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}",
        where=where,
        mend="add them to the first line, or name the kind it is with --kind",
    )


def _fit(layout: Layout, names: Sequence[str]) -> tuple[bool, float, int]:
    """Rank a layout: all needed columns there, then how many (else which part) of them, then how many others."""
    there = sum(column.position(names) is not None for column in layout.needed)
    others = sum(column.position(names) is not None for column in layout.columns)
    is_whole = there == len(layout.needed)
    return is_whole, there if is_whole else there / len(layout.needed), others


_OWN = "written for this library; the layout of its own fact tables"
_SWIFTREF = "public descriptions of the licensed SwiftRef files"
_FLAG = Column(
    name="MODIFICATION FLAG",
    meaning="deltas: `A` added, `M` modified, `U` unchanged; `D` deleted and `E` expired end the record",
    aliases=("MODIFICATION",),
)
_PROVENANCE = (
    Column(name="source", meaning="source of the row; else the file's name"),
    Column(name="as_of", meaning="day the row speaks of; else that of the import"),
    Column(name="confidence", meaning="`high`, `medium`, `low`, `prior`, `example`; else that of the import"),
)
_VALIDITY = (
    Column(name="valid_from", meaning="first day"),
    Column(name="valid_to", meaning="last day"),
)
_NUMBER_MEANING = "account number; **never read, kept or written**"

_ALL = (
    Layout(
        name="bank_directory_plus",
        title="SwiftRef Bank Directory Plus, tab-separated, full or delta",
        source=_SWIFTREF,
        columns=(
            _FLAG,
            Column(name="RECORD KEY", meaning="key that SSI Plus refers to", is_needed=True),
            Column(name="BIC", meaning="BIC of 8 or 11; rows without one keep their key only", is_needed=True),
            Column(name="INSTITUTION NAME", meaning="name", is_needed=True),
            Column(name="ISO COUNTRY CODE", meaning="country, that of the BIC", is_needed=True),
            Column(name="BRANCH INFORMATION", meaning="name of the branch, put behind the name"),
            Column(name="CITY", meaning="city"),
            Column(name="LEGAL TYPE", meaning="`B` is a branch of its `LEGAL PARENT KEY`"),
            Column(name="LEGAL PARENT KEY", meaning="record key of the legal entity"),
            Column(name="GROUP PARENT KEY", meaning="record key of the parent of the group"),
            Column(name="INSTITUTION STATUS", meaning="`BANK` and `COOP` are commercial banks, another is `other`"),
        ),
    ),
    Layout(
        name="ssi_plus",
        title="SwiftRef SSI Plus, tab-separated, joined to Bank Directory Plus by record key",
        source=_SWIFTREF,
        columns=(
            _FLAG,
            Column(name="RECORD KEY BDP OWNER", meaning="record key of the owner", is_needed=True),
            Column(
                name="RECORD KEY BDP ACCOUNT HOLDING INSTITUTION",
                meaning="record key of the servicer",
                is_needed=True,
            ),
            Column(name="ISO CURRENCY CODE", meaning="currency", is_needed=True),
            Column(name="ASSET CATEGORY", meaning="`ANYY`, `COPA`, `FXDR`, …; those of one account are joined"),
            Column(name="START DATE", meaning="first day (name not confirmed)"),
            Column(name="STOP DATE", meaning="last day (name not confirmed)"),
            Column(name="ACCOUNT NBR WITH ACCOUNT HOLDING INSTITUTION", meaning=_NUMBER_MEANING, is_read=False),
        ),
    ),
    Layout(
        name="lei_bic",
        title="GLEIF LEI-BIC relationship file, CSV or the monthly zip",
        source="GLEIF, public readers of the file",
        columns=(
            Column(name="LEI", meaning="LEI of 20", is_needed=True),
            Column(name="BIC", meaning="BIC of 8 or 11 of an institution that is known", is_needed=True),
        ),
    ),
    Layout(
        name="bic_directory",
        title="BIC directory of the older BICPlusIBAN form, tab- or comma-separated",
        source="public readers of the file; spellings of names differ, hence the aliases",
        columns=(
            _FLAG,
            Column(name="BIC", meaning="BIC of 8 or 11", is_needed=True, aliases=("BIC CODE",)),
            Column(name="BRANCHCODE", meaning="last three of the BIC, where it has 8", aliases=("BRANCH CODE",)),
            Column(name="INSTITUTION", meaning="name", is_needed=True),
            Column(
                name="COUNTRY",
                meaning="country: a code, that of the BIC, or a name, which is not read",
                is_needed=True,
                aliases=("COUNTRY CODE",),
            ),
            Column(name="BRANCH", meaning="name of the branch, put behind the name"),
            Column(name="CITY", meaning="city"),
            Column(name="RECORD KEY", meaning="key that SSI Plus refers to"),
        ),
    ),
    Layout(
        name="iso_9362",
        title="ISO 9362 BIC data file, tab- or comma-separated",
        source="general knowledge of the file, no copy read: names not confirmed",
        columns=(
            Column(name="BIC", meaning="BIC of 8 or 11", is_needed=True),
            Column(name="INSTITUTION NAME", meaning="name", is_needed=True, aliases=("LEGAL NAME", "FULL LEGAL NAME")),
            Column(name="BIC STATUS", meaning="whatever is not `ACTIVE` or `PUBLISHED` is a legacy BIC"),
            Column(name="EXPIRY DATE", meaning="last day"),
            Column(name="BRANCH", meaning="name of the branch, put behind the name", aliases=("BRANCH INFORMATION",)),
            Column(name="OPERATIONAL CITY", meaning="city", aliases=("CITY",)),
        ),
    ),
    Layout(
        name="institutions",
        title="Institutions, CSV",
        source=_OWN,
        columns=(
            Column(name="bic", meaning="BIC of 8 or 11", is_needed=True),
            Column(name="legal_name", meaning="name", is_needed=True, aliases=("name",)),
            Column(name="country", meaning="ISO 3166-1 code, that of the BIC (or `EU`)", is_needed=True),
            Column(name="city", meaning="city"),
            Column(name="kind", meaning="kind of institution of the data files; else `commercial_bank`"),
            Column(name="group_parent_bic", meaning="BIC of the head office of a branch, of a group's parent"),
            Column(name="lei", meaning="LEI of 20"),
            Column(name="iban_bank_code", meaning="national bank code", aliases=("national_bank_code",)),
            Column(name="notes", meaning="notes"),
            *_VALIDITY,
            *_PROVENANCE,
        ),
    ),
    Layout(
        name="ssi",
        title="Accounts (settlement instructions), CSV",
        source=_OWN,
        columns=(
            Column(name="owner_bic", meaning="BIC of the owner, an institution that is known", is_needed=True),
            Column(name="currency", meaning="ISO 4217 code; `CNH` is offshore `CNY`", is_needed=True),
            Column(name="servicer_bic", meaning="BIC of the servicer, an institution that is known", is_needed=True),
            Column(name="location", meaning="`onshore` or `offshore`, read for CNY only"),
            Column(name="relation", meaning="noted where what is known of the two institutions says otherwise"),
            Column(name="note", meaning="notes", aliases=("notes",)),
            Column(name="account", meaning=_NUMBER_MEANING, is_read=False),
            *_VALIDITY,
            *_PROVENANCE,
        ),
    ),
    Layout(
        name="holidays",
        title="Calendar days, CSV",
        source=_OWN,
        columns=(
            Column(name="calendar", meaning="id of the calendar", is_needed=True),
            Column(name="date", meaning="the day", is_needed=True),
            Column(name="status", meaning="`closed`, `workday` (worked weekend) or `open`", is_needed=True),
            Column(name="name", meaning="name of the day"),
            Column(name="weekend", meaning="`saturday sunday`; needed for a calendar that is not known"),
            *_PROVENANCE,
        ),
    ),
)

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _ALL}
"""Every layout by its name, in the order in which files are read: institutions before what refers to them."""

UNIT_LAYOUTS = frozenset({"bank_directory_plus", "bic_directory", "institutions", "iso_9362"})
"""Layouts whose rows are institutions."""

ACCOUNT_LAYOUTS = frozenset({"ssi", "ssi_plus"})
"""Layouts whose rows are accounts."""
