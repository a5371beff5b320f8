"""What the network lacks between two agents: a rate, hours, a desk, an account; and the fewest links that join them.

A link is proposed only when a network with it joins the two ends. Where one is not enough, links are added one after
another, each between what is reached so far and what leads on, and what turns out not to be needed is taken back.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from fxroute.errors import InvalidValue, UsageError
from fxroute.model import (
    Account,
    AccountOpened,
    Bounds,
    Confidence,
    CurrencyPair,
    Desk,
    DeskOpened,
    FactGiven,
    NetworkChange,
    Opening,
    Participation,
    PassageFreed,
    Payment,
    Place,
    Reason,
    ReportingLine,
    RuledOut,
    ValidityExtended,
    home_place,
)
from fxroute.network.overlay import with_changes
from fxroute.plan.bound_gap import find_bounds
from fxroute.plan.changes import network_changes
from fxroute.plan.changes import with_changes as with_question_changes
from fxroute.plan.listing import listed
from fxroute.search import Searcher
from fxroute.search.edges import Refusal
from fxroute.search.layout import Layout

__all__ = ["find_joining", "find_missing_links", "has_way", "joined", "within"]

_NAMES_MAX = 3
_TRIED_MAX = 6
_LINKS_MAX = 4
_OPENINGS_MAX = 3
_LABELS_MAX = 4_000
"""Most work of one search that only asks whether there is a way: the first one found is enough."""


def find_missing_links(searcher: Searcher, layout: Layout, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """Return the missing pieces between what the debtor agent reaches and what leads to the creditor agent.

    A bound that would stand in the way even then goes into the openings.

    Args:
        searcher: over the network that lacks them.
        layout: the question without any bound, in which the two ends are not joined.
        payment: the question, agents given by id.
        bounds: all that are in force.
    """
    found = _missing(searcher, layout, payment)
    return [replace(out, openings=within(searcher, payment, bounds, out.openings)) for out in found]


def within(
    searcher: Searcher, payment: Payment, bounds: Bounds, openings: Sequence[Opening], passage: str = ""
) -> tuple[Opening, ...]:
    """Return openings with the bounds that must give way beside their links; one that cannot open is left out.

    Args:
        searcher: over the network without the links.
        payment: the question, agents given by id.
        bounds: all that are in force.
        openings: such as open the way for someone without bounds.
        passage: a place that must be passed all the same.
    """
    found = []
    for opening in openings:
        links = network_changes(opening.changes)
        if any(isinstance(change, FactGiven) for change in opening.changes):
            found.append(opening)
            continue
        changed = joined(searcher, links) if links else searcher
        asked, limits = with_question_changes(payment, bounds, opening.changes)
        if has_way(changed, asked, limits):
            found.append(opening)
            continue
        outs = find_bounds(changed, asked, replace(limits, labels_max=min(limits.labels_max, _LABELS_MAX)))
        lifts = [out.openings[0].changes for out in outs]
        kept = next((changes for changes in lifts if PassageFreed(passage) not in changes), None)
        if kept is not None:
            found.append(Opening((*opening.changes, *kept)))
    return tuple(found)


def _missing(searcher: Searcher, layout: Layout, payment: Payment) -> list[RuledOut]:
    if layout.refusals:
        return [_of_agent(refusal, searcher, payment) for refusal in layout.refusals]
    ends = _Ends(layout, payment)
    found = [_of_record(refusal, searcher, payment) for refusal in layout.graph.refusals if ends.would_join(refusal)]
    openings = _openings(searcher, ends, payment)
    if ends.is_reached:
        return [*found, ends.no_account(openings)]
    if not any(out.reason is Reason.NO_RATE for out in found):
        found.append(ends.no_desk(openings))
    return found if ends.shared else [*found, ends.no_account(openings)]


def find_joining(searcher: Searcher, layout: Layout, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    """Return which desk or account would bring a way where those there are return to an institution; else nothing."""
    ends = _Ends(layout, payment)
    sides: list[tuple[Iterator[NetworkChange], Callable[[tuple[Opening, ...]], RuledOut]]] = [
        (iter(ends.desks()), ends.no_desk),
        (iter(ends.accounts()), ends.no_account),
    ]
    for links, told in sides:
        found = [Opening((link,)) for link in islice(links, _OPENINGS_MAX) if _opens(searcher, [link], payment)]
        if found:
            return [told(within(searcher, payment, bounds, found))]
    return []


def has_way(searcher: Searcher, payment: Payment, bounds: Bounds) -> bool:
    """Tell whether some way is found with little work."""
    return bool(searcher.search(payment, replace(bounds, labels_max=min(bounds.labels_max, _LABELS_MAX))).options)


def joined(searcher: Searcher, changes: Sequence[NetworkChange]) -> Searcher:
    """Return a searcher over the network with `changes`, believed like any official record."""
    network = with_changes(searcher.network, tuple(changes), source="opening", confidence=Confidence.HIGH)
    return Searcher(network, searcher.rates, searcher.permission)


def _of_agent(refusal: Refusal, searcher: Searcher, payment: Payment) -> RuledOut:
    """Say what keeps an agent of the payment from taking part at all."""
    return RuledOut(
        option="an agent",
        reason=refusal.reason,
        where=refusal.where,
        value=refusal.record,
        openings=_facts(refusal, searcher, payment),
    )


def _of_record(refusal: Refusal, searcher: Searcher, payment: Payment) -> RuledOut:
    """Say why a record gave no move; a rate that several desks lack is one piece."""
    is_rate = refusal.reason is Reason.NO_RATE
    return RuledOut(
        option=refusal.where if is_rate else refusal.record,
        reason=refusal.reason,
        where="the rate table" if is_rate else refusal.where,
        openings=_facts(refusal, searcher, payment),
    )


def _facts(refusal: Refusal, searcher: Searcher, payment: Payment) -> tuple[Opening, ...]:
    kinds = {Reason.NO_RATE: "rate", Reason.NO_TARIFF: "tariff", Reason.NO_HOURS: "hours"}
    if refusal.reason in kinds:
        return (Opening((FactGiven(kinds[refusal.reason], refusal.where),)),)
    change = ValidityExtended(refusal.record)
    return (Opening((change,)),) if _opens(searcher, [change], payment) else ()


def _opens(searcher: Searcher, changes: Sequence[NetworkChange], payment: Payment) -> bool:
    try:
        changed = joined(searcher, changes)
    except (InvalidValue, UsageError):
        # No such account may be held, or there is no desk to be like.
        return False
    if changed.layout(payment, Bounds()).is_empty:
        return False
    return has_way(changed, payment, Bounds())


def _openings(searcher: Searcher, ends: "_Ends", payment: Payment) -> tuple[Opening, ...]:
    """Return single links that join the ends, else the fewest that do together."""
    found: list[Opening] = []
    for number, link in enumerate(ends.links()):
        if number >= _TRIED_MAX or len(found) >= _OPENINGS_MAX:
            break
        if _opens(searcher, [link], payment):
            found.append(Opening((link,)))
    if found:
        return tuple(found)
    links = _chain(searcher, ends, payment)
    if links:
        return (Opening(tuple(links)),)
    return (
        () if ends.is_reached or searcher.network.desks else (Opening((FactGiven("desk", ends.where_a_desk_leads()),)),)
    )


def _chain(searcher: Searcher, ends: "_Ends", payment: Payment) -> list[NetworkChange]:
    links: list[NetworkChange] = []
    while len(links) < _LINKS_MAX:
        link = next((link for link in ends.links() if link not in links), None)
        if link is None:
            return []
        links.append(link)
        if _opens(searcher, links, payment):
            break
        try:
            layout = joined(searcher, links).layout(payment, Bounds())
        except (InvalidValue, UsageError):
            return []
        if not layout.is_empty:
            return []
        ends = _Ends(layout, payment)
    else:
        return []
    for link in tuple(links[:-1]):
        fewer = [other for other in links if other != link]
        if _opens(searcher, fewer, payment):
            links = fewer
    return links


class _Ends:
    """What is reached from the debtor's account, and from where the creditor's account is reached."""

    def __init__(self, layout: Layout, payment: Payment) -> None:
        self.layout = layout
        self.payment = payment
        self.wanted = payment.creditor_currency
        nodes = layout.graph.nodes
        reached = [nodes[node] for node in sorted(layout.reached(is_forward=True)) if node < len(nodes)]
        leading = [nodes[node] for node in sorted(layout.reached(is_forward=False)) if node < len(nodes)]
        units = layout.graph.unit_index
        self.reached = [node for node in reached if node[0] in units]
        self.leading = [node for node in leading if node[0] in units]
        self.units_reached = {unit for unit, _, _ in self.reached}
        self.feeders = sorted({unit for unit, currency, _ in self.leading if currency == self.wanted})
        self.shared = sorted(self.units_reached & set(self.feeders), key=self._closeness)

    @property
    def is_reached(self) -> bool:
        """Whether the creditor's currency is reached at all."""
        return any(currency == self.wanted for _, currency, _ in self.reached)

    def would_join(self, refusal: Refusal) -> bool:
        """Tell whether a record that gave no move touches what is reached, and leads on."""
        record = self.layout.graph.network.records.get(refusal.record)
        if isinstance(record, Desk):
            held = {currency for unit, currency, _ in self.reached if unit == record.institution}
            pair = {record.pair.base, record.pair.quote}
            return len(held & pair) == 1 and (self.wanted in pair or record.institution in self._units_leading())
        if isinstance(record, Account):
            ends = {record.owner, record.servicer}
        elif isinstance(record, Participation):
            ends = {record.institution}
        elif isinstance(record, ReportingLine):
            ends = {record.unit, record.reports_to}
        else:
            return False
        return not ends.isdisjoint(self.units_reached) and not ends.isdisjoint(self._units_leading())

    def no_desk(self, openings: tuple[Opening, ...]) -> RuledOut:
        """Say where a conversion into the creditor's currency would lead on."""
        payment, currencies = self.payment, sorted({currency for _, currency, _ in self.reached})
        return RuledOut(
            option=f"{payment.debtor_currency}/{self.wanted}",
            reason=Reason.NO_DESK,
            where=f"{payment.debtor_agent} reaches {', '.join(currencies) or 'no currency'}",
            openings=openings,
        )

    def no_account(self, openings: tuple[Opening, ...]) -> RuledOut:
        """Say between whom an account would join the two sides."""
        payment, wanted = self.payment, self.wanted
        holders = sorted({unit for unit, currency, _ in self.reached if currency == wanted}, key=self._closeness)
        others = [unit for unit in self.feeders if unit != payment.creditor_agent]
        return RuledOut(
            option=f"{wanted} to {payment.creditor_agent}",
            reason=Reason.NO_ACCOUNT,
            where=(
                f"{payment.creditor_agent} is paid {wanted} from {_few(others)}; "
                f"{payment.debtor_agent} reaches {wanted} at {_few(holders)}"
            ),
            openings=openings,
        )

    def links(self) -> Iterator[NetworkChange]:
        """Yield links that lead on from what is reached, the likeliest first: desks where they are all that lacks."""
        if not self.is_reached and self.layout.graph.network.desks:
            yield from self.desks()
        if self.is_reached or not self.shared:
            yield from self.accounts()

    def where_a_desk_leads(self) -> str:
        """Return the pair and the institution of a desk that leads on, for a network in which there is none to copy."""
        desk = next(self.desks())
        return f"{desk.pair} at {desk.institution}"

    def desks(self) -> Iterator[DeskOpened]:
        """Yield desks for the creditor's currency at institutions that are reached, the likeliest first."""
        payment = self.payment
        for unit in self.shared or sorted(self.units_reached, key=self._closeness) or [payment.debtor_agent]:
            held = sorted({(currency, place) for name, currency, place in self.reached if name == unit})
            own = [(currency, place) for currency, place in held if currency == payment.debtor_currency]
            for currency, place in own or held:
                if currency != self.wanted:
                    yield DeskOpened(institution=unit, pair=CurrencyPair(currency, self.wanted), place=Place(place))
                    break

    def accounts(self) -> Iterator[AccountOpened]:
        """Yield accounts between those who hold the creditor's currency and those who lead on, the likeliest first."""
        payment, wanted = self.payment, self.wanted
        holders = sorted({unit for unit, currency, _ in self.reached if currency == wanted}, key=self._closeness)
        owners = holders or sorted(self.units_reached, key=self._closeness) or [payment.debtor_agent]
        servicers = list(dict.fromkeys([payment.creditor_agent, *self.feeders]))
        at_creditor = [
            AccountOpened(owner=owner, servicer=servicer, currency=wanted)
            for owner in owners[:_NAMES_MAX]
            for servicer in servicers[:_NAMES_MAX]
            if owner != servicer
        ]
        of_creditor = [
            AccountOpened(owner=payment.creditor_agent, servicer=holder, currency=wanted)
            for holder in holders[:_NAMES_MAX]
            if holder != payment.creditor_agent
        ]
        # A bank is asked for its own currency at home; another one it holds itself, abroad.
        yield from at_creditor if self._is_at_home() else of_creditor
        yield from of_creditor if self._is_at_home() else at_creditor

    def _is_at_home(self) -> bool:
        network, creditor = (
            self.layout.graph.network,
            self.layout.graph.network.institutions[self.payment.creditor_agent],
        )
        home = home_place(creditor.country, self.wanted)
        calendar = network.settlement_calendar(self.wanted, home.value)
        return calendar is None or calendar.country in ("", creditor.country)

    def _units_leading(self) -> set[str]:
        return {unit for unit, _, _ in self.leading}

    def _closeness(self, unit: str) -> tuple[int, int, str]:
        """Own offices first, of these the one with most accounts: that is where a bank would open another."""
        network = self.layout.graph.network
        own = network.institutions[self.payment.debtor_agent].legal_entity
        is_own = network.institutions[unit].legal_entity == own
        held = sum(1 for account in network.accounts if account.owner == unit)
        return (0 if is_own else 1, -held, unit)


def _few(names: Sequence[str]) -> str:
    return listed(names, _NAMES_MAX) or "nowhere"
