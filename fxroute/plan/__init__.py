"""The use cases: plan a payment, check and rehearse it, compare ways, find when to start."""

from fxroute.plan.amount_parts import AmountPart, AmountPartKind
from fxroute.plan.answer import Ground, Inputs, Plan, Window, question_json
from fxroute.plan.comparing import (
    Comparison,
    Difference,
    FirstRoute,
    RouteChange,
    RouteChangeKind,
    Variant,
    compare,
    compare_overlays,
    plan_variant,
)
from fxroute.plan.open_hours import OpenHours, OpenStretch, open_hours
from fxroute.plan.ordering import ORDERINGS, parse_percent
from fxroute.plan.planner import Planner
from fxroute.plan.rehearse import Actor, Fallback, Missed, RunSheet, RunTask, TaskKind
from fxroute.plan.standing import Gain, GainKind, Rank, Standing, standing_of
from fxroute.plan.time_parts import TimeCause, TimePart
from fxroute.plan.unknown import STALE_AFTER_MINUTES, Unknown, UnknownKind, list_unknowns
from fxroute.plan.what_if import GRAMMAR, is_change, parse_change, parse_overlay

__all__ = [
    "Actor",
    "AmountPart",
    "AmountPartKind",
    "Comparison",
    "Difference",
    "Fallback",
    "FirstRoute",
    "GRAMMAR",
    "Gain",
    "GainKind",
    "Ground",
    "Inputs",
    "Missed",
    "ORDERINGS",
    "OpenHours",
    "OpenStretch",
    "Plan",
    "Planner",
    "Rank",
    "RouteChange",
    "RouteChangeKind",
    "RunSheet",
    "RunTask",
    "STALE_AFTER_MINUTES",
    "Standing",
    "TaskKind",
    "TimeCause",
    "TimePart",
    "Unknown",
    "UnknownKind",
    "Variant",
    "Window",
    "compare",
    "compare_overlays",
    "is_change",
    "list_unknowns",
    "open_hours",
    "parse_change",
    "parse_overlay",
    "parse_percent",
    "plan_variant",
    "question_json",
    "standing_of",
]
