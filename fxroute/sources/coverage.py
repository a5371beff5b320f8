"""Coverage: every institution has hours for each of its functions, every currency has its settlement days."""

from collections.abc import Iterator

from fxroute.model import SEGMENTED_CURRENCIES, InstitutionKind, Place, ServiceFunction, home_place
from fxroute.sources.fault import FaultList, Spot
from fxroute.sources.layer import Stack
from fxroute.sources.schema import AccountRecord, CalendarRecord, DeskRecord, InstitutionRecord, ServiceRecord

__all__ = ["check_coverage"]


def check_coverage(stack: Stack, faults: FaultList) -> None:
    """Note a fault for every function and every currency that nothing speaks of, at the first record in need."""
    _check_functions(stack, faults)
    _check_settlement_days(stack, faults)


def _check_functions(stack: Stack, faults: FaultList) -> None:
    services = [item.record for item in stack.of("services").values() if isinstance(item.record, ServiceRecord)]
    covered = {
        (function, service.institution, service.country)
        for service in services
        if not service.currency
        for function in service.functions
    }
    seen: set[tuple[str, str]] = set()
    for entry in stack.of("institutions").values():
        unit = entry.record
        if not isinstance(unit, InstitutionRecord) or unit.kind is InstitutionKind.LEGACY:
            continue
        for function in ServiceFunction:
            scopes = ((function, unit.id, ""), (function, "", unit.country), (function, "", ""))
            if covered.isdisjoint(scopes) and (function, unit.country) not in seen:
                seen.add((function, unit.country))
                what = f"no service covers the function {function.value} in {unit.country}"
                mend = f"add a service with functions: [{function.value}] and country: {unit.country}, or for all"
                faults.add(entry.spot.at("country"), what, mend)


def _check_settlement_days(stack: Stack, faults: FaultList) -> None:
    settled: dict[tuple[str, Place], str] = {}
    for key, entry in stack.of("calendars").items():
        if isinstance(entry.record, CalendarRecord):
            for settled_side, index in _settled_by(entry.record):
                other = settled.setdefault(settled_side, key)
                if other != key:
                    what = f"the calendar {other} states the settlement days of {settled_side[0]} already"
                    faults.add(entry.spot.at("settles", index), what, "keep one of the two, or divide by place")
    seen: set[tuple[str, Place]] = set()
    for spot, currency, place in _uses(stack):
        if (currency, place) not in settled and (currency, place) not in seen:
            seen.add((currency, place))
            side = "" if place is Place.ANY else f", place: {place.value}"
            what = f"no calendar states the settlement days of {currency}{side and f' {place.value}'}"
            faults.add(spot, what, f"add settles: [{{currency: {currency}{side}}}] to a calendar")


def _settled_by(calendar: CalendarRecord) -> Iterator[tuple[tuple[str, Place], int]]:
    for index, item in enumerate(calendar.settles):
        if item.currency not in SEGMENTED_CURRENCIES:
            yield (item.currency, Place.ANY), index
        else:
            places = (Place.ONSHORE, Place.OFFSHORE) if item.place is None else (item.place,)
            yield from (((item.currency, place), index) for place in places)


def _uses(stack: Stack) -> Iterator[tuple[Spot, str, Place]]:
    countries = {
        key: entry.record.country
        for key, entry in stack.of("institutions").items()
        if isinstance(entry.record, InstitutionRecord)
    }
    for entry in stack.of("accounts").values():
        record = entry.record
        if isinstance(record, AccountRecord) and record.servicer in countries:
            here = home_place(countries[record.servicer], record.currency)
            side = record.place if record.place and record.currency in SEGMENTED_CURRENCIES else here
            yield entry.spot.at("currency"), record.currency, side
    for entry in stack.of("desks").values():
        record = entry.record
        if isinstance(record, DeskRecord) and record.institution in countries:
            for currency in (record.pair.base, record.pair.quote):
                here = home_place(countries[record.institution], currency)
                side = record.place if record.place and currency in SEGMENTED_CURRENCIES else here
                yield entry.spot.at("pair"), currency, side
