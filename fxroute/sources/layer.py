"""Layers: the shipped files below, own files above them; records are added, replaced by id, or disabled."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from typing import TypeVar

from fxroute.sources.fault import FaultList, Spot, Step, closest, shortened, shown
from fxroute.sources.files import SourceFile
from fxroute.sources.refusal import read_record
from fxroute.sources.schema import Record
from fxroute.sources.unread import UNREAD
from fxroute.sources.yaml_text import parse_map

__all__ = ["DISABLE", "Entry", "FEED", "Stack", "stack_files"]

_Record = TypeVar("_Record", bound=Record)

DISABLE = "disable"
"""Key of the ids that a file removes from the layers below it."""

FEED = "feed"
"""Key by which a rates file says that it holds the answer of a feed: when it was fetched, and from where."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it stands in a file.

    `record` is what its schema could read of it, `None` where that is nothing; `is_sound` tells that it has no fault.
    """

    kind: str
    id: str
    spot: Spot
    raw: object
    record: Record | None
    is_sound: bool


@dataclass(slots=True)
class Stack:
    """The records that stand after all layers, by kind and id; what was disabled, and by which file.

    `nameless` are records without an id of their own: nothing can refer to them, and they are checked all the same.
    `disable_lists` has the ids that each file disables, and where it lists them; files as the layers lie, lowest first.
    Of the kinds in `unread` it is not known what is there: a file, or its list of them, could not be read.
    `feed_files` are the names of the files that hold the answer of a feed, lowest first.
    """

    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    nameless: list[Entry] = field(default_factory=list)
    disabled: dict[str, str] = field(default_factory=dict)
    disable_lists: dict[str, tuple[Spot, list[str]]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    feed_files: list[str] = field(default_factory=list)

    def of(self, kind: str) -> Mapping[str, Entry]:
        """Return the records of a kind by id."""
        return self.entries.get(kind, {})

    def all_of(self, kind: str, schema: type[_Record]) -> Iterator[tuple[Entry, _Record]]:
        """Give every record of a kind of which something could be read, lower layers first."""
        nameless = (entry for entry in self.nameless if entry.kind == kind)
        for entry in (*self.of(kind).values(), *nameless):
            if isinstance(entry.record, schema):
                yield entry, entry.record

    def put(self, entry: Entry) -> None:
        """Put a record on top; one of the same id below it gives way."""
        kept = self.entries.setdefault(entry.kind, {})
        kept.pop(entry.id, None)
        kept[entry.id] = entry
        self.disabled.pop(entry.id, None)

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
    elsewhere: Callable[[], tuple[SourceFile, ...]],
) -> Stack:
    """Read files layer by layer: the shipped ones are one layer, each own file is one.

    Args:
        files: shipped ones first, then own ones in the order they were given.
        kinds: top-level keys whose records are read by their schema.
        other_kinds: keys that belong to another loader: of these only the ids are read.
        faults: takes every fault found.
        elsewhere: gives the shipped files of other loaders, where an id to disable may stand; read when one is not
            found here.
    """
    stack = Stack()
    beside = cache(partial(_ids_of, elsewhere)) if any(file.is_shipped for file in files) else frozenset
    for is_shipped, layer in _layers(files):
        contents = [(file, parse_map(file, faults, begin="accounts:")) for file in layer]
        known = [(file, content) for file, content in contents if content is not None]
        if len(known) < len(contents):
            stack.unread.update(kinds)
        for file, content in known:
            _refuse_keys(file, content, {**kinds, **other_kinds}, faults)
            _disable(file, content, stack, faults, ids_beside=beside)
            _note_feed(file, content, stack, faults)
            stack.unread.update(kind for kind in kinds if not isinstance(content.get(kind, []), list))
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
        if key not in names and key != FEED and not faults.is_full:
            mend = closest(str(key), names, f"use one of {', '.join(names)}")
            faults.add(Spot(file, (key,)), f"there is no top-level key {shown(key)}", mend, at_key=True)


def _note_feed(file: SourceFile, content: Mapping[Step, object], stack: Stack, faults: FaultList) -> None:
    told = content.get(FEED, UNREAD)
    if isinstance(told, dict):
        stack.feed_files.append(file.name)
    elif told is not UNREAD:
        mend = "leave the key out; `fxroute rates fetch FEED --output FILE` writes it"
        faults.add(Spot(file, (FEED,)), f"{shown(told)} stands where a map about a feed is expected", mend)


def _ids_of(list_files: Callable[[], tuple[SourceFile, ...]]) -> frozenset[str]:
    """Return the ids of all records of some files."""
    contents = [parse_map(file, FaultList(), begin="") or {} for file in list_files()]
    listed = [records for content in contents for records in content.values() if isinstance(records, list)]
    return frozenset(str(raw.get("id", "")) for records in listed for raw in records if isinstance(raw, dict))


def _disable(
    file: SourceFile,
    content: Mapping[Step, object],
    stack: Stack,
    faults: FaultList,
    *,
    ids_beside: Callable[[], frozenset[str]],
) -> None:
    listed = content.get(DISABLE, [])
    ids = stack.disable_lists.setdefault(file.name, (Spot(file, (DISABLE,)), []))[1]
    if listed is UNREAD:
        return
    if not isinstance(listed, list):
        faults.add(Spot(file, (DISABLE,)), f"{shown(listed)} is no list of ids", "write disable: [ID, ID]")
        return
    for index, record_id in enumerate(listed):
        if record_id is UNREAD:
            continue
        kind = stack.kind_of(record_id) if isinstance(record_id, str) else ""
        if kind:
            del stack.entries[kind][record_id]
            stack.disabled[record_id] = file.name
            ids.append(record_id)
        elif not isinstance(record_id, str) or record_id not in ids_beside():
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
        if records is UNREAD:
            continue
        if not isinstance(records, list):
            mend = "write each record after a dash, or leave the key out"
            faults.add(Spot(file, (kind,)), f"{shown(records)} stands where a list of records is expected", mend)
            continue
        for index, raw in enumerate(records):
            if faults.is_full:
                return
            record_id = raw.get("id", "") if isinstance(raw, dict) else ""
            record_id = record_id if isinstance(record_id, str) else ""
            spot = Spot(file, (kind, index), record_id)
            is_ours = kind in kinds
            record, is_sound = read_record(kinds[kind], raw, spot, faults) if is_ours else (None, True)
            yield Entry(kind, record_id, spot, raw, record, is_sound)


def _place(entries: list[Entry], stack: Stack, faults: FaultList, *, is_shipped: bool) -> None:
    placed: dict[str, Entry] = {}
    for entry in entries:
        twin, kind = placed.get(entry.id), stack.kind_of(entry.id)
        if twin is not None:
            where = f"{twin.spot.path[0]}[{twin.spot.path[1]}] of {twin.spot.file.name}"
            what = f"the id {shortened(entry.id)} stands in {where} already"
            faults.add(entry.spot.at("id"), what, "give this one another id")
        elif kind not in ("", entry.kind) and not is_shipped:
            what = f"the id {shortened(entry.id)} belongs to a record under {kind}"
            faults.add(entry.spot.at("id"), what, f"give another id, or disable that one: {DISABLE}: [{entry.id}]")
            placed[entry.id] = entry
        elif entry.id:
            placed[entry.id] = entry
            stack.put(entry)
            continue
        stack.nameless.append(entry)
