"""Whatever stands in a file, only an error of ours comes out."""

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fxroute.errors import DataFileErrors, FxRouteError
from fxroute.sources import load_rules
from fxroute.sources.assemble import read_network, read_rates
from fxroute.sources.build_payment import read_payment
from fxroute.sources.files import SourceFile
from fxroute.sources.rule_file import read_rules
from tests.sources.documents import FULL_PAYMENT, PAYMENT, RATES, RULES, network

shipped_rules = cache(load_rules)

READERS: dict[str, Callable[[SourceFile], object]] = {
    "network": lambda file: read_network((file,)),
    "rates": lambda file: read_rates((file,)).table(),
    "payment": lambda file: read_payment(file, shipped_rules()),
    "dossier": lambda file: read_payment(file, shipped_rules()),
    "rules": lambda file: read_rules((file,)).base(),
}
VALID: dict[str, object] = {
    "network": network(),
    "rates": RATES,
    "payment": PAYMENT,
    "dossier": FULL_PAYMENT,
    "rules": RULES,
}
SIGNS = "abc:-[]{},#&*!|>'\"%@`?\n \t\0\ufeff\x85~.0123456789_<é行"

STRANGE: tuple[object, ...] = (None, 7, "x", [[]])

strange = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["", "-1", "1e9", "24:00+1", "2026-02-30", "0001-01-01", "CNH", "XXX", "../x", "9" * 30, "HEADCNBJ"]
    ),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["id", "low", "from", "amount"]), st.integers() | st.text(max_size=3), max_size=2),
)


def read(kind: str, content: bytes) -> None:
    with suppress(FxRouteError):
        READERS[kind](SourceFile("own.yaml", content))


@pytest.mark.parametrize("kind", READERS)
@given(content=st.binary(max_size=200) | st.text(SIGNS, max_size=200).map(str.encode))
def test_any_bytes(kind: str, content: bytes) -> None:
    read(kind, content)


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_a_valid_file_with_signs_changed(kind: str, data: st.DataObject) -> None:
    text = json.dumps(VALID[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + data.draw(st.text(SIGNS, max_size=3)) + text[place + data.draw(st.integers(0, 3)) :]

    read(kind, text.encode("utf-8", errors="replace"))


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_valid_file_with_values_changed(kind: str, data: st.DataObject) -> None:
    content = deepcopy(VALID[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        mutate(content, data)

    read(kind, json.dumps(content).encode())


def mutate(content: object, data: st.DataObject) -> None:
    """Walk down at random and replace, remove or double what is there."""
    holder: object = content
    while True:
        keys = (
            list(holder) if isinstance(holder, dict) else list(range(len(holder))) if isinstance(holder, list) else []
        )
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inside = holder[key]  # type: ignore[index]  # a key of it
        if isinstance(inside, dict | list) and inside and data.draw(st.integers(0, 3)):
            holder = inside
            continue
        change = data.draw(st.sampled_from(["replace", "replace", "remove", "double", "rename"]))
        if change == "replace":
            holder[key] = data.draw(strange)  # type: ignore[index]  # a key of it
        elif change == "remove":
            del holder[key]  # type: ignore[attr-defined]  # a key of it
        elif isinstance(holder, list):
            holder.append(deepcopy(inside))
        elif isinstance(holder, dict):
            holder[data.draw(st.text(max_size=5))] = deepcopy(inside) if change == "double" else holder.pop(key)
        return


def test_every_field_of_a_valid_file_may_be_any_strange_value() -> None:
    for kind, valid in VALID.items():
        for strange_value in STRANGE:
            for path in paths(valid):
                content = deepcopy(valid)
                put(content, path, strange_value)
                read(kind, json.dumps(content).encode())


ODD = ("*gone", "!!str SAR", "0x1F", "12.50", "[*gone]", "{a: 1, a: *gone}", "{? [a] : 1}")


@pytest.mark.parametrize("odd", ODD)
def test_every_field_of_a_valid_file_may_be_odd_yaml(odd: str) -> None:
    for kind, valid in VALID.items():
        for path in paths(valid):
            content = deepcopy(valid)
            put(content, path, "ODD")
            read(kind, json.dumps(content).replace('"ODD"', odd).encode())


def test_what_stands_in_place_of_a_refused_value_is_never_told() -> None:
    text = json.dumps(VALID["network"]).replace('"example"', '"exmple"').replace('"SAR"', "*gone")

    with pytest.raises(DataFileErrors) as caught:
        READERS["network"](SourceFile("own.yaml", text.encode()))

    told = {fault.what.split(" ")[0] for fault in caught.value.faults}
    assert told == {"'exmple'", "there"}


def paths(content: object, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    return [path for key, value in pairs for path in ((*above, key), *paths(value, (*above, key)))]


def put(content: object, path: tuple[str | int, ...], value: object) -> None:
    for step in path[:-1]:
        content = content[step]  # type: ignore[index]  # a path of it
    content[path[-1]] = value  # type: ignore[index]  # a path of it
