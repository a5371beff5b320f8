"""Institutions: rows of the directories of BICs, merged with one another and with what is known."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from fxroute.model import Confidence, Institution, InstitutionKind
from fxroute.sources.importing.job import ORIGIN_COLUMNS, Job, Prefer, id_of
from fxroute.sources.importing.log import Cause, Outcome, Refusal
from fxroute.sources.importing.stage import UnitRow
from fxroute.sources.importing.table import Row
from fxroute.sources.importing.values import (
    bic_of,
    branch_bic_of,
    country_of,
    day_of,
    flag_of,
    kind_of,
    lei_of,
    needed_text,
    read_at,
    text_of,
)

__all__ = ["Listed", "UNIT_READERS", "take_lei", "take_unit"]

_NOT_A_LETTER = re.compile(r"[\W_]+")
_EUROPE = "EU"
_COMMERCIAL = ("", "BANK", "COOP")
_ACTIVE = ("", "ACTIVE", "PUBLISHED")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a directory: its flag and record key, and the institution, `None` where it has no BIC."""

    flag: str
    key: str
    unit: UnitRow | None


def _unit(job: Job, file: str, column: dict[str, str], **fields: str) -> UnitRow:
    """Make the row of what all directories have; `column` has names of columns for refusals."""
    bic, country = fields["bic"], fields["country"]
    read_at(column["name"], needed_text, fields["name"])
    if country not in (bic[4:6], _EUROPE):
        raise Refusal(
            Cause.OTHER_COUNTRY, country, f"{bic[4:6]}, the country of {id_of(bic)}", "mend the country or the BIC"
        ).at(column["country"])
    origin = job.origin(file)
    given = {"source": origin.source, "as_of": origin.as_of, "confidence": origin.confidence} | fields
    return UnitRow(**given)


def _named(name: str, branch: str) -> str:
    whole, part = text_of(name), text_of(branch)
    return f"{whole}, {part}" if part and whole else whole


def _read_bank_directory_plus(job: Job, file: str, row: Row) -> Listed:
    flag, key, bic, name, country, branch, city, legal_type, legal, group, status = row
    found = read_at("MODIFICATION FLAG", flag_of, flag)
    record_key = read_at("RECORD KEY", needed_text, key)
    if not bic.strip():
        return Listed(found, record_key, None)
    is_branch = legal_type.strip().upper() == "B"
    kind = InstitutionKind.COMMERCIAL_BANK if status.strip().upper() in _COMMERCIAL else InstitutionKind.OTHER
    unit = _unit(
        job,
        file,
        {"name": "INSTITUTION NAME", "country": "ISO COUNTRY CODE"},
        bic=read_at("BIC", bic_of, bic),
        name=read_at("INSTITUTION NAME", _named, name, branch),
        country=read_at("ISO COUNTRY CODE", country_of, country),
        city=read_at("CITY", text_of, city),
        kind=(InstitutionKind.BRANCH if is_branch else kind).value,
        legal_parent=legal.strip() if is_branch and legal.strip() != record_key else "",
        group_parent=group.strip() if group.strip() != record_key else "",
    )
    return Listed(found, record_key, unit)


def _read_bic_directory(job: Job, file: str, row: Row) -> Listed:
    flag, bic, code, name, country, branch, city, key = row
    whole = read_at("BIC", branch_bic_of, bic, code)
    is_code = len(country.strip()) == 2
    unit = _unit(
        job,
        file,
        {"name": "INSTITUTION", "country": "COUNTRY"},
        bic=whole,
        name=read_at("INSTITUTION", _named, name, branch),
        country=read_at("COUNTRY", country_of, country) if is_code else whole[4:6],
        city=read_at("CITY", text_of, city),
        kind=InstitutionKind.COMMERCIAL_BANK.value,
    )
    return Listed(read_at("MODIFICATION FLAG", flag_of, flag), text_of(key), unit)


