"""Saved answers: what was written is read back, and what was not written so is refused."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fxroute.errors import DataFileError
from fxroute.model import Bounds, Money, Payment
from fxroute.plan import parse_overlay
from fxroute.sources import load_answer, load_planner

AT = "2026-11-24T09:30+08:00"


def rent() -> Payment:
    return Payment.send(
        Money("2000000.00", "CNY"), receive="SAR", debtor_agent="BKCHCNBJ500", creditor_agent="RIBLSARI", at=AT
    )


@cache
def answer() -> dict[str, Any]:
    planner = load_planner().with_overlays(parse_overlay("cut-off SARIE 14:00; close SA_BANK 2026-11-26"))
    return planner.plan(rent(), Bounds(avoid=frozenset({"CHIPS"}), vehicles=frozenset({"USD"}))).to_json()


def saved(folder: Path, told: object) -> Path:
    path = folder / "answer.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return path


def test_an_answer_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert load_answer(saved(tmp_path, {**answer(), "took_ms": 1.5})).to_json() == answer()


def test_an_answer_without_a_route_is_one_too(tmp_path: Path) -> None:
    planner = load_planner()
    told = planner.plan(rent(), Bounds(conversions_max=0)).to_json()
    read = load_answer(saved(tmp_path, told))

    assert (read.routes, len(read.ruled_out) > 0) == ((), True)


def changed(path: str, value: object) -> dict[str, Any]:
    told = deepcopy(answer())
    *steps, last = path.split(".")
    inner: Any = told
    for step in steps:
        inner = inner[int(step) if step.isdigit() else step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return told


REFUSED: list[tuple[object, str]] = [
    ("{", "the file is no JSON"),
    ([], "stands where an object is expected"),
    ({}, "the key inputs is missing"),
    (("routes", {}), "stands where a list is expected"),
    (("routes.0.legs", []), "a route has no legs"),
    (("routes.0.legs.0.kind", "teleport"), "'teleport' is refused"),
    (("routes.0.credited_at", "2026-11-24T09:30"), "no instant with an offset"),
    (("routes.0.credited_at", "today"), "'today' is refused"),
    (("routes.0.conversions", "1"), "is no whole number"),
    (("routes.0.tied", 0), "neither true nor false"),
    (("routes.0.delivered_range", []), "a list of two is expected"),
    (("routes.0.delivered.amount", 12), "stands where text is expected"),
    (("routes.0.delivered.amount", "1.001"), "more decimals"),
    (("routes.0.cost_bp", "NaN"), "is no number"),
    (("payment.side", "both"), "'both' is refused"),
    (("inputs.overlays", [{"name": "x", "sha256": "", "changes": ["outt X"]}]), "begins no change"),
    (("bounds.labels_max", -1), "labels_max is -1"),
    (("ordering", None), "the key ordering is missing"),
]


@pytest.mark.parametrize(("told", "text"), REFUSED)
def test_what_is_no_answer_is_refused_with_its_place(tmp_path: Path, told: object, text: str) -> None:
    path = saved(tmp_path, changed(*told) if isinstance(told, tuple) else told)

    with pytest.raises(DataFileError) as caught:
        load_answer(path)

    assert text in str(caught.value)
    assert caught.value.where.startswith(str(path))


def test_a_conversion_of_nothing_is_refused(tmp_path: Path) -> None:
    route = next(route for route in answer()["routes"] if route["conversions"])
    at = answer()["routes"].index(route)
    leg = next(number for number, leg in enumerate(route["legs"]) if leg["rate"])
    currency = route["legs"][leg]["debited"]["currency"]
    told = changed(f"routes.{at}.legs.{leg}.debited", {"amount": "0.00", "currency": currency})

    with pytest.raises(DataFileError, match="nothing of the pair is debited"):
        load_answer(saved(tmp_path, told))
    with pytest.raises(DataFileError, match="is not above zero"):
        load_answer(saved(tmp_path, changed(f"routes.{at}.legs.{leg}.rate.mid", "0")))
