"""The draft: what was taken, record by record, in the form of the data files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fxroute.model import Account, Calendar, Institution, InstitutionKind, Place, Provenance, amount_text
from fxroute.sources.importing.calendars import WEEKDAYS, Days
from fxroute.sources.importing.job import Job, id_of
from fxroute.sources.importing.log import Refusal
from fxroute.sources.importing.priors import prior_records
from fxroute.sources.importing.stage import AccountRow, UnitRow

__all__ = ["Draft", "Kept"]

Kept = tuple[str, dict[str, Any]]
"""A record with its top-level key; empty fields are left out."""

_CACHED_MAX = 1 << 17
_PARENTS_MAX = 32


@dataclass(slots=True)
class Draft:
    """The records of an import, made as they are asked for."""

    job: Job
    calendars: dict[str, Days]
    _belongings: dict[str, tuple[str, str]] = field(default_factory=dict)

    def has_any(self) -> bool:
        """Tell whether there is any record."""
        return next(self.records(), None) is not None

    def records(self) -> Iterator[Kept]:
        """Give every record: those of the network that change, then institutions, accounts, calendars, priors."""
        for record in self.job.known.changed.values():
            if isinstance(record, Institution):
                yield "institutions", _known_unit(record)
        for row in self.job.stage.units():
            yield "institutions", self._unit(row)
        for record in self.job.known.changed.values():
            if isinstance(record, Account):
                yield "accounts", _known_account(record)
        for account in self.job.stage.accounts():
            yield "accounts", self._account(account)
        for calendar_id, days in sorted(self.calendars.items()):
            known = self.job.known.network.calendars.get(calendar_id)
            yield "calendars", _new_calendar(calendar_id, days) if known is None else _added(known, days)
        yield from prior_records(self.job.countries, self.job.places, self.job.as_of)

    def _unit(self, row: UnitRow) -> dict[str, Any]:
        record_id = id_of(row.bic)
        has_parent = row.legal_parent or row.group_parent
        entity, group = self._belonging(row.bic) if has_parent else (record_id, record_id)
        return _filled(
            id=record_id,
            name=row.name,
            country=row.country,
            city=row.city,
            kind=row.kind,
            bic=record_id,
            lei=row.lei,
            national_bank_code=row.code,
            legal_entity="" if entity == record_id else entity,
            group="" if group == entity else group,
            source=row.source,
            as_of=row.as_of,
            confidence=row.confidence,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            notes=row.notes,
        )

    def _account(self, row: AccountRow) -> dict[str, Any]:
        owner, currency, servicer, place, crosses, claimed, categories, first, last, said, source, as_of, trust = row
        ids = [self.job.party(bic).id for bic in (owner, servicer)]
        relation = self._relation(owner, servicer)
        notes = [said, f"asset categories {categories}" if categories else ""]
        if claimed and claimed != relation:
            notes.append(f"the file says {claimed}")
        record_id = f"ACC-{ids[0]}-{currency}-{ids[1]}"
        return _filled(
            id=f"{record_id}-2" if self.job.known.is_taken(record_id) else record_id,
            owner=ids[0],
            servicer=ids[1],
            currency=currency,
            relation=relation,
            place=place,
            crosses_border=bool(crosses),
            source=source,
            as_of=as_of,
            confidence=trust,
            valid_from=first,
            valid_to=last,
            notes="; ".join(filter(None, notes)),
        )

    def _relation(self, owner: str, servicer: str) -> str:
        ours, theirs = self._belonging(owner), self._belonging(servicer)
        if ours[0] == theirs[0]:
            return "inter_branch"
        return "same_group" if ours[1] == theirs[1] else "correspondent"

    def _belonging(self, bic: str) -> tuple[str, str]:
        """Return legal entity and group of an institution: the group is that of the entity's head office."""
        found = self._belongings.get(bic)
        if found is None:
            if len(self._belongings) >= _CACHED_MAX:
                self._belongings.clear()
            head = self._head(bic)
            known = self.job.known.unit(head)
            entity = id_of(head) if known is None else known.legal_entity
            found = self._belongings[bic] = entity, self._group(head)
        return found

    def _head(self, bic: str) -> str:
        """Return the BIC of the head office: that of an institution which is known, or the last of the legal parents.

        Where they lie in a circle, it is the first one that is met again, so that each of them is on its own; below
        too many it is the institution itself.
        """
        first, above = bic, dict[str, None]()
        while bic not in above:
            above[bic] = None
            parent = "" if self.job.known.unit(bic) else self._parent(bic, 0)
            if not parent:
                break
            if len(above) > _PARENTS_MAX:
                return first
            bic = parent
        return bic

    def _group(self, head: str) -> str:
        """Return the group of a head office, by the parents of groups; its own id where they lie in a circle."""
        above: list[str] = []
        bic = head
        while bic not in above and len(above) < _PARENTS_MAX:
            above.append(bic)
            known = self.job.known.unit(bic)
            if known is not None:
                return known.group
            parent = self._parent(bic, 1)
            if not parent:
                return id_of(bic)
            bic = self._head(parent)
        return id_of(head)

    def _parent(self, bic: str, which: int) -> str:
        """Return the BIC of the legal (0) or group (1) parent; empty where it is not here, or the unit itself."""
        parents = self.job.stage.find_parents(bic)
        text = parents[which] if parents else ""
        found = self.job.stage.find_key(text) or text if text else ""
        if not found or found == bic:
            return ""
        try:
            self.job.party(found)
        except Refusal:
            return ""
        return found


