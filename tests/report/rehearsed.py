"""Run sheets to be shown: the hand-counted day, with rules, duties and a service level."""

from datetime import date

from fxroute.compliance.dossier import Dossier
from fxroute.compliance.item import Provider
from fxroute.compliance.purpose import Title
from fxroute.compliance.rule import Anchor, Deadline, DeadlineUnit, StartsAt
from fxroute.compliance.service_level import ServiceLevel
from fxroute.model import Verdict
from fxroute.plan import RunSheet
from tests.plan.ruled import payment, planner_of, rule
from tests.plan.test_rehearse import day
from tests.search.parts import proven

PROMISE = ServiceLevel(
    id="SL-1",
    title=Title("Paid out; or refused, in writing", "放款;或书面拒绝,并说明理由"),
    provider=Provider.BRANCH,
    deadline=Deadline(3, DeadlineUnit.DAYS, StartsAt.APPROVAL),
    provenance=proven(),
)


def sheet() -> RunSheet:
    rules = (
        rule("R-PAPERS", require=("contract", "looked_at")),
        rule("R-FAR", require=("far_data",), anchor=Anchor.CREDIT),
        rule(
            "R-AFTER",
            require=("large_value_report",),
            otherwise=Verdict.REPORT_AFTER,
            fulfilled=Verdict.REPORT_AFTER,
            deadline=Deadline(10, DeadlineUnit.YEARS, StartsAt.PAYMENT),
        ),
    )
    planner = planner_of(day(), *rules, levels=(PROMISE,))
    return planner.rehearse(
        payment(), dossier=Dossier(confirmed={"looked_at": True}), events={StartsAt.APPROVAL: date(2026, 4, 13)}
    )
