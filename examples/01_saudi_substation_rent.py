"""A Qingdao firm pays rent in Riyadh: what does a second conversion, over the dollar, cost or save?

Asked on a day in November, and around the Spring Festival of 2026, when China and Saudi Arabia share no settlement
day from 13 to 23 February. Like stands by like: the first arrival at the desks of the firm's own bank, and at those
of any bank where that is another way.
"""

from fxroute import Bounds, Money, Payment, Route
from fxroute.report import table_text
from fxroute.sources import load_planner

DAYS = ("2026-11-24", "2026-02-12", "2026-02-13", "2026-02-24")
OWN_BANK, ANY_BANK = Bounds(intermediaries_max=0), Bounds()
ANY = "straight, any bank"
WAYS = {"straight": (1, OWN_BANK), "over USD": (2, OWN_BANK), ANY: (1, ANY_BANK)}

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
    deals = [(leg.from_id, leg.rate) for leg in way.legs if leg.rate is not None]
    spreads = "\n".join(f"{rate.pair} {rate.spread_bp}" for _, rate in deals)
    lost = sum(money.amount for _, money in way.loss.conversions)
    desks = " ".join(dict.fromkeys(desk for desk, _ in deals))
    return [day, name, f"SAR {way.delivered.amount:,}", f"{way.credited_at:%a %d %b}", desks, spreads, f"CNY {lost:,}"]


found = {(day, name): first_arrival(day, *kind) for day in DAYS for name, kind in WAYS.items()}
shown = {key: way for key, way in found.items() if key[1] != ANY or way.id != found[key[0], "straight"].id}
columns = ["Asked", "Conversion", "Delivered", "Credited", "Desk of", "Spreads, bp", "Lost to mid"]
print(table_text(columns, [row(day, name, way) for (day, name), way in shown.items()]))

straight, over = found["2026-11-24", "straight"], found["2026-11-24", "over USD"]
lead = straight.delivered - over.delivered
level_bp = abs(lead.amount) * 10_000 / straight.delivered.amount
word = ("more", "wider") if lead.amount > 0 else ("less", "narrower")
late, sooner, abroad = (found["2026-02-13", name].credited_at for name in WAYS)
print(f"The second conversion loses CNY {over.loss.conversions[-1][1].amount:,} to mid. Even so, straight delivers")
print(f"SAR {abs(lead.amount):,} {word[0]}; it breaks even when its spread is {level_bp:.2f} bp {word[1]}. Spreads are")
print(f"{straight.evidence.weakest}s, so ask the desk for its quotes. At its own bank's desks an order of 13 February")
print(f"arrives on {late:%d %B} straight, and on {sooner:%d %B} over the dollar, which needs no day on which both")
print("China and Saudi Arabia settle. Straight at the Hong Kong desk (BKCHHKHH), which deals in offshore yuan and so")
print(f"escapes the closure, it arrives on {abroad:%d %B}.")
