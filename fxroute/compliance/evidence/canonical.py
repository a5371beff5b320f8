"""Canonical JSON: equal values give equal bytes, and hashes of them mean something.

Keys are sorted, nothing stands between signs, text is UTF-8 as it is, and no number has a point: amounts and rates
are text. The form follows RFC 8785 for what it allows.
"""

import json
from hashlib import sha256

from fxroute.errors import InvalidValue

__all__ = ["Json", "canonical_bytes", "canonical_sha256", "parse_canonical"]

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
"""What a record is made of: no floats."""


def canonical_bytes(value: Json) -> bytes:
    """Return the one form of a value in bytes.

    Raises:
        InvalidValue: a number with a point stands in it.
    """
    _refuse_floats(value, "$")
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def canonical_sha256(value: Json) -> str:
    """Return the hash of the canonical form, in hex.

    Raises:
        InvalidValue: a number with a point stands in it.
    """
    return sha256(canonical_bytes(value)).hexdigest()


def parse_canonical(line: bytes, *, where: str) -> dict[str, Json]:
    """Return the map that a canonical line holds.

    Raises:
        InvalidValue: it is no JSON map, or not in canonical form.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidValue(
            what=f"the line is no JSON: {error}", where=where, mend="take the file from where it was kept"
        ) from error
    if not isinstance(value, dict):
        raise InvalidValue(what="the line is no JSON map", where=where, mend="take the file from where it was kept")
    try:
        is_canonical = canonical_bytes(value) == line
    except UnicodeEncodeError:
        is_canonical = False
    if not is_canonical:
        raise InvalidValue(
            what="the line is not in canonical form: something was changed or reformatted",
            where=where,
            mend="take the file from where it was kept",
        )
    return value


def _refuse_floats(value: object, where: str) -> None:
    if isinstance(value, float):
        raise InvalidValue(what=f"{value!r} is a binary number with a point", where=where, mend="write it as text")
    if isinstance(value, dict):
        for key, part in value.items():
            _refuse_floats(part, f"{where}.{key}")
    elif isinstance(value, list):
        for at, part in enumerate(value):
            _refuse_floats(part, f"{where}[{at}]")
