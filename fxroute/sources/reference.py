"""References: every id that a record names belongs to a record of the right kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fxroute.network.likeness import NameIndex
from fxroute.sources.dependence import Dependents, find_dependents
from fxroute.sources.fault import FaultList, Step, shortened
from fxroute.sources.layer import Entry, Stack
from fxroute.sources.schema import HoursPart, Record

__all__ = ["check_references"]

_FIELDS = {
    "institutions": {"legal_entity": "institutions"},
    "reporting_lines": {"unit": "institutions", "reports_to": "institutions"},
    "accounts": {"owner": "institutions", "servicer": "institutions"},
    "participations": {
        "institution": "institutions",
        "infrastructure": "infrastructures",
        "settlement_agent": "institutions",
    },
    "desks": {"institution": "institutions"},
    "services": {"institution": "institutions"},
    "tariffs": {"institution": "institutions", "legal_entity": "institutions"},
    "messaging_relationships": {"from_institution": "institutions", "to_institution": "institutions"},
}
_ARTICLE = {"institutions": "institution", "infrastructures": "infrastructure", "calendars": "calendar"}


def check_references(stack: Stack, faults: FaultList) -> None:
    """Note a fault for every reference to a record that is not there, with the closest three by id or name.

    Nothing is said of references to a kind of which not all records could be read.
    """
    read = [(entry, record) for kind in (*_FIELDS, "infrastructures") for entry, record in stack.all_of(kind, Record)]
    named = {
        entry.id: tuple(target for _, target, _ in _references(entry, record) if isinstance(target, str) and target)
        for entry, record in read
    }
    dependents = find_dependents(stack, named)
    dependents.note(faults)
    references = _References(stack, faults, dependents)
    for entry, record in read:
        references.check(entry, record)


@dataclass(slots=True)
class _References:
    stack: Stack
    faults: FaultList
    dependents: Dependents
    indexes: dict[str, NameIndex] = field(default_factory=dict)
    questions: dict[tuple[str, str], str] = field(default_factory=dict)

    def check(self, entry: Entry, record: Record) -> None:
        """Check one record; a reference that could not be read has its fault already."""
        for steps, target, kind in _references(entry, record):
            is_known = kind not in self.stack.unread
            if is_known and isinstance(target, str) and target and target not in self.stack.of(kind):
                self._note(entry, steps, target, kind)

    def _note(self, entry: Entry, steps: tuple[Step, ...], target: str, kind: str) -> None:
        if target in self.stack.disabled:
            what = f"the {_ARTICLE[kind]} {target} was disabled by {self.stack.disabled[target]}"
            mend = self.dependents.mend(entry, target)
        else:
            what = f"there is no {_ARTICLE[kind]} {shortened(target)}"
            near = self._question(target, kind)
            mend = f"{near} Otherwise add it under {kind}" if near else f"add it under {kind}"
        self.faults.add(entry.spot.at(*steps), what, mend)

    def _question(self, target: str, kind: str) -> str:
        """Return the question for those like a target; a name that is wrong in one record is wrong in many."""
        if (target, kind) not in self.questions:
            self.questions[target, kind] = self._index(kind).question(target)
        return self.questions[target, kind]

    def _index(self, kind: str) -> NameIndex:
        if kind not in self.indexes:
            entries = self.stack.of(kind).values()
            self.indexes[kind] = NameIndex.of({entry.id: getattr(entry.record, "name", "") for entry in entries})
        return self.indexes[kind]


def _references(entry: Entry, record: Record) -> Iterator[tuple[tuple[Step, ...], object, str]]:
    for name, kind in _FIELDS.get(entry.kind, {}).items():
        yield (name,), getattr(record, name), kind
    hours = getattr(record, "hours", None)
    calendars = hours.calendars if isinstance(hours, HoursPart) else ()
    for index, calendar in enumerate(calendars if isinstance(calendars, tuple) else ()):
        yield ("hours", "calendars", index), calendar, "calendars"
