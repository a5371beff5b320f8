"""The kernel: exact multi-criteria search over labels.

A label is a partial route at a node. Labels are taken up in the order (conversions, legs) and extended over every
edge; a label survives at a node unless another there is at least as good in everything that can matter later, and is
not extended when even its best conceivable completion is no better than a route already found.

One loop serves four questions. Amounts run forward (a fixed send, more is better) or backward (a fixed receipt, less
is better): `key` is the amount with the sign that makes more better. Instants run the same way as the amounts, or
against them: then a label carries, instead of an instant, the whole function from instants here to instants at the
far end (`fxroute.search.profile`), or no instant at all where time is not asked.

Exactness. Amount and time functions never decrease, so a better label stays better, with three exceptions that the
caller (`fxroute.search.engine`) refines away: a route must not return to an institution (`critical` bits), must pass
some (`required` bits), and may profit from a smaller amount at a limit. There a larger amount is first cut down to what
passes, which no real route can better; where such a label is on the front, its limits are kept to (`limits`). Sources:
Hansen 1980 and Martins 1984 for label correcting with several criteria; docs/semantics.md for the model.

Complexity: labels times degree; `labels_max` bounds the work and is reported when it is hit.
"""

from bisect import insort
from collections.abc import Sequence
from heapq import heappop, heappush

from fxroute.network.windows import NEVER
from fxroute.search.bounding import Bounding, Limit, raised
from fxroute.search.edges import Edge
from fxroute.search.profile import Piece, Profiles, covers

__all__ = ["BACKWARD", "FORWARD", "Kernel", "Label", "Target"]

FORWARD, BACKWARD = 1, -1


class Label:
    """A partial route at a node; `key` and `time` are signed so that more, respectively less, is better."""

    __slots__ = ("claims", "conversions", "edge", "entities", "is_dead", "key", "key_safe", "legs", "mask", "node",
                 "parent", "profile", "rank", "time", "visit")  # fmt: skip

    def __init__(self, node: int, key: int, time: int) -> None:
        """Start a route at `node`."""
        self.node = node
        self.key = key
        self.time = time
        self.conversions = 0
        self.entities = 0
        self.legs = 0
        self.claims = 0
        self.rank = 0
        self.mask = 0
        self.visit = 0
        self.parent: Label | None = None
        self.edge: Edge | None = None
        self.profile: tuple[Piece, ...] | None = None
        self.is_dead = False
        self.key_safe: float | None = None


class Target:
    """What a search starts from, ends at, and must keep to."""

    __slots__ = (
        "conversions_max",
        "critical",
        "end",
        "entities_max",
        "free_entities",
        "horizon",
        "is_claimed",
        "labels_max",
        "legs_max",
        "limits",
        "required",
        "with_rank",
    )  # fmt: skip

    def __init__(self, end: int, horizon: int, labels_max: int) -> None:
        """Keep the far end, the last (or first) day of the horizon, and the work bound."""
        self.end = end
        self.horizon = horizon
        self.labels_max = labels_max
        self.conversions_max = self.entities_max = self.legs_max = NEVER
        self.free_entities: frozenset[int] = frozenset()
        self.critical = 0
        self.required = 0
        # Kept to as they are; at every other limit an amount is cut down to what passes, as if it could be given away.
        self.limits: tuple[Limit, ...] = ()
        self.with_rank = False
        self.is_claimed = False


