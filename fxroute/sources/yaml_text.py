"""YAML 1.2 text: from bytes to values, refusing what another reader would read otherwise."""

import yaml

from fxroute.sources.compose import Composer
from fxroute.sources.fault import FaultList, Spot, Step
from fxroute.sources.files import SourceFile, form_of
from fxroute.sources.record_lines import parse_lines
from fxroute.sources.unread import UNREAD

__all__ = ["parse_map"]

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def parse_map(file: SourceFile, faults: FaultList, *, begin: str) -> dict[Step, object] | None:
    """Return the map at the top of a file, or `None` after noting why there is none.

    Refused: a file that could not be read, bytes that are not UTF-8, control characters, a syntax error, and anything
    but a map at the top; for that, `begin` is named as a first key. What `Composer` refuses is noted, and the map is
    returned with all that could be read. Files of one record on a line are read by `fxroute.sources.record_lines`.
    """
    if file.refusal is not None:
        faults.add(Spot(file), file.refusal.what, file.refusal.mend)
        return None
    if form_of(file.name) != ".yaml":
        return parse_lines(file, faults)
    text = _decode(file, faults)
    if text is None:
        return None
    composer = Composer(Spot(file), faults)
    try:
        composer.read(text)
    except yaml.YAMLError as error:
        _note_refusal(file, text, error, faults)
        return None
    if composer.root is UNREAD:
        return None
    if isinstance(composer.root, dict):
        return composer.root
    kind = {type(None): "nothing", list: "a list"}.get(type(composer.root), "a single value")
    faults.add(
        Spot(file),
        f"the file holds {kind} at the top, a map was expected",
        f"start with a key such as {begin} and indent what belongs to it",
        mark=(1, 1),
    )
    return None


def _decode(file: SourceFile, faults: FaultList) -> str | None:
    content = file.content
    if content.startswith(_UTF_16):
        faults.add(Spot(file), "the file is UTF-16", "save it as UTF-8", mark=(1, 1))
        return None
    try:
        return file.text()
    except UnicodeDecodeError as error:
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        faults.add(Spot(file), what, "save the file as UTF-8", mark=_mark(error.object[: error.start].decode()))
        return None


def _mark(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _note_refusal(file: SourceFile, text: str, error: yaml.YAMLError, faults: FaultList) -> None:
    mend = "mend the text there; look at quotes, colons and indentation"
    if isinstance(error, yaml.reader.ReaderError):
        what, mend = f"the control character U+{error.character:04X} stands in the text", "take it out"
        mark = _mark(text.encode()[: error.position].decode())
    else:
        assert isinstance(error, yaml.MarkedYAMLError), "libyaml marks every other error"
        what, mark = f"this is no YAML: {_reason(error)}", _place(error.problem_mark)
    faults.add(Spot(file), what, mend, mark=mark)


def _reason(error: yaml.MarkedYAMLError) -> str:
    if not error.context:
        return f"{error.problem}"
    line, column = _place(error.context_mark)
    since = "" if (line, column) == _place(error.problem_mark) else f" at line {line} column {column}"
    return f"{error.problem}, {error.context}{since}"


def _place(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
