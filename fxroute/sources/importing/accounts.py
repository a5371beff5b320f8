"""Accounts: rows of settlement instructions, by record keys or by BICs, merged with what is known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from fxroute.model import SEGMENTED_CURRENCIES, Account, Place
from fxroute.sources.importing.job import ORIGIN_COLUMNS, Job, Origin, Party, Prefer, sides_of
from fxroute.sources.importing.log import Cause, Outcome, Refusal
from fxroute.sources.importing.table import Row
from fxroute.sources.importing.values import bic_of, category_of, currency_of, day_of, flag_of, read_at, text_of

__all__ = ["ACCOUNT_READERS", "Instruction", "take_account"]

_FIRST_DAYS, _LAST_DAYS = ("valid_from", "START DATE"), ("valid_to", "STOP DATE")


class Instruction(NamedTuple):
    """A row: flag, owner, currency and servicer (BICs of eleven characters), and what else it says.

    `columns` are those that name owner and servicer.
    """

    flag: str
    owner: str
    currency: str
    servicer: str
    first: str
    last: str
    location: str = ""
    relation: str = ""
    categories: str = ""
    notes: str = ""
    origin: Origin | None = None
    columns: tuple[str, str] = ("owner_bic", "servicer_bic")


def _read_ssi_plus(job: Job, _: str, row: Row) -> Instruction:
    flag, owner, servicer, currency, category, first, last = row
    columns = ("RECORD KEY BDP OWNER", "RECORD KEY BDP ACCOUNT HOLDING INSTITUTION")
    column = columns[0]
    try:
        owner_bic = _bic_of_key(job, owner)
        column = columns[1]
        servicer_bic = _bic_of_key(job, servicer)
        column = "ISO CURRENCY CODE"
        code = currency_of(currency)
        column = "MODIFICATION FLAG"
        found = flag_of(flag)
        column = "ASSET CATEGORY"
        said = category_of(category)
        return Instruction(found, owner_bic, code, servicer_bic, first, last, categories=said, columns=columns)
    except Refusal as refusal:
        raise refusal.at(column) from None


def _read_ssi(job: Job, file: str, row: Row) -> Instruction:
    owner, currency, servicer, location, relation, note, first, last, source, as_of, confidence = row
    column = "owner_bic"
    try:
        owner_bic = bic_of(owner)
        column = "servicer_bic"
        servicer_bic = bic_of(servicer)
        column = "currency"
        code = currency_of(currency)
        column = "note"
        said = text_of(note)
        if currency.strip() != code:
            said = f"{said}; printed as {currency.strip()}" if said else f"printed as {currency.strip()}"
        column = "relation"
        related = text_of(relation)
        column = ORIGIN_COLUMNS
        origin = job.origin(file, source, as_of, confidence)
    except Refusal as refusal:
        raise refusal.at(column) from None
    return Instruction(
        "A",
        owner_bic,
        code,
        servicer_bic,
        first,
        last,
        location=location.strip(),
        relation=related,
        notes=said,
        origin=origin,
    )


ACCOUNT_READERS: dict[str, Callable[[Job, str, Row], Instruction]] = {"ssi": _read_ssi, "ssi_plus": _read_ssi_plus}
"""What reads a row, by the name of its layout."""


def take_account(job: Job, file: str, line: int, told: Instruction) -> Outcome:
    """Take an account, or merge it with what is known.

    Raises:
        Refusal: it cannot be taken.
    """
    owner_column, servicer_column = told.columns
    owner = read_at(owner_column, job.party, told.owner)
    servicer = read_at(servicer_column, job.party, told.servicer)
    if owner.id == servicer.id:
        expected = "two institutions"
        raise Refusal(Cause.OWN_ACCOUNT, owner.id, expected, "name the bank in whose books the account is kept")
    first, last = _validity(told)
    if told.flag == "D":
        return _end(job, told, owner=owner, servicer=servicer)
    if last is not None and last < job.as_of:
        expired = Refusal(
            Cause.EXPIRED, last.isoformat(), f"a day from {job.as_of} on", "nothing: it is kept with its validity"
        )
        job.log.note(file, line, expired.at("valid_to"))
    known = job.known.account(owner.id, told.currency, servicer.id)
    if known is not None:
        return _merge_known(job, file, line, known=known, first=first, last=last)
    place, crosses = _place(job, told, owner=owner, servicer=servicer)
    if told.flag == "M":
        job.stage.drop_account(told.owner, told.currency, told.servicer)
    origin = told.origin or job.origin(file)
    job.stage.put_account(
        (
            told.owner, told.currency, told.servicer, place, crosses, told.relation, told.categories,
            "" if first is None else first.isoformat(), "" if last is None else last.isoformat(), told.notes, *origin,
        )
    )  # fmt: skip
    return Outcome.TAKEN


def _bic_of_key(job: Job, text: str) -> str:
    key = text.strip()
    bic = job.stage.find_key(key)
    if bic:
        return bic
    if bic is None:
        raise Refusal(
            Cause.UNKNOWN_KEY, text, "a record key of the directory", "give Bank Directory Plus in the same import"
        )
    raise Refusal(Cause.NO_BIC, text, "a record key of an institution with a BIC", "nothing: it can be no party")


def _validity(told: Instruction) -> tuple[date | None, date | None]:
    if not told.first and not told.last:
        return None, None
    first = read_at(" or ".join(_FIRST_DAYS), day_of, told.first)
    last = read_at(" or ".join(_LAST_DAYS), day_of, told.last)
    if first is not None and last is not None and last < first:
        expected = f"a day from {first} on"
        raise Refusal(Cause.DATE, told.last, expected, "swap the two days, or mend one").at(" or ".join(_LAST_DAYS))
    return first, last


def _place(job: Job, told: Instruction, *, owner: Party, servicer: Party) -> tuple[str, str]:
    """Return the side on which the account is held where it is not that of the servicer, and whether it crosses."""
    ours, theirs = sides_of(owner, servicer, told.currency)
    side = theirs
    if told.currency in SEGMENTED_CURRENCIES and told.location:
        if told.location not in (ours.value, theirs.value):
            sides = " or ".join(sorted({ours.value, theirs.value}))
            expected = f"{sides}, where {owner.id} and {servicer.id} hold {told.currency}"
            mend = "mend the place, or leave it empty"
            raise Refusal(Cause.PLACE, told.location, expected, mend, column="location")
        side = Place(told.location)
    job.need_days(told.currency, side)
    return side.value if side is not theirs else "", "1" if ours is not theirs else ""


def _end(job: Job, told: Instruction, *, owner: Party, servicer: Party) -> Outcome:
    known = job.known.account(owner.id, told.currency, servicer.id)
    if known is not None:
        job.known.end(known, job.as_of)
        return Outcome.ENDED
    was_there = job.stage.drop_account(told.owner, told.currency, told.servicer)
    return Outcome.ENDED if was_there else Outcome.UNCHANGED


def _merge_known(job: Job, file: str, line: int, *, known: Account, first: date | None, last: date | None) -> Outcome:
    given = known.provenance
    if (first, last) in ((None, None), (given.valid_from, given.valid_to)):
        return Outcome.UNCHANGED
    said, ours = f"{first or '…'} to {last or '…'}", f"{given.valid_from or '…'} to {given.valid_to or '…'}"
    conflict = Refusal(
        Cause.CONFLICT, said, f"{ours}, which {known.id} has", "see who is right; --prefer import takes the file's"
    )
    job.log.note(file, line, conflict.at("valid_from and valid_to"))
    if job.prefer is Prefer.SHIPPED:
        return Outcome.UNCHANGED
    source = given.source if file in given.source else f"{given.source}; {file}"
    job.known.change(replace(known, provenance=replace(given, valid_from=first, valid_to=last, source=source)))
    return Outcome.TAKEN
