"""What fell out, told for people: the same cells for terminal and page."""

import re

from fxroute.model import RuledOut
from fxroute.report.opening import openings_text
from fxroute.report.words import Words

__all__ = ["RuledOutCells", "ruled_out_cells"]

_AMOUNT = re.compile(r"(?<![\w:.-])(\d+)(\.\d+)? (?!UTC)([A-Z]{3})\b")

RuledOutCells = tuple[str, str, str, str, str, str]


def ruled_out_cells(out: RuledOut, words: Words) -> RuledOutCells:
    """Return option, reason, place, limit, value, and what opens it, with amounts as everywhere: `SAR 1,126,160.19`."""
    return (
        words.phrase(out.option),
        words(f"reason_{out.reason}"),
        words.phrase(out.where),
        _with_amounts(words.phrase(out.limit)),
        _with_amounts(words.phrase(out.value)),
        _with_amounts(openings_text(out.openings, words)),
    )


def _with_amounts(text: str) -> str:
    return _AMOUNT.sub(lambda found: f"{found[3]} {int(found[1]):,}{found[2] or ''}", text)
