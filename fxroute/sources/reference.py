"""References: every id that a record names belongs to a record of the right kind."""

from collections.abc import Iterator

from fxroute.sources.dependence import find_dependents
from fxroute.sources.fault import FaultList, Step, closest
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
    """Note a fault for every reference to a record that is not there, with the closest three ids."""
    entries = [entry for kind in stack.entries.values() for entry in kind.values()]
    named = {entry.id: tuple(target for _, target, _ in _references(entry)) for entry in entries}
    dependents = find_dependents(stack, named)
    dependents.note(faults)
    for entry in entries:
        for steps, target, kind in _references(entry):
            if target in stack.of(kind):
                continue
            if target in stack.disabled:
                what = f"the {_ARTICLE[kind]} {target} was disabled by {stack.disabled[target]}"
                faults.add(entry.spot.at(*steps), what, dependents.mend(entry, target))
            else:
                what = f"there is no {_ARTICLE[kind]} {target}"
                faults.add(entry.spot.at(*steps), what, closest(target, stack.of(kind), f"add it under {kind}"))


def _references(entry: Entry) -> Iterator[tuple[tuple[Step, ...], str, str]]:
    record = entry.record
    if record is None:
        return
    for field, kind in _FIELDS.get(entry.kind, {}).items():
        if target := getattr(record, field):
            yield (field,), target, kind
    for index, calendar in enumerate(_calendars(record)):
        yield ("hours", "calendars", index), calendar, "calendars"


def _calendars(record: Record) -> tuple[str, ...]:
    hours = getattr(record, "hours", None)
    return hours.calendars if isinstance(hours, HoursPart) else ()
