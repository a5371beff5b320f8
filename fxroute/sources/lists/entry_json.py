"""Entries of lists as JSON, and back: only what is given is written, keys in order, so that one entry has one text."""

import json
from datetime import date

from fxroute.compliance.screening.listed import (
    Identifier,
    ListedKind,
    ListedName,
    ListedOwner,
    ListedParty,
    NameStrength,
)

__all__ = ["entry_text", "parse_entry"]

_TEXTS = ("birth_dates", "countries", "bics", "programmes")
_KINDS = {kind.value: kind for kind in ListedKind}
_STRENGTHS = {strength.value: strength for strength in NameStrength}


def entry_text(party: ListedParty) -> str:
    """Return an entry as JSON."""
    content: dict[str, object] = {
        "id": party.id,
        "kind": party.kind.value,
        "names": [[name.text, name.strength.value] for name in party.names],
        **{key: getattr(party, key) for key in _TEXTS if getattr(party, key)},
    }
    if party.identifiers:
        content["identifiers"] = [[one.kind, one.number, one.country] for one in party.identifiers]
    if party.owners:
        content["owners"] = [[one.entry_id, one.share_percent, one.is_control] for one in party.owners]
    if party.listed_on is not None:
        content["listed_on"] = party.listed_on.isoformat()
    if party.remarks:
        content["remarks"] = party.remarks
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def parse_entry(text: str) -> ListedParty:
    """Return the entry of a text that `entry_text` made.

    Raises:
        ValueError, KeyError, TypeError: it did not make it.
    """
    content = json.loads(text)
    listed_on = content.get("listed_on")
    return ListedParty(
        id=content["id"],
        kind=_KINDS[content["kind"]],
        names=tuple(ListedName(name, _STRENGTHS[strength]) for name, strength in content["names"]),
        birth_dates=tuple(content.get("birth_dates", ())),
        countries=tuple(content.get("countries", ())),
        bics=tuple(content.get("bics", ())),
        identifiers=tuple(Identifier(*one) for one in content.get("identifiers", ())),
        programmes=tuple(content.get("programmes", ())),
        owners=tuple(ListedOwner(*one) for one in content.get("owners", ())),
        listed_on=None if listed_on is None else date.fromisoformat(listed_on),
        remarks=content.get("remarks", ""),
    )