def _read_iso_9362(job: Job, file: str, row: Row) -> Listed:
    bic, name, status, expiry, branch, city = row
    whole = read_at("BIC", bic_of, bic)
    is_active = status.strip().upper() in _ACTIVE
    unit = _unit(
        job,
        file,
        {"name": "INSTITUTION NAME", "country": "BIC"},
        bic=whole,
        name=read_at("INSTITUTION NAME", _named, name, branch),
        country=whole[4:6],
        city=read_at("OPERATIONAL CITY", text_of, city),
        kind=(InstitutionKind.COMMERCIAL_BANK if is_active else InstitutionKind.LEGACY).value,
        valid_to=read_at("EXPIRY DATE", _day, expiry),
    )
    return Listed("A", "", unit)


def _read_institutions(job: Job, file: str, row: Row) -> Listed:
    bic, name, country, city, kind, parent, lei, code, notes, first, last, source, as_of, confidence = row
    found = read_at("kind", lambda text: kind_of(text).value, kind)
    head = read_at("group_parent_bic", bic_of, parent) if parent.strip() else ""
    is_branch = found == InstitutionKind.BRANCH.value
    origin = read_at(ORIGIN_COLUMNS, job.origin, file, source, as_of, confidence)
    unit = _unit(
        job,
        file,
        {"name": "legal_name", "country": "country"},
        bic=read_at("bic", bic_of, bic),
        name=read_at("legal_name", text_of, name),
        country=read_at("country", country_of, country),
        city=read_at("city", text_of, city),
        kind=found,
        lei=read_at("lei", lei_of, lei),
        code=read_at("iban_bank_code", text_of, code),
        notes=read_at("notes", text_of, notes),
        legal_parent=head if is_branch else "",
        group_parent="" if is_branch else head,
        valid_from=read_at("valid_from", _day, first),
        valid_to=read_at("valid_to", _day, last),
        source=origin.source,
        as_of=origin.as_of,
        confidence=origin.confidence,
    )
    return Listed("A", "", unit)


UNIT_READERS: dict[str, Callable[[Job, str, Row], Listed]] = {
    "bank_directory_plus": _read_bank_directory_plus,
    "bic_directory": _read_bic_directory,
    "institutions": _read_institutions,
    "iso_9362": _read_iso_9362,
}
"""What reads a row, by the name of its layout."""


def take_unit(job: Job, file: str, line: int, listed: Listed) -> Outcome:
    """Take an institution, or merge it with what is known.

    Raises:
        Refusal: it cannot be taken.
    """
    unit = listed.unit
    if listed.key:
        job.stage.put_key(listed.key, "" if unit is None else unit.bic)
    if unit is None:
        raise Refusal(
            Cause.NO_BIC, listed.key, "an institution with a BIC", "nothing: it can be no party"
        ).as_passed_over()
    if listed.flag == "D":
        return _end(job, unit)
    if unit.valid_to and unit.valid_to < unit.valid_from:
        expected = f"a day from {unit.valid_from} on"
        raise Refusal(Cause.DATE, unit.valid_to, expected, "swap the two days, or mend one", column="valid_to")
    if unit.valid_to and unit.valid_to < job.as_of.isoformat():
        expected, mend = f"a day from {job.as_of} on", "nothing: it is kept with its validity"
        job.log.note(file, line, Refusal(Cause.EXPIRED, unit.valid_to, expected, mend, column="valid_to"))
    known = job.known.unit(unit.bic)
    if known is not None:
        return _merge_known(job, file, line, unit=unit, known=known)
    record_id = id_of(unit.bic)
    if job.known.is_taken(record_id):
        raise Refusal(Cause.ID_TAKEN, record_id, "an id that is free", "give the record that has it another id")
    if not job.known.has_hours(unit.country, InstitutionKind(unit.kind)):
        job.need_hours(unit.country, record_id)
    twin = job.stage.find_unit(unit.bic)
    job.stage.put_unit(unit if twin is None or listed.flag == "M" else _merged(job, file, line, twin=twin, unit=unit))
    job.forget_party(unit.bic)
    return Outcome.TAKEN if twin is None else Outcome.MERGED


