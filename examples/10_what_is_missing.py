"""The rent of the substation case is nearly ready: what is missing, what would cure it, and is it enough?

The file lacks the tax filing, and nobody was screened. Then the form is filed, everybody is screened against lists
(invented ones, since none are shipped), and the same payment is checked again; last with a payee that is listed.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from fxroute.compliance.dossier import Dossier, TaxFiling
from fxroute.compliance.screening.listed import ListEdition, ListedKind, ListedName, ListedParty
from fxroute.compliance.screening.screener import Screener
from fxroute.compliance.screening.subjects import subjects_of
from fxroute.report import table_text
from fxroute.sources import load_payment_file, load_planner

FILE = Path(__file__).parent / "payments" / "substation_rent.yaml"
DAY = date(2026, 11, 24)
planner = load_planner()
told = load_payment_file(FILE)


def screened(dossier: Dossier, listed: str) -> Dossier:
    """Screen the parties and both agents against three invented lists of one name."""
    party = ListedParty(id="1", kind=ListedKind.ORGANISATION, names=(ListedName(listed),))
    editions = [
        ListEdition(name=name, version="1", dated=DAY, sha256="0" * 64, source="example", entries=1)
        for name in ("UN", "CN_MFA", "OFAC_SDN")
    ]
    units = [planner.network.institutions[name] for name in (told.payment.debtor_agent, told.payment.creditor_agent)]
    subjects = subjects_of(told.payment, dossier, units)
    return replace(dossier, screening=Screener([(one, (party,)) for one in editions]).screen(subjects, day=DAY))


filed = replace(told.dossier, tax_filing=TaxFiling(form_number="F-2026-EXAMPLE", verification_code="EXAMPLE"))
cases = [
    ("as it lies there", told.dossier),
    ("form filed, everybody screened", screened(filed, "Example Trading FZE")),
    ("the same, the payee is listed", screened(filed, "Najd Offices Real Estate Company")),
]
rows = []
for name, dossier in cases:
    checklist = planner.requirements(told.payment, dossier, bounds=told.bounds)
    lacking = [entry for entry in checklist.before() if entry.mark.value in ("missing", "wrong", "review", "open")]
    rows.append((name, str(checklist.verdict.value), "", "", ""))
    for entry in lacking:
        item, cure = (entry.item.title.en, entry.item.cure.en) if entry.item else (entry.fact, "tell it")
        rows.append(("", entry.mark.value, item, entry.findings[0].rule, entry.detail or cure))
print(table_text(["Payment", "Verdict, state", "Item", "Rule", "What is wrong, or cures it"], rows))

blocked = planner.plan(told.payment, told.bounds, dossier=cases[2][1])
after = planner.requirements(told.payment, filed, bounds=told.bounds).after()
print(f"With a listed payee there are {len(blocked.routes)} routes: {blocked.ruled_out[0].where} blocks the party by")
print(f"{blocked.ruled_out[0].limit}. The complete file passes, and {len(after)} duties follow the payment.")
