"""A Qingdao firm pays rent in Riyadh: what does a second conversion, over the dollar, cost or save?

Asked on a day in November, and around the Spring Festival of 2026, when China and Saudi Arabia share no settlement
day from 13 to 23 February. Like stands by like: the first arrival at the desks of the firm's own bank, and at any.
"""

from fxroute import Bounds, Money, Payment, Route
from fxroute.report import table_text
from fxroute.sources import load_planner

DAYS = ("2026-11-24", "2026-02-12", "2026-02-13", "2026-02-24")
OWN_BANK, ANY_BANK = Bounds(intermediaries_max=0), Bounds()
WAYS = {"straight": (1, OWN_BANK), "over USD": (2, OWN_BANK), "straight, any bank": (1, ANY_BANK)}

planner = load_planner()


def first_arrival(day: str, conversions: int, bounds: Bounds) -> Route:
    """Return, of the ways with so many conversions credited on the earliest day, the one that delivers most."""
    payment = Payment.send(
        Money("2000000.00", "CNY"),
        receive="SAR",
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        at=f"{day}T09:30+08:00",
    )
    plan = planner.plan(payment, bounds)
    ways = [way for way in (*plan.routes, *plan.alternatives) if way.conversions == conversions]
    return min(ways, key=lambda way: (way.credited_at.date(), -way.delivered.amount))


def row(day: str, name: str, way: Route) -> list[str]:
    """Return what is shown of a way."""
    rates = [leg.rate for leg in way.legs if leg.rate is not None]
    spreads = " + ".join(f"{rate.pair} {rate.spread_bp}" for rate in rates)
    lost = sum(money.amount for _, money in way.loss.conversions)
    arrives = f"{way.credited_at:%a %d %b}"
    return [day, name, f"SAR {way.delivered.amount:,}", arrives, spreads, f"CNY {lost:,}", way.evidence.weakest]


found = {(day, name): first_arrival(day, *kind) for day in DAYS for name, kind in WAYS.items()}
columns = ["Asked", "Conversion", "Delivered", "Credited", "Spreads, bp", "Lost to mid", "Evidence"]
print(table_text(columns, [row(day, name, way) for (day, name), way in found.items()]))

straight, over = found["2026-11-24", "straight"], found["2026-11-24", "over USD"]
lead = straight.delivered - over.delivered
level_bp = abs(lead.amount) * 10_000 / straight.delivered.amount
word = ("more", "wider") if lead.amount > 0 else ("less", "narrower")
late, sooner = found["2026-02-13", "straight"].credited_at, found["2026-02-13", "over USD"].credited_at
print(f"The second conversion loses CNY {over.loss.conversions[-1][1].amount:,} to mid. Even so, straight delivers")
print(f"SAR {abs(lead.amount):,} {word[0]}; it breaks even when its spread is {level_bp:.2f} bp {word[1]}. Spreads are")
print(f"{straight.evidence.weakest}s, so ask the desk for its quotes. An order of 13 February arrives on {late:%d %B}")
print(
    f"straight and on {sooner:%d %B} over the dollar, which needs no day on which both China and Saudi Arabia settle."
)
