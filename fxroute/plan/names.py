"""Names in bounds: which record is meant by an id or a BIC, and which ones are like a name that means none."""

from collections.abc import Iterable
from difflib import get_close_matches

from fxroute.errors import UnknownInstitution
from fxroute.network import Network

__all__ = ["passage_id", "record_id"]

_SHOWN = 3


def record_id(network: Network, name: str, *, where: str) -> str:
    """Return the id of the record of any kind that is called by its id, or by its BIC.

    Raises:
        UnknownInstitution: there is none; the mend names three that are like it.
    """
    known = _id_of(network, name, network.records)
    if not known:
        raise UnknownInstitution(
            what=f"{name!r} is no record of this network, of any kind",
            where=where,
            mend=_like(name, network.records, network),
        )
    return known


def passage_id(network: Network, name: str, *, where: str) -> str:
    """Return the id of an institution, called by its id or BIC, or of a payment system.

    Raises:
        UnknownInstitution: there is neither; the mend names three that are like it.
    """
    passages = (*network.institutions, *network.infrastructures)
    known = _id_of(network, name, passages)
    if not known:
        raise UnknownInstitution(
            what=f"{name!r} is no institution or payment system of this network",
            where=where,
            mend=_like(name, passages, network),
        )
    return known


def _id_of(network: Network, name: str, ids: Iterable[str]) -> str:
    if name in ids:
        return name
    try:
        return network.get_institution(name).id
    except UnknownInstitution:
        return ""


def _like(name: str, ids: Iterable[str], network: Network) -> str:
    """Ids that hold the name, as a desk holds its pair, before those that are merely like it."""
    wanted = name.upper().replace("/", "-")
    holding = [known for known in ids if wanted and wanted in known.upper()]
    close = get_close_matches(wanted, ids, n=_SHOWN, cutoff=0.4)
    like = list(dict.fromkeys([*sorted(holding, key=lambda known: (len(known), known)), *close]))[:_SHOWN]
    shown = ", ".join(_shown(known, network) for known in like)
    return f"did you mean {shown}?" if shown else "see the ids that `fxroute network show ID` lists"


def _shown(known: str, network: Network) -> str:
    unit = network.institutions.get(known)
    return known if unit is None else f"{known} ({unit.name})"
