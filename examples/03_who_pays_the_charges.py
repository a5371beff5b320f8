"""Who pays the charges: what do debtor and creditor bear under SHAR, DEBT and CRED?

The same rent, started at the same minute, over the way that delivers most under each bearer.
"""

from fxroute import Money, Payment, Route
from fxroute.report import table_text
from fxroute.sources import load_planner

planner = load_planner()


def best(bearer: str) -> Route:
    """Return the way that delivers most under a charge bearer."""
    payment = Payment.send(
        Money("2000000.00", "CNY"),
        receive="SAR",
        debtor_agent="BKCHCNBJ500",
        creditor_agent="RIBLSARI",
        at="2026-11-24T09:30+08:00",
        charge_bearer=bearer,
    )
    return planner.plan(payment, with_alternatives=False).routes[0]


def borne(way: Route, bearer: str) -> str:
    """Return the charges that one side bears, a line for each."""
    charges = [charge for leg in way.legs for charge in leg.charges if charge.borne_by == bearer]
    lines = [
        f"{charge.amount.currency} {charge.amount.amount:,} {charge.function}, {charge.taken}"
        for charge in charges
        if charge.amount.amount
    ]
    return "\n".join(lines).replace("_", " ") or "–"


ways = {bearer: best(bearer) for bearer in ("SHAR", "DEBT", "CRED")}
rows = []
for bearer, way in ways.items():
    debited, delivered = f"CNY {way.total_debit.amount:,}", f"SAR {way.delivered.amount:,}"
    rows.append([bearer, debited, delivered, f"{way.loss.bp} bp", borne(way, "debtor"), borne(way, "creditor")])
print(table_text(["Bearer", "Total debit", "Delivered", "Cost", "Debtor bears", "Creditor bears"], rows))

share, debtor, creditor = (ways[bearer] for bearer in ("SHAR", "DEBT", "CRED"))
more, extra = debtor.delivered - share.delivered, debtor.total_debit - share.total_debit
less = share.delivered - creditor.delivered
print(f"Bearing all charges (DEBT) costs the firm CNY {extra.amount:,} more than sharing and gives the landlord")
print(f"SAR {more.amount:,} more; leaving them all to him (CRED) takes SAR {less.amount:,} from his rent.")
