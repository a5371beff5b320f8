"""The landlord must get exactly SAR 1,000,000.00: what is debited under each way, and is it true when sent back?

Every route of a fixed receipt is checked: what enters its first leg is sent along the same way again.
"""

from fxroute import Bounds, Money, Payment, Route
from fxroute.report import table_text
from fxroute.sources import load_planner

AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}
AT = "2026-11-24T09:30+08:00"
WANTED = Money("1000000.00", "SAR")
OWN_DESKS_ONLY = Bounds(intermediaries_max=0)  # only the debtor agent's own quotes are firm

planner = load_planner()
plan = planner.plan(Payment.receive(WANTED, send="CNY", at=AT, **AGENTS), OWN_DESKS_ONLY, with_alternatives=False)


def sent_back(way: Route) -> Route:
    """Send what entered the first leg of `way`, and return the same way among the answers."""
    payment = Payment.send(way.legs[0].credited, receive="SAR", at=AT, **AGENTS)
    answers = planner.plan(payment, OWN_DESKS_ONLY, with_alternatives=False).routes
    return next(answer for answer in answers if answer.id == way.id)


checked = [(way, sent_back(way)) for way in plan.routes]
rows = [
    [
        str(way.conversions),
        f"CNY {way.total_debit.amount:,}",
        f"{way.loss.bp} bp",
        way.delivered_status,
        f"{way.credited_at:%a %d %b %H:%M} UTC",
        f"SAR {back.delivered.amount:,}",
    ]
    for way, back in checked
]
print(table_text(["Conversions", "Total debit", "Cost", "Rate", "Credited", "Sent back, delivers"], rows))

cheapest, soonest = plan.routes[0], min(plan.routes, key=lambda way: (way.credited_at, way.total_debit))
surplus = max(back.delivered - WANTED for _, back in checked)
extra = soonest.total_debit - cheapest.total_debit
print(f"Have CNY {cheapest.total_debit.amount:,} ready for {cheapest.credited_at:%d %B}, or CNY {extra.amount:,} more")
print(f"for {soonest.credited_at:%d %B}. Sent back, no way delivers less than promised, and none more than")
print(f"SAR {surplus.amount} above it: a cent of a dollar on the way is worth almost four halalas.")
