"""Tables as values: plans, networks and rates laid out for people, in English and Chinese. Nothing is printed."""

from fxroute.report.compare import compare_text
from fxroute.report.compare_json import compare_json
from fxroute.report.comparison import comparison_text, straight_and_other
from fxroute.report.departures import departures_text
from fxroute.report.network import count_records, network_text
from fxroute.report.page import table_text
from fxroute.report.plain import counts_json, departures_json, rates_json
from fxroute.report.plain_record import record_json
from fxroute.report.plan import plan_text, route_text
from fxroute.report.rates import rates_text
from fxroute.report.record import record_text
from fxroute.report.sources import sources_text

__all__ = [
    "compare_json",
    "compare_text",
    "comparison_text",
    "count_records",
    "counts_json",
    "departures_json",
    "departures_text",
    "network_text",
    "plan_text",
    "rates_json",
    "rates_text",
    "record_json",
    "record_text",
    "route_text",
    "sources_text",
    "straight_and_other",
    "table_text",
]
