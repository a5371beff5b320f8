"""Identities: a BIC names one institution, in the country it says."""

from fxroute.sources.fault import FaultList
from fxroute.sources.layer import Entry, Stack
from fxroute.sources.schema import InstitutionRecord
from fxroute.sources.unread import unless_unread

__all__ = ["check_identities"]

_COUNTRY = slice(4, 6)
_WHOLE_LENGTH = 11
_UNION = "EU"


def check_identities(stack: Stack, faults: FaultList) -> None:
    """Note a fault for a BIC that two institutions carry, and for one of another country.

    Branches share the first eight characters with their head office and differ in the last three, as in the shipped
    data; eight characters alone are those of the head office, `XXX`. An institution of the European Union carries the
    BIC of the country it sits in.

    Source: ISO 9362: characters 5 and 6 are the ISO 3166-1 country, characters 9 to 11 the branch.
    """
    carriers: dict[str, Entry] = {}
    for entry, unit in stack.all_of("institutions", InstitutionRecord):
        _check_country(entry, unit, faults)
        _check_carrier(entry, unit, carriers, faults)


@unless_unread
def _check_country(entry: Entry, unit: InstitutionRecord, faults: FaultList) -> None:
    if unit.bic and unit.country not in (unit.bic[_COUNTRY], _UNION):
        what = f"{unit.bic} is a BIC of {unit.bic[_COUNTRY]}, the institution is in {unit.country}"
        faults.add(
            entry.spot.at("bic"), what, f"write country: {unit.bic[_COUNTRY]}, or the BIC it has in its own country"
        )


@unless_unread
def _check_carrier(entry: Entry, unit: InstitutionRecord, carriers: dict[str, Entry], faults: FaultList) -> None:
    if unit.bic:
        first = carriers.setdefault(unit.bic.ljust(_WHOLE_LENGTH, "X"), entry)
        if first is not entry and first.id != entry.id:
            what = f"{first.id or 'another record'} carries the BIC {unit.bic} already"
            faults.add(entry.spot.at("bic"), what, "leave it out, or give the one of this branch, with 11 characters")
