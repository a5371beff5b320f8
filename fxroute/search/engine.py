"""The search: one question in, the exact front out, with the moves of every route on it.

Four questions, by which side of the amount and which end of the time is fixed, are answered by one kernel; loops
through one institution and limits that favour a smaller amount are refined away by running it again with what the run
before revealed, until nothing is left to refine (then the front is exact) or the bound on work is reached (then the
answer says so). `docs/semantics.md`, section 8, is normative.
"""

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fxroute.model import Bounds, ChargeBearer, ChargeFunction, Payment, Permission, RateSource, Side
from fxroute.network import Network
from fxroute.network.windows import EPOCH_DAY, HORIZON_DAYS, NEVER, Windows, WindowUsed
from fxroute.search.bounding import Limit
from fxroute.search.edges import Edge
from fxroute.search.graph import Graph
from fxroute.search.kernel import BACKWARD, FORWARD, Kernel, Label, Target
from fxroute.search.layout import Layout
from fxroute.search.profile import Profiles
from fxroute.search.terms import Scenario, Terms

__all__ = ["Option", "SearchResult", "Searcher", "Step", "search"]

_GRAPHS_KEPT = 6
_LAYOUTS_KEPT = 64
_EARLY_DAYS = 6
_SOON_DAYS = 14
_PATIENCE = 4
_PATIENCE_AT_LEAST = 1_000
"""How many labels, beside those of the first run, a run that keeps to limits may take before circles are forbidden."""


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a found route, with the amounts (minor units) and instants (minutes since 1970 UTC) on it."""

    edge: Edge
    debited_minor: int
    credited_minor: int
    ready_minute: int
    starts_minute: int
    ends_minute: int
    window: WindowUsed | None


@dataclass(frozen=True, slots=True)
class Option:
    """One point of the front and a route that attains it.

    `vector` = (amount in minor units, instant in minutes since 1970 UTC, conversions, intermediaries, claimed minor
    units[, evidence rank]): delivered or total debit, and credited at or latest start, as the question fixes the other.
    """

    vector: tuple[int, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The front, best amount first, and whether it is proved complete."""

    options: tuple[Option, ...]
    complete: bool
    why_incomplete: str
    labels: int
    layout: Layout


def search(
    network: Network,
    rates: RateSource,
    payment: Payment,
    bounds: Bounds | None = None,
    *,
    with_evidence: bool = False,
) -> SearchResult:
    """Answer one question; `Searcher` keeps what several questions share."""
    return Searcher(network, rates).search(payment, bounds or Bounds(), with_evidence=with_evidence)


