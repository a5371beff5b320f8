"""What is known before an import: the network it goes onto, looked up by BIC, and which hours and days it covers."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fxroute.model import (
    SEGMENTED_CURRENCIES,
    Account,
    Calendar,
    Institution,
    InstitutionKind,
    Place,
    ServiceFunction,
    bic11,
)
from fxroute.network import Network

__all__ = ["Known"]


@dataclass(slots=True)
class Known:
    """A network by BIC, and the records of it that the import changes; these are written whole, with their ids."""

    network: Network
    units: dict[str, Institution] = field(default_factory=dict)
    accounts: dict[tuple[str, str, str], Account] = field(default_factory=dict)
    changed: dict[str, Institution | Account] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    settled: set[tuple[str, Place]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Build the indexes."""
        for unit in self.network.institutions.values():
            self.units[bic11(unit.bic) if unit.bic else unit.id.ljust(11, "X")] = unit
        for account in self.network.accounts:
            self.accounts.setdefault((account.owner, account.currency, account.servicer), account)
        self._cover()
        for calendar in self.network.calendars.values():
            self._settle(calendar)

    def _cover(self) -> None:
        functions: dict[str, set[ServiceFunction]] = {}
        for service in self.network.services:
            if not service.currency and not service.institution:
                functions.setdefault(service.country, set()).update(service.functions)
        everywhere = functions.get("", set())
        countries = {country for country, own in functions.items() if own | everywhere == set(ServiceFunction)}
        self.covered = countries

    def _settle(self, calendar: Calendar) -> None:
        for item in calendar.settles:
            is_whole = item.place is Place.ANY and item.currency in SEGMENTED_CURRENCIES
            places = (Place.ONSHORE, Place.OFFSHORE) if is_whole else (item.place,)
            self.settled.update((item.currency, place) for place in places)

    def has_hours(self, country: str, kind: InstitutionKind) -> bool:
        """Tell whether an institution of a country has hours for each of its functions."""
        return kind is InstitutionKind.LEGACY or country in self.covered or "" in self.covered

    def unit(self, bic: str) -> Institution | None:
        """Return the institution of a BIC of eleven characters as it is by now."""
        unit = self.units.get(bic)
        changed = None if unit is None else self.changed.get(unit.id)
        return changed if isinstance(changed, Institution) else unit

    def account(self, owner: str, currency: str, servicer: str) -> Account | None:
        """Return the account between two ids as it is by now."""
        account = self.accounts.get((owner, currency, servicer))
        changed = None if account is None else self.changed.get(account.id)
        return changed if isinstance(changed, Account) else account

    def is_taken(self, record_id: str) -> bool:
        """Tell whether a record of any kind has an id."""
        return record_id in self.network.records

    def change(self, record: Institution | Account) -> None:
        """Keep a record in place of the one with its id."""
        self.changed[record.id] = record

    def end(self, record: Institution | Account, as_of: date) -> None:
        """Let a record end on the day before `as_of`."""
        last = as_of - timedelta(days=1)
        given = record.provenance
        first = min(given.valid_from, last) if given.valid_from else None
        self.change(replace(record, provenance=replace(given, valid_from=first, valid_to=last)))
