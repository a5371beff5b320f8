"""Overlays: a network with changes laid over it; what does not change is shared, not copied."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from fxroute.errors import FxRouteError, InvalidValue
from fxroute.model import Confidence
from fxroute.model.change import AccountOpened, DeskOpened, NetworkChange, RecordOut, ValidityExtended
from fxroute.model.change_text import canonical_text
from fxroute.network.edit import edited
from fxroute.network.network import Network
from fxroute.network.opening import Origin, with_account, with_desk
from fxroute.network.removal import without_record

__all__ = ["with_changes"]


def with_changes(
    network: Network,
    changes: Iterable[NetworkChange],
    *,
    source: str = "overlay",
    confidence: Confidence = Confidence.EXAMPLE,
) -> Network:
    """Return the network as it would be after some changes, made one after the other.

    Records that do not change are the same objects. The hash follows from that of `network` and the canonical texts
    of the changes that do something, in order; where none does, the network itself is returned.

    Args:
        network: what the changes are laid over; it stays as it is.
        changes: any number of them; a later one sees what the earlier ones did.
        source: stands as the source of records that are opened.
        confidence: how far those are to be trusted; changed records keep their own.

    Raises:
        UnknownInstitution: a change names a record that is not there; the closest are proposed.
        UsageError: a change cannot be made, for instance a calendar in use taken out.
        InvalidValue: a value that no record may have; or several changes with faults of several kinds, all told.
    """
    origin = Origin(source, confidence)
    faults: list[tuple[int, FxRouteError]] = []
    current = network
    for number, change in enumerate(changes, 1):
        try:
            changed = _changed(current, change, origin, where=f"change {number}")
        except FxRouteError as error:
            faults.append((number, _placed(error, f"change {number}")))
            continue
        if changed is not current:
            current = replace(changed, sha256=_hash(current.sha256, change, origin))
    if faults:
        raise _joined(faults)
    return current


def _changed(network: Network, change: NetworkChange, origin: Origin, *, where: str) -> Network:
    match change:
        case RecordOut(record):
            return without_record(network, record, where=where)
        case AccountOpened():
            return with_account(network, change, origin, where=where)
        case DeskOpened():
            return with_desk(network, change, origin, where=where)
        case ValidityExtended(record):
            return _always_valid(network, record, where)


def _always_valid(network: Network, record: str, where: str) -> Network:
    found = network.get_record(record, where=where)
    provenance = found.provenance
    if provenance.valid_from is None and provenance.valid_to is None:
        return network
    return edited(network, put=(replace(found, provenance=replace(provenance, valid_from=None, valid_to=None)),))


def _hash(base: str, change: NetworkChange, origin: Origin) -> str:
    lines = (base, origin.source, origin.confidence.value, canonical_text(change))
    return sha256("\n".join(lines).encode()).hexdigest()


def _placed(error: FxRouteError, where: str) -> FxRouteError:
    """Return the error of a change, with the change as its place."""
    if error.where.startswith(where):
        return error
    return type(error)(what=error.what, where=f"{where}, {error.where}", mend=error.mend)


def _joined(faults: list[tuple[int, FxRouteError]]) -> FxRouteError:
    """Return one error that tells of all; of the kind that all have, where they have one."""
    if len(faults) == 1:
        return faults[0][1]
    kinds = {type(error) for _, error in faults}
    leaf = kinds.pop() if len(kinds) == 1 else InvalidValue
    return leaf(
        what="; ".join(error.what for _, error in faults),
        where="; ".join(error.where for _, error in faults),
        mend="; ".join(f"change {number}: {error.mend}" for number, error in faults),
    )
