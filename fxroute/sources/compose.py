"""From the events of a YAML text to its values: faults are noted on the way, and reading goes on after them.

A key given twice, a tag, a list as a key, a second document, an alias of nothing: each is a fault, and none hides what
else the file holds. Of a key given twice the first value stands, and two lists are joined, so that every record is
read.
"""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import yaml

from fxroute.sources.fault import FaultList, Spot, Step
from fxroute.sources.scalar import resolve
from fxroute.sources.unread import UNREAD

__all__ = ["Composer"]

_Value = TypeVar("_Value")

_DEPTH_MAX = 100
_EVENTS_MAX = 8_000_000
_ALIASES_PER_EVENT_MAX = 100
_TAG_PREFIX = "tag:yaml.org,2002:"
_RESOLVED_TAGS = frozenset(f"{_TAG_PREFIX}{name}" for name in ("bool", "float", "int", "null"))


class _Endless(Exception):
    """The text is nested, repeated or goes on without end; reading stops."""


class _Anchor(NamedTuple):
    """What an anchor names, how many aliases are followed inside it, and how deep it is nested."""

    value: object
    aliases: int = 0
    depth: int = 0


@dataclass(slots=True)
class _Open:
    """A list or a map that is being filled, `step` leads to it; `aliases` were followed before it began.

    `names` are the keys of a map so far; the last one, `key`, may await its value. A map without a `key` drops it.
    """

    value: list[object] | dict[object, object]
    anchor: str | None
    step: Step | None
    aliases: int
    depth: int = 1
    names: set[str] = field(default_factory=set)
    key: tuple[object, ...] = ()
    awaits_value: bool = False

    def awaits_key(self) -> bool:
        """Tell whether what comes next is a key."""
        return isinstance(self.value, dict) and not self.awaits_value

    def take_key(self, *key: object) -> None:
        """Keep a key until its value comes."""
        self.key, self.awaits_value = key, True

    def next_step(self) -> Step | None:
        """Return the step to the value that comes next."""
        if isinstance(self.value, list):
            return len(self.value)
        return str(self.key[0]) if self.key else None

    def put(self, value: _Value) -> _Value:
        """Put a value in; return it, or the list of the same key that it continues."""
        if isinstance(self.value, list):
            self.value.append(value)
            return value
        self.awaits_value = False
        for key in self.key:
            first = self.value.setdefault(key, value)
            if isinstance(first, list) and isinstance(value, list):
                return first  # type: ignore[return-value]  # a list like the value
        return value


@dataclass(slots=True)
class Composer:
    """Reads the events of one text into `root`, the value at its top."""

    spot: Spot
    faults: FaultList
    root: object = None
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, _Anchor] = field(default_factory=dict)
    _documents: int = 0
    _events: int = 0
    _aliases: int = 0

    def read(self, text: str) -> None:
        """Fill `root` from a text; with `UNREAD` where it is nested or repeated without end.

        Raises:
            yaml.YAMLError: the text is no YAML.
        """
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                self._limit_events(event)
                self._take(event)
        except _Endless:
            self.root = UNREAD

    def _limit_events(self, event: yaml.Event) -> None:
        self._events += 1
        if self._events > _EVENTS_MAX:
            self._fault(event, f"the file holds more than {_EVENTS_MAX} values", "split it into several files")
            raise _Endless

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event, event.anchor or "")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        self._anchors.clear()
        if self._documents == 2:
            mend = "take out the lines of three dashes, or split the file"
            self._fault(event, "the file holds more than one document", mend)
        if event.version not in (None, (1, 2)):
            what = f"the file says that it is YAML {'.'.join(map(str, event.version or ()))}, and is read as YAML 1.2"
            self._fault(event, what, "take the line %YAML out; write true and false, where YAML 1.1 says yes and no")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: object = event.value
        if event.tag:
            self._refuse_tag(event, event.tag)
        if event.tag in _RESOLVED_TAGS or (event.implicit[0] and not event.tag):
            value = resolve(event.value)
        if event.anchor:
            self._anchors[event.anchor] = _Anchor(value)
        self._place(event, value)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag:
            self._refuse_tag(event, event.tag)
        self._limit_depth(event, 1)
        if event.anchor:
            self._anchors[event.anchor] = _Anchor(UNREAD)
        step = self._open[-1].next_step() if self._open and not self._open[-1].awaits_key() else None
        fresh: list[object] | dict[object, object] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._open.append(_Open(self._place(event, fresh), event.anchor, step, self._aliases))

    def _end(self) -> None:
        done = self._open.pop()
        if done.anchor:
            self._anchors[done.anchor] = _Anchor(done.value, self._aliases - done.aliases, done.depth)
        self._deepen(done.depth)

    def _alias(self, event: yaml.Event, name: str) -> None:
        anchor = self._anchors.get(name, _Anchor(UNREAD))
        if anchor.value is UNREAD:
            is_inside = name in self._anchors
            what = f"*{name} stands inside what it names" if is_inside else f"there is no anchor &{name} above *{name}"
            self._fault(event, what, f"write the content itself in place of *{name}")
        self._aliases += 1 + anchor.aliases
        if self._aliases > _ALIASES_PER_EVENT_MAX * self._events:
            self._fault(event, "aliases repeat one another without end", f"write the content in place of *{name}")
            raise _Endless
        self._limit_depth(event, anchor.depth)
        self._deepen(anchor.depth)
        self._place(event, anchor.value)

    def _place(self, event: yaml.Event, value: _Value) -> _Value:
        """Put a value where it belongs, as a key or as a value; return it, or the list that it continues."""
        if not self._open:
            if self.root is None:
                self.root = value
            is_continued = isinstance(self.root, dict) and isinstance(value, dict)
            return self.root if is_continued else value  # type: ignore[return-value]  # both are maps
        top = self._open[-1]
        if not top.awaits_key():
            return top.put(value)
        if value is UNREAD:
            top.take_key()
        elif isinstance(value, list | dict):
            self._fault(event, "a list or a map stands where the name of a field is expected", "write name: value")
            top.take_key()
        else:
            self._key(event, top, value)
        return value

    def _key(self, event: yaml.Event, top: _Open, value: object) -> None:
        name = str(value)
        top.take_key(value)
        if name in top.names:
            self._fault(event, f"the key {name} is given twice", "keep one of the two", name)
        top.names.add(name)

    def _limit_depth(self, event: yaml.Event, more: int) -> None:
        if len(self._open) + more > _DEPTH_MAX:
            what = f"lists and maps are nested more than {_DEPTH_MAX} deep"
            self._fault(event, what, "close each bracket that is opened")
            raise _Endless

    def _deepen(self, depth: int) -> None:
        if self._open:
            self._open[-1].depth = max(self._open[-1].depth, depth + 1)

    def _refuse_tag(self, event: yaml.Event, tag: str) -> None:
        what = f"the tag {tag.replace(_TAG_PREFIX, '!!')} is not used in these files"
        self._fault(event, what, "leave it out; text is text in quotes")

    def _fault(self, event: yaml.Event, what: str, mend: str, *steps: Step) -> None:
        mark = event.start_mark
        assert mark is not None, "libyaml marks every event"
        path = [item.step for item in self._open if item.step is not None] if steps else []
        spot = self.spot.at(*path, *steps)
        self.faults.add(spot, what, mend, mark=(mark.line + 1, mark.column + 1))
