"""The use cases: plan a payment, compare ways, find when to start."""

from fxroute.plan.answer import Ground, Inputs, Plan, Window, question_json
from fxroute.plan.opening import OpenHours, Opening, open_hours
from fxroute.plan.ordering import ORDERINGS, parse_percent
from fxroute.plan.planner import Planner
from fxroute.plan.standing import Gain, GainKind, Rank, Standing, standing_of
from fxroute.plan.unknown import STALE_AFTER_MINUTES, Unknown, UnknownKind, list_unknowns

__all__ = [
    "Gain",
    "GainKind",
    "Ground",
    "Inputs",
    "ORDERINGS",
    "OpenHours",
    "Opening",
    "Plan",
    "Planner",
    "Rank",
    "STALE_AFTER_MINUTES",
    "Standing",
    "Unknown",
    "UnknownKind",
    "Window",
    "list_unknowns",
    "open_hours",
    "parse_percent",
    "question_json",
    "standing_of",
]
