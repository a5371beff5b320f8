"""A Qingdao firm is paid for exports in riyal: which risk and which spread go if it pays its rents from those receipts?

Receipts and the account (at Riyad Bank) are an illustration; all else is planned at the rate of one day, a prior. Where
the account falls short, exactly what is missing is bought. Against it: each rent bought in full, the receipts sold for
yuan when they came in. What a rate 1 % lower costs is planned at that rate.
"""

from fxroute import Bounds, Money, Payment, Planner, Route
from fxroute.plan import parse_overlay
from fxroute.report import table_text
from fxroute.sources import load_planner

RENT, NO_RIYAL, NO_YUAN = Money("1000000.00", "SAR"), Money("0.00", "SAR"), Money("0.00", "CNY")
NOTHING = [NO_RIYAL, *[NO_YUAN] * 4]
RECEIPTS = [Money(f"{n}000.00", "SAR") for n in (1500, 0, 800, 1200, 0, 2000, 400, 0, 1100, 850, 0, 1600)]
OWN_BANK, ACCOUNT, LANDLORD = "BKCHCNBJ500", "RIBLSARI", "NCBKSAJE"
OWN_DESKS = Bounds(conversions_max=1, intermediaries_max=0)
planner = load_planner()
lower = planner.with_overlays(parse_overlay("rate CNY/SAR -100bp"))


def cheapest(asked: Planner, amount: Money, **terms: str) -> Route:
    """Return the way that debits least for an exact receipt."""
    payment = Payment.receive(amount, at="2026-11-24T15:00+08:00", **terms)
    return asked.plan(payment, OWN_DESKS, with_alternatives=False).routes[0]


def bought(riyal: Money, creditor_agent: str) -> list[Money]:
    """Return riyal bought, yuan debited, spread and charges lost, and the yuan that a rate 1 % lower costs more."""
    terms = {"send": "CNY", "debtor_agent": OWN_BANK, "creditor_agent": creditor_agent}
    way, dearer = (cheapest(asked, riyal, **terms) for asked in (planner, lower))
    spread = sum((lost for _, lost in way.loss.conversions), NO_YUAN)
    return [way.delivered, way.total_debit, spread, way.loss.charges, dearer.total_debit - way.total_debit]


def row(name: str, *amounts: Money) -> list[str]:
    """Return a row of the table."""
    return [name, *(f"{money.amount:,}" if money else "–" for money in amounts)]


paid = cheapest(planner, RENT, send="SAR", debtor_agent=ACCOUNT, creditor_agent=LANDLORD).total_debit
held, rows, deals = NO_RIYAL, [], []
for month, receipt in enumerate(RECEIPTS, 1):
    missing = max(paid - held - receipt, NO_RIYAL)
    deals.append([receipt, *(bought(missing, ACCOUNT) if missing else NOTHING)])
    held += deals[-1][0] + deals[-1][1] - paid
    rows.append(row(str(month), *deals[-1], held))
year = [sum(parts[1:], parts[0]) for parts in zip(*deals, strict=True)]
full = [money * len(RECEIPTS) for money in (NO_RIYAL, *bought(RENT, LANDLORD))]
rows += [row("Year", *year, held), row("No account", *full, NO_RIYAL)]
columns = ["Month", "Received SAR", "Bought SAR", "Debit CNY", "Spread CNY", "Charges CNY", "1 % lower CNY", "Left SAR"]
print(table_text(columns, rows))

cost, (spread, charges, risk) = paid * len(RECEIPTS), (full[n] - year[n] for n in (3, 4, 5))
share, gone = 100 - 100 * (year[1] / cost), 100 * (risk / full[5])
print(f"SAR {year[0].amount:,} received and {year[1].amount:,} bought pay {cost.amount:,}, rents and charges, and")
print(f"leave {held.amount:,}, still open to the rate. Receipts cover {share:.1f} % of that cost, and {gone:.1f} %")
print(f"of the risk is gone: a rate 1 % lower costs CNY {year[5].amount:,} more, not {full[5].amount:,}. Saved are")
print(f"CNY {spread.amount:,} of spread, a prior, and {charges.amount:,} of charges; a rent from the account costs")
print(f"SAR {(paid - RENT).amount:,} of charges.")
