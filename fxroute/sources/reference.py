"""References: every id that a record names belongs to a record of the right kind."""

from collections.abc import Iterator

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
    for entries in stack.entries.values():
        for entry in entries.values():
            for steps, target, kind in _references(entry):
                if target not in stack.of(kind):
                    _note(entry, steps, target, kind, stack=stack, faults=faults)


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


def _note(entry: Entry, steps: tuple[Step, ...], target: str, kind: str, *, stack: Stack, faults: FaultList) -> None:
    if target in stack.disabled:
        what = f"the {_ARTICLE[kind]} {target} was disabled by {stack.disabled[target]}"
        mend = f"disable this record too: disable: [{entry.id}]" if entry.id else "disable this record too"
    else:
        what = f"there is no {_ARTICLE[kind]} {target}"
        mend = closest(target, stack.of(kind), f"add it under {kind}")
    faults.add(entry.spot.at(*steps), what, mend)
