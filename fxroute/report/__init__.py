"""Tables and pictures as values: plans, networks and rates for people, in English and Chinese. Nothing is printed.

What makes pages and workbooks is imported on first use: a command that prints a table need not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from fxroute.report.check import Checked, check_json, check_text
from fxroute.report.checklist import checklist_json, checklist_text
from fxroute.report.compare import compare_text
from fxroute.report.compare_json import compare_json
from fxroute.report.comparison import comparison_text, straight_and_other
from fxroute.report.departures import departures_text
from fxroute.report.feeds import FeedState, feeds_json, feeds_text
from fxroute.report.history import history_json, history_text
from fxroute.report.imports import import_text
from fxroute.report.network import count_records, network_text
from fxroute.report.page import table_text
from fxroute.report.plain import counts_json, departures_json, rates_json
from fxroute.report.plain_record import record_json
from fxroute.report.plan import plan_text, route_text
from fxroute.report.rates import rates_text
from fxroute.report.record import record_text
from fxroute.report.sources import sources_text
from fxroute.report.template import Template, template_json, template_text

if TYPE_CHECKING:
    # For type checkers; `__getattr__` imports the same names when they are asked for.
    from fxroute.report.icalendar import rehearsal_ics, tasks_ics
    from fxroute.report.losses import Losses, LostKind, LostPart, losses_of
    from fxroute.report.picture.page import notebook_html, plan_html, route_html
    from fxroute.report.rehearsal import rehearsal_text
    from fxroute.report.rehearsal_json import rehearsal_json
    from fxroute.report.rehearsal_page import rehearsal_html
    from fxroute.report.sheet import SHEETS, Sheet, csv_text, plan_sheets, xlsx_bytes
    from fxroute.report.tasks import tasks_json, tasks_text

__all__ = [
    "Checked",
    "FeedState",
    "Losses",
    "LostKind",
    "LostPart",
    "SHEETS",
    "Sheet",
    "Template",
    "check_json",
    "check_text",
    "checklist_json",
    "checklist_text",
    "compare_json",
    "compare_text",
    "comparison_text",
    "count_records",
    "counts_json",
    "csv_text",
    "departures_json",
    "departures_text",
    "feeds_json",
    "feeds_text",
    "history_json",
    "history_text",
    "import_text",
    "losses_of",
    "network_text",
    "notebook_html",
    "plan_html",
    "plan_sheets",
    "plan_text",
    "rates_json",
    "rates_text",
    "record_json",
    "record_text",
    "rehearsal_html",
    "rehearsal_ics",
    "rehearsal_json",
    "rehearsal_text",
    "route_html",
    "route_text",
    "sources_text",
    "straight_and_other",
    "table_text",
    "tasks_ics",
    "tasks_json",
    "tasks_text",
    "template_json",
    "template_text",
    "xlsx_bytes",
]

_LATE = {
    "icalendar": ("rehearsal_ics", "tasks_ics"),
    "losses": ("Losses", "LostKind", "LostPart", "losses_of"),
    "picture.page": ("notebook_html", "plan_html", "route_html"),
    "rehearsal": ("rehearsal_text",),
    "rehearsal_json": ("rehearsal_json",),
    "rehearsal_page": ("rehearsal_html",),
    "sheet": ("SHEETS", "Sheet", "csv_text", "plan_sheets", "xlsx_bytes"),
    "tasks": ("tasks_json", "tasks_text"),
}
"""Modules that are imported when one of their names is asked for."""


def __getattr__(name: str) -> object:
    """Import the names of `_LATE` on first use."""
    for module, names in _LATE.items():
        if name in names:
            members = vars(import_module(f"fxroute.report.{module}"))
            globals().update({public: members[public] for public in names})
            return globals()[name]
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