def take_lei(job: Job, file: str, line: int, row: Row) -> Outcome:
    """Take the LEI of an institution that is known or taken.

    Raises:
        Refusal: a value is wrong, or the institution is neither.
    """
    lei, bic = read_at("LEI", lei_of, row[0]), read_at("BIC", bic_of, row[1])
    if not lei:
        raise Refusal(Cause.EMPTY, row[0], "a LEI", "fill it in, or drop the row", column="LEI")
    known = job.known.unit(bic)
    if known is not None:
        return _give_lei(job, file, line, known=known, lei=lei)
    unit = job.stage.find_unit(bic)
    if unit is None:
        raise Refusal(
            Cause.NOT_HERE, id_of(bic), "a BIC of this network", "nothing, unless it was expected: see the BIC"
        ).as_passed_over()
    if unit.lei and unit.lei != lei:
        job.log.note(file, line, _conflict("LEI", lei, f"{unit.lei}, which {id_of(bic)} has already"))
        return Outcome.UNCHANGED
    job.stage.put_unit(replace(unit, lei=lei))
    return Outcome.UNCHANGED if unit.lei else Outcome.TAKEN


def _day(text: str) -> str:
    day = day_of(text)
    return "" if day is None else day.isoformat()


def _conflict(column: str, value: str, expected: str) -> Refusal:
    mend = "see who is right; --prefer import takes the value of the file"
    return Refusal(Cause.CONFLICT, value, expected, mend, column=column)


def _end(job: Job, unit: UnitRow) -> Outcome:
    known = job.known.unit(unit.bic)
    job.forget_party(unit.bic)
    if known is not None:
        job.known.end(known, job.as_of)
        return Outcome.ENDED
    return Outcome.ENDED if job.stage.drop_unit(unit.bic) else Outcome.UNCHANGED


def _merged(job: Job, file: str, line: int, *, twin: UnitRow, unit: UnitRow) -> UnitRow:
    """Return two rows of one institution as one: the first stands, the second fills what it left empty."""
    if twin.lei and unit.lei and twin.lei != unit.lei:
        job.log.note(file, line, _conflict("lei", unit.lei, f"{twin.lei}, which an earlier row gives"))
    names = ("city", "lei", "code", "legal_parent", "group_parent", "notes")
    return replace(twin, **{name: getattr(twin, name) or getattr(unit, name) for name in names})


def _merge_known(job: Job, file: str, line: int, *, unit: UnitRow, known: Institution) -> Outcome:
    fields = {"name": (known.name, unit.name), "country": (known.country, unit.country)}
    differ = {name: pair for name, pair in fields.items() if _bare(pair[0]) != _bare(pair[1])}
    for name, (ours, theirs) in differ.items():
        job.log.note(file, line, _conflict(name, theirs, f"{ours}, which {known.id} has"))
    if job.prefer is Prefer.IMPORT and differ:
        job.known.change(_replaced(job, known, unit.source, {name: pair[1] for name, pair in differ.items()}))
        known = job.known.unit(unit.bic) or known
    given = _give_lei(job, file, line, known=known, lei=unit.lei) if unit.lei else Outcome.UNCHANGED
    return Outcome.TAKEN if job.prefer is Prefer.IMPORT and differ else given


def _give_lei(job: Job, file: str, line: int, *, known: Institution, lei: str) -> Outcome:
    if known.lei == lei:
        return Outcome.UNCHANGED
    if known.lei:
        job.log.note(file, line, _conflict("lei", lei, f"{known.lei}, which {known.id} has"))
    if known.lei and job.prefer is Prefer.SHIPPED:
        return Outcome.UNCHANGED
    job.known.change(_replaced(job, known, f"LEI: {file}", {"lei": lei}))
    return Outcome.TAKEN


def _replaced(job: Job, known: Institution, source: str, fields: dict[str, Any]) -> Institution:
    """Return an institution with fields of the import; its confidence is that of its weaker part."""
    given = known.provenance
    ours = job.confidence or Confidence.MEDIUM
    weaker = given.confidence if ours.meets(given.confidence) else ours
    whole = given.source if source in given.source else f"{given.source}; {source}"
    return replace(known, provenance=replace(given, source=whole, confidence=weaker), **fields)


def _bare(name: str) -> str:
    return _NOT_A_LETTER.sub("", name).casefold()
