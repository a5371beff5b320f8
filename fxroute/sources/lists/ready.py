"""A screener over the lists that are kept: the names made ready once, and kept until a list changes."""

import sys
import unicodedata

from fxroute.compliance.screening.listed import ListedParty
from fxroute.compliance.screening.listed_names import ListedNames
from fxroute.compliance.screening.policy import MatchPolicy
from fxroute.compliance.screening.screener import Screener
from fxroute.errors import DataFileError
from fxroute.sources.files import SourceFile
from fxroute.sources.lists.store import ListStore, load_lists
from fxroute.sources.snapshot import kept
from fxroute.sources.software import software_versions

__all__ = ["load_screener"]

_KEPT_MAX = 2
"""Names made ready take some tens of megabytes: those of before yesterday's lists are let go."""


def load_screener(store: ListStore, policy: MatchPolicy | None = None) -> Screener:
    """Make every list of a store ready to be asked, with the reviews kept beside them.

    Args:
        store: where the lists are.
        policy: thresholds and weights; the default one where none is given.

    Raises:
        DataFileError: no list is kept, or the store cannot be read.
    """
    policy = policy or MatchPolicy()
    lists = load_lists(store)
    if not lists:
        raise DataFileError(
            what="no sanctions list is kept, so that nobody could be found",
            where=str(store.path),
            mend="fetch or import one first: fxroute lists fetch un",
        )
    parties = [party for _, entries in lists for party in entries]
    names = kept(
        "names",
        _decides(parties, policy),
        lambda: ListedNames(parties, policy.weak_aliases),
        kind=ListedNames,
        build=lambda made: made,
        newest=_KEPT_MAX,
    )
    return Screener(lists, policy, store.reviews(), names)


def _decides(parties: list[ListedParty], policy: MatchPolicy) -> tuple[SourceFile, ...]:
    """Everything that names made ready depend on: the names in order, weak aliases, what transliterates, the bytes."""
    printed = "".join(
        f"{len(party.names)}\n" + "".join(f"{name.strength} {len(name.text)} {name.text}\n" for name in party.names)
        for party in parties
    )
    versions = " ".join(f"{name} {version}" for name, version in sorted(software_versions().items()))
    return (
        SourceFile("names", printed.encode("utf-8", "surrogatepass")),
        SourceFile("how", f"{policy.weak_aliases}\n{versions}\n{unicodedata.unidata_version} {sys.byteorder}".encode()),
    )
