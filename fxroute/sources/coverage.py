"""Coverage: every institution has hours for each of its functions, every currency has its settlement days."""

from collections.abc import Iterator

from fxroute.model import SEGMENTED_CURRENCIES, CurrencyPair, InstitutionKind, Place, ServiceFunction, home_place
from fxroute.sources.fault import FaultList, Spot
from fxroute.sources.layer import Entry, Stack
from fxroute.sources.schema import AccountRecord, CalendarRecord, DeskRecord, InstitutionRecord, ServiceRecord
from fxroute.sources.unread import unless_unread

__all__ = ["check_coverage"]


def check_coverage(stack: Stack, faults: FaultList) -> None:
    """Note a fault for every function and every currency that nothing speaks of, at the first record in need.

    Nothing is said where not all services, or not all calendars, could be read.
    """
    if "services" not in stack.unread:
        _check_functions(stack, faults)
    if "calendars" not in stack.unread:
        _check_settlement_days(stack, faults)


@unless_unread
def _check_functions(stack: Stack, faults: FaultList) -> None:
    covered = {
        (function, service.institution, service.country)
        for _, service in stack.all_of("services", ServiceRecord)
        if not service.currency
        for function in service.functions
    }
    seen: set[tuple[str, str]] = set()
    for entry, unit in stack.all_of("institutions", InstitutionRecord):
        for function in ServiceFunction:
            _check_function(entry, unit, function, covered=covered, seen=seen, faults=faults)


@unless_unread
def _check_function(
    entry: Entry,
    unit: InstitutionRecord,
    function: ServiceFunction,
    *,
    covered: set[tuple[ServiceFunction, str, str]],
    seen: set[tuple[str, str]],
    faults: FaultList,
) -> None:
    scopes = ((function, unit.id, ""), (function, "", unit.country), (function, "", ""))
    is_asked = unit.kind != InstitutionKind.LEGACY and (function, unit.country) not in seen
    if is_asked and covered.isdisjoint(scopes):
        seen.add((function, unit.country))
        what = f"no service covers the function {function.value} in {unit.country}"
        mend = f"add a service with functions: [{function.value}] and country: {unit.country}, or for all"
        faults.add(entry.spot.at("country"), what, mend)


@unless_unread
def _check_settlement_days(stack: Stack, faults: FaultList) -> None:
    settled: dict[tuple[str, Place], str] = {}
    for entry, calendar in stack.all_of("calendars", CalendarRecord):
        for settled_side, index in _settled_by(calendar):
            other = settled.setdefault(settled_side, entry.id)
            if other != entry.id:
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
    """Give each use of a currency at a place, of which both are known."""
    units = stack.all_of("institutions", InstitutionRecord)
    countries = {entry.id: unit.country for entry, unit in units if isinstance(unit.country, str)}
    for entry, account in stack.all_of("accounts", AccountRecord):
        side = _side(account.place, account.currency, account.servicer, countries)
        if isinstance(side, Place):
            yield entry.spot.at("currency"), account.currency, side
    for entry, desk in stack.all_of("desks", DeskRecord):
        for currency in (desk.pair.base, desk.pair.quote) if isinstance(desk.pair, CurrencyPair) else ():
            side = _side(desk.place, currency, desk.institution, countries)
            if isinstance(side, Place):
                yield entry.spot.at("pair"), currency, side


@unless_unread
def _side(place: Place | None, currency: str, institution: str, countries: dict[str, str]) -> Place | None:
    """Return the side on which an institution uses a currency, `None` where the institution is unknown."""
    if institution not in countries:
        return None
    return place if place and currency in SEGMENTED_CURRENCIES else home_place(countries[institution], currency)