class Searcher:
    """Searches over one network and one view of the rates, keeping compiled graphs between questions."""

    def __init__(self, network: Network, rates: RateSource, permission: Permission | None = None) -> None:
        """Keep the three; nothing is compiled before the first question."""
        self.network = network
        self.rates = rates
        self.permission = permission
        self._epochs = _epochs(network)
        self._windows: dict[tuple[str, ...], Windows] = {}
        self._graphs: dict[Scenario, Graph] = {}
        self._layouts: dict[tuple[object, ...], Layout] = {}

    def with_permission(self, permission: Permission) -> "Searcher":
        """Return a searcher over the same network and rates under another permission; compiled graphs are shared."""
        other = Searcher(self.network, self.rates, permission)
        other._windows, other._graphs = self._windows, self._graphs  # of its own class
        return other

    def search(self, payment: Payment, bounds: Bounds, *, with_evidence: bool = False) -> SearchResult:
        """Return the front of `payment` under `bounds`.

        Raises:
            UnknownInstitution: an agent, or an id in `avoid` or `via`, is not in the network.
        """
        payment = self._resolved(payment)
        layout = self.layout(payment, bounds)
        if layout.is_empty:
            return SearchResult((), complete=True, why_incomplete="", labels=0, layout=layout)
        return _Question(layout, payment, bounds, with_evidence=with_evidence).answer()

    def _resolved(self, payment: Payment) -> Payment:
        debtor_agent = self.network.get_institution(payment.debtor_agent, where="debtor_agent").id
        creditor_agent = self.network.get_institution(payment.creditor_agent, where="creditor_agent").id
        if (debtor_agent, creditor_agent) == (payment.debtor_agent, payment.creditor_agent):
            return payment
        return replace(payment, debtor_agent=debtor_agent, creditor_agent=creditor_agent)

    def layout(self, payment: Payment, bounds: Bounds) -> Layout:
        """Return the edges that some route of a payment, its agents given by id, may use under `bounds`.

        Raises:
            UnknownInstitution: an id in `avoid` or `via` is not in the network.
        """
        for name in sorted(bounds.avoid):
            if name not in self.network.records:
                self.network.get_institution(name, where="avoid")
        for name in sorted(bounds.via):
            if name not in self.network.infrastructures:
                self.network.get_institution(name, where="via")
        graph = self._graph(payment)
        key = (
            id(graph),
            payment.debtor_agent,
            payment.creditor_agent,
            payment.charges_from_amount,
            bounds.avoid,
            bounds.via,
            bounds.vehicles,
            bounds.evidence_floor,
        )
        if key not in self._layouts:
            while len(self._layouts) >= _LAYOUTS_KEPT:
                del self._layouts[next(iter(self._layouts))]
            self._layouts[key] = Layout(graph, payment, bounds, self.permission)
        return self._layouts[key]

    def _graph(self, payment: Payment) -> Graph:
        day = self._epoch(payment.instant.date())
        plain = Scenario(
            payment.charge_bearer,
            payment.debtor_currency,
            payment.creditor_currency,
            payment.customer,
            is_claimed=False,
            day=day,
        )
        scenario = replace(plain, is_claimed=self._is_claimed(payment, plain))
        if scenario not in self._graphs:
            while len(self._graphs) >= _GRAPHS_KEPT:
                del self._graphs[next(iter(self._graphs))]
                self._layouts.clear()
            self._graphs[scenario] = Graph(self.network, self.rates, scenario, self._windows)
        return self._graphs[scenario]

    def _epoch(self, day: date) -> date:
        """Return the first day of the stretch around `day` over which the same records are valid."""
        at = bisect_right(self._epochs, day)
        return self._epochs[at - 1] if at else date.min

    def _is_claimed(self, payment: Payment, plain: Scenario) -> bool:
        if payment.charge_bearer is not ChargeBearer.DEBT:
            return False
        terms = Terms(self.network, self.rates, plain, self._windows)
        tariff = terms.tariff(payment.debtor_agent, ChargeFunction.SURCHARGE, payment.debtor_currency)
        return tariff is not None and tariff.is_claimed


def _epochs(network: Network) -> list[date]:
    """Return the days on which the validity of some record begins, or is over."""
    days: set[date] = set()
    for record in network.records.values():
        provenance = record.provenance
        if provenance.valid_from is not None:
            days.add(provenance.valid_from)
        if provenance.valid_to is not None and provenance.valid_to < date.max:
            days.add(provenance.valid_to + timedelta(days=1))
    return sorted(days)


