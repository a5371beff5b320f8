"""Line and column of values in a YAML file, found only when there are faults to report.

The text is read as a stream of events; of it all, only the places that are asked for are kept. What an alias stands
for lies further up and has gone by when the alias comes: the text is read once more then, for its anchor.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import yaml

__all__ = ["Place", "locate"]

_Path = tuple[str | int, ...]


@dataclass(slots=True, eq=False)
class Place:
    """A place that is looked for, and those further in by their step; marks are line and column from 1.

    `mark` is that of the value, `key_mark` that of its key. `entries` counts what a list had so far: a list given
    twice goes on counting.
    """

    inside: dict[str, "Place"] = field(default_factory=dict)
    mark: tuple[int, int] | None = None
    key_mark: tuple[int, int] | None = None
    entries: int = 0

    def at(self, path: _Path) -> "Place":
        """Return the place some steps further in; it is looked for from now on."""
        place = self
        for step in path:
            place = place.inside.setdefault(str(step), Place())
        return place

    def find(self, path: _Path, *, at_key: bool) -> tuple[int, int] | None:
        """Return the mark at a path, or of its key; where the path is not there, that of what holds it."""
        place, mark = self, self.mark
        for number, step in enumerate(path, start=1):
            place = place.inside[str(step)]
            if place.mark is None:
                break
            mark = place.key_mark if at_key and place.key_mark and number == len(path) else place.mark
        return mark


@dataclass(slots=True)
class _Open:
    """A list or a map whose content goes by: the places it stands for, and those of the key before."""

    places: list[Place]
    is_map: bool
    key: str | None = None
    key_mark: tuple[int, int] | None = None


@dataclass(slots=True)
class _Walk:
    """One reading of a text: for `root`, or for places that go on at anchors, by the number of the anchor's event."""

    root: Place | None
    wanted: dict[int, list[Place]] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    further: dict[int, list[Place]] = field(default_factory=dict)
    _open: list[_Open] = field(default_factory=list)

    def take(self, number: int, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(number, event)

    def _take_node(self, number: int, event: yaml.NodeEvent) -> None:
        mark = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
        top = self._open[-1] if self._open else None
        is_key = top is not None and top.is_map and top.key is None
        places = [] if is_key else [*self._reached(top, mark), *self.wanted.get(number, [])]
        if top is not None and top.is_map:
            top.key, top.key_mark = (getattr(event, "value", "") if is_key else None), mark
        for place in places:
            place.mark = place.mark or mark
        if isinstance(event, yaml.AliasEvent):
            self._follow(event.anchor or "", places)
        elif event.anchor:
            self.anchors[event.anchor] = number
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(_Open(places, isinstance(event, yaml.MappingStartEvent)))

    def _reached(self, top: _Open | None, mark: tuple[int, int]) -> list[Place]:
        """Return the places that stand at the next value."""
        if top is None:
            return [] if self.root is None else [self.root]
        reached = []
        for place in top.places:
            step = str(place.entries) if top.key is None else top.key
            place.entries += 1
            if (found := place.inside.get(step)) is not None:
                found.key_mark = found.key_mark or top.key_mark or mark
                reached.append(found)
        return reached

    def _follow(self, anchor: str, places: list[Place]) -> None:
        beyond = [place for place in places if place.inside]
        if beyond and anchor in self.anchors:
            self.further.setdefault(self.anchors[anchor], []).extend(beyond)


def locate(text: str, paths: Iterable[_Path]) -> Place:
    """Return the top of a text, with the places at `paths` found as far as the text can be read."""
    root = Place()
    for path in paths:
        root.at(path)
    walk = _Walk(root)
    while True:
        with suppress(yaml.YAMLError):
            for number, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
                walk.take(number, event)
        if not walk.further:
            return root
        walk = _Walk(None, walk.further)
