"""A refused record, read in part: every value that is in order, and `UNREAD` in place of each that is not."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

from fxroute.sources.unread import UNREAD

__all__ = ["read_in_part"]

_Way = tuple[int | str, ...]

_AT_KEY = ("[key]",)


def read_in_part(annotation: object, raw: object, refused: Sequence[_Way]) -> object:
    """Return `raw` read as `annotation` says, as far as it was not refused.

    Args:
        annotation: a schema, or the type of one of its fields.
        raw: what the file holds.
        refused: ways from `raw` to each value that pydantic refused; every other value is in order.
    """
    if not refused:
        return _adapter(annotation).validate_python(raw)
    inner = [part for part in get_args(annotation) if part is not NoneType]
    kind = get_origin(annotation)
    if () in refused:
        return UNREAD
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _schema_in_part(annotation, raw, _below(refused))
    if kind is tuple and isinstance(raw, list):
        below = _below(refused)
        return tuple(read_in_part(inner[0], item, below.get(index, [])) for index, item in enumerate(raw))
    if kind is dict and isinstance(raw, dict):
        return _map_in_part(inner, raw, _below(refused))
    return read_in_part(inner[0], raw, refused) if inner and kind not in (tuple, dict) else UNREAD


def _schema_in_part(schema: type[BaseModel], raw: object, below: Mapping[int | str, list[_Way]]) -> object:
    if not isinstance(raw, dict):
        return UNREAD
    values: dict[str, Any] = {}
    for name, field in schema.model_fields.items():
        key = field.alias or name
        if key in below or key in raw:
            annotation = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
            values[key] = read_in_part(annotation, raw.get(key), below.get(key, []))
    return schema.model_construct(**values)


def _map_in_part(inner: Sequence[object], raw: Mapping[Any, object], below: Mapping[int | str, list[_Way]]) -> object:
    """Return the entries of a map whose keys are in order."""
    return {
        read_in_part(inner[0], key, []): read_in_part(inner[1], value, below.get(key, []))
        for key, value in raw.items()
        if _AT_KEY not in below.get(key, [])
    }


def _below(refused: Sequence[_Way]) -> dict[int | str, list[_Way]]:
    """Return the rest of each way, by its first step."""
    below: dict[int | str, list[_Way]] = {}
    for step, *rest in refused:
        below.setdefault(step, []).append(tuple(rest))
    return below


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:  # noqa: ANN401  # the type of any field
    return TypeAdapter(annotation)
