"""The use cases: plan a payment, compare ways, find when to start."""

from fxroute.plan.answer import Inputs, Plan, Window, question_json
from fxroute.plan.ordering import ORDERINGS, parse_percent
from fxroute.plan.planner import Planner
from fxroute.plan.standing import Gain, GainKind, Rank, Standing, standing_of
from fxroute.plan.unknown import STALE_AFTER_MINUTES, Unknown, UnknownKind, list_unknowns
from fxroute.plan.what_if import GRAMMAR, is_change, parse_change, parse_overlay

__all__ = [
    "GRAMMAR",
    "Gain",
    "GainKind",
    "Inputs",
    "ORDERINGS",
    "Plan",
    "Planner",
    "Rank",
    "STALE_AFTER_MINUTES",
    "Standing",
    "Unknown",
    "UnknownKind",
    "Window",
    "is_change",
    "list_unknowns",
    "parse_change",
    "parse_overlay",
    "parse_percent",
    "question_json",
    "standing_of",
]
