"""Words: the texts of one language, filled with values."""

from dataclasses import dataclass

from fxroute.errors import UsageError
from fxroute.report.phrases import patterns
from fxroute.report.texts import LANGUAGES, TEXTS
from fxroute.report.texts_checklist import CHECKLIST_TEXTS
from fxroute.report.texts_compare import COMPARE_TEXTS
from fxroute.report.texts_evidence import EVIDENCE_TEXTS
from fxroute.report.texts_lists import LIST_TEXTS
from fxroute.report.texts_picture import PICTURE_TEXTS
from fxroute.report.texts_rates import RATE_TEXTS
from fxroute.report.texts_rehearsal import REHEARSAL_TEXTS
from fxroute.report.texts_template import TEMPLATE_TEXTS

__all__ = ["Words"]

_ALL_TEXTS = {
    **TEXTS,
    **CHECKLIST_TEXTS,
    **COMPARE_TEXTS,
    **EVIDENCE_TEXTS,
    **LIST_TEXTS,
    **PICTURE_TEXTS,
    **RATE_TEXTS,
    **REHEARSAL_TEXTS,
    **TEMPLATE_TEXTS,
}


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, `en` or `zh`; numbers and identifiers are the same in both."""

    lang: str

    def __post_init__(self) -> None:
        """Refuse a language that has no texts."""
        if self.lang not in LANGUAGES:
            raise UsageError(
                what=f"{self.lang!r} is no language of the reports",
                where="lang",
                mend=f"use one of {', '.join(LANGUAGES)}",
            )

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of `key` with `values` in it."""
        return _ALL_TEXTS[key][LANGUAGES.index(self.lang)].format(**values)

    def counted(self, key: str, count: int, **values: object) -> str:
        """Return the text of `key` for so many things, in the singular for one."""
        return self(f"{key}_one" if count == 1 else key, count=count, **values)

    def phrase(self, text: str) -> str:
        """Return a phrase of the plan in this language; what is no known phrase (an id, a number) stays."""
        if self.lang == "en":
            return text
        for pattern, phrase in patterns():
            if found := pattern.fullmatch(text):
                return phrase.format(**{name: self.phrase(value) for name, value in found.groupdict().items()})
        return text
