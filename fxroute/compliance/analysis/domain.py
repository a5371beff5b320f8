"""What a rule's conditions leave open, as sets over a few dimensions and intervals of amounts.

Statements that hang together share a dimension: direction and role are one, since whoever pays out of a country has
the debtor's agent there; purpose, kind of trade and clearness are one, since a purpose is of one kind. A rule whose
conditions leave nothing open on some dimension can never apply.
"""

from collections.abc import Callable, Iterator

from fxroute.compliance import say_of_leg as of_leg
from fxroute.compliance import say_of_payment as of_payment
from fxroute.compliance.place import Direction, Role
from fxroute.compliance.predicate import Predicate
from fxroute.compliance.purpose import Purpose
from fxroute.compliance.rule import Rule
from fxroute.compliance.rule_base import RuleBase
from fxroute.compliance.threshold import Limit, Sign, Window

__all__ = ["Domain", "domain_of", "exclude", "limits_of", "meets"]

Domain = dict[str, frozenset[object]]
"""For each dimension that a rule speaks of, the points it leaves open."""

_WAYS = frozenset(
    {
        (Direction.OUT, frozenset({Role.DEBTOR_AGENT})),
        (Direction.OUT, frozenset({Role.DEBTOR_AGENT, Role.INTERMEDIARY})),
        (Direction.IN, frozenset({Role.CREDITOR_AGENT})),
        (Direction.IN, frozenset({Role.CREDITOR_AGENT, Role.INTERMEDIARY})),
        (Direction.TRANSIT, frozenset({Role.INTERMEDIARY})),
        (Direction.TRANSIT, frozenset()),
        (Direction.DOMESTIC, frozenset({Role.DEBTOR_AGENT, Role.CREDITOR_AGENT})),
        (Direction.DOMESTIC, frozenset({Role.DEBTOR_AGENT, Role.CREDITOR_AGENT, Role.INTERMEDIARY})),
    }
)
_CONVERSIONS = frozenset({"inside", "outside", "nowhere"})


def domain_of(rule: Rule, rules: RuleBase) -> Domain:
    """Return what a rule's own conditions leave open."""
    domain: Domain = {}
    purposes: list[Purpose | None] = [*rules.purposes.values(), None]
    for predicate in rule.when:
        for dimension, points in _points(predicate, purposes):
            domain[dimension] = domain.get(dimension, points) & points
    return domain


def exclude(domain: Domain) -> tuple[str, ...]:
    """Return the dimensions on which nothing is left open."""
    return tuple(sorted(dimension for dimension, points in domain.items() if not points))


def limits_of(rule: Rule) -> tuple[tuple[tuple[str, Window, str], Limit], ...]:
    """Return the limits of a rule's amount, each with what it is compared in."""
    return tuple(
        ((money.currency, predicate.window, predicate.kind), money.limit)
        for predicate in rule.when
        if isinstance(predicate, of_payment.Amount)
        for money in predicate.limits
    )


def _points(predicate: Predicate, purposes: list[Purpose | None]) -> Iterator[tuple[str, frozenset[object]]]:
    """Give the points that a predicate leaves open, dimension by dimension; amounts are intervals, looked at apart."""
    maker = _MAKERS.get(type(predicate))
    if maker is not None:
        yield maker(predicate, purposes)
        return
    for name, points in _fields(predicate):
        yield f"{type(predicate).__name__}.{name}", points


def _fields(predicate: Predicate) -> Iterator[tuple[str, frozenset[object]]]:
    """A set that a predicate holds is what it leaves open; a truth value is one of two."""
    for name in predicate.__slots__:  # type: ignore[attr-defined]  # every predicate is a slotted dataclass
        value = getattr(predicate, name)
        if isinstance(value, frozenset):
            yield name, value
        elif isinstance(value, bool):
            yield name, frozenset({value})


_Maker = Callable[..., tuple[str, frozenset[object]]]


def _directions(predicate: of_payment.DirectionIs, _: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    return "way", frozenset(way for way in _WAYS if way[0] in predicate.directions)


def _roles(predicate: of_payment.RoleIs, _: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    return "way", frozenset(way for way in _WAYS if not predicate.roles.isdisjoint(way[1]))


def _crosses(predicate: of_payment.CrossBorder, _: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    return "cross_border", frozenset({predicate.wanted})


def _trades(predicate: of_payment.TradeIs, purposes: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    return "purpose", frozenset(one.id for one in purposes if one is not None and one.trade in predicate.trades)


def _purposes(predicate: of_payment.PurposeIs, _: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    return "purpose", frozenset(predicate.purposes)


def _clear(predicate: of_payment.PurposeClear, purposes: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    told = {"" if one is None else one.id for one in purposes if bool(one and one.is_clear) is predicate.wanted}
    return "purpose", frozenset(told)


def _conversions(predicate: of_payment.Conversion, _: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    return "conversion", frozenset(predicate.places & _CONVERSIONS)


def _converts(predicate: of_leg.ConvertedAt, _: list[Purpose | None]) -> tuple[str, frozenset[object]]:
    return "conversion", _CONVERSIONS - {"nowhere"} if predicate.wanted else frozenset({"nowhere"})


_MAKERS: dict[type, _Maker] = {
    of_payment.DirectionIs: _directions,
    of_payment.RoleIs: _roles,
    of_payment.CrossBorder: _crosses,
    of_payment.TradeIs: _trades,
    of_payment.PurposeIs: _purposes,
    of_payment.PurposeClear: _clear,
    of_payment.Conversion: _conversions,
    of_leg.ConvertedAt: _converts,
}
"""Predicates that share a dimension with others."""

_OPPOSITE = {Sign.ABOVE: Sign.AT_MOST, Sign.AT_MOST: Sign.ABOVE, Sign.AT_LEAST: Sign.BELOW, Sign.BELOW: Sign.AT_LEAST}


def meets(first: Limit, second: Limit) -> str:
    """Tell how two limits stand to each other: `meets`, `hole`, `overlap`, or `` where they look the same way."""
    lower, upper = (first, second) if first.sign in (Sign.ABOVE, Sign.AT_LEAST) else (second, first)
    if upper.sign not in (Sign.AT_MOST, Sign.BELOW) or lower.sign not in (Sign.ABOVE, Sign.AT_LEAST):
        return ""
    if lower.number == upper.number:
        if _OPPOSITE[lower.sign] is upper.sign:
            return "meets"
        return "overlap" if lower.sign is Sign.AT_LEAST else "hole"
    return "hole" if lower.number > upper.number else "overlap"
