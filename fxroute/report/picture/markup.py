"""Markup: elements of HTML and SVG, with every text in them escaped.

Text from outside (names of records, purposes) may hold anything. `element` escapes every child and attribute that is
not markup itself, and shows characters that are not printed (controls, marks that turn the direction of writing) as
escapes, so that a name can neither end a tag nor reorder the line around it.
"""

from html import escape

__all__ = ["Markup", "element", "joined", "lines", "name_text", "plain"]

_VOID = frozenset({"br", "meta"})


class Markup(str):
    """Text that is markup already and is not escaped again."""

    __slots__ = ()


def plain(text: str) -> str:
    """Return text with blanks for every kind of blank, and escapes for what is not printed."""
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else character.encode("unicode_escape").decode("ascii")


def element(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element.

    Args:
        name: of the tag.
        children: texts, which are escaped, and `Markup`, which is not.
        attributes: values by name; `class_` is `class`, and an underscore inside a name stands for a hyphen. Numbers
            are coordinates, rounded to a tenth. What is `None` is left out.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(*children)}</{name}>")


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return value if isinstance(value, Markup) else escape(plain(value))
    return f"{value:.1f}".removesuffix(".0")


def joined(*children: str) -> Markup:
    """Return texts and markup one behind the other."""
    return Markup("".join(child if isinstance(child, Markup) else escape(plain(child)) for child in children))


def lines(text: str) -> Markup:
    """Return a text of several lines, each on its own; blanks before a line indent it."""
    told = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        told.append(element("span", line.strip(" "), class_="line in" if indent else "line"))
    return joined(*told)


def name_text(name: str) -> Markup:
    """Return a name whose direction of writing keeps to itself."""
    return element("bdi", name)
