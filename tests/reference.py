"""Tables of the reference that follow from the code: public names, commands, statuses, reasons, fields of files.

On a page such a table stands between `<!-- name -->` and `<!-- /name -->`.
"""

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import EnumType
from importlib import import_module
from typing import cast

import click

from fxroute import errors
from fxroute.cli import main
from fxroute.errors import FxRouteError
from fxroute.sources import schema_of
from fxroute.sources.importing import LAYOUTS, Column, Layout

PACKAGES = (
    "sources",
    "sources.importing",
    "sources.lists",
    "plan",
    "plan.doctor",
    "model",
    "network",
    "rates",
    "search",
    "report",
    "errors",
)
Schema = Mapping[str, object]

SHAPES = {
    r"^\S+$": "id",
    r"^[A-Z]{3}$": "ISO 4217 code",
    r"^[A-Z]{2}$": "ISO 3166-1 code",
    r"^[A-Z]{3}/[A-Z]{3}$": "pair",
}
FORMATS = {"date": "date", "date-time": "instant with offset"}


def table(*rows: Sequence[str]) -> str:
    """Rows as a table; the first one is its head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines)


def with_parts(text: str, parts: Mapping[str, str]) -> str:
    """A page with every generated part as it is today.

    Raises:
        KeyError: a part that the page does not have.
    """
    for name, part in parts.items():
        mark = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
        if not mark.search(text):
            raise KeyError(name)
        text = mark.sub(lambda match, part=part: f"{match[1]}\n{part}\n\n{match[2]}", text)  # type: ignore[misc]  # a lambda with a default
    return text


# Python


def python_parts() -> dict[str, str]:
    parts = {"fxroute": names_table("fxroute")}
    return parts | {f"fxroute.{package}": names_table(f"fxroute.{package}") for package in PACKAGES}


def names_table(module: str) -> str:
    found = import_module(module)
    return table(("name", "what it is"), *((f"`{name}`", summary(getattr(found, name))) for name in found.__all__))


def summary(value: object) -> str:
    """The first line of a docstring; members of an enumeration, and methods of a class, are named behind it."""
    is_ours = getattr(value, "__module__", "").startswith("fxroute")
    if not is_ours or not (inspect.isclass(value) or inspect.isfunction(value)):
        return f"of {value.__module__}" if inspect.isclass(value) else "a constant"
    first = (inspect.getdoc(value) or "").split("\n\n")[0].replace("\n", " ")
    if isinstance(value, EnumType):
        return f"{first} {', '.join(f'`{member}`' for member in value.__members__)}."
    methods = [name for name in vars(value) if is_method(value, name)] if inspect.isclass(value) else []
    return f"{first} Has {', '.join(f'`{name}`' for name in methods)}." if methods else first


def is_method(owner: type, name: str) -> bool:
    if name.startswith("_") or not (inspect.getdoc(getattr(owner, name)) or ""):
        return False
    return isinstance(vars(owner)[name], classmethod | property) or inspect.isfunction(vars(owner)[name])


# Command line


def command_parts() -> dict[str, str]:
    return dict(commands_below(main, "fxroute"))


def commands_below(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from commands_below(inner, f"{path} {name}")
        return
    rows = [(parameter_text(one), getattr(one, "help", None) or "") for one in command.params]
    arguments = [row for row, one in zip(rows, command.params, strict=True) if isinstance(one, click.Argument)]
    options = [row for row, one in zip(rows, command.params, strict=True) if isinstance(one, click.Option)]
    usage = " ".join([path, *(name.strip("`") for name, _ in arguments)])
    yield path, f"`{usage}`: {command.help}\n\n{table(('option', 'meaning'), *options)}"


def parameter_text(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return f"`{parameter.metavar}`"
    words = "/".join(parameter.opts)
    if isinstance(parameter.type, click.Choice):
        words += f" {'|'.join(parameter.type.choices)}"
    elif parameter.metavar:
        words += f" {parameter.metavar}"
    return f"`{words}`"


# Layouts of directories


def layout_parts() -> dict[str, str]:
    return {layout.name: layout_table(layout) for layout in LAYOUTS.values()}


def layout_table(layout: Layout) -> str:
    rows = [(column_text(column), "yes" if column.is_needed else "", column.meaning) for column in layout.columns]
    return f"{layout.title}. Known from: {layout.source}.\n\n{table(('column', 'needed', 'meaning'), *rows)}"


def column_text(column: Column) -> str:
    return " or ".join(f"`{name}`" for name in (column.name, *column.aliases))


# Errors


def error_parts() -> dict[str, str]:
    leaves = [getattr(errors, name) for name in errors.__all__]
    rows = [(f"`{leaf.__name__}`", str(leaf.exit_status), summary(leaf)) for leaf in leaves if leaf is not FxRouteError]
    return {"errors": table(("error", "status", "when"), *sorted(rows, key=lambda row: (int(row[1]), row[0])))}


# Data files


def data_parts() -> dict[str, str]:
    return {kind: "\n\n".join(file_tables(schema_of(kind))) for kind in ("network", "rates", "overlays")}


def explained_part(kind: str, text: str) -> dict[str, str]:
    """The tables of a kind of file with a fourth column: what each field means, in the words that the page has."""
    meanings, heading, blocks = dict(meanings_of(text)), "", []
    for block in "\n\n".join(file_tables(schema_of(kind))).split("\n\n"):
        if block.startswith("| field"):
            blocks.append(with_meanings(block, heading, meanings))
        else:
            blocks.append(block)
            heading = heading_of(block)
    return {kind: "\n\n".join(blocks)}


def with_meanings(block: str, heading: str, meanings: Mapping[tuple[str, str], str]) -> str:
    head, rule, *rows = block.splitlines()
    told = [f"{row} {meanings.get((heading, row.split('`')[1]), '')} |" for row in rows]
    return "\n".join([f"{head} means |", f"{rule} --- |", *told])


def heading_of(line: str) -> str:
    return line.split(":", maxsplit=1)[0].strip("`")


def meanings_of(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Each meaning on a page, by the heading of its table and its field."""
    heading = ""
    for line in text.splitlines():
        if line.startswith("| `"):
            yield (heading, line.split("`")[1]), line.split(" | ")[-1].removesuffix("|").strip()
        elif line and not line.startswith("|"):
            heading = heading_of(line)


