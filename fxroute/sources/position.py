"""Line and column of a value in a YAML file, found only when there is a fault to report.

Parsing for positions is ten times slower than parsing for values, and no loader does both.
"""

from functools import cached_property

import yaml

__all__ = ["Positions", "compose_text"]

_LOCATED_BYTES_MAX = 8 * 1024 * 1024


class Positions:
    """Positions in one file, counted from 1; the text is parsed at the first question."""

    def __init__(self, content: bytes) -> None:
        """Keep the bytes of the file."""
        self._content = content

    @cached_property
    def _root(self) -> yaml.Node | None:
        if len(self._content) > _LOCATED_BYTES_MAX:
            return None
        try:
            return compose_text(self._content.decode())
        except UnicodeDecodeError:
            return None

    def find(self, path: tuple[str | int, ...], *, at_key: bool = False) -> tuple[int, int] | None:
        """Return line and column of the value at `path`, or of its key.

        A step that is not there ends the walk at what holds it. `None` when the file cannot be parsed or is larger
        than 8 MB.
        """
        if self._root is None:
            return None
        node, mark = self._root, self._root.start_mark
        for number, step in enumerate(path, start=1):
            is_last = number == len(path)
            key, value = _step(node, step)
            if value is None:
                break
            mark = key.start_mark if key is not None and at_key and is_last else value.start_mark
            node = value
        return mark.line + 1, mark.column + 1


def compose_text(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML text; `None` where there are none."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None
