"""Overlays: a network with changes laid over it; what does not change is shared, not copied."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from fxroute.errors import FxRouteError
from fxroute.model import Confidence
from fxroute.model.amendment import Amendment, DayClosed, DayOpened
from fxroute.model.change import AccountOpened, DeskOpened, NetworkChange, RecordOut, ValidityExtended
from fxroute.model.overlay import change_text, joined
from fxroute.network.amending import amended
from fxroute.network.closing import with_day
from fxroute.network.edit import edited
from fxroute.network.network import Network
from fxroute.network.opening import Origin, with_account, with_desk
from fxroute.network.removal import without_record

__all__ = ["try_changes", "with_changes"]


def with_changes(
    network: Network,
    changes: Iterable[NetworkChange | Amendment],
    *,
    source: str = "overlay",
    confidence: Confidence = Confidence.EXAMPLE,
) -> Network:
    """Return the network as it would be after some changes, made one after the other.

    Records that do not change are the same objects. The hash follows from that of `network` and the texts of
    the changes that do something, in order; where none does, the network itself is returned.

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
    numbered = ((f"change {number}", change) for number, change in enumerate(changes, 1))
    changed, faults = try_changes(network, numbered, Origin(source, confidence))
    if faults:
        raise joined(faults)
    return changed


def try_changes(
    network: Network, changes: Iterable[tuple[str, NetworkChange | Amendment]], origin: Origin
) -> tuple[Network, list[FxRouteError]]:
    """Make those changes that can be made, each given with its place; return every fault of the others."""
    faults: list[FxRouteError] = []
    current = network
    for where, change in changes:
        try:
            changed = _changed(current, change, origin, where=where)
        except FxRouteError as error:
            faults.append(_placed(error, where))
            continue
        if changed is not current:
            current = replace(changed, sha256=_hash(current.sha256, change, origin))
    return current, faults


def _changed(network: Network, change: NetworkChange | Amendment, origin: Origin, *, where: str) -> Network:
    match change:
        case RecordOut(record):
            return without_record(network, record, where=where)
        case AccountOpened():
            return with_account(network, change, origin, where=where)
        case DeskOpened():
            return with_desk(network, change, origin, where=where)
        case ValidityExtended(record):
            return _always_valid(network, record, where)
        case DayClosed() | DayOpened():
            return with_day(network, change)
        case _:
            return amended(network, change)


def _always_valid(network: Network, record: str, where: str) -> Network:
    found = network.get_record(record, where=where)
    provenance = found.provenance
    if provenance.valid_from is None and provenance.valid_to is None:
        return network
    return edited(network, put=(replace(found, provenance=replace(provenance, valid_from=None, valid_to=None)),))


def _hash(base: str, change: NetworkChange | Amendment, origin: Origin) -> str:
    lines = [base, change_text(change)]
    if isinstance(change, AccountOpened | DeskOpened):
        lines += [origin.source, origin.confidence.value]
    return sha256("\n".join(lines).encode()).hexdigest()


def _placed(error: FxRouteError, where: str) -> FxRouteError:
    """Return the error of a change, with the change as its place."""
    if error.where.startswith(where):
        return error
    return type(error)(what=error.what, where=f"{where}, {error.where}", mend=error.mend)
