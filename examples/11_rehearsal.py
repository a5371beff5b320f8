"""Who does what by when, on both clocks, when the rent goes to Riyadh, and what does a missed step cost?

The run sheet of the best route without a second conversion: company, branch, provincial branch, head office, the
landlord's bank. A latest time is the last minute at which a step may begin so that the landlord is credited when the
route says. After a miss stand the next opening, and the best other route that begins alike.
"""

from pathlib import Path

from fxroute.report import rehearsal_text
from fxroute.sources import load_payment_file, load_planner

planner = load_planner()
told = load_payment_file(Path(__file__).parent / "payments" / "substation_rent.yaml")
sheet = planner.rehearse(told.payment, told.bounds, dossier=told.dossier)
print(rehearsal_text(sheet))
print(rehearsal_text(sheet, lang="zh"))

first = next(task for task in sheet.tasks if task.missed is not None)
assert first.missed is not None
assert first.missed.credited_at is not None, "something opens after it"
late = first.missed.credited_at - sheet.route.credited_at
print(f"The first step that can be missed is number {first.n}, at {first.unit}: a minute late, and the landlord waits")
print(f"{late.days} days {late.seconds // 3600} hours longer on the same route.")
