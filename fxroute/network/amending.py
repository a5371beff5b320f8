"""Amending: one record says something else, checked as the loader would check it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from fxroute.errors import InvalidValue, UsageError
from fxroute.model import (
    Account,
    Band,
    ChargeSlice,
    Desk,
    DeskTier,
    Hours,
    Infrastructure,
    LocalTime,
    Price,
    Service,
    Session,
    Tariff,
    ValueLag,
    amount_text,
    parse_amount,
)
from fxroute.model.amendment import (
    NO_LIMIT,
    UNKNOWN_FUNDS,
    CutOffMoved,
    CutOffOf,
    FundsChanged,
    HoursMoved,
    LagChanged,
    LimitChanged,
    MarkupChanged,
    PriceChanged,
    ProcessingChanged,
    RecordAmendment,
)
from fxroute.network.edit import edited
from fxroute.network.network import Network, Record

__all__ = ["Timed", "amended", "timed"]

Timed = Infrastructure | Desk | Service
"""A record with hours."""

_Kind = TypeVar("_Kind", Account, Desk, Tariff)

_PPM_ONE = 1_000_000
_LAG_DAYS_MAX = 30
_MINUTES_MAX = 366 * 24 * 60


def amended(network: Network, change: RecordAmendment) -> Network:
    """Return the network with one record amended; the same network where it says that already.

    Raises:
        UnknownInstitution: there is no such record.
        UsageError: the record has nothing of the kind: no hours, no such session, no limits.
        InvalidValue: what it would say is refused.
    """
    before, after = _amended(network, change)
    return network if before == after else edited(network, put=(after,))


def _amended(network: Network, change: RecordAmendment) -> tuple[Record, Record]:
    match change:
        case CutOffMoved():
            record = timed(network, change.record)
            return record, _with_sessions(record, change.session, lambda session: _cut_off(session, change))
        case HoursMoved():
            record = timed(network, change.record)
            return record, _with_sessions(record, change.session, lambda session: _opened(session, change))
        case ProcessingChanged(name, minutes):
            record = timed(network, name)
            _within(minutes, 0, _MINUTES_MAX, "minutes")
            return record, replace(record, processing_minutes=Band(minutes, minutes, minutes))
        case LimitChanged():
            limited = network.get_record(change.record)
            return limited, _limited(limited, change)
        case PriceChanged():
            tariff = _of_kind(network, change.tariff, Tariff, "tariff")
            return tariff, _priced(tariff, change)
        case MarkupChanged(name):
            desk = _of_kind(network, name, Desk, "desk")
            return desk, _marked_up(desk, change)
        case LagChanged(name):
            desk = _of_kind(network, name, Desk, "desk")
            return desk, _lagged(desk, change)
        case _:
            account = _of_kind(network, change.account, Account, "account")
            return account, _funded(account, change)


def _of_kind(network: Network, name: str, kind: type[_Kind], word: str) -> _Kind:
    record = network.get_record(name)
    if not isinstance(record, kind):
        raise UsageError(what=f"{record.id} is no {word}", where="record", mend=f"give the id of a {word}")
    return record


def timed(network: Network, name: str) -> Timed:
    """Return a record with hours.

    Raises:
        UnknownInstitution: there is no such record.
        UsageError: it has no hours.
    """
    record = network.get_record(name)
    if not isinstance(record, Timed) or record.hours is None:
        raise UsageError(
            what=f"{record.id} has no hours",
            where="record",
            mend="give the id of a system, a desk or a service with some",
        )
    return record


def _hours_of(record: Timed) -> Hours:
    assert record.hours is not None, "a timed record has hours"
    return record.hours


# Hours


def _with_sessions(record: Timed, name: str, move: Callable[[Session], Session]) -> Timed:
    hours = _hours_of(record)
    names = list(dict.fromkeys(session.name for session in hours.sessions))
    if name and name not in names:
        raise UsageError(
            what=f"{record.id} has no session {name!r}", where="session", mend=f"use one of {', '.join(names)}"
        )
    moved = tuple(move(session) if name in ("", session.name) else session for session in hours.sessions)
    return replace(record, hours=replace(hours, sessions=moved))


def _cut_off(session: Session, change: CutOffMoved) -> Session:
    between = session.cut_off if change.whose is CutOffOf.CUSTOMER else change.at
    customers = session.customer_cut_off if change.whose is CutOffOf.INSTITUTION else change.at
    closes = max(session.closes, between, customers, key=_minutes)
    return replace(session, closes=closes, cut_off=between, customer_cut_off=customers)


def _opened(session: Session, change: HoursMoved) -> Session:
    closes = change.closes or session.closes
    return replace(
        session,
        opens=change.opens or session.opens,
        closes=closes,
        cut_off=min(session.cut_off, closes, key=_minutes),
        customer_cut_off=min(session.customer_cut_off, closes, key=_minutes),
    )


def _minutes(local: LocalTime) -> int:
    return local.minutes


# Limits and funds


def _limited(record: Record, change: LimitChanged) -> Record:
    if isinstance(record, Infrastructure):
        return _system_limited(record, change)
    if not isinstance(record, Account | Desk):
        raise UsageError(
            what=f"{record.id} has no limits", where="record", mend="give the id of an account, a desk or a system"
        )
    currency = record.currency if isinstance(record, Account) else record.tier_currency
    _check_currency(record.id, change.currency or currency, (currency,))
    least, most = _limits(change, currency, (record.minimum_minor, record.maximum_minor))
    return replace(record, minimum_minor=least, maximum_minor=most)


def _system_limited(system: Infrastructure, change: LimitChanged) -> Infrastructure:
    own = system.currencies
    known = tuple(
        dict.fromkeys([*own, *(side for swap in system.exchanges for side in (swap.pair.base, swap.pair.quote))])
    )
    currency = change.currency or (known[0] if len(known) == 1 else "")
    _check_currency(system.id, currency, known)
    leasts, mosts = dict(system.minimum_minor), dict(system.maximum_minor)
    least, most = _limits(change, currency, (leasts.pop(currency, 0), mosts.pop(currency, None)))
    leasts |= {currency: least} if least else {}
    mosts |= {currency: most} if most is not None else {}
    return replace(system, minimum_minor=tuple(sorted(leasts.items())), maximum_minor=tuple(sorted(mosts.items())))


def _check_currency(record: str, currency: str, known: tuple[str, ...]) -> None:
    if currency not in known:
        what = f"{record} has no limit in {currency}" if currency else f"{record} has limits in several currencies"
        raise UsageError(what=what, where="currency", mend=f"name a currency of it: {', '.join(known)}")


def _limits(change: LimitChanged | PriceChanged, currency: str, now: tuple[int, int | None]) -> tuple[int, int | None]:
    least = now[0] if change.minimum is None else parse_amount(change.minimum, currency, where="minimum")
    most = now[1]
    if change.maximum == NO_LIMIT:
        most = None
    elif change.maximum is not None:
        most = parse_amount(change.maximum, currency, where="maximum")
    if most is not None and most < least:
        texts = [f"{amount_text(limit, currency)} {currency}" for limit in (most, least)]
        raise InvalidValue(
            what=f"the maximum {texts[0]} is below the minimum {texts[1]}",
            where="maximum",
            mend="give both limits, the minimum first",
        )
    return least, most


def _funded(account: Account, change: FundsChanged) -> Account:
    available, credit = account.available_minor, account.credit_line_minor
    if change.available is not None:
        available = _funds(change.available, account.currency, "available")
    if change.credit_line is not None:
        credit = _funds(change.credit_line, account.currency, "credit_line")
    return replace(account, available_minor=available, credit_line_minor=credit)


def _funds(text: str, currency: str, where: str) -> int | None:
    return None if text == UNKNOWN_FUNDS else parse_amount(text, currency, where=where)


# Prices


def _priced(tariff: Tariff, change: PriceChanged) -> Tariff:
    low, likely, high = (_price(price, change, tariff.currency) for price in (tariff.low, tariff.likely, tariff.high))
    return replace(tariff, low=low, likely=likely, high=high)


def _price(price: Price, change: PriceChanged, currency: str) -> Price:
    least, most = _limits(change, currency, (price.minimum_minor, price.maximum_minor))
    fixed = price.fixed_minor if change.fixed is None else parse_amount(change.fixed, currency, where="fixed")
    priced = replace(price, fixed_minor=fixed, minimum_minor=least, maximum_minor=most)
    if change.rate_ppm is None:
        return priced
    _within(change.rate_ppm, 0, _PPM_ONE - 1, "rate_ppm")
    return replace(priced, slices=(ChargeSlice(0, 0, change.rate_ppm),), is_slab=False)


def _marked_up(desk: Desk, change: MarkupChanged) -> Desk:
    tiers: tuple[DeskTier, ...] = (DeskTier(0, change.ppm),)
    if change.is_relative:
        tiers = tuple(replace(tier, markup_ppm=tier.markup_ppm + change.ppm) for tier in desk.tiers)
    _check_markups(tiers, desk.value_lags)
    return replace(desk, tiers=tiers)


def _lagged(desk: Desk, change: LagChanged) -> Desk:
    _within(change.business_days, 0, _LAG_DAYS_MAX, "business_days")
    lags = (ValueLag(change.business_days, change.markup_ppm),)
    _check_markups(desk.tiers, lags)
    return replace(desk, value_lags=lags)


def _check_markups(tiers: tuple[DeskTier, ...], lags: tuple[ValueLag, ...]) -> None:
    markups = [tier.markup_ppm for tier in tiers]
    if min(*markups, 0, *(lag.markup_ppm for lag in lags)) < 0:
        raise InvalidValue(
            what="a markup is below zero", where="markup", mend="lower it by less, or give the markup itself"
        )
    if max(markups) + max(lag.markup_ppm for lag in lags) >= _PPM_ONE:
        raise InvalidValue(
            what="the markups of tier and value lag take the whole amount",
            where="markup",
            mend="keep their sum below 10000 basis points",
        )


def _within(number: int, least: int, most: int, where: str) -> None:
    if not least <= number <= most:
        raise InvalidValue(what=f"{number} is not within {least} and {most}", where=where, mend="give one that is")
