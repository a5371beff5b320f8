"""The rent is due in Riyadh on Thursday at noon: when must the order reach the bank in Qingdao, at the latest?

First backwards from the due time; then forwards over the week, to see where the edges are.
"""

from datetime import UTC, datetime, timedelta
from itertools import groupby

from fxroute import Bounds, Money, Payment, Window
from fxroute.report import table_text
from fxroute.sources import load_planner

QINGDAO, RIYADH = timedelta(hours=8), timedelta(hours=3)
OWN_BANK = Bounds(conversions_max=1, intermediaries_max=0)
RENT = Money("2000000.00", "CNY")
AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}

planner = load_planner()
due = Payment.send(RENT, receive="SAR", arrive_by="2026-11-26T12:00+03:00", **AGENTS)
latest = max(way.starts_at for way in planner.plan(due, OWN_BANK, with_alternatives=False).routes)


def days(window: Window) -> tuple[str, ...]:
    """Return the days on which the ways of a stretch are credited, soonest first."""
    return tuple(f"{day:%a %d %b}" for day in sorted({(way.credited_at + RIYADH).date() for way in window.routes}))


week = Payment.send(RENT, receive="SAR", at="2026-11-21T09:00+08:00", **AGENTS)
until = datetime(2026, 11, 28, 1, tzinfo=UTC)
rows = []
for _, found in groupby(planner.departures(week, until, OWN_BANK), days):
    stretch = list(found)
    first, last = stretch[0], stretch[-1]
    soonest = min(first.routes, key=lambda way: (way.credited_at, -way.delivered.amount))
    starts = [f"{at + QINGDAO:%a %d %b %H:%M}" for at in (first.first, last.last)]
    rows.append([*starts, days(first)[0], f"SAR {soonest.delivered.amount:,}", ", ".join(days(first)[1:]) or "–"])
columns = ["Ordered in Qingdao from", "until", "Credited in Riyadh", "Delivered", "or, for more, on"]
print(table_text(columns, rows))

print(f"Order by {latest + QINGDAO:%A %d %B, %H:%M} in Qingdao; a minute later the rent is late. What misses Thursday")
print(f"is credited on {rows[-1][2]}: Saudi banks rest on Friday and Saturday, Chinese ones on Saturday and Sunday.")
