"""JSON Schema of each kind of file, for editors and for checks outside Python."""

from collections.abc import Mapping

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from fxroute.errors import UsageError
from fxroute.sources.fault import closest
from fxroute.sources.overlay_schema import OverlayRecord
from fxroute.sources.payment_schema import PaymentRecord
from fxroute.sources.rate_schema import RATE_RECORDS
from fxroute.sources.rule_schema import RULE_RECORDS
from fxroute.sources.schema import NETWORK_RECORDS, Part

__all__ = ["describe"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KINDS = ("network", "rates", "rules", "payment", "overlays")
_RECORDS = {"network": NETWORK_RECORDS, "rates": RATE_RECORDS, "rules": RULE_RECORDS}


def describe(kind: str) -> dict[str, object]:
    """Return the JSON Schema of a file kind: `network`, `rates`, `rules`, `payment` or `overlays`.

    Raises:
        UsageError: there is no such kind.
    """
    if kind == "payment":
        return {"$schema": _DIALECT, **_plain(TypeAdapter(PaymentRecord).json_schema())}
    if kind == "overlays":
        return _overlays()
    if kind not in _RECORDS:
        raise UsageError(
            what=f"there is no kind of file {kind!r}",
            where="schema_of",
            mend=closest(kind, _KINDS, f"use one of {', '.join(_KINDS)}"),
        )
    return _file_schema(_RECORDS[kind])


def _overlays() -> dict[str, object]:
    references, definitions = models_json_schema([(OverlayRecord, "validation")])
    lists = {"overlays": {"type": "array", "minItems": 1, "items": references[OverlayRecord, "validation"]}}
    top = {"type": "object", "properties": lists, "required": ["overlays"], "additionalProperties": False}
    return {"$schema": _DIALECT, **_plain({**top, **definitions})}


def _file_schema(records: Mapping[str, type[Part]]) -> dict[str, object]:
    references, definitions = models_json_schema([(schema, "validation") for schema in records.values()])
    lists = {key: {"type": "array", "items": references[schema, "validation"]} for key, schema in records.items()}
    disable = {"type": "array", "items": {"type": "string"}, "description": "ids of records to remove"}
    feed = {"type": "object", "description": "when and from where the rates were fetched"}
    properties = {**lists, "disable": disable, "feed": feed}
    top = {"type": "object", "properties": properties, "additionalProperties": True}
    return {"$schema": _DIALECT, **_plain({**top, **definitions})}


def _plain(schema: dict[str, object]) -> dict[str, object]:
    """Leave out titles, which repeat the names, and defaults that say nothing."""
    plain: dict[str, object] = {}
    for key, value in schema.items():
        is_noise = (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, ""))
        if not is_noise:
            plain[key] = _plain(value) if isinstance(value, dict) else value
    return plain
