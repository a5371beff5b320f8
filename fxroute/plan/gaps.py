"""Why there is no route: one typed reason for every missing piece, with what opens the way."""

from dataclasses import dataclass, replace

from fxroute.model import Bounds, Confidence, Payment, Reason, RuledOut, amount_text
from fxroute.search import Searcher, SearchResult
from fxroute.search.edges import Edge

__all__ = ["find_gaps"]


def find_gaps(searcher: Searcher, payment: Payment, bounds: Bounds, result: SearchResult) -> tuple[RuledOut, ...]:
    """Return why `result` has no route: bounds that alone stand in the way, or the pieces that are missing."""
    if not result.complete:
        return (
            RuledOut(
                option="the search",
                reason=Reason.WORK_LIMIT,
                where="labels_max",
                limit=str(bounds.labels_max),
                value=str(result.labels),
                opens_if="raise labels_max or tighten the bounds",
            ),
        )
    found = _by_bounds(searcher, payment, bounds)
    found.extend(_by_amount_or_time(payment, result))
    found.extend(_by_structure(payment, result))
    return tuple(dict.fromkeys(found)) or (
        RuledOut(
            option="every way",
            reason=Reason.CURRENCY_CLOSED,
            where=f"{payment.debtor_agent} to {payment.creditor_agent}",
            opens_if="choose another day or drop several bounds at once",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Relaxed:
    """One bound taken away, to see whether it alone was in the way."""

    reason: Reason
    name: str
    limit: str
    opens_if: str
    bounds: Bounds


def _relaxations(bounds: Bounds) -> list[_Relaxed]:
    floors = list(Confidence)[bounds.evidence_floor.rank + 1 :]
    rows = [
        _Relaxed(
            Reason.EVIDENCE_BELOW_FLOOR,
            "evidence_floor",
            bounds.evidence_floor.value,
            f"the floor is lowered to {floor.value}",
            replace(bounds, evidence_floor=floor),
        )
        for floor in floors
    ]
    for name in sorted(bounds.avoid):
        wider = replace(bounds, avoid=bounds.avoid - {name})
        rows.append(_Relaxed(Reason.AVOIDED, name, "avoid", f"{name} is allowed", wider))
    for name in sorted(bounds.via):
        wider = replace(bounds, via=bounds.via - {name})
        rows.append(_Relaxed(Reason.NOT_VIA, name, "via", f"{name} need not be passed", wider))
    for name, limit, wider in (
        ("conversions_max", bounds.conversions_max, replace(bounds, conversions_max=None)),
        ("intermediaries_max", bounds.intermediaries_max, replace(bounds, intermediaries_max=None)),
        ("legs_max", bounds.legs_max, replace(bounds, legs_max=None)),
    ):
        if limit is not None:
            rows.append(_Relaxed(Reason.BOUND, name, str(limit), f"{name} is raised", wider))
    if bounds.vehicles is not None:
        shown = ", ".join(sorted(bounds.vehicles))
        wider = replace(bounds, vehicles=None)
        rows.append(_Relaxed(Reason.BOUND, "vehicles", shown, "more vehicle currencies are allowed", wider))
    return rows


def _by_bounds(searcher: Searcher, payment: Payment, bounds: Bounds) -> list[RuledOut]:
    found: list[RuledOut] = []
    seen: set[str] = set()
    for row in _relaxations(bounds):
        if row.name not in seen and searcher.search(payment, row.bounds).options:
            seen.add(row.name)
            found.append(
                RuledOut(
                    option="every way",
                    reason=row.reason,
                    where=row.name,
                    limit=row.limit,
                    opens_if=row.opens_if,
                )
            )
    return found


def _by_amount_or_time(payment: Payment, result: SearchResult) -> list[RuledOut]:
    """The ends are joined, yet nothing passes: limits on the amount, charges above it, or hours that never come."""
    layout = result.layout
    if layout.is_empty:
        return []
    found = []
    limited = [edge for edges in layout.out for edge in edges if edge.most >= 0]
    source = payment.instructed_minor
    for edge in sorted(limited, key=lambda edge: -edge.most)[:3]:
        currency = edge.move.currency
        if layout.values[edge.tail] * edge.most < source * layout.values[layout.start]:
            found.append(_over_limit(edge, currency, payment))
    if not found:
        where = f"{payment.debtor_agent} to {payment.creditor_agent}"
        reason = Reason.ARRIVES_TOO_LATE if payment.arrive_by else Reason.AMOUNT_UNDER_CHARGES
        value = f"{payment.instructed_amount.amount} {payment.instructed_amount.currency.code}"
        opens = (
            "the deadline is moved back"
            if payment.arrive_by
            else "the amount is larger than the charges on the way, or another day is chosen"
        )
        found.append(RuledOut(option="every way", reason=reason, where=where, value=value, opens_if=opens))
    return found


def _over_limit(edge: Edge, currency: str, payment: Payment) -> RuledOut:
    limit = f"{amount_text(edge.most, currency)} {currency}"
    return RuledOut(
        option=f"{edge.move.kind.value} {edge.move.from_id} to {edge.move.to_id}",
        reason=Reason.AMOUNT_OVER_LIMIT,
        where=edge.move.records[0],
        limit=limit,
        value=f"{payment.instructed_amount.amount} {payment.instructed_amount.currency.code}",
        opens_if=f"the amount there is at most {limit}",
    )


def _by_structure(payment: Payment, result: SearchResult) -> list[RuledOut]:
    """The ends are not joined: what the source can reach, what the target can be reached from, what is missing."""
    layout = result.layout
    found = [
        RuledOut(
            option="an agent",
            reason=refusal.reason,
            where=refusal.where,
            value=refusal.record,
            opens_if="a record is added",
        )
        for refusal in layout.refusals
    ]
    if not layout.is_empty:
        return found
    nodes = layout.graph.nodes
    reached = layout.reached(is_forward=True)
    leading = layout.reached(is_forward=False)
    currencies = {nodes[node][1] for node in reached if node < len(nodes)}
    wanted = payment.creditor_currency
    if wanted not in currencies:
        found.append(
            RuledOut(
                option=f"{payment.debtor_currency}/{wanted}",
                reason=Reason.NO_DESK,
                where=f"{payment.debtor_agent} reaches {', '.join(sorted(currencies)) or 'no currency'}",
                opens_if=f"a desk for {wanted} is added at one of the institutions reached",
            )
        )
    feeders = sorted({nodes[node][0] for node in leading if node < len(nodes)} - {payment.creditor_agent})
    reachers = sorted({nodes[node][0] for node in reached if node < len(nodes) and nodes[node][1] == wanted})
    found.append(
        RuledOut(
            option=f"{wanted} to {payment.creditor_agent}",
            reason=Reason.NO_ACCOUNT,
            where=(
                f"{payment.creditor_agent} is paid {wanted} from {_few(feeders)}; "
                f"{payment.debtor_agent} reaches {wanted} at {_few(reachers)}"
            ),
            opens_if=_missing_link(
                wanted, reachers or sorted({nodes[n][0] for n in reached if n < len(nodes)}), feeders, payment
            ),
        )
    )
    return found


def _missing_link(currency: str, reachers: list[str], feeders: list[str], payment: Payment) -> str:
    owner = reachers[0] if reachers else payment.debtor_agent
    servicer = feeders[0] if feeders else payment.creditor_agent
    return f"an account in {currency} is opened, for instance of {owner} at {servicer}"


def _few(names: list[str]) -> str:
    if not names:
        return "nowhere"
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
