"""From what pydantic refused to faults: the fact, the spot and the remedy in the words of the file."""

from collections.abc import Iterable, Iterator
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fxroute.sources.fault import FaultList, Spot, Step, closest, shortened, shown
from fxroute.sources.fields import REFUSED, TOLD
from fxroute.sources.part import read_in_part
from fxroute.sources.unread import UNREAD

__all__ = ["read_record"]

_Schema = TypeVar("_Schema", bound=BaseModel)

_SHAPES = {
    "tuple_type": ("a list", "write each entry on a line of its own, after a dash"),
    "dict_type": ("a map", "write key: value, one on each line"),
    "model_type": ("a map", "write field: value, one on each line"),
}


def read_record(schema: type[_Schema], raw: object, spot: Spot, faults: FaultList) -> tuple[_Schema | None, bool]:
    """Return a record read by its schema, and whether it has no fault.

    A fault is noted for each value that was refused. In the record, `UNREAD` stands in the place of such a value, so
    that the others can be checked against other records; it is `None` where `raw` is no map at all.
    """
    try:
        return schema.model_validate(raw), True
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] != TOLD and detail["input"] is not UNREAD:
                _note(schema, detail, spot, faults)
        record = read_in_part(schema, raw, [detail["loc"] for detail in details])
        return (record if isinstance(record, schema) else None), False


def _note(schema: type[BaseModel], detail: ErrorDetails, spot: Spot, faults: FaultList) -> None:
    steps = [step for step in detail["loc"] if step != "[key]"]
    at_key = len(steps) < len(detail["loc"])
    here, kind = spot.at(*steps), detail["type"]
    if kind == REFUSED:
        faults.add(here, detail["ctx"]["what"], detail["ctx"]["mend"], at_key=at_key)
    elif kind == "missing":
        faults.add(here, f"the field {steps[-1]} is missing", f"add {steps[-1]}: with its value")
    elif kind == "extra_forbidden":
        fields = _fields(schema, steps[:-1])
        mend = closest(str(steps[-1]), fields, f"leave it out; the fields are {', '.join(fields)}")
        faults.add(here, f"there is no field {shortened(str(steps[-1]))}", mend, at_key=True)
    elif kind in _SHAPES:
        shape, mend = _SHAPES[kind]
        faults.add(here, f"{shown(detail['input'])} stands where {shape} is expected", mend)
    else:
        listed = ", ".join(_fields(schema, steps[:-1]))
        what = f"{shown(detail['input'])} is no name of a field"
        faults.add(here, what, f"leave it out; the fields are {listed}", at_key=True)


def _fields(schema: type[BaseModel], steps: Iterable[Step]) -> list[str]:
    for step in steps:
        named = {field.alias or name: field.annotation for name, field in schema.model_fields.items()}
        if step in named:
            schema = next(_schemas(named[str(step)]), schema)
    return [field.alias or name for name, field in schema.model_fields.items()]


def _schemas(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _schemas(part)
