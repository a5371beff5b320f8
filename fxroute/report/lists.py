"""Sanctions lists for people and machines: editions, what was left out of them or why one was refused, and entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fxroute.compliance.screening.listed import ListEdition, ListedParty
from fxroute.compliance.screening.screened import Review
from fxroute.errors import FxRouteError
from fxroute.report.notation import Notation
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = [
    "ListState",
    "edition_json",
    "entry_json",
    "entry_text",
    "lists_json",
    "lists_text",
    "reviews_json",
    "reviews_text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """A list as it stands: `state` is `taken`, `unchanged`, `refused`, `kept` or `never` (fetched).

    `edition` is what is kept now, `before` what was kept before it was taken; `notes` counts what was left out of its
    entries, `error` says why an answer was refused. `is_tested` says that an address was once fetched from.
    """

    name: str
    state: str
    edition: ListEdition | None = None
    before: ListEdition | None = None
    imported_at: datetime | None = None
    layout: str = ""
    address: str = ""
    is_tested: bool = True
    notes: tuple[tuple[str, int], ...] = ()
    error: FxRouteError | None = None


def lists_text(
    states: Sequence[ListState],
    now: datetime,
    *,
    title: str,
    lang: str = "en",
    width: int = WIDTH,
    is_styled: bool = False,
) -> str:
    """Return lists as a table: state, entries, day and version; below it where from, and what was refused.

    Args:
        states: in the order to be shown.
        now: the instant of showing.
        title: `lists_kept`, `lists_taken` or `lists_known`.
        lang: `en` or `zh`.
        width: columns of the terminal.
        is_styled: carry terminal colours.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    page = Page(width=width, is_styled=is_styled)
    page.heading(words(title, at=notation.utc(now)))
    if not states:
        page.line(words("lists_none"))
        return page.text()
    columns = [
        Column(words("list"), is_whole=True),
        Column(words("list_state")),
        Column(words("list_entries"), is_right=True),
        Column(words("list_dated"), is_whole=True),
        Column(words("list_version")),
        Column(words("list_imported"), is_whole=True),
    ]
    page.table(columns, [_row(state, notation) for state in states])
    if told := [(state.name, line) for state in states for line in _told(state, words)]:
        page.facts(told)
    return page.text()


def _row(state: ListState, notation: Notation) -> list[str]:
    edition = state.edition
    return [
        state.name,
        notation.words(f"list_state_{state.state}"),
        str(edition.entries) if edition else "–",
        edition.dated.isoformat() if edition else "–",
        edition.version if edition else "–",
        f"{notation.utc(state.imported_at)} UTC" if state.imported_at else "–",
    ]


def _told(state: ListState, words: Words) -> list[str]:
    source = state.edition.source if state.edition else ""
    told = [source] if source else []
    if state.address and state.address != source:
        told.append(state.address if state.is_tested else words("list_untested", address=state.address))
    if state.before is not None:
        before = words("list_before_told", entries=state.before.entries, dated=state.before.dated)
        told.append(f"{words('list_before')} {before}")
    told += [words("list_note", count=count, what=what) for what, count in state.notes]
    if state.error is not None:
        told += [f"{fault.where}: {fault.what} · {fault.mend}" for fault in _faults(state.error)]
    return told


def _faults(error: FxRouteError) -> tuple[FxRouteError, ...]:
    return getattr(error, "faults", (error,))


def lists_json(states: Sequence[ListState]) -> list[dict[str, object]]:
    """Return lists as plain values, every fault with its code."""
    return [
        {
            "list": state.name,
            "state": state.state,
            "edition": edition_json(state.edition),
            "before": edition_json(state.before),
            "layout": state.layout,
            "imported_at": _instant(state.imported_at),
            "address": state.address,
            "notes": [{"what": what, "count": count} for what, count in state.notes],
            "faults": [
                {"code": fault.code, "what": fault.what, "where": fault.where, "mend": fault.mend}
                for fault in (_faults(state.error) if state.error else ())
            ],
        }
        for state in states
    ]


def edition_json(edition: ListEdition | None) -> dict[str, object] | None:
    """Return an edition as plain values, `None` where there is none."""
    if edition is None:
        return None
    return {
        "name": edition.name,
        "version": edition.version,
        "dated": edition.dated.isoformat(),
        "sha256": edition.sha256,
        "source": edition.source,
        "entries": edition.entries,
    }


def entry_text(
    list_name: str, party: ListedParty, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return one entry of a list, field by field.

    Raises:
        UsageError: a language that has no texts.
    """
    words = Words(lang)
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("list_entry", list=list_name, id=party.id))
    page.facts([(words(f"entry_{key}"), value) for key, value in _fields(party, words) if value])
    return page.text()


def _fields(party: ListedParty, words: Words) -> list[tuple[str, str]]:
    names = [f"{name.text} ({words(f'strength_{name.strength.value}')})" for name in party.names]
    numbers = [" ".join(filter(None, (one.kind, one.number, one.country))) for one in party.identifiers]
    owners = [f"{one.entry_id} {one.share_percent} %" if one.share_percent else one.entry_id for one in party.owners]
    return [
        ("kind", words(f"kind_{party.kind.value}")),
        *(("names", name) for name in names),
        ("birth_dates", ", ".join(party.birth_dates)),
        ("countries", ", ".join(party.countries)),
        ("bics", ", ".join(party.bics)),
        ("identifiers", ", ".join(numbers)),
        ("programmes", ", ".join(party.programmes)),
        ("owners", ", ".join(owners)),
        ("listed_on", party.listed_on.isoformat() if party.listed_on else ""),
        ("remarks", party.remarks),
    ]


def entry_json(party: ListedParty) -> dict[str, object]:
    """Return an entry as plain values."""
    return {
        "id": party.id,
        "kind": party.kind.value,
        "names": [{"text": name.text, "strength": name.strength.value} for name in party.names],
        "birth_dates": list(party.birth_dates),
        "countries": list(party.countries),
        "bics": list(party.bics),
        "identifiers": [{"kind": one.kind, "number": one.number, "country": one.country} for one in party.identifiers],
        "programmes": list(party.programmes),
        "owners": [
            {"id": one.entry_id, "share_percent": one.share_percent, "is_control": one.is_control}
            for one in party.owners
        ],
        "listed_on": party.listed_on.isoformat() if party.listed_on else None,
        "remarks": party.remarks,
    }


def reviews_text(
    reviews: Sequence[Review], now: datetime, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return reviewed hits as a table: whom, which entry, who released it, until when and why.

    Raises:
        UsageError: a language that has no texts.
    """
    notation = Notation(Words(lang))
    words = notation.words
    page = Page(width=width, is_styled=is_styled)
    page.heading(words("reviews", at=notation.utc(now)))
    if not reviews:
        page.line(words("reviews_none"))
        return page.text()
    titles = ("subject", "entry", "by", "at", "until", "why")
    rows = [
        [
            review.subject,
            f"{review.list_name} {review.entry_id}",
            review.by,
            f"{notation.utc(review.at)} UTC",
            review.until.isoformat(),
            review.why,
        ]
        for review in reviews
    ]
    page.table([Column(words(f"review_{title}")) for title in titles], rows)
    return page.text()


def reviews_json(reviews: Sequence[Review]) -> list[dict[str, object]]:
    """Return reviewed hits as plain values."""
    return [
        {
            "subject": review.subject,
            "list": review.list_name,
            "entry": review.entry_id,
            "entry_sha256": review.entry_sha256,
            "by": review.by,
            "at": _instant(review.at),
            "why": review.why,
            "until": review.until.isoformat(),
        }
        for review in reviews
    ]


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
