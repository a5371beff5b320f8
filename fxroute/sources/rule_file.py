"""From files to a rule base, whole or not at all."""

from collections.abc import Iterable

from fxroute.compliance.purpose import PurposeCode
from fxroute.sources.build_rule import (
    build_item,
    build_purpose,
    build_purpose_code,
    build_rule,
    build_service_level,
)
from fxroute.sources.content import RuleContent
from fxroute.sources.fault import FaultList, Spot, Step, closest, shown
from fxroute.sources.files import SourceFile, list_shipped_files
from fxroute.sources.layer import Entry, Stack, stack_files
from fxroute.sources.rate_schema import RATE_RECORDS
from fxroute.sources.rule_schema import (
    RULE_RECORDS,
    ItemRecord,
    PurposeCodeRecord,
    PurposeRecord,
    RuleRecord,
    ServiceLevelRecord,
)
from fxroute.sources.schema import NETWORK_RECORDS
from fxroute.sources.unread import UNREAD
from fxroute.sources.workshop import Workshop

__all__ = ["read_rules"]


def read_rules(files: tuple[SourceFile, ...]) -> RuleContent:
    """Return the records of a rule base.

    Raises:
        DataFileErrors: every fault of every file; nothing is kept then.
    """
    faults = FaultList()
    stack = stack_files(
        files,
        kinds=RULE_RECORDS,
        other_kinds={**NETWORK_RECORDS, **RATE_RECORDS},
        faults=faults,
        elsewhere=list_shipped_files,
    )
    _check_references(stack, faults)
    workshop = Workshop(stack, faults)
    codes = _codes(workshop)
    rules = workshop.all_of("rules", RuleRecord, build_rule)
    items = workshop.all_of("items", ItemRecord, build_item)
    purposes = workshop.all_of(
        "purposes", PurposeRecord, lambda record, _: build_purpose(record, tuple(codes.get(record.id, ())))
    )
    levels = workshop.all_of("service_levels", ServiceLevelRecord, build_service_level)
    faults.raise_any()
    return RuleContent(rules, items, purposes, levels, stack.sha256(RULE_RECORDS))


def _codes(workshop: Workshop) -> dict[str, list[PurposeCode]]:
    """Return the codes of each purpose, in the order of their ids."""
    codes: dict[str, list[PurposeCode]] = {}
    built = workshop.all_of(
        "purpose_codes",
        PurposeCodeRecord,
        lambda record, builder: (record.purposes, build_purpose_code(record, builder)),
    )
    for purposes, code in built:
        for purpose in purposes:
            codes.setdefault(purpose, []).append(code)
    return codes


def _check_references(stack: Stack, faults: FaultList) -> None:
    """Note a fault wherever a rule or a code names what is not there; a link to a disabled rule leads nowhere."""
    rules = {_number(entry, record) for entry, record in stack.all_of("rules", RuleRecord)} | set(stack.disabled)
    for entry, record in stack.all_of("rules", RuleRecord):
        _check_names(record.require, stack.of("items"), entry.spot, ("require",), faults)
        _check_names(record.together, rules, entry.spot, ("together",), faults)
        for index, link in enumerate(record.unless if isinstance(record.unless, tuple) else ()):
            if link is not UNREAD:
                _check_name(link.rule, rules, entry.spot.at("unless", index, "rule"), faults)
        if record.complements is not UNREAD and record.complements:
            _check_name(record.complements, rules, entry.spot.at("complements"), faults)
        if record.when is not UNREAD:
            _check_names(record.when.purpose, stack.of("purposes"), entry.spot, ("when", "purpose"), faults)
    for entry, code in stack.all_of("purpose_codes", PurposeCodeRecord):
        _check_names(code.purposes, stack.of("purposes"), entry.spot, ("purposes",), faults)


def _number(entry: Entry, record: RuleRecord) -> str:
    """The name of a rule through its versions: its id where no other is told."""
    return record.rule if record.rule is not UNREAD and record.rule else entry.id


def _check_names(names: object, known: Iterable[str], spot: Spot, steps: tuple[Step, ...], faults: FaultList) -> None:
    if isinstance(names, tuple):
        for index, name in enumerate(names):
            _check_name(name, known, spot.at(*steps, index), faults)


def _check_name(name: object, known: Iterable[str], spot: Spot, faults: FaultList) -> None:
    if isinstance(name, str) and name not in known:
        faults.add(spot, f"there is no {shown(name)}", closest(name, known, "name one that is there"))
