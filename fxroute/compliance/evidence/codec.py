"""Values to JSON and back by their types: what a record keeps of a payment can be read into the same values again."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

from moneyed import Money

from fxroute.compliance.evidence.canonical import Json
from fxroute.errors import InvalidValue

__all__ = ["decode", "encode"]

_Value = TypeVar("_Value")
_UNTOLD = object()
_NOTHING: Mapping[str, object] = types.MappingProxyType({})


def encode(value: object) -> Json:
    """Return a value as JSON: of dataclasses what is not standard; sets sorted, decimals and dates as text."""
    if isinstance(value, Enum):
        return cast("Json", value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Money):
        return f"{value.amount} {value.currency.code}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return {str(key): encode(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted((encode(part) for part in value), key=str)
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    return _encode_fields(value)


def _encode_fields(value: object) -> Json:
    assert is_dataclass(value), f"{type(value).__name__} has no place in a record"
    told: dict[str, Json] = {}
    for field in _told_fields(type(value)):
        part = getattr(value, field.name)
        if part != _standard(field):
            told[field.name] = encode(part)
    return told


def _told_fields(kind: type) -> tuple[Field[object], ...]:
    """The fields of a dataclass; what it only remembers of its own work is no part of a record."""
    return tuple(field for field in fields(kind) if field.init)


def _standard(field: Field[object]) -> object:
    """What a field is when nothing is told of it; what has no standard is always told."""
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else _UNTOLD


def decode(kind: type[_Value], told: Json, *, where: str, given: Mapping[str, object] = _NOTHING) -> _Value:
    """Return the value of a type that a record tells; `given` are fields of it that it does not tell.

    Raises:
        InvalidValue: what is told does not fit the type.
    """
    try:
        made = _decode_fields(kind, cast("dict[str, Json]", told), given) if given else _decode(kind, told)
        return cast("_Value", made)
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise InvalidValue(
            what=f"what stands there is no {kind.__name__}: {error}",
            where=where,
            mend="read the record with the version that wrote it",
        ) from error


def _decode(kind: object, told: Json) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if told is None:
            return None
        return _decode(next(part for part in get_args(kind) if part is not type(None)), told)
    if origin is tuple:
        parts = get_args(kind)
        items = cast("list[Json]", told)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_decode(parts[0], item) for item in items)
        return tuple(_decode(part, item) for part, item in zip(parts, items, strict=True))
    if origin is frozenset:
        return frozenset(_decode(get_args(kind)[0], item) for item in cast("list[Json]", told))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _decode(get_args(kind)[1], part) for key, part in cast("dict[str, Json]", told).items()}
    assert isinstance(kind, type), f"{kind} is no type that a record holds"
    return _decode_plain(kind, told)


def _decode_plain(kind: type, told: Json) -> object:
    if kind is Money:
        amount, currency = str(told).split(" ")
        return Money(amount, currency)
    if kind is datetime:
        return datetime.fromisoformat(str(told))
    if kind is date:
        return date.fromisoformat(str(told))
    if kind is Decimal:
        return Decimal(str(told))
    if issubclass(kind, Enum):
        return kind(told)
    if is_dataclass(kind):
        return _decode_fields(kind, cast("dict[str, Json]", told))
    if type(told) is not kind:
        message = f"{told!r} is no {kind.__name__}"
        raise TypeError(message)
    return told


@cache
def _hints(kind: type) -> dict[str, object]:
    return dict(get_type_hints(kind))


def _decode_fields(kind: type, told: dict[str, Json], given: Mapping[str, object] = _NOTHING) -> object:
    """Make a dataclass; what is not told is as its standard says."""
    hints = _hints(kind)
    if unknown := sorted(set(told) - {field.name for field in _told_fields(kind)}):
        message = f"{kind.__name__} has no {', '.join(unknown)}"
        raise ValueError(message)
    made = dict(given)
    for field in _told_fields(kind):
        if field.name in given:
            continue
        if field.name in told:
            made[field.name] = _decode(hints[field.name], told[field.name])
    return kind(**made)
