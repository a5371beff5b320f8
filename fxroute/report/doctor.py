"""An examination for people: the corridor that was asked for, the currencies, what is central, what was found."""

from collections import Counter
from collections.abc import Sequence

from fxroute.network import Network
from fxroute.plan.doctor import CorridorState, Cut, Examination, Severity, Symptom, SymptomKind
from fxroute.report.doctor_words import DoctorWords, Sentences
from fxroute.report.notation import Notation
from fxroute.report.opening import openings_text
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["doctor_text"]

_PRIORS_SHOWN = 15
_CURRENCIES_SHOWN = 15
_WEAK_SHOWN = 10
_CENTRAL_CURRENCIES = 6
_CENTRAL_SHOWN = 3
_CUT_SHOWN = 8


def doctor_text(
    examination: Examination, network: Network, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return an examination as text.

    Raises:
        UsageError: a language that has no texts.
    """
    words = DoctorWords(lang)
    notation = Notation(words)
    page = Page(width=width, is_styled=is_styled)
    sentences = Sentences(network, notation, examination.ages)
    _add_head(page, examination, notation)
    if examination.corridor is not None:
        _add_corridor(page, examination.corridor, sentences)
    _add_currencies(page, examination, words)
    _add_weak(page, examination, sentences)
    _add_central(page, examination, sentences)
    _add_findings(page, examination, sentences)
    return page.text()


def _add_head(page: Page, examination: Examination, notation: Notation) -> None:
    words = notation.words
    corridor = examination.corridor
    every = (*(corridor.symptoms if corridor else ()), *examination.symptoms)
    counts = Counter(symptom.severity for symptom in every)
    page.heading(words("examination", day=examination.ages.on.isoformat()))
    hashes = {
        "network": notation.sha256(examination.network_sha256),
        "rates": notation.sha256(examination.rates_sha256),
    }
    found = {severity.value: counts[severity] for severity in Severity}
    page.facts([(words("data"), words("examined", **hashes)), (words("findings_label"), words("found", **found))])


# A corridor


def _add_corridor(page: Page, state: CorridorState, sentences: Sentences) -> None:
    words, corridor = sentences.notation.words, state.corridor
    page.heading(
        words(
            "corridor",
            source=corridor.debtor_currency,
            debtor_agent=sentences.name(corridor.debtor_agent),
            target=corridor.creditor_currency,
            creditor_agent=sentences.name(corridor.creditor_agent),
        )
    )
    page.line(words("corridor_meaning"))
    page.blank()
    if not state.has_way:
        missing = [(words("opens"), openings_text((opening,), words)) for opening in state.missing]
        asked = [symptom.question for symptom in state.symptoms if symptom.question is not None]
        rows = [(words("ask"), sentences.question(question)) for question in asked]
        page.facts([(words("ways"), words("ways_none")), *missing, *rows])
        return
    page.facts(
        [
            (words("ways"), words("ways_cut" if state.is_cut else "ways_all", count=state.ways)),
            (words("passable"), words("passable_count", count=state.institutions)),
            (words("node_cut"), _cut(state.node_cut, "cut_none_node", sentences)),
            (words("outside_cut"), _cut(state.outside_cut, "cut_none_outside", sentences)),
            (words("edge_cut"), _cut(state.edge_cut, "cut_none_node", sentences)),
        ]
    )
    page.line(words("cut_meaning"))
    _add_points(page, _of(state, SymptomKind.SINGLE_POINT), sentences)
    _add_priors(page, _of(state, SymptomKind.RESTS_ON_PRIOR), state.priors, sentences)


def _of(state: CorridorState, kind: SymptomKind) -> list[Symptom]:
    return [symptom for symptom in state.symptoms if symptom.kind is kind]


def _cut(cut: Cut, otherwise: str, sentences: Sentences) -> str:
    words = sentences.notation.words
    if not cut.members:
        return words(otherwise)
    members = sentences.names(cut.members, len(cut.members), _CUT_SHOWN)
    return words("cut" if cut.is_smallest else "cut_unproved", count=len(cut.members), members=members)


def _add_points(page: Page, points: Sequence[Symptom], sentences: Sentences) -> None:
    words = sentences.notation.words
    page.heading(words("single_points"))
    if not points:
        page.line(words("single_points_none"))
        return
    rows = [
        [
            words(f"severity_{point.severity}"),
            sentences.name(point.subjects[0]),
            words(f"kind_{point.value('what')}"),
            sentences.symptom(point),
        ]
        for point in points
    ]
    columns = [
        Column(words("severity"), is_whole=True),
        Column(words("point"), least=24),
        Column(words("point_kind"), is_whole=True),
        Column(words("point_effect"), least=30),
    ]
    page.table(columns, rows)
    asked = points[0].question
    if asked is not None:
        page.line(f"{words('ask')} {sentences.question(asked)}")


def _add_priors(page: Page, priors: Sequence[Symptom], count: int, sentences: Sentences) -> None:
    words = sentences.notation.words
    if not priors:
        page.heading(words("priors_none"))
        return
    page.heading(words.counted("priors", count))
    rows = [
        [
            words("prior_all")
            if prior.value("always") == "true"
            else words("prior_of", ways=prior.value("ways"), of=prior.value("of")),
            words(f"kind_{prior.value('what')}"),
            words(f"confidence_{prior.value('confidence')}"),
            prior.subjects[0],
            "" if prior.question is None else sentences.question(prior.question),
        ]
        for prior in priors[:_PRIORS_SHOWN]
    ]
    columns = [
        Column(words("prior_ways"), is_right=True, is_whole=True),
        Column(words("point_kind"), is_whole=True),
        Column(words("confidence_column"), is_whole=True),
        Column(words("record")),
        Column(words("ask"), is_whole=True),
    ]
    page.table(columns, rows, is_lined=True)
    _add_more(page, count - _PRIORS_SHOWN, words)


# The network


def _add_currencies(page: Page, examination: Examination, words: Words) -> None:
    states = examination.currencies
    if not states:
        return
    page.heading(words("currencies"))
    keys = ("institutions_column", "joined", "pieces", "weak_points", "weak_links", "desks_column")
    columns = [
        Column(words("currency"), is_whole=True),
        *(Column(words(key), is_right=True) for key in keys),
        Column(words("rate_column")),
        Column(words("calendar_column")),
    ]
    rows = [
        [
            state.currency,
            *map(str, (state.institutions, state.joined, state.pieces, state.weak_points, state.weak_links)),
            str(state.desks),
            words("there" if state.has_rate else "not_there"),
            words("there" if state.has_calendar else "not_there"),
        ]
        for state in states[:_CURRENCIES_SHOWN]
    ]
    page.table(columns, rows)
    _add_more(page, len(states) - _CURRENCIES_SHOWN, words)
    page.line(words("currencies_meaning"))
    if any(state.outside for state in states):
        page.line(words("currencies_ask"))


def _add_weak(page: Page, examination: Examination, sentences: Sentences) -> None:
    words, points = sentences.notation.words, examination.weak_points
    if not points:
        return
    page.heading(words("weak"))
    rows = [
        [
            point.currency,
            words("cut_off_of", count=point.cut_off, joined=point.joined),
            words("between", record=point.subject, one=point.between[0], other=point.between[1])
            if point.between
            else sentences.name(point.subject),
        ]
        for point in points[:_WEAK_SHOWN]
    ]
    page.table([Column(words("currency")), Column(words("cuts_off"), is_whole=True), Column(words("fails"))], rows)
    _add_more(page, len(points) - _WEAK_SHOWN, words)


def _add_central(page: Page, examination: Examination, sentences: Sentences) -> None:
    words = sentences.notation.words
    rows = [
        [
            one.currency,
            words("sampled", share=one.betweenness) if one.is_sampled else one.betweenness,
            str(one.partners),
            sentences.name(one.institution),
        ]
        for state in examination.currencies[:_CENTRAL_CURRENCIES]
        for one in [one for one in examination.central if one.currency == state.currency][:_CENTRAL_SHOWN]
    ]
    if not rows:
        return
    page.heading(words("central"))
    columns = [
        Column(words("currency")),
        Column(words("betweenness"), is_right=True, is_whole=True),
        Column(words("partners"), is_right=True),
        Column(words("institution")),
    ]
    page.table(columns, rows)
    _add_more(page, len(examination.central) - len(rows), words)
    page.line(words("central_meaning"))


def _add_findings(page: Page, examination: Examination, sentences: Sentences) -> None:
    """Add what was found; that a currency falls apart stands in the table of currencies."""
    words = sentences.notation.words
    found = [symptom for symptom in examination.symptoms if symptom.kind is not SymptomKind.CURRENCY_SPLIT]
    page.heading(words("findings") if found else words("findings_none"))
    if not found:
        return
    rows = [
        [
            words(f"severity_{symptom.severity}"),
            str(symptom.count),
            sentences.symptom(symptom),
            sentences.names(symptom.subjects, symptom.count, is_named=False),
            "" if symptom.question is None else sentences.question(symptom.question),
        ]
        for symptom in found
    ]
    columns = [
        Column(words("severity"), is_whole=True),
        Column(words("record_count"), is_right=True),
        Column(words("finding"), least=40),
        Column(words("records_column"), is_whole=True),
        Column(words("ask"), is_whole=True),
    ]
    page.table(columns, rows, is_lined=True)


def _add_more(page: Page, count: int, words: Words) -> None:
    if count > 0:
        page.line(words("more_in_json", count=count))
