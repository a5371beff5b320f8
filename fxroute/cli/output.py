"""Output: tables for people, JSON for machines, and a sign of life while something takes long."""

import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TypedDict

__all__ = ["Output", "Style", "Watch", "waiting", "write"]

_WIDTH = 110
_PATIENCE_SECONDS = 1.0


class Style(TypedDict):
    """How a table is to be laid out."""

    lang: str
    width: int
    is_styled: bool


@dataclass(frozen=True, slots=True)
class Output:
    """Where an answer goes, and in which form."""

    is_json: bool
    lang: str

    def style(self) -> Style:
        """Return language, width and colour of a table, as the terminal has them."""
        is_terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size((_WIDTH, 24)).columns if is_terminal or "COLUMNS" in os.environ else _WIDTH
        is_plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        return Style(lang=self.lang, width=width, is_styled=is_terminal and not is_plain)

    def text(self, text: str) -> None:
        """Write a table."""
        write(text)

    def json(self, answer: dict[str, object], watch: "Watch") -> None:
        """Write an answer as JSON, with the time that it took."""
        write(json.dumps({**answer, "took_ms": watch.took_ms()}, ensure_ascii=False, indent=2) + "\n")


def write(text: str, *, is_error: bool = False) -> None:
    """Write to standard output, or error, in the encoding that the user has set.

    `click.echo` would take ASCII for a mistake and write UTF-8 instead.
    """
    stream = sys.stderr if is_error else sys.stdout
    stream.write(text)
    stream.flush()


class Watch:
    """Measures what an answer takes, from its making on."""

    def __init__(self) -> None:
        """Start."""
        self._started = perf_counter()

    def took_ms(self) -> float:
        """Return the milliseconds since the start, to a tenth."""
        return round((perf_counter() - self._started) * 1000, 1)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Show a sign of life on a terminal when the body takes longer than a second."""
    if not sys.stderr.isatty():
        yield
        return
    finished = threading.Event()
    sign = threading.Thread(target=_show, args=(text, finished), daemon=True)
    sign.start()
    try:
        yield
    finally:
        finished.set()
        sign.join()


def _show(text: str, finished: threading.Event) -> None:
    if finished.wait(_PATIENCE_SECONDS):
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        finished.wait()
