"""The rent must be in Riyadh today; what if the Hong Kong correspondent is out, SARIE ends early, the rate falls 20 bp?

Each is laid over the shipped network for itself; then SARIE ends an hour earlier, and another, until it hurts.
"""

from datetime import timedelta

from fxroute import Money, Payment
from fxroute.plan import compare_overlays, parse_overlay
from fxroute.report import compare_text, table_text
from fxroute.sources import load_planner

RIYADH = timedelta(hours=3)
HONG_KONG, EARLIER, LOWER = "out HSBCHKHHHKH", "cut-off SARIE 16:00", "rate CNY/SAR -20bp"

planner = load_planner()
rent = Payment.send(
    Money("2000000.00", "CNY"),
    receive="SAR",
    debtor_agent="BKCHCNBJ500",
    creditor_agent="RIBLSARI",
    at="2026-11-24T16:00+08:00",
)
changes = [parse_overlay(text) for text in (HONG_KONG, EARLIER, LOWER)]
print(compare_text(compare_overlays(planner, rent, changes, ordering="fastest")))

rows = []
for hour in range(17, 9, -1):
    earlier = planner.with_overlays(parse_overlay(f"cut-off SARIE {hour}:00 session normal"))
    way = earlier.plan(rent, ordering="fastest", with_alternatives=False).routes[0]
    over = " · ".join(leg.via for leg in way.legs if leg.via and leg.rate is None) or "accounts alone"
    rows.append([f"{hour}:00", f"{way.credited_at + RIYADH:%a %d %b %H:%M}", f"SAR {way.delivered.amount:,}", over])
print(table_text(["SARIE takes until", "Credited in Riyadh", "Delivered", "Systems"], rows))
