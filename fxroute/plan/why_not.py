"""Why not: what fell out beside the routes that were found, each with the smallest change that brings it back.

Four kinds of things fall out: what a bound removed that would be on the front, an earlier arrival that the start
missed, an amount that a limit stopped, and ways through places that no route passes, which some route is at least as
good as. `docs/semantics.md`, section 10, says which of them are told.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from fxroute.model import (
    AmountAtLeast,
    AmountAtMost,
    BoundRaised,
    Bounds,
    CheaperBy,
    CreditedBy,
    LegKind,
    Opening,
    PassageFreed,
    Payment,
    QuestionChange,
    Reason,
    RuledOut,
    Side,
    StartedBy,
    amount_text,
    money_of,
)
from fxroute.plan.amount_gap import is_funds, limited_by
from fxroute.plan.bound_gap import lifted, lifts_of, sized
from fxroute.search import Option, Searcher, SearchResult, Step
from fxroute.search.edges import Edge
from fxroute.search.layout import Layout
from fxroute.search.ways import Stop, Way, Ways

__all__ = ["WhyNot", "passes"]

_LABELS_AT_LEAST = 2_000
_EARLIER_DAYS_MAX = 21
_PASSAGES_MAX = 24
_FAR = 1 << 60


@dataclass(slots=True)
class WhyNot:
    """What fell out of one answer that has routes.

    `labels_left` bounds the searches for what bounds removed; the rest is told without a search. What is not tried
    for want of labels is not told.
    """

    searcher: Searcher
    payment: Payment
    bounds: Bounds
    result: SearchResult
    labels_left: int
    labels: int = 0

    def found(self) -> tuple[RuledOut, ...]:
        """Return what fell out: bounds, time, limits, then ways that are no better, the nearest first."""
        out = list(self._bounds())
        ways = self.ways(self.result.layout)
        out += self._earlier(ways)
        out += self._limits(ways)
        out += self._dominated(ways)
        return tuple(dict.fromkeys(out))

    def ways(self, layout: Layout) -> Ways:
        """Return the ways of a layout, judged by the best route, or by the amount at mid where there is none."""
        if self.result.options:
            return Ways(layout, self.payment, self.result.options[0].vector[0], self.bounds.conversions_max)
        fixed, other = layout.start, layout.end
        if self.payment.side is not Side.SEND:
            fixed, other = other, fixed
        value = self.payment.instructed_minor * layout.values[fixed]
        wanted = max(int(value / layout.values[other]), 1) if layout.values[other] else 1
        return Ways(layout, self.payment, wanted, self.bounds.conversions_max)

    # Bounds

    def _bounds(self) -> Iterator[RuledOut]:
        told: set[str] = set()
        for lift in lifts_of(self.bounds):
            if lift.name in told or self.labels > max(self.labels_left, _LABELS_AT_LEAST):
                continue
            result = self.searcher.search(self.payment, lifted(self.payment, self.bounds, [lift]))
            self.labels += result.labels
            better = [option for option in result.options if not self._is_met(option.vector)]
            if not better:
                continue
            told.add(lift.name)
            change = sized(lift, self.bounds, better, self.searcher, self.payment)
            way = self.lifted_way(better[0])
            yield replace(change.ruled_out(), option=way.option, value=change.value or way.value)

    def lifted_way(self, option: Option) -> RuledOut:
        """Return a way that only a bound keeps from the answer, with what it brings."""
        edges = [step.edge for step in option.steps]
        return RuledOut(option=_named(edges), reason=Reason.BOUND, where="", value=self._shown(option.vector))

    # Time

    def _earlier(self, ways: Ways) -> Iterator[RuledOut]:
        """Say what the start, or the deadline, missed by how little."""
        if self.payment.at is None:
            yield from self._later_start()
            return
        fastest = min(self.result.options, key=lambda option: (option.vector[1], option.vector))
        missed = self._missed(fastest)
        if missed is None:
            return
        reason, where, limit = missed
        latest = ways.start_before(fastest.vector[1] - 1)
        start = _instant(latest) if latest > 0 else None
        if start is None or start >= self.payment.at or (self.payment.at - start).days > _EARLIER_DAYS_MAX:
            return
        tried = self.searcher.search(replace(self.payment, at=start), self.bounds)
        self.labels += tried.labels
        sooner = min(tried.options, key=lambda option: (option.vector[1], option.vector), default=None)
        if sooner is None or sooner.vector[1] >= fastest.vector[1]:
            return
        yield RuledOut(
            option=_named([step.edge for step in sooner.steps]),
            reason=reason,
            where=where,
            limit=limit,
            value=f"credited {_text(_instant(fastest.vector[1]))} instead of {_text(_instant(sooner.vector[1]))}",
            openings=(Opening((StartedBy(start),)),),
        )

    def _later_start(self) -> Iterator[RuledOut]:
        """Say when the first start after the latest one that is in time would be credited."""
        assert self.payment.arrive_by is not None, "a payment has one of the two"
        if self.payment.side is not Side.SEND:
            return
        last = max(self.result.options, key=lambda option: option.vector[1])
        later = replace(self.payment, at=_instant(last.vector[1] + 1), arrive_by=None)
        tried = self.searcher.search(later, self.bounds)
        self.labels += tried.labels
        first = min(tried.options, key=lambda option: (option.vector[1], option.vector), default=None)
        if first is None or first.vector[1] <= _minute(self.payment.arrive_by):
            return
        credited = _instant(first.vector[1])
        reason, where, limit = self._missed(first) or (Reason.ARRIVES_TOO_LATE, self.payment.creditor_agent, "")
        yield RuledOut(
            option=_named([step.edge for step in first.steps]),
            reason=Reason.ARRIVES_TOO_LATE if reason is Reason.CUT_OFF_MISSED else reason,
            where=where,
            limit=limit,
            value=f"credited {_text(credited)} instead of {_text(self.payment.arrive_by)}",
            openings=(Opening((CreditedBy(credited),)),),
        )

    def _missed(self, later: Option) -> tuple[Reason, str, str] | None:
        """Say for which service a way waited longest, and since when that was closed.

        `None` where it only waited for the opening of the day on which it was ready: nothing was missed then.
        """
        step = max(later.steps, key=_waited)
        windows, window = step.edge.windows, step.window
        if windows is None or window is None or _waited(step) <= 0:
            return None
        if step.starts_minute == step.ready_minute:
            return Reason.CURRENCY_CLOSED, _service(step.edge), f"delivered {_text(_instant(step.ends_minute))}"
        before = bisect_left(windows.cut_offs, window.cut_off) - 1
        local_day = _instant(step.ready_minute).astimezone(windows.zone).toordinal()
        if local_day == window.day:
            return None
        reopened = f"open again {_text(_instant(window.opens))}"
        if before < 0 or windows.days[before] < local_day:
            return Reason.CURRENCY_CLOSED, _service(step.edge), reopened
        cut_off = _text(_instant(windows.cut_offs[before]))
        return Reason.CUT_OFF_MISSED, _service(step.edge), f"cut-off {cut_off}, {reopened}"

    # Amounts

    def _limits(self, ways: Ways) -> Iterator[RuledOut]:
        """Say which limits stop a way that no route is as good as."""
        told: set[str] = set()
        for edge in list(ways.stopped):
            record = edge.move.records[0]
            stop = None if record in told else ways.over(edge)
            way = None if stop is None else ways.unlimited(stop)
            if stop is None or way is None or self._breaks(way) or self._is_met(way.vector):
                continue
            told.add(record)
            yield self.stopped(stop, ways)

    def stopped(self, stop: Stop, ways: Ways) -> RuledOut:
        """Return which limit stops a way, with the amount nearest to the one asked for that passes it."""
        edge, passes = stop.edge, ways.nearest(stop)
        asked, currency = self.payment.instructed_minor, self.payment.instructed_amount.currency.code
        is_over = passes < asked if passes else 0 <= edge.most < stop.amount_minor
        reason = Reason.AMOUNT_OVER_LIMIT if is_over else Reason.AMOUNT_UNDER_MINIMUM
        if is_over and is_funds(edge, self.searcher.network):
            reason = Reason.INSUFFICIENT_FUNDS
        amount = money_of(passes, currency) if passes else None
        opening = None if amount is None else AmountAtMost(amount) if is_over else AmountAtLeast(amount)
        limit_minor = edge.most if is_over else edge.least
        return RuledOut(
            option=_named(stop.edges),
            reason=reason,
            where=limited_by(edge, self.searcher.network),
            limit=f"{amount_text(max(limit_minor, 0), edge.move.currency)} {edge.move.currency}",
            value=f"{amount_text(stop.amount_minor, edge.move.currency)} {edge.move.currency}",
            openings=() if opening is None else (Opening((opening,)),),
        )

    # Ways that are no better

    def _dominated(self, ways: Ways) -> list[RuledOut]:
        """Say of the places that could come nearest to the front what keeps them from it."""
        used = {name for option in self.result.options for name in _passed(option)}
        passages = {name: nodes for name, nodes in self._passages().items() if name not in used}
        nearest = sorted(passages, key=lambda name: (ways.hope(passages[name]), name))[:_PASSAGES_MAX]
        told: dict[tuple[Edge, ...], tuple[int, RuledOut]] = {}
        for passage in nearest:
            way = ways.through(passages[passage])
            if isinstance(way, Stop) and (free := ways.unlimited(way)) is not None and not self._breaks(free):
                told.setdefault(way.edges, (_FAR, self.stopped(way, ways)))
            elif isinstance(way, Way) and way.edges not in told and not self._breaks(way):
                found = self._beaten(passage, way.edges, way.vector)
                if found is not None:
                    told[way.edges] = found
        return [out for _, out in sorted(told.values(), key=lambda pair: (pair[0], pair[1].where))]

    def _passages(self) -> dict[str, list[int]]:
        """Return the nodes of each institution and payment system that some way may pass."""
        layout, passages = self.result.layout, dict[str, list[int]]()
        for node, key in enumerate(layout.graph.nodes):
            if layout.out[node]:
                passages.setdefault(key[0], []).append(node)
        return passages

    def nearest(self, passage: str, options: Sequence[Option]) -> tuple[RuledOut, ...]:
        """Return what keeps the best of all ways through a passage from the front."""
        beaten = [self._beaten(passage, [step.edge for step in way.steps], way.vector) for way in options]
        return tuple(out for _, out in sorted(filter(None, beaten), key=lambda pair: pair[0])[:1])

    def _beaten(self, passage: str, edges: Sequence[Edge], vector: Sequence[int]) -> tuple[int, RuledOut] | None:
        """Return which route keeps a way through a passage from the front, and by how much; `None` where none does."""
        rivals = [option for option in self.result.options if _is_as_good(option.vector, vector, self._signs())]
        if not rivals:
            return None
        best = min(rivals, key=lambda option: self._signs()[0] * option.vector[0])
        gap = abs(best.vector[0] - vector[0]) + 1
        return gap, RuledOut(
            option=_named(edges),
            reason=Reason.DOMINATED,
            where=passage,
            limit=self._shown(best.vector),
            value=self._shown(vector),
            openings=(Opening((CheaperBy(passage, money_of(gap, self._open_currency())),)),),
        )

    def _breaks(self, way: Way) -> bool:
        """Tell whether a way breaks a bound that is a number, or does not pass what it must."""
        return bool(self.broken(way))

    def broken(self, way: Way) -> tuple[QuestionChange, ...]:
        """Return the changes of the bounds that a way needs: of those that are numbers, and of what must be passed."""
        bounds, legs = self.bounds, sum(edge.legs for edge in way.edges)
        values = (
            ("conversions_max", way.vector[2], bounds.conversions_max),
            ("intermediaries_max", way.vector[3], bounds.intermediaries_max),
            ("legs_max", legs, bounds.legs_max),
        )
        raised = [BoundRaised(name, value) for name, value, limit in values if limit is not None and value > limit]
        return (*raised, *(PassageFreed(place) for place in sorted(bounds.via - _places(way.edges))))

    # Vectors

    def _is_met(self, vector: Sequence[int]) -> bool:
        return any(_is_as_good(option.vector, vector, self._signs()) for option in self.result.options)

    def _signs(self) -> tuple[int, ...]:
        """Return for each criterion 1 where less is better and -1 where more is."""
        return (-1 if self.payment.side is Side.SEND else 1, 1 if self.payment.at is not None else -1, 1, 1, 1)

    def _open_currency(self) -> str:
        is_send = self.payment.side is Side.SEND
        return self.payment.creditor_currency if is_send else self.payment.debtor_currency

    def _shown(self, vector: Sequence[int]) -> str:
        currency = self._open_currency()
        when = "credited" if self.payment.at is not None else "started"
        amount = f"{amount_text(vector[0], currency)} {currency}"
        return f"{amount}, {when} {_text(_instant(vector[1]))}, conversions {vector[2]}, intermediaries {vector[3]}"


def _is_as_good(one: Sequence[int], other: Sequence[int], signs: Sequence[int]) -> bool:
    return all(sign * a <= sign * b for a, b, sign in zip(one, other, signs, strict=False))


def passes(option: Option, passage: str) -> bool:
    """Tell whether a route passes an institution or a payment system."""
    return passage in _passed(option)


def _passed(option: Option) -> set[str]:
    return _places([step.edge for step in option.steps])


def _places(edges: Sequence[Edge]) -> set[str]:
    return {name for edge in edges for name in (edge.move.from_id, edge.move.to_id, edge.move.via)}


def _waited(step: Step) -> int:
    """Return the minutes for which funds lay still on a step: before its start, and for its delivery."""
    return step.ends_minute - step.ready_minute - step.edge.minutes


def _service(edge: Edge) -> str:
    move = edge.move
    return move.via or (move.desk if move.kind is LegKind.CONVERSION else move.charge_agent or move.to_id)


def _named(edges: Sequence[Edge]) -> str:
    """Return the places that a way passes, in their order."""
    names: list[str] = []
    for edge in edges:
        for name in (edge.move.from_id, edge.move.to_id):
            if not names or names[-1] != name:
                names.append(name)
    return " > ".join(names)


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC)


def _minute(instant: datetime) -> int:
    return int(instant.timestamp()) // 60


def _text(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
