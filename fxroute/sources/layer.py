"""Layers: the shipped files below, own files above them; records are added, replaced by id, or disabled."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from fxroute.sources.fault import FaultList, Spot, Step, closest, shown
from fxroute.sources.files import SourceFile
from fxroute.sources.refusal import read_record
from fxroute.sources.schema import Record
from fxroute.sources.yaml_text import parse_map

__all__ = ["DISABLE", "Entry", "Stack", "stack_files"]

DISABLE = "disable"
"""Key of the ids that a file removes from the layers below it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it stands in a file; `record` is `None` where its schema refused it."""

    kind: str
    id: str
    spot: Spot
    raw: object
    record: Record | None


@dataclass(slots=True)
class Stack:
    """The records that stand after all layers, by kind and id; what was disabled, and by which file.

    `disable_lists` has the ids that each file disables, and where it lists them; files as the layers lie, lowest first.
    """

    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    disabled: dict[str, str] = field(default_factory=dict)
    disable_lists: dict[str, tuple[Spot, list[str]]] = field(default_factory=dict)
    is_whole: bool = True

    def of(self, kind: str) -> Mapping[str, Entry]:
        """Return the records of a kind by id."""
        return self.entries.get(kind, {})

    def kind_of(self, record_id: str) -> str:
        """Return the kind that holds an id, or an empty text."""
        return next((kind for kind, entries in self.entries.items() if record_id in entries), "")

    def sha256(self, kinds: Mapping[str, object]) -> str:
        """Return a hash of the content of some kinds, whatever files, order and comments it came with."""
        content = [[kind, [self.of(kind)[key].raw for key in sorted(self.of(kind))]] for kind in sorted(kinds)]
        return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def stack_files(
    files: tuple[SourceFile, ...],
    *,
    kinds: Mapping[str, type[Record]],
    other_kinds: Mapping[str, type[Record]],
    faults: FaultList,
) -> Stack:
    """Read files layer by layer: the shipped ones are one layer, each own file is one.

    Args:
        files: shipped ones first, then own ones in the order they were given.
        kinds: top-level keys whose records are read by their schema.
        other_kinds: keys that belong to another loader: of these only the ids are read.
        faults: takes every fault found.
    """
    stack = Stack()
    for is_shipped, layer in _layers(files):
        contents = [(file, parse_map(file, faults, begin="accounts:")) for file in layer]
        stack.is_whole &= all(content is not None for _, content in contents)
        known = [(file, content) for file, content in contents if content is not None]
        for file, content in known:
            _refuse_keys(file, content, {**kinds, **other_kinds}, faults)
            _disable(file, content, stack, faults)
        entries = [entry for file, content in known for entry in _entries(file, content, kinds, other_kinds, faults)]
        _place(entries, stack, faults, is_shipped=is_shipped)
    return stack


def _layers(files: tuple[SourceFile, ...]) -> Iterator[tuple[bool, tuple[SourceFile, ...]]]:
    shipped = tuple(file for file in files if file.is_shipped)
    if shipped:
        yield True, shipped
    for file in files:
        if not file.is_shipped:
            yield False, (file,)


def _refuse_keys(
    file: SourceFile, content: Mapping[Step, object], kinds: Mapping[str, object], faults: FaultList
) -> None:
    names = [*kinds, DISABLE]
    for key in content:
        if key not in names:
            mend = closest(str(key), names, f"use one of {', '.join(names)}")
            faults.add(Spot(file, (key,)), f"there is no top-level key {shown(key)}", mend, at_key=True)


def _disable(file: SourceFile, content: Mapping[Step, object], stack: Stack, faults: FaultList) -> None:
    listed = content.get(DISABLE, [])
    ids = stack.disable_lists.setdefault(file.name, (Spot(file, (DISABLE,)), []))[1]
    if not isinstance(listed, list):
        faults.add(Spot(file, (DISABLE,)), f"{shown(listed)} is no list of ids", "write disable: [ID, ID]")
        return
    for index, record_id in enumerate(listed):
        kind = stack.kind_of(record_id) if isinstance(record_id, str) else ""
        if kind:
            del stack.entries[kind][record_id]
            stack.disabled[record_id] = file.name
            ids.append(record_id)
        else:
            known = (known for entries in stack.entries.values() for known in entries)
            mend = closest(str(record_id), known, "leave it out: no earlier layer has it")
            faults.add(Spot(file, (DISABLE, index)), f"there is no record {shown(record_id)} to disable", mend)


def _entries(
    file: SourceFile,
    content: Mapping[Step, object],
    kinds: Mapping[str, type[Record]],
    other_kinds: Mapping[str, type[Record]],
    faults: FaultList,
) -> Iterator[Entry]:
    for kind in (*kinds, *other_kinds):
        records = content.get(kind, [])
        if not isinstance(records, list):
            mend = "write each record after a dash, or leave the key out"
            faults.add(Spot(file, (kind,)), f"{shown(records)} stands where a list of records is expected", mend)
            continue
        for index, raw in enumerate(records):
            record_id = raw.get("id", "") if isinstance(raw, dict) else ""
            record_id = record_id if isinstance(record_id, str) else ""
            spot = Spot(file, (kind, index), record_id)
            record = read_record(kinds[kind], raw, spot, faults) if kind in kinds else None
            yield Entry(kind, record_id, spot, raw, record)


def _place(entries: list[Entry], stack: Stack, faults: FaultList, *, is_shipped: bool) -> None:
    placed: dict[str, Entry] = {}
    for entry in entries:
        if not entry.id:
            continue
        if twin := placed.get(entry.id):
            where = f"{twin.spot.path[0]}[{twin.spot.path[1]}] of {twin.spot.file.name}"
            faults.add(
                entry.spot.at("id"),
                f"the id {entry.id} stands in {where} already",
                "give this one another id",
            )
            continue
        placed[entry.id] = entry
        kind = stack.kind_of(entry.id)
        if kind and kind != entry.kind and not is_shipped:
            what = f"the id {entry.id} belongs to a record under {kind}"
            faults.add(entry.spot.at("id"), what, f"give another id, or disable that one: {DISABLE}: [{entry.id}]")
            continue
        stack.entries.setdefault(entry.kind, {})[entry.id] = entry
        stack.disabled.pop(entry.id, None)