class _Question:
    """One payment over one layout: kernel runs, refinement, and the routes of the labels found."""

    def __init__(self, layout: Layout, payment: Payment, bounds: Bounds, *, with_evidence: bool) -> None:
        self.layout = layout
        self.payment = payment
        self.bounds = bounds
        self.with_evidence = with_evidence
        self.is_send = payment.side is Side.SEND
        self.has_deadline = payment.arrive_by is not None
        self.minute = _minute_of(payment.instant)
        day = self.minute // 1440 + EPOCH_DAY
        self.first_day, self.last_day = day - HORIZON_DAYS, day + HORIZON_DAYS
        self.labels = 0
        back, ahead = (_SOON_DAYS, _EARLY_DAYS) if self.has_deadline else (_EARLY_DAYS, _SOON_DAYS)
        layout.cover(day - back, day + ahead)

    @property
    def direction(self) -> int:
        """Amounts run forward for a fixed send."""
        return FORWARD if self.is_send else BACKWARD

    def answer(self) -> SearchResult:
        """Run, refine, and turn labels into options."""
        found: list[Label] = []
        is_cut = False
        if self.is_send != self.has_deadline:
            found, is_cut = self._refined(None, is_timeless=False)
        else:
            profiles = self._profiles()
            if profiles is not None:
                found, is_cut = self._refined(profiles, is_timeless=False)
        options = sorted((self._option(label) for label in found), key=self._order)
        why = f"the work bound of {self.bounds.labels_max} labels was reached" if is_cut else ""
        return SearchResult(tuple(options), not is_cut, why, self.labels, self.layout)

    def _order(self, option: Option) -> tuple[int, ...]:
        amount, instant, *rest = option.vector
        return (-amount if self.is_send else amount, -instant if self.has_deadline else instant, *rest)

    # Kernel runs

    def _refined(self, profiles: Profiles | None, *, is_timeless: bool) -> tuple[list[Label], bool]:
        """Run the kernel until its routes return nowhere and no limit is left in doubt.

        What one run found and returns nowhere is a route: the next run starts with it, so that only better is sought.
        """
        layout = self.layout
        critical, limits, known = layout.own_offices, dict[Edge, Limit](), list[Label]()
        enough = 0
        while True:
            kernel = self._kernel(profiles, is_timeless=is_timeless)
            if limits:
                kernel.target.labels_max = min(kernel.target.labels_max, enough)
            # Where a smaller amount may be charged less, going round in circles must be forbidden everywhere.
            kernel.target.critical = layout.all_units if kernel.target.is_claimed else critical
            kernel.target.limits = tuple(limits.values())
            found = kernel.run(self._first_label(profiles, is_timeless=is_timeless), known)
            self.labels += kernel.labels
            loops = {label: self._returns(label) for label in found}
            cuts = {label: kernel.cuts(label) for label in found}
            known = [label for label in found if not loops[label] and not cuts[label]]
            if kernel.is_cut and self.labels >= self.bounds.labels_max:
                return known, True
            if not kernel.is_cut and len(known) == len(found):
                return found, False
            if kernel.is_cut:
                # Money is burned in circles to come under a limit, or there is just more to do.
                critical |= kernel.looped
                enough *= 2
            elif not limits:
                enough = _PATIENCE * kernel.labels + _PATIENCE_AT_LEAST
            for label in found:
                critical |= loops[label]
                limits |= {edge: layout.limit(edge, is_forward=self.is_send) for edge in cuts[label]}

    def _kernel(self, profiles: Profiles | None, *, is_timeless: bool) -> Kernel:
        layout, bounds = self.layout, self.bounds
        target = Target(
            layout.end if self.is_send else layout.start,
            self.first_day if self.has_deadline else self.last_day,
            bounds.labels_max - self.labels,
        )
        if bounds.conversions_max is not None:
            target.conversions_max = bounds.conversions_max
        if bounds.intermediaries_max is not None:
            target.entities_max = bounds.intermediaries_max
        if bounds.legs_max is not None:
            target.legs_max = bounds.legs_max
        target.free_entities = layout.free_entities
        target.required = layout.required
        target.with_rank = self.with_evidence
        target.is_claimed = layout.graph.scenario.is_claimed
        bounding = layout.bounding(is_forward=self.is_send)
        if profiles is not None or is_timeless:
            bounding = bounding.without_minutes()
        kernel = Kernel(
            layout.out if self.is_send else layout.into,
            bounding,
            target,
            direction=self.direction,
            units=layout.units,
            marks=layout.marks,
            values=layout.values,
            spread=layout.spread(),
            profiles=profiles,
            is_timeless=is_timeless,
        )
        start = layout.start if self.is_send else layout.end
        kernel.start_at(self.payment.instructed_minor * layout.values[start])
        return kernel

    def _first_label(self, profiles: Profiles | None, *, is_timeless: bool) -> Label:
        layout = self.layout
        node = layout.start if self.is_send else layout.end
        time = -self.minute if self.has_deadline else self.minute
        label = Label(node, self.payment.instructed_minor * self.direction, 0 if is_timeless else time)
        if profiles is not None:
            first, last = profiles.domains[node]
            label.time = first
            label.profile = ((first, first, 1), (last + 1, NEVER, 0))
        return label

    def _returns(self, label: Label) -> int:
        """Return the bits of the institutions to which a route returns after it has left them."""
        seen = looped = 0
        previous = -1
        for edge in self._edges(label):
            unit = self.layout.units[edge.head]
            if unit == previous:
                continue
            previous = unit
            if unit < 0:
                continue
            bit = 1 << unit
            looped |= seen & bit
            seen |= bit
        return looped

    def _edges(self, label: Label) -> list[Edge]:
        """Return the edges of a finished label, from the debtor's account to the creditor's."""
        edges = []
        current: Label | None = label
        while current is not None and current.edge is not None:
            edges.append(current.edge)
            current = current.parent
        return edges[::-1] if self.is_send else edges

    # Instants against the amounts

    def _profiles(self) -> Profiles | None:
        """Return the instants that can matter at each node; `None` when the far end cannot be met at all.

        Whoever is no later than every route that is best when time is not asked would be dominated, so the
        slowest of those routes bounds what is worth waiting for.
        """
        layout = self.layout
        if self.has_deadline:
            ready = self._latest(self.minute)
            if ready[layout.start] <= -NEVER:
                return None
            slack = min(self._times_without_asking(), default=self.minute)
            earliest = self._earliest(max(slack, (self.first_day - EPOCH_DAY) * 1440))
            domains = [(-late, -early) for late, early in zip(ready, earliest, strict=True)]
            domains[layout.end] = (-self.minute, -self.minute)
            return Profiles(domains, self.first_day, is_forward=False)
        reached = self._earliest(self.minute)
        if reached[layout.end] >= NEVER:
            return None
        slack = max(self._times_without_asking(), default=self.minute)
        latest = self._latest(min(slack, (self.last_day + 3 - EPOCH_DAY) * 1440))
        domains = list(zip(reached, latest, strict=True))
        domains[layout.start] = (self.minute, self.minute)
        return Profiles(domains, self.last_day, is_forward=True)

    def _times_without_asking(self) -> list[int]:
        """Return when each route that is best without regard to time ends, or must start."""
        found, is_cut = self._refined(None, is_timeless=True)
        times = []
        for label in found:
            edges = self._edges(label)
            if self.has_deadline:
                times.append(self._latest_start(edges))
            else:
                times.append(_end_of(edges, self.minute, self.last_day))
        if is_cut or not times:
            times.append(-NEVER if self.has_deadline else NEVER)
        return times

    def _latest_start(self, edges: list[Edge]) -> int:
        instant = self.minute
        for edge in reversed(edges):
            if edge.windows is not None and instant > -NEVER:
                instant = edge.windows.latest_ready(instant, edge.minutes, self.first_day)
        return instant

    def _earliest(self, start: int) -> list[int]:
        """Return the earliest instant at which funds can be at each node, leaving the start at `start`."""
        best = [NEVER] * len(self.layout.out)
        best[self.layout.start] = start
        queue = deque([self.layout.start])
        while queue:
            node = queue.popleft()
            for edge in self.layout.out[node]:
                ended = (
                    best[node] if edge.windows is None else edge.windows.end(best[node], edge.minutes, self.last_day)
                )
                if ended < best[edge.head]:
                    best[edge.head] = ended
                    queue.append(edge.head)
        return best

    def _latest(self, deadline: int) -> list[int]:
        """Return the latest instant at which funds may be ready at each node to be at the end by `deadline`."""
        best = [-NEVER] * len(self.layout.into)
        best[self.layout.end] = deadline
        queue = deque([self.layout.end])
        while queue:
            node = queue.popleft()
            for edge in self.layout.into[node]:
                windows = edge.windows
                ready = (
                    best[node] if windows is None else windows.latest_ready(best[node], edge.minutes, self.first_day)
                )
                if ready > best[edge.tail]:
                    best[edge.tail] = ready
                    queue.append(edge.tail)
        return best

    # From labels to routes

    def _option(self, label: Label) -> Option:
        instant = -label.time if self.has_deadline else self.minute
        steps = []
        ready = instant
        for edge, debited, credited in self._amounts(label):
            windows = edge.windows
            used = None if windows is None else windows.taking(ready, self.last_day)
            starts = ready if used is None else max(ready, used.opens)
            ends = ready if windows is None else windows.end(ready, edge.minutes, self.last_day)
            steps.append(Step(edge, debited, credited, ready, starts, ends, used))
            ready = ends
        amount = label.key if self.is_send else -label.key
        vector = (
            amount,
            instant if self.has_deadline else label.time,
            label.conversions,
            label.entities,
            label.claims,
        )
        assert self.has_deadline or ready == label.time, "a route ends when its label says"
        return Option((*vector, label.rank) if self.with_evidence else vector, tuple(steps))

    def _amounts(self, label: Label) -> list[tuple[Edge, int, int]]:
        """Return each edge with the amounts that enter and leave it."""
        rows = []
        current = label
        while current.parent is not None and current.edge is not None:
            here, there = abs(current.key), abs(current.parent.key)
            if self.is_send:
                rows.append((current.edge, there, here))
            else:
                rows.append((current.edge, current.edge.gross(there), there))
            current = current.parent
        return rows[::-1] if self.is_send else rows


def _end_of(edges: list[Edge], ready: int, last_day: int) -> int:
    instant = ready
    for edge in edges:
        if edge.windows is not None and instant < NEVER:
            instant = edge.windows.end(instant, edge.minutes, last_day)
    return instant


def _minute_of(instant: datetime) -> int:
    return int(instant.timestamp()) // 60
