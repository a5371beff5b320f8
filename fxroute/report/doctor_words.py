"""Sentences of an examination: what a symptom says, and what to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from fxroute.model import Calendar, Infrastructure, Institution
from fxroute.network import Network
from fxroute.plan.doctor import Question, QuestionKind, Symptom, SymptomKind
from fxroute.plan.doctor.ageing import CALENDAR_DAYS, Ages
from fxroute.report.notation import Notation
from fxroute.report.texts import LANGUAGES
from fxroute.report.texts_doctor import DOCTOR_TEXTS
from fxroute.report.words import Words

__all__ = ["DoctorWords", "Sentences"]

_NAMES_MAX = 3
_OF_INSTITUTIONS = frozenset({"institution", "unit", "reports_to", "owner", "servicer", "agent", "creditor_agent"})


class DoctorWords(Words):
    """The texts of the reports, and beside them those of an examination."""

    __slots__ = ()

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key` with `values` in it."""
        if key in DOCTOR_TEXTS:
            return DOCTOR_TEXTS[key][LANGUAGES.index(self.lang)].format(**values)
        return Words.__call__(self, key, **values)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Symptoms and questions in one language, with the names of a network."""

    network: Network
    notation: Notation
    ages: Ages

    def name(self, record_id: str) -> str:
        """Return name and id of what has a name, else the id."""
        record = self.network.records.get(record_id)
        if isinstance(record, Institution | Infrastructure | Calendar) and record.name != record_id:
            return self.notation.words("named", name=record.name, id=record_id)
        return record_id

    def names(self, ids: Sequence[str], count: int, most: int = _NAMES_MAX, *, is_named: bool = True) -> str:
        """Return the first few of `count` names, and how many more there are."""
        words = self.notation.words
        shown = words("list_comma").join(self.name(one) if is_named else one for one in ids[:most])
        return words("names_more", names=shown, count=count - most) if count > most else shown

    def symptom(self, symptom: Symptom) -> str:
        """Return what a symptom says, without its subjects."""
        words, values = self.notation.words, dict(symptom.values)
        key = f"symptom_{symptom.kind}"
        match symptom.kind:
            case SymptomKind.NO_WAY:
                debtor_agent, creditor_agent = map(self.name, symptom.subjects)
                return words(key, debtor_agent=debtor_agent, creditor_agent=creditor_agent, **values)
            case SymptomKind.SINGLE_POINT:
                reached = int(values["reached"])
                return words.counted(key, reached, reached=reached) if reached else words(f"{key}_none")
            case SymptomKind.RESTS_ON_PRIOR:
                confidence = words(f"confidence_{values['confidence']}")
                return words(key, ways=values["ways"], of=values["of"], confidence=confidence)
        if "records" in values:
            values["records"] = words(values["records"])
        return words(key, days=self._days(symptom.kind), **values)

    def _days(self, kind: SymptomKind) -> int:
        days = {SymptomKind.CALENDAR_ENDS: CALENDAR_DAYS, SymptomKind.RATE_OLD: self.ages.rate_days}
        return days.get(kind, self.ages.stale_days)

    def question(self, question: Question) -> str:
        """Return what to ask, with those who are asked before it where they are known."""
        words = self.notation.words
        key, values = f"ask_{question.kind}", dict(question.values)
        if question.kind is QuestionKind.PARTICIPATION and values["agent"]:
            key += "_through"
        if question.kind in (QuestionKind.HOURS, QuestionKind.TARIFF) and values["currency"]:
            key += "_in"
        told = {name: value if value in question.asked else self._value(name, value) for name, value in values.items()}
        text = words(key, **told)
        if not question.asked:
            return text
        return words("asked", names=self.names(question.asked, len(question.asked)), question=text)

    def _value(self, name: str, value: str) -> str:
        words = self.notation.words
        if name in _OF_INSTITUTIONS or name in ("system", "calendar"):
            return self.name(value)
        if name == "functions":
            return words("list_comma").join(words(f"doing_{function}") for function in value.split())
        return words(f"function_{value}") if name == "function" else value
