"""Evidence for people and machines: a chain, a record just made, a decision made anew."""

from collections.abc import Mapping, Sequence

from fxroute.compliance.evidence.canonical import Json
from fxroute.compliance.evidence.record import OUTCOMES, REVIEW, Chain
from fxroute.compliance.evidence.replay import Replayed
from fxroute.model import Verdict
from fxroute.report.page import WIDTH, Page
from fxroute.report.table import Column
from fxroute.report.words import Words

__all__ = ["chain_json", "chain_text", "record_text", "replayed_json", "replayed_text"]

_HASH_SHOWN = 12

_Json = dict[str, object]


def chain_text(chain: Chain, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return what a chain holds, and whether anything in it was changed.

    Raises:
        UsageError: a language that has no texts.
    """
    words, page = Words(lang), Page(width=width, is_styled=is_styled)
    if chain.faults:
        page.heading(words("evidence_broken"))
        columns = [Column(words("evidence_line"), is_right=True), Column(words("evidence_what"))]
        page.table(columns, [(str(fault.line), fault.what) for fault in chain.faults])
    else:
        page.heading(words("evidence_sound", count=len(chain.records)))
    if chain.records:
        page.table(_columns(words), [_row(at, one, words) for at, one in enumerate(chain.records, start=1)])
    if chain.records and not chain.faults:
        page.line(words("evidence_head", head=chain.head))
    return page.text()


def chain_json(chain: Chain) -> _Json:
    """Return the stable JSON form of a verified chain, without the records themselves."""
    return {
        "records": len(chain.records),
        "head": chain.head,
        "sound": not chain.faults,
        "faults": [{"line": fault.line, "what": fault.what} for fault in chain.faults],
    }


def record_text(record: Mapping[str, Json], *, lang: str = "en", width: int = WIDTH, is_styled: bool = False) -> str:
    """Return a record in one row.

    Raises:
        UsageError: a language that has no texts.
    """
    words, page = Words(lang), Page(width=width, is_styled=is_styled)
    page.line(words("evidence_kept", hash=record.get("sha256", "")))
    return page.text()


def replayed_text(
    replayed: Replayed, line: int, *, lang: str = "en", width: int = WIDTH, is_styled: bool = False
) -> str:
    """Return a decision made anew, with everything that differs.

    Raises:
        UsageError: a language that has no texts.
    """
    words, page = Words(lang), Page(width=width, is_styled=is_styled)
    then, now = (words(f"verdict_{verdict.value}") for verdict in (replayed.then, replayed.now))
    if not replayed.changes:
        page.heading(words("replay_same", line=line, verdict=now))
        return page.text()
    page.heading(words("replay_differs", line=line, then=then, now=now))
    columns = [Column(words(f"replay_{key}")) for key in ("change", "name", "then", "now")]
    rows = [(words(f"replay_kind_{one.kind.value}"), one.name, one.then, one.now) for one in replayed.changes]
    page.table(columns, rows)
    return page.text()


def replayed_json(replayed: Replayed, line: int) -> _Json:
    """Return the stable JSON form of a decision made anew."""
    return {
        "record": line,
        "then": replayed.then.value,
        "now": replayed.now.value,
        "changes": [
            {"kind": one.kind.value, "name": one.name, "then": one.then, "now": one.now} for one in replayed.changes
        ],
    }


def _columns(words: Words) -> list[Column]:
    return [
        Column(words("evidence_line"), is_right=True),
        *(Column(words(f"evidence_{key}")) for key in ("kind", "day", "verdict", "by", "hash", "retain")),
    ]


def _row(line: int, record: Mapping[str, Json], words: Words) -> tuple[str, ...]:
    shown = str(record.get("sha256", ""))[:_HASH_SHOWN]
    if record.get("kind") == REVIEW:
        outcome = _word("outcome", record, OUTCOMES, words)
        day = str(record.get("at", ""))[:10]
        return str(line), words("evidence_kind_review"), day, outcome, str(record.get("by", "")), shown, ""
    verdict = _word("verdict", record, tuple(Verdict), words)
    day, until = str(record.get("law_day", "")), str(record.get("retain_until", ""))
    return str(line), words("evidence_kind_decision"), day, verdict, "", shown, until


def _word(key: str, record: Mapping[str, Json], known: Sequence[str], words: Words) -> str:
    """Return the word for what a record says; what somebody else wrote there instead is shown as it stands."""
    value = record.get(key)
    return words(f"{key}_{value}") if value in known else str(value)
