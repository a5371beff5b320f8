"""A bank has its own list of correspondents: what is taken of it, and what do they and a confirmed record change?

The list and the confirmation are illustrations over institutions of the shipped network, written to a folder that is
gone afterwards. The rent goes to a landlord at Al Rajhi Bank, where no shipped record gives Bank of China an account.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from fxroute import Bounds, Confidence, Money, Payment
from fxroute.report import import_text, table_text
from fxroute.sources import load_network, load_planner
from fxroute.sources.importing import ImportTerms, import_network

LIST = """\
owner_bic,currency,servicer_bic,confidence
BKCHCNBJ,SAR,RJHISARI,example
BKCHCNBJXXX,SAR,RJHISARIXXX,example
BKCHCNBJ,SAR,RIBLSARI,example
BKCHCNBJ,SAR,EXAMSARI,example
BKCHCNBJ,SRI,ARNBSARI,example
"""
CONFIRMED = """\
accounts:
  - {id: ACC-BKCHCNBJ-SAR-RJHISARI, owner: BKCHCNBJ, servicer: RJHISARI, currency: SAR, relation: correspondent,
     source: "example: our account agreement", as_of: 2026-11-24, confidence: medium}
reporting_lines:
  - {id: LINE-BKCHCNBJ500-BOC-SHANDONG, unit: BKCHCNBJ500, reports_to: BOC-SHANDONG,
     source: "example: our organisation chart", as_of: 2026-11-24, confidence: medium}
"""
AGENTS = {"debtor_agent": "BKCHCNBJ500", "creditor_agent": "RJHISARI"}
RENT = Payment.send(Money("2000000.00", "CNY"), receive="SAR", at="2026-11-24T09:30+08:00", **AGENTS)
STRAIGHT = Bounds(conversions_max=1)

with TemporaryDirectory() as folder:
    given, own, confirmed = (Path(folder, name) for name in ("ssi.csv", "own.yaml", "confirmed.yaml"))
    given.write_text(LIST, encoding="utf-8")
    confirmed.write_text(CONFIRMED, encoding="utf-8")
    report = import_network(given, out=own, onto=load_network(), terms=ImportTerms(as_of=date(2026, 11, 24)))
    layers = {"shipped": (), "with the list": (own,), "and confirmed": (own, confirmed)}
    ways = {name: load_planner(*files).plan(RENT, STRAIGHT).routes[0] for name, files in layers.items()}
print(import_text(report.to_json() | {"out": own.name}))

rows = []
for name, way in ways.items():
    counts = [str(way.evidence.count(confidence)) for confidence in Confidence]
    banks = dict.fromkeys(leg.to_id for leg in way.legs[2:])
    rows.append([name, f"SAR {way.delivered.amount:,}", f"{way.credited_at:%a %d %b}", " > ".join(banks), *counts])
columns = ["Network", "Delivered", "Credited", "Banks", *(confidence.capitalize() for confidence in Confidence)]
print(table_text(columns, rows))

shipped, listed, sure = ways.values()
gain = listed.delivered - shipped.delivered
priors = [way.evidence.count(Confidence.PRIOR) for way in ways.values()]
print(f"Of five rows one is new. Over it the landlord gets SAR {gain.amount:,} more, on {priors[1]} priors instead of")
print(f"{priors[0]}, but the row itself is an {listed.evidence.weakest}. With account and reporting line confirmed,")
print(f"no example and {priors[2]} priors are left, and a {sure.evidence.weakest} is the weakest record still.")