def _filled(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None, False)}


def _origin(given: Provenance) -> dict[str, Any]:
    return {
        "source": given.source,
        "as_of": given.as_of.isoformat(),
        "confidence": given.confidence.value,
        "valid_from": given.valid_from.isoformat() if given.valid_from else "",
        "valid_to": given.valid_to.isoformat() if given.valid_to else "",
        "notes": given.notes,
    }


def _known_unit(unit: Institution) -> dict[str, Any]:
    return _filled(
        id=unit.id,
        name=unit.name,
        country=unit.country,
        city=unit.city,
        kind=InstitutionKind(unit.kind).value,
        bic=unit.bic,
        lei=unit.lei,
        national_bank_code=unit.national_bank_code,
        legal_entity="" if unit.legal_entity == unit.id else unit.legal_entity,
        group="" if unit.group == unit.legal_entity else unit.group,
        **_origin(unit.provenance),
    )


def _known_account(account: Account) -> dict[str, Any]:
    amounts = {
        "available": account.available_minor,
        "credit_line": account.credit_line_minor,
        "minimum": account.minimum_minor or None,
        "maximum": account.maximum_minor,
    }
    return _filled(
        id=account.id,
        owner=account.owner,
        servicer=account.servicer,
        currency=account.currency,
        relation=account.relation.value,
        place="" if account.place is Place.ANY else account.place.value,
        crosses_border=account.crosses_border,
        funding_mode=account.funding_mode.value if account.funding_mode else "",
        **{name: None if minor is None else amount_text(minor, account.currency) for name, minor in amounts.items()},
        **_origin(account.provenance),
    )


def _new_calendar(calendar_id: str, days: Days) -> dict[str, Any]:
    """Return a calendar of which the years of its days are known, and announced up to its last day."""
    years = [day.year for day in days.days]
    return _calendar(
        days,
        {day: name for day, (status, name) in days.days.items() if status == "closed"},
        {day: name for day, (status, name) in days.days.items() if status == "workday"},
        id=calendar_id,
        name=calendar_id,
        weekend=list(days.weekend),
        known_from=date(min(years), 1, 1).isoformat(),
        known_to=date(max(years), 12, 31).isoformat(),
        announced_to=max(days.days).isoformat(),
    )


def _added(known: Calendar, days: Days) -> dict[str, Any]:
    """Return a calendar of the network with days of a file; what it knew before keeps its days without their names."""
    before = f"as {known.id} had it"
    closed = dict.fromkeys(known.closed, before)
    workdays = dict.fromkeys(known.workdays, before)
    for day, (status, name) in days.days.items():
        closed.pop(day, None)
        workdays.pop(day, None)
        if status == "closed":
            closed[day] = name
        elif status == "workday" or day.isoweekday() in known.weekend:
            workdays[day] = name
    settles = [
        {"currency": item.currency} | ({} if item.place is Place.ANY else {"place": item.place.value})
        for item in known.settles
    ]
    return _calendar(
        days,
        closed,
        workdays,
        id=known.id,
        name=known.name,
        country=known.country,
        weekend=[WEEKDAYS[day - 1] for day in sorted(known.weekend)],
        known_from=min(known.known_from, *days.days).isoformat(),
        known_to=max(known.known_to, *days.days).isoformat(),
        announced_to=known.announced_to.isoformat(),
        settles=settles,
    )


def _calendar(days: Days, closed: dict[date, str], workdays: dict[date, str], **fields: object) -> dict[str, Any]:
    named = {
        name: {day.isoformat(): text for day, text in sorted(listed.items())}
        for name, listed in (("closed", closed), ("workdays", workdays))
    }
    source, as_of, trust = days.origin
    kept = {"weekend": fields.pop("weekend")}
    filled = _filled(**fields, source=source, as_of=as_of, confidence=trust)
    return filled | kept | {name: listed for name, listed in named.items() if listed}
