"""Relations: what records say of each other agrees."""

from collections.abc import Iterator

from fxroute.model import SEGMENTED_CURRENCIES, Access, Relation, home_place
from fxroute.sources.build_system import settled_by
from fxroute.sources.fault import FaultList
from fxroute.sources.layer import Entry, Stack
from fxroute.sources.schema import (
    AccountRecord,
    InfrastructureRecord,
    InstitutionRecord,
    MessagingRecord,
    ParticipationRecord,
    ReportingLineRecord,
)
from fxroute.sources.unread import UnreadValue, unless_unread

__all__ = ["check_relations"]

_Units = dict[str, InstitutionRecord]

_Told = Iterator[tuple[str, str, str]]
"""What is wrong: the field, empty for the record as a whole; the fact; what mends it."""


def check_relations(stack: Stack, faults: FaultList) -> None:
    """Note a fault for every record that another one contradicts; what is unknown is passed over."""
    units = {entry.id: unit for entry, unit in stack.all_of("institutions", InstitutionRecord) if entry.id}
    for entry, unit in stack.all_of("institutions", InstitutionRecord):
        _note(entry, _belonging(unit, units), faults)
    for entry, account in stack.all_of("accounts", AccountRecord):
        for check in (_account_with_itself, _border, _place, _relation):
            _note(entry, check(account, units), faults)
    for entry, line in stack.all_of("reporting_lines", ReportingLineRecord):
        for check_line in (_line_to_itself, _line_of_one_entity, _line_in_one_country):
            _note(entry, check_line(line, units), faults)
    direct = _direct(stack)
    for entry, access in stack.all_of("participations", ParticipationRecord):
        _note(entry, _settled_currency(access, stack), faults)
        _note(entry, _agent(access, direct), faults)
    for entry, relationship in stack.all_of("messaging_relationships", MessagingRecord):
        _note(entry, _messages(relationship), faults)


@unless_unread
def _note(entry: Entry, told: _Told, faults: FaultList) -> None:
    for field, what, mend in told:
        faults.add(entry.spot.at(field) if field else entry.spot, what, mend)


def _legal_entity(unit: InstitutionRecord) -> str:
    return unit.legal_entity or unit.id


def _group(unit: InstitutionRecord) -> str:
    return unit.group or _legal_entity(unit)


def _belonging(unit: InstitutionRecord, units: _Units) -> _Told:
    head = units.get(_legal_entity(unit))
    if head is None:
        return
    if _legal_entity(head) != head.id:
        what = f"{head.id} is no head office: its own legal entity is {_legal_entity(head)}"
        yield "legal_entity", what, f"write legal_entity: {_legal_entity(head)}"
    elif _group(unit) != _group(head):
        what = f"its group is {_group(unit)}, that of its legal entity {head.id} is {_group(head)}"
        yield "group", what, f"write group: {_group(head)}"


def _account_with_itself(account: AccountRecord, _: _Units) -> _Told:
    if account.owner == account.servicer:
        what = f"{account.owner} holds an account with itself"
        yield "servicer", what, "name the institution in whose books the account is kept"


def _border(account: AccountRecord, units: _Units) -> _Told:
    owner, servicer = units.get(account.owner), units.get(account.servicer)
    if owner is None or servicer is None:
        return
    sides = [home_place(unit.country, account.currency) for unit in (owner, servicer)]
    crosses = sides[0] != sides[1]
    if account.crosses_border == crosses:
        return
    if account.currency not in SEGMENTED_CURRENCIES:
        yield "crosses_border", f"{account.currency} is divided by no border", "leave crosses_border out"
    else:
        held = f"{owner.id} holds {account.currency} {sides[0].value}, {servicer.id} {sides[1].value}"
        yield "crosses_border", held, f"write crosses_border: {'true' if crosses else 'false'}"


def _place(account: AccountRecord, units: _Units) -> _Told:
    owner, servicer = units.get(account.owner), units.get(account.servicer)
    if owner is None or servicer is None or account.place is None or account.currency not in SEGMENTED_CURRENCIES:
        return
    sides = [home_place(unit.country, account.currency) for unit in (owner, servicer)]
    if account.place not in sides:
        what = f"neither {owner.id} nor {servicer.id} holds {account.currency} {account.place.value}"
        yield "place", what, f"write place: {sides[1].value}"


def _relation(account: AccountRecord, units: _Units) -> _Told:
    owner, servicer = units.get(account.owner), units.get(account.servicer)
    if owner is None or servicer is None:
        return
    if account.relation == Relation.INTER_BRANCH and _legal_entity(owner) != _legal_entity(servicer):
        what = f"{owner.id} and {servicer.id} are different legal entities"
        yield "relation", what, "write same_group or correspondent, or give both units one legal_entity"
    if account.relation == Relation.SAME_GROUP and _group(owner) != _group(servicer):
        what = f"{owner.id} and {servicer.id} belong to different groups"
        yield "relation", what, "write correspondent, or give both units one group"


def _line_to_itself(line: ReportingLineRecord, _: _Units) -> _Told:
    if line.unit == line.reports_to:
        yield "reports_to", f"{line.unit} reports to itself", "name the unit above it"


def _line_of_one_entity(line: ReportingLineRecord, units: _Units) -> _Told:
    unit, above = units.get(line.unit), units.get(line.reports_to)
    if unit is not None and above is not None and _legal_entity(unit) != _legal_entity(above):
        what = f"{unit.id} belongs to {_legal_entity(unit)}, {above.id} to {_legal_entity(above)}"
        yield "reports_to", what, "a reporting line joins units of one legal entity; use an account between two"


def _line_in_one_country(line: ReportingLineRecord, units: _Units) -> _Told:
    unit, above = units.get(line.unit), units.get(line.reports_to)
    if unit is not None and above is not None and unit.country != above.country:
        what = f"{unit.id} is in {unit.country}, {above.id} in {above.country}"
        yield "reports_to", what, "a reporting line stays in one country; use an account across the border"


def _settled_currency(access: ParticipationRecord, stack: Stack) -> _Told:
    system = stack.of("infrastructures").get(access.infrastructure)
    if system is not None and isinstance(system.record, InfrastructureRecord):
        known = settled_by(system.record)
        if access.currency not in known:
            what = f"{access.infrastructure} does not settle {access.currency}"
            yield "currency", what, f"use one of {', '.join(sorted(known))}"


@unless_unread
def _direct(stack: Stack) -> set[tuple[str, str, str]]:
    """Return institution, infrastructure and currency of every direct participation; `UNREAD` where one is unknown."""
    if "participations" in stack.unread:
        raise UnreadValue
    return {
        (access.institution, access.infrastructure, access.currency)
        for _, access in stack.all_of("participations", ParticipationRecord)
        if access.access == Access.DIRECT
    }


def _agent(access: ParticipationRecord, direct: set[tuple[str, str, str]]) -> _Told:
    agent = access.settlement_agent
    if access.access == Access.DIRECT:
        if agent:
            what = "a direct participant has a settlement agent"
            yield "settlement_agent", what, "leave it out, or write access: indirect"
    elif not agent:
        what = "an indirect participant has no settlement agent"
        yield "", what, "add settlement_agent: a direct participant of the same system"
    elif (agent, access.infrastructure, access.currency) not in direct:
        what = f"{agent} is no direct participant of {access.infrastructure} in {access.currency}"
        yield "settlement_agent", what, "name one that is, or add its participation"


def _messages(relationship: MessagingRecord) -> _Told:
    if relationship.from_institution == relationship.to_institution:
        yield "to_institution", f"{relationship.to_institution} exchanges messages with itself", "name two institutions"
