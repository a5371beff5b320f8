"""Opening: accounts and desks that do not exist, made so that the loader would take them."""

from dataclasses import dataclass, replace
from datetime import date

from fxroute.errors import InvalidValue, UsageError
from fxroute.model import (
    SEGMENTED_CURRENCIES,
    Account,
    Confidence,
    Desk,
    DeskTier,
    Institution,
    Place,
    Provenance,
    Relation,
    currency_exponent,
    home_place,
)
from fxroute.model.change import AccountOpened, DeskOpened
from fxroute.network.edit import edited
from fxroute.network.network import Network
from fxroute.network.removal import uses_of_currency

__all__ = ["Origin", "with_account", "with_desk"]

_PPM_ONE = 1_000_000


@dataclass(frozen=True, slots=True)
class Origin:
    """What stands as the source of a record that a change makes, and how far it is to be trusted."""

    source: str
    confidence: Confidence

    def provenance(self, *dates: date) -> Provenance:
        """Return the provenance of a record that follows from others: it is as old as the newest of them."""
        return Provenance(source=self.source, as_of=max(dates), confidence=self.confidence)


def with_account(network: Network, change: AccountOpened, origin: Origin, *, where: str) -> Network:
    """Return the network with an account more; the same network where this account was opened before.

    It is held at the side of the servicer; its relation is the closest that the two units allow.

    Raises:
        UnknownInstitution: owner or servicer is unknown.
        InvalidValue: the currency is unknown.
        UsageError: owner and servicer are one, or nothing states the currency's settlement days.
    """
    currency_exponent(change.currency)
    owner = network.get_institution(change.owner, where=f"{where}, owner")
    servicer = network.get_institution(change.servicer, where=f"{where}, servicer")
    opened = replace(change, owner=owner.id, servicer=servicer.id)
    if opened.id in network.records:
        return network
    if owner is servicer:
        raise UsageError(
            what=f"{owner.id} would hold an account with itself",
            where=where,
            mend="name the institution in whose books the account is kept",
        )
    sides = [home_place(unit.country, change.currency) for unit in (owner, servicer)]
    _refuse_without_days(network, change.currency, sides[1], where)
    account = Account(
        id=opened.id,
        owner=owner.id,
        servicer=servicer.id,
        currency=change.currency,
        place=sides[1],
        relation=_relation(owner, servicer),
        provenance=origin.provenance(owner.provenance.as_of, servicer.provenance.as_of),
        crosses_border=sides[0] is not sides[1],
    )
    return edited(network, put=(account,))


def _relation(owner: Institution, servicer: Institution) -> Relation:
    if owner.legal_entity == servicer.legal_entity:
        return Relation.INTER_BRANCH
    return Relation.SAME_GROUP if owner.group == servicer.group else Relation.CORRESPONDENT


def _refuse_without_days(network: Network, currency: str, place: Place, where: str) -> None:
    """Refuse a currency that no calendar settles, unless the network uses it all the same, or states no such days."""
    is_stated = any(calendar.settles for calendar in network.calendars.values())
    is_used = any(True for _ in uses_of_currency(network, currency, place))
    if is_stated and not is_used and network.settlement_calendar(currency, place) is None:
        side = "" if place is Place.ANY else f" {place.value}"
        raise UsageError(
            what=f"no calendar states the settlement days of {currency}{side}",
            where=where,
            mend="add settles with this currency to a calendar, in a file of your own",
        )


def with_desk(network: Network, change: DeskOpened, origin: Origin, *, where: str) -> Network:
    """Return the network with a desk more, like the existing one that is nearest to it; the same where it is there.

    Nearest is a desk of the institution, then one for the pair in its country, then any in its country, then one for
    the pair, then one that shares a currency; of several the one that also has the pair, then by id. Where the tiers
    of that desk are in a currency outside the pair, their first markup holds for every amount, without limits.

    Raises:
        UnknownInstitution: the institution is unknown.
        UsageError: no desk is near enough, or nothing states the settlement days of a currency.
        InvalidValue: the place does not suit the pair, or the markup takes the whole amount.
    """
    unit = network.get_institution(change.institution, where=f"{where}, institution")
    opened = replace(change, institution=unit.id)
    if opened.id in network.records:
        return network
    place = _desk_place(opened, unit, where)
    for currency in (change.pair.base, change.pair.quote):
        home = home_place(unit.country, currency)
        _refuse_without_days(network, currency, home if home is Place.ANY else place, where)
    like = _nearest(network, opened, unit, where)
    desk = replace(
        like,
        id=opened.id,
        institution=unit.id,
        pair=change.pair,
        place=place,
        provenance=origin.provenance(unit.provenance.as_of, like.provenance.as_of),
        is_pvp=False,
    )
    return edited(network, put=(_priced(desk, change, where),))


def _desk_place(change: DeskOpened, unit: Institution, where: str) -> Place:
    divided = [currency for currency in (change.pair.base, change.pair.quote) if currency in SEGMENTED_CURRENCIES]
    if divided and change.place is Place.ANY:
        return home_place(unit.country, divided[0])
    if not divided and change.place is not Place.ANY:
        raise InvalidValue(
            what=f"{change.pair} has no place {change.place.value}: no law divides its currencies",
            where=where,
            mend=f"leave the place out; it is for {', '.join(SEGMENTED_CURRENCIES)}",
        )
    return change.place


def _nearest(network: Network, change: DeskOpened, unit: Institution, where: str) -> Desk:
    ranked = [(_distance(network, desk, change, unit), desk.id, desk) for desk in network.desks]
    near = [(distance, key, desk) for distance, key, desk in ranked if distance]
    if not near:
        raise UsageError(
            what=f"no desk of this network is like one of {unit.id} for {change.pair}",
            where=where,
            mend="add the desk in a file of your own, key desks",
        )
    return min(near, key=lambda entry: entry[:2])[2]


def _distance(network: Network, desk: Desk, change: DeskOpened, unit: Institution) -> tuple[int, ...]:
    """Return how far a desk is from the one wanted; empty where they have nothing in common."""
    wanted = {change.pair.base, change.pair.quote}
    shared = len(wanted & {desk.pair.base, desk.pair.quote})
    is_pair, is_home = shared == len(wanted), network.institutions[desk.institution].country == unit.country
    ways = (desk.institution == unit.id, is_pair and is_home, is_home, is_pair, shared > 0)
    first = next((number for number, holds in enumerate(ways) if holds), None)
    return () if first is None else (first, -shared, int(desk.place is not change.place))


def _priced(desk: Desk, change: DeskOpened, where: str) -> Desk:
    """Return the desk with tiers in a currency of its pair, and with the markup asked for."""
    first = desk.tiers[0].markup_ppm if change.markup_ppm is None else change.markup_ppm
    dearest = first + max(lag.markup_ppm for lag in desk.value_lags)
    if not 0 <= first <= dearest < _PPM_ONE:
        raise InvalidValue(
            what=f"a markup of {first} ppm, with that of the value lag, is no part of the amount",
            where=where,
            mend="give a markup from 0 to below 10000 basis points",
        )
    is_foreign = desk.tier_currency not in (change.pair.base, change.pair.quote)
    if change.markup_ppm is not None:
        desk = replace(desk, tiers=(DeskTier(0, first),))
    if is_foreign:
        desk = replace(desk, tiers=(DeskTier(0, first),), tier_currency=change.pair.base)
        desk = replace(desk, minimum_minor=0, maximum_minor=None)
    return desk
