"""A Qingdao firm pays rent in Riyadh, and later collects riyal: what must lie on the table, leg by leg?

Both payments of the case, with nothing told but purpose, amount and agents: the rent bought with yuan, and an export
receipt on a riyal account. The lists follow the order in which a bank officer ticks items off, the first in English and
Chinese; every rule has its source and the grade of what was seen of it.
"""

from pathlib import Path

from fxroute.report import checklist_text
from fxroute.sources import load_payment_file, load_planner

PAYMENTS = Path(__file__).parent / "payments"
planner = load_planner()

for name, title, languages in (
    ("substation_rent.yaml", "Phase 1: rent in Riyadh, riyal bought in China", ("en", "zh")),
    ("substation_receipt.yaml", "Phase 2: export receipt in riyal, on a riyal account", ("en",)),
):
    told = load_payment_file(PAYMENTS / name)
    route = planner.plan(told.payment, told.bounds, with_alternatives=False).routes[0]
    checklist = planner.requirements(told.payment, route=route)
    for language in languages:
        print(f"== {title}\n")
        print(checklist_text(checklist, planner.rules, route=route, lang=language))
    steps = dict.fromkeys(entry.step.value for entry in checklist.entries)
    providers = {entry.item.provider.value for entry in checklist.before() if entry.item is not None}
    print(f"{len(checklist.before())} items brought by {len(providers)} parties, in {len(steps)} steps:")
    print(f"{', '.join(steps)}.\n")
