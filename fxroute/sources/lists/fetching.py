"""Fetching a list: from its publisher's address to an edition that is kept, if it is whole and no step back."""

import re
from dataclasses import replace
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from fxroute.errors import DataFileError, DataFileErrors, UsageError
from fxroute.sources.client import Answer, Clock, Limits, get_answer, shown_address
from fxroute.sources.lists.catalog import PublishedList
from fxroute.sources.lists.store import Held, ListStore
from fxroute.sources.lists.taking import ImportedList, ListTerms, keep_list, read_list

__all__ = ["LIST_LIMITS", "fetch_list"]

LIST_LIMITS = Limits(silence_seconds=60, answer_seconds=900, bytes_max=512 * 1024 * 1024)
"""What a publisher may take: the largest list has some 120 MB, and comes slowly at times."""


def fetch_list(
    published: PublishedList,
    *,
    store: ListStore,
    terms: ListTerms | None = None,
    url: str = "",
    limits: Limits = LIST_LIMITS,
    clock: Clock | None = None,
) -> ImportedList:
    """Fetch a list and keep it; whatever fails, the edition that was kept before stays.

    Args:
        published: what is fetched: see `find_published`.
        store: where it is kept; where its server says that the edition held still stands, nothing is sent.
        terms: what looks like a step back; layout and name are those of the published list where they are not given.
        url: an address in the place of the known one; for a list of several files, that of their folder.
        limits: of time and size.
        clock: clock and waiting.

    Raises:
        UsageError: an address that is none of HTTP.
        DataFileErrors: why the answer was refused.
    """
    clock = clock or Clock()
    terms = terms or ListTerms()
    addresses = _addresses(published, url)
    shown = shown_address(addresses[0])
    terms = replace(
        terms,
        layout=terms.layout or published.layout,
        name=terms.name or published.list_name,
        source=terms.source or shown,
    )
    held = store.find(terms.name)
    try:
        stands = _stands(held, addresses, terms)
        answers = [get_answer(address, limits=limits, clock=clock, held=stands) for address in addresses]
        if held is not None and answers[0].is_unchanged:
            return ImportedList(held=held, before=held, notes={}, is_changed=False)
        read = read_list(
            *((shown_address(address), answer.body) for address, answer in zip(addresses, answers, strict=True)),
            terms=replace(terms, published=_published(answers[0])),
        )
        imported = keep_list(read, store=store, at=clock.now(), terms=terms)
    except DataFileErrors:
        raise
    except DataFileError as error:
        raise DataFileErrors((error,)) from error
    return _marked(imported, answers[0], store) if len(answers) == 1 else imported


def _addresses(published: PublishedList, url: str) -> tuple[str, ...]:
    if not url:
        return published.addresses
    if not re.fullmatch(r"https?://[!-~]+", url, re.IGNORECASE):
        raise UsageError(
            what=f"{shown_address(url)!r} is no address of HTTP",
            where="--url",
            mend="begin with https:// or http://; a file is taken by fxroute lists import FILE",
        )
    if len(published.addresses) == 1:
        return (url,)
    return tuple(f"{url.rstrip('/')}/{PurePosixPath(urlsplit(address).path).name}" for address in published.addresses)


def _stands(held: Held | None, addresses: tuple[str, ...], terms: ListTerms) -> Answer | None:
    """Return what is held as an answer, where it came from the one address that is asked now."""
    if held is None or len(addresses) > 1 or held.edition.source != terms.source or held.layout != terms.layout:
        return None
    return Answer(b"", held.etag, held.last_modified) if held.etag or held.last_modified else None


def _published(answer: Answer) -> date | None:
    """Return the day on which the server says that the file was made."""
    try:
        return parsedate_to_datetime(answer.last_modified).astimezone(UTC).date()
    except (TypeError, ValueError):
        return None


def _marked(imported: ImportedList, answer: Answer, store: ListStore) -> ImportedList:
    """Keep with the edition what its server calls it."""
    held = replace(imported.held, etag=answer.etag, last_modified=answer.last_modified)
    if held != imported.held:
        store.mark(held)
    return replace(imported, held=held)
