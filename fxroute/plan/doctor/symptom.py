"""Symptoms: what the examination of a network finds, each with what to ask and whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Question", "QuestionKind", "SUBJECTS_MAX", "Severity", "Symptom", "SymptomKind", "symptom_of"]

SUBJECTS_MAX = 100
"""Subjects that a symptom names; `count` tells of all."""


class Severity(StrEnum):
    """How much a symptom weighs, worst first.

    `CRITICAL`: payments stop, or stop as soon as one thing fails. `WARNING`: an answer rests on something that may be
    wrong, or something does not work as it is told. `NOTICE`: worth knowing.
    """

    CRITICAL = "critical"
    WARNING = "warning"
    NOTICE = "notice"


class SymptomKind(StrEnum):
    """What is found: of a corridor, of currencies, of records that age, of the structure."""

    NO_WAY = "no_way"
    SINGLE_POINT = "single_point"
    RESTS_ON_PRIOR = "rests_on_prior"
    CURRENCY_WITHOUT_RATE = "currency_without_rate"
    CURRENCY_WITHOUT_CALENDAR = "currency_without_calendar"
    CURRENCY_SPLIT = "currency_split"
    CURRENCY_WITHOUT_DESK = "currency_without_desk"
    DESK_LEADS_NOWHERE = "desk_leads_nowhere"
    DESK_WITHOUT_RATE = "desk_without_rate"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    HOURS_ENDED = "hours_ended"
    CALENDAR_ENDS = "calendar_ends"
    RATE_OLD = "rate_old"
    RECORD_OLD = "record_old"
    ACCOUNT_UNUSABLE = "account_unusable"
    ACCOUNT_NEVER_DRAWN = "account_never_drawn"
    ACCOUNT_TWICE = "account_twice"
    SYSTEM_WITHOUT_HOURS = "system_without_hours"
    SYSTEM_OF_ONE = "system_of_one"
    AGENT_WITHOUT_ACCOUNT = "agent_without_account"
    INSTITUTION_UNUSED = "institution_unused"


class QuestionKind(StrEnum):
    """What is asked: of one record of a corridor, or about all subjects of a symptom."""

    INSTITUTION = "institution"
    REPORTING_LINE = "reporting_line"
    ACCOUNT = "account"
    INFRASTRUCTURE = "infrastructure"
    PARTICIPATION = "participation"
    DESK = "desk"
    HOURS = "hours"
    CALENDAR = "calendar"
    TARIFF = "tariff"
    QUOTE = "quote"
    SECOND_WAY = "second_way"
    CORRESPONDENT = "correspondent"
    RENEWAL = "renewal"
    FRESH_RATE = "fresh_rate"
    CLOSED_DAYS = "closed_days"
    DEALER = "dealer"
    DUPLICATE = "duplicate"
    FUNDS = "funds"
    SYSTEM_HOURS = "system_hours"
    SETTLEMENT_ACCOUNT = "settlement_account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask, of which institutions (none: of whoever published the record), with the values of its text."""

    kind: QuestionKind
    asked: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One finding: its kind, how grave it is, of how many and which subjects, and what to ask.

    `subjects` are ids of records, or currency codes where the kind speaks of currencies, `SUBJECTS_MAX` at most;
    `count` is the number of all. `values` are the parts of its text by name.
    """

    kind: SymptomKind
    severity: Severity
    subjects: tuple[str, ...]
    count: int
    values: tuple[tuple[str, str], ...] = ()
    question: Question | None = None

    def value(self, name: str) -> str:
        """Return a part of the text, empty where there is none of that name."""
        return dict(self.values).get(name, "")


def symptom_of(
    kind: SymptomKind,
    severity: Severity,
    subjects: Sequence[str],
    *,
    question: QuestionKind | None = None,
    **values: object,
) -> tuple[Symptom, ...]:
    """Return one symptom of all subjects, none where there is no subject; whom to ask is left open."""
    if not subjects:
        return ()
    return (
        Symptom(
            kind=kind,
            severity=severity,
            subjects=tuple(subjects[:SUBJECTS_MAX]),
            count=len(subjects),
            values=tuple((name, str(value)) for name, value in values.items()),
            question=None if question is None else Question(kind=question),
        ),
    )