class Kernel:
    """One search over one laid-out graph.

    Args:
        edges: for each node the edges to extend over: those that leave it when amounts run forward, else those
            that enter it.
        bounding: best rest from each node.
        target: start, end and limits.
        direction: `FORWARD` or `BACKWARD`, of the amounts.
        profiles: set where instants run against the amounts.
        is_timeless: no instants at all.
        units: institution index by node, -1 for infrastructures and the far ends.
        marks: the bit that passing a node sets: its institution's, or a required infrastructure's.
        values: for each node the value of one minor unit, in one common currency at mid.
        spread: (factor, addition) by which value may shrink along any route, and the factor by which it may grow.
    """

    def __init__(
        self,
        edges: Sequence[Sequence[Edge]],
        bounding: Bounding,
        target: Target,
        *,
        direction: int,
        units: Sequence[int],
        marks: Sequence[int],
        values: Sequence[float],
        spread: tuple[float, float, float] = (1.0, 0.0, 1.0),
        profiles: Profiles | None = None,
        is_timeless: bool = False,
    ) -> None:
        """Prepare empty bags."""
        self.edges = edges
        self.bounding = bounding
        self.target = target
        self.direction = direction
        self.units = units
        self.marks = marks
        self.values = values
        self.spread = spread
        self.profiles = profiles
        self.is_timeless = is_timeless
        self.bags: list[list[Label] | None] = [None] * len(edges)
        self.found: list[Label] = []
        self.labels = 0
        self.is_cut = False
        self.looped = 0
        self._kept_limits: frozenset[Edge] = frozenset()
        self._heap: list[tuple[int, int, int, Label]] = []

    def run(self, start: Label, known: Sequence[Label] = ()) -> list[Label]:
        """Return the labels at the far end that no other dominates, those `known` beforehand among them."""
        self.found = sorted(known, key=_best_first)
        self._kept_limits = frozenset(limit.edge for limit in self.target.limits)
        self.bags[start.node] = [start]
        heap = self._heap
        heappush(heap, (0, 0, 0, start))
        while heap:
            label = heappop(heap)[3]
            if not label.is_dead and not self._is_hopeless(label):
                self._expand(label)
                if self.labels > self.target.labels_max:
                    self.is_cut = True
                    break
        return self.found

    def _is_met(self, best: tuple[float, int, int, int, int, int]) -> bool:
        """Tell whether a found route is at least as good as a vector in everything."""
        key, time, conversions, entities, claims, rank = best
        for done in self.found:
            if done.key < key:
                return False
            if (
                done.time <= time
                and done.conversions <= conversions
                and done.entities <= entities
                and done.claims <= claims
                and done.rank <= rank
            ):
                return True
        return False

    def _is_hopeless(self, label: Label) -> bool:
        """Tell whether a found route is at least as good as the best conceivable completion of `label`."""
        return bool(self.found) and self._is_met(self._best(label))

    def _best(self, label: Label) -> tuple[float, int, int, int, int, int]:
        """Return what the best completion of `label` could reach."""
        bounding, node = self.bounding, label.node
        return (
            raised(label.key * bounding.ratio[node]),
            label.time + bounding.minutes[node],
            label.conversions + bounding.conversions[node],
            label.entities + bounding.entities[node],
            label.claims,
            label.rank,
        )

    def _expand(self, label: Label) -> None:  # noqa: C901, PLR0912, PLR0915  # one loop on purpose, see docs/adr/0010
        """Extend a label over every edge of its node, and keep what may still lead to the front."""
        target, bounding, units, marks = self.target, self.bounding, self.units, self.marks
        is_forward, profiles, is_timeless = self.direction > 0, self.profiles, self.is_timeless
        here, mask, end = units[label.node], label.mask, target.end
        ratios, minutes = bounding.ratio, bounding.minutes
        conversions_left, entities_left, legs_left = bounding.conversions, bounding.entities, bounding.legs
        is_clocked = profiles is None and not is_timeless
        for edge in self.edges[label.node]:
            node = edge.head if is_forward else edge.tail
            conversions = label.conversions + edge.conversions
            conversions_all = conversions + conversions_left[node]
            if conversions_all > target.conversions_max:
                continue
            legs = label.legs + edge.legs
            if legs + legs_left[node] > target.legs_max:
                continue
            entities = label.entities
            if edge.entity >= 0 and edge.entity not in target.free_entities:
                entities += 1
            entities_all = entities + entities_left[node]
            if entities_all > target.entities_max:
                continue
            unit, bit, visit = units[node], 0, label.visit
            if unit == here:
                if visit >> node & 1:
                    continue
                visit |= 1 << node
            else:
                bit = marks[node]
                if mask & bit:
                    if mask & bit & target.critical:
                        continue
                    self.looped |= bit
                if unit >= 0:
                    if here < 0 and visit >> node & 1:
                        continue
                    visit = 1 << node
            key = self._amount(label, edge)
            if key == 0:
                continue
            time = label.time
            if is_clocked:
                time = self._time(time, edge)
                if time >= NEVER:
                    continue
            claims = label.claims
            if edge.claim is not None:
                claims += edge.claim.of(label.key if is_forward else -key)
            rank = label.rank
            if target.with_rank and edge.rank > rank:
                rank = edge.rank
            # With a profile the rest already bounds the arrival; only what survives that is worth a profile of its own.
            best = key * ratios[node]
            best += abs(best) * 1e-9 + 1
            time_all = time + minutes[node]
            is_met = False
            for done in self.found:
                if done.key < best:
                    break
                if (
                    done.time <= time_all
                    and done.conversions <= conversions_all
                    and done.entities <= entities_all
                    and done.claims <= claims
                    and done.rank <= rank
                ):
                    is_met = True
                    break
            if is_met:
                continue
            fresh = Label(node, key, time)
            if profiles is not None:
                pieces = profiles.before(edge, node, label.profile or ())
                if not pieces:
                    continue
                fresh.profile = pieces
                fresh.time = pieces[0][1]
            fresh.conversions = conversions
            fresh.entities = entities
            fresh.legs = legs
            fresh.claims = claims
            fresh.rank = rank
            fresh.mask = mask | bit
            fresh.visit = visit
            fresh.parent = label
            fresh.edge = edge
            if node == end:
                self._finish(fresh)
            else:
                self._insert(fresh)

    def _amount(self, label: Label, edge: Edge) -> int:
        """Return the key behind the edge, 0 when the amount does not fit it.

        What a limit stops, though less good an amount might pass, is cut down to it: see `Target.limits`.
        """
        if self.direction > 0:
            amount = label.key
            if amount < edge.least:
                return 0
            if 0 <= edge.most < amount:
                if not self._may_cut(edge):
                    return 0
                amount = edge.most
            amount = edge.net(amount)
            return amount if amount > 0 else 0
        amount = edge.gross(-label.key)
        if amount < 0:
            if not self._may_cut(edge):
                return 0
            amount = edge.least
        if 0 <= edge.most < amount:
            return 0
        if edge.on_top is not None:
            amount += edge.on_top.of(amount)
        return -amount

    def _may_cut(self, edge: Edge) -> bool:
        """Tell whether some route might bring its amount to the limit of an edge that is not kept to yet.

        Where charges are claimed, labels of one amount only replace one another: there every limit is kept to.
        """
        if self.target.is_claimed or edge in self._kept_limits:
            return False
        factor, addition, growth = self.spread
        if self.direction > 0:
            return not _below(edge.most * self.values[edge.tail], self._start_value * factor - addition)
        return not _below((self._start_value * growth + addition) / factor, edge.least * self.values[edge.tail])

    def _enters(self, edge: Edge) -> int:
        return int(edge.entity >= 0 and edge.entity not in self.target.free_entities)

    def cuts(self, label: Label) -> list[Edge]:
        """Return the edges at whose limits a found label was cut down: what it stands for is no route."""
        edges = []
        while label.parent is not None and label.edge is not None:
            edge, key = label.edge, label.parent.key
            if (0 <= edge.most < key) if self.direction > 0 else edge.gross(-key) < 0:
                edges.append(edge)
            label = label.parent
        return edges

    _start_value = 0.0

    def start_at(self, value: float) -> None:
        """Set the value of the starting amount, against which limits are judged."""
        self._start_value = value

    def _time(self, time: int, edge: Edge) -> int:
        windows = edge.windows
        if windows is None:
            return time
        if self.direction > 0:
            return windows.end(time, edge.minutes, self.target.horizon)
        ready = windows.latest_ready(-time, edge.minutes, self.target.horizon)
        return -ready

    def _may_replace(self, one: Label, other: Label) -> bool:
        """Tell whether `one`, no worse than `other` in amount, time, conversions and banks, is no worse in anything."""
        target = self.target
        if one.claims > other.claims or one.rank > other.rank:
            return False
        if target.is_claimed and one.key != other.key:
            # A larger amount is charged more, so it may be ahead here and behind in claims later.
            return False
        if target.legs_max < NEVER and one.legs > other.legs:
            return False
        if one.mask & target.critical & ~other.mask or other.mask & target.required & ~one.mask:
            return False
        if (target.limits or target.required or target.is_claimed) and one.visit & ~other.visit:
            # What it passed just now it may not pass again; there, its own start has less, or lacks what is required.
            return False
        if target.limits and one.key != other.key and one.key > self._key_safe(other):
            # A limit may stop it where the other passes.
            return False
        if one.profile is not None and other.profile is not None:
            return covers(one.profile, other.profile)
        return True

    def _key_safe(self, label: Label) -> float:
        """Return the best key that passes wherever `label` might pass a limit to some use."""
        if label.key_safe is None:
            label.key_safe = float("inf")
            for limit in self.target.limits:
                safe = limit.surely_passes(label.node)
                if safe < label.key_safe and self._may_use(label, limit):
                    label.key_safe = safe
        return label.key_safe

    def _may_use(self, label: Label, limit: Limit) -> bool:
        """Tell whether `label` can come to a limit with so little that it passes, and end better than what is found."""
        way, bounding, node, edge = limit.way, self.bounding, label.node, limit.edge
        if not way.reaches(node) or self._stays_above(label, limit):
            return False
        conversions = label.conversions + way.conversions[node] + edge.conversions + bounding.conversions[limit.far]
        entities = label.entities + way.entities[node] + self._enters(edge) + bounding.entities[limit.far]
        legs = label.legs + way.legs[node] + edge.legs + bounding.legs[limit.far]
        target = self.target
        if conversions > target.conversions_max or entities > target.entities_max or legs > target.legs_max:
            return False
        minutes = 0
        if self.profiles is None and not self.is_timeless:
            minutes = way.minutes[node] + edge.minutes + bounding.minutes[limit.far]
        key = limit.beyond(node, label.key, is_forward=self.direction > 0)
        best = (
            raised(key * bounding.ratio[limit.far]),
            label.time + minutes,
            conversions,
            entities,
            label.claims,
            label.rank,
        )
        return not self._is_met(best)

    def _stays_above(self, label: Label, limit: Limit) -> bool:
        """Tell whether no way loses so much that `label` would come to pass the limit."""
        factor, addition, _ = self.spread
        value, value_most = label.key * self.values[label.node], limit.key_most * self.values[limit.near]
        if self.direction > 0:
            return _below(value_most, value * factor - addition)
        return _below((addition - value) / factor, -value_most)

    def _insert(self, fresh: Label) -> None:
        """Put a label into the bag of its node unless one there, or a found route, makes it useless."""
        bag = self.bags[fresh.node]
        if bag is None:
            bag = self.bags[fresh.node] = []
        key, time, conversions, entities = fresh.key, fresh.time, fresh.conversions, fresh.entities
        for kept in bag:
            if (
                kept.key >= key
                and kept.time <= time
                and kept.conversions <= conversions
                and kept.entities <= entities
                and self._may_replace(kept, fresh)
            ):
                return
        if fresh.profile is not None and self._is_hopeless(fresh):
            return
        survivors = []
        for kept in bag:
            if (
                kept.key <= key
                and kept.time >= time
                and kept.conversions >= conversions
                and kept.entities >= entities
                and self._may_replace(fresh, kept)
            ):
                kept.is_dead = True
            else:
                survivors.append(kept)
        survivors.append(fresh)
        bag[:] = survivors
        self.labels += 1
        order = conversions + self.bounding.conversions[fresh.node]
        heappush(self._heap, (order, fresh.legs + self.bounding.legs[fresh.node], self.labels, fresh))

    def _finish(self, fresh: Label) -> None:
        required = self.target.required
        if fresh.mask & required != required:
            return
        for done in self.found:
            if (
                done.key >= fresh.key
                and done.time <= fresh.time
                and done.conversions <= fresh.conversions
                and done.entities <= fresh.entities
                and done.claims <= fresh.claims
                and done.rank <= fresh.rank
            ):
                return
        self.found = [
            done
            for done in self.found
            if not (
                fresh.key >= done.key
                and fresh.time <= done.time
                and fresh.conversions <= done.conversions
                and fresh.entities <= done.entities
                and fresh.claims <= done.claims
                and fresh.rank <= done.rank
            )
        ]
        insort(self.found, fresh, key=_best_first)


def _best_first(label: Label) -> int:
    return -label.key


def _below(value: float, other: float) -> bool:
    """Tell whether a value lies below another by more than binary fractions can be wrong."""
    return value + abs(value) * 1e-9 + 1e-6 < other - abs(other) * 1e-9
