"""Dependence: which records fall with those that a file disables, and the one line that disables them all."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from fxroute.sources.fault import FaultList
from fxroute.sources.layer import DISABLE, Entry, Stack

__all__ = ["Dependents", "find_dependents"]

_BARE = re.compile(r"[A-Z][A-Z0-9_-]*")
_NO_TEXT = frozenset({"TRUE", "FALSE", "NULL"})


@dataclass(frozen=True, slots=True)
class Dependents:
    """Records that stand on disabled ones, at first hand or further on, each with the file that is to disable it.

    A record that stands in that file or above it is not among them: a list of ids acts on the layers below alone.
    """

    stack: Stack
    files: Mapping[str, str]

    def note(self, faults: FaultList) -> None:
        """Note a fault at each list that leaves several records behind, with the line that takes its place."""
        for file, (spot, _) in self.stack.disable_lists.items():
            count = sum(found == file for found in self.files.values())
            if count > 1:
                what = f"{count} other records stand on what this disables"
                faults.add(spot, what, f"write {self._line(file)}", at_key=True)

    def mend(self, entry: Entry, target: str) -> str:
        """Return what mends a record that names a disabled one."""
        file = self.files.get(entry.id)
        if file is None:
            return f"leave this record out, or name another than {target}"
        if sum(found == file for found in self.files.values()) > 1:
            return f"disable this record too: the whole line stands at {DISABLE} of {file}"
        return f"disable this record too: write {self._line(file)}"

    def _line(self, file: str) -> str:
        _, listed = self.stack.disable_lists[file]
        ids = (*listed, *(record_id for record_id, found in self.files.items() if found == file))
        return f"{DISABLE}: [{', '.join(map(_written, ids))}]"


def find_dependents(stack: Stack, named: Mapping[str, tuple[str, ...]]) -> Dependents:
    """Return all records that fall with the disabled ones.

    Args:
        stack: records and what was disabled.
        named: of each record by its id, the ids of the records that it names.
    """
    files: dict[str, str] = {}
    entries = {key: entry for kind in stack.entries.values() for key, entry in kind.items()}
    fallen, found = dict(stack.disabled), True
    while found:
        causes = ((key, entry, _cause(entry, named.get(key, ()), fallen, stack)) for key, entry in entries.items())
        new = {key: file for key, _, file in causes if file and key not in fallen}
        found = bool(new)
        files |= new
        fallen |= new
    return Dependents(stack, files)


def _cause(entry: Entry, names: tuple[str, ...], fallen: Mapping[str, str], stack: Stack) -> str:
    """Return the file by which a record falls and in which it can be disabled, or an empty text."""
    order = list(stack.disable_lists)
    for target in names:
        file = fallen.get(target, "")
        if file and order.index(entry.spot.file.name) < order.index(file):
            return file
    return ""


def _written(record_id: str) -> str:
    """Return an id as YAML has it in a list, in quotes where it might be read as something else."""
    is_bare = _BARE.fullmatch(record_id) and record_id not in _NO_TEXT
    return record_id if is_bare else json.dumps(record_id, ensure_ascii=False)