def file_tables(schema: Schema) -> Iterator[str]:
    """One table for each record, and one for each map inside a record; what every record has stands once."""
    definitions = cast("Mapping[str, Schema]", schema.get("$defs", {}))
    is_record = "description" in schema
    keys = {} if is_record else {name: key for key, name in records_of(schema)}
    if is_record:
        yield f"The file: {schema['description']}"
    if not keys:
        yield fields_table(schema, frozenset())
    shared = (
        frozenset({"id", "source", "as_of", "confidence", "valid_from", "valid_to", "notes"}) if keys else frozenset()
    )
    for at, name in enumerate(keys):
        if at == 0:
            yield f"Every record:\n\n{fields_table(definitions[name], shared, is_shared=True)}"
        yield f"`{keys[name]}`: {definitions[name]['description']}\n\n{fields_table(definitions[name], shared)}"
    for name in sorted(definitions.keys() - keys.keys()):
        yield f"{part_name(name)}: {definitions[name]['description']}\n\n{fields_table(definitions[name], frozenset())}"


def records_of(schema: Schema) -> Iterator[tuple[str, str]]:
    for key, value in cast("Mapping[str, Schema]", schema["properties"]).items():
        items = cast("Mapping[str, str]", value.get("items", {}))
        if "$ref" in items:
            yield key, items["$ref"].rsplit("/", 1)[1]


def fields_table(schema: Schema, shared: frozenset[str], *, is_shared: bool = False) -> str:
    required = cast("Sequence[str]", schema.get("required", ()))
    fields = cast("Mapping[str, Schema]", schema["properties"])
    rows = [
        (f"`{name}`", "yes" if name in required else "", shape(value))
        for name, value in fields.items()
        if (name in shared) is is_shared
    ]
    return table(("field", "needed", "takes"), *rows)


def shape(schema: Schema) -> str:
    """What a field takes, in words."""
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in cast("Sequence[str]", schema["enum"]))
    if "$ref" in schema:
        name = part_name(str(schema["$ref"]).rsplit("/", 1)[1])
        return f"an {name}" if name[0] in "aeiou" else f"a {name}"
    if "anyOf" in schema:
        kinds = [shape(one) for one in cast("Sequence[Schema]", schema["anyOf"]) if one.get("type") != "null"]
        return " or ".join(kinds)
    kind = schema.get("type")
    if kind == "array":
        items = cast("Schema", schema.get("items", {}))
        return f"list: {shape(items)}"
    if kind == "object":
        fields = cast("Mapping[str, Schema]", schema.get("properties", {}))
        return f"map of {', '.join(f'`{name}`' for name in fields)}" if fields else "map"
    return simple_shape(schema)


def simple_shape(schema: Schema) -> str:
    named = SHAPES.get(str(schema.get("pattern"))) or FORMATS.get(str(schema.get("format")))
    words = schema.get("description") or named
    kind = {"boolean": "true or false", "integer": "whole number"}.get(str(schema.get("type")), "text")
    return str(words or kind)


def part_name(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Part").removesuffix("Record")).lower()
