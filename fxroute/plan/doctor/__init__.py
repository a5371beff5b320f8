"""The doctor: what is weak, old, missing or taken on trust in a network, and what to ask the banks."""

from fxroute.plan.doctor.ageing import Ages
from fxroute.plan.doctor.currencies import Central, CurrencyState, WeakPoint
from fxroute.plan.doctor.examination import CorridorState, Examination, examine, examine_corridor
from fxroute.plan.doctor.failure import Cut
from fxroute.plan.doctor.symptom import Question, QuestionKind, Severity, Symptom, SymptomKind
from fxroute.plan.doctor.ways import Corridor

__all__ = [
    "Ages",
    "Central",
    "Corridor",
    "CorridorState",
    "CurrencyState",
    "Cut",
    "Examination",
    "Question",
    "QuestionKind",
    "Severity",
    "Symptom",
    "SymptomKind",
    "WeakPoint",
    "examine",
    "examine_corridor",
]
