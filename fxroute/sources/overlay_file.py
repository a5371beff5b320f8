"""Overlay files: read whole, and laid over a planner for the faults that only the network shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from fxroute.errors import FxRouteError
from fxroute.model import Confidence
from fxroute.model.amendment import RateMoved, RateSet
from fxroute.model.overlay import Change, Overlay
from fxroute.network.opening import Origin
from fxroute.network.overlay import try_changes
from fxroute.plan import Planner
from fxroute.rates.moving import try_rate_changes
from fxroute.sources.fault import FaultList, Spot, closest, shown
from fxroute.sources.files import SourceFile
from fxroute.sources.overlay_schema import OverlayRecord, change_of
from fxroute.sources.refusal import read_record
from fxroute.sources.yaml_text import parse_map

__all__ = ["OVERLAYS", "read_overlays"]

OVERLAYS = "overlays"
"""Key of the overlays of a file."""


@dataclass(frozen=True, slots=True)
class _Read:
    """An overlay with the spots of its changes."""

    overlay: Overlay
    spots: tuple[Spot, ...]


def read_overlays(file: SourceFile, name: str, over: Planner | None) -> tuple[Overlay, ...]:
    """Return the overlays of a file, or the one of a name.

    Args:
        file: what is read.
        name: the id of the overlay wanted; empty for all, in the order of the file.
        over: where given, each of them is laid over it, above those before it.

    Raises:
        DataFileErrors: every fault of the file, those that the network shows among them.
    """
    faults = FaultList()
    raw = parse_map(file, faults, begin=f"{OVERLAYS}:")
    found = [] if raw is None else list(_records(file, raw, faults))
    if raw is not None and name and name not in [read.overlay.name for read in found] and not len(faults):
        names = [read.overlay.name for read in found]
        mend = closest(name, names, f"use one of {', '.join(names)}" if names else "write it")
        faults.add(Spot(file, (OVERLAYS,)), f"there is no overlay {shown(name)}", mend)
    wanted = [read for read in found if name in ("", read.overlay.name)]
    if over is not None:
        _lay(wanted, over, faults)
    faults.raise_any()
    return tuple(read.overlay for read in wanted)


def _records(file: SourceFile, raw: dict[str | int, object], faults: FaultList) -> Iterator[_Read]:
    for key in raw:
        if key != OVERLAYS:
            mend = f"write {OVERLAYS}; records of networks and rates stand in files of their own"
            faults.add(Spot(file, (key,)), f"there is no top-level key {shown(key)}", mend, at_key=True)
    listed = raw.get(OVERLAYS, [])
    if OVERLAYS not in raw and raw:
        return
    if not isinstance(listed, list) or not listed:
        what = f"{shown(listed)} stands where a list of overlays is expected"
        faults.add(Spot(file, (OVERLAYS,) if OVERLAYS in raw else ()), what, "write each after a dash: id and changes")
        return
    seen: set[str] = set()
    for index, entry in enumerate(listed):
        name = entry.get("id", "") if isinstance(entry, dict) else ""
        spot = Spot(file, (OVERLAYS, index), name if isinstance(name, str) else "")
        record, is_sound = read_record(OverlayRecord, entry, spot, faults)
        if record is None or not is_sound:
            continue
        if record.id in seen:
            faults.add(spot.at("id"), f"the id {shown(record.id)} is given twice", "give this one another id")
        seen.add(record.id)
        yield _built(record, spot, faults)


def _built(record: OverlayRecord, spot: Spot, faults: FaultList) -> _Read:
    changes: list[Change] = []
    spots: list[Spot] = []
    if not record.changes:
        faults.add(spot.at("changes"), "the list of changes is empty", "give at least one: [{out: ID}]")
    for index, part in enumerate(record.changes):
        here = spot.at("changes", index)
        try:
            changes.append(change_of(part))
        except FxRouteError as error:
            faults.add(here, error.what, error.mend)
            continue
        spots.append(here.at(next(name for name in type(part).model_fields if getattr(part, name))))
    return _Read(Overlay(record.id, tuple(changes), record.notes), tuple(spots))


def _lay(found: list[_Read], over: Planner, faults: FaultList) -> None:
    network, rates = over.network, over.rates
    for read in found:
        origin = Origin(read.overlay.name, Confidence.EXAMPLE)
        for change, spot in zip(read.overlay.changes, read.spots, strict=True):
            refused: list[FxRouteError]
            if isinstance(change, RateSet | RateMoved):
                rates, refused = try_rate_changes(rates, [("", change)])
            else:
                network, refused = try_changes(network, [("", change)], origin)
            for error in refused:
                faults.add(spot, error.what, error.mend)
