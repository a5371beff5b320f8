"""What the network lacks between two agents: a rate, hours, a desk, an account."""

from collections.abc import Sequence

from fxroute.model import Account, CurrencyPair, Desk, Participation, Payment, Reason, ReportingLine, RuledOut
from fxroute.plan.listing import listed
from fxroute.search.edges import Refusal
from fxroute.search.layout import Layout

__all__ = ["find_missing_links"]

_NAMES_MAX = 3


def find_missing_links(layout: Layout, payment: Payment) -> list[RuledOut]:
    """Return the missing pieces between what the debtor agent reaches and what leads to the creditor agent.

    Args:
        layout: the question without any bound, in which the two ends are not joined.
        payment: the question, agents given by id.
    """
    if layout.refusals:
        return [_of_agent(refusal) for refusal in layout.refusals]
    ends = _Ends(layout, payment)
    found = [_of_record(refusal) for refusal in layout.graph.refusals if ends.would_join(refusal)]
    if ends.is_reached:
        return [*found, ends.no_account()]
    if not any(out.reason is Reason.NO_RATE for out in found):
        found.append(ends.no_desk())
    return found if ends.shared else [*found, ends.no_account()]


def _of_agent(refusal: Refusal) -> RuledOut:
    """Say what keeps an agent of the payment from taking part at all."""
    opens_if = {
        Reason.NO_RATE: f"a rate that values the {refusal.where} is given",
        Reason.NO_TARIFF: f"a tariff for the {refusal.where} is given",
        Reason.NO_HOURS: f"hours of {refusal.where} are given",
    }.get(refusal.reason, "the record is valid on the day")
    return RuledOut(
        option="an agent", reason=refusal.reason, where=refusal.where, value=refusal.record, opens_if=opens_if
    )


def _of_record(refusal: Refusal) -> RuledOut:
    """Say why a record gave no move; a rate that several desks lack is one piece."""
    if refusal.reason is Reason.NO_RATE:
        opens_if = f"a rate for {refusal.where} is given"
        return RuledOut(option=refusal.where, reason=refusal.reason, where="the rate table", opens_if=opens_if)
    is_silent = refusal.reason is Reason.NO_HOURS
    opens_if = f"hours of {refusal.where} are given" if is_silent else "the record is valid on the day"
    return RuledOut(option=refusal.record, reason=refusal.reason, where=refusal.where, opens_if=opens_if)


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

    def no_desk(self) -> RuledOut:
        """Say where a conversion into the creditor's currency would lead on."""
        payment, currencies = self.payment, sorted({currency for _, currency, _ in self.reached})
        unit = (self.shared or sorted(self.units_reached, key=self._closeness) or [payment.debtor_agent])[0]
        held = sorted({currency for name, currency, _ in self.reached if name == unit})
        source = payment.debtor_currency if payment.debtor_currency in held or not held else held[0]
        return RuledOut(
            option=f"{payment.debtor_currency}/{self.wanted}",
            reason=Reason.NO_DESK,
            where=f"{payment.debtor_agent} reaches {', '.join(currencies) or 'no currency'}",
            opens_if=f"a desk for {CurrencyPair(source, self.wanted)} is added, for instance at {unit}",
        )

    def no_account(self) -> RuledOut:
        """Say which account would join the two sides."""
        payment, wanted = self.payment, self.wanted
        holders = sorted({unit for unit, currency, _ in self.reached if currency == wanted}, key=self._closeness)
        owners = holders or sorted(self.units_reached, key=self._closeness) or [payment.debtor_agent]
        servicer = (
            payment.creditor_agent
            if payment.creditor_agent in self.feeders
            else (self.feeders or [payment.creditor_agent])[0]
        )
        others = [unit for unit in self.feeders if unit != payment.creditor_agent]
        return RuledOut(
            option=f"{wanted} to {payment.creditor_agent}",
            reason=Reason.NO_ACCOUNT,
            where=(
                f"{payment.creditor_agent} is paid {wanted} from {_few(others)}; "
                f"{payment.debtor_agent} reaches {wanted} at {_few(holders)}"
            ),
            opens_if=f"an account in {wanted} is opened, for instance of {owners[0]} at {servicer}",
        )

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
