"""A screening for people and machines: every hit with its features, and the editions that were asked."""

from collections.abc import Sequence

from fxroute.compliance.screening.screened import Feature, Hit, Screening, Subject
from fxroute.report.lists import edition_json, reviews_json
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["screening_json", "screening_text"]

_HASH_SHOWN = 12


def screening_text(screening: Screening, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return a screening as a table of its hits, the worst first; below it their features, then the lists asked.

    Args:
        screening: what was screened.
        lang: `en` or `zh`.
        width: columns of the terminal.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    words = Words(lang)
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("screening", day=screening.day.isoformat(), policy=screening.policy))
    if screening.hits:
        titles = ("subject", "band", "score", "list", "entry", "name")
        page.table(
            [Column(words(f"hit_{title}"), is_right=title == "score") for title in titles],
            [_row(hit, words) for hit in screening.hits],
        )
        page.facts([(f"{hit.list_name} {hit.entry_id}", line) for hit in screening.hits for line in _told(hit, words)])
    else:
        page.line(words("screening_none"))
    page.blank()
    page.facts([(words("screening_editions"), line) for line in _editions(screening, words)])
    return page.text()


def _row(hit: Hit, words: Words) -> list[str]:
    return [
        hit.subject.name,
        words(f"band_{hit.band.value}"),
        f"{hit.score:.2f}",
        hit.list_name,
        hit.entry_id,
        hit.entry_name,
    ]


def _told(hit: Hit, words: Words) -> list[str]:
    told = [_feature(feature, words) for feature in hit.features]
    through = ", ".join(hit.through)
    if hit.share_percent:
        told.append(words("hit_share", share=hit.share_percent, through=through))
    if hit.is_control:
        told.append(words("hit_control", through=through))
    if hit.review is not None:
        review = hit.review
        told.append(words("hit_review", by=review.by, until=review.until.isoformat(), why=review.why))
    return told or ["–"]


def _feature(feature: Feature, words: Words) -> str:
    if feature.name == "held":
        return words("hit_held", total=feature.subject, held=feature.listed)
    return words(
        "hit_feature",
        name=feature.name,
        weight=f"{feature.weight:+.2f}",
        subject=feature.subject,
        listed=feature.listed,
    )


def _editions(screening: Screening, words: Words) -> list[str]:
    return [
        words(
            "screening_edition",
            list=edition.name,
            dated=edition.dated.isoformat(),
            entries=edition.entries,
            sha256=edition.sha256[:_HASH_SHOWN],
        )
        for edition in screening.editions
    ]


def screening_json(screening: Screening) -> dict[str, object]:
    """Return a screening as plain values; scores and weights are decimal text."""
    return {
        "day": screening.day.isoformat(),
        "policy": screening.policy,
        "lists": [edition_json(edition) for edition in screening.editions],
        "subjects": [_subject(subject) for subject in screening.subjects],
        "hits": [_hit(hit) for hit in screening.hits],
    }


def _subject(subject: Subject) -> dict[str, object]:
    return {
        "role": subject.role,
        "name": subject.name,
        "kind": subject.kind.value,
        "countries": list(subject.countries),
        "birth_date": subject.birth_date,
        "bic": subject.bic,
        "identifiers": [
            {"kind": one.kind, "number": one.number, "country": one.country} for one in subject.identifiers
        ],
    }


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "subject": {"role": hit.subject.role, "name": hit.subject.name},
        "list": hit.list_name,
        "entry": hit.entry_id,
        "entry_name": hit.entry_name,
        "entry_sha256": hit.entry_sha256,
        "score": str(hit.score),
        "band": hit.band.value,
        "features": _features(hit.features),
        "share_percent": hit.share_percent,
        "through": list(hit.through),
        "is_control": hit.is_control,
        "review": None if hit.review is None else reviews_json([hit.review])[0],
    }


def _features(features: Sequence[Feature]) -> list[dict[str, str]]:
    return [
        {"name": one.name, "subject": one.subject, "listed": one.listed, "weight": str(one.weight)} for one in features
    ]
