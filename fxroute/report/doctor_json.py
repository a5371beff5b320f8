"""An examination for machines: the values of its tables with stable keys, each finding with its English text."""

from dataclasses import asdict

from fxroute.network import Network
from fxroute.plan.doctor import CorridorState, Cut, Examination, Symptom
from fxroute.report.doctor_words import DoctorWords, Sentences
from fxroute.report.notation import Notation

__all__ = ["doctor_json"]

_Json = dict[str, object]


def doctor_json(examination: Examination, network: Network) -> _Json:
    """Return an examination as plain values; texts are English, dates ISO 8601, shares decimal text."""
    sentences = Sentences(network, Notation(DoctorWords("en")), examination.ages)
    corridor = examination.corridor
    return {
        "on": examination.ages.on.isoformat(),
        "stale_days": examination.ages.stale_days,
        "rate_days": examination.ages.rate_days,
        "sha256": {"network": examination.network_sha256, "rates": examination.rates_sha256},
        "healthy": examination.is_healthy,
        "corridor": None if corridor is None else _corridor(corridor, sentences),
        "currencies": [{**asdict(state), "outside": list(state.outside)} for state in examination.currencies],
        "weak_points": [{**asdict(point), "between": list(point.between)} for point in examination.weak_points],
        "central": [asdict(one) for one in examination.central],
        "symptoms": [_symptom(symptom, sentences) for symptom in examination.symptoms],
    }


def _corridor(state: CorridorState, sentences: Sentences) -> _Json:
    return {
        **asdict(state.corridor),
        "has_way": state.has_way,
        "ways": state.ways,
        "ways_complete": not state.is_cut,
        "institutions": state.institutions,
        "node_cut": _cut(state.node_cut),
        "outside_cut": _cut(state.outside_cut),
        "edge_cut": _cut(state.edge_cut),
        "opens_if": [str(opening) for opening in state.missing],
        "priors": state.priors,
        "symptoms": [_symptom(symptom, sentences) for symptom in state.symptoms],
    }


def _cut(cut: Cut) -> _Json:
    return {"members": list(cut.members), "is_smallest": cut.is_smallest}


def _symptom(symptom: Symptom, sentences: Sentences) -> _Json:
    question = symptom.question
    return {
        "kind": symptom.kind.value,
        "severity": symptom.severity.value,
        "count": symptom.count,
        "subjects": list(symptom.subjects),
        "values": dict(symptom.values),
        "text": sentences.symptom(symptom),
        "question": None
        if question is None
        else {
            "kind": question.kind.value,
            "asked": list(question.asked),
            "values": dict(question.values),
            "text": sentences.question(question),
        },
    }
