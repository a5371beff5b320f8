"""The canonical text of a change: equal changes have equal texts, on any machine and in any version of Python."""

import json
from collections.abc import Sequence
from dataclasses import fields

from fxroute.model.change import NetworkChange

__all__ = ["canonical_text"]


def canonical_text(change: NetworkChange) -> str:
    """Return a change as one line of JSON: its type, then its fields in alphabetical order, values as text."""
    told = {field.name: _told(getattr(change, field.name)) for field in fields(change)}
    return json.dumps([type(change).__name__, told], sort_keys=True, ensure_ascii=False)


def _told(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_told(part) for part in value]
    return str(value)
