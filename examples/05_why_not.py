"""The rent in Riyadh: why not through HSBC Hong Kong, at once, sooner on a Friday or over Eid, on sourced records only?

The planner says what stands against each, where, at which limit, and what opens it. Then one opening is made.
"""

from datetime import timedelta

from fxroute import Bounds, Confidence, Money, Payment, Reason, RuledOut
from fxroute.report import table_text
from fxroute.sources import load_planner

QINGDAO, RIYADH = timedelta(hours=8), timedelta(hours=3)
STRAIGHT = Bounds(conversions_max=1)
ON_SOURCES = Bounds(conversions_max=1, evidence_floor=Confidence.MEDIUM)
TUESDAY, FRIDAY, EID = "2026-11-24", "2026-11-27", "2026-05-25"
CLOSED = Reason.CURRENCY_CLOSED

planner = load_planner()


def rent(day: str) -> Payment:
    """Return the rent, ordered on a morning in Qingdao."""
    agents = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RIBLSARI"}
    return Payment.send(Money("2000000.00", "CNY"), receive="SAR", at=f"{day}T09:30+08:00", **agents)


def through(passage: str) -> RuledOut:
    """Return why no answer passes an institution or a payment system."""
    return planner.plan(rent(TUESDAY), STRAIGHT, why_not_via=[passage], with_alternatives=False).ruled_out[-1]


def fell_out(day: str, reason: Reason, bounds: Bounds = STRAIGHT) -> RuledOut:
    """Return the first of what fell out for a reason on a day."""
    plan = planner.plan(rent(day), bounds, with_why_not=True, with_alternatives=False)
    return next(out for out in plan.ruled_out if out.reason is reason)


answers = {
    "through HSBC Hong Kong": through("HSBCHKHHHKH"),
    "at once, by instant payment": through("SA_IPS"),
    "sooner, ordered on Friday 27 November": fell_out(FRIDAY, CLOSED),
    "sooner, ordered over Eid, on 25 May": (over_eid := fell_out(EID, CLOSED)),
    "on records of medium confidence or better": fell_out(TUESDAY, Reason.EVIDENCE_BELOW_FLOOR, ON_SOURCES),
}
columns = ["Why not", "Reason", "Where", "Limit", "This way", "Opens if"]
rows = [
    [name, out.reason.replace("_", " "), out.where, out.limit, out.value, out.opens_if] for name, out in answers.items()
]
print(table_text(columns, rows))

changed, earlier, bounds = planner.opened(rent(EID), over_eid.openings[0], STRAIGHT)
late = planner.plan(rent(EID), STRAIGHT, ordering="fastest", with_alternatives=False).routes[0]
way = changed.plan(earlier, bounds, ordering="fastest", with_alternatives=False).routes[0]
passed = dict.fromkeys(stop for leg in way.legs for stop in ("" if leg.rate else leg.via, leg.to_id) if stop)
start, there, wait = way.starts_at + QINGDAO, way.credited_at + RIYADH, late.credited_at + RIYADH
less = late.delivered - way.delivered
print(f"Ordered over Eid, on 25 May, the rent is in Riyadh on {wait:%A %d %B} at the soonest. Ordered by")
print(f"{start:%A %d %B, %H:%M} in Qingdao, it is there at {there:%H:%M} of the same day, SAR {less.amount:,}")
print(f"less, over {' > '.join(passed)}.")
