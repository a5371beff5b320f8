"""XML as a stream: elements of some names, each whole with what is in it; the rest is read over.

A document type declaration is refused before anything after it is read, so that no entity is ever expanded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from fxroute.errors import DataFileError
from fxroute.sources.fault import shown
from fxroute.sources.lists.list_file import ListFile

__all__ = ["Element", "read_elements"]

_DEPTH_MAX = 60
_CHARACTERS_MAX = 16 * 1024 * 1024
_AGAIN = "fetch the list again, and compare its size with the publisher's"
_PLACE = "do not trust it; fetch the list from its publisher"


@dataclass(slots=True)
class Element:
    """An element by its local name; names of attributes are local, too."""

    name: str
    attributes: dict[str, str]
    line: int
    pieces: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, blanks about it taken off."""
        return "".join(self.pieces).strip()

    def get(self, attribute: str) -> str:
        """Return an attribute, empty where it is not there."""
        return self.attributes.get(attribute, "").strip()

    def all(self, *names: str) -> list["Element"]:
        """Return the elements at the end of a path of local names."""
        found = [self]
        for name in names:
            found = [child for element in found for child in element.children if child.name == name]
        return found

    def first(self, *names: str) -> str:
        """Return the first text that is not empty at the end of a path."""
        return next((element.text for element in self.all(*names) if element.text), "")

    def within(self, name: str) -> Iterator["Element"]:
        """Yield every element of a name, at whatever depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.within(name)


def read_elements(file: ListFile, root: str, wanted: frozenset[str]) -> Iterator[Element]:
    """Yield the root with its attributes alone, then each wanted element whole, in the order of the file.

    Raises:
        DataFileError: no XML of that root, a declaration of a document type, an end that is missing.
    """
    stream = _Stream(file.name, root, wanted)
    with file.binary() as raw:
        while chunk := raw.read(256 * 1024):
            stream.feed(chunk, is_last=False)
            yield from stream.taken()
    stream.feed(b"", is_last=True)
    yield from stream.taken()


class _Stream:
    def __init__(self, name: str, root: str, wanted: frozenset[str]) -> None:
        self._name = name
        self._root = root
        self._wanted = wanted
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._open: list[Element] = []
        self._ready: list[Element] = []
        self._depth = 0
        self._characters_count = 0

    def feed(self, chunk: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            what = f"the XML breaks off or is broken: {expat.ErrorString(error.code)}"
            where = f"{self._name}:{error.lineno}:{error.offset + 1}"
            raise DataFileError(what=what, where=where, mend=_AGAIN) from error
        except (LookupError, ValueError) as error:
            what = f"the XML is in an encoding that cannot be read: {error}"
            raise DataFileError(what=what, where=f"{self._name}:1", mend="save it as UTF-8") from error

    def taken(self) -> list[Element]:
        ready, self._ready = self._ready, []
        return ready

    def _refuse(self, what: str, mend: str) -> NoReturn:
        where = f"{self._name}:{self._parser.CurrentLineNumber}:{self._parser.CurrentColumnNumber + 1}"
        raise DataFileError(what=what, where=where, mend=mend)

    def _doctype(self, name: str, *_: object) -> None:
        what = f"the XML declares a document type, {shown(name)}, which lists have no need of"
        self._refuse(what, _PLACE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._depth += 1
        if self._depth > _DEPTH_MAX:
            self._refuse(f"elements stand in each other more than {_DEPTH_MAX} deep", _PLACE)
        if self._depth == 1 and local != self._root:
            what = f"the XML begins with {shown(local)}, {self._root} was expected"
            self._refuse(what, "name its layout with --layout, or give the list itself")
        if self._depth > 1 and not self._open and local not in self._wanted:
            return
        bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(local, bare, self._parser.CurrentLineNumber)
        if self._depth == 1:
            self._ready.append(element)
            return
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._characters_count = 0
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._ready.append(element)

    def _characters(self, text: str) -> None:
        if not self._open:
            return
        self._characters_count += len(text)
        if self._characters_count > _CHARACTERS_MAX:
            self._refuse(f"one entry has more than {_CHARACTERS_MAX} characters", _PLACE)
        self._open[-1].pieces.append(text)
