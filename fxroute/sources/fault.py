"""Faults: collected while files are read, given a line and a column, and raised together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from fxroute.errors import DataFileError, DataFileErrors
from fxroute.sources.files import SourceFile, form_of
from fxroute.sources.position import Place, locate
from fxroute.sources.unread import UnreadValue

__all__ = ["FAULTS_MAX", "Fault", "FaultList", "Spot", "Step", "closest", "shortened", "shown"]

Step = str | int
"""One step of the way to a value inside a file: a key of a map, or an index of a list."""

FAULTS_MAX = 10_000
"""Most faults that are told of one loading: nobody reads so many, and a hostile file has millions."""

_SHOWN_MAX = 60
_WHAT_MAX = 400
_MEND_MAX = 50_000
"""A remedy may be a line to be pasted whole, with every record of a bank in it."""
_WORDS = {None: "nothing", True: "true", False: "false"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place inside a file: the steps to a value, and the id of the record it belongs to."""

    file: SourceFile
    path: tuple[Step, ...] = ()
    record_id: str = ""

    def at(self, *steps: Step) -> "Spot":
        """Return the spot some steps further in."""
        return Spot(self.file, (*self.path, *steps), self.record_id)

    def __str__(self) -> str:
        """Steps as `accounts[12].currency`, and the id of the record."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{shortened(str(step))}" for step in self.path)
        text = "".join(steps).lstrip(".")
        return f"{text} (id {shortened(self.record_id)})" if self.record_id else text


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: what is wrong, where, and what mends it.

    `at_key` speaks of the key rather than of its value; `mark` is line and column where they are known already.
    """

    spot: Spot
    what: str
    mend: str
    at_key: bool = False
    mark: tuple[int, int] | None = None


@dataclass(slots=True)
class FaultList:
    """Faults as they are found, up to `FAULTS_MAX`; `raise_any` raises them all."""

    faults: list[Fault] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Tell whether no further fault is kept, so that reading may stop."""
        return len(self.faults) >= FAULTS_MAX

    def add(
        self, spot: Spot, what: str, mend: str, *, at_key: bool = False, mark: tuple[int, int] | None = None
    ) -> None:
        """Note a fault at a spot; the last one that is kept says that there may be more."""
        if self.is_full:
            return
        if len(self.faults) == FAULTS_MAX - 1:
            mend = f"{mend}; {FAULTS_MAX} faults are told and no more: mend them, then check again"
        self.faults.append(Fault(spot, what, mend, at_key, mark))

    def __len__(self) -> int:
        """Count what was noted."""
        return len(self.faults)

    def raise_any(self) -> None:
        """Raise everything noted, by file, line and column; return when there is nothing.

        Raises:
            DataFileErrors: at least one fault.
        """
        if len(self):
            raise DataFileErrors(tuple(_located(self.faults)))


def _located(faults: list[Fault]) -> Iterable[DataFileError]:
    files = {fault.spot.file.name: fault.spot.file for fault in faults}
    for name, file in files.items():
        here = [fault for fault in dict.fromkeys(faults) if fault.spot.file.name == name]
        top = _top(file, here)
        placed = [(fault.mark or top.find(fault.spot.path, at_key=fault.at_key), fault) for fault in here]
        for place, fault in sorted(placed, key=lambda pair: pair[0] or (0, 0)):
            line = f":{place[0]}:{place[1]}" if place else ""
            spot = f": {fault.spot}" if str(fault.spot) else ""
            yield DataFileError(
                what=_plain(fault.what, _WHAT_MAX),
                where=f"{name}{line}{_plain(spot, _WHAT_MAX)}",
                mend=_plain(fault.mend, _MEND_MAX),
            )


def _top(file: SourceFile, faults: list[Fault]) -> Place:
    """Return the places of the faults that have no mark yet."""
    paths = [fault.spot.path for fault in faults if fault.mark is None]
    if paths and form_of(file.name) != ".yaml":
        from fxroute.sources.record_lines import locate_lines  # it notes faults, and so stands above this module

        return locate_lines(file, paths)
    return locate(file.text(), paths) if paths else Place()


def _plain(text: str, most: int) -> str:
    """Return a text fit for a terminal: no control characters, and no longer than a person reads."""
    cut = shortened(text, most)
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut)


def closest(name: str, names: Iterable[str], otherwise: str) -> str:
    """Return the question for up to three names like `name`, or `otherwise` when none is like it."""
    by_fold = {known.casefold(): known for known in names}
    found = get_close_matches(name.casefold(), by_fold, n=3, cutoff=0.6)
    return f"did you mean {_either([by_fold[fold] for fold in found])}?" if found else otherwise


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def shown(value: object) -> str:
    """Return a value as text for an error, in YAML's words, shortened."""
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    try:
        return shortened(repr(value))
    except UnreadValue:
        if not isinstance(value, list | dict):
            raise
        return "a list or a map"


def shortened(text: str, most: int = _SHOWN_MAX) -> str:
    """Return a text that is cut where it is longer than `most`."""
    return text if len(text) <= most else f"{text[: most - 3]}..."
