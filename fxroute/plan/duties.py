"""Duties: what rules and service levels ask for after a payment on a route, with its days."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from fxroute.compliance.due import DatedTask, tasks_of
from fxroute.compliance.rule import StartsAt
from fxroute.compliance.rule_base import RuleBase
from fxroute.model import Payment, Route
from fxroute.network import Network

__all__ = ["duties_of", "starts_of"]


def duties_of(
    payment: Payment,
    route: Route,
    rules: RuleBase,
    network: Network,
    *,
    events: Mapping[StartsAt, date] = MappingProxyType({}),
) -> tuple[DatedTask, ...]:
    """Return the duties of a route that was checked, by day.

    Args:
        payment: what is paid.
        route: the way, with its findings.
        rules: the rule base that it was checked with.
        network: for calendars.
        events: days from which service levels count, of a request or an approval.
    """
    units = network.institutions
    ends = units[payment.debtor_agent].country, units[payment.creditor_agent].country
    return tasks_of(route.findings, rules, network, starts={**events, **starts_of(route)}, ends=ends)


def starts_of(route: Route) -> dict[StartsAt, date]:
    """Return the days of a route from which deadlines are counted."""
    first, last = route.legs[0], route.legs[-1]
    return {
        StartsAt.PAYMENT: first.starts_at.astimezone(ZoneInfo(first.from_zone)).date(),
        StartsAt.CREDIT: route.credited_at.astimezone(ZoneInfo(last.to_zone)).date(),
        StartsAt.VALUE_DATE: route.value_date,
        StartsAt.MONTH_END: _month_end(route.value_date),
    }


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
