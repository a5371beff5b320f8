"""YAML 1.2 text: from bytes to values, refusing what another reader would read otherwise."""

import re
from collections.abc import Iterator
from itertools import accumulate

import ryaml
import yaml

from fxroute.sources.fault import FaultList, Spot, Step
from fxroute.sources.files import SourceFile
from fxroute.sources.position import compose_text

__all__ = ["parse_map"]

_MARKS = {
    b"\xef\xbb\xbf": "UTF-8 with a byte order mark",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_TAG = re.compile(r"(?:^|[\s\[{,])![\w!<]", re.MULTILINE)
_DEPTH_MAX = 2000
_BRACKETS = {"[": 1, "{": 1, "]": -1, "}": -1}
_TAG_PREFIX = "tag:yaml.org,2002:"
_AT = re.compile(r" ?at line (\d+) column (\d+)")


def parse_map(file: SourceFile, faults: FaultList, *, begin: str) -> dict[Step, object] | None:
    """Return the map at the top of a file, or `None` after noting why there is none.

    Refused: bytes that are not UTF-8, a byte order mark, NUL, control characters, a syntax error, more than one
    document, a key given twice, a tag, and anything but a map at the top; for that, `begin` is named as a first key.
    """
    text = _decode(file, faults)
    if text is None:
        return None
    if _is_bottomless(text):
        faults.add(Spot(file), "the brackets are nested without end", "close each bracket that is opened", mark=(1, 1))
        return None
    try:
        value: object = ryaml.loads(text)  # type: ignore[attr-defined]  # its stub re-exports without saying so
    except ValueError as error:
        _note_refusal(file, text, error, faults)
        return None
    if _TAG.search(text) and _note_tags(file, text, faults):
        return None
    if isinstance(value, dict):
        return value
    kind = {type(None): "nothing", list: "a list"}.get(type(value), "a single value")
    faults.add(
        Spot(file),
        f"the file holds {kind} at the top, a map was expected",
        f"start with a key such as {begin} and indent what belongs to it",
        mark=(1, 1),
    )
    return None


def _decode(file: SourceFile, faults: FaultList) -> str | None:
    content = file.content
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            faults.add(
                Spot(file),
                f"the file is {encoding}",
                "save it as UTF-8 without a byte order mark",
                mark=(1, 1),
            )
            return None
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        what = f"byte 0x{content[error.start]:02x} is not UTF-8"
        faults.add(Spot(file), what, "save the file as UTF-8", mark=_mark(content[: error.start].decode()))
        return None
    if (place := text.find("\0")) >= 0:
        what = "a NUL character stands in the text"
        faults.add(Spot(file), what, "save the file as plain UTF-8 text", mark=_mark(text[:place]))
        return None
    return text


def _is_bottomless(text: str) -> bool:
    """Tell whether brackets are nested so deep that refusing them would take hours: it takes the square."""
    steps = (_BRACKETS[sign] for sign in re.findall(r"[\[\]{}]", text))
    if max(accumulate(steps), default=0) <= _DEPTH_MAX:
        return False
    try:
        yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return "nesting depth" in str(error)
    return False


def _mark(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _note_refusal(file: SourceFile, text: str, error: ValueError, faults: FaultList) -> None:
    doubled = list(_doubled(text)) if "duplicate" in str(error) else []
    for path, name, mark in doubled:
        what = f"the key {name} is given twice"
        faults.add(Spot(file, path), what, "keep one of the two", mark=(mark.line + 1, mark.column + 1))
    if not doubled:
        if "more than one document" in str(error):
            what = "the file holds more than one document"
            faults.add(Spot(file), what, "take out the lines of three dashes, or split the file", mark=(1, 1))
            return
        place = _AT.search(str(error))
        what = f"this is no YAML: {_AT.sub('', str(error), count=1)}"
        mend = "mend the text there; look at quotes, colons and indentation"
        faults.add(Spot(file), what, mend, mark=(int(place[1]), int(place[2])) if place else (1, 1))


def _doubled(text: str) -> Iterator[tuple[tuple[Step, ...], str, yaml.Mark]]:
    root = compose_text(text)
    visited: set[int] = set()
    pending: list[tuple[tuple[Step, ...], yaml.Node | None]] = [((), root)]
    while pending:
        path, node = pending.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            pending += [((*path, index), item) for index, item in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            names = [str(key.value) for key, _ in node.value]
            pending += [((*path, name), value) for name, (_, value) in zip(names, node.value, strict=True)]
            for index, (key, _) in enumerate(node.value):
                if names[index] in names[:index]:
                    yield (*path, names[index]), names[index], key.start_mark


def _note_tags(file: SourceFile, text: str, faults: FaultList) -> bool:
    try:
        marks = [
            (event.start_mark, event.tag)
            for event in yaml.parse(text, Loader=yaml.CSafeLoader)
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag
        ]
    except yaml.YAMLError:
        return False
    for mark, tag in marks:
        what = f"the tag {tag.replace(_TAG_PREFIX, '!!')} is not used in these files"
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        faults.add(Spot(file), what, "leave it out; text is text in quotes", mark=place)
    return bool(marks)
