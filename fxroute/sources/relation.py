"""Relations: what records say of each other agrees."""

from collections.abc import Iterator

from fxroute.model import SEGMENTED_CURRENCIES, Access, Relation, home_place
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

__all__ = ["check_relations"]


def check_relations(stack: Stack, faults: FaultList) -> None:
    """Note a fault for every record that another one contradicts; what is unknown is passed over."""
    units = {
        key: entry.record
        for key, entry in stack.of("institutions").items()
        if isinstance(entry.record, InstitutionRecord)
    }
    for key, entry in stack.of("institutions").items():
        if key in units:
            _check_institution(entry, units[key], units, faults)
    for entry in stack.of("accounts").values():
        if isinstance(entry.record, AccountRecord):
            _check_account(entry, entry.record, units, faults)
    for entry in stack.of("reporting_lines").values():
        if isinstance(entry.record, ReportingLineRecord):
            _check_reporting_line(entry, entry.record, units, faults)
    direct = _direct(stack)
    for entry in stack.of("participations").values():
        if isinstance(entry.record, ParticipationRecord):
            _check_participation(entry, entry.record, stack, faults)
            _check_agent(entry, entry.record, direct, faults)
    for entry in stack.of("messaging_relationships").values():
        record = entry.record
        if isinstance(record, MessagingRecord) and record.from_institution == record.to_institution:
            what = f"{record.to_institution} exchanges messages with itself"
            faults.add(entry.spot.at("to_institution"), what, "name two institutions")


def _legal_entity(unit: InstitutionRecord) -> str:
    return unit.legal_entity or unit.id


def _group(unit: InstitutionRecord) -> str:
    return unit.group or _legal_entity(unit)


def _check_institution(
    entry: Entry, unit: InstitutionRecord, units: dict[str, InstitutionRecord], faults: FaultList
) -> None:
    head = units.get(_legal_entity(unit))
    if head is None:
        return
    if _legal_entity(head) != head.id:
        what = f"{head.id} is no head office: its own legal entity is {_legal_entity(head)}"
        faults.add(entry.spot.at("legal_entity"), what, f"write legal_entity: {_legal_entity(head)}")
    elif _group(unit) != _group(head):
        what = f"its group is {_group(unit)}, that of its legal entity {head.id} is {_group(head)}"
        faults.add(entry.spot.at("group"), what, f"write group: {_group(head)}")


def _check_account(
    entry: Entry, account: AccountRecord, units: dict[str, InstitutionRecord], faults: FaultList
) -> None:
    if account.owner == account.servicer:
        what = f"{account.owner} holds an account with itself"
        faults.add(entry.spot.at("servicer"), what, "name the institution in whose books the account is kept")
    owner, servicer = units.get(account.owner), units.get(account.servicer)
    if owner is None or servicer is None:
        return
    for what, mend, field in _account_faults(account, owner, servicer):
        faults.add(entry.spot.at(field), what, mend)


def _account_faults(
    account: AccountRecord, owner: InstitutionRecord, servicer: InstitutionRecord
) -> Iterator[tuple[str, str, str]]:
    sides = [home_place(unit.country, account.currency) for unit in (owner, servicer)]
    crosses = sides[0] != sides[1]
    if account.crosses_border != crosses:
        held = f"{owner.id} holds {account.currency} {sides[0].value}, {servicer.id} {sides[1].value}"
        if account.currency not in SEGMENTED_CURRENCIES:
            yield f"{account.currency} is divided by no border", "leave crosses_border out", "crosses_border"
        else:
            yield held, f"write crosses_border: {'true' if crosses else 'false'}", "crosses_border"
    if account.place is not None and account.currency in SEGMENTED_CURRENCIES and account.place not in sides:
        what = f"neither {owner.id} nor {servicer.id} holds {account.currency} {account.place.value}"
        yield what, f"write place: {sides[1].value}", "place"
    if account.relation is Relation.INTER_BRANCH and _legal_entity(owner) != _legal_entity(servicer):
        what = f"{owner.id} and {servicer.id} are different legal entities"
        yield what, "write same_group or correspondent, or give both units one legal_entity", "relation"
    if account.relation is Relation.SAME_GROUP and _group(owner) != _group(servicer):
        what = f"{owner.id} and {servicer.id} belong to different groups"
        yield what, "write correspondent, or give both units one group", "relation"


def _check_reporting_line(
    entry: Entry, line: ReportingLineRecord, units: dict[str, InstitutionRecord], faults: FaultList
) -> None:
    spot = entry.spot.at("reports_to")
    if line.unit == line.reports_to:
        faults.add(spot, f"{line.unit} reports to itself", "name the unit above it")
    unit, above = units.get(line.unit), units.get(line.reports_to)
    if unit is None or above is None:
        return
    if _legal_entity(unit) != _legal_entity(above):
        what = f"{unit.id} belongs to {_legal_entity(unit)}, {above.id} to {_legal_entity(above)}"
        faults.add(spot, what, "a reporting line joins units of one legal entity; use an account between two")
    if unit.country != above.country:
        what = f"{unit.id} is in {unit.country}, {above.id} in {above.country}"
        faults.add(spot, what, "a reporting line stays in one country; use an account across the border")


def _check_participation(entry: Entry, access: ParticipationRecord, stack: Stack, faults: FaultList) -> None:
    system = stack.of("infrastructures").get(access.infrastructure)
    if system is not None and isinstance(system.record, InfrastructureRecord):
        exchanged = ({item.pair.base, item.pair.quote} for item in system.record.exchanges)
        known = set(system.record.currencies).union(*exchanged)
        if access.currency not in known:
            what = f"{access.infrastructure} does not settle {access.currency}"
            faults.add(entry.spot.at("currency"), what, f"use one of {', '.join(sorted(known))}")


def _direct(stack: Stack) -> set[tuple[str, str, str]]:
    """Return institution, infrastructure and currency of every direct participation."""
    return {
        (access.institution, access.infrastructure, access.currency)
        for entry in stack.of("participations").values()
        if isinstance(access := entry.record, ParticipationRecord) and access.access is Access.DIRECT
    }


def _check_agent(
    entry: Entry, access: ParticipationRecord, direct: set[tuple[str, str, str]], faults: FaultList
) -> None:
    agent = access.settlement_agent
    if access.access is Access.DIRECT:
        if agent:
            what = "a direct participant has a settlement agent"
            faults.add(entry.spot.at("settlement_agent"), what, "leave it out, or write access: indirect")
    elif not agent:
        what = "an indirect participant has no settlement agent"
        faults.add(entry.spot, what, "add settlement_agent: a direct participant of the same system")
    elif (agent, access.infrastructure, access.currency) not in direct:
        what = f"{agent} is no direct participant of {access.infrastructure} in {access.currency}"
        faults.add(entry.spot.at("settlement_agent"), what, "name one that is, or add its participation")
